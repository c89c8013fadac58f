"""The history of the cooperation as rows, and which of them is the latest that readers weren't told before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.content.knowing.known import known_at
from briefgen.content.model import Content
from briefgen.content.schema.base import Line
from briefgen.content.schema.edition import Edition
from briefgen.dates import Date
from briefgen.localise.entities import EntityBuilder
from briefgen.localise.values import LocalEntity, LocalList, LocalPhrase, LocalText


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A row of the chronology; `when` is what stands in its first column."""

    entry: LocalEntity
    when: LocalText | LocalPhrase


def history_of(builder: EntityBuilder) -> LocalList[HistoryRow]:
    """Return the rows of the chronology; each entry gets the date and the place of its event."""
    path = "cooperation.history"
    rows = (_row(builder, entry.id) for entry in _by_date(builder.content))
    return LocalList(rows, path, is_shortened=builder.lacks(path))


def told_before(content: Content, before: Edition | None) -> dict[str, Line | None]:
    """Return the entries of the history that the edition before had, with their summaries."""
    if before is None or before.as_of.start is None:
        return {}
    return {entry.id: entry.summary for entry in known_at(content, before.as_of.start).cooperation.history}


def latest(history: Iterable[HistoryRow], content: Content, told: Mapping[str, Line | None]) -> HistoryRow | None:
    """Return the last dated entry with a summary, unless the edition before called that new already."""
    dated = [row for row in history if row.entry.summary and not row.entry.date.is_ongoing]
    if not dated:
        return None
    last = next(entry for entry in content.cooperation.history if entry.id == dated[-1].entry.id)
    return None if told.get(last.id) == last.summary else dated[-1]


def _by_date(content: Content) -> list[Any]:
    def date(entry: Any) -> Date:
        found = entry.date or content.entity("events", entry.event).date
        assert isinstance(found, Date)
        return found

    # What goes on stands last; entries of one day keep the order of the content.
    return sorted(content.cooperation.history, key=lambda e: (date(e).ongoing, first_day(date(e))))


def _row(builder: EntityBuilder, id: str) -> HistoryRow:
    entry = builder.entity(f"cooperation.history[{id}]")
    if entry.event is not None:
        entry.fields["date"] = entry.event.date
        entry.fields["city"] = entry.fields["city"] or entry.event.city
    return HistoryRow(entry, builder.message("Ongoing") if entry.date.is_ongoing else entry.date.when)


def first_day(date: Date) -> str:
    """Return the first day of a date, to sort by."""
    return "" if date.start is None else date.start.first_day.isoformat()
