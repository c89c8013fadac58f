"""Numbers by which readers call the paragraphs of a brief, and the sections of a pack.

Numbered is what can't be called otherwise: the paragraphs of running text. A table's row has its label, a list belongs
to the paragraph above it, and headings, leads, notices and the panel are signposts. So count the reports of
parliaments and audit offices, which number through and leave tables, boxes and figures out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count, takewhile

from briefgen.document.tree import Annexed, Block, Document, Heading, Paragraph, Text, contents_of


def with_numbers(document: Document) -> Document:
    """Return the document with its paragraphs numbered 1, 2, 3 … from beginning to end."""
    return replace(document, blocks=tuple(_numbered(document.blocks)))


def with_tabs(document: Document) -> Document:
    """Return a pack with its sections as tabs: numbered 1, 2, 3 …, the first on a new page, behind the cover.

    A title page of an annex has its letter.
    """
    contents = contents_of(document)
    if contents is None or not contents.tabs:
        return document
    return replace(document, blocks=tuple(_tabbed(document.blocks)))


def _tabbed(blocks: tuple[Block, ...]) -> Iterator[Block]:
    numbers = count(1)
    for at, block in enumerate(blocks):
        if isinstance(block, Heading) and block.level == 1 and not _has_pages(blocks[at + 1 :]):
            number = next(numbers)
            words = (Text(f"{number}. "), *block.children)
            yield replace(block, children=words, new_page=block.new_page or number == 1)
        else:
            yield block


def _has_pages(following: tuple[Block, ...]) -> bool:
    """Tell whether pages of another file stand in the section that these blocks begin with."""
    inside = takewhile(lambda block: not (isinstance(block, Heading) and block.level == 1), following)
    return any(isinstance(block, Annexed) for block in inside)


def _numbered(blocks: tuple[Block, ...]) -> Iterator[Block]:
    numbers = count(1)
    for block in blocks:
        if isinstance(block, Paragraph) and block.role == "text":
            yield replace(block, number=next(numbers))
        else:
            yield block
