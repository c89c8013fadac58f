"""Holes: pages with much room left at their foot, since what comes next would not fit there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil
from statistics import mode
from typing import Any

from briefgen.formats.run import Hole

_LARGE = 0.2  # of the height that is there for text
_WORDS = 60  # letters of what comes next


def holes(sheets: Sequence[Any]) -> tuple[Hole, ...]:
    """Return the holes of pages that WeasyPrint has laid out; the last page ends where the text does."""
    return tuple(_holes(sheets))


def lines(sheets: Sequence[Any]) -> tuple[tuple[int, bool], ...]:
    """Return how many lines of running text what each page has would take, and whether it begins as it was to.

    Space between blocks, and what was dropped before the first one, counts as the lines that have room in it.
    """
    pages = [each._page_box for each in sheets]
    heights = [line.height for page in pages for line, _ in _lines(page.children[0])]
    usual = mode(heights) if heights else 1
    return tuple((ceil(_extent(page) / usual), _first(page)[1]) for page in pages)


def _extent(page: Any) -> float:
    """Return how far down a page its text goes, with the space that would stand before it further up."""
    ends = [line.position_y + line.height for line, _ in _lines(page.children[0])]
    return max(ends) - page.content_box_y() + _dropped(page.children[0]) if ends else 0


def _dropped(box: Any) -> float:
    """Return the space before what a page begins with."""
    own = box.style["margin_top"]
    below = next((_dropped(child) for child in getattr(box, "children", ()) if child.element_tag != "thead"), 0)
    return max(own.value if own != "auto" and own.unit == "px" else 0, below)


def _holes(sheets: Sequence[Any]) -> Iterator[Hole]:
    for number, (sheet, following) in enumerate(pairwise(sheets), start=1):
        page = sheet._page_box
        words, wanted = _first(following._page_box)
        share = left_empty(page)
        if share > _LARGE and words and not wanted:  # a page of another file has no words of ours
            yield Hole(number, round(100 * share), words[:_WORDS].strip())


def left_empty(page: Any) -> float:
    """Return which share of the height that a page has for text is empty at its foot."""
    notes = sum(box.margin_height() for box in page.children if type(box).__name__ == "FootnoteAreaBox")
    foot = page.content_box_y() + page.height - notes
    last = max((line.position_y + line.height for line, _ in _lines(page.children[0])), default=foot)
    return float((foot - last) / page.height)


def _first(page: Any) -> tuple[str, bool]:
    """Return the words that a page begins with, and whether they are meant to begin one."""
    for line, wanted in _lines(page.children[0]):
        words = "".join(box.text for box in line.descendants() if type(box).__name__ == "TextBox").strip()
        if words:
            return words, wanted
    return "", False


def _lines(box: Any, wanted: bool = False) -> Iterator[tuple[Any, bool]]:
    """Yield the lines in a box, but for heads that a table repeats, and whether a new page was wanted for them."""
    wanted = wanted or box.style["break_before"] == "page"
    if type(box).__name__ == "LineBox":
        yield box, wanted
    elif box.element_tag != "thead":
        for child in getattr(box, "children", ()):
            yield from _lines(child, wanted)
