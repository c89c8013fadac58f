"""What issuing sees to before and after: nothing lost, no line ending changed, each tree frozen once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from briefgen.content.changing.lost import Lost
from briefgen.formats.word.changes import Reviewer
from briefgen.issued.store import IssueError, TamperedError
from briefgen.issuing import issue as module
from briefgen.issuing.issue import LostError, _frozen, _require_nothing_lost, keep_line_endings
from briefgen.issuing.redline import _reviewer, of_issued
from briefgen.making.compose import Job, Print
from briefgen.project.formats import FORMATS
from tests.content import tiny
from tests.formats.trees import document, paragraph
from tests.issued.versions import facts, freeze, printed

LINE = "content/editions/*.issued/** -text"
ADDED = f"# Frozen to the byte: no line ending may change.\n{LINE}\n"

# Line endings --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, ADDED),
        ("", ADDED),
        ("\n \n", ADDED),
        ("*.png binary", f"*.png binary\n{ADDED}"),
        ("*.png binary\r\n\r\n", f"*.png binary\n{ADDED}"),
        (f"a\n{LINE}\nb", f"a\n{LINE}\nb"),
        (f"# {LINE}\n", f"# {LINE}\n{ADDED}"),
    ],
)
def test_git_is_told_to_change_no_byte_of_what_was_issued(tmp_path: Path, before: str | None, after: str) -> None:
    path = tmp_path / ".gitattributes"
    if before is not None:
        path.write_bytes(before.encode())
    keep_line_endings(tmp_path, "content")
    assert path.read_bytes().decode() == after
    keep_line_endings(tmp_path, "content")
    assert path.read_bytes().decode() == after


@pytest.mark.parametrize("there", [True, False])
def test_nothing_is_written_through_a_link(tmp_path: Path, there: bool) -> None:
    other = tmp_path / "other"
    (tmp_path / ".gitattributes").symlink_to(other)
    if there:
        other.write_text("a\n")
    with pytest.raises(IssueError, match=r"is a link.* add this line .*-text"):
        keep_line_endings(tmp_path, "content")
    assert other.exists() is there
    other.write_text(LINE)
    keep_line_endings(tmp_path, "content")


# What was lost -------------------------------------------------------------------------------------------------------


@dataclass
class Folder:
    """What is asked of a project."""

    content: Path = Path("content")

    def name_of(self, path: Path) -> str:
        return str(path)


GONE = [Lost("events[a].name", "the event a", 3), Lost("people", "people.yaml", 1)]


@pytest.fixture
def meant(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Let two things be lost; return what is confirmed to be meant."""
    said: list[list[str]] = []
    monkeypatch.setattr(module, "lost", lambda *known: GONE)
    monkeypatch.setattr(module, "confirmed_gone", lambda folder: ())
    monkeypatch.setattr(module, "confirm_gone", lambda folder, name, content, paths: said.append(paths))
    return said


def require(*without: str) -> None:
    _require_nothing_lost(Folder(), None, without)  # type: ignore[arg-type]


def test_what_is_lost_stops_it_unless_all_of_it_is_named(meant: list[list[str]]) -> None:
    for without in (("the event a", "people.yaml"), ("events[a].name", "people"), ("people", "the event a")):
        require(*without)
        assert meant.pop() == ["events[a].name", "people"]
    with pytest.raises(LostError) as error:
        require("people")
    assert error.value.gone == (GONE[0],)
    assert str(error.value).endswith("say that it is meant: --without 'the event a'")
    assert "\n  the event a (3 values)\n" in str(error.value)
    assert "people.yaml" not in str(error.value)
    with pytest.raises(LostError, match=r"\n  the event a \(3 values\)\n  people.yaml \(1 value\)\n"):
        require()
    assert meant == []


def test_what_is_not_lost_can_not_be_named(meant: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(IssueError, match=r"^--without x: that isn't missing; missing is the event a, people\.yaml$"):
        require("people", "x", "y")
    monkeypatch.setattr(module, "lost", lambda *known: [])
    with pytest.raises(IssueError, match=r"missing is nothing$"):
        require("x")
    require()
    assert meant == []  # nothing to confirm


def test_where_an_issued_version_was_touched_nobody_knows_what_is_lost(
    meant: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def touched(*known: object) -> list[Lost]:
        raise TamperedError("forum@1 is not as it was issued")

    monkeypatch.setattr(module, "lost", touched)
    with pytest.raises(IssueError, match=r"^forum@1 is not as .*; so nobody can tell what is missing since"):
        require()


# What is frozen ------------------------------------------------------------------------------------------------------


def test_every_tree_is_frozen_once_and_word_s_own_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "snapshot", lambda content: "{}")
    monkeypatch.setattr(module, "lock_of", lambda faces: f"lock of {faces}")
    monkeypatch.setattr(module, "face_packages", lambda theme: ["face"])
    for name in ("own", "base"):
        folder = tmp_path / name
        (folder / "pictures" / ".git").mkdir(parents=True)
        for file in ("theme.toml", "LICENCE", ".DS_Store", "pictures/a.svg", "pictures/.git/b", "pictures/.hidden"):
            (folder / file).write_text(name)
    one, two = document(paragraph("a")), document(paragraph("b"))
    letterhead = tmp_path / "letterhead.docx"
    letterhead.write_text("x")
    ready: Any = type("Ready", (), {
        "content": None, "letterhead": None,
        "theme": type("Theme", (), {"folder": tmp_path / "own", "bases": (tmp_path / "base",)}),
        "prints": [
            Print(Job("forum", brief, language, ()), FORMATS[format], tree)
            for brief, language, format, tree in (
                ("full", "ka", "pdf", one), ("full", "ka", "html", one), ("full", "ka", "docx", two),
                ("full", "en", "pdf", two),
            )
        ],
    })  # fmt: skip
    about = {"letterhead": letterhead, "name_of": lambda path: path.name, "template_folders": ()}
    project: Any = type("Project", (), about)
    frozen, unprinted = _frozen(project, ready)
    trees = {name: file.tree for name, file in unprinted.items()}
    assert [(file.brief, file.language, file.format) for file in unprinted.values()] == [
        ("full", "ka", "pdf"), ("full", "ka", "html"), ("full", "ka", "docx"), ("full", "en", "pdf")
    ]  # fmt: skip
    assert trees == {
        "forum_full_ka.pdf": "trees/full_ka.tree.json",
        "forum_full_ka.html": "trees/full_ka.tree.json",
        "forum_full_ka.docx": "trees/full_ka.docx.tree.json",
        "forum_full_en.pdf": "trees/full_en.tree.json",
    }
    theme = {f"theme/{name}/{file}" for name in ("own", "base") for file in ("theme.toml", "LICENCE", "pictures/a.svg")}
    assert frozen.keys() == {"content.json", "lock.txt", *trees.values(), *theme}
    assert (
        frozen["trees/full_ka.docx.tree.json"] == frozen["trees/full_en.tree.json"] != frozen["trees/full_ka.tree.json"]
    )
    assert frozen["lock.txt"] == b"lock of ['face']"
    ready.letterhead = "one"
    ready.theme.bases = ()
    monkeypatch.setattr(module, "lock_of", lambda faces: None)
    frozen, _ = _frozen(project, ready)
    assert frozen["letterhead.docx"] == b"x"
    assert "lock.txt" not in frozen
    assert not any(name.startswith("theme/base") for name in frozen)


# What a redline compares with ----------------------------------------------------------------------------------------


def test_the_old_side_is_the_tree_of_the_format_or_that_of_any(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "forum_full_ka.pdf": printed("trees/a.json"), "forum_full_ka.docx": printed("trees/b.json"),
        "forum_full_ka_more.pdf": printed("trees/x.json"), "forum_full_en.pdf": printed("trees/c.json"),
    }  # fmt: skip
    issued = freeze(tmp_path, facts(files=files))
    monkeypatch.setattr(type(issued), "tree", lambda self, name: name)
    old: Any = of_issued(issued)
    assert [old(("full", "ka", FORMATS[name])) for name in ("pdf", "docx", "html")] == [
        "trees/a.json", "trees/b.json", "trees/a.json"
    ]  # fmt: skip
    assert old(("full", "en", FORMATS["docx"])) == "trees/c.json"
    for brief, language in (("full", "fr"), ("summary", "ka")):
        with pytest.raises(IssueError, match=rf"no brief '{brief}' in {language}: there are forum_full_ka.pdf, "):
            old((brief, language, FORMATS["pdf"]))


ANA = {"id": "ana", "name": {"ka": "ანა მაგალითაძე", "en": "Ana Example"}}


def test_changes_are_in_the_drafter_s_name_if_one_is_named() -> None:
    tree, other = document(paragraph("a")), replace(document(paragraph("a")), lang="en-GB")
    prints = [Print(Job("forum", "full", each.lang[:2], ()), FORMATS["docx"], each) for each in (tree, other)]
    found = _reviewer("First Example", prints, ())
    assert found
    assert (found.author, found.date) == ("First Example", "2019-10-14")
    assert _reviewer(None, prints, ()) is None
    assert _reviewer("", prints, ()) is None
    people = tiny.content(people={"persons": [ANA]}).people.persons
    for signature in ("ana", "Ana Example", "ანა მაგალითაძე"):  # each document names whom it prints as the drafter
        found = _reviewer(signature, prints, people)
        assert found
        assert found.speaking("ka-GE") == Reviewer("ანა მაგალითაძე", "2019-10-14")
        assert found.speaking("en-GB") == Reviewer("Ana Example", "2019-10-14")
