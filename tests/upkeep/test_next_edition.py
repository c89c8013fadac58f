"""From session to session: the next edition, what is to be done for it, and the sheet of that."""

from __future__ import annotations

import json
import os
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefgen.checks.all_rules import RULES
from briefgen.cli import main
from briefgen.content.model import Content
from briefgen.content.reading.loader import load
from briefgen.content.schema.edition import Edition
from briefgen.formats.word.xml import W
from briefgen.language.catalogue import load_catalogue
from briefgen.making.press import prepare
from briefgen.problems.diagnostics import Diagnostic, Place
from briefgen.project.folder import Project, find_project
from briefgen.project.settings import ProjectError, Settings
from briefgen.todo.sheet import FOR_READERS, Said
from briefgen.todo.sheet import sheet as shortened
from briefgen.todo.tasks import GROUPS, NOT_SUPPLIED, todo
from briefgen.upkeep import starter
from briefgen.upkeep.next_edition import list_todo, write_todo
from tests.conftest import EDITION, DemoCopy, ProjectCopy, once_a_run
from tests.content import tiny
from tests.formats.docx_reading import parts, read_docx
from tests.pdf_reading import pages, squeeze
from tests.validators import ooxml, verapdf

FIRST = "2030-05-example-city"
AFTER = "2030-12-after"
FORUM = "example-forum-2030"
PLANNED = """
- id: planted-seminar
  kind: seminar
  name: {ka: სანიმუშო სემინარი, en: Planted seminar}
  date: 2019-10-20
  state: planned
  sources: [agency-brief-2019]
"""

NEXT = """
- id: next
  kind: forum
  name: {ka: შემდეგი, en: Next}
  date: 2033-05-02/2033-05-04
  state: planned
  sources: [example-page]
"""


class Office:
    """A project, and the commands that its staff type there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *arguments: str) -> Result:
        before = Path.cwd()
        os.chdir(self.folder)
        try:
            return CliRunner().invoke(main, arguments)
        finally:
            os.chdir(before)

    def read(self, file: str) -> str:
        return (self.folder / file).read_text(encoding="utf-8")

    def edit(self, file: str, old: str, new: str) -> None:
        text = self.read(file)
        assert old in text
        (self.folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    def paths(self, *, group: str) -> list[str]:
        """Return what the newest edition's list names in a group."""
        listed = json.loads(self.run("todo", "--format", "json").output)
        return [entry["path"] for entry in listed["todo"] if entry["group"] == group]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    starter.start(tmp_path / "office")
    return Office(tmp_path / "office")


@pytest.fixture
def agency(project_copy: ProjectCopy) -> Office:
    """Return the real project."""
    return Office(project_copy.root)


# The next edition ----------------------------------------------------------------------------------------------------


def test_a_new_edition_keeps_what_stays_and_empties_what_belongs_to_the_event(office: Office) -> None:
    office.edit("briefgen.toml", '["ka", "en"]', '["en", "ka"]')
    office.edit(f"content/editions/{FIRST}.yaml", "drafter: null     # not supplied", "drafter: M. Example  # by phone")
    office.edit(f"content/editions/{FIRST}.yaml", "objectives: null", "objectives: {ka: ვნახოთ., en: To see.}")
    office.edit(f"content/editions/{FIRST}.yaml", "version: 1", "version: 3")
    result = office.run("new", AFTER, "--from", FIRST, "--as-of", "2030-12")
    assert result.exit_code == 0, result.output
    assert result.output.startswith(f"wrote content/editions/{AFTER}.yaml\n\nTo do for {AFTER}: ")
    previous = f"previous: {FIRST}\n" if "previous" in Edition.model_fields else ""
    written = office.read(f"content/editions/{AFTER}.yaml").replace(previous, "")
    assert written.splitlines() == [
        "# yaml-language-server: $schema=../.schema/edition.json",
        f"# The briefs for: Example Forum. Made from {FIRST}.",
        "",
        f"event: {FORUM}",
        "version: 1",
        "as_of: 2030-12     # the brief is true for this date, office-holders included",
        "marking: internal  # a level of agency.yaml",
        "",
        "drafter: M. Example  # by phone",
        "objectives: null  # not supplied",
    ]
    assert bool(previous) == (f"previous: {FIRST}" in office.read(f"content/editions/{AFTER}.yaml"))


def test_a_new_edition_has_nothing_of_what_was_prepared_for_the_one_before(office: Office) -> None:
    prepared = (
        "number: 12/2030\nissue: {ka: საკითხი., en: An issue.}\n"
        "points:\n  - {id: p, kind: ask, say: {ka: ვითხოვთ., en: We ask.}}\n"
        "delegation:\n  - {id: d, person: first-example}\n"
        "profiles:\n  - {id: us, name: {ka: ჩვენ, en: us}, briefs: [full]}\n"
    )
    office.edit(f"content/editions/{FIRST}.yaml", "drafter: null     # not supplied\n", f"{prepared}drafter: null\n")
    result = office.run("new", AFTER, "--from", FIRST, "--as-of", "2030-12")
    assert result.exit_code == 0, result.output
    written = office.read(f"content/editions/{AFTER}.yaml")
    assert not any(f"{name}:" in written for name in ("number", "issue", "points", "delegation"))
    assert "profiles:" in written


def test_a_new_edition_is_of_the_first_day_of_its_event(office: Office) -> None:
    with (office.folder / "content" / "events.yaml").open("a", encoding="utf-8") as file:
        file.write(NEXT)
    (office.folder / "catalogues").mkdir()
    words = 'msgid "The briefs for: {event}. Made from {previous}."\nmsgstr "ცნობა: {event} ({previous})."\n'
    (office.folder / "catalogues" / "ka.po").write_text(words, encoding="utf-8")
    assert office.run("new", "2033-05-next", "--event", "next").exit_code == 0
    written = office.read("content/editions/2033-05-next.yaml")
    assert "# ცნობა: შემდეგი (" in written  # in the project's main language, and its own words
    assert "event: next\n" in written
    assert "as_of: 2033-05-02 " in written


def test_what_was_said_of_the_previous_edition_is_not_said_of_the_new_one(agency: Office) -> None:
    assert agency.run("new", "2019-11-after", "--from", EDITION, "--as-of", "2019-11").exit_code == 0
    written = agency.read("content/editions/2019-11-after.yaml")
    assert "status: unverified" in written
    assert "note:" not in written
    assert "The original is undated" not in written
    assert "sources:" not in written


@pytest.mark.parametrize(
    ("arguments", "message", "code"),
    [
        ([FIRST, "--as-of", "2031"], f"there is an edition {FIRST} already", 2),
        (["../2031", "--as-of", "2031"], "'../2031' can't be an edition's name: use a–z, 0–9 and hyphens", 2),
        (["2031", "--from", "2029"], f"there is no edition '2029'; there are {FIRST}", 2),
        (["2031", "--event", "nope"], f"there is no event 'nope'; there are {FORUM}, example-session-12. Add it", 2),
        (["2031"], f"say what comes after {FIRST}: its event (--event ID), or its date (--as-of DATE)", 2),
        (["2031", "--as-of", "soon"], "--as-of: ", 2),
        (["2031", "--as-of", "2031-01/2031-02"], "name one day, month or year: --as-of DATE", 2),
        (["2031", "--event", "example-session-12"], f"2027-11-30 is before 2030-05, the date of {FIRST}", 2),
    ],
)
def test_what_cannot_be_is_refused_in_plain_words(
    office: Office, arguments: list[str], message: str, code: int
) -> None:
    before = {path: path.read_bytes() for path in office.folder.rglob("*.yaml")}
    result = office.run("new", *arguments)
    assert message in result.output
    assert result.exit_code == code
    assert {path: path.read_bytes() for path in office.folder.rglob("*.yaml")} == before


def test_content_that_cannot_be_read_gets_no_new_edition(office: Office) -> None:
    office.edit("content/events.yaml", "state: planned", "state: perhaps")
    result = office.run("new", AFTER, "--as-of", "2030-12")
    assert result.exit_code == 1
    assert "error[value-wrong]" in result.output
    assert not (office.folder / "content" / "editions" / f"{AFTER}.yaml").exists()


# What is to be done --------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_list_shrinks_as_the_content_is_mended_until_nothing_is_left(office: Office) -> None:
    after = "2030-08-after"  # named as it is dated
    office.run("new", after, "--as-of", "2030-08")
    result = office.run("todo")
    assert result.exit_code == 1
    assert result.output.index("Events (1)") < result.output.index("Sentences that time") < result.output.index("Not s")
    assert f"  events[{FORUM}].state  (content/events.yaml:9)\n    this is still planned, but" in result.output
    assert f"    briefgen set 'events[{FORUM}].state' held\n" in result.output
    assert "    content/events.yaml:13: “გაიმართება”: " in result.output
    assert "    content/events.yaml:14: “will”: " in result.output

    assert office.run("set", f"events[{FORUM}].state", "held").exit_code == 0
    assert office.paths(group="events") == []
    assert office.paths(group="sentences") == [f"events[{FORUM}].text"]

    office.edit("content/events.yaml", "გაიმართება", "გაიმართა")
    office.edit("content/events.yaml", "will take place", "took place")
    assert office.paths(group="sentences") == []
    assert office.paths(group="translations") == [f"events[{FORUM}].text"]
    assert office.run("translations", "--accept", f"events[{FORUM}].text").exit_code == 0
    assert office.run("todo").exit_code == 0  # only gaps are left, and a brief may have gaps
    assert office.paths(group="gaps") == [
        "agency.offices[director]",
        "agency.contact",
        "association.offices[secretary_general]",
        f"editions[{after}].delegation",
        f"editions[{after}].drafter",
        f"editions[{after}].objectives",
    ]

    office.run("set", "agency.contact", "{ka: მისამართი, en: Address}", "--since", "2030-08")
    office.run("set", f"editions[{after}].drafter", "Second Example")
    office.run("add", f"editions[{after}].delegation", "--field", "id=one", "--field", "person=second-example")
    office.run("set", f"editions[{after}].objectives", "{ka: ვნახოთ., en: To see.}")
    for holder in ("director", "secretary_general"):
        fields = ("--field", f"id={holder}-now", "--field", f"office={holder}", "--field", "person=second-example")
        result = office.run(
            "add", "people.terms", *fields, "--field", "start=2029", "--field", "sources=[example-page]",
            "--since", "2030-08",
        )  # fmt: skip
        assert result.exit_code == 0, result.output
    office.run("translations", "--accept", "--all")
    result = office.run("todo")
    assert (result.exit_code, result.output) == (0, f"nothing is left to do for {after}\n")
    assert json.loads(office.run("todo", "--format", "json").output) == {"edition": after, "todo": [], "number": 0}
    result = office.run("todo", "--sheet")
    assert (result.exit_code, "there is no sheet to write" in result.output) == (2, True)


@pytest.mark.slow
def test_the_real_project_s_list_names_what_is_planted_and_forgets_it_when_it_is_mended(agency: Office) -> None:
    with (agency.folder / "content" / "events.yaml").open("a", encoding="utf-8") as file:
        file.write(PLANNED)
    agency.run("new", "2019-11-after", "--from", EDITION, "--as-of", "2019-11")
    listed = agency.run("todo", "2019-11-after").output
    line = agency.read("content/events.yaml").splitlines().index("- id: planted-seminar") + 5
    assert f"  events[planted-seminar].state  (content/events.yaml:{line})" in listed
    assert "To verify" in listed.split("Not supplied")[1]  # the doubts stand last
    assert "  editions[2019-11-after].drafter  (content/editions/2019-11-after.yaml:" in listed
    agency.run("set", "events[planted-seminar].state", "held")
    assert "planted-seminar].state" not in agency.run("todo", "2019-11-after").output


@pytest.mark.slow
def test_terms_that_end_and_offices_without_a_holder_are_listed_once(office: Office) -> None:
    office.edit("content/people.yaml", "# end: left out while the term goes on", "end: 2030-06-30")
    found = office.paths(group="people")
    assert found == ["people.terms[first-example-president]"]
    assert "--field office=president" in office.run("todo").output
    office.run("new", AFTER, "--as-of", "2030-12")
    assert office.paths(group="people") == ["people.terms[first-example-president]"]
    assert "association.offices[president]" not in office.paths(group="gaps")


def test_a_figure_past_its_review_is_brought_up_to_date_by_a_new_value(office: Office) -> None:
    office.edit("content/association.yaml", "review_by: 2030-12-31", "review_by: 2030-01-31")
    assert office.paths(group="facts") == ["association.stats[members].review_by"]
    assert "briefgen set 'association.stats[members]' VALUE --as-of DATE --source ID\n" in office.run("todo").output
    office.run("set", "association.stats[members]", "110", "--as-of", "2030-04", "--source", "example-page")
    assert office.paths(group="facts") == []


def test_a_figure_without_a_date_gets_one(office: Office) -> None:
    office.edit("content/association.yaml", "50\n    as_of: 2029-12-31", "50")
    found = [command for command in commands(office) if command.endswith(".as_of' DATE")]
    assert len(found) == 1
    assert office.run(*filled(found[0], office, 1, "2029-12-31")[1:], "--always").exit_code == 0
    assert not [command for command in commands(office) if command.endswith(".as_of' DATE")]


# What a person types for what a command has in capitals.
TYPED = {"WORDS": "See Annex 1: it's there.", "PERSON": "kelecsenyi", "VALUE": "7", "KIND": "ask"}


def filled(command: str, office: Office, number: int, date: str) -> list[str]:
    """Return a command of the list as a shell would split it, with words in the place of what it has in capitals."""
    for name, words in {**TYPED, "DATE": date}.items():
        command = command.replace(name, words.replace("'", "'\\''"))
    people = [item.id for item in find_content(office).people.persons]
    command = command.replace("id=ID", f"id=typed-{number}").replace("[ID]", f"[{people[0]}]")
    return shlex.split(command.replace(" ID", f" {find_content(office).sources[0].id}"))


def find_content(office: Office) -> Content:
    return load(office.folder / "content")


def commands(office: Office) -> list[str]:
    listed = json.loads(office.run("todo", "--format", "json").output)
    return [entry["command"] for entry in listed["todo"] if entry["command"]]


def run_all(office: Office, suggested: list[str], date: str) -> None:
    for number, command in enumerate(suggested):
        assert "…" not in command
        name, *arguments = filled(command, office, number, date)
        assert name == "briefgen"
        always = ["--always"] if arguments[0] in ("set", "add") else []
        result = office.run(*arguments, *always)
        assert result.exit_code == 0, f"{command}\n{result.output}"
        assert "nothing to change" not in result.output, command


def test_every_command_that_the_list_names_can_be_pasted_and_works(agency: Office, office: Office) -> None:
    office.edit("briefgen.toml", 'briefs = ["full"]', 'briefs = ["pack"]')
    suggested = commands(office)
    assert """briefgen set agency.contact '{ka: "WORDS", en: "WORDS"}'""" in suggested
    assert f"briefgen set 'editions[{FIRST}].drafter' VALUE" in suggested
    run_all(office, [each.replace("person=PERSON", "person=first-example") for each in suggested], "2030-01-15")
    assert find_content(office).editions[FIRST].points[0].kind == "ask"
    asked = [each for each in commands(office) if "briefgen add 'editions[" in each]
    assert [".interlocutors'" in each for each in asked] == [True]  # of the meeting that was just added
    run_all(office, [each.replace("person=PERSON", "person=first-example") for each in asked], "2030-01-15")
    assert not any("briefgen add 'editions[" in each for each in commands(office))
    assert find_content(office).agency.contact is not None
    suggested = commands(agency)
    assert "briefgen set 'events[council-brussels-2019].agenda[president].elected' '[ID]'" in suggested
    run_all(agency, suggested, "2019-10-20")


def test_three_years_later_the_list_says_what_years_have_passed_over(agency: Office) -> None:
    fields = ["id=marrakesh", "kind=forum", 'name={ka: მსოფლიო ფორუმი, en: World Forum}', "date=2022-10-24/2022-10-28",
              "state=planned", "sources=[issa-history]"]  # fmt: skip
    assert agency.run("add", "events", *(part for field in fields for part in ("--field", field))).exit_code == 0
    assert agency.run("new", "2022-10-marrakesh", "--event", "marrakesh").exit_code == 0
    listed = json.loads(agency.run("todo", "--format", "json").output)["todo"]
    aged = {(found["code"], entry["path"]) for entry in listed for found in entry["found"]}
    assert ("figure-old", "association.stats[member_organisations]") in aged
    assert ("history-old", "cooperation.history") in aged
    assert ("event-bare", "events[marrakesh]") in aged
    run_all(agency, [entry["command"] for entry in listed if entry["command"]], "2022-05-15")


def test_the_list_has_the_gaps_that_a_build_lists(agency: Office) -> None:
    path = "events[council-brussels-2019].agenda[president]"
    listed = json.loads(agency.run("todo", EDITION, "--format", "json").output)["todo"]
    gaps = {entry["path"] for entry in listed if entry["group"] == "gaps"}
    assert f"{path}.position" in gaps  # since then it was held, and nobody asks for a position any more
    assert gaps == {gap.path for gap in prepare(find_project(agency.folder), edition=EDITION, languages=["en"],
                                                formats=["html"]).gaps}  # fmt: skip


def test_the_next_edition_can_be_made_where_objectives_were_supplied(office: Office) -> None:
    objectives = f"editions[{FIRST}].objectives"
    words = {"ka": "ვნახოთ, რა დაადგინა სანიმუშო სესიამ. " * 3, "en": "To see what the session decided. " * 3}
    assert office.run("set", objectives, json.dumps(words, ensure_ascii=False)).exit_code == 0
    assert "\nobjectives:\n" in office.read(f"content/editions/{FIRST}.yaml")
    result = office.run("new", AFTER, "--as-of", "2030-12")
    assert result.exit_code == 0, result.output
    assert office.read(f"content/editions/{AFTER}.yaml").endswith("\nobjectives: null  # not supplied\n")
    assert office.run("set", objectives, "null").exit_code == 0
    assert office.read(f"content/editions/{FIRST}.yaml").endswith("\nobjectives: null  # not supplied\n")


def test_what_is_verified_loses_the_note_that_said_that_it_isnt(agency: Office) -> None:
    path = "cooperation.history[academy-2017]"
    assert "Not found outside the brief; see the event." in agency.read("content/cooperation.yaml")
    result = agency.run("set", f"{path}.status", "verified", "--always")
    assert result.exit_code == 0, result.output
    assert "its note, of what was doubtful, was taken out: Not found outside the brief; see the event." in result.output
    assert "Not found outside the brief; see the event." not in agency.read("content/cooperation.yaml")
    assert agency.run("undo", "--yes").exit_code == 0
    assert "Not found outside the brief; see the event." in agency.read("content/cooperation.yaml")


def test_what_someone_stands_by_is_not_to_be_done(office: Office) -> None:
    office.edit("content/sources.yaml", "- id: ", "- id: forgotten\n  title: A page\n\n- id: ")
    assert office.paths(group="rest") == ["sources[forgotten]"]
    office.edit(
        "content/sources.yaml",
        "  title: A page\n",
        "  title: A page\n  acknowledge: {code: source-unused, because: for later, until: 2031}\n",
    )
    assert office.paths(group="rest") == []


def test_content_that_cannot_be_read_is_the_first_thing_to_mend(office: Office) -> None:
    office.edit("content/events.yaml", "state: planned", "state: perhaps")
    result = office.run("todo")
    assert result.exit_code == 1
    assert "Other problems (" in result.output
    assert "content/events.yaml:9" in result.output
    result = office.run("todo", "--sheet")
    assert (result.exit_code, "correct first what the list names" in result.output) == (2, True)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("people.yaml", "person: first-example", "person: nobody"),
        (f"editions/{FIRST}.yaml", f"event: {FORUM}", "event: nothing"),
    ],
)
def test_an_id_that_leads_nowhere_is_listed_and_keeps_the_sheet_back(
    office: Office, file: str, old: str, new: str
) -> None:
    office.edit(f"content/{file}", old, new)
    unknown = f"there is no '{new.rpartition(' ')[2]}' among the "
    for arguments in (["todo"], ["todo", "--sheet"]):
        result = office.run(*arguments)
        assert (result.exit_code, unknown in result.output) == (1, True), result.output
    assert not (office.folder / "output").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nope"], f"there is no edition 'nope'; there are {FIRST}"),
        (["--lang", "en"], "--lang goes with --sheet"),
        (["--sheet", "--format", "json"], "--sheet writes files"),
        (["--sheet", "--lang", "fr"], "there is no language 'fr'"),
    ],
)
def test_wrong_usage_is_told(office: Office, arguments: list[str], message: str) -> None:
    result = office.run("todo", *arguments)
    assert (result.exit_code, message in result.output) == (2, True)


def test_every_code_of_a_group_is_a_rule_s_and_stands_in_one_group() -> None:
    codes = [code for group in GROUPS for code in group.codes]
    assert set(codes) - RULES.keys() == {NOT_SUPPLIED}
    assert len(codes) == len(set(codes))


# The sheet -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> Path:
        agency = Office(ProjectCopy(folder / "project").root)
        assert agency.run("new", "2019-11-after", "--from", EDITION, "--as-of", "2019-11").exit_code == 0
        result = agency.run("todo", "2019-11-after", "--sheet", "--lang", "ka", "--lang", "en")
        assert result.exit_code == 0, result.output
        assert "wrote output/2019-11-after/2019-11-after_todo_ka.pdf" in result.output
        return agency.folder / "output" / "2019-11-after" / "2019-11-after_todo"

    return once_a_run(tmp_path_factory, "sheet", make)


def test_the_sheet_is_a_list_to_tick_in_the_words_of_its_language(sheet: Path) -> None:
    georgian, english = (pages(Path(f"{sheet}_{language}.pdf")) for language in ("ka", "en"))
    assert all(word in page for page in georgian for word in ("რა უნდა გაკეთდეს", "პასუხი", "ვინ", "მზადაა"))
    assert all(word in page for page in english for word in ("What is to be done", "Answer", "Who", "Done"))
    for words in ("რისი მოწოდებაც მხოლოდ სააგენტოს შეუძლია", "დასაზუსტებელია", "ვინ მოამზადა ცნობა"):
        assert squeeze(words) in squeeze("".join(georgian))
    for words in (
        "What only the agency can supply", "To be looked up, or asked of the association", "Who drafted the brief",
        "International Social Security Association – a source contradicts this: ",
        "Session of the ISSA Council (2018) – ", "Session of the ISSA Council (2019) – ",
    ):  # fmt: skip
        assert squeeze(words) in squeeze("".join(english))
    assert not re.search(r"yaml|briefgen|\d: |: \d+, ", "".join([*georgian, *english]))
    assert (len(english), len(georgian)) == (2, 3)


def test_no_two_rows_of_the_sheet_read_the_same(sheet: Path) -> None:
    for language in ("ka", "en"):
        body = parts(Path(f"{sheet}_{language}.docx").read_bytes())["word/document.xml"]
        rows = ["".join(str(words) for words in row.itertext(f"{{{W}}}t")) for row in body.iter(f"{{{W}}}tr")]
        rows = [row for row in rows if "–" in row]
        assert len(rows) > 30
        assert len(rows) == len(set(rows))


@pytest.mark.slow
def test_the_sheet_s_word_file_says_the_same_and_both_are_sound(sheet: Path) -> None:
    words = " ".join(read_docx(Path(f"{sheet}_ka.docx").read_bytes()).body)
    assert "დასაზუსტებელია" in words
    assert set().union(*verapdf.failures([Path(f"{sheet}_ka.pdf")]).values()) == set()
    assert ooxml.findings(Path(f"{sheet}_ka.docx")) == []


def test_the_sheet_stands_in_the_manifest_beside_the_briefs(sheet: Path) -> None:
    listed = json.loads((sheet.parent / "manifest.json").read_text(encoding="utf-8"))
    assert f"{sheet.name}_ka.pdf" in listed["files"]


def test_the_sheet_is_in_the_main_language_and_can_be_written_while_errors_stand(office: Office) -> None:
    office.edit("content/agency.yaml", "en: Director}", 'en: ""}')
    result = office.run("todo", "--sheet")
    assert result.exit_code == 0, result.output
    assert [line.rpartition("_todo_")[2] for line in result.output.splitlines()] == ["ka.pdf", "ka.docx"]
    (page,) = pages(office.folder / "output" / FIRST / f"{FIRST}_todo_ka.pdf")
    assert "დირექტორი – ერთ-ერთ ენაზე ტექსტი არ არის" in page


def test_a_sheet_is_no_brief_and_needs_no_contents_list(demo_copy: DemoCopy) -> None:
    demo_copy.edit("briefgen.toml", "languages", 'contents = "always"\nlanguages')
    (written,) = write_todo(demo_copy.project, list_todo(demo_copy.project), formats=["html"])
    assert "<nav" not in written.path.read_text(encoding="utf-8")


def test_the_sheet_says_all_in_its_language(office: Office) -> None:
    office.edit("content/sources.yaml", "- id: ", "- id: forgotten\n  title: A page\n\n- id: ")
    office.edit("content/cooperation.yaml", "სააგენტო ასოციაციას აწვდის", "სააგენტო  ასოციაციას აწვდის")
    days = ", ".join(f"{year} წლის 30 თებერვალს" for year in range(2021, 2027))
    office.edit("content/cooperation.yaml", "სანიმუშო სტატისტიკას", f"სანიმუშო სტატისტიკას {days}")
    office.run("todo", "--sheet")
    (page,) = pages(office.folder / "output" / FIRST / f"{FIRST}_todo_ka.pdf")
    assert "A page – ამ წყაროს არც ერთი მონაცემი არ ეყრდნობა" in page
    assert "ზედიზედ ორი ინტერვალია" in page
    assert "„2025 წლის 30 თებერვალს“, …: ასეთი თარიღი არ არსებობს" in page
    assert "2026 წლის 30 თებერვალს" not in page
    assert not re.search("no fact names|two spaces", page)


def test_what_no_face_has_is_shown_by_its_code_point_in_the_words_of_the_content(office: Office) -> None:
    office.edit("content/cooperation.yaml", "სააგენტო ასოციაციას აწვდის", "☐ სააგენტო  ასოციაციას აწვდის")
    result = office.run("todo", "--sheet")
    assert result.exit_code == 0, result.output
    assert "U+2610 სააგენტო ასოციაციას" in " ".join(pages(office.folder / "output" / FIRST / f"{FIRST}_todo_ka.pdf"))


@pytest.mark.parametrize(
    ("reports", "said"),
    [
        ([f"“{n}”: a report" for n in "12345"], Said(words=tuple("12345"))),
        ([f"“{n}”: a report" for n in "1234567"], Said(words=tuple("12345"), more=True)),
        (["“1”: a report", "a report"], Said(FOR_READERS["words-expired"], ("1",), more=True)),
        (["a report"], Said(FOR_READERS["words-expired"])),
    ],
    ids=["five", "seven", "one of two", "none"],
)
def test_the_sheet_tells_that_it_does_not_quote_all(office: Office, reports: list[str], said: Said) -> None:
    content, place = load(office.folder / "content"), Place("content/people.yaml", 3)
    path = "people.terms[first-example-president]"
    problems = [Diagnostic(place, "warning", "words-expired", report, path=path) for report in reports]
    (group,) = shortened(todo(FIRST, problems, content, ("ka",)), content, "ka")
    (row,) = group.rows
    assert row.said == (said,)


def test_every_rule_has_words_for_readers_in_every_language(office: Office) -> None:
    # All that the rules find, and what is said of an acknowledgement.
    codes = {code for code, rule in RULES.items() if rule.severity != "note"}
    content, place = load(office.folder / "content"), Place("content/people.yaml", 3)
    for code in sorted(codes | {"acknowledge-unknown", "acknowledge-unused"}):
        for report in ("a report in English", "“two words”: a report in English"):
            path = f"events[{FORUM}]" if code == "event-bare" else "people.terms[first-example-president]"
            problem = Diagnostic(place, "warning", code, report, path=path)
            (group,) = shortened(todo(FIRST, [problem], content, ("ka",)), content, "ka")
            (row,) = group.rows
            assert any(said.message or said.words for said in row.said), code
            assert not any(said.report for said in row.said), code
        for language in ("ka", "fr"):
            assert load_catalogue(language).text(FOR_READERS[code]) != FOR_READERS[code]


def test_a_problem_that_is_no_rule_s_stands_on_the_sheet_as_it_is_reported(office: Office) -> None:
    content = load(office.folder / "content")
    problem = Diagnostic(Place("content/events.yaml", 3), "warning", "from-elsewhere", "a report", path="events")
    (row,) = shortened(todo(FIRST, [problem], content, ("ka",)), content, "ka")[0].rows
    assert [said.report for said in row.said] == ["a report"]


def test_a_gap_has_its_place_in_the_content(project_copy: ProjectCopy) -> None:
    listed = list_todo(project_copy.project, EDITION).todo
    gaps = {e.path: e.found[0] for group, entries in listed.groups if group.key == "gaps" for e in entries}
    drafter: Diagnostic = gaps[f"editions[{EDITION}].drafter"]
    lines = (project_copy.root / "content" / "editions" / f"{EDITION}.yaml").read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, 1) if line.startswith("drafter: null"))
    assert drafter.place == Place(f"content/editions/{EDITION}.yaml", number, 10, 4)


def test_where_the_content_cannot_be_read_the_list_says_so_for_any_edition(tmp_path: Path) -> None:
    tiny.write(tmp_path / "content")
    (tmp_path / "content" / "events.yaml").write_text("- id: [", encoding="utf-8")
    listed = list_todo(Project(tmp_path.resolve(), Settings(("en",))), "whichever")
    assert (listed.todo.edition, listed.todo.stops, isinstance(listed.content, Content)) == ("whichever", True, False)
    (tmp_path / "content" / "events.yaml").unlink()
    tiny.write(tmp_path / "content")
    with pytest.raises(ProjectError, match="there is no edition 'whichever'; there are first"):
        list_todo(Project(tmp_path.resolve(), Settings(("en",))), "whichever")
