"""What a figure was on a day: looked up in its history, so that an edition keeps the figure of its own date."""

from __future__ import annotations

import datetime as dt

from briefgen.content.schema.base import Number, Reading
from briefgen.dates import Point


def readings(number: Number) -> list[Reading]:
    """Return the latest value and those before it, the newest first."""
    return [number, *number.history]


def value_on(number: Number, on: Point) -> Reading | None:
    """Return what was known of a figure on a day, or in a month or year; None if nothing is.

    A reading whose own date lies within what is asked for comes first. Else it is the newest that may have been true
    by then: a value holds until there is another one. A date known only roughly starts after the reading before it.
    """
    dated = [(reading, reading.as_of.start) for reading in readings(number) if reading.as_of and reading.as_of.start]
    for reading, point in dated:
        if on.first_day <= point.first_day and point.last_day <= on.last_day:
            return reading
    for i, (reading, point) in enumerate(dated):
        start = point.first_day
        if i + 1 < len(dated):
            start = max(start, dated[i + 1][1].last_day + dt.timedelta(days=1))
        if start <= on.last_day:
            return reading
    return None


def known_on(number: Number, on: Point) -> Reading:
    """Return what a brief of that date prints: the value of then, or if none is known the one nearest to it."""
    return value_on(number, on) or readings(number)[-1]


def path_of(reading: Reading, number: Number, path: str) -> str:
    """Return the provenance path of one of the readings of the figure at `path`."""
    return path if reading is number else f"{path}.history[{reading.as_of}]"
