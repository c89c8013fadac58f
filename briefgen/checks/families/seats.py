"""Offices and people that are others in another language, in a label, or in another text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from briefgen.checks.about import date_of, is_earlier, office_called, person_called, surely_before, when
from briefgen.checks.amounts import turn
from briefgen.checks.families.bodies import headed_otherwise
from briefgen.checks.families.tenure import is_lesser
from briefgen.checks.families.translations import pairs
from briefgen.checks.likely import matcher
from briefgen.checks.mentions import mentions
from briefgen.checks.places import KnownPlaces, places_in
from briefgen.checks.rules import Found, rule
from briefgen.checks.said import InText, ids_said, said_in, sentences_with
from briefgen.checks.scan import dates, sentence, with_notes
from briefgen.checks.subject import Subject
from briefgen.checks.terms import terms_of_each
from briefgen.checks.texts import TextIn, shown
from briefgen.content.schema.cooperation import HistoryEntry
from briefgen.content.schema.organisations import Body
from briefgen.dates import Date
from briefgen.language import said
from briefgen.language.usage import usage
from briefgen.problems.notes import Told, both


@rule("office-differs", "error", "An office is the same in every language of a text.")
def office_differs(subject: Subject) -> Iterator[Found]:
    """Find a deputy in one language where another has the holder of the office."""
    for first, other in pairs(subject):
        if first.language == other.language:
            continue
        here, there = (_offices_in(subject, text) for text in (first, other))
        for (text, ours), (opposite, theirs) in (((first, here), (other, there)), ((other, there), (first, here))):
            for (id, lesser), at in ours.items():
                if not lesser or (id, True) in theirs or (id, False) not in theirs or (id, False) in ours:
                    continue
                message = Told("a deputy here, and not in the text in {key}", key=repr(opposite.key))
                hint = Told("correct the one that is wrong")
                yield Found(text.path, message, hint, text.key, at.start, at.end - at.start)


def _of_another_country(subject: Subject, label: TextIn, text: TextIn) -> Iterator[Found]:
    """Yield the country or the city of a label that stands for no place in the text below it, which has others."""
    places = subject.once(KnownPlaces)
    ours, theirs = (list(places_in(places, one)) for one in (label, text))
    for kind in ("country", "city"):
        there = {one.key for one in theirs if one.kind == kind}
        meant = {one.start for one in ours if one.key in {other.key for other in theirs}}
        for one in ours:
            if one.kind == kind and there and one.start not in meant and not one.printed:
                message = Told("{word} stands here, and not in the text below it",
                               word=shown(label.raw[one.start : one.end]))  # fmt: skip
                hint = Told("correct the one that is wrong")
                yield Found(label.path, message, hint, label.key, one.start, one.end - one.start)


def _offices_in(subject: Subject, text: TextIn) -> dict[tuple[str, bool], InText]:
    found: dict[tuple[str, bool], InText] = {}
    for each in said_in(subject, text):
        for id in each.of("offices"):
            found.setdefault((id, is_lesser(text, each)), each)
    return found


@rule("label-differs", "warning", "A label names no other office or place than the text below it.")
def label_differs(subject: Subject) -> Iterator[Found]:
    """Find labels and summaries of entries that name an office of which the text has none, but another one."""
    for path, _ in subject.entities(HistoryEntry):
        texts = {text.key: text for text in subject.texts_at(f"{path}.text")}
        for field in ("label", "summary"):
            for label in subject.texts_at(f"{path}.{field}"):
                text = texts.get(label.key)
                if text is None or is_earlier(path):
                    continue
                yield from _of_another_country(subject, label, text)
                ours, theirs = _offices_in(subject, label), _offices_in(subject, text)
                only = [key for key in ours if key not in theirs]
                other = [key for key in theirs if key not in ours]
                if only and other:
                    at = ours[only[0]]
                    message = Told(
                        "{word} stands here, and not in the text below it",
                        word=shown(label.raw[at.start : at.end]),
                    )
                    hint = Told("correct the one that is wrong")
                    yield Found(label.path, message, hint, label.key, at.start, at.end - at.start)


@rule("person-differs", "error", "The people in one text are the same in every language.")
def person_differs(subject: Subject) -> Iterator[Found]:
    """Find somebody named in one language where another language names somebody else."""
    for first, other in pairs(subject):
        if first.path.startswith("people."):
            continue
        here, there = (
            {one.person: one for one in sorted(mentions(subject, text), key=lambda one: one.start, reverse=True)}
            for text in (first, other)
        )
        ours, theirs = ([p for p in one if p not in another] for one, another in ((here, there), (there, here)))
        for person, opposite in zip(ours, theirs, strict=False):
            at = there[opposite]
            message = Told(
                "{person} here, {other} in the text in {key}",
                person=person_called(subject, opposite),
                other=person_called(subject, person),
                key=repr(first.key),
            )
            yield Found(
                other.path, message, Told("correct the one that is wrong"), other.key, at.start, at.end - at.start
            )


@rule("seat-differs", "error", "A seat to which somebody was elected is the same wherever texts tell of it.")
def seat_differs(subject: Subject) -> Iterator[Found]:
    """Find “as Chairperson” of the holder of an office whom other texts call the Vice-Chairperson, or the Secretary."""
    told: dict[str, list[tuple[str, TextIn, int, int]]] = {}
    for text in with_notes(subject):
        if is_earlier(text.path):
            continue
        named = [each for each in said_in(subject, text) if each.of("offices")] if any(_seats_named(text)) else []
        seats = list(_seats(text, named))
        for seat, at, end in seats:
            start, last = sentence(text.words, at)
            here = {
                id
                for each in named
                if start <= each.start < last and not is_lesser(text, each)
                for id in each.of("offices")
            }
            if len(here) == 1:
                told.setdefault(here.pop(), []).append((seat, text, at, end))
    for office, places in told.items():
        yield from _too_early(subject, office, places)
        seats_told = Counter(seat for seat, *_ in places)
        if len(seats_told) < 2:
            continue
        (most, often), (_, less) = seats_told.most_common(2)
        for seat, text, at, end in places:
            if seat == most or (often == less and len(places) > 2):
                continue
            others = next(other.raw[begin:last] for its, other, begin, last in places if its == most)
            message = Told(
                "{word} here, “{other}” elsewhere, of the {office}",
                word=shown(text.raw[at:end]),
                other=others,
                office=office_called(subject, office),
            )
            yield Found(text.path, message, Told("correct the one that is wrong"), text.key, at, end - at)


def _too_early(subject: Subject, office: str, places: list[tuple[str, TextIn, int, int]]) -> Iterator[Found]:
    """Yield «was already Vice-Chairperson» of a time before the entry that tells of the election."""
    since: dict[str, Date] = {}
    for seat, text, at, _ in places:
        day = date_of(subject, text.path)
        words = text.words[slice(*sentence(text.words, at))]
        if day and not day.ongoing and turn(text.language, "elected_as", "offices").search(words):
            since.setdefault(seat, day)
    for seat, text, at, end in places:
        day, start = date_of(subject, text.path), sentence(text.words, at)
        then = turn(text.language, "was_already", "offices").search(text.words, *start)
        typed = [one for one in dates(text) if start[0] <= one.start < start[1]]
        denied = matcher(usage(text.language).patterns.get("negation", "")).search(text.words, *start)
        if then and not typed and not denied and seat in since and surely_before(day, since[seat]):
            message = Told("“{raw}” of the {office}, but the election was {day}", raw=text.raw[at:end],
                           office=office_called(subject, office), day=when(since[seat]))  # fmt: skip
            yield Found(text.path, message, Told("correct the one that is wrong"), text.key, at, end - at)


def _seats_named(text: TextIn) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield the seats that a text names."""
    taken: list[tuple[int, int]] = []
    for seat, pattern in said.table(text.language, "seats").items():
        if seat in _NO_SEATS:
            continue
        for found in matcher(pattern).finditer(text.words):
            if not any(start <= found.start() < end for start, end in taken):
                taken.append(found.span())
                yield seat, found


_NO_SEATS = ("before", "behind", "ends", "apposed")


def _seats(text: TextIn, offices: Sequence[InText]) -> Iterator[tuple[str, int, int]]:
    """Yield the seats that a text gives to somebody: which, and where it stands."""
    before, behind, ends, apposed = (said.pattern(text.language, "seats", name) for name in _NO_SEATS)
    for seat, found in _seats_named(text):
        lead, rest = text.words[max(0, found.start() - 40) : found.start()], text.words[found.end() :][:30]
        beside = any(
            re.fullmatch(apposed, text.words[first:last], re.IGNORECASE)
            for each in offices
            for first, last in ((found.end(), each.start), (each.end, found.start()))
            if first < last
        )
        meets = any(text.words[found.end() : each.start] == " " for each in offices)  # the chairperson the Director
        if (
            beside
            or re.search(rf"(?:{before})\s+(?:the\s+|an?\s+|one\s+of\s+the\s+)?$", lead, re.I)
            or re.search(rf"^(?:{behind})(?!\w)", found[0] + rest, re.I)
            or (re.search(rf"(?:{ends})$", found[0]) and not meets)
        ):
            yield seat, found.start(), found.end()


@rule("head-differs", "error", "A body is headed by whom its text names, and by whom its field does.")
def head_differs(subject: Subject) -> Iterator[Found]:
    """Find bodies that another office heads in the field than in the text."""
    told: set[str] = set()
    for path, body in subject.entities(Body):
        for text in subject.texts_at(f"{path}.text") if body.headed_by else ():
            for found in headed_otherwise(subject, text, said_in(subject, text), path, body.headed_by or ""):
                if found.path not in told:  # the languages say the same
                    told.add(found.path)
                    yield found
    yield from _headed_by_somebody(subject)


def _headed_by_somebody(subject: Subject) -> Iterator[Found]:
    """Yield «its head was Mr Example» of a body headed by an office that this person never held."""
    own, heads = subject.once(terms_of_each), {body.id: body.headed_by for _, body in subject.entities(Body)}
    for text in with_notes(subject) if any(heads.values()) else ():
        if is_earlier(text.path) or text.is_name or not mentions(subject, text):
            continue
        mine = next((owner.id for _, owner in subject.owners(text.path) if isinstance(owner, Body)), "")
        for _, start, end in (*sentences_with(text, "headed"), *sentences_with(text, "was_head")):
            persons = {one.person: one for one in mentions(subject, text) if start <= one.start < end}
            named = ids_said(subject, text, "bodies", start, end)
            bodies = named or ({mine} if mine else set())
            office = heads.get(next(iter(bodies))) if len(bodies) == 1 else None
            terms = own.get(next(iter(persons)), ()) if len(persons) == 1 else ()
            if not office or not terms or any(term.office == office for term in terms):
                continue
            ((person, at),) = persons.items()
            held = both(office_called(subject, id) for id in sorted({term.office for term in terms}))
            message = Told("{person} was never elected {office}: the terms have {others}", others=held,
                           person=person_called(subject, person), office=office_called(subject, office))  # fmt: skip
            hint = Told("name who held the office then, or the office that this person held")
            yield Found(text.path, message, hint, text.key, at.start, at.end - at.start)
            break
