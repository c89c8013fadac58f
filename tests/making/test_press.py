"""What the spine does beside its stages: names, folders, the manifest's identity, which problems stop."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast

import docx
import pytest
from docx.shared import Mm

from briefgen.content.model import Content
from briefgen.document import contents
from briefgen.document.tree import Drawn, Figure, Heading, Picture, contents_of
from briefgen.making import press
from briefgen.problems.diagnostics import Diagnostic, Place
from briefgen.project.settings import ProjectError
from tests.checks.small import subject
from tests.conftest import DEMO, DemoCopy
from tests.formats.letterheads import saved
from tests.started import FIVE_MEETINGS, GOES_ON


def test_an_edition_is_known_by_its_version_its_date_and_its_content() -> None:
    content = cast("Content", subject(edition={"version": 3, "as_of": "2030-05"}).content)
    other = cast("Content", subject(edition={"version": 3, "as_of": "2030-05", "drafter": "Anna"}).content)
    found = press.identity(content, "now")
    assert {**found, "content": ""} == {"edition": "now", "version": 3, "as_of": "2030-05", "content": ""}
    assert found["content"] != press.identity(other, "now")["content"]


def test_a_folder_that_leads_elsewhere_is_not_written_to(tmp_path: Path) -> None:
    assert press.folder_in(tmp_path, "now") == tmp_path / "now"
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ProjectError, match="is a link that leads elsewhere"):
        press.folder_in(tmp_path, "link")


def test_only_what_stops_a_brief_is_told_of_one_that_was_stopped() -> None:
    def problem(severity: str, acknowledged: str = "") -> Diagnostic:
        return Diagnostic(Place("f"), severity, "c", severity, acknowledged=acknowledged)  # type: ignore[arg-type]

    problems = [problem("warning"), problem("error"), problem("error", "so"), problem("note")]
    assert press._errors(problems) == [problem("error")]


# With six dates there is a timeline, and below it a word that a narrow letterhead has no room for.
LONG = "Sozialversicherungsangelegenheitenkommissionsvorsitzendenstellvertretung"
LABEL = f"label: {{ka: შ, en: {LONG}}}"
MEETINGS = (
    FIVE_MEETINGS + f"  - {{id: long, date: ongoing, sources: [example-page], text: {{ka: შ., en: M.}}, {LABEL}}}\n"
)


def test_a_picture_with_a_word_too_wide_for_large_print_is_told_of_there_alone(demo_copy: DemoCopy) -> None:
    def codes() -> list[str]:
        return [problem.code for problem in press.prepare(demo_copy.project, edition=DEMO, draft=True).problems]

    demo_copy.edit("content/cooperation.yaml", GOES_ON, MEETINGS + GOES_ON)
    assert "figure-left-out" not in codes()
    demo_copy.edit("briefgen.toml", "languages", 'theme = "large"\nlanguages')
    assert "figure-left-out" in codes()


def test_a_picture_that_does_not_fit_the_letterhead_stands_in_the_pdf_alone_and_both_have_one_contents_list(
    demo_copy: DemoCopy, monkeypatch: pytest.MonkeyPatch
) -> None:
    letterhead = docx.Document()
    letterhead.sections[0].left_margin = letterhead.sections[0].right_margin = Mm(55)
    (demo_copy.root / "letterhead.docx").write_bytes(saved(letterhead))
    demo_copy.edit("briefgen.toml", "languages", 'letterhead = "letterhead.docx"\nlanguages')
    demo_copy.edit("content/cooperation.yaml", GOES_ON, MEETINGS + GOES_ON)

    def prepared() -> list[Drawn]:
        formats = ["pdf", "docx"]
        ready = press.prepare(demo_copy.project, edition=DEMO, languages=["en"], formats=formats, draft=True)
        (told,) = (problem for problem in ready.problems if problem.code == "figure-left-out")
        assert told.message.startswith("„Figure 1. Timeline of cooperation“ is left out")
        assert "on the letterhead" in told.message
        return [each.document for each in ready.prints]

    pdf, word = prepared()
    assert [type(block.picture) for block in pdf.blocks if isinstance(block, Figure)] == [Picture]
    assert [block for block in word.blocks if isinstance(block, Figure)] == []
    assert len(word.blocks) == len(pdf.blocks) - 1
    assert not contents_of(pdf)
    # Let it be long with its picture, and not without; the draft's last page isn't counted.
    last = next(n for n, block in enumerate(pdf.blocks) if isinstance(block, Heading) and block.new_page)
    with_it, without = (
        contents.pages(replace(each, blocks=each.blocks[: last - (each is word)])) for each in (pdf, word)
    )
    assert without < with_it
    monkeypatch.setattr(contents, "_PAGES", (with_it + without) / 2)
    assert all(map(contents_of, prepared()))
