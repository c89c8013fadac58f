"""What issuing, printing again and comparing do with what they are given; what gives it is tried elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from briefgen.document.accepting import is_marked, reject
from briefgen.document.tree import Document
from briefgen.document.tree_json import dump
from briefgen.formats.run import Hole
from briefgen.issued.store import IssueError, TamperedError, open_issued, sha256
from briefgen.issuing import issue as issuing
from briefgen.issuing import redline as comparing
from briefgen.issuing import reprint as printing
from briefgen.issuing.issue import issue
from briefgen.issuing.redline import redline
from briefgen.issuing.reprint import reprint
from briefgen.making.compose import Job, Print
from briefgen.making.output import Built
from briefgen.problems.mistakes import Mistake
from briefgen.project.formats import FORMATS
from briefgen.proof import ProofError
from tests.formats.trees import document, paragraph
from tests.issued.versions import facts, freeze, printed

WHAT: dict[str, Any] = {"brief": "full", "language": "ka", "format": "pdf"}
UNPRINTED = replace(printed("trees/a.json"), **WHAT)
FILE = Built(Path("a.pdf"), 1, 3, 0, "", holes=(Hole(2, 30, "what follows"),))
OLD, NEW = document(paragraph("old words")), document(paragraph("new words"))


def project(root: Path, **settings: Any) -> Any:
    told = {"briefs": ["full", "summary"], "formats": ["pdf", "html", "docx"], **settings}
    return SimpleNamespace(
        root=root, content=root / "content", output=root / "output",
        output_folder=lambda out: out or root / "output", settings=SimpleNamespace(**told), letterhead=None,
        name_of=lambda path: path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name,
        catalogue_files=lambda language: (), catalogue_folder=root / "catalogues",
        template_folders=(),
    )  # fmt: skip


def prepared(edition: str, tree: Document, *formats: str, brief: str = "full", version: int = 1) -> Any:
    prints = tuple(Print(Job(edition, brief, "ka", formats), FORMATS[format], tree) for format in formats)
    row = SimpleNamespace(drafter="First Example", version=version, as_of="2030-05")
    return SimpleNamespace(
        edition=edition, prints=prints,
        content=SimpleNamespace(editions={edition: row}, people=SimpleNamespace(persons=())),
        letterhead=None, gaps=("gap",), problems=(), notes=("note",),
        theme=SimpleNamespace(folder=Path("theme/plain"), bases=()),
        products=SimpleNamespace(run=SimpleNamespace(letterhead=None)),
    )  # fmt: skip


# Comparing -----------------------------------------------------------------------------------------------------------


class Compared:
    """A project of which forum@1 and forum@2 were issued; what is asked of it is noted."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.project = project(root)
        self.asked: list[dict[str, Any]] = []
        self.prints: dict[str, Document] = {}
        self.more: tuple[Any, ...] = ()
        self.trees = {"forum": NEW, "later": OLD}
        tree = dump(OLD)
        for version in (1, 2):
            files = {"forum_full_ka.pdf": printed("trees/a.json"), "forum_summary_ka.pdf": printed("trees/a.json")}
            self.issued = freeze(
                root / "content", facts(version=version, files=files), trees__a_json=tree, content_json="{}"
            )
        held = SimpleNamespace(project=self.project, products=lambda letterhead, reviewer: reviewer)
        monkeypatch.setattr(comparing, "opened", lambda given: held)
        monkeypatch.setattr(comparing, "prepare", self.prepare)
        monkeypatch.setattr(comparing, "write_documents", self.write)
        monkeypatch.setattr(comparing, "restore", lambda text, name: prepared("forum", NEW).content)
        monkeypatch.setattr(comparing, "withheld", lambda content, paths, readers: set())

    def prepare(self, held: Any, **how: Any) -> Any:
        self.asked.append(how)
        return prepared(how["edition"], self.trees[how["edition"]], *how["formats"], brief=how["briefs"][0])

    def write(self, out: Path, content: Any, edition: str, prints: Sequence[Print], *more: Any) -> tuple[Any, ...]:
        self.prints, self.more = {each.name: each.document for each in prints}, (out, edition, *more)
        return (FILE,)

    def redline(self, *names: str, **how: Any) -> Any:
        return redline(self.project, *names, **how)


@pytest.fixture
def compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Compared:
    return Compared(tmp_path, monkeypatch)


def test_an_edition_is_compared_with_its_last_version_or_the_one_that_is_named(compared: Compared) -> None:
    against, files, unchanged = compared.redline("forum")
    assert (against, files, unchanged) == ("forum@2", (FILE,), frozenset())
    assert compared.redline("forum@1")[0] == "forum@1"
    assert compared.redline("later", "forum@1")[0] == "forum@1"
    assert [how["edition"] for how in compared.asked] == ["forum", "forum", "later"]
    (compared.issued.folder / "more").write_text("")
    with pytest.raises(TamperedError):
        compared.redline("forum")


def test_a_redline_leads_from_the_old_words_to_the_new_ones(compared: Compared) -> None:
    compared.redline("forum")
    both = compared.prints["forum_redline_ka.pdf"]
    assert is_marked(both)
    assert reject(both).blocks == OLD.blocks
    out, edition, reviewer, _ = compared.more
    assert (out, edition) == (compared.project.output, "forum")
    assert (reviewer.author, reviewer.date) == ("First Example", "2019-10-14")


def test_it_is_of_the_first_brief_in_the_formats_that_show_one_unless_others_are_named(compared: Compared) -> None:
    compared.redline("forum", out=Path("there"))
    assert compared.asked[-1] == {
        "edition": "forum", "briefs": ["full"], "languages": (), "formats": ["pdf", "html", "docx"], "draft": False,
        "with_problems": False,
    }  # fmt: skip
    assert compared.more[0] == Path("there")
    assert sorted(compared.prints) == [f"forum_redline_ka.{ending}" for ending in ("docx", "html", "pdf")]
    compared.redline("forum", brief="summary", formats=["html"], languages=["ka"], draft=True)
    assert compared.asked[-1] == {
        "edition": "forum", "briefs": ["summary"], "languages": ["ka"], "formats": ["html"], "draft": True,
        "with_problems": False,
    }  # fmt: skip
    assert sorted(compared.prints) == ["forum_summary-redline_ka.html"]


def test_an_edition_may_be_compared_with_another_as_it_stands(compared: Compared) -> None:
    against, _, unchanged = compared.redline("forum", "later")
    assert (against, unchanged) == ("later", frozenset())
    assert [how["edition"] for how in compared.asked] == ["forum", "later"]
    compared.trees["forum"] = OLD
    names = {f"forum_redline_ka.{ending}" for ending in ("docx", "html", "pdf")}
    assert compared.redline("forum", "later")[2] == names  # nothing differs


def test_what_to_compare_with_is_named_once_and_there(compared: Compared) -> None:
    with pytest.raises(IssueError, match="forum@1 names a version already"):
        compared.redline("forum@1", "later")
    with pytest.raises(IssueError, match="nothing was issued of later yet"):
        compared.redline("later")


# Printing again ------------------------------------------------------------------------------------------------------


def built(name: str, data: bytes, pages: int | None = None) -> Built:
    return Built(Path(name), len(data), pages, 0.0, sha256(data))


@pytest.fixture
def reprinted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Return what prints forum@1, whose files a and b were of 1 and 2 bytes, as the bytes that are given."""
    files = {name: replace(printed(), sha256=sha256(data)) for name, data in (("a", b"1"), ("b", b"22"))}
    freeze(tmp_path / "content", facts(files=files))
    monkeypatch.setattr(printing, "_theme", lambda issued: None)
    monkeypatch.setattr(printing, "tools_of", lambda theme: {})
    monkeypatch.setattr(printing, "_why", lambda issued, now: "WHY")

    def again(a: bytes, b: bytes, **how: Any) -> Any:
        data = {"a": a, "b": b}
        made = tuple(built(name, each) for name, each in data.items())
        monkeypatch.setattr(printing, "produce_again", lambda *given: (made, dict(data)))
        return reprint(project(tmp_path), "forum", **how)

    return again


def test_the_very_bytes_are_written_to_a_folder_of_the_version(reprinted: Callable[..., Any], tmp_path: Path) -> None:
    done = reprinted(b"1", b"22")
    folder = tmp_path / "output" / "forum@1"
    assert (done.name, done.differing) == ("forum@1", ())
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.name in "ab"} == {"a": b"1", "b": b"22"}
    told = json.loads((folder / "manifest.json").read_text())
    assert (told["edition"], told["version"], told["content"]) == ("forum", 1, "0123456789ab")
    reprinted(b"1", b"22", out=tmp_path / "there")
    assert (tmp_path / "there" / "forum@1" / "a").exists()


def test_other_bytes_are_written_only_anyway(reprinted: Callable[..., Any], tmp_path: Path) -> None:
    with pytest.raises(IssueError, match=r"^not the bytes that were issued as forum@1: b\nWHY\nnothing was written"):
        reprinted(b"1", b"x")
    assert not (tmp_path / "output").exists()
    done = reprinted(b"1", b"x", anyway=True)
    assert (done.differing, done.why) == (("b",), "WHY")
    assert (tmp_path / "output" / "forum@1" / "b").read_bytes() == b"x"
    assert reprinted(b"1", b"22", anyway=True).differing == ()


def test_what_was_touched_is_not_printed_and_what_can_not_be_says_why(
    reprinted: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(theme: object) -> dict[str, str]:
        raise Mistake("no such face")

    with monkeypatch.context() as patch:
        patch.setattr(printing, "tools_of", fail)
        with pytest.raises(IssueError, match=r"^forum@1 can't be printed any more: no such face\nWHY$"):
            reprinted(b"1", b"22", anyway=True)

        def differ(theme: object) -> dict[str, str]:
            raise ProofError("a", ["page 1: “one” is missing"])

        patch.setattr(printing, "tools_of", differ)
        with pytest.raises(IssueError) as refused:
            reprinted(b"1", b"22", anyway=True)
        assert "“one”" not in refused.value.briefly  # what a clerk reads; the rest is folded below
        assert refused.value.briefly.startswith("forum@1 can't be printed any more: a is not what the content says")
        assert refused.value.technical == ["page 1: “one” is missing", "WHY"]
    (open_issued(tmp_path / "content", "forum").folder / "more").write_text("")
    with pytest.raises(TamperedError):
        reprinted(b"1", b"22", anyway=True)


# Issuing -------------------------------------------------------------------------------------------------------------


class Issuing:
    """A project with an edition forum, whose version can be raised; what is done is noted."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.project = project(root)
        (root / "content" / "editions").mkdir(parents=True)
        self.version = 1
        self.done: list[Any] = []
        held = SimpleNamespace(project=self.project, changed=lambda content: self.done.append("opened anew"))
        note: Any = self.done.append
        for name, instead in (
            ("opened", lambda given: held),
            ("prepare", lambda given, **how: prepared("forum", NEW, "pdf", version=self.version)),
            ("_require_nothing_lost", lambda given, content, without: note(("lost", without))),
            ("_frozen", lambda given, ready: ({"content.json": b"{}", "in/b": b"2"}, {"a.pdf": UNPRINTED})),
            ("identity", lambda content, edition, theme=None: {"edition": edition, "content": "0123456789ab"}),
            ("tools_of", lambda theme: {"tool": "1"}),
            ("set_value", self.set),
            ("produce_again", lambda issued, folder, progress: ((built("a.pdf", b"pdf", 4),), {"a.pdf": b"pdf"})),
            ("put", lambda folder, identity, files, data: note(("put", folder, identity["edition"], data))),
            ("journal", SimpleNamespace(last=lambda content: "step", note_what_stays=lambda *given: note(given[1:]))),
        ):
            monkeypatch.setattr(issuing, name, instead)

    def set(self, content: Path, name: str, path: str, value: str) -> None:
        self.done.append((path, value))
        self.version = int(value)


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Issuing:
    return Issuing(tmp_path, monkeypatch)


def test_what_is_issued_is_whole_and_says_all_of_it(shop: Issuing) -> None:
    done = issue(shop.project, "2030-05-02", without=["x"])
    found = open_issued(shop.project.content, "forum")
    found.require_whole()
    assert found.facts == done.issued.facts
    assert found.folder == done.issued.folder
    told = found.facts
    assert (told.version, told.as_of, told.issued, told.content) == (1, "2030-05", "2030-05-02", "0123456789ab")
    assert (told.theme, told.letterhead, told.tools) == ("plain", None, {"tool": "1"})
    assert told.frozen.keys() == {"content.json", "in/b"}
    assert asdict(told.files["a.pdf"]) == {
        "tree": "trees/a.json", "sha256": sha256(b"pdf"), "bytes": 3, "pages": 4, **WHAT,
        "audience": "", "personal": False, "copy": 0, "holder": "", "profile": "",
    }  # fmt: skip
    assert shop.done == [("lost", ["x"]), ("put", shop.project.output / "forum", "forum", {"a.pdf": b"pdf"})]
    assert "-text" in (shop.project.root / ".gitattributes").read_text()
    assert list(map(str, (*done.result.gaps, *done.result.notes))) == ["gap", "note"]


def test_a_version_is_issued_once_and_the_next_is_one_higher_than_the_last(shop: Issuing) -> None:
    issue(shop.project, "2030-05-02")
    freeze(shop.project.content, facts(version=3))
    for version in (1, 2, 3):
        shop.version = version
        with pytest.raises(IssueError, match=r"^forum@3 is issued already.* 4, or .*: briefgen reprint forum@3$"):
            issue(shop.project, "2030-05-02")
    shop.done.clear()
    done = issue(shop.project, "2030-05-03", bump=True, out=shop.project.root / "there")
    assert done.issued.name == "forum@4"
    stays = "content/editions/forum.issued/v4 was issued, and is never written over"
    assert shop.done[1:-1] == [("editions[forum].version", "4"), "opened anew", ("step", stays)]
    assert shop.done[-1][1] == shop.project.root / "there" / "forum"
    shop.version = 7  # raised by hand: nothing to take back
    shop.done.clear()
    assert issue(shop.project, "2030-05-03", bump=True).issued.name == "forum@7"
    assert len(shop.done) == 2
