"""The lock that an issued version was made with, and a Python environment made anew from it, beside today's.

The environment has the packages of then; Python, the system's libraries and briefgen's own code are today's.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import distribution, version
from pathlib import Path

from briefgen.issued.store import LOCK, Issued, IssueError
from briefgen.issuing.package_lock import LockError, Pin, lock_text, read_pins
from briefgen.making.tools import PACKAGE, lock_folder, packages
from briefgen.problems.mistakes import Mistake
from briefgen.project.workshop import cache_folder

_FILES = ("brief.txt", "serif.txt")  # what pages rest on: the packages of briefgen, and those that carry faces
_READY = "ready"
# What settings of pip on this machine say can't keep it from the lock; where it finds packages stays as they say.
_PIP = {"PIP_CONSTRAINT": "", "PIP_REQUIREMENT": "", "PIP_USER": "0", "PIP_TARGET": "", "PIP_PREFIX": ""}


@dataclass(frozen=True, slots=True)
class LockedPrint:
    """What a print with the packages of then came to: its exit code, what it told, and what it complained of."""

    exit_code: int
    told: str
    complained: str


class LockedEnvironmentError(Mistake):
    """The Python environment of then can't be made; the message says why."""


def shipped() -> dict[str, Pin]:
    """Return the lock that comes with this briefgen, by name; empty if it comes without one."""
    texts = {name: lock_folder() / name for name in _FILES}
    return {
        pin.name: pin
        for name, path in texts.items()
        if path.is_file()
        for pin in read_pins(path.read_text(encoding="utf-8"), name)
    }


def unlike_the_lock(faces: Collection[str] = ()) -> dict[str, tuple[str, str]]:
    """Return the packages here, with those of `faces`, that aren't as the lock says: their version, and the lock's."""
    lock = shipped()
    here = {**packages(), **{name: version(name) for name in faces}}
    here.pop("briefgen", None)
    return {
        name: (there, lock[name].version if name in lock else "")
        for name, there in here.items()
        if name not in lock or lock[name].version != there
    }


def lock_of(faces: Collection[str] = ()) -> str | None:
    """Return the lock that the environment here was made from, to be frozen; None if it has other versions.

    `faces` are the packages that carry the theme's faces. What only another system or Python needs is in it as well.
    """
    if unlike_the_lock(faces):
        return None
    path = lock_folder() / _FILES[0]
    lock = shipped()
    names = {pin.name for pin in read_pins(path.read_text(encoding="utf-8"), path.name)} | set(faces)
    return lock_text(lock[name] for name in sorted(names))


def frozen_lock(issued: Issued) -> tuple[Pin, ...]:
    """Return the lock that was frozen with an issued version; raises `LockError`, `TamperedError`, `IssueError`."""
    if LOCK not in issued.facts.frozen:
        raise IssueError(
            f"no lock is frozen with {issued.name}: its packages weren't those of a lock, or it is from before there"
            " were any; issued.json lists their versions"
        )
    return read_pins(issued.read(LOCK).decode("utf-8", "replace"), f"{issued.name}: {LOCK}")


def strangers(pins: Collection[Pin]) -> list[str]:
    """Return the packages of a lock that briefgen has nothing to do with today: to install one is to trust it."""
    known = {*shipped(), *packages()}
    return [pin.name for pin in pins if pin.name not in known]


def command_for(issued: Issued) -> str:
    """Return what to type to print with the packages of then, or why that can't be, in words."""
    try:
        strange = strangers(frozen_lock(issued))
    except Mistake as error:
        return f"those of then can't be had by one command: {error}"
    options = "".join(f" --allow {name}" for name in strange)
    told = f"to print with those of then, beside today's: briefgen reprint {issued.name} --locked{options}"
    return told + (" (--allow: not used by today's briefgen, so make sure that it was then)" if strange else "")


def print_as_locked(
    issued: Issued, root: Path, out: Path | None, *, anyway: bool, python: str | None, allow: Collection[str]
) -> LockedPrint:
    """Reprint an issued version of the project in `root` with the packages of its lock.

    `python` is the interpreter, today's by default. Raises what `frozen_lock` and `environment` raise.
    """
    issued.require_whole()
    pins = frozen_lock(issued)
    if strange := [name for name in strangers(pins) if name not in allow]:
        raise LockError(
            f"the lock of {issued.name} names packages that today's briefgen doesn't use: {', '.join(strange)}; nothing"
            f" was installed. If the briefgen of then used them, add {' '.join(f'--allow {name}' for name in strange)}"
        )
    interpreter = environment(pins, python or sys.executable)
    command = [str(interpreter), "-P", "-m", "briefgen", "reprint", issued.name]
    command += [f"--out={out.resolve()}"] if out else []
    command += ["--anyway"] if anyway else []
    with own_code() as folder:
        variables = _variables(PYTHONPATH=str(folder), PYTHONIOENCODING="utf-8")
        done = subprocess.run(command, cwd=root, env=variables, capture_output=True, encoding="utf-8")  # noqa: S603
        return LockedPrint(done.returncode, done.stdout, done.stderr)


def environment(pins: Collection[Pin], python: str) -> Path:
    """Return the interpreter of an environment that holds a lock, in the user's cache; made only if there is none yet.

    Only wheels with a hash of the lock are installed, so no code of a package runs before it is used.
    """
    text = lock_text(pins)
    key = hashlib.sha256(f"{_told_by(python)}\n{text}".encode()).hexdigest()[:16]
    folder = cache_folder() / "environments" / key
    if not (folder / _READY).is_file():
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{key}-", dir=folder.parent))
        try:
            _run([python, "-m", "venv", str(aside)], "a virtual environment can't be made")
            (aside / "lock.txt").write_text(text, encoding="utf-8")
            command = [str(_interpreter(aside)), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
            command += ["--no-input", "--no-deps", "--require-hashes", "--only-binary=:all:", "-r", "lock.txt"]
            _run(command, "the packages of the lock can't be installed", cwd=aside)
            (aside / _READY).touch()
            shutil.rmtree(folder, ignore_errors=True)
            aside.rename(folder)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    return _interpreter(folder)


@contextmanager
def own_code() -> Iterator[Path]:
    """Give a folder that holds today's briefgen alone, so that nothing else of today's is seen beside it."""
    with tempfile.TemporaryDirectory(prefix="briefgen-") as name:
        folder = Path(name)
        # Compiled code comes along, since it starts sooner; what a run beside this one is just compiling vanishes.
        shutil.copytree(PACKAGE, folder / "briefgen", ignore=shutil.ignore_patterns("*.pyc.*"))
        metadata = folder / f"briefgen-{version('briefgen')}.dist-info" / "METADATA"
        metadata.parent.mkdir()
        metadata.write_text(distribution("briefgen").read_text("METADATA") or "", encoding="utf-8")
        yield folder


def _told_by(python: str) -> str:
    """Return which Python that is: its version and its machine."""
    code = "import platform; print(platform.python_implementation(), platform.python_version(), platform.machine())"
    return _run([python, "-I", "-c", code], f"{python} is no Python that works")


def _interpreter(folder: Path) -> Path:
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _variables(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {**kept, **_PIP, **more}


def _run(command: list[str], what: str, cwd: Path | None = None) -> str:
    try:
        done = subprocess.run(  # noqa: S603
            command, cwd=cwd, env=_variables(), stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
    except OSError as error:
        raise LockedEnvironmentError(f"{what}: {error}") from None
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-8:])
        raise LockedEnvironmentError(f"{what}:\n{said}")
    return done.stdout
