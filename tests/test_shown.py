"""Odd files end in plain words, and nothing that a terminal would obey is shown of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from click.testing import CliRunner

from briefgen.cli import main
from briefgen.cli.terminal import new_console
from briefgen.content.changing import journal, lost
from briefgen.content.names import EDITIONS
from briefgen.issued.store import versions
from briefgen.language.catalogue import load_catalogue
from briefgen.localise import Messages
from briefgen.localise.values import CannotPrintError
from briefgen.mailing.ledger.book import Ledger
from briefgen.mailing.ledger.marks import MarkError, elsewhere
from briefgen.mailing.ledger.records import read_timestamp
from briefgen.making.output import manifest
from briefgen.problems.mistakes import Mistake
from briefgen.project.files import NotOursError, sweep, write_all
from briefgen.project.reading import NotPlainError, read_plain
from tests.conftest import ProjectCopy


class NoLedger:
    """An outbox that knows of no letter."""

    id = "here"

    def gone(self, edition: str) -> dict[int, object]:
        return {}

    planned = gone


NO_LEDGER = cast("Ledger", NoLedger())
HOSTILE = "a\x1b[2J\x07\u202eb\ud800"


def run(project: ProjectCopy, *words: str, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    monkeypatch.chdir(project.root)
    done = CliRunner().invoke(main, list(words), catch_exceptions=True)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"[" * 200_000, "is nested too deep"),
        (b'{"format": "briefgen content", "version": 1, "files": \xff}', "is not UTF-8: byte 54 is damaged"),
        (b'{"a":' * 200_000, "is nested too deep"),
        (b"", "is no JSON"),
        (b'{"format": "briefgen content", "version": "\\u001b[2J\\u202e\\ud800"}', "version \ufffd[2J\ufffd\ufffd;"),
    ],
)
def test_a_file_to_compare_with_that_is_no_snapshot(
    project_copy: ProjectCopy, monkeypatch: pytest.MonkeyPatch, data: bytes, said: str
) -> None:
    (project_copy.root / "x.json").write_bytes(data)
    code, shown = run(project_copy, "diff", "x.json", monkeypatch=monkeypatch)
    assert code == 1
    assert said in shown


def test_what_a_terminal_would_obey_is_replaced_in_tables_as_well(capsys: pytest.CaptureFixture[str]) -> None:
    console = new_console(highlight=False, force_terminal=True, color_system="truecolor")
    console.print(HOSTILE, style="bold", markup=False)
    shown = capsys.readouterr().out
    assert "a\ufffd[2J\ufffdb\ufffd" in shown  # rich takes a bell away by itself
    assert shown.startswith("\x1b[1m")  # its own codes are kept


def test_all_printing_of_the_command_line_goes_through_the_gate() -> None:
    for path in Path(main.callback.__code__.co_filename).parent.glob("*.py"):  # type: ignore[union-attr]
        if path.name != "terminal.py":
            text = path.read_text(encoding="utf-8")
            assert "click.echo(" not in text, path.name
            assert " Console(" not in text, path.name


def test_a_report_fits_into_a_file_on_a_machine_without_georgian(project_copy: ProjectCopy, tmp_path: Path) -> None:
    project_copy.edit("content/agency.yaml", "ka:", "ka: „ცუდი“ x")
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "briefgen", "check"]
    done = subprocess.run(command, cwd=project_copy.root, env=environment, capture_output=True, check=False)
    assert b"Traceback" not in done.stderr
    assert "„ცუდი“" in (done.stdout + done.stderr).decode("utf-8")


@pytest.mark.parametrize("text", ["", "yesterday", None, "2019-13-01T00:00:00+00:00", "\x1b[2J"])
def test_a_ledger_with_a_bad_date_is_damaged(text: str) -> None:
    with pytest.raises(Mistake, match="the ledger is damaged: ") as raised:
        read_timestamp(text)
    assert "\x1b" not in str(raised.value)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "is not supplied"),
        (object(), "an object has no words"),
        (True, "a bool has no words"),
        ([1], "a list has"),
    ],
)
def test_a_message_takes_what_can_be_printed(value: object, said: str) -> None:
    message = Messages(load_catalogue("en"))
    with pytest.raises(CannotPrintError, match=said):
        message("Version {number}", number=value)
    assert str(message("Version {number}", number=3)) == "Version 3"


def test_a_name_that_no_template_can_have(project_copy: ProjectCopy, monkeypatch: pytest.MonkeyPatch) -> None:
    project_copy.write("templates/briefs/own.html.jinja", r"{% include 'a\0b' %}")
    code, shown = run(project_copy, "build", "--brief", "own", monkeypatch=monkeypatch)
    assert code == 1
    assert "there is no template a\ufffdb" in shown


# What is read of an issued version is a plain file inside its folder ------------------------------------------------


def test_a_frozen_file_is_read_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "trees").mkdir()
    (tmp_path / "trees" / "a.json").write_bytes(b"abc")
    assert read_plain(tmp_path, "trees/a.json") == b"abc"
    with pytest.raises(NotPlainError, match=r"trees/a.json is larger than 0 KB"):
        read_plain(tmp_path, "trees/a.json", most=2)
    with pytest.raises(FileNotFoundError):
        read_plain(tmp_path, "b.json")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_links_devices_and_pipes_are_not_read(tmp_path: Path) -> None:
    inside, outside = tmp_path / "v1", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    (outside / "a.json").write_bytes(b"abc")
    (inside / "a.json").symlink_to(outside / "a.json")
    (inside / "trees").symlink_to(outside)
    (inside / "endless").symlink_to("/dev/zero")
    os.mkfifo(inside / "pipe")
    for name in ("a.json", "trees/a.json", "endless"):
        with pytest.raises(NotPlainError, match="is a link, not a file"):
            read_plain(inside, name)
    with pytest.raises(NotPlainError, match="pipe is not a plain file"):
        read_plain(inside, "pipe")
    with pytest.raises(NotPlainError, match="null is not a plain file"):
        read_plain(Path("/dev"), "null")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_version_that_is_a_link_is_none(tmp_path: Path) -> None:
    issued = tmp_path / EDITIONS / "a.issued"
    (issued / "v1").mkdir(parents=True)
    (issued / "v2").symlink_to(issued / "v1")
    assert versions(tmp_path, "a") == [1]


# Nor is anything else in the project waited for, or read without an end ----------------------------------------------


def as_deep(path: Path) -> None:
    path.write_bytes(b"[" * 200_000)


def as_bytes(path: Path) -> None:
    path.write_bytes(b"\xff\xe4")


def as_folder(path: Path) -> None:
    path.mkdir()


def as_pipe(path: Path) -> None:
    os.mkfifo(path)


def as_endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there, and there are no pipes")
@pytest.mark.parametrize("odd", [as_deep, as_bytes, as_folder, as_pipe, as_endless])
def test_an_odd_file_in_a_place_of_ours_is_no_change_no_promise_and_no_mark(
    tmp_path: Path, odd: Callable[[Path], None]
) -> None:
    (tmp_path / "briefgen.toml").touch()
    content, journals, marks = (
        tmp_path / "content",
        tmp_path / ".briefgen/journal",
        tmp_path / "content/editions/a.sent",
    )
    for folder in (content, journals, marks):
        folder.mkdir(parents=True)
    odd(journals / "00000001.json")
    assert journal.entries(content) == []

    odd(content / "removed.lock")
    if odd is as_deep:  # text like any other
        assert lost.confirmed_gone(content) == ["[" * 200_000]
    else:
        with pytest.raises(Mistake, match=r"removed\.lock is (a link|not a plain file|not UTF-8)"):
            lost.confirmed_gone(content)

    odd(marks / "b.json")
    with pytest.raises(MarkError, match=r"b\.json can't be read"):
        elsewhere(NO_LEDGER, content, "a")

    out = tmp_path / "out"
    out.mkdir()
    odd(out / "manifest.json")
    assert json.loads(manifest(out, {}, []))["files"] == {}
    with pytest.raises(NotOursError, match=r"manifest\.json is not a file that briefgen wrote"):
        write_all(out, {"manifest.json": b"{}"})
    if odd in (as_deep, as_bytes):
        odd(out / ".promise.briefgen")
        sweep(out)
        assert not (out / ".promise.briefgen").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_marks_behind_a_link_are_neither_read_nor_written(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "b.json").write_text('{"versions": {}}', encoding="utf-8")
    (tmp_path / "content/editions").mkdir(parents=True)
    (tmp_path / "content/editions/a.sent").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(MarkError, match=r"b\.json can't be read \(a\.sent/b\.json is a link, not a file\)"):
        elsewhere(NO_LEDGER, tmp_path / "content", "a")


def test_what_is_remembered_of_a_snapshot_that_is_nested_too_deep_is_nothing() -> None:
    assert lost.remembered(["[" * 200_000]) == set()
