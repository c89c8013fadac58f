"""Days that the content can't tell apart: between them nothing becomes known, begins or ends.

Whatever is asked of the content on a day is asked by comparing the day with days that stand in it. So on two days that
lie alike among these everything is the same, and what was found for one of them needn't be looked for on the other.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from weakref import WeakKeyDictionary

from briefgen.content.model import Content
from briefgen.content.names import EDITIONS
from briefgen.dates import Date, Point

Moment = tuple[int, int, int, int]
"""Where the first and the last day of a point in time lie among the days of the content: before which, behind which."""


def moment(content: Content, on: Point) -> Moment:
    """Return where a day, month or year lies among the days of the content."""
    if (days := _days.get(content)) is None:
        days = _days[content] = days_of(content)
    first, last = on.first_day, on.last_day
    return bisect_left(days, first), bisect_right(days, first), bisect_left(days, last), bisect_right(days, last)


def days_of(content: Content) -> list[dt.date]:
    """Return all days on which something in the content begins or ends, in order.

    A value of which only the month is known may start on the day after the one before it. Of the dates of editions the
    newest counts, by which it is judged what was learnt since.
    """
    dates = [edition.as_of for edition in content.editions.values()]
    found = {day for date in (max(dates, key=_order),) for day in _ends(date)} if dates else set()
    own = {id(edition.as_of) for edition in content.editions.values()}
    for item in content.items.values():
        if isinstance(item.value, Date) and not (id(item.value) in own and item.path.startswith(EDITIONS)):
            found.update(_ends(item.value))
    return sorted(found)


def _ends(date: Date) -> list[dt.date]:
    points = [point for point in (date.start, date.end) if point is not None]
    behind = [point.last_day + dt.timedelta(1) for point in points if point.last_day < dt.date.max]
    return [*(day for point in points for day in (point.first_day, point.last_day)), *behind]


def _order(date: Date) -> tuple[dt.date, dt.date]:
    assert date.start is not None  # the schema wants a point in time
    return date.start.first_day, date.start.last_day


_days: WeakKeyDictionary[Content, list[dt.date]] = WeakKeyDictionary()
