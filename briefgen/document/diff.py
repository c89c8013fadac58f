"""Two documents -> one redline: a tree in which every difference is marked.

Blocks, rows and list items are aligned first, by their words and by the content fields that these came from; then
the words inside them. What has moved is deleted in one place and inserted in the other. What is derived has no changes
of its own: the contents list has those of the headings, and a paragraph may get another number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import chain, groupby
from math import inf
from typing import Any

from briefgen.document.accepting import as_one, is_marked, joined
from briefgen.document.children import child_fields
from briefgen.document.contents import entries_of
from briefgen.document.shapes import label_of
from briefgen.document.tree import (
    Block,
    Cell,
    Contents,
    Deleted,
    Document,
    Inline,
    Inserted,
    ListItem,
    Metadata,
    Node,
    Paragraph,
    Revision,
    Row,
    Strong,
    Table,
    Text,
    loosened,
    walk,
)

# What is never divided: a word with its hyphens, joiners and apostrophes, a number with its separators, one space or
# sign, each with the joiner after it.
_WORD = re.compile(r"(?:\w+(?:[-\u2010\u2011\u2060'’.,]+\w+)*|.)\u2060*", re.DOTALL)
# How alike two nodes must be to be shown as one that was changed: the share of words that they have in common.
_ALIKE = 0.6
_ALIKE_IN_ONE_FIELD = 0.2  # most of their words come from the same field of the content
_INTERFACE = "catalogue["
_CRUMB = 2  # words


def redline(old: Document, new: Document) -> Document:
    """Return a tree that holds both documents; `accept` gives the new one back, `reject` the old one.

    Raises ValueError for documents in two languages, and for one that is a redline itself.
    """
    if old.lang != new.lang:
        raise ValueError(f"a redline is of one language, not of {old.lang} and {new.lang}")
    if is_marked(old) or is_marked(new):
        raise ValueError("a redline is made of two documents; one of these is a redline")
    old, new = joined(old), joined(new)
    before = None if _shape(old.metadata) == _shape(new.metadata) else old.metadata
    metadata: Metadata = _pair(old.metadata, new.metadata)
    return replace(new, metadata=metadata, blocks=_with_entries(_sequence(old.blocks, new.blocks)), before=before)


def _with_entries(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Give a contents list that both documents have an entry for each section, of either of them."""
    return tuple(
        joined(replace(block, entries=entries_of(blocks)))
        if isinstance(block, Contents) and block.change is None
        else block
        for block in blocks
    )


@dataclass(frozen=True, slots=True)
class _Step:
    """A stretch of both documents: the same nodes, changed a little or not at all, or others instead of them."""

    same: bool
    old: tuple[Any, ...]
    new: tuple[Any, ...]


def _sequence(old: Sequence[Any], new: Sequence[Any]) -> tuple[Any, ...]:
    """Return the children of a node with the differences marked."""
    steps = _absorbed(_steps(_atoms(old), _atoms(new)))
    marked: list[Any] = []
    for step in steps:
        if step.same:
            marked += map(_pair, step.old, step.new)
        else:
            marked += [*_marked(step.old, "deleted"), *_marked(step.new, "inserted")]
    return tuple(_together(marked))


def _pair(old: Any, new: Any) -> Any:
    """Return one node that stands for two of the same shape, with the differences in it marked."""
    if old == new:
        return new
    if isinstance(new, Text):
        earlier = None if old.source == new.source else old.source or ""
        return replace(new, earlier=earlier, bound=None if old.value == new.value else old.value)
    if isinstance(new, Row):
        return replace(new, cells=tuple(map(_pair, old.cells, new.cells)))
    parts = {name: (getattr(old, name), getattr(new, name)) for name in child_fields(type(new))}
    return replace(new, **{name: _below(new, *part) for name, part in parts.items()})


def _below(node: Node, old: tuple[Any, ...], new: tuple[Any, ...]) -> tuple[Any, ...]:
    # The words of a cell, a label, or behind a bullet change; the label or paragraph that holds them stays the same.
    first = old and new and _shape(old[0]) == _shape(new[0])
    labels = isinstance(node, Paragraph) and all(label_of(replace(node, children=side)) for side in (old, new))
    if first and (isinstance(node, ListItem) or labels or (isinstance(node, Cell) and len(old) == len(new) == 1)):
        return (_pair(old[0], new[0]), *_sequence(old[1:], new[1:]))
    return _sequence(old, new)


def _marked(nodes: Sequence[Any], change: Revision) -> Iterator[Any]:
    kind = Inserted if change == "inserted" else Deleted
    for inline, group in groupby(nodes, lambda node: isinstance(node, Inline)):
        if inline:
            yield kind(tuple(_together(group)))
        else:
            yield from (replace(node, change=change) for node in group)


# Alignment ----------------------------------------------------------------------------------------------------------


def _steps(old: list[Any], new: list[Any]) -> Iterator[_Step]:
    matcher = SequenceMatcher(None, [_bare(node) for node in old], [_bare(node) for node in new], autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            yield _Step(True, tuple(old[i:j]), tuple(new[k:m]))
        else:
            yield from _alike(old[i:j], new[k:m])


def _alike(old: list[Any], new: list[Any]) -> Iterator[_Step]:
    """Yield the steps of a stretch that differs: the nodes most alike become pairs, in order."""
    scores = {
        (i, j): score for i, one in enumerate(old) for j, other in enumerate(new) if (score := _score(one, other))
    }
    start_old = start_new = 0
    for i, j in _best(scores, (0, len(old)), (0, len(new))):
        if i > start_old or j > start_new:
            yield _Step(False, tuple(old[start_old:i]), tuple(new[start_new:j]))
        yield _Step(True, (old[i],), (new[j],))
        start_old, start_new = i + 1, j + 1
    if len(old) > start_old or len(new) > start_new:
        yield _Step(False, tuple(old[start_old:]), tuple(new[start_new:]))


def _best(scores: dict[tuple[int, int], float], old: tuple[int, int], new: tuple[int, int]) -> list[tuple[int, int]]:
    inside = [pair for pair in scores if old[0] <= pair[0] < old[1] and new[0] <= pair[1] < new[1]]
    if not inside:
        return []
    i, j = max(inside, key=lambda pair: (scores[pair], -abs(pair[0] - pair[1]), -pair[0]))
    before = _best(scores, (old[0], i), (new[0], j))
    return [*before, (i, j), *_best(scores, (i + 1, old[1]), (j + 1, new[1]))]


def _score(old: Node, new: Node) -> float:
    """Return how much two nodes are alike; 0 if they can't be shown as one that was changed."""
    if isinstance(old, Contents) and isinstance(new, Contents):
        return 2  # a brief has one
    if not child_fields(type(old)) or _shape(old) != _shape(new):
        return 0
    one, other = _bag(old), _bag(new)
    ratio = 2 * (one & other).total() / max(one.total() + other.total(), 1)
    if (label := _label(old)) and label == _label(new):
        return 1 + ratio
    field = _field(old)
    if field is not None and field == _field(new):
        return 1 + ratio if ratio >= _ALIKE_IN_ONE_FIELD else 0
    return ratio if ratio >= _ALIKE else 0


def _absorbed(steps: Iterable[_Step]) -> list[_Step]:
    """Return the steps with crumbs between two replacements counted as replaced: nobody reads splinters."""
    found: list[_Step] = []
    for step in steps:
        found.append(step)
        while len(found) > 2 and _is_crumb(*found[-3:]):
            parts = found[-3:]
            old, new = (tuple(chain(*(getattr(part, side) for part in parts))) for side in ("old", "new"))
            found[-3:] = [_Step(False, old, new)]
    return found


def _is_crumb(before: _Step, between: _Step, after: _Step) -> bool:
    """Say whether what stayed between two replacements is a space, or a word or two beside much longer ones."""
    stayed = _letters(between.new)
    few = sum(bool(letters) for letters in stayed) <= _CRUMB
    if before.same or after.same or not (between.same and few and (_replaces(before) or _replaces(after))):
        return False
    replaced = (max(sum(_letters(step.old)), sum(_letters(step.new))) for step in (before, after))
    return not any(stayed) or 2 * sum(stayed) <= min(replaced)


def _letters(nodes: Sequence[Node]) -> list[float]:
    """Return how many letters each word has; a note, or whatever else isn't words, is never a crumb."""
    return [len(node.value.strip()) if isinstance(node, Text) else inf for node in nodes]


def _replaces(step: _Step) -> bool:
    return bool(step.old and step.new)


# What nodes are made of ---------------------------------------------------------------------------------------------


def _atoms(nodes: Iterable[Any]) -> list[Any]:
    """Return nodes with their texts in words."""
    atoms: list[Any] = []
    for node in nodes:
        atoms += (replace(node, value=word) for word in _WORD.findall(node.value)) if isinstance(node, Text) else [node]
    return atoms


def _together(nodes: Iterable[Any]) -> Iterator[Any]:
    """Yield nodes with words of one source made one text again, and changes of one kind that touch made one."""

    def kind(node: Any) -> Any:
        if isinstance(node, Text):
            return Text, node.source, node.earlier
        # Anything else is by itself; its id won't tell, as one object may stand in a line twice.
        return type(node) if isinstance(node, Inserted | Deleted) else object()

    for _, group in groupby(nodes, kind):
        first, *more = group
        if isinstance(first, Text):
            yield as_one((first, *more))
        elif isinstance(first, Inserted | Deleted):
            yield replace(first, children=tuple(_together(child for node in (first, *more) for child in node.children)))
        else:
            yield first


def _shape(node: Node) -> tuple[Any, ...]:
    """Return what two nodes must have in common to be one node in a redline: all but their children."""
    apart = {*child_fields(type(node)), "number"}
    shape = [type(node), *(getattr(node, field.name) for field in fields(node) if field.name not in apart)]
    match node:
        case Paragraph():
            shape.append(node.number is not None)  # by which number is no difference: each side counts its own
        case Row():
            shape += [cell.header for cell in node.cells]
        case Table():
            shape.append(len((*node.head, *node.rows)[0].cells) if node.head or node.rows else 0)
        case ListItem(blocks=(Paragraph() as first, *_)):
            shape.append(_shape(first))  # the paragraph that has the bullet
    return tuple(shape)


@lru_cache(maxsize=20_000)
def _bare(node: Any) -> Any:
    """Return a node without its sources."""
    if isinstance(node, Text):
        return loosened(node.value)  # where a line may break follows from the words around
    parts = (_atoms(getattr(node, name)) for name in child_fields(type(node)))
    return _shape(node), tuple(tuple(map(_bare, part)) for part in parts)


@lru_cache(maxsize=20_000)
def _label(node: Any) -> str:
    """Return the interface words by which a row or paragraph is found, such as «What happens»."""
    match node:
        case Row(cells=(Cell(blocks=(Paragraph(children=(Text() as words,)),), header="row"), _, *_)):
            texts = [words]
        case Paragraph(children=(Strong() as strong, _, *_)):
            texts = list(_words(strong))
        case _:
            return ""
    whole = "".join(text.value for text in texts)
    return whole if any((text.source or "").startswith(_INTERFACE) for text in texts) else ""


def _words(node: Node) -> Iterator[Text]:
    return (below for below in walk(node) if isinstance(below, Text))


@lru_cache(maxsize=20_000)
def _bag(node: Any) -> Counter[str]:
    words = (loosened(word) for text in _words(node) for word in _WORD.findall(text.value))
    return Counter(word for word in words if word and not word.isspace())


@lru_cache(maxsize=20_000)
def _field(node: Any) -> str | None:
    """Return the field of the content that most of a node's words came from."""
    letters: Counter[str] = Counter()
    for text in _words(node):
        if text.source and not text.source.startswith(_INTERFACE):
            letters[text.source] += len(text.value)
    return max(letters, key=lambda source: (letters[source], source), default=None)
