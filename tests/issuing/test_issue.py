"""What was issued stays: the same bytes for years, noticed when it is touched, never written over, never half there."""

from __future__ import annotations

import json
import re
import shutil
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from briefgen.content.reading.loader import load
from briefgen.issued.facts import Facts
from briefgen.issued.store import Issued, IssueError, TamperedError, open_issued, versions
from briefgen.issuing.environment import lock_of
from briefgen.issuing.issue import UnseenError, issue, to_issue
from briefgen.issuing.log import log
from briefgen.issuing.redline import redline
from briefgen.issuing.reprint import reprint, tools_of
from briefgen.language import FOLDER
from briefgen.look.theme_file import load_theme
from briefgen.making.opened import open_project
from briefgen.making.press import build
from briefgen.making.tools import CODE, LIBRARIES
from briefgen.problems.diagnostics import ProblemsError
from briefgen.project.folder import Project
from briefgen.project.settings import ProjectError
from tests.conftest import DEMO as EDITION
from tests.conftest import ROOT, DemoCopy, ProjectCopy, once_a_run
from tests.forking import Forking, forking
from tests.formats.docx_changes_reading import decided, shown
from tests.formats.docx_reading import parts
from tests.formats.letterheads import letterhead
from tests.logos import raster
from tests.started import FIVE_MEETINGS, GOES_ON
from tests.test_cli import run
from tests.validators import ooxml

DAY = "2030-05-02"
FIRST = f"{EDITION}@1"
HISTORY = "Brief history of cooperation"
NEW_HISTORY = "How both have worked together"


class IssuedCopy(ProjectCopy):
    """A copy of a project of which the edition was issued, on a letterhead."""

    def __init__(self, root: Path, of: Path) -> None:
        self.root = root
        shutil.copytree(of, root)

    @property
    def frozen(self) -> Path:
        return self.root / "content" / "editions" / f"{EDITION}.issued" / "v1"

    @property
    def printed(self) -> dict[str, bytes]:
        """What the output folder of the edition holds, without the manifest."""
        return files_of(self.root / "output" / EDITION)


def files_of(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != "manifest.json")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture(scope="session")
def issued_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> Path:
        copy = DemoCopy(folder / "project")
        (copy.root / "letterhead.docx").write_bytes(letterhead())
        copy.edit("briefgen.toml", "languages", 'letterhead = "letterhead.docx"\nlanguages')
        # With six dates there is a timeline, which on a letterhead is narrower in Word.
        copy.edit("content/cooperation.yaml", GOES_ON, FIVE_MEETINGS + GOES_ON)
        done = issue(copy.project, DAY, EDITION)
        assert done.issued.name == FIRST
        return copy.root

    return once_a_run(tmp_path_factory, "issued", make)


@pytest.fixture
def copy(tmp_path: Path, issued_project: Path) -> IssuedCopy:
    return IssuedCopy(tmp_path / "project", issued_project)


def in_one_format(copy: ProjectCopy, format: str) -> ProjectCopy:
    """Make a project quick to build."""
    copy.edit("briefgen.toml", '["pdf", "docx"]', f'["{format}"]')
    return copy


def test_what_nobody_was_shown_is_not_issued(copy: IssuedCopy) -> None:
    project = open_project(copy.root)
    shown = to_issue(project, EDITION)
    assert (shown.version, shown.before) == (2, 1)

    # Somebody else's was issued meanwhile: the next would be a third one, which nobody has asked for.
    other = copy.frozen.parent / "v2"
    shutil.copytree(copy.frozen, other)
    with pytest.raises(UnseenError, match="issued or changed meanwhile; nothing was issued"):
        issue(project, DAY, EDITION, bump=True, seen=shown.seen)
    shutil.rmtree(other)

    # Somebody else has saved something, which a project that is open hasn't read yet.
    copy.edit("content/cooperation.yaml", HISTORY, NEW_HISTORY)
    with pytest.raises(UnseenError, match="issued or changed meanwhile; nothing was issued"):
        issue(project, DAY, EDITION, bump=True, seen=shown.seen)
    assert versions(copy.project.content, EDITION) == [1]
    assert open_project(copy.root).content.editions[EDITION].version == 1


# Printing again ------------------------------------------------------------------------------------------------------


def test_everything_that_the_files_were_made_of_is_frozen(copy: IssuedCopy) -> None:
    names = {f"trees/full_{language}{word}.tree.json" for language in ("ka", "en") for word in ("", ".docx")}
    names |= {"content.json", "issued.json", "letterhead.docx", "theme/plain/theme.toml", "theme/plain/page.css"}
    names |= {"lock.txt"} if lock_of() else set()  # there is none if the tests run with other packages
    assert set(files_of(copy.frozen)) == names
    assert set(copy.printed) == {f"{EDITION}_full_{lang}.{kind}" for lang in ("ka", "en") for kind in ("pdf", "docx")}
    facts = json.loads((copy.frozen / "issued.json").read_text(encoding="utf-8"))
    assert (facts["edition"], facts["version"], facts["as_of"], facts["issued"]) == (EDITION, 1, "2030-05", DAY)
    assert {
        name: f"{EDITION}_{of['brief']}_{of['language']}.{of['format']}" for name, of in facts["files"].items()
    } == {name: name for name in facts["files"]}
    assert facts["tools"].keys() >= {"briefgen", "weasyprint", "pymupdf-fonts", "python", "platform", CODE, *LIBRARIES}


@pytest.mark.slow
def test_a_reprint_gives_the_very_bytes_though_everything_has_moved_on(copy: IssuedCopy) -> None:
    before = copy.printed
    copy.edit("content/cooperation.yaml", HISTORY, NEW_HISTORY)
    copy.edit(f"content/editions/{EDITION}.yaml", "marking: internal", "marking: public")
    shutil.copytree(ROOT / "templates", copy.root / "templates")
    copy.edit("templates/briefs/full.html.jinja", "{{ sections.fact_sheet(brief) }}", "")
    copy.edit("templates/themes/plain/theme.toml", "ink = ", 'ink = "400000" # ')
    copy.edit("templates/themes/plain/page.css", "", "p { margin-left: 2mm }\n")
    (copy.root / "letterhead.docx").write_bytes(letterhead(first=True, header=False))
    copy.edit("briefgen.toml", "languages", "numbered_paragraphs = true\nlanguages")
    build(copy.project, edition=EDITION)
    now = copy.printed
    assert all(before[name] != now[name.replace(".", "_draft.")] for name in before)  # it did matter

    done = reprint(copy.project, FIRST)
    assert files_of(copy.root / "output" / FIRST) == before
    assert done.differing == ()


@pytest.mark.slow
def test_an_edition_that_is_gone_with_its_theme_can_still_be_printed(tmp_path: Path) -> None:
    copy = in_one_format(DemoCopy(tmp_path / "project"), "pdf")
    logo = '[logo]\nfile = "our logo.png"\nwidth = 20\n'
    copy.write("templates/themes/own/theme.toml", f'extends = "plain"\n{logo}')
    (copy.root / "templates/themes/own/our logo.png").write_bytes(raster(400, 400))
    copy.edit("briefgen.toml", "languages", 'theme = "own"\nlanguages')
    issue(copy.project, DAY, EDITION)
    before = files_of(copy.root / "output" / EDITION)
    shutil.rmtree(copy.root / "templates")
    shutil.rmtree(copy.root / "output")
    (copy.root / f"content/editions/{EDITION}.yaml").unlink()
    reprint(copy.project, EDITION, tmp_path / "elsewhere")
    assert files_of(tmp_path / "elsewhere" / FIRST) == before
    assert not (copy.root / "output").exists()


def test_what_a_file_of_a_language_may_no_longer_say_keeps_nobody_from_printing_again(tmp_path: Path) -> None:
    copy = in_one_format(DemoCopy(tmp_path / "project"), "html")
    issue(copy.project, DAY, EDITION)
    before = files_of(copy.root / "output" / EDITION)
    data = (FOLDER / "en.toml").read_text(encoding="utf-8")
    copy.write("catalogues/en.toml", f'name_cases = ["inst"]\n{data}')
    with pytest.raises(ProblemsError, match="'inst' is no case"):
        build(copy.project, edition=EDITION, draft=True)
    shutil.rmtree(copy.root / "output")
    reprint(copy.project, EDITION)
    assert files_of(copy.root / "output" / FIRST) == before


def as_if_issued(copy: IssuedCopy, change: Callable[[Facts], Facts]) -> None:
    """Let issued.json say, whole and sealed, what another briefgen would have written."""
    issued = open_issued(copy.root / "content", FIRST)
    (copy.frozen / "issued.json").write_text(change(issued.facts).sealed().text(), encoding="utf-8")


def made_by_an_older_tool(facts: Facts) -> Facts:
    name = f"{EDITION}_full_en.pdf"
    files = {**facts.files, name: replace(facts.files[name], sha256="0" * 64)}
    return replace(facts, files=files, tools={**facts.tools, "weasyprint": "1.0"})


@pytest.mark.slow
def test_a_tool_that_gives_other_bytes_says_so_and_does_not_pretend(copy: IssuedCopy) -> None:
    as_if_issued(copy, made_by_an_older_tool)
    result = run("reprint", FIRST, folder=copy.root)
    assert result.exit_code == 1
    assert f"not the bytes that were issued as {FIRST}: {EDITION}_full_en.pdf\n" in result.output
    assert f"since {DAY} packages have changed: weasyprint 1.0 → " in result.output
    assert not (copy.root / "output" / FIRST).exists()

    result = run("reprint", FIRST, "--anyway", folder=copy.root)
    assert result.exit_code == 0
    assert f"{EDITION}_full_en.pdf: NOT the bytes that were issued\n" in result.output
    assert f"{EDITION}_full_en.docx: the very bytes\n" in result.output
    assert (copy.root / "output" / FIRST / f"{EDITION}_full_en.pdf").is_file()


def test_a_tree_that_this_briefgen_cannot_read_is_said_plainly(copy: IssuedCopy) -> None:
    path = copy.frozen / "trees" / "full_en.tree.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"version": 1', '"version": 7'), encoding="utf-8")
    from briefgen.issued.store import sha256

    frozen = {"trees/full_en.tree.json": sha256(path.read_bytes())}
    as_if_issued(copy, lambda facts: replace(facts, frozen={**facts.frozen, **frozen}))
    with pytest.raises(IssueError, match=r"can't be printed any more: the document is stored in version 7"):
        reprint(copy.project, FIRST)


def test_the_package_of_a_theme_s_faces_is_among_the_tools() -> None:
    assert "fonts-dejavu" not in tools_of(load_theme(ROOT / "templates/themes/plain"))
    more = tools_of(load_theme(ROOT / "templates/themes/sober")).keys() - tools_of(
        load_theme(ROOT / "templates/themes/plain")
    )
    assert len(more) == 1


# Tampering -----------------------------------------------------------------------------------------------------------


def change_a_word(frozen: Path) -> None:
    path = frozen / "trees" / "full_en.tree.json"
    path.write_text(path.read_text(encoding="utf-8").replace("Example", "Sample", 1), encoding="utf-8")


def forge_the_hash_as_well(frozen: Path) -> None:
    from briefgen.issued.store import sha256

    tree, facts = frozen / "trees" / "full_en.tree.json", frozen / "issued.json"
    before = sha256(tree.read_bytes())
    change_a_word(frozen)
    facts.write_text(facts.read_text(encoding="utf-8").replace(before, sha256(tree.read_bytes())), encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("tamper", "told"),
    [
        (change_a_word, "trees/full_en.tree.json was changed"),
        (lambda frozen: (frozen / "content.json").write_text("{}"), "content.json was changed"),
        (lambda frozen: (frozen / "letterhead.docx").unlink(), "letterhead.docx is missing"),
        (lambda frozen: (frozen / "theme/plain/page.css").write_text(""), "theme/plain/page.css was changed"),
        (lambda frozen: (frozen / "theme/plain/face.ttf").write_text(""), "theme/plain/face.ttf was added"),
        (forge_the_hash_as_well, "issued.json was changed"),
        (lambda frozen: (frozen / "issued.json").unlink(), "issued.json is missing"),
        (lambda frozen: (frozen / "issued.json").write_text("{"), "issued.json can't be read by this briefgen"),
    ],
)
def test_a_frozen_edition_that_was_tampered_with_is_noticed(
    copy: IssuedCopy, tamper: Callable[[Path], object], told: str
) -> None:
    assert [one.faults for one in log(copy.project, verify=True)] == [()]
    tamper(copy.frozen)
    for arguments in (["reprint", FIRST, "--anyway"], ["redline", EDITION]):
        result = run(*arguments, folder=copy.root)
        assert result.exit_code == 1
        assert told in result.output
    assert {path.name for path in (copy.root / "output").iterdir()} == {EDITION}
    assert not list((copy.root / "output").rglob("*redline*"))
    result = run("log", "--verify", folder=copy.root)
    assert result.exit_code == 1
    assert told in result.output


def test_names_in_issued_json_lead_nowhere_else(copy: IssuedCopy) -> None:
    path = copy.frozen / "issued.json"
    text = path.read_text(encoding="utf-8")
    for name in ("../../../out.pdf", "/out.pdf", "trees/../../out.pdf", ".hidden.pdf"):
        path.write_text(text.replace(f"{EDITION}_full_en.pdf", name), encoding="utf-8")
        with pytest.raises(TamperedError):
            open_issued(copy.root / "content", FIRST)


# Issuing -------------------------------------------------------------------------------------------------------------


def test_nothing_is_issued_while_the_check_finds_errors(demo_copy: DemoCopy) -> None:
    demo_copy.edit("content/cooperation.yaml", HISTORY, "Teh  history")
    demo_copy.edit("content/people.yaml", "person: first-example", "person: first-exampel")
    with pytest.raises(ProblemsError, match="first-exampel"):
        issue(demo_copy.project, DAY, EDITION)
    result = run("issue", EDITION, folder=demo_copy.root)
    assert result.exit_code == 1
    assert "there is no 'first-exampel' among the persons" in result.output
    assert not (demo_copy.root / "output").exists()
    assert not list((demo_copy.root / "content").rglob("*.issued"))


@pytest.mark.slow
def test_a_version_is_issued_once_and_the_next_has_a_higher_number(copy: IssuedCopy) -> None:
    before, printed = files_of(copy.frozen), copy.printed
    with pytest.raises(IssueError, match=rf"{FIRST} is issued already.* --bump; .*briefgen reprint {FIRST}"):
        issue(copy.project, DAY, EDITION)
    assert copy.printed == printed

    copy.edit("content/cooperation.yaml", HISTORY, NEW_HISTORY)
    in_one_format(copy, "docx")
    file = copy.root / f"content/editions/{EDITION}.yaml"
    written = file.read_text(encoding="utf-8")
    done = issue(copy.project, "2030-05-09", EDITION, bump=True)
    assert done.issued.name == f"{EDITION}@2"
    assert file.read_text(encoding="utf-8") == written.replace("version: 1", "version: 2")
    assert versions(copy.project.content, EDITION) == [1, 2]
    assert files_of(copy.frozen) == before

    told = run("undo", "--yes", folder=copy.root).output
    assert f"not taken back: content/editions/{EDITION}.issued/v2 was issued, and is never written over" in told
    assert file.read_text(encoding="utf-8") == written
    with pytest.raises(IssueError, match=r"higher number: briefgen set .* 3"):
        issue(copy.project, DAY, EDITION)


def test_what_is_frozen_is_no_stray_in_the_content(copy: IssuedCopy) -> None:
    load(copy.root / "content")
    copy.write("content/editions/a.issued", "a file")
    with pytest.raises(ProblemsError, match=r"an edition's file ends in \.yaml"):
        load(copy.root / "content")


def test_what_was_never_issued_is_said_with_what_was(copy: IssuedCopy) -> None:
    content = copy.project.content
    with pytest.raises(IssueError, match=rf"there is no {EDITION}@2; issued were: {FIRST}"):
        open_issued(content, f"{EDITION}@2")
    with pytest.raises(IssueError, match=f"did you mean {EDITION}"):
        open_issued(content, "2030-05-exampel-city@1")
    with pytest.raises(IssueError):
        open_issued(content, f"../editions/{FIRST}")


ONE_FORMAT = 'languages = ["ka", "en"]\nbriefs = ["full"]\nformats = ["html"]\n'
# A run that isn't killed, of another project: the others find all imported, templates compiled, and the like.
ISSUED = """
from pathlib import Path
from briefgen.issuing import issue
from briefgen.project.folder import find_project
issue.issue(find_project(Path({!r})), "2030-05-02")
"""
# A run that is killed at one moment of issuing.
KILLED = """
import os, signal, sys
from pathlib import Path
from briefgen.project import files
from briefgen.issuing import issue
from briefgen.project.folder import find_project

moment = sys.argv[2]

def die(*arguments, **named): os.kill(os.getpid(), signal.SIGKILL)

def half(path, data):
    with path.open("wb") as file: file.write(data[: len(data) // 2])
    die()

real = Path.rename
if moment == "half a frozen file": Path.write_bytes = half
if moment == "half of issued.json": Path.write_text = lambda path, text, **named: half(path, text.encode())
if moment == "all but in its place": Path.rename = die
if moment == "in its place": Path.rename = lambda *paths: (real(*paths), die())
if moment == "before the output": issue.put = die
replace = Path.replace
if moment == "amid the output": Path.replace = lambda path, to: die() if "output" in path.parts else replace(path, to)
issue.issue(find_project(Path(sys.argv[1])), "2030-05-02", "2030-05-example-city")
"""


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forking]:
    first = DemoCopy(tmp_path_factory.mktemp("killed") / "project")
    first.write("briefgen.toml", ONE_FORMAT)
    with forking(KILLED, ISSUED.format(str(first.root))) as run:
        yield run


@pytest.mark.slow
@pytest.mark.parametrize(
    ("moment", "there"),
    [
        ("half a frozen file", []),
        ("half of issued.json", []),
        ("all but in its place", []),
        ("in its place", [1]),
        ("before the output", [1]),
        ("amid the output", [1]),
    ],
)
def test_a_run_that_is_killed_leaves_a_whole_version_or_none(
    demo_copy: DemoCopy, moment: str, there: list[int], killed: Forking
) -> None:
    demo_copy.write("briefgen.toml", ONE_FORMAT)
    project = demo_copy.project
    assert killed(str(project.root), moment) == -signal.SIGKILL
    content = project.content
    assert versions(content, EDITION) == there
    assert not any(one.faults for one in log(project, verify=True))
    load(content)
    if there:
        reprint(project, FIRST)
    else:
        issue(project, DAY, EDITION)
    # Nothing of the killed run is left beside it.
    assert [path.name for path in (content / "editions" / f"{EDITION}.issued").iterdir()] == ["v1"]


# The redline ---------------------------------------------------------------------------------------------------------


def changed(copy: IssuedCopy) -> Project:
    copy.edit("content/cooperation.yaml", HISTORY, NEW_HISTORY)
    copy.edit("content/cooperation.yaml", "თანამშრომლობის მოკლე ისტორია", "თანამშრომლობის გზა")
    copy.edit(f"content/editions/{EDITION}.yaml", "drafter: null", "drafter: First Example")
    return copy.project


@pytest.mark.slow
def test_the_redline_of_an_issued_version_gives_both_texts_and_is_valid(copy: IssuedCopy) -> None:
    issued = copy.printed
    project = changed(copy)
    against, files, unchanged = redline(project, EDITION)
    assert (against, unchanged) == (FIRST, frozenset())
    names = [f"{EDITION}_redline_{lang}.{kind}" for lang in ("ka", "en") for kind in ("pdf", "docx")]
    assert [file.path.name for file in files] == names
    build(project, edition=EDITION, formats=["docx"])
    for language in ("ka", "en"):
        path = copy.root / "output" / EDITION / f"{EDITION}_redline_{language}.docx"
        assert language == "en" or ooxml.findings(path) == []
        file, name, now = path.read_bytes(), f"{EDITION}_full_{language}.docx", f"{EDITION}_full_{language}_draft.docx"
        assert shown(decided(file, "rejected")) == shown(issued[name])
        assert shown(decided(file, "accepted")) == shown(copy.printed[now])
        assert shown(issued[name]) != shown(copy.printed[now])
        reviewer = {"ka": "პირველ მაგალითაძე", "en": "First Example"}[language]
        assert signed(file) == {(reviewer, "2030-05-01T00:00:00Z")}


def test_a_redline_says_where_nothing_differs(copy: IssuedCopy) -> None:
    lines = [f"wrote output/{EDITION}/{EDITION}_redline_{lang}.docx, against {FIRST}" for lang in ("ka", "en")]
    command = ("redline", EDITION, "--format", "docx")
    told = run(*command, folder=copy.root).output.splitlines()
    assert told == [f"{line}: nothing differs in it" for line in lines]
    copy.edit("content/cooperation.yaml", HISTORY, NEW_HISTORY)  # in English
    assert run(*command, folder=copy.root).output.splitlines() == [f"{lines[0]}: nothing differs in it", lines[1]]


def signed(docx: bytes) -> set[tuple[str, str]]:
    """Return in whose name and when changes were tracked."""
    namespace = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    elements = [
        element
        for root in parts(docx).values()
        if isinstance(root, etree._Element)
        for element in root.iter(f"{namespace}ins", f"{namespace}del")
    ]
    return {(str(each.get(f"{namespace}author")), str(each.get(f"{namespace}date"))) for each in elements}


def a_newer_edition(copy: IssuedCopy) -> str:
    text = (copy.root / f"content/editions/{EDITION}.yaml").read_text(encoding="utf-8")
    copy.write("content/editions/2030-05-later.yaml", text.replace("as_of: 2030-05 ", "as_of: 2030-05-10 "))
    return "2030-05-later"


@pytest.mark.slow
def test_a_redline_against_another_edition_as_it_stands_or_as_issued(copy: IssuedCopy) -> None:
    newer = a_newer_edition(copy)
    project = copy.project
    with pytest.raises(IssueError, match=rf"nothing was issued of {newer} yet: .*--against"):
        redline(project, newer)
    for against in (EDITION, FIRST):
        told, files, *_ = redline(project, newer, against, languages=["en"], formats=["docx"])
        assert told == against
        assert [file.path.name for file in files] == [f"{newer}_redline_en.docx"]
        assert shown(decided(files[0].path.read_bytes(), "rejected")) == shown(copy.printed[f"{EDITION}_full_en.docx"])
    with pytest.raises(ProjectError, match="there is no edition"):
        redline(project, newer, "2030-05-exampel-city")
    with pytest.raises(IssueError, match="names a version already"):
        redline(project, FIRST, newer)


# What a person sees --------------------------------------------------------------------------------------------------


def test_the_log_says_what_was_issued_when(copy: IssuedCopy) -> None:
    result = run("log", "--verify", folder=copy.root)
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert re.fullmatch(rf"{FIRST}  issued {DAY}, as of 2030-05, content [0-9a-f]{{7}}", lines[0])
    assert re.fullmatch(rf"  {EDITION}_full_ka\.pdf  \d+ KB, \d pages, SHA-256 [0-9a-f]{{12}}…", lines[1])
    assert re.fullmatch(rf"  {EDITION}_full_ka\.docx  \d+ KB, SHA-256 [0-9a-f]{{12}}…", lines[2])
    assert lines[-1] == "  every frozen file is as issued"
    result = run("log", a_newer_edition(copy), folder=copy.root)
    assert result.exit_code == 1
    assert f"issued were: {EDITION}" in result.output


def test_diff_takes_an_issued_version(copy: IssuedCopy) -> None:
    changed(copy)
    result = run("diff", FIRST, EDITION, folder=copy.root)
    assert result.exit_code == 0
    assert result.output.startswith(f"From {FIRST} to {EDITION}: ")
    assert "cooperation.title [en]" in result.output
    assert "First Example" in result.output
    assert run("diff", f"{EDITION}@7", folder=copy.root).exit_code == 1


def test_issuing_on_the_command_line_tells_what_to_keep(demo_copy: DemoCopy) -> None:
    in_one_format(demo_copy, "html")
    assert "nothing was issued yet" in run("log", folder=demo_copy.root).output
    result = run("issue", EDITION, "--on", DAY, folder=demo_copy.root)
    assert result.exit_code == 0, result.output
    assert f"issued {FIRST}; frozen in content/editions/{EDITION}.issued/v1/" in result.output
    assert "Not supplied:" in result.output
    result = run("reprint", FIRST, folder=demo_copy.root)
    names = [f"{EDITION}_full_{language}.html" for language in ("ka", "en")]
    assert result.output == "".join(f"wrote output/{FIRST}/{name}: the very bytes\n" for name in names)
    assert isinstance(open_issued(demo_copy.root / "content", EDITION), Issued)


def test_versions_are_those_of_folders_with_a_number_whatever_its_length(tmp_path: Path) -> None:
    issued = tmp_path / "editions" / "example.issued"
    for name in ("v1", "v9", "v10", "v120", "v0", "v01", "v1000", "v2a", "w3"):
        (issued / name).mkdir(parents=True)
    (issued / "v4").write_text("no folder")
    (issued / "v5").symlink_to(issued / "v1")
    assert versions(tmp_path, "example") == [1, 9, 10, 120]
