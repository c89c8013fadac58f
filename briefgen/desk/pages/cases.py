"""How a name that somebody types usually goes in each case: proposed at the fields of its forms, for them to take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from briefgen.desk.pages.answering import look
from briefgen.desk.pages.filled import empty_fields, typed_in
from briefgen.desk.pages.shown import example
from briefgen.making.opened import Opened
from briefgen.problems.diagnostics import ProblemsError
from briefgen.problems.mistakes import Mistake
from briefgen.upkeep.forms import entry_form
from briefgen.upkeep.things import Question, ThingField, thing, with_usual

_NAMES = ("name", "title", "label")  # fields that say what a thing is called


@look
def usual(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Return how the name that is typed in a form usually goes, by the field of each case."""
    path, typed = fields.get("path", ""), typed_in(fields)
    try:
        there = (
            empty_fields(entry_form(project, path).naming.own, {}) if fields.get("new") else thing(project, path).own
        )
    except (ProblemsError, Mistake):
        return JSONResponse({})
    names = {code: typed.get(question.name, "") for code, question in _names_of(there).items()}
    found = with_usual(there, names, path)
    return JSONResponse({each.question.name: each.usual for each in found if each.question.case and each.usual})


def with_cases(path: str, fields: Sequence[ThingField]) -> Sequence[ThingField]:
    """Return the fields of a new entry of a list, those of cases with how the name goes that is typed.

    Until one is typed, they have how that of the example goes.
    """
    asked = _names_of(fields)
    now = {each.question.name: each.now for each in fields}
    typed = {code: now[question.name] for code, question in asked.items()}
    such_as = {code: example(question.such_as, code) for code, question in asked.items()}
    like = {each.question.name: each.usual for each in with_usual(fields, such_as, path)}
    return [
        each
        if each.usual or not each.question.case
        else replace(each, question=replace(each.question, such_as=next(iter(like[each.question.name]), "")))
        for each in with_usual(fields, typed, path)
    ]


def _names_of(fields: Sequence[ThingField]) -> dict[str, Question]:
    """Return the questions for what a thing is called, by language."""
    for name in _NAMES:
        if found := [each.question for each in fields if each.question.keys[:-1] == (name,)]:
            return {str(each.language or each.keys[-1]): each for each in found}
    return {}
