"""Problems in what a person wrote: where, what, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of a file; lines and columns count from 1, columns in characters; `length` in characters."""

    file: str
    line: int = 1
    column: int = 1
    length: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem. `code` is stable, `message` and `hint` are plain words, `excerpt` is the source line."""

    place: Place
    severity: Severity
    code: str
    message: str
    hint: str = ""
    excerpt: str = field(default="", compare=False)

    def render(self) -> str:
        """Return the report of one problem: place, message, source line with caret, hint."""
        lines = [f"{self.place}: {self.severity}[{self.code}]: {self.message}"]
        if self.excerpt.strip():
            # Tabs would move the caret; a long line is cut round the place, the carets with it.
            text = self.excerpt.replace("\t", " ")
            start = max(0, self.place.column - 61) if len(text) > 120 else 0
            shown = text[start : start + 120].rstrip()
            number = str(self.place.line)
            before = self.place.column - 1 - start
            width = max(1, min(self.place.length, len(shown) - before))
            lines.append(f"   {number} | {shown}")
            lines.append(f"   {' ' * len(number)} | {' ' * before}{'^' * width}")
        if self.hint:
            lines.append(f"   hint: {self.hint}")
        return "\n".join(lines)


class ProblemsError(Exception):
    """What a person wrote can't be used; carries every problem found, sorted by place."""

    def __init__(self, problems: Iterable[Diagnostic]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(problem.render() for problem in self.problems))


def in_order(problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the problems without repeats, by file, line and column."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.place, p.code, p.message)))


def summary(problems: Iterable[Diagnostic]) -> str:
    """Return the closing line of a report, such as «2 errors, 1 warning»."""
    counts: dict[str, int] = {}
    for problem in problems:
        counts[problem.severity] = counts.get(problem.severity, 0) + 1
    words = [
        f"{counts[severity]} {severity}{'' if counts[severity] == 1 else 's'}"
        for severity in ("error", "warning")
        if severity in counts
    ]
    return ", ".join(words) or "no problems"
