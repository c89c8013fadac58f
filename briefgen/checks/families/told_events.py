"""What a text tells of an event that isn’t its own: its day, its number, its season."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

from briefgen.checks.about import (
    event_of,
    is_earlier,
    noun_of,
    surely_before,
    told_otherwise,
    when,
)
from briefgen.checks.amounts import turn
from briefgen.checks.happenings import happenings, own_date
from briefgen.checks.likely import Matcher, matcher
from briefgen.checks.meant import LOW, is_a_later_one
from briefgen.checks.nth_meeting import on_numbered
from briefgen.checks.orders import orders
from briefgen.checks.rules import Found, rule
from briefgen.checks.said import ids_said
from briefgen.checks.scan import TypedDate, dates, fits, numbers, sentence, with_notes, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.events import Event
from briefgen.dates import Date
from briefgen.language import said
from briefgen.problems.notes import Told

_CLOSE = 30  # characters between “the next session” and its number


@rule("event-told-otherwise", "error", "A text says of an event of which another tells the day on which it was.")
def event_told_otherwise(subject: Subject) -> Iterator[Found]:
    """Find sentences that name an event by its number, or by its body or city and the year, and give another day."""
    for text in with_notes(subject):
        if text.is_name or is_earlier(text.path):
            continue
        verbs = matcher(words_of(text.language).held), turn(text.language, "ran", "dates")
        told = (*dates(text), *_seasons(text)) if any(held.search(text.words) for held in verbs) else ()
        for typed in told:
            start, end = sentence(text.words, typed.start)
            if not any(held.search(text.words, start, end) for held in verbs) or typed.decades or typed.until:
                continue
            if any(start <= at < end and "events." in expression for at, expression in text.expressions):
                continue
            known = {
                one.path: one.date
                for one in happenings(subject, text)
                if start <= one.start < end and one.path.startswith("events[")
            }
            if len(known) != 1:
                continue
            ((path, date),) = known.items()
            own = event_of(subject, text.path)
            day = _first_day(typed)
            if day and is_a_later_one(subject, text, start, end, day, date):
                continue
            entry = own_date(subject, text) if own is None else None
            if entry and _fits(typed, entry):  # it was then that what the entry tells of was
                continue
            is_own = own is not None and path == f"events[{own.id}].date"
            within = _is_within(typed, date) and not _is_dated(subject, path)
            if _fits(typed, date) or within or is_own or _is_related(subject, text, start, end):
                continue
            raw = text.raw[typed.start : typed.end]
            message = told_otherwise(subject, raw, date)
            hint = Told("print the date with {{ }}; if something else is meant, say what")
            at, length = typed.start, typed.end - typed.start
            yield Found(text.path, message, hint, text.key, at, length, rests_on=(path,))

    yield from _out_of_number(subject)
    yield from _next_of_number(subject)
    yield from _this_season(subject)


def _first_day(typed: TypedDate) -> dt.date | None:
    """Return the first day of what is typed, of a season as well."""
    if typed.month is None or typed.month > 0:
        return typed.date.start.first_day if typed.date and typed.date.start else None
    return dt.date(typed.year, _MONTHS[-typed.month - 1][0], 1) if typed.year else None


def _is_dated(subject: Subject, path: str) -> bool:
    """Tell whether the day of an event is known; else it may be any day of that during which it was."""
    date = subject.content.items[path].value
    return isinstance(date, Date) and date.start is not None and date.start.day is not None


def _is_within(typed: TypedDate, date: Date) -> bool:
    days = typed.days(date.start.year if date.start else None)
    return bool(days and date.start and date.last) and all(
        date.start.first_day <= day <= date.last.last_day for day in days if date.start and date.last
    )


def _is_related(subject: Subject, text: TextIn, start: int, end: int) -> bool:
    """Tell whether a sentence only says that something else was before what it names, or after it."""
    return any(start <= order.start < end for order in orders(text, happenings(subject, text)))


def _out_of_number(subject: Subject) -> Iterator[Found]:
    """Yield a meeting with a lower number than one of the content, and told of as later, or with a higher one."""
    known = [(path, held) for path, held in subject.entities(Event) if held.number and held.number > LOW]
    for text in with_notes(subject) if known else ():
        if text.is_name or is_earlier(text.path):
            continue
        for ordinal in numbers(text):
            if not ordinal.ordinal or ordinal.whole is None or ordinal.whole <= LOW:
                continue
            start, end = sentence(text.words, ordinal.start)
            typed = [one for one in dates(text) if start <= one.start < end and one.date]
            if len(typed) != 1 or any(start <= at < end for at, _ in text.expressions):
                continue
            date, behind = typed[0].date, text.words[ordinal.end : min(end, ordinal.end + 60)]
            bodies = ids_said(subject, text, "bodies", start, end)
            for path, held in known:
                number, noun = held.number or 0, noun_of(subject, text.language, held)
                if ordinal.whole == number or not noun:
                    continue
                name = held.name.root.get(text.key, "") if held.name else ""
                words = re.findall(r"[^\W\d_]{5,}", name) if not held.body or held.kind in _BY_NAME else []
                is_of = held.body in bodies or (
                    bool(words)
                    and all(re.search(rf"(?<!\w){re.escape(word[:5])}", behind, re.IGNORECASE) for word in words)
                )
                if not is_of or not re.search(rf"(?<!\w)(?:{noun})", text.words[start:end], re.IGNORECASE):
                    continue
                later = surely_before(held.date, date)
                if (later and ordinal.whole < number) or (surely_before(date, held.date) and ordinal.whole > number):
                    raw = text.raw[typed[0].start : typed[0].end]
                    message = Told(
                        "“{raw}”, but number {number} of them was {day}", raw=raw, number=number, day=when(held.date)
                    )
                    hint, at = Told("correct the number, or one of the dates"), typed[0].start
                    yield Found(text.path, message, hint, text.key, at, len(raw), rests_on=(f"{path}.date",))
                    break


def _next_of_number(subject: Subject) -> Iterator[Found]:
    """Yield «the next session, the 36th» in a text on the 37th: it is one more, and the one before is one less."""
    for text, own, noun in on_numbered(subject):
        for name, more in (("next_one", 1), ("one_before", -1)):
            for found in _beside_noun(text.language, noun, name).finditer(text.words):
                start, end = sentence(text.words, found.start())
                for ordinal in numbers(text):
                    near = (
                        start <= ordinal.start < end and found.start() - _CLOSE < ordinal.start < found.end() + _CLOSE
                    )
                    if near and ordinal.ordinal and ordinal.whole not in (None, (own.number or 0) + more, 1, 2):
                        raw = text.raw[ordinal.start : ordinal.end]
                        message = Told("“{raw}”, but this is number {number}", raw=raw, number=own.number)
                        hint = Told("correct the number, or one of the dates")
                        yield Found(text.path, message, hint, text.key, ordinal.start, len(raw))


@cache
def _beside_noun(language: str, noun: str, name: str) -> Matcher:
    pattern = said.pattern(language, "dates", name)
    return matcher(rf"(?:{pattern}),? (?:[\w’-]+,? ){{0,2}}(?:{noun})\w*")


_BY_NAME = ("commissions-forum",)  # whose body is in its name


def _this_season(subject: Subject) -> Iterator[Found]:
    """Yield «this autumn seminar» of one that was in April; a season with a year is told of above."""
    for text in with_notes(subject):
        own = None if text.is_name or is_earlier(text.path) else event_of(subject, text.path)
        months = {point.month for point in (own.date.start, own.date.end) if point} if own else set()
        if own is None or None in months or not months:
            continue
        noun = noun_of(subject, text.language, own) or said.NOTHING
        for season in range(4):
            found = None if months & {*_MONTHS[season]} else _in_season(text.language, noun, season).search(text.words)
            if found:
                at, end = found.span("season") if found["season"] else found.span("later")
                message = told_otherwise(subject, text.raw[at:end], own.date)
                hint = Told("print the date with {{ }}; if something else is meant, say what")
                yield Found(text.path, message, hint, text.key, at, end - at)


@cache
def _in_season(language: str, noun: str, number: int) -> Matcher:
    """Return how a language says that this event was in a season: this spring seminar, this seminar in the spring."""
    this = said.pattern(language, "dates", "this_event")
    season = said.pattern(language, "dates", _SEASONS[number])
    before = rf"(?:(?:{this}) )?(?P<season>{season}) (?:(?:{this}) )?(?:[^\W\d_]+ )?(?:{noun})"
    behind = rf"(?:{this}) (?:{noun})[^\W\d_]*(?: [^\W\d_]+){{0,2}} (?P<later>{season})"
    return matcher(rf"(?=[^.;]{{0,25}}(?<!\w)(?:{this})(?!\w))(?:{before}|{behind})[^\W\d_]*")


_SEASONS = ("spring", "summer", "autumn", "winter")


def _fits(typed: TypedDate, date: Date) -> bool:
    if typed.month is not None and typed.month < 0:  # a season
        months = _MONTHS[-typed.month - 1]
        points = [point for point in (date.start, date.end) if point]
        return any(point.year == typed.year and point.month in (None, *months) for point in points)
    return fits(typed, date)


_MONTHS = ((3, 4, 5), (6, 7, 8), (9, 10, 11), (12, 1, 2))


def _seasons(text: TextIn) -> list[TypedDate]:
    """Return the seasons of years that a text names; their months are below zero, from spring on."""
    return text.once(_seasons_in)


def _seasons_in(text: TextIn) -> list[TypedDate]:
    found = []
    for season, name in enumerate(_SEASONS, start=1):
        pattern = said.pattern(text.language, "dates", name)
        for hit in matcher(pattern).finditer(text.words):
            near = [one for one in dates(text) if one.year and not one.month and -12 < one.start - hit.end() < 12]
            near += [one for one in dates(text) if one.year and not one.month and -12 < hit.start() - one.end < 3]
            if near and season != 4:
                found.append(TypedDate(*hit.span(), near[0].year, -season, None))
    return found
