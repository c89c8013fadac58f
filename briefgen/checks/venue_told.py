"""Where texts and notes say that an event was, without a city beside it: in a capital, at the end of a journey."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefgen.checks.about import event_of
from briefgen.checks.likely import matcher
from briefgen.checks.places import KnownPlaces, PlaceSeen
from briefgen.checks.scan import sentence, with_notes, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.organisations import Agency

Elsewhere = tuple[TextIn, int, int, str]  # where it stands, and the key of the city in which it really was
_NEAR = 40


def told_elsewhere(subject: Subject) -> Iterator[Elsewhere]:
    """Yield the places in texts and notes on events that let these be, or people travel, where they were not."""
    places = subject.once(KnownPlaces)
    home = {agency.country for _, agency in subject.entities(Agency)}
    for text in with_notes(subject):
        about = event_of(subject, text.path)
        if about is None or about.city not in places.cities or text.is_name or text.language not in subject.written_in:
            continue
        own = places.own(about.city)
        for seen in places.seen(text):
            start, end = sentence(text.words, seen.start)
            words = places.words_of(text.language).words
            capital_of = {seen.key} if seen.kind == "country" else places.countries_of(seen.key)
            if seen.kind in ("country", "city") and _is_capital(words, text, seen, start, end):
                capitals = {places.capital_of(country) for country in capital_of} - {""}
                if capital_of.isdisjoint(places.countries_of(own)) or (capitals and own not in capitals):
                    yield text, seen.start, seen.end, own
            elif text.is_note and seen.kind == "country" and seen.key not in places.countries_of(own):
                another = matcher(words_of(text.language).of_another).search(text.words, start, end)
                own_too = any(one.start == seen.start and one.key == own for one in places.seen(text))
                if not another and not own_too and _is_beside(words, "held_there", text, seen):
                    yield text, seen.start, seen.end, own
            elif seen.kind == "city" and seen.key != own:
                abroad = home.isdisjoint(places.countries_of(seen.key)) or not home
                another = matcher(words_of(text.language).of_another).search(text.words, start, end)
                if (abroad and _is_beside(words, "travel", text, seen)) or (
                    text.is_note and not another and _is_beside(words, "held_there", text, seen)
                ):
                    yield text, seen.start, seen.end, own


def _is_capital(words: Mapping[str, str], text: TextIn, seen: PlaceSeen, start: int, end: int) -> bool:
    """Tell whether a country stands there for its capital, in a sentence on what its text tells of."""
    there = words_of(text.language)
    held = matcher(there.held).search(text.words, start, end)
    another = matcher(there.of_another).search(text.words, start, end)
    return bool(held) and not another and _is_beside(words, "in_capital", text, seen)


def _is_beside(words: Mapping[str, str], name: str, text: TextIn, seen: PlaceSeen) -> bool:
    pattern = words.get(name)
    before, behind = text.words[max(0, seen.start - _NEAR) : seen.start], text.words[seen.end : seen.end + _NEAR]
    return bool(pattern and re.search(pattern, f"{before}§{behind}", re.IGNORECASE))
