"""Terms without an end that have outlived the time for which such offices are filled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from briefgen.checks.about import event, in_words, office_called, person_called
from briefgen.checks.rules import Found, rule
from briefgen.checks.subject import Subject
from briefgen.checks.terms import terms_of_offices
from briefgen.content.knowing.terms import holders
from briefgen.content.schema.organisations import Office
from briefgen.content.schema.people import Term
from briefgen.problems.notes import Told

_USUAL = 7  # years: hardly an office is filled for longer at a time


@rule("term-open", "warning", "A term of office that has no end is no longer than such terms are.")
def term_open(subject: Subject) -> Iterator[Found]:
    """Find holders whose term has no end, and began longer ago than the election was for, or than terms usually are."""
    if subject.as_of is None:
        return
    offices = {office.id for _, office in subject.entities(Office)}
    for office, terms in subject.once(terms_of_offices).items():
        for term in holders(terms, office, subject.as_of) if office in offices else ():
            if term.end or term.years or term.start is None or term.start.last is None:
                continue
            elected_for = _elected_for(subject, term)
            if _years(term.start.last.last_day, subject.as_of.first_day) < (elected_for or _USUAL):
                continue
            about = {"person": person_called(subject, term.person), "office": office_called(subject, office)}
            about |= {"start": in_words(term.start)}
            path = subject.content.index["terms"][term.id]
            yield Found(
                path,
                Told(
                    "the brief names {person} as {office}: in office from {start} on, elected for {years} years, "
                    "and no end is given",
                    **about,
                    years=elected_for,
                )
                if elected_for
                else Told(
                    "the brief names {person} as {office}: in office from {start} on, for more than {years} years, "
                    "and no end is given",
                    **about,
                    years=_USUAL,
                ),
                Told("ask whether that is still so: add the term of whoever followed, or the end of this one"),
                rests_on=(f"{path}.end",),
            )


def _years(start: dt.date, end: dt.date) -> int:
    """Return how many whole years there are between two days."""
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def _elected_for(subject: Subject, term: Term) -> int:
    """Return for how many years the election was from which a term comes; 0 if nobody says it."""
    elected = event(subject, term.elected_at)
    if elected is None:
        return 0
    of_item = (item.term_years for item in elected.agenda if item.office == term.office and item.term_years)
    return next(of_item, elected.term_years or 0)
