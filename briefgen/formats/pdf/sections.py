"""On which pages the sections of a document stand, and which of them begin one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from briefgen.document.tree import Document, contents_of, is_section
from briefgen.formats.html import section_id
from briefgen.formats.pdf.holes import left_empty

_ROOM = 0.05  # of the height that is there for text: what somebody else's lines may need more


def section_pages(sheets: Sequence[Any], document: Document) -> tuple[int, ...]:
    """Return the page, from 1, of each section of a document that has a contents list; of any other nothing."""
    page_of = {name: number for number, sheet in enumerate(sheets, start=1) for name in sheet.anchors}
    return tuple(page_of[name] for name in _names(document))


def beginning(sheets: Sequence[Any], document: Document) -> tuple[int, ...]:
    """Return the sections, each by its number from 1, that begin a page though the one before has some room left.

    A program that breaks the pages by itself may be told to do it there, too: if it needs a line or two more, they fit.
    """
    names = _names(document)
    if not names:
        return ()
    begun = {
        _first_anchor(after._page_box) for before, after in pairwise(sheets) if left_empty(before._page_box) > _ROOM
    }
    return tuple(number for number, name in enumerate(names, start=1) if name in begun)


def _names(document: Document) -> list[str]:
    count = sum(map(is_section, document.blocks)) if contents_of(document) else 0
    return [section_id(number) for number in range(1, count + 1)]


def _first_anchor(box: Any) -> str:
    """Return by what name the block that a page begins with can be found."""
    while True:
        if name := box.style["anchor"]:
            return str(name)
        children = getattr(box, "children", ())
        if not children or type(box).__name__ == "LineBox":
            return ""
        box = children[0]
