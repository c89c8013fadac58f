"""Whether an issued page shows what changed, and how the change is told."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from briefgen.content.comparing.compare import Change
from briefgen.desk.words import DeskWords
from briefgen.document.tree import Paragraph, Text
from briefgen.making import drift
from tests.content import tiny
from tests.formats.trees import document

HISTORY, TEXT = "cooperation.history[e]", "cooperation.history[e].text"


@pytest.mark.parametrize(
    ("change", "printed", "shown"),
    [
        (Change("reworded", TEXT, "a", "b", "en"), {TEXT}, True),
        (Change("reworded", TEXT, "a", "b", "en"), {"cooperation.history[e2].text"}, False),
        (Change("reworded", TEXT, "a", "b", "en"), {f"{TEXT}s"}, False),
        (Change("reworded", TEXT, "a", "b", "en"), {f"{HISTORY}.label"}, False),
        (Change("reworded", TEXT, None, "b", "en"), {f"{HISTORY}.label"}, True),  # there was none
        (Change("changed", f"{HISTORY}.date", "2028", "2029"), {HISTORY}, True),
        (Change("changed", f"{HISTORY}.date", "2028", "2029"), {f"{HISTORY}.date.x"}, True),
        (Change("changed", f"{HISTORY}.date", "2028", "2029"), {f"{HISTORY}.label"}, False),
        (Change("changed", f"{HISTORY}.works", ["a"], ["b"]), {f"{HISTORY}.label"}, True),
        (Change("state", "events[e].state", "planned", "held"), {"events[e].name"}, True),
        (Change("state", "events[e].state", "planned", "held"), {"events[f].name"}, False),
        (Change("moved", HISTORY, {"id": "e"}, {"id": "e"}), {"cooperation.history[f].text"}, True),
        (Change("added", HISTORY, None, {"id": "e"}), {"cooperation.history[f].text"}, True),
        (Change("added", "sources[e]", None, {"id": "e"}), {"cooperation.history[f].text"}, False),
        (Change("added", "events[e]", None, {"id": "e"}), set(), True),
        (Change("added", "association.works[e]", None, {"id": "e"}), set(), True),
        (Change("removed", HISTORY, {"id": "e"}, None), {TEXT}, True),
        (Change("removed", HISTORY, {"id": "e"}, None), {"cooperation.history[f].text"}, False),
        (Change("figure", "association.stats[s]", {"value": 1}, {"value": 2}), {"association.stats[s].value"}, True),
        (Change("office", "association.offices[o]", ["anna"], ["ben"]), {"association.offices[o].title"}, True),
        (Change("office", "association.offices[o]", ["anna"], ["ben"]), {"people.persons[anna].name"}, True),
        (Change("office", "association.offices[o]", ["anna"], ["ben"]), {"people.persons[ben].name"}, False),
        (Change("office", "association.offices[o]", None, ["ben"]), {"people.persons[ben].name"}, False),
    ],
)
def test_an_issued_page_shows_what_changed_or_what_it_stood_in(change: Change, printed: set[str], shown: bool) -> None:
    assert drift._on_pages([(change.path, change)], frozenset(printed)) == [(change.path, change)] * shown


@pytest.mark.parametrize(
    ("change", "told", "ways"),
    [
        (
            Change("reworded", TEXT, "a", "b", "en"),
            "«a» → «b»",
            f"take it back, then briefgen set '{TEXT}.en' … --since DATE",
        ),
        (
            Change("changed", "agency.country", None, "GE"),
            "nothing → «GE»",
            "take it back, then briefgen set agency.country … --since DATE",
        ),
        (
            Change("added", HISTORY, None, {}),
            "this was added",
            f"briefgen set '{HISTORY}.known_from' DATE --always",
        ),
        (
            Change("removed", HISTORY, {}, None),
            "this was taken out",
            f"put it back, then briefgen remove '{HISTORY}' --since DATE",
        ),
        (
            Change("moved", HISTORY),
            "this stands in another place of its list",
            "nothing has to be done but this",
        ),
        (
            Change("office", "association.offices[o]", ["anna", "ben"], []),
            "«anna, ben» → nothing",
            "take it back, then briefgen add people.terms",
        ),
        (
            Change("figure", "association.stats[s]", {"value": 30, "qualifier": "about"}, {"value": 0}),
            "about 30 → 0",
            "take it back, then briefgen set 'association.stats[s]' … --since DATE",
        ),
        (
            Change("figure", "association.stats[s]", None, {"value": 3}),
            "nothing → «{'value': 3}»",
            "take it back, then briefgen set 'association.stats[s]' … --since DATE",
        ),
    ],
)
def test_a_change_is_told_with_the_way_to_make_it_new_from_a_day_on(change: Change, told: str, ways: str) -> None:
    assert drift._told(change.path, change) == (told, ways)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("x" * 60, f"«{'x' * 60}»"),
        ("x" * 61, f"«{'x' * 59}…»"),
        ("", "nothing"),
        ([], "nothing"),
        (0, "«0»"),
        (False, "«False»"),
    ],
)
def test_a_value_is_shown_at_no_length(value: Any, shown: str) -> None:
    assert drift._short(value) == shown


@pytest.mark.parametrize(
    ("path", "unseen"),
    [("agency.note", True), ("agency.acknowledge", True), ("agency.name", False), (f"{HISTORY}.earlier", False),
     ("editions[now].drafter_email", True), (f"{HISTORY}.known_from", True), (HISTORY, False)],
)  # fmt: skip
def test_what_is_never_printed_does_not_matter_but_earlier_wordings_do(path: str, unseen: bool) -> None:
    assert drift._is_unseen(path) is unseen


def test_what_ids_stand_for_is_told_by_name_but_in_a_terminal() -> None:
    content = tiny.content(
        people={"persons": [{"id": "anna", "name": {"en": "Anna", "ka": "ანა"}}]},
        cooperation={"title": {"en": "Past"}, "history": [{"id": "e", "date": "2028", "text": {"en": "x"}}]},
    )
    change = Change("changed", f"{HISTORY}.persons", [], ["anna"])
    told = drift._short(drift._named(content, change, change.new))
    assert (told, DeskWords("ka")(told)) == ("«anna»", "ანა")
    assert drift._named(content, change, []) == []
    office = Change("office", "association.offices[o]", ["anna"], [])
    assert DeskWords("ka")(drift._short(drift._named(content, office, office.old))) == "ანა"
    text = Change("changed", f"{HISTORY}.date", "2028", "2029")
    assert drift._named(content, text, "2029") == "2029"


def test_a_country_is_told_by_name() -> None:
    content = tiny.content(places={"cities": [{"id": "c", "name": {"en": "C", "ka": "ც"}, "country": "CH"}]})
    change = Change("changed", "places.cities[c].country", "DE", "CH")
    told = drift._changed(*(drift._short(drift._named(content, change, each)) for each in (change.old, change.new)))
    assert (told, DeskWords("ka")(told)) == ("«DE» → «CH»", "გერმანია → შვეიცარია")


def test_a_page_that_prints_a_signature_shows_the_name_of_the_person() -> None:
    content = tiny.content(
        people={"persons": [{"id": "ana", "name": {"en": "Ana", "ka": "ანა"}}]}, editions={"first": {"drafter": "Ana"}}
    )
    path = "editions[first].drafter"
    tree = document(Paragraph((Text("ანა", path),)))
    frozen: Any = SimpleNamespace(
        facts=SimpleNamespace(files={"a": SimpleNamespace(tree="t")}), tree=lambda name: {"t": tree}[name]
    )
    printed = drift._printed(frozen, content)
    assert printed >= {path, "people.persons[ana].name"}
    change = Change("reworded", "people.persons[ana].name", "Ana", "Anna", "en")
    assert drift._on_pages([(change.path, change)], printed)
