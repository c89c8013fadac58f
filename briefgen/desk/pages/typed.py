"""What somebody types in a form, before it is saved: the brief with it, and what the check finds in its fields."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from briefgen.desk.naming import Names
from briefgen.desk.pages.answering import look
from briefgen.desk.pages.at_fields import wrong_by_changes, wrong_by_new_value
from briefgen.desk.pages.brief import BODY, above, chosen
from briefgen.desk.pages.dates import can_be_read
from briefgen.desk.pages.entries import awaited as awaited_entry
from briefgen.desk.pages.entries import half_told, is_of_entry, with_typed, words_in
from briefgen.desk.pages.expressions import unprintable
from briefgen.desk.pages.figures import awaited as awaited_figure
from briefgen.desk.pages.figures import figure_form, is_of_figure, new_names, typed_new, with_new
from briefgen.desk.pages.filled import causes_of, changed_fields, reports_of, sentences, told_once, typed_in
from briefgen.desk.pages.shown import render, words_of
from briefgen.desk.pages.typed_new import TypedNew
from briefgen.desk.values import ValueWords
from briefgen.desk.words import DeskWords
from briefgen.making.judge import check
from briefgen.making.limits import when_issued
from briefgen.making.opened import Opened
from briefgen.making.preview import preview
from briefgen.problems.diagnostics import Diagnostic, ProblemsError
from briefgen.problems.folding import BROKEN, Folded
from briefgen.problems.mistakes import Mistake
from briefgen.upkeep.annexes import is_kept
from briefgen.upkeep.elected import named_until_term
from briefgen.upkeep.forms import entry_form
from briefgen.upkeep.held import unprinted_event, untold, untold_item
from briefgen.upkeep.saving import (
    LEFT_OUT,
    CollisionError,
    FieldChange,
    FieldsError,
    standing_of,
    typed_over,
    with_changes,
)
from briefgen.upkeep.things import thing

UNCONFIRMED = "translation-unconfirmed"


@look
def typed(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Return the brief with what is typed in the forms of a page, or what is wrong with that, by the field."""
    path, made, words = fields.get("path", ""), chosen(request, project, fields), words_of(request, project)
    said: dict[str, Any] = {"body": None, "wrong": {}, "collisions": {}, "message": ""}
    changes = [] if is_of_entry(fields) else changed_fields(fields)
    is_new, new = is_of_figure(fields) or is_of_entry(fields), dict[str, Any]()

    def shown(changed: Opened) -> str:
        found = preview(changed, made["edition"], brief=made["brief"], language=made["language"])
        of_fields = reports_of(path, list(typed_in(fields)), found.lacking)
        if lacking := [each for name in _names(changes) for each in of_fields.get(name, ())]:
            raise ProblemsError(lacking)  # what is typed there isn't shown yet; of the others the check tells
        body = BODY.search(found.html)
        return above(request, changed, made["edition"], found.lacking) + (body[1] if body else "")

    def with_all() -> str:
        changed = with_changes(project, path, changes) if changes else project
        new.clear()
        new.update(_typed_new(project, path, fields, changes, words, shown) if is_new else {})
        body = str(new["body"]) if "body" in new else shown(changed)
        said["message"] = words.sentence(_unmoved(changed, path, _names(changes)))
        return body

    while said["body"] is None:
        wrong: dict[str, str] = {}
        try:
            try:
                said["body"] = with_all()
            except CollisionError as error:  # shown at its field; the brief goes on with what is typed here
                now = {each.name: each.now for each in error.fields}
                said["collisions"] = _named(project, path, now, words)
                changes = [replace(each, was=now.get(each.name, each.was)) for each in changes]
                said["body"] = with_all()
        except FieldsError as error:
            wrong = _at_fields(project, path, fields, error, words)
        except ProblemsError as error:
            wrong = wrong_by_changes(project, path, fields, changes, error.problems, words)
            said["message"] = "" if wrong else sentences(error.problems, words)
        except Mistake as error:
            said["message"] = words.sentence(str(error))
        said["wrong"] |= wrong
        right = [each for each in changes if each.name not in wrong]
        if len(right) == len(changes):
            break
        changes = right  # what is right is shown
    wrong = said["wrong"] | new.get("wrong", {})
    left_out = words.sentence(LEFT_OUT)
    at_another = told_once({name: LEFT_OUT if told == left_out else told for name, told in wrong.items()}, {})
    return JSONResponse(said | {**new, "wrong": wrong, "at_another": [*at_another]})


def _unmoved(changed: Opened, path: str, names: Collection[str]) -> str:
    """Return why the brief stays as it is though the fields with these names say something else by now."""
    if "state" in names and (told := untold(changed, path)):
        return told
    if nowhere := unprinted_event(changed, path):
        return nowhere.why
    if "elected" in names and (told := named_until_term(changed, path)):
        return told
    return untold_item(changed, path) if any(each.partition(".")[0] == "outcome" for each in names) else ""


def _typed_new(
    project: Opened,
    path: str,
    fields: Mapping[str, str],
    changes: Sequence[FieldChange],
    words: DeskWords,
    shown: Callable[[Opened], str],
) -> dict[str, Any]:
    """Return what `typed` says of what is new: the brief with it and the changes of the other form, if it is whole.

    `at` is where it then stands in the content; as long as it isn't whole, it `awaits` what is told by fields.
    """
    said: dict[str, Any] = {"awaits": []}
    try:
        new = _new(project, path, fields, words, changes)
        said["at"] = new.path
        if new.path:
            said["message"] = words.sentence(new.unprinted) if new.unprinted else ""
            half = half_told(project, path, fields) if is_of_entry(fields) else []
            said["awaits"] = [{"told": words.sentence(each.told), "fields": each.fields} for each in half]
            said["body"] = shown(new.project)
    except FieldsError as error:
        said["wrong"] = _at_fields(project, path, fields, error, words)
    except ProblemsError as error:
        said["wrong"] = wrong_by_new_value(path, fields, error.problems, words)
        said["message"] = "" if said["wrong"] else sentences(error.problems, words)
    except Mistake as error:
        said["message"] = words.sentence(str(error))
    if not said.get("at"):
        waits = awaited_entry if is_of_entry(fields) else awaited_figure
        with suppress(ProblemsError, Mistake):  # of a list that is gone, which is told above
            told = waits(project, path, fields)
            said["awaits"] = [{"told": words.sentence(each.told), "fields": each.fields} for each in told]
    return said


def _new(
    project: Opened,
    path: str,
    fields: Mapping[str, str],
    words: DeskWords,
    changes: Sequence[FieldChange] = (),
) -> TypedNew:
    """Return what the project would be with what is new; raises `FieldsError` for what can't be understood, or printed.

    And what `with_new` and `with_typed` raise.
    """
    if is_of_figure(fields):
        return with_new(project, path, fields, changes)
    if wrong := unprintable(project, fields, words):
        raise FieldsError(wrong)
    return with_typed(project, path, fields)


@look
def checked(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Return what the check finds in a thing with what is typed in its form, by the field."""
    path, changes = fields.get("path", ""), changed_fields(fields)
    try:
        if is_of_figure(fields) or is_of_entry(fields):
            found = _found_in_new(project, path, fields, words_of(request, project))
        else:
            changed = with_changes(project, path, changes)
            found = causes_of(path, list(typed_in(fields)), when_issued(project.project, check(changed)))
    except (ProblemsError, Mistake):
        return JSONResponse({"found": None})
    over = words_in(fields) if is_of_entry(fields) else _names(changes)
    for name in {*over} & found.keys():  # what can't be printed there stands there already: see `typed`
        found[name] = [each for each in found[name] if each.problem.code not in BROKEN]
    if is_kept(project, typed_in(fields).get("file", "")):  # it comes with the form, and was looked through
        found["file"] = [each for each in found.get("file", ()) if each.problem.code != "annex-unusable"]
    saved = partial(_is_saved, project, check(project) if found else ())
    shown = {
        name: render(request, "found.html.jinja", project, found=of_field, is_saved=saved)
        for name, of_field in found.items()
    }
    return JSONResponse({"found": shown})


def _is_saved(project: Opened, saved: Iterable[Diagnostic], problem: Diagnostic) -> bool:
    """Tell whether the content has a problem as it is saved: nobody can stand by what isn't there yet."""
    alike = (each for each in saved if (each.path, each.code) == (problem.path, problem.code))
    return any(standing_of(project, each).which == standing_of(project, problem).which for each in alike)


def _found_in_new(
    project: Opened, path: str, fields: Mapping[str, str], words: DeskWords
) -> dict[str, Sequence[Folded]]:
    """Return what the check finds in what is new, by the field; nothing as long as it isn't whole."""
    new = _new(project, path, fields, words)
    problems = when_issued(project.project, check(new.project)) if new.path else ()
    if is_of_figure(fields):
        return new_names(causes_of(new.path, list(typed_new(fields)), problems))
    # That both languages say the same is asked for once it is saved: it is no fault.
    return causes_of(new.path, list(typed_in(fields)), (each for each in problems if each.code != UNCONFIRMED))


def _at_fields(
    project: Opened, path: str, fields: Mapping[str, str], error: FieldsError, words: DeskWords
) -> dict[str, str]:
    """Return what is wrong with what is typed, by the field; "" where nobody is told of it in the midst of a word.

    Of a day that can't be read its calendar tells, once somebody has left the field: see dates.js.
    """
    typed = {name: said for name, said in typed_in(fields).items() if said.strip()}
    unread = {
        each for each in _days_asked(project, path, fields) & {*typed} if not can_be_read(project, path, typed[each])
    }
    return {name: "" if name in unread else words.sentence(told) for name, told in error.wrong.items()}


def _days_asked(project: Opened, path: str, fields: Mapping[str, str]) -> set[str]:
    """Return the fields that take a date, of each form that is asked."""
    if is_of_entry(fields):
        asked = entry_form(project, path)
        return {each.name for each in (*asked.own, *asked.sure) if each.kind == "date"}
    found = thing(project, path)
    days = {each.question.name for each in (*found.own, *found.sure) if each.question.kind == "date"}
    if is_of_figure(fields):
        days |= {*new_names({each.name: each for each in figure_form(project, path).questions if each.kind == "date"})}
    return days


def _named(project: Opened, path: str, now: Mapping[str, str], words: DeskWords) -> dict[str, str]:
    """Return what fields of a thing say by now, as their lists have it."""
    found, values = thing(project, path), ValueWords(project, words, Names(project, words))
    asked = {each.question.name: each.question for each in (*found.own, *found.sure)}
    return {name: values.answer(said, asked[name]) for name, said in now.items()}


def _names(changes: Iterable[FieldChange]) -> set[str]:
    return {each.name for each in typed_over(list(changes))}
