"""Who holds an office: looked up in the terms, never typed elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.content.schema.events import Event
from briefgen.content.schema.people import Term
from briefgen.dates import Date, Point


def holders(terms: Iterable[Term], office: str, on: Point) -> list[Term]:
    """Return the terms in an office at the end of the day, month or year `on`: one, if the content is sound.

    A start that isn't known lies before all others. A term without an end ends when a later one starts.
    """
    day = on.last_day
    covering = [term for term in terms if term.office == office and _start(term) <= day.isoformat()]
    covering = [term for term in covering if term.end is None or _last_day(term) >= day.isoformat()]
    newest = max(map(_start, covering), default="")
    return [term for term in covering if term.end is not None or _start(term) == newest]


def unsettled(terms: Iterable[Term], events: Iterable[Event]) -> dict[str, list[Date]]:
    """Return the offices for which sessions have held elections whose results aren't known, and when, the first first.

    Whoever held such an office before may have been elected again, or not: nobody is known to hold it after that, until
    a term begins. Only a term from that election is its result; one from a later election says nothing of it.
    """
    found: dict[str, list[Date]] = {}
    events, terms = list(events), list(terms)
    results = {(term.office, elected_at(term, events)) for term in terms}
    for event in sorted(events, key=lambda event: _first(event.date)):
        for item in event.agenda if event.state == "held" and event.date.start else ():
            if item.kind != "election" or item.office is None or item.elected is not None:
                continue
            if (item.office, event.id) not in results:
                found.setdefault(item.office, []).append(event.date)
    return found


def elected_at(term: Term, events: Iterable[Event]) -> str | None:
    """Return the event at which the holder was elected: as the term says, else the last election before it began."""
    if term.elected_at is not None or term.start is None or term.start.start is None:
        return term.elected_at
    by = term.start.start.last_day.isoformat()  # of a month or year that the term may have begun in
    elections = [
        event
        for event in events
        if _first(event.date) and any(item.kind == "election" and item.office == term.office for item in event.agenda)
        if _first(event.date) <= by
    ]
    return max(elections, key=lambda event: _first(event.date)).id if elections else None


def _first(date: Date) -> str:
    return date.start.first_day.isoformat() if date.start else ""


def _start(term: Term) -> str:
    return term.start.start.first_day.isoformat() if term.start and term.start.start else ""


def _last_day(term: Term) -> str:
    return term.end.start.last_day.isoformat() if term.end and term.end.start else ""
