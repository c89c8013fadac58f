"""The form of a figure's new value: what it asks, what is typed in it, and what the content would say with that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from briefgen.desk.pages.filled import FIELD
from briefgen.desk.pages.typed_new import Awaited, TypedNew, left_out
from briefgen.making.opened import Opened
from briefgen.problems.notes import Told
from briefgen.upkeep.consequences import unprinted_value
from briefgen.upkeep.figure_days import cannot_be_of
from briefgen.upkeep.forms import ValueForm, value_form
from briefgen.upkeep.saving import LEFT_OUT, FieldChange, FieldsError, entry_of, with_value

NEW = "new."  # before the names of its fields
# Later nobody can tell where it is from, and no check asks: the sources of now are those of all else there.
_PAST_UNSOURCED = Told("say where this is from: an earlier value is kept in the history with its source")
_PAST = Told("it goes to the history, since its date is before that of the present value")


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
    """Return what of a new value can't be understood or was left out, by the field; one of before has a source."""
    typed = typed_new(fields)
    wrong = entry_of(form.questions, {each.name: typed.get(each.name, "") for each in form.questions})[1]
    if "as_of" not in wrong and (cannot_be := cannot_be_of(form, typed.get("as_of", ""))):
        return {"as_of": cannot_be} | wrong
    if "as_of" not in wrong and form.is_past(typed.get("as_of", "")) and not given(fields)["sources"]:
        wrong = {"sources": _PAST_UNSOURCED} | wrong
    return wrong


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


def with_new(project: Opened, path: str, fields: Mapping[str, str], changes: Sequence[FieldChange] = ()) -> TypedNew:
    """Return what the project would be with the new value that is typed for the figure at a path, and these changes.

    Raises `FieldsError` for what can't be understood, and what `with_value` raises.
    """
    form, day = figure_form(project, path), typed_new(fields).get("as_of", "")
    wrong = wrong_in(form, fields)
    if told := {name: said for name, said in wrong.items() if said != LEFT_OUT}:
        raise FieldsError(new_names(told))
    if wrong:
        return TypedNew(project)
    changed, at = with_value(project, path, changes=changes, **given(fields)), form.stands_at(day)
    if form.is_past(day):
        return TypedNew(changed, at, _PAST)
    is_known = unprinted_value(project, path) is not None  # the form says so of the present value
    unprinted = unprinted_value(changed, path, is_typed=True, is_known=is_known)
    return TypedNew(changed, at, unprinted.why if unprinted else "")


def awaited(project: Opened, path: str, fields: Mapping[str, str]) -> list[Awaited]:
    """Return what the new value that is typed for the figure at a path waits for; nothing while none of it is typed."""
    if not any(words.strip() for words in typed_new(fields).values()):
        return []
    wrong = wrong_in(figure_form(project, path), fields)
    return left_out([NEW + name for name, said in wrong.items() if said == LEFT_OUT])
