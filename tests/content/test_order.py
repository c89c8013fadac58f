"""The order in which fields are written, and their types."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.content.changing.order import in_written_order, predecessor, type_at, written_order
from briefgen.content.schema import FILES
from briefgen.content.schema.base import PastReading
from briefgen.content.schema.organisations import Stat
from briefgen.content.schema.people import Term
from briefgen.dates import Date

STAT = ["id", "label", "value", "text", "as_of", "sources"]


def test_own_fields_come_first_then_those_of_every_fact() -> None:
    assert [name for group in written_order(Term) for name in group][:4] == ["id", "person", "office", "start"]
    assert [name for group in written_order(PastReading) for name in group][:4] == [
        "as_of",
        "value",
        "qualifier",
        "status",
    ]


@pytest.mark.parametrize(
    ("name", "after"),
    [
        ("qualifier", "value"), ("row", "text"), ("status", "as_of"), ("note", "sources"), ("history", "sources"),
        ("id", None), ("unknown", "sources"),
    ],
)  # fmt: skip
def test_a_new_field_stands_where_the_schema_has_it(name: str, after: str | None) -> None:
    assert predecessor(name, [field for field in STAT if field != name], Stat) == after


def test_a_new_entry_follows_its_neighbour_then_the_schema() -> None:
    entry = dict.fromkeys(["note", "sources", "qualifier", "value", "label", "id"])
    assert list(in_written_order(entry, Stat, STAT)) == ["id", "label", "value", "qualifier", "sources", "note"]
    neighbour = ["value", "label"]
    assert list(in_written_order(entry, Stat, neighbour))[:4] == ["id", "value", "qualifier", "label"]
    assert list(in_written_order({"b": 1, "a": 2}, None, ["a"])) == ["a", "b"]


def test_what_an_entry_was_stands_last() -> None:
    assert written_order(Stat)[-1] == ["history", "known_from", "known_until", "earlier", "audience", "acknowledge"]


@pytest.mark.parametrize(
    ("file", "keys", "types"),
    [
        ("association", ("stats", 0, "value"), {int}),
        ("association", ("stats", 0, "label", "ka"), {str}),
        ("association", ("founded",), {Date}),
        ("events", (0, "date"), {Date}),
        ("events", (0, "state"), {"planned", "held", "cancelled"}),
        ("people", ("persons", 0, "forms", "ka", "dat"), {str}),
        ("people", ("persons", 0, "nam"), set()),
        ("events", (0, "state", "x"), set()),
        ("association", ("founded", "x"), set()),
        ("association", ("stats", "x"), set()),
        ("people", ("persons", "id"), set()),
    ],
)
def test_the_type_of_a_value(file: str, keys: tuple[str | int, ...], types: set[Any]) -> None:
    assert type_at(FILES[file].model, keys) - {type(None)} == types
