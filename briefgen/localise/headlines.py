"""What is new in a brief, a short line each: for a letter that brings it to someone who has an earlier one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefgen.localise.brief import LocalBrief
from briefgen.localise.chronology import HistoryRow
from briefgen.localise.news import FigureRow, OfficeRow
from briefgen.localise.values import LocalEntity, LocalPhrase, joined


def headlines(brief: LocalBrief) -> tuple[LocalPhrase, ...]:
    """Return what is new in a brief, the weightiest first; nothing for one without news."""
    return tuple({str(line): line for line in _Headlines(brief).lines()}.values()) if brief.news else ()


class _Headlines:
    def __init__(self, brief: LocalBrief) -> None:
        assert brief.news is not None
        self.brief, self.news, self.message = brief, brief.news, brief.message

    def lines(self) -> Iterator[LocalPhrase]:
        message, news = self.message, self.news
        items = (*(item for each in news.held for item in each.agenda), *news.settled)
        yield from self._events()
        yield from (self._result(item) for item in items if item.is_settled)
        elected = {item.office.path for item in items if item.elected and item.office}
        for row in news.offices:
            if row.office.path not in elected:
                yield self._office(row)
        for what in news.others:
            yield message("New or reworded: {what}", what=what)
        yield from map(self._figure, news.figures)
        for new in self.brief.new_entries:
            yield message("New in the history of cooperation: {what}", what=self._dated(new))
        for passage in news.passages:
            yield message("New or reworded: {what}", what=passage.about)
        for what in news.gone:
            yield message("No longer in the brief: {what}", what=what)

    def _events(self) -> Iterator[LocalPhrase]:
        for event in self.news.cancelled:
            yield self.message("Cancelled: {what}", what=self._what_and_when(event))
        for event in self.news.moved:
            if event not in self.news.cancelled:
                yield self.message("New date or place: {what}", what=self._what_and_when(event))
        for each in self.news.held:
            yield self.message("Has taken place: {what}", what=self._what_and_when(each.event))

    def _dated(self, new: HistoryRow) -> Any:
        entry = new.entry
        name = entry.label or (entry.event.name if entry.event else None)
        when = new.when if entry.date.is_ongoing else entry.date
        return self.message("{what} ({date})", what=name, date=when) if name else when

    def _what_and_when(self, event: LocalEntity) -> LocalPhrase:
        when = event.date
        if event.city:
            when = self.message("{city}, {date}", city=event.city, date=event.date)
        return self.message("{event}, {when}", event=event.name or event.kind, when=when)

    def _result(self, item: LocalEntity) -> LocalPhrase:
        if item.elected:
            elected = joined(item.elected, self.brief.language.comma)
            return self.message("{what}: {new}", what=item.title, new=elected)
        if item.elected_nobody:
            return self.message("{what}: {new}", what=item.title, new=self.message("Nobody was elected"))
        return self.message("The result is known: {what}", what=item.title)

    def _office(self, row: OfficeRow) -> LocalPhrase:
        return self._before(row.office.title, row.old, row.new or self.message("not known yet"))

    def _figure(self, row: FigureRow) -> LocalPhrase:
        if row.expected:
            return self.message("{what}: {new} (expected: {old})", what=row.label, new=row.new, old=row.old)
        return self._before(row.label, row.old, row.new)

    def _before(self, what: Any, old: Any, new: Any) -> LocalPhrase:
        if old:
            return self.message("{what}: {new} (before: {old})", what=what, new=new, old=old)
        return self.message("{what}: {new}", what=what, new=new)
