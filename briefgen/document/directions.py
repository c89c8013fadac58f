"""Which way words run: Hebrew and Arabic from right to left, numbers within them from left to right.

As Unicode's bidirectional algorithm (UAX 9) has it, without the marks that texts can't have (`problems.characters`) and
without its rule for pairs of brackets.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

from briefgen.document.tree import NO_BREAK_HYPHEN, Direction

LEFTWARDS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
"""The letters and marks of what is written from right to left, as in a regular expression."""
# Letters that change by their neighbours: these, and the scripts of South Asia; a line of them is set as a whole.
_JOINED = re.compile(f"[{LEFTWARDS}\u0900-\u109f\u1780-\u17ff]")
# Top, right, bottom and left, each a length or a sum in brackets.
_SIDE = r"(calc\((?:[^()]|\([^()]*\))*\)|[\w.%-]+)"
_FOUR_SIDES = re.compile(rf"\b((?:margin|padding):)\s*{_SIDE} {_SIDE} {_SIDE} {_SIDE}(?=\s*[;}}\n\"])")
_IN_NUMBER = re.compile(rf"(?<=\d){NO_BREAK_HYPHEN}(?=\d)")
_HYPHENED = re.compile(r"\d+-\d")
LEFT_TO_RIGHT_MARK = "\u200e"
_ANY = re.compile(f"[{LEFTWARDS}]")
_STRONG = {"R": "R", "AL": "R", "L": "L"}
_IN_NUMBERS = frozenset({"ES", "CS"})  # 3.5, 3,500, 12:30, 2024-05
_AT_NUMBERS = "ET"  # 25%, €5


def runs_leftwards(text: str) -> bool:
    """Tell whether there are words in it that run from right to left."""
    return not text.isascii() and _ANY.search(text) is not None


def is_joined(text: str) -> bool:
    """Tell whether its letters can't be set one by one."""
    return not text.isascii() and _JOINED.search(text) is not None


def direction_of(text: str) -> Direction:
    """Return the direction of a line by its first letter."""
    if not runs_leftwards(text):
        return "ltr"
    kinds = (_STRONG.get(unicodedata.bidirectional(char)) for char in text)
    return "rtl" if next(filter(None, kinds), "L") == "R" else "ltr"


def phrases(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a text, and whether each is a phrase that runs leftwards.

    Such a phrase begins and ends with a letter of its own, so that a number behind a name isn't drawn into it.
    """
    if not runs_leftwards(text):
        yield text, False
        return
    kinds = [_STRONG.get(unicodedata.bidirectional(char), "") for char in text]
    at = 0
    while at < len(text):
        start = next((i for i in range(at, len(text)) if kinds[i] == "R"), len(text))
        if start > at:
            yield text[at:start], False
        if start == len(text):
            return
        other = next((i for i in range(start, len(text)) if kinds[i] == "L"), len(text))
        end = 1 + max(i for i in range(start, other) if kinds[i] == "R")
        while end < len(text) and unicodedata.bidirectional(text[end]) == "NSM":
            end += 1
        yield text[start:end], True
        at = end


def stretches(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a text in a document that runs leftwards, and whether each does: all but foreign words.

    Hyphens within numbers are plain: programs take no other one for a part of a number, and turn 02-555 into 555-02.
    Behind Arabic letters they turn it all the same (UAX 9, W2), unless a mark stands before it.
    """
    text, strong = _IN_NUMBER.sub("-", text), ""
    for _, places in groupby(range(len(text)), levels(text, "rtl").__getitem__):
        words = "".join(text[at] for at in places)
        kinds = [unicodedata.bidirectional(char) for char in words]
        turned = strong == "AL" and _HYPHENED.match(words)
        yield LEFT_TO_RIGHT_MARK + words if turned else words, "L" not in kinds
        strong = next((kind for kind in reversed(kinds) if kind in _STRONG), strong)


def levels(text: str, base: Direction) -> list[int]:
    """Return how deep each character stands in words of the other direction: odd ones run leftwards."""
    own = "R" if base == "rtl" else "L"
    kinds: list[str] = []  # R, L, N for numbers among words that run leftwards, "" for what joins others
    strong = own
    for char in text:
        kind = unicodedata.bidirectional("-" if char == NO_BREAK_HYPHEN else char)
        if kind == "NSM":
            kinds.append(kinds[-1] if kinds else own)
            continue
        strong = _STRONG.get(kind, strong)
        number = "L" if strong == "L" and kind == "EN" else "N"
        kept = kind if kind in _IN_NUMBERS or kind == _AT_NUMBERS else ""
        kinds.append(_STRONG.get(kind) or (number if kind in ("EN", "AN") else kept))
    for at, kind in enumerate(kinds):
        around = kinds[at - 1 : at] if at else []
        around += kinds[at + 1 : at + 2]
        if kind in _IN_NUMBERS:
            kinds[at] = "N" if around == ["N", "N"] else ""
        elif kind == _AT_NUMBERS:
            kinds[at] = "N" if "N" in around else ""
    before = own
    for kind, group in [(kind, list(places)) for kind, places in groupby(range(len(kinds)), kinds.__getitem__)]:
        if kind:
            before = "R" if kind == "N" else kind
            continue
        after = next((kinds[at] for at in range(group[-1] + 1, len(kinds)) if kinds[at]), own)
        between = before if before == ("R" if after == "N" else after) else own
        for at in group:
            kinds[at] = between
    deep = {"R": 1, "L": 2, "N": 2} if base == "rtl" else {"L": 0, "R": 1, "N": 2}
    return [deep[kind] for kind in kinds]


def runs(text: str, base: Direction) -> list[tuple[str, Direction]]:
    """Return the pieces of a line as they stand from left to right, each of one direction, in reading order itself."""
    deep = levels(text, base)
    found = [
        (level, "".join(text[at] for at in places))
        for level, places in ((level, list(group)) for level, group in groupby(range(len(text)), deep.__getitem__))
    ]
    for least in range(max(deep, default=0), 0, -1):
        stretches = [(is_deep, [*group]) for is_deep, group in groupby(found, lambda run: run[0] >= least)]  # noqa: B023
        found = [run for is_deep, stretch in stretches for run in (stretch[::-1] if is_deep else stretch)]
    return [(words, "rtl" if level % 2 else "ltr") for level, words in found]


def mirrored(css: str) -> str:
    """Return styles with their sides exchanged; WeasyPrint 70 knows logical sides of some properties alone."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\b(?:left|right)\b", lambda side: "right" if side[0] == "left" else "left", css)
    return _FOUR_SIDES.sub(r"\1 \2 \5 \4 \3", css)
