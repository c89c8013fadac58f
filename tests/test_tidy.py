"""The tests leave neither files nor processes behind; one that does fails the run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.tidy import left_behind


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
