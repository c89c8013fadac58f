"""The form of a figure's new value: what it asks, what is typed in it, and what the content would say with that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from briefgen.desk.pages.filled import FIELD
from briefgen.making.opened import Opened
from briefgen.upkeep.consequences import unprinted_value
from briefgen.upkeep.forms import ValueForm, value_form
from briefgen.upkeep.saving import FieldsError, entry_of, with_value

NEW = "new."  # before the names of its fields


def is_of_figure(fields: Mapping[str, str]) -> bool:
    """Tell whether a form that is sent is that of a new value."""
    return f"{FIELD}{NEW}value" in fields


def typed_new(fields: Mapping[str, str]) -> dict[str, str]:
    """Return what stands in the fields of a new value, by their names in the content."""
    before = f"{FIELD}{NEW}"
    return {name.removeprefix(before): words for name, words in fields.items() if name.startswith(before)}


def new_names(told: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is told of fields by the names that they have in the form of a new value; "" is the form's."""
    return {NEW + name if name else "": each for name, each in told.items()}


def figure_form(project: Opened, path: str) -> ValueForm:
    """Return the form of a figure's new value: of one that has a date, the new one has a date, too."""
    form = value_form(project, path)
    dated = isinstance(form.now, dict) and form.now.get("as_of") is not None
    asked = (replace(each, needed=each.needed or (dated and each.keys == ("as_of",))) for each in form.questions)
    return replace(form, questions=tuple(asked))


def wrong_in(form: ValueForm, fields: Mapping[str, str]) -> dict[str, str]:
    """Return what of a new value can't be understood or was left out, by the field."""
    typed = typed_new(fields)
    return entry_of(form.questions, {each.name: typed.get(each.name, "") for each in form.questions})[1]


def given(fields: Mapping[str, str]) -> dict[str, Any]:
    """Return a new value as `set_value` takes it, and `with_value`."""
    typed = typed_new(fields)
    return {
        "value": typed.get("value", ""),
        "as_of": typed.get("as_of") or None,
        "sources": [each.strip() for each in typed.get("sources", "").split(",") if each.strip()],
        "qualifier": typed.get("qualifier") or None,
        "verified": "verified" in fields,
    }


@dataclass(frozen=True, slots=True)
class TypedNew:
    """The project as it would be with a new value, or entry, as far as it is typed, and where that then stands.

    `unprinted` says why the newest brief doesn't print it; "" if it does. As long as something is left out that it
    needs, the project is as it stands, and what is new stands nowhere.
    """

    project: Opened
    path: str = ""
    unprinted: str = ""


def with_new(project: Opened, path: str, fields: Mapping[str, str]) -> TypedNew:
    """Return what the project would be with the new value that is typed for the figure at a path.

    Raises `FieldsError` for what can't be understood, and what `with_value` raises.
    """
    form, typed = figure_form(project, path), typed_new(fields)
    wrong = wrong_in(form, fields)
    if told := {name: said for name, said in wrong.items() if typed.get(name, "").strip()}:
        raise FieldsError(new_names(told))
    if wrong:
        return TypedNew(project)
    changed = with_value(project, path, **given(fields))
    at = form.stands_at(typed.get("as_of", ""))
    unprinted = unprinted_value(changed, path) if at == form.path else None
    return TypedNew(changed, at, unprinted.why if unprinted else "")
