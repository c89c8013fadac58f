"""Which lists stand in columns: long ones of short items."""

from __future__ import annotations

import pytest

from briefgen.document.shapes import is_in_columns
from briefgen.document.tree import List, ListItem, Paragraph, Text


def items(*words: str) -> List:
    return List(ordered=False, items=tuple(ListItem((Paragraph((Text(each),)),)) for each in words))


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        (items(*["Georgia"] * 10), True),
        (items(*["Georgia"] * 9), False),
        (items(*["Georgia"] * 10, "The countries of Central Asia"), False),
    ],
)
def test_ten_short_items_stand_in_columns(listed: List, expected: bool) -> None:
    assert is_in_columns(listed) is expected


def test_a_list_within_a_list_keeps_its_lines() -> None:
    inner = ListItem((Paragraph((Text("Europe"),)), items("Georgia")))
    assert not is_in_columns(List(ordered=False, items=(inner,) * 10))
