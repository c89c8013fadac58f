"""How long an event lasts, and the times of day at which it begins and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from briefgen.checks.about import date_field, event_of, in_words, is_earlier, noun_of
from briefgen.checks.amounts import turn
from briefgen.checks.happenings import happenings
from briefgen.checks.lengths import lengths
from briefgen.checks.likely import matcher
from briefgen.checks.meant import called_by
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import language_of, sentence, with_notes, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.events import Event
from briefgen.dates import Date
from briefgen.language import said
from briefgen.problems.diagnostics import Severity
from briefgen.problems.notes import Told

_NEAR = 60  # characters between a verb and a length, a length and its event


@rule("duration-differs", "error", "An event lasts as long as its dates say.")
def duration_differs(subject: Subject) -> Iterator[Found]:
    """Find “two-day” and the like before the name of an event of another length."""
    for text in with_notes(subject):
        if text.is_name or is_earlier(text.path):
            continue
        about = event_of(subject, text.path)
        attached = [one for one in _lengths(text) if _is_of_event(text, *one[:2], about)]
        attached = [one for one in attached if not (about and _is_of_another(subject, text, one[1], about))]
        spent = [one for one in _spent(text) if not any(start <= one[0] < end for start, end, *_ in attached)]
        spent = [one for one in spent if not (about and _is_of_another(subject, text, one[1], about))]
        for start, end, least, most in (*attached, *spent):
            first, last = sentence(text.words, start)
            related = matcher(said.pattern(text.language, "when", "related"))
            if about is None and related.search(text.words, first, last):
                continue
            known = [about.date] if about else []
            known += [
                one.date for one in happenings(subject, text) if first <= one.start < last and _of_event(one.path)
            ]
            counted = {count for date in known if (count := _days(date))}
            if not counted or any(least <= one <= most for one in counted):
                continue
            message = Told("“{raw}”, but its dates are {date}", raw=text.raw[start:end], date=in_words(known[-1]))
            hint, on = Told("correct the number, or the dates"), date_field(subject, text.path)
            # What people spent on it need not be all of it.
            severity: Severity | None = "warning" if (start, end, least, most) in spent else None
            yield Found(text.path, message, hint, text.key, start, end - start, severity=severity, rests_on=(on,))


def _is_of_another(subject: Subject, text: TextIn, end: int, about: Event) -> bool:
    """Tell whether a length is not of what the text tells of: its Forum was followed by a one-day seminar."""
    noun = noun_of(subject, text.language, about)
    others = "|".join(each for each in subject.once(called_by).get(text.language, {}) if each != noun)
    last = sentence(text.words, end - 1)[1]
    behind = text.words[end:last].lstrip()
    return bool(noun and others and matcher(rf"(?:[\w’-]+\s+){{0,2}}(?:{others})\w*").match(behind))


def _of_event(path: str) -> bool:
    return path.startswith("events[")


def _spent(text: TextIn) -> Iterator[tuple[int, int, float, float]]:
    """Yield lengths of days and weeks that something took, or that people spent on it."""
    took, all_of = (turn(text.language, name, "dates") for name in ("spent", "its_days"))
    for one in lengths(text):
        if one.unit not in _IN_DAYS or one.number < 1:
            continue
        start, end = sentence(text.words, one.start)
        before, behind = (
            text.words[max(start, one.start - _NEAR) : one.start],
            text.words[one.end : min(end, one.end + _NEAR)],
        )
        apart = said.pattern(text.language, "when", "related"), words_of(text.language).of_another
        if any(matcher(pattern).search(text.words, start, end) for pattern in apart):
            continue
        if turn(text.language, "not_lasting", "dates").match(behind.lstrip()):
            continue
        if re.search(rf"(?<!\w)(?:{said.pattern(text.language, 'dates', 'not_for')})\s+$", before, re.I):
            continue
        whole = bool(re.search(rf"(?<!\w)(?:{all_of.pattern})\s*$", before, re.I)) or bool(
            all_of.match(text.words, one.start)
        )
        if whole or took.search(before) or took.search(behind):
            days, (under, over) = one.number * _IN_DAYS[one.unit], _OUT[one.unit]
            yield one.start, one.end, days - under, days + over


_IN_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_OUT = {"day": (0, 0), "week": (3, 1), "fortnight": (3, 1)}  # from Monday to Thursday are a week


def _days(date: Date) -> int:
    start, end = date.start, date.end or date.start
    if start is None or end is None or start.day is None or end.day is None:
        return 0
    return (end.first_day - start.first_day).days + 1


def _lengths(text: TextIn) -> Iterator[tuple[int, int, float, float]]:
    """Yield where a text says how long something is, and how many days that is at least and at most."""
    for found in turn(text.language, "weeks_long", "dates").finditer(text.words):
        told = found["number"] or found.groupdict().get("weeks") or ""
        weeks = words_of(text.language).numbers.get(told.casefold(), 1)
        yield *found.span(), 7 * weeks - 3, 7 * weeks + 1  # from Monday to Thursday, from Sunday to Sunday
    for found in turn(text.language, "days_long", "dates").finditer(text.words):
        number = found["number"].casefold()
        words = words_of(text.language).numbers
        days = int(number) if number.isdigit() else words.get(number, 0)
        if days:
            yield *found.span(), days, days


def _is_of_event(text: TextIn, start: int, end: int, about: Event | None) -> bool:
    """Tell whether the length is of an event: its name, or its printed name or number, follows closely."""
    behind = text.raw[end : min(sentence(text.words, start)[1], end + _NEAR)]
    if re.match(r"\s*(?:[\w’-]+\s+){0,2}\{\{\s*(?:event|events|name)\b", behind):
        return True
    names = [about.name.root.get(text.key, "")] if about and about.name else []
    language = language_of(text.language)
    nouns = [word for name in names for word in re.findall(r"[^\W\d_]{4,}", name)[-1:]]
    kinds = [language.inflected(noun) for noun in nouns]
    before = text.words[max(0, start - _NEAR) : start]
    lasted = turn(text.language, "lasted", "dates")
    near = f"{before} {behind}"
    return any(matcher(kind).search(behind) for kind in kinds) or bool(lasted.search(near))


@rule("time-impossible", "error", "A day has 24 hours, and nothing ends before it began.")
def time_impossible(subject: Subject) -> Iterator[Found]:
    """Find times that no clock shows: 25:30, 10:75, 13 p.m.; and from 15:00 to 13:00."""
    for text in with_notes(subject):
        yield from _backwards(text)
        for found in _TIME.finditer(text.words):
            hour, minute = int(found[1]), int(found[2] or 0)
            before, behind = text.words[max(0, found.start() - 20) : found.start()], text.words[found.end() :][:20]
            told = re.search(rf"(?:{turn(text.language, 'at', 'dates').pattern})\s+$", before, re.IGNORECASE) or turn(
                text.language, "oclock", "dates"
            ).match(behind.lstrip())
            half = re.match(r"\s*[ap]\.?m\b", behind)
            wrong = hour > 24 or minute > 59 or (hour == 24 and minute) or (half and hour > 12)
            if wrong and (half or (told and found[2])):
                message = Told("“{raw}”: there is no such time", raw=found[0])
                hint = Told("look the time up")
                yield Found(text.path, message, hint, text.key, found.start(), found.end() - found.start())


def _backwards(text: TextIn) -> Iterator[Found]:
    """Yield times at which something ends before the time of that day at which it began; a night may lie between."""
    for first, last in pairwise(_CLOCK.finditer(text.words)):
        gap = text.words[first.end() : last.start()]
        behind = text.words[last.end() : last.end() + 20].lstrip()
        if not turn(text.language, "till_time", "dates").fullmatch(gap) or turn(text.language, "percent").match(behind):
            continue  # 12.30–11.20 per cent
        begins, ends = _minutes(first, last["half"]), _minutes(last)
        overnight = begins >= _EVENING and ends <= _MORNING
        if ends >= begins or overnight or turn(text.language, "next_day", "dates").search(text.words, last.end()):
            continue
        message = Told("it ends at {end} and begins at {start}", end=last[0].strip(), start=first[0].strip())
        hint = Told("look the time up")
        yield Found(text.path, message, hint, text.key, last.start(), len(last[0].rstrip()))


def _minutes(time: re.Match[str], half: str | None = None) -> int:
    hour, minute = int(time["hour"]), int(time["minute"] or time["minute2"] or 0)
    half = time["half"] or half
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.casefold() == "p" else 0)
    return 60 * hour + minute


_CLOCK = re.compile(
    r"(?<![\d.,:/])(?P<hour>[01]?\d|2[0-4])"
    r"(?:[:.](?P<minute>[0-5]\d)(?!\d|\.\d)|\s?h(?:\s?(?P<minute2>[0-5]\d)(?!\d)|(?!\w))|(?=\s*[ap]\.?m\b))"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?",
    re.IGNORECASE,
)
_EVENING, _MORNING = 17 * 60, 8 * 60  # what goes on over midnight
_TIME = re.compile(r"(?<![\d.,:/-])(\d{1,2})(?:[:.](\d{2}))?(?![\d:/]|[.,]\d)")
