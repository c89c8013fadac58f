"""What a text says of two things in time: one after the other, so long before it, in the same year, between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from briefgen.checks.happenings import Happening
from briefgen.checks.lengths import Lapse, lengths
from briefgen.checks.likely import Matcher, matcher
from briefgen.checks.scan import sentence
from briefgen.checks.texts import TextIn
from briefgen.language import said

_AHEAD = 48  # characters from what relates two things to the one after which, or before which, another was
_EVE, _SOON, _LONG = 2, 75, 120  # days
_CLAUSE = re.compile(r"[;:()]|,(?! the)")
_UNITS = {"day": (1, 1), "week": (7, 4), "month": (30.44, 31), "year": (365.25, 366)}
_WORD = 20  # characters in which a word stands beside
_AROUND = 4  # characters between a length and what it belongs to


class Ordered(NamedTuple):
    """Words that put something so many days after an anchor (before it: below zero); the least and the most of them."""

    start: int
    end: int
    least: float
    most: float
    anchor: Happening
    has_length: bool


def orders(text: TextIn, named: Sequence[Happening]) -> Iterator[Ordered]:
    """Yield what a text says to be after, or before, one of the things that it names."""
    for order in _orders(text, named):
        if not recurs(text, min(order.start, order.anchor.start), max(order.end, order.anchor.end)):
            yield order


def recurs(text: TextIn, start: int, end: int) -> bool:
    """Tell whether words are about what comes again each year, whatever day it first was: an anniversary."""
    recurring = matcher(said.pattern(text.language, "order", "recurring"))
    return bool(recurring.search(text.words, max(0, start - _WORD), end + _WORD))


def _orders(text: TextIn, named: Sequence[Happening]) -> Iterator[Ordered]:
    behind = said.table(text.language, "order").get("anchor") == "behind"
    for found in _relation(text.language).finditer(text.words):
        anchor = _anchor_behind(text, found, named) if behind else _anchor_before(text, found, named)
        if anchor is not None:
            yield _order(text, found, anchor)
    if not behind:
        yield from _by_ending(text, named)


def _anchor_behind(text: TextIn, found: re.Match[str], named: Sequence[Happening]) -> Happening | None:
    _, end = sentence(text.words, found.start())
    cut = _CLAUSE.search(text.words, found.end(), end)
    last = min(cut.start() if cut else end, found.end() + _AHEAD)
    return next((one for one in named if found.end() <= one.start < last), None)


def _anchor_before(text: TextIn, found: re.Match[str], named: Sequence[Happening]) -> Happening | None:
    near = [one for one in named if one.end <= found.start() and found.start() - one.end <= _AHEAD]
    ends = said.table(text.language, "order").get("anchor_ends", "")
    if not near or not re.search(rf"(?:{ends})$", text.words[near[-1].start : near[-1].end]):
        return None
    gap = text.words[near[-1].end : found.start()].strip()
    length = next((one for one in lengths(text) if one.start >= near[-1].end and one.end <= found.start()), None)
    if length:
        gap = f"{text.words[near[-1].end : length.start]}{text.words[length.end : found.start()]}".strip()
    return near[-1] if not gap or matcher(said.pattern(text.language, "order", "gap")).fullmatch(gap) else None


def _order(text: TextIn, found: re.Match[str], anchor: Happening) -> Ordered:
    parts = found.groupdict()
    sign = 1 if parts.get("after") else -1
    start, end = found.span()
    length = _length_of(text, found, anchor)
    if length is not None:
        start, end = min(start, length.start), max(end, length.end)
        return Ordered(start, end, *_signed(sign, length.least, length.most), anchor, True)
    if parts.get("eve") or parts.get("morrow"):
        return Ordered(start, end, *((-_EVE, 0) if parts.get("eve") else (0, _EVE)), anchor, True)
    for name, (days, out) in _UNITS.items():
        if parts.get(name):
            return Ordered(start, end, *_signed(sign, max(0, days - out), days + out), anchor, True)
    if parts.get("soon"):
        return Ordered(start, end, *_signed(sign, 0, _SOON), anchor, True)
    if parts.get("long"):
        return Ordered(start, end, *_signed(sign, _LONG, 1e6), anchor, True)
    return Ordered(start, end, *_signed(sign, 0, 1e6), anchor, False)


def _signed(sign: int, least: float, most: float) -> tuple[float, float]:
    return (least, most) if sign > 0 else (-most, -least)


def _length_of(text: TextIn, found: re.Match[str], anchor: Happening) -> Lapse | None:
    """Return the length that belongs to a relation: before it, between it and the anchor, or behind: by a month."""
    by = said.pattern(text.language, "order", "by")
    for one in lengths(text):
        is_before = 0 <= found.start() - one.end <= 1
        within = anchor.end <= one.start and one.end <= found.start()
        is_behind = 0 <= one.start - max(found.end(), anchor.end) <= _AROUND and re.search(
            rf"(?<!\w)(?:{by})\s+$", text.words[max(0, one.start - 8) : one.start], re.IGNORECASE
        )
        if (is_before and not _is_bound(text, one)) or within or is_behind:
            return one
    return None


def _is_bound(text: TextIn, length: Lapse) -> bool:
    """Tell whether a length only bounds: within two months of, for two years after."""
    bound = said.pattern(text.language, "order", "bound")
    return bool(re.search(rf"(?<!\w)(?:{bound})\s+$", text.words[max(0, length.start - 12) : length.start], re.I))


def _by_ending(text: TextIn, named: Sequence[Happening]) -> Iterator[Ordered]:
    """Yield what the ending of a name relates: სემინარიდან ორ თვეში, სემინარამდე."""
    for name, sign in (("after_ending", 1), ("before_ending", -1)):
        ending = re.compile(rf"(?:{said.pattern(text.language, 'order', name)})$")
        for one in named:
            if not ending.search(text.words[one.start : one.end]):
                continue
            length = next((each for each in lengths(text) if 0 < each.start - one.end <= 2), None)
            if length is not None:
                told = length.least, length.most
                yield Ordered(length.start, length.end, *_signed(sign, *told), one, True)
            elif sign < 0:
                yield Ordered(one.start, one.end, *_signed(sign, 0, 1e6), one, False)


@cache
def _relation(language: str) -> Matcher:
    """Return what relates two things in a language: the day after, shortly before, following."""
    table = said.table(language, "order")
    if not table:
        return matcher("")
    after, before, soon, long = (said.pattern(language, "order", name) for name in ("after", "before", "soon", "long"))
    units = "|".join(f"(?P<{name}>{table[name]})" for name in _UNITS if name in table)
    how = "|".join(filter(None, (rf"(?P<soon>{soon})", rf"(?P<long>{long})", units)))
    near = "|".join(f"(?P<{name}>{said.pattern(language, 'order', name)})" for name in ("eve", "morrow"))
    return matcher(rf"{near}|(?:(?:{how}) )?(?:(?P<after>{after})|(?P<before>{before}))")


def spans_between(text: TextIn, named: Sequence[Happening]) -> Iterator[tuple[Lapse, Happening, Happening]]:
    """Yield lengths that a sentence puts between two things that it names: between A and B two years passed."""
    between = matcher(said.pattern(text.language, "order", "between"))
    for found in between.finditer(text.words):
        start, end = sentence(text.words, found.start())
        here = [one for one in named if start <= one.start < end]
        told = [one for one in lengths(text) if start <= one.start < end]
        if len(told) == 1 and len({one.date for one in here}) == 2:
            yield told[0], here[0], next(one for one in here if one.date != here[0].date)
