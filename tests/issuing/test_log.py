"""The log of what was issued, in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.cli.lists import log_text
from briefgen.issued.store import IssueError
from briefgen.issuing import log as issuing
from briefgen.project.folder import Project
from briefgen.project.settings import Settings
from tests.issued.versions import facts, freeze, printed


def log(content: Path, edition: str | None = None, *, verify: bool = False) -> tuple[str, bool]:
    """Return what the log says in words, and whether all is as it was issued."""
    project = Project(content.resolve(), Settings(languages=("en",), content="."))
    logged = issuing.log(project, edition, verify=verify)
    return log_text(logged), not any(one.faults for one in logged)


ZEROES = f"SHA-256 {'0' * 12}…"


def test_each_version_is_told_with_its_files(tmp_path: Path) -> None:
    files = {"a.pdf": printed(pages=4, size=2048), "b.pdf": printed(pages=1, size=1536), "c.docx": printed(size=512)}
    freeze(tmp_path, facts(files=files))
    assert log(tmp_path) == (
        "forum@1  issued 2030-05-02, as of 2030-05, content 0123456\n"
        f"  a.pdf  2 KB, 4 pages, {ZEROES}\n  b.pdf  2 KB, 1 page, {ZEROES}\n  c.docx  0 KB, {ZEROES}",
        True,
    )
    empty = freeze(tmp_path / "other", facts(files={"a.pdf": printed(pages=0)}))
    assert ", 0 pages, " in log(empty.folder.parents[2])[0]


def test_of_one_edition_or_of_all(tmp_path: Path) -> None:
    for edition, version in (("forum", 1), ("forum", 2), ("later", 1)):
        freeze(tmp_path, facts(edition, version))
    assert [line.split()[0] for line in log(tmp_path)[0].splitlines()] == ["forum@1", "forum@2", "later@1"]
    assert [line.split()[0] for line in log(tmp_path, "forum")[0].splitlines()] == ["forum@1", "forum@2"]
    with pytest.raises(IssueError, match=r"nothing was issued of 'other'; issued were: forum, later$"):
        log(tmp_path, "other")


def test_where_nothing_was_issued(tmp_path: Path) -> None:
    assert log(tmp_path) == ("nothing was issued yet", True)
    with pytest.raises(IssueError, match=r"issued were: none$"):
        log(tmp_path, "forum")


def test_whether_all_is_as_it_was_issued(tmp_path: Path) -> None:
    first = freeze(tmp_path, facts(version=1), content_json="{}")
    freeze(tmp_path, facts(version=2), content_json="{}")
    whole = "  every frozen file is as issued"
    told, is_whole = log(tmp_path, verify=True)
    assert (told.splitlines()[1::2], is_whole) == ([whole, whole], True)
    (first.folder / "content.json").write_text("x")
    told, is_whole = log(tmp_path, verify=True)
    assert (told.splitlines()[1::2], is_whole) == (["  NOT AS ISSUED: content.json was changed", whole], False)
    assert log(tmp_path)[1]  # without being asked for it looks at no file but the first


def test_everything_that_is_not_as_issued_is_told(tmp_path: Path) -> None:
    issued = freeze(tmp_path, a_json="{}", b_json="{}")
    for name in ("a.json", "b.json"):
        (issued.folder / name).write_text("x")
    told = [f"  NOT AS ISSUED: {name} was changed" for name in ("a.json", "b.json")]
    assert log(tmp_path, verify=True)[0].splitlines()[1:] == told


def test_a_version_whose_facts_are_damaged_keeps_no_other_from_being_told(tmp_path: Path) -> None:
    first = freeze(tmp_path, facts(version=1))
    freeze(tmp_path, facts(version=2))
    (first.folder / "issued.json").unlink()
    told, is_whole = log(tmp_path)
    assert not is_whole
    assert told.splitlines()[0] == "forum@1 is not as it was issued: issued.json is missing"
    assert told.splitlines()[1].startswith("forum@2  issued")
