"""What is due once an event was held, and what of it is still lacking."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from briefgen.content.changing.learning import went_out
from briefgen.content.changing.wanted import called
from briefgen.content.knowing.known import newest_date
from briefgen.content.model import Content, Values
from briefgen.content.names import EDITIONS
from briefgen.content.own_kinds import is_election, is_session
from briefgen.content.schema.events import Event
from briefgen.making.compose import newest_edition
from briefgen.making.opened import Opened
from briefgen.upkeep.names import names_of

What = Literal["state", "elected", "outcome", "agenda", "session", "participants", "text", "history", "edition"]

# What somebody knows sooner or later of each event that was held. The rest is a hint, which holds of some of them.
_LACKING: tuple[What, ...] = ("state", "elected", "outcome", "participants", "history")
_A_YEAR = 366  # days after an event for which what is due of it is told on the first page


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be done once an event was held: `what` it is, the path of its field, and what that belongs to.

    An edition of an earlier day has a path if it can be given a later one: what went out stays, and another is begun.
    """

    what: What
    path: str
    of: dict[str, str]


def due_after(project: Opened, path: str) -> tuple[Due, ...]:
    """Return what is due after the event at a path was held, field by field; () if it wasn't, or is no event."""
    content = project.values[0]
    item = content.items.get(path)
    if not isinstance(content, Content) or item is None or not isinstance(item.value, Event):
        return ()
    if item.value.state != "held":
        return ()
    return tuple(_due(content, project.project.content, item.value, path))


def lacking_after(project: Opened, path: str) -> tuple[Due, ...]:
    """Return of what is due after the event at a path what is really lacking: what is gone once it is answered."""

    def is_lacking(each: Due) -> bool:
        of_agenda = each.path.removesuffix(".agenda")
        content = project.values[0]
        return each.what in _LACKING or (each.what == "agenda" and _decides(content, content.items[of_agenda].value))

    return tuple(each for each in due_after(project, path) if is_lacking(each))


def still_due(project: Opened, today: dt.date) -> tuple[tuple[str, int], ...]:
    """Return of which events of the last year something is lacking, and how much of each, the newest first.

    What is held during another one of them stands with that.
    """
    content = project.values[0]
    ended = {
        each.id: last.last_day
        for each in getattr(content, "events", ())
        if each.state == "held" and (last := each.date.last) and 0 <= (today - last.last_day).days <= _A_YEAR
    }
    events = [each for each in getattr(content, "events", ()) if each.id in ended and each.parent not in ended]
    due = ((each, len(lacking_after(project, f"events[{each.id}]"))) for each in events)
    found = sorted(due, key=lambda each: ended[each[0].id], reverse=True)
    return tuple((f"events[{each.id}]", number) for each, number in found if number)


def _decides(content: Values, event: Event) -> bool:
    """Tell whether an event is one at which something is decided, by its kind or whose it is."""
    return event.body is not None or is_session(content, event)


def _due(content: Content, folder: Path, event: Event, path: str) -> Iterator[Due]:
    own = names_of(content, event)
    sessions = [(f"events[{each.id}]", each) for each in content.events if each.parent == event.id]
    of_editions = {edition.event for edition in content.editions.values()}
    for at, each in [(path, event), *sessions]:
        if each.state == "cancelled":
            continue
        if each.state == "planned":
            yield Due("state", f"{at}.state", names_of(content, each))
        for item in each.agenda:
            result: What = "elected" if is_election(content, item) else "outcome"
            if getattr(item, result) is None:
                yield Due(result, f"{at}.agenda[{item.id}].{result}", called(item))
        meets = each is event and _decides(content, event)
        if not each.agenda and (each.parent in of_editions or meets):
            yield Due("agenda", f"{at}.agenda", names_of(content, each))
    if event.id in of_editions and not sessions and not event.agenda and not _decides(content, event):
        yield Due("session", "events", own)
    if event.participants is None:
        yield Due("participants", f"{path}.participants.people.value", own)
    if event.text is not None:
        yield Due("text", f"{path}.text", own)
    if not any(entry.event == event.id for entry in content.cooperation.history):
        yield Due("history", "cooperation.history", own)
    last = event.date.last
    if last is not None and newest_date(content).first_day <= last.last_day:
        newest = newest_edition(content)
        gone = newest in went_out(content, folder)
        yield Due("edition", "" if gone else f"{EDITIONS}[{newest}].as_of", own)
