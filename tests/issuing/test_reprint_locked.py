"""An issued version keeps its lock; a reprint says what differs, and prints with the packages of then.

Without a network: the packages are wheels made here, in a folder where pip is told to look.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefgen.issued.facts import Facts
from briefgen.issued.store import LOCK, Issued, IssueError, open_issued, sha256
from briefgen.issuing import environment as environments
from briefgen.issuing.environment import LockedEnvironmentError, environment, lock_of, print_as_locked, shipped
from briefgen.issuing.issue import issue
from briefgen.issuing.package_lock import LockError, Pin, lock_text, read_pins
from briefgen.making import tools
from briefgen.project.folder import find_project
from tests.conftest import EDITION, ProjectCopy, once_a_run
from tests.locking import LOCK as LOCK_FOLDER
from tests.test_cli import run

DAY = "2019-10-02"
FIRST = f"{EDITION}@1"
PAGE = f"{EDITION}_full_en.html"
Refuse = Callable[..., None]


@pytest.fixture(scope="module")
def issued_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> Path:
        copy = ProjectCopy(folder / "project")
        copy.edit("briefgen.toml", '["pdf", "docx"]', '["html"]')
        copy.edit("briefgen.toml", '["ka", "en"]', '["en", "ka"]')
        with pytest.MonkeyPatch.context() as patch:
            # Whatever these tests run with, here it is what the lock says.
            patch.setattr(environments, "packages", lambda: {name: pin.version for name, pin in shipped().items()})
            issue(copy.project, DAY, EDITION)
        return copy.root

    return once_a_run(tmp_path_factory, "locked", make)


@pytest.fixture
def issued(tmp_path: Path, issued_project: Path) -> Issued:
    shutil.copytree(issued_project, tmp_path / "project")
    return open_issued(tmp_path / "project" / "content", FIRST)


def root_of(issued: Issued) -> Path:
    return issued.folder.parents[3]


def rewrite(issued: Issued, lock: str | None = None, **told: str) -> Issued:
    """Let the issued version say, whole and sealed, that it was made with other tools and another lock."""
    facts: Facts = issued.facts
    update: dict[str, Any] = {"tools": {**facts.tools, **told}}
    if told:
        files = {**facts.files, PAGE: replace(facts.files[PAGE], sha256="0" * 64)}
        update["files"] = files
    if lock is not None:
        (issued.folder / LOCK).write_text(lock, encoding="utf-8")
        update["frozen"] = {**facts.frozen, LOCK: sha256(lock.encode())}
    facts = replace(facts, **update).sealed()
    (issued.folder / "issued.json").write_text(facts.text(), encoding="utf-8")
    return open_issued(root_of(issued) / "content", FIRST)


# What is kept --------------------------------------------------------------------------------------------------------


def test_the_lock_is_frozen_and_guarded_like_the_rest(issued: Issued) -> None:
    lock = read_pins((LOCK_FOLDER / "brief.txt").read_text(encoding="utf-8"), "brief.txt")
    assert (issued.folder / LOCK).read_text(encoding="utf-8") == lock_text(lock)
    assert issued.facts.frozen[LOCK] == sha256((issued.folder / LOCK).read_bytes())
    (issued.folder / LOCK).write_text("")
    assert issued.faults() == [f"{LOCK} was changed"]


def test_without_the_packages_of_the_lock_none_is_frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    there = {name: pin.version for name, pin in shipped().items() if name != "matplotlib"}
    monkeypatch.setattr(environments, "packages", lambda: {"briefgen": "0.1.0", **there})
    monkeypatch.setattr(environments, "version", lambda name: shipped()[name].version)
    assert "matplotlib==" not in str(lock_of())
    assert "matplotlib==" in str(lock_of(["matplotlib"]))  # carries the faces of the theme
    assert "numpy==" not in str(lock_of(["matplotlib"]))
    monkeypatch.setattr(environments, "packages", lambda: {**there, "babel": "1.0"})
    assert lock_of() is None
    monkeypatch.setattr(environments, "packages", lambda: {**there, "another": "1.0"})
    assert lock_of() is None


def test_the_system_s_libraries_are_asked_themselves() -> None:
    from weasyprint.text.ffi import pango

    number = pango.pango_version()
    assert tools.system()["pango"] == f"{number // 10000}.{number // 100 % 100}.{number % 100}"
    assert set(tools.system()) == {"python", "platform", *tools.LIBRARIES}


def test_briefgen_s_own_code_has_a_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "PACKAGE", tmp_path)
    (tmp_path / "build.py").write_text("1")
    tools.code.cache_clear()
    before = tools.code()
    (tmp_path / "lock").mkdir()
    (tmp_path / "lock" / "brief.txt").write_text("")
    tools.code.cache_clear()
    assert tools.code() == before
    (tmp_path / "build.py").write_text("2")
    tools.code.cache_clear()
    assert tools.code() != before
    tools.code.cache_clear()


# What a reprint says -------------------------------------------------------------------------------------------------


def test_it_names_the_packages_the_command_and_what_no_lock_holds(issued: Issued) -> None:
    told = {"weasyprint": "1.0", "pango": "1.2.3", "python": "3.11.0", tools.CODE: "0" * 12}
    issued = rewrite(issued, **told)
    result = run("reprint", FIRST, folder=root_of(issued))
    assert result.exit_code == 1
    lines = result.output.splitlines()
    now = tools.all_tools()
    assert lines[1:4] == [
        f"since {DAY} packages have changed: weasyprint 1.0 → {now['weasyprint']}",
        f"to print with those of then, beside today's: briefgen reprint {FIRST} --locked",
        f"since {DAY} what no lock holds has changed: {tools.CODE} {'0' * 12} → {now[tools.CODE]},"
        f" pango 1.2.3 → {now['pango']}, python 3.11.0 → {now['python']}",
    ]


def test_where_the_system_alone_differs_no_command_is_named(issued: Issued) -> None:
    rewrite(issued, harfbuzz="1.0")
    result = run("reprint", FIRST, folder=root_of(issued))
    assert f"since {DAY} what no lock holds has changed: harfbuzz 1.0 → " in result.output
    assert "--locked" not in result.output
    assert "packages have changed" not in result.output


def test_a_version_from_before_there_was_a_lock_is_still_read(issued: Issued) -> None:
    old = ("python", "babel", "briefgen", "weasyprint", "pango")
    facts = replace(
        issued.facts,
        tools={name: issued.facts.tools[name] for name in old},
        frozen={name: hash for name, hash in issued.facts.frozen.items() if name != LOCK},
    )
    (issued.folder / "issued.json").write_text(facts.sealed().text(), encoding="utf-8")
    (issued.folder / LOCK).unlink()
    assert run("reprint", FIRST, folder=root_of(issued)).exit_code == 0
    issued = rewrite(open_issued(root_of(issued) / "content", FIRST), weasyprint="1.0")
    result = run("reprint", FIRST, folder=root_of(issued))
    assert "packages have changed: weasyprint 1.0 → " in result.output
    assert f"those of then can't be had by one command: no lock is frozen with {FIRST}" in result.output
    assert "what no lock holds" not in result.output
    result = run("reprint", FIRST, "--locked", folder=root_of(issued))
    assert result.exit_code == 1
    assert "no lock is frozen" in result.output


# Printing with the packages of then ----------------------------------------------------------------------------------


def test_it_prints_with_the_other_interpreter_and_today_s_code(issued: Issued, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[tuple[Pin, ...], str]] = []

    def there_already(pins: tuple[Pin, ...], python: str) -> Path:
        asked.append((pins, python))
        return Path(sys.executable)

    monkeypatch.setattr(environments, "environment", there_already)
    root, out = root_of(issued), root_of(issued).parent / "again"
    before = (root / "output" / EDITION / PAGE).read_bytes()
    # Nothing of the project's folder is run.
    (root / "briefgen").mkdir()
    (root / "briefgen" / "__init__.py").write_text("raise SystemExit(7)")
    done = print_as_locked(issued, root, out, anyway=False, python=None, allow=())
    assert (done.exit_code, done.complained) == (0, "")
    assert (out / FIRST / PAGE).read_bytes() == before
    assert f"{PAGE}: the very bytes" in done.told
    assert asked == [(read_pins(issued.read(LOCK).decode(), LOCK), sys.executable)]
    # Where bytes still differ, what is printed there says what does, and the code is passed on.
    issued = rewrite(issued, pango="1.2.3")
    done = print_as_locked(issued, root, out, anyway=False, python=None, allow=())
    assert (done.exit_code, done.told) == (1, "")
    assert "what no lock holds has changed: pango 1.2.3 → " in done.complained


def test_today_s_code_comes_along_compiled_whatever_another_run_writes_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled = tmp_path / "briefgen" / "__pycache__"
    compiled.mkdir(parents=True)
    (tmp_path / "briefgen" / "build.py").touch()
    (compiled / "build.cpython-313.pyc").touch()
    (compiled / "files.cpython-313.pyc.140234").symlink_to("gone")  # it is listed, and can't be read any more
    monkeypatch.setattr(environments, "PACKAGE", tmp_path / "briefgen")
    with environments.own_code() as folder:
        there = [path.relative_to(folder).as_posix() for path in (folder / "briefgen").rglob("*.py*")]
    assert sorted(there) == ["briefgen/__pycache__/build.cpython-313.pyc", "briefgen/build.py"]


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://files.example/simple",
        "pillow @ https://files.example/pillow.whl",
        "/tmp/pillow-1.0.whl",
        "pillow==1.0",
        "-r /etc/passwd",
        f"pillow==1.0 --hash=sha256:{'0' * 64} --config-settings=x=y",
        f"evil==1.0 --hash=sha256:{'0' * 64}",
    ],
)
def test_a_forged_lock_installs_nothing(issued: Issued, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*arguments: object, **options: object) -> None:
        raise AssertionError(arguments)

    monkeypatch.setattr(subprocess, "run", never)
    lock = issued.read(LOCK).decode()
    issued = rewrite(issued, f"{lock}{line}\n")
    told = "names packages that today's briefgen doesn't use: evil;" if "evil" in line else "is no lock: entry"
    with pytest.raises(LockError, match=told):
        print_as_locked(issued, root_of(issued), None, anyway=True, python=None, allow=())


def test_a_package_that_was_used_then_can_be_allowed(issued: Issued, monkeypatch: pytest.MonkeyPatch) -> None:
    class MadeError(Exception):
        pass

    def made(pins: list[Pin], python: str) -> Path:
        raise MadeError([pin.name for pin in pins][-1])

    monkeypatch.setattr(environments, "environment", made)
    issued = rewrite(issued, f"{issued.read(LOCK).decode()}older==1.0 --hash=sha256:{'0' * 64}\n", weasyprint="1.0")
    with pytest.raises(MadeError, match="older"):
        print_as_locked(issued, root_of(issued), None, anyway=True, python=None, allow=("older",))
    assert f"reprint {FIRST} --locked --allow older (" in run("reprint", FIRST, folder=root_of(issued)).output


def wheel(folder: Path, version: str) -> str:
    """Write a wheel that holds nothing but one module; return its SHA-256."""
    info = f"tiny-{version}.dist-info"
    path = folder / f"tiny-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("tiny.py", f"version = {version!r}\n")
        file.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: tiny\nVersion: {version}\n")
        file.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        file.writestr(f"{info}/RECORD", f"tiny.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n")
    return hashlib.sha256(path.read_bytes()).hexdigest()


def quick(made: Path) -> Callable[..., str]:
    """Return what runs commands as before, but copies an environment as it was when it was new."""
    run_it = environments._run

    def run_quickly(command: list[str], *rest: Any, **more: Any) -> str:
        if command[1:3] != ["-m", "venv"]:
            return run_it(command, *rest, **more)
        later = shutil.ignore_patterns("tiny*", "lock.txt", "ready")
        shutil.copytree(made, command[-1], symlinks=True, dirs_exist_ok=True, ignore=later)
        return ""

    return run_quickly


def test_an_environment_holds_what_the_lock_says_and_nothing_else_gets_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    pin = Pin("tiny", "1.0", "", (wheel(wheels, "1.0"),))
    wheel(wheels, "2.0")
    (tmp_path / "constraints.txt").write_text("tiny==2.0\n")
    for name, value in {
        "XDG_CACHE_HOME": str(tmp_path / "cache"), "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels),
        "PIP_EXTRA_INDEX_URL": "", "PIP_CONSTRAINT": str(tmp_path / "constraints.txt"), "PYTHONPATH": str(tmp_path),
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    python = environment([pin], sys.executable)
    told = subprocess.run(
        [python, "-c", "import tiny; print(tiny.version)"], check=True, capture_output=True, text=True
    )
    assert told.stdout == "1.0\n"
    assert python.is_relative_to(tmp_path / "cache" / "briefgen" / "environments")

    shutil.rmtree(wheels)  # what is there already isn't made again
    assert environment([pin], sys.executable) == python
    wheels.mkdir()
    wheel(wheels, "1.0")
    wrong = Pin("tiny", "1.0", "", ("0" * 64,))
    monkeypatch.setattr(environments, "_run", quick(python.parents[1]))
    with pytest.raises(LockedEnvironmentError, match=r"the packages of the lock can't be installed:\n(.|\n)*HASH"):
        environment([wrong], sys.executable)
    with pytest.raises(LockedEnvironmentError, match="is no Python that works"):
        environment([pin], str(tmp_path / "python"))
    assert [path.name for path in python.parents[2].iterdir()] == [python.parents[1].name]


def test_options_of_the_locked_print_need_it(issued: Issued) -> None:
    result = run("reprint", FIRST, "--python", "python3.11", folder=root_of(issued))
    assert result.exit_code == 2
    assert "--python and --allow go with --locked" in result.output
    with pytest.raises(IssueError, match="nothing was issued"):
        open_issued(find_project(root_of(issued)).content, "another")
