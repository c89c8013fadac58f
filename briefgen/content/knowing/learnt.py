"""What a day can't have known, judged by the dates that things have by nature, where nothing was recorded.

An event that has been held since is still to come, and so is what was decided there; the history doesn't tell yet
what time has added to it; a term that began or ended since hadn't yet; and after an election whose result isn't known
nobody is known to hold the office. "Since" is judged by the newest edition: without a later one, what is told too
early is a mistake, and reported.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefgen.content.knowing.terms import Elections, ended_by_elections
from briefgen.content.schema.cooperation import HistoryEntry
from briefgen.content.schema.events import AgendaItem, Event
from briefgen.content.schema.people import Term
from briefgen.dates import Date, Point

_RESULTS = ("elected", "outcome")


@dataclass(frozen=True)
class Learnt:
    """Turns back what was learnt between a day and the newest edition."""

    on: Point
    newest: Point
    now: Mapping[str, Event]  # the events as the content has them today, by their ids
    recorded: Collection[str]  # paths of fields of which the content says what they were: no date is asked there

    def events(self, seen: Sequence[Event]) -> list[Event]:
        """Return the events, as they were recorded, with what was to come still to come."""
        dates = {event.id: event for event in seen}
        return [self._event(event, dates) for event in seen]

    def terms(self, seen: Sequence[Term], events: Sequence[Event]) -> list[Term]:
        """Return the terms that were known, given the events that were; an election without a result ends them."""
        of_events = {event.id: event for event in events}
        elections = Elections(of_events.values())
        known = [self._open(term) for term in seen if not self._is_later(term, of_events, elections)]
        over = [event for event in events if self._is_over(event.date, event.id, of_events, self.on)]
        lasts = {id: event.date.last for id, (event, _) in ended_by_elections(known, over, events).items()}
        return [term.model_copy(update={"end": Date(last)}) if (last := lasts.get(term.id)) else term for term in known]

    def history(
        self, seen: Sequence[HistoryEntry], announced: Iterable[str], events: Sequence[Event]
    ) -> list[HistoryEntry]:
        """Return the entries of the history that could be told; those `announced` were told before, as to come."""
        of_events, told = {event.id: event for event in events}, set(announced)
        return [entry for entry in seen if entry.id in told or not self._is_untold(entry, of_events)]

    def _event(self, event: Event, events: Mapping[str, Event]) -> Event:
        now = self.now.get(event.id, event)
        changed: dict[str, Any] = {}
        if event.state != "planned" and f"events[{event.id}].state" not in self.recorded:
            since_cancelled = event.state == "cancelled" and self._is_before(self.on, self.newest)
            over = since_cancelled or self._is_over(event.date, event.id, events, self.newest)
            if over and not self._is_over(event.date, event.id, events, self.on):
                changed["state"] = "planned"
        if now.state == "held" and "planned" in (event.state, changed.get("state")):
            changed |= {"participants": None, "agenda": [_undecided(item) for item in event.agenda]}
        return event.model_copy(update=changed) if changed else event

    def _is_later(self, term: Term, events: Mapping[str, Event], elections: Elections) -> bool:
        known = getattr(term, "known_from", None)
        if known is not None and (term.elected_at is None or self._is_told_by(known)):
            return False
        elected = events.get(elections.of(term) or "")
        if elected is not None and self.now[elected.id].state == "held":
            if elected.state == "planned":
                return True
            if term.elected_at is not None:
                return False  # whoever was elected was known before the term began
        start = term.start.start if term.start else None
        return start is not None and self.on.last_day < start.first_day <= self.newest.last_day

    def _open(self, term: Term) -> Term:
        """Return a term without an end that lay ahead: whoever held the office then may have stayed longer, or not."""
        end = term.end.start if term.end else None
        told = f"people.terms[{term.id}].end" in self.recorded
        later = end is not None and not told and self.on.last_day < end.first_day <= self.newest.last_day
        return term.model_copy(update={"end": None}) if later else term

    def _is_untold(self, entry: HistoryEntry, events: Mapping[str, Event]) -> bool:
        told = events.get(entry.event or "")
        date = entry.date or (told.date if told else None)
        known = getattr(entry, "known_from", None)
        if date is None or date.last is None or (known is not None and self._is_told_by(known)):
            return False
        over = self._is_over(date, entry.event, events, self.newest)
        return over and not self._is_over(date, entry.event, events, self.on)

    def _is_told_by(self, known: Date) -> bool:
        """Tell whether the day since which something is known says itself whether it was known.

        Within a month or a year the session, or what is told of, says better on which side of it a day lies; an edition
        of that very month is named by it.
        """
        since = known.start
        lies_within = since and since.first_day <= self.on.first_day and self.on.last_day <= since.last_day
        return not lies_within or since == self.on

    def _is_over(self, date: Date, event: str | None, events: Mapping[str, Event], on: Point) -> bool:
        """Tell whether something is over on a date; a session is over with what it is held during."""
        own = events.get(event or "")
        during = events.get(own.parent or "") if own else None
        dates = [date, *([during.date] if during else [])]
        last_days = [each.last.last_day for each in dates if each.last]
        return bool(last_days) and min(last_days) < on.first_day

    @staticmethod
    def _is_before(one: Point, other: Point) -> bool:
        return one.first_day < other.first_day


def _undecided(item: AgendaItem) -> AgendaItem:
    if all(getattr(item, name) is None for name in _RESULTS):
        return item
    return item.model_copy(update=dict.fromkeys(_RESULTS))
