"""A planned event was held: that is new by itself since the event is over, and nobody needs to be asked.

An edition of a later day tells by the dates what was to come before (`content.knowing`). Where the newest edition that
went out is of before, what the event was until then is written down, so that what went out stays as it was.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from briefgen.content.changing.edit import Edit
from briefgen.content.changing.learning import Learning, went_out
from briefgen.content.knowing.known import newest_date
from briefgen.content.model import Content
from briefgen.content.reading.yaml_file import Value
from briefgen.content.schema.events import Event
from briefgen.content.walk import Keys
from briefgen.dates import Date, Point


def since_over(change: Edit, keys: Keys, value: Value) -> Learning | None:
    """Return since when it is new that an event was held, if that is what these keys shall say and it must be told.

    None for any other change, for an event without a last day, and where no edition that went out would print it.
    """
    values = change.values
    if keys[-1:] != ("state",) or value != "held" or not isinstance(values, Content):
        return None
    if change.model(keys[:-1]) is not Event:
        return None
    event: Any = change.editor.value(keys[:-1])
    during = next((each.date for each in values.events if each.id == event.get("parent")), None)
    dates = [Date.parse(str(event["date"])), *([during] if during else [])]
    last_days = [date.last.last_day for date in dates if date.last]
    if event.get("state") != "planned" or not last_days:
        return None
    over = min(last_days)
    if newest_date(values).first_day > over or not went_out(values, change.folder):
        return None
    day = over + dt.timedelta(days=1)
    return Learning(Point(day.year, day.month, day.day))
