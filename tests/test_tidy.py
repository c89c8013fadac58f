"""The tests leave neither files nor processes behind; one that does fails the run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import tidy
from tests.tidy import forget_failed, in_memory, left_behind


def test_files_and_processes_that_are_left_are_named(tmp_path: Path) -> None:
    assert left_behind(tmp_path) == []
    (tmp_path / "forgotten").touch()
    command = [sys.executable, "-c", "input('here')"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ | {"TMPDIR": str(tmp_path)}
    ) as running:
        assert running.stdout
        assert running.stdout.read(4) == b"here"  # before that the system may not have written down yet what it runs
        file, process = left_behind(tmp_path)
        running.communicate(b"\n")
    assert file == "forgotten"
    assert process.startswith(f"process {running.pid} ({sys.executable} -c input('here')")
    assert left_behind(tmp_path) == ["forgotten"]


def test_a_run_is_in_memory_where_there_is_room(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("TMPDIR", raising=False)
    monkeypatch.setattr(tidy, "MEMORY", tmp_path)
    monkeypatch.setattr(tidy, "ROOM", 1)
    assert in_memory() == tmp_path
    monkeypatch.setattr(tidy, "ROOM", 10**18)
    assert in_memory() is None
    monkeypatch.setattr(tidy, "ROOM", 1)
    monkeypatch.setattr(tidy, "MEMORY", tmp_path / "absent")
    assert in_memory() is None
    monkeypatch.setattr(tidy, "MEMORY", tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "asked-for"))
    assert in_memory() is None


def test_of_runs_that_failed_the_newest_stay_in_memory(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as over:
        over.wait()
    failed = [f"briefgen-tests-{over.pid}-{name}" for name in "edcba"]
    others = [f"briefgen-tests-{os.getpid()}-running", "briefgen-tests-older", "elsewhere"]
    for time, name in enumerate([*others, *failed]):
        (tmp_path / name / "tmp").mkdir(parents=True)
        os.utime(tmp_path / name, (time, time))
    forget_failed(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {*others, *failed[-3:]}
