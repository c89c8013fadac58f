"""Dates as the content knows them: with the precision that is known, and no words."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from briefgen.problems.notes import Told

Precision = Literal["year", "month", "day"]

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """A year, a month or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def precision(self) -> Precision:
        """How much of the date is known."""
        return "year" if self.month is None else "month" if self.day is None else "day"

    @property
    def first_day(self) -> dt.date:
        """The first day that the point covers."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> dt.date:
        """The last day that the point covers."""
        if self.day is not None:
            return self.first_day
        if self.month is None:
            return dt.date(self.year, 12, 31)
        return dt.date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    def __str__(self) -> str:
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part is not None)])


@dataclass(frozen=True, slots=True)
class Date:
    """A point in time, a range of two points of one precision, or something ongoing (no start).

    Written ``2016``, ``2016-11``, ``2016-11-13``, ``2017-04-11/2017-04-13`` or ``ongoing``.
    """

    start: Point | None
    end: Point | None = None

    @classmethod
    def parse(cls, text: str) -> Date:
        """Read a date; raises `ValueError` with a plain-worded message."""
        if text == "ongoing":
            return cls(None)
        first, slash, second = text.partition("/")
        start = _point(first)
        if not slash:
            return cls(start)
        end = _point(second)
        if start.precision != end.precision:
            raise ValueError(Told("both ends of {text!r} need the same precision", text=text))
        if end.first_day <= start.first_day:
            raise ValueError(Told("{text!r} ends before it starts", text=text))
        return cls(start, end)

    @property
    def ongoing(self) -> bool:
        """Whether this stands for something that goes on, without a date."""
        return self.start is None

    @property
    def last(self) -> Point | None:
        """The last point: the end of a range, else the point itself."""
        return self.end or self.start

    def __str__(self) -> str:
        if self.start is None:
            return "ongoing"
        return f"{self.start}/{self.end}" if self.end else str(self.start)


def _point(text: str) -> Point:
    found = _POINT.fullmatch(text)
    if not found:
        raise ValueError(
            Told("{text!r} is not a date; write 2016, 2016-11, 2016-11-13, 2017-04-11/2017-04-13 or ongoing", text=text)
        )
    point = Point(*(int(part) for part in found.groups() if part is not None))
    try:
        _ = point.first_day, point.last_day
    except ValueError:
        raise ValueError(Told("there is no such date as {text!r}", text=text)) from None
    return point
