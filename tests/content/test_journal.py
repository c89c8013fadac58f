"""Taking changes of the content back, one by one, and making them again."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from briefgen.content.changing import journal, journal_apart
from briefgen.content.changing.journal import UndoError
from briefgen.content.changing.set import set_value
from briefgen.project.files import ChangedError
from tests.conftest import DemoCopy, ProjectCopy
from tests.test_cli import run


def texts(copy: ProjectCopy) -> dict[str, bytes]:
    folder = copy.root / "content"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_changes_of_every_verb_are_taken_back_one_by_one_and_made_again(project_copy: ProjectCopy) -> None:
    root, states = project_copy.root, [texts(project_copy)]
    for command in (
        ["set", "cooperation.title.en", "Working together", "--always"],
        ["add", "sources", "--field", "id=new-one", "--field", "title=A source"],
        ["translations", "--accept", "cooperation.title"],
        ["new", "2022-10-marrakesh", "--as-of", "2022-10"],
    ):
        result = run(*command, folder=root)
        assert result.exit_code == 0, result.output
        states.append(texts(project_copy))
    assert len({str(state) for state in states}) == len(states) == 5
    listed = run("undo", "--list", folder=root).output.splitlines()
    assert [line[18:].split(":")[0] for line in listed] == [
        "2022-10-marrakesh was started from 2019-11-after-brussels",
        "1 text confirmed to say the same",
        "sources[new-one] was added to content/sources.yaml",
        "cooperation.title.en",
    ]
    for state in reversed(states[:-1]):
        assert run("undo", "--yes", folder=root).exit_code == 0
        assert texts(project_copy) == state
    assert "there is no change to take back" in run("undo", "--yes", folder=root).output
    for state in states[1:]:
        assert run("redo", "--yes", folder=root).exit_code == 0
        assert texts(project_copy) == state
    assert "nothing was taken back since the last change" in run("redo", "--yes", folder=root).output


def test_what_would_be_taken_back_is_shown_and_a_no_changes_nothing(project_copy: ProjectCopy) -> None:
    set_value(project_copy.project.content, "content", "cooperation.title.en", "Working together", always=True)
    before = texts(project_copy)
    result = run("undo", folder=project_copy.root, typed="n\n")
    assert "  -  en: Working together" in result.output
    assert "  +  en: Brief history of cooperation between the ISSA and the Agency" in result.output
    assert texts(project_copy) == before


def test_a_file_that_was_edited_since_stays(project_copy: ProjectCopy) -> None:
    set_value(project_copy.project.content, "content", "cooperation.title.en", "Working together", always=True)
    project_copy.edit("content/cooperation.yaml", "Working together", "Work by hand")
    before = texts(project_copy)
    result = run("undo", "--yes", folder=project_copy.root)
    assert result.exit_code == 1
    assert "content/cooperation.yaml was edited since, by hand or by another program" in result.output
    assert texts(project_copy) == before


def test_a_new_change_ends_what_can_be_made_again(project_copy: ProjectCopy) -> None:
    content = project_copy.project.content
    set_value(content, "content", "cooperation.title.en", "First", always=True)
    journal.undo(content, "content", journal.next_undo(content))
    set_value(content, "content", "cooperation.title.en", "Second", always=True)
    assert [(entry.what[-6:], entry.undone) for entry in journal.entries(content)] == [("Second", False)]
    with pytest.raises(UndoError):
        journal.next_redo(content)


def test_several_files_come_and_go_together(project_copy: ProjectCopy) -> None:
    content = project_copy.project.content.resolve()
    one, two = content / "places.yaml", content / "editions" / "new.yaml"
    old = one.read_bytes()
    journal.write(content, "content", {one: (old, b"a"), two: (None, b"b")}, "two files")
    entry = journal.next_undo(content)
    # As a run leaves it that was killed half-way: what is done stays done.
    two.unlink()
    journal.undo(content, "content", entry)
    assert (one.read_bytes(), two.exists()) == (old, False)
    journal.redo(content, "content", journal.next_redo(content))
    assert (one.read_bytes(), two.read_bytes()) == (b"a", b"b")
    two.write_bytes(b"edited")
    with pytest.raises(UndoError, match=r"editions/new\.yaml was edited since"):
        journal.undo(content, "content", journal.next_undo(content))
    assert one.read_bytes() == b"a"


def test_what_never_came_to_pass_is_not_taken_back(project_copy: ProjectCopy) -> None:
    content = project_copy.project.content
    path = content / "places.yaml"
    old = path.read_bytes()
    journal.write(content, "content", {path: (old, b"new")}, "a change")
    path.write_bytes(old)  # a run that was killed behind its entry
    with pytest.raises(UndoError, match="«a change» is not in the files already"):
        journal.undo(content, "content", journal.next_undo(content))
    assert path.read_bytes() == old


@pytest.mark.parametrize("when", ["before", "behind"])
def test_a_change_that_is_ended_by_a_person_is_kept_in_the_journal_if_it_came_to_pass(
    demo_copy: DemoCopy, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    content = demo_copy.project.content
    path = content / "places.yaml"
    old = path.read_bytes()
    rename = Path.replace

    def ended(self: Path, target: Path) -> Path:
        if target.name != path.name:
            return rename(self, target)
        if when == "behind":
            rename(self, target)
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", ended)
    with pytest.raises(KeyboardInterrupt):
        journal.write(content, "content", {path: (old, b"new")}, "a change")
    monkeypatch.undo()
    assert path.read_bytes() == (old if when == "before" else b"new")
    entry = journal.next_undo(content)
    if when == "before":
        with pytest.raises(UndoError, match="«a change» is not in the files already"):
            journal.undo(content, "content", entry)
    else:
        journal.undo(content, "content", entry)
    assert path.read_bytes() == old


def test_who_gets_the_briefs_is_kept_for_some_weeks(project_copy: ProjectCopy) -> None:
    root = project_copy.root
    path = project_copy.project.content / "recipients.yaml"
    before = path.read_bytes()

    def add(name: str) -> None:
        fields = (f"email={name}@agency.example", f"name={name}", f"id={name}", "language=en", "ceiling=internal")
        result = run("add", "recipients", "--yes", *(f"--field={each}" for each in fields), folder=root)
        assert result.exit_code == 0, result.output

    def kept(name: str) -> bool:
        return any(name.encode() in each.read_bytes() for each in (root / ".briefgen" / "journal").iterdir())

    add("ana")
    with_ana = path.read_bytes()
    assert run("undo", "--yes", folder=root).exit_code == 0
    assert path.read_bytes() == before
    assert run("redo", "--yes", folder=root).exit_code == 0
    assert path.read_bytes() == with_ana
    (entry,) = (root / ".briefgen" / "journal").iterdir()
    data = json.loads(entry.read_bytes())
    then = datetime.now().astimezone() - journal_apart.KEPT
    for days, known in ((1, True), (-1, False)):
        entry.write_text(json.dumps({**data, "at": (then + timedelta(days=days)).isoformat()}), encoding="utf-8")
        assert bool(journal.entries(project_copy.project.content)) == known
    path.write_bytes(before)
    add("nino")
    assert (kept("ana@"), kept("nino@")) == (False, True)


def test_what_is_beside_the_content_is_taken_back_by_itself(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    said: list[str | None] = [None]

    def note(new: str) -> None:
        def put(before: Callable[[], None]) -> None:
            before()
            said.append(new)

        journal.write_noted(folder, journal.ACCOUNT, {"f": (said[-1], new)}, new, put)

    beside = journal.Beside("f", lambda _: said[-1], lambda _, then: said.append(then))
    note("1")
    edit(folder, "a.yaml", b"1")
    note("2")
    edit(folder, "a.yaml", b"2")
    one, _, two, _ = journal.entries(folder)
    with pytest.raises(journal.UndoError, match="something else"):
        journal.undo(folder, "content", one, beside)
    journal.undo(folder, "content", two, beside)
    journal.undo(folder, "content", one, beside)
    assert (said[-1], (folder / "a.yaml").read_bytes()) == (None, b"2")
    edit(folder, "a.yaml", b"3")  # what was taken back elsewhere can be made again still
    journal.redo(folder, "content", journal.next_redo(folder, journal.ACCOUNT), beside)
    assert said[-1] == "1"
    said.append("by hand")
    with pytest.raises(journal.UndoError, match="f was edited since"):
        journal.undo(folder, "content", journal.next_undo(folder, journal.ACCOUNT), beside)
    note("3")
    assert [(each.what, each.undone) for each in journal.entries(folder)] == [
        ("1", False), ("x", False), ("x", False), ("x", False), ("3", False),
    ]  # fmt: skip


def test_what_is_noted_behind_a_change_does_not_make_it_again(project_copy: ProjectCopy) -> None:
    content = project_copy.project.content
    for number in (1, 2):
        set_value(content, "content", "cooperation.title.en", f"Title {number}", always=True)
    first, second = journal.entries(content)
    journal.undo(content, "content", second)
    journal.note_what_stays(content, second, "it was issued")
    journal.note_what_stays(content, first, "it was issued, too")
    assert [(each.undone, each.stays) for each in journal.entries(content)] == [
        (False, "it was issued, too"),
        (True, "it was issued"),
    ]
    assert journal.next_undo(content).number == first.number
    set_value(content, "content", "cooperation.title.en", "Title 3", always=True)  # the second one is gone with this
    kept = journal.entries(content)
    journal.note_what_stays(content, second, "it was issued")
    assert journal.entries(content) == kept


def test_the_journal_is_bounded_private_and_ignored(project_copy: ProjectCopy, monkeypatch: pytest.MonkeyPatch) -> None:
    content = project_copy.project.content
    path = content / "places.yaml"
    start = path.read_bytes()
    monkeypatch.setattr(journal, "MOST", 3)
    for number in range(6):
        journal.write(content, "content", {path: (path.read_bytes(), b"%d" % number)}, str(number))
    assert [entry.what for entry in journal.entries(content)] == ["3", "4", "5"]
    monkeypatch.setattr(journal, "MOST_BYTES", len(start))
    journal.write(content, "content", {path: (b"5", start * 2)}, "large")
    assert [entry.what for entry in journal.entries(content)] == ["large"]  # the last one stays
    own = project_copy.root / ".briefgen"
    assert own.stat().st_mode & 0o077 == 0
    assert (own / ".gitignore").read_text() == "*\n"


def test_content_in_no_project_is_changed_all_the_same(tmp_path: Path) -> None:
    journal.write(tmp_path, "content", {tmp_path / "a.yaml": (None, b"a")}, "a")
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]
    assert journal.entries(tmp_path) == []


# Edges, without a project of pages


def folder_of(tmp_path: Path) -> Path:
    (tmp_path / "briefgen.toml").write_text('languages = ["en"]', encoding="utf-8")
    (tmp_path / "content").mkdir()
    return tmp_path / "content"


def edit(folder: Path, name: str, new: bytes | None, what: str = "x") -> None:
    path = folder / name
    old = path.read_bytes() if path.exists() else None
    journal.write(folder, "content", {path: (old, new)}, what)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder.parent / ".briefgen" / "journal").iterdir())


def test_an_entry_says_what_was_in_one_line_and_has_the_next_number(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    edit(folder, "a.yaml", b"1", "one\n two  three")
    edit(folder, "a.yaml", b"2")
    (folder.parent / ".briefgen" / "journal" / "00000001.json").unlink()
    edit(folder, "a.yaml", b"3")
    assert names(folder) == ["00000002.json", "00000003.json"]
    edit(folder, "b.yaml", b"4", "one\n two  three")
    entry = journal.last(folder)
    assert entry is not None
    assert (entry.number, entry.what, dict(entry.files)) == (4, "one two three", {"b.yaml": (None, "4")})


def test_what_cannot_be_written_leaves_no_entry(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    edit(folder, "a.yaml", b"1")
    with pytest.raises(ChangedError):
        journal.write(folder, "content", {folder / "a.yaml": (b"other", b"2")}, "x")
    assert [entry.number for entry in journal.entries(folder)] == [1]


def test_bytes_that_are_no_text_come_back_as_they_were(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    (folder / "a.yaml").write_bytes(b"\xff\xfe")
    edit(folder, "a.yaml", b"2")
    journal.undo(folder, "content", journal.next_undo(folder))
    assert (folder / "a.yaml").read_bytes() == b"\xff\xfe"


def test_only_what_was_shown_is_taken_back_and_made_again_in_turn(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    for number in (b"1", b"2"):
        edit(folder, "a.yaml", number)
    first, second = journal.entries(folder)
    with pytest.raises(journal.UndoError, match="something else was changed just now"):
        journal.undo(folder, "content", first)
    with pytest.raises(journal.UndoError, match="there is nothing to make again"):
        journal.next_redo(folder)
    journal.undo(folder, "content", second)
    journal.undo(folder, "content", first)
    assert not (folder / "a.yaml").exists()
    with pytest.raises(journal.UndoError, match="there is no change to take back"):
        journal.next_undo(folder)
    assert journal.next_redo(folder).number == 1
    with pytest.raises(journal.UndoError, match="something else"):
        journal.redo(folder, "content", second)
    journal.redo(folder, "content", journal.next_redo(folder))
    assert ((folder / "a.yaml").read_bytes(), [each.undone for each in journal.entries(folder)]) == (
        b"1",
        [False, True],
    )
    edit(folder, "a.yaml", b"3")
    assert [each.number for each in journal.entries(folder)] == [1, 3]  # what was taken back can't be made again


def test_what_a_killed_run_had_done_stays_done_and_what_was_edited_stops_all(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    for name in "ab":
        (folder / name).write_bytes(b"1")
    journal.write(folder, "content", {folder / name: (b"1", b"2") for name in "ab"}, "both")
    (folder / "a").write_bytes(b"1")
    journal.undo(folder, "content", journal.next_undo(folder))
    assert [(folder / name).read_bytes() for name in "ab"] == [b"1", b"1"]
    (folder / "a").write_bytes(b"2")
    (folder / "b").write_bytes(b"2")
    with pytest.raises(journal.UndoError, match="«both» is in the files already"):
        journal.redo(folder, "content", journal.next_redo(folder))
    assert journal.next_undo(folder).what == "both"
    (folder / "b").write_bytes(b"3")
    with pytest.raises(journal.UndoError, match="content/b was edited since, by hand or by another program"):
        journal.undo(folder, "content", journal.next_undo(folder))
    assert (folder / "a").read_bytes() == b"2"


def test_what_an_older_version_kept_out_is_listed_and_not_taken_back(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    edit(folder, "a.yaml", b"1")
    (path,) = (folder.parent / ".briefgen" / "journal").iterdir()
    data = {**json.loads(path.read_bytes()), "files": {}, "private": ["recipients.yaml"]}
    del data["place"]
    path.write_text(json.dumps(data), encoding="utf-8")
    entry = journal.last(folder)
    assert entry is not None
    assert (dict(entry.files), entry.place) == ({}, journal.CONTENT)
    with pytest.raises(journal.UndoError, match="nothing is kept of what was there before"):
        journal.undo(folder, "content", entry)
    assert journal.entries(folder) == []


@pytest.mark.parametrize(
    "change",
    [
        {"files": {"/nowhere/else": ["a", "b"]}}, {"files": {"../x": ["a", "b"]}}, {"files": []}, {"number": "x"},
        {"files": {"a": ["b"]}}, {"place": "elsewhere"}, {"place": "account", "files": {"a": ["", ""], "b": ["", ""]}},
        {"files": {"a": [1, "b"]}}, {"place": "recipients", "at": "2026-01-01"}, {"place": "recipients", "at": "never"},
        {"number": float("inf")}, {"number": 10**308}, {"number": -1}, {"number": True}, {"number": 2},
        {"what": {"words": "{0}", "about": {"a": "b"}}}, {"what": {"words": "{a.__class__}", "about": {"a": "b"}}},
        {"what": {"words": "{a:9999999999999}", "about": {"a": "b"}}}, {"stays": {"name": "a", "texts": "b"}},
        {"what": {"words": "{a[0]}", "about": {"a": "b"}}}, {"what": {"written": 1}},
    ],
)  # fmt: skip
def test_what_is_no_entry_of_ours_is_passed_over(tmp_path: Path, change: dict[str, Any]) -> None:
    folder = folder_of(tmp_path)
    edit(folder, "a.yaml", b"1")
    path = folder.parent / ".briefgen" / "journal" / "00000001.json"
    data = json.loads(path.read_bytes())
    path.write_text(json.dumps({**data, "undone": "yes", "stays": "sent"}), encoding="utf-8")
    (entry,) = journal.entries(folder)
    assert (entry.undone, entry.stays) == (False, "sent")
    path.write_text(json.dumps({**data, **change}), encoding="utf-8")
    assert journal.entries(folder) == []


def test_what_others_put_into_the_journal_stops_no_change_and_is_no_change(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    own = folder.parent / ".briefgen" / "journal"
    edit(folder, "a.yaml", b"1")
    journal.undo(folder, "content", journal.next_undo(folder))
    for name in ("00000001 (conflicted copy).json", "00000009.json"):  # as a program leaves them that keeps folders
        (own / name).write_bytes((own / "00000001.json").read_bytes())
    edit(folder, "a.yaml", b"2")
    edit(folder, "a.yaml", b"3")
    assert [(each.number, each.undone) for each in journal.entries(folder)] == [(2, False), (3, False)]


def test_a_change_that_is_gone_already_is_no_mistake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = folder_of(tmp_path)
    edit(folder, "a.yaml", b"1")
    journal.undo(folder, "content", journal.next_undo(folder))
    unlink = Path.unlink
    monkeypatch.setattr(
        Path, "unlink", lambda path, missing_ok=False: (unlink(path, True), unlink(path, missing_ok))[0]
    )
    edit(folder, "a.yaml", b"2")
    assert [each.number for each in journal.entries(folder)] == [2]


def test_the_oldest_entries_go_and_the_last_one_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = folder_of(tmp_path)
    monkeypatch.setattr(journal, "MOST", 3)
    for number in range(1, 6):
        edit(folder, "a.yaml", b"%d" % number)
    assert [each.number for each in journal.entries(folder)] == [3, 4, 5]
    monkeypatch.setattr(journal, "MOST_BYTES", 1000)
    edit(folder, "b.yaml", b"x" * 700)
    assert [each.number for each in journal.entries(folder)] == [6]
    edit(folder, "b.yaml", b"x" * 2000)
    assert [each.number for each in journal.entries(folder)] == [7]
    for number in range(1, 6):  # elsewhere, which makes none go here
        texts = {"f": (None, f"{number}" * 600)}
        journal.write_noted(folder, journal.RECIPIENTS, texts, "x", lambda before: before())
    assert [(each.number, each.place) for each in journal.entries(folder)] == [
        (7, journal.CONTENT), (12, journal.RECIPIENTS),
    ]  # fmt: skip
