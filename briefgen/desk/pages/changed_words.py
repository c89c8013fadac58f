"""Of a text that was changed, the words that differ, before and since: each fact in it as what it prints, in ‹ ›."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import takewhile

from briefgen.desk.naming import Names
from briefgen.desk.pages.expressions import called
from briefgen.desk.unseen import without_unseen
from briefgen.desk.words import DeskWords
from briefgen.making.opened import Opened
from briefgen.making.preview import Printer, printer
from briefgen.problems.diagnostics import ProblemsError
from briefgen.problems.mistakes import Mistake

_PIECES = re.compile(r"\{\{.*?\}\}|\s+|(?:(?!\{\{)\S)+|\{\{", re.DOTALL)
_AROUND = (8, 4, 2, 0)  # words and what stands between them, before and behind what differs: as many as there is room
_ISLE = 4  # pieces that stayed and are fewer aren't left out between two that differ
_MANY = 2000  # pieces of a text between the first that differs and the last: of more it isn't told which of them stayed
LONGEST = 160  # characters, with what stands around what differs
_MOST = 4 * LONGEST  # of what differs; of more its beginning and its end are shown


@dataclass(frozen=True, slots=True)
class _Row:
    """Pieces that follow one another in two texts, and whether they are alike in both."""

    alike: bool
    was: list[str]
    now: list[str]

    def before(self) -> list[str]:
        return self.was

    def since(self) -> list[str]:
        return self.now


class ChangedWords:
    """Tells what of texts was changed, in the language of the desk."""

    def __init__(self, project: Opened, words: DeskWords, names: Names) -> None:
        """Tell it of a project, with what its facts print today."""
        self._project, self._words, self._names = project, words, names
        self._printer = cache(self._found)

    def __call__(self, path: str, old: str, new: str) -> tuple[str, str]:
        """Return what differs in the text at a path, with some words around.

        Two facts that print the same are called by what they are, or else are as they were typed. What stands
        around gives way to what differs.
        """
        stretches = _differing(_PIECES.findall(old), _PIECES.findall(new))
        rows = _joined([self._row(path, *each) for each in stretches])
        for around in _AROUND:
            was, now = (_told([(row.alike, side(row)) for row in rows], around) for side in (_Row.before, _Row.since))
            if max(len(was), len(now)) <= LONGEST:
                break
        return _cut(was, now)

    def _row(self, path: str, old: Sequence[str], new: Sequence[str]) -> _Row:
        """Return pieces of two texts in words; where they differ, in the first ones of which one can see it."""
        for told in (self._prints, self._is, _typed):
            was, now = ([_shown(piece, path, told) for piece in side] for side in (old, new))
            if old == new or not look_alike("".join(was), "".join(now)):
                return _Row(old == new, was, now)
        return _Row(False, [_seen(each) for each in old], [_seen(each) for each in new])

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


def look_alike(old: str, new: str) -> bool:
    """Tell whether nobody sees on a page how two texts differ: by spaces, or by what has no width."""
    one, other = (" ".join(unicodedata.normalize("NFC", without_unseen(each)).split()) for each in (old, new))
    return one == other


def _shown(piece: str, path: str, told: Callable[[str, str], str]) -> str:
    if piece.startswith("{{") and piece.endswith("}}"):
        return f"‹{told(path, piece.strip('{} '))}›"
    if piece.isspace():
        return " ¶ " if "\n" in piece else " "
    return piece


def _seen(piece: str) -> str:
    """Return a piece with a sign for each space, and the number of each letter that can't be told from others."""

    def sign(letter: str) -> str:
        usual = {" ": "␣", "\n": "¶"}.get(letter)
        return usual or (f"‹U+{ord(letter):04X}›" if unicodedata.category(letter)[0] in "CMZ" else letter)

    return "".join(map(sign, piece))


def _differing(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Yield pieces of two texts that are alike, and that differ, in turn."""
    begin = _alike(old, new)
    end = _alike(old[begin:][::-1], new[begin:][::-1])
    yield old[:begin], new[:begin]
    one, other = old[begin : len(old) - end], new[begin : len(new) - end]
    if max(len(one), len(other)) > _MANY:
        yield one, other
    else:
        for _tag, first, last, start, stop in SequenceMatcher(None, one, other).get_opcodes():
            yield one[first:last], other[start:stop]
    yield old[len(old) - end :], new[len(new) - end :]


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """Return with how many pieces both begin."""
    return sum(1 for _ in takewhile(lambda both: both[0] == both[1], zip(old, new, strict=False)))


def _joined(rows: Sequence[_Row]) -> list[_Row]:
    """Return rows of which no few words that stayed stand between two that differ: they read as one change."""
    found: list[_Row] = []
    for at, row in enumerate(rows):
        isle = row.alike and 0 < at < len(rows) - 1 and len(row.was) < _ISLE
        differs = not row.alike or isle
        if differs and found and not found[-1].alike:
            found[-1] = _Row(False, found[-1].was + row.was, found[-1].now + row.now)
        else:
            found.append(_Row(not differs, row.was, row.now))
    return found


def _told(rows: Sequence[tuple[bool, Sequence[str]]], around: int) -> str:
    """Return a text by its rows, with "…" for what is left out of those that are alike."""
    words = []
    for at, (alike, pieces) in enumerate(rows):
        before, behind = (around if at else 0), (around if at < len(rows) - 1 else 0)
        if alike and len(pieces) > before + behind:
            first, last = "".join(pieces[:before]), "".join(pieces[len(pieces) - behind :])
            words.append(f"{first} … {last}" if 0 < at < len(rows) - 1 else f"{first.rstrip()}…{last.lstrip()}")
        else:
            words.append("".join(pieces))
    return re.sub(" +", " ", "".join(words)).strip()


def _cut(was: str, now: str) -> tuple[str, str]:
    """Return both sides so short that a page can show them, from where they differ on."""
    if max(len(was), len(now)) <= _MOST:
        return was, now
    begin = max(_alike(was, now) - _ISLE, 0)
    both = [f"…{each[begin:].lstrip()}" if begin else each for each in (was, now)]
    half = _MOST // 2
    was, now = (f"{each[:half].rstrip()} … {each[-half:].lstrip()}" if len(each) > _MOST else each for each in both)
    return was, now
