"""Once an edition was issued, a file says that it is that version as long as it says the same, else it is a draft."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from briefgen.issuing.issue import issue
from briefgen.issuing.redline import redline
from briefgen.localise.values import LocalDate, LocalText
from briefgen.making.opened import Opened, open_project
from briefgen.making.press import Result, build
from briefgen.making.preview import preview
from briefgen.making.versions import changed_since
from tests.conftest import DEMO, DemoCopy, once_a_run

TITLE = ("content/cooperation.yaml", "Brief history of cooperation", "How both have worked together")
SINCE = "the text has changed since version 1 was issued, so these files are a draft of version 2"


@pytest.fixture(scope="module")
def issued_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> Path:
        copy = DemoCopy(folder / "project")
        copy.edit("briefgen.toml", '["pdf", "docx"]', '["html"]')
        issue(copy.project, "2030-05-02", DEMO)
        return copy.root

    return once_a_run(tmp_path_factory, "issued-html", make)


class Copy(DemoCopy):
    """A copy of a project that was issued once."""

    def __init__(self, root: Path, of: Path) -> None:
        self.root = root
        shutil.copytree(of, root)

    def opened(self) -> Opened:
        return open_project(self.root)

    def page(self, language: str, draft: str = "") -> str:
        """Return the words of a file that was made."""
        path = self.root / "output" / DEMO / f"{DEMO}_full_{language}{draft}.html"
        return re.sub(r"<[^>]*>", "", path.read_text(encoding="utf-8"))


@pytest.fixture
def copy(tmp_path: Path, issued_once: Path) -> Copy:
    return Copy(tmp_path / "project", issued_once)


def names(result: Result) -> list[str]:
    return [file.path.name.removeprefix(f"{DEMO}_full_") for file in result.files]


def test_other_words_are_a_draft_of_the_next_version(copy: Copy) -> None:
    as_issued = copy.page("en")
    assert "Version 1 ·" in as_issued
    assert build(copy.project).notes == ()
    assert copy.page("en") == as_issued  # nothing differs: it is that version
    assert changed_since(copy.opened(), DEMO) == 0

    copy.edit(*TITLE)  # in English alone
    made = build(copy.project)
    assert names(made) == ["ka.html", "en_draft.html"]
    assert made.notes == (f"{SINCE}; what says the same is still version 1: {DEMO}_full_ka.html",)
    changed = copy.page("en", "_draft")
    assert "Version 2 ·" in changed
    assert "Version 1" not in changed
    assert "DRAFT · " in changed
    assert copy.page("en") == as_issued  # what was issued still lies there
    assert changed_since(copy.opened(), DEMO) == 1
    listed = json.loads((copy.root / "output" / DEMO / "manifest.json").read_text())["files"]
    told = {name.removeprefix(f"{DEMO}_full_"): (each["version"], each.get("draft")) for name, each in listed.items()}
    assert told == {"ka.html": (1, None), "en.html": (1, None), "en_draft.html": (2, True)}
    again = copy.page("en", "_draft")
    build(copy.project)
    assert copy.page("en", "_draft") == again

    issue(copy.project, "2030-05-03", DEMO, bump=True)
    assert "Version 2 ·" in copy.page("en")
    assert "DRAFT" not in copy.page("en")
    assert names(build(copy.project)) == ["ka.html", "en.html"]
    assert changed_since(copy.opened(), DEMO) == 0


def test_a_change_that_no_page_shows_makes_no_draft(copy: Copy) -> None:
    copy.edit("content/agency.yaml", "markings:", "markings:\n  - {id: secret, name: {ka: საიდუმლო, en: Secret}}")
    assert changed_since(copy.opened(), DEMO) == 0
    assert build(copy.project).notes == ()


def test_a_template_that_prints_other_words_makes_drafts(copy: Copy) -> None:
    copy.edit("briefgen.toml", "languages", 'templates = "own"\nlanguages')
    path = copy.root / "own" / "parts" / "frame.html.jinja"
    path.parent.mkdir(parents=True)
    built_in = Path(__file__).parents[2] / "templates" / "parts" / "frame.html.jinja"
    path.write_text(
        built_in.read_text(encoding="utf-8").replace("· {{ brief.agency.name }}", "· {{ brief.event.name }}")
    )
    assert names(build(copy.project)) == ["ka_draft.html", "en_draft.html"]


def test_what_was_never_issued_in_a_brief_goes_by_what_the_edition_can_print(copy: Copy) -> None:
    shutil.copytree(copy.root / "content" / "editions" / f"{DEMO}.issued", copy.root / "kept")
    copy.edit("briefgen.toml", 'briefs = ["full"]', 'briefs = ["short"]')
    copy.edit("briefgen.toml", "languages", 'templates = "own"\nlanguages')
    path = copy.root / "own" / "briefs" / "short.html.jinja"
    path.parent.mkdir(parents=True)
    built_in = Path(__file__).parents[2] / "templates" / "briefs" / "full.html.jinja"
    path.write_text(built_in.read_text(encoding="utf-8"))
    short = f"{DEMO}_short_"
    assert [file.path.name.removeprefix(short) for file in build(copy.project).files] == ["ka.html", "en.html"]
    copy.edit(*TITLE)
    assert {file.path.name.removeprefix(short) for file in build(copy.project).files} == {
        "ka_draft.html", "en_draft.html",
    }  # fmt: skip


def test_a_draft_that_is_asked_for_a_preview_and_a_redline_name_the_version_that_they_lead_to(copy: Copy) -> None:
    for draft in (False, True):
        html = preview(copy.opened(), language="en").html
        assert (f"Version {1 + draft} ·" in html, "DRAFT" in html) == (True, draft)
        if not draft:
            copy.edit(*TITLE)
    result = build(copy.project, draft=True, languages=["ka"])
    assert result.notes == (SINCE,)
    assert "ვერსია 2 ·" in copy.page("ka", "_draft")
    made = redline(copy.project, DEMO, languages=["en"], formats=["html"])
    assert made.against == f"{DEMO}@1"
    [file] = made.files
    shown = re.sub(r"<[^>]*>", "", file.path.read_text(encoding="utf-8"))
    assert re.search(r"Before: Version 1 · .{0,40} · as issued", shown)
    assert re.search(r"Now: Version 2 · .{0,40} · DRAFT\s+Changes:\s+2 \(added: 1, removed: 1\)", shown)  # not the mark
    assert file.path.name == f"{DEMO}_redline_en.html"
    assert made.unchanged == frozenset()


def test_of_what_was_touched_nobody_can_tell_that_it_says_the_same(copy: Copy) -> None:
    path = copy.root / "content" / "editions" / f"{DEMO}.issued" / "v1" / "issued.json"
    path.write_text(path.read_text().replace("2030-05-02", "2030-05-01"))
    assert names(build(copy.project)) == ["ka_draft.html", "en_draft.html"]


def test_a_version_that_was_raised_by_hand_is_as_the_first_was(copy: Copy) -> None:
    copy.edit(f"content/editions/{DEMO}.yaml", "version: 1", "version: 2")
    assert names(build(copy.project)) == ["ka.html", "en.html"]
    assert "Version 2 ·" in copy.page("en")
    assert changed_since(copy.opened(), DEMO) == 1


def test_lines_that_break_elsewhere_are_the_same_words(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LocalDate, "unbroken", property(lambda date: LocalText(str(date), date.source)))
    shutil.rmtree(copy.root / ".cache", ignore_errors=True)
    assert names(build(copy.project)) == ["ka.html", "en.html"]
    copy.edit(*TITLE)
    assert names(build(copy.project)) == ["ka_draft.html", "en_draft.html"]
