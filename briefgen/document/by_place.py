"""Paths of entries whose ids tell what isn't for the readers: they go by the entry's place in its list."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from briefgen.document.accepting import child_fields
from briefgen.document.tree import Document, Node, Text

Any_Node = TypeVar("Any_Node", bound=Node)


def by_place(document: Document) -> Document:
    """Return the document as files have it: of what its metadata lists no path tells the id."""
    listed = document.metadata.by_place
    return _renamed(document, {each: f"{each.rpartition('[')[0]}[{at}]" for at, each in enumerate(listed)})


def _renamed(node: Any_Node, names: dict[str, str]) -> Any_Node:
    if not names:
        return node
    if isinstance(node, Text):
        old = next((each for each in names if (node.source or "").startswith(f"{each}.")), None)
        return replace(node, source=names[old] + (node.source or "")[len(old) :]) if old else node
    parts: dict[str, Any] = {}
    for name in (*child_fields(type(node)), *(["metadata"] if isinstance(node, Document) else [])):
        old = getattr(node, name)
        new = _renamed(old, names) if name == "metadata" else tuple(_renamed(child, names) for child in old)
        if new != old:
            parts[name] = new
    return replace(node, **parts) if parts else node
