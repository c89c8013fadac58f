"""What the files are made with: versions that can be asked for, and a digest of our own code."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import pytest

from briefgen.making import tools


class Library:
    """A library as ctypes has it, with what is asked here."""

    def __init__(self, number: int) -> None:
        self.FcGetVersion = lambda: number


@pytest.mark.parametrize(("number", "version"), [(21401, "2.14.1"), (21500, "2.15.0"), (11091, "1.10.91")])
def test_fontconfig_packs_its_version_in_a_number(number: int, version: str) -> None:
    assert tools._fontconfig(Library(number)) == version  # type: ignore[arg-type]


def test_every_library_that_is_here_has_a_version_of_numbers() -> None:
    found = tools.system()
    assert set(found) <= {"python", "platform", *tools.LIBRARIES}
    for name in set(found) - {"platform"}:
        assert found[name][0].isdigit(), name
        assert "." in found[name], name


def test_packages_are_those_that_briefgen_needs_and_what_these_need() -> None:
    found = tools.packages()
    assert list(found) == sorted(found)
    assert {"briefgen", "jinja2", "markupsafe"} <= set(found)
    assert not set(found) & {"pytest", "mypy", "ruff"}
    everything = tools.all_tools(["ruff"])
    assert everything[tools.CODE] == tools.code()
    assert "ruff" in everything
    assert everything["jinja2"] == found["jinja2"]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "package" / "inner").mkdir(parents=True)
    (tmp_path / "package" / "a.py").write_text("a")
    (tmp_path / "package" / "inner" / "b.py").write_text("b")
    monkeypatch.setattr(tools, "PACKAGE", tmp_path / "package")
    return tmp_path / "package"


def code() -> str:
    return tools.code.__wrapped__()  # as if in another process


def test_the_digest_of_the_code_is_of_names_and_contents(package: Path) -> None:
    before = code()
    assert len(before) == 12
    assert code() == before
    for folder in ("__pycache__", "templates", "lock"):
        (package / folder).mkdir()
        (package / folder / "x").write_text("x")
    assert code() == before
    (package / "inner" / "b.py").write_text("c")
    changed = code()
    (package / "inner" / "b.py").write_text("b")
    (package / "inner" / "b.py").rename(package / "inner" / "c.py")
    assert len({before, changed, code()}) == 3


def state() -> str:
    return tools.state.__wrapped__()


def test_the_state_is_another_once_code_packages_or_libraries_are(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages = tmp_path / "site-packages"
    (packages / "jinja2-3.1.5.dist-info").mkdir(parents=True)
    monkeypatch.setattr("sys.path", ["", str(packages), str(tmp_path / "none-packages")])
    told = [state()]
    assert state() == told[0]
    (package / "inner" / "b.py").write_text("c")
    told.append(state())
    (packages / "jinja2-3.1.5.dist-info").rename(packages / "jinja2-3.1.6.dist-info")
    told.append(state())
    monkeypatch.setattr(tools, "system", lambda: {"pango": "1.50"})
    told.append(state())
    monkeypatch.setattr(tools, "system", lambda: {"pango": "1.51"})
    assert len({*told, state()}) == 5


def test_the_lock_is_that_of_the_package_else_of_the_checkout(package: Path) -> None:
    assert tools.lock_folder() == package.parent / "lock"
    (package / "lock").mkdir()
    assert tools.lock_folder() == package / "lock"


def test_a_package_that_is_not_there_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    real = distribution

    def all_but_one(name: str) -> Any:
        if name.lower() == "jinja2":
            raise PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr(tools, "distribution", all_but_one)
    found = tools.packages.__wrapped__()
    assert "jinja2" not in found
    assert "pydantic" in found
