from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.project.folder import ProjectError, check_name, find_project

GOOD = 'languages = ["ka", "en"]\n'


def project_with(folder: Path, settings: str) -> Path:
    (folder / "briefgen.toml").write_text(settings, encoding="utf-8")
    return folder


def test_a_project_is_found_from_any_folder_inside_it(tmp_path: Path) -> None:
    inside = project_with(tmp_path, GOOD) / "content" / "editions"
    inside.mkdir(parents=True)
    project = find_project(inside)
    assert project.root == tmp_path.resolve()
    assert (project.settings.languages, project.settings.formats) == (("ka", "en"), ("pdf", "docx"))
    assert project.content == tmp_path.resolve() / "content"


def test_where_there_is_no_project_the_message_says_how_to_start_one(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="briefgen init"):
        find_project(tmp_path)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("", "say the languages"),
        ("languages = []", "languages needs a list"),
        ('languages = "ka"', "languages needs a list"),
        ('languages = ["../ka"]', "can't be the name of a language"),
        (GOOD + "colour = 1", "no such setting: colour"),
        (GOOD + 'formats = ["odt"]', "no such format: odt"),
        (GOOD + "theme = 1", "theme needs a word"),
        (GOOD + r"output = 'C:\briefs'", r"output = 'C:\\briefs': a path of Windows; .*: briefs$"),
        (GOOD + 'output = "C:briefs"', "output = 'C:briefs': a path of Windows; .*: briefs$"),
        (GOOD + 'output = "C:"', "a path of Windows; .*: output$"),
        (GOOD + r"content = 'our\content'", "a path of Windows"),
        (GOOD + 'letterhead = "D:/letter.docx"', "a path of Windows; .*: letter.docx$"),
        (GOOD + r'output = "a\u0000b"', "a character in it that nobody sees"),
        (GOOD + r'templates = "a\u001bb"', "a character in it that nobody sees"),
        (GOOD + 'contents = "sometimes"', "contents is one of auto, always, never"),
        (GOOD + "contents = true", "contents needs a word"),
        (GOOD + 'numbered_paragraphs = "yes"', "numbered_paragraphs is true or false"),
        (GOOD + 'theme = "../x"', "can't be the name of a theme"),
        (GOOD + "output = ", "briefgen.toml"),
    ],
)
def test_wrong_settings_are_refused(tmp_path: Path, settings: str, message: str) -> None:
    with pytest.raises(ProjectError, match=message):
        find_project(project_with(tmp_path, settings))


@pytest.mark.parametrize("setting", ["content", "output", "templates"])
@pytest.mark.parametrize("value", ["..", "../x", "/tmp/x", "a/../../b"])
def test_folders_stay_inside_the_project(tmp_path: Path, setting: str, value: str) -> None:
    project = find_project(project_with(tmp_path, GOOD + f'{setting} = "{value}"'))
    with pytest.raises(ProjectError, match="leaves the project"):
        _ = project.template_folders if setting == "templates" else getattr(project, setting)


def test_a_link_does_not_lead_out_of_the_project(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "output").symlink_to(outside)
    with pytest.raises(ProjectError, match="leaves the project"):
        _ = find_project(project_with(inside, GOOD)).output


@pytest.mark.parametrize("name", ["2019-10-brussels", "full", "a_b"])
def test_names_that_are_fine(name: str) -> None:
    assert check_name(name, "brief") == name


@pytest.mark.parametrize(
    "name", ["", "..", "a/b", "a\\b", "A", "-a", "a\n", "ა", "a" * 61, "a.b", "con", "aux", "lpt1"]
)
def test_names_that_could_leave_the_folder(name: str) -> None:
    with pytest.raises(ProjectError):
        check_name(name, "brief")
