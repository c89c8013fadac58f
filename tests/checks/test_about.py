"""What an entry is about, what of it is printed, and how messages say a date or a name."""

from __future__ import annotations

import pytest

from briefgen.checks.about import (
    date_of,
    event,
    event_of,
    in_words,
    is_printed,
    is_printed_person,
    name_of,
    printed_facts,
    surely_before,
    when,
)
from briefgen.content.schema.places import City
from briefgen.dates import Date, Point
from tests.checks.small import entry, subject, told

MEETING = {"id": "meeting", "kind": "meeting", "date": "2028-03-01/2028-03-03", "state": "held"}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2029", "2030", True),
        ("2029", "2029", False),
        ("2029-05", "2029", False),
        ("2029", "2029-05", False),
        ("2029-05", "2029-06", True),
        ("2029-05-31", "2029-06", True),
        ("2029-06", "2029-06-01", False),
        ("2029-05-01/2029-05-04", "2029-05-04", False),
        ("2029-05-01/2029-05-04", "2029-05-05", True),
        ("2029-05-01", "2029-05-02/2029-05-04", True),
        ("2029-05-02", "2029-05-02/2029-05-04", False),
        ("2029-05-03", "2029-05-02/2029-05-04", False),
        ("ongoing", "2029", False),
        ("2029", "ongoing", False),
    ],
)
def test_one_date_is_surely_before_another_if_all_of_it_is(one: str, other: str, expected: bool) -> None:
    assert surely_before(Date.parse(one), Date.parse(other)) is expected


def test_points_are_compared_like_dates_and_the_unknown_is_never_before() -> None:
    assert surely_before(Point(2029), Point(2030))
    assert not surely_before(None, Point(2030))
    assert not surely_before(Point(2030), None)


def test_dates_are_said_in_words() -> None:
    assert in_words(Point(2029, 5)) == "May 2029"
    assert in_words(Date.parse("2029-05-01/2029-05-04")) == "1–4 May 2029"
    assert in_words(Date(None)) == "ongoing"
    assert in_words(None) == "None"
    assert when(Point(2029, 5)) == "in May 2029"
    assert when(Point(2029)) == "in 2029"
    assert when(Date.parse("2029-05-04")) == "on 4 May 2029"


@pytest.mark.parametrize(
    ("names", "expected"),
    [({"ka": "ქალაქი", "en": "City"}, "City"), ({"ka": "ქალაქი"}, "ქალაქი"), ({"fr": "", "ka": "ა"}, "ა"), ({}, "c")],
)
def test_an_entity_is_called_by_its_english_name_else_another_else_its_id(names: dict[str, str], expected: str) -> None:
    assert name_of(City.model_validate({"id": "c", "country": "GE", "name": names})) == expected


def test_an_entry_is_about_its_event_and_has_its_date() -> None:
    about = told("A.", entry={"event": "meeting"}, events=[MEETING])
    assert event_of(about, "cooperation.history[entry].text") == event(about, "meeting")
    assert event_of(about, "editions[now].objectives") == event(about, "forum")
    assert event_of(about, "events[meeting].state") == event(about, "meeting")
    assert event_of(about, "association.name") is None
    assert date_of(about, "cooperation.history[entry].text") == Date.parse("2028-03-01/2028-03-03")
    assert date_of(about, "editions[now]") == Date.parse("2030-05-20")
    assert date_of(about, "association.name") is None
    assert date_of(told("A."), "cooperation.history[entry].text") == Date.parse("2028")
    assert date_of(told("A.", entry={"date": "ongoing"}), "cooperation.history[entry].text") == Date(None)
    assert event(about, "nowhere") is None
    assert event(about, None) is None


PEOPLE = {
    "people": {
        "persons": [{"id": "anna", "name": {"en": "Anna"}}, {"id": "ben", "name": {"en": "Ben"}}],
        "terms": [
            {"id": "old", "person": "anna", "office": "chair", "start": "2020", "end": "2024", "status": "unverified"},
            {"id": "new", "person": "anna", "office": "chair", "start": "2025", "status": "unverified"},
            {"id": "other", "person": "ben", "office": "clerk", "start": "2025", "status": "unverified"},
            {"id": "sure", "person": "anna", "office": "guide", "start": "2025"},
        ],
    },
    "cooperation": {
        "title": {"en": "History"},
        "history": [
            entry("A.", id="one", status="disputed", note="Why", contradicted_by=["page"]),
            entry("B.", id="two", status="unverified"),
            entry("C.", id="three"),
        ],
    },
}


def test_an_entity_is_printed_if_something_of_it_is() -> None:
    shown = frozenset({"cooperation.history[one].text", "people.persons[anna].name", "cooperation.history[two]"})
    about = subject(files=PEOPLE, printed=shown)
    printed = {path for path in about.content.items if is_printed(about, path)}
    wanted = {"people", "people.persons", "people.persons[anna]", "people.persons[anna].name", "people.terms[new]"}
    wanted |= {"cooperation", "cooperation.history", "cooperation.history[one]", "cooperation.history[one].text"}
    assert printed == {*wanted, "cooperation.history[two]", "people.terms[sure]"}
    assert not is_printed_person(about, "nobody")
    # Facts with a status, as near to what is shown as can be; and the terms of those whom a brief names.
    assert printed_facts(about) == {"cooperation.history[one]", "cooperation.history[two]", "people.terms[new]"}


def test_a_field_is_not_what_begins_with_its_name() -> None:
    about = subject(files=PEOPLE, printed=frozenset({"people.persons[anna].names", "cooperation.historyx"}))
    assert not is_printed(about, "people.persons[anna].name")
    assert not is_printed(about, "cooperation.history")


def test_while_nobody_knows_what_is_printed_all_is_but_earlier_wordings() -> None:
    earlier = [{"until": "2027", "text": {"en": "B."}}]
    about = told("A.", entry={"status": "unverified", "earlier": earlier})
    assert is_printed(about, "cooperation.history[entry].text")
    assert not is_printed(about, "cooperation.history[entry].earlier[2027].text")
    assert printed_facts(about) == {"cooperation.history[entry]"}
