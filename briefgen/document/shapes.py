"""What the writers ask of a table, a row, a paragraph, the title block: every format has the same answer."""

from __future__ import annotations

from dataclasses import replace

from briefgen.document.accepting import line_side
from briefgen.document.tree import Inline, List, Metadata, Paragraph, Row, Strong, Table, Text, plain, unbind, walk

_LONG = 900  # letters of a cell: a dozen lines or so beside a column of labels
_LONG_IN_LARGE_PRINT = 350
_MANY_ITEMS, _SHORT_ITEM = 10, 26  # items; letters, of which half a line of text has some more


def is_worksheet(table: Table) -> bool:
    """Tell whether a table is to be filled in by hand: of three or four columns those after the second are empty."""
    blank = all(not cell.blocks for row in table.rows for cell in row.cells[2:])
    return blank and all(3 <= len(row.cells) <= 4 for row in table.rows)


def is_labelled(table: Table) -> bool:
    """Tell whether its rows are labels with what belongs to them: what its heads say, everybody sees without them."""
    return all(len(row.cells) == 2 and row.cells[0].header == "row" for row in table.rows)


def is_long(row: Row, *, in_large_print: bool = False) -> bool:
    """Tell whether a row has more than a dozen lines or so: it may break, or it would leave a page half empty."""
    most = _LONG_IN_LARGE_PRINT if in_large_print else _LONG
    return any(
        sum(len(node.value) for block in cell.blocks for node in walk(block) if isinstance(node, Text)) > most
        for cell in row.cells
    )


def is_in_columns(items: List) -> bool:
    """Tell whether a list is a long one of short items, such as names of countries: side by side they take half."""
    return len(items.items) >= _MANY_ITEMS and all(
        isinstance(block, Paragraph) and len(plain(block.children, footnotes=True)) <= _SHORT_ITEM
        for item in items.items
        for block in item.blocks
    )


def label_of(paragraph: Paragraph) -> tuple[Strong, tuple[Inline, ...]] | None:
    """Return the label that a paragraph of a panel begins with, and the rest without the space between; else None."""
    match paragraph.children:
        case (Strong() as label, Text() as words, *rest) if words.value.startswith(" "):
            return label, (replace(words, value=words.value.removeprefix(" ")), *rest)
    return None


def file_title(metadata: Metadata, kind: str = "") -> str:
    """Return what a program calls the file, among the others of its folder.

    What it is if it isn't the brief itself, since a window shows the beginning alone; whom it is about, the event, the
    kind, version and date, the language. `kind` is what else it is: a redline.
    """
    lines = (metadata.title, metadata.edition_line, metadata.kicker, metadata.running_foot)
    said = (plain(line_side(line, "inserted")) for line in lines)
    return " · ".join(filter(None, (unbind(metadata.status), kind, *said, unbind(metadata.language))))
