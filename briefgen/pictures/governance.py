"""How the association is governed, as data: a tree of its bodies, each with what it elects and what belongs under it.

Each body and office stands in the tree once: under the body that elects it, else under the one that decides its
structure and mandate, that it reports to, or that it is a part of; a body that nothing stands above is under the one
that it meets with. What else relates two of them is said in words in a box.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from briefgen.document.tree import Chart, ChartItem, Text
from briefgen.localise import LocalBrief
from briefgen.localise.values import LocalEntity, LocalPhrase, LocalText

_FEWEST_BODIES = 3  # with relations; fewer are said better in a sentence
_UPWARDS = (("mandates", "mandated_by"), ("reports", "reports_to"), ("part", "parent"), ("together", "meets_at"))


def governance(brief: LocalBrief) -> Chart | None:
    """Return the chart, or None where hardly anything has a relation.

    Its items are the roots of the tree: a ``body``, ``bodies`` (one that stands for its commissions) or an ``office``.
    Its words are its name. In it: who holds it (``holder``), what is said of it (``note``; ``detail``, which the alt
    text leaves to the tables), the agency's own place (``ours``), and for each relation (``elects``, ``mandates``,
    ``reports``, ``part``, ``together``) the words for that, with whoever stands below.
    """
    tree = _tree(brief)
    related = {path for path in (*tree.above, *tree.above.values()) if path in tree.bodies}
    return _Telling(brief, tree).chart() if len(related) >= _FEWEST_BODIES else None


@dataclass
class _Tree:
    """Who stands under whom, by paths."""

    bodies: dict[str, LocalEntity]
    below: dict[tuple[str, str], list[LocalEntity]] = field(default_factory=lambda: defaultdict(list))
    above: dict[str, str] = field(default_factory=dict)

    def put(self, entity: LocalEntity, relation: str, above: LocalEntity) -> None:
        """Put an entity below a body, unless it has its place, or stands over that body itself."""
        at: str | None = above.path
        while at is not None and at != entity.path:
            at = self.above.get(at)
        if at is None and entity.path not in self.above:
            self.above[entity.path] = above.path
            self.below[above.path, relation].append(entity)

    def is_under(self, entity: LocalEntity, relation: str, above: LocalEntity) -> bool:
        return any(other.path == entity.path for other in self.below.get((above.path, relation), ()))


def _tree(brief: LocalBrief) -> _Tree:
    tree = _Tree({body.path: body for body in brief.bodies})
    for body in brief.bodies:
        for chosen in (*body.elects, *body.elects_bodies):
            tree.put(chosen, "elects", body)
            tree.bodies.update({chosen.path: chosen} if _is_body(chosen) else {})
    for relation, name in _UPWARDS:
        for body in list(tree.bodies.values()):
            other = body.fields.get(name)
            # Meetings don't say who stands above, so they are no reason to move what has something below it over it.
            if other and (other.path in tree.bodies or relation == "together"):
                tree.bodies.setdefault(other.path, other)
                tree.put(body, relation, other)
    return tree


def _is_body(entity: LocalEntity) -> bool:
    return "meets_every_years" in entity.fields


class _Telling:
    """Says of each body what it is, and the structure in words."""

    def __init__(self, brief: LocalBrief, tree: _Tree) -> None:
        self.brief = brief
        self.tree = tree
        self.verbs = {
            "elects": brief.message("elects"),
            "mandates": brief.message("decides the structure and mandate of"),
            "reports": brief.message("reporting to it"),
            "part": brief.message("parts of it"),
            "together": brief.message("as a rule meet together"),
        }
        membership = brief.cooperation.membership
        self.ours = {body.path for body in membership.fields.get("represented_in") or ()} if membership else set()
        self.facts: list[str] = []
        # Offices as those who hold them bear them; where two bear one otherwise, it keeps its own title.
        borne: dict[str, dict[str, LocalText | LocalPhrase]] = defaultdict(dict)
        for holder in brief.leadership:
            borne[holder.office.path][str(holder.title)] = holder.title
        self.borne = {path: next(iter(titles.values())) for path, titles in borne.items() if len(titles) == 1}

    def called(self, entity: LocalEntity) -> LocalText | LocalPhrase:
        """Return the words for a body or an office."""
        return self.borne.get(entity.path) or entity.words()

    def chart(self) -> Chart:
        roots = [body for body in self.tree.bodies.values() if body.path not in self.tree.above]
        # What stands alone comes last, so that the trees stand where one looks first.
        roots.sort(key=lambda body: not any(body.path == above for above, _ in self.tree.below))
        items = tuple(self.item(body) for body in roots)
        return Chart(
            "governance",
            f"{self.brief.headings.governance}. {' '.join(self.facts)}",
            items,
            self.brief.language.direction,
        )

    def item(self, entity: LocalEntity) -> ChartItem:
        """Return a body or an office with all that stands below it."""
        if not _is_body(entity):
            holders = [holder.person for holder in self.brief.leadership if holder.office.path == entity.path]
            said = tuple(ChartItem("holder", (self.text(person.words()),)) for person in holders)
            return ChartItem("office", (self.title(entity),), items=said)
        notes = [*self.notes(entity)]
        for role, note in notes:
            if role == "note":
                self.facts.append(f"{entity.words()} – {note.value}.")
        ours = [ChartItem("ours", (words,)) for words in self.own_place(entity)]
        self.facts += [f"{entity.words()} – {item.words[0].value}." for item in ours]
        if entity.path not in self.tree.above and not any(self.groups(entity)):
            self.facts.append(f"{self.title(entity).value}.")
        groups, commas = [], self.brief.language.commas
        for relation, members in self.groups(entity):
            verb = self.verbs[relation]
            if relation == "together":
                names = commas(self.title(each).value for each in (entity, *members))
                self.facts.append(f"{names} – {verb}.")
            else:
                listed = commas(self.title(member).value for member in members)
                self.facts.append(
                    f"{self.title(entity).value} – {self.brief.message('{what}: {new}', what=verb, new=listed)}."
                )
            groups.append((relation, verb, members))
        below = tuple(
            ChartItem(relation, (self.text(verb),), items=tuple(map(self.item, members)))
            for relation, verb, members in groups
        )
        said = tuple(ChartItem(role, (words,)) for role, words in notes)
        kind = "bodies" if self.commissions(entity) else "body"
        return ChartItem(kind, (self.title(entity),), items=(*said, *ours, *below))

    def groups(self, entity: LocalEntity) -> Iterator[tuple[str, list[LocalEntity]]]:
        """Yield what stands below a body, by relation."""
        for relation in self.verbs:
            if members := self.tree.below.get((entity.path, relation)):
                yield relation, members

    def commissions(self, body: LocalEntity) -> int:
        """Return how many bodies are a part of this one and not in the tree."""
        parts = (other for other in self.brief.association.bodies if other.path not in self.tree.bodies)
        return sum(1 for other in parts if other.parent and other.parent.path == body.path)

    def title(self, entity: LocalEntity) -> Text:
        words = self.called(entity)
        # Of those that aren't for the readers nobody may tell the number.
        count = 0 if self.brief.association.bodies.is_shortened else self.commissions(entity)
        return Text(self.bound(f"{words}\u00a0({count})" if count else str(words)), words.source)

    def notes(self, body: LocalEntity) -> Iterator[tuple[str, Text]]:
        """Yield what else is said of a body: what no line says."""
        message, years, tree = self.brief.message, body.meets_every_years, self.tree
        if years:
            every = (
                message("meets every year")
                if years.number == 1
                else message("meets every {number} years", number=years)
            )
            yield "detail", self.text(every, years.source)
        if body.headed_by:
            words = message("headed by: {office}", office=self.called(body.headed_by))
            yield "note", self.text(words, self.called(body.headed_by).source)
        others = [each for each in (*body.elects, *body.elects_bodies) if not tree.is_under(each, "elects", body)]
        if others:
            names = self.brief.language.commas(str(self.called(other)) for other in others)
            yield (
                "note",
                self.text(message("{what}: {new}", what=message("elects"), new=names), self.called(others[0]).source),
            )
        for relation, name in _UPWARDS:
            other = body.fields.get(name)
            if other and not tree.is_under(body, relation, other) and not tree.is_under(other, relation, body):
                yield "note", self.text(self.upwards(relation, other), other.words().source)

    def upwards(self, relation: str, other: LocalEntity) -> LocalPhrase:
        message = self.brief.message
        match relation:
            case "mandates":
                return message("structure and mandate decided by: {body}", body=other)
            case "reports":
                return message("reports to: {body}", body=other)
            case "part":
                return message("part of: {body}", body=other)
        return message("as a rule meets together with: {body}", body=other)

    def own_place(self, body: LocalEntity) -> Iterable[Text]:
        """Return the agency's place in a body, if it has one."""
        if body.path not in self.ours:
            return ()
        message, agency, votes = (
            self.brief.message,
            self.brief.agency.short_name,
            self.brief.cooperation.membership.votes,
        )
        if not votes:
            return (self.text(message("{agency} is represented", agency=agency), agency.source),)
        words = (
            message("{agency}: one vote", agency=agency)
            if votes.number == 1
            else message("{agency}: {number} votes", agency=agency, number=votes)
        )
        return (self.text(words, votes.source),)

    def text(self, words: LocalPhrase, source: str | None = None) -> Text:
        return Text(self.bound(str(words)), source or words.source)

    def bound(self, text: str) -> str:
        return self.brief.language.bind(text)
