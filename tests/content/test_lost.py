"""What the content once had: which part is missed, and what nobody misses; on a content of a few lines."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefgen.content.changing.lost import (
    FILE,
    Lost,
    UnreadableError,
    confirm_gone,
    confirmed_gone,
    is_missed,
    lost,
    noted,
    remembered,
)
from briefgen.content.model import Content
from briefgen.content.reading.loader import load
from briefgen.content.snapshot import snapshot
from briefgen.content.translation_lock import Confirmed, Lock
from tests.content import tiny

ONCE: dict[str, Any] = {
    "people": {"persons": [{"id": "a", "name": {"en": "A"}}, {"id": "ab", "name": {"en": "AB"}}]},
    "agency": {"website": "https://a.example/", "contact": {"en": "Room 1"}, "note": "x"},
    "association": {
        "stats": [
            {"id": "m", "label": {"en": "M"}, "value": 9, "as_of": 2019, "history": [{"as_of": 2018, "value": 0}]}
        ]
    },
    "editions": {"second": {"as_of": "2020", "objectives": {"en": "x"}}},
}
SNAPSHOT = snapshot(tiny.content(**ONCE))


def now(**changed: Any) -> Content:
    return tiny.content(**{**ONCE, **changed})


def test_nothing_is_missed_of_what_is_there() -> None:
    assert lost(now(), [SNAPSHOT]) == []


def stat(**fields: Any) -> dict[str, Any]:
    return {"stats": [{**ONCE["association"]["stats"][0], **fields}]}


@pytest.mark.parametrize(
    ("changed", "gone"),
    [
        ({"people": {"persons": [ONCE["people"]["persons"][1]]}}, [("people.persons[a]", 4)]),
        ({"people": {"persons": []}}, [("people.persons", 9)]),
        ({"agency": {}}, [("agency.contact", 2), ("agency.website", 1)]),
        ({"agency": {"website": None, "contact": {"en": ""}}}, [("agency.website", 1)]),
        ({"editions": {}}, [("editions[second]", 7)]),
        ({"editions": {"second": {"as_of": "2020"}}}, []),
        ({"association": stat(history=[])}, [("association.stats[m].history", 4)]),
        ({"association": stat(value=10, history=[], as_of=None)}, [("association.stats[m].history", 4)]),
        ({"association": stat(history=[{"as_of": 2017, "value": 1}])}, [("association.stats[m].history[2018]", 3)]),
        ({"association": stat(history=[{"as_of": 2018, "value": 1}])}, []),
    ],
    ids=lambda value: None,
)
def test_what_is_gone_is_missed_by_its_largest_part(changed: dict[str, Any], gone: list[tuple[str, int]]) -> None:
    assert [(each.path, each.held) for each in lost(now(**changed), [SNAPSHOT])] == gone


def test_what_snapshots_remember_is_put_together_and_what_is_none_holds_nothing() -> None:
    other = snapshot(tiny.content(places={"cities": [{"id": "c", "country": "GE", "name": {"en": "C"}}]}))
    damaged = ["no json", "[]", '{"files": []}', '{"files": {"x": 1}}', "[" * 100_000]
    found = remembered([*damaged, SNAPSHOT, *damaged, other])
    assert {"people.persons[a].name.en", "places.cities[c]", "editions[second].objectives", "agency.website"} <= found
    values = json.dumps({"files": {"agency": {"a": "", "b": [], "c": {}, "d": None, "e": 0, "f": False, "g": ["x"]}}})
    assert remembered([values]) == {"agency", "agency.e", "agency.f", "agency.g"}


def test_what_the_lock_names_is_remembered_too() -> None:
    content = replace(
        now(), lock=Lock("x", True, {"agency.offices[o].title": Confirmed("x", {}), "agency.name": Confirmed("x", {})})
    )
    assert [each.path for each in lost(content, [])] == ["agency.offices"]


def test_what_is_meant_is_not_missed_until_it_has_come_back() -> None:
    without = now(people={"persons": [ONCE["people"]["persons"][1]]})
    assert lost(without, [SNAPSHOT], ["people.persons[a]"]) == []
    assert lost(without, [SNAPSHOT], ["people.persons[a].name"]) != []
    assert lost(without, [SNAPSHOT], ["people.persons"]) != []  # the list is there
    none = now(people={"persons": []})
    assert lost(none, [SNAPSHOT], ["people.persons[a]"]) != []
    assert lost(none, [SNAPSHOT], ["people.persons"]) == []
    assert is_missed(without, "people.persons[a].name", [])
    assert not is_missed(without, "people.persons[a].name", ["people.persons[a]"])
    assert is_missed(without, "people.persons[a].name", ["people.persons"])
    assert not is_missed(without, "people.persons[ab].name", [])
    both = now(people={"persons": [{"id": "c", "name": {"en": "C"}}]})
    assert [each.path for each in lost(both, [SNAPSHOT], ["people.persons[a"])] == [
        "people.persons[a]",
        "people.persons[ab]",
    ]


@pytest.mark.parametrize(
    ("path", "held", "file", "told"),
    [
        ("people.persons[a]", 1, "people.yaml", "people.persons[a] (1 value)"),
        ("people", 2, "people.yaml", "people.yaml (2 values)"),
        ("editions[second]", 3, "editions/second.yaml", "editions/second.yaml (3 values)"),
    ],
)
def test_how_what_is_gone_is_called(path: str, held: int, file: str, told: str) -> None:
    one = Lost(path, told.rpartition(" (")[0], held)
    assert (one.file, one.told) == (file, told)
    gone = lost(now(people={"persons": []}, editions={}), [SNAPSHOT])
    assert {each.path: each.name for each in gone} == {
        "people.persons": "people.persons", "editions[second]": "editions/second.yaml",
    }  # fmt: skip


def test_what_is_confirmed_is_kept_in_a_file_a_line_a_path(tmp_path: Path) -> None:
    folder = tiny.write(tmp_path, people={"persons": []})
    content = load(folder)
    assert confirmed_gone(folder) == []
    confirm_gone(folder, "content", content, ["people.persons[a]", "agency.website"])
    # With its last entry a list is gone as a whole.
    assert confirmed_gone(folder) == ["agency.website", "people.persons", "people.persons[a]"]
    assert noted(folder, content, ["agency.website"]) == {}
    text = (folder / FILE).read_text(encoding="utf-8")
    assert text.startswith("# What is gone from the content and is meant to be.")
    # What came back is no longer kept with the next answer.
    tiny.write(tmp_path, agency={"website": "https://a.example/"})
    confirm_gone(folder, "content", load(folder), ["sources"])
    assert confirmed_gone(folder) == ["people.persons", "people.persons[a]", "sources"]


def test_a_damaged_file_says_where(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"# head\n\n  agency.x  \nagency.\xff\n")
    with pytest.raises(UnreadableError, match=r"removed\.lock is not UTF-8: byte 28 is damaged"):
        confirmed_gone(tmp_path)
    (tmp_path / FILE).write_bytes(b"# head\n\n  agency.x  \n")
    assert confirmed_gone(tmp_path) == ["agency.x"]
