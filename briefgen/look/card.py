"""How large what is said stands on cards: as large as the card with the most words allows, and on all alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import ceil

from briefgen.document.tree import Block, Document, Heading, Paragraph, plain, walk
from briefgen.look.theme import Theme
from briefgen.look.typeface import typeface

_LARGER = (18.0, 16.0)  # points
_FILLED = 0.6  # of a card's height, at most, where its text is larger than the theme has it
_RAGGED = 0.9  # of a line, on average
_AROUND = 0.5  # of a line: above and below a paragraph
_POINTS = 72 / 25.4  # in a millimetre


def with_larger_text(theme: Theme, document: Document) -> Theme:
    """Return a theme on a card with its text enlarged by steps, if all cards of a document have room for it."""
    cards = list(_cards(document))
    for size in _LARGER if cards else ():
        larger = replace(theme, sizes=replace(theme.sizes, text=size))
        if size > theme.sizes.text and all(_has_room(larger, card) for card in cards):
            return larger
    return theme


def _cards(document: Document) -> Iterator[list[Block]]:
    """Yield what stands on each card but the first, which has the list of them."""
    card: list[Block] | None = None
    for block in document.blocks:
        if isinstance(block, Heading) and block.new_page:
            if card is not None:
                yield card
            card = []
        if card is not None:
            card.append(block)
    if card is not None:
        yield card


def _has_room(theme: Theme, card: list[Block]) -> bool:
    """Tell whether words and lines of a card have room, as far as that can be told without laying it out."""
    sizes, page = theme.sizes, theme.page
    across = (page.width - page.left - page.right) * _POINTS
    size_of = {"text": sizes.text, "lead": sizes.text, "notice": sizes.small}  # all else is as large as a heading
    height = 0.0
    for each in (below for block in card for below in walk(block) if isinstance(below, Heading | Paragraph)):
        size = size_of.get(each.role, sizes.heading_2) if isinstance(each, Paragraph) else sizes.heading_1
        words, face = plain(each.children), typeface(theme, bold=isinstance(each, Heading))
        if any(face.width(word, size) > across for word in words.split(" ")):  # it would be cut
            return False
        height += (ceil(face.width(words, size) / (across * _RAGGED)) + _AROUND) * size * sizes.leading
    return height <= _FILLED * (page.height - page.top - page.bottom) * _POINTS
