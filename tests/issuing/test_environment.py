"""What of a lock is known here, and how another environment is asked to print."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from briefgen.issued.store import IssueError
from briefgen.issuing import environment as module
from briefgen.issuing.environment import (
    LockedEnvironmentError,
    _run,
    _variables,
    command_for,
    environment,
    frozen_lock,
    lock_of,
    print_as_locked,
    shipped,
    strangers,
    unlike_the_lock,
)
from briefgen.issuing.package_lock import LockError, Pin, lock_text
from tests.issued.versions import freeze

HASH = ("a" * 64,)
A, B, C = Pin("a", "1", "", HASH), Pin("b", "2", "", HASH), Pin("c", "3", "", HASH)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Return the packages of this machine: such as the lock says, until a test changes them."""
    lock = tmp_path / "lock"
    lock.mkdir()
    (lock / "brief.txt").write_text(lock_text([B, A]))
    (lock / "serif.txt").write_text(lock_text([C]))
    there = {"briefgen": "9", "a": "1", "b": "2"}
    monkeypatch.setattr(module, "lock_folder", lambda: lock)
    monkeypatch.setattr(module, "packages", lambda: dict(there))
    monkeypatch.setattr(module, "version", lambda name: {"c": "3", "d": "4", "briefgen": "9"}[name])
    return there


def test_the_lock_that_comes_along_has_the_packages_of_faces_too(here: dict[str, str], tmp_path: Path) -> None:
    assert shipped() == {"a": A, "b": B, "c": C}
    (tmp_path / "lock" / "serif.txt").unlink()
    assert shipped() == {"a": A, "b": B}


def test_packages_that_are_not_as_the_lock_says_are_named(here: dict[str, str]) -> None:
    assert unlike_the_lock() == unlike_the_lock(["c"]) == {}
    here["b"] = "2.1"
    here["x"] = "7"
    assert unlike_the_lock(["d"]) == {"b": ("2.1", "2"), "x": ("7", ""), "d": ("4", "")}


def test_the_lock_that_is_frozen_has_what_briefgen_needs_and_the_faces_in_order(here: dict[str, str]) -> None:
    assert lock_of() == lock_text([A, B])
    assert lock_of(["c"]) == lock_text([A, B, C])
    assert lock_of(["d"]) is None
    here["a"] = "0"
    assert lock_of() is None


def test_strangers_are_packages_that_neither_the_lock_nor_this_machine_has(here: dict[str, str]) -> None:
    here["x"] = "7"
    pins = [A, C, Pin("x", "1", "", HASH), Pin("y", "1", "", HASH), Pin("z", "1", "", HASH)]
    assert strangers(pins) == ["y", "z"]


def test_the_command_names_what_has_to_be_allowed(here: dict[str, str], tmp_path: Path) -> None:
    known = freeze(tmp_path / "1", lock_txt=lock_text([A]))
    assert command_for(known) == "to print with those of then, beside today's: briefgen reprint forum@1 --locked"
    strange = freeze(tmp_path / "2", lock_txt=lock_text([A, Pin("y", "1", "", HASH), Pin("z", "1", "", HASH)]))
    assert command_for(strange) == (
        "to print with those of then, beside today's: briefgen reprint forum@1 --locked --allow y --allow z"
        " (--allow: not used by today's briefgen, so make sure that it was then)"
    )
    none = freeze(tmp_path / "3")
    assert command_for(none).startswith("those of then can't be had by one command: no lock is frozen with forum@1: ")
    with pytest.raises(IssueError, match="no lock is frozen with forum@1"):
        frozen_lock(none)


def test_strangers_are_allowed_one_by_one(
    here: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    strange = [Pin("y", "1", "", HASH), Pin("z", "1", "", HASH)]
    issued = freeze(tmp_path / "1", lock_txt=lock_text(strange))
    asked: list[tuple[object, str]] = []

    def make(pins: object, python: str) -> Path:
        asked.append((pins, python))
        raise LockedEnvironmentError("made")

    monkeypatch.setattr(module, "environment", make)
    for allow, named in (([], "y, z"), (["y"], "z"), (["x"], "y, z")):
        with pytest.raises(
            LockError, match=rf"doesn't use: {named}; nothing was installed\. .* add --allow {named[0]}"
        ):
            print_as_locked(issued, tmp_path, None, anyway=False, python=None, allow=allow)
    assert asked == []
    for python, used in ((None, sys.executable), ("other", "other")):
        with pytest.raises(LockedEnvironmentError, match="made"):
            print_as_locked(issued, tmp_path, None, anyway=False, python=python, allow=["z", "y"])
        assert asked.pop() == (tuple(strange), used)
    (issued.folder / "more").write_text("")
    with pytest.raises(Exception, match="more was added"):
        print_as_locked(issued, tmp_path, None, anyway=False, python=None, allow=["y", "z"])


ECHO = """#!/bin/sh
echo "$PWD"
for each in "$@"; do echo "$each"; done
exit 3
"""


@pytest.mark.parametrize(("out", "anyway"), [(None, False), ("there", True)])
def test_the_other_interpreter_is_told_what_to_print_and_where(
    here: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    out: str | None, anyway: bool,
) -> None:  # fmt: skip
    issued = freeze(tmp_path / "1", lock_txt=lock_text([A]))
    interpreter = tmp_path / "python"
    interpreter.write_text(ECHO)
    interpreter.chmod(0o755)
    monkeypatch.setattr(module, "environment", lambda pins, python: interpreter)
    monkeypatch.setattr(module, "PACKAGE", tmp_path / "1" / "editions")  # as small a package as any
    monkeypatch.chdir(tmp_path)
    root = tmp_path / "1"
    done = print_as_locked(issued, root, out and Path(out), anyway=anyway, python=None, allow=[])  # type: ignore[arg-type]
    assert done.exit_code == 3
    where, *told = done.told.splitlines()
    more = [f"--out={tmp_path / 'there'}", "--anyway"] if out else []
    assert (where, told) == (str(root), ["-P", "-m", "briefgen", "reprint", "forum@1", *more])


def test_nothing_of_this_machine_s_settings_reaches_pip_or_python(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_CONSTRAINT", "PIP_INDEX_URL", "PIP_REQUIREMENT"):
        monkeypatch.setenv(name, "mine")
    found = _variables(PYTHONPATH="ours")
    assert found["PYTHONPATH"] == "ours"
    assert "PYTHONHOME" not in found
    assert [found[name] for name in ("PIP_TARGET", "PIP_CONSTRAINT", "PIP_REQUIREMENT")] == ["", "", ""]
    assert found["PIP_INDEX_URL"] == "mine"  # where packages are found
    assert found["PATH"] == os.environ["PATH"]


def test_what_fails_is_told_with_the_last_that_it_said() -> None:
    assert _run(["sh", "-c", "echo good"], "x") == "good\n"
    says = "for i in 1 2 3 4 5 6 7 8 9; do echo out $i; done; echo bad >&2; exit 1"
    with pytest.raises(LockedEnvironmentError) as error:
        _run(["sh", "-c", says], "it can't be made")
    assert str(error.value).splitlines() == ["it can't be made:", *(f"out {number}" for number in range(3, 10)), "bad"]
    for command in ("no-such-program", "/"):
        with pytest.raises(LockedEnvironmentError, match="it can't be made: "):
            _run([command], "it can't be made")


def test_an_environment_that_is_ready_is_taken_as_it_is_and_a_half_made_one_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[list[str]] = []
    said = {"python": "CPython 3.11"}

    def run(command: list[str], what: str, cwd: Path | None = None) -> str:
        if "-c" in command:
            return said[command[0]]
        ran.append(command)
        return ""

    monkeypatch.setattr(module, "_run", run)
    monkeypatch.setattr(module, "cache_folder", lambda: tmp_path)
    first = environment([A], "python")
    assert [command[1:3] for command in ran] == [["-m", "venv"], ["-m", "pip"]]
    assert {"--require-hashes", "--no-deps", "--only-binary=:all:", "--no-input"} <= set(ran[1])
    folder = first.parents[1]
    assert (folder / "lock.txt").read_text() == lock_text([A])
    assert environment([A], "python") == first
    assert len(ran) == 2
    (folder / "ready").unlink()
    (folder / "half").write_text("")
    assert environment([A], "python") == first
    assert len(ran) == 4
    assert not (folder / "half").exists()
    assert environment([B], "python") != first
    said["python"] = "CPython 3.12"
    assert environment([A], "python") != first
    assert not [path for path in (tmp_path / "environments").iterdir() if path.name.startswith(".")]
