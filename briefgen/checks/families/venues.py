"""Where an event was that a sentence names, in whatever text: by its body, its number, its date or its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from briefgen.checks.about import event_of, is_earlier, noun_of
from briefgen.checks.likely import matcher
from briefgen.checks.places import KnownPlaces, PlaceSeen, countries_told
from briefgen.checks.rules import Found, rule
from briefgen.checks.said import bodies_said
from briefgen.checks.scan import TypedDate, dates, fits, numbers, sentence, with_notes, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Body
from briefgen.content.schema.sources import Source
from briefgen.dates import Date
from briefgen.language import said
from briefgen.language.gazetteer import parts
from briefgen.problems.diagnostics import Severity
from briefgen.problems.notes import Told

_NEAR = 80  # characters between an event and its place
_LOW = 3  # up to which a number counts something else
_APART = re.compile(r"[;:]|[.!?]\s")


class Venue(NamedTuple):
    """An event, or a meeting in the title of a source: what says which it is, and the key of its city."""

    body: str | None
    noun: str  # a pattern of the text's language
    date: Date
    number: int | None
    city: str
    event: str = ""


@rule("city-of-event", "error", "An event that a sentence names was in the city that it names.")
def city_of_event(subject: Subject) -> Iterator[Found]:
    """Find «in December 2018 the Council met in Lausanne», which met in Geneva then, in a text on something else."""
    places = subject.once(KnownPlaces)
    for text in with_notes(subject):
        if text.is_name or is_earlier(text.path):
            continue
        for seen in places.seen(text):
            if seen.kind == "city" or (seen.kind == "continent" and parts().get(seen.key)):
                yield from _elsewhere(subject, places, text, seen)
        yield from _same_city(subject, places, text)


def _elsewhere(subject: Subject, places: KnownPlaces, text: TextIn, seen: PlaceSeen) -> Iterator[Found]:
    start, end = sentence(text.words, seen.start)
    if not _is_place(places, text, seen, start):
        return
    found, severity = _named(subject, text, start, end, seen)
    if not found or any(_lies(places, venue, seen) for venue in found):
        return
    others = [one for one in places.seen(text) if start <= one.start < end and one != seen]
    if any(_lies(places, venue, one) for venue in found for one in others):
        return
    cities = {venue.city for venue in found}
    told = places.told(cities.pop()) if len(cities) == 1 else countries_told(
        {code for venue in found for code in places.countries_of(venue.city)}
    )  # fmt: skip
    message = Told("“{written}”, but the event is held in {city}", written=text.raw[seen.start : seen.end], city=told)
    hint = Told("correct the one that is wrong")
    yield Found(text.path, message, hint, text.key, seen.start, seen.end - seen.start, severity=severity)


def _lies(places: KnownPlaces, venue: Venue, seen: PlaceSeen) -> bool:
    if seen.kind == "city":
        return seen.key == venue.city
    own = parts().get(seen.key, frozenset())
    return bool(places.countries_of(venue.city) & own)


def _is_place(places: KnownPlaces, text: TextIn, seen: PlaceSeen, start: int) -> bool:
    """Tell whether a place is told of as that in which something was."""
    words = places.words_of(text.language).words
    before, written = text.words[start : seen.start], text.words[seen.start : seen.end]
    _, end = sentence(text.words, seen.start)
    if re.search(words.get("host_city", "(?!)"), f"§{text.words[seen.end : end]}", re.IGNORECASE):
        return True
    if ends := words.get("there_ends"):
        return bool(re.search(rf"(?:{ends})$", written))
    return bool(re.search(rf"(?<!\w)(?:{words.get('in_place', '(?!)')})$", before, re.IGNORECASE))


def _named(subject: Subject, text: TextIn, start: int, end: int, seen: PlaceSeen) -> tuple[list[Venue], Severity]:
    """Return the events that a sentence may name near a place, none if it is any; and how surely it is of these."""
    words, at = text.words[start:end], seen.start
    typed = [one for one in dates(text) if start <= one.start < end and one.year]
    ordinals = {one.whole for one in numbers(text) if one.ordinal and start <= one.start < end}
    high = {number for number in ordinals if number and number > _LOW}
    bodies = bodies_said(subject, text, start, end)
    held = matcher(words_of(text.language).held).search(words)
    own = event_of(subject, text.path)
    found = []
    for venue in _venues(subject, text.language):
        nouns = list(_nouns(venue.noun).finditer(text.words, max(start, at - _NEAR), min(end, at + _NEAR)))
        near = [one for one in nouns if not _APART.search(text.words, *sorted((one.end(), at)))]
        of_body = venue.body in bodies
        if not (near and (of_body or venue.body is None)) and not (of_body and held):
            continue
        if typed and not all(_may_be(one, venue.date) for one in typed):
            continue
        if high and venue.number is not None and venue.number not in high:
            if own is not None and venue.event == own.id:
                return [], "error"  # its own, by a number that isn't its: of that another rule tells
            continue
        found.append(venue)
    found = [venue for venue in found if venue.number in high] or found
    is_own = own is not None and any(venue.event == own.id for venue in found)
    if not found or (is_own and seen.kind == "city"):
        return [], "error"  # of the text's own event another rule tells
    if is_own and not typed and not high and not matcher(words_of(text.language).of_another).search(words):
        return [venue for venue in found if own and venue.event == own.id], "error"
    if typed or any(venue.number in high for venue in found):
        return (found, "error") if typed or len(found) == 1 else ([], "error")
    if matcher(said.pattern(text.language, "latest", "another")).search(words):
        return [], "error"
    events = {venue.event for venue in found}
    return (found, "warning") if len(events) == 1 and "" not in events else ([], "error")


def _may_be(typed: TypedDate, date: Date) -> bool:
    return fits(typed, date)


@cache
def _nouns(noun: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{noun})", re.IGNORECASE) if noun else re.compile(r"(?!)")


def _venues(subject: Subject, language: str) -> Sequence[Venue]:
    return subject.once(_by_language).get(language, ())


def _by_language(subject: Subject) -> dict[str, list[Venue]]:
    places = subject.once(KnownPlaces)
    titled = list(_titled(subject, places))
    found: dict[str, list[Venue]] = {}
    for code in subject.written_in:
        found[code] = list(titled)
        for _, held in subject.entities(Event):
            if held.city:
                noun = noun_of(subject, code, held)
                found[code].append(Venue(held.body, noun, held.date, held.number, places.own(held.city), held.id))
    return found


def _titled(subject: Subject, places: KnownPlaces) -> Iterator[Venue]:
    """Yield the meetings of bodies that titles of sources name with a city and a year."""
    bodies = [(body.id, set(filter(None, body.name.root.values()))) for _, body in subject.entities(Body)]
    for path, source in subject.entities(Source):
        for code in subject.written_in:
            text = TextIn(f"{path}.title", code, code, source.title)
            cities = {one.key for one in places.seen(text) if one.kind == "city"}
            years = {one.year for one in dates(text) if one.year}
            named = [
                id
                for id, names in bodies
                if any(re.search(rf"(?<!\w){re.escape(each)}(?!\w)", source.title) for each in names)
            ]
            if len(cities) == 1 and len(years) == 1 and len(named) == 1:
                yield Venue(named[0], "", Date.parse(str(years.pop())), None, cities.pop())
                break


def _same_city(subject: Subject, places: KnownPlaces, text: TextIn) -> Iterator[Found]:
    """Yield «the Forum was held in the same city» where that of the text was in another one."""
    own = event_of(subject, text.path)
    pattern = places.words_of(text.language).words.get("same_city", "") if text.language in subject.written_in else ""
    if own is None or not own.city or not pattern:
        return
    for found in matcher(pattern).finditer(text.words):
        start, end = sentence(text.words, found.start())
        named = [
            venue
            for venue in _venues(subject, text.language)
            if venue.event not in ("", own.id)
            and _nouns(venue.noun).search(text.words, start, end)
            and (venue.body is None or venue.body in bodies_said(subject, text, start, end))
        ]
        if named and all(venue.city != places.own(own.city) for venue in named):
            message = Told(
                "“{written}”, but the event is held in {city}",
                written=text.raw[found.start() : found.end()],
                city=places.told(named[0].city),
            )
            yield Found(
                text.path, message, Told("correct the one that is wrong"), text.key, found.start(), len(found[0])
            )
