"""The words of a tree as a reader meets them, and where two sequences of words part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from briefgen.document.tree import (
    Annexed,
    Block,
    Contents,
    Document,
    Figure,
    FigureNumber,
    Footnote,
    Inline,
    ListItem,
    Node,
    Paragraph,
    Picture,
    Table,
    Text,
    children,
    contents_of,
    is_section,
    plain,
    walk,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """The words of one paragraph, without white space, the numbers of its footnotes in their places."""

    words: str
    source: str  # the field that the words came from, for messages
    head: str = ""  # inside a table: the words of its column heads, which a page may repeat
    kind: Literal["", "entry", "section"] = ""  # of a contents list: what names a page, and what stands there
    then: int = 0  # how many pages of another file stand here
    is_item: bool = False  # whether an item of a list begins with it, behind its marker
    beside: str = ""  # the same in the other language: where a page ends, both go on over the next

    def shown(self) -> str:
        """Return how messages name the piece."""
        return f"„{self.words[:60]}{'…' if len(self.words) > 60 else ''}“ ({self.source})"


def squeeze(text: str) -> str:
    """Return the text without white space and soft hyphens: where lines end is the page's business."""
    return "".join(text.split()).replace("\u00ad", "")


def pieces(document: Document, *, labels: bool = False) -> tuple[Piece, ...]:
    """Return the title block and the running text, paragraph by paragraph; of figures the caption.

    With `labels` also what a PDF has as text: the words inside pictures, which Word has as outlines, and the numbers of
    paragraphs, which Word counts itself.
    """
    meta = document.metadata
    numbers = {id(note): number for number, note in enumerate(notes(document), start=1)}
    own = _paragraphs(document.comparison.panel, numbers, "") if document.comparison else ()
    title = (_piece(line, numbers) for line in (meta.kicker, meta.title, meta.edition_line))
    return tuple(
        piece
        for piece in (*own, *title, *_body(document, numbers, labels))
        if piece.words or piece.beside or piece.then
    )


def notes(document: Document) -> tuple[Footnote, ...]:
    """Return the footnotes in the order of their numbers."""
    return tuple(node for node in walk(document) if isinstance(node, Footnote))


def note_words(note: Footnote) -> str:
    """Return the words of a footnote, without white space."""
    return squeeze(plain(note.children))


def _body(document: Document, numbers: dict[int, int], labels: bool) -> Iterator[Piece]:
    listed = contents_of(document) is not None
    for block in document.blocks:
        if isinstance(block, Contents):
            yield _piece(block.title, numbers)
            for entry in block.entries:
                yield replace(_piece(entry.children, numbers), kind="entry")
        elif isinstance(block, Annexed):
            yield Piece("", block.file, then=block.pages)
        elif listed and is_section(block):
            yield replace(_piece(block.children, numbers), kind="section")
        else:
            yield from _blocks((block,), numbers, "", labels)


def _blocks(blocks: tuple[Block, ...], numbers: dict[int, int], head: str, labels: bool) -> Iterator[Piece]:
    for block in blocks:
        if isinstance(block, Figure):
            if labels and isinstance(block.picture, Picture):
                yield _piece(block.picture.labels, numbers, head)
            yield _piece(block.caption, numbers, head)
        elif isinstance(block, Table):
            heads = [
                piece for row in block.head for cell in row.cells for piece in _blocks(cell.blocks, numbers, "", labels)
            ]
            yield from heads
            repeated = "".join(piece.words for piece in heads)
            for row in block.rows:
                alone = [cell for cell in row.cells if not (cell.lang and labels)]
                for cell in alone:
                    yield from _blocks(cell.blocks, numbers, repeated, labels)
                if len(alone) < len(row.cells):
                    sides = [_blocks(cell.blocks, numbers, repeated, labels) for cell in row.cells if cell.lang]
                    yield from _side_by_side(*map(tuple, sides))
        elif isinstance(block, Paragraph) and block.number is not None and labels:
            piece = _piece(block.children, numbers, head)
            yield replace(piece, words=f"{block.number}.{piece.words}")
        else:
            yield from _paragraphs(block, numbers, head)


def _side_by_side(ours: tuple[Piece, ...], theirs: tuple[Piece, ...]) -> Iterator[Piece]:
    """Yield the words of two cells as one piece: a page may have the beginning of both, and the next one the rest."""
    words, beside = ("".join(piece.words for piece in side) for side in (ours, theirs))
    for piece in (*ours, *theirs)[:1]:
        yield replace(piece, words=words, beside=beside)


def _paragraphs(node: Node, numbers: dict[int, int], head: str) -> Iterator[Piece]:
    """Yield the innermost nodes that hold words: paragraphs, headings, captions."""
    below = children(node)
    if any(isinstance(child, Inline) for child in below):
        yield _piece(below, numbers, head)  # type: ignore[arg-type]
    else:
        found = (piece for child in below for piece in _paragraphs(child, numbers, head))
        if isinstance(node, ListItem):
            yield from (replace(piece, is_item=True) for piece in islice(found, 1))
        yield from found


def _piece(nodes: tuple[Inline, ...], numbers: dict[int, int], head: str = "") -> Piece:
    words = "".join(_with_numbers(nodes, numbers))
    source = next((node.source for top in nodes for node in walk(top) if isinstance(node, Text) and node.source), "")
    return Piece(squeeze(words), source or "template", head)


def _with_numbers(nodes: tuple[Inline, ...], numbers: dict[int, int]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Footnote):
            yield str(numbers[id(node)])
        elif isinstance(node, Text | FigureNumber):
            yield plain((node,))
        else:
            yield from _with_numbers(children(node), numbers)  # type: ignore[arg-type]
