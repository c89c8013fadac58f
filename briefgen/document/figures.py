"""Pictures in the place of their charts, once a paper says how wide.

A picture may not fit. Then its figure is left out, and the document is as if it had never been there: figures are
numbered anew, and a heading with nothing else under it goes as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from typing import Any

from briefgen.document.children import rebuilt
from briefgen.document.tree import Block, Chart, Document, Drawn, Figure, FigureNumber, Heading, Picture


def with_pictures(document: Document, draw: Callable[[Chart], Picture | None]) -> Drawn:
    """Return the document with each chart drawn; a figure of which `draw` gives no picture is left out."""
    blocks = [drawn for block in document.blocks if (drawn := _drawn(block, draw))]
    if len(blocks) < len(document.blocks):
        numbers = defaultdict[str | None, Iterator[int]](lambda: count(1))  # of each language
        kept = _without_empty_sections(blocks)
        blocks = [_renumbered(block, numbers[getattr(block, "lang", None)]) for block in kept]
    return replace(document, blocks=tuple(blocks))


def _drawn(block: Block, draw: Callable[[Chart], Picture | None]) -> Block | None:
    if not isinstance(block, Figure) or isinstance(block.picture, Picture):
        return block
    picture = draw(block.picture)
    return replace(block, picture=picture) if picture else None


def _without_empty_sections(blocks: Sequence[Block]) -> list[Block]:
    """Leave out headings with nothing under them; before a figure was left out, there was none."""
    kept: list[Block] = []
    for block in reversed(blocks):
        following = kept[-1] if kept else None
        if isinstance(block, Heading) and (
            following is None or (isinstance(following, Heading) and following.level <= block.level)
        ):
            continue
        kept.append(block)
    return kept[::-1]


def _renumbered(node: Any, numbers: Iterator[int]) -> Any:
    if isinstance(node, FigureNumber):
        return FigureNumber(next(numbers))
    return rebuilt(node, lambda children: (_renumbered(each, numbers) for each in children))
