"""Problems in what a person wrote: where, what, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, get_args

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)  # the gravest first


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
class Fix:
    """What may stand in place of a stretch of a text, the likeliest first; "" deletes it.

    Without words a fact is to be printed there, which somebody chooses.

    `start` and `length` count characters of the text; `here` is what stands there.
    """

    start: int
    length: int
    here: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem. `code` is stable, `message` and `hint` are plain words, `excerpt` is the source line.

    `path` is the provenance path of the value, where one is known, `language` that of the text there; `acknowledged`
    says why someone stands by it, and `stood_by` at which entity that is written, and in which of its entries. `fix` is
    there where the hint says what to write; `rests_on` are the paths of other fields by which it may have come about.
    """

    place: Place
    severity: Severity
    code: str
    message: str
    hint: str = ""
    excerpt: str = field(default="", compare=False)
    path: str = field(default="", compare=False)
    acknowledged: str = ""
    language: str = field(default="", compare=False)
    fix: Fix | None = field(default=None, compare=False)
    rests_on: tuple[str, ...] = field(default=(), compare=False)
    stood_by: tuple[str, str] | None = field(default=None, compare=False)

    @property
    def is_open(self) -> bool:
        """Whether somebody has to look at it before a brief goes out: it is no note, and nobody stands by it."""
        return self.severity != "note" and not self.acknowledged

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


def to_look_at(problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return what somebody has to look at before a brief goes out, the gravest first."""
    return sorted(
        (each for each in in_order(problems) if each.is_open), key=lambda each: SEVERITIES.index(each.severity)
    )


def stops(problems: Iterable[Diagnostic], *, strict: bool = False) -> bool:
    """Tell whether a brief may not go out: for errors, and if `strict` for warnings; not for what is acknowledged."""
    grave = ("error", "warning") if strict else ("error",)
    return any(problem.severity in grave and not problem.acknowledged for problem in problems)
