"""What a text says by name: the bodies, offices, people, works and events in it, typed or printed by an expression."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from briefgen.checks.forms import typed_forms
from briefgen.checks.likely import matcher
from briefgen.checks.printing import printed_path
from briefgen.checks.scan import sentence
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.own_kinds import is_commission
from briefgen.content.schema.base import Entity, Translated
from briefgen.content.schema.events import Event
from briefgen.content.schema.glossary import Glossary
from briefgen.content.schema.organisations import Body, Office, Work
from briefgen.content.schema.people import Person
from briefgen.language.phrases import Phrases, longest, phrases_of
from briefgen.language.usage import usage
from briefgen.problems.notes import Named

Thing = tuple[str, str]  # a kind of the content, such as bodies, and an id


class InText(NamedTuple):
    """A place in a text that names something, and all that may be meant by it."""

    start: int
    end: int
    things: frozenset[Thing]

    def of(self, kind: str) -> frozenset[str]:
        """Return the ids of a kind that may be meant."""
        return frozenset(id for its, id in self.things if its == kind)


def said_in(subject: Subject, text: TextIn) -> tuple[InText, ...]:
    """Return what a text names, in its order."""
    language = subject.written_in.get(text.language)
    named = subject.once(_named).get(text.language, {})
    if language is None:
        return ()
    forms = subject.once(typed_forms).get(text.language, ())
    typed = text.once(_typed, phrases_of(language, tuple(named), forms))
    found = [InText(start, end, named[phrase]) for start, end, phrase in typed]
    for start, expression in text.expressions:
        if thing := _printed(subject, text, expression):
            found.append(InText(start, start + len(expression), frozenset({thing})))
    return tuple(sorted(found))


def ids_said(subject: Subject, text: TextIn, kind: str, start: int = 0, end: int = sys.maxsize) -> frozenset[str]:
    """Return the ids of a kind that a text names, or a stretch of it."""
    return frozenset(id for said in said_in(subject, text) if start <= said.start < end for id in said.of(kind))


def bodies_said(subject: Subject, text: TextIn, start: int, end: int) -> frozenset[str]:
    """Return the ids of the bodies that a stretch of a text names, and of those whose events it names."""
    events = ids_said(subject, text, "events", start, end)
    held = (subject.content.items[subject.content.index["events"][id]].value for id in events)
    of_events = {one.body for one in held if isinstance(one, Event) and one.body}
    return ids_said(subject, text, "bodies", start, end) | of_events


def sentences_with(text: TextIn, pattern: str) -> Iterator[tuple[int, int, int]]:
    """Yield where a pattern of the text's language ends, and where the sentence around it begins and ends."""
    for found in matcher(usage(text.language).patterns.get(pattern, "")).finditer(text.words):
        yield found.end(), *sentence(text.words, found.start())


def called(subject: Subject, kind: str, id: str) -> str:
    """Return what a thing is called, for a message."""
    path = subject.content.index.get(kind, {}).get(id, "")
    entity = subject.content.items[path].value if path in subject.content.items else None
    name = getattr(entity, "name", None) or getattr(entity, "title", None)
    return Named(f"„{next(iter(name.root.values()), id)}“", name.root) if isinstance(name, Translated) else repr(id)


def _typed(text: TextIn, phrases: Phrases) -> list[tuple[int, int, str]]:
    return [(hit.start, hit.end, hit.phrase) for hit in longest(phrases.all_in(text.words))]


def _printed(subject: Subject, text: TextIn, expression: str) -> Thing | None:
    path = printed_path(subject, text, expression)
    for suffix in ("", ".name", ".title"):
        item = subject.content.items.get(path.removesuffix(suffix) if suffix else path)
        if item is not None and isinstance(item.value, _KINDS):
            return _kind_of(item.value), item.value.id
    return None


_KINDS = (Body, Office, Person, Work, Event)


def _kind_of(entity: Entity) -> str:
    of_kind = entity.of_kind
    assert of_kind is not None
    return of_kind.name


def _named(subject: Subject) -> Mapping[str, Mapping[str, frozenset[Thing]]]:
    """Return by language what each name may stand for; other words of the glossary for a name stand for it, too."""
    found: dict[str, dict[str, set[Thing]]] = defaultdict(lambda: defaultdict(set))
    for name, thing in _names(subject):
        for language, words in name.root.items():
            if words.strip():
                found[language][words].add(thing)
    for _, glossary in subject.entities(Glossary):
        for term in glossary.terms:
            for language, words in term.term.root.items():
                for other in term.also.get(language, ()):
                    if things := found[language].get(words):
                        found[language][other] |= things
    return {
        language: {words: frozenset(things) for words, things in names.items()} for language, names in found.items()
    }


def _names(subject: Subject) -> Iterator[tuple[Translated, Thing]]:
    for _, entity in subject.entities(Entity):
        match entity:
            # Commissions are named like a subject, of which texts speak as well.
            case Body() if not is_commission(subject.content, entity):
                yield entity.name, ("bodies", entity.id)
            case Office():
                yield entity.title, ("offices", entity.id)
            case Person():
                yield entity.name, ("persons", entity.id)
            case Work():
                yield entity.title, ("works", entity.id)
            case Event() if entity.name:
                yield entity.name, ("events", entity.id)
