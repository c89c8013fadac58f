"""A term's start or end is mended: the days that were written down by what it said go along with it."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import Any

from briefgen.content.changing.edit import Edit, as_typed, day_of
from briefgen.content.changing.layout import no_style
from briefgen.content.changing.learning import Learning
from briefgen.content.reading.yaml_file import Value
from briefgen.content.schema.people import Term
from briefgen.content.walk import Keys
from briefgen.dates import Date


def follow_term(change: Edit, keys: Keys, old: Value, learning: Learning | None) -> None:
    """Move since when a term is known, or until when it had no end, along with the day that was mended.

    A term that is known since it starts is known since the mended day, if that is earlier; or, where the change is new
    from a day on, since that day. An end from which on it was new is so from the mended one on, if it was wrong before.
    """
    field = keys[-1:]
    if old is None or field not in (("start",), ("end",)) or change.model(keys[:-1]) is not Term:
        return
    term: dict[str, Any] = change.editor.value(keys[:-1])
    with suppress(ValueError, KeyError, TypeError):  # what is no day, the reader tells
        before, now = _first(old), _first(term[str(field[0])])
        since = learning.since.first_day if learning and learning.since else None
        if field == ("start",):
            to = learning.since if learning and since else term["start"]
            if "known_from" in term and str(term["known_from"]) == str(old) and (since or now) < before:
                date = as_typed(str(to), frozenset([Date]))
                change.editor.set((*keys[:-1], "known_from"), date, no_style)
        elif since is None:
            for number, earlier in enumerate(term.get("earlier") or ()):
                if "end" in earlier and day_of(earlier["until"]) == _day_before(before):
                    at = (*keys[:-1], "earlier", number, "until")
                    change.editor.set(at, as_typed(_day_before(now), frozenset([Date])), no_style)


def _first(value: Value) -> dt.date:
    start = Date.parse(str(value)).start
    if start is None:
        raise ValueError(value)
    return start.first_day


def _day_before(day: dt.date) -> str:
    return (day - dt.timedelta(days=1)).isoformat()
