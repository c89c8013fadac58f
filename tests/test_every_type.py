"""Every type of brief in every project, language and theme: valid files, the same words in both, whole pages.

Contents lists name the pages on which sections stand, in Word as LibreOffice lays it out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pikepdf
import pytest
from page_measure import measure

from briefgen.document.annexed import without_annexed
from briefgen.document.tree import Direction, unbind
from briefgen.look.theme import Theme
from briefgen.making.compose import CHANGE_NOTE, newest_edition
from briefgen.making.opened import opened
from briefgen.making.press import prepare, write_documents
from briefgen.making.templating import template_names
from briefgen.project.folder import Project, find_project
from tests.conftest import ROOT
from tests.formats.docx_reading import read_docx
from tests.pages_in_word import misnamed
from tests.pdf_reading import squeeze
from tests.pdf_structure import Tag, read_structure
from tests.side_by_side import apart_in_pdf, apart_in_rows, apart_in_word, cut_words
from tests.soak import either
from tests.validators import ooxml, verapdf

DATA = Path(__file__).parent / "data"
PROJECTS = {"issa": ROOT} | {
    name: DATA / f"{name}_project" for name in ("pack", "second", "third", "hebrew", "arabic")
}  # fmt: skip
THEMES = sorted(path.parent.name for path in (ROOT / "templates" / "themes").glob("*/theme.toml"))
ALL = [(name, theme, "") for name in PROJECTS for theme in THEMES]
# In `make test` each type once, filled; `full` and `changes` are read by other tests.
FEW = {"ka": ["cards", "counterpart", "pack"], "en": ["interpreters", "qa", "steering"]}
ONCE = [("pack", "plain", language) for language in FEW]
# In two languages: large print has no room for them.
IN_BOTH = [(name, theme) for name in ("pack", "issa") for theme in THEMES if theme != "large"]
_HOLE = 0.22  # of the text area: what is warned of is a fifth, and ink ends a little higher than lines do


def types_of(project: Project) -> list[str]:
    """Return the types that a project has words for: one whose catalogue is its own has some of the full brief."""
    content = opened(project).content
    if (project.root / "catalogues").exists():
        return ["full"]
    kinds = template_names(project.template_folders)
    return [kind for kind in kinds if kind != CHANGE_NOTE or content.editions[newest_edition(content)].previous]


def faults(
    project: Project, briefs: Sequence[str], languages: Sequence[str], folder: Path, bilingual: Sequence[str] = ()
) -> Iterator[str]:
    """Yield what is wrong with briefs of the newest edition, which are written into a folder."""
    ready = prepare(project, briefs=briefs, languages=languages, formats=["pdf", "docx"], bilingual=bilingual)
    # What pages of other files are like is their own business (test_annexes).
    prints = [replace(each, document=without_annexed(each.document)) for each in ready.prints]
    files = write_documents(folder, ready.content, ready.edition, prints, ready.products)
    for each, file in zip(prints, files, strict=True):
        found: Iterator[str]
        if file.path.suffix == ".docx":
            found = (str(finding) for finding in ooxml.findings(file.path))
            if bilingual:
                found = chain(found, apart_in_word(file.path, each.document))
        else:
            layout = ready.products.layout(each.document)
            begun = [number for number, (_, begins) in enumerate(layout.lines) if begins]
            paper = ready.theme.on(each.document.metadata.paper)
            found = _of_pdf(file.path, paper, each.document.direction, {*begun, *(hole.page for hole in file.holes)})
            if each.document.direction == "ltr":  # the tags have words from right to left as they are painted
                found = chain(found, _other_words(file.path))
            if bilingual:
                found = chain(
                    found, apart_in_rows(each.document), apart_in_pdf(file.path, each.document),
                    cut_words(file.path, each.document),
                )  # fmt: skip
        yield from (f"{file.path.name}: {fault}" for fault in found)
    yield from misnamed([file.path for file in files if file.path.suffix == ".docx"], folder)


def _other_words(pdf: Path) -> Iterator[str]:
    with pikepdf.open(pdf) as file:
        heard = squeeze(unbind(_heard(read_structure(file)))).replace("\u00ad", "")
    read = squeeze(unbind("".join(read_docx(pdf.with_suffix(".docx").read_bytes()).body)))
    if heard != read:
        yield f"Word doesn't say the same: {_parting(heard, read)}"


def _of_pdf(pdf: Path, paper: Theme, runs: Direction, may_end_early: set[int]) -> Iterator[str]:
    for (_, profile), rules in verapdf.failures([pdf]).items():
        yield from (f"{profile} {rule}" for rule in rules)
    measured = measure(pdf)
    found, page = measured.all, paper.page
    left, right = (page.left, page.right) if runs == "ltr" else (page.right, page.left)
    if found.left_mm < left - 0.5 or found.right_mm < right - 0.5:
        yield f"text stands {found.left_mm} mm from the left edge, {found.right_mm} from the right one"
    # Of words from right to left a heading beside its text is taken for one above it.
    for name in ("overlaps", "lost_heads", *(["lone_heads"] if runs == "ltr" else [])):
        yield from (f"{name}: {each}" for each in getattr(found, name))
    area = page.height - page.top - page.bottom
    for each in measured.pages[:-1]:
        if (each.foot > _HOLE or each.hole_mm > _HOLE * area) and each.page not in may_end_early:
            yield f"page {each.page} has a hole of {each.hole_mm} mm"


def _heard(tag: Tag) -> str:
    """Return the words that Word has as text, too: no picture's, no notes, no numbers of notes and items."""
    if tag.role in ("Figure", "Note", "Lbl") or (
        tag.role == "Reference" and next(tag.find("Link"), tag).own_words == ""
    ):
        return ""
    return "".join(part if isinstance(part, str) else _heard(part) for part in tag.parts)


def _parting(one: str, other: str) -> str:
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return f"{one[max(at - 20, 0) : at + 60]!r}, {other[max(at - 20, 0) : at + 60]!r}"


@pytest.mark.slow
@pytest.mark.soak
@pytest.mark.parametrize(("name", "theme", "language"), either(ONCE, ALL))
def test_each_type_is_valid_says_the_same_in_both_and_has_whole_pages(
    name: str, theme: str, language: str, tmp_path: Path
) -> None:
    project = find_project(PROJECTS[name])
    project = replace(project, settings=replace(project.settings, theme=theme))
    kinds = either(FEW.get(language, []), types_of(project))
    assert [*faults(project, kinds, [language] if language else (), tmp_path)] == []


@pytest.mark.slow
@pytest.mark.soak
@pytest.mark.parametrize(("name", "theme"), either([("pack", "plain")], IN_BOTH))
def test_each_type_in_two_languages_has_the_same_on_the_same_line_and_no_word_cut(
    name: str, theme: str, tmp_path: Path
) -> None:
    project = find_project(PROJECTS[name])
    project = replace(project, settings=replace(project.settings, theme=theme))
    kinds = either(["cards", "interpreters", "qa", "steering"], types_of(project))
    assert [*faults(project, kinds, (), tmp_path, ["ka", "en"])] == []
