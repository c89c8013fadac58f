"""Finds known names in texts: spelt as they should be, or nearly so."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from briefgen.checks.nearness import LONG, distance, without
from briefgen.checks.scan import WORD, readable, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.people import Person
from briefgen.content.schema.places import City
from briefgen.language.phrases import MOST_WORDS

NAMES = ("people.persons", "places.")  # where names of people and cities stand
SHORTEST_SURNAME = 4  # letters of a surname or a city's name that is looked for by itself
SHORTEST_ALONE = 6  # letters of a word that is taken for a misspelt surname or city
_CROWD = 16  # names that share a word, such as a given name
_MORE_WORDS = (0, 1, -1)  # that a text may have for a name than the name has
_NO_NAMES: tuple[Mapping[int, Set[int]], Set[int]] = ({}, frozenset())
_ALONE = len(_MORE_WORDS)  # in place of these: the surname stands by itself


@dataclass(frozen=True, slots=True)
class KnownName:
    """A person's or a city's name in one language."""

    path: str
    id: str
    name: str
    is_person: bool
    family_name: str = ""  # where it isn't the last word

    @property
    def parts(self) -> list[str]:
        """The words of the name."""
        return self.name.split()

    @property
    def surname(self) -> str:
        """What it is known by alone as well: the family name, or the last word; empty where it has no other."""
        if self.family_name:
            return self.family_name
        return self.parts[-1] if len(self.parts) > 1 or not self.is_person else ""


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
        self._other_words = {language: _other_words(subject, language) for language in subject.languages}
        self._indexes: dict[tuple[str, str], NameIndex] = {}
        self._shared = {
            language: self._other_words[language] & {name.surname.casefold() for name in known}
            for language, known in self.known.items()
        }

    def seen(self, text: TextIn) -> list[Seen]:
        """Return where a text types a known name or nearly so: whole names first, of two that overlap only one."""
        if text.path.startswith(NAMES) and not text.is_note:
            return []
        index = self._indexes.get((text.key, text.language))
        if index is None:
            words = words_of(text.language)
            index = _index(self.known[text.key], words.name_endings, words.dropped)
            self._indexes[text.key, text.language] = index
        return text.once(_seen, index, self._shared[text.key] | self.ordinary(text))

    def ordinary(self, text: TextIn) -> frozenset[str]:
        """Return the words of a text, in small letters, that stand in the names of other things too."""
        return self._other_words[text.key] & text.once(_words_in)


def _seen(text: TextIn, index: NameIndex, other_words: frozenset[str]) -> list[Seen]:
    return _apart(all_in(text, index, other_words))


def _words_in(text: TextIn) -> frozenset[str]:
    return frozenset(word.casefold() for word in WORD.findall(text.words))


def _known(subject: Subject, language: str) -> list[KnownName]:
    return [
        KnownName(path, entity.id, name, isinstance(entity, Person), _family_name(entity, language))
        for kind in (Person, City)
        for path, entity in subject.entities(kind)
        if isinstance(entity, Person | City) and (name := entity.name.root.get(language, "").strip())
    ]


def _family_name(entity: Person | City, language: str) -> str:
    family = entity.family_name if isinstance(entity, Person) else None
    return family.root.get(language, "").strip() if family else ""


def _apart(found: list[Seen]) -> list[Seen]:
    """Return what was seen: whole names first, the nearest first, of two that overlap only one."""
    taken: list[Seen] = []
    spans: list[tuple[int, int]] = []  # of what is taken, in the order of the text
    for seen in sorted(found, key=lambda seen: (not seen.whole, seen.distance)):
        at = bisect_left(spans, (seen.end, 0))  # the first that begins behind it
        if at == 0 or spans[at - 1][1] <= seen.start:
            spans.insert(at, (seen.start, seen.end))
            taken.append(seen)
    return taken


class NameIndex:
    """Names in one language by what a text must have of them, so that each word leads to the few that it may be of."""

    def __init__(self, known: Sequence[KnownName], endings: tuple[str, ...], dropped: str) -> None:
        self.known, self.endings, self.dropped = known, endings, dropped
        self._whole: dict[str, list[int]] = {}  # by each of their words
        self._surnames: dict[str, list[int]] = {}  # by what is left of a surname without any one of its letters
        self._initials: set[str] = set()
        self._met: dict[str, tuple[Mapping[int, Set[int]], Set[int]]] = {}
        for number, name in enumerate(known):
            if len(name.parts) > 1:
                for stem in {stem for part in name.parts for stem in _stems(part, dropped) if len(stem) > 2}:
                    self._whole.setdefault(stem, []).append(number)
            if len(name.surname) >= SHORTEST_SURNAME:
                self._initials.add(name.surname[0])
                for key in {key for stem in _stems(name.surname, dropped) for key in without(stem, 1)}:
                    self._surnames.setdefault(key, []).append(number)
        self._longest, self._longest_surname = (
            max(map(len, keys), default=0) for keys in (self._whole, self._surnames)
        )

    def may_be_of(self, word: str) -> tuple[Mapping[int, Set[int]], Set[int]]:
        """Return the names that a word may be of: by a word that begins it, in groups of a length; by their surname."""
        if (found := self._met.get(word)) is None:
            found = self._begun_by(word.casefold()), self._with_surname(word)
            if len(self._met) < MOST_WORDS:  # who types makes new words without end
                self._met[word] = found if any(found) else _NO_NAMES
        return found

    def like(self, written: Sequence[str]) -> set[int]:
        """Return the names of several words that these may be, with at most two slips: where too many share a word."""
        last = written[-1].casefold()
        head = "".join(f"{word.casefold()} " for word in written[:-1])
        wholes = {head + last[: len(last) - len(ending)] for ending in self.endings if last.endswith(ending)}
        by_rest, longest, long = self._by_rest
        keys = (key for whole in wholes if len(whole) <= longest + 2 for key in without(whole, 2))
        return {number for key in keys for number in by_rest.get(key, ())}.union(long)

    @cached_property
    def _by_rest(self) -> tuple[dict[str, list[int]], int, list[int]]:
        """The names by what is left of them without any two letters, the length of the longest, and longer ones."""
        by_rest: dict[str, list[int]] = {}
        longest, long = 0, []
        for number, name in enumerate(self.known):
            if len(name.parts) > 1:
                head = "".join(f"{part.casefold()} " for part in name.parts[:-1])
                wholes = [head + stem for stem in _stems(name.parts[-1], self.dropped)]
                if max(map(len, wholes)) > LONG:
                    long.append(number)
                    continue
                longest = max(longest, *map(len, wholes), 0)
                for key in {key for whole in wholes for key in without(whole, 2)}:
                    by_rest.setdefault(key, []).append(number)
        return by_rest, longest, long

    def _begun_by(self, word: str) -> dict[int, set[int]]:
        found: dict[int, set[int]] = {}
        for end in range(3, min(len(word), self._longest) + 1):
            for number in self._whole.get(word[:end], ()):
                found.setdefault(len(self.known[number].parts), set()).add(number)
        return found

    def _with_surname(self, word: str) -> set[int]:
        if word[0] not in self._initials:
            return set()
        word = word.casefold()
        bases = {word[: len(word) - len(ending)] for ending in self.endings if word.endswith(ending)}
        keys = (key for base in bases if len(base) <= self._longest_surname + 1 for key in without(base, 1))
        return {number for key in keys for number in self._surnames.get(key, ())}


@lru_cache(maxsize=16)  # of the languages of a few projects
def _index(known: tuple[KnownName, ...], endings: tuple[str, ...], dropped: str) -> NameIndex:
    return NameIndex(known, endings, dropped)


def all_in(text: TextIn, index: NameIndex, other_words: frozenset[str]) -> list[Seen]:
    """Return every stretch of a text that is a name or nearly so, overlapping ones as well, in the order of the names.

    `other_words` stand in the names of other things too; what is near a surname among them is none.
    """
    capitals, endings, dropped = words_of(text.language).capitals, index.endings, index.dropped
    written = [(found.start(), found.end(), found[0]) for found in WORD.finditer(text.words)]
    found = []
    for number, at, order in sorted(_stretches([word for _, _, word in written], index)):
        name, (start, end, word) = index.known[number], written[at]
        if order != _ALONE:
            window = written[at : at + len(name.parts) + _MORE_WORDS[order]]
            if not _may_be_one(text, window, capitals):
                continue
            far = name_distance(name.parts, [w for _, _, w in window], endings, dropped)
            if far <= (2 if len(name.name) >= 10 else 1):
                found.append(Seen(start, window[-1][1], name, far, True))
            continue
        surname = name.surname
        if surname.casefold() in other_words or word[0] != surname[0]:
            continue
        far = name_distance([surname], [word], endings, dropped)
        long = min(len(surname), len(word)) >= SHORTEST_ALONE
        if far == 0 or (far == 1 and long and word.casefold() not in other_words):
            found.append(Seen(start, end, name, far, len(name.parts) == 1))
    return found


def _stretches(words: Sequence[str], index: NameIndex) -> set[tuple[int, int, int]]:
    """Return what has to be compared: the number of a name, the place where it may begin, and which of its lengths.

    A slip or two leaves one of the words of a name whole, so that it stands in a stretch around that.
    """
    found: set[tuple[int, int, int]] = set()
    for place, word in enumerate(words):
        by_size, alone = index.may_be_of(word)
        found.update((number, place, _ALONE) for number in alone)
        for size, numbers in by_size.items():
            for order, more in enumerate(_MORE_WORDS):
                length = size + more
                starts = range(max(0, place - length + 1), min(place, len(words) - length) + 1)
                for start in starts if length > 1 else ():
                    crowd = len(numbers) > _CROWD
                    likely = numbers & index.like(words[start : start + length]) if crowd else numbers
                    found.update((number, start, order) for number in likely)
    return found


def _may_be_one(text: TextIn, window: list[tuple[int, int, str]], capitals: bool) -> bool:
    if any(text.words[one[1] : other[0]].strip(" \u00a0\n") for one, other in pairwise(window)):
        return False
    return not capitals or (window[0][2][0].isupper() or window[-1][2][0].isupper())


def _other_words(subject: Subject, language: str) -> frozenset[str]:
    """Return the words that stand in names of other things too: they can't be told from surnames."""
    return frozenset(
        word.casefold()
        for text in readable(subject)
        if text.key == language and text.is_name and not text.path.startswith(NAMES)
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
