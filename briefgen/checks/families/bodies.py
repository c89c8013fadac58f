"""What the fields of a body say, its text says too: who heads it, whom it elects, to whom it reports, when it meets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.checks.about import is_earlier, name_of
from briefgen.checks.families.ties import differs
from briefgen.checks.likely import matcher
from briefgen.checks.rules import Found, rule
from briefgen.checks.said import InText, called, said_in, sentences_with
from briefgen.checks.scan import readable
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.model import Values
from briefgen.content.own_kinds import is_commission, like
from briefgen.content.schema.organisations import Body
from briefgen.language.usage import usage
from briefgen.problems.notes import Told

Bodies = Mapping[str, tuple[str, Body]]


@rule("body-differs", "error", "The fields of a body say what its text says.")
def body_differs(subject: Subject) -> Iterator[Found]:
    """Find who heads, elects, decides a mandate or hears a report otherwise in a field than in the text."""
    bodies = {body.id: (path, body) for path, body in subject.entities(Body)}
    told: set[str] = set()
    notes = {note.path: note for note in subject.notes}
    for path, _ in bodies.values():
        for text in (*subject.texts_at(f"{path}.text"), *filter(None, (notes.get(f"{path}.note"),))):
            for found in _of_a_text(subject, text, path, bodies):
                if found.path not in told:  # the languages say the same
                    told.add(found.path)
                    yield found
    yield from _apart(subject.content, bodies)
    yield from _elsewhere(subject, bodies)


def _elsewhere(subject: Subject, bodies: Bodies) -> Iterator[Found]:
    """Yield «the Bureau is headed by the Treasurer» in the text of something else than the Bureau."""
    heads = {id: body.headed_by for id, (_, body) in bodies.items() if body.headed_by}
    elected = {("offices", id): own for own, (_, body) in bodies.items() for id in body.elects}
    elected |= {("bodies", id): own for own, (_, body) in bodies.items() for id in body.elects_bodies}
    for text in readable(subject) if heads or elected else ():
        if text.path.startswith("association.bodies[") or text.is_name or is_earlier(text.path):
            continue
        for pattern in ("headed_now", "elects_now"):
            for _, start, end in sentences_with(text, pattern):
                words = text.words[start:end]
                said = [each for each in said_in(subject, text) if start <= each.start < end]
                named, offices = _ids(said, "bodies"), _ids(said, "offices")
                if any(matcher(_pattern(text, name)).search(words) for name in ("negation", "at_a_sitting")):
                    continue
                other = ""
                if pattern == "headed_now" and len(named) == len(offices) == 1:
                    right = heads.get(*named)
                    other = called(subject, "offices", right) if right and right not in offices else ""
                elif pattern == "elects_now":
                    other = _elected_by_another(subject, elected, named, offices)
                if other:
                    message = Told("the content says so of {other}", other=other)
                    yield Found(text.path, message, Told("correct the field or the text"), text.key, start, end - start)


def _elected_by_another(
    subject: Subject, elected: Mapping[tuple[str, str], str], named: set[str], offices: set[str]
) -> str:
    """Return who elects what a sentence names, if that is another body than the one in it."""
    things = {("offices", id) for id in offices} | {("bodies", id) for id in named}
    whose = {elected[thing] for thing in things if thing in elected}
    others = {id for kind, id in things if kind == "bodies" and (kind, id) not in elected}
    if len(whose) != 1 or whose & named:
        return ""
    # Of two bodies that are elected, one elects the other here.
    those = others or (named if len(named) > 1 or (offices and named) else set())
    return called(subject, "bodies", *whose) if those else ""


def _pattern(text: TextIn, name: str) -> str:
    return usage(text.language).patterns.get(name, "")


def _apart(values: Values, bodies: Bodies) -> Iterator[Found]:
    """Yield commissions that are part of another body than the one that the others make up."""
    kinds = {id: like(values, body) for id, (_, body) in bodies.items()}
    for path, body in bodies.values() if "commissions" in kinds.values() else ():
        _, of = bodies.get(body.parent or "", ("", None))
        if not is_commission(values, body) or (of and (kinds[of.id] == "commissions" or is_commission(values, of))):
            continue
        siblings = [
            other.parent or "" for _, other in bodies.values() if other.kind == body.kind and other.id != body.id
        ]
        among = next((bodies[id][1] for id in siblings if kinds.get(id) == "commissions"), None)
        if among and of:
            message = Told("this is part of {body}, the others of {other}", body=name_of(of), other=name_of(among))
            yield Found(f"{path}.parent", message, Told("correct the body that it is a part of"))


def _of_a_text(subject: Subject, text: TextIn, path: str, bodies: Bodies) -> Iterator[Found]:
    body = subject.content.items[path].value
    said = said_in(subject, text)
    # A note tells what others say of elections and mandates as well.
    for field, kind in (("elects", "offices"), ("elects_bodies", "bodies")) if not text.is_note else ():
        if held := set(getattr(body, field)):
            yield from _elected(subject, text, said, f"{path}.{field}", kind, held, body.id)
    for field in ("reports_to", "meets_at"):
        held_id = getattr(body, field)
        for at, start, end in sentences_with(text, field) if held_id else ():
            named = _ids(_behind(said, at, start, end), "bodies") - {body.id}
            if named and held_id not in named:
                yield differs(subject, f"{path}.{field}", "bodies", named)
    for at, start, end in sentences_with(text, "mandate") if not text.is_note else ():
        for id in _ids(_behind(said, at, start, end), "bodies") - {body.id}:
            of, other = bodies[id]
            if other.mandated_by and other.mandated_by != body.id:
                yield differs(subject, f"{of}.mandated_by", "bodies", [body.id])


def headed_otherwise(subject: Subject, text: TextIn, said: tuple[InText, ...], path: str, held: str) -> Iterator[Found]:
    """Yield a body's field of who heads it where a text names another office for that."""
    for at, start, end in sentences_with(text, "headed"):
        offices = [each.of("offices") for each in _behind(said, at, start, end) if each.of("offices")]
        if offices and held not in offices[0]:
            yield differs(subject, f"{path}.headed_by", "offices", offices[0])


def _elected(
    subject: Subject, text: TextIn, said: tuple[InText, ...], path: str, kind: str, held: set[str], own: str
) -> Iterator[Found]:
    for at, start, end in sentences_with(text, "elects"):
        named = _ids(_behind(said, at, start, end), kind) - {own}
        if more := named - held:
            yield differs(subject, path, kind, more)
        elif named and (less := held - named):
            missing = called(subject, kind, min(less))
            message = Told("the text says who is elected, and doesn't name {other}", other=missing)
            yield Found(path, message, Told("correct the field or the text"))


def _behind(said: tuple[InText, ...], at: int, start: int, end: int) -> list[InText]:
    """Return what is named behind a word of a sentence; if nothing is, what is named before it."""
    behind = [each for each in said if at <= each.start < end]
    return behind or [each for each in said if start <= each.start < at]


def _ids(said: list[InText], kind: str) -> set[str]:
    return {id for each in said for id in each.of(kind)}
