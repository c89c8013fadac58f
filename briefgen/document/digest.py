"""The digest of what a brief prints, for its own foot: by it a print-out can be told from another."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any, TypeVar

from briefgen.document.accepting import child_fields
from briefgen.document.annexed import annexed_in
from briefgen.document.tree import Document, Node, Text, walk

PLACE = "0000000"  # stands for the digest while a brief is made
SOURCE = "content"

Any_Node = TypeVar("Any_Node", bound=Node)


def with_digest(document: Document) -> Document:
    """Return a document with the digest of all its words, and files, where it asks for it: seven hex digits of SHA-256.

    Of one whose pictures aren't drawn yet, so that it is the same on every paper.
    """
    words = "\n".join(node.value for node in walk(document) if isinstance(node, Text))
    words = "\n".join([words, *(each.sha256 for each in annexed_in(document))])
    return _filled(document, hashlib.sha256(words.encode()).hexdigest()[: len(PLACE)])


def digest_of(document: Document) -> str | None:
    """Return the digest that a document prints, if it prints one."""
    texts = (node for node in walk(document) if isinstance(node, Text))
    return next((text.value for text in texts if text.source == SOURCE), None)


def _filled(node: Any_Node, digest: str) -> Any_Node:
    if isinstance(node, Text):
        return replace(node, value=digest) if (node.value, node.source) == (PLACE, SOURCE) else node
    parts: dict[str, Any] = {}
    for name in (*child_fields(type(node)), *(["metadata"] if isinstance(node, Document) else [])):
        old = getattr(node, name)
        new = _filled(old, digest) if name == "metadata" else tuple(_filled(child, digest) for child in old)
        if new != old:
            parts[name] = new
    return replace(node, **parts) if parts else node
