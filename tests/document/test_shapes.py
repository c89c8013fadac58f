"""What the writers ask of the shape of tables, rows and paragraphs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.document.shapes import column_shares, file_title, is_labelled, is_long, is_worksheet, label_of
from briefgen.document.tree import (
    Cell,
    Deleted,
    Footnote,
    Inserted,
    List,
    ListItem,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
)
from tests.formats.trees import NOTHING


def row(*texts: str, header: bool = False) -> Row:
    cells = [Cell((Paragraph((Text(text),)),) if text else ()) for text in texts]
    return Row((Cell(cells[0].blocks, "row"), *cells[1:]) if header else tuple(cells))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("a", "b", "")], True),
        ([("a", "b", "", "")], True),
        ([("a", "", "", "")], True),
        ([("a", "b")], False),
        ([("a", "b", "", "", "")], False),
        ([("a", "b", "c")], False),
        ([("a", "b", "", "d")], False),
        ([("a", "b", ""), ("a", "b", "c")], False),
    ],
)
def test_behind_the_second_column_a_worksheet_has_one_or_two_empty_ones(
    rows: list[tuple[str, ...]], expected: bool
) -> None:
    assert is_worksheet(Table("a", (), tuple(row(*cells) for cells in rows))) is expected


@pytest.mark.parametrize(
    ("rows", "shares"),
    [
        ([("label", "alone")], (1,)),
        ([("label", "same", "size")], (0.5, 0.5)),
        ([("label", "ten letter", "a")], (24 / 31, 7 / 31)),  # none gets less than half of the mean, 1.75
        ([("label", "twelveletter", "six of a line more"), ("label", "a", "b")], (12 / 19, 7 / 19)),
        ([("label", "1234567890", "abcdef")], (0.5, 0.5)),  # digits are narrower
        ([("label", "", "")], (0.5, 0.5)),
    ],
)
def test_a_column_gets_the_room_that_its_words_need(rows: list[tuple[str, ...]], shares: tuple[float, ...]) -> None:
    assert column_shares(Table("a", (), tuple(row(*cells) for cells in rows))) == pytest.approx(shares, abs=0.005)


def test_what_is_printed_larger_needs_more_room() -> None:
    cells = (
        Cell(()),
        Cell((Paragraph((Text("(a"), Strong((Text("bcdefgh)"),)))),)),
        Cell((Paragraph((Text("abcdef"),)),)),
    )
    strong = 0.6 + 1 + 1.05 * (7 + 0.6)
    assert column_shares(Table("a", (), (Row(cells),))) == pytest.approx((strong / (strong + 6), 6 / (strong + 6)))


def test_rows_of_a_label_and_what_belongs_to_it_are_labelled() -> None:
    assert is_labelled(Table("a", (), (row("a", "b", header=True), row("c", "d", header=True))))
    assert not is_labelled(Table("a", (), (row("a", "b", header=True), row("c", "d"))))
    assert not is_labelled(Table("a", (), (row("a", "b", "c", header=True),)))


def test_a_row_is_long_by_the_letters_of_one_cell() -> None:
    assert not is_long(row("a", "b" * 900))
    assert is_long(row("a", "b" * 901))
    assert not is_long(row("a" * 600, "b" * 600))
    noted = Paragraph((Text("a"), Footnote((Text("b" * 901),))))
    assert not is_long(Row((Cell((noted,)),)))
    items = tuple(ListItem((Paragraph((Strong((Text("b" * 100),)),)),)) for _ in range(10))
    assert is_long(Row((Cell((List(False, items),)),)))


def test_a_label_is_what_is_strong_before_a_space() -> None:
    strong = Strong((Text("When:"),))
    assert label_of(Paragraph((strong, Text(" in May"), Text(".")))) == (strong, (Text("in May"), Text(".")))
    assert label_of(Paragraph((strong, Text("in May")))) is None
    assert label_of(Paragraph((strong,))) is None
    assert label_of(Paragraph((Text("When"), Text(" in May")))) is None


def test_a_file_is_called_by_whom_it_is_about_its_event_and_its_kind() -> None:
    title, event, kind = ((Text(words),) for words in ("Association", "Forum", "Briefing note"))
    whole = replace(NOTHING, title=title, edition_line=event, kicker=kind)
    assert file_title(whole) == "Association · Forum · Briefing note"
    told = replace(whole, running_foot=(Text("Version 1"),), status="DRAFT", language="English")
    assert file_title(told) == "DRAFT · Association · Forum · Briefing note · Version 1 · English"
    assert file_title(replace(NOTHING, title=(Deleted((Text("Old"),)), Inserted((Text("New"),))))) == "New"
