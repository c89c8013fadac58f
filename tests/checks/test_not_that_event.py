"""What a text tells of is no event of the content that is only like it: it was, or will be, another time."""

from __future__ import annotations

from typing import Any

import pytest

from tests.checks import small

SEMINAR = {
    "id": "academy", "kind": "seminar", "name": {"ka": "სემინარი", "en": "Academy seminar"},
    "date": "2028-04-11/2028-04-13", "city": "tbilisi", "state": "held",
}  # fmt: skip
TBILISI = {"id": "tbilisi", "name": {"ka": "თბილისი", "en": "Tbilisi"}, "country": "GE"}


def about(language: str, words: str, **entry: Any) -> Any:
    events = [{**SEMINAR, "name": {language: SEMINAR["name"][language]}}]  # type: ignore[index]
    places = {"cities": [{**TBILISI, "name": {language: TBILISI["name"][language]}}]}  # type: ignore[index]
    if entry:
        return small.told({language: words}, entry=entry, events=events, files={"places": places})
    association = {"name": {language: "Example Association"}, "aim": {language: words}}
    return small.subject(languages=(language,), association=association, events=events, files={"places": places})


def found(language: str, words: str, **entry: Any) -> list[str]:
    subject = about(language, words, **entry)
    return [*small.marked(subject, "event-told-otherwise"), *small.marked(subject, "time-differs")]


def test_the_own_day_of_an_entry_is_no_slip_of_an_event_that_is_like_it() -> None:
    words = "From 22 to 24 October 2029 the Agency held a seminar in Tbilisi in 2029."
    assert found("en", words, date="2029-10-22/2029-10-24", city="tbilisi") == []
    assert found("en", words, date="2029-10-25", city="tbilisi") != []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Georgia is ready to host a regional seminar in Tbilisi in the autumn of 2031."),
        ("en", "Georgia will host a regional seminar in Tbilisi in October 2031."),
        ("en", "Georgia will host a regional seminar in Tbilisi next year."),
        ("ka", "საქართველო მზად არის, 2031 წლის შემოდგომაზე თბილისში უმასპინძლოს რეგიონულ სემინარს."),
        ("ka", "საქართველო მზად არის, მომავალ წელს თბილისში უმასპინძლოს რეგიონულ სემინარს."),
    ],
)
def test_what_is_to_come_is_no_event_that_is_over(language: str, words: str) -> None:
    assert found(language, words) == []


def test_a_slip_of_the_past_is_one_whatever_the_year() -> None:
    assert found("en", "The Academy seminar was held in Tbilisi in the autumn of 2028.") == ["autumn", "autumn of 2028"]
    assert found("en", "The Academy seminar was held in Tbilisi in October 2031.") == ["October 2031"]
