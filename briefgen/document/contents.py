"""Whether a brief has a contents list, and what stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import ceil
from typing import Literal

from briefgen.document.tree import (
    Annexed,
    Block,
    Cell,
    Contents,
    ContentsEntry,
    Deleted,
    Document,
    Facing,
    Figure,
    FigureNumber,
    Footnote,
    Foreign,
    Heading,
    Inline,
    Inserted,
    LineBreak,
    Link,
    List,
    Panel,
    Paragraph,
    Picture,
    Table,
    Text,
    contents_of,
    is_section,
    plain,
)
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told

Wanted = Literal["auto", "always", "never"]

# A reader finds his way through a few pages by leafing; three sheets printed on both sides are six. Whoever holds a
# fourth one looks for a list first. Fewer than four entries say no more than the headings do.
_PAGES = 6.0
_ENTRIES = 4

# How much a page holds, roughly, in a theme like `plain`; tests compare it with pages that were laid out.
_LINES = 42.0
_ACROSS, _IN_TABLE = 95, 68  # characters of a line, and of a line beside the label of a table
_SIDE_BY_SIDE = 38  # of a line where two languages share that room
_LINE = 5.1  # mm
_HEADINGS = {1: 3.5, 2: 2.5, 3: 2.0}  # lines, with the space around
_GAP = 0.4  # lines between paragraphs, or around a table's row


class NoPlaceError(Mistake):
    """A contents list is wanted, and the brief's template has no place for it."""


def with_contents(document: Document, wanted: Wanted = "auto") -> Document:
    """Return the document with its contents list filled in, or without it; raises `NoPlaceError`.

    The template says where it may stand. «auto» gives one to a brief of more than six pages, and to every pack.
    """
    place = contents_of(document)
    if place is None:
        if wanted == "always":
            raise NoPlaceError(
                Told(
                    'contents = "always", but this brief\'s template has no place for a contents list; '
                    "write <nav><h2>…</h2></nav> where it shall stand"
                )
            )
        return document
    entries = entries_of(document.blocks)
    is_due = place.tabs or _is_long(document, len(entries))
    shown = entries if wanted == "always" or (wanted == "auto" and is_due) else ()
    blocks = (replace(block, entries=shown) if isinstance(block, Contents) else block for block in document.blocks)
    return replace(document, blocks=tuple(block for block in blocks if not isinstance(block, Contents) or shown))


def pages(document: Document) -> float:
    """Estimate how many pages a drawn brief takes; nobody knows before it is laid out, and that takes a theme."""
    return _lines(document.blocks) / _LINES


def _is_long(document: Document, entries: int) -> bool:
    return entries >= _ENTRIES and pages(document) > _PAGES


def entries_of(blocks: tuple[Block, ...]) -> tuple[ContentsEntry, ...]:
    """Return the entries of the contents list of these blocks, in a redline with the changes of their headings."""
    return tuple(
        ContentsEntry(1 if block.level == 1 else 2, tuple(_bare(block.children)), block.change)
        for block in blocks
        if is_section(block)
    )


def _bare(nodes: tuple[Inline, ...]) -> Iterator[Inline]:
    """Yield the words alone: an entry is a link itself, and a footnote hangs on the heading."""
    for node in nodes:
        match node:
            case Footnote():
                pass
            case Link():
                yield from _bare(node.children)
            case LineBreak():
                yield Text(" ")
            case FigureNumber():
                yield Text(str(node.value))
            case Text():
                yield node
            case Facing():
                yield from (Text(" · "), Foreign(node.lang, tuple(_bare(node.children))))
            case Inserted() | Deleted():
                if words := tuple(_bare(node.children)):
                    yield replace(node, children=words)
            case _:
                yield replace(node, children=tuple(_bare(node.children)))


def _lines(blocks: tuple[Block, ...], width: int = _ACROSS) -> float:
    return sum(_height(block, width) for block in blocks)


def _height(block: Block, width: int) -> float:
    match block:
        case Heading():
            return _HEADINGS[block.level]
        case Paragraph():
            return ceil(len(plain(block.children, footnotes=True)) / width) + _GAP
        case List():
            return sum(_lines(item.blocks, width) for item in block.items)
        case Panel():
            return _lines(block.blocks, width)
        case Table():
            return sum(max(map(_cell, row.cells)) + _GAP for row in (*block.head, *block.rows))
        case Figure(picture=Picture() as picture):
            return picture.height / _LINE + 2
        case Figure():
            raise ValueError("how high a picture is isn't known before it is drawn")
        case Contents() | Annexed():
            return 0


def _cell(cell: Cell) -> float:
    return _lines(cell.blocks, _SIDE_BY_SIDE if cell.lang else _IN_TABLE)
