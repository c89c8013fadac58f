"""From what a person types to a place in a file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefgen.content.changing.paths import PathError, Spot, find, name_of, path_to, unread
from briefgen.content.model import Content, file_of
from briefgen.content.reading.loader import LoadError, load
from tests.conftest import ROOT
from tests.content import tiny

STAT = "association.stats[member_countries]"


@pytest.fixture(scope="module")
def content() -> Content:
    return load(ROOT / "content")


@pytest.mark.parametrize(
    ("path", "spot", "full"),  # the full path where it isn't the one that was typed
    [
        ("events", Spot("events", ()), "events"),
        ("events[wssf-2019].state", Spot("events", (0, "state")), ""),
        ("events.wssf_2019.state", Spot("events", (0, "state")), "events[wssf-2019].state"),
        ("stats.member_countries", Spot("association", ("stats", 1)), "association.stats[member_countries]"),
        ("stats[member-countries].as_of", Spot("association", ("stats", 1, "as_of")), f"{STAT}.as_of"),
        ("offices.director", Spot("agency", ("offices", 0)), "agency.offices[director]"),
        ("stats.member_countries.history[2019-02-01]", Spot("association", ("stats", 1, "history", 0)),
         f"{STAT}.history[2019-02-01]"),
        ("agency.website", Spot("agency", (), ("website",)), "agency.website"),
        ("cooperation.history[panama-2016].summary.ka", Spot("cooperation", ("history", 1), ("summary", "ka")), ""),
        ("editions[2019-10-brussels].as_of", Spot("editions[2019-10-brussels]", ("as_of",)), ""),
        ("people.persons[breuer].sources[0]", Spot("people", ("persons", 0, "sources", 0)), ""),
    ],
)  # fmt: skip
def test_a_path_leads_to_a_place(content: Content, path: str, spot: Spot, full: str) -> None:
    assert find(path, content) == spot
    assert path_to(spot, content) == (full or path)


def test_every_provenance_path_leads_to_its_value(content: Content) -> None:
    for path, item in content.items.items():
        spot = find(path, content)
        assert (*spot.keys, *spot.missing) == item.keys, path
        assert path_to(spot, content) == path


def test_the_file_of_a_path() -> None:
    assert [file_of(root) for root in ("people", "editions[2019-10-brussels]")] == [
        "people.yaml", "editions/2019-10-brussels.yaml",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("agency.contact.en.x", "there is no field x"),
        ("agency.contact.en.x.y", "there is no field x"),
        ("agency.offices[x]", "there is no agency.offices yet"),
        ("agency.contact.en[x]", "there is no agency.contact.en yet"),
        ("agency.name.en.x", "agency.name.en has no fields"),
        ("agency.name[x]", "agency.name is no list"),
        ("events.forum.agenda[x]", "there is no events[forum].agenda yet"),
        ("agency.markings.x", "agency.markings is a list: name an entry, as in [id]"),
        ("agency.markings[opne]", "agency.markings has no entry opne; did you mean open?"),
        ("markings.opne", "there is no opne among the markings; did you mean open?"),
        ("people.persons[x]", "there is no people.persons yet"),
        ("events[forun]", "events has no entry forun; did you mean forum?"),
        ("editions[next]", "there is no next among the editions; there are first"),
    ],
)
def test_a_path_that_leads_nowhere_says_how_far_it_leads(tmp_path: Path, path: str, says: str) -> None:
    content = load(tiny.write(tmp_path, agency={"contact": None}))
    with pytest.raises(PathError, match=re.escape(says)):
        find(path, content)


def test_hyphens_and_underscores_lead_to_the_same_entry_and_a_file_may_be_missing(tmp_path: Path) -> None:
    markings = [{"id": "half-open", "name": {"en": "H"}}]
    content = load(tiny.write(tmp_path, agency={"markings": markings}))
    for path in (
        "markings.half_open",
        "markings[half-open]",
        "agency.markings[half_open]",
        "agency.markings[half-open]",
    ):
        assert path_to(find(path, content), content) == "agency.markings[half-open]"
    assert find("people.persons", content) == Spot("people", (), ("persons",))
    assert find("stats.x", tiny_with_stat(tmp_path)) == Spot("association", ("stats", 0))


def tiny_with_stat(folder: Path) -> Content:
    return load(tiny.write(folder, association={"stats": [{"id": "x", "label": {"en": "X"}, "value": 1}]}))


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        ({"id": "a", "until": 1, "as_of": 2, "code": "b"}, "a"),
        ({"as_of": 2, "until": 1}, "1"),
        ({"code": "b", "as_of": 2}, "2"),
        ({"code": "b"}, "b"),
        ({}, "7"),
        ("x", "7"),
    ],
)
def test_by_what_a_path_names_an_entry(entry: object, name: str) -> None:
    assert name_of(entry, 7) == name


def test_what_cannot_be_found_for_a_broken_file_is_told_of(tmp_path: Path) -> None:
    tiny.write(tmp_path)
    (tmp_path / "people.yaml").write_text("persons: [\n", encoding="utf-8")
    (tmp_path / "places.yaml").write_text("cities: [\n", encoding="utf-8")
    with pytest.raises(LoadError) as raised:
        load(tmp_path)
    values, problems = raised.value.read, raised.value.problems
    told = {
        path: [problem.place.file for problem in unread(path, values, problems)]
        for path in ("persons.a", "terms[a]", "people.persons", "cities.x", "agency.name", "events[forum]")
    }
    people, places = ["content/people.yaml"], ["content/places.yaml"]
    assert told == {
        "persons.a": people, "terms[a]": people, "people.persons": people, "cities.x": places, "agency.name": [],
        "events[forum]": [],
    }  # fmt: skip
