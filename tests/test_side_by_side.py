"""What looks at a brief in two languages finds what is broken on purpose: lines, rows, words, in PDF and in Word."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from briefgen.document.bilingual import _Joined
from briefgen.document.tree import Cell, Document, Row
from briefgen.making.opened import open_project
from briefgen.making.press import prepare, write_documents
from tests.side_by_side import W, apart_in_pdf, apart_in_rows, apart_in_word, cut_words, pairs
from tests.test_pack import PROJECT

pytestmark = pytest.mark.slow


def made(folder: Path, css: str = "") -> tuple[Path, Path, Document]:
    """Return a PDF and a Word file in two languages, of a theme with rules of its own, and their document."""
    root = folder / "project"
    shutil.copytree(PROJECT, root)
    theme = root / "templates" / "themes" / "own"
    theme.mkdir(parents=True)
    (theme / "theme.toml").write_text('extends = "plain"\n', "utf-8")
    (theme / "page.css").write_text(css, "utf-8")
    settings = root / "briefgen.toml"
    settings.write_text(settings.read_text("utf-8") + 'theme = "own"\n', "utf-8")
    ready = prepare(open_project(root), briefs=["qa"], formats=["pdf", "docx"], bilingual=["ka", "en"])
    pdf, docx = write_documents(folder / "out", ready.content, ready.edition, ready.prints, ready.products)
    return pdf.path, docx.path, ready.prints[0].document


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Document]:
    return made(tmp_path_factory.mktemp("whole"))


def faults(pdf: Path, docx: Path, document: Document) -> Iterator[str]:
    yield from apart_in_rows(document)
    yield from apart_in_pdf(pdf, document)
    yield from cut_words(pdf, document)
    yield from apart_in_word(docx, document)


def test_a_whole_one_has_no_fault(whole: tuple[Path, Path, Document]) -> None:
    assert len(pairs(whole[2])) == 10
    assert [*faults(*whole)] == []


def test_a_column_that_begins_lower_is_found(tmp_path: Path) -> None:
    pdf, _, document = made(tmp_path, ".facing.facing td:nth-child(3) { padding-top: 4mm }\n")
    assert len([*apart_in_pdf(pdf, document)]) == len(pairs(document))


def test_a_word_that_is_cut_is_found(tmp_path: Path) -> None:
    pdf, _, document = made(tmp_path, "td { font-size: 40pt; line-height: 1; hyphens: none }\n")
    assert len([*cut_words(pdf, document)]) > 10


def test_one_language_a_row_lower_is_found(
    tmp_path: Path, whole: tuple[Path, Path, Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    row, above = _Joined.row, [Cell((), lang="en-GB")]

    def lower(self: _Joined, label: Cell, ours: tuple[Any, ...], theirs: tuple[Any, ...]) -> Row:
        *own, other = row(self, label, ours, theirs).cells
        above.append(other)
        return Row((*own, above.pop(0)))

    monkeypatch.setattr(_Joined, "row", lower)
    pdf, docx, document = made(tmp_path)
    assert [*apart_in_rows(document)] != []
    # What pages show is held against a document that is whole.
    assert len([*apart_in_pdf(pdf, whole[2])]) > len(pairs(whole[2])) / 2
    assert len([*apart_in_word(docx, whole[2])]) > len(pairs(whole[2])) / 2


def test_cells_of_word_that_stand_in_another_row_are_found(whole: tuple[Path, Path, Document], tmp_path: Path) -> None:
    _, docx, document = whole
    broken = tmp_path / "broken.docx"
    with zipfile.ZipFile(docx) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                body = etree.fromstring(data)
                rows = [row for row in body.iter(f"{W}tr") if len(row.findall(f"{W}tc")) == 3]
                for row, below in pairwise(rows):  # each right cell moves up by one
                    row.replace(row.findall(f"{W}tc")[2], below.findall(f"{W}tc")[2])
                    below.append(etree.fromstring(etree.tostring(row.findall(f"{W}tc")[2])))
                data = etree.tostring(body)
            new.writestr(name, data)
    assert len([*apart_in_word(broken, document)]) > len(pairs(document)) / 2
