"""The content as some readers may see it: without the entries that are for fewer of them.

Each field has its audience by its nature (`schema.audience`), and is withheld as it is localised. An entry can be for
fewer readers than its fields are; it isn't there for the others, nor is what rests on it, such as the term of a person.
"""

from __future__ import annotations

import itertools
import operator
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from briefgen.content.knowing.rebuilt import rebuilt
from briefgen.content.model import Content
from briefgen.content.schema.audience import INTERNAL, Readers, audience_of
from briefgen.content.schema.base import Entity
from briefgen.content.walk import around, entry_path, markers


@dataclass(frozen=True, slots=True)
class Shown:
    """The content without what is hidden from some readers, and the paths of what is."""

    content: Content
    hidden: frozenset[str] = frozenset()


def shown_to(content: Content, readers: Readers) -> Shown:
    """Return the content as readers may see it; the same content if nothing in it is hidden from them."""
    if readers.may_read(INTERNAL):  # no entry can be for fewer
        return Shown(content)
    hidden: set[str] = set()
    found = {path for path, each in _entities(content) if not readers.may_read(each.for_at_most)}
    while found:
        hidden |= found
        lost = {(kind, id) for kind, ids in content.index.items() for id, path in ids.items() if _is_in(path, hidden)}
        found = {path for path, each in _entities(content) if path not in hidden and _rests_on(each, lost)}
    if not hidden:
        return Shown(content)
    seen = (root for root in content.roots if root not in hidden)  # an edition is a file of its own
    roots = {root: _without(content.items[root].value, root, hidden) for root in seen}
    return Shown(rebuilt(content, roots), frozenset(hidden))


def withheld(content: Content, paths: Iterable[str], readers: Readers) -> set[str]:
    """Return those of some values that aren't for readers; of one that isn't there, what it would stand in counts."""
    hidden = shown_to(content, readers).hidden
    return {path for path in paths if _is_in(path, hidden) or not _may_read(content, path, readers)}


def _may_read(content: Content, path: str, readers: Readers) -> bool:
    """Tell whether the fields that lead to a value are all for readers."""
    for holder, at in itertools.pairwise(around(path)):
        item, field = content.items.get(holder), at.removeprefix(f"{holder}.")
        kind = type(item.value) if item and isinstance(item.value, Entity) else None
        if kind and field in kind.model_fields and not readers.may_read(audience_of(kind, field)):
            return False
    return True


def _entities(content: Content) -> Iterator[tuple[str, Entity]]:
    return ((path, item.value) for path, item in content.items.items() if isinstance(item.value, Entity))


def _is_in(path: str, hidden: Collection[str]) -> bool:
    return any(path == each or path.startswith((f"{each}.", f"{each}[")) for each in hidden)


def _rests_on(entity: Entity, lost: set[tuple[str, str]]) -> bool:
    return any((kind, getattr(entity, name)) in lost for name, kind in needed(type(entity)))


@cache
def needed(model: type[Entity]) -> tuple[tuple[str, str], ...]:
    """Return the fields without whose entity one of a kind says nothing, with the kinds that they refer to."""
    found = ((name, field, markers(field)[0]) for name, field in model.model_fields.items())
    return tuple((name, kind) for name, field, kind in found
                 if kind and (field.is_required() or name in model.rests_on))  # fmt: skip


def _without(value: Any, path: str, hidden: set[str]) -> Any:
    """Return a value without what is hidden; the very same one if nothing in it is."""
    if isinstance(value, list):
        entries = [(entry_path(path, index, entry), entry) for index, entry in enumerate(value)]
        seen = [_without(entry, at, hidden) for at, entry in entries if at not in hidden]
        return value if len(seen) == len(value) and all(map(operator.is_, seen, value)) else seen
    if not isinstance(value, Entity):
        return value
    below = {name: getattr(value, name) for name in type(value).model_fields}
    changed: dict[str, Any] = {}
    for name, old in below.items():
        at = f"{path}.{name}"
        new = None if at in hidden else _without(old, at, hidden)
        if new is not old:
            changed[name] = new
    return value.model_copy(update=changed) if changed else value
