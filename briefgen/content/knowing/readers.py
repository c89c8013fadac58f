"""The content as some readers may see it: without the entries that are for fewer of them.

Each field has its audience by its nature (`schema.audience`), and is withheld as it is localised. An entry can be for
fewer readers than its fields are; it isn't there for the others, nor is what rests on it, such as the term of a person.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from briefgen.content.model import Content
from briefgen.content.names import EDITIONS
from briefgen.content.schema.audience import Readers
from briefgen.content.schema.base import Entity
from briefgen.content.walk import entry_path, markers, walk


@dataclass(frozen=True, slots=True)
class Shown:
    """The content without what is hidden from some readers, and the paths of what is."""

    content: Content
    hidden: frozenset[str] = frozenset()


def shown_to(content: Content, readers: Readers) -> Shown:
    """Return the content as readers may see it; the same content if nothing in it is hidden from them."""
    hidden: set[str] = set()
    found = {path for path, each in _entities(content) if not readers.may_read(each.for_at_most)}
    while found:
        hidden |= found
        lost = {(kind, id) for kind, ids in content.index.items() for id, path in ids.items() if _is_in(path, hidden)}
        found = {path for path, each in _entities(content) if path not in hidden and _rests_on(each, lost)}
    if not hidden:
        return Shown(content)
    roots = {root: _without(content.items[root].value, root, hidden) for root in content.roots}
    items = {}
    for root, value in roots.items():
        for each in walk(value, root):
            keys = content.items[each.path].keys
            items[each.path] = each if each.keys == keys else replace(each, keys=keys)
    index = {kind: {id: path for id, path in ids.items() if path in items} for kind, ids in content.index.items()}
    editions = {root[len(EDITIONS) + 1 : -1]: value for root, value in roots.items() if root.startswith(f"{EDITIONS}[")}
    return Shown(replace(content, editions=editions, items=items, index=index), frozenset(hidden))


def _entities(content: Content) -> Iterator[tuple[str, Entity]]:
    return ((path, item.value) for path, item in content.items.items() if isinstance(item.value, Entity))


def _is_in(path: str, hidden: set[str]) -> bool:
    return any(path == each or path.startswith((f"{each}.", f"{each}[")) for each in hidden)


def _rests_on(entity: Entity, lost: set[tuple[str, str]]) -> bool:
    return any((kind, getattr(entity, name)) in lost for name, kind in _needed(type(entity)))


@cache
def _needed(model: type[Entity]) -> tuple[tuple[str, str], ...]:
    """Return the fields without whose entity one of a kind says nothing, with the kinds that they refer to."""
    found = ((name, field, markers(field)[0]) for name, field in model.model_fields.items())
    return tuple((name, kind) for name, field, kind in found
                 if kind and (field.is_required() or name in model.rests_on))  # fmt: skip


def _without(value: Any, path: str, hidden: set[str]) -> Any:
    if isinstance(value, list):
        entries = ((entry_path(path, index, entry), entry) for index, entry in enumerate(value))
        return [_without(entry, at, hidden) for at, entry in entries if at not in hidden]
    if not isinstance(value, Entity):
        return value
    below = {name: getattr(value, name) for name in type(value).model_fields}
    changed: dict[str, Any] = {}
    for name, old in below.items():
        at = f"{path}.{name}"
        if at in hidden:
            changed[name] = None
        elif isinstance(old, list | Entity) and (new := _without(old, at, hidden)) != old:
            changed[name] = new
    return value.model_copy(update=changed) if changed else value
