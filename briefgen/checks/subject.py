"""What the rules look at: the content, for one edition and its date, and each of its texts."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from briefgen.checks.texts import TextIn, as_before, spoken_in
from briefgen.content.changing.lost import Lost
from briefgen.content.model import Values
from briefgen.content.schema.base import Entity, Fact, Name, Translated, spoken
from briefgen.content.schema.edition import Edition
from briefgen.content.walk import around, owners
from briefgen.dates import Date, Point
from briefgen.language import Language, available, get_language
from briefgen.language.dictionaries import Memory
from briefgen.online.reply import Reply
from briefgen.problems.diagnostics import Place

E = TypeVar("E", bound=Entity)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Length:
    """How many pages a brief of the edition has, and how many its type allows; what is too long, by how many lines."""

    brief: str
    language: str
    pages: int
    most: int
    lines: int = 0
    section: str = ""  # the longest, or the card that is too long


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A figure that a brief of the edition would have, and that doesn't fit its paper."""

    brief: str
    language: str
    figure: str  # its caption
    on_letterhead: bool = False  # there alone


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture that briefs take from a file: how people call it, and the line that asks for it."""

    name: str
    place: Place
    excerpt: str
    width: float  # on paper, in mm
    pixels: int | None = None  # across; None for what isn't made of pixels, or isn't there
    missing: bool = False


@dataclass(frozen=True, slots=True)
class AnnexFile:
    """The file of an annex: the value that names it, and why it can't be appended, in words that go on from its name.

    "" if it can. What nobody sees on its pages is told the same way. A file that lies there and that no edition names
    has no path.
    """

    path: str
    name: str
    fault: str = ""
    unseen: str = ""


@dataclass(frozen=True, slots=True)
class Drift:
    """A value of which an issued version would print something else now; `told` says what, in words.

    `current` is the newest edition, which lives on after its issue. Of a version that can't be compared only `why` is
    known.
    """

    issued: str  # EDITION@VERSION
    edition: str
    path: str = ""
    told: str = ""
    ways: str = ""  # how the change is made new from a day on
    current: bool = False
    why: str = ""


@dataclass(frozen=True)
class Subject:
    """The content as the rules see it; parts of it may be missing where a file could not be read.

    `as_of` stands for the clock: something has passed if its last day lies before `as_of.first_day`, and an office
    is held by whoever holds it on `as_of.last_day`. `printed` are the paths of the values that the edition's briefs
    show; it is None when they could not be composed.
    """

    content: Values
    languages: tuple[str, ...]  # the main one first
    edition: str | None = None
    on: Point | None = None  # another date than the edition's
    printed: frozenset[str] | None = None
    lengths: tuple[Length, ...] = ()  # as far as they are known
    pictures: tuple[PictureFile, ...] = ()
    drifts: tuple[Drift, ...] = ()  # where issued editions would print other words now
    annexes: tuple[AnnexFile, ...] = ()  # of the edition, and what no edition names
    gone: tuple[Lost, ...] = ()  # what the content once had, and nobody meant to take out
    left_out: tuple[LeftOut, ...] = ()  # figures that don't fit
    dates_alone: tuple[str, ...] = ()  # the paths of dates that stand on a timeline without words
    replies: tuple[Reply, ...] = ()  # what pages answered, if somebody wanted them asked
    figures: int | None = None  # how many the brief with the most of them has, if that is known
    figures_months: int = 24  # a figure of longer ago is old
    unchecked: tuple[str, ...] = ()  # the codes of warnings that the project doesn't want
    root: Path | None = None  # the project's folder, in which dictionaries may lie
    dictionaries: str | None = None  # what tells their files from any others; None where that can't be told
    memory: Memory | None = field(default=None, repr=False, compare=False)  # of what dictionaries said

    @property
    def folder(self) -> str:
        """What reports call the folder of the content; empty if nothing of it stands in files."""
        return next(iter(self.content.files.values())).name.rpartition("/")[0] if self.content.files else ""

    @cached_property
    def as_of(self) -> Point | None:
        """The date for which the content has to be right; None if no edition could be read."""
        edition = self.content.items.get(f"editions[{self.edition}]")
        return self.on or (edition.value.as_of.start if edition and isinstance(edition.value, Edition) else None)

    def changes_later(self, path: str) -> Mapping[str, Date]:
        """Return until when a language of the text at a path says what it says on this day, if it changes after that.

        Nothing where no file says which translations are up to date.
        """
        lock = self.content.lock
        before = lock.before.get(path) if lock and lock.exists else None
        return before.until if before else {}

    def has_passed(self, date: Date | None) -> bool:
        """Tell whether a date lies wholly before the edition's; what is ongoing or unknown never does."""
        if self.as_of is None or date is None or date.last is None:
            return False
        return date.last.last_day < self.as_of.first_day

    def entities(self, kind: type[E]) -> Iterator[tuple[str, E]]:
        """Yield every entity of a kind, subclasses included, with its path."""
        if kind not in self._entities:
            items = self.content.items.items()
            self._entities[kind] = [(path, item.value) for path, item in items if isinstance(item.value, kind)]
        yield from self._entities[kind]

    @cached_property
    def _entities(self) -> dict[type[Entity], list[tuple[str, Any]]]:
        return {}

    def once(self, make: Callable[[Subject], T]) -> T:
        """Return what a function makes of this subject, made once: an index that many texts are looked up in, say."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made

    @cached_property
    def _made(self) -> dict[Callable[[Subject], Any], Any]:
        return {}

    def named(self, kind: str, name: str) -> str | None:
        """Return the path of the entity of a kind that expressions call so: its id, hyphens as underscores."""
        if kind not in self._named:
            self._named[kind] = {spoken(id): path for id, path in self.content.index.get(kind, {}).items()}
        return self._named[kind].get(name)

    @cached_property
    def _named(self) -> dict[str, dict[str, str]]:
        return {}

    def owners(self, path: str) -> Iterator[tuple[str, Entity]]:
        """Yield the entities that a value stands in, the nearest first; an entity is its own first owner."""
        return owners(self.content.items, path)

    def fact(self, path: str) -> tuple[str, Fact] | None:
        """Return the nearest fact that a value belongs to and that says how sure it is."""
        facts = ((at, entity) for at, entity in self.owners(path) if isinstance(entity, Fact))
        return next((found for found in facts if found[1].status), None)

    @cached_property
    def texts(self) -> tuple[TextIn, ...]:
        """Every text in every language, in the order of the content."""
        return tuple(text for text in self.everything if text.key and not text.case)

    def texts_at(self, path: str) -> Sequence[TextIn]:
        """Return the texts of one field, one a language, in the order of the content."""
        return self._texts_at.get(path, ())

    @cached_property
    def _texts_at(self) -> Mapping[str, Sequence[TextIn]]:
        found: dict[str, list[TextIn]] = {}
        for text in self.texts:
            found.setdefault(text.path, []).append(text)
        return found

    @cached_property
    def shown(self) -> frozenset[str]:
        """The paths of what the briefs show, and of all that it stands in."""
        return frozenset(path for printed in self.printed or () for path in around(printed))

    @cached_property
    def written_in(self) -> Mapping[str, Language]:
        """The languages of the texts, by their codes; those that briefgen knows."""
        codes = {*self.languages, *(text.language for text in self.texts)}
        return {code: get_language(code) for code in sorted(codes & set(available()))}

    @cached_property
    def spoken(self) -> tuple[tuple[TextIn, Language, str], ...]:
        """Each text in each language that it speaks, if we know that one, with all else masked."""
        return tuple(
            (text, language, words) for text in (*self.texts, *self.forms) for language, words in text.once(spoken_in)
        )

    @cached_property
    def forms(self) -> tuple[TextIn, ...]:
        """Every case form that is typed beside a name."""
        return tuple(text for text in self.everything if text.case)

    @cached_property
    def plain(self) -> tuple[TextIn, ...]:
        """Every text that stands there once, in no language of ours: a drafter's name, an acronym, a source's title."""
        return tuple(text for text in self.everything if not text.key)

    @cached_property
    def notes(self) -> tuple[TextIn, ...]:
        """Every note of the staff's own, in the one language of the project that is written in its letters, if it is.

        No brief prints them; colleagues read them, and new texts are made of them.
        """
        return tuple(text for text in self._of_the_staff if text.path.endswith(".note"))

    @cached_property
    def titles(self) -> tuple[TextIn, ...]:
        """Every title of a source, likewise: it stands there as it was printed elsewhere, or describes a page."""
        return tuple(text for text in self._of_the_staff if text.path.endswith(".title"))

    @cached_property
    def _of_the_staff(self) -> tuple[TextIn, ...]:
        return as_before(self._in_their_script(".note", ".title"))

    def _in_their_script(self, *fields: str) -> Iterator[TextIn]:
        by_script: dict[str, list[str]] = {}
        for code, language in self.written_in.items():
            by_script.setdefault(language.script, []).append(code)
        alone = {script: codes[0] for script, codes in by_script.items() if len(codes) == 1}
        items = ((path, item.value) for path, item in self.content.items.items() if path.endswith(fields))
        found = ((path, text, _script_of(text)) for path, text in items if isinstance(text, str))
        for path, text, script in found:
            if script in alone:
                yield TextIn(path, alone[script], alone[script], text, is_note=True)

    @cached_property
    def everything(self) -> tuple[TextIn, ...]:
        """Every text that can be printed."""
        return as_before((*self._texts(), *self._forms(), *self._plain()))

    def _texts(self) -> Iterator[TextIn]:
        for path, item in self.content.items.items():
            if isinstance(item.value, Translated):
                is_name = isinstance(item.value, Name)
                for language, text in item.value.root.items():
                    if language in self.languages:
                        yield TextIn(path, language, self._language_of(path, language), text, is_name=is_name)

    def _forms(self) -> Iterator[TextIn]:
        for path, entity in self.entities(Entity):
            for language, forms in getattr(entity, "forms", {}).items():
                for case, form in forms.items():
                    if language in self.languages:
                        yield TextIn(f"{path}.forms", language, language, form, case, is_name=True)

    def _plain(self) -> Iterator[TextIn]:
        for path, item in self.content.items.items():
            if isinstance(item.value, str) and item.refers is None and not _is_for_staff(path):
                yield TextIn(path, "", "", item.value, is_name=True)

    def _language_of(self, path: str, language: str) -> str:
        # A title that is printed untranslated is in its own language, under whichever key it stands.
        owner = next(self.owners(path), None)
        return getattr(owner[1], "title_language", None) or language if owner else language


def _script_of(text: str) -> str:
    """Return the script of most letters of a text, as Unicode calls it; "" of none."""
    scripts = Counter(unicodedata.name(letter, "").partition(" ")[0] for letter in text if letter.isalpha())
    return max(scripts, key=lambda script: scripts[script], default="")


def _is_for_staff(path: str) -> bool:
    """Tell notes and reasons, which are never printed, and addresses and names of files, which aren't words."""
    return path.startswith("glossary") or path.rpartition(".")[2] in ("note", "because", "url", "website", "file")
