"""Terms that can hardly be what they are written as: without an end for too long, or not of whom their name says."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from briefgen.checks.about import event, in_words, office_called, person_called, surely_before
from briefgen.checks.rules import Found, rule
from briefgen.checks.subject import Subject
from briefgen.checks.terms import terms_of_offices
from briefgen.content.knowing.terms import holders
from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Office
from briefgen.content.schema.people import Person, Term
from briefgen.dates import Date
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
            start, elected_for = _begun(subject, term)
            if term.end or term.years or start is None or start.last is None:
                continue
            if _years(start.last.last_day, subject.as_of.first_day) < (elected_for or _USUAL):
                continue
            about = {"person": person_called(subject, term.person), "office": office_called(subject, office)}
            about |= {"start": in_words(start)}
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


def _begun(subject: Subject, term: Term) -> tuple[Date | None, int]:
    """Return since when a term is, as far as it is known, and for how many years the election was; 0 if nobody says it.

    Whoever is elected again, or has no start of their own, is in office since the last election that names them.
    """
    again = [
        (held.date, item.term_years or held.term_years or 0)
        for _, held in subject.entities(Event)
        for item in held.agenda
        if held.state == "held" and item.office == term.office and term.person in (item.elected or ())
        if held.date.start and (term.start is None or surely_before(term.start, held.date))
    ]
    if again:
        return max(again, key=lambda one: one[0].start.first_day if one[0].start else dt.date.min)
    elected = event(subject, term.elected_at)
    if elected is None:
        return term.start, 0
    of_item = (item.term_years for item in elected.agenda if item.office == term.office and item.term_years)
    return term.start, next(of_item, elected.term_years or 0)


@rule("term-unlike-name", "warning", "A term is of the person and the office that its short name says.")
def term_unlike_name(subject: Subject) -> Iterator[Found]:
    """Find terms that are called after another person or office of the content than theirs."""
    persons, offices = (subject.once(known) for known in (_short_persons, _short_offices))
    for path, term in subject.entities(Term):
        words = re.split(r"[-_]", term.id)
        for field, own, known, called in (
            ("person", term.person, persons, person_called),
            ("office", term.office, offices, office_called),
        ):
            named = {known[name] for name in _runs(words) if name in known}
            if named and own not in named:
                message = Told("of {one}, but its short name has {other}",
                               one=called(subject, own), other=called(subject, min(named)))  # fmt: skip
                yield Found(f"{path}.{field}", message, Told("look which of the two is right"))


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield each run of words of a short name."""
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            yield tuple(words[start:end])


def _short_persons(subject: Subject) -> dict[tuple[str, ...], str]:
    return {tuple(re.split(r"[-_]", person.id)): person.id for _, person in subject.entities(Person)}


def _short_offices(subject: Subject) -> dict[tuple[str, ...], str]:
    return {tuple(re.split(r"[-_]", office.id)): office.id for _, office in subject.entities(Office)}
