"""The page of a brief while somebody writes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.making.opened import open_project
from briefgen.making.press import build
from briefgen.making.preview import preview
from briefgen.problems.diagnostics import ProblemsError
from briefgen.project.folder import ProjectError
from tests.conftest import DEMO, DemoCopy


def test_it_is_the_page_that_a_draft_has_and_says_what_is_not_supplied(demo_copy: DemoCopy) -> None:
    project = open_project(demo_copy.root)
    shown = preview(project, language="en")
    done = build(project, languages=["en"], formats=["html"])
    assert "DRAFT" in shown.html
    main = done.files[0].path.read_text(encoding="utf-8").partition("<main>")[2]
    assert len(main) > 1000
    assert shown.html.partition("<main>")[2] == main
    assert shown.gaps == done.gaps


def test_an_edit_is_seen_at_once(demo_copy: DemoCopy) -> None:
    project = open_project(demo_copy.root)
    assert "Sample Association" not in preview(project, language="en").html
    demo_copy.edit("content/association.yaml", "Example Association", "Sample Association")
    project.changed(Path("content/association.yaml"))
    assert "Sample Association" in preview(project, DEMO, brief="full", language="en").html
    assert '<html lang="ka' in preview(project).html


def test_what_the_rules_would_stop_is_shown_and_what_cannot_be_composed_is_told(demo_copy: DemoCopy) -> None:
    project = open_project(demo_copy.root)
    demo_copy.edit("content/association.yaml", "Example Association", "Example  Associatiom")
    project.changed()
    assert "Associatiom" in preview(project, language="en").html
    demo_copy.edit("content/association.yaml", "{{ value }} countries", "{{ valve }} countries")
    project.changed()
    with pytest.raises(ProblemsError, match="valve"):
        preview(project, language="en")
    with pytest.raises(ProjectError, match="there is no edition"):
        preview(project, "2031-01-none")


def test_nothing_of_it_is_kept(demo_copy: DemoCopy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    preview(open_project(demo_copy.root))
    assert [path for path in tmp_path.rglob("*") if path.name.startswith(("tree-", "file-"))] == []
