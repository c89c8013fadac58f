"""What isn't for the readers of a brief is nowhere in what is made for them: words, metadata, streams, names."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from briefgen.content.knowing.readers import shown_to
from briefgen.content.schema import FILES
from briefgen.content.schema.audience import (
    COUNTERPART,
    INTERNAL,
    INTERPRETERS,
    PERSONAL,
    PUBLIC,
    Audience,
    Readers,
    audience_of,
)
from briefgen.content.schema.base import Entity
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.events import AgendaItem, Event
from briefgen.language import get_language
from briefgen.language.catalogue import load_catalogue
from briefgen.localise import localise
from briefgen.localise.values import WithheldError
from briefgen.mailing.letter.covering import AttachedFile, Covering, CoveringNote, EarlierCopy
from briefgen.making.brief_types import brief_type
from briefgen.making.opened import open_project
from briefgen.making.press import build
from briefgen.problems.diagnostics import ProblemsError
from briefgen.project.folder import built_in_templates
from briefgen.upkeep.editing import set_value
from tests.pdf_reading import page_text, squeeze
from tests.pdf_structure import read_structure
from tests.started import start

FORUM = "events[example-forum-2030]"
EDITION = "2030-05-example-city"
MARK = "Canary"  # with a number: what is for the agency alone, or for its staff
# One of each kind of field that a counterpart may not see, and where it stands.
HIDDEN = {
    f"editions[{EDITION}].drafter": MARK + "1",
    f"editions[{EDITION}].objectives": "{ka: " + MARK + "2, en: " + MARK + "2}",
    f"editions[{EDITION}].note": MARK + "3",
    f"{FORUM}.note": MARK + "4",
    "people.persons[first-example].note": MARK + "7",
    "association.stats[members].note": MARK + "8",
    "sources[example-page].note": MARK + "9",
}  # fmt: skip
SESSION = f"""
- id: session
  kind: council-session
  parent: example-forum-2030
  date: 2030-05-15
  state: planned
  agenda:
    - id: hidden
      kind: report
      title: {{ka: ანგარიში, en: Report}}
      candidates: [first-example]
      position: {{ka: {MARK}5, en: {MARK}5}}
      note: {MARK}6
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("audiences") / "project"
    start(root)
    with (root / "content" / "events.yaml").open("a", encoding="utf-8") as file:
        file.write(SESSION)
    project = open_project(root)
    for path, value in HIDDEN.items():
        set_value(project, path, value, always=True)
    return root


def kinds(model: Any, seen: set[type[Entity]] | None = None) -> Iterator[type[Entity]]:
    """Yield the records that a type of the content holds."""
    seen = set() if seen is None else seen
    if isinstance(model, type) and issubclass(model, Entity) and model not in seen:
        seen.add(model)
        yield model
        for field in model.model_fields.values():
            yield from kinds(field.annotation, seen)
    for part in getattr(model, "__args__", ()):
        yield from kinds(part, seen)


def everything(folder: Path) -> str:
    """Return all that files hold: their names, words, metadata and streams, unpacked."""
    found: list[str] = []
    for path in sorted(folder.rglob("*")):
        found.append(path.name)
        if path.suffix == ".docx":
            with zipfile.ZipFile(path) as package:
                found += [f"{name} {package.read(name).decode('utf-8', 'replace')}" for name in package.namelist()]
        elif path.suffix == ".pdf":
            found.append(page_text(path))
            with pikepdf.open(path) as pdf:
                if "/StructTreeRoot" in pdf.Root:  # what is laid out for a printer has no tags
                    # Poppler says the same (test_brief_files), but goes through a page anew for each tag.
                    found.append(squeeze(read_structure(pdf).words))
                for each in pdf.objects:
                    if isinstance(each, pikepdf.Stream):
                        found.append(each.read_bytes().decode("utf-8", "replace"))
                    found.append(repr(each))
        elif path.is_file():
            found.append(path.read_text("utf-8"))
    return "\n".join(found)


def test_each_field_that_is_shown_is_there_and_has_one_audience() -> None:
    records = {kind for file in [*FILES.values()] for kind in kinds(file.model)} | set(kinds(Edition))
    assert {Event, AgendaItem} <= records
    for record in records:
        named = [name for names in record.shown_to.values() for name in names.split()]
        assert sorted(named) == sorted(set(named)), record
        assert set(named) <= {*record.model_fields}, record


def test_a_field_that_nobody_thought_of_is_shown_to_nobody() -> None:
    class Visit(Event):
        told_us: str = ""

    assert audience_of(Visit, "told_us") is None
    assert [audience_of(AgendaItem, name) for name in ("title", "candidates", "position", "note")] == [
        PUBLIC, COUNTERPART, INTERNAL, None,
    ]  # fmt: skip


@pytest.mark.slow
def test_nothing_that_is_not_for_them_is_in_what_they_get(root: Path, tmp_path: Path) -> None:
    project = open_project(root)
    formats = ["pdf", "docx", "html"]
    build(project, briefs=["full"], formats=["html"], languages=["en"], out=tmp_path / "ours")
    assert set(re.findall(rf"{MARK}\d", everything(tmp_path / "ours"))) == {f"{MARK}{n}" for n in (1, 2, 5)}
    build(project, briefs=["counterpart"], formats=formats, out=tmp_path / "theirs")
    theirs = everything(tmp_path / "theirs")
    assert "Example Forum" in theirs
    assert "Background note" in theirs
    assert "First Example" in theirs  # the candidates are known to all
    assert "For internal use" not in theirs
    assert re.findall(rf"{MARK}\d|\.objectives|\.position|drafter", theirs) == []


def test_what_is_withheld_can_not_be_used_in_any_way(root: Path) -> None:
    content = open_project(root).content
    brief = localise(content, EDITION, get_language("en"), load_catalogue("en"), readers=Readers(PUBLIC))
    for use in (
        lambda: brief.edition.objectives,
        lambda: list(brief.history),
        lambda: bool(brief.latest),
        lambda: str(brief.latest),
        lambda: brief.cooperation.history,
        lambda: brief.agency.contact,
        lambda: brief.edition.note,
    ):
        with pytest.raises(WithheldError, match="is not for the readers of this brief"):
            use()
    ours = localise(content, EDITION, get_language("en"), load_catalogue("en"))
    assert MARK in str(ours.edition.objectives.html)


def test_a_template_that_asks_for_it_is_refused_at_its_line(root: Path, tmp_path: Path) -> None:
    briefs = root / "templates" / "briefs"
    briefs.mkdir(parents=True, exist_ok=True)
    text = (built_in_templates() / "briefs" / "counterpart.html.jinja").read_text("utf-8")
    asks = text.replace("<main>", "<main>\n{% if brief.edition.objectives %}<p>x</p>{% endif %}")
    (briefs / "greedy.html.jinja").write_text(asks, "utf-8")
    (briefs / "greedy.toml").write_text('audience = "counterpart"\n', "utf-8")
    try:
        with pytest.raises(ProblemsError) as refused:
            build(open_project(root), briefs=["greedy"], formats=["html"], languages=["en"], out=tmp_path)
        (problem,) = refused.value.problems
        line = asks[: asks.index("{% if brief.edition")].count("\n") + 1
        assert (problem.place.file, problem.place.line) == ("templates/briefs/greedy.html.jinja", line)
        assert problem.message == f"editions[{EDITION}].objectives is not for the readers of this brief"
        assert not [*tmp_path.rglob("*.html")]
        (briefs / "greedy.toml").unlink()  # without data it is for the agency alone
        build(open_project(root), briefs=["greedy"], formats=["html"], languages=["en"], out=tmp_path)
    finally:
        for path in briefs.iterdir():
            path.unlink()


def test_a_text_that_quotes_it_is_refused_at_its_place(root: Path, tmp_path: Path) -> None:
    path = root / "content" / "events.yaml"
    before = path.read_text("utf-8")
    asking = before.replace("The {{ name }} will", "The {{ edition.drafter }} {{ name }} will")
    path.write_text(asking.replace("გაიმართება {{ name }}", "გაიმართება {{ edition.drafter }} {{ name }}"), "utf-8")
    try:
        with pytest.raises(ProblemsError) as refused:
            build(open_project(root), briefs=["counterpart"], formats=["html"], languages=["en"], out=tmp_path)
        (problem,) = [each for each in refused.value.problems if each.severity == "error"]
        assert (problem.code, problem.path) == ("expression-wrong", f"{FORUM}.text")
        assert problem.message == f"editions[{EDITION}].drafter is not for the readers of this brief"
    finally:
        path.write_text(before, "utf-8")


def test_a_letter_says_what_those_may_read_who_get_its_files(root: Path) -> None:
    held = open_project(root)
    earlier = EarlierCopy(held.content, EDITION, 1, dt.date(2030, 4, 1))
    letters = Covering(held.project, held.content, EDITION)

    def said(readers: Audience) -> str:
        files = (AttachedFile("brief.pdf", "PDF", 400, brief="full"),)
        mail = letters.mail("en", CoveringNote(files, readers=readers), earlier)
        return mail.subject + mail.text + mail.html

    assert MARK in said(INTERNAL)
    assert "the copy that you have" in said(INTERNAL)
    for readers in (INTERPRETERS, COUNTERPART, PUBLIC):
        assert MARK not in said(readers)
        assert "the copy that you have" not in said(readers)


# An entry of each sort that says it is for the agency alone, and a text of the note for others that goes with it.
KEPT_BACK = {
    "cooperation.history[statistics]": "cooperation.history[statistics].text",
    "cooperation.membership": "cooperation.membership.text",
    "events[example-session-12]": "cooperation.history[session-2027].text",  # the entry whose date and place it gives
    "people.persons[first-example]": "people.persons[first-example].name",
    "people.terms[first-example-president]": "people.persons[first-example].name",
    "association.stats[members]": "association.stats[members].value",
    "association.bodies[assembly]": "association.bodies[assembly].text",
    "association.goals.items[second_goal]": "association.goals.items[second_goal].text",
}  # fmt: skip


@pytest.mark.parametrize("path", KEPT_BACK)
def test_an_entry_that_is_for_the_agency_alone_is_not_there_for_others(path: str, tmp_path: Path) -> None:
    start(tmp_path / "project")
    shown, formats = f'data-src="{KEPT_BACK[path]}"', ["html"]
    build(open_project(tmp_path / "project"), briefs=["counterpart"], formats=formats, out=tmp_path / "before")
    assert shown in everything(tmp_path / "before")
    set_value(open_project(tmp_path / "project"), f"{path}.audience", "internal", always=True)
    project = open_project(tmp_path / "project")
    build(project, briefs=["full"], formats=formats, out=tmp_path / "ours")
    assert shown in everything(tmp_path / "ours")
    build(project, briefs=["counterpart"], formats=formats, out=tmp_path / "theirs")
    theirs = everything(tmp_path / "theirs")
    assert shown not in theirs
    assert path not in theirs
    assert "Example Forum" in theirs


def test_what_is_hidden_is_not_said_to_be_missing(tmp_path: Path) -> None:
    start(tmp_path / "project")
    set_value(open_project(tmp_path / "project"), "cooperation.membership.audience", "internal", always=True)
    content = open_project(tmp_path / "project").content
    brief = localise(content, EDITION, get_language("en"), load_catalogue("en"), readers=Readers(COUNTERPART))
    assert not brief.cooperation.membership
    with pytest.raises(WithheldError, match=r"cooperation\.membership is not for the readers of this brief"):
        str(brief.cooperation.membership)


def test_a_source_that_is_for_the_agency_alone_is_not_named_to_others(tmp_path: Path) -> None:
    start(tmp_path / "project")
    for id in open_project(tmp_path / "project").content.index["sources"]:
        said = "{ka: სანიმუშო გვერდი, en: Example Page}"
        set_value(open_project(tmp_path / "project"), f"sources[{id}].cited_as", said, always=True)
        set_value(open_project(tmp_path / "project"), f"sources[{id}].audience", "internal", always=True)
    for brief in ("full", "counterpart"):
        build(open_project(tmp_path / "project"), briefs=[brief], formats=["html"], out=tmp_path / brief)
    assert "sources[" in everything(tmp_path / "full")
    assert "sources[" not in everything(tmp_path / "counterpart")


def test_a_field_of_which_nobody_said_whose_it_is_is_withheld_from_the_agency_too(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobodys = {whose: names.replace(" objectives", "") for whose, names in Edition.shown_to.items()}
    monkeypatch.setattr(Edition, "shown_to", nobodys)
    audience_of.cache_clear()
    try:
        with pytest.raises(ProblemsError) as refused:
            build(open_project(root), briefs=["full"], formats=["html"], languages=["en"], out=tmp_path / "asks")
        told = {each.message for each in refused.value.problems if each.severity == "error"}
        assert told == {f"editions[{EDITION}].objectives is not for the readers of this brief"}
        build(open_project(root), briefs=["counterpart"], formats=["html"], languages=["en"], out=tmp_path / "out")
        assert f"{MARK}2" not in everything(tmp_path)  # nothing that was asked for in vain is written either
    finally:
        audience_of.cache_clear()


def test_what_is_counted_of_entries_of_which_one_is_for_fewer_is_refused(tmp_path: Path) -> None:
    start(tmp_path / "project")
    commission = "association.bodies[second_commission]"
    set_value(open_project(tmp_path / "project"), f"{commission}.audience", "internal", always=True)
    with pytest.raises(ProblemsError) as refused:
        build(open_project(tmp_path / "project"), briefs=["counterpart"], formats=["html"], out=tmp_path / "theirs")
    found = {(each.code, each.path, each.message) for each in refused.value.problems if each.severity == "error"}
    message = "association.bodies is not for the readers of this brief"
    assert found == {("expression-wrong", "association.bodies[commissions].text", message)}


def test_what_refers_to_somebody_who_is_hidden_does_not_tell_how_many_there_are(tmp_path: Path) -> None:
    start(tmp_path / "project")
    with (tmp_path / "project" / "content" / "events.yaml").open("a", encoding="utf-8") as file:
        file.write(SESSION)
    set_value(open_project(tmp_path / "project"), "people.persons[first-example].audience", "internal", always=True)
    content = open_project(tmp_path / "project").content
    for readers, told in ((INTERNAL, 1), (COUNTERPART, 0)):
        brief = localise(content, EDITION, get_language("en"), load_catalogue("en"), readers=Readers(readers))
        candidates = brief.sessions[0].agenda[0].candidates
        assert len(candidates) == told
        assert not brief.sessions[0].agenda[0].nobody_stands
        if not told:
            with pytest.raises(WithheldError, match="candidates is not for the readers of this brief"):
                candidates.require_whole()


def test_names_in_both_languages_are_for_interpreters_and_lack_what_is_for_fewer(tmp_path: Path) -> None:
    start(tmp_path / "project")
    set_value(open_project(tmp_path / "project"), "people.persons[first-example].audience", "internal", always=True)
    content = open_project(tmp_path / "project").content

    def named(readers: Audience) -> list[str]:
        brief = localise(content, EDITION, get_language("en"), load_catalogue("en"), readers=Readers(readers))
        return [each.name.value for each in brief.in_two_languages]

    assert "First Example" in named(INTERNAL)
    assert "First Example" not in named(INTERPRETERS)
    assert {*named(INTERNAL)} - {*named(INTERPRETERS)} == {"First Example"}
    assert named(COUNTERPART) == []


def test_who_is_met_in_a_meeting_that_is_for_the_agency_alone_is_not_named_to_interpreters(tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(Path(__file__).parent / "data" / "pack_project", root)
    people, path = root / "content" / "people.yaml", "editions[2031-05-sample-bay].meetings[secretary]"
    someone = "  - {id: someone, name: {ka: ვიღაც მაგალითი, en: Someone Example}}\nterms:"
    people.write_text(people.read_text("utf-8").replace("terms:", someone, 1), "utf-8")

    def named(readers: Audience) -> set[str]:
        content = open_project(root).content
        return {
            each.name.value
            for each in localise(
                content, "2031-05-sample-bay", get_language("en"), load_catalogue("en"), readers=Readers(readers)
            ).in_two_languages
        }

    assert "Someone Example" not in named(INTERPRETERS)  # of whom nothing is told yet
    set_value(open_project(root), f"{path}.interlocutors[otto].person", "someone", always=True)
    assert "Someone Example" in named(INTERPRETERS)
    set_value(open_project(root), f"{path}.audience", "internal", always=True)
    assert {"Otto Sample", "Mara Example"} <= named(INTERPRETERS)
    assert named(INTERNAL) - named(INTERPRETERS) == {"Someone Example"}


def test_no_brief_for_others_tells_of_an_event_that_is_for_the_agency_alone(root: Path, tmp_path: Path) -> None:
    path = root / "content" / "events.yaml"
    before = path.read_text("utf-8")
    path.write_text(before.replace("kind: forum", "kind: forum\n  audience: internal"), "utf-8")
    try:
        with pytest.raises(ProblemsError, match="the event of this edition is not for the readers of this brief"):
            build(open_project(root), briefs=["counterpart"], formats=["html"], out=tmp_path)
    finally:
        path.write_text(before, "utf-8")


def test_an_entry_can_not_be_for_more_readers_than_its_fields(root: Path) -> None:
    held = open_project(root).content
    assert Readers(COUNTERPART).may_read(PUBLIC)
    assert not Readers(COUNTERPART).may_read(INTERNAL)
    assert not Readers(INTERNAL).may_read(PERSONAL)
    assert Readers(PUBLIC, personal=True).may_read(PERSONAL)
    assert not Readers(INTERNAL, personal=True).may_read(None)
    assert shown_to(held, Readers(PUBLIC)).content is held  # nothing says that it is for fewer


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('# For whom?\naudience = "everybody"\n', 2, "there is no audience 'everybody'"),
        ("audience = 3\n", 1, "there is no audience '3'"),
        ('reader = "internal"\n', 1, "there is no 'reader' here"),
        ('audience = "personal"\n', 1, "there is no audience 'personal'"),
        ("personal = 1\n", 1, "personal is true or false"),
        ("marking = 0\n", 1, "marking is a whole number, 1 or more"),
        ('expects = ["pionts"]\n', 1, "there is no field 'pionts' that a type may expect"),
        ("expects = 2\n", 1, "there is no field '2' that a type may expect"),
        ("title = 3\n", 1, "title is a text, or a text in each language"),
        ("audience = internal\n", 1, "words stand in quotes"),
    ],
)
def test_data_of_a_type_that_cannot_be_used_are_told_at_their_line(
    text: str, line: int, message: str, tmp_path: Path
) -> None:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "own.toml").write_text(text, "utf-8")
    with pytest.raises(ProblemsError) as refused:
        brief_type("own", [tmp_path])
    (problem,) = refused.value.problems
    assert (problem.place.file, problem.place.line) == ("templates/briefs/own.toml", line)
    assert message in problem.message


def test_the_types_that_come_with_briefgen() -> None:
    folders = [built_in_templates()]
    found = {path.stem: brief_type(path.stem, folders).audience for path in (folders[0] / "briefs").glob("*.toml")}
    assert found == {
        "full": INTERNAL, "steering": INTERNAL, "qa": INTERNAL, "cards": INTERNAL, "pack": INTERNAL,
        "changes": INTERNAL,
        "interpreters": INTERPRETERS, "counterpart": COUNTERPART,
    }  # fmt: skip
    assert Audience.PUBLIC < Audience.COUNTERPART < Audience.INTERNAL
