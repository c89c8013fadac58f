"""What may stand where in a document, as the types of `document.tree` say it: for who makes trees, and who gets some.

`Here` is a place on the way down a tree. Whoever makes a node asks it first (`refusal`), and goes on to what stands
in the node (`within`). `faults` goes through a whole tree in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from briefgen.document import tree
from briefgen.document.accepting import accept, is_marked, reject
from briefgen.document.tree import (
    AtMost,
    Contents,
    Deleted,
    Document,
    Figure,
    FigureNumber,
    Inserted,
    Like,
    Nowhere,
    Only,
    contents_of,
    listed_sections,
    walk,
)
from briefgen.problems.characters import describe, forbidden
from briefgen.problems.notes import Told, with_commas

NODES: tuple[type, ...] = get_args(tree.Node)
_NAMES = {
    "Document": Told("a document"), "Metadata": Told("a metadata"), "Heading": Told("a heading"),
    "Paragraph": Told("a paragraph"), "List": Told("a list"), "Table": Told("a table"), "Panel": Told("a panel"),
    "Figure": Told("a figure"), "Contents": Told("a contents list"), "ListItem": Told("a list item"),
    "Annexed": Told("a file"), "Row": Told("a row"), "Cell": Told("a cell"), "Picture": Told("a picture"),
    "Chart": Told("a picture that isn't drawn"), "ChartItem": Told("a chart item"),
    "ContentsEntry": Told("a contents entry"), "Text": Told("words"), "Strong": Told("strong words"),
    "Emphasis": Told("stressed words"), "Secondary": Told("secondary words"), "Foreign": Told("a foreign phrase"),
    "Facing": Told("words in the other language"),
    "Link": Told("a link"), "LineBreak": Told("a line break"), "Footnote": Told("a footnote"),
    "FigureNumber": Told("the number of a figure"), "Inserted": Told("an insertion"), "Deleted": Told("a deletion"),
}  # fmt: skip
_HELD = {"children", "blocks", "items", "head", "rows", "cells"}  # what a node is there for, so messages name the node
_LONGEST = 60  # characters of a text in a message


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a node: the nodes that it takes, one or `many`, or the form of its text, and what else is said."""

    kinds: tuple[type, ...] = ()
    many: bool = False
    like: Like | None = None
    marks: tuple[Any, ...] = ()


@cache
def fields_of(kind: type) -> dict[str, Field]:
    """Return the fields of a kind of node that hold nodes or text, as their types say it."""
    found = {}
    for name, hint in get_type_hints(kind, include_extras=True).items():
        hint, marks = _unwrapped(hint)
        many = get_origin(hint) is tuple
        inner = get_args(hint)[0] if many else hint
        choices = get_args(inner) if get_origin(inner) in (Union, UnionType) else (inner,)
        kinds = tuple(choice for choice in choices if choice in NODES)
        if kinds or str in choices:
            like = next((mark for mark in marks if isinstance(mark, Like)), None)
            found[name] = Field(kinds, many, like, marks)
    return found


def _unwrapped(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    if get_origin(hint) is not Annotated:
        return hint, ()
    kind, *marks = get_args(hint)
    return kind, tuple(marks)


@dataclass(frozen=True, slots=True)
class Here:
    """A place in a tree, and what may stand there. `name` is how messages call it: «a list item»."""

    name: str
    kinds: tuple[type, ...]
    marks: tuple[Any, ...] = ()
    forbidden: frozenset[tuple[type, str]] = field(default=frozenset())  # by which place
    around: tuple[type, ...] = ()  # the nodes that this place is in
    changed: bool = False  # whether one of these stands on one side of a redline alone

    def refusal(self, kind: type, **values: Any) -> str:
        """Return why a node can't stand here, in words, or an empty string; `values` are its fields."""
        what = _called(kind, values)
        if where := next((where for no, where in self.forbidden if no is kind), ""):
            return Told("{what} can't stand in {where}", what=what, where=where)
        if kind not in self.kinds or any(
            isinstance(mark, Only) and mark.kind is kind and values.get(mark.field, mark.value) != mark.value
            for mark in self.marks
        ):
            return Told("{what} can't stand in {where}", what=what, where=self.name)
        for mark in self.marks:
            if isinstance(mark, AtMost) and mark.kind is kind and self.around.count(kind) >= mark.number:
                return Told("{what} can't stand in {number} others", what=_name(kind), number=mark.number)
        if self.changed and values.get("change"):
            return Told("{what} can't be changed in what is changed", what=what)
        return ""

    def within(self, kind: type, name: str, change: str | None = None) -> Here:
        """Return the place of a field of a node that stands here; `change` is the node's own."""
        said = fields_of(kind)[name]
        where = _name(kind) if name in _HELD else Told("the {field}", field=name.replace("_", " "))
        no = [(each, where) for mark in said.marks if isinstance(mark, Nowhere) for each in mark.kinds]
        changed = self.changed or change is not None
        if changed:
            no += [(Inserted, Told("what is changed")), (Deleted, Told("what is changed"))]
        known = {each for each, _ in self.forbidden}
        return replace(
            self,
            name=where,
            kinds=said.kinds,
            marks=said.marks,
            forbidden=self.forbidden | {pair for pair in no if pair[0] not in known},
            around=(*self.around, kind),
            changed=changed,
        )

    def choices(self) -> str:
        """Return what may stand here, in words."""
        no = {kind for kind, _ in self.forbidden}
        return with_commas(_name(kind) for kind in self.kinds if kind not in no)


def start(whole: Any = Document) -> Here:
    """Return the place of a document as a whole, or of one that is less: `tree.Drawn`, `tree.Letter`."""
    kind, marks = _unwrapped(whole)
    where = {tree.Drawn: Told("what is printed"), tree.Letter: Told("a message")}.get(whole, "")
    no = {(each, where) for mark in marks if isinstance(mark, Nowhere) for each in mark.kinds}
    return Here(Told("a file"), (kind,), forbidden=frozenset(no))


def fault_of(text: str, like: Like | None = None) -> str:
    """Return what is wrong with a text of a tree, in words, or an empty string."""
    if char := forbidden(text):
        return describe(char)
    if like and not like.pattern.fullmatch(text):
        return f"{text[:_LONGEST]!r} {like.wrong}"
    return ""


def faults(document: Document, here: Here | None = None) -> Iterator[tuple[str, str]]:
    """Yield what can't stand where it stands in a document: its place, such as ``document.blocks[3]``, and why not."""
    yield from _faults(document, here or start(), "document")
    sides = (accept(document), reject(document)) if is_marked(document) else (document,)
    for side in sides:
        if why := _inconsistent(side):
            yield "document", why


def _faults(node: Any, here: Here, place: str) -> Iterator[tuple[str, str]]:
    kind: type = type(node)
    values = {each.name: getattr(node, each.name) for each in fields(node)}
    if why := here.refusal(kind, **values):
        yield place, why
    for name, said in fields_of(kind).items():
        value, where = values[name], f"{place}.{name}"
        below = here.within(kind, name, values.get("change")) if said.kinds else None
        for number, each in enumerate(value) if said.many else [(None, value)]:
            at = where if number is None else f"{where}[{number}]"
            if below and each is not None:
                yield from _faults(each, below, at)
            elif isinstance(each, str) and (why := fault_of(each, said.like)):
                yield at, why


def _inconsistent(document: Document) -> str:
    """Return what no place by itself can tell: what a document has once, and what is counted."""
    if sum(isinstance(block, Contents) for block in document.blocks) > 1:
        return Told("a brief has one contents list")
    contents = contents_of(document)
    if contents and contents.entries and len(contents.entries) != len(listed_sections(document, contents)):
        return Told("the contents list has not one entry for each section")
    counted: dict[str | None, list[int]] = {}
    for block in document.blocks:
        numbers = [node.value for node in walk(block) if isinstance(node, FigureNumber)]
        counted.setdefault(block.lang if isinstance(block, Figure) else None, []).extend(numbers)
    if any(numbers != list(range(1, len(numbers) + 1)) for numbers in counted.values()):
        return Told("the figures aren't numbered one after the other")
    return ""


def _called(kind: type, values: dict[str, Any]) -> str:
    if values.get("role") in ("lead", "notice"):
        return f"a {values['role']}"
    if values.get("number") is not None:
        return Told("a numbered paragraph")
    return Told("{what} on a new page", what=_name(kind)) if values.get("new_page") else _name(kind)


def _name(kind: type) -> str:
    """Return how messages call a node of this kind: «a list item»."""
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__).lower()
    return _NAMES.get(kind.__name__, f"{'an' if name[0] in 'aeiou' else 'a'} {name}")
