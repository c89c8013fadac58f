"""Each filter that keeps something from somebody is broken here on purpose, and what looks for it finds it."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.content.schema.audience import COUNTERPART, INTERNAL, PUBLIC, Audience, Readers
from briefgen.issued.store import IssueError
from briefgen.issuing import handout
from briefgen.issuing.issue import issue
from briefgen.issuing.redline import redline
from briefgen.localise import localise
from briefgen.mailing.letter.covering import AttachedFile, Covering, CoveringNote, EarlierCopy
from briefgen.mailing.policy import Offer, letter_readers, share
from briefgen.making.opened import open_project
from briefgen.making.press import build
from briefgen.problems.diagnostics import ProblemsError
from briefgen.project.folder import built_in_templates
from briefgen.project.settings import ProjectError
from briefgen.upkeep.editing import set_value
from tests.canaries import EDITION, Canaries, with_canaries
from tests.mailing.test_for_whom import MARKINGS, OPEN, ana
from tests.test_audiences import everything
from tests.test_new_things import Scratch, edit, step
from tests.test_pack import PROJECT

Break = Callable[[], object]
THEY, DAY = Readers(COUNTERPART), "2031-04-21"
BEFORE = "2031-04-before"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Canaries]:
    root = tmp_path_factory.mktemp("broken") / "project"
    shutil.copytree(PROJECT, root)
    with (root / "briefgen.toml").open("a", encoding="utf-8") as settings:
        settings.write('formats = ["docx"]\n')
    return root, with_canaries(root)


@pytest.fixture
def root(made: tuple[Path, Canaries], tmp_path: Path) -> Path:
    return shutil.copytree(made[0], tmp_path / "project")


@pytest.fixture
def wider(made: tuple[Path, Canaries]) -> Callable[[str], list[str]]:
    """Return what finds the paths of texts in something that aren't for the other side."""

    def found(text: str) -> list[str]:
        told = set(re.findall(r"Canary\d+x", text))
        return [path for path, (word, whose) in made[1].items() if word in told and not THEY.may_read(whose)]

    return found


def own_type(root: Path, name: str, old: str, new: str, of: str = "counterpart") -> None:
    """Write a type for the other side, which differs in one place from one that comes with briefgen."""
    folder = root / "templates" / "briefs"
    folder.mkdir(parents=True, exist_ok=True)
    text = (built_in_templates() / "briefs" / f"{of}.html.jinja").read_text("utf-8")
    assert old in text
    (folder / f"{name}.html.jinja").write_text(text.replace(old, new, 1), "utf-8")
    (folder / f"{name}.toml").write_text('audience = "counterpart"\n', "utf-8")


# What a template gets: into words, metadata, bookmarks and descriptions -----------------------------------------------

_DRAFTER = "{{ brief.edition.drafter }}"
PLACES = {
    "words": ("<main>", f"<main>\n<p>{_DRAFTER}</p>"),
    "bookmarks": ("<main>", f"<main>\n<h2>{_DRAFTER}</h2>\n<p>{{{{ brief.date }}}}</p>"),
    "metadata": ("{{ frame.head(brief, 8) }}",
                 '<head><meta name="keywords" content="{{ brief.edition.drafter.value }}">'
                 '<meta name="author" content="a"><meta name="subject" content="s">'
                 '<meta name="date" content="{{ brief.date }}"><meta name="footnote" content="f">'
                 '<meta name="back-to-text" content="b"><meta name="language" content="l"></head>'),
    "running lines": ("{{ frame.running_foot(brief) }}", f'<footer><p role="running-foot">{_DRAFTER}</p>'
                      '<p role="page-label">p</p></footer>'),
}  # fmt: skip


@pytest.mark.parametrize("format", ["pdf", "docx", "html"])
@pytest.mark.parametrize("place", PLACES)
def test_fields_that_are_let_through_are_found_wherever_they_go(
    place: str, format: str, root: Path, wider: Callable[[str], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    own_type(root, "own", *PLACES[place])

    def told() -> list[str]:
        made = build(open_project(root), briefs=["own"], formats=[format], languages=["en"], out=root / "out")
        assert made.files
        return wider(everything(root / "out"))

    with pytest.raises(ProblemsError, match="drafter is not for the readers of this brief"):
        told()
    monkeypatch.setattr("briefgen.localise.entities.audience_of", lambda model, field: PUBLIC)
    assert told() == [f"editions[{EDITION}].drafter"]


# What is issued -------------------------------------------------------------------------------------------------------


def test_a_file_that_is_handed_over_though_it_is_not_theirs_is_found(
    root: Path, wider: Callable[[str], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def handed(folder: str) -> tuple[list[str], list[str]]:
        issue(open_project(root), DAY, briefs=["full", "counterpart"], bump=True, out=root / folder)
        (place,) = (root / folder).rglob("handout")
        manifest = (place / "manifest.json").read_text("utf-8")
        return wider(everything(place)), re.findall(r"full|interpreters", manifest)

    assert handed("whole") == ([], [])
    monkeypatch.setattr(handout, "to_hand_out", lambda facts, templates: dict(facts.files))
    words, named = handed("broken")
    assert len(words) > 5
    assert named


REDLINES: dict[str, tuple[str, object]] = {
    "what it was told": ("briefgen.issuing.redline.withheld", lambda *_: set()),
    "all that is required": ("briefgen.issuing.redline._require_for", lambda *_: None),
}


@pytest.mark.parametrize("broken", REDLINES)
def test_a_redline_that_shows_what_was_removed_is_found(
    broken: str, root: Path, made: tuple[Path, Canaries], monkeypatch: pytest.MonkeyPatch
) -> None:
    def redlined() -> str:
        redline(open_project(root), EDITION, brief="counterpart", languages=["en"], draft=True, out=root / "out")
        return everything(root / "out")

    issue(open_project(root), DAY, briefs=["counterpart"])
    set_value(open_project(root), "cooperation.membership.audience", "internal", always=True)
    with pytest.raises(IssueError, match="holds what is not for its readers any more"):
        redlined()
    monkeypatch.setattr(*REDLINES[broken])
    assert made[1]["cooperation.membership.text"][0] in redlined()


def test_a_redline_in_the_name_of_a_drafter_whom_they_may_not_know_is_found(
    root: Path, wider: Callable[[str], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    issue(open_project(root), DAY, briefs=["counterpart"])
    monkeypatch.setattr("briefgen.issuing.redline.audience_of", lambda model, field: PUBLIC)
    set_value(open_project(root), "association.aim.en", "Another aim.", always=True)
    redline(open_project(root), EDITION, brief="counterpart", languages=["en"], draft=True, out=root / "out")
    assert wider(everything(root / "out")) == [f"editions[{EDITION}].drafter"]


def test_a_change_note_for_the_other_side_is_found(
    root: Path, wider: Callable[[str], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = root / "content" / "editions" / f"{EDITION}.yaml"
    words = edition.read_text("utf-8")
    (edition.parent / f"{BEFORE}.yaml").write_text(words.replace("2031-04-20", "2031-04-01"), "utf-8")
    edition.write_text(f"previous: {BEFORE}\n{words}", "utf-8")
    # It tells what is new of any field, and asks nobody whose that is.
    own_type(root, "changes", "<main>", "<main>", of="changes")

    def told() -> list[str]:
        build(open_project(root), edition=EDITION, briefs=["changes"], formats=["html"], languages=["en"], draft=True,
              out=root / "out")  # fmt: skip
        return wider(everything(root / "out"))

    with pytest.raises(ProjectError, match="the change note is for the agency alone"):
        told()
    monkeypatch.setattr("briefgen.making.compose.INTERNAL", COUNTERPART)
    with pytest.raises(ProblemsError, match="is not for the readers of this brief"):
        told()  # the fields keep back what the type doesn't
    monkeypatch.setattr("briefgen.localise.entities.audience_of", lambda model, field: PUBLIC)
    assert f"editions[{EDITION}].drafter" in told()


# What is sent ---------------------------------------------------------------------------------------------------------


def letter(root: Path) -> dict[str, str]:
    """Return what the other side gets to see of a letter, by its parts."""
    held = open_project(root)
    letters = Covering(held.project, held.content, EDITION)
    file = AttachedFile("brief.pdf", "PDF", 400, brief="counterpart")
    earlier = EarlierCopy(held.content, EDITION, 1, dt.date(2031, 4, 20))
    mail = letters.mail("en", CoveringNote((file,), readers=COUNTERPART), earlier)
    occasion = letters.occasion("en", "agency.example", COUNTERPART)
    return {
        "subject": mail.subject, "text": mail.text, "html": mail.html, "calendar": repr(occasion),
        "names": letters.file_name("counterpart", "en", "pdf", COUNTERPART),
    }  # fmt: skip


def test_a_letter_that_asks_nobody_who_reads_it_is_found_in_each_of_its_parts(
    root: Path, wider: Callable[[str], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    events = root / "content" / "events.yaml"
    text = events.read_text("utf-8").replace("in {{ city }} ", "").replace(", ქ. {{ city | loc }}", "")
    events.write_text(text, "utf-8")
    set_value(open_project(root), "places.cities[sample-bay].audience", "internal", always=True)

    def told() -> set[str]:
        return {part for part, words in letter(root).items() if "Sample Bay" in words or wider(words)}

    assert told() == set()
    monkeypatch.setattr("briefgen.mailing.letter.covering.localise", _for_all(localise))
    assert told() == {"subject", "text", "html", "calendar", "names"}


def test_a_letter_that_tells_the_other_side_what_is_new_is_found(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "the copy that you have" not in letter(root)["text"]
    monkeypatch.setattr("briefgen.mailing.letter.covering.INTERNAL", COUNTERPART)
    assert "the copy that you have" in letter(root)["text"]


def test_a_letter_for_fewer_than_read_it_and_a_type_for_fewer_than_get_it_are_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    them = ana(who="counterpart", briefs=["full", "counterpart"])

    def found(offer: Offer = OPEN) -> tuple[Audience, set[str]]:
        return letter_readers(them, offer, MARKINGS, "en"), {*share(them, offer, MARKINGS, "en", {}).files}

    assert found() == (COUNTERPART, {"counterpart"})
    monkeypatch.setattr("briefgen.mailing.policy.type_refused", lambda *_: "")
    assert found()[1] == {"counterpart", "full"}


def _for_all(whole: Callable[..., object]) -> Callable[..., object]:
    return lambda *args, readers, **more: whole(*args, readers=Readers(INTERNAL), **more)


# What nobody thought of -----------------------------------------------------------------------------------------------


def test_a_field_that_is_added_without_an_audience_is_in_no_brief(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path)
    file = "content/editions/2030-05-example-city.yaml"
    beside = "    addenda: list[Addendum] = []"
    scratch.add_line("content/schema/edition.py", beside, '    wish: Word | None = Field(None, description="A wish.")')
    asks = (built_in_templates() / "briefs" / "full.html.jinja").read_text("utf-8")
    asks = asks.replace("<main>", "<main>\n{% if brief.edition.wish %}<p>{{ brief.edition.wish }}</p>{% endif %}")
    scratch.write("project/templates/briefs/own.html.jinja", asks)
    types = [each for name in ("full", "pack", "counterpart", "interpreters") for each in ("--brief", name)]
    said = scratch.steps(
        edit(file, "marking:", "wish: CanaryWish\nmarking:"),
        step("build", "build", *types, "--format", "html", "--format", "docx", "--lang", "en", "--draft"),
        step("own", "build", "--brief", "own", "--format", "html", "--lang", "en", "--draft"),
    )
    assert "[ends with" not in said["build"]
    assert "wish is not for the readers of this brief" in said["own"]
    written = everything(scratch.project / "output")
    assert "Example Forum" in written
    assert "CanaryWish" not in written
