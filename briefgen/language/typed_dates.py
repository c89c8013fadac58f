"""Dates as people type them, in any language that there is: what a language writes is read back as the same date.

A date falls into what stands for a year, a month or a day. What both ends of a range share is written once, in
whichever of them the language has it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Literal

from briefgen.dates import Date, Point
from briefgen.language import available, get_language
from briefgen.problems.notes import Told

_TOKEN = re.compile(
    r"""(?P<iso>(?P<iso_y>\d{4})(?P<iso_sep>[-.])(?P<iso_m>\d{1,2})(?:(?P=iso_sep)(?P<iso_d>\d{1,2}))?(?!\d))
    |(?P<short>\d{1,2}(?P<short_sep>[./-])\d{1,2}(?P=short_sep)\d{2}(?!\d))
    |(?P<full>(?P<full_d>\d{1,2})(?P<full_sep>[./-])(?P<full_m>\d{1,2})(?P=full_sep)(?P<full_y>\d{4})(?!\d))
    |(?P<of_month>(?P<of_month_m>\d{1,2})[./-](?P<of_month_y>\d{4})(?!\d))
    |(?P<of_day>(?P<of_day_d>\d{1,2})\.(?P<of_day_m>\d{1,2})\.?(?!\d))
    |(?P<year>\d{4})(?!\d)
    |(?P<number>\d{1,2})(?!\d)(?P<ending>[^\W\d_]*)\.?
    |(?P<word>[^\W\d_]+)\.?
    |(?P<dash>[-–—‒‑−~/])
    |(?P<nothing>[\s,]+)""",
    re.VERBOSE,
)  # fmt: skip
_NEXT = re.compile(r"[\s,]*\d{1,2}(?!\d)")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))  # what binds lines in a page
_QUOTES = "„“”«»\"'"
_SHORTEST = 3  # letters of a month's name that stand for it


class UnclearDateError(ValueError):
    """A date that can mean several; the message asks which."""


class NoSuchDateError(ValueError):
    """What is made as a date, and of which there is none; the message says why, and has it as it was typed."""


@dataclass(slots=True)
class _End:
    """What is said of one end of a date; `number` is one of a day or a month."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    number: int | None = None
    in_figures: bool = False  # the month

    def take(self, **said: int) -> bool:
        """Take what is said; tell whether nothing is said twice."""
        free = all(getattr(self, name) is None for name in said)
        for name, value in said.items():
            setattr(self, name, value)
        return free

    def __str__(self) -> str:
        parts = (self.month, self.day)
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in parts if part is not None)])


def read_date(words: str) -> Date:
    """Return the date that somebody typed: as files have it, in figures, or in the words of any language.

    Raises `UnclearDateError` for what can mean several dates, `NoSuchDateError` for one that there isn't, `ValueError`
    for what is none.
    """
    words = words.strip().strip(_QUOTES).strip()
    try:
        return Date.parse(words)
    except ValueError as error:
        written = _written(words)
        if written is None:
            raise ValueError(_as_typed(error, words)) from None
    try:
        return Date.parse(written)
    except ValueError as error:
        raise NoSuchDateError(_as_typed(error, words)) from None


def _as_typed(error: ValueError, words: str) -> str:
    """Return what is wrong with all that was typed, not with a part of it, or what was read from it."""
    said: str = error.args[0]
    return said.about_others({"text": words}) if isinstance(said, Told) and "text" in said.about else said


def _written(words: str) -> str | None:
    """Return a date as files have it; None if these words are none. Raises `UnclearDateError`."""
    plain = unicodedata.normalize("NFC", words).translate(_INVISIBLE).casefold()
    if " ".join(plain.split()) in _words().ongoing:
        return "ongoing"
    plain = re.sub(rf"(?<=\d)(?:{'|'.join(_words().joined)})(?!\w)", "", plain)  # 2019-cu
    plain = re.sub(rf"(?<=\d)(?:{'|'.join(_words().from_day)})(?!\w)", " – ", plain)  # 14-დან
    ends = _ends(re.sub(r"(?<=\d\.)\s+(?=\d)", "", plain), words)
    if ends is None:
        return None
    first, last, link = ends
    if last is None:
        _number_is(first, _End())
    elif not (_number_is(first, last) and _number_is(last, first)):
        return None
    else:
        _share(first, last)
        _share(last, first)
    if any(end and (end.number is not None or (end.day and not end.month)) for end in (first, last)):
        return None
    if first.year is None:
        if first.month is None:
            return None
        raise UnclearDateError(Told("of which year is “{words}”? Say that, too", words=words))
    if last is None:
        return str(first)
    if link == "and" and not _follow(first, last):
        raise UnclearDateError(
            Told("“{words}” names two dates: put a dash between them for all from the first to the last", words=words)
        )
    return f"{first}/{last}"


def _ends(plain: str, words: str) -> tuple[_End, _End | None, str] | None:
    """Return the ends of a date and what links them; None if these words are no date."""
    ends, links, at = [_End()], [], 0
    while at < len(plain):
        found = _TOKEN.match(plain, at)
        if not found:
            return None
        at = found.end()
        kind = _kind(found)
        if kind == "month" and found["word"] in _words().from_month and _NEXT.match(plain, at):
            if not _take(ends[-1], kind, found, words):
                return None
            kind = "dash"  # 14 აპრილიდან 16 აპრილამდე
        if kind in ("dash", "and"):
            links.append(kind)
            ends.append(_End())
        elif kind == "unknown" or (kind != "nothing" and not _take(ends[-1], kind, found, words)):
            return None
    if len(ends) > 2 or _End() in ends:
        return None
    return ends[0], ends[1] if links else None, links[0] if links else ""


def _kind(found: re.Match[str]) -> str:
    """Return what a part of a date is."""
    kind = next(name for name in _TOKEN.groupindex if found[name] is not None)
    if kind == "word":
        word, known = found["word"], _words()
        if word in known.links:
            return "and"
        if word in known.spans:
            return "dash"
        if word in known.of_a_year:
            return "nothing"
        return "month" if list(_months(word)) else "unknown"
    return "unknown" if kind == "number" and found["ending"] not in {"", *_words().ordinals} else kind


def _take(end: _End, kind: str, found: re.Match[str], words: str) -> bool:
    """Take in what a part says; tell whether it fits to what was said before."""
    match kind:
        case "short":
            raise UnclearDateError(Told("“{words}”: write the year with all its four figures", words=words))
        case "year":
            return end.take(year=int(found["year"]))
        case "number":
            return end.take(number=int(found["number"]))
        case "month":
            months = sorted(_months(found["word"]))
            if len(months) > 1:
                raise UnclearDateError(Told("which month is meant in “{words}”? Write its name in full", words=words))
            return end.take(month=months[0])
    said = {
        name: int(found[f"{kind}_{letter}"])
        for name, letter in (("year", "y"), ("month", "m"), ("day", "d"))
        if found.groupdict().get(f"{kind}_{letter}")
    }
    if kind == "full" and found["full_sep"] != ".":
        day, month = said["day"], said["month"]
        if day != month and max(day, month) <= 12:  # some write the month first
            raise UnclearDateError(
                Told("“{words}”: which is the day, which the month? Write the month's name, or 14.05.2027", words=words)
            )
        said |= {"day": max(day, month), "month": min(day, month)}
    end.in_figures = True
    return end.take(**said)


def _number_is(end: _End, other: _End) -> bool:
    """Say whether a number of one end is a day or a month, by the other one; tell whether it can be either."""
    if end.number is None:
        return True
    if end.month is not None or other.day is not None or (other.number is not None and other.month is not None):
        unit: Literal["day", "month"] = "day"
    elif other.in_figures and other.month is not None:
        unit = "month"
    else:
        return False
    number, end.number = end.number, None
    return end.take(**{unit: number})


def _share(one: _End, other: _End) -> None:
    """Say of one end what only the other one says of both."""
    if one.year is None:
        one.year = other.year
    if one.day is not None and one.month is None:
        one.month = other.month


def _follow(first: _End, last: _End) -> bool:
    """Tell whether the second day, month or year comes right after the first."""
    try:
        one, other = (Date.parse(str(each)).start for each in (first, last))
    except ValueError:
        return True  # there is no such date, which is told
    return isinstance(one, Point) and isinstance(other, Point) and one.last_day + timedelta(days=1) == other.first_day


@dataclass(frozen=True, slots=True)
class _Words:
    """What the languages say in dates, in small letters."""

    months: tuple[frozenset[str], ...]
    of_a_year: frozenset[str]
    links: frozenset[str]
    spans: frozenset[str]
    from_day: tuple[str, ...]  # what is joined to the first day, as patterns
    from_month: frozenset[str]
    ordinals: frozenset[str]
    joined: tuple[str, ...]  # those that a hyphen joins, as patterns
    ongoing: frozenset[str]


@cache
def _words() -> _Words:
    languages = [get_language(code) for code in available()]
    return _Words(
        months=tuple(
            frozenset(name.casefold().removesuffix(".") for each in languages for name in each.month_forms(month))
            for month in range(1, 13)
        ),
        of_a_year=frozenset(word for each in languages for word in each.of_a_year),
        links=frozenset(link for each in languages for link in each.last_links),
        spans=frozenset(word for each in languages for word in each.spans if not word.startswith("-")),
        from_day=tuple(sorted({re.escape(end) for each in languages for end in each.spans if end.startswith("-")})),
        from_month=frozenset(name for each in languages for name in each.month_names.get("from", ())),
        ordinals=frozenset(ending for each in languages for ending in each.ordinals if ending.isalpha()),
        joined=tuple(sorted({re.escape(end) for each in languages for end in each.ordinals if end.startswith("-")})),
        ongoing=frozenset({"ongoing", *(each.goes_on for each in languages if each.goes_on)}),
    )


def _months(word: str) -> Iterator[int]:
    """Yield the months that a word stands for: by its name, else by how that begins."""
    named = [month for month, names in enumerate(_words().months, start=1) if word in names]
    if named or len(word) < _SHORTEST:
        yield from named
        return
    for month, names in enumerate(_words().months, start=1):
        if any(name.startswith(word) for name in names):
            yield month
