"""Which of the events that a noun stands for is meant: by a number, a city, a year or a body beside it."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence

from briefgen.checks.about import event_of, noun_of, surely_before
from briefgen.checks.amounts import turn
from briefgen.checks.likely import matcher
from briefgen.checks.said import ids_said
from briefgen.checks.scan import TypedDate, announces, between, dates, language_of, numbers, sentence, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.events import Event
from briefgen.dates import Date
from briefgen.language import said
from briefgen.language.usage import usage

NEAR = 32  # characters between the noun of an event and what says which
_YEAR_NEAR = 12
_BESIDE = 9  # between a verb and its date
LOW = 3  # up to which a number counts something else


class Called:
    """The events that one noun stands for, by what says which of them is meant."""

    def __init__(self) -> None:
        self.all: list[tuple[str, Event]] = []
        self.paths: dict[str, str] = {}  # by their ids
        self.by: dict[tuple[str, object], list[tuple[str, Event]]] = {}

    def add(self, path: str, held: Event) -> None:
        """Have one more of them."""
        self.all.append((path, held))
        self.paths[held.id] = path
        year = held.date.start.year if held.date.start else None
        keys = (("number", held.number), ("city", held.city), ("year", year), ("body", (held.body, year)))
        for key in (*keys, ("body", held.body), ("parent", held.parent)):
            self.by.setdefault(key, []).append((path, held))


def called_by(subject: Subject) -> dict[str, dict[str, Called]]:
    """Return by language what events are called by their kinds, and which they are."""
    found: dict[str, dict[str, Called]] = {code: {} for code in subject.written_in}
    for code in subject.written_in:
        for path, held in subject.entities(Event):
            if noun := noun_of(subject, code, held):
                found[code].setdefault(noun, Called()).add(path, held)
    return found


def meant(
    subject: Subject,
    text: TextIn,
    called: Sequence[Called],
    noun: re.Match[str],
    start: int,
    end: int,
    others: Sequence[re.Match[str]],
    cities: Sequence[tuple[int, int, str]],
) -> list[tuple[str, Event]]:
    """Return the events that something beside a noun says are meant, where nothing says that it is another."""
    first = max(start, noun.start() - NEAR)
    ordinals = [one for one in between(numbers(text), first, noun.end()) if one.ordinal and one.end <= noun.start()]
    nth = ordinals[-1].whole if ordinals else None
    if nth is not None and nth > LOW:
        return [one for each in called for one in each.by.get(("number", nth), ())]
    here = {
        city
        for at, to, city in cities
        if start <= at < end and all(_gap(noun, at, to) <= _gap(other, at, to) for other in others)
    }
    beside = {one.year for one in dates(text) if one.year and first <= one.start < noun.end() + _YEAR_NEAR}
    in_sentence = {one.year for one in between(dates(text), start, end) if one.year}
    bodies = ids_said(subject, text, "bodies", start, end)
    keys: list[tuple[str, object]] = [("city", city) for city in here] + [("year", year) for year in beside]
    keys += [("body", (body, year)) for body in bodies for year in in_sentence]
    keys += [("body", body) for body in bodies if subject.once(_by_body)[body] == 1]
    found = {path: held for each in called for key in keys for path, held in each.by.get(key, ())}
    return [
        (path, held)
        for path, held in found.items()
        if (held.city in here or not beside or (held.date.start and held.date.start.year in beside))
        and not (bodies and held.body and held.body not in bodies)
    ]


def is_a_later_one(subject: Subject, text: TextIn, start: int, end: int, day: dt.date, known: Date) -> bool:
    """Tell whether a sentence speaks of a day after the one known because one more event is offered, or to come."""
    if known.last is None or day <= known.last.last_day:
        return False
    if _is_offered(text, start, end):
        return True
    ahead = subject.as_of is not None and day > subject.as_of.last_day
    to_come = announces(text.language, text.words[start:end]) or (
        _speaks_of_anything(text) and not _is_past(text, start, end) and not _names_own(subject, text, start, end)
    )
    return ahead and subject.has_passed(known) and to_come


def is_of_another(subject: Subject, text: TextIn, typed: TypedDate, own: Date) -> bool:
    """Tell whether a date isn't given to the event that a text is of, but to what is offered, planned, or was before.

    An objective, a point or an answer may speak of anything: there a sentence that isn't about the event itself is
    a plan if it speaks of what is to come; and what was, before an event that is still ahead, was something else.
    """
    start, end = sentence(text.words, typed.start)
    if surely_before(own, typed.date) and _is_offered(text, start, end):
        return True
    first = start + len(text.words[start:end]) - len(text.words[start:end].lstrip())
    verb = matcher(words_of(text.language).held).match(text.words, first, end)
    alone = verb is not None and typed.start - verb.end() < _BESIDE  # Held on 14 May: the event is meant
    if alone or not _speaks_of_anything(text) or _names_own(subject, text, start, end):
        return False
    if not _is_past(text, start, end):
        return not subject.has_passed(typed.date) or _is_offered(text, start, end)
    ahead = subject.as_of and own.start and own.start.first_day > subject.as_of.last_day
    return bool(ahead) and subject.has_passed(typed.date)


def names_it(text: TextIn, about: Event | None, words: str) -> bool:
    """Tell whether words name an event by the noun of its name: the Forum, the session."""
    name = about.name.root.get(text.key, "") if about and about.name else ""
    nouns = re.findall(r"[^\W\d_]{4,}", name)[-1:]
    return any(matcher(language_of(text.language).inflected(noun)).search(words) for noun in nouns)


_OF_ANYTHING = re.compile(r"editions\[.*\.(?:objectives|points|questions)\b")


def _speaks_of_anything(text: TextIn) -> bool:
    """Tell whether a text is an objective, a point or an answer; what is at issue at the event is the event's."""
    return bool(_OF_ANYTHING.match(text.path)) and not text.is_note


def _names_own(subject: Subject, text: TextIn, start: int, end: int) -> bool:
    """Tell whether a sentence is about the event that its text is of."""
    words, about = text.words[start:end], event_of(subject, text.path)
    noun = noun_of(subject, text.language, about) if about else ""
    begins = turn(text.language, "of_itself", "happened").match(words.lstrip())
    nouns = subject.once(called_by).get(text.language, {})
    if begins and any(matcher(rf"(?:{other})\w*").match(begins[0]) for other in nouns):
        begins = None  # the seminar, where the text is about a forum
    return bool(begins or (noun and matcher(rf"(?:{noun})\w*").search(words))) or names_it(text, about, words)


def _is_offered(text: TextIn, start: int, end: int) -> bool:
    if turn(text.language, "offered", "dates").search(text.words, start, end):
        return True
    wished = turn(text.language, "wished", "dates").search(text.words, start, end)
    return bool(wished) and not _is_past(text, start, end)


def _is_past(text: TextIn, start: int, end: int) -> bool:
    past = matcher(usage(text.language).patterns.get("past", said.NOTHING)), turn(text.language, "was_held", "dates")
    return any(each.search(text.words, start, end) for each in past)


def _gap(noun: re.Match[str], start: int, end: int) -> int:
    """Return how far a noun stands from a city; right behind it, it is the city's: the Brussels Forum."""
    return -1 if noun.start() - end == 1 else max(start - noun.end(), noun.start() - end)


def _by_body(subject: Subject) -> Counter[str | None]:
    """Return how many events are of each body."""
    return Counter(held.body for _, held in subject.entities(Event))
