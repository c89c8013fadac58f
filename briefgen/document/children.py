"""The nodes that a node holds, whatever its kind: which fields have them, and the node made anew from others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from operator import is_
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from briefgen.document.tree import Node

Any_Node = TypeVar("Any_Node", bound=Node)


def child_fields(kind: type) -> tuple[str, ...]:
    """Return the names of a node's fields that hold sequences of nodes."""
    return _CHILD_FIELDS[kind]


def rebuilt(node: Any_Node, of: Callable[[tuple[Any, ...]], Iterable[Any]]) -> Any_Node:
    """Return a node with each sequence of nodes in it as `of` makes it; the very node if all of them stay."""
    parts: dict[str, Any] = {}
    for name in child_fields(type(node)):
        old = getattr(node, name)
        new = tuple(of(old))
        if len(new) != len(old) or not all(map(is_, new, old)):
            parts[name] = new
    return replace(node, **parts) if parts else node


def _holds_nodes(hint: Any) -> bool:
    return get_origin(hint) is tuple and get_args(hint)[0] is not str


_CHILD_FIELDS: dict[type, tuple[str, ...]] = {
    kind: tuple(name for name, hint in get_type_hints(kind).items() if _holds_nodes(hint)) for kind in get_args(Node)
}
