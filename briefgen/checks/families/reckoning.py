"""Days that are told by counting: so long after something, on the third day, in the order of the history."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from briefgen.checks.about import (
    date_field,
    date_of,
    event_of,
    in_words,
    is_earlier,
    noun_of,
    surely_before,
    when,
)
from briefgen.checks.amounts import turn
from briefgen.checks.happenings import happenings
from briefgen.checks.likely import Matcher, matcher
from briefgen.checks.orders import orders
from briefgen.checks.rules import Found, rule
from briefgen.checks.said import said_in
from briefgen.checks.scan import TypedDate, dates, fits, language_of, numbers, readable, sentence, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.base import Number, Reading
from briefgen.content.schema.cooperation import HistoryEntry
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Association, Programme
from briefgen.dates import Date
from briefgen.language import said
from briefgen.problems.notes import Named, Told, both

_UNITS = {"day": (1.0, 1), "week": (7.0, 4), "month": (30.44, 20), "year": (365.25, 200)}  # days, and how many more
_CLOSE = 30  # characters between a day that is counted and its date
_FEWEST = 4  # entries that show an order
_FAR = dt.timedelta(days=200)  # between an edition and its event
_CLAUSE = re.compile(r"[,;:()–]")


# The third day -----------------------------------------------------------------------------------------------------


@rule("day-of-event", "error", "The third day of an event is the third of its days.")
def day_of_event(subject: Subject) -> Iterator[Found]:
    """Find “on the third day, 17 October” where the event began on the 14th, and a fourth day where it had three."""
    yield from _opens_on(subject)
    for text in readable(subject):
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
    for text in readable(subject):
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


# An event that another text tells of -------------------------------------------------------------------------------


@rule("event-told-otherwise", "error", "A text says of an event of which another tells the day on which it was.")
def event_told_otherwise(subject: Subject) -> Iterator[Found]:
    """Find sentences that name an event by its number, or by its body or city and the year, and give another day."""
    for text in readable(subject):
        if text.is_name or is_earlier(text.path):
            continue
        held = matcher(words_of(text.language).held)
        told = (*dates(text), *_seasons(text)) if held.search(text.words) else ()
        for typed in told:
            start, end = sentence(text.words, typed.start)
            if not held.search(text.words, start, end) or typed.decades or typed.until:
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
            if _fits(typed, date) or (own and own.date == date) or _is_related(subject, text, start, end):
                continue
            raw = text.raw[typed.start : typed.end]
            message = Told("“{raw}”, but that was {own}", raw=raw, own=when(date))
            hint = Told("print the date with {{ }}; if something else is meant, say what")
            at, length = typed.start, typed.end - typed.start
            yield Found(text.path, message, hint, text.key, at, length, rests_on=(path,))

    yield from _out_of_number(subject)
    yield from _next_of_number(subject)
    yield from _this_season(subject)


def _is_related(subject: Subject, text: TextIn, start: int, end: int) -> bool:
    """Tell whether a sentence only says that something else was before what it names, or after it."""
    return any(start <= order.start < end for order in orders(text, happenings(subject, text)))


def _out_of_number(subject: Subject) -> Iterator[Found]:
    """Yield a meeting with a lower number than one of the content, and told of as later, or with a higher one."""
    known = [(path, held) for path, held in subject.entities(Event) if held.number and held.number > _LOW]
    for text in readable(subject) if known else ():
        if text.is_name or is_earlier(text.path):
            continue
        for ordinal in numbers(text):
            if not ordinal.ordinal or ordinal.whole is None or ordinal.whole <= _LOW:
                continue
            start, end = sentence(text.words, ordinal.start)
            typed = [one for one in dates(text) if start <= one.start < end and one.date]
            if len(typed) != 1 or any(start <= at < end for at, _ in text.expressions):
                continue
            date, behind = typed[0].date, text.words[ordinal.end : min(end, ordinal.end + 60)]
            bodies = {id for each in said_in(subject, text) if start <= each.start < end for id in each.of("bodies")}
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
    for text in readable(subject):
        own = None if text.is_name or is_earlier(text.path) else event_of(subject, text.path)
        if own is None or not own.number or own.number <= _LOW:
            continue
        noun = noun_of(subject, text.language, own) or said.NOTHING
        for name, more in (("next_one", 1), ("one_before", -1)):
            for found in _beside_noun(text.language, noun, name).finditer(text.words):
                start, end = sentence(text.words, found.start())
                for ordinal in numbers(text):
                    near = (
                        start <= ordinal.start < end and found.start() - _CLOSE < ordinal.start < found.end() + _CLOSE
                    )
                    if near and ordinal.ordinal and ordinal.whole not in (None, own.number + more, 1, 2):
                        raw = text.raw[ordinal.start : ordinal.end]
                        message = Told("“{raw}”, but this is number {number}", raw=raw, number=own.number)
                        hint = Told("correct the number, or one of the dates")
                        yield Found(text.path, message, hint, text.key, ordinal.start, len(raw))


@cache
def _beside_noun(language: str, noun: str, name: str) -> Matcher:
    pattern = said.pattern(language, "dates", name)
    return matcher(rf"(?:{pattern}),? (?:[\w’-]+,? ){{0,2}}(?:{noun})\w*")


_LOW = 3  # up to which a number counts something else
_BY_NAME = ("commissions-forum",)  # whose body is in its name


def _this_season(subject: Subject) -> Iterator[Found]:
    """Yield «this autumn seminar» of one that was in April; a season with a year is told of above."""
    for text in readable(subject):
        own = None if text.is_name or is_earlier(text.path) else event_of(subject, text.path)
        months = {point.month for point in (own.date.start, own.date.end) if point} if own else set()
        if own is None or None in months or not months:
            continue
        noun = noun_of(subject, text.language, own) or said.NOTHING
        for season in range(4):
            found = None if months & {*_MONTHS[season]} else _in_season(text.language, noun, season).search(text.words)
            if found:
                at, end = found.span("season") if found["season"] else found.span("later")
                message = Told("“{raw}”, but that was {own}", raw=text.raw[at:end], own=when(own.date))
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


# Before the foundation, and out of order -----------------------------------------------------------------------------


@rule("told-before-founding", "warning", "No text tells of something that the association did before it was founded.")
def told_before_founding(subject: Subject) -> Iterator[Found]:
    """Find days before the foundation in texts on the association and its bodies."""
    founded = next((one.founded for _, one in subject.entities(Association)), None)
    if founded is None:
        return
    for text in readable(subject):
        if not text.path.startswith(("association.", "events[", "cooperation.")) or text.is_name or not dates(text):
            continue
        for typed in dates(text):
            start, end = sentence(text.words, typed.start)
            words = text.words[start:end]
            date = typed.date
            if date is None or not surely_before(date, founded) or typed.decades:
                continue
            if not matcher(words_of(text.language).held).search(words) or turn(
                text.language, "another_body", "dates"
            ).search(words):
                continue
            message = Told(
                "{date} is before the association was founded: {founded}",
                date=in_words(date),
                founded=in_words(founded),
            )
            yield Found(text.path, message, Told("correct the date"), text.key, typed.start, typed.end - typed.start)


@rule("entry-out-of-order", "warning", "The history stands in the order of its dates, if it stands in any.")
def entry_out_of_order(subject: Subject) -> Iterator[Found]:
    """Find the only entry of a history that stands between others of later or earlier days: a slip in its date."""
    rows = [
        (path, date)
        for path, entry in subject.entities(HistoryEntry)
        if (date := date_of(subject, f"{path}.text")) and date.start and not date.ongoing and not is_earlier(path)
    ]
    if len(rows) < _FEWEST:
        return
    for sign in (1, -1):
        order = [sign * date.start.first_day.toordinal() for _, date in rows if date.start]
        falls = [at for at, (one, other) in enumerate(pairwise(order)) if one > other]
        if len(falls) != 1:
            continue
        at = falls[0]
        fits_without = [
            wrong
            for wrong in (at, at + 1)
            if all(one <= other for one, other in pairwise(order[:wrong] + order[wrong + 1 :]))
        ]
        if not fits_without or at + 1 == len(rows) - 1:  # the last may have been put below
            continue
        wrong, other = (at, at + 1) if fits_without[0] == at else (at + 1, at)
        (path, date), (beside, day) = rows[wrong], rows[other]
        field = next((f for f in (f"{path}.date", f"{path}.event") if f in subject.content.items), path)
        entry = subject.content.items[beside].value
        message = Told(
            "{date} stands beside {other}, which is of {day}, against the order of the others",
            date=in_words(date),
            other=Named(repr(entry.id), dict(entry.label.root) if entry.label else {}),
            day=in_words(day),
        )
        hint = Told("look whether one of the two dates is wrong; else move the entry")
        ons = {date_field(subject, f"{path}.text"), date_field(subject, f"{beside}.text")} - {field}
        yield Found(field, message, hint, rests_on=tuple(sorted(ons)))
        return


# Programmes --------------------------------------------------------------------------------------------------------


@rule("programme-otherwise", "warning", "The years of a programme that a text types are those of one that there is.")
def programme_otherwise(subject: Subject) -> Iterator[Found]:
    """Find “the programme for 2018–2020” where the programmes are for 2017–2019 and 2020–2022."""
    periods = [(path, one.period) for path, one in subject.entities(Programme) if one.period.start and one.period.last]
    if not periods:
        return
    for text in readable(subject):
        if text.is_name or is_earlier(text.path):
            continue
        programme = matcher(words_of(text.language).of_programme)
        for typed in dates(text):
            if typed.year is None or typed.until is None or not _beside_programme(text, typed, programme):
                continue
            if any(
                period.start and period.last and (period.start.year, period.last.year) == (typed.year, typed.until)
                for _, period in periods
            ):
                continue
            lengths = {period.last.year - period.start.year for _, period in periods if period.start and period.last}
            near = any(
                period.start and period.last and typed.year <= period.last.year and period.start.year <= typed.until
                for _, period in periods
            )
            if not near or typed.until - typed.year not in {size + more for size in lengths for more in (-1, 0, 1)}:
                continue
            message = Told(
                "“{raw}”: the content has programmes for {periods} only",
                raw=text.raw[typed.start : typed.end],
                periods=both(in_words(period) for _, period in periods),
            )
            hint = Told("print the period with {{ }}, or add the programme")
            yield Found(text.path, message, hint, text.key, typed.start, typed.end - typed.start)


def _beside_programme(text: TextIn, typed: TypedDate, programme: Matcher) -> bool:
    before, behind = text.words[max(0, typed.start - _CLOSE) : typed.start], text.words[typed.end : typed.end + _CLOSE]
    return bool(programme.search(before) or programme.search(behind))


# Figures and editions --------------------------------------------------------------------------------------------


@rule("history-repeats", "warning", "A figure of before is another one than that of today.")
def history_repeats(subject: Subject) -> Iterator[Found]:
    """Find figures whose newest value of before is the one of today."""
    for path, number in subject.entities(Number):
        before = max((one for one in number.history if one.as_of and one.as_of.last), key=_day_of, default=None)
        if before and before.value == number.value and before.qualifier == number.qualifier:
            message = Told("{value} stands here, and is the figure of today, too", value=before.value)
            hint = Told("look what the source of then has; if nothing changed, take it out")
            at = next((at for at in subject.content.items if _is_value_of(subject, at, path, before)), path)
            yield Found(at, message, hint)


def _is_value_of(subject: Subject, at: str, path: str, reading: Reading) -> bool:
    """Tell whether a path is that of the value of a reading in the history of a figure."""
    if not (at.startswith(f"{path}.history[") and at.endswith("].value")):
        return False
    return subject.content.items[at.removesuffix(".value")].value is reading


def _day_of(one: Reading) -> dt.date:
    assert one.as_of is not None
    assert one.as_of.last is not None
    return one.as_of.last.last_day


@rule("edition-far", "warning", "An edition is of about the time of its event.")
def edition_far(subject: Subject) -> Iterator[Found]:
    """Find editions of half a year before their event, or more, whose short name is of the event's year."""
    for path, edition in subject.entities(Edition):
        held, start = event_of(subject, path), edition.as_of.start
        if held is None or held.date.start is None or start is None:
            continue
        id = path.partition("[")[2].rstrip("]")
        named = re.match(r"(\d{4})-\d\d", id)
        if named and int(named[1]) != start.year and held.date.start.first_day - start.last_day > _FAR:
            message = Told(
                "{date}, but its event is {held}, and its name here has {year}",
                date=in_words(edition.as_of),
                held=when(held.date),
                year=named[1],
            )
            yield Found(f"{path}.as_of", message, Told("look which of the two is right"))
