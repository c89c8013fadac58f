"""Dates that texts tell: of their event or entry, and since when the association is there, and we are in it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

from briefgen.checks.about import (
    association_named,
    date_field,
    date_of,
    event,
    event_of,
    in_words,
    is_earlier,
    told_otherwise,
    when,
)
from briefgen.checks.amounts import before_words, turn
from briefgen.checks.clauses import is_of_journey
from briefgen.checks.likely import Matcher, matcher, needed
from briefgen.checks.meant import is_of_another, names_it
from briefgen.checks.printing import printed_path
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import (
    TypedDate,
    between,
    dates,
    fits,
    inside,
    numbers,
    quoted,
    sentence,
    with_notes,
    words_of,
)
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.cooperation import HistoryEntry, Membership
from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Association
from briefgen.dates import Date, Point
from briefgen.language import said
from briefgen.problems.diagnostics import Severity
from briefgen.problems.notes import Told

_LONGEST = 45  # days of an event
_LONGEST_DATE = 80  # characters
_NEAR = 60  # characters between a verb and its date, a length and its event


@rule("date-differs", "error", "A text says of its event or entry the day on which it was.")
def date_differs(subject: Subject) -> Iterator[Found]:
    """Find typed dates that a sentence gives to what the text is about, and that aren't its date."""
    for text in with_notes(subject):
        if text.is_name or is_earlier(text.path) or not (dates(text) or _months_alone(text)):
            continue
        own, about = date_of(subject, text.path), event_of(subject, text.path)
        if own is None or own.start is None:
            continue
        words = words_of(text.language)
        for typed in (*dates(text), *_months_alone(text)):
            if typed.decades or typed.until or inside(quoted(text), typed.start):
                continue
            if of_document(text, typed) or _is_of_something_else(text, typed, own, about):
                continue
            start, end = sentence(text.words, typed.start)
            told = text.words[start:end]
            around = text.words[max(start, typed.start - _NEAR) : min(end, typed.end + _NEAR)]
            ran = any(turn(text.language, name, "dates").search(around) for name in ("ran", "lasted")) and (
                names_it(text, about, told) or _begins_with_it(text, told)
            )
            ran = ran or _is_decided(text, typed, own, around)
            if not (ran or matcher(words.held).search(around)) or matcher(words.of_another).search(told):
                continue
            if is_of_another(subject, text, typed, own):
                continue
            others = [number for number in between(numbers(text), start, end) if number.ordinal]
            if any(number.whole not in (1, about.number if about else None) for number in others):
                continue
            known = [own, *_printed_in(subject, text, start, end)]
            if about and about.parent:
                known += [other.date for _, other in subject.entities(Event) if other.id == about.parent]
            if not any(fits(typed, date) for date in known):
                raw = text.raw[typed.start : typed.end]
                message = told_otherwise(subject, raw, known[-1] if len(known) == 2 else own)
                hint = Told("print the date with {{ }}; if something else is meant, say what")
                at, on = typed.start, date_field(subject, text.path)
                yield Found(text.path, message, hint, text.key, at, typed.end - at, rests_on=(on,))
        yield from _begun_otherwise(subject, text, own)
        yield from _so_long_after(subject, text, own)


def of_document(text: TextIn, typed: TypedDate) -> bool:
    """Tell whether a date is that of a letter or another paper: a letter of 25 November."""
    before, behind = text.words[max(0, typed.start - _NEAR) : typed.start], text.words[typed.end : typed.end + _NEAR]
    lead, rest = (said.pattern(text.language, "dates", name) for name in ("document", "document_behind"))
    return bool(re.search(rf"(?<!\w)(?:{lead})\s*$", before, re.IGNORECASE)) or bool(
        re.match(rf"\s*(?:{rest})(?!\w)", behind, re.IGNORECASE)
    )


def _is_of_something_else(text: TextIn, typed: TypedDate, own: Date, about: Event | None) -> bool:
    """Tell whether a day is of a journey, of last year, or of a clause with «which»: a survey that was held."""
    start, end = sentence(text.words, typed.start)
    told, which = text.words[start:end], turn(text.language, "which", "dates")
    is_aside = which.search(text.words, start, typed.start) and not names_it(text, about, told)
    looks_back = matcher(words_of(text.language).looking_back or "(?!)").search(told)
    is_near = _is_soon_before_or_after(typed, own)
    return bool(is_aside or looks_back) or (is_near and is_of_journey(text, typed.start, typed.end))


def _is_soon_before_or_after(typed: TypedDate, own: Date) -> bool:
    """Tell whether a day is one on which people may come to an event, or go home."""
    span, whole = _span_of(typed, own.start.year if own.start else None), _span_of_date(own)
    if span is None or whole is None:
        return False
    return 0 < max((whole[0] - span[1]).days, (span[0] - whole[1]).days) <= _JOURNEY


_JOURNEY = 4  # days


def _is_decided(text: TextIn, typed: TypedDate, own: Date, words: str) -> bool:
    """Tell whether words give a day soon before or after a text's own to a decision that it tells of."""
    span, whole = _span_of(typed, own.start.year if own.start else None), _span_of_date(own)
    decided = turn(text.language, "decided", "dates").search(words) or (
        turn(text.language, "the_same", "dates").search(words)
        and not turn(text.language, "of_the_same_came", "dates").search(words)
    )
    if typed.day is None or span is None or whole is None or not decided:
        return False
    if turn(text.language, "background", "dates").search(words) or _may_be(typed, own):
        return False
    return max((whole[0] - span[1]).days, (span[0] - whole[1]).days) <= _LONGEST


def _begun_otherwise(subject: Subject, text: TextIn, own: Date) -> Iterator[Found]:
    """Yield another month or year with which the text of an entry begins, or a sentence in it in a slip of a year."""
    owner = next((owner for _, owner in subject.owners(text.path)), None)
    if not isinstance(owner, HistoryEntry) or own.start is None or own.start.month is None:
        return
    words = words_of(text.language)
    first = len(text.words) - len(text.words.lstrip())
    for typed in dates(text):
        start, end = sentence(text.words, typed.start)
        told = text.words[start:end]
        before = text.words[start : typed.start].split()
        if (
            typed.year is None
            or typed.decades
            or typed.until
            or len(before) > 1
            or _may_be(typed, own)
            or of_document(text, typed)
        ):
            continue
        if any(matcher(pattern).search(told) for pattern in (words.of_another, words.held)):
            continue  # of what was held others tell
        if turn(text.language, "background", "dates").search(told) or inside(quoted(text), typed.start):
            continue
        # Where the day of the entry stands somewhere else, this is one of before it.
        others = any(_may_be(one, own) for one in (*dates(text), *_months_alone(text)))
        if others or turn(text.language, "later", "dates").search(text.words):
            continue
        if any(start <= at < end and "events." in expression for at, expression in text.expressions):
            continue
        slip = typed.month == own.start.month and typed.year < own.start.year
        if start <= first or slip:
            raw, at, on = text.raw[typed.start : typed.end], typed.start, date_field(subject, text.path)
            message = told_otherwise(subject, raw, own)
            hint = Told("print the date with {{ }}; if something else is meant, say what")
            alike = typed.month == own.start.month or (typed.month and typed.year == own.start.year)
            severity: Severity = "error" if start <= first and alike else "warning"
            yield Found(text.path, message, hint, text.key, at, typed.end - at, severity=severity, rests_on=(on,))


def _may_be(typed: TypedDate, own: Date) -> bool:
    """Tell whether a typed date may be a part of a date, or a day in it."""
    span, whole = _span_of(typed, own.start.year if own.start else None), _span_of_date(own)
    if fits(typed, own) or span is None or whole is None:
        return True
    return span[0] <= whole[1] and whole[0] <= span[1]


def _so_long_after(subject: Subject, text: TextIn, own: Date) -> Iterator[Found]:
    """Yield dates to which “two months later” doesn't lead: from the date typed before it, or from the text's own."""
    if not isinstance(next((owner for _, owner in subject.owners(text.path)), None), HistoryEntry | Event):
        return
    typed_all = dates(text)
    for found in turn(text.language, "later", "dates").finditer(text.words):
        _, end = sentence(text.words, found.start())
        near = (
            one for one in (*typed_all, *_months_alone(text)) if found.end() <= one.start < min(end, found.end() + 15)
        )
        typed = min(near, key=lambda one: one.start, default=None)
        number = _number_of(text, found)
        if any(at < found.start() and "events." in expression for at, expression in text.expressions):
            continue  # another event may be what this follows
        anchors = [one for one in typed_all if one.end <= found.start()]
        begun = _span_of(anchors[-1], None) if anchors else _span_of_date(own)
        if typed is None or not number or begun is None:
            continue
        unit = next(name for name in _UNITS if found[name] or found.groupdict().get(f"next_{name}"))
        away, loose = _UNITS[unit]
        shift = dt.timedelta(days=number * away * (-1 if found["earlier"] else 1))
        try:
            expected = begun[0] + shift - dt.timedelta(days=loose), begun[1] + shift + dt.timedelta(days=loose)
        except OverflowError:
            continue
        spans = [_span_of(typed, year) for year in range(expected[0].year, expected[1].year + 1)]
        if any(span is None or (span[0] <= expected[1] and expected[0] <= span[1]) for span in spans):
            continue
        raw = text.raw[typed.start : typed.end]
        message = Told(
            "“{raw}” isn’t what “{later}” leads to: what it follows was {own}",
            raw=raw,
            later=found[0].strip(" ,"),
            own=when(own) if not anchors else text.raw[anchors[-1].start : anchors[-1].end],
        )
        at, on = typed.start, date_field(subject, text.path)
        hint = Told("correct one of the two dates")
        yield Found(text.path, message, hint, text.key, at, typed.end - at, rests_on=(on,))


_UNITS = {"day": (1.0, 1), "week": (7.0, 4), "month": (30.44, 25), "year": (365.25, 200)}  # days, and how many more


def _number_of(text: TextIn, found: re.Match[str]) -> int:
    said_so, known = (found["number"] or "1").casefold(), words_of(text.language).numbers
    if said_so.isdigit():
        return int(said_so)
    return known.get(said_so) or known.get(said_so[:-1]) or 1  # a year later


def _span_of(typed: TypedDate, year: int | None) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day that a typed date may mean; None if that can't be told."""
    year = typed.year or year
    if year is None or typed.decades or typed.until or not typed.exists:
        return None
    point = Point(year, typed.month, typed.day if typed.month else None)
    return point.first_day, point.last_day


def _span_of_date(date: Date) -> tuple[dt.date, dt.date] | None:
    return (date.start.first_day, date.last.last_day) if date.start and date.last else None


def _months_alone(text: TextIn) -> list[TypedDate]:
    """Return months that a text names without a day and a year: in October."""
    return text.once(_months_in)


def _months_in(text: TextIn) -> list[TypedDate]:
    found = []
    before, ending = (said.pattern(text.language, "dates", name) for name in ("in_month", "month_ends"))
    for month, name in enumerate(words_of(text.language).months, start=1):
        for match in _month_pattern(name).finditer(text.words):
            before_it = between(dates(text), match.start() - _LONGEST_DATE, match.start() + 1)
            inside_date = any(match.start() < date.end for date in before_it)
            alone = re.search(rf"(?:{ending})$", match[0]) or re.search(
                rf"(?<!\w)(?:{before})\s+$", text.words[max(0, match.start() - 8) : match.start()]
            )
            if alone and not inside_date:
                found.append(TypedDate(*match.span(), None, month, None))
    return found


@cache
def _month_pattern(name: str) -> Matcher:
    return Matcher(rf"(?<![\w-])(?:{name})(?!\w)", needed(name), re.NOFLAG)


def _begins_with_it(text: TextIn, words: str) -> bool:
    """Tell whether a sentence of a note is about what the note is on: “it ended on …”."""
    return text.is_note and bool(turn(text.language, "of_itself", "happened").match(words.lstrip()))


def _printed_in(subject: Subject, text: TextIn, start: int, end: int) -> list[Date]:
    """Return the dates of the events that a sentence prints."""
    found = []
    for at, expression in text.expressions:
        steps = expression.split("|")[0].strip().split(".")
        if start <= at < end and steps[0] == "events" and len(steps) > 1:
            item = subject.content.items.get(printed_path(subject, text, ".".join(steps[:2])))
            if item is not None and isinstance(item.value, Event):
                found.append(item.value.date)
    return found


@rule("founded-otherwise", "error", "A text says when the association was founded, and since when we are a member.")
def founded_otherwise(subject: Subject) -> Iterator[Found]:
    """Find texts that give the association another year of foundation, or the agency another one of joining."""
    founded = next((one.founded for _, one in subject.entities(Association)), None)
    joined = None
    for _, membership in subject.entities(Membership):
        held = event_of_membership(subject, membership)
        joined = membership.since or (held.date if held else None)
    for text in with_notes(subject):
        if is_earlier(text.path) or not dates(text):
            continue
        for name, known in (("founded", founded), ("joined", joined)):
            if known is None or known.start is None:
                continue
            if name == "joined" and not text.path.startswith(("cooperation.", "agency.")):
                continue
            for verb in turn(text.language, name, "ages").finditer(text.words):
                start, end = sentence(text.words, verb.start())
                told = text.words[start:end]
                here = [one for one in dates(text) if start <= one.start < end]
                typed = [one for one in here if verb.start() - _NEAR < one.end and one.start < verb.end() + _NEAR]
                named = text.path.startswith("cooperation.membership") or association_named(subject, text, told)
                named = named or (name == "joined" and bool(turn(text.language, "agency", "happened").search(told)))
                if not typed or not named or _counted(text, typed[-1].end, verb.start()):
                    continue
                if turn(text.language, "another_body", "dates").search(told):
                    continue
                if any(_says(one, known) for one in typed):
                    continue
                raw = text.raw[typed[0].start : typed[0].end]
                message = Told("“{raw}”, but the content has {date}", raw=raw, date=in_words(known))
                at, length = typed[0].start, typed[0].end - typed[0].start
                yield Found(text.path, message, Told("correct the one that is wrong"), text.key, at, length)
                break


def _counted(text: TextIn, start: int, end: int) -> bool:
    """Tell whether years are counted there: “in 2017 it was 90 years since it was founded”."""
    years = turn(text.language, "years", "ages")
    between_them = (number for number in numbers(text) if start <= number.start and number.end <= end)
    return any(number.whole is not None and years.match(before_words(text, number)) for number in between_them)


def event_of_membership(subject: Subject, membership: Membership) -> Event | None:
    """Return the event that decided on the membership."""
    return event(subject, membership.decided_at)


def _says(typed: TypedDate, known: Date) -> bool:
    if typed.decades:
        year = known.start.year if known.start else 0
        return year // 10 * 10 % 100 in typed.decades
    return fits(typed, known)
