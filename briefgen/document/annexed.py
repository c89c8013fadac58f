"""Pages of other files in a document: which they are, looked at, and the document without them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from briefgen.document.tree import Annexed, Document


def annexed_in(document: Document) -> tuple[Annexed, ...]:
    """Return the files whose pages are appended, in order."""
    return tuple(block for block in document.blocks if isinstance(block, Annexed))


def with_annexed(document: Document, look: Callable[[str], Annexed | None]) -> Document:
    """Return the document with what a look at its files tells; what can't be appended is left out."""
    blocks = (look(block.file) if isinstance(block, Annexed) else block for block in document.blocks)
    return replace(document, blocks=tuple(block for block in blocks if block is not None))


def without_annexed(document: Document) -> Document:
    """Return the document for a format that has no place for pages of other files."""
    blocks = tuple(block for block in document.blocks if not isinstance(block, Annexed))
    return document if blocks == document.blocks else replace(document, blocks=blocks)
