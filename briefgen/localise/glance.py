"""What is new, the most important first: the panel of a change note holds as much as one takes in at a glance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from briefgen.localise.news import LocalNews

AT_A_GLANCE = 5


@dataclass(frozen=True, slots=True)
class NewThing:
    """A thing that a change note tells of: what `kind` of thing, and what it is about."""

    kind: Literal["held", "came", "cancelled", "entry", "office", "unsettled"]
    about: Any


def new_things(news: LocalNews, entries: Iterable[Any]) -> Iterator[NewThing]:
    """Yield what has happened since the last brief; `entries` are the new rows of the chronology."""
    for each in news.held:
        yield NewThing("held", each)
        if each.event.participants and each.event.participants.people:
            yield NewThing("came", each)
    yield from (NewThing("cancelled", event) for event in news.cancelled)
    yield from (NewThing("entry", row) for row in entries)
    yield from (NewThing("office", row) for row in news.offices if row.new)
    if news.unsettled:
        yield NewThing("unsettled", news.unsettled)
