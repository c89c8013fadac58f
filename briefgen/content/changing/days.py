"""Days as they are typed where the content says their year: what an edition plans is during its event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from briefgen.content.model import Values
from briefgen.content.names import EDITIONS
from briefgen.dates import Date
from briefgen.language.typed_dates import UnclearDateError, read_date

_PLANNED = re.compile(rf"{EDITIONS}\[([^\[\]]+)\]\.(?:scenario|meetings)\b")


def has_year(path: str) -> bool:
    """Tell whether the event says of which year days are that are typed at a path."""
    return _PLANNED.match(path) is not None


def day_at(values: Values, path: str, words: str) -> Date:
    """Return a date that somebody types at a path, of the event's year if they say none there.

    Raises `ValueError` as `read_date`.
    """
    try:
        return read_date(words)
    except UnclearDateError:
        days = [*_days_of_event(values, path, words)]
        if not days:
            raise
        return days[0]


def _days_of_event(values: Values, path: str, words: str) -> Iterator[Date]:
    """Yield the dates that are meant by words without a year, those during the event first."""
    found = _PLANNED.match(path)
    at = values.index.get(EDITIONS, {}).get(found[1], "") if found else ""
    edition: Any = values.items[at].value if at in values.items else None
    of = values.index["events"].get(edition.event, "") if edition else ""
    event: Any = values.items[of].value if of in values.items else None
    held: Date | None = event.date if event else None
    if held is None or held.start is None or held.last is None:
        return
    days = []
    for year in dict.fromkeys((held.start.year, held.last.year)):
        with suppress(ValueError):
            days.append(read_date(f"{words} {year}"))
    first, last = held.start.first_day, held.last.last_day
    yield from sorted(days, key=lambda each: not (each.start and first <= each.start.first_day <= last))
