from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.project.folder import Project, built_in_templates, find_project
from briefgen.project.settings import ProjectError, check_name

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
        (GOOD + "figures_months = 0", "figures_months is a number of months, 1 to 1200"),
        (GOOD + "figures_months = true", "figures_months is a number of months"),
        (GOOD + 'figures_months = "24"', "figures_months is a number of months"),
        (GOOD + "figures_months = 1201", "figures_months is a number of months"),
        (GOOD + 'unchecked = "words-better"', "unchecked needs a list of the codes"),
        (GOOD + "unchecked = [1]", "unchecked needs a list of the codes"),
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


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        (GOOD + 'output = "c:briefs"', "a path of Windows"),
        (GOOD + 'theme = ""', "theme needs a word in quotes"),
        (GOOD + 'content = ""', "content needs a word in quotes"),
        (GOOD + "numbered_paragraphs = 1", "numbered_paragraphs is true or false"),
        (GOOD + 'numbered_paragraphs = "true"', "numbered_paragraphs is true or false"),
        (GOOD + "briefs = [1]", "briefs needs a list of words"),
        (GOOD + 'mail = "x"', "mail is a section of its own"),
        (GOOD + 'theme = "com1"', "Windows keeps it for a device"),
    ],
)
def test_settings_that_cannot_be(tmp_path: Path, settings: str, says: str) -> None:
    with pytest.raises(ProjectError, match=says):
        find_project(project_with(tmp_path, settings))


def test_what_is_given_twice_counts_once(tmp_path: Path) -> None:
    project = find_project(project_with(tmp_path, 'languages = ["ka", "en", "ka"]\nformats = ["pdf", "pdf"]\n'))
    assert (project.settings.languages, project.settings.formats) == (("ka", "en"), ("pdf",))


def test_a_name_is_no_longer_than_sixty_characters() -> None:
    assert check_name("a" * 60, "theme") == "a" * 60
    for name in ("a" * 61, "a b", "a-", "A", "ა", "a\n"):
        with pytest.raises(ProjectError):
            check_name(name, "theme")


def test_files_are_called_by_their_path_from_the_project_or_from_briefgen(tmp_path: Path) -> None:
    project = find_project(project_with(tmp_path, GOOD))
    assert project.name_of(project.root / "content" / "a.yaml") == "content/a.yaml"
    assert project.name_of(built_in_templates() / "briefs" / "x") == "templates/briefs/x"
    assert project.name_of(Path("/elsewhere/b.yaml")) == "b.yaml"


def test_a_folder_beside_the_project_whose_name_begins_like_it_is_outside(tmp_path: Path) -> None:
    inside = tmp_path / "project"
    inside.mkdir()
    (tmp_path / "project-old").mkdir()
    with pytest.raises(ProjectError, match="leaves the project"):
        _ = find_project(project_with(inside, GOOD + 'output = "../project-old"\n')).output


@pytest.mark.parametrize(
    "setting", ['templates = "."', 'catalogues = "."', 'content = "output"', 'output = "templates/made"']
)
def test_a_build_does_not_write_into_what_it_reads(tmp_path: Path, setting: str) -> None:
    project = find_project(project_with(tmp_path, f"{GOOD}{setting}\n"))
    with pytest.raises(ProjectError, match="a build would read what it has written"):
        _ = project.output
    with pytest.raises(ProjectError, match="nothing was written: name another"):
        project.for_output(Path("content/made") if "content" not in setting else Path("output/made"))


def test_templates_of_the_project_come_first_and_none_twice(tmp_path: Path) -> None:
    project = find_project(project_with(tmp_path, GOOD))
    assert project.template_folders == (tmp_path.resolve() / "templates", built_in_templates())
    checkout = Project(built_in_templates().parent, project.settings)
    assert checkout.template_folders == (built_in_templates(),)
    for name in ("../x", "nul"):
        with pytest.raises(ProjectError, match="can't be the name of a theme"):
            project.theme_folder(name)
    assert project.catalogue_files("ka") == ()


def test_nothing_is_written_into_the_content_by_whatever_way(tmp_path: Path) -> None:
    project = find_project(project_with(tmp_path, GOOD))
    (tmp_path / "content").mkdir()
    (tmp_path / "way").symlink_to(tmp_path / "content")
    for path in (tmp_path / "content" / "x", tmp_path / "way" / "x", tmp_path / "output" / ".." / "content" / "x"):
        with pytest.raises(ProjectError, match="is in the content"):
            project.for_output(path)
    assert project.for_output(tmp_path / "content-old") == tmp_path / "content-old"


def test_a_path_of_the_settings_may_lead_anywhere_that_there_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = find_project(project_with(tmp_path, GOOD))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert project.anywhere("~/x") == tmp_path.resolve() / "home" / "x"
    assert project.anywhere("../x") == tmp_path.resolve().parent / "x"
    for value in ("a\0b", "~nobody-of-this-name/x"):
        with pytest.raises(ProjectError, match="is no path"):
            project.anywhere(value)


def test_a_letterhead_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert find_project(project_with(tmp_path, GOOD)).letterhead is None
    project = find_project(project_with(tmp_path, GOOD + 'letterhead = "paper.docx"\n'))
    with pytest.raises(ProjectError, match=r"letterhead = 'paper\.docx': there is no such file in the project"):
        _ = project.letterhead
    (tmp_path / "paper.docx").write_bytes(b"x")
    assert project.letterhead == tmp_path.resolve() / "paper.docx"


def test_the_templates_that_come_with_briefgen_are_there() -> None:
    assert (built_in_templates() / "themes" / "plain" / "theme.toml").is_file()


def test_where_things_of_a_project_are(tmp_path: Path) -> None:
    project = find_project(project_with(tmp_path, GOOD))
    root = tmp_path.resolve()
    (root / "catalogues").mkdir()
    (root / "catalogues" / "ka.po").touch()
    assert project.catalogue_files("ka") == (root / "catalogues" / "ka.po",)
    assert project.catalogue_files("en") == ()
    assert project.output_folder() == root / "output"
    assert project.output_folder(Path("other")) == root / "other"
    with pytest.raises(ProjectError, match=r"content/x is in the content, which is written by hand"):
        project.output_folder(Path("content/x"))


def test_of_formats_that_there_are_not_the_first_by_name_is_told(tmp_path: Path) -> None:
    listed = ", ".join(f'"{letter}"' for letter in "zyxwvut")
    with pytest.raises(ProjectError, match="no such format: t;"):
        find_project(project_with(tmp_path, f"{GOOD}formats = [{listed}]"))
