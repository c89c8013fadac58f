"""What texts say of the brief they stand in: how many bodies it describes, in which order its history is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefgen.checks.about import date_of, is_earlier
from briefgen.checks.likely import matcher
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import language_of, numbers, readable, sentence
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.cooperation import HistoryEntry
from briefgen.content.schema.organisations import Agency, Association, Body, Goals, Office, Programme
from briefgen.language import said
from briefgen.problems.notes import Told

_NEAR = 40  # characters between a number and the noun that it counts
_MOST = 30


@rule("layout-differs", "warning", "What a text says of the brief is so in the brief.")
def layout_differs(subject: Subject) -> Iterator[Found]:
    """Find “the three bodies described below” of five, a history that begins otherwise, “both” of three."""
    counts = subject.once(_counts)
    for text in readable(subject):
        if is_earlier(text.path):
            continue
        if text.path == "cooperation.title":
            yield from _whose_history(subject, text)
        if not text.is_name:
            yield from _counted_here(text, counts)
            yield from _order_of_history(subject, text)
            yield from _both(text)


def _counts(subject: Subject) -> dict[str, set[int]]:
    """Return of what the brief describes how many there are, as somebody may count them."""
    bodies = [body for _, body in subject.entities(Body)]
    goals = [len(each.items) for _, each in subject.entities(Goals)]
    history = sum(1 for path, _ in subject.entities(HistoryEntry) if not is_earlier(path))
    offices = sum(1 for path, _ in subject.entities(Office) if path.startswith("association."))
    return {
        "bodies": {sum(1 for body in bodies if body.parent is None), len(bodies)},
        "goals": set(goals),
        "history": {history},
        "offices": {offices},
        "programmes": {sum(1 for _ in subject.entities(Programme))},
    }


def _counted_here(text: TextIn, counts: dict[str, set[int]]) -> Iterator[Found]:
    here = matcher(said.pattern(text.language, "layout", "here"))
    for name, known in counts.items():
        noun = matcher(said.pattern(text.language, "layout", name))
        for number in numbers(text) if noun.search(text.words) and here.search(text.words) else ():
            start, end = sentence(text.words, number.start)
            counted = not number.ordinal and number.whole and 1 < number.whole <= _MOST and number.whole not in known
            near = noun.search(text.words, number.end, min(end, number.end + _NEAR))
            if counted and near and known - {0} and here.search(text.words, start, end):
                message = Told("there are {number}", number=max(known))
                at, length = number.start, number.end - number.start
                yield Found(text.path, message, Told("correct the number or the list"), text.key, at, length)


def _days_of_history(subject: Subject) -> list[dt.date]:
    return [
        date.start.first_day
        for path, _ in subject.entities(HistoryEntry)
        if not is_earlier(path) and (date := date_of(subject, f"{path}.text")) and date.start
    ]


def _rises(days: Sequence[dt.date]) -> bool:
    return all(one <= other for one, other in pairwise(days))


def _falls(days: Sequence[dt.date]) -> bool:
    return all(one >= other for one, other in pairwise(days))


def _order_of_history(subject: Subject, text: TextIn) -> Iterator[Found]:
    for name, is_so in (("newest_first", _falls), ("oldest_first", _rises)):
        for found in matcher(said.pattern(text.language, "layout", name)).finditer(text.words):
            days = subject.once(_days_of_history)
            if len(days) > 1 and not is_so(days):
                message = Told("the history isn’t in that order")
                hint = Told("correct the sentence, or put the entries in that order")
                yield Found(text.path, message, hint, text.key, found.start(), found.end() - found.start())


def _both(text: TextIn) -> Iterator[Found]:
    """Yield “both” before three, and “all three” of two."""
    last = said.table(text.language, "patterns").get("list_and", "")
    for found in matcher(said.pattern(text.language, "layout", "both")).finditer(text.words) if last else ():
        listed = re.compile(
            rf",?\s+(?P<names>(?:[^\W\d_][\w’-]*\s?){{1,4}}(?:, (?:[^\W\d_][\w’-]*\s?){{1,4}})+?(?:{last})\s+\w+)"
        )
        names = listed.match(text.words, found.end())
        if names:
            message = Told("{number} follow", number=names["names"].count(", ") + 2)
            at, length = found.start(), found.end() - found.start()
            yield Found(text.path, message, Told("correct the number or the list"), text.key, at, length)


def _whose_history(subject: Subject, text: TextIn) -> Iterator[Found]:
    """Yield a heading of the history that names somebody, and neither the agency nor the association."""
    language = language_of(text.language)
    agency = next((each for _, each in subject.entities(Agency)), None)
    association = next((each for _, each in subject.entities(Association)), None)
    if agency is None or association is None:
        return
    names = [each.root.get(text.key, "") for each in (agency.name, agency.short_name) if each]
    named = any(matcher(language.inflected(name)).search(text.raw) for name in names if name)
    partners = matcher(said.pattern(text.language, "layout", "partner"))
    if not named and (found := partners.search(text.raw)):
        message = Told("the history is that of the agency: {name}", name=names[-1])
        yield Found(text.path, message, Told("name the agency"), text.key, found.start(), found.end() - found.start())
