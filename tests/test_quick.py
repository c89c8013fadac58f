"""`make quick` takes the tests that are near to what has changed, the nearest first."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.quick import SLOW, Near, changed_files, changed_lines, is_slow


def git(folder: Path, *arguments: str) -> None:
    names = ["-c", "user.name=First Example", "-c", "user.email=first@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *names, *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path, name: str) -> None:
    (folder / name).write_text(name)
    git(folder, "add", ".")
    git(folder, "commit", "-m", name)


def test_what_has_changed_is_what_is_not_committed_else_the_branch_else_the_last_commit(tmp_path: Path) -> None:
    assert changed_files(tmp_path) == set()
    git(tmp_path, "init")
    commit(tmp_path, "a.py")
    commit(tmp_path, "b.py")
    assert changed_files(tmp_path) == {"b.py"}
    git(tmp_path, "checkout", "-b", "work")
    commit(tmp_path, "c.py")
    commit(tmp_path, "ქართული.py")
    assert changed_files(tmp_path) == {"c.py", "ქართული.py"}
    assert "+ქართული.py" in changed_lines(tmp_path)
    (tmp_path / "a.py").write_text("other")
    (tmp_path / "new.py").touch()
    assert changed_files(tmp_path) == {"a.py", "new.py"}
    assert [line for line in changed_lines(tmp_path).splitlines() if line[0] in "-+"] == ["-a.py", "+other"]


@pytest.mark.parametrize(
    ("changed", "nearest", "far"),
    [
        ("briefgen/formats/word/embedding.py", "tests/formats/word/test_fonts.py", "tests/mailing/test_file_names.py"),
        ("briefgen/language/ka.py", "tests/language/test_languages.py", "tests/mailing/test_smtp.py"),
        ("briefgen/checks/families/people.py", "tests/checks/test_rules.py", "tests/mailing/test_ledger.py"),
        ("briefgen/mailing/ledger/book.py", "tests/mailing/test_ledger.py", "tests/language/test_georgian.py"),
        ("templates/parts/sections.html.jinja", "tests/test_brief_files.py", "tests/mailing/test_ledger.py"),
        ("tests/mailing/scripted.py", "tests/mailing/test_smtp.py", "tests/test_dates.py"),
    ],
)
def test_a_test_is_near_to_what_it_imports(changed: str, nearest: str, far: str) -> None:
    near = Near([changed])
    assert near.file(nearest) <= 2.5 < near.file(far)


def test_the_graph_has_every_test_file() -> None:
    root = Path(__file__).parent
    files = {path.relative_to(root.parent).as_posix() for path in root.rglob("test_*.py")}
    near = Near(["briefgen/problems/mistakes.py"])
    assert {file for file in files if file[:-3].replace("/", ".") not in near.known} == set()


@pytest.mark.parametrize("draft", [False])
def test_a_parameter_called_like_a_slow_fixture_makes_no_test_slow(request: pytest.FixtureRequest, draft: bool) -> None:
    assert "draft" in SLOW
    assert not is_slow(request.node)


def test_a_slow_fixture_does(request: pytest.FixtureRequest) -> None:
    request.node.fixturenames.append("draft")
    assert is_slow(request.node)
