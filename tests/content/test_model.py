"""The content as one value: its paths, and the places of its problems."""

from __future__ import annotations

from pathlib import Path

from briefgen.content import model
from briefgen.content.reading.loader import load
from briefgen.content.walk import walk
from tests.content import tiny


def test_a_problem_has_its_path_its_place_and_its_weight(tmp_path: Path) -> None:
    content = load(tiny.write(tmp_path / "content"), "content")
    found = content.problem("agency.name", "code", "message", "hint", severity="warning", within=("en",))
    assert (found.path, found.severity, found.code, found.message, found.hint) == (
        "agency.name", "warning", "code", "message", "hint",
    )  # fmt: skip
    assert str(found.place) == "content/agency.yaml:2:12"
    read_back = tiny.content().problem("agency.name", "code", "message", "hint", severity="warning")
    assert (read_back.path, read_back.severity, read_back.place.file) == ("agency.name", "warning", "agency")


def test_one_root_a_file() -> None:
    assert set(tiny.content().roots) == {
        "association", "agency", "events", "people", "places", "cooperation", "sources", "glossary", "kinds",
        "editions[first]",
    }  # fmt: skip


def test_an_entry_without_an_id_is_called_by_its_number() -> None:
    acknowledged = [{"code": "a-b", "because": "x", "until": "2030"}, {"code": "c-d", "because": "y", "until": "2030"}]
    agency = tiny.content(agency={"acknowledge": acknowledged}).agency
    found = {item.path: item.keys for item in walk(agency, "agency")}
    assert found["agency.acknowledge[0]"] == ("acknowledge", 0)
    assert found["agency.acknowledge[1]"] == ("acknowledge", 1)
    assert found["agency.markings[open].name"] == ("markings", 0, "name")


def test_every_entry_of_a_list_refers_as_its_field_does() -> None:
    history = [{"id": "h", "date": "2015", "text": {"en": "x"}, "persons": ["a", "b"]}]
    cooperation = tiny.content(cooperation={"title": {"en": "x"}, "history": history}).cooperation
    refers = {item.path: item.refers for item in walk(cooperation, "c") if item.refers}
    assert refers["c.history[h].persons[0]"] == refers["c.history[h].persons[1]"] == "persons"
    assert refers["c.history[h].event"] == "events"
    assert refers["c.history[h].countries"] == "countries"


def test_the_first_step_of_a_path_stands_for_a_file() -> None:
    assert [model.file_of(root) for root in ("people", "editions[2019-10]")] == ["people.yaml", "editions/2019-10.yaml"]
