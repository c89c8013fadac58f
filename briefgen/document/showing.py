"""A redline as its reader gets it on a page: without what only follows from other changes, and counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from briefgen.document.accepting import line_side
from briefgen.document.children import child_fields, rebuilt
from briefgen.document.digest import SOURCE
from briefgen.document.tree import (
    Block,
    Contents,
    Deleted,
    Document,
    Figure,
    Inline,
    Inserted,
    List,
    ListItem,
    Metadata,
    Node,
    Paragraph,
    Picture,
    Row,
    Text,
    loosened,
    plain,
    walk,
)

_Movable = Paragraph | ListItem | Row  # what has words enough to be known again, and no place of its own
_DERIVED_LINES = ("running_head", "running_foot", "page_label")  # not the marking, which nothing else says


@dataclass(frozen=True, slots=True)
class Tally:
    """How many changes a redline has, by kind: places where words stand for others, or came, or went, and figures."""

    reworded: int = 0
    added: int = 0
    removed: int = 0
    redrawn: int = 0
    moved: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.reworded + self.added + self.removed + self.redrawn + self.moved


def shown(document: Document) -> Document:
    """Return a redline as pages show it, where nobody accepts or rejects; any other document as it is.

    Of what only follows from other changes there is the new alone: running lines, the digest, figures drawn anew. What
    moved is struck through where it stood; where it stands nobody has to read it again, it only says so.
    """
    own = document.comparison
    if own is None:
        return document
    document = _new_alone(document, f" ({own.redrawn})", own.was)
    document = replace(document, blocks=_told_moved(document.blocks, Inserted((Text(f" ({own.moved})"),))))
    head = (Text(f"{own.name} · "), *document.metadata.running_head)  # of each page, should it lie alone
    return replace(document, metadata=replace(document.metadata, running_head=head))


def counted(document: Document, was: str = "") -> Tally:
    """Count the changes of a redline; `was` is the status of the old state, of one that doesn't say so yet."""
    new = _new_alone(document, "", document.comparison.was if document.comparison else was)
    kinds = [*_kinds((new.metadata,)), *_kinds(block for block in new.blocks if not isinstance(block, Contents))]
    redrawn = sum(_is_drawn_anew(*pair) and _looks_other(*pair) for pair in pairwise(document.blocks))
    moved = _count_moved(new.blocks)
    added, removed = (kinds.count(kind) - moved for kind in ("inserted", "deleted"))
    return Tally(kinds.count("reworded"), added, removed, redrawn, moved)


def _new_alone(document: Document, redrawn: str, was: str) -> Document:
    derived = (*_DERIVED_LINES, *(["marking"] if _is_marked_a_draft(document.metadata, was) else []))
    lines: dict[str, Any] = {name: line_side(getattr(document.metadata, name), "inserted") for name in derived}
    return replace(
        document,
        metadata=replace(document.metadata, **lines),
        blocks=tuple(_without_old_figures(_with_new_digest(document.blocks), redrawn)),
    )


def _is_marked_a_draft(metadata: Metadata, was: str) -> bool:
    """Tell whether the marking differs in nothing but that it calls a draft one, which the redline itself says.

    That is the new state, or the old one, if it `was` a draft.
    """
    old, new = (plain(line_side(metadata.marking, side)) for side in ("deleted", "inserted"))
    sides = ((metadata.status, new, old), (was, old, new))
    return any(
        status and one != other and one.startswith(status) and one.endswith(other) for status, one, other in sides
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
    """Yield blocks; of a figure that was drawn anew the new one, with a word of it in its caption if it looks other."""
    blocks = tuple(blocks)
    for before, block, after in zip((None, *blocks), blocks, (*blocks[1:], None), strict=False):
        if isinstance(block, Figure) and _is_drawn_anew(before, block):
            told = (Inserted((Text(redrawn),)),) if redrawn and _looks_other(before, block) else ()
            yield replace(block, caption=(*block.caption, *told), change=None)
        elif not _is_drawn_anew(block, after):
            yield block


def _is_drawn_anew(old: Block | None, new: Block | None) -> bool:
    """Tell whether two neighbours are the figure of before and that of now."""
    if not (isinstance(old, Figure) and isinstance(new, Figure)) or (old.change, new.change) != ("deleted", "inserted"):
        return False
    return plain(old.caption) == plain(new.caption)


def _looks_other(old: Block | None, new: Block | None) -> bool:
    """Tell whether two figures differ in more than where their words come from."""
    looks = [
        replace(block.picture, labels=()) if isinstance(block.picture, Picture) else block.picture
        for block in (old, new)
        if isinstance(block, Figure)
    ]
    return looks[0] != looks[-1]


def _moved(nodes: Sequence[Node]) -> set[int]:
    """Return which of some nodes stood elsewhere among them before, each by its index."""
    gone = [_words(node) for node in nodes if isinstance(node, _Movable) and node.change == "deleted"]
    found: set[int] = set()
    for index, node in enumerate(nodes):
        if isinstance(node, _Movable) and node.change == "inserted" and (words := _words(node)) and words in gone:
            gone.remove(words)
            found.add(index)
    return found


def _words(node: Node) -> str:
    return loosened("\n".join(below.value for below in walk(node) if isinstance(below, Text)))


def _count_moved(nodes: Sequence[Node]) -> int:
    below = (getattr(node, name) for node in nodes for name in child_fields(type(node)))
    return len(_moved(nodes)) + sum(map(_count_moved, below))


def _told_moved(nodes: Any, note: Inserted) -> Any:
    """Return nodes of which those that moved are as they were, with a note."""
    moved = _moved(nodes)
    told = []
    for index, node in enumerate(nodes):
        if index in moved:
            told.append(replace(_noted(node, note), change=None))
        elif isinstance(node, Inline):
            told.append(node)
        else:
            told.append(rebuilt(node, lambda children: _told_moved(children, note)))
    return tuple(told)


def _noted(node: Any, note: Inserted) -> Any:
    """Return a node with a note behind its last words."""
    if isinstance(node, Paragraph):
        return replace(node, children=(*node.children, note))
    name = "cells" if isinstance(node, Row) else "items" if isinstance(node, List) else "blocks"
    *others, last = getattr(node, name) or (Paragraph(()),)
    return replace(node, **{name: (*others, _noted(last, note))})


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
