"""How the association is governed: each body that elects, over the offices and bodies that it elects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefgen.document.tree import Picture
from briefgen.localise import LocalBrief
from briefgen.localise.values import LocalEntity, LocalPhrase
from briefgen.look.theme import Theme
from briefgen.pictures.svg import Block, Drawing, Lettering, Style, StyledWords

_FEWEST_BODIES = 3  # with relations; fewer are said better in a sentence
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


def governance(brief: LocalBrief, theme: Theme) -> Picture | None:
    """Return the picture, or None where nothing elects or hardly anything has a relation."""
    electors = [body for body in brief.bodies if body.elects or body.elects_bodies]
    related = {
        body.path
        for elector in electors
        for body in (elector, *elector.elects_bodies, *([elector.meets_at] if elector.meets_at else []))
    }
    if not electors or len(related) < _FEWEST_BODIES:
        return None
    return _Chart(brief, theme, electors).picture()


@dataclass(frozen=True)
class _Group:
    """What one body elects of one kind, between two edges of the drawing."""

    verb: LocalPhrase
    members: Sequence[LocalEntity]
    left: float
    right: float

    def boxes(self) -> list[tuple[float, float]]:
        """Return left edge and width of a box for each member."""
        width = (self.right - self.left - _GAP * (len(self.members) - 1)) / len(self.members)
        return [(self.left + index * (width + _GAP), width) for index in range(len(self.members))]


class _Chart:
    def __init__(self, brief: LocalBrief, theme: Theme, electors: list[LocalEntity]) -> None:
        self.brief = brief
        self.electors = electors
        self.width = theme.page.width - theme.page.left - theme.page.right
        self.head_box = min(_HEAD_BOX, self.width * _HEAD_SHARE)
        self.partner_box = min(_PARTNER_BOX, self.width * _PARTNER_SHARE)
        self.drawing = Drawing(theme, self.width)
        self.lettering = Lettering(theme)
        self.facts: list[str] = []
        self.noted: set[str] = set()  # paths of the bodies whose notes stand in the picture
        self.name = Style(_SIZES[0], bold=True, colour="heading")

    def picture(self) -> Picture | None:
        every = [member for body in self.electors for group in self.groups(body) for member in group.members]
        for size in _SIZES:
            self.name = replace(self.name, size=size)
            if all(self.fits(group) for body in self.electors for group in self.groups(body)):
                break
        elected = {member.path for member in every} | {body.path for body in self.electors}
        y = 0.3  # half a line's weight
        for index, elector in enumerate(self.electors):
            partner = (
                elector.meets_at if elector.meets_at and elector.meets_at.path not in elected | self.noted else None
            )
            counted = (
                [b for b in self.brief.bodies if self.commissions(b) and b.path not in elected] if not index else []
            )
            y = self.elector(elector, partner, counted, y) + 6
        if y - 6 > _TALLEST:
            return None
        alt = f"{self.brief.message('How the Association is governed')}. " + " ".join(self.facts)
        return self.drawing.picture(y - 6 + 0.3, alt)

    # What there is to say -------------------------------------------------------------------------------------------

    def groups(self, elector: LocalEntity) -> list[_Group]:
        """Return offices and bodies that a body elects, each kind with its share of the width."""
        message = self.brief.message
        offices, bodies = list(elector.elects), list(elector.elects_bodies)
        share = min(0.6, max(0.4, len(offices) / (len(offices) + len(bodies))))
        edge = self.width * share if offices and bodies else self.width if offices else 0.0
        found = [
            _Group(message("elects"), offices, 0.3, (edge - _GAP / 2 if bodies else self.width) - 0.3),
            _Group(message("elects the members of"), bodies, edge + (_GAP / 2 if offices else 0.3), self.width - 0.3),
        ]
        return [group for group in found if group.members]

    def fits(self, group: _Group) -> bool:
        """Tell whether each member can have a box in which its words aren't broken."""
        width = group.boxes()[0][1]
        longest = self.lettering.longest_word(self.title(member) for member in group.members)
        return len(group.members) <= _MOST_BOXES and width >= _NARROWEST_BOX and longest <= width - 2 * _INSIDE

    def commissions(self, body: LocalEntity) -> int:
        return sum(1 for other in self.brief.association.bodies if other.parent and other.parent.path == body.path)

    def title(self, entity: LocalEntity) -> StyledWords:
        words = entity.words()
        count = self.commissions(entity)
        return StyledWords(self.bound(f"{words}\u00a0({count})" if count else str(words)), words.source, self.name)

    def notes(self, body: LocalEntity, *, partner_is_drawn: bool = False) -> list[StyledWords]:
        """Return what else a body's box says; once, however often the body is drawn."""
        if body.path in self.noted or "meets_every_years" not in body.fields:
            return []
        self.noted.add(body.path)
        message, years = self.brief.message, body.meets_every_years
        said = []
        if years:
            every = (
                message("meets every year")
                if years.number == 1
                else message("meets every {number} years", number=years)
            )
            said.append(StyledWords(str(every), years.source, _NOTE))
        if body.headed_by:
            source = body.headed_by.words().source
            said.append(StyledWords(str(message("headed by: {office}", office=body.headed_by)), source, _NOTE))
        if body.meets_at and not partner_is_drawn:
            source = body.meets_at.words().source
            said.append(
                StyledWords(str(message("as a rule meets together with: {body}", body=body.meets_at)), source, _NOTE)
            )
        return [replace(words, value=self.bound(words.value)) for words in said]

    def bound(self, text: str) -> str:
        return self.brief.language.bind(text)

    def tell(self, body: LocalEntity, words: list[StyledWords]) -> None:
        if words:
            self.facts.append(f"{body.words()} – {'; '.join(word.value for word in words)}.")

    # Drawing --------------------------------------------------------------------------------------------------------

    def elector(self, elector: LocalEntity, partner: LocalEntity | None, counted: list[LocalEntity], y: float) -> float:
        """Draw a body that elects and everything that it elects; return the lower edge."""
        groups = self.groups(elector)
        centre = (groups[0].right + groups[-1].left) / 2 if len(groups) == 2 else self.width / 2
        y, bottom = self.head_row(elector, partner, counted, centre, y)
        spoken = [StyledWords(self.bound(str(group.verb)), group.verb.source, _VERB) for group in groups]
        verbs = [self.lettering.block([words], 40) for words in spoken]
        rail = bottom + max(verb.height for verb in verbs) + 1.2
        top = rail + _DROP
        for group in groups:
            members = ", ".join(self.title(member).value for member in group.members)
            elects = f"{elector.words()} – {group.verb}"
            self.facts.append(f"{self.brief.message('{what}: {new}', what=elects, new=members)}.")
        drawn = [self.members(group, top) for group in groups]
        height = max(self.height_of(blocks) for blocks in drawn)
        for index, (group, verb, blocks) in enumerate(zip(groups, verbs, drawn, strict=True)):
            two = len(groups) == 2
            stem = centre + ((-6 if index == 0 else 6) if two else 0)
            boxes = group.boxes() if len(blocks) == len(group.members) else [(group.left, group.right - group.left)]
            self.rail(boxes, stem, bottom, rail, top)
            leftwards = two and index == 0
            self.drawing.words(verb, stem + (-1.5 if leftwards else 1.5), bottom + 0.6, "end" if leftwards else "start")
            for (x, width), block in zip(boxes, blocks, strict=True):
                is_body = "meets_every_years" in group.members[0].fields
                self.drawing.box(x, top, width, height, filled=is_body)
                self.put(block, x, width, top, height)
        return top + height

    def head_row(
        self, elector: LocalEntity, partner: LocalEntity | None, counted: list[LocalEntity], centre: float, y: float
    ) -> tuple[float, float]:
        """Draw the body that elects, the one that it meets with, and those with commissions; return top and bottom."""
        left, right = centre - self.head_box / 2, centre + self.head_box / 2
        wide_left = left >= self.width - right
        space = max(left, self.width - right)
        together = self.brief.message("as a rule meet together")
        link = self.lettering.block(
            [StyledWords(self.bound(str(together)), together.source, _VERB)], space - self.partner_box - 3
        )
        # Texts first, since they say how high the row is.
        placed: list[tuple[float, float, list[LocalEntity]]] = [(left, self.head_box, [elector])]
        if partner:
            edge = 0.3 if wide_left else self.width - self.partner_box - 0.3
            placed.append((edge, self.partner_box, [partner]))
        side = min(left, self.width - right) if partner else space
        if counted:
            width = min(self.head_box, side - 6.3)
            placed.append((self.width - width - 0.3 if wide_left else 0.3, width, counted))
        blocks = [self.box_text(bodies, width, bool(partner)) for _, width, bodies in placed]
        height = self.height_of(blocks)
        if partner:  # the words on the line between the two may need more height than the boxes
            y += max(0.0, link.height + 0.7 - height / 2)
        if partner:
            edges = (self.partner_box + 0.3, left) if wide_left else (right, self.width - self.partner_box - 0.3)
            self.drawing.line((edges[0], y + height / 2), (edges[1], y + height / 2), dots="1 0.7")
            self.drawing.words(link, sum(edges) / 2, y + height / 2 - link.height - 0.5, "middle")
            self.facts.append(
                f"{partner.words()}, {elector.words()} – {self.brief.message('as a rule meet together')}."
            )
        for (x, width, _), block in zip(placed, blocks, strict=True):
            self.drawing.box(x, y, width, height, filled=True, weight=0.6 if x == left else 0.3)
            self.put(block, x, width, y, height)
        return y, y + height

    def box_text(self, bodies: list[LocalEntity], width: float, partner_is_drawn: bool) -> Block:
        texts: list[StyledWords] = []
        for body in bodies:
            notes = self.notes(body, partner_is_drawn=partner_is_drawn)
            texts += [self.title(body), *notes]
            if self.commissions(body):
                self.facts.append(f"{self.title(body).value}.")
            self.tell(body, notes)
        return self.lettering.block(texts, width - 2 * _INSIDE)

    def members(self, group: _Group, top: float) -> list[Block]:
        """Return the words of each member's box, or of one box with all names where there are too many."""
        texts = [[self.title(member), *self.notes(member)] for member in group.members]
        for member, words in zip(group.members, texts, strict=True):
            self.tell(member, words[1:])
        if self.fits(group):
            return [
                self.lettering.block(words, width - 2 * _INSIDE)
                for words, (_, width) in zip(texts, group.boxes(), strict=True)
            ]
        return [self.lettering.block([w for words in texts for w in words], group.right - group.left - 2 * _INSIDE)]

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
