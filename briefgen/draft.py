"""The last page of a draft: the problems in spite of which it was built."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from briefgen.diagnostics import SEVERITIES, Diagnostic
from briefgen.document.tree import (
    Block,
    Cell,
    Document,
    Foreign,
    Heading,
    Inline,
    Paragraph,
    Row,
    Secondary,
    Table,
    Text,
)

_REPORTS = "en"  # the language in which problems are reported


def with_problems(
    document: Document,
    problems: Sequence[Diagnostic],
    heading: Text,
    columns: tuple[Text, Text],
    missing_glyphs: Callable[[str], set[str]],
) -> Document:
    """Return the document with a last page that lists the problems, the gravest first; nobody stands by these.

    `columns` are the heads over places and problems. `missing_glyphs` tells the characters of a text that can't be
    shown: their code points stand for them.
    """

    def report(text: str) -> tuple[Inline, ...]:
        for char in missing_glyphs(text):
            text = text.replace(char, f"U+{ord(char):04X}")
        words = (Text(text),)
        return words if document.lang.partition("-")[0] == _REPORTS else (Foreign(_REPORTS, words),)

    def row(problem: Diagnostic) -> Row:
        place = Cell((Paragraph((Text(f"{problem.place.file.rpartition('/')[2]}:{problem.place.line}"),)),), "row")
        blocks: list[Block] = [Paragraph(report(f"{problem.severity}: {problem.message}"))]
        if problem.hint:
            blocks.append(Paragraph((Secondary(report(problem.hint)),)))
        return Row((place, Cell(tuple(blocks))))

    open_problems = [problem for problem in problems if not problem.acknowledged]
    if not open_problems:
        return document
    open_problems.sort(key=lambda problem: SEVERITIES.index(problem.severity))
    head = Row(tuple(Cell((Paragraph((words,)),), "column") for words in columns))
    table = Table("problems", (head,), tuple(map(row, open_problems)))
    return replace(document, blocks=(*document.blocks, Heading(1, (heading,), new_page=True), table))
