"""Who stood for election and was elected, as texts tell of it: from which country, and among whom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.checks.about import country_called, event_of, is_earlier, name_of, person_called
from briefgen.checks.amounts import turn
from briefgen.checks.mentions import mentions
from briefgen.checks.places import KnownPlaces
from briefgen.checks.rules import Found
from briefgen.checks.scan import readable, sentence
from briefgen.checks.subject import Subject
from briefgen.content.schema.cooperation import HistoryEntry
from briefgen.content.schema.people import Person, Term
from briefgen.problems.notes import Told, both


def elected_from_elsewhere(subject: Subject, places: KnownPlaces) -> Iterator[Found]:
    """Yield the candidate of another country who won, in an entry on the people who were elected."""
    for path, entry in subject.entities(HistoryEntry):
        persons = [_person(subject, id) for id in entry.persons]
        countries = {person.country for person in persons if person and person.country}
        if not countries or not all(person and person.country for person in persons) or is_earlier(path):
            continue
        for text in subject.texts_at(f"{path}.text"):
            pattern = places.words_of(text.language).words.get("won") if text.language in subject.written_in else ""
            seen = [one for one in places.seen(text) if one.kind == "country"] if pattern else []
            for one in seen:
                start, end = sentence(text.words, one.start)
                same = {other.key for other in seen if other.start == one.start}
                told = f"{text.words[start : one.start]}§{text.words[one.end : end]}"
                if same & countries or not re.search(pattern or "(?!)", told, re.IGNORECASE):
                    continue
                message = Told(
                    "“{written}”, but {person} is from {country}",
                    written=text.raw[one.start : one.end],
                    person=both(name_of(person) for person in persons if person),
                    country=both(country_called(code) for code in sorted(countries)),
                )
                hint = Told("correct the one that is wrong")
                at, on = one.start, f"{path}.persons"
                yield Found(text.path, message, hint, text.key, at, one.end - at, severity="warning", rests_on=(on,))


def left_out_of_those_who_stood(subject: Subject) -> Iterator[Found]:
    """Yield «the candidates were A and B» of an election at which C was elected."""
    elected: dict[str, set[str]] = {}
    for _, term in subject.entities(Term):
        if term.elected_at:
            elected.setdefault(term.elected_at, set()).add(term.person)
    for text in readable(subject) if elected else ():
        pattern = turn(text.language, "candidates_were", "offices")
        if text.is_name or is_earlier(text.path) or not (found := pattern.search(text.words)):
            continue
        held = event_of(subject, text.path)
        won = elected.get(held.id, set()) if held else set()
        start, end = sentence(text.words, found.start())
        named = {one.person for one in mentions(subject, text) if start <= one.start < end}
        if (
            not won
            or not named
            or won & named
            or turn(text.language, "candidates_too", "offices").search(text.words[start:end])
        ):
            continue
        message = Told("{person} is elected, but wasn't a candidate", person=person_called(subject, min(won)))
        hint = Told("add the candidate, or correct who was elected")
        yield Found(text.path, message, hint, text.key, found.start(), found.end() - found.start())


def _person(subject: Subject, id: str) -> Person | None:
    path = subject.content.index.get("persons", {}).get(id)
    person = subject.content.items[path].value if path else None
    return person if isinstance(person, Person) else None
