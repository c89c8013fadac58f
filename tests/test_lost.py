"""What the content has lost in silence is missed before it is issued; and a clone keeps what was issued."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.cli.lists import todo_text
from briefgen.content.changing.lost import FILE, confirm_gone, confirmed_gone, lost
from briefgen.content.reading.loader import LoadError, load
from briefgen.content.snapshot import snapshot
from briefgen.issued.store import IssueError
from briefgen.issuing.issue import issue, keep_line_endings
from briefgen.issuing.log import log
from briefgen.making.judge import check
from briefgen.making.press import prepare
from briefgen.project.folder import Project, find_project
from briefgen.upkeep.next_edition import list_todo
from briefgen.upkeep.translations import accept_translations
from tests.conftest import EDITION, ROOT, ProjectCopy
from tests.test_cli import run

SNAPSHOT = snapshot(load(ROOT / "content"))


def names(folder: Path, *snapshots: str) -> list[str]:
    try:
        values = load(folder)
    except LoadError as error:
        return [one.name for one in lost(error.read, snapshots)]
    return [one.name for one in lost(values, snapshots)]


def cut_at(file: str, line: str) -> Callable[[Path], None]:
    def cut(content: Path) -> None:
        text = (content / file).read_text(encoding="utf-8")
        assert f"\n{line}\n" in text
        (content / file).write_text(text[: text.index(f"\n{line}\n") + 1], encoding="utf-8")

    return cut


def emptied(content: Path) -> None:
    cut_at("cooperation.yaml", "history:")(content)
    with (content / "cooperation.yaml").open("a", encoding="utf-8") as file:
        file.write("history: []\n")


def without_first_entry(content: Path) -> None:
    text = (content / "cooperation.yaml").read_text(encoding="utf-8")
    start = text.index("  - id: first-meeting-2016")
    (content / "cooperation.yaml").write_text(text[:start] + text[text.index("  - id:", start + 5) :], encoding="utf-8")


def gone(name: str) -> Callable[[Path], None]:
    return lambda content: (content / name).unlink()


@pytest.mark.parametrize(
    ("loss", "named", "by_the_lock"),
    [
        (gone("cooperation.yaml"), "cooperation.yaml", True),
        (cut_at("cooperation.yaml", "history:"), "cooperation.history", True),
        (emptied, "cooperation.history", True),
        (without_first_entry, "cooperation.history[first-meeting-2016]", True),
        (gone("people.yaml"), "people.yaml", True),
        (gone("glossary.yaml"), "glossary.yaml", False),
        (gone("sources.yaml"), "sources.yaml", False),
        (gone(f"editions/{EDITION}.yaml"), f"editions/{EDITION}.yaml", False),
    ],
)
def test_what_is_gone_is_named_by_its_largest_part(
    project_copy: ProjectCopy, loss: Callable[[Path], None], named: str, by_the_lock: bool
) -> None:
    content = project_copy.project.content
    assert names(content, SNAPSHOT) == []
    loss(content)
    assert names(content, SNAPSHOT) == [named]
    assert names(content) == ([named] if by_the_lock else [])


@pytest.mark.parametrize("meant", ["cooperation.yaml", "cooperation"])  # as it is called, or by its path
def test_issuing_stops_until_it_is_said_that_it_is_meant_and_asks_once(project_copy: ProjectCopy, meant: str) -> None:
    (project_copy.root / "content" / "cooperation.yaml").unlink()
    project_copy.edit("briefgen.toml", 'formats = ["pdf", "docx"]', 'formats = ["html"]')
    result = run("issue", EDITION, "--on", "2019-10-02", folder=project_copy.root)
    assert result.exit_code == 1
    assert "cooperation.yaml (" in result.output
    assert "say that it is meant: --without 'cooperation.yaml'" in result.output
    assert not list(project_copy.root.glob("content/editions/*.issued/v1"))
    with pytest.raises(IssueError, match=r"--without people\.yaml: that isn't missing; missing is cooperation\.yaml"):
        issue(project_copy.project, "2019-10-02", EDITION, without=["people.yaml"])
    assert confirmed_gone(project_copy.project.content) == []
    result = run("issue", EDITION, "--on", "2019-10-02", "--without", meant, folder=project_copy.root)
    assert result.exit_code == 0, result.output
    assert confirmed_gone(project_copy.project.content) == ["cooperation"]
    assert run("issue", EDITION, "--bump", folder=project_copy.root).exit_code == 0


def test_what_came_back_is_missed_anew(project_copy: ProjectCopy) -> None:
    content = project_copy.project.content
    kept = (content / "cooperation.yaml").read_bytes()
    (content / "cooperation.yaml").unlink()
    confirm_gone(content, "content", load(content), ["cooperation"])
    assert lost(load(content), [SNAPSHOT], confirmed_gone(content)) == []
    (content / "cooperation.yaml").write_bytes(kept)
    confirm_gone(content, "content", load(content), [])
    assert confirmed_gone(content) == []


def unexplained(folder: Path) -> list[str]:
    return [one.name for one in lost(load(folder), [SNAPSHOT], confirmed_gone(folder))]


def lost_in(project: Project) -> list[str]:
    return [f"{one.place.file}: {one.message}" for one in check(project) if one.code == "content-lost"]


def test_nothing_is_missed_of_what_is_there(project_copy: ProjectCopy) -> None:
    assert lost_in(project_copy.project) == []


@pytest.mark.parametrize(
    ("loss", "told"),
    [
        (gone("cooperation.yaml"), "content/cooperation.yaml: cooperation.yaml ("),
        (cut_at("cooperation.yaml", "history:"), "content/cooperation.yaml: cooperation.history ("),
        (emptied, "content/cooperation.yaml: cooperation.history ("),
        (without_first_entry, "content/cooperation.yaml: cooperation.history[first-meeting-2016] ("),
        (gone("people.yaml"), "content/people.yaml: people.yaml ("),
    ],
)
def test_check_and_the_list_name_what_is_gone_though_nothing_was_issued(
    project_copy: ProjectCopy, loss: Callable[[Path], None], told: str
) -> None:
    loss(project_copy.project.content)
    found = lost_in(project_copy.project)
    assert [one[: len(told)] for one in found] == [told]
    listed = todo_text(list_todo(project_copy.project, EDITION).todo)
    assert found[0].partition(": ")[2] in listed


def test_build_tells_what_is_gone(project_copy: ProjectCopy) -> None:
    (project_copy.project.content / "cooperation.yaml").unlink()
    notes = prepare(project_copy.project, languages=["en"], formats=["html"]).notes
    assert [note.partition(" (")[0] for note in notes] == ["cooperation.yaml"]


def test_confirming_translations_keeps_the_lines_of_what_is_missed(project_copy: ProjectCopy) -> None:
    content = project_copy.project.content
    before = (content / "translations.lock").read_text(encoding="utf-8")
    assert "cooperation.history[first-meeting-2016].text" in before
    without_first_entry(content)
    accept_translations(project_copy.project)
    assert "cooperation.history[first-meeting-2016].text" in (content / "translations.lock").read_text(encoding="utf-8")
    assert names(content) == ["cooperation.history[first-meeting-2016]"]
    confirm_gone(content, "content", load(content), ["cooperation.history[first-meeting-2016]"])
    accept_translations(project_copy.project)
    assert "first-meeting-2016" not in (content / "translations.lock").read_text(encoding="utf-8")


def test_what_briefgen_takes_out_is_meant_and_undo_takes_that_back_too(project_copy: ProjectCopy) -> None:
    content = project_copy.project.content
    entry = "cooperation.history[first-meeting-2016]"
    assert run("remove", entry, "--always", "--anyway", folder=project_copy.root).exit_code == 0
    assert confirmed_gone(content) == [entry]
    assert unexplained(content) == []
    assert run("undo", "--yes", folder=project_copy.root).exit_code == 0
    assert not (content / FILE).exists()
    assert run("set", "association.activities", "null", "--always", folder=project_copy.root).exit_code == 0
    assert confirmed_gone(content) == ["association.activities"]
    assert unexplained(content) == []


def test_the_last_entry_of_a_list_that_is_taken_out_is_meant(project_copy: ProjectCopy) -> None:
    content = project_copy.project.content
    for entry in load(content).cooperation.history:
        path = f"cooperation.history[{entry.id}]"
        assert run("remove", path, "--always", "--anyway", folder=project_copy.root).exit_code == 0
    assert unexplained(content) == []


@pytest.mark.parametrize("name", ["people.yaml", "places.yaml", "sources.yaml"])
def test_a_lost_file_is_named_itself(project_copy: ProjectCopy, name: str) -> None:
    (project_copy.root / "content" / name).unlink()
    problems = check(project_copy.project)
    found = [problem for problem in problems if problem.place.file == f"content/{name}"]
    assert any(problem.message.startswith(f"{name} is missing, and ") for problem in found)
    assert not any(problem.hint.rstrip().endswith("there are") for problem in problems)


def test_where_line_endings_are_said_by_a_link_it_is_told_what_to_write_where(tmp_path: Path) -> None:
    (tmp_path / "shared").write_text("*.png binary\n")
    (tmp_path / ".gitattributes").symlink_to("shared")
    with pytest.raises(
        IssueError, match=r"\.gitattributes is a link.*: content/editions/\*\.issued/\*\* -text"
    ) as told:
        keep_line_endings(tmp_path, "content")
    assert (tmp_path / "shared").read_text() == "*.png binary\n"
    (tmp_path / "shared").write_text(str(told.value).rpartition(": ")[2])
    keep_line_endings(tmp_path, "content")  # what it said to write is enough


def test_a_clone_with_windows_line_endings_keeps_what_was_issued(project_copy: ProjectCopy, tmp_path: Path) -> None:
    project_copy.edit("briefgen.toml", 'formats = ["pdf", "docx"]', 'formats = ["html"]')
    (project_copy.root / ".gitattributes").write_text("*.png binary")
    issue(project_copy.project, "2019-10-02", EDITION)
    lines = (project_copy.root / ".gitattributes").read_text().splitlines()
    assert lines[0] == "*.png binary"
    assert lines[-1] == "content/editions/*.issued/** -text"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    me = ["-c", "user.name=a", "-c", "user.email=a@example.org"]

    def cloned(name: str) -> Path:
        for command in (["init", "-q"], ["add", "-A"], [*me, "commit", "-qm", name]):
            subprocess.run(["git", *command], cwd=project_copy.root, env=environment, check=True, capture_output=True)
        clone = ["git", "-c", "core.autocrlf=true", "clone", "-q", str(project_copy.root), str(tmp_path / name)]
        subprocess.run(clone, env=environment, check=True, capture_output=True)
        return tmp_path / name

    with_line = cloned("with")
    assert b"\r\n" in (with_line / "briefgen.toml").read_bytes()
    assert not any(one.faults for one in log(find_project(with_line), verify=True))
    shutil.rmtree(project_copy.root / ".git")
    (project_copy.root / ".gitattributes").unlink()
    told = [fault for one in log(find_project(cloned("without")), verify=True) for fault in one.faults or ()]
    assert "only its line endings, as git does with core.autocrlf" in "\n".join(told)
