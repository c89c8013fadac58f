"""What a text says of when something was, beside dates: seasons, parts of a year, weekdays, ages, last year."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from briefgen.checks.likely import Matcher, matcher, needed
from briefgen.checks.scan import TypedDate, dates, words_of
from briefgen.checks.texts import TextIn
from briefgen.dates import Date, Point
from briefgen.language import said

Span = tuple[dt.date, dt.date]

# Of a season both what astronomers and what meteorologists call so: from when, till when.
_SEASONS = {
    "spring": ((3, 1), (6, 21)),
    "summer": ((6, 1), (9, 23)),
    "autumn": ((9, 1), (12, 21)),
    "winter": ((12, 1), (3, 21)),
}
_BESIDE = 14  # characters between a season and its year
_LONGEST = 45  # characters of what stands between a part and its whole


class Time(NamedTuple):
    """Words on a time: where they stand, and the days of which what they tell of was one; or only weekdays.

    `on` is what they count from: nothing, the day of the text, or the day of the edition.
    """

    start: int
    end: int
    spans: tuple[Span, ...]
    weekdays: frozenset[int] = frozenset()
    on: str = ""
    ends: tuple[int, int] | None = None  # the weekdays of the first and of the last day
    holiday: tuple[int, int] | None = None  # its month and day

    def fits(self, date: Date) -> bool:
        """Tell whether something of a date can have been then."""
        whole = span_of(date)
        if whole is None:
            return True
        if self.holiday:
            named = [dt.date(year, *self.holiday) for year in range(whole[0].year, whole[1].year + 1)]
            return any(whole[0] <= day <= whole[1] for day in named)
        if self.ends:
            exact = date.start is not None and date.start.day is not None
            return not exact or (whole[0].weekday(), whole[1].weekday()) == self.ends
        if self.weekdays:
            days = (whole[1] - whole[0]).days + 1
            exact = date.start is not None and date.start.day is not None
            own = {(whole[0] + dt.timedelta(days=day)).weekday() for day in range(min(days, 7))}
            return not exact or bool(own & self.weekdays)
        return any(first <= whole[1] and whole[0] <= last for first, last in self.spans)


def span_of(date: Date | None) -> Span | None:
    """Return the first and the last day of a date; None of what goes on."""
    return (date.start.first_day, date.last.last_day) if date and date.start and date.last else None


def times(text: TextIn, own: Date | None, as_of: Point | None, country: str = "") -> list[Time]:
    """Return what a text says of times; `own` is the day it tells of, `as_of` that of the edition.

    `country` is the one whose holidays have no other name.
    """
    found = [
        *_holidays(text, country),
        *_parts(text, own),
        *_seasons(text, own),
        *_ages(text),
        *_weekdays(text),
        *_from_today(text, as_of),
    ]
    return _longest(found)


def _longest(found: list[Time]) -> list[Time]:
    kept: list[Time] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


# Parts of a year or a month ------------------------------------------------------------------------------------------


def _parts(text: TextIn, own: Date | None) -> Iterator[Time]:
    """Yield early 2017, the last week of October, the second half of the year."""
    for part, (begins, ends) in _table(text.language, "parts"):
        for found in part.finditer(text.words):
            for start, end, whole in _wholes(text, found, own):
                yield Time(start, end, (_cut(whole, begins, ends),))


def _wholes(text: TextIn, found: re.Match[str], own: Date | None) -> Iterator[tuple[int, int, Span]]:
    """Yield of what a part is one: a typed year or month beside it, or the text's own year or month."""
    for one in dates(text):
        if one.day or one.decades or one.until or one.start > found.end() + _BESIDE:
            continue
        gap = text.words[found.end() : one.start] if one.end > found.end() else text.words[one.end : found.start()]
        year = one.year or (own.start.year if own and own.start else None)
        if year and found.start() - one.end <= _BESIDE and _joins(text, gap):
            point = Point(year, one.month)
            yield min(one.start, found.start()), max(one.end, found.end()), (point.first_day, point.last_day)
            return
    for start, end, month in months_in(text):
        gap = text.words[found.end() : start] if end > found.end() else text.words[end : found.start()]
        if (
            own
            and own.start
            and start - found.end() <= _BESIDE
            and found.start() - end <= _BESIDE
            and _joins(text, gap)
        ):
            point = Point(own.start.year, month)
            yield min(start, found.start()), max(end, found.end()), (point.first_day, point.last_day)
            return
    if bare := _BARE_YEAR.match(text.words, found.end()):
        point = Point(int(bare[1]))
        yield found.start(), bare.end(), (point.first_day, point.last_day)
        return
    if own is None or own.start is None:
        return
    lead = text.words[max(0, found.start() - _LONGEST) : found.start()]
    for name in ("of_year", "of_month"):
        if name == "of_month" and own.start.month is None:
            continue
        point = Point(own.start.year, own.start.month if name == "of_month" else None)
        beside = said.pattern(text.language, "when", name)
        behind = re.compile(rf"\s*(?:{beside})(?!\w)", re.I).match(text.words, found.end())
        before = re.search(rf"(?<!\w)(?:{beside})\s+$", lead, re.I)
        if behind or before:
            start = found.start() - (len(before[0]) if before and not behind else 0)
            yield start, behind.end() if behind else found.end(), (point.first_day, point.last_day)
            return


_BARE_YEAR = re.compile(r"\s+((?:1[89]|20)\d\d)(?!\d)")


def months_in(text: TextIn) -> list[tuple[int, int, int]]:
    """Return where a text names months outside dates, and which."""
    return text.once(_months)


def _months(text: TextIn) -> list[tuple[int, int, int]]:
    typed = dates(text)
    return [
        (*found.span(), number)
        for number, name in enumerate(words_of(text.language).months, start=1)
        for found in month_pattern(name).finditer(text.words)
        if not any(one.start <= found.start() < one.end for one in typed)
    ]


@cache
def month_pattern(name: str) -> Matcher:
    """Return a month of a language as a pattern of a whole word; May is one, may isn't."""
    return Matcher(rf"(?:(?<![\w-])|(?<=\bmid-)|(?<=\bmi-))(?:{name})(?!\w)", needed(name), re.NOFLAG)


def _joins(text: TextIn, gap: str) -> bool:
    return not gap.strip() or bool(matcher(said.pattern(text.language, "when", "joins")).fullmatch(gap.strip()))


def _cut(whole: Span, begins: float, ends: float) -> Span:
    days = (whole[1] - whole[0]).days
    return whole[0] + dt.timedelta(days=round(days * begins)), whole[0] + dt.timedelta(days=round(days * ends))


# Seasons -------------------------------------------------------------------------------------------------------------


def _seasons(text: TextIn, own: Date | None) -> Iterator[Time]:
    for name, (begins, ends) in _SEASONS.items():
        for found in matcher(said.pattern(text.language, "dates", name)).finditer(text.words):
            year = _year_beside(text, found)
            start, end = (min(found.start(), year.start), max(found.end(), year.end)) if year else found.span()
            typed = year.year if year else None
            over = name == "winter"
            if typed is None and own and own.start:
                if next_to := _beside_own(text, found, own, begins, ends, over):
                    yield Time(next_to[0], end, next_to[1])
                    continue
                typed = own.start.year if _of_then(text, found) else None
            if typed is None:
                continue
            years = (typed - 1, typed) if over else (typed,)
            yield Time(
                start,
                end,
                tuple((dt.date(each, *begins), dt.date(each + over, *ends)) for each in years),
                on="" if year else "own",
            )


def _beside_own(
    text: TextIn, found: re.Match[str], own: Date, begins: tuple[int, int], ends: tuple[int, int], over: bool
) -> tuple[int, tuple[Span, ...]] | None:
    """Return the season after the text's own day, or before it, if that is what words say: the following spring."""
    lead = text.words[max(0, found.start() - 24) : found.start()]
    whole = span_of(own)
    for name, sign in (("season_next", 1), ("season_before", -1)):
        said_so = re.search(rf"(?<!\w)(?:{said.pattern(text.language, 'when', name)})\s+$", lead, re.I)
        if whole and said_so:
            spans = [
                (dt.date(year, *begins), dt.date(year + over, *ends))
                for year in range(whole[0].year - 2, whole[1].year + 3)
            ]
            after, before = ([one for one in spans if one[0] > whole[0]], [one for one in spans if one[1] < whole[1]])
            return found.start() - len(said_so[0]), tuple(after[:1] if sign > 0 else before[-1:])
    return None


def _year_beside(text: TextIn, found: re.Match[str]) -> TypedDate | None:
    near = (
        one
        for one in dates(text)
        if one.year and not one.month and not one.until and not one.decades
        and (-1 <= one.start - found.end() < _BESIDE or -1 <= found.start() - one.end < 3)
    )  # fmt: skip
    return next(near, None)


def _of_then(text: TextIn, found: re.Match[str]) -> bool:
    """Tell whether a season is one of the year of which a text tells: that spring, in the spring."""
    before = text.words[max(0, found.start() - 24) : found.start()]
    behind = text.words[found.end() : found.end() + 24]
    then = said.pattern(text.language, "when", "season_then")
    other = said.pattern(text.language, "when", "season_other")
    if re.search(rf"(?<!\w)(?:{other})\s+$", before, re.I) or re.match(rf"\s+(?:{other})(?!\w)", behind, re.I):
        return False
    return bool(
        re.search(rf"(?<!\w)(?:{then})\s+$", before, re.I) or re.match(rf"\s+(?:{then})(?!\w)", behind, re.I)
    ) or bool(re.search(rf"(?:{said.pattern(text.language, 'when', 'season_ends')})$", found[0]))


# Ages, weekdays, and times told from the day of the edition -----------------------------------------------------------


def _ages(text: TextIn) -> Iterator[Time]:
    """Yield centuries and ages of the world: the nineteenth century, between the wars."""
    for pattern, (begins, ends) in _table(text.language, "ages"):
        for found in pattern.finditer(text.words):
            yield Time(*found.span(), ((dt.date(int(begins), 1, 1), dt.date(int(ends), 12, 31)),))


def _weekdays(text: TextIn) -> Iterator[Time]:
    """Yield weekdays on which something was, with no date beside them, and weekends."""
    names = words_of(text.language).weekdays
    if not names:
        return
    before, behind = (said.pattern(text.language, "when", name) for name in ("on_weekday", "weekday_then"))
    days = "|".join(f"(?P<{{}}{day}>{name})" for day, name in enumerate(names))
    first, last = days.replace("{}", "a"), days.replace("{}", "b")
    from_to = said.pattern(text.language, "when", "from_to")
    for found in matcher(from_to.replace("{A}", f"(?:{first})").replace("{B}", f"(?:{last})")).finditer(text.words):
        told = {name[0]: int(name[1:]) for name, value in found.groupdict().items() if value}
        yield Time(*found.span(), (), frozenset(), "own", (told["a"], told["b"]))
    for day, name in enumerate(names):
        for found in matcher(name).finditer(text.words):
            lead, rest = (
                text.words[max(0, found.start() - 20) : found.start()],
                text.words[found.end() : found.end() + 20],
            )
            if re.search(rf"(?<!\w)(?:{before})\s+$", lead, re.I) or re.match(rf"(?:{behind})(?!\w)", rest, re.I):
                yield Time(*found.span(), (), frozenset({day}), "own")
    for name, these in (("weekend", {5, 6}), ("working_day", {0, 1, 2, 3, 4})):
        for found in matcher(said.pattern(text.language, "when", name)).finditer(text.words):
            yield Time(*found.span(), (), frozenset(these), "own")


def _holidays(text: TextIn, country: str) -> Iterator[Time]:
    for whose in ("world", country):
        for pattern, (month, day) in _table(text.language, f"holidays_{whose}"):
            for found in pattern.finditer(text.words):
                yield Time(*found.span(), (), on="own", holiday=(int(month), int(day)))


def _from_today(text: TextIn, as_of: Point | None) -> Iterator[Time]:
    """Yield last year, this spring, next month, as the edition's readers understand them."""
    for pattern, (unit, first, last) in _table(text.language, "from_today"):
        for found in pattern.finditer(text.words) if as_of else ():
            assert as_of is not None
            yield Time(*found.span(), (_away(as_of, unit, first, last),), on="today")


def _away(as_of: Point, unit: str, first: int, last: int) -> Span:
    if unit == "year":
        return dt.date(as_of.year + first, 1, 1), dt.date(as_of.year + last, 12, 31)
    month = as_of.year * 12 + (as_of.month or 1) - 1
    begins, ends = (Point((month + each) // 12, (month + each) % 12 + 1) for each in (first, last))
    return begins.first_day, ends.last_day


@cache
def _table(language: str, name: str) -> list[tuple[Matcher, list[Any]]]:
    """Return patterns of a language with what each stands for."""
    table: Mapping[str, list[Any]] = said.table(language, "when").get(name, {})
    return [(matcher(pattern), value) for pattern, value in table.items()]
