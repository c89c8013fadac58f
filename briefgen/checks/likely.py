"""Patterns that are compiled only for a text that has letters which they need: most never are, and that takes time.

What a pattern needs are chains of words, one of each link behind one of the link before: of «(has|have) (not )?been»
«has» or «have», then nothing or «not», then «been». To look for them takes a tenth of what compiling it takes. Where it
can't be said what a pattern needs, nothing is needed: a text may have all that, and the pattern not match.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import product

_TOKEN = re.compile(
    r"(?P<run>[^\\\[\](){}|?*+.^$]+)"
    r"|\((?:\?(?:P<\w+>|-?i:|:))?(?P<words>[^\\\[\](){}|?*+.^$]*(?:\|[^\\\[\](){}|?*+.^$]*)+)\)"
    r"|\\(?:u(?P<code>[0-9a-fA-F]{4})|(?P<escaped>.))"
    r"|\[(?P<not>\^?)(?P<class>\]?(?:\\.|[^\]\\])*)\]"
    r"|\((?P<open>\?(?:P<\w+>|[:>]|-?i:|<?[=!])|)"
    r"|(?P<close>\))|(?P<or>\|)"
    r"|(?P<times>[?*+]|\{\d*,?\d*\})[?+]?"
    r"|(?P<edge>[\^$])|(?P<any>.)",
    re.DOTALL,
)
_NO_WORD, _NO_WORD_OR_BAR = re.compile(r"\W"), re.compile(r"[^\w|]")
_MOST = 400  # words of a link
_MOST_IN_CLASS = 12
_HALF = 2
_GRAM = 2 * _HALF  # letters
_LONGEST = 60  # letters that are compared
_LONG = 500  # characters of words that are looked through for many patterns
_MANY, _MOST_TEXTS = 40, 20_000  # texts that are looked at as a whole, and that are remembered
_FEW = 300  # characters in which a pattern that is compiled is as fast as looking for what it needs

Link = Sequence[str]


@dataclass(frozen=True, slots=True)
class Either:
    """Alternatives, of one of which all that it needs has to stand there."""

    needs: tuple[Needs, ...]


@dataclass(frozen=True, slots=True)
class Needs:
    """All that has to stand there, and letters of which some have to, if one can say which."""

    all: tuple[tuple[Link, ...] | Either, ...]
    some: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.all)


_Item = Link | Either | None  # None is what may be anything


class PlainWords:
    """Words without capitals, each sign between them as a space: what is needed is looked for in these."""

    def __init__(self, words: str) -> None:
        self._words = f" {_plain(words)} "
        words = self._words
        self._grams = {words[at : at + _GRAM] for at in range(len(words))}
        self._are_many = len(words) > _LONG
        if self._are_many:
            self._grams = {gram[:end] for gram in self._grams for end in range(_GRAM + 1)}

    def has(self, needs: Needs) -> bool:
        """Tell whether these words have what a pattern needs: if not, it doesn't match."""
        if needs.some and needs.some.isdisjoint(self._grams):
            return False
        for one in needs.all:
            if isinstance(one, Either):
                if not any(map(self.has, one.needs)):
                    return False
            elif not (self._has_of_many(one, self._grams) if self._are_many else self._has_chain(one)):
                return False
        return True

    def has_letters(self, letters: str) -> bool:
        """Tell whether letters stand somewhere in these words, with capitals or not."""
        return _plain(letters) in self._words

    def _has_chain(self, chain: tuple[Link, ...]) -> bool:
        words = self._words
        begun = [""]
        for link in chain:
            begun = [whole for before in begun for each in link if (whole := before + each) in words]
            if not begun:
                return False
        return True

    def _has_of_many(self, chain: tuple[Link, ...], grams: set[str]) -> bool:
        """Tell the same of many words, in which a few letters are looked for before all of them."""
        links = []
        for link in chain:
            links.append([each for each in link if each[-_GRAM:] in grams and each[:_GRAM] in grams])
            if not links[-1]:
                return False
        begun = [""]
        for here in links:
            begun = [
                whole
                for before in begun
                for each in here
                if before[-_HALF:] + each[:_HALF] in grams and self._stands(whole := before + each)
            ]
            if not begun:
                return False
        return True

    def _stands(self, words: str) -> bool:
        if words[:1] != " ":
            return words in self._words
        words = words[1 : _LONGEST + 1]
        at = bisect_left(self._beginnings, words)
        return at < len(self._beginnings) and self._beginnings[at].startswith(words)

    @cached_property
    def _beginnings(self) -> list[str]:
        """What stands at the beginning of each word, in the order of letters."""
        starts = [at + 1 for at, sign in enumerate(self._words) if sign == " "]
        return sorted({self._words[at : at + _LONGEST] for at in starts})


def _plain(words: str, signs: re.Pattern[str] = _NO_WORD) -> str:
    folded = words.casefold()
    if not folded.isascii():  # what a pattern takes for i, whose two letters would be others
        folded = folded.replace("i̇", "i").replace("ı", "i")
    return folded if folded.isalpha() else signs.sub(" ", folded)


@lru_cache(maxsize=2_048)  # texts and sentences that are looked at by one rule after another
def plain(words: str) -> PlainWords:
    """Return words as patterns are looked for in them."""
    return PlainWords(words)


_all_of: dict[str, PlainWords] = {}  # what texts stand beside, by the texts


def look_at_once(texts: Collection[str]) -> None:
    """Look at many texts as a whole first: what isn't in that is in none of them."""
    if len(texts) < _MANY:
        return
    if len(_all_of) > _MOST_TEXTS:
        _all_of.clear()
    _all_of.update(dict.fromkeys(texts, PlainWords("\n\n".join(texts))))


class Matcher:
    """A pattern that is compiled when a text first has what it needs; it finds what the compiled one finds."""

    __slots__ = ("_compiled", "_flags", "_missing", "_needs", "_seen", "pattern")

    def __init__(self, pattern: str, needs: Needs, flags: re.RegexFlag = re.IGNORECASE) -> None:
        self.pattern = pattern
        self._flags = flags
        self._needs = needs
        self._compiled: re.Pattern[str] | None = None
        self._seen: PlainWords | None = None  # the texts that were looked at last as a whole
        self._missing = False  # whether what it needs is in none of them

    def _for(self, words: str) -> re.Pattern[str] | None:
        if self._compiled is not None and len(words) < _FEW:
            return self._compiled
        if self._needs.all:
            texts = _all_of.get(words)
            if texts is not None and self._is_in_none_of(texts):
                return None
            if not plain(words).has(self._needs):
                return None
        if self._compiled is None:
            self._compiled = re.compile(self.pattern, self._flags)
        return self._compiled

    def _is_in_none_of(self, texts: PlainWords) -> bool:
        if texts is not self._seen:
            self._seen, self._missing = texts, not texts.has(self._needs)
        return self._missing

    def search(self, words: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match."""
        found = self._for(words)
        return found.search(words, start, end) if found else None

    def match(self, words: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the match at the beginning."""
        found = self._for(words)
        return found.match(words, start, end) if found else None

    def fullmatch(self, words: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the match of the whole."""
        found = self._for(words)
        return found.fullmatch(words, start, end) if found else None

    def finditer(self, words: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Return the matches, one after another."""
        found = self._for(words)
        return found.finditer(words, start, end) if found else iter(())

    def findall(self, words: str, start: int = 0, end: int = sys.maxsize) -> list[str]:
        """Return the words of each match; of a pattern with a group those of the group."""
        found = self._for(words)
        return found.findall(words, start, end) if found else []

    def sub(self, put: str | Callable[[re.Match[str]], str], words: str) -> str:
        """Return the words with something put in the place of each match."""
        found = self._for(words)
        return found.sub(put, words) if found else words


@cache
def matcher(pattern: str) -> Matcher:
    """Return a pattern of a language as one that matches whole words; an empty one matches nothing."""
    return Matcher(rf"(?<![\w-])(?:{pattern})(?!\w)" if pattern else "(?!)", needed(pattern))


@cache
def needed(pattern: str, *, whole_words: bool = True) -> Needs:
    """Return what has to stand in whatever a pattern matches, by whole words or anywhere; nothing if nothing has to."""
    alternatives = _read(pattern)
    if whole_words:
        alternatives = [[(" ",), *items, (" ",)] for items in alternatives]
    return _needs_of(alternatives[0] if len(alternatives) == 1 else [_together(alternatives)])


def _read(pattern: str) -> list[list[_Item]]:
    """Return what a pattern is made of: its alternatives, of each what follows what."""
    outer: list[tuple[list[list[_Item]], str]] = []
    alternatives: list[list[_Item]] = [[]]
    for token in _TOKEN.finditer(pattern):
        kind = token.lastgroup
        if kind == "run":
            run = token["run"]
            if len(run) > 1 and pattern.startswith(_TIMES, token.end()):  # the last letter alone is repeated
                alternatives[-1] += _letters(run[:-1]), _letters(run[-1])
            else:
                alternatives[-1].append(_letters(run))
        elif kind == "open":
            outer.append((alternatives, token["open"]))
            alternatives = [[]]
        elif kind == "or":
            alternatives.append([])
        elif kind == "close":
            inner = alternatives
            alternatives, opened = outer.pop()
            is_repeated = pattern.startswith(_TIMES, token.end())
            alternatives[-1] += _of_group(inner, opened, is_repeated=is_repeated)
        elif kind == "times":
            _repeat(alternatives[-1], token["times"])
        elif kind != "edge":
            alternatives[-1].append(_of_token(token))
    return alternatives


def _of_group(inner: list[list[_Item]], opened: str, *, is_repeated: bool) -> list[_Item]:
    if opened in ("?!", "?<!", "?<="):
        return []
    items = inner[0] if len(inner) == 1 and not is_repeated else [_together(inner)]
    return [*items, None] if opened == "?=" else items  # what is ahead is looked for here as well


@lru_cache(maxsize=1 << 14)  # patterns are made of the same words
def _letters(letters: str) -> Link:
    return (_plain(letters),)


def _of_token(token: re.Match[str]) -> _Item:
    match token.lastgroup:
        case "words":
            return tuple(dict.fromkeys(_plain(token["words"], _NO_WORD_OR_BAR).split("|")))
        case "code":
            return _letters(chr(int(token["code"], 16)))
        case "escaped":
            return _escaped(token["escaped"])
        case "class" if not token["not"]:
            return _of_class(token["class"])
    return None


_TIMES = ("?", "*", "+", "{")
_ESCAPED = {"b": "", "B": "", "A": "", "Z": "", "s": " ", "W": " ", "n": " "}


def _escaped(char: str) -> _Item:
    if char in _ESCAPED:
        return (_ESCAPED[char],)
    return None if char.isalnum() else (_plain(char),)


def _of_class(chars: str) -> _Item:
    if len(chars) > _MOST_IN_CLASS or "\\" in chars or "-" in chars[1:-1]:
        return None
    return tuple(dict.fromkeys(map(_plain, chars)))


def _repeat(items: list[_Item], times: str) -> None:
    last = items.pop() if items else None
    least = times[1:2] if times[0] == "{" else times
    if times == "?" and isinstance(last, tuple):
        items.append(("", *last))
    elif least in ("?", "*", "0", ",", "}"):
        items.append(None)
    else:
        items += (last, None)


def _together(alternatives: list[list[_Item]]) -> _Item:
    """Return what one of several alternatives needs: words, if they are nothing else."""
    words: dict[str, None] = {}
    for items in alternatives:
        links = [item for item in items if isinstance(item, tuple)]
        many = len(words) + 1
        for link in links:
            many *= len(link)
        if len(links) < len(items) or many > _MOST + len(words) * len(links):
            break
        words.update(("".join(chosen), None) for chosen in product(*links))
    else:
        return tuple(words)
    needs = tuple(_needs_of(items) for items in alternatives)
    return Either(needs) if all(needs) else None


def _needs_of(items: list[_Item]) -> Needs:
    found: list[tuple[Link, ...] | Either] = []
    chain: list[Link] = []
    for item in (*items, None):
        if isinstance(item, tuple):
            if not chain or (len(item) > 1 and len(chain[-1]) > 1):
                chain.append(item)
            elif len(item) == 1:
                chain[-1] = tuple([before + item[0] for before in chain[-1]])
            else:
                chain[-1] = tuple([chain[-1][0] + each for each in item])
            continue
        if any("" not in link and " " not in link for link in chain):
            found.append(tuple(chain))
        chain = []
        if isinstance(item, Either):
            found.append(item)
    return Needs(tuple(found), _some_of(found))


def _some_of(needs: list[tuple[Link, ...] | Either]) -> frozenset[str]:
    """Return letters of which some have to stand in the words: of the fewest words that have so many."""
    found: frozenset[str] = frozenset()
    for one in needs:
        if isinstance(one, Either):
            if all(each.some for each in one.needs) and not found:
                found = frozenset().union(*(each.some for each in one.needs))
            continue
        for link in one:
            if (not found or len(link) < len(found)) and min(map(len, link)) >= _GRAM:
                found = frozenset(each[1 : _GRAM + 1] if len(each) > _GRAM else each for each in link)
    return found
