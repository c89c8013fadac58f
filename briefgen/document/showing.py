"""A redline as its reader gets it on a page: without what only follows from other changes, and counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from briefgen.document.accepting import child_fields, line_side
from briefgen.document.digest import SOURCE
from briefgen.document.tree import (
    Block,
    Contents,
    Deleted,
    Document,
    Figure,
    Inserted,
    Node,
    Paragraph,
    Text,
    plain,
    walk,
)

_DERIVED_LINES = ("marking", "running_head", "running_foot", "page_label")  # on every page; the panel says it once


@dataclass(frozen=True, slots=True)
class Tally:
    """How many changes a redline has, by kind: places where words stand for others, or came, or went, and figures."""

    reworded: int = 0
    added: int = 0
    removed: int = 0
    redrawn: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.reworded + self.added + self.removed + self.redrawn


def shown(document: Document) -> Document:
    """Return a redline as pages show it, where nobody accepts or rejects; any other document as it is.

    Of what only follows from other changes there is the new alone: running lines, the digest, figures drawn anew.
    """
    own = document.comparison
    if own is None:
        return document
    document = _new_alone(document, f" ({own.redrawn})")
    head = (Text(f"{own.name} · "), *document.metadata.running_head)  # of each page, should it lie alone
    return replace(document, metadata=replace(document.metadata, running_head=head))


def counted(document: Document) -> Tally:
    """Count the changes of a redline."""
    new = _new_alone(document, "")
    kinds = [*_kinds((new.metadata,)), *_kinds(block for block in new.blocks if not isinstance(block, Contents))]
    redrawn = sum(isinstance(block, Figure) for block in document.blocks)
    redrawn -= sum(isinstance(block, Figure) for block in new.blocks)
    return Tally(kinds.count("reworded"), kinds.count("inserted"), kinds.count("deleted"), redrawn)


def _new_alone(document: Document, redrawn: str) -> Document:
    lines: dict[str, Any] = {name: line_side(getattr(document.metadata, name), "inserted") for name in _DERIVED_LINES}
    return replace(
        document,
        metadata=replace(document.metadata, **lines),
        blocks=tuple(_without_old_figures(_with_new_digest(document.blocks), redrawn)),
    )


def _with_new_digest(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if not (isinstance(block, Paragraph) and _prints_digest(block)):
            yield block
        elif block.change != "deleted":
            yield replace(block, children=line_side(block.children, "inserted"), change=None)


def _prints_digest(block: Paragraph) -> bool:
    return any(isinstance(node, Text) and node.source == SOURCE for node in walk(block))


def _without_old_figures(blocks: Iterable[Block], redrawn: str) -> Iterator[Block]:
    """Yield blocks; of a figure that was drawn anew the new one, with a word of it in its caption."""
    old: Figure | None = None
    for block in blocks:
        if old is not None:
            if isinstance(block, Figure) and block.change == "inserted" and plain(block.caption) == plain(old.caption):
                told = (Inserted((Text(redrawn),)),) if redrawn else ()
                block = replace(block, caption=(*block.caption, *told), change=None)
            else:
                yield old
            old = None
        if isinstance(block, Figure) and block.change == "deleted":
            old = block
        else:
            yield block
    if old is not None:
        yield old


def _kinds(nodes: Iterable[Node]) -> Iterator[str]:
    """Yield what kind each change is of."""
    before: Node | None = None
    for node in nodes:
        change = getattr(node, "change", None)
        if isinstance(before, Deleted):
            yield "reworded" if isinstance(node, Inserted) else "deleted"
        elif isinstance(node, Inserted):
            yield "inserted"
        if change is not None:
            yield change
        if change is None and not isinstance(node, Inserted | Deleted):
            for name in child_fields(type(node)):
                children: Sequence[Node] = getattr(node, name)
                yield from _kinds(children)
        before = node
    if isinstance(before, Deleted):
        yield "deleted"
