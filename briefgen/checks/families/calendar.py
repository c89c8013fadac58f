"""Dates that can't be right: of events beside one another, in texts of an event, and how long it lasts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from briefgen.checks.about import (
    date_field,
    event_of,
    in_words,
    is_earlier,
    surely_before,
    when,
)
from briefgen.checks.amounts import turn
from briefgen.checks.noted_counts import years_by_verb
from briefgen.checks.nth_meeting import unlike_sources
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import (
    TypedDate,
    dates,
)
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.base import Fact
from briefgen.content.schema.cooperation import HistoryEntry
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Association, Programme
from briefgen.content.schema.people import Term
from briefgen.content.schema.sources import Source
from briefgen.dates import Date, Point
from briefgen.language import said
from briefgen.problems.notes import Told

_LONGEST = 45  # days of an event
_NEAR = 60  # characters between a verb and its date, a length and its event
_LATE = 2  # years after which a report of a year may appear
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_MONTH = re.compile(r"^((?:19|20)\d\d)-(\d\d)(?!\d)")


@rule("before-founding", "error", "Nothing happened before the association was founded.")
def before_founding(subject: Subject) -> Iterator[Found]:
    """Find events, entries and terms before the day of foundation."""
    founded = next((association.founded for _, association in subject.entities(Association)), None)
    if founded is None:
        return
    dated: list[tuple[str, Date | None]] = [
        *((f"{path}.date", held.date) for path, held in subject.entities(Event)),
        *((f"{path}.date", entry.date) for path, entry in subject.entities(HistoryEntry)),
        *((f"{path}.start", term.start) for path, term in subject.entities(Term)),
        *((f"{path}.period", programme.period) for path, programme in subject.entities(Programme)),
    ]
    early = [(path, date) for path, date in dated if date and not date.ongoing and surely_before(date, founded)]
    if len(early) > 2:  # then the foundation itself is the likelier mistake: one report, not many
        path = next(path for path, _ in subject.entities(Association))
        message = Told("it was founded {founded}, but the content tells of days before that", founded=when(founded))
        yield Found(f"{path}.founded", message, Told("correct the date"))
        return
    for path, date in early:
        message = Told(
            "{date} is before the association was founded: {founded}", date=in_words(date), founded=in_words(founded)
        )
        yield Found(path, message, Told("correct the date"))


@rule("numbers-out-of-order", "error", "A later session has a higher number.")
def numbers_out_of_order(subject: Subject) -> Iterator[Found]:
    """Find events of a kind and body whose numbers don't rise with their dates."""
    rows: dict[tuple[str, str | None], list[tuple[Point, str, Event]]] = {}
    for path, held in subject.entities(Event):
        if held.number and held.date.start and held.state != "cancelled":
            rows.setdefault((held.kind, held.body), []).append((held.date.start, path, held))
    for row in rows.values():
        row.sort(key=lambda one: one[0].first_day)
        for (_, _, first), (_, path, second) in pairwise(row):
            assert first.number is not None
            assert second.number is not None
            if second.number < first.number and surely_before(first.date, second.date):
                message = Told(
                    "number {number} is of {day}, but number {other} was before: {before}",
                    number=second.number,
                    day=in_words(second.date),
                    other=first.number,
                    before=in_words(first.date),
                )
                yield Found(f"{path}.number", message, Told("correct one of the two numbers, or the date"))
    yield from unlike_sources(subject)


@rule("event-too-long", "warning", "An event lasts days, not months.")
def event_too_long(subject: Subject) -> Iterator[Found]:
    """Find events whose last day lies more than six weeks behind the first."""
    for path, held in subject.entities(Event):
        start, end = held.date.start, held.date.end
        if start and end and start.day and end.day and (end.first_day - start.first_day).days > _LONGEST:
            days = (end.first_day - start.first_day).days + 1
            message = Told("it lasts {days} days", days=days)
            yield Found(f"{path}.date", message, Told("check whether a month or a year is wrong"))


@rule("date-unlike-name", "warning", "What is named after a year is of that year.")
def date_unlike_name(subject: Subject) -> Iterator[Found]:
    """Find events, entries and editions whose short name has another year or month than their date."""
    kinds: tuple[type[Event] | type[HistoryEntry], ...] = (Event, HistoryEntry)
    for kind in kinds:
        for path, dated in subject.entities(kind):
            date = dated.date
            if isinstance(dated, HistoryEntry) and date is None:
                held = event_of(subject, path)
                date = held.date if held else None
            years = {int(year) for year in _YEAR.findall(dated.id)}
            own = _years(date)
            if date is None or date.ongoing or not years or not own:
                continue
            if not years & own or (kind is Event and len(own) == 2 and len(years) == 1):
                at = f"{path}.date" if dated.date else f"{path}.event"
                rests_on = () if dated.date else (date_field(subject, path),)
                message = Told(
                    "{date}, but its short name has {year}",
                    date=in_words(date),
                    year=", ".join(map(str, sorted(years))),
                )
                yield Found(at, message, Told("look which of the two is right"), rests_on=rests_on)
    periods = [(f"{path}.period", one.id, one.period) for path, one in subject.entities(Programme)]
    periods += [
        (f"{path}.date", one.id, one.date) for path, one in subject.entities(Source) if one.date and not _told_of(one)
    ]
    for at, id, date in periods:
        years = {int(year) for year in _YEAR.findall(id)}
        own = _years(date)
        if years and own and (not years & own if at.endswith(".date") else years != own):
            message = Told(
                "{date}, but its short name has {year}", date=in_words(date), year=", ".join(map(str, sorted(years)))
            )
            yield Found(at, message, Told("look which of the two is right"))
    for path, edition in subject.entities(Edition):
        id = path.partition("[")[2].rstrip("]")
        found, held = _MONTH.match(id), event_of(subject, path)
        start = edition.as_of.start
        if found and start and start.month:
            named = int(found[1]), int(found[2])
            of_event = held.date.start if held else None
            if named not in ((start.year, start.month), (of_event.year, of_event.month) if of_event else None):
                message = Told("{date}, but its short name has {year}", date=in_words(edition.as_of), year=found[0])
                yield Found(f"{path}.as_of", message, Told("look which of the two is right"))


def _told_of(source: Source) -> bool:
    """Tell whether the year in a source's short name is what its title tells of: a review of a year appears later."""
    years, own = ({int(year) for year in _YEAR.findall(words)} for words in (source.id, source.title))
    published = _years(source.date)
    return years <= own and all(year - 1 <= each <= year + _LATE for year in years for each in published)


def _years(date: Date | None) -> set[int]:
    points = [point for point in (date.start, date.end) if point] if date else []
    return {point.year for point in points}


@rule("date-unlike-note", "warning", "A date is the one that the notes have.")
def date_unlike_note(subject: Subject) -> Iterator[Found]:
    """Find dates beside which a note, of their own or on a source, has the same day of another year."""
    notes = {source.id: source.note for _, source in subject.entities(Source)}
    dated: list[tuple[str, Date, Fact]] = [
        *((f"{path}.founded", one.founded, one) for path, one in subject.entities(Association) if one.founded),
        *((f"{path}.date", one.date, one) for path, one in subject.entities(Event)),
        *((f"{path}.date", one.date, one) for path, one in subject.entities(HistoryEntry) if one.date),
    ]
    for path, date, fact in dated:
        start = date.start
        if is_earlier(path) or start is None or start.day is None:
            continue
        for note in (fact.note, *(notes.get(id, "") for id in fact.sources)):
            same_day = [one for one in _dates_of_note(note) if (one.day, one.month) == (start.day, start.month)]
            typed = [one for one in same_day if one.year]
            if typed and all(one.year != start.year for one in typed):
                written = note[typed[0].start : typed[0].end]
                message = Told("{date}, but a note has “{written}”", date=in_words(date), written=written)
                yield Found(path, message, Told("look which of the two is right"))
                break
    yield from _unlike_their_notes(subject)
    yield from _unlike_their_sources(subject, notes)


def _unlike_their_sources(subject: Subject, notes: Mapping[str, str]) -> Iterator[Found]:
    """Yield «launched in 2003» in a note where the note on a source that stands behind it has 2013."""
    for path, fact in subject.entities(Fact):
        then = years_by_verb(fact.note) if fact.note and not is_earlier(path) else {}
        for id in (*fact.sources, *fact.contradicted_by) if then else ():
            for verb, years in years_by_verb(notes.get(id, "")).items():
                if verb in then and then[verb].isdisjoint(years):
                    year, other = min(then[verb]), min(years)
                    message = Told("{year} here, {other} in the note on a source", year=str(year), other=str(other))
                    yield Found(f"{path}.note", message, Told("look which of the two is right"))


def _unlike_their_notes(subject: Subject) -> Iterator[Found]:
    """Yield dates of editions, figures and sources beside whose note the only month is one part away from them."""
    dated: list[tuple[str, Date | None, str]] = [
        *((f"{path}.as_of", one.as_of, one.note) for path, one in subject.entities(Edition)),
        *((f"{path}.date", one.date, one.note) for path, one in subject.entities(Source)),
    ]
    for path, date, note in dated:
        start = date.start if date else None
        if start is None or start.month is None:
            continue
        months = {(one.year, one.month) for one in _dates_of_note(note) if one.month}
        if len({year for year, _ in months if year}) != 1 or (start.year, start.month) in months:
            continue
        written = next(one for one in _dates_of_note(note) if one.month and one.year)
        same = (written.year == start.year) + (written.month == start.month)
        if same == 1 and _is_its_own(note, written.start, written.end):
            message = Told(
                "{date}, but a note has “{written}”", date=in_words(date), written=note[written.start : written.end]
            )
            yield Found(path, message, Told("look which of the two is right"))


def _is_its_own(note: str, start: int, end: int) -> bool:
    """Tell whether a note calls a date that of what it is a note on."""
    before, behind = note[max(0, start - _NEAR) : start], note[end : end + _NEAR]
    return any(
        re.search(rf"(?:{said.pattern(code, 'dates', 'dated')})\s*$", before, re.IGNORECASE)
        or turn(code, "reading", "dates").match(behind.strip())
        for code in ("en", "ka")
    )


@cache
def _dates_of_note(note: str) -> tuple[TypedDate, ...]:
    return tuple(one for code in ("en", "ka") for one in dates(TextIn("note", code, code, note))) if note else ()
