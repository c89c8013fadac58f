"""How many a sentence says that there are, however it says so: typed, in words, more than, nearly, dozens of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from briefgen.checks.amounts import amounts
from briefgen.checks.likely import Matcher, matcher
from briefgen.checks.rough import roughness, with_rough
from briefgen.checks.scan import numbers, sentence, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.language import said
from briefgen.language.words import MASK

INFINITY = float("inf")
_ABOUT = 0.2  # by how much of it a number is wrong that is said to be about right
_NEARLY = 0.15  # what lacks in a number that is nearly reached
STOP = re.compile(rf"[.;:!?(){MASK}]|,(?=\s)|\s[–—]\s|\d")
_REACH = 60  # characters from a number to what it counts
_BETWEEN = 3  # words between them
_KINDS = ("people", "organisations", "countries")


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many people, organisations, countries, or else, there are: from so many to so many, and where that stands.

    `known` tells that another rule reads it: an exact number before its noun.
    """

    start: int
    end: int
    least: float
    most: float
    kind: str
    known: bool = False


def quantities(subject: Subject, text: TextIn) -> Iterator[Quantity]:
    """Yield what a text counts, and how many it says that these are."""
    for start, end, least, most in _spans(subject, text):
        if kind := _kind_behind(text, end):
            rough = least != most
            yield Quantity(start, end, least, most, kind[0], not rough and not kind[1])
        elif kind_before := _kind_before(text, start, end):
            yield Quantity(start, end, least, most, kind_before)
        else:
            yield Quantity(start, end, least, most, "")


def _spans(subject: Subject, text: TextIn) -> Iterator[tuple[int, int, float, float]]:
    """Yield the numbers that are typed, in figures and in words, as ranges."""
    found = [
        (*match.span(), *values)
        for pattern, values in _magnitudes(text.language)
        for match in pattern.finditer(text.words)
    ]
    vague = [one for one in found if not any(_holds(other, one) for other in found)]
    yield from vague
    for amount in amounts(subject, text) if numbers(text) else ():
        if amount.printed or any(start < amount.end and amount.start < end for start, end, _, _ in vague):
            continue
        start, end = with_rough(text, amount.start, amount.end)
        yield start, end, *_range(amount.value, roughness(text, amount.start, amount.end))


def _holds(one: tuple[int, int, float, float], other: tuple[int, int, float, float]) -> bool:
    """Tell whether one stretch is a longer one around another: half a dozen."""
    return one[0] <= other[0] and other[1] <= one[1] and one[:2] != other[:2]


def _range(value: float, rough: set[str]) -> tuple[float, float]:
    if not rough or "exact" in rough:
        return value, value
    if rough == {"more"}:
        return value, INFINITY
    if rough == {"less"}:
        return 0, value
    if rough == {"less", "about"}:
        return value * (1 - _NEARLY), value * (1 + _ABOUT / 4)
    return value * (1 - _ABOUT), value * (1 + _ABOUT)


@cache
def _magnitudes(code: str) -> tuple[tuple[Matcher, tuple[float, float]], ...]:
    found = []
    for pattern, told in said.table(code, "magnitudes").items():
        least, _, most = told.partition("-")
        found.append((matcher(pattern), (float(least), float(most))))
    return tuple(found)


def _kind_behind(text: TextIn, end: int) -> tuple[str, bool] | None:
    """Return what stands behind a number as what it counts, and whether only these rules have that noun."""
    reach = STOP.split(text.words[end : end + _REACH], maxsplit=1)[0]
    near: list[tuple[int, str, bool]] = []
    for own in (False, True):
        for kind, pattern in nouns(text.language, own).items():
            if (found := pattern.search(reach)) and len(reach[: found.start()].split()) <= _BETWEEN:
                near.append((found.start(), kind, own))
    return min(near)[1:] if near else None


def _kind_before(text: TextIn, start: int, end: int) -> str:
    """Return what «the number of members is 400» counts; "" where the number stands before something else."""
    first, last = sentence(text.words, start)
    reach = STOP.split(text.words[end:last], maxsplit=1)[0]
    clause = re.split(rf"[.;:!?(){MASK}]|,\s", text.words[first:start])[-1]
    if len(reach.split()) > 1 or not matcher(said.pattern(text.language, "counts", "number_of")).search(clause):
        return ""
    kinds = {
        kind for own in (False, True) for kind, pattern in nouns(text.language, own).items() if pattern.search(clause)
    }
    kinds = kinds - {"members"} if len(kinds) > 1 else kinds
    return kinds.pop() if len(kinds) == 1 else ""


@cache
def nouns(code: str, own: bool = False) -> dict[str, Matcher]:
    """Return the nouns of what is counted: those that all rules know, or the others."""
    table = said.table(code, "counts") if own else words_of(code).counted
    return {kind: matcher(table[kind]) for kind in (*_KINDS, "members") if kind in table}
