"""How an association is governed: each body that elects, over the offices and bodies that it elects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from briefgen.document.tree import Chart, ChartItem, Picture, Text
from briefgen.look.theme import Theme
from briefgen.pictures.drawing.svg import Block, DoesNotFitError, Drawing, Lettering, Style, StyledWords

_TALLEST = 110.0
_SIZES = (8.5, 8.0, 7.5)  # of names: the largest in which every word fits its box
_NOTE = Style(7.5)
_VERB = Style(7.5, colour="accent")
_HEAD_BOX, _HEAD_SHARE = 44.0, 0.26  # of a body that elects: mm, and of the picture's width at most
_PARTNER_BOX, _PARTNER_SHARE = 40.0, 0.2355
_GAP = 4.0  # between boxes
_INSIDE = 1.6  # between a box and its words
_NARROWEST_BOX = 24.0
_MOST_BOXES = 4  # of one kind side by side; more stand as names in one box
_DROP = 4.6  # from the line above the boxes to their tops


def governance(chart: Chart, theme: Theme) -> Picture:
    """Return the picture; raises `DoesNotFitError`."""
    return _Diagram(chart, theme).picture()


@dataclass(frozen=True)
class _Group:
    """What one body elects of one kind, between two edges of the drawing."""

    verb: Text
    members: Sequence[ChartItem]
    left: float
    right: float
    are_bodies: bool = False

    def boxes(self) -> list[tuple[float, float]]:
        """Return left edge and width of a box for each member."""
        width = (self.right - self.left - _GAP * (len(self.members) - 1)) / len(self.members)
        return [(self.left + index * (width + _GAP), width) for index in range(len(self.members))]


class _Diagram:
    def __init__(self, chart: Chart, theme: Theme) -> None:
        self.chart = chart
        self.width = theme.page.width - theme.page.left - theme.page.right
        self.head_box = min(_HEAD_BOX, self.width * _HEAD_SHARE)
        self.partner_box = min(_PARTNER_BOX, self.width * _PARTNER_SHARE)
        self.drawing = Drawing(theme, self.width)
        self.lettering = Lettering(theme)
        self.name = Style(_SIZES[0], bold=True, colour="heading")

    def picture(self) -> Picture:
        groups = [self.groups(elector) for elector in self.chart.items]
        for size in _SIZES:
            self.name = replace(self.name, size=size)
            if all(self.fits(group) for each in groups for group in each):
                break
        y = 0.3  # half a line's weight
        for elector, each in zip(self.chart.items, groups, strict=True):
            y = self.elector(elector, each, y) + 6
        if y - 6 > _TALLEST:
            raise DoesNotFitError(self.chart.name)
        return self.drawing.picture(y - 6 + 0.3, self.chart.alt)

    def groups(self, elector: ChartItem) -> list[_Group]:
        """Return offices and bodies that a body elects, each kind with its share of the width."""
        offices, bodies = _part(elector, "offices"), _part(elector, "bodies")
        numbers = [len(item.items) if item else 0 for item in (offices, bodies)]
        share = min(0.6, max(0.4, numbers[0] / sum(numbers)))
        edge = self.width * share if offices and bodies else self.width if offices else 0.0
        found = []
        if offices:
            right = edge - _GAP / 2 if bodies else self.width
            found.append(_Group(offices.words[0], offices.items, 0.3, right - 0.3))
        if bodies:
            left = edge + (_GAP / 2 if offices else 0.3)
            found.append(_Group(bodies.words[0], bodies.items, left, self.width - 0.3, are_bodies=True))
        return found

    def fits(self, group: _Group) -> bool:
        """Tell whether each member can have a box in which its words aren't broken."""
        width = group.boxes()[0][1]
        longest = self.lettering.longest_word(self.words(member)[0] for member in group.members)
        return len(group.members) <= _MOST_BOXES and width >= _NARROWEST_BOX and longest <= width - 2 * _INSIDE

    def words(self, item: ChartItem) -> list[StyledWords]:
        """Return what stands in a box: a name, and what else is said."""
        title, *notes = item.words
        return [StyledWords.of(title, self.name), *(StyledWords.of(note, _NOTE) for note in notes)]

    def elector(self, elector: ChartItem, groups: list[_Group], y: float) -> float:
        """Draw a body that elects and everything that it elects; return the lower edge."""
        centre = (groups[0].right + groups[-1].left) / 2 if len(groups) == 2 else self.width / 2
        y, bottom = self.head_row(elector, centre, y)
        verbs = [self.lettering.block([StyledWords.of(group.verb, _VERB)], 40) for group in groups]
        rail = bottom + max(verb.height for verb in verbs) + 1.2
        top = rail + _DROP
        drawn = [self.members(group) for group in groups]
        height = max(self.height_of(blocks) for blocks in drawn)
        for index, (group, verb, blocks) in enumerate(zip(groups, verbs, drawn, strict=True)):
            two = len(groups) == 2
            stem = centre + ((-6 if index == 0 else 6) if two else 0)
            boxes = group.boxes() if len(blocks) == len(group.members) else [(group.left, group.right - group.left)]
            self.rail(boxes, stem, bottom, rail, top)
            leftwards = two and index == 0
            self.drawing.words(verb, stem + (-1.5 if leftwards else 1.5), bottom + 0.6, "end" if leftwards else "start")
            for (x, width), block in zip(boxes, blocks, strict=True):
                self.drawing.box(x, top, width, height, filled=group.are_bodies)
                self.put(block, x, width, top, height)
        return top + height

    def head_row(self, elector: ChartItem, centre: float, y: float) -> tuple[float, float]:
        """Draw the body that elects, the one that it meets with, and those with commissions; return top and bottom."""
        together = _part(elector, "together")
        counted = [item for item in elector.items if item.role == "counted"]
        left, right = centre - self.head_box / 2, centre + self.head_box / 2
        wide_left = left >= self.width - right
        space = max(left, self.width - right)
        # Texts first, since they say how high the row is.
        placed: list[tuple[float, float, list[ChartItem]]] = [(left, self.head_box, [elector])]
        if together:
            edge = 0.3 if wide_left else self.width - self.partner_box - 0.3
            placed.append((edge, self.partner_box, list(together.items)))
        side = min(left, self.width - right) if together else space
        if counted:
            width = min(self.head_box, side - 6.3)
            placed.append((self.width - width - 0.3 if wide_left else 0.3, width, counted))
        blocks = [self.box_text(items, width) for _, width, items in placed]
        height = self.height_of(blocks)
        if together:
            said = StyledWords.of(together.words[0], _VERB)
            link = self.lettering.block([said], space - self.partner_box - 3)
            y += max(0.0, link.height + 0.7 - height / 2)  # it may need more height than the boxes
            edges = (self.partner_box + 0.3, left) if wide_left else (right, self.width - self.partner_box - 0.3)
            self.drawing.line((edges[0], y + height / 2), (edges[1], y + height / 2), dots="1 0.7")
            self.drawing.words(link, sum(edges) / 2, y + height / 2 - link.height - 0.5, "middle")
        for (x, width, _), block in zip(placed, blocks, strict=True):
            self.drawing.box(x, y, width, height, filled=True, weight=0.6 if x == left else 0.3)
            self.put(block, x, width, y, height)
        return y, y + height

    def box_text(self, items: Iterable[ChartItem], width: float) -> Block:
        return self.lettering.block([words for item in items for words in self.words(item)], width - 2 * _INSIDE)

    def members(self, group: _Group) -> list[Block]:
        """Return the words of each member's box, or of one box with all names where there are too many."""
        if self.fits(group):
            return [
                self.box_text([member], width) for member, (_, width) in zip(group.members, group.boxes(), strict=True)
            ]
        return [self.box_text(group.members, group.right - group.left)]

    def height_of(self, blocks: list[Block]) -> float:
        return max(block.height for block in blocks) + 2 * _INSIDE

    def put(self, block: Block, x: float, width: float, y: float, height: float) -> None:
        self.drawing.words(block, x + width / 2, y + (height - block.height) / 2, "middle")

    def rail(self, boxes: list[tuple[float, float]], stem: float, bottom: float, rail: float, top: float) -> None:
        """Draw the lines from a body to what it elects."""
        centres = [x + width / 2 for x, width in boxes]
        self.drawing.line((stem, bottom), (stem, rail))
        ends = min(*centres, stem), max(*centres, stem)
        if ends[0] < ends[1]:
            self.drawing.line((ends[0], rail), (ends[1], rail))
        for centre in centres:
            self.drawing.line((centre, rail), (centre, top - 1.5))
            self.drawing.arrowhead(centre, top - 0.15)


def _part(item: ChartItem, role: str) -> ChartItem | None:
    return next((each for each in item.items if each.role == role), None)
