"""The long brief as it is, and brought up to date: sections that come and go, in its contents list and its numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from briefgen.document.contents import with_contents
from briefgen.document.diff import redline
from briefgen.document.numbering import with_numbers
from briefgen.document.tree import Document, Heading, Paragraph, Revision, Text, contents_of, is_section
from briefgen.formats.pdf.press import Pdf, PdfWriter
from briefgen.formats.word.press import write_docx
from briefgen.look.theme import Theme
from briefgen.proof.tracked import Verdict
from tests.conftest import once_a_run
from tests.long_brief import composed, long_project


def brought_up_to_date(document: Document) -> Document:
    """Return the long brief with a section new, a heading reworded, and another section gone with its subsection."""
    blocks = document.blocks
    first = [n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 1]
    one, two, three, four = first[:4]
    new = (
        Heading(1, (Text("What is new", "x.title"),)),
        Paragraph((Text("Words that nobody has read before.", "x.text"),)),
    )
    other = blocks[two]
    assert isinstance(other, Heading)
    reworded = replace(other, children=(Text("A second part", "x.two"), *other.children))
    changed = (*blocks[:one], *new, *blocks[one:two], reworded, *blocks[two + 1 : three], *blocks[four:])
    return derived(replace(document, blocks=changed))


def derived(document: Document) -> Document:
    listed = with_contents(document, "always") if contents_of(document) else document
    return with_numbers(listed)


@dataclass(frozen=True)
class Redline:
    """Both long briefs, the redline, and its files."""

    old: Document
    new: Document
    both: Document
    pdf: Pdf
    docx: bytes


def long_redlines(factory: pytest.TempPathFactory, theme: Theme) -> dict[str, Redline]:
    """Return the redline of the long brief in each language, made once a run."""

    def make(folder: Path) -> dict[str, Redline]:
        writer = PdfWriter(theme)
        found = {}
        for language, old in composed(long_project(folder / "project")).items():
            new = brought_up_to_date(old)
            both = redline(old, new)
            pdf = writer.write(both)
            found[language] = Redline(old, new, both, pdf, write_docx(both, theme, sections=pdf.sections))
        return found

    return once_a_run(factory, "long-redlines", make)


def sides(case: Redline, theme: Theme) -> dict[Verdict, bytes]:
    """Return Word files of each side alone, with the pages that the redline names."""
    headings = list(filter(is_section, case.both.blocks))

    def alone(document: Document, gone: Revision) -> bytes:
        pages = [page for heading, page in zip(headings, case.pdf.sections, strict=True) if heading.change != gone]
        return write_docx(document, theme, sections=pages)

    return {"accepted": alone(case.new, "deleted"), "rejected": alone(case.old, "inserted")}
