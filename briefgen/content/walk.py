"""The content as one list of values, each with its provenance path and its place in a file.

A provenance path names fields by their keys and list entries by their ids:
``cooperation.history[panama-2016].text``. It stays the same when entries move.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, get_args

from pydantic.fields import FieldInfo

from briefgen.content.schema.base import Entity, Expected, Refers, Signs, TellsDays

_STEPS = re.compile(r"[.\[]")
Keys = tuple[str | int, ...]
"""The way to a value in its file: mapping keys and list indexes."""


@dataclass(frozen=True, slots=True)
class Item:
    """One value: its provenance path, the keys that lead to it in its file, and what its field is marked with."""

    path: str
    keys: Keys
    value: Any
    refers: str | None = None
    expected: Expected | None = None
    signed: bool = False  # it names a person, by the name or the id


def walk(value: Any, path: str, keys: Keys = ()) -> Iterator[Item]:
    """Yield a value and everything below it, entities and lists before what they hold."""
    found: list[Item] = []
    _walk(Item(path, keys, value), found)
    return iter(found)


def _walk(item: Item, found: list[Item]) -> None:
    found.append(item)
    path, keys, value = item.path, item.keys, item.value
    if isinstance(value, Entity):
        for name, refers, expected, signed in _fields(type(value)):
            _walk(Item(f"{path}.{name}", (*keys, name), getattr(value, name), refers, expected, signed), found)
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            _walk(Item(entry_path(path, index, entry), (*keys, index), entry, item.refers, signed=item.signed), found)


@cache
def _fields(model: type[Entity]) -> tuple[tuple[str, str | None, Expected | None, bool], ...]:
    return tuple((name, *markers(field), is_signed(field)) for name, field in model.model_fields.items())


def entry_path(path: str, index: int, entry: Any) -> str:
    """Return the provenance path of a list's entry: by its id, or by its number (from 0) if it has none."""
    return f"{path}[{getattr(entry, 'id', index)}]"


def around(path: str) -> list[str]:
    """Return the paths of what a value stands in, the outermost first, and its own."""
    return [*(path[: sign.start()] for sign in _STEPS.finditer(path)), path]


@lru_cache(maxsize=1 << 16)
def parent(path: str) -> str:
    """Return the path of what holds a value: a field's entity, a list's entry's list; an empty one for a file."""
    if path.endswith("]"):
        return path[: path.rindex("[")]
    return path.rpartition(".")[0]


def owners(items: Mapping[str, Item], path: str) -> Iterator[tuple[str, Entity]]:
    """Yield the entities that a value stands in, the nearest first; an entity is its own first owner."""
    while path:
        item = items.get(path)
        if item is not None and isinstance(item.value, Entity):
            yield path, item.value
        path = parent(path)


def markers(field: FieldInfo) -> tuple[str | None, Expected | None]:
    """Return the kind that a field's ids refer to, and what it is expected to hold."""
    found = marks_of(field)
    refers = next((mark.kind for mark in found if isinstance(mark, Refers)), None)
    expected = next((mark for mark in found if isinstance(mark, Expected)), None)
    return refers, expected


def is_signed(field: FieldInfo) -> bool:
    """Tell whether a field holds the name of a person in one language, or the person's id."""
    return any(isinstance(mark, Signs) for mark in marks_of(field))


def tells_days(field: FieldInfo) -> bool:
    """Tell whether a field holds words with days in figures."""
    return any(isinstance(mark, TellsDays) for mark in marks_of(field))


def marks_of(field: FieldInfo) -> list[Any]:
    """Return all that marks a field, or a part of what it holds."""
    annotation: Any = field.annotation
    return [*field.metadata, *_metadata(annotation)]


@cache
def _metadata(annotation: Hashable) -> tuple[Any, ...]:
    own = tuple(getattr(annotation, "__metadata__", ()))
    return own + tuple(mark for part in get_args(annotation) for mark in _metadata(part) if not isinstance(part, str))
