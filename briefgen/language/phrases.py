"""Phrases found in running text, in whatever grammatical form they stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from briefgen.language.base import Language

_WORD = re.compile(r"[^\W_]+")
_HYPHEN = re.compile("[-\u2010\u2011]")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "*": None})  # a word of a phrase may be emphasized

MOST_WORDS = 1 << 16  # of texts that are remembered


Forms = tuple[tuple[str, tuple[str, ...]], ...]  # names, each with forms of it


class Hit(NamedTuple):
    """A phrase that stands in a text: where, and as it is given; offsets count characters."""

    start: int
    end: int
    phrase: str


class _Phrase(NamedTuple):
    phrase: str
    words: tuple[str, ...]
    gaps: tuple[str, ...]  # between the words


class Phrases:
    """Phrases of a language, to be found in texts. A space in them stands for a space or a hyphen.

    `forms` are written for phrases. `loosely`, words of a language of whose forms nothing is known need only be like.
    """

    def __init__(self, language: Language, phrases: Iterable[str], forms: Forms = (), *, loosely: bool = False) -> None:
        self._is_form = language.is_like if loosely else language.is_form
        self._by_beginning: dict[str, list[_Phrase]] = defaultdict(list)
        written = {phrase: [phrase] for phrase in phrases}
        for phrase, of_phrase in forms:
            written.get(phrase, []).extend(of_phrase)
        for phrase, form in ((phrase, form) for phrase, each in written.items() for form in dict.fromkeys(each)):
            words = list(_WORD.finditer(form))
            if words:
                gaps = (form[one.end() : other.start()] for one, other in pairwise(words))
                found = _Phrase(phrase, tuple(word[0] for word in words), tuple(map(_gap, gaps)))
                # No form changes the first two letters of a word, unless it has no others.
                kept = 2 if len(words[0][0]) > 2 else 1
                self._by_beginning[words[0][0][:kept].casefold()].append(found)
        self._begun: dict[str, tuple[_Phrase, ...]] = {}  # by words of texts, as they were met

    def all_in(self, text: str) -> list[Hit]:
        """Return every place where a phrase stands, in the order of the text."""
        words = list(_WORD.finditer(text))
        return [
            Hit(first.start(), words[at + len(phrase.words) - 1].end(), phrase.phrase)
            for at, first in enumerate(words)
            for phrase in self._begun_by(first[0])
            if self._stands(phrase, words[at : at + len(phrase.words)], text)
        ]

    def _begun_by(self, word: str) -> tuple[_Phrase, ...]:
        """Return the phrases whose first word this is, in some form; texts repeat their words."""
        if (found := self._begun.get(word)) is None:
            likely = self._beginning_like(word.casefold())
            found = tuple(each for each in likely if self._is_form(word, each.words[0]))
            if len(self._begun) < MOST_WORDS:  # who types makes new words without end
                self._begun[word] = found
        return found

    def _beginning_like(self, word: str) -> Iterable[_Phrase]:
        two = self._by_beginning.get(word[:2], [])
        return two if len(word) < 2 or word[0] not in self._by_beginning else [*two, *self._by_beginning[word[0]]]

    def _stands(self, phrase: _Phrase, words: list[re.Match[str]], text: str) -> bool:
        if len(words) < len(phrase.words):
            return False
        for before, word, gap, wanted in zip(words, words[1:], phrase.gaps, phrase.words[1:], strict=False):
            between = _gap(text[before.end() : word.start()])
            if between != gap and not (between == "-" and gap == " "):
                return False
            if not self._is_form(word[0], wanted):
                return False
        return True


@lru_cache(maxsize=128)  # some of each check, of the languages of a few projects
def phrases_of(language: Language, phrases: tuple[str, ...], forms: Forms = (), *, loosely: bool = False) -> Phrases:
    """Return phrases to be found, made once."""
    return Phrases(language, phrases, forms, loosely=loosely)


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """Return the hits, of those that overlap only the longest: „კონტროლის კომისია“ holds no „კომისია“."""
    kept: list[Hit] = []  # in the order of the text
    # Of two in one place the one whose hyphen is written counts.
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start, -hit.phrase.count("-"))):
        at = bisect_left(kept, (hit.end,))
        if at == 0 or kept[at - 1].end <= hit.start:
            kept.insert(at, hit)
    return kept


def _gap(between: str) -> str:
    if between == " ":  # as nearly always
        return between
    plain = _HYPHEN.sub("-", between.translate(_PLAIN))
    return " ".join(plain.split()) or " "
