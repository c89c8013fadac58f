"""A planned event was held: that is new by itself since the event is over, and nobody needs to be asked.

An edition of a later day tells by the dates what was to come before (`content.knowing`). Where the newest edition is of
before, what the event was until then is written down: that edition goes on telling of it as to come, and so does what
went out. It is one judgement of one act, whoever adds the event as held, or says so of one that was planned.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from briefgen.content.changing.edit import Edit
from briefgen.content.changing.layout import no_style
from briefgen.content.changing.learning import Learning, stay_as_they_were
from briefgen.content.knowing.known import newest_date
from briefgen.content.model import Content
from briefgen.content.reading.yaml_file import Value
from briefgen.content.schema.events import Event
from briefgen.content.walk import Keys
from briefgen.dates import Date, Point
from briefgen.problems.notes import Note


def since_over(change: Edit, keys: Keys, value: Value) -> Learning | None:
    """Return since when it is new that an event was held, if that is what these keys shall say and it must be told.

    None for any other change, for an event without a last day, and where the newest edition is of a later day.
    """
    values = change.values
    if keys[-1:] != ("state",) or value != "held" or not isinstance(values, Content):
        return None
    if change.model(keys[:-1]) is not Event:
        return None
    event: Any = change.editor.value(keys[:-1])
    over = _over(values, event) if event.get("state") == "planned" else None
    if over is None:
        return None
    return Learning(_day_after(over))


def follow_day(change: Edit, keys: Keys, old: Value) -> None:
    """Move until when a held event was to come, as was written down on its last day, along with its mended date.

    So it is the same whether the date was mended before or after somebody said that the event was held.
    """
    values = change.values
    if keys[-1:] != ("date",) or not isinstance(values, Content) or change.model(keys[:-1]) is not Event:
        return
    event: Any = change.editor.value(keys[:-1])
    before, now = _last_day(values, {**event, "date": old}), _last_day(values, event)
    for number, earlier in enumerate(event.get("earlier") or ()):
        if now and before and earlier.get("state") == "planned" and str(earlier.get("until")) == before.isoformat():
            change.editor.set((*keys[:-1], "earlier", number, "until"), now.isoformat(), no_style)


def _day_after(over: dt.date) -> Point:
    day = over + dt.timedelta(days=1)
    return Point(day.year, day.month, day.day)


def tell_planned(change: Edit, event: dict[str, Any]) -> list[Note]:
    """Write into a new event that was held until when it was to come, if an edition is of before; return notes."""
    values = change.values
    if event.get("state") != "held" or event.keys() & {"earlier", "known_from"} or not isinstance(values, Content):
        return []
    over = _over(values, event)
    if over is None:
        return []
    event["earlier"] = [{"until": over.isoformat(), "state": "planned"}]
    return [stay_as_they_were(values, _day_after(over))]


def _over(values: Content, event: Mapping[str, Any]) -> dt.date | None:
    """Return the last day of an event, if the newest edition is of no later one."""
    over = _last_day(values, event)
    return over if over and values.editions and newest_date(values).first_day <= over else None


def _last_day(values: Content, event: Mapping[str, Any]) -> dt.date | None:
    """Return the last day of an event, or of the one during which it is held, if that is over before."""
    during = next((each.date for each in values.events if each.id == event.get("parent")), None)
    try:
        dates = [Date.parse(str(event["date"])), *([during] if during else [])]
    except ValueError:  # the reader says so
        return None
    last_days = [date.last.last_day for date in dates if date.last]
    return min(last_days, default=None)
