"""How an association is governed: a tree from the top down, with lines at right angles.

Each box has an interval of the width to itself, in which everything below it stands, so no line meets another one.
Where boxes would be too narrow, those of one kind under one body, the most first, become a list in columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from briefgen.document.tree import Chart, ChartItem, Direction, Picture, Text
from briefgen.look.theme import Theme
from briefgen.pictures.drawing.svg import Anchor, Block, DoesNotFitError, Drawing, Lettering, Style, StyledWords

_TALLEST = 110.0
_SIZES = (8.5, 8.0, 7.5)  # of names: the largest in which every word fits its box
_HOLDER, _NOTE = Style(7.5), Style(7.5, colour="secondary")
_ACCENT, _OURS = Style(7.5, colour="accent"), Style(7.5, bold=True, colour="accent")
_WIDEST_BOX, _NARROWEST_BOX = 56.0, 24.0
_GAP = 4.0  # between boxes
_INSIDE, _ABOVE = 1.6, 1.4  # between a box and its words: beside and above them
_EDGE = 0.3  # for the lines of the outer boxes
_STEM, _DROP = 1.6, 2.4  # of lines: below the words beside them, and down to the boxes
_BESIDE = 1.5  # between a line and the words beside it
_FEW_LINES = 3  # of those words, below a box
_DECK = 0.7  # by how much each of the two sheets behind a box that stands for several looks out
_MOST_COLUMNS = 6
_ENTRY = 0.9  # between the entries of a list
_NODES = ("body", "bodies", "office")
_RELATIONS = ("elects", "mandates", "reports", "part", "together")


def governance(chart: Chart, theme: Theme) -> Picture:
    """Return the picture: with as few lists as can be, of those the lowest; raises `DoesNotFitError`."""
    roots = [_Node.of(item) for item in chart.items]
    folds = sorted(_leaves(roots), key=len, reverse=True)
    for lists in range(len(folds) + 1):
        folded = folds[:lists]
        found = [
            drawn
            for columns in (range(1, _MOST_COLUMNS + 1) if lists else (1,))
            if (drawn := _drawn(_folded(roots, folded, columns), chart, theme))
        ]
        if found:
            return min(found, key=lambda picture: picture.height)
    raise DoesNotFitError(chart.name)


def _drawn(roots: list[_Node], chart: Chart, theme: Theme) -> Picture | None:
    for size in _SIZES:
        try:
            return _Diagram(roots, theme, size, chart.direction).picture(chart.alt)
        except DoesNotFitError:
            continue
    return None


# The tree -----------------------------------------------------------------------------------------------------------


@dataclass
class _Group:
    """What stands below a body for one reason."""

    relation: str
    verb: Text
    nodes: list[_Node]


@dataclass(eq=False)
class _Node:
    """A box and all below it; one with `columns` is a list of several, in so many columns."""

    items: list[ChartItem]
    groups: list[_Group] = field(default_factory=list)
    columns: int = 0
    depth: int = 0
    slot: int = 0  # the first of its interval

    @classmethod
    def of(cls, item: ChartItem) -> _Node:
        """Return the node of a chart's item, with those below it."""
        groups = [
            _Group(each.role, each.words[0], [cls.of(below) for below in each.items])
            for each in item.items
            if each.role in _RELATIONS
        ]
        return cls([item], groups)

    @property
    def slots(self) -> int:
        """How many boxes stand side by side in its interval."""
        return max(self.columns, 1, sum(below.slots for below in self.below))

    @property
    def below(self) -> list[_Node]:
        return [node for group in self.groups for node in group.nodes]

    def walk(self) -> Iterator[_Node]:
        """Yield the node and all below it."""
        yield self
        for node in self.below:
            yield from node.walk()


def _leaves(roots: Sequence[_Node]) -> list[list[_Node]]:
    """Return the sets of nodes that could be lists: those under one body, or none, with nothing below them."""
    sets = [roots, *(group.nodes for root in roots for node in root.walk() for group in node.groups)]
    return [found for each in sets if len(found := [node for node in each if not node.groups]) > 1]


def _folded(roots: Sequence[_Node], folds: Sequence[Sequence[_Node]], columns: int) -> list[_Node]:
    """Return the tree with each of these sets as a list, after its siblings."""
    gone = {id(node): fold for fold in folds for node in fold}

    def kept(nodes: Sequence[_Node]) -> list[_Node]:
        found = [copied(node) for node in nodes if id(node) not in gone]
        lists = {id(gone[id(node)]): gone[id(node)] for node in nodes if id(node) in gone}
        found += [
            _Node([item for node in fold for item in node.items], columns=min(columns, len(fold)))
            for fold in lists.values()
        ]
        return found

    def copied(node: _Node) -> _Node:
        return _Node(node.items, [replace(group, nodes=kept(group.nodes)) for group in node.groups], node.columns)

    return kept(roots)


# The drawing --------------------------------------------------------------------------------------------------------


class _Diagram:
    def __init__(self, roots: list[_Node], theme: Theme, size: float, direction: Direction = "ltr") -> None:
        self.roots = roots
        self.width = theme.page.width - theme.page.left - theme.page.right
        self.drawing = Drawing(theme, self.width, direction)
        self.lettering = Lettering(theme, direction)
        self.name = Style(size, bold=True, colour="heading")
        slot = 0
        for root in roots:
            _place(root, slot, 0)
            slot += root.slots
        self.pitch = (self.width - 2 * (_EDGE + _DECK) + _GAP) / slot
        self.nodes = [node for root in roots for node in root.walk()]
        self.ranks = [list(rank) for _, rank in groupby(sorted(self.nodes, key=_depth), key=_depth)]
        self.widths = [min(_WIDEST_BOX, *(self.right(n) - self.left(n) for n in rank)) for rank in self.ranks]
        if self.pitch - _GAP < _NARROWEST_BOX and slot > 1:
            raise DoesNotFitError("boxes side by side")

    def left(self, node: _Node) -> float:
        """Return where the interval of a node begins."""
        return _EDGE + node.slot * self.pitch

    def right(self, node: _Node) -> float:
        return self.left(node) + node.slots * self.pitch - _GAP

    def centre(self, node: _Node) -> float:
        return (self.left(node) + self.right(node)) / 2

    def picture(self, alt: str) -> Picture:
        """Return the picture; raises `DoesNotFitError`."""
        y = bottom = _EDGE / 2
        for depth, rank in enumerate(self.ranks):
            width = self.widths[depth]
            blocks = {id(node): self.block(node, width) for node in rank if not node.columns}
            height = max((block.height for block in blocks.values()), default=0) + 2 * _ABOVE
            lower = y + height
            for node in rank:
                bottom = max(bottom, self.listed(node, y, height) if node.columns else lower)
                if not node.columns:
                    self.box(node, blocks[id(node)], y, width, height)
            y = self.lines([node for node in rank if node.groups], lower)
        if bottom > _TALLEST:
            raise DoesNotFitError("the whole")
        return self.drawing.picture(bottom + _DECK * 2 + _EDGE / 2, alt)

    # Boxes

    def words(self, item: ChartItem) -> list[StyledWords]:
        """Return what stands in a box: a name, and what else is said."""
        styles = {"holder": _HOLDER, "note": _NOTE, "detail": _NOTE, "ours": _OURS}
        others = [StyledWords.of(each.words[0], styles[each.role]) for each in item.items if each.role in styles]
        return [StyledWords.of(item.words[0], self.name), *others]

    def block(self, node: _Node, width: float) -> Block:
        return self.lettering.block(self.words(node.items[0]), width - 2 * _INSIDE)

    def box(self, node: _Node, block: Block, y: float, width: float, height: float) -> None:
        (item,) = node.items
        x = self.centre(node) - width / 2
        if item.role == "bodies":
            for sheet in (2, 1):
                right, bottom = x + width + sheet * _DECK, y + height + sheet * _DECK
                self.drawing.line(
                    (right - _DECK, y + sheet * _DECK), (right, y + sheet * _DECK), (right, bottom),
                    (x + sheet * _DECK, bottom), (x + sheet * _DECK, bottom - _DECK), weight=0.2,
                )  # fmt: skip
        self.drawing.box(x, y, width, height, filled=item.role != "office", weight=0.25)
        if any(each.role == "ours" for each in item.items):
            self.drawing.bar(x, y, 0.9, height, "accent")
        self.drawing.words(block, x + width / 2, y + (height - block.height) / 2, "middle")

    def listed(self, node: _Node, y: float, height: float) -> float:
        """Draw a list in its interval, as high as a box at least; return its lower edge."""
        left, right = self.left(node), self.right(node)
        column = (right - left - _INSIDE) / node.columns
        rows = -(-len(node.items) // node.columns)
        blocks = [self.lettering.block(self.words(item), column - _INSIDE) for item in node.items]
        columns = [blocks[at : at + rows] for at in range(0, len(blocks), rows)]
        tall = max(sum(block.height + _ENTRY for block in each) for each in columns) - _ENTRY + 2 * _ABOVE
        tall = max(tall, height)
        filled = any(item.role != "office" for item in node.items)
        self.drawing.box(left, y, right - left, tall, filled=filled, weight=0.25)
        for number, each in enumerate(columns):
            top = y + _ABOVE
            for block in each:
                self.drawing.words(block, left + _INSIDE + number * column, top)
                top += block.height + _ENTRY
        return y + tall

    # Lines

    def lines(self, parents: Sequence[_Node], y: float) -> float:
        """Draw the lines from bodies of one rank, whose boxes end at y, to what is below; return where that begins."""
        said = [self.said(parent, parents) for parent in parents]
        room = max((block.height for each in said for block, _, _ in each), default=0) + _STEM
        several = any(len(parent.groups) > 1 for parent in parents)
        straight = all(len(parent.below) == 1 for parent in parents)
        rail = y + (_DROP if several else room)
        top = rail + (room if several else 0.0 if straight else _DROP)
        for parent, each in zip(parents, said, strict=True):
            self.rail(parent, y, rail, top)
            for block, x, anchor in each:
                # Beside the one line from the body, or each beside the line to the first of its kind.
                self.drawing.words(block, x, (rail if len(parent.groups) > 1 else y) + 0.8, anchor)
        return top

    def said(self, parent: _Node, parents: Sequence[_Node]) -> list[tuple[Block, float, Anchor]]:
        """Return the words beside the lines of a body, each with its place."""
        if len(parent.groups) == 1:
            others = [other for other in self.nodes if other is not parent and self.hinders(other, parent, parents)]
            start = max((self.right(o) for o in others if o.slot < parent.slot), default=0.0)
            end = min((self.left(o) for o in others if o.slot > parent.slot), default=self.width)
            x = self.stem(parent)
            if x != self.centre(parent):
                start, end = x, self.right(parent)
            return [self.beside(parent.groups[0].verb, x, x - start, end - x)]
        drops = [self.centre(node) for node in parent.below]
        found, at = [], 0
        for group in parent.groups:
            end = drops[at + 1] if at + 1 < len(drops) else self.right(parent) + _BESIDE
            found.append(self.beside(group.verb, drops[at], 0, end - drops[at]))
            at += len(group.nodes)
        return found

    def stem(self, parent: _Node) -> float:
        """Return where the line down from a body stands: in its middle.

        It stands near the left edge if in the middle its words would reach under another box, as if they were of that.
        """
        middle = self.centre(parent)
        if len(parent.below) > 1 or parent.below[0].columns or self.fits_below(parent, middle):
            return middle
        edge = middle - min(self.widths[parent.depth], self.widths[parent.depth + 1]) / 2 + 2 * _INSIDE
        return edge if self.fits_below(parent, edge) else middle

    def fits_below(self, parent: _Node, x: float) -> bool:
        """Tell whether the words beside the line down from a body take few lines in its own interval."""
        words = [StyledWords.of(parent.groups[0].verb, _ACCENT)]
        try:
            return len(self.lettering.block(words, self.right(parent) - x - 2 * _BESIDE).lines) <= _FEW_LINES
        except DoesNotFitError:
            return False

    def hinders(self, other: _Node, parent: _Node, parents: Sequence[_Node]) -> bool:
        """Tell whether words below the boxes of a rank may meet something of another interval there."""
        if other in parents or (other.columns and other.depth <= parent.depth):
            return True
        return other.depth == parent.depth and other.items[0].role == "bodies"

    def beside(self, verb: Text, x: float, left: float, right: float) -> tuple[Block, float, Anchor]:
        """Return words beside an upright line, where they take fewer lines: right of it, if that is the same."""
        found: list[tuple[Block, float, Anchor]] = []
        sides: tuple[tuple[float, float, Anchor], ...] = ((right, _BESIDE, "start"), (left, -_BESIDE, "end"))
        for room, away, anchor in sides:
            try:
                block = self.lettering.block([StyledWords.of(verb, _ACCENT)], min(room - 2 * _BESIDE, 60.0))
            except DoesNotFitError:
                continue
            found.append((block, x + away, anchor))
        if not found:
            raise DoesNotFitError(verb.value)
        return min(found, key=lambda each: len(each[0].lines))

    def rail(self, parent: _Node, y: float, rail: float, top: float) -> None:
        """Draw the lines of one body: down, along, and down to each that is below it."""
        stem = self.centre(parent)
        drops = [(self.centre(node), group.relation) for group in parent.groups for node in group.nodes]
        ends = min(stem, drops[0][0]), max(stem, drops[-1][0])
        dots = "1.2 0.8" if {relation for _, relation in drops} == {"together"} else ""
        if len(drops) == 1 and abs(drops[0][0] - stem) < 0.01:
            x = self.stem(parent)
            self.drawing.line((x, y), (x, top), dots=dots, weight=0.25)
            return
        self.drawing.line((stem, y), (stem, rail), dots=dots, weight=0.25)
        self.drawing.line((ends[0], rail), (ends[1], rail), dots=dots, weight=0.25)
        for x, relation in drops:
            self.drawing.line((x, rail), (x, top), dots="1.2 0.8" if relation == "together" else "", weight=0.25)


def _place(node: _Node, slot: int, depth: int) -> None:
    node.slot, node.depth = slot, depth
    for below in node.below:
        _place(below, slot, depth + 1)
        slot += below.slots


def _depth(node: _Node) -> int:
    return node.depth
