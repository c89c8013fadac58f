"""What texts say of two things in time: which came first, how much later, in the same year."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import cache

from briefgen.checks.about import is_earlier, when
from briefgen.checks.amounts import turn
from briefgen.checks.happenings import Happening, happenings, joined_on, own_date, took_office
from briefgen.checks.lengths import Lapse, lengths
from briefgen.checks.likely import matcher
from briefgen.checks.orders import Ordered, orders, recurs, spans_between
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import dates, inside, numbers, quoted, sentence, with_notes
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.checks.times import Span, span_of
from briefgen.dates import Date, Point
from briefgen.language import said
from briefgen.problems.notes import Told

_BESIDE = 30  # characters between an order and the date that is in it


@rule("span-differs", "warning", "Between two things lies as much time as a text says.")
def span_differs(subject: Subject) -> Iterator[Found]:
    """Find “two months after the admission” and the like where the dates of the content are further apart, or less."""
    for text in with_notes(subject):
        if text.is_name or is_earlier(text.path):
            continue
        named = happenings(subject, text)
        own = own_date(subject, text)
        if not named and own is None:
            continue
        seen: set[tuple[int, int]] = set()
        ordered = list(orders(text, named))
        for order in ordered:
            found = _misplaced(subject, text, order, named, own)
            if found and sentence(text.words, order.start) not in seen:
                seen.add(sentence(text.words, order.start))
                yield found
        for start, end, least, most in _later(text):
            if any(order.start < end and start < order.end for order in ordered) or recurs(text, start, end):
                continue
            found = _not_later(text, start, end, least, most, named, own)
            if found and sentence(text.words, start) not in seen:
                seen.add(sentence(text.words, start))
                yield found
        yield from _for_so_long(subject, text, own)
        yield from (one for one in _apart(text, named) if sentence(text.words, one.offset or 0) not in seen)
        yield from _together(text, named, own)
        yield from _during(text, named, own)
        yield from _anniversaries(text, named, own)


def _misplaced(
    subject: Subject, text: TextIn, order: Ordered, named: Sequence[Happening], own: Date | None
) -> Found | None:
    """Return that what a sentence puts before or after something wasn't there."""
    if inside(quoted(text), order.start):
        return None
    start, end = sentence(text.words, order.start)
    others = {one.date: one for one in named if start <= one.start < end and one.date != order.anchor.date}
    topic: Date | None = None
    if len(others) == 1:
        topic = next(iter(others.values())).date
    elif not others:
        topic = _typed_beside(text, order, start, end, own) or _own_topic(text, order, start, end, own)
    if topic is None or topic == order.anchor.date or _is_so(topic, order.anchor.date, order.least, order.most):
        return None
    return _found(text, order.start, order.end, order.anchor.date, topic)


def _own_topic(text: TextIn, order: Ordered, start: int, end: int, own: Date | None) -> Date | None:
    """Return the day of a text, if a sentence puts that in an order: with a length, or by what it says of it."""
    if own is None or matcher(said.pattern(text.language, "order", "not_own")).search(text.words, start, end):
        return None
    first, last = min(order.start, order.anchor.start), max(order.end, order.anchor.end)
    rest = f"{text.words[start:first]} {text.words[last:end]}"
    return own if order.has_length or turn(text.language, "of_it", "happened").search(rest) else None


def _typed_beside(text: TextIn, order: Ordered, start: int, end: int, own: Date | None) -> Date | None:
    """Return the one date that is typed beside an order: the day before the Forum, on 10 October."""
    typed = [one for one in dates(text) if start <= one.start < end and not one.decades and not one.until]
    if len(typed) != 1 or not typed[0].month or order.start <= typed[0].start < order.end:
        return None
    year = typed[0].year or (order.anchor.date.start.year if order.anchor.date.start else None)
    if abs(typed[0].start - max(order.end, order.anchor.end)) > _BESIDE and abs(order.start - typed[0].end) > _BESIDE:
        return None
    try:
        return Date.parse("-".join(f"{part:02}" for part in (year or 0, typed[0].month, typed[0].day) if part))
    except ValueError:
        return None


def _is_so(topic: Date, anchor: Date, least: float, most: float) -> bool:
    """Tell whether something may lie so many days after something else."""
    one, other = span_of(topic), span_of(anchor)
    if one is None or other is None:
        return True
    earliest, latest = (one[0] - other[1]).days, (one[1] - other[0]).days
    return earliest <= most and least <= latest


def _found(text: TextIn, start: int, end: int, anchor: Date, topic: Date) -> Found:
    message = Told("“{raw}”, but one was {first}, the other {last}", raw=text.raw[start:end].strip(" ,"),
                   first=when(anchor), last=when(topic))  # fmt: skip
    return Found(
        text.path,
        message,
        Told("correct the number, or one of the dates"),
        text.key,
        start,
        len(text.raw[start:end].rstrip(" ,")),
    )


# Later, the following year: than what the text told of before --------------------------------------------------------


def _later(text: TextIn) -> Iterator[tuple[int, int, float, float]]:
    """Yield “two months later”, “the following year” and the like: how many days at least and at most."""
    for one in lengths(text):
        for sign in (1, -1):
            if found := _behind(text.language, sign).match(text.words, one.end):
                yield one.start, found.end(), *_both(sign, one)
    for name, (least, most) in said.table(text.language, "order").get("next", {}).items():
        for found in matcher(name).finditer(text.words):
            yield *found.span(), least, most


@cache
def _behind(language: str, sign: int) -> re.Pattern[str]:
    """Return what makes of a length a time later, or earlier: behind it, or as its ending."""
    name = "later" if sign > 0 else "earlier"
    words, ending = (said.pattern(language, "order", each) for each in (name, f"{name}_ending"))
    return re.compile(
        rf"\s+(?:{words})(?!\w)|(?<={ending})(?!\w)" if ending != said.NOTHING else rf"\s+(?:{words})(?!\w)", re.I
    )


def _both(sign: int, one: Lapse) -> tuple[float, float]:
    return (one.least, one.most) if sign > 0 else (-one.most, -one.least)


def _not_later(
    text: TextIn, start: int, end: int, least: float, most: float, named: Sequence[Happening], own: Date | None
) -> Found | None:
    first, last = sentence(text.words, start)
    if any(first <= typed.start < last and typed.year for typed in dates(text)) or inside(quoted(text), start):
        return None
    here = {one.date: one for one in named if first <= one.start < last}
    if len(here) > 1 and own:
        here.pop(own, None)
    if len(here) != 1:
        return None
    ((_, topic),) = here.items()
    anchors = [one.date for one in named if one.start < first and one.date != topic.date][-1:]
    anchors += [own] if own else []
    if not anchors or any(topic.date == anchor or _is_so(topic.date, anchor, least, most) for anchor in anchors):
        return None
    return _found(text, start, end, anchors[-1], topic.date)


# Between two things, and in the same year ----------------------------------------------------------------------------


def _apart(text: TextIn, named: Sequence[Happening]) -> Iterator[Found]:
    for length, one, other in spans_between(text, named):
        first, second = sorted((one, other), key=lambda each: span_of(each.date) or (dt.date.min, dt.date.min))
        if not _is_so(second.date, first.date, length.least, length.most):
            yield _found(text, length.start, length.end, first.date, second.date)


def _together(text: TextIn, named: Sequence[Happening], own: Date | None) -> Iterator[Found]:
    """Yield “in the same year” of two things of different years."""
    for unit in ("year", "month", "week", "day"):
        for found in matcher(said.pattern(text.language, "order", f"same_{unit}")).finditer(text.words):
            start, end = sentence(text.words, found.start())
            here = {one.date for one in named if start <= one.start < end}
            dated = [*here, *([own] if own and len(here) == 1 else [])]
            spans = [span for date in dated if (span := span_of(date))]
            known = [one for one in dates(text) if start <= one.start < end and one.year]
            if len(spans) == 2 and not known and not _in_one(unit, *spans):
                yield _found(text, *found.span(), dated[-1], dated[0])


def _during(text: TextIn, named: Sequence[Happening], own: Date | None) -> Iterator[Found]:
    """Yield «the 37th Session was held during the Forum» of a session and a forum of other days."""
    for found in matcher(said.pattern(text.language, "order", "during")).finditer(text.words):
        start, end = sentence(text.words, found.start())
        held = turn(text.language, "held_during", "order").search(text.words, start, end)
        here = {one.date for one in named if start <= one.start < end}
        if own and len(here) == 1 and turn(text.language, "of_own", "order").search(text.words, start, end):
            here |= {own}
        spans = [span for date in here if (span := span_of(date))]
        if held and len(spans) == 2 and (spans[0][1] < spans[1][0] or spans[1][1] < spans[0][0]):
            one, other = sorted(here, key=lambda date: span_of(date) or (dt.date.min, dt.date.min))
            yield _found(text, *found.span(), one, other)


def _anniversaries(text: TextIn, named: Sequence[Happening], own: Date | None) -> Iterator[Found]:
    """Yield «the tenth anniversary of that day falls in 2025» of a day in 2016."""
    complete, of_own = (said.pattern(text.language, "order", name) for name in ("anniversary", "anniversary_of"))
    for number in numbers(text) if dates(text) else ():
        start, end = sentence(text.words, number.start)
        found = _behind_a_number(complete).match(text.words, number.end) if number.whole else None
        typed = [one for one in dates(text) if start <= one.start < end and one.year]
        if not found or len(typed) != 1:
            continue
        here = {one.date for one in named if start <= one.start < end}
        if own and matcher(of_own).search(text.words, start, end):
            here = {own}
        since = here.pop().start if len(here) == 1 else None
        if since and typed[0].year not in (since.year, since.year + (number.whole or 0)):
            yield _found(text, typed[0].start, typed[0].end, Date(since), Date(Point(typed[0].year or 0)))


@cache
def _behind_a_number(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})(?!\w)", re.IGNORECASE)


def _in_one(unit: str, one: Span, other: Span) -> bool:
    if unit == "year":
        return bool({one[0].year, one[1].year} & {other[0].year, other[1].year})
    if unit == "month":
        return one[0].replace(day=1) <= other[1] and other[0].replace(day=1) <= one[1]
    away = 0 if unit == "day" else 6
    return (other[0] - one[1]).days <= away and (one[0] - other[1]).days <= away


# For so long ---------------------------------------------------------------------------------------------------------


def _for_so_long(subject: Subject, text: TextIn, own: Date | None) -> Iterator[Found]:
    """Yield “a member for two years”, “in his fifth year in office” where it was another time until then."""
    until = own or (Date(subject.as_of) if subject.as_of else None)
    if until is None:
        return
    begun = [("member", "ages", joined_on(subject)), ("in_office", "order", took_office(subject, text))]
    for start, end, least, most in (*_long(text), *_in_year(text)):
        first, last = sentence(text.words, start)
        to_come = turn(text.language, "yet_to_serve", "order").search(text.words, first, last)
        others = turn(text.language, "before_that", "order").search(text.words, first, last)
        if to_come or others or any(first <= typed.start < last for typed in dates(text)):
            continue
        for name, table, since in begun:
            if since and turn(text.language, name, table).search(text.words, first, last):
                if not _is_so(until, since, least, most):
                    yield _found(text, start, end, since, until)
                break


def _long(text: TextIn) -> Iterator[tuple[int, int, float, float]]:
    for one in lengths(text):
        start, end = sentence(text.words, one.start)
        lead, rest = text.words[max(start, one.start - 16) : one.start], text.words[one.end : min(end, one.end + 24)]
        for_it, behind = (said.pattern(text.language, "order", name) for name in ("for", "for_behind"))
        if _behind(text.language, 1).match(text.words, one.end):
            continue
        if re.search(rf"(?<!\w)(?:{for_it})\s+$", lead, re.I) or re.match(rf"\s*(?:{behind})(?!\w)", rest, re.I):
            yield one.start, one.end, one.least, one.most


def _in_year(text: TextIn) -> Iterator[tuple[int, int, float, float]]:
    """Yield the year of somebody in office, or as a member, that is counted: the fifth is after four."""
    year = re.compile(rf"\s*(?:{said.pattern(text.language, 'order', 'nth_year')})(?!\w)", re.I)
    for one in numbers(text):
        if one.ordinal and one.whole and (found := year.match(text.words, one.end)):
            yield one.start, found.end(), (one.whole - 1) * 365.25 - 31, one.whole * 365.25 + 31
