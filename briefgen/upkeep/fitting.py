"""Questions of forms of which the project, and not the schema, knows more: its types of brief, the year of a day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from briefgen.content.changing import wanted
from briefgen.content.changing.edit import CannotEditError
from briefgen.content.changing.wanted import Question
from briefgen.content.model import Values
from briefgen.content.names import EDITIONS
from briefgen.dates import Date
from briefgen.language.typed_dates import UnclearDateError, read_date
from briefgen.making.compose import brief_types, own_briefs
from briefgen.making.opened import Opened
from briefgen.problems.notes import SchemaWord
from briefgen.project.folder import Project

_BRIEFS, _DATE = ("briefs",), ("date",)
_SCENARIO = re.compile(rf"{EDITIONS}\[([^\[\]]+)\]\.scenario\b")


def types_of_brief(project: Project) -> list[str]:
    """Return the types of brief that can be made, the usual ones of the project first."""
    usual = own_briefs(project)
    return [*usual, *(each for each in brief_types(project) if each not in usual)]


def fitted(project: Opened, path: str, questions: Iterable[Question]) -> list[Question]:
    """Return the questions for what stands at a path, or for something new in that list, as the project knows them."""
    return [_fitted(project, path, each) for each in questions]


def day_at(project: Opened, path: str, words: str) -> Date:
    """Return a date that somebody types at a path; of a day of a scenario the event says the year.

    Raises `ValueError` as `read_date`.
    """
    try:
        return read_date(words)
    except UnclearDateError:
        days = [*_days_of_event(project.values[0], path, words)]
        if not days:
            raise
        return days[0]


def _fitted(project: Opened, path: str, question: Question) -> Question:
    if question.keys == _BRIEFS:
        types = {each: SchemaWord("brief", each) for each in types_of_brief(project.project)}
        return replace(wanted.restricted(question, types), choices=types, refers=_BRIEFS[0])
    if question.keys == _DATE and _SCENARIO.match(path):
        return replace(question, read=partial(_read_day, project, path, question))
    return question


def _read_day(project: Opened, path: str, question: Question, words: str) -> Any:
    try:
        return question.read(words)
    except CannotEditError:
        with suppress(ValueError):
            return question.read(str(day_at(project, path, words)))
        raise


def _days_of_event(values: Values, path: str, words: str) -> Iterator[Date]:
    """Yield the dates that are meant by words without a year, those during the event first."""
    found = _SCENARIO.match(path)
    at = values.index.get(EDITIONS, {}).get(found[1], "") if found else ""
    edition: Any = values.items[at].value if at in values.items else None
    of = values.index["events"].get(edition.event, "") if edition else ""
    event: Any = values.items[of].value if of in values.items else None
    held: Date | None = event.date if event else None
    if held is None or held.start is None or held.last is None:
        return
    days = []
    for year in dict.fromkeys((held.start.year, held.last.year)):
        with suppress(ValueError):
            days.append(read_date(f"{words} {year}"))
    first, last = held.start.first_day, held.last.last_day
    yield from sorted(days, key=lambda each: not (each.start and first <= each.start.first_day <= last))
