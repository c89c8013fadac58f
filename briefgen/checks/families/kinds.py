"""Of which kind something is, against its name: what is called a seminar is one, and an election elects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.checks.amounts import compiled
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import readable
from briefgen.checks.subject import Subject
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
                told = {name for name, noun in nouns.items() if compiled(noun).search(text.raw)}
                if told and kind not in told:
                    message = Told("it is called otherwise: „{name}“", name=text.raw)
                    yield Found(f"{path}.kind", message, Told("correct the kind, or the name"))
                    break
