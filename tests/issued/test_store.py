"""The folder of an issued version: whatever was touched in it is noticed and named."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from briefgen.issued.facts import FactsError
from briefgen.issued.store import (
    ENDINGS,
    FACTS,
    IssueError,
    TamperedError,
    issued,
    issued_editions,
    open_issued,
    snapshots,
    versions,
)
from briefgen.project.formats import FORMATS, FormatError
from tests.issued.versions import facts, freeze, printed


def test_what_is_whole_has_no_faults_and_is_read(tmp_path: Path) -> None:
    issued = freeze(tmp_path, content_json="{}", theme__plain__page_css="p { }\n")
    assert issued.faults() == []
    issued.require_whole()
    assert issued.read("content.json") == b"{}"
    assert issued.name == "forum@1"
    assert open_issued(tmp_path, "forum").facts == issued.facts


def test_what_was_changed_is_missing_or_was_added_is_named(tmp_path: Path) -> None:
    issued = freeze(tmp_path, a_json="a\n", b_json="b\n", c_json="c\n", d_json="d\n")
    (issued.folder / "a.json").write_text("A\n")
    (issued.folder / "b.json").write_bytes(b"b\r\n")
    (issued.folder / "c.json").unlink()
    (issued.folder / "d.json").unlink()
    (issued.folder / "d.json").symlink_to(issued.folder / "a.json")
    (issued.folder / "more").mkdir()
    (issued.folder / "more" / "e.json").write_text("")
    (issued.folder / "away").symlink_to(tmp_path)
    faults = issued.faults()
    assert faults[:3] == ["a.json was changed", f"b.json was changed{ENDINGS}", "c.json is missing"]
    assert faults[3].startswith("d.json ")
    assert faults[4:] == ["away was added", "more/e.json was added"]
    with pytest.raises(TamperedError, match=r"forum@1 is not as it was issued:\n  a\.json was changed\n  b\.json"):
        issued.require_whole()
    with pytest.raises(TamperedError, match=r"forum@1 is not as it was issued: a\.json was changed$"):
        issued.read("a.json")
    with pytest.raises(TamperedError, match=r"e\.json was changed$"):
        issued.read("more/e.json")  # there, but not frozen


def test_only_ends_of_lines_are_taken_for_what_git_does(tmp_path: Path) -> None:
    issued = freeze(tmp_path, a_json="a\nb\n")
    for data, ends in ((b"a\r\nb\r\n", True), (b"a\r\nb\n", True), (b"a\n\rb\n", False), (b"a\r\nB\r\n", False)):
        (issued.folder / "a.json").write_bytes(data)
        assert issued.faults() == [f"a.json was changed{ENDINGS if ends else ''}"]


def test_what_systems_leave_in_folders_is_not_minded(tmp_path: Path) -> None:
    issued = freeze(tmp_path, content_json="{}")
    for name in (".DS_Store", "theme/.hidden", ".git/HEAD"):
        (issued.folder / name).parent.mkdir(exist_ok=True)
        (issued.folder / name).write_text("")
    assert issued.faults() == []


@pytest.mark.parametrize(
    "name", ["../out", "/out", "a/../b", ".hidden", "a//b", "a\\b", "a\x1fb", "a\nb", "", "a/", "trees/.x"]
)
def test_no_name_in_the_facts_leads_elsewhere(name: str) -> None:
    for changes in ({"frozen": {name: "0" * 64}}, {"files": {name: printed()}}, {"theme": name}):
        with pytest.raises(FactsError):
            facts(**changes)
    with pytest.raises(FactsError):
        printed(name)


def test_names_that_stay_in_the_folder_are_taken() -> None:
    for name in ("a", "theme/plain/page.css", "trees/full_ka.tree.json", "our logo.png"):
        assert facts(frozen={name: "0" * 64}).frozen
    with pytest.raises(FactsError):
        facts(files={"a/b.pdf": printed()})
    for wrong in ("0" * 63, "0" * 65, "G" * 64, "A" * 64):
        with pytest.raises(FactsError):
            facts(frozen={"a": wrong})


def test_what_a_file_is_stands_beside_it_whatever_it_is_called(tmp_path: Path) -> None:
    recorded: dict[str, Any] = {"brief": "full", "language": "ka", "format": "docx"}
    files = {"For the Minister.bin": replace(printed(), **recorded)}
    told = open_issued(tmp_path, freeze(tmp_path, facts(files=files)).name).facts
    assert told.of("For the Minister.bin") == ("full", "ka", FORMATS["docx"])
    other = facts(files={"a.pdf": replace(printed(), **{**recorded, "format": "odt"})})
    with pytest.raises(FormatError, match=r"a\.pdf: there is no format 'odt'; there are pdf, docx, html"):
        other.of("a.pdf")


def test_of_a_version_of_before_the_names_say_what_its_files_are(tmp_path: Path) -> None:
    issued = freeze(tmp_path, facts(files={"forum_change_note_ka.pdf": printed()}))
    text = (issued.folder / FACTS).read_text(encoding="utf-8")
    assert not {'"brief"', '"language"'} & {*text.replace(":", " ").split()}  # as it was written then: its seal holds
    assert open_issued(tmp_path, "forum").facts.of("forum_change_note_ka.pdf") == ("change_note", "ka", FORMATS["pdf"])
    half = {**issued.facts.files, "b.pdf": replace(printed(), brief="full")}
    (issued.folder / FACTS).write_text(
        json.dumps(asdict(facts(files=half).sealed()), indent=1) + "\n", encoding="utf-8"
    )
    with pytest.raises(TamperedError):  # a version says it of all of its files or of none
        open_issued(tmp_path, "forum")


def test_facts_have_their_own_seal_and_nothing_unknown(tmp_path: Path) -> None:
    issued = freeze(tmp_path, content_json="{}")
    path = issued.folder / FACTS
    text = path.read_text(encoding="utf-8")
    assert issued.facts.sealed() == issued.facts

    def refused(changed: str, message: str) -> None:
        path.write_bytes(changed.encode())
        with pytest.raises(TamperedError, match=message):
            open_issued(tmp_path, "forum@1")

    refused(text.replace("2030-05-02", "2030-05-03"), "was changed$")
    refused(text.replace('"seal": "', '"seal": "0'), "was changed$")
    refused(text.replace("\n", "\r\n"), "only its line endings")
    refused(text + "\n", "was changed$")
    refused(
        text.replace('"format_version": 1', '"format_version": 2'), "can't be read by this briefgen: format_version: "
    )
    refused("{", r"can't be read by this briefgen: (?!:)")
    for more in ({"surprise": 1}, {"version": "1"}):
        refused(json.dumps(asdict(issued.facts) | more), f"can't be read by this briefgen: {next(iter(more))}: ")
    path.unlink()
    with pytest.raises(TamperedError, match=r"issued\.json is missing"):
        open_issued(tmp_path, "forum@1")


def test_facts_are_those_of_their_folder(tmp_path: Path) -> None:
    first = freeze(tmp_path).folder
    for edition, version in (("forum", 2), ("other", 1)):
        folder = tmp_path / "editions" / f"{edition}.issued" / f"v{version}"
        folder.mkdir(parents=True)
        (folder / FACTS).write_bytes((first / FACTS).read_bytes())
        with pytest.raises(TamperedError, match="was changed"):
            open_issued(tmp_path, f"{edition}@{version}")


def test_a_version_is_named_by_its_number_or_is_the_last(tmp_path: Path) -> None:
    for version in (1, 2, 10):
        freeze(tmp_path, facts(version=version))
    freeze(tmp_path, facts("forum-later", 7))
    assert versions(tmp_path, "forum") == [1, 2, 10]
    assert issued_editions(tmp_path) == ["forum", "forum-later"]
    assert [open_issued(tmp_path, name).facts.version for name in ("forum", "forum@2", "forum@v1")] == [10, 2, 1]
    for name in ("forum@3", "forum@", "forum@x", "forum@v", "forum@vv1", "forum@²"):
        with pytest.raises(IssueError, match=r"there is no forum@.*; issued were: forum@1, forum@2, forum@10$"):
            open_issued(tmp_path, name)
    with pytest.raises(IssueError, match="nothing was issued of 'forun'; did you mean forum"):
        open_issued(tmp_path, "forun")
    with pytest.raises(IssueError, match=r"nothing was issued of 'quite'; issued were: forum, forum-later$"):
        open_issued(tmp_path, "quite@1")
    with pytest.raises(IssueError, match=r"issued were: none$"):
        open_issued(tmp_path / "editions", "forum")


def test_versions_are_in_order_and_editions_may_have_any_name(tmp_path: Path) -> None:
    for version in (11, 3, 12, 1, 10, 2):
        freeze(tmp_path, facts("used-guides", version))
    assert versions(tmp_path, "used-guides") == [1, 2, 3, 10, 11, 12]
    assert issued_editions(tmp_path) == ["used-guides"]


def test_a_file_is_no_version(tmp_path: Path) -> None:
    freeze(tmp_path)
    (tmp_path / "editions" / "forum.issued" / "v2").write_text("")
    assert versions(tmp_path, "forum") == [1]


def test_a_folder_that_is_a_link_is_no_version(tmp_path: Path) -> None:
    freeze(tmp_path / "other", facts())
    (tmp_path / "editions").mkdir()
    (tmp_path / "editions" / "forum.issued").symlink_to(tmp_path / "other" / "editions" / "forum.issued")
    assert versions(tmp_path, "forum") == []


def test_snapshots_are_those_of_all_versions_that_are_whole(tmp_path: Path) -> None:
    freeze(tmp_path, facts(version=1), content_json="1")
    second = freeze(tmp_path, facts(version=2), content_json="2")
    freeze(tmp_path, facts("later"), content_json="3")
    assert list(snapshots(tmp_path)) == ["1", "2", "3"]
    (second.folder / "content.json").write_text("x")
    assert list(snapshots(tmp_path, skip_tampered=True)) == ["1", "3"]
    with pytest.raises(TamperedError):
        list(snapshots(tmp_path))


def test_the_same_content_is_told_once_and_damage_elsewhere_hides_nothing(tmp_path: Path) -> None:
    for edition, text in (("a", "one"), ("b", "one"), ("c", "one"), ("d", "two")):
        freeze(tmp_path, facts(edition), content_json=text)
    (tmp_path / "editions" / "a.issued" / "v1" / "content.json").write_text("damaged")
    assert list(snapshots(tmp_path, skip_tampered=True)) == ["one", "two"]
    with pytest.raises(TamperedError, match="a@1"):
        list(snapshots(tmp_path))


def test_what_was_issued_is_found_by_one_look_at_the_folder(tmp_path: Path) -> None:
    for name in ("a.issued/v1", "a.issued/v12", "b.issued/v2", "b.issued/w3", "c.issued", "d/v1"):
        (tmp_path / "editions" / name).mkdir(parents=True)
    found = issued(tmp_path)
    assert {edition: sorted(versions) for edition, versions in found.items()} == {"a": [1, 12], "b": [2]}
    assert found["a"][12] == tmp_path / "editions" / "a.issued" / "v12"
