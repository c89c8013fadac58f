"""Numbers by which readers call the paragraphs of a brief.

Numbered is what can't be called otherwise: the paragraphs of running text. A table's row has its label, a list belongs
to the paragraph above it, and headings, leads, notices and the panel are signposts. So count the reports of
parliaments and audit offices, which number through and leave tables, boxes and figures out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from briefgen.document.tree import Block, Document, Paragraph


def with_numbers(document: Document) -> Document:
    """Return the document with its paragraphs numbered 1, 2, 3 … from beginning to end."""
    return replace(document, blocks=tuple(_numbered(document.blocks)))


def _numbered(blocks: tuple[Block, ...]) -> Iterator[Block]:
    numbers = count(1)
    for block in blocks:
        if isinstance(block, Paragraph) and block.role == "text":
            yield replace(block, number=next(numbers))
        else:
            yield block
