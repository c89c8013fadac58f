"""What makes an edition's print-out another one: each value by itself, in a content of a few lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from briefgen.content.digest import digest, reached
from briefgen.content.model import Content
from tests.content import tiny

FORUM = {**tiny.FILES["events"][0], "city": "town"}
FILES: dict[str, Any] = {
    "events": [
        FORUM,
        {"id": "session", "kind": "council-session", "parent": "forum", "date": "2019-10", "state": "planned",
         "agenda": [{"id": "i", "kind": "report", "title": {"en": "T"}, "work": "book"}]},
        {"id": "told-of", "kind": "meeting", "date": "2016", "state": "held", "based_on": "guide"},
        {"id": "unnamed", "kind": "meeting", "date": "2016", "state": "held"},
    ],
    "people": {
        "persons": [{"id": id, "name": {"en": id}} for id in ("holder", "named-one", "spoken-of", "unnamed", "once")],
        "terms": [{"id": "h", "person": "holder", "office": "head", "start": "2010"}],
    },
    "places": {
        "cities": [{"id": id, "country": "GE", "name": {"en": id}} for id in ("town", "unnamed")],
        "countries": [{"code": code, "name": {"en": code}} for code in ("GE", "FR")],
    },
    "association": {
        "offices": [{"id": id, "title": {"en": id}} for id in ("head", "deputy")],
        "stats": [
            {"id": "m", "label": {"en": "M"}, "value": 9, "as_of": "2019", "history": [{"as_of": "2018", "value": 0}]}
        ],
        "works": [{"id": id, "kind": "guidelines", "title": {"en": id}} for id in ("book", "guide")]
        + [{"id": "unnamed", "kind": "theme", "title": {"en": "x"}, "adopted_at": "unnamed"}],
    },
    "cooperation": {
        "title": {"en": "Past"},
        "history": [{
            "id": "x", "event": "told-of", "persons": ["named-one"],
            "text": {"ka": "ა", "en": "By {{ persons.spoken_of }}."},
            "earlier": [{"until": "2012", "persons": ["once"]}],
        }],
    },
}  # fmt: skip


def changed(steps: tuple[Any, ...], value: Any) -> dict[str, Any]:
    files = tiny.files(**FILES)
    *above, last = steps
    at: Any = files
    for step in above:
        at = at[step]
    at[last] = value
    return {name: each for name, each in files.items() if "/" not in name}


def printed(files: dict[str, Any], edition: dict[str, Any]) -> str:
    return digest(tiny.content(**files, editions={"first": edition}), "first")


@pytest.mark.parametrize(
    ("steps", "value", "is_another"),
    [
        (("agency", "contact"), {"en": "Room"}, True),
        (("agency", "as_of"), "2019", False),
        (("agency", "note"), "x", False),
        (("agency", "sources"), [], False),
        (("agency", "markings", 0, "domains"), ["agency.example"], False),
        (("agency", "markings", 0, "name"), {"en": "Closed"}, True),
        (("association", "stats", 0, "value"), 8, True),
        (("association", "stats", 0, "as_of"), "2019-05", True),
        (("association", "stats", 0, "qualifier"), "about", True),
        (("association", "stats", 0, "status"), "verified", False),
        (("association", "stats", 0, "history"), [], False),
        (("association", "works", 0, "title"), {"en": "New"}, True),
        (("association", "works", 1, "title"), {"en": "New"}, True),
        (("association", "works", 2, "title"), {"en": "New"}, False),
        (("people", "persons", 0, "name"), {"en": "New"}, True),
        (("people", "persons", 1, "name"), {"en": "New"}, True),
        (("people", "persons", 2, "name"), {"en": "New"}, True),
        (("people", "persons", 3, "name"), {"en": "New"}, False),
        (("people", "persons", 4, "name"), {"en": "New"}, False),
        (("people", "terms", 0, "person"), "unnamed", True),
        (("people", "terms", 0, "end"), "2018", True),
        (("people", "terms", 0, "office"), "deputy", True),
        (("people", "terms", 0, "years"), 4, False),
        (("places", "cities", 0, "name"), {"en": "New"}, True),
        (("places", "cities", 1, "name"), {"en": "New"}, False),
        (("places", "countries", 0, "name"), {"en": "New"}, True),
        (("places", "countries", 1, "name"), {"en": "New"}, False),
        (("events", 0, "name"), {"en": "New"}, True),
        (("events", 1, "agenda"), [], True),
        (("events", 2, "name"), {"en": "New"}, True),
        (("events", 3, "name"), {"en": "New"}, False),
        (("sources",), [{"id": "s", "title": "S"}], False),
        (("glossary", "terms"), [{"id": "t", "term": {"en": "x"}}], False),
    ],
)
def test_only_what_an_edition_prints_makes_it_another_one(steps: tuple[Any, ...], value: Any, is_another: bool) -> None:
    new = changed(steps, value)
    assert (printed(new, {}) != printed(FILES, {})) is is_another


@pytest.mark.parametrize(
    ("fields", "is_another"),
    [
        ({"version": 2}, True),
        ({"as_of": "2019-10-02"}, True),
        ({"drafter": "N. N."}, True),
        ({"drafter_email": "n@agency.example"}, False),
        ({"objectives": None}, False),
        ({"status": "unverified"}, False),
    ],
)
def test_of_an_edition_its_own_date_and_version_count(fields: dict[str, Any], is_another: bool) -> None:
    assert (printed(FILES, fields) != printed(FILES, {})) is is_another


def test_no_votes_are_told_from_votes_that_are_not_known() -> None:
    none, unknown = (
        changed(("cooperation", "membership"), {"category": "affiliate", **votes}) for votes in ({"votes": 0}, {})
    )
    assert printed(none, {}) != printed(unknown, {})


def test_an_edition_reaches_its_files_and_what_they_name_on_its_date() -> None:
    found = reached(tiny.content(**FILES), "first")
    assert found == {
        "editions[first]", "agency", "association", "cooperation",
        "events[forum]", "events[session]", "events[told-of]",
        "people.persons[holder]", "people.persons[named-one]", "people.persons[spoken-of]", "places.cities[town]",
        "places.countries[GE]", "association.works[book]", "association.works[guide]",
    }  # fmt: skip
    later = changed(("people", "persons", 1, "known_from"), "2022")
    assert "people.persons[named-one]" not in reached(tiny.content(**later), "first")


@pytest.mark.parametrize("signature", ["signer", "Ana Example", "ანა მაგალითაძე"])
@pytest.mark.parametrize(
    "signed",
    [
        lambda name: {"drafter": name},
        lambda name: {
            "points": [{"id": "p", "kind": "line-to-take", "topic": {"en": "T"}, "say": {"en": "S."}, "owner": name}]
        },
        lambda name: {
            "points": [
                {"id": "p", "kind": "line-to-take", "topic": {"en": "T"}, "say": {"en": "S."}, "cleared_by": name}
            ]
        },
    ],
    ids=["drafter", "owner", "cleared by"],
)
def test_who_signed_is_named_by_an_edition(signed: Callable[[str], dict[str, Any]], signature: str) -> None:
    def content(english: str) -> Content:
        person = {"id": "signer", "name": {"ka": "ანა მაგალითაძე", "en": english}}
        return tiny.content(**{**FILES, "people": {"persons": [person]}}, editions={"first": signed(signature)})

    assert "people.persons[signer]" in reached(content("Ana Example"), "first")
    assert digest(content("Ana Example"), "first") != digest(content("Anna Example"), "first")


def test_the_same_content_has_the_same_digest_whatever_its_order() -> None:
    files = tiny.files(**FILES)
    turned = {
        name: dict(reversed(value.items())) if isinstance(value, dict) else value for name, value in files.items()
    }
    turned = {name: value for name, value in turned.items() if "/" not in name}
    turned["people"]["persons"] = turned["people"]["persons"][::-1]
    assert printed(turned, {}) == printed(FILES, {})
