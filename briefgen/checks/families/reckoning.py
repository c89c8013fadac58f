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
    event,
    event_of,
    in_words,
    is_earlier,
    noun_of,
    surely_before,
    when,
)
from briefgen.checks.amounts import turn
from briefgen.checks.likely import Matcher, matcher
from briefgen.checks.rules import Found, rule
from briefgen.checks.said import said_in
from briefgen.checks.scan import TypedDate, dates, fits, language_of, numbers, readable, sentence, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.base import Number, Reading
from briefgen.content.schema.cooperation import HistoryEntry, Membership
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


# So long after something -------------------------------------------------------------------------------------------


@rule("span-differs", "warning", "Between two things lies as much time as a text says.")
def span_differs(subject: Subject) -> Iterator[Found]:
    """Find “two months after the admission” and the like where the dates of the content are further apart, or less."""
    for text in readable(subject):
        owner = next((owner for _, owner in subject.owners(text.path)), None)
        if not isinstance(owner, HistoryEntry | Event) or is_earlier(text.path) or text.is_name:
            continue
        own = date_of(subject, text.path)
        span = _span(own)
        if own is None or span is None:
            continue
        for found in turn(text.language, "span", "dates").finditer(text.words):
            start, end = sentence(text.words, found.start())
            if any(start <= typed.start < end for typed in dates(text)) or not (number := _number(text, found)):
                continue
            shift = _shift(found)
            anchored = _is_anchored(text, found, start)
            stretch = _anchor_of(text, found, start, end) if anchored else (start, end)
            anchor = _moment(subject, text, *stretch, owner)
            if anchor is None or anchor == own:
                continue
            begun, until = _span(anchor), span
            if begun is None:
                continue
            # «two months after A»: the text's own day is A and two months; «A was two months later»: the contrary.
            sign = -1 if found["earlier"] or found.groupdict().get("before") else 1
            first, last = (begun, until) if anchored else (until, begun)
            away, loose = shift
            days = dt.timedelta(days=sign * number * away)
            expected = first[0] + days - dt.timedelta(days=loose), first[1] + days + dt.timedelta(days=loose)
            if last[0] <= expected[1] and expected[0] <= last[1]:
                continue
            message = Told(
                "“{raw}”, but one was {first}, the other {last}",
                raw=text.raw[found.start() : found.end()].strip(" ,"),
                first=when(anchor),
                last=when(own),
            )
            at, on = found.start(), date_field(subject, text.path)
            hint = Told("correct the number, or one of the dates")
            yield Found(text.path, message, hint, text.key, at, len(found[0].rstrip(" ,")), rests_on=(on,))


def _shift(found: re.Match[str]) -> tuple[float, int]:
    return next(value for name, value in _UNITS.items() if found[name])


def _number(text: TextIn, found: re.Match[str]) -> int:
    told, known = found["number"].casefold(), words_of(text.language).numbers
    return int(told) if told.isdigit() else known.get(told) or known.get(told[:-1]) or 1


def _is_anchored(text: TextIn, found: re.Match[str], start: int) -> bool:
    """Tell whether words say after what it was, and not only “two months later”."""
    before = said.pattern(text.language, "dates", "anchor_before")
    return bool(found["anchored"] or re.search(rf"{before}\s+$", text.words[start : found.start()]))


def _anchor_of(text: TextIn, found: re.Match[str], start: int, end: int) -> tuple[int, int]:
    """Return where that stands after which something was: behind the words, or before them."""
    if said.pattern(text.language, "dates", "anchor_before") != said.NOTHING:
        return start, found.start()
    clause = _CLAUSE.search(text.words, found.end(), end)
    return found.end(), clause.start() if clause else end


def _moment(subject: Subject, text: TextIn, start: int, end: int, owner: object) -> Date | None:
    """Return when that was of which a stretch of a text speaks; None unless just one thing is known."""
    found: dict[str, Date] = {}
    for at, expression in text.expressions:
        steps = expression.split("|")[0].strip().split(".")
        if (
            start <= at < end
            and steps[0] == "events"
            and len(steps) > 1
            and (path := subject.named("events", steps[1]))
        ):
            found[path] = subject.content.items[path].value.date
    for path, held in _numbered(subject, text, start, end):
        found[path] = held.date
    words = text.words[start:end]
    if not found and turn(text.language, "membership", "dates").search(words):
        for path, membership in subject.entities(Membership):
            decided = event(subject, membership.decided_at)
            if date := membership.since or (decided.date if decided else None):
                found[path] = date
    if not found:
        found |= _labelled(subject, text, words, owner)
    if not found:
        found |= _named_by_place(subject, text, words)
    return next(iter(found.values())) if len(found) == 1 else None


def _named_by_place(subject: Subject, text: TextIn, words: str) -> dict[str, Date]:
    """Return the events that a few words name by their kind and their city, or by a kind of which there is one."""
    kinds: dict[str, list[tuple[str, Event]]] = {}
    for path, held in subject.entities(Event):
        noun = noun_of(subject, text.language, held)
        if noun and re.search(rf"(?<!\w)(?:{noun})", words, re.IGNORECASE):
            kinds.setdefault(held.kind, []).append((path, held))
    here = [(path, held) for named in kinds.values() for path, held in named if held.city]
    placed = {path: held.date for path, held in here if _is_in(subject, text, held.city or "", words)}
    if placed or len(kinds) != 1 or len(words.split()) > _FEW_WORDS:
        return placed
    ((kind, named),) = kinds.items()
    return {path: held.date for path, held in named} if len(named) == 1 and kind in _TOLD_BY_KIND else {}


def _is_in(subject: Subject, text: TextIn, city: str, words: str) -> bool:
    """Tell whether words name a city, or the first word of its name: Panama."""
    path = subject.content.index.get("cities", {}).get(city)
    name = subject.content.items[path].value.name.root.get(text.key, "") if path else ""
    language = language_of(text.language)
    names = dict.fromkeys((name, *name.split()[:1]))
    return any(len(each) > _FEW_WORDS and matcher(language.inflected(each)).search(words) for each in names)


_FEW_WORDS = 3
_TOLD_BY_KIND = ("seminar", "forum", "council-session")  # there are many meetings


def _labelled(subject: Subject, text: TextIn, words: str, owner: object) -> dict[str, Date]:
    """Return the entries of the history whose label stands in a few words nearly word for word."""
    found = {}
    stems = {word[:5] for word in _words(words)}
    for path, entry in subject.entities(HistoryEntry):
        label = entry.label.root.get(text.key, "") if entry.label else ""
        known = {word[:5] for word in _words(label)}
        if entry is owner or len(known) < 3 or len(known & stems) < max(3, 0.7 * len(known)):
            continue
        if (date := date_of(subject, f"{path}.text")) and not date.ongoing:
            found[path] = date
    return found


def _words(text: str) -> list[str]:
    return [word.casefold() for word in re.findall(r"[^\W\d_]{3,}", text) if word not in ("the", "The", "was")]


def _numbered(subject: Subject, text: TextIn, start: int, end: int) -> Iterator[tuple[str, Event]]:
    """Yield the events that a stretch names by their number: the 37th Session of the Council."""
    ordinals = [number for number in numbers(text) if number.ordinal and start <= number.start < end]
    if not ordinals:
        return
    bodies = {id for each in said_in(subject, text) if start <= each.start < end for id in each.of("bodies")}
    for path, held in subject.entities(Event):
        near = [number for number in ordinals if held.number and number.whole == held.number]
        noun = noun_of(subject, text.language, held)
        if not near or not noun or (held.body and bodies and held.body not in bodies):
            continue
        behind = text.words[near[0].end : min(end, near[0].end + 40)]
        if re.search(rf"(?<!\w)(?:{noun})", behind, re.IGNORECASE) and (held.number or 0) > 3:
            yield path, held


def _span(date: Date | None) -> tuple[dt.date, dt.date] | None:
    return (date.start.first_day, date.last.last_day) if date and date.start and date.last else None


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
        own = event_of(subject, text.path)
        for typed in told:
            start, end = sentence(text.words, typed.start)
            if not held.search(text.words, start, end) or typed.decades or typed.until:
                continue
            if any(start <= at < end and "events." in expression for at, expression in text.expressions):
                continue
            known = dict(_numbered(subject, text, start, end)) or dict(_of_year(subject, text, typed, start, end))
            if len(known) != 1:
                continue
            ((path, event_there),) = known.items()
            if event_there is own or _fits(typed, event_there.date):
                continue
            raw = text.raw[typed.start : typed.end]
            message = Told("“{raw}”, but that was {own}", raw=raw, own=when(event_there.date))
            hint = Told("print the date with {{ }}; if something else is meant, say what")
            at, length = typed.start, typed.end - typed.start
            yield Found(text.path, message, hint, text.key, at, length, rests_on=(f"{path}.date",))

    yield from _out_of_number(subject)
    yield from _this_season(subject)


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


def _of_year(subject: Subject, text: TextIn, typed: TypedDate, start: int, end: int) -> Iterator[tuple[str, Event]]:
    """Yield the events of the year that is typed which a sentence names by their kind, and their body or city."""
    if typed.year is None or typed.month is None:
        return
    bodies = {id for each in said_in(subject, text) if start <= each.start < end for id in each.of("bodies")}
    words = text.words[start:end]
    for path, held in subject.entities(Event):
        noun = noun_of(subject, text.language, held)
        point = held.date.start
        if not noun or point is None or point.year != typed.year or not re.search(rf"(?<!\w)(?:{noun})", words, re.I):
            continue
        of_body = text.path.startswith(f"association.bodies[{held.body}]")
        if (held.body and (held.body in bodies or of_body)) or (
            not held.body and held.city and _names_city(subject, text, held.city, words)
        ):
            yield path, held


def _names_city(subject: Subject, text: TextIn, city: str, words: str) -> bool:
    path = subject.content.index.get("cities", {}).get(city)
    name = subject.content.items[path].value.name.root.get(text.key, "") if path else ""
    return bool(name) and bool(matcher(language_of(text.language).inflected(name)).search(words))


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
