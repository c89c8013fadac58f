"""Long content keeps the look of the pages: no hole, no lost head, no lost word, nothing beyond the margins.

What fails is marked with the reason; whoever mends it takes the mark away.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import pytest
from page_measure import Measured, measure
from page_reading import read

from briefgen.document.tree import unbind
from briefgen.look.theme import Theme
from briefgen.look.theme_file import load_theme
from briefgen.making.press import build
from briefgen.upkeep.next_edition import list_todo, write_todo
from tests.conftest import ROOT, once_a_run
from tests.formats.docx_reading import read_docx
from tests.libreoffice import to_pdf
from tests.pdf_reading import squeeze
from tests.soak import either
from tests.stressed import KINDS, TO_DO, stressed

_FIFTH = 0.2


@dataclass(frozen=True)
class Written:
    """What was made of a project, and what must be in it."""

    measured: Measured
    wanted: list[str]
    pages: str  # all that can be seen, without white space
    word: str
    warnings: list[str]


def parts(text: str) -> list[str]:
    """Return the stretches of a text of the content that stand on the page as they are written."""
    text = re.sub(r"\[([^\]]*)\]\(([^)]*)\)", r"\1\n\n", text).replace("**", "")  # a note's mark follows
    return [part for part in re.split(r"\n\n(?:- )?|\n- |\^\[|\]", text) if part]


def write(kind: str, folder: Path, theme: str = "plain") -> Written:
    project, texts = stressed(folder, kind)
    project = replace(project, settings=replace(project.settings, theme=theme))
    result = build(project)
    pdf, docx = (next(file.path for file in result.files if file.path.suffix == each) for each in (".pdf", ".docx"))
    seen = "".join(line.text for line in read(pdf).lines)
    words = read_docx(docx.read_bytes())
    wanted = [part for text in texts for part in parts(text)]
    word = squeeze(unbind("".join([*words.body, *words.footnotes])))
    warnings = [f"{problem.path}: {problem.message}" for problem in result.problems] + list(result.notes)
    return Written(measure(pdf), wanted, squeeze(unbind(seen)), word, warnings)


@pytest.fixture
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Written:
    kind: str = request.param
    return once_a_run(tmp_path_factory, f"stress-{list(KINDS).index(kind)}", lambda folder: write(kind, folder))


@pytest.fixture(scope="module")
def theme() -> Theme:
    return load_theme(ROOT / "templates" / "themes" / "plain")


@pytest.mark.parametrize("written", KINDS, indirect=True)
def test_every_word_is_on_the_pages_and_in_word(written: Written) -> None:
    assert lost(written) == []


def lost(written: Written) -> list[tuple[str, str]]:
    """Return what is wanted and isn't there, with the format that lacks it."""
    formats = {"PDF": written.pages, "Word": written.word}
    return [(name, part) for name, words in formats.items() for part in written.wanted if squeeze(part) not in words]


@pytest.mark.parametrize("written", KINDS, indirect=True)
def test_no_page_but_the_last_has_a_hole_that_nothing_warns_of(written: Written, theme: Theme) -> None:
    fifth = _FIFTH * (theme.page.height - theme.page.top - theme.page.bottom)
    holes = [page for page in written.measured.pages[:-1] if page.foot > _FIFTH or page.hole_mm > fifth]
    warned = {int(number) for each in written.warnings for number in re.findall(r"^page (\d+) of \S+ is \d+ %", each)}
    assert warned == {page.page for page in holes}, [(page.page, page.foot, page.hole_mm) for page in holes]


@pytest.mark.parametrize("written", KINDS, indirect=True)
def test_what_goes_on_has_its_head_and_no_head_is_alone(written: Written) -> None:
    assert written.measured.all.lost_heads == []
    assert written.measured.all.lone_heads == []


@pytest.mark.parametrize("written", KINDS, indirect=True)
def test_nothing_is_beyond_the_margins_or_over_something_else(written: Written, theme: Theme) -> None:
    inside(written.measured, theme)


def test_the_sheet_of_what_is_to_be_done_has_a_row_for_each(tmp_path: Path, theme: Theme) -> None:
    project, titles = stressed(tmp_path / "project", TO_DO)
    files = [file.path for file in write_todo(project, list_todo(project))]
    pdf = next(file for file in files if file.suffix == ".pdf")
    cells = ["".join(squeeze(line.text) for line in block) for block in read(pdf).blocks]
    rows = [[title for title in titles if squeeze(title) in cell] for cell in cells]
    asked = [row for row, cell in zip(rows, cells, strict=True) if squeeze("who holds the office?") in cell]
    assert len(titles) == 60
    assert max(map(len, rows)) == 1
    assert sorted(title for row in asked for title in row) == sorted(titles)
    found = measure(pdf)
    assert found.all.lost_heads == []
    assert found.all.foot <= _FIFTH
    inside(found, theme)


@pytest.mark.soak
def test_in_every_theme_and_as_libreoffice_sets_word_nothing_is_lost_or_beyond_the_margins(tmp_path: Path) -> None:
    kinds = either(["60 entries"], list(KINDS))
    for name, kind in product(either(["sober"], ["plain", "sober"]), kinds):
        theme = load_theme(ROOT / "templates" / "themes" / name)
        folder = tmp_path / f"{name}-{list(KINDS).index(kind)}"
        written = write(kind, folder, theme=name)
        assert lost(written) == [], (name, kind)
        inside(written.measured, theme)
        if word := either([], sorted(folder.rglob("*.docx"))):
            to_pdf(word, folder, UseTaggedPDF=True)
            inside(measure(next(folder.glob("*.pdf"))), theme)


def inside(measured: Measured, theme: Theme) -> None:
    """Assert that nothing is beyond the margins, and no text over another."""
    found = measured.all
    assert found.left_mm >= theme.page.left - 0.5
    assert found.right_mm >= theme.page.right - 0.5
    assert found.overlaps == []
