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


def unsettled(terms: Iterable[Term], events: Iterable[Event]) -> dict[str, Date]:
    """Return the offices for which a session has held an election whose result isn't known, and when it was held.

    Whoever held such an office before may have been elected again, or not: nobody is known to hold it after that.
    """
    found: dict[str, Date] = {}
    terms = list(terms)
    for event in events:
        for item in event.agenda if event.state == "held" and event.date.start else ():
            if item.kind != "election" or item.office is None or item.elected is not None:
                continue
            first = event.date.start.first_day.isoformat()  # type: ignore[union-attr]
            own = [term for term in terms if term.office == item.office]
            if not any(term.elected_at == event.id or _start(term) >= first for term in own):
                found[item.office] = event.date
    return found


def _start(term: Term) -> str:
    return term.start.start.first_day.isoformat() if term.start and term.start.start else ""


def _last_day(term: Term) -> str:
    return term.end.start.last_day.isoformat() if term.end and term.end.start else ""
