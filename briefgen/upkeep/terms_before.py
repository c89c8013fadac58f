"""Whose term a new one follows, and which election it may come from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.checks.about import in_words
from briefgen.content.changing.wanted import called
from briefgen.content.knowing.terms import ended_by_elections, holders, unsaid
from briefgen.content.model import Content
from briefgen.content.schema.people import Term
from briefgen.dates import Date, Point
from briefgen.making.opened import Opened
from briefgen.problems.notes import Named, Told
from briefgen.upkeep.names import names_of
from briefgen.upkeep.odd_days import point_in


@dataclass(frozen=True, slots=True)
class TermBefore:
    """The term in the same office before another one: its path, who held it, and its last day; "" if none is given.

    Where it has none it likely ended on the day before the later one starts, if that day is known, which is `offered`
    unless another one may have started in between. Where nobody knows its start either, briefs name its holder `again`
    from a day on, when one with an end was over.
    An election `without_result` that was held in between ends it, since nobody knows who held the office then: the
    path of its result, and when it was. It is `unsaid` where the later term says of no election, so that this may be
    its own.
    """

    path: str
    names: dict[str, str]
    end: str
    offered: str
    without_result: tuple[str, str] | None = None
    unsaid: bool = False
    again: str = ""


def term_before(project: Opened, path: str) -> TermBefore | None:
    """Return the term before the one at a path in its office; None if it is the first, or is no term.

    That is the one whose holder briefs name on the day before it starts, else the one that ended last.
    """
    content = project.values[0]
    item = content.items.get(path)
    if not isinstance(content, Content) or item is None or not isinstance(item.value, Term):
        return None
    begins = item.value.start.start if item.value.start else None
    terms = [each for each in content.people.terms if each.office == item.value.office and each.id != item.value.id]
    before = [each for each in terms if begins and _first(each) < _first(item.value)]  # or its start isn't known
    if begins is None or not before:
        return None
    elections = ended_by_elections(content.people.terms, content.events, content.events)
    last = _last(before, {id: held.date for id, (held, _) in elections.items()}, begins.first_day)
    person = content.index["persons"].get(last.person, "")
    names = called(content.items[person].value) if person in content.items else {}
    ended = elections.get(last.id)
    without_result = None
    if ended and ended[0].date.last and begins.first_day > ended[0].date.last.last_day:
        without_result = (f"events[{ended[0].id}].agenda[{ended[1].id}].elected", str(ended[0].date))
    is_open = not last.end and without_result is None
    over = [each.end.last.last_day for each in before if _first(each) and each.end and each.end.last]
    again = max(over) + dt.timedelta(days=1) if is_open and not _first(last) and over else None
    day_known = is_open and again is None and begins.day is not None
    offered = (begins.first_day - dt.timedelta(days=1)).isoformat() if day_known else ""
    may_be_own = without_result is not None and unsaid(item.value, content.people.terms, content.events) is not None
    return TermBefore(
        f"people.terms[{last.id}]",
        names,
        str(last.end or ""),
        offered,
        without_result,
        may_be_own,
        again.isoformat() if again else "",
    )


def _last(terms: list[Term], elections: Mapping[str, Date], start: dt.date) -> Term:
    """Return which of the terms in an office was the last one before a day, given the `elections` that ended some."""
    eve = start - dt.timedelta(days=1)
    ends = {each.id: end.last.last_day for each in terms if (end := each.end or elections.get(each.id)) and end.last}
    ended = [each.model_copy(update={"end": each.end or elections.get(each.id)}) for each in terms]
    there = {each.id for each in holders(ended, terms[0].office, Point(eve.year, eve.month, eve.day))}
    # One that is open is to be looked at; where nobody holds the office, each without an end was followed by another.
    return max(
        (each for each in terms if each.id in (there or ends)),
        key=lambda each: (each.end is None and each.id in there, ends.get(each.id, dt.date.min), _first(each)),
    )


def election_unsaid(project: Opened, path: str, typed: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the election that a new term's holder may come from, if the form says of none: its event, and what to ask.

    Only where it makes a difference: nobody is known to hold the office between that election and the term's start.
    """
    content, start = project.values[0], point_in(typed.get("start", ""))
    if path != "people.terms" or not isinstance(content, Content) or start is None or typed.get("elected_at"):
        return None
    term = Term.model_construct(id="", person="", office=typed.get("office", ""), start=Date(start))
    event = unsaid(term, content.people.terms, content.events)
    if event is None:
        return None
    names = names_of(content, event)
    ask = Told(
        "this office was up for election at {event} ({date}), and who was elected isn't known. If it was this person, "
        "choose that event here. If you don't know, tick “I don’t know who was elected” below: briefs then "
        "name nobody from that election until this term starts",
        event=names.get("") or Named(names.get("en") or next(iter(names.values())), names),
        date=in_words(event.date),
    )  # fmt: skip
    return event.id, ask


def _first(term: Term) -> str:
    """Return the first day of a term; "" if it isn't known."""
    return term.start.start.first_day.isoformat() if term.start and term.start.start else ""
