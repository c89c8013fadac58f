"""Of which kind something is, against its name: what is called a seminar is one, and an election elects."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefgen.checks.amounts import compiled
from briefgen.checks.rules import Found, rule
from briefgen.checks.said import said_in
from briefgen.checks.scan import readable
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.own_kinds import like
from briefgen.content.schema.events import AgendaItem, Event
from briefgen.content.schema.organisations import Body, Work
from briefgen.language import said
from briefgen.problems.notes import Told

_KINDS: Mapping[str, type[Event] | type[Body] | type[AgendaItem] | type[Work]] = {
    "events": Event,
    "bodies": Body,
    "items": AgendaItem,
    "works": Work,
}

_BEFORE = 40  # characters before a title in which the noun stands
_LEAD = re.compile(r"[\s{*„“«\"(–—,:-]*$")


@rule("kind-differs", "warning", "Something is of the kind that its name says.")
def kind_differs(subject: Subject) -> Iterator[Found]:
    """Find a seminar of the kind of sessions, a special commission of the kind of others, an election that adopts."""
    named = {(text.path, text.key): text for text in readable(subject)}
    for table, model in _KINDS.items():
        for path, entity in subject.entities(model):
            kind = like(subject.content, entity)
            for key in subject.languages:
                text = named.get((f"{path}.name", key)) or named.get((f"{path}.title", key))
                nouns = said.table(text.language, "kinds").get(table, {}) if text else {}
                if text is None or kind not in nouns:
                    continue
                plain = said.unqualified(text.language, text.raw)
                told = {name for name, noun in nouns.items() if compiled(noun).search(plain)}
                if told and kind not in told:
                    message = Told("it is called otherwise: „{name}“", name=text.raw)
                    yield Found(f"{path}.kind", message, Told("correct the kind, or the name"))
                    break
    yield from _works_told(subject)


def _works_told(subject: Subject) -> Iterator[Found]:
    """Yield works of another kind than that of the noun before their titles in texts: the guidelines *Profiles*."""
    kinds = {work.id: (path, like(subject.content, work)) for path, work in subject.entities(Work)}
    told: dict[str, list[tuple[bool, TextIn, int, str]]] = {}
    for text in readable(subject):
        nouns = said.table(text.language, "kinds").get("works", {}) if not text.is_name else {}
        for each in said_in(subject, text) if nouns else ():
            lead = _LEAD.sub("", text.raw[max(0, each.start - _BEFORE) : each.start])
            before = {kind for kind, noun in nouns.items() if re.search(rf"(?<!\w)(?:{noun})$", lead, re.IGNORECASE)}
            for id in each.of("works") if before else ():
                if id in kinds and kinds[id][1] in nouns:
                    told.setdefault(id, []).append((kinds[id][1] in before, text, each.start, lead.split()[-1]))
    for id, places in told.items():
        path, _ = kinds[id]
        hint = Told("correct the kind, or the name")
        if not any(fits for fits, *_ in places):
            message = Told("it is called otherwise: „{name}“", name=places[0][3])
            yield Found(f"{path}.kind", message, hint)
            continue
        for fits, text, at, noun in places:
            if not fits:
                message = Told("it is called otherwise: „{name}“", name=noun)
                yield Found(text.path, message, hint, text.key, at, 1)
