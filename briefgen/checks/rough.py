"""How rough a text says that a number is: more than, about, up to it."""

from __future__ import annotations

import re
from functools import cache

from briefgen.checks.likely import Matcher, needed
from briefgen.checks.scan import words_of
from briefgen.checks.texts import TextIn
from briefgen.language import said

_NEAR = 30  # characters beside a number in which that is said
ANY = ("more", "about", "less")
_MONEY = r"(?:(?-i:[A-Z]{3})\s+|[$€£₾]\s?)?"  # about EUR 45,000
_ENDING = 5  # the last ones of a number in words, which say it themselves: ოცზე მეტი


def roughness(text: TextIn, start: int, end: int) -> set[str]:
    """Return what is said of how rough a number is: more, about, less; several where a word may mean either."""
    before = text.words[max(0, start - _NEAR) : start]
    if _between(text.language).search(before):  # from 156 to 158
        return set()
    return {kind for kind, _, _ in _told(text, start, end)}


def with_rough(text: TextIn, start: int, end: int) -> tuple[int, int]:
    """Return where a number stands with the words that say how rough it is."""
    for _, begin, last in _told(text, start, end):
        return min(start, begin), max(end, last)
    return start, end


def _told(text: TextIn, start: int, end: int) -> list[tuple[str, int, int]]:
    """Return the words that say it, each with what it says; of those before a number the longest: no more than."""
    found = [
        (side, kind, *match.span())
        for side, pattern, kind in _patterns(text.language)
        if (match := _find(text, side, pattern, start, end))
    ]
    first = min((begin for side, _, begin, _ in found if side == "before"), default=0)
    return [(kind, begin, last) for side, kind, begin, last in found if side != "before" or begin == first]


def _find(text: TextIn, side: str, pattern: Matcher, start: int, end: int) -> re.Match[str] | None:
    if side == "before":
        return pattern.search(text.words, max(0, start - _NEAR), start)
    if side == "behind":
        return pattern.match(text.words, end, end + _NEAR)
    if not text.words[end - 1 : end].isalpha():
        return None
    found = pattern.search(text.words, max(start, end - _ENDING), end + _NEAR)
    return found if found and found.start() < end <= found.end() else None


def tells_roughness(language: str) -> bool:
    """Tell whether it is known how a language says that a number is rough."""
    return bool(_patterns(language))


@cache
def _between(code: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{said.pattern(code, 'rough', 'range')})$", re.IGNORECASE)


@cache
def _patterns(code: str) -> tuple[tuple[str, Matcher, str], ...]:
    table, words = said.table(code, "rough"), words_of(code)
    # The words of [words] don't say in what way a number is rough: any of them.
    plain = {} if table else {"before": words.rough_before, "behind": words.rough_after}
    found = []
    for side in ("before", "behind", "ending"):
        of_any = [(kind, plain[side]) for kind in ANY if plain.get(side)]
        for kind, pattern in (*table.get(side, {}).items(), *of_any):
            whole = rf"(?<![\w-])(?:{pattern})\s+{_MONEY}$" if side == "before" else rf"(?:{pattern})(?!\w)"
            found.append((side, Matcher(whole, needed(pattern, whole_words=False)), kind))
    return tuple(found)
