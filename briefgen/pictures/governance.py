"""How the association is governed, as data: each body that elects, with the offices and bodies that it elects."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.document.tree import Chart, ChartItem, Text
from briefgen.localise import LocalBrief
from briefgen.localise.values import LocalEntity, LocalPhrase

_FEWEST_BODIES = 3  # with relations; fewer are said better in a sentence


def governance(brief: LocalBrief) -> Chart | None:
    """Return the chart, or None where nothing elects or hardly anything has a relation.

    Its items are the bodies that elect. Each has those that stand beside it (``together``: the words that say so, with
    the one that it meets with; ``counted``: one that has commissions), and the ``offices`` and the ``bodies`` that it
    elects: a verb, with them as members. The words of a body are its name, and what else is said of it.
    """
    electors = [body for body in brief.bodies if body.elects or body.elects_bodies]
    related = {
        body.path
        for elector in electors
        for body in (elector, *elector.elects_bodies, *([elector.meets_at] if elector.meets_at else []))
    }
    if not electors or len(related) < _FEWEST_BODIES:
        return None
    return _Telling(brief, electors).chart()


class _Telling:
    """Says of each body what it is, and keeps the facts in words."""

    def __init__(self, brief: LocalBrief, electors: list[LocalEntity]) -> None:
        self.brief = brief
        self.electors = electors
        self.elected = {body.path for elector in electors for body in (*elector.elects, *elector.elects_bodies)}
        self.elected |= {body.path for body in electors}
        self.facts: list[str] = []
        self.noted: set[str] = set()  # paths of the bodies whose notes were told

    def chart(self) -> Chart:
        items = tuple(self.elector(elector, first=not index) for index, elector in enumerate(self.electors))
        alt = f"{self.brief.message('How the Association is governed')}. " + " ".join(self.facts)
        return Chart("governance", alt, items)

    def elector(self, elector: LocalEntity, *, first: bool) -> ChartItem:
        """Return a body that elects; those with commissions stand beside the first one."""
        partner = elector.meets_at
        if partner and partner.path in self.elected | self.noted:
            partner = None
        words = self.beside(elector, partner)
        others: list[ChartItem] = []
        if partner:
            together = self.brief.message("as a rule meet together")
            met = ChartItem("member", self.beside(partner, partner))
            others.append(ChartItem("together", (self.text(together),), items=(met,)))
        if first:
            others += [ChartItem("counted", self.beside(body, partner)) for body in self.counted()]
        if partner:
            self.facts.append(f"{partner.words()}, {elector.words()} – {together}.")
        return ChartItem("elector", words, items=(*others, *self.groups(elector)))

    def groups(self, elector: LocalEntity) -> tuple[ChartItem, ...]:
        """Return what a body elects, each kind under its verb."""
        message = self.brief.message
        groups = [
            (role, verb, list(members))
            for role, verb, members in (
                ("offices", message("elects"), elector.elects),
                ("bodies", message("elects the members of"), elector.elects_bodies),
            )
            if members
        ]
        for _, verb, members in groups:
            names = ", ".join(self.title(member).value for member in members)
            self.facts.append(f"{message('{what}: {new}', what=f'{elector.words()} – {verb}', new=names)}.")
        return tuple(ChartItem(role, (self.text(verb),), items=self.members(members)) for role, verb, members in groups)

    def members(self, members: Sequence[LocalEntity]) -> tuple[ChartItem, ...]:
        texts = [(self.title(member), *self.notes(member)) for member in members]
        for member, words in zip(members, texts, strict=True):
            self.tell(member, words[1:])
        return tuple(ChartItem("member", words) for words in texts)

    def beside(self, body: LocalEntity, partner: LocalEntity | None) -> tuple[Text, ...]:
        """Return the words of a body in the row of one that elects, and tell them."""
        notes = self.notes(body, partner_is_told=partner is not None)
        if self.commissions(body):
            self.facts.append(f"{self.title(body).value}.")
        self.tell(body, notes)
        return (self.title(body), *notes)

    def counted(self) -> list[LocalEntity]:
        """Return the bodies with commissions that nobody elects."""
        return [body for body in self.brief.bodies if self.commissions(body) and body.path not in self.elected]

    def commissions(self, body: LocalEntity) -> int:
        return sum(1 for other in self.brief.association.bodies if other.parent and other.parent.path == body.path)

    def title(self, entity: LocalEntity) -> Text:
        words = entity.words()
        count = self.commissions(entity)
        return Text(self.bound(f"{words}\u00a0({count})" if count else str(words)), words.source)

    def notes(self, body: LocalEntity, *, partner_is_told: bool = False) -> tuple[Text, ...]:
        """Return what else is said of a body; once, however often it is named."""
        if body.path in self.noted or "meets_every_years" not in body.fields:
            return ()
        self.noted.add(body.path)
        message, years = self.brief.message, body.meets_every_years
        said: list[tuple[LocalPhrase, str | None]] = []
        if years:
            every = (
                message("meets every year")
                if years.number == 1
                else message("meets every {number} years", number=years)
            )
            said.append((every, years.source))
        if body.headed_by:
            said.append((message("headed by: {office}", office=body.headed_by), body.headed_by.words().source))
        if body.meets_at and not partner_is_told:
            together = message("as a rule meets together with: {body}", body=body.meets_at)
            said.append((together, body.meets_at.words().source))
        return tuple(Text(self.bound(str(words)), source) for words, source in said)

    def text(self, words: LocalPhrase) -> Text:
        return Text(self.bound(str(words)), words.source)

    def bound(self, text: str) -> str:
        return self.brief.language.bind(text)

    def tell(self, body: LocalEntity, words: Sequence[Text]) -> None:
        if words:
            self.facts.append(f"{body.words()} – {'; '.join(word.value for word in words)}.")
