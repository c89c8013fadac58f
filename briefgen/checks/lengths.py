"""How long something lasts, or lies apart, in the words of a text: two months, a year and a half, a few days."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from briefgen.checks.likely import Matcher, matcher
from briefgen.checks.scan import words_of
from briefgen.checks.texts import TextIn
from briefgen.language import said

# Days in one, and by how many a length in words may be out: two months are eight weeks, and nine.
_UNITS = {
    "day": (1.0, 1.0),
    "week": (7.0, 4.0),
    "fortnight": (14.0, 4.0),
    "month": (30.44, 20.0),
    "quarter": (91.3, 31.0),
    "half_year": (182.6, 61.0),
    "month_and_half": (45.7, 15.0),
    "year_and_half": (548.0, 110.0),
    "year": (365.25, 200.0),
    "decade": (3652.5, 550.0),
}
_OF_ITSELF = ("half_year", "month_and_half", "year_and_half")  # told without a number
_HALF_OUT = 0.5  # of the unit, for a length that ends in a half of it: more exact than a whole one
_MOST_OF_FEW = 9


class Lapse(NamedTuple):
    """A length of time in a text: where it stands, and how many days it is at least and at most."""

    start: int
    end: int
    unit: str
    least: float
    most: float
    number: float


def lengths(text: TextIn) -> tuple[Lapse, ...]:
    """Return the lengths that a text tells in words or digits, in its order."""
    return text.once(_lengths)


def _lengths(text: TextIn) -> tuple[Lapse, ...]:
    return tuple(_length(text, found) for found in _pattern(text.language).finditer(text.words))


def _length(text: TextIn, found: re.Match[str]) -> Lapse:
    parts = found.groupdict()
    unit = next(name for name in _UNITS if parts.get(name))
    days, out = _UNITS[unit]
    number = _number(text, parts.get("number"))
    if parts.get("few"):
        return Lapse(*found.span(), unit, 2 * days - out, _MOST_OF_FEW * days + out, number)
    if parts.get("couple"):
        number = 2
    if parts.get("and_half"):
        number, out = number + 0.5, max(1.0, days * _HALF_OUT * 0.6)
    least, most = number * days - out, number * days + out
    # «A year and a half» is rough where «in two months» isn't; what is «more than» goes on.
    if parts.get("more"):
        least, most = number * days - out / 4, (number + 1) * days + out
    if parts.get("less"):
        least, most = (number - 1) * days, number * days + out / 4
    return Lapse(*found.span(), unit, least, most, number)


def _number(text: TextIn, told: str | None) -> float:
    if not told:
        return 1
    if told.isdigit():
        return int(told)
    known, written = words_of(text.language).numbers, told.casefold()
    return next((known[written[:size]] for size in range(len(written), 1, -1) if written[:size] in known), 1)


@cache
def _pattern(language: str) -> Matcher:
    """Return how a language tells a length: a number, or few, and a unit, with what makes it rough before it."""
    units = said.table(language, "lengths").get("units", {})
    if not units:
        return matcher("")
    words = {name: said.pattern(language, "lengths", name) for name in ("number", "few", "couple", "more", "less")}
    endings = said.table(language, "lengths").get("endings", "")
    stem = "|".join(sorted(map(re.escape, words_of(language).numbers), key=len, reverse=True))
    number = rf"(?P<number>\d{{1,3}}|(?:{stem}){endings}|{words['number']})"
    alone, counted = (
        "|".join(f"(?P<{name}>{pattern})" for name, pattern in units.items() if (name in _OF_ITSELF) is of_itself)
        for of_itself in (True, False)
    )
    half = said.pattern(language, "lengths", "and_half")
    rough = rf"(?:(?:(?P<more>{words['more']})|(?P<less>{words['less']})) )?"
    many = rf"(?:{number}|(?P<few>{words['few']})|(?P<couple>{words['couple']}))"
    between = said.table(language, "lengths").get("between", " ")
    return matcher(rf"{rough}(?:{alone or said.NOTHING}|{many}(?: (?P<and_half>{half}))?{between}(?:{counted}))")
