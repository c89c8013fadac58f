"""Who holds an office: looked up in the terms, never typed elsewhere."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from briefgen.content.schema.events import AgendaItem, Event
from briefgen.content.schema.own_kinds import NO_ELECTIONS
from briefgen.content.schema.people import Term
from briefgen.dates import Date, Point


def holders(terms: Iterable[Term], office: str, on: Point) -> list[Term]:
    """Return the terms in an office at the end of the day, month or year `on`: one, if the content is sound.

    A term without an end ends when a later one starts. If its own start isn't known it lies before all others without
    an end, and may have begun behind those that are over.
    """
    return holders_on_days([*terms], office, [on])[on]


def holders_on_days(terms: Sequence[Term], office: str, days: Iterable[Point]) -> dict[Point, list[Term]]:
    """Return the terms in an office on each of many days, as `holders` does: terms and days are gone through once."""
    order = sorted(
        (number for number, term in enumerate(terms) if term.office == office), key=lambda n: _start(terms[n])
    )
    found: dict[Point, list[Term]] = {}
    begun, newest, ending = 0, "", list[int]()
    opened = dict[str, list[int]]()  # those without an end, by their starts
    for on in sorted(days, key=lambda point: point.last_day):
        day = on.last_day.isoformat()
        while begun < len(order) and _start(terms[order[begun]]) <= day:
            number = order[begun]
            newest = _start(terms[number])
            if terms[number].end is None:
                opened.setdefault(newest, []).append(number)
            else:
                ending.append(number)
            begun += 1
        ending = [number for number in ending if _last_day(terms[number]) >= day]
        nobody_since = not any(map(_start, (terms[number] for number in ending))) and opened.keys() <= {""}
        found[on] = [terms[n] for n in sorted([*ending, *opened.get("" if nobody_since else newest, ())])]
    return found


def by_office(terms: Iterable[Term]) -> dict[str, list[Term]]:
    """Return the terms in each office, in their order: who asks for the holders of many offices sorts them once."""
    found: dict[str, list[Term]] = {}
    for term in terms:
        found.setdefault(term.office, []).append(term)
    return found


def successor(terms: Iterable[Term], term: Term) -> Term | None:
    """Return the next term in the same office, by their starts; None if none is known."""
    later = (each for each in terms if each.office == term.office and _start(each) > _start(term))
    return min(later, key=_start, default=None)


def unsettled(terms: Iterable[Term], events: Iterable[Event]) -> dict[str, list[Date]]:
    """Return the offices for which sessions have held elections whose results aren't known, and when, the first first.

    Whoever held such an office before may have been elected again, or not: nobody is known to hold it after that, until
    a term begins. Only a term from that election is its result; one from a later election says nothing of it, nor does
    one that begins some time after it and doesn't say at which event its holder was elected (see `follows_at_once`).
    """
    return {office: [event.date for event, _ in each] for office, each in _open_elections(terms, events).items()}


def ended_by_elections(
    terms: Iterable[Term], over: Iterable[Event], events: Iterable[Event]
) -> dict[str, tuple[Event, AgendaItem]]:
    """Return the elections without a result, of events that are `over`, that end terms without an end, by their ids."""
    terms = list(terms)
    of_events, of_offices = {event.id: event for event in events}, by_office(terms)
    found: dict[str, tuple[Event, AgendaItem]] = {}
    for office, those in _open_elections(terms, over).items():
        for event, item in those:
            last = event.date.last
            if last is None:
                continue
            for term in holders(of_offices.get(office, ()), office, last):
                elected = of_events.get(term.elected_at or "")
                begun = elected is None or elected.date.start is None or elected.date.start.first_day <= last.last_day
                if term.end is None and begun:
                    found.setdefault(term.id, (event, item))
    return found


def _elects(item: AgendaItem) -> bool:
    return item.office is not None and item.kind not in NO_ELECTIONS


def _open_elections(terms: Iterable[Term], events: Iterable[Event]) -> dict[str, list[tuple[Event, AgendaItem]]]:
    found: dict[str, list[tuple[Event, AgendaItem]]] = {}
    events = list(events)
    elections = Elections(events)
    results = {(term.office, elections.settled_by(term)) for term in terms}
    for event in sorted(events, key=lambda event: _first(event.date)):
        for item in event.agenda if event.state == "held" and event.date.start else ():
            if _elects(item) and item.office and item.elected is None and (item.office, event.id) not in results:
                found.setdefault(item.office, []).append((event, item))
    return found


def follows_at_once(start: Date | None, election: Date) -> bool:
    """Tell whether a term that says nothing of an election begins with it, or on the day after: then it is its result.

    Of one that begins later nobody knows who held the office in between.
    """
    first, last = start.start if start else None, election.last
    return first is not None and last is not None and (first.first_day - last.last_day).days <= 1


def unsaid(term: Term, terms: Iterable[Term], events: Iterable[Event]) -> Event | None:
    """Return the election before a term that says of none, if it may be its own and has no other result."""
    terms, events = [each for each in terms if each.id != term.id], list(events)
    own = Elections(events).of(term) if term.elected_at is None else None
    if own is None:
        return None
    found = _open_elections([*terms, term], events).get(term.office, [])
    return next((event for event, _ in found if event.id == own), None)


def results_of(item: AgendaItem, event: Event, terms: Iterable[Term], events: Iterable[Event]) -> list[Term]:
    """Return the terms by which somebody was elected at an item of an event's agenda, whatever that says itself."""
    elections = Elections(events)
    of_office = (term for term in terms if _elects(item) and term.office == item.office)
    return [term for term in of_office if elections.settled_by(term) == event.id]


class Elections:
    """The elections of each office by their dates, in which those of many terms are looked up."""

    def __init__(self, events: Iterable[Event]) -> None:
        events = list(events)
        self._dates = {event.id: event.date for event in events}
        found: dict[str, list[tuple[str, str]]] = {}
        for event in events:
            for office in {item.office for item in event.agenda if _elects(item) and item.office}:
                if _first(event.date):
                    found.setdefault(office, []).append((_first(event.date), event.id))
        # Of one day the first of the content comes first.
        self._of_office = {office: sorted(each, key=lambda one: one[0]) for office, each in found.items()}

    def of(self, term: Term) -> str | None:
        """Return the event at which the holder was elected: as the term says, else the last election before it."""
        if term.elected_at is not None or term.start is None or term.start.start is None:
            return term.elected_at
        by = term.start.start.last_day.isoformat()  # of a month or year that the term may have begun in
        elections = self._of_office.get(term.office, [])
        last = bisect_right(elections, by, key=lambda one: one[0])
        if last == 0:
            return None
        return elections[bisect_left(elections, elections[last - 1][0], key=lambda one: one[0])][1]

    def settled_by(self, term: Term) -> str | None:
        """Return the event at which the holder of a term is known to have been elected; None if nothing says so."""
        own = self.of(term)
        if own is None or term.elected_at is not None or follows_at_once(term.start, self._dates[own]):
            return own
        return None


def _first(date: Date) -> str:
    return date.start.first_day.isoformat() if date.start else ""


def _start(term: Term) -> str:
    return term.start.start.first_day.isoformat() if term.start and term.start.start else ""


def _last_day(term: Term) -> str:
    return term.end.start.last_day.isoformat() if term.end and term.end.start else ""
