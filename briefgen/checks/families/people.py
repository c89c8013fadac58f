"""People and the offices that they hold for a time."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from briefgen.checks.about import (
    by_name,
    edition_with,
    event,
    in_words,
    name_of,
    office_called,
    person_called,
    surely_before,
    when,
)
from briefgen.checks.rules import Found, rule
from briefgen.checks.subject import Subject
from briefgen.checks.terms import first_day, surely_from, surely_until, terms_of_offices
from briefgen.content.knowing.terms import holders, holders_on_days, unsettled
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Office
from briefgen.content.schema.people import Term
from briefgen.dates import Date, Point
from briefgen.problems.notes import Told

_MONTHS = 31  # days by which one term ends too late
_SOON = dt.timedelta(days=90)


@rule("office-twice", "error", "An office has one holder at a time.")
def office_twice(subject: Subject) -> Iterator[Found]:
    """Find terms that an edition finds beside another one in the same office, or that surely overlap another one."""
    told = set()
    days: dict[Point, Date] = {}  # of editions: many may be of one day
    for _, edition in subject.entities(Edition):
        assert edition.as_of.start is not None
        days.setdefault(edition.as_of.start, edition.as_of)
    too_many: dict[Point, list[tuple[Term, Term]]] = {}
    for office, terms in subject.once(terms_of_offices).items():
        for on, held in holders_on_days(terms, office, days).items():
            too_many.setdefault(on, []).extend((term, held[0]) for term in held[1:])
    for on, as_of in days.items():
        for term, first in too_many.get(on, ()):
            if term.id not in told:
                told.add(term.id)
                message = Told(
                    "{as_of} the office “{office}” has two holders, {person} among them",
                    as_of=when(as_of),
                    office=office_called(subject, term.office),
                    person=person_called(subject, term.person),
                )
                at, before = (subject.content.index["terms"][each.id] for each in (term, first))
                yield Found(at, message, Told("give the earlier term an end"), rests_on=(f"{before}.end",))
    for terms in subject.once(terms_of_offices).values():
        for term, other in _overlapping(subject, [term for term in terms if term.id not in told]):
            message = Told(
                "this overlaps the term {id} in the office “{office}”",
                id=by_name(other, person_called(subject, other.person)),
                office=office_called(subject, term.office),
            )
            hint = Told("correct the start or the end of one of the two")
            at, before = (subject.content.index["terms"][each.id] for each in (term, other))
            yield Found(at, message, hint, rests_on=(f"{before}.end",))


def _too_long(subject: Subject) -> Iterator[Found]:
    """Yield the ends of terms that lie months behind the start of the one that follows: the likelier mistake."""
    for terms in subject.once(terms_of_offices).values():
        row = sorted((term for term in terms if term.start), key=first_day)
        for term, following in pairwise(row):
            end = term.end.start if term.end else None
            if (
                end
                and (end.first_day - surely_from(following)).days > _MONTHS
                and first_day(term) < first_day(following)
            ):
                message = Told(
                    "this ends {end}, but {person} follows {start}",
                    end=when(term.end),
                    person=person_called(subject, following.person),
                    start=when(following.start),
                )
                path = subject.content.index["terms"][term.id]
                yield Found(f"{path}.end", message, Told("correct the start or the end of one of the two"))


def _overlapping(subject: Subject, terms: Iterable[Term]) -> Iterator[tuple[Term, Term]]:
    """Yield the terms in one office that surely overlap one before them, and the first such one.

    What is yielded isn't looked at any more, so that those kept lie one behind another.
    """
    kept: list[tuple[dt.date, dt.date, int, Term]] = []
    for number, term in enumerate(terms):
        start, end = surely_from(term), surely_until(subject, term)
        if start >= end:
            continue
        first = bisect_left(kept, start, key=lambda one: one[0])
        first -= first > 0 and kept[first - 1][1] > start
        last = bisect_left(kept, end, key=lambda one: one[0])
        if over := kept[first:last]:
            yield term, min(over, key=lambda one: one[2])[3]
        else:
            kept.insert(first, (start, end, number, term))


@rule("office-vacant", "error", "Whoever an office's last term has ended for has a successor.")
def office_vacant(subject: Subject) -> Iterator[Found]:
    """Find offices whose last holder's term is over at the edition's date."""
    if subject.as_of is None:
        return
    gaps = unsettled([term for _, term in subject.entities(Term)], [held for _, held in subject.entities(Event)])
    for path, term in _last_terms(subject):
        over = _end(term)
        if over is None or over.last_day >= subject.as_of.last_day:
            continue
        if _ends_with_one(over, gaps.get(term.office, ())):
            continue  # who was elected isn't known: the build lists it as not supplied
        if term.end is None and not subject.has_passed(Date(over)):
            continue
        office = office_called(subject, term.office)
        what = Told(
            "the office “{office}” is held by nobody {as_of}: this term ended {over}",
            office=office,
            as_of=when(subject.as_of),
            over=in_words(over),
        )
        hint = Told("add the term of whoever followed, or the new end after a re-election")
        if term.end is None:
            what = Told(
                "the brief still names {person} as {office}, but {years} years from {start} are over: {over}",
                person=person_called(subject, term.person),
                office=office,
                years=term.years,
                start=in_words(term.start),
                over=in_words(over),
            )
            hint = Told(
                "add the term of whoever followed, or the new end after a re-election; if they stay until the next "
                "election, write its day as the end; if they were elected for more years, correct the years"
            )
        said_by = ("end",) if term.end else ("years", "start")
        yield Found(path, what, hint, rests_on=tuple(f"{path}.{field}" for field in said_by))
    for office in {office.id: None for _, office in subject.entities(Office)}:
        held = subject.once(terms_of_offices).get(office, [])
        later = [term for term in held if term.start and surely_before(subject.as_of, term.start)]
        ends = [over for term in held if (over := _end(term)) and over.last_day <= subject.as_of.last_day]
        if ends and _ends_with_one(max(ends, key=lambda over: over.last_day), gaps.get(office, ())):
            continue  # as above: the form of the term that starts later says so, too
        if later and not holders(held, office, subject.as_of):
            path = subject.content.index["terms"][later[0].id]
            message = Told(
                "the office “{office}” is held by nobody {as_of}: this term starts {start}",
                office=office_called(subject, office),
                as_of=when(subject.as_of),
                start=in_words(later[0].start),
            )
            yield Found(
                path, message, Told("add the term of whoever came before, or correct the start"), severity="warning"
            )
    yield from _gaps(subject, gaps)


def _ends_with_one(over: Point, elections: Iterable[Date]) -> bool:
    """Tell whether a term ends at one of some elections, of which one may be known by its month or year alone."""
    return any(
        date.start and date.last and date.start.first_day <= over.last_day <= date.last.last_day for date in elections
    )


def _gaps(subject: Subject, unknown: Mapping[str, list[Date]]) -> Iterator[Found]:
    """Yield terms before which another edition finds nobody, although somebody held the office before that."""
    days = [edition.as_of.start for _, edition in subject.entities(Edition)]
    for office in {office.id: None for _, office in subject.entities(Office)}:
        held = subject.once(terms_of_offices).get(office, [])
        row = sorted((term for term in held if term.start), key=first_day)
        ends = sorted(filter(None, map(_end, held)), key=lambda end: end.last_day)  # also where no start is known
        for following in row[1:]:
            before = bisect_left(ends, first_day(following), key=lambda end: end.last_day)
            over = ends[before - 1] if before else None
            between = [
                day
                for day in days
                if day and day != subject.as_of and over and over.last_day < day.first_day
                and day.last_day < first_day(following)
            ]  # fmt: skip
            settled = not any(date.last and date.last == over for date in unknown.get(office, ()))
            if between and settled and not holders(held, office, between[0]):
                message = Told(
                    "the office “{office}” is held by nobody {as_of}: this term starts {start}",
                    office=office_called(subject, office),
                    as_of=when(between[0]),
                    start=in_words(following.start),
                )
                path = subject.content.index["terms"][following.id]
                hint = Told("add the term of whoever came before, or correct the start")
                yield Found(path, message, hint, severity="warning")


@rule("term-ends-soon", "warning", "The holders whom a brief names stay in office for 90 days after the event.")
def term_ends_soon(subject: Subject) -> Iterator[Found]:
    """Find terms that end before the event does, or soon after it."""
    edition = edition_with(subject, subject.edition)
    if edition is None or subject.as_of is None:
        return
    about = event(subject, edition.event)
    last = about.date.last if about else None
    if last is None:
        return
    offices = {office.id for _, office in subject.entities(Office)}
    for office, terms in subject.once(terms_of_offices).items():
        for term in holders(terms, office, subject.as_of):
            over = _end(term)
            if over is None or office not in offices or over.last_day < subject.as_of.first_day:
                continue
            if over.last_day <= last.last_day + _SOON:
                if over.last_day == last.last_day:
                    relation = Told("on the last day of the event")
                elif over.last_day < last.last_day:
                    relation = Told("before the event ends")
                else:
                    relation = Told("within 90 days after the event")
                message = Told(
                    "the term of {person} as {office} ends {over}, {when}",
                    person=person_called(subject, term.person),
                    office=office_called(subject, office),
                    over=in_words(over),
                    when=relation,
                )
                yield Found(subject.content.index["terms"][term.id], message, Told("ask who follows, and since when"))


def _last_terms(subject: Subject) -> Iterator[tuple[str, Term]]:
    """Yield the term in each office after which no other one starts."""
    offices = {office.id for _, office in subject.entities(Office)}
    for office, terms in subject.once(terms_of_offices).items():
        if office in offices:
            last = max(terms, key=lambda term: (first_day(term), _end_or_latest(term)))
            yield subject.content.index["terms"][last.id], last


def _end(term: Term) -> Point | None:
    """Return the end of a term: as written, else so many years after the start as the election gave."""
    if term.end:
        return term.end.start
    if term.years and term.start and term.start.start:
        start = term.start.start
        leap = (start.month, start.day) == (2, 29)
        if start.year + term.years <= dt.MAXYEAR:
            return Point(start.year + term.years, start.month, 28 if leap else start.day)
    return None


def _end_or_latest(term: Term) -> dt.date:
    end = _end(term)
    return end.last_day if end else dt.date.max


@rule("term-unfit", "error", "A term starts after the election, and ends before the next one starts.")
def term_unfit(subject: Subject) -> Iterator[Found]:
    """Find terms that end before they start, or long after the next one did, or start before the election."""
    yield from _too_long(subject)
    for path, term in subject.entities(Term):
        if surely_before(term.end, term.start):
            yield Found(
                f"{path}.end",
                Told("this ends {end}, before it starts: {start}", end=in_words(term.end), start=in_words(term.start)),
                Told("correct one of the two"),
            )
        elected = event(subject, term.elected_at)
        if elected and surely_before(term.start, elected.date):
            message = Told(
                "elected at {elected}, {date}, but in office from {start}",
                elected=name_of(elected),
                date=in_words(elected.date),
                start=in_words(term.start),
            )
            on = f"{subject.content.index['events'][elected.id]}.date"
            hint = Told("correct the date, or the event")
            yield Found(f"{path}.start", message, hint, severity="warning", rests_on=(on,))
        elif elected and surely_before(term.end, elected.date):
            message = Told(
                "elected at {elected}, {date}, after the end of the term",
                elected=name_of(elected),
                date=in_words(elected.date),
            )
            on = f"{subject.content.index['events'][elected.id]}.date"
            yield Found(f"{path}.end", message, Told("correct the date, or the event"), rests_on=(on,))


@rule("offices-at-once", "warning", "A person holds one office of an organisation at a time.")
def offices_at_once(subject: Subject) -> Iterator[Found]:
    """Find terms of one person that surely begin while the person is in another office of the same organisation."""
    offices = subject.content.index.get("offices", {})
    terms: dict[tuple[str, str], list[tuple[str, Term]]] = {}
    for path, term in subject.entities(Term):
        if term.start and (owner := offices.get(term.office, "").partition(".")[0]):
            terms.setdefault((term.person, owner), []).append((path, term))
    for held in terms.values():
        held.sort(key=lambda one: first_day(one[1]))
        for (at, earlier), (path, term) in pairwise(held):
            # A term without an end may have ended when the other one started.
            end = earlier.end.start.first_day if earlier.end and earlier.end.start else None
            if earlier.office != term.office and end and surely_from(term) < end:
                message = Told(
                    "{person} is {office} at the same time",
                    person=person_called(subject, term.person),
                    office=office_called(subject, earlier.office),
                )
                hint = Told("correct the start or the end of one of the two, or the person")
                yield Found(path, message, hint, rests_on=(f"{at}.end",))
