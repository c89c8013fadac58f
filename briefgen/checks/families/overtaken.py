"""What the edition before this one said and this one shouldn't: wordings, deadlines, the state of knowledge of then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from briefgen.checks.about import (
    date_of,
    edition_with,
    event_of,
    is_earlier,
    is_printed,
    name_of,
    noun_of,
    surely_before,
    when,
)
from briefgen.checks.amounts import Amount, amounts, turn
from briefgen.checks.counted import stated
from briefgen.checks.likely import Matcher, matcher
from briefgen.checks.printing import printed_path
from briefgen.checks.rough import roughness
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import TypedDate, clause, dates, readable, sentence, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.base import Number
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Agency, Stat
from briefgen.dates import Date
from briefgen.language import said
from briefgen.problems.diagnostics import Severity
from briefgen.problems.notes import Told

_EARLIER = re.compile(r"\.earlier\[[^\]]*\]")
_SPACES = re.compile(r"\s+")
_LARGE = 20  # a smaller number is also of something else
_LONG = 366  # days after which a state of knowledge is old, whether there was an edition before or not


@rule("wording-of-before", "warning", "A text that was worded anew is so in every language.")
def wording_of_before(subject: Subject) -> Iterator[Found]:
    """Find texts that still have, in one language, the wording that ended, while another language has a new one."""
    newest: dict[str, list[TextIn]] = {}
    for text in subject.texts:
        if is_earlier(text.path):
            path = _EARLIER.sub("", text.path)
            if path not in newest or newest[path][0].path == text.path:
                newest.setdefault(path, []).append(text)
    for path, before in newest.items():
        now = {text.key: text for text in subject.texts_at(path)}
        later = subject.changes_later(path)  # of which the rules on translations tell
        same = [
            text.key for text in before
            if text.key in now and _plain(text) == _plain(now[text.key]) and text.key not in later
        ]  # fmt: skip
        changed = [text.key for text in before if text.key in now and text.key not in same]
        for key in same:
            text = now[key]
            if changed:
                message = Told(
                    "this is still the wording of before, while the text in {key} has a new one", key=repr(changed[0])
                )
            else:
                message = Told("this is word for word the wording that has ended")
            hint = Told("word it anew, or take the earlier wording out")
            yield Found(path, message, hint, key, 0, len(text.raw))


def _plain(text: TextIn) -> str:
    return _SPACES.sub(" ", text.raw).strip()


@rule("deadline-passed", "error", "No text asks for something by a day that has passed.")
def deadline_passed(subject: Subject) -> Iterator[Found]:
    """Find what must be done, or can be done, by a date that lies before the edition's."""
    for text in readable(subject):
        if text.is_name or is_earlier(text.path) or not dates(text):
            continue
        obliged = turn(text.language, "obliged", "time")
        for typed in dates(text):
            start, end = clause(text.words, typed.start, typed.end, _SEMICOLON)
            if not obliged.search(text.words[start:end]) or not _is_until(text, typed, start):
                continue
            own = date_of(subject, text.path) if not typed.year else None
            year = own.start.year if own and own.start else None
            date = typed.date or (replace(typed, year=year).date if year and typed.month else None)
            if date and subject.has_passed(date) and is_printed(subject, text.path):
                message = Told("“{raw}” has passed", raw=text.raw[typed.start : typed.end])
                hint = Told("tell how it went, or take it out")
                yield Found(text.path, message, hint, text.key, typed.start, typed.end - typed.start)
    yield from _greetings(subject)


def _greetings(subject: Subject) -> Iterator[Found]:
    """Yield «a happy 2018» in a brief of the autumn of 2019."""
    today = subject.as_of.year if subject.as_of else None
    for text in readable(subject) if today else ():
        for found in turn(text.language, "greeting", "time").finditer(text.words):
            year = int(next(filter(None, found.groups())))
            if today and year < today and not text.is_name and not is_earlier(text.path):
                message = Told("“{raw}” has passed", raw=found[0])
                hint = Told("tell how it went, or take it out")
                yield Found(text.path, message, hint, text.key, found.start(), len(found[0]))


_SEMICOLON = re.compile(";")
_ENDING = 20  # characters behind a date in which its own ending stands: to the end of 2016


def _is_until(text: TextIn, typed: TypedDate, start: int) -> bool:
    before = text.words[max(start, typed.start - 40) : typed.start]
    until = turn(text.language, "until", "time").pattern
    behind = turn(text.language, "until_behind", "time")
    written = text.words[typed.start : typed.end + _ENDING].split("\n")[0]
    return bool(
        re.search(rf"(?:{until})\s+(?:the\s+)?$", before, re.IGNORECASE)
        or behind.match(text.words, typed.end)
        or re.search(rf"(?:{said.pattern(text.language, 'time', 'until_ending')})(?!\w)", written)
    )


@rule("state-of-before", "warning", "What is told as at a day is of a day after the edition before.")
def state_of_before(subject: Subject) -> Iterator[Found]:
    """Find “as at September 2019” where the edition before this one is of a later day, or a year has passed."""
    edition = edition_with(subject, subject.edition)
    if subject.as_of is None or edition is None:
        return
    previous = edition_with(subject, edition.previous)
    before = previous.as_of.start if previous is not None else None
    for text in readable(subject):
        if is_earlier(text.path):
            continue
        for typed in dates(text):
            start, _ = sentence(text.words, typed.start)
            date = typed.date
            lead = text.words[max(start, typed.start - 40) : typed.start]
            as_at = turn(text.language, "as_at", "time").pattern
            behind = turn(text.language, "as_at_behind", "time")
            told = re.search(rf"(?:{as_at})\s+(?:the\s+)?$", lead, re.IGNORECASE) or behind.match(
                text.words[typed.end : typed.end + 20].lstrip()
            )
            if told and surely_before(Date(subject.as_of), date):
                message = Told("“{raw}” is after the day of the edition", raw=text.raw[typed.start : typed.end])
                hint = Told("correct the date, or the edition’s")
                yield Found(text.path, message, hint, text.key, typed.start, typed.end - typed.start)
                continue
            if not told or date is None or date.last is None or not subject.has_passed(date):
                continue
            old = (subject.as_of.first_day - date.last.last_day).days > _LONG
            # Figures of a year are there when it is over, and stay the newest for another one.
            of_year = date.start is not None and date.start.precision == "year"
            if old or (before is not None and not of_year and date.last.last_day <= before.last_day):
                message = Told("“{raw}”: that is what the edition before knew", raw=text.raw[typed.start : typed.end])
                hint = Told("look how things stand now, and write of which day that is")
                yield Found(text.path, message, hint, text.key, typed.start, typed.end - typed.start)


@rule("forecast-repeated", "warning", "Those who came were counted, not expected.")
def forecast_repeated(subject: Subject) -> Iterator[Found]:
    """Find events that had exactly as many people as were expected, and texts that still tell how many were."""
    for path, held in subject.entities(Event):
        came, expected = held.participants, held.participants_expected
        if held.state == "held" and came and came.people and expected and came.people.value == expected.value:
            message = Told("{number} came, just as many as were expected", number=came.people.value)
            hint = Told("check whether the forecast stands where those who came are counted")
            yield Found(f"{path}.participants.people.value", message, hint)
    for text in readable(subject):
        held_then = None if is_earlier(text.path) else event_of(subject, text.path)
        if held_then is None or held_then.state != "held" or not held_then.participants_expected:
            continue
        came = held_then.participants
        if came is None or came.people is None or came.people.value == held_then.participants_expected.value:
            continue
        forecast = turn(text.language, "forecast", "time")
        for amount in _expected(subject, text, held_then.participants_expected):
            start, end = sentence(text.words, amount.start)
            if not forecast.search(text.words[start:end]):
                message = Told("so many were expected; {number} came", number=came.people.value)
                hint = Told("print those who came, or say that so many were expected")
                yield Found(text.path, message, hint, text.key, amount.start, amount.end - amount.start)


def _expected(subject: Subject, text: TextIn, forecast: Number) -> Iterator[Amount]:
    """Yield where a text prints a forecast of an event, or types it beside the people."""
    for amount in amounts(subject, text):
        if amount.printed:
            item = subject.content.items.get(printed_path(subject, text, amount.printed))
            if item is not None and item.value is forecast:
                yield amount
        elif (
            amount.value == forecast.value
            and "more" not in roughness(text, amount.start, amount.end)  # over a thousand: 1,300 came
            and _behind(text, amount, words_of(text.language).counted.get("people", ""))
        ):
            yield amount


def _behind(text: TextIn, amount: Amount, noun: str) -> bool:
    """Tell whether a noun stands close behind a number."""
    return bool(matcher(noun).search(" ".join(text.words[amount.end : amount.end + 60].split()[:4])))


@rule("figure-of-before", "error", "A figure that is typed is of today.")
def figure_of_before(subject: Subject) -> Iterator[Found]:
    """Find a figure that the content's history has, such as “more than 320 members”, where there is a newer one."""
    before = subject.once(_values_before)
    if not before:
        return
    own = {f"{path}.text": figure for path, figure in subject.entities(Stat)}
    counted_there = {(text.path, text.key, number.start) for text, number, _ in stated(subject)}
    for text in readable(subject):
        if is_earlier(text.path):
            continue
        for amount in amounts(subject, text):
            place = (text.path, text.key, amount.start)
            if amount.printed or amount.value not in before or place in counted_there:
                continue  # what is wrong with an exact number, count-differs says
            for kind, figure in before[amount.value]:
                noun = words_of(text.language).counted.get(kind, "")
                # The text of a figure counts what the figure does, whatever stands behind the number.
                counted = own.get(text.path) is figure or _behind(text, amount, noun)
                if counted and not _is_of_then(subject, text, amount, figure):
                    message = Told("so many there were before; the content has {value}", value=figure.value)
                    hint = Told("print the number with {{ }}, so that it stays right")
                    yield Found(text.path, message, hint, text.key, amount.start, amount.end - amount.start)
                    break


def _is_of_then(subject: Subject, text: TextIn, amount: Amount, figure: Stat) -> bool:
    """Tell whether a sentence speaks of the past, or compares, or its text tells of a day before the figure's."""
    start, end = sentence(text.words, amount.start)
    if any(start <= typed.start < end for typed in dates(text)) or date_of(subject, text.path) is not None:
        return True
    said_then = matcher(words_of(text.language).of_before or "(?!)").search(text.words, start, end)
    same = any(start <= other.start < end and other.value == figure.value for other in amounts(subject, text))
    return bool(said_then) or same


def _values_before(subject: Subject) -> dict[float, list[tuple[str, Stat]]]:
    """Return the values that figures had, with what is counted and the figure of today."""
    found: dict[float, list[tuple[str, Stat]]] = {}
    for path, figure in subject.entities(Stat):
        values = {} if is_earlier(path) else {one.value for one in figure.history} - {figure.value}
        for key, label in figure.label.root.items() if values else ():
            for kind, noun in words_of(key).counted.items() if key in subject.written_in else ():
                if matcher(noun).search(label):
                    for value in values:
                        if value >= _LARGE and (kind, figure) not in found.get(float(value), []):
                            found.setdefault(float(value), []).append((kind, figure))
    return found


@rule("latest-of-before", "warning", "What is called the latest was followed by no other.")
def latest_of_before(subject: Subject) -> Iterator[Found]:
    """Find “the most recent session” of an event after which another of its kind was held."""
    held = [each for _, each in subject.entities(Event) if each.state == "held" and subject.has_passed(each.date)]
    for text in readable(subject):
        told_of = None if is_earlier(text.path) else event_of(subject, text.path)
        if told_of is None:
            continue
        found = _latest(text.language, noun_of(subject, text.language, told_of)).search(text.words)
        if found is None or turn(text.language, "unless", "latest").search(
            text.words, *sentence(text.words, found.start())
        ):
            continue
        for later in held:
            same = later.kind == told_of.kind and (later.body == told_of.body or None in (later.body, told_of.body))
            if same and later is not told_of and surely_before(told_of.date, later.date):
                message = Told("after it there was {later}", later=name_of(later))
                hint = Told("say which it was: its number, or its date")
                yield Found(text.path, message, hint, text.key, found.start(), found.end() - found.start())
                break


@cache
def _latest(language: str, noun: str) -> Matcher:
    """Return how a language calls the latest event of a kind that has such a noun."""
    return matcher(said.pattern(language, "latest", "called").replace("NOUN", f"(?:{noun or said.NOTHING})"))


@rule("counted-too-early", "error", "Those who came were counted when it was over.")
def counted_too_early(subject: Subject) -> Iterator[Found]:
    """Find figures of who came to an event that are of a day before it was over."""
    for path, held in subject.entities(Event):
        if held.participants is None or held.date.start is None or held.date.last is None:
            continue
        for name in ("people", "organisations", "from_countries"):
            figure = getattr(held.participants, name)
            if figure is None or figure.as_of is None or figure.as_of.last is None:
                continue
            day = figure.as_of.last.last_day
            if day < held.date.start.first_day:
                severity: Severity | None = None
            elif day < held.date.last.first_day:
                severity = "warning"
            else:
                continue
            message = Told(
                "counted {day}, and the event ends {end}", day=when(figure.as_of), end=when(Date(held.date.last))
            )
            hint = Told("correct the day of the figure, or of the event")
            yield Found(f"{path}.participants.{name}.as_of", message, hint, severity=severity)


@rule("marking-lowered", "warning", "An edition is for no wider circle than the one before it.")
def marking_lowered(subject: Subject) -> Iterator[Found]:
    """Find editions with a more open marking than the edition before them, whose content they carry on."""
    levels = [marking.id for _, agency in subject.entities(Agency) for marking in agency.markings]
    names = {marking.id: name_of(marking) for _, agency in subject.entities(Agency) for marking in agency.markings}
    for path, edition in subject.entities(Edition):
        before = edition_with(subject, edition.previous)
        if before is None:
            continue
        own, earlier = edition.marking, before.marking
        if own in levels and earlier in levels and levels.index(own) < levels.index(earlier):
            message = Told("the edition before it was marked “{marking}”", marking=names[earlier])
            hint = Told("if what was in it may now be read by more people, acknowledge it")
            yield Found(f"{path}.marking", message, hint, rests_on=(f"editions[{edition.previous}].marking",))
