"""Of a text that was changed, the words that differ, before and since: each fact in it as what it prints, in ‹ ›."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from itertools import takewhile
from textwrap import shorten

from briefgen.desk.naming import Names
from briefgen.desk.pages.expressions import called
from briefgen.desk.words import DeskWords
from briefgen.making.opened import Opened
from briefgen.making.preview import Printer, printer
from briefgen.problems.diagnostics import ProblemsError
from briefgen.problems.mistakes import Mistake

_PIECES = re.compile(r"\{\{.*?\}\}|\s+|(?:(?!\{\{)\S)+", re.DOTALL)
_AROUND = 8  # words and what stands between them, before and behind what differs
LONGEST = 160  # characters


class ChangedWords:
    """Tells what of texts was changed, in the language of the desk."""

    def __init__(self, project: Opened, words: DeskWords, names: Names) -> None:
        """Tell it of a project, with what its facts print today."""
        self._project, self._words, self._names = project, words, names
        self._printer = cache(self._found)

    def __call__(self, path: str, old: str, new: str) -> tuple[str, str]:
        """Return what differs in the text at a path, with some words around.

        Two facts that print the same are called by what they are, or else are as they were typed.
        """
        before, since = _differing(_PIECES.findall(old), _PIECES.findall(new))
        for told in (self._prints, self._is, _typed):
            was, now = (_shown(each, path, told) for each in (before, since))
            if was != now:
                break
        return was, now

    def _prints(self, path: str, expression: str) -> str:
        with suppress(ProblemsError, Mistake, KeyError):
            if (found := self._printer(path.rpartition(".")[2])) and (prints := found.printed(path, expression).prints):
                return prints
        return self._is(path, expression)

    def _is(self, path: str, expression: str) -> str:
        with suppress(ProblemsError, Mistake, KeyError):
            if found := self._printer(path.rpartition(".")[2]):
                return called(found, path, expression, self._names, self._words) or expression
        return expression

    def _found(self, language: str) -> Printer | None:
        """Return what tells what facts print in a language; None where nothing can."""
        of_texts = language if language in self._project.project.settings.languages else None
        with suppress(ProblemsError, Mistake, KeyError, StopIteration, ValueError):
            return printer(self._project, language=of_texts)
        return None


def _typed(_path: str, expression: str) -> str:
    return expression


def _shown(pieces: Sequence[str], path: str, told: Callable[[str, str], str]) -> str:
    words = "".join(f"‹{told(path, each.strip('{} '))}›" if each.startswith("{{") else each for each in pieces)
    return shorten(words, LONGEST, placeholder=" …")


def _differing(old: Sequence[str], new: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the pieces of two texts that differ, with some around them, and "…" for what is left out."""
    begin = _alike(old, new)
    end = _alike(old[begin:][::-1], new[begin:][::-1])
    return _cut(old, begin, end), _cut(new, begin, end)


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """Return with how many pieces both begin."""
    return sum(1 for _ in takewhile(lambda both: both[0] == both[1], zip(old, new, strict=False)))


def _cut(pieces: Sequence[str], begin: int, end: int) -> list[str]:
    first, last = max(begin - _AROUND, 0), min(len(pieces) - end + _AROUND, len(pieces))
    return [*(["…"] if first else []), *pieces[first:last], *(["…"] if last < len(pieces) else [])]
