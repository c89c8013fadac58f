"""The content: everything in it, one form a thing, and what changes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from briefgen.desk.pages.shown import form, go, page, show
from briefgen.making.judge import check
from briefgen.making.opened import Opened
from briefgen.problems.diagnostics import Diagnostic, ProblemsError
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told
from briefgen.upkeep.editing import ReferredError, UndecidedError, add_entry, remove_value, set_value
from briefgen.upkeep.forms import entry_form, value_form
from briefgen.upkeep.saving import CollisionError, FieldChange, FieldsError, change_thing
from briefgen.upkeep.things import (
    Thing,
    ThingField,
    list_at,
    lists_of,
    place_of,
    references_to,
    thing,
)
from briefgen.upkeep.translations import accept_translations, pending_translations

FIELD, WAS = "f.", "w."


@page
def everything(request: Request, project: Opened) -> Response:
    """Show all lists of the content."""
    return show(request, "content.html.jinja", project, files=lists_of(project))


@page
def thing_page(request: Request, project: Opened) -> Response:
    """Show the form of what stands at a path, or of what a value there belongs to."""
    path = request.query_params.get("path", "")
    try:
        path, field = place_of(project, path)
    except KeyError:
        thing(project, path)  # says where its file can't be read, or how far the path leads
        return show(request, "mistake.html.jinja", project, 404, mistake=Told("there is nothing at {path}", path=path))
    return _thing(request, project, path, field=field or request.query_params.get("field", ""))


def _thing(request: Request, project: Opened, path: str, status: int = 200, **shown: Any) -> Response:
    found = thing(project, path)
    about = {
        "field": "", "typed": {}, "wrong": {}, "collisions": {}, "undecided": (), "since": "", "problems": (), **shown,
    }  # fmt: skip
    return show(
        request, "thing.html.jinja", project, status,
        thing=found, own=rows(found.own), sure=rows(found.sure), reports=reports_of(found, check(project)),
        waiting=_waiting(project, found), figure=value_form(project, path) if found.is_figure else None, **about,
    )  # fmt: skip


def rows(fields: tuple[ThingField, ...]) -> list[tuple[str, list[ThingField]]]:
    """Return the fields in rows: a text has a row with a field for each language."""

    def row(field: ThingField) -> str:
        question = field.question
        return ".".join(question.keys[:-1]) if question.language else question.name

    return [(name, list(together)) for name, together in groupby(fields, row)]


def reports_of(found: Thing, problems: Iterable[Diagnostic]) -> dict[str, list[Diagnostic]]:
    """Return those problems that are of a thing, by the field; "" where they are of it as a whole."""
    names = [field.question.name for field in (*found.own, *found.sure)]
    by_field: dict[str, list[Diagnostic]] = {}
    for problem in problems:
        below = problem.path[len(found.path) :]
        if not problem.path.startswith(found.path) or (below and below[0] not in ".["):
            continue
        below = below.lstrip(".")
        name = next((each for each in names if each == below or each.startswith(f"{below}.")), "") if below else ""
        by_field.setdefault(name, []).append(problem)
    return by_field


def _waiting(project: Opened, found: Thing) -> dict[str, str]:
    """Return the state of each translation of a thing that needs a person, by the field."""
    try:
        pending = pending_translations(project, [found.path])
    except (Mistake, ProblemsError):
        return {}
    return {f"{one.path[len(found.path) + 1 :]}.{one.language}": one.state for one in pending}


def changed_fields(fields: Mapping[str, str]) -> list[FieldChange]:
    """Return the fields of a form with what each said when it was opened."""
    return [
        FieldChange(name.removeprefix(FIELD), fields[WAS + name.removeprefix(FIELD)], words)
        for name, words in fields.items()
        if name.startswith(FIELD) and WAS + name.removeprefix(FIELD) in fields
    ]


@form
def save(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Write what was changed in a form."""
    path = fields.get("path", "")
    changes = changed_fields(fields)

    def write(learning: Mapping[str, Any]) -> Response:
        edited = change_thing(project, path, changes, **learning)
        return go("/thing", path=path, done="saved" if edited.files else "nothing")

    return _written(request, project, path, fields, write)


def _written(
    request: Request,
    project: Opened,
    path: str,
    fields: Mapping[str, str],
    write: Callable[[Mapping[str, Any]], Response],
) -> Response:
    """Write a change, or show the form again with what was typed and with what is wrong."""
    learning = {"since": fields.get("since") or None, "always": fields.get("kind") == "always"}
    if learning["always"]:
        learning["since"] = None
    typed = {name.removeprefix(FIELD): words for name, words in fields.items() if name.startswith(FIELD)}
    why: dict[str, Any] = {}
    try:
        return write(learning)
    except UndecidedError as error:
        why = {"undecided": error.editions}
    except FieldsError as error:
        why = {"wrong": error.wrong}
    except CollisionError as error:
        why = {"collisions": {each.name: each for each in error.fields}}
    except ProblemsError as error:
        why = {"problems": error.problems}
    except Mistake as error:
        why = {"wrong": {"": str(error)}}
    return _thing(request, project, path, 409, typed=typed, since=fields.get("since", ""), **why)


@form
def new_value(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Give a figure a new value; the old one goes to its history."""
    path = fields.get("path", "")

    def write(learning: Mapping[str, Any]) -> Response:
        edited = set_value(
            project, path, fields.get(f"{FIELD}new.value", ""),
            as_of=fields.get(f"{FIELD}new.as_of") or None,
            sources=[each.strip() for each in fields.get(f"{FIELD}new.sources", "").split(",") if each.strip()],
            qualifier=fields.get(f"{FIELD}new.qualifier") or None,
            **learning,
        )  # fmt: skip
        return go("/thing", path=path, done="saved" if edited.files else "nothing")

    return _written(request, project, path, fields, write)


@page
def add_page(request: Request, project: Opened) -> Response:
    """Show the form of a new entry."""
    return _add(request, project, request.query_params.get("path", ""), request.query_params)


def _add(
    request: Request, project: Opened, path: str, typed: Mapping[str, str], status: int = 200, **shown: Any
) -> Response:
    asked = entry_form(project, path)
    about = {"wrong": {}, "undecided": (), "since": "", "problems": (), **shown}

    def fields(questions: tuple[Any, ...]) -> tuple[ThingField, ...]:
        return tuple(ThingField(each, typed.get(FIELD + each.name, ""), "") for each in questions)

    return show(
        request, "add.html.jinja", project, status,
        list=list_at(project, asked.path), own=rows(fields(asked.own)), sure=rows(fields(asked.sure)), **about,
    )  # fmt: skip


@form
def add(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Add an entry."""
    path = fields.get("path", "")
    asked = {each.name: each for part in (entry_form(project, path),) for each in (*part.own, *part.sure)}
    entry: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for name, question in asked.items():
        words = fields.get(FIELD + name, "").replace("\r\n", "\n").strip()
        if words:
            try:
                _put(entry, question.keys, question.read(words))
            except Mistake as error:
                wrong[name] = str(error)
        elif question.needed and not question.within:
            wrong[name] = "this can't be left out"
    why: dict[str, Any] = {"wrong": wrong}
    if not wrong:
        try:
            always = fields.get("kind") == "always"
            since = None if always else fields.get("since") or None
            add_entry(project, path, entry, since=since, always=always)
            return go("/thing", path=f"{path}[{entry['id']}]" if "id" in entry else path, done="saved")
        except UndecidedError as error:
            why = {"undecided": error.editions}
        except ProblemsError as error:
            why = {"problems": error.problems}
        except Mistake as error:
            why = {"wrong": {"": str(error)}}
    return _add(request, project, path, fields, 409, since=fields.get("since", ""), **why)


def _put(entry: dict[str, Any], keys: tuple[str, ...], value: Any) -> None:
    for key in keys[:-1]:
        entry = entry.setdefault(key, {})
    entry[keys[-1]] = value


@page
def remove_page(request: Request, project: Opened) -> Response:
    """Show what refers to an entry, before it is taken out."""
    path = request.query_params.get("path", "")
    return _remove(request, project, path)


def _remove(request: Request, project: Opened, path: str, status: int = 200, **shown: Any) -> Response:
    about = {"undecided": (), "since": "", "wrong": "", **shown}
    return show(
        request, "remove.html.jinja", project, status,
        thing=thing(project, path), references=references_to(project, path), **about,
    )  # fmt: skip


@form
def remove(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Take an entry out."""
    path = fields.get("path", "")
    always = fields.get("kind") == "always"
    try:
        remove_value(
            project, path, anyway="anyway" in fields, since=None if always else fields.get("since") or None,
            always=always,
        )  # fmt: skip
        above = path[: path.rfind("[")]
        return go("/content", done="removed", at=above)
    except UndecidedError as error:
        return _remove(request, project, path, 409, undecided=error.editions, since=fields.get("since", ""))
    except (ReferredError, Mistake) as error:
        return _remove(request, project, path, 409, wrong=str(error))


@form
def confirm(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Confirm that a text says the same in every language."""
    accept_translations(project, [fields.get("text", "")])
    return go("/thing", path=fields.get("path", ""), done="confirmed")
