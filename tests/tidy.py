"""The tests leave nothing behind: neither a file in the temporary folder nor a process. A plugin of pytest.

A run has one folder of its own in the temporary folder of the system, and what it starts finds temporary files there.
At the end that folder goes, unless a test failed; what the tests and the code under test should have thrown away
themselves, and any process that still runs, fails the run.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from xdist.workermanage import NodeManager

_TRACKER = "multiprocessing.resource_tracker"  # Python's own, which ends when who started it has ended, a moment later
_FOLDER = pytest.StashKey[Path]()
MEMORY = Path("/dev/shm")  # Linux has it; a folder with a new name is made in it
ROOM = 2_000_000_000  # bytes; a run takes 600 million
_NAME = "briefgen-tests-{}-"  # of a run's folder, with the number of its process
_PATIENCE = 120  # s, until a worker that doesn't end is killed; one that is cannot throw away what it holds
_FAILED = 3  # runs that failed or were broken off, whose files are kept in memory


def in_memory() -> Path | None:
    """Return a folder in memory, if there is one with room where programs may run: a file that nobody needs tomorrow
    costs half there, since the code under test waits for the disk after each that it writes. A TMPDIR is kept to.
    """
    if "TMPDIR" in os.environ or not MEMORY.is_dir() or not os.access(MEMORY, os.W_OK):
        return None
    about = os.statvfs(MEMORY)
    return MEMORY if about.f_bavail * about.f_frsize >= ROOM and not about.f_flag & os.ST_NOEXEC else None


def forget_failed(memory: Path) -> None:
    """Delete what runs that have ended have left in memory, but for the newest few: it is lost for all else."""
    with suppress(FileNotFoundError):  # another run has just ended: the next one looks again
        ended = [
            (folder.stat().st_mtime, folder)
            for folder in memory.glob(_NAME.format("*") + "*")
            if folder.stat().st_uid == os.getuid() and not _is_running(folder.name.split("-")[2])
        ]
        for _, folder in sorted(ended)[:-_FAILED]:
            shutil.rmtree(folder, ignore_errors=True)


def _is_running(process: str) -> bool:
    return not process.isdigit() or (Path("/proc") / process).exists()


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        return
    if memory := in_memory():
        forget_failed(memory)
    folder = Path(tempfile.mkdtemp(prefix=_NAME.format(os.getpid()), dir=memory))
    config.stash[_FOLDER] = folder
    NodeManager.EXIT_TIMEOUT = _PATIENCE  # after all our tests a worker takes longer than 10 s to take itself down
    config.option.basetemp = config.option.basetemp or str(folder / "tests")
    (folder / "tmp").mkdir()
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder / "tmp")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    folder = session.config.stash.get(_FOLDER, None)
    if folder is None:
        return
    # Without workers this process itself still holds some, such as WeasyPrint's fonts.
    if session.config.getoption("numprocesses", None) and (left := left_behind(folder / "tmp")):
        print(f"\nThe tests left behind: {', '.join(left)}")
        session.exitstatus = max(session.exitstatus, pytest.ExitCode.TESTS_FAILED)
    if session.exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        shutil.rmtree(folder)


def left_behind(folder: Path) -> list[str]:
    """Return what is in a folder, and the processes, this one apart, that use it as their temporary folder."""
    mark = f"TMPDIR={folder}".encode()
    running = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            marked = mark in (process / "environ").read_bytes().split(b"\0")
            words = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
        except OSError:
            continue  # it has ended, or is somebody else's
        if marked and words and int(process.name) != os.getpid() and _TRACKER not in words:
            running.append(f"process {process.name} ({words[:80]})")
    return [path.name for path in sorted(folder.iterdir())] + running
