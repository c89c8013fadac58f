"""The tests leave neither files nor processes behind; one that does fails the run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import tidy
from tests.conftest import ROOT
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


SLOW_TO_END = """
import atexit, tempfile, time

held = tempfile.TemporaryDirectory()

def test_that_keeps_its_worker_from_ending():
    atexit.register(time.sleep, 2)
"""
IMPATIENT = "from xdist.workermanage import NodeManager\nNodeManager.EXIT_TIMEOUT = 0.5  # s; xdist's own is ten\n"


def test_what_a_worker_throws_away_as_it_ends_is_not_left_behind(tmp_path: Path) -> None:
    (tmp_path / "test_slow_to_end.py").write_text(SLOW_TO_END, encoding="utf-8")
    (tmp_path / "impatient.py").write_text(IMPATIENT, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "impatient", "-p", "tests.tidy", "-n1", "-c", os.devnull]
    run = subprocess.run(
        [*command, "--rootdir", str(tmp_path), str(tmp_path)],
        cwd=ROOT, env=os.environ | {"PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout
    assert "1 passed" in run.stdout
    assert "left behind" not in run.stdout


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
