"""What texts and notes count, by the words behind the number: eight revised sets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from briefgen.checks.scan import numbers
from briefgen.checks.texts import TextIn

_WORD = re.compile(r"[^\W\d_][\w’-]*")
_FOLLOW = 2  # words behind a number by which one knows what it counts
_STEM = 6  # letters by which a word is known in all its forms


@cache
def counted_by_words(code: str, words: str) -> Mapping[tuple[str, ...], tuple[int, int, int]]:
    """Return the numbers of a text by the words behind them, and where each stands."""
    found: dict[tuple[str, ...], tuple[int, int, int]] = {}
    text = TextIn("note", code, code, words)
    for number in numbers(text) if words else ():
        behind = tuple(word[0].casefold() for word in _WORD.finditer(text.words, number.end, number.end + 60))[:_FOLLOW]
        if number.whole is not None and not number.ordinal and len(behind) == _FOLLOW:
            found[behind] = number.whole, number.start, number.end
    return found


def counted_apart(code: str, words: str, others: str) -> Iterator[tuple[int, int, int]]:
    """Yield where a text counts what another one counts otherwise, and how many it is there.

    The other text has no number of the one, nor the one any of the other: «two new works» may be of three.
    """
    here, there = (_by_stems(counted_by_words(code, each)) for each in (words, others))
    ours, theirs = ({one.whole for one in numbers(TextIn("note", code, code, each))} for each in (words, others))
    for stems, (number, start, end) in here.items():
        other = there.get(stems, (number, 0, 0))[0]
        if other not in ours and number not in theirs:
            yield start, end, other


Counted = Mapping[tuple[str, ...], tuple[int, int, int]]


def _by_stems(found: Counted) -> Counted:
    """Return numbers by the stems of the words behind them; of short words alone nobody knows what is counted."""
    return {
        tuple(word[:_STEM] for word in behind): told
        for behind, told in found.items()
        if max(map(len, behind)) >= _STEM and min(map(len, behind)) >= _SHORTEST
    }


_SHORTEST = 4  # letters
_THEN = re.compile(r"(?<!\w)([^\W\d_]{4,}) (?:in|on|since) (?:[^\W\d_]+ )?((?:19|20)\d\d)(?!\w|[-–/]\d)")


@cache
def years_by_verb(note: str) -> Mapping[str, frozenset[str]]:
    """Return the years of a note by the words before them: launched in 2013."""
    found: dict[str, set[str]] = {}
    for verb, year in _THEN.findall(note):
        found.setdefault(verb.casefold(), set()).add(year)
    return {verb: frozenset(years) for verb, years in found.items()}
