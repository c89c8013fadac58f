"""Times that texts tell otherwise than as dates: a season, a part of the year, a weekday, an age, last year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefgen.checks.about import date_field, event_of, is_earlier, noun_of, told_otherwise
from briefgen.checks.amounts import turn
from briefgen.checks.clauses import clause_of, is_of_journey
from briefgen.checks.families.told_dates import of_document
from briefgen.checks.happenings import happenings, own_date
from briefgen.checks.likely import matcher
from briefgen.checks.meant import is_a_later_one
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import dates, inside, quoted, sentence, with_notes, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.checks.times import Time, span_of, times
from briefgen.content.schema.organisations import Agency
from briefgen.dates import Date, Point
from briefgen.language import said
from briefgen.problems.notes import Told


@rule("time-differs", "warning", "A season, a weekday or a part of a year is that of what a text tells of.")
def time_differs(subject: Subject) -> Iterator[Found]:
    """Find “in the spring”, “on a Monday”, “late in 2016”, “last year” of what was at another time."""
    country = next((agency.country for _, agency in subject.entities(Agency)), "")
    for text in with_notes(subject):
        if text.is_name or is_earlier(text.path):
            continue
        own = own_date(subject, text)
        for time in (*times(text, own, subject.as_of, country), *_typed(subject, text, own)):
            if inside(quoted(text), time.start):
                continue
            if beside := _date_beside(text, time, own):
                if not time.fits(beside):
                    yield _found(subject, text, time, beside, None)
                continue
            if time.weekdays and is_of_journey(text, time.start, time.end):
                continue
            bound = 0 if time.ends or _begins(subject, text, time) else _bound(text, time)
            told_of = _told_of(subject, text, time, own)
            if any(_is_later(subject, text, time, date) for date in told_of):
                continue
            if told_of and not any(_may_be(time, date, bound) for date in told_of):
                yield _found(subject, text, time, told_of[-1], own)


def _is_later(subject: Subject, text: TextIn, time: Time, date: Date) -> bool:
    return bool(time.spans) and is_a_later_one(subject, text, *sentence(text.words, time.start), time.spans[0][0], date)


def _found(subject: Subject, text: TextIn, time: Time, date: Date, own: Date | None) -> Found:
    raw = text.raw[time.start : time.end].strip(" ,")
    message = told_otherwise(subject, raw, date)
    hint = Told("print the date with {{ }}; if something else is meant, say what")
    on = date_field(subject, text.path)
    return Found(text.path, message, hint, text.key, time.start, len(raw), rests_on=(on,) if on and date == own else ())


def _joins(text: TextIn, gap: str) -> bool:
    between = said.pattern(text.language, "when", "between")
    return bool(re.fullmatch(rf"[\s,()–-]*(?:(?:{between})\s+){{0,2}}", gap, re.IGNORECASE))


def _date_beside(text: TextIn, time: Time, own: Date | None) -> Date | None:
    """Return the day that is typed beside a weekend or a holiday: that is the one it has to be."""
    if not time.holiday and len(time.weekdays) < 2:
        return None
    for one in dates(text):
        gap = text.words[time.end : one.start] if one.start >= time.end else text.words[one.end : time.start]
        year = one.year or (own.start.year if own and own.start else None)
        if one.day and one.month and year and _joins(text, gap):
            try:
                days = "/".join(f"{year}-{one.month:02}-{day:02}" for day in (one.day, one.last) if day)
                return Date.parse(days)
            except ValueError:
                return None
    return None


def _bound(text: TextIn, time: Time) -> int:
    """Return whether words say that something was by then (-1), since then (1), or just then (0)."""
    before = text.words[max(0, time.start - 12) : time.start]
    for name, sign in (("until", -1), ("since", 1)):
        bounds, ends = (said.pattern(text.language, "when", each) for each in (name, f"{name}_ending"))
        if re.search(rf"(?<!\w)(?:{bounds})\s+(?:the\s+)?$", before, re.I) or re.search(
            rf"(?:{ends})$", text.words[time.start : time.end]
        ):
            return sign
    return 0


def _begins(subject: Subject, text: TextIn, time: Time) -> bool:
    """Tell whether a time belongs to what began then: since 2017 is from the first day of a programme."""
    start, end = sentence(text.words, time.start)
    return any(start <= one.start < end and not one.path.startswith("events[") for one in happenings(subject, text))


def _may_be(time: Time, date: Date, bound: int) -> bool:
    """Tell whether something of a date can have been then; or by then, or since then."""
    whole = span_of(date)
    if not bound or whole is None or not time.spans:
        return bool(bound) or time.fits(date)
    return any(whole[0] <= last if bound < 0 else first <= whole[1] for first, last in time.spans)


def _typed(subject: Subject, text: TextIn, own: Date | None) -> Iterator[Time]:
    """Yield dates that are typed where something is called what it was, or beside what is no event.

    “The first event of 2018”, “14 October 1927 as the day of its founding”.
    """
    if not dates(text):
        return
    copula = turn(text.language, "was_one", "happened")
    named = [one for one in happenings(subject, text) if not one.path.startswith("events[")]
    for one in dates(text):
        year = one.year or (own.start.year if own and own.start else None)
        if not year or not one.exists or one.decades or one.until:
            continue
        start, end = sentence(text.words, one.start)
        told = (turn(text.language, name, "ages") for name in ("founded", "joined"))  # founded-otherwise
        others = (matcher(words_of(text.language).held), *told)
        paper = said.pattern(text.language, "dates", "paper")
        if of_document(text, one) or matcher(paper).search(text.words, start, end):
            continue
        before, behind = text.words[start : one.start], text.words[one.end : end]
        this = re.search(
            rf"(?<!\w)(?:{said.pattern(text.language, 'happened', 'this_of')})\s*$", before, re.I
        ) or re.match(rf"\s*(?:{said.pattern(text.language, 'happened', 'this_behind')})(?!\w)", behind, re.I)
        if not this and any(pattern.search(text.words, start, end) for pattern in others):
            continue
        point = Point(year, one.month, one.day if one.month else None)
        beside = any(
            start <= each.start < end and each.start - _NEAR < one.end and one.start < each.end + _NEAR
            for each in named
        )
        if this or (one.year and beside) or (one.year and not one.day and copula.search(text.words, start, end)):
            yield Time(one.start, one.end, ((point.first_day, point.last_day),), on="this" if this else "own")


_NEAR = 60  # characters


def _told_of(subject: Subject, text: TextIn, time: Time, own: Date | None) -> Sequence[Date]:
    """Return the dates of what a clause with a time tells of; none if that can't be told."""
    if time.on == "this" and own is not None:
        return [own]
    start, end = sentence(text.words, time.start)
    first, last = clause_of(text, time.start, time.end)
    named = happenings(subject, text)
    here = [one for one in named if first <= one.start < last]
    related = matcher(said.pattern(text.language, "when", "related"))
    if here:
        apart = f"{text.words[first : time.start]}|{text.words[time.end : last]}"
        return () if related.search(apart) else [one.date for one in here]
    elsewhere = [one.date for one in named if start <= one.start < end]
    if elsewhere:
        # In another clause: wrong if it is the time of nothing at all that the sentence names.
        return [*([own] if own else []), *elsewhere] if time.on != "own" else ()
    if own is None or time.on == "today" or not _is_about_its_own(subject, text, start, end, first, last):
        return ()
    return [own]


def _is_about_its_own(subject: Subject, text: TextIn, start: int, end: int, first: int, last: int) -> bool:
    """Tell whether a clause tells of what its text does, and looks neither back nor on from that."""
    another = (turn(text.language, "back", "when"), turn(text.language, "not_own", "order"))
    if any(pattern.search(text.words, first, last) for pattern in another):
        return False
    held = event_of(subject, text.path)
    noun = noun_of(subject, text.language, held) if held else ""
    return bool(
        turn(text.language, "of_it", "happened").search(text.words, first, last)
        or matcher(words_of(text.language).held).search(text.words, first, last)
        or (noun and re.search(rf"(?<!\w)(?:{noun})", text.words[start:end], re.I))
    )
