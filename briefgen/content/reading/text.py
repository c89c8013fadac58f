"""The text of one source file: which line and column an index stands for."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice

from briefgen.problems.characters import FORBIDDEN, cleaned, describe
from briefgen.problems.diagnostics import Diagnostic, Place, Severity
from briefgen.problems.notes import Told

MOST_PROBLEMS = 100  # reports of one file; a broken file shouldn't flood the screen
_RUN = re.compile(rf"({FORBIDDEN.pattern})\1*")


class SourceText:
    """A text whose indexes can be turned into places; forbidden characters show as U+FFFD, so reports are harmless."""

    __slots__ = ("_starts", "lines", "name", "problems", "text")

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        text = text.removeprefix("\ufeff").replace("\r\n", "\n")
        self.text = cleaned(text)
        self.lines = self.text.split("\n")
        self._starts = [0]
        for line in self.lines:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self.problems = [
            self.problem(
                found.start(), found.end(), "forbidden-character", describe(found[1]),
                Told("delete it; retype the text around it if it came from elsewhere"),
            )
            for found in islice(_RUN.finditer(text), MOST_PROBLEMS)
        ]  # fmt: skip

    def line_of(self, index: int) -> int:
        """Return the number of the line, from 1, in which the index stands."""
        return min(bisect_right(self._starts, index), len(self.lines))

    def line_start(self, index: int) -> int:
        """Return the index at which the line of the index starts."""
        return self._starts[self.line_of(index) - 1]

    def place(self, start: int, end: int) -> Place:
        """Return the place of a stretch; of several lines, the first one's part."""
        line = self.line_of(start)
        column = start - self._starts[line - 1] + 1
        stretch = self.lines[line - 1][column - 1 : column - 1 + end - start]
        return Place(self.name, line, column, max(1, len(stretch.rstrip())))

    def at(self, place: Place, code: str, message: str, hint: str = "", severity: Severity = "error") -> Diagnostic:
        """Return the report of a problem at a place of this text, with its source line."""
        return Diagnostic(place, severity, code, message, hint, self.lines[place.line - 1])

    def problem(self, start: int, end: int, code: str, message: str, hint: str = "") -> Diagnostic:
        """Return the report of an error in a stretch of this text."""
        return self.at(self.place(start, end), code, message, hint)
