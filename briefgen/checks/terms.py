"""Terms of office as the rules look at them: by office and by person, and from when until when they surely run."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping

from briefgen.checks.subject import Subject
from briefgen.content.knowing.terms import by_office
from briefgen.content.schema.people import Term

_EARLIEST, _LATEST = dt.date.min, dt.date.max


def terms_of_offices(subject: Subject) -> Mapping[str, list[Term]]:
    """Return the terms in each office, in the order of the content; ask `Subject.once` for it."""
    return by_office(term for _, term in subject.entities(Term))


def terms_of_persons(subject: Subject) -> Mapping[tuple[str, str], list[Term]]:
    """Return the terms of each person in each office; ask `Subject.once` for it."""
    found: dict[tuple[str, str], list[Term]] = {}
    for _, term in subject.entities(Term):
        found.setdefault((term.person, term.office), []).append(term)
    return found


def terms_of_each(subject: Subject) -> Mapping[str, list[Term]]:
    """Return the terms of each person, in whatever office; ask `Subject.once` for it."""
    found: dict[str, list[Term]] = {}
    for _, term in subject.entities(Term):
        found.setdefault(term.person, []).append(term)
    return found


def surely_from(term: Term) -> dt.date:
    """Return the day from which on a term surely runs."""
    if term.start and term.start.start:
        return term.start.start.last_day
    # Where the start isn't known, nobody can say more than that it lies before the end.
    ends = term.end.start.first_day if term.end and term.end.start else dt.date.min
    return ends - dt.timedelta(days=1) if ends > dt.date.min else _EARLIEST


def surely_until(subject: Subject, term: Term) -> dt.date:
    """Return the day before which a term surely hasn't ended; a term without an end ends when a later one starts."""
    if term.end and term.end.start:
        return term.end.start.first_day
    starts = subject.once(_starts)[term.office]
    later = bisect_right(starts, first_day(term))
    return starts[later] if later < len(starts) else _LATEST


def _starts(subject: Subject) -> dict[str, list[dt.date]]:
    """Return the first days of the terms in each office, in order."""
    return {office: sorted(map(first_day, terms)) for office, terms in subject.once(terms_of_offices).items()}


def first_day(term: Term) -> dt.date:
    """Return the first day on which a term may have started."""
    return term.start.start.first_day if term.start and term.start.start else _EARLIEST
