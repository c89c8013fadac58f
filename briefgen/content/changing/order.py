"""The order in which an entity's fields are written, and what type each has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from pydantic import BaseModel, RootModel

from briefgen.content.schema.base import PAST, Translated
from briefgen.content.walk import Keys

_LAST = ("history", *PAST, "audience", "acknowledge")


def written_order(model: type[BaseModel]) -> list[list[str]]:
    """Return a model's fields in groups: its own first, then those of what it is a kind of; some always last."""
    groups: list[list[str]] = []
    seen = {*_LAST}
    for kind in model.__mro__:
        own = [name for name in vars(kind).get("__annotations__", {}) if name in model.model_fields]
        groups.append([name for name in own if name not in seen])
        seen.update(own)
    return [*filter(None, groups), [name for name in _LAST if name in model.model_fields]]


def predecessor(name: str, present: Iterable[str], model: Any) -> str | None:
    """Return the field, of those present (as they stand), after which a new one is written; None: before all."""
    there = list(present)
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return there[-1] if there else None
    groups = written_order(model)
    own = next((i for i, group in enumerate(groups) if name in group), None)
    if own is None:
        return there[-1] if there else None
    before = groups[own][: groups[own].index(name)]
    close = [field for field in before if field in there]
    if close:
        return close[-1]
    earlier = [field for field in there if any(field in group for group in groups[:own])]
    return earlier[-1] if earlier else None


def in_written_order(value: dict[str, Any], model: Any, neighbour: Iterable[str]) -> dict[str, Any]:
    """Return a new entry with its fields as the neighbour has them, and the others where the schema has them."""
    order = [name for name in neighbour if name in value]
    own = written_order(model) if isinstance(model, type) and issubclass(model, BaseModel) else []
    rest = [name for group in own for name in group if name in value and name not in order]
    for name in [*rest, *(name for name in value if name not in order and name not in rest)]:
        after = predecessor(name, order, model)
        order.insert(order.index(after) + 1 if after is not None else 0, name)
    return {name: value[name] for name in order}


def type_at(annotation: Any, keys: Keys) -> frozenset[Any]:
    """Return the types that a value at these keys may have, without what restricts them; none if there is no such."""
    found = _alternatives(annotation)
    for key in keys:
        found = frozenset(kind for each in found for step in _step(each, key) for kind in _alternatives(step))
    return found


def _step(annotation: Any, key: str | int) -> list[Any]:
    origin, parts = getattr(annotation, "__origin__", annotation), get_args(annotation)
    if origin is list and isinstance(key, int):
        return [parts[0]]
    if origin is dict and isinstance(key, str):
        return [parts[1]]
    if isinstance(annotation, type) and issubclass(annotation, Translated | RootModel):
        return [str]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel) and key in annotation.model_fields:
        return [annotation.model_fields[str(key)].annotation]
    return []


def _alternatives(annotation: Any) -> frozenset[Any]:
    if hasattr(annotation, "__metadata__"):
        return _alternatives(annotation.__origin__)
    parts = get_args(annotation)
    if parts and getattr(annotation, "__origin__", None) not in (list, dict):
        return frozenset(kind for part in parts for kind in _alternatives(part))  # a union, or choices
    return frozenset([annotation])
