"""What somebody looks for in lists: whole words and beginnings of words first, as desk.js has it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from math import inf

_GROUPED = re.compile(r"(?<=\d)[ \u00a0\u202f,.](?=\d{3}(?!\d))")
_WORD = re.compile(r"[^\W\d_]+|\d+")
PART, HIDDEN = 100, 10_000  # how far what is found in the midst of a word, and by what isn't shown, is at least


def words_in(line: str) -> list[str]:
    """Return the words of a line, and its numbers, whichever marks stand between their digits."""
    return _WORD.findall(_GROUPED.sub("", unicodedata.normalize("NFC", line.casefold())))


def how_far(wanted: Collection[str], shown: str, also: str) -> float:
    """Return how far a line is from words that somebody looks for; `inf` where one lacks in it.

    It is 0 with each of them as it is, and 1 more for each that goes on. What is found by what is known `also`, and
    isn't shown, is as far as `HIDDEN`.
    """
    there = {*words_in(shown)}
    far = sum(_one(each, there) for each in wanted)
    if far < inf:
        return far
    there |= {*words_in(also)}
    return HIDDEN + sum(_one(each, there) for each in wanted)


def _one(wanted: str, words: Collection[str]) -> float:
    if wanted in words:
        return 0
    if any(each.startswith(wanted) for each in words):
        return 1
    return PART if not wanted.isdigit() and any(wanted in each for each in words) else inf


def bound(found: Collection[float]) -> float:
    """Return what all that is shown is nearer than: parts of words, and what is hidden, count only without others."""
    nearest = min(found, default=inf)
    return next((each for each in (PART, HIDDEN) if nearest < each), inf)
