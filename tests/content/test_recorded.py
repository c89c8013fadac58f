"""A value as it was on a day, as far as its record says: entities, fields and figures, each by itself."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.content.knowing.recorded import Recorded
from briefgen.content.schema.base import Number, PastReading, Prose
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.events import Participants
from briefgen.content.schema.organisations import Agency, Programme, Stat
from briefgen.content.schema.people import Person
from briefgen.dates import Date, Point


def on(day: str) -> Recorded:
    point = Date.parse(day).start
    assert point is not None
    return Recorded(point)


def person(**fields: Any) -> Person:
    return Person.model_validate({"id": "a", "name": {"en": "Anna"}, **fields})


def stat(**fields: Any) -> Stat:
    return Stat.model_validate({"id": "m", "label": {"en": "Members"}, "value": 9, "as_of": "2022", **fields})


@pytest.mark.parametrize(
    ("fields", "days"),
    [
        ({}, {"1900": True}),
        ({"known_from": "2019-10-18"}, {"2019-10-17": False, "2019-10-18": True, "2019-10": False, "2019-11": True}),
        ({"known_from": "2019-10"}, {"2019-09-30": False, "2019-10-01": True, "2019-10": True, "2019": False}),
        ({"known_until": "2019-10"}, {"2019-10-31": True, "2019-11-01": False, "2019-10": True, "2019": True}),
        ({"known_until": "2019-10-18"}, {"2019-10-18": True, "2019-10-19": False, "2019-10": True}),
    ],
)
def test_an_entity_is_known_between_two_days(fields: dict[str, Any], days: dict[str, bool]) -> None:
    assert {day: on(day).knows(person(**fields)) for day in days} == days
    entries = [person(id="b"), person(**fields)]
    for day, is_known in days.items():
        seen = on(day).seen(entries, "people.persons")
        assert [each.id for each in seen] == (["b", "a"] if is_known else ["b"])
        assert (seen is entries) == is_known


@pytest.mark.parametrize(
    ("day", "value", "as_of", "before"),
    [
        ("2020", 7, "2019", [5]),
        ("2021-12-31", 7, "2019", [5]),
        ("2022-02-01", 9, "2022", [7, 5]),
        ("2018", 5, "2018", []),
    ],
)
def test_of_a_figure_the_reading_of_then_is_seen_and_what_came_before_it(
    day: str, value: int, as_of: str, before: list[int]
) -> None:
    history = [{"as_of": "2019", "value": 7, "qualifier": "about", "note": "n", "known_from": "2019-03"},
               {"as_of": "2018", "value": 5}]  # fmt: skip
    recorded = on(day)
    seen = recorded.seen(stat(known_from="2022-02-01", history=history), "s")
    assert (seen.value, str(seen.as_of), [each.value for each in seen.history]) == (value, as_of, before)
    assert seen.qualifier == ("about" if value == 7 else "exact")
    assert seen.label.root == {"en": "Members"}
    expected = {7: "s.history[2019].value", 5: "s.history[2018].value", 9: "s.value"}
    assert recorded.origin("s.value") == expected[value]
    assert recorded.origin("s.label") == "s.label"


def test_a_figure_of_which_no_reading_was_known_is_not_there() -> None:
    figure = Number.model_validate({"value": 9, "as_of": "2022", "known_from": "2022"})
    assert on("2021").seen(Participants(people=figure), "p").people is None
    assert on("2022").seen(Participants(people=figure), "p").people is figure
    later = stat(known_from="2022", history=[{"as_of": "2021", "value": 7, "known_from": "2021"}])
    assert on("2020").seen([later], "s") == []
    assert [each.value for each in on("2021").seen([later], "s")] == [7]


def test_a_reading_that_was_corrected_says_what_it_said_then() -> None:
    reading = {"as_of": "2019", "value": 7, "earlier": [{"until": "2020", "value": 6}]}
    figure = stat(known_from="2022", history=[reading])
    recorded = on("2020")
    seen = recorded.seen(figure, "s")
    assert (seen.value, seen.earlier) == (6, [])
    assert recorded.origin("s.value") == "s.history[2019].earlier[2020].value"


def test_earlier_words_of_a_figure_stay_with_it_whatever_its_value_was() -> None:
    earlier = [{"until": "2021", "label": {"en": "Old"}}, {"until": "2010", "label": {"en": "Oldest"}}]
    seen = on("2020").seen(stat(known_from="2022", history=[{"as_of": "2019", "value": 7}], earlier=earlier), "s")
    assert (seen.value, seen.label.root["en"], [each.id for each in seen.earlier]) == (7, "Old", ["2010"])


EARLIER = [
    {"until": "2021", "name": {"en": "Second"}},
    {"until": "2020-06", "name": {"en": "First"}, "country": "GE"},
]


@pytest.mark.parametrize(
    ("day", "name", "country", "left", "stands"),
    [
        ("2022-01-01", "Anna", None, 2, "p.name.en"),
        ("2021-12-31", "Second", None, 1, "p.earlier[2021].name.en"),
        ("2020-07-01", "Second", None, 1, "p.earlier[2021].name.en"),
        ("2020-06-30", "First", "GE", 0, "p.earlier[2020-06].name.en"),
        ("2020-06", "First", "GE", 0, "p.earlier[2020-06].name.en"),
    ],
)
def test_the_oldest_wording_that_still_held_is_seen(
    day: str, name: str, country: str | None, left: int, stands: str
) -> None:
    recorded = on(day)
    seen = recorded.seen(person(earlier=EARLIER), "p")
    assert (seen.name.root["en"], seen.country, len(seen.earlier)) == (name, country, left)
    assert recorded.origin("p.name.en") == stands
    assert recorded.origin("p.names") == "p.names"


SURE = {"status": "verified", "sources": ["s"], "note": "n", "as_of": "2022"}


@pytest.mark.parametrize(
    ("said", "then"),
    [
        ({}, ("verified", ["s"], "n", "2022")),
        ({"note": "old"}, ("verified", ["s"], "old", "2022")),
        ({"status": "unverified"}, ("unverified", [], "", "None")),
        ({"sources": ["t"]}, (None, ["t"], "", "None")),
        ({"sources": ["t"], "status": "unverified"}, ("unverified", ["t"], "", "None")),
    ],
)
def test_a_wording_that_says_how_sure_it_was_says_all_of_it(said: dict[str, Any], then: tuple[Any, ...]) -> None:
    seen = on("2020").seen(person(**SURE, earlier=[{"until": "2021", "name": {"en": "Old"}, **said}]), "p")
    assert (seen.status, seen.sources, seen.note, str(seen.as_of)) == then
    # The date of a figure belongs to its value.
    figure = on("2020").seen(stat(**SURE, earlier=[{"until": "2021", "label": {"en": "Old"}, **said}]), "s")
    assert (figure.status, figure.sources, figure.note, str(figure.as_of)) == (*then[:3], "2022")


def test_what_was_not_known_is_left_out_on_every_level() -> None:
    programme = {"id": "p", "period": "2020", "known_from": "2020"}
    agency = Agency.model_validate({
        "id": "u", "name": {"en": "U"}, "short_name": {"en": "U"}, "country": "GE",
        "offices": [{"id": "o", "title": {"en": "O"}, "known_from": "2020"}],
        "markings": [{"id": "m", "name": {"en": "M"}}],
    })  # fmt: skip
    seen = on("2019").seen(agency, "agency")
    assert ([each.id for each in seen.offices], seen.markings) == ([], agency.markings)
    assert on("2020").seen(agency, "agency") is agency
    assert on("2019").seen([Programme.model_validate(programme)], "p") == []
    plain = ["GE", "CH"]
    assert on("2019").seen(plain, "x") is plain
    words = Prose({"en": "x"})
    assert on("2019").seen(words, "x") is words


def test_an_earlier_reading_is_no_figure_of_its_own() -> None:
    assert on("2019").knows(PastReading.model_validate({"as_of": "2018", "value": 1}))
    assert Recorded(Point(2019)).origin("x.y") == "x.y"


def test_an_edition_keeps_its_date_when_something_else_about_it_was_told_otherwise() -> None:
    fields = {"event": "a", "marking": "b", "as_of": "2019-10", "note": "now", "version": 1}
    told = [{"until": "2030", "status": "verified", "note": "then"}]
    edition = Edition.model_validate({**fields, "earlier": told})
    seen = on("2019-10").seen(edition, "editions[a]")
    assert (str(seen.as_of), seen.status, seen.note) == ("2019-10", "verified", "then")
