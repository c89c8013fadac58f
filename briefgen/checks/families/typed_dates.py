"""Dates that are typed in texts: those that the content has, and those that no calendar has."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.checks.about import date_of, event_of, in_words
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import TypedDate, dates, inside, quoted, readable, with_titles
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.cooperation import HistoryEntry, Membership
from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Association, Programme
from briefgen.dates import Date
from briefgen.problems.diagnostics import Severity
from briefgen.problems.notes import Told


@dataclass(frozen=True, slots=True)
class _Printable:
    """A date of the content, and the expression that prints it in a text; `near` if the text is about it."""

    expression: str
    date: Date
    near: bool = False


@rule("date-typed", "note", "Dates that the content has are printed, not typed.")
def date_typed(subject: Subject) -> Iterator[Found]:
    """Find dates typed in prose that the content has, and other days in the text of an entry with a date."""
    for text in readable(subject):
        if text.is_name:
            continue  # which can't print anything
        typed = [date for date in dates(text) if date.exists and not inside(quoted(text), date.start)]
        own = date_of(subject, text.path) if typed else None
        known = list(_known(subject, text)) if typed else []
        for date in typed:
            fitting = ((e, printable) for printable in known if (e := _prints(printable, date, own)))
            expression, printed = next(fitting, ("", None))
            if printed and _is_one_of_its_days(date, printed.date):
                hint = Told(
                    "if all of its days are meant, print them with {{{{ {expression} }}}}", expression=expression
                )
            elif expression:
                hint = Told("print it with {{{{ {expression} }}}}", expression=expression)
            elif date.month and date.day and own and own.start:
                hint = Told(
                    "the date here is {own}; if this isn't another one, print it with {{{{ }}}}; if it is, give it an"
                    " event or entry of its own",
                    own=in_words(own),
                )
            else:
                continue
            message = Told("“{raw}” is typed by hand", raw=text.raw[date.start : date.end])
            # A day that the content has is right as it stands; another one may be a slip.
            severity: Severity | None = "note" if expression or set(date.days(None)) & subject.once(_days) else None
            length = date.end - date.start
            fix = tuple(_printing(subject, text, date, expression, printed.date)) if printed else ()
            yield Found(text.path, message, hint, text.key, date.start, length, severity=severity, fix=fix)


def _printing(subject: Subject, text: TextIn, typed: TypedDate, expression: str, date: Date) -> Iterator[str]:
    """Yield what prints a date in the very words in which it is typed."""
    language = subject.written_in.get(text.language)
    written = " ".join(text.raw[typed.start : typed.end].split())
    if expression.endswith("| year"):
        if date.start and written == str(date.start.year):
            yield f"{{{{ {expression} }}}}"
    elif language:
        cases = sorted(language.cases, key=lambda case: case != "nom")
        if case := next((case for case in cases if " ".join(language.date(date, case).split()) == written), ""):
            yield f"{{{{ {expression}{'' if case == 'nom' else f' | {case}'} }}}}"


def _days(subject: Subject) -> frozenset[dt.date]:
    """Return every day that a field names, as the beginning or the end of something."""
    dates = (item.value for item in subject.content.items.values() if isinstance(item.value, Date))
    points = (point for date in dates for point in (date.start, date.last) if point and point.precision == "day")
    return frozenset(point.first_day for point in points)


def _known(subject: Subject, text: TextIn) -> Iterator[_Printable]:
    """Yield the dates that a text can print, those that it is about first."""
    owner = next((entity for _, entity in subject.owners(text.path)), None)
    about = event_of(subject, text.path)
    if isinstance(owner, Event) or (isinstance(owner, HistoryEntry) and owner.date):
        assert owner.date is not None
        yield _Printable("date", owner.date, near=True)
    if about and isinstance(owner, HistoryEntry):
        yield _Printable("event.date", about.date, near=True)
    named = " ".join(expression for _, expression in text.expressions)
    for _, event in subject.entities(Event):
        name = f"events.{event.id.replace('-', '_')}"
        yield _Printable(f"{name}.date", event.date, event == about or bool(re.search(rf"\b{name}\b", named)))
    for _, programme in subject.entities(Programme):
        yield _Printable(f"programmes.{programme.id.replace('-', '_')}.period", programme.period)
    for _, association in subject.entities(Association):
        if association.founded:
            yield _Printable("association.founded", association.founded, text.path.startswith("association."))
    for _, membership in subject.entities(Membership):
        if membership.since:
            yield _Printable("membership.since", membership.since, text.path.startswith("cooperation.membership"))


def _is_one_of_its_days(typed: TypedDate, date: Date) -> bool:
    """Tell whether one day is typed, of several that something goes on: printed, it would be all of them."""
    return (
        bool(typed.day and not typed.last and date.start and date.last and date.start.day) and date.start != date.last
    )


def _prints(printable: _Printable, typed: TypedDate, own: Date | None) -> str:
    """Return the expression that prints what was typed; an empty one if this isn't that date."""
    start, last = printable.date.start, printable.date.last
    if start is None or last is None or typed.decades:
        return ""
    if typed.month and typed.day:
        year = typed.year or (own.start.year if own and own.start else start.year)
        days = typed.days(year)
        fits = start.day and days and all(start.first_day <= day <= last.last_day for day in days)
        return printable.expression if fits else ""
    if typed.month:
        same = (typed.year, typed.month) == (start.year, start.month) and typed.year
        return printable.expression if same and (printable.near or start.precision == "month") else ""
    if typed.until:
        same_years = (typed.year, typed.until) == (start.year, last.year)
        return printable.expression if same_years else ""
    if typed.year != start.year or start.year != last.year:
        return ""
    if start.precision == "year":
        return printable.expression
    return f"{printable.expression} | year" if printable.near else ""


# 11/25/2016, as the United States have it
_MONTH_FIRST = re.compile(
    r"(?<![\w./-])(?P<month>0?[1-9]|1[0-2])(?P<mark>[./])(?P<day>1[3-9]|2\d|3[01])(?P=mark)(?P<year>(?:19|20)?\d\d)(?![\d/]|\.\d)"
)


@rule("date-impossible", "error", "The calendar has every day that a text names.")
def date_impossible(subject: Subject) -> Iterator[Found]:
    """Find typed days that no month, or that month, has: 31 February."""
    for text in with_titles(subject):
        for found in _MONTH_FIRST.finditer(text.words) if "/" in text.words or "." in text.words else ():
            message = Told("“{typed}” has the month first", typed=found[0])
            day = f"{found['day']}{found['mark']}{found['month']}{found['mark']}{found['year']}"
            hint = Told("write “{now}”", now=day)
            yield Found(text.path, message, hint, text.key, found.start(), len(found[0]), fix=(day,))
        for date in dates(text):
            typed = text.raw[date.start : date.end]
            # In "February 31 members" and in 30.2.19 digits may be of something else.
            sure = date.year if not typed[0].isdigit() else re.search(r"[^\W\d_]|\d{4}", typed)
            if not date.exists and sure:
                message = Told("“{typed}”: there is no such day", typed=typed)
                yield Found(text.path, message, Told("look the date up"), text.key, date.start, date.end - date.start)
