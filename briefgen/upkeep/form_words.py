"""The words that forms and lists show of the schema and of the to-do list, for whoever translates them."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from briefgen.content import schema
from briefgen.content.changing.first_entries import named_in
from briefgen.content.changing.order import type_at
from briefgen.content.changing.wanted import NEVER_ASKED, about_kind, of_model
from briefgen.content.kinds import KINDS
from briefgen.content.model import Values
from briefgen.content.names import EDITIONS
from briefgen.content.own_kinds import CALLED
from briefgen.content.schema.base import Acknowledgement, Earlier, Entity
from briefgen.content.walk import markers
from briefgen.todo.tasks import GROUPS
from briefgen.upkeep.mail_account import account_questions

# What is written alike in every language: numbers, ids, addresses, acronyms.
# A day and a flight, too.
_SAME = re.compile(r"[a-z0-9@.:/_,-]+|[A-Z]+|[0-9.:, ]+[A-Z]{2} [0-9]+")
# Lists of one name in the content: what each is called, by its path; of a kind, by that, too, as texts name it.
LISTS = {
    "people.terms": "terms of office",
    "glossary.terms": "terms",
    "association.goals.items": "goals",
} | {at: called for kind, called in CALLED.items() for at in (kind, *KINDS[kind].lists)}
Message = tuple[str | None, str]
"""A context, or none, and the words in English."""


def form_words() -> Iterator[Message]:
    """Yield what forms, lists and the to-do list can show, as often as it occurs."""
    for group in GROUPS:
        yield None, group.heading
        yield None, group.help
    for stem, file in schema.FILES.items():
        yield "list", stem
        if file.is_list:
            yield "add", stem
        yield from _of_type(file.model, {Entity})
    yield from (("field", name.replace("_", " ")) for name in NEVER_ASKED)  # a change can be of them
    yield from (("field", name) for name in Acknowledgement.model_fields)
    yield "list", EDITIONS
    yield "list", "earlier"  # one of them has a form, and is called by that
    yield from _of_questions(Earlier)
    yield from (("list", name) for name in (*LISTS.values(), "recipients"))
    yield from (("add", name) for name in LISTS.values())
    yield from _of_model(schema.Edition, {Entity})
    yield from _of_questions(schema.Recipient)
    for asked in account_questions():
        yield "field", asked.name.replace("_", " ")
        yield None, asked.about


@cache
def choices_of(field: str) -> frozenset[str]:
    """Return the values that are choices of a field, as the content has them, by the field's own name."""
    found: set[str] = set()
    at = ""
    for context, words in form_words():
        if context == "field":  # whose choices come behind it
            at = words.replace(" ", "_")
        elif context == "choice" and at == field:
            found.add(words.replace(" ", "-"))
    return frozenset(found)


@cache
def none_of(field: str) -> str:
    """Return what an empty list in a field says, by the field's own name; "" where that says nothing."""
    models: set[type[Entity]] = {Entity}
    for each in (*(file.model for file in schema.FILES.values()), schema.Edition):
        deque(_of_type(each, models), maxlen=0)
    fields = (info for model in models for name, info in model.model_fields.items() if name == field)
    return next((expected.none for info in fields if (expected := markers(info)[1]) and expected.none), "")


def _of_type(annotation: Any, seen: set[type[Entity]]) -> Iterator[Message]:
    for kind in type_at(annotation, ()):
        held = get_args(kind)[0] if get_origin(kind) is list else kind
        if isinstance(held, type) and issubclass(held, Entity) and held not in seen:
            yield from _of_model(held, seen)


def _of_model(model: type[Entity], seen: set[type[Entity]]) -> Iterator[Message]:
    seen.add(model)
    yield None, about_kind(model)
    yield from _of_questions(model)
    yield from (("field", name.replace("_", " ")) for name, _held, _field in named_in(model))
    for name, info in model.model_fields.items():
        if name in NEVER_ASKED:
            continue
        if expected := markers(info)[1]:
            yield from ((None, each) for each in (expected.what, expected.none) if each)
        lists = [kind for kind in type_at(info.annotation, ()) if get_origin(kind) is list]
        if lists:
            yield "list", name
        if any(isinstance(held := get_args(kind)[0], type) and issubclass(held, Entity) for kind in lists):
            yield "add", name
        yield from _of_type(info.annotation, seen)


def _of_questions(model: type[BaseModel]) -> Iterator[Message]:
    own, sure = of_model(model, Values(items={}, index={}, files={}), ["en"])
    for asked in (*own, *sure):
        # A field of several parts stands in a group of their names; of one in several languages what is before them.
        for key in asked.keys[:-1] if asked.keys[-1] == "en" else asked.keys:
            yield "field", key.replace("_", " ")
        yield None, asked.about
        if asked.such_as and not _SAME.fullmatch(asked.such_as):
            yield "example", asked.such_as
        for choice in asked.choices or ():
            yield "choice", choice.replace("-", " ")
