"""What time has overtaken, and dates that don't fit or were typed by hand."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterator

from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Programme
from briefgen.content.schema.people import Term
from briefgen.dates import Date
from recall import phrases
from recall.facts import FOLLOWS
from recall.faults import FACTS, PEOPLE, TIME
from recall.planting import Planted, kind
from recall.site import Site, Words

DATE_TYPED = r"date-typed|dates?-(by-)?hand.*"
DIGITS = r"digits-.*|number-.*"

_DATE = re.compile(r"\{\{\s*((?:[\w.]+\.)?date)\s*((?:\|[^}]*)?)\}\}")


@kind("time", "edition moved after its event", TIME, also=(*FACTS, *PEOPLE, *TIME), everywhere=True)
def edition_moved(site: Site, rng: random.Random) -> Iterator[Planted]:
    event = site.content.entity("events", site.value(site.edition).event)
    if event.state == "held":
        return  # an edition that tells how it went may be of any later day
    last = event.date.last.last_day
    for days in (1, 5, 15, 30, 60, 120, 365):
        day = last + dt.timedelta(days=days)
        for written in (day.isoformat(), day.isoformat()[:7] if day.month != last.month else day.isoformat()):
            yield site.change(site.edition, written, "as_of"), (site.edition, "events")


def _shifted(date: Date, days: int) -> str:
    """Return a date some days later, in its own precision."""
    points = []
    for point in (date.start, date.end):
        if point is not None:
            day = point.first_day + dt.timedelta(days=days)
            points.append(day.isoformat()[: {"year": 4, "month": 7, "day": 10}[point.precision]])
    return "/".join(points)


@kind("time", "planned event lies before the edition", TIME, also=(*FACTS, *PEOPLE, *TIME))
def event_passed(site: Site, rng: random.Random) -> Iterator[Planted]:
    for path, event in site.entities(Event):
        if event.state == "planned":
            ahead = (event.date.last.last_day - site.as_of).days
            for days in (ahead + 3, ahead + 20, ahead + 366):
                yield site.change(path, _shifted(event.date, -days), "date"), path


@kind("time", "past event still planned", TIME, also=TIME)
def state_planned(site: Site, rng: random.Random) -> Iterator[Planted]:
    for path, event in site.entities(Event):
        if event.state == "held":
            yield site.change(path, "planned", "state"), path


@kind("time", "future event already held", TIME, also=TIME)
def state_held(site: Site, rng: random.Random) -> Iterator[Planted]:
    for path, event in site.entities(Event):
        if event.state == "planned" and event.date.start.first_day > site.as_of:
            yield site.change(path, "held", "state"), path
        elif event.state == "held":
            for days in (400, 800):
                ahead = (site.as_of - event.date.start.first_day).days + days
                yield site.change(path, _shifted(event.date, ahead), "date"), path


@kind("time", "session outside the event that it is part of", TIME, also=(*FACTS, *PEOPLE, *TIME))
def outside_parent(site: Site, rng: random.Random) -> Iterator[Planted]:
    for path, event in site.entities(Event):
        if event.parent:
            for days in (31, 61, 92):
                yield (
                    site.change(path, _shifted(event.date, days), "date"),
                    (
                        path,
                        site.content.index["events"][event.parent],
                    ),
                )


@kind("time", "ends before it starts", (*TIME, "value-wrong"))
def backwards(site: Site, rng: random.Random) -> Iterator[Planted]:
    for kind_, field in ((Event, "date"), (Programme, "period")):
        for path, entity in site.entities(kind_):
            date = getattr(entity, field)
            if date.end:
                yield site.change(path, f"{date.end}/{date.start}", field), path


def _passed(site: Site, text: Words) -> bool:
    date = site.date_of(text.path)
    return date is not None and date.last is not None and date.last.last_day < site.as_of


@kind("time", "words that have expired", TIME, unfit=DATE_TYPED, also=(*FOLLOWS, DIGITS))
def expired(site: Site, rng: random.Random) -> Iterator[Planted]:
    for text in site.prose(*site.languages):
        if _passed(site, text):
            for sentence in rng.sample(phrases.EXPIRING[text.language], 3):
                yield site.rewrite(text, text.end, 0, sentence), text.path


@kind("time", "words that will expire, without a date", TIME, unfit=DATE_TYPED, also=(*FOLLOWS, DIGITS))
def undated(site: Site, rng: random.Random) -> Iterator[Planted]:
    for text in site.prose(*site.languages):
        owner = site.value(site.owner(text.path))
        dated = site.date_of(text.path) or getattr(owner, "review_by", None) or getattr(owner, "as_of", None)
        dated = dated or getattr(owner, "period", None)
        if not dated:
            yield site.rewrite(text, text.end, 0, rng.choice(phrases.EXPIRING[text.language])), text.path


@kind("time", "date typed for an expression", (*TIME, DIGITS), also=FOLLOWS)
def date_typed(site: Site, rng: random.Random) -> Iterator[Planted]:
    for text in site.texts:
        for found in _DATE.finditer(text.value):
            first, _, _ = found[1].rpartition(".")
            date = site.date_of(text.path)
            if first.startswith("events."):
                date = site.content.entity("events", first.removeprefix("events.").replace("_", "-")).date
            elif first.startswith("cooperation"):
                continue
            if date is None or date.start is None:
                continue
            typed = _typed(text.language, date, rng) if "year" not in found[2] else str(date.start.year)
            yield site.rewrite(text, found.start(), len(found[0]), typed), text.path


def _typed(language: str, date: Date, rng: random.Random) -> str:
    assert date.start is not None
    words = phrases.date_words(language, date.start.first_day)
    last = f"–{date.end.first_day.day}" if date.end and date.end.month == date.start.month else ""
    forms = {
        "en": (
            "{day}{last} {month} {year}",
            "{month} {day}{last}, {year}",
            "{day}.{m:02}.{year}",
            "{day}{last} {month}",
        ),
        "fr": ("le {day} {month} {year}", "{day}{last} {month} {year}"),
        "ka": ("{year} წლის {day}{last} {dative}", "{day}{last} {dative}", "{day:02}.{m:02}.{year}"),
    }[language]
    return rng.choice(forms).format(last=last, **words)


@kind("time", "date typed in prose", (*TIME, DIGITS), unfit=r"words-.*|event-.*", also=(*FOLLOWS, *TIME))
def date_added(site: Site, rng: random.Random) -> Iterator[Planted]:
    for text in site.prose(*site.languages):
        for sentence in rng.sample(phrases.DATED[text.language], 2):
            day = site.as_of - dt.timedelta(days=rng.randrange(30, 900))
            if day.day < 27:
                words = phrases.date_words(text.language, day)
                yield site.rewrite(text, text.end, 0, sentence.format(**words)), text.path


@kind(
    "time",
    "weekday that does not fit the date beside it",
    TIME,
    unfit=f"{DATE_TYPED}|words-.*",
    also=(*FOLLOWS, *TIME, DIGITS),
)
def weekday_typed(site: Site, rng: random.Random) -> Iterator[Planted]:
    for text in site.prose(*site.languages):
        day = site.as_of - dt.timedelta(days=rng.randrange(30, 900))
        sentence = rng.choice(phrases.WEEKDAY_AND_DATE[text.language])
        yield (
            site.rewrite(
                text,
                text.end,
                0,
                sentence.format(
                    weekday=_wrong_weekday(text.language, day, day, rng), **phrases.date_words(text.language, day)
                ),
            ),
            text.path,
        )


@kind(
    "time",
    "weekday that does not fit the date of the entry",
    TIME,
    unfit=f"{DATE_TYPED}|words-.*",
    also=(*FOLLOWS, DIGITS),
)
def weekday_derived(site: Site, rng: random.Random) -> Iterator[Planted]:
    """Put a weekday before the expression that prints the date."""
    for text in site.prose(*site.languages):
        date = site.date_of(text.path)
        if date is None or date.start is None or date.start.precision != "day":
            continue
        weekday = _wrong_weekday(text.language, date.start.first_day, date.last.last_day if date.last else None, rng)
        for found in _DATE.finditer(text.value):
            if found[1] == "date" and "year" not in found[2]:
                yield (
                    site.rewrite(text, found.start(), 0, f"{weekday}, " if text.language != "fr" else f"{weekday} "),
                    text.path,
                )
        if text.path.startswith("cooperation.history") and not date.end:
            # The row's date stands before the text, and the two read as one sentence.
            if text.language == "ka":
                yield site.rewrite(text, 0, 0, f"{weekday}, "), text.path
            elif text.value.startswith(("The ", "At ")):
                yield site.rewrite(text, 0, 1, f"On {weekday}, {text.value[0].lower()}"), text.path


def _wrong_weekday(language: str, first: dt.date, last: dt.date | None, rng: random.Random) -> str:
    days = {(first + dt.timedelta(days=n)).weekday() for n in range(((last or first) - first).days + 1)}
    return rng.choice([name for number, name in enumerate(phrases.WEEKDAYS[language]) if number not in days])


@kind("time", "event's date after an election's term began", (*TIME, *PEOPLE), also=(*TIME, *PEOPLE, *FACTS))
def elected_later(site: Site, rng: random.Random) -> Iterator[Planted]:
    for path, term in site.entities(Term):
        if term.elected_at and term.start:
            event = site.content.index["events"][term.elected_at]
            date = site.value(event).date
            days = (term.start.start.last_day - date.start.first_day).days
            for more in (20, 60):
                moved = _shifted(date, days + more)
                if moved < site.as_of.isoformat():
                    yield site.change(event, moved, "date"), (event, path)
