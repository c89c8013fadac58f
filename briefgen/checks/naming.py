"""Finds known names in texts: spelt as they should be, or nearly so."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from briefgen.checks.scan import WORD, readable, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.base import Name
from briefgen.content.schema.people import Person
from briefgen.content.schema.places import City

NAMES = ("people.persons", "places.")  # where names of people and cities stand
SHORTEST_ALONE = 6  # letters of a word that is taken for a misspelt surname or city


@dataclass(frozen=True, slots=True)
class KnownName:
    """A person's or a city's name in one language."""

    path: str
    id: str
    name: str
    is_person: bool

    @property
    def parts(self) -> list[str]:
        """The words of the name."""
        return self.name.split()


@dataclass(frozen=True, slots=True)
class Seen:
    """A stretch of a text that is a name, or nearly one."""

    start: int
    end: int
    known: KnownName
    distance: int
    whole: bool  # not the surname alone


class KnownNames:
    """The names of people and cities in each language, and the words of all other names."""

    def __init__(self, subject: Subject) -> None:
        self.known = {language: tuple(_known(subject, language)) for language in subject.languages}
        # A word that stands in the names of other things too can't be told from a surname.
        self.other_words = {language: _other_words(subject, language) for language in subject.languages}

    def seen(self, text: TextIn) -> list[Seen]:
        """Return where a text types a known name or nearly so: whole names first, of two that overlap only one."""
        if text.path.startswith(NAMES):
            return []
        found = _search(text, self.known[text.key], self.other_words[text.key])
        taken: list[Seen] = []
        for seen in sorted(found, key=lambda seen: (not seen.whole, seen.distance)):
            if not any(seen.start < other.end and other.start < seen.end for other in taken):
                taken.append(seen)
        return taken


def _known(subject: Subject, language: str) -> list[KnownName]:
    return [
        KnownName(path, entity.id, name, isinstance(entity, Person))
        for kind in (Person, City)
        for path, entity in subject.entities(kind)
        if isinstance(entity, Person | City) and (name := entity.name.root.get(language, "").strip())
    ]


@lru_cache(maxsize=4096)
def _search(text: TextIn, known: tuple[KnownName, ...], other_words: frozenset[str]) -> tuple[Seen, ...]:
    words = words_of(text.language)
    endings, dropped = words.name_endings, words.dropped
    written = [(found.start(), found.end(), found[0]) for found in WORD.finditer(text.words)]
    found = []
    for name in known:
        parts = name.parts
        stems = {stem for part in parts for stem in _stems(part, dropped) if len(stem) > 2}
        surname = parts[-1] if len(parts) > 1 or not name.is_person else ""
        for at, (start, end, word) in enumerate(written):
            if len(parts) > 1:
                # A slip or two leaves one of the words whole.
                for size in (len(parts), len(parts) + 1, len(parts) - 1):
                    window = written[at : at + size]
                    if size < 2 or len(window) < size or not _may_be_one(text, window, words.capitals):
                        continue
                    if not any(w.casefold().startswith(tuple(stems)) for _, _, w in window):
                        continue
                    far = name_distance(parts, [w for _, _, w in window], endings, dropped)
                    if far <= (2 if len(name.name) >= 10 else 1):
                        found.append(Seen(start, window[-1][1], name, far, True))
            if len(surname) < 4 or surname.casefold() in other_words or word[0] != surname[0]:
                continue
            far = name_distance([surname], [word], endings, dropped)
            long = min(len(surname), len(word)) >= SHORTEST_ALONE
            if far == 0 or (far == 1 and long and word.casefold() not in other_words):
                found.append(Seen(start, end, name, far, len(parts) == 1))
    return tuple(found)


def _may_be_one(text: TextIn, window: list[tuple[int, int, str]], capitals: bool) -> bool:
    if any(text.words[one[1] : other[0]].strip(" \u00a0\n") for one, other in pairwise(window)):
        return False
    return not capitals or (window[0][2][0].isupper() or window[-1][2][0].isupper())


def _other_words(subject: Subject, language: str) -> frozenset[str]:
    """Return the words that stand in names of other things too: they can't be told from surnames."""
    return frozenset(
        word.casefold()
        for text in readable(subject)
        if text.key == language
        and isinstance(subject.content.items[text.path].value, Name)
        and not text.path.startswith(NAMES)
        for word in WORD.findall(text.raw)
    )


def _stems(word: str, dropped: str) -> set[str]:
    word = word.casefold()
    return {word, word[:-1]} if dropped and word[-1] in dropped else {word}


def name_distance(parts: list[str], written: list[str], endings: tuple[str, ...], dropped: str) -> int:
    """Return in how many letters words differ from a name, whose last word may take an ending; at most 3."""
    last = written[-1].casefold()
    head = "".join(f"{part.casefold()} " for part in written[:-1])
    name = "".join(f"{part.casefold()} " for part in parts[:-1])
    best = 3
    for ending in endings:
        if not last.endswith(ending):
            continue
        base = last[: len(last) - len(ending)]
        for stem in _stems(parts[-1], dropped):
            if abs(len(head) + len(base) - len(name) - len(stem)) <= 2:
                best = min(best, distance(head + base, name + stem, best))
        if best == 0:
            break
    return best


def distance(one: str, other: str, most: int) -> int:
    """Return how many letters have to be changed, added, left out or swapped; `most` + 1 if more than that."""
    if one == other:
        return 0
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, char in enumerate(one, start=1):
        older, before, row = before, row, [i]
        for j, char2 in enumerate(other, start=1):
            best = min(before[j] + 1, row[-1] + 1, before[j - 1] + (char != char2))
            if i > 1 and j > 1 and char == other[j - 2] and one[i - 2] == char2:
                best = min(best, older[j - 2] + 1)
            row.append(best)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
