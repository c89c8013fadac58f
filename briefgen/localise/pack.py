"""What a delegation carries beside the background: points, meetings, and names in two languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from babel import Locale

from briefgen.content.knowing.readers import withheld
from briefgen.content.model import Content
from briefgen.content.schema.audience import INTERPRETERS, Readers
from briefgen.content.schema.base import Name
from briefgen.language.base import Language
from briefgen.localise.values import LocalEntity, LocalList, LocalNumber, LocalText


@dataclass(frozen=True, slots=True)
class Points:
    """Points by what they are for, each in the order of the content."""

    objectives: LocalList[LocalEntity]
    to_say: LocalList[LocalEntity]  # key messages, lines to take
    asks: LocalList[LocalEntity]
    answers: LocalList[LocalEntity]  # to what may be raised, or attacked
    red_lines: LocalList[LocalEntity]
    press: LocalList[LocalEntity]

    def __bool__(self) -> bool:
        return any((self.objectives, self.to_say, self.asks, self.answers, self.red_lines, self.press))


_FOR = {
    "objectives": ("objective",),
    "to_say": ("key-message", "line-to-take"),
    "asks": ("ask",),
    "answers": ("if-raised", "defensive"),
    "red_lines": ("red-line",),
    "press": ("press-line",),
}


def points_of(points: LocalList[LocalEntity]) -> Points:
    """Return points by what they are for."""
    return Points(**{name: points.made(each for each in points if each.kind in kinds) for name, kinds in _FOR.items()})


@dataclass(frozen=True, slots=True)
class LocalStep:
    """A step of the scenario with its points by what they are for."""

    step: LocalEntity
    points: Points


@dataclass(frozen=True, slots=True)
class LocalCard:
    """A point that is said, with the meeting or the step of the scenario at which it is."""

    point: LocalEntity
    meeting: LocalEntity | None = None
    step: LocalEntity | None = None


@dataclass(frozen=True, slots=True)
class LocalMeeting:
    """A meeting with its points by what they are for, and what the language that is spoken is called."""

    meeting: LocalEntity
    points: Points
    language: LocalText | None


def meetings_of(meetings: Iterable[LocalEntity], language: Language) -> Iterator[LocalMeeting]:
    """Yield meetings in the order of the content."""
    for each in meetings:
        yield LocalMeeting(each, points_of(each.points), _called(each, language))


@dataclass(frozen=True, slots=True)
class LocalAnnex:
    """An annex, the letter by which it is called, what its language is called, and of a file how many pages it has.

    Without pages it isn't attached: there is no file, or one that can't be appended.
    """

    annex: LocalEntity
    letter: LocalText
    language: LocalText | None
    pages: LocalNumber | None


def annexes_of(
    annexes: Iterable[LocalEntity], language: Language, pages_of: Callable[[str], int]
) -> Iterator[LocalAnnex]:
    """Yield annexes in the order of the content; `pages_of` tells by the name of a file how many pages it has."""
    for number, each in enumerate(annexes, start=1):
        letter = LocalText(language.annex_letter(number), each.path)
        pages = pages_of(each.fields["file"].value) if each.fields["file"] else 0
        counted = LocalNumber(pages, f"{each.path}.file", language) if pages else None
        yield LocalAnnex(each, letter, _called(each, language), counted)


def _called(each: LocalEntity, language: Language) -> LocalText | None:
    """Return what the language that something is in is called."""
    called = Locale.parse(language.code).languages.get(each.fields["language"] or "")
    return LocalText(called, f"{each.path}.language") if called else None


@dataclass(frozen=True, slots=True)
class InTwoLanguages:
    """A name or a term in the language of the brief, and in each other one."""

    name: LocalText
    others: tuple[LocalText, ...]
    about: str  # of what it is the name: people, bodies, works, terms


def in_two_languages(
    content: Content, whole: Content, language: Language, readers: Readers
) -> tuple[InTwoLanguages, ...]:
    """Return the names of people, offices, bodies and works, then the terms of the glossary by the alphabet, each once.

    Of people those of whom the `whole` content tells something that is for these readers: whom we meet otherwise, or
    know, isn't.
    """
    if not readers.may_read(INTERPRETERS):
        return ()
    association, agency = content.association, content.agency
    named: list[tuple[str, Any]] = [("association.name", association.name), ("agency.name", agency.name)]
    told = _told_of(whole, readers)
    people = (each for each in content.people.persons if each.id in told)
    named += [(f"people.persons[{each.id}].name", each.name) for each in people]
    for path, offices in (("association", association.offices), ("agency", agency.offices)):
        named += [(f"{path}.offices[{each.id}].title", each.title) for each in offices]
    named += [(f"association.bodies[{each.id}].name", each.name) for each in association.bodies]
    named += [(f"association.works[{each.id}].title", each.title) for each in association.works]
    terms = [(f"glossary.terms[{each.id}].term", each.term) for each in content.glossary.terms]
    named += sorted(terms, key=lambda each: language.sort_key(each[1].root.get(language.code, "")))
    found: dict[str, InTwoLanguages] = {}
    for path, name in named:
        if isinstance(name, Name) and (words := name.root.get(language.code)):
            others = (LocalText(other, path, language=code) for code, other in name.root.items()
                      if code != language.code and other)  # fmt: skip
            found.setdefault(words.casefold(), InTwoLanguages(LocalText(words, path), tuple(others), _about(path)))
    return tuple(found.values())


def _about(path: str) -> str:
    kinds = {"people.": "people", "association.works": "works", "glossary.": "terms"}
    return next((kind for begins, kind in kinds.items() if path.startswith(begins)), "bodies")


def _told_of(content: Content, readers: Readers) -> set[str]:
    """Return the ids of the people of whom something tells that is for readers."""
    told = {each.path: each.value for each in content.items.values() if each.refers == "persons" and each.value}
    hidden = withheld(content, told, readers)
    return {id for path, id in told.items() if path not in hidden and isinstance(id, str)}
