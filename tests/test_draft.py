"""A draft is built in spite of errors, says so on every page, and lists its problems on the last."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from briefgen.build import build
from briefgen.diagnostics import ProblemsError
from tests.conftest import EDITION, ProjectCopy, once_a_run
from tests.pdf_reading import pages, squeeze, structure_text
from tests.validators import ooxml, verapdf
from tests.writers.docx_reading import read_docx

NOTE = "what the staff alone may read"
SOURCE = "\n- id: forgotten\n  title: A page\n"


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> Path:
        project_copy = ProjectCopy(folder / "project")
        project_copy.edit("content/association.yaml", ", en: Council}", "}")
        path = project_copy.root / "content" / "sources.yaml"
        path.write_text(path.read_text(encoding="utf-8") + SOURCE, encoding="utf-8")
        with pytest.raises(ProblemsError, match="translation-missing"):
            build(project_copy.project, edition=EDITION)
        build(project_copy.project, edition=EDITION, draft=True)
        return project_copy.root / "output" / EDITION / f"{EDITION}_full"

    return once_a_run(tmp_path_factory, "draft", make)


def test_every_page_says_draft(draft: Path) -> None:
    for language, word in (("ka", "სამუშაო ვერსია"), ("en", "DRAFT")):
        found = pages(Path(f"{draft}_{language}_draft.pdf"))
        assert len(found) > 4
        assert all(word in page for page in found)


@pytest.mark.parametrize("language", ["ka", "en"])
def test_the_last_page_lists_the_problems_the_gravest_first(draft: Path, language: str) -> None:
    *before, last = pages(Path(f"{draft}_{language}_draft.pdf"))
    assert "error: the text in 'en' is missing" in last
    assert last.index("error:") < last.index("warning: no fact names the source 'forgotten'")
    assert "17 × warning: a source contradicts this" in last
    assert "error:" not in "".join(before)
    # Neither notes nor hints, codes and lines: these are for the staff, who have the report.
    assert NOTE not in last
    assert "fact-disputed" not in last
    assert not re.search(r"\.yaml:\d", last)
    words = " ".join(read_docx(Path(f"{draft}_{language}_draft.docx").read_bytes()).body)
    assert "error: the text in 'en' is missing" in words


@pytest.mark.slow
def test_the_files_of_a_draft_are_as_sound_as_others(draft: Path) -> None:
    pdf, docx = Path(f"{draft}_ka_draft.pdf"), Path(f"{draft}_ka_draft.docx")
    assert squeeze("error: the text in 'en' is missing") in structure_text(pdf)
    assert set().union(*verapdf.failures([pdf]).values()) == set()
    assert ooxml.findings(docx) == []


def test_a_draft_leaves_the_issued_files_alone_and_is_listed_as_one(draft: Path) -> None:
    listed = json.loads((draft.parent / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert len(listed) == 4
    assert all(name.partition(".")[0].endswith("_draft") and entry["draft"] for name, entry in listed.items())
