"""Days before the foundation, entries out of order, programmes, and figures of before that are those of today."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise

from briefgen.checks.about import (
    association_named,
    date_field,
    date_of,
    event_of,
    in_words,
    is_earlier,
    surely_before,
    when,
)
from briefgen.checks.amounts import turn
from briefgen.checks.likely import Matcher, matcher
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import TypedDate, dates, sentence, with_notes, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.base import Number, Reading
from briefgen.content.schema.cooperation import HistoryEntry
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.organisations import Association, Programme
from briefgen.problems.notes import Named, Told, both

_CLOSE = 30  # characters between a day that is counted and its date
_FEWEST = 4  # entries that show an order
_FAR = dt.timedelta(days=200)  # between an edition and its event


@rule("told-before-founding", "warning", "No text tells of something that the association did before it was founded.")
def told_before_founding(subject: Subject) -> Iterator[Found]:
    """Find days before the foundation in texts on the association and its bodies."""
    founded = next((one.founded for _, one in subject.entities(Association)), None)
    if founded is None:
        return
    for text in with_notes(subject):
        if not text.path.startswith(("association.", "events[", "cooperation.")) or text.is_name or not dates(text):
            continue
        for typed in dates(text):
            start, end = sentence(text.words, typed.start)
            words = text.words[start:end]
            date = typed.date
            if date is None or not surely_before(date, founded) or typed.decades:
                continue
            since = turn(text.language, "since_year", "ages").search(words) and association_named(subject, text, words)
            happened = since or matcher(words_of(text.language).held).search(words)
            if not happened or turn(text.language, "another_body", "dates").search(words):
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
        hint = Told("check whether one of the two dates is wrong; else move the entry")
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
    for text in with_notes(subject):
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
                "{date}, but its event is {held}, and its short name has {year}",
                date=in_words(edition.as_of),
                held=when(held.date),
                year=named[1],
            )
            yield Found(f"{path}.as_of", message, Told("look which of the two is right"))
