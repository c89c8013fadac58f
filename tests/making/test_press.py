"""What the spine does beside its stages: names, folders, the manifest's identity, which problems stop."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from briefgen.content.model import Content
from briefgen.making import press
from briefgen.problems.diagnostics import Diagnostic, Place
from briefgen.project.folder import ProjectError
from tests.checks.small import subject


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
