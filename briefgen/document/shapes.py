"""What the writers ask of a table, a row, a paragraph, the title block: every format has the same answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from briefgen.document.accepting import line_side
from briefgen.document.tree import (
    BOXED,
    PAIRED,
    Cell,
    ContentsEntry,
    Footnote,
    Inline,
    List,
    Metadata,
    Node,
    Paragraph,
    Row,
    Secondary,
    Strong,
    Table,
    Text,
    children,
    plain,
    unbind,
)

_NUMBER = re.compile(r"\d+\. ")  # as sections of a pack have it: `numbering`
_LONG = 900  # letters of a cell: a dozen lines or so beside a column of labels
_LONG_IN_LARGE_PRINT = 350
_SHORT = 200  # three lines or so
_WITH_LAST = {"terms": 3}  # rows of a table by its role that stay with the last one; else one does
_FACING = 0.55  # of that, where two languages stand side by side
_MANY_ITEMS, _SHORT_ITEM = 10, 26  # items; letters, of which half a line of text has some more
_HEAD, _SIGN = 0.75, 0.6  # how wide a letter of a column's head is beside one of the text; a digit or a sign
_WIDER: dict[type, float] = {Strong: 1.05, Secondary: 0.9}


def is_worksheet(table: Table) -> bool:
    """Tell whether a table is to be filled in by hand: of three or four columns those after the second are empty."""
    blank = all(not cell.blocks for row in table.rows for cell in row.cells[2:])
    return blank and all(3 <= len(row.cells) <= 4 for row in table.rows)


def is_labelled(table: Table) -> bool:
    """Tell whether its rows are labels with what belongs to them: what its heads say, everybody sees without them."""
    if is_facing(table):
        return not is_boxed(table)
    return all(len(row.cells) == 2 and row.cells[0].header == "row" for row in table.rows)


def is_facing(table: Table) -> bool:
    """Tell whether two languages stand side by side in it, beside a column of labels in both."""
    return any(cell.lang for row in table.rows for cell in row.cells)


def is_boxed(table: Table) -> bool:
    """Tell whether it stands out, as a panel does."""
    return table.role.startswith(BOXED)


def is_paired(table: Table) -> bool:
    """Tell whether both columns say the same, in two languages: then they are equally wide."""
    return table.role == PAIRED and not is_facing(table)


def is_long(row: Row, *, in_large_print: bool = False) -> bool:
    """Tell whether a row has more than a dozen lines or so: it may break, or it would leave a page half empty."""
    return _exceeds(row, _LONG_IN_LARGE_PRINT if in_large_print else _LONG)


def held_rows(table: Table) -> set[int]:
    """Return which rows stay on one page with the row below: so that no page has a short last row alone.

    Not where a row would leave a large hole, or where one comes or goes with a change. A row stays with a short one in
    which it goes on; one that leads to what follows is nothing without it.
    """
    leads = {at for at, row in enumerate(table.rows[:-1]) if _leads(row)}
    parted = {at for at, row in enumerate(table.rows[1:]) if row.goes_on and not _exceeds(row, _SHORT)}
    *before, last = table.rows[-1 - _WITH_LAST.get(table.role, 1) :] or (Row(()),)
    loose = table.change or last.change or any(row.change or is_long(row, in_large_print=True) for row in before)
    end = len(table.rows) - 1
    return leads | parted | (set() if loose or _exceeds(last, _SHORT) else set(range(end - len(before), end)))


def _leads(row: Row) -> bool:
    return any(isinstance(block, Paragraph) and block.role == "lead" for cell in row.cells for block in cell.blocks)


def _exceeds(row: Row, most: int) -> bool:
    return any(sum(map(_letters, cell.blocks)) > (most * _FACING if cell.lang else most) for cell in row.cells)


def _letters(node: Node) -> int:
    """Return how many letters stand in a place itself; footnotes stand at the foot of the page."""
    if isinstance(node, Text | Footnote):
        return len(node.value) if isinstance(node, Text) else 0
    return sum(map(_letters, children(node)))


def is_in_columns(items: List) -> bool:
    """Tell whether a list is a long one of short items, such as names of countries: side by side they take half."""
    return len(items.items) >= _MANY_ITEMS and all(
        isinstance(block, Paragraph) and len(plain(block.children, footnotes=True)) <= _SHORT_ITEM
        for item in items.items
        for block in item.blocks
    )


def column_shares(table: Table) -> tuple[float, ...]:
    """Return what shares of the room beside its column of labels a table's other columns need, by their words.

    Each has room for its longest word first; none needs less than half of what they need on average.
    """
    if is_facing(table):
        return (0.5, 0.5)
    rows = [row.cells[1:] for row in (*table.head, *table.rows)]
    needs = [max(_need(cell) for cell in column) for column in zip(*rows, strict=True)]
    least = sum(needs) / len(needs) / 2 if needs else 0
    needs = [max(need, least) for need in needs]
    return tuple(need / sum(needs) for need in needs)


def _need(cell: Cell) -> float:
    """Return how many letters of width a cell needs: a long text has several lines."""
    size = _HEAD if cell.header == "column" else 1
    lines = [_words(block.children, size) for block in cell.blocks if isinstance(block, Paragraph)]
    return max([1, *(width for line in lines for width in line), *(sum(line) / 2 for line in lines)])


def _words(nodes: Iterable[Any], size: float) -> list[float]:
    """Return how wide each word is, in letters of the text."""
    signs = groupby(_signs(nodes, size), lambda sign: sign[0] == " ")
    return [sum(width for _, width in word) for is_space, word in signs if not is_space]


def _signs(nodes: Iterable[Any], size: float) -> Iterator[tuple[str, float]]:
    for node in nodes:
        if isinstance(node, Text):
            yield from ((sign, size if sign.isalpha() else size * _SIGN) for sign in node.value)
        elif not isinstance(node, Footnote):
            yield from _signs(getattr(node, "children", ()), size * _WIDER.get(type(node), 1))


def label_of(paragraph: Paragraph) -> tuple[Strong, tuple[Inline, ...]] | None:
    """Return the label that a paragraph of a panel begins with, and the rest without the space between; else None."""
    match paragraph.children:
        case (Strong() as label, Text() as words, *rest) if words.value.startswith(" "):
            return label, (replace(words, value=words.value.removeprefix(" ")), *rest)
    return None


def number_of(entry: ContentsEntry) -> tuple[Text, tuple[Inline, ...]] | None:
    """Return the number of its section that an entry of a contents list begins with, and the rest; else None."""
    match entry.children:
        case (Text(source=None) as number, *rest) if _NUMBER.fullmatch(number.value):
            return number, tuple(rest)
    return None


def file_title(metadata: Metadata, kind: str = "") -> str:
    """Return what a program calls the file, among the others of its folder.

    What it is if it isn't the brief itself, since a window shows the beginning alone; whom it is about, the event, the
    kind, version and date, the language. `kind` is what else it is: a redline.
    """
    lines = (metadata.title, metadata.edition_line, metadata.kicker, metadata.running_foot)
    said = (plain(line_side(line, "inserted")) for line in lines)
    return " · ".join(filter(None, (unbind(metadata.status), kind, *said, unbind(metadata.language))))
