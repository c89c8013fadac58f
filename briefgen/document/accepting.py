"""The two sides of a redline: what it says when every change is accepted, and what it said before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from operator import attrgetter
from typing import Any

from briefgen.document.children import Any_Node, child_fields, rebuilt
from briefgen.document.tree import (
    Deleted,
    Document,
    Inline,
    Inserted,
    Metadata,
    Paragraph,
    Revision,
    Text,
    walk,
)


def accept(document: Document) -> Document:
    """Return the new document of a redline, joined; any other document is returned joined."""
    return replace(_side(document, "inserted"), before=None, comparison=None)


def reject(document: Document) -> Document:
    """Return the old document of a redline, joined; any other document is returned joined."""
    old = replace(_renumbered(_side(document, "deleted")), comparison=None)
    if old.before is None:
        return old
    lines = {name: getattr(old.metadata, name) for name in child_fields(Metadata)}
    return replace(old, metadata=replace(old.before, **lines), before=None)


def line_side(nodes: tuple[Inline, ...], side: Revision) -> tuple[Inline, ...]:
    """Return the inline nodes of one side: ``inserted`` is the new one."""
    return tuple(_join(_resolved(nodes, side)))


def joined(node: Any_Node) -> Any_Node:
    """Return a node with neighbouring texts of one source made one, and without empty texts: the same to any reader."""
    whole = rebuilt(node, lambda children: _join(map(joined, children)))
    return replace(whole, metadata=joined(whole.metadata)) if isinstance(whole, Document) else whole


def is_marked(document: Document) -> bool:
    """Say whether a document is a redline with a change in it."""
    return document.before is not None or any(
        isinstance(node, Inserted | Deleted)
        or getattr(node, "change", None)
        or (isinstance(node, Text) and (node.earlier is not None or node.bound is not None))
        for node in walk(document)
    )


def _side(document: Document, side: Revision) -> Document:
    meta = document.metadata
    lines: dict[str, Any] = {name: line_side(getattr(meta, name), side) for name in child_fields(Metadata)}
    return replace(document, metadata=replace(meta, **lines), blocks=tuple(_resolved(document.blocks, side)))


def _renumbered(document: Document) -> Document:
    """Return the old document with its own numbers: a paragraph that both documents have shows its new one."""
    numbers = count(1)
    blocks = (
        replace(block, number=next(numbers)) if isinstance(block, Paragraph) and block.number is not None else block
        for block in document.blocks
    )
    return replace(document, blocks=tuple(blocks))


def _resolved(nodes: Iterable[Any], side: Revision) -> Iterator[Any]:
    """Yield the nodes that a side has, without marks."""
    for node in nodes:
        match node:
            case Text():
                earlier = node.source if node.earlier is None else node.earlier or None
                yield Text(node.value, node.source) if side == "inserted" else Text(old_words(node), earlier)
            case Inserted() | Deleted():
                if isinstance(node, Inserted) == (side == "inserted"):
                    yield from _resolved(node.children, side)
            case _ if getattr(node, "change", None) in (None, side):
                whole = rebuilt(node, lambda children: _join(_resolved(children, side)))
                yield replace(whole, change=None) if hasattr(whole, "change") else whole


def old_words(text: Text) -> str:
    """Return the words of a text as the old document had them."""
    return text.value if text.bound is None else text.bound


def as_one(texts: Sequence[Text]) -> Text:
    """Return one text for several neighbours of one source."""
    value, bound = ("".join(map(words, texts)) for words in (attrgetter("value"), old_words))
    return replace(texts[0], value=value, bound=None if bound == value else bound)


def _join(nodes: Iterable[Any]) -> Iterator[Any]:
    last: Text | None = None
    for node in nodes:
        if not isinstance(node, Text):
            if last is not None:
                yield last
            last = None
            yield node
        elif last is not None and (last.source, last.earlier) == (node.source, node.earlier):
            last = as_one((last, node))
        elif node.value or node.bound:
            if last is not None:
                yield last
            last = node
    if last is not None:
        yield last
