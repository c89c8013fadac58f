"""A line of words that may stand in several nodes: its white space, and where it must not break."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from briefgen.document.tree import WORD_JOINER, FigureNumber, Footnote, Inline, LineBreak, Text

# A paragraph of several lines doesn't leave one word on its last line, if it isn't long: it takes another along.
_SHORT_ENDING = 17


@dataclass(frozen=True, slots=True)
class Measure:
    """How long lines are, in characters: shorter texts than `several_lines` may stand on one."""

    several_lines: int = 60
    longest_pair: int = 32  # of words that go to the next line together


ON_PAGE, ON_CARD = Measure(), Measure(26, 19)


def bind(
    nodes: tuple[Inline, ...],
    bind_text: Callable[[str], str],
    *,
    narrow: bool = False,
    measure: Measure = ON_PAGE,
) -> tuple[Inline, ...]:
    """Return the nodes with `bind_text` applied to their words as one text; footnotes are texts of their own.

    In a `narrow` column the last word may stand alone: two of them may be wider than it is.
    `measure` says how long the lines are.

    `bind_text` may replace a character by one that doesn't break, and insert word joiners; nothing else.
    """
    texts: list[str] = []
    _gather(nodes, texts)
    words = "".join(texts)
    bound = bind_text(words) if narrow else _bind_ending(bind_text(words), measure)
    pieces: list[str] = []
    position = 0
    for text in texts:
        start = position
        for char in text:
            if bound[position] == WORD_JOINER and char != WORD_JOINER:
                position += 1
            position += 1
        # A joiner at the very end of a node belongs to it, so that it keeps to the dash before it.
        if bound[position : position + 1] == WORD_JOINER and not _starts_with_joiner(texts, len(pieces) + 1):
            position += 1
        pieces.append(bound[start:position])
    if position != len(bound):
        raise ValueError("bind_text changed the words")
    return _replace(nodes, iter(pieces).__next__)


def capitalized(nodes: tuple[Inline, ...], capital: Callable[[str], str] = str.title) -> tuple[Inline, ...]:
    """Return a line that begins with a capital, if its script writes a sentence so; Georgian does not.

    `capital` gives that of a letter, where the language has one of its own.
    """
    texts: list[str] = []
    _gather(nodes, texts)
    # To title case, not to upper: that of a Georgian letter is the letter itself.
    texts[:1] = [capital(text[:1]) + text[1:] for text in texts[:1]]
    return _replace(nodes, iter(texts).__next__)


def _bind_ending(text: str, measure: Measure) -> str:
    before, _, ending = text.rpartition(" ")
    pair = len(before.rpartition(" ")[2]) + 1 + len(ending)
    if len(text) < measure.several_lines or len(ending) >= _SHORT_ENDING or pair > measure.longest_pair:
        return text
    return f"{before}\u00a0{ending}"


def _starts_with_joiner(texts: list[str], index: int) -> bool:
    return "".join(texts[index:]).startswith(WORD_JOINER)


def _gather(nodes: tuple[Inline, ...], texts: list[str]) -> None:
    for node in nodes:
        match node:
            case Text():
                texts.append(node.value)
            case LineBreak():
                texts.append("\n")
            case FigureNumber():
                texts.append(str(node.value))
            case Footnote():
                pass
            case _:
                _gather(node.children, texts)


def _replace(nodes: tuple[Inline, ...], following: Callable[[], str]) -> tuple[Inline, ...]:
    replaced: list[Inline] = []
    for node in nodes:
        match node:
            case Text():
                replaced.append(Text(following(), node.source))
            case LineBreak() | FigureNumber():
                following()
                replaced.append(node)
            case Footnote():
                replaced.append(node)
            case _:
                replaced.append(replace(node, children=_replace(node.children, following)))
    return tuple(replaced)


def collapse(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Collapse white space as HTML does: one space between words, none at the ends of a line."""
    space_before = True  # whether a space here would stand at the start of a line or after another

    def walk(nodes: tuple[Inline, ...]) -> list[Inline]:
        nonlocal space_before
        kept: list[Inline] = []
        for node in nodes:
            match node:
                case Text():
                    value = re.sub(r"[ \t\n\r\f]+", " ", node.value)
                    if space_before:
                        value = value.removeprefix(" ")
                    if value:
                        kept.append(Text(value, node.source))
                        space_before = value.endswith(" ")
                case LineBreak():
                    kept.append(node)
                    space_before = True
                case FigureNumber():
                    kept.append(node)
                    space_before = False
                case Footnote():
                    kept.append(node)  # collapsed already, and no part of the line
                case _:
                    kept.append(replace(node, children=tuple(walk(node.children))))
        return kept

    return _strip_end(tuple(walk(nodes)))


def _strip_end(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
    match nodes:
        case (*before, Text() as last) if last.value.endswith(" "):
            value = last.value.rstrip(" ")
            return (*before, Text(value, last.source)) if value else _strip_end(tuple(before))
    return nodes
