"""What the content lists, and texts that count it or say which comes where: agendas, objectives, bodies, sessions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from briefgen.checks.about import association_named, event_of, is_earlier, noun_of, sessions_of_events
from briefgen.checks.amounts import turn
from briefgen.checks.counted import is_of_a_part
from briefgen.checks.likely import matcher
from briefgen.checks.printing import printed_path
from briefgen.checks.scan import TypedNumber, is_readable, language_of, numbers, sentence
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.own_kinds import is_election, like
from briefgen.content.schema.base import Translated
from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Association, Body
from briefgen.language import said
from briefgen.problems.notes import Told

_MOST = 30
_NEAR = 40  # characters between an ordinal and what it counts
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5  # letters by which a word is known
_REACH = r"\s*(?:[^\W\d][\w’-]*\s+){0,2}?"


class Miscounted(NamedTuple):
    """A number that is not how many the content lists, what the content says, and whether that is sure."""

    number: TypedNumber
    says: str
    sure: bool = True


class Listing(NamedTuple):
    """A list of the content: what its entries are called, what must stand in the sentence, and how many there are."""

    noun: str  # the name of a pattern
    beside: str
    sizes: frozenset[int]
    entries: tuple[Translated, ...] = ()
    least: int = 1  # words of an entry that have to stand beside an ordinal


def miscounted(subject: Subject, text: TextIn) -> Iterator[Miscounted]:
    """Yield the numbers of a text or note that count what the content lists otherwise."""
    if not is_readable(text) or is_earlier(text.path):
        return
    typed = [one for one in numbers(text) if (one.whole is not None and 0 < one.whole <= _MOST) or one.ordinal]
    for number in typed:
        start, end = sentence(text.words, number.start)
        for each in _lists(subject, text):
            told = (_nth if number.ordinal else _count)(subject, text, number, each, start, end)
            if told:
                yield told
                break
        if told := _their_number(subject, text, number):
            yield told
    yield from _held_before(subject, text)
    yield from _nth_session(subject, text, [one for one in typed if one.ordinal])


def _lists(subject: Subject, text: TextIn) -> Iterator[Listing]:
    for _, association in subject.entities(Association):
        if association.goals:
            items = tuple(item.text for item in association.goals.items)
            yield Listing("goals", "strategic", frozenset({len(items)}), items, 2)
    yield from subject.once(_agendas).get(_id_of_event(subject, text), ())
    if text.path.startswith("association.bodies"):
        own = next((owner for _, owner in subject.owners(text.path) if isinstance(owner, Body)), None)
        if own and own.elects:
            yield Listing("officers", "elects", frozenset({len(own.elects)}))
        if own and (special := subject.once(_special).get(own.id)):
            yield Listing("special", "are", frozenset({special}))
    if text.path.startswith("association."):
        yield from subject.once(_of_association)


def _their_number(subject: Subject, text: TextIn, number: TypedNumber) -> Miscounted | None:
    """Return that a note on a body says «their number, 14», or «14 commissions», of thirteen."""
    own = next((owner for _, owner in subject.owners(text.path) if isinstance(owner, Body)), None)
    under = subject.once(_under)[own.id] if own and text.is_note else 0
    if not own or not under or number.ordinal or number.whole in (under, None) or number.whole == 1:
        return None
    name = own.name.root.get(text.language, "").split()
    noun = language_of(text.language).inflected(name[-1]) if name else "(?!)"
    before = re.compile(rf"(?:{said.pattern(text.language, 'listed', 'their_number')})\s*$", re.IGNORECASE)
    is_theirs = before.search(text.words, max(0, number.start - _NEAR), number.start)
    if is_theirs or re.match(rf"{_REACH}(?:{noun})", text.words[number.end :], re.IGNORECASE):
        return Miscounted(number, Told("there are {number}", number=under))
    return None


def _under(subject: Subject) -> Counter[str | None]:
    """Return how many bodies are under each."""
    return Counter(body.parent for _, body in subject.entities(Body))


def _id_of_event(subject: Subject, text: TextIn) -> str:
    held = event_of(subject, text.path)
    return held.id if held else ""


def _agendas(subject: Subject) -> dict[str, list[Listing]]:
    """Return what stands on the agenda of each event, or of the one session during it that has one."""
    found: dict[str, list[Listing]] = {}
    during = subject.once(sessions_of_events)
    for _, held in subject.entities(Event):
        each = [one for one in (held, *during.get(held.id, ())) if one.agenda]
        if len(each) == 1:
            items = each[0].agenda
            elections = sum(is_election(subject.content, item) for item in items)
            titles = tuple(item.title for item in items if item.title)
            found[held.id] = [
                Listing("agenda_items", "agenda", frozenset({len(items)}), titles if len(titles) == len(items) else ()),
                Listing("agenda_elections", "agenda", frozenset({elections})),
            ]
    return found


def _of_association(subject: Subject) -> list[Listing]:
    bodies = [body for _, body in subject.entities(Body)]
    children = subject.once(_under)
    top = [body for body in bodies if body.parent is None]
    under = next((id for id, number in children.most_common(1) if id), None)
    names = tuple(body.name for body in bodies if body.parent == under) if under else ()
    # Whether a group of commissions is a body of its own, one may see either way.
    sizes = frozenset({len(top), sum(1 for body in top if not children[body.id]), len(bodies)})
    return [Listing("bodies", "has", sizes), Listing("in_list", "in_list", frozenset({len(names)}), names, 2)]


def _special(subject: Subject) -> dict[str, int]:
    """Return how many of the commissions under each body are special ones."""
    found: dict[str, int] = Counter()
    for _, body in subject.entities(Body):
        if body.parent and like(subject.content, body) == "special-commission":
            found[body.parent] += 1
    return found


@cache
def _noun(code: str, name: str) -> re.Pattern[str]:
    return re.compile(rf"{_REACH}{matcher(said.pattern(code, 'listed', name)).pattern}", re.IGNORECASE)


def _belongs(subject: Subject, text: TextIn, each: Listing, start: int, end: int) -> bool:
    """Tell whether a sentence is about a list: the association's objectives, an agenda."""
    if each.noun in ("special", "in_list"):
        return True
    if turn(text.language, each.beside, "listed").search(text.words, start, end):
        return True
    words = text.words[start:end]
    return each.noun == "goals" and (
        text.path.startswith("association.goals") or association_named(subject, text, words)
    )


def _count(
    subject: Subject, text: TextIn, number: TypedNumber, each: Listing, start: int, end: int
) -> Miscounted | None:
    if each.noun == "in_list" or number.whole in each.sizes or not each.sizes - {0}:
        return None
    reach = re.split(r"[.,;:!?()\d]", text.words[number.end : end])[0]
    found = _noun(text.language, each.noun).match(reach)
    if not found or not _belongs(subject, text, each, start, end):
        return None
    code, rest = text.language, f"{text.words[start : number.start]} {text.words[number.end : end]}"
    linked = matcher(said.pattern(code, "listed", "of")).search(found[0])
    if is_of_a_part(code, text.words[start : number.start], found[0].lstrip()):
        return None
    behind = number.end + found.end()
    between = any(number.end <= one.start < behind for one in numbers(text))
    if linked or between or turn(code, "part", "listed").search(rest) or (number.whole == 1 and number.in_words):
        return None
    return Miscounted(number, Told("there are {number}", number=max(each.sizes)), each.noun != "bodies")


def _nth(subject: Subject, text: TextIn, number: TypedNumber, each: Listing, start: int, end: int) -> Miscounted | None:
    """Return that an entry of a list has another place in it, or that the list is shorter."""
    if each.noun in ("agenda_elections", "officers", "special", "bodies") or not each.entries or not number.whole:
        return None
    near = text.words[max(start, number.start - _NEAR) : min(end, number.end + _NEAR)]
    if not matcher(said.pattern(text.language, "listed", each.noun)).search(near):
        return None
    if number.whole > max(each.sizes):
        is_it = _belongs(subject, text, each, start, end)
        return Miscounted(number, Told("there are {number}", number=max(each.sizes))) if is_it else None
    stems = _stems(f"{text.words[start : number.start]} {text.words[number.end : end]}") | _printed_stems(
        text, start, end
    )
    entries = [_stems(entry.root.get(text.language, "")) for entry in each.entries]
    alone = Counter(stem for entry in entries for stem in entry)
    scores = [sum(1 for stem in entry & stems if alone[stem] == 1) for entry in entries]
    best = max(scores)
    if each.noun == "agenda_items" and not _belongs(subject, text, each, start, end):
        return None
    if best < each.least or scores.count(best) > 1 or scores[number.whole - 1] == best or best == 0:
        return None
    return Miscounted(number, Told("it is number {place} of the list", place=scores.index(best) + 1))


def _stems(words: str) -> set[str]:
    return {word.casefold()[:_STEM] for word in _WORD.findall(words)}


def _printed_stems(text: TextIn, start: int, end: int) -> set[str]:
    """Return the words of what a sentence prints, by the ids in it: {{ bodies.medical_care }}."""
    told = [expression for at, expression in text.expressions if start <= at < end]
    return {stem for each in told for stem in _stems(each.replace("_", " ").replace(".", " "))}


# Numbers of sessions -----------------------------------------------------------------------------------------------


def _sessions(subject: Subject, text: TextIn) -> Iterator[tuple[str, Event]]:
    """Yield the events with a number that a text is about, or whose number it prints, and what these are called."""
    held = {held.id: held for held in (event_of(subject, text.path),) if held}
    for _, expression in text.expressions:
        steps = expression.split("|")[0].strip().split(".")
        if steps[0] == "events" and steps[2:] == ["number"]:
            item = subject.content.items.get(printed_path(subject, text, ".".join(steps[:2])))
            if item is not None and isinstance(item.value, Event):
                held.setdefault(item.value.id, item.value)
    for each in held.values():
        if each.number and (noun := noun_of(subject, text.language, each)):
            yield noun, each


def _held_before(subject: Subject, text: TextIn) -> Iterator[Miscounted]:
    """Yield «until then there had been 37 sessions» before the 37th."""
    before = list(turn(text.language, "before", "listed").finditer(text.words))
    for found in before:
        start, end = sentence(text.words, found.start())
        counted = [one for one in numbers(text) if start <= one.start < end and not one.ordinal and one.whole]
        for noun, held in _sessions(subject, text) if len(counted) == 1 else ():
            number = counted[0]
            named = re.match(rf"{_REACH}(?:{noun})", text.words[number.end : end], re.IGNORECASE)
            if named and held.number and number.whole != held.number - 1:
                yield Miscounted(number, Told("the number of the event is {number}", number=held.number))


def _nth_session(subject: Subject, text: TextIn, typed: Sequence[TypedNumber]) -> Iterator[Miscounted]:
    """Yield «it was the 12th forum» in a text that prints the number of the 11th, which is the only one it is about."""
    own = event_of(subject, text.path)
    known = [(noun, held) for noun, held in _sessions(subject, text) if held is not own] if typed else []
    for number in typed:
        start, end = sentence(text.words, number.start)
        for noun, held in known:
            named = re.match(rf"{_REACH}(?:{noun})", text.words[number.end : end], re.IGNORECASE)
            same = [each for other, each in _sessions(subject, text) if other == noun]
            if not named or len(same) != 1 or number.whole in (None, held.number) or (number.whole or 0) <= 3:
                continue
            if turn(text.language, "this_was", "listed").search(text.words, start, number.start):
                yield Miscounted(number, Told("the number of the event is {number}", number=held.number))
