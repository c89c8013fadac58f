"""What is made of an issued version for some readers holds nothing that is for fewer, in any byte."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from briefgen.issued.store import IssueError, versions
from briefgen.issuing.issue import issue
from briefgen.issuing.redline import redline
from briefgen.issuing.reprint import reprint
from briefgen.making.brief_types import brief_type
from briefgen.making.opened import open_project
from briefgen.making.press import build
from briefgen.problems.diagnostics import ProblemsError
from briefgen.project.files import NotOursError
from briefgen.project.folder import built_in_templates
from briefgen.project.settings import ProjectError
from briefgen.upkeep.editing import set_value
from tests.canaries import EDITION, Canaries, with_canaries
from tests.test_audiences import everything
from tests.test_pack import PROJECT

pytestmark = pytest.mark.slow
FOR_OTHERS = ("counterpart", "interpreters")
DAY = "2031-04-21"
IN_WORD = 'formats = ["docx"]\n'  # which is quickly printed again: who is given a file doesn't hang on its format


def issued_at(root: Path, settings: str = "") -> Canaries:
    """Issue a project in which each text has a word of its own, and change each word; return whose they are."""
    shutil.copytree(PROJECT, root)
    with (root / "briefgen.toml").open("a", encoding="utf-8") as file:
        file.write(settings)
    words = with_canaries(root)
    issue(open_project(root), DAY, briefs=["full", *FOR_OTHERS])
    reword(root, r"Canary(\d+x)", r"Later\1")
    return words


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Canaries]:
    """An issued project, and whose its words are."""
    root = tmp_path_factory.mktemp("issued") / "project"
    return root, issued_at(root)


@pytest.fixture(scope="module")
def in_word(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same in Word alone."""
    root = tmp_path_factory.mktemp("in-word") / "project"
    issued_at(root, IN_WORD)
    return root


@pytest.fixture
def project(in_word: Path, tmp_path: Path) -> Path:
    shutil.copytree(in_word, tmp_path / "project")
    return tmp_path / "project"


def reword(root: Path, old: str, new: str) -> None:
    for file in [*(root / "content").glob("*.yaml"), *(root / "content" / "editions").glob("*.yaml")]:
        file.write_text(re.sub(old, new, file.read_text("utf-8")), "utf-8")


def wider(files: str, words: Canaries, brief: str) -> list[str]:
    """Return the paths of texts that files hold, as they were or are, though they aren't for a type's readers."""
    readers = brief_type(brief, [built_in_templates()]).readers
    found = set(re.findall(r"(?:Canary|Later)(\d+)x", files))
    return [path for path, (word, whose) in words.items() if word[6:-1] in found and not readers.may_read(whose)]


@pytest.mark.parametrize("brief", FOR_OTHERS)
def test_a_redline_holds_nothing_that_is_not_for_its_readers(
    brief: str, issued: tuple[Path, Canaries], tmp_path: Path
) -> None:
    root, words = issued
    redline(open_project(root), EDITION, brief=brief, languages=["en"], draft=True, out=tmp_path)
    files = everything(tmp_path)
    assert "Canary" in files  # what was removed
    assert "Later" in files
    assert wider(files, words, brief) == []
    assert 'w:author="Sample Harbour Agency"' in files


def handed_over(folder: Path) -> Path:
    (place,) = folder.rglob("handout")
    return place


def test_what_may_be_handed_over_lies_apart_and_knows_of_nothing_else(issued: tuple[Path, Canaries]) -> None:
    root, words = issued
    place = handed_over(root / "output")
    files = {f"{EDITION}_counterpart_{language}.{ending}" for language in ("ka", "en") for ending in ("pdf", "docx")}
    assert {path.name for path in place.rglob("*")} == {*files, "manifest.json"}
    told = everything(place)
    assert "Canary" in told
    assert wider(told, words, "counterpart") == []
    listed = json.loads((place / "manifest.json").read_text("utf-8"))
    assert {*listed["files"]} == files
    assert re.search("_full|interpreters|internal|recipient|drafter", (place / "manifest.json").read_text()) is None
    assert all((place / name).read_bytes() == (place.parent / name).read_bytes() for name in files)
    reprint(open_project(root), f"{EDITION}@1", out=root / "again")
    assert everything(handed_over(root / "again")) == told


def test_what_is_for_the_agency_alone_by_now_is_handed_over_no_more(project: Path) -> None:
    place = handed_over(project / "output")
    data = project / "templates" / "briefs" / "counterpart.toml"
    data.parent.mkdir(parents=True)
    shutil.copy(built_in_templates() / "briefs" / "counterpart.html.jinja", data.parent)
    data.write_text('audience = "internal"\n', "utf-8")
    issue(open_project(project), DAY, EDITION, briefs=["counterpart"], bump=True)
    assert [*place.iterdir()] == []


def test_a_reprint_hands_over_only_what_would_be_sent_today(project: Path) -> None:
    out = project / "again"

    def handed() -> list[Path]:
        return [*out.rglob("handout/*")]

    reprint(open_project(project), f"{EDITION}@1", out=out)
    assert handed()
    issue(open_project(project), DAY, EDITION, briefs=["counterpart"], bump=True)
    reprint(open_project(project), f"{EDITION}@1", out=out)  # an older version by now
    assert handed() == []
    data = project / "templates" / "briefs" / "counterpart.toml"
    data.parent.mkdir(parents=True)
    data.write_text('audience = "internal"\n', "utf-8")
    reprint(open_project(project), f"{EDITION}@2", out=out)
    assert handed() == []


@pytest.mark.parametrize("briefs", [["counterpart"], ["interpreters"]])
def test_nothing_is_issued_while_somebody_else_s_words_are_in_the_place_of_its_files(
    briefs: list[str], project: Path
) -> None:
    place = handed_over(project / "output")
    touched = [place / f"{EDITION}_counterpart_en.docx", place.parent / f"{EDITION}_{briefs[0]}_en.docx"]
    for path in touched:
        theirs = path.read_bytes()
        path.write_bytes(theirs + b"somebody's")
        with pytest.raises(NotOursError, match=f"{path.name} was changed since"):
            issue(open_project(project), DAY, EDITION, briefs=briefs, bump=True)
        assert versions(project / "content", EDITION) == [1]
        assert path.read_bytes() == theirs + b"somebody's"
        path.write_bytes(theirs)
    assert issue(open_project(project), DAY, EDITION, briefs=briefs, bump=True).issued.name == f"{EDITION}@2"


def test_nothing_is_printed_again_over_what_somebody_changed(project: Path) -> None:
    reprint(open_project(project), f"{EDITION}@1", out=project / "again")
    place = handed_over(project / "again")
    changed = place / f"{EDITION}_counterpart_en.docx"
    changed.write_bytes(changed.read_bytes() + b"somebody's")
    (missing := place.parent / f"{EDITION}_full_en.docx").unlink()
    with pytest.raises(NotOursError, match="nothing was written"):
        reprint(open_project(project), f"{EDITION}@1", out=project / "again")
    assert not missing.exists()


def test_a_redline_for_the_agency_is_in_the_name_of_the_drafter(issued: tuple[Path, Canaries], tmp_path: Path) -> None:
    redline(open_project(issued[0]), EDITION, formats=["docx"], languages=["en"], draft=True, out=tmp_path)
    assert 'w:author="Gia Nimushadze Later' in everything(tmp_path)


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("people.persons[otto-sample]", "people.persons[otto-sample].name"),
        ("cooperation.membership", "cooperation.membership.text"),
    ],
)
def test_what_was_told_to_readers_who_may_not_see_it_today_is_in_no_redline_for_them(
    path: str, shown: str, project: Path, tmp_path: Path
) -> None:
    set_value(open_project(project), f"{path}.audience", "internal", always=True)
    out = tmp_path / "out"
    with pytest.raises(IssueError) as refused:
        redline(open_project(project), EDITION, brief="counterpart", languages=["en"], draft=True, out=out)
    assert f"the brief 'counterpart' of {EDITION}@1 holds what is not for its readers any more" in str(refused.value)
    assert shown in str(refused.value)
    assert not out.exists()
    redline(open_project(project), EDITION, brief="full", formats=["docx"], languages=["en"], draft=True, out=out)
    assert path in everything(out)


def test_a_type_that_is_for_more_readers_than_it_was_has_no_redline_for_them(project: Path, tmp_path: Path) -> None:
    own = project / "templates" / "briefs"
    own.mkdir(parents=True)
    steering = (built_in_templates() / "briefs" / "steering.html.jinja").read_text("utf-8")
    longer = steering.replace("frame.head(brief, 1)", "frame.head(brief, 2)")  # each text has a word more
    (own / "own.html.jinja").write_text(longer, "utf-8")
    issue(open_project(project), DAY, EDITION, briefs=["own"], bump=True)
    shutil.copy(built_in_templates() / "briefs" / "counterpart.html.jinja", own / "own.html.jinja")
    (own / "own.toml").write_text('audience = "counterpart"\n', "utf-8")
    with pytest.raises(IssueError, match=rf"holds what is not for .*editions\[{EDITION}\]\.issue"):
        redline(open_project(project), EDITION, brief="own", languages=["en"], draft=True, out=tmp_path)


def test_what_a_template_itself_said_when_it_was_for_fewer_is_in_no_redline(project: Path, tmp_path: Path) -> None:
    own = project / "templates" / "briefs"
    own.mkdir(parents=True)
    text = (built_in_templates() / "briefs" / "counterpart.html.jinja").read_text("utf-8")
    text = text.replace("{{ sections.history(brief) }}", "").replace(
        "{{ sections.at_a_glance(brief, ours=false) }}", ""
    )
    says = "<main>\n<h2>X</h2>\n<p>Points: {{ brief.edition.points | length }}.</p>"
    (own / "own.html.jinja").write_text(text.replace("<main>", says), "utf-8")
    issue(open_project(project), DAY, EDITION, briefs=["own"], bump=True)
    (own / "own.html.jinja").write_text(text, "utf-8")
    redline(open_project(project), EDITION, brief="own", languages=["en"], formats=["docx"], out=tmp_path / "ours")
    (own / "own.toml").write_text('audience = "counterpart"\n', "utf-8")
    with pytest.raises(IssueError, match="was for fewer readers than it is today"):
        redline(open_project(project), EDITION, brief="own", languages=["en"], draft=True, out=tmp_path / "theirs")


def test_a_change_note_is_for_nobody_but_the_agency(project: Path, tmp_path: Path) -> None:
    other = project / "content" / "editions" / "2031-04-before.yaml"
    shutil.copy(project / "content" / "editions" / f"{EDITION}.yaml", other)
    reword(project, "as_of: 2031-04-20", "as_of: 2031-04-20\nprevious: 2031-04-before")
    other.write_text(other.read_text("utf-8").replace("\nprevious: 2031-04-before", ""), "utf-8")
    data = project / "templates" / "briefs" / "changes.toml"
    data.parent.mkdir(parents=True)
    data.write_text('audience = "counterpart"\n', "utf-8")
    with pytest.raises(ProjectError, match="the change note is for the agency alone"):
        build(open_project(project), edition=EDITION, briefs=["changes"], formats=["html"], out=tmp_path)


# What may be built and not issued -------------------------------------------------------------------------------------

UNCLEARED = ("    cleared_by: Nana Magalitadze\n    cleared_on: 2031-04-18\n  - id: offer", "  - id: offer")
WORDS = "Agreement that the centre opens in Georgia."
MORE = "".join(f"  - {{id: p{n}, kind: ask, say: {{ka: სიტყვა., en: A.}}, cleared_by: Nana}}\n" for n in range(5))
LIMITS = {
    "point-uncleared": UNCLEARED,
    "objective-long": (WORDS, " ".join([WORDS] * 6)),
    "points-many": ("\nquestions:\n", f"\n{MORE}questions:\n"),
}


def test_what_may_be_built_with_a_warning_is_not_issued(tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(PROJECT, root)
    with (root / "briefgen.toml").open("a", encoding="utf-8") as settings:
        settings.write(IN_WORD)
    file = root / "content" / "editions" / f"{EDITION}.yaml"
    for old, new in LIMITS.values():
        assert file.read_text("utf-8").count(old) == 1
        file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    built = build(open_project(root), briefs=["full"], formats=["html"], languages=["en"])
    told = sorted((each.code, each.severity) for each in built.problems if each.code in LIMITS)
    assert told == [(code, "warning") for code in sorted(LIMITS)]
    with pytest.raises(ProblemsError) as refused:
        issue(open_project(root), DAY, briefs=["full"])
    assert sorted((each.code, each.severity) for each in refused.value.problems) == [
        (code, "error") for code in sorted(LIMITS)
    ]
    assert not list(root.rglob("issued.json"))
    issue(open_project(root), DAY, briefs=["counterpart"])  # it holds no points
    reasons = "".join(f"  - {{code: {code}, because: the Director knows, until: 2031-06}}\n" for code in LIMITS)
    file.write_text(f"{file.read_text('utf-8')}acknowledge:\n{reasons}", "utf-8")
    issue(open_project(root), DAY, briefs=["full"], bump=True)
