"""`undo` and `redo`: what is shown before anything is taken back, and what an answer does."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefgen.cli import main, states
from briefgen.content.changing import journal
from briefgen.content.changing.journal import JournalEntry

OLD, NEW = b"a: 1\nb: 2\nc: 3\n", b"a: 1\nb: two\nc: 3\n"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A content of one file that was changed, and stands as it was changed."""
    (tmp_path / "briefgen.toml").write_text('languages = ["en"]', encoding="utf-8")
    (tmp_path / "content").mkdir()
    path = tmp_path / "content" / "a.yaml"
    path.write_bytes(OLD)
    journal.write(path.parent, "content", {path: (OLD, NEW)}, "b was set")
    monkeypatch.chdir(tmp_path)
    return path


def run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, arguments, input=typed, catch_exceptions=False)


def test_a_change_is_shown_asked_for_taken_back_and_made_again(file: Path) -> None:
    shown = run("undo", typed="n\n")
    assert shown.output.splitlines()[0].endswith("  b was set")
    assert shown.output.splitlines()[1:6] == ["a.yaml:", "   a: 1", "  -b: two", "  +b: 2", "   c: 3"]
    assert "Take this back? [y/N]" in shown.output
    assert "taken back" not in shown.output
    assert file.read_bytes() == NEW
    assert run("undo", "--yes").output.endswith("taken back; to have it again: briefgen redo\n")
    assert file.read_bytes() == OLD
    assert "(taken back) b was set" in run("undo", "--list").output
    shown = run("redo", typed="n\n")
    assert shown.output.splitlines()[1:6] == ["a.yaml:", "   a: 1", "  -b: 2", "  +b: two", "   c: 3"]
    assert file.read_bytes() == OLD
    assert "made again" in run("redo", typed="y\n").output
    assert file.read_bytes() == NEW


def test_the_changes_are_listed_the_newest_first_and_none_is_taken_back(file: Path) -> None:
    journal.write(file.parent, "content", {file: (NEW, b"a: 1\n")}, "b was removed")
    lines = run("undo", "--list").output.splitlines()
    assert [line[18:] for line in lines] == ["b was removed", "b was set"]
    assert all(line[10] == " " and line[13] == ":" for line in lines)  # a day and a time
    assert file.read_bytes() == b"a: 1\n"


def test_where_nothing_was_changed_that_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "briefgen.toml").write_text('languages = ["en"]', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run("undo", "--list").output == "briefgen has changed nothing in this content yet\n"
    assert run("undo").exit_code == 1


@pytest.mark.parametrize(
    ("back", "lines"),
    [
        (True, ["made would be deleted", "gone:", "  +was", "not taken back: a lock file"]),
        (False, ["made:", "  +new", "gone would be deleted"]),
    ],
)
def test_files_that_come_or_go_are_told(back: bool, lines: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    files = {"made": (None, "new\n"), "gone": ("was\n", None)}
    states._show(JournalEntry(1, "2030-05-01T10:20:30", "an edition", files, stays="a lock file"), back=back)
    assert capsys.readouterr().out.splitlines() == ["2030-05-01 10:20  an edition", *lines]
