"""What a new entry can be asked for at once of the entries that it holds: of each nothing but whom or what it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import get_args, get_origin

from pydantic import BaseModel

from briefgen.content.changing.edit import Edit
from briefgen.content.changing.meant import meant_by
from briefgen.content.changing.order import written_order
from briefgen.content.changing.wanted import NEVER_ASKED, Question, of_field
from briefgen.content.model import Values
from briefgen.content.reading.yaml_file import Value
from briefgen.content.schema.base import Entity
from briefgen.content.walk import markers
from briefgen.problems.notes import Told

_ABOUT = Told("The first ones at once; what more is to be said of each, its own form asks once this is saved.")


def named_in(model: type[BaseModel]) -> Iterator[tuple[str, type[Entity], str]]:
    """Yield the lists of a kind whose entries need nothing but what they name: its field, the kind, theirs for that."""
    for name in (name for group in written_order(model) for name in group):
        annotation = model.model_fields[name].annotation
        held = get_args(annotation)[0] if get_origin(annotation) is list else None
        if name in NEVER_ASKED or not (isinstance(held, type) and issubclass(held, Entity)):
            continue
        needed = [each for each, info in held.model_fields.items() if info.is_required() and each != "id"]
        if "id" in held.model_fields and len(needed) == 1 and markers(held.model_fields[needed[0]])[0]:
            yield name, held, needed[0]


def with_first(change: Edit, own: Sequence[Question], languages: Sequence[str]) -> list[Question]:
    """Return what a new entry of the list that a change leads to is asked, and the first of what it holds, in order."""
    model = change.model((*change.spot.keys, *change.spot.missing, 0))
    if model is None:
        return [*own]
    first = [_first(name, held, field, change.values, languages) for name, held, field in named_in(model)]
    order = [name for group in written_order(model) for name in group]
    return sorted([*own, *first], key=lambda each: order.index(each.keys[0]))


def _first(name: str, held: type[Entity], field: str, values: Values, languages: Sequence[str]) -> Question:
    one = of_field(held, field, values, languages)

    def read(words: str) -> Value:
        ids = [str(one.read(each)) for each in meant_by(words, one.choices or {}, several=True) if each]
        return [{"id": id, field: id} for id in dict.fromkeys(ids)]

    return replace(one, keys=(name,), about=_ABOUT, needed=False, several=True, read=read)
