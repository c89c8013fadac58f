"""Small numbers in running text, in words or in figures, for a language whose file says the words.

What asks for figures in any language is here; what does in one, such as „page“ before a number, its file says. English
has rules of its own (`english_numbers`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

_WINDOW = 400  # characters on each side in which the sentence is looked for
_STOP = re.compile(r"[.!?…](?=[)\]”’»“\"']*(?:\s|$))|\n")
_BEFORE = re.compile(r"[\w/:–−+<>±~№#€$£₾%=×(\[-]$|:\s?$|[€$£₾№#<>±~=×+−–]\s$|\d\s?$")
_BEHIND = re.compile(r"[.,:]\d|[/–×=+²³)\]]|-\d|[^\W_]|\s?[%‰°€$£₾]|\s?[×=+<>–/-]\s?\d|\s\d")
# Another number that the reader compares it with: no year, no share, no money, no date.
_FIGURE = re.compile(r"(?<![\w.,])(?!(?:1[89]|20)\d\d(?!\d))\d{2,}(?!\w|[.,]\d|\s?[%‰°€$£₾])")


def in_words(n: int, before: str, after: str, words: Mapping[int, str], figures: tuple[str, str, str]) -> str | None:
    """Return the word for a number, where running text has it; None where it has figures.

    `figures` are patterns of the language: what asks for figures before a number and behind it, and its months.
    """
    word = words.get(n)
    before, after = before[-_WINDOW:].replace("\u00a0", " "), after[:_WINDOW].replace("\u00a0", " ")
    left = before[max((stop.end() for stop in _STOP.finditer(before)), default=0) :]
    stop = _STOP.search(after)
    right = after[: stop.start()] if stop else after
    if word is None or (stop is None and not re.search("[;:]", after)):  # up to 9: no sentence, but a value
        return None
    before_it, behind_it = _asking(figures)
    if _BEFORE.search(left) or _BEHIND.match(after) or before_it.search(left) or behind_it.match(after):
        return None
    if any(not behind_it.match(right[found.end() :]) for found in _FIGURE.finditer(right)) or _FIGURE.search(left):
        return None
    return word if re.search(r"\w", left) else word[:1].upper() + word[1:]


@cache
def _asking(figures: tuple[str, str, str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    before, behind, months = (each or "(?!)" for each in figures)
    return (
        re.compile(rf"(?<!\w)(?:{before}|{months})\s$", re.IGNORECASE),
        re.compile(rf"\.?\s(?:{behind}|(?:\w+\s)?(?:{months}))(?!\w)", re.IGNORECASE),
    )
