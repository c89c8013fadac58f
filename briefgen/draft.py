"""The last page of a draft: the problems in spite of which it was built."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from briefgen.diagnostics import SEVERITIES, Diagnostic
from briefgen.document.tree import (
    Cell,
    Document,
    Foreign,
    Heading,
    Inline,
    Paragraph,
    Row,
    Table,
    Text,
)

_REPORTS = "en"  # the language in which problems are reported
_FEW = 3  # more warnings of one kind share a row: the errors shall be seen


def _file(problem: Diagnostic) -> str:
    return problem.place.file.rpartition("/")[2]


def _without_note(problem: Diagnostic) -> str:
    """Return what is wrong, without what follows a colon: that may be a note, and notes are for the staff alone."""
    return problem.message.partition(":")[0]


def with_problems(
    document: Document,
    problems: Sequence[Diagnostic],
    heading: Text,
    columns: tuple[Text, Text],
    missing_glyphs: Callable[[str], set[str]],
) -> Document:
    """Return the document with a last page that lists the problems, the gravest first; nobody stands by these.

    `columns` are the heads over places and problems. `missing_glyphs` tells the characters of a text that can't be
    shown: their code points stand for them. Neither notes nor hints are printed, nor codes and lines: who mends it has
    the report, and who reads the draft has no use for them.
    """

    def report(text: str) -> tuple[Inline, ...]:
        for char in missing_glyphs(text):
            text = text.replace(char, f"U+{ord(char):04X}")
        words = (Text(text),)
        return words if document.lang.partition("-")[0] == _REPORTS else (Foreign(_REPORTS, words),)

    def rows(problems: Sequence[Diagnostic]) -> Row:
        """Say in one row where there are many warnings of one kind."""
        files = "; ".join(dict.fromkeys(map(_file, problems)))
        count = report(f"{len(problems)} × {problems[0].severity}: {_without_note(problems[0])}")
        return Row((Cell((Paragraph((Text(files),)),), "row"), Cell((Paragraph(count),))))

    def row(problem: Diagnostic) -> Row:
        place = Cell((Paragraph((Text(_file(problem)),)),), "row")
        return Row((place, Cell((Paragraph(report(f"{problem.severity}: {_without_note(problem)}")),))))

    open_problems = [problem for problem in problems if not problem.acknowledged]
    if not open_problems:
        return document
    errors = [row(problem) for problem in open_problems if problem.severity == "error"]
    others = sorted((p for p in open_problems if p.severity != "error"), key=lambda p: SEVERITIES.index(p.severity))
    by_code: dict[str, list[Diagnostic]] = {}
    for problem in others:
        by_code.setdefault(problem.code, []).append(problem)
    rest = [found for same in by_code.values() for found in (map(row, same) if len(same) <= _FEW else [rows(same)])]
    head = Row(tuple(Cell((Paragraph((words,)),), "column") for words in columns))
    table = Table("problems", (head,), (*errors, *rest))
    return replace(document, blocks=(*document.blocks, Heading(1, (heading,), new_page=True), table))
