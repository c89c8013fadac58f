"""What a field says, the text beside it says too: who elects, heads, decides, adopts; and no field leads to itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefgen.checks.about import event, is_earlier
from briefgen.checks.amounts import turn
from briefgen.checks.fields import (
    acronym_mistyped,
    based_on_later,
    beyond_texts,
    called_otherwise,
    of_an_office_and_a_body,
    unlike_own_note,
    untitled_programmes,
)
from briefgen.checks.likely import matcher
from briefgen.checks.rules import Found, rule
from briefgen.checks.said import called, ids_said, said_in, sentences_with
from briefgen.checks.scan import sentence, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.model import root_of
from briefgen.content.own_kinds import is_commission, like, shipped
from briefgen.content.schema.base import Entity, Translated
from briefgen.content.schema.cooperation import HistoryEntry, Membership
from briefgen.content.schema.events import AgendaItem, Event
from briefgen.content.schema.glossary import GlossaryTerm
from briefgen.content.schema.organisations import Agency, Association, Body, Marking, Office, Programme, Work
from briefgen.content.walk import parent
from briefgen.language import get_language
from briefgen.language.usage import usage
from briefgen.problems.diagnostics import Severity
from briefgen.problems.notes import Told

# What meets at an event of a kind, if it is known which body does.
_MEETS = {
    "council-session": {"council", "assembly"},
    "bureau-meeting": {"bureau"},
    "commissions-forum": {"commissions", "commission", "special-commission"},
}
_BESIDE = 60  # characters between the number of a meeting and the body that met


@rule("field-differs", "error", "A field and the text beside it name the same.")
def fielddiffers(subject: Subject) -> Iterator[Found]:
    """Find fields that name a body, an office, a person or a work where the text beside names others only."""
    yield from _beside(subject, Membership, "represented_in", "bodies", ("text", "rights"))
    yield from _beside(subject, AgendaItem, "office", "offices", ("title",))
    yield from _beside(subject, AgendaItem, "body", "bodies", ("title",))
    yield from _beside(subject, HistoryEntry, "persons", "persons", ("text", "summary"))
    yield from _beside(subject, HistoryEntry, "works", "works", ("text", "summary"))
    yield from _of_elections(subject)
    yield from _of_membership(subject)
    yield from _of_entries(subject)
    yield from _of_works(subject)
    yield from _titled_in_another(subject)
    yield from _goes_on(subject)
    yield from _title_of_another(subject)
    yield from of_an_office_and_a_body(subject)
    yield from beyond_texts(subject)
    yield from untitled_programmes(subject)
    yield from called_otherwise(subject)
    yield from acronym_mistyped(subject)
    yield from unlike_own_note(subject)


@rule("event-body", "error", "The body of an event is one that meets so.")
def event_body(subject: Subject) -> Iterator[Found]:
    """Find a session of the Council whose body is the Bureau, and works of the wrong kind as basis or theme."""
    kinds = {body.id: like(subject.content, body) for _, body in subject.entities(Body)}
    works = {work.id: like(subject.content, work) for _, work in subject.entities(Work)}
    for path, one in subject.entities(Event):
        meeting = _MEETS.get(like(subject.content, one))
        if meeting and one.body in kinds and kinds[one.body] not in ("", *meeting):
            yield Found(
                f"{path}.body", Told("another body meets at such an event"), Told("correct the kind or the body")
            )
        if one.based_on and works.get(one.based_on) == "theme":
            message = Told("an event is based on a document, and this is the theme of one")
            yield Found(f"{path}.based_on", message, Told("name it as the theme"))
        if one.theme and works.get(one.theme, "theme") not in ("", "theme"):
            message = Told("a document of this kind can't be the theme of an event")
            yield Found(f"{path}.theme", message, Told("name it as what the event is based on"))
    yield from based_on_later(subject)


@rule("adoption-late", "error", "A programme is adopted before it begins, or in its first year.")
def adoption_late(subject: Subject) -> Iterator[Found]:
    """Find a session that adopts a programme which has been running for long."""
    begins = {each.id: each.period.start for _, each in subject.entities(Programme)}
    for path, item in subject.entities(AgendaItem):
        at = next((owner for _, owner in subject.owners(path) if isinstance(owner, Event)), None)
        start = begins.get(item.programme or "")
        adopts = like(subject.content, item) == "adoption"
        if adopts and at and start and at.date.start and at.date.start.year > start.year:
            message = Told("this programme began in {year}, before the session", year=start.year)
            yield Found(f"{path}.programme", message, Told("name the programme that the session adopts"))


@rule("reference-circle", "error", "Nothing leads back to itself.")
def reference_circle(subject: Subject) -> Iterator[Found]:
    """Find what reports to, meets with or follows itself, by way of others too; parents have a rule of their own."""
    items, index = subject.content.items, subject.content.index
    ways: dict[str, dict[str, str]] = defaultdict(dict)
    for path, item in items.items():
        field = path.rpartition(".")[2]
        if not item.refers or not isinstance(item.value, str) or field == "parent" or field.endswith("]"):
            continue
        owner, target = parent(path), index.get(item.refers, {}).get(item.value)
        if target and root_of(owner) == root_of(target) and parent(owner) == parent(target):
            ways[field][owner] = target
    for field, targets in ways.items():
        for owner in targets:
            at, steps = targets.get(owner), 0
            while at and at != owner and steps <= len(targets):
                at, steps = targets.get(at), steps + 1
            if at == owner:
                yield Found(f"{owner}.{field}", Told("this leads back to itself"), Told("name another one"))


@rule("name-doubled", "warning", "What differs in one language has different names in the others.")
def name_doubled(subject: Subject) -> Iterator[Found]:
    """Find two names, titles or labels of one list that are the same in one language and differ in another."""
    lists = _lists(subject)
    for (_, field), names in lists.items():
        for language in subject.languages if len(names) > 1 else ():
            same: dict[str, list[tuple[str, Translated]]] = defaultdict(list)
            for path, name in names:
                if words := " ".join(name.root.get(language, "").casefold().split()):
                    same[words].append((path, name))
            for group in filter(lambda group: len(group) > 1, same.values()):
                other = next((code for code in subject.languages if _differ(group, code)), "")
                if other and field != "text":
                    yield from _doubled(group, language, other, is_grave=field != "label")
                elif not other and language == subject.languages[0]:
                    yield from _alike_in_all(subject, group, language)
    yield from _ruled_out(subject)


def _ruled_out(subject: Subject) -> Iterator[Found]:
    """Yield terms of the glossary that also stand for, or rule out, what is the term of another entry or their own."""
    terms = list(subject.entities(GlossaryTerm))
    for language in subject.languages:
        owners = {term.term.root[language].casefold(): path for path, term in terms if language in term.term.root}
        for path, term in terms:
            rows = [("forbidden", words) for words in term.forbidden.get(language, ())]
            rows += [("also", words) for words in term.also.get(language, ())]
            for field, words in rows:
                owner = owners.get(words.casefold(), path if field == "also" else "")
                if field == "forbidden" and words in term.also.get(language, ()):
                    owner = path
                if owner and (owner != path or field == "forbidden"):
                    message = Told("„{words}“ is a term of the glossary itself", words=words)
                    yield Found(f"{path}.{field}", message, Told("take it out of one of the two places"))


def _lists(subject: Subject) -> dict[tuple[str, str], list[tuple[str, Translated]]]:
    """Return what the entries of each list are called, and the terms of the glossary."""
    lists: dict[tuple[str, str], list[tuple[str, Translated]]] = defaultdict(list)
    for path, entity in subject.entities(Entity):
        if not path.endswith("]") or root_of(path) in ("glossary", "recipients") or path.startswith("people.persons"):
            continue
        fields = ((field, getattr(entity, field, None)) for field in ("name", "title", "label", "text"))
        for field, name in fields:
            if isinstance(name, Translated):
                lists[parent(path), field].append((f"{path}.{field}", name))
    organisations: tuple[type[Association] | type[Agency], ...] = (Association, Agency)
    for path, organisation in (each for kind in organisations for each in subject.entities(kind)):
        lists["organisations", "name"].append((f"{path}.name", organisation.name))
    for path, term in subject.entities(GlossaryTerm):
        lists["glossary.terms", "term"].append((f"{path}.term", term.term))
    return lists


def _differ(group: list[tuple[str, Translated]], language: str) -> bool:
    """Tell whether names that are the same in another language differ in this one."""
    return len({" ".join(name.root.get(language, "").casefold().split()) for _, name in group} - {""}) > 1


def _doubled(group: list[tuple[str, Translated]], language: str, other: str, *, is_grave: bool) -> Iterator[Found]:
    for at, (path, name) in enumerate(group):
        beside = next(its.root.get(other, "") for place, (_, its) in enumerate(group) if place != at)
        yield Found(
            path,
            Told("in {language} another one has this name, too: „{other}“", other=beside, language=repr(language)),
            Told("correct the name that is wrong"),
            language,
            offset=0,
            length=len(name.root[language]),
            severity="error" if is_grave else None,
            rests_on=(group[0][0],),
        )


def _alike_in_all(subject: Subject, group: list[tuple[str, Translated]], language: str) -> Iterator[Found]:
    """Yield levels and offices of one name, which nothing else tells apart, and texts that stand twice."""
    for path, name in group[1:]:
        entity = subject.content.items[parent(path)].value
        if isinstance(entity, Marking | Office | Association | Agency | GlossaryTerm) or path.endswith(".text"):
            message = Told("„{name}“ is the name of another one in this list, too", name=name.root[language])
            severity: Severity = "error" if isinstance(entity, Marking) else "warning"
            at, hint = len(name.root[language]), Told("correct the name that is wrong")
            yield Found(path, message, hint, language, 0, at, severity=severity, rests_on=(group[0][0],))


# Fields and the texts beside them ----------------------------------------------------------------------------------


def _beside(subject: Subject, kind: type[Entity], field: str, of: str, texts: Iterable[str]) -> Iterator[Found]:
    """Yield fields of a kind whose texts name some of what the field could hold, and none of what it holds."""
    for path, entity in subject.entities(kind):
        value = getattr(entity, field)
        held = {value} if isinstance(value, str) else set(value or ())
        named = {
            text: ids
            for name in texts
            for text in (subject.texts_at(f"{path}.{name}") if held else ())
            if (ids := ids_said(subject, text, of))
        }
        wrong = {text: ids for text, ids in named.items() if not ids & held}
        if wrong and len(wrong) == len(named):
            yield differs(subject, f"{path}.{field}", of, next(iter(wrong.values())))
            continue
        for text in wrong:  # others agree with the field
            message = _unnamed(called(subject, of, min(held)))
            yield Found(text.path, message, Told("correct the field or the text"), text.key, 0, len(text.raw))


def _unnamed(other: str) -> Told:
    """Say that a text doesn't name what its field holds: of one language, say, or of one item of an agenda."""
    return Told("this text doesn't name {other}", other=other)


def differs(subject: Subject, path: str, of: str, named: Iterable[str]) -> Found:
    """Return the report of a field beside whose text something else is named."""
    message = Told("the text names {other} here", other=called(subject, of, sorted(named)[0]))
    return Found(path, message, Told("correct the field or the text"))


def _of_elections(subject: Subject) -> Iterator[Found]:
    """Yield items on a body whose title has the last word of its name, but not the name: the Audit Commission."""
    bodies = {body.id: body for _, body in subject.entities(Body)}
    for path, item in subject.entities(AgendaItem):
        body = bodies.get(item.body or "")
        for title in subject.texts_at(f"{path}.title") if body and not is_commission(subject.content, body) else ():
            language = subject.written_in.get(title.language)
            words = body.name.root.get(title.key, "").split() if body else []
            if language is None or len(words) < 2 or ids_said(subject, title, "bodies"):
                continue
            if found := matcher(language.inflected(words[-1])).search(title.words):
                message = _unnamed(called(subject, "bodies", item.body or ""))
                hint = Told("correct the field or the text")
                yield Found(title.path, message, hint, title.key, found.start(), len(found[0]))


def _of_membership(subject: Subject) -> Iterator[Found]:
    for path, membership in subject.entities(Membership):
        texts = [text for text in subject.texts if root_of(text.path) == root_of(path)]
        its, told = membership.category, _categories_told(subject, texts)
        if its and told and its not in told:
            message = Told("the texts tell of another kind of membership")
            yield Found(f"{path}.category", message, Told("correct the field or the texts"))
        entries = [(at, entry) for at, entry in subject.entities(HistoryEntry) if entry.event]
        for text in (text for at, _ in entries for text in subject.texts_at(f"{at}.text") if its):
            for _, start, end in sentences_with(text, "became_member"):
                other = _categories_told(subject, [replace(text, raw=text.raw[start:end])])
                if other and its not in other:
                    message = Told("the texts tell of another kind of membership")
                    hint = Told("correct the field or the texts")
                    yield Found(text.path, message, hint, text.key, start, end - start)
        yield from _labelled_otherwise(subject)
        admitted = {
            entry.event: at
            for at, entry in entries
            if any(_has(text, "became_member") for text in subject.texts_at(f"{at}.text"))
        }
        if membership.decided_at and admitted and membership.decided_at not in admitted:
            message = Told("the history tells of another event at which membership began")
            yield Found(f"{path}.decided_at", message, Told("correct the field or the history"))


def _labelled_otherwise(subject: Subject) -> Iterator[Found]:
    """Yield labels that tell of another kind of membership than the text below them."""
    for path, _ in subject.entities(HistoryEntry):
        told = {text.key: _categories_told(subject, [text]) for text in subject.texts_at(f"{path}.text")}
        for name in ("label", "summary"):
            for label in subject.texts_at(f"{path}.{name}"):
                here, there = _categories_told(subject, [label]), told.get(label.key, set())
                if here and there and not here & there:
                    message = Told("the texts tell of another kind of membership")
                    hint = Told("correct the field or the texts")
                    yield Found(label.path, message, hint, label.key, 0, len(label.raw))


def _categories_told(subject: Subject, texts: Iterable[TextIn]) -> set[str]:
    """Return the categories of membership that texts name: the agency's own by their names."""
    own, found = subject.content.index["memberships"], set[str]()
    for text in texts:
        found |= {id for id in shipped(subject.content, "memberships") if id not in own and _has(text, id)}
        for id, at in own.items():
            name = subject.content.items[at].value.name.root.get(text.key, "")
            if name and matcher(get_language(text.language).inflected(name)).search(text.words):
                found.add(id)
    return found


def _has(text: TextIn, pattern: str) -> bool:
    return bool(matcher(usage(text.language).patterns.get(pattern, "")).search(text.words))


def _of_entries(subject: Subject) -> Iterator[Found]:
    """Yield entries that tell of a numbered meeting of another body than the one that met at their event."""
    for path, entry in subject.entities(HistoryEntry):
        its = event(subject, entry.event)
        if its is None or not its.body:
            continue
        for text in subject.texts_at(f"{path}.text"):
            places = [at for at, expression in text.expressions if expression.startswith("event.number")]
            said = [each for each in said_in(subject, text) if each.of("bodies")]
            near = [each.of("bodies") for at in places for each in said if abs(each.start - at) <= _BESIDE]
            if near and not any(its.body in bodies for bodies in near):
                yield differs(subject, f"{path}.event", "bodies", near[0])
                break


def _of_works(subject: Subject) -> Iterator[Found]:
    """Yield works that were adopted at another event than the texts tell of."""
    for path, work in subject.entities(Work):
        told = subject.once(_launches).get(work.id, set())
        if work.adopted_at and told and work.adopted_at not in told:
            yield differs(subject, f"{path}.adopted_at", "events", told)


def _launches(subject: Subject) -> dict[str, set[str]]:
    """Return at which events the texts say that works were launched or adopted."""
    found: dict[str, set[str]] = defaultdict(set)
    owners: list[tuple[str, str | None]] = [(path, entry.event) for path, entry in subject.entities(HistoryEntry)]
    owners += [(path, its.id) for path, its in subject.entities(Event)]
    for path, own in owners:
        for text in subject.texts_at(f"{path}.text"):
            for _, start, end in sentences_with(text, "launched"):
                said = [each for each in said_in(subject, text) if start <= each.start < end]
                events = {id for each in said for id in each.of("events")} | ({own} if own else set())
                for work in {id for each in said for id in each.of("works")}:
                    found[work] |= events
    return found


def _titled_in_another(subject: Subject) -> Iterator[Found]:
    """Yield works said to be titled in a language whose letters no title of theirs has."""
    for path, work in subject.entities(Work):
        language = subject.written_in.get(work.title_language or "")
        titles = [title for title in work.title.root.values() if any(map(str.isalpha, title))]
        if language and titles and not any(language.writes(letter) for title in titles for letter in title):
            message = Told("no title of this is written in the letters of that language")
            yield Found(f"{path}.title_language", message, Told("correct the field or the text"), severity="warning")


def _goes_on(subject: Subject) -> Iterator[Found]:
    """Yield entries of one day whose texts begin with what goes on: «the Agency regularly provides …»."""
    for path, entry in subject.entities(HistoryEntry):
        texts = subject.texts_at(f"{path}.text")
        if entry.date is None or entry.date.ongoing or not texts or is_earlier(path):
            continue
        if all(_begins_with_what_goes_on(text) for text in texts):
            message = Told("the text tells of what goes on, and this is one day")
            hint = Told("write “ongoing”, or say what was on that day")
            yield Found(f"{path}.date", message, hint, severity="warning")


def _begins_with_what_goes_on(text: TextIn) -> bool:
    start, end = sentence(text.words, len(text.words) - len(text.words.lstrip()))
    held = matcher(words_of(text.language).held).search(text.words, start, end)
    past = matcher(usage(text.language).patterns.get("past", "")).search(text.words, start, end)
    return not held and not past and bool(turn(text.language, "goes_on", "time").search(text.words, start, end))


def _title_of_another(subject: Subject) -> Iterator[Found]:
    """Yield items of an agenda whose title doesn't name their body or office, as those of the others do."""
    for path, held in subject.entities(Event):
        rows = [(item, "office", item.office) for item in held.agenda if item.office]
        rows += [(item, "body", item.body) for item in held.agenda if item.body]
        named = {
            (item.id, field, text.key): _names(subject, text, field, id)
            for item, field, id in rows
            for text in subject.texts_at(f"{path}.agenda[{item.id}].title")
        }
        for item, field, id in rows:
            for text in subject.texts_at(f"{path}.agenda[{item.id}].title"):
                others = [says for (its, _, key), says in named.items() if its != item.id and key == text.key]
                is_named = named[item.id, field, text.key]
                if not is_named and others and all(others) and _is_of_one_word(subject, text, field, id):
                    message, hint = _unnamed(called(subject, _KINDS[field], id)), Told("correct the field or the text")
                    yield Found(text.path, message, hint, text.key, 0, len(text.raw), severity="warning")


def _is_of_one_word(subject: Subject, text: TextIn, field: str, id: str) -> bool:
    """Tell whether a name is one word: of a longer one see above."""
    item = subject.content.items.get(subject.content.index[_KINDS[field]].get(id, ""))
    named = getattr(item.value, "title", None) or getattr(item.value, "name", None) if item else None
    return field == "office" or (isinstance(named, Translated) and len(named.root.get(text.key, "").split()) == 1)


def _names(subject: Subject, text: TextIn, field: str, id: str) -> bool:
    return id in ids_said(subject, text, _KINDS[field])


_KINDS = {"office": "offices", "body": "bodies"}
