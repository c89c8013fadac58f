"""What is taken out, and what names it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefgen.content.changing.paths import PathError
from briefgen.content.changing.remove import ReferredError, references, remove
from briefgen.content.reading.loader import load
from briefgen.content.reading.yaml_file import read_yaml
from tests.content import tiny

REFERRING: dict[str, Any] = {
    "people": {
        "persons": [{"id": each, "name": {"en": each}} for each in "abc"],
        "terms": [{"id": "t", "person": "a", "office": "a", "start": 2010}],
    },
    "agency": {"offices": [{"id": "a", "title": {"en": "A"}}]},
    "cooperation": {
        "title": {"en": "{{ persons.a }}"},
        "history": [
            {"id": "b", "date": 2010, "text": {"ka": "x", "en": "By {{ persons.a }} of {{ stats.big_number }}."}},
            {"id": "c", "date": 2011, "text": {"en": "By {{ persons.ab }}, persons-a."}, "persons": ["b"]},
        ],
    },
    "association": {"stats": [{"id": "big-number", "label": {"en": "M"}, "value": 9}]},
}


@pytest.mark.parametrize(
    ("path", "by"),
    [
        ("people.persons[a]", ["people.terms[t].person", "cooperation.title", "cooperation.history[b].text"]),
        ("agency.offices[a]", ["people.terms[t].office"]),
        ("people.persons[b]", ["cooperation.history[c].persons[0]"]),
        ("people.persons[c]", []),
        ("association.stats[big-number]", ["cooperation.history[b].text"]),
        ("cooperation.history[b]", []),
        ("agency.country", []),
    ],
)
def test_what_names_an_entry(tmp_path: Path, path: str, by: list[str]) -> None:
    found = references(load(tiny.write(tmp_path, **REFERRING)), path)
    assert found == by


@pytest.mark.parametrize("signature", ["a", "Ana Example", "ანა"])
def test_a_signature_names_a_person(tmp_path: Path, signature: str) -> None:
    persons = [{"id": "a", "name": {"ka": "ანა", "en": "Ana Example"}}, {"id": "b", "name": {"en": "Ana"}}]
    point = {
        "id": "p",
        "kind": "line-to-take",
        "topic": {"en": "T"},
        "say": {"en": "S."},
        "owner": signature,
        "cleared_by": signature,
    }
    edition = {"drafter": signature, "points": [point]}
    values = load(tiny.write(tmp_path, people={"persons": persons}, editions={"first": edition}))
    at = "editions[first]"
    assert sorted(references(values, "people.persons[a]")) == [
        f"{at}.drafter", f"{at}.points[p].cleared_by", f"{at}.points[p].owner"
    ]  # fmt: skip
    assert references(values, "people.persons[b]") == []


def test_what_names_an_entry_itself_is_no_hindrance(tmp_path: Path) -> None:
    history = [{"id": "h", "event": "own", "text": {"en": "x"}}]
    own = {"id": "own", "kind": "meeting", "date": 2019, "state": "held", "text": {"en": "{{ events.own }}"}}
    tiny.write(tmp_path, events=[*tiny.FILES["events"], own], cooperation={"title": {"en": "x"}, "history": history})
    with pytest.raises(ReferredError) as raised:
        remove(tmp_path, "content", "events[own]")
    assert raised.value.paths == ("cooperation.history[h].event",)
    told = remove(tmp_path, "content", "events[own]", anyway=True)
    assert told == [
        "events[own] was taken out of content/events.yaml",
        "cooperation.history[h].event still names own: change that, else briefgen check will say so",
    ]


def test_of_many_places_some_are_listed() -> None:
    few, many = (str(ReferredError("x", [f"p{n}" for n in range(count)])) for count in (12, 14))
    assert "p11\nchange these first" in few
    assert "p11\n  and 2 more\nchange these first" in many


@pytest.mark.parametrize(
    ("path", "lines"),
    [
        ("agency.markings[closed]", ["-  - id: closed", "-    name: {en: C}"]),
        ("agency.contact", ["-contact: {en: Room 1}", "+contact: null  # not supplied"]),
        ("agency.website", ["-website: https://a.example/"]),
    ],
)
def test_what_is_taken_out_of_a_small_content(tmp_path: Path, path: str, lines: list[str]) -> None:
    markings = [*tiny.FILES["agency"]["markings"], {"id": "closed", "name": {"en": "C"}}]
    agency = {"markings": markings, "contact": {"en": "Room 1"}, "website": "https://a.example/"}
    _, differ = tiny.done(tmp_path, lambda folder: remove(folder, "content", path), agency=agency)
    assert differ == lines
    for gone in ("agency", "agency.offices"):
        with pytest.raises(PathError, match="there is nothing to remove"):
            remove(tmp_path, "content", gone)


def test_what_is_gone_since_a_day_stays_for_older_editions(tmp_path: Path) -> None:
    markings = [*tiny.FILES["agency"]["markings"], {"id": "closed", "name": {"en": "C"}, "domains": ["a.example"]}]
    tiny.write(tmp_path, agency={"markings": markings, "contact": {"en": "Room 1"}})
    told = remove(tmp_path, "content", "agency.markings[closed]", since="2019-11")
    assert (
        told[0] == "agency.markings[closed] is gone from 2019-11 on; it stays in content/agency.yaml for older editions"
    )
    value: Any = read_yaml(tmp_path / "agency.yaml", "x").value
    assert value["markings"][1]["known_until"] == "2019-10-31"
    remove(tmp_path, "content", "agency.contact", since="2019-11")
    value = read_yaml(tmp_path / "agency.yaml", "x").value
    assert (value["contact"], value["earlier"]) == (None, [{"until": "2019-10-31", "contact": {"en": "Room 1"}}])
    # What is no entity is kept with the list that it stands in.
    told = remove(tmp_path, "content", "agency.markings[closed].domains[0]", since="2019-11")
    value = read_yaml(tmp_path / "agency.yaml", "x").value
    assert (value["markings"][1]["domains"], value["markings"][1]["earlier"]) == (
        [], [{"until": "2019-10-31", "domains": ["a.example"]}],
    )  # fmt: skip
    assert told[0] == "agency.markings[closed].domains[0] was taken out of content/agency.yaml"
