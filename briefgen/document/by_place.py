"""Paths of entries whose ids tell what isn't for the readers: files number those that they have words of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from briefgen.document.accepting import child_fields
from briefgen.document.tree import Document, Node, Text, walk

Any_Node = TypeVar("Any_Node", bound=Node)


def by_place(document: Document) -> Document:
    """Return the document as files have it: entries of the lists that its metadata names go by numbers, not by ids."""
    if not document.metadata.by_place:
        return document
    entry = re.compile(rf"(?:{'|'.join(map(re.escape, document.metadata.by_place))})\[[^\]]*\](?=\.)")
    texts = (node for block in document.blocks for node in walk(block) if isinstance(node, Text))
    paths = (path for text in texts for path in (text.source, text.earlier) if path)
    found = dict.fromkeys(match[0] for path in paths if (match := entry.match(path)))
    return _renamed(document, {each: f"{each.rpartition('[')[0]}[{at}]" for at, each in enumerate(found)}, entry)


def _renamed(node: Any_Node, names: Mapping[str, str], entry: re.Pattern[str]) -> Any_Node:
    if isinstance(node, Text):
        source, earlier = (
            path and entry.sub(lambda found: names[found[0]], path) for path in (node.source, node.earlier)
        )
        return replace(node, source=source, earlier=earlier)
    parts: dict[str, Any] = {}
    for name in child_fields(type(node)):
        old = getattr(node, name)
        new = tuple(_renamed(child, names, entry) for child in old)
        if new != old:
            parts[name] = new
    return replace(node, **parts) if parts else node
