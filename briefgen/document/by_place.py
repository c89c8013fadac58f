"""Paths of entries whose ids tell what isn't for the readers: files number those that they have words of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from briefgen.document.children import Any_Node, rebuilt
from briefgen.document.tree import Document, Text, walk


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
    return rebuilt(node, lambda children: (_renamed(child, names, entry) for child in children))
