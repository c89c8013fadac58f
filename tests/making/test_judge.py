"""What is wrong beside the content: the settings, the letterhead, the recipients; and where it is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from briefgen.document.tree import Document, Metadata, Paragraph, Strong, Text
from briefgen.making import judge
from briefgen.making.opened import Opened, opened
from briefgen.problems.diagnostics import Place
from briefgen.project.folder import Project, find_project
from briefgen.project.settings import SETTINGS_FILE
from tests.started import start


@pytest.fixture
def project(tmp_path: Path) -> Project:
    start(tmp_path / "project")
    return find_project(tmp_path / "project")


def settings(project: Project, text: str) -> Project:
    path = project.root / SETTINGS_FILE
    old = path.read_text(encoding="utf-8")
    path.write_text(old + text if text.lstrip().startswith("[") else text + old, encoding="utf-8")
    return find_project(project.root)


def test_a_setting_is_found_by_the_word_that_its_line_begins_with(project: Project) -> None:
    path = project.root / "some.toml"
    path.write_text('\ufeffx = "letterhead"\n\n  letterhead = "a"\nletterhead = "b"\n', encoding="utf-8")
    place, line = judge._setting(project, path, "letterhead")
    assert (place.line, place.length, line) == (3, 10, '  letterhead = "a"')
    place, line = judge._setting(project, path, "nothing")
    assert (place.line, line) == (1, 'x = "letterhead"')


def test_a_letterhead_that_cannot_be_used_is_told_at_its_line(project: Project) -> None:
    opened, problems = judge._check_letterhead(Opened(project))
    assert (opened, problems) == (None, [])
    (project.root / "head.docx").write_bytes(b"no zip")
    opened, (problem,) = judge._check_letterhead(Opened(settings(project, 'letterhead = "head.docx"\n')))
    assert opened is None
    assert (problem.code, problem.severity, problem.excerpt) == (
        "letterhead-unusable",
        "error",
        'letterhead = "head.docx"',
    )
    assert problem.place.file == SETTINGS_FILE


def test_recipients_are_looked_at_and_the_mail_settings_if_there_are_any(project: Project) -> None:
    content = opened(project).content
    assert judge._check_mail(project, content) == ()
    (problem,) = judge._check_mail(settings(project, "\n[mail]\nserver = 3\n"), content)
    assert (problem.code, problem.place.file) == ("mail-unusable", SETTINGS_FILE)
    (project.content / "recipients.yaml").write_text("- {id: a, email: nobody, languages: [ka]}\n", encoding="utf-8")
    assert {problem.place.file for problem in judge._check_mail(project, content)} == {"content/recipients.yaml"}


META = Metadata((Text("Title", "events[e].name"),), (), (), (), False, (), (), (), "a", "s", (), "2019-10-14")


def test_what_is_printed_is_what_any_document_shows() -> None:
    one = Document("en-GB", META, (Paragraph((Text("a", "x"), Strong((Text("b", "y"),)), Text("c"))),))
    two = replace(one, blocks=(Paragraph((Text("d", "z"),)),))
    assert judge._printed([one, two]) == {"events[e].name", "x", "y", "z"}


def test_pictures_of_a_letterhead_are_told_by_their_story() -> None:
    assert judge._in_letterhead(None) == ()
    letterhead = cast(
        "Any", SimpleNamespace(name="head.docx", pictures=(("header", 20.0, 100), ("footer", 30.0, None)))
    )
    found = judge._in_letterhead(letterhead)
    assert [(one.name, one.width, one.pixels, one.missing) for one in found] == [
        ("a picture in the header of head.docx", 20.0, 100, False),
        ("a picture in the footer of head.docx", 30.0, None, False),
    ]
    assert found[0].place == Place("head.docx")
