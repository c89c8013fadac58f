"""Document -> plain text, in reading order: what the other formats are compared with.

Of a figure it has the caption, of a contents list the words: plain text has no pages. The labels inside the picture
are part of the drawing, not of the running text: a PDF shows them as text, Word as outlines, and both give the same
facts in words as the picture's alternative text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.document.tree import (
    Block,
    Contents,
    Document,
    Figure,
    Footnote,
    Heading,
    List,
    Panel,
    Paragraph,
    Table,
    plain,
    walk,
)


def write_text(document: Document) -> str:
    """Return the words of a document, a line for each paragraph: title block, text, footnotes."""
    meta = document.metadata
    lines = [plain(meta.kicker), plain(meta.title), plain(meta.edition_line), *_blocks(document.blocks)]
    lines += [f"[{number}] {plain(note.children)}" for number, note in enumerate(footnotes(document), start=1)]
    return "\n".join(lines) + "\n"


def footnotes(document: Document) -> tuple[Footnote, ...]:
    """Return the footnotes in the order in which they are numbered."""
    return tuple(node for node in walk(document) if isinstance(node, Footnote))


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield plain(block.children)
            case Panel():
                yield from _blocks(block.blocks)
            case List():
                for item in block.items:
                    yield from _blocks(item.blocks)
            case Table():
                for row in (*block.head, *block.rows):
                    for cell in row.cells:
                        yield from _blocks(cell.blocks)
            case Figure():
                yield plain(block.caption)
            case Contents():
                yield plain(block.title)
                for entry in block.entries:
                    yield plain(entry.children)
