"""Days of an event that are counted: the third one, the one on which it opens."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from briefgen.checks.about import (
    date_field,
    event_of,
    in_words,
    is_earlier,
    noun_of,
)
from briefgen.checks.amounts import turn
from briefgen.checks.likely import matcher
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import dates, fits, language_of, sentence, with_notes, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.events import Event
from briefgen.dates import Date
from briefgen.problems.notes import Told

_CLOSE = 30  # characters between a day that is counted and its date


@rule("day-of-event", "error", "The third day of an event is the third of its days.")
def day_of_event(subject: Subject) -> Iterator[Found]:
    """Find “on the third day, 17 October” where the event began on the 14th, and a fourth day where it had three."""
    yield from _opens_on(subject)
    for text in with_notes(subject):
        about = event_of(subject, text.path)
        if about is None or text.is_name or is_earlier(text.path):
            continue
        first, last = about.date.start, about.date.last
        if first is None or last is None or first.day is None or last.day is None:
            continue
        days = (last.first_day - first.first_day).days + 1
        for found in turn(text.language, "nth_day", "dates").finditer(text.words):
            start, end = sentence(text.words, found.start())
            if any(start <= at < end and "events." in expression for at, expression in text.expressions):
                continue
            if not _is_of(subject, text, about, found):
                continue
            nth = _nth(text, found, days)
            if nth is None:
                continue
            day = first.first_day + dt.timedelta(days=nth - 1)
            message, at, length = "", found.start(), len(found[0])
            beside = [one for one in dates(text) if found.end() <= one.start < min(end, found.end() + _CLOSE)]
            if nth > days:
                message = Told("“{raw}”, but its dates are {date}", raw=found[0], date=in_words(about.date))
            elif beside and beside[0].day and not fits(beside[0], Date.parse(day.isoformat())):
                typed = beside[0]
                raw = text.raw[typed.start : typed.end]
                message = Told("“{raw}” isn’t that day: its dates are {date}", raw=raw, date=in_words(about.date))
                at, length = typed.start, typed.end - typed.start
            elif (weekday := _weekday_beside(text, found, end)) and weekday[2] != day.weekday():
                at, length = weekday[0], weekday[1] - weekday[0]
                message = Told(
                    "“{raw}” isn’t that day: its dates are {date}", raw=weekday[3], date=in_words(about.date)
                )
            if message:
                hint, on = Told("correct the day, or the dates"), date_field(subject, text.path)
                yield Found(text.path, message, hint, text.key, at, length, rests_on=(on,))


def _opens_on(subject: Subject) -> Iterator[Found]:
    """Yield «it opens on Tuesday» of an event that begins on a Monday, and the same of its end."""
    for text in with_notes(subject):
        about = None if text.is_name or is_earlier(text.path) else event_of(subject, text.path)
        first, last = (about.date.start, about.date.last) if about else (None, None)
        if about is None or first is None or last is None or first.day is None or last.day is None:
            continue
        for name, day in (("opens", first.first_day), ("closes", last.first_day)):
            pattern = turn(text.language, name, "dates")
            for found in pattern.finditer(text.words) if pattern.search(text.words) else ():
                start, end = sentence(text.words, found.start())
                another = matcher(words_of(text.language).of_another).search(text.words, start, end)
                dated = any(start <= one.start < end for one in dates(text)) or "{{" in text.raw[start:end]
                noun = noun_of(subject, text.language, about)
                if another or dated or not noun or not re.search(rf"(?<!\w)(?:{noun})", text.words[start:end], re.I):
                    continue
                written = found["day"]
                named = {
                    at for at, each in enumerate(words_of(text.language).weekdays) if matcher(each).search(written)
                }
                if named and day.weekday() not in named:
                    message = Told("“{raw}” isn’t that day: its dates are {date}", raw=written,
                                   date=in_words(about.date))  # fmt: skip
                    hint, on = Told("correct the day, or the dates"), date_field(subject, text.path)
                    yield Found(text.path, message, hint, text.key, found.start("day"), len(written), rests_on=(on,))


def _nth(text: TextIn, found: re.Match[str], days: int) -> int | None:
    if found["final"]:
        return days
    if found["opening"]:
        return 1
    told = found["nth"].casefold()
    if told.isdigit():
        return int(told)
    ordinals = words_of(text.language).ordinals
    return next((ordinals[told[:size]] for size in range(len(told), 2, -1) if told[:size] in ordinals), None)


def _is_of(subject: Subject, text: TextIn, about: Event, found: re.Match[str]) -> bool:
    """Tell whether a day that is counted is one of the text's event, and of nothing else: of a visit, of a month."""
    of = found.groupdict().get("of") or ""
    if not of.strip():
        return True
    nouns = re.findall(r"[^\W\d_]{4,}", about.name.root.get(text.key, "") if about.name else "")
    kind = noun_of(subject, text.language, about)
    language = language_of(text.language)
    return (
        any(matcher(language.inflected(noun)).search(of) for noun in nouns)
        or bool(kind and re.search(rf"(?<!\w)(?:{kind})", of, re.IGNORECASE))
        or bool(turn(text.language, "event_noun", "dates").search(of))
    )


def _weekday_beside(text: TextIn, found: re.Match[str], end: int) -> tuple[int, int, int, str] | None:
    for weekday, name in enumerate(words_of(text.language).weekdays):
        if hit := matcher(name).search(text.words, found.end(), min(end, found.end() + _CLOSE)):
            return (*hit.span(), weekday, hit[0])
    return None
