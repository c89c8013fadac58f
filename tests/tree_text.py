"""A document tree as text that a person can read: one node a line, indented, with its source."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.document.tree import Document, Metadata, Node, Text, children

_ATTRIBUTES = ("level", "role", "number", "ordered", "header", "lang", "href")


def tree_text(document: Document) -> str:
    """Return the whole tree."""
    meta = document.metadata
    properties = [f"{name}: {getattr(meta, name)!r}" for name in ("author", "subject", "keywords", "date")]
    return "\n".join([f"Document {document.lang}", *properties, *_metadata(meta), *_below(document, 0)]) + "\n"


def _metadata(meta: Metadata) -> Iterator[str]:
    yield f"marking_at_foot: {meta.marking_at_foot}"
    for name in ("marking", "running_head", "kicker", "title", "edition_line", "running_foot", "page_label"):
        yield f"{name}:"
        for node in getattr(meta, name):
            yield from _lines(node, 1)


def _below(node: Node, depth: int) -> Iterator[str]:
    for child in children(node):
        if not isinstance(child, Metadata):
            yield from _lines(child, depth)


def _lines(node: Node, depth: int) -> Iterator[str]:
    indent = "  " * depth
    if isinstance(node, Text):
        # The characters that bind are made visible.
        words = node.value.replace("\u2011", "‑").replace("\u2060", "⁀").replace("\u00a0", "·")
        yield f"{indent}„{words}“{f'  <{node.source}>' if node.source else ''}"
        return
    shown = [f"{name}={getattr(node, name)}" for name in _ATTRIBUTES if getattr(node, name, None) is not None]
    yield " ".join([f"{indent}{type(node).__name__}", *shown])
    yield from _below(node, depth + 1)
