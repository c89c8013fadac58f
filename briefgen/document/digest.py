"""The digest of what a brief prints, for its own foot: by it a print-out can be told from another."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from briefgen.document.annexed import annexed_in
from briefgen.document.children import Any_Node, rebuilt
from briefgen.document.tree import Document, Text, walk

PLACE = "0000000"  # stands for the digest while a brief is made
SOURCE = "content"


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
    whole = rebuilt(node, lambda children: (_filled(child, digest) for child in children))
    return replace(whole, metadata=_filled(whole.metadata, digest)) if isinstance(whole, Document) else whole
