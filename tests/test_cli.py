from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import click
import pytest
from click.testing import CliRunner, Result

from briefgen.cli import group, main
from briefgen.cli.content import QUALIFIERS
from briefgen.cli.group import SECTIONS
from briefgen.content.schema.base import Reading
from tests.conftest import DEMO, EDITION, NEWEST, DemoCopy, ProjectCopy


def run(*arguments: str, folder: Path, typed: Any = None, environment: Mapping[str, str] | None = None) -> Result:
    before = Path.cwd()
    os.chdir(folder)
    try:
        return CliRunner(env=environment).invoke(main, arguments, input=typed)
    finally:
        os.chdir(before)


def test_help_names_every_verb_once_with_a_whole_line(tmp_path: Path) -> None:
    result = run("--help", folder=tmp_path)
    assert result.exit_code == 0
    listed = [verb for verbs in SECTIONS.values() for verb in verbs]
    assert sorted(listed) == main.list_commands(click.Context(main))
    for summaries in SECTIONS.values():
        for verb, summary in summaries.items():
            assert re.search(rf"^  {verb} +{re.escape(summary)}$", result.output, re.MULTILINE)
            assert run(verb, "--help", folder=tmp_path).exit_code == 0


def test_a_verb_is_found_in_the_module_that_defines_it() -> None:
    context, folder = click.Context(main), Path(group.__file__).parent
    found = {verb: main.get_command(context, verb) for verb in main.list_commands(context)}
    where = {verb: command.callback.__module__ for verb, command in found.items() if command and command.callback}
    assert where == {verb: f"briefgen.cli.{module}" for verb, module in group._VERBS.items()}
    defining = {path.stem for path in folder.glob("*.py") if "\n@main." in path.read_text(encoding="utf-8")}
    assert defining == set(group._MODULES)


def test_a_misspelt_verb_is_answered_with_what_may_be_meant(tmp_path: Path) -> None:
    result = run("biuld", folder=tmp_path)
    assert result.exit_code == 2
    assert "there is no verb 'biuld'; did you mean build?" in result.output


def test_help_shows_the_usual_way_line_by_line(tmp_path: Path) -> None:
    shown = run("--help", folder=tmp_path).output
    assert "\n  The usual way:\n    briefgen check " in shown
    assert "\n    briefgen build " in shown
    assert "\b" not in shown


def test_a_reader_who_has_seen_enough_ends_a_command_quietly(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run([sys.executable, "-m", "briefgen", "explain"], stdout=writer, stderr=subprocess.PIPE)
    finally:
        os.close(writer)
    assert done.stderr == b""


def test_build_tells_what_it_wrote_and_what_was_not_supplied(demo_copy: DemoCopy) -> None:
    result = run("build", "--format", "docx", "--lang", "ka", folder=demo_copy.root)
    assert result.exit_code == 0, result.output
    assert f"output/{DEMO}/" in result.output
    assert f"{DEMO}_full_ka.docx" in result.output
    assert "Not supplied:" in result.output
    assert f"editions[{DEMO}].drafter: who drafted the brief" in result.output
    assert (demo_copy.root / "output" / DEMO / f"{DEMO}_full_ka.docx").is_file()


@pytest.mark.slow
def test_check_shows_of_good_content_only_what_is_doubtful(project_copy: ProjectCopy) -> None:
    result = run("check", "--format", "json", folder=project_copy.root)
    assert result.exit_code == 0
    codes = {problem["code"] for problem in json.loads(result.output)["problems"]}
    assert codes == {"fact-disputed", "fact-unverified"}


def test_problems_are_shown_with_place_caret_and_hint(demo_copy: DemoCopy) -> None:
    demo_copy.edit("content/people.yaml", "person: first-example", "person: first-exampel")
    result = run("check", folder=demo_copy.root)
    assert result.exit_code == 1
    assert "content/people.yaml:" in result.output
    assert "error[reference-unknown]: there is no 'first-exampel' among the persons" in result.output
    assert "^^^^^^^^^^^^^\n" in result.output
    assert "hint: did you mean first-example?" in result.output
    assert result.output.splitlines()[-1] == "1 error"


@pytest.mark.slow
def test_check_speaks_to_programs_and_can_be_strict(demo_copy: DemoCopy) -> None:
    path = demo_copy.root / "content" / "sources.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\n- id: forgotten\n  title: A page\n", encoding="utf-8")
    assert run("check", folder=demo_copy.root).exit_code == 0
    assert run("check", "--strict", folder=demo_copy.root).exit_code == 1
    found = json.loads(run("check", "--format", "json", folder=demo_copy.root).output)
    assert "source-unused" in [problem["code"] for problem in found["problems"]]
    sarif = json.loads(run("check", "--format", "sarif", folder=demo_copy.root).output)
    rules = {rule["id"]: rule["shortDescription"]["text"] for rule in sarif["runs"][0]["tool"]["driver"]["rules"]}
    assert rules["source-unused"] == "Every source stands behind a fact."


def test_check_takes_an_edition_and_a_day(demo_copy: DemoCopy) -> None:
    assert run("check", DEMO, "--on", "2030-05", folder=demo_copy.root).exit_code == 0
    for wrong in (["nope"], ["--on", "soon"], ["--on", "2019/2020"]):
        assert run("check", *wrong, folder=demo_copy.root).exit_code == 2


def test_explain_shows_a_page_or_the_list(tmp_path: Path) -> None:
    page = run("explain", "office-twice", folder=tmp_path)
    assert page.output.startswith("# office-twice (error)\n\nAn office has one holder at a time.\n\n")
    assert "  office-twice " in run("explain", folder=tmp_path).output
    unknown = run("explain", "ofice-twice", folder=tmp_path)
    assert (unknown.exit_code, "did you mean office-twice?" in unknown.output) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["build", "nope"], 2), (["build", "--format", "odt"], 2), (["bulid"], 2), (["build", "--lang", "de"], 2)],
)
def test_wrong_usage_ends_with_2(demo_copy: DemoCopy, arguments: list[str], code: int) -> None:
    result = run(*arguments, folder=demo_copy.root)
    assert result.exit_code == code
    assert "Traceback" not in result.output


@pytest.mark.parametrize("command", [["build"], ["redline", DEMO]])
@pytest.mark.parametrize(
    ("typed", "meant"),
    [("word", "docx"), ("Word", "docx"), (".doc", "docx"), ("pdff", "pdf"), ("PDF", "pdf"), (".DOCX", "docx")],
)
def test_a_format_that_there_is_not_is_answered_with_what_may_be_meant(
    tmp_path: Path, command: list[str], typed: str, meant: str
) -> None:
    result = run(*command, "--format", typed, folder=tmp_path)
    assert (result.exit_code, f"there is no {typed!r}; did you mean {meant}?" in result.output) == (2, True)


def test_outside_a_project_the_message_says_what_to_do(tmp_path: Path) -> None:
    result = run("build", folder=tmp_path)
    assert result.exit_code == 2
    assert "briefgen init" in result.output


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b'msgid "a"\nmsgstr "\xff"\n', "catalogues/en.po:2: this is not UTF-8"),
        (b'msgid "a\n', "catalogues/en.po:1: this is not a line"),
        (b'msgid "a"\nmsgstr "{b}"\n', "catalogues/en.po:1: the translation of 'a' must have"),
    ],
)
def test_a_catalogue_is_called_as_the_project_has_it(demo_copy: DemoCopy, text: bytes, told: str) -> None:
    (demo_copy.root / "catalogues").mkdir()
    (demo_copy.root / "catalogues" / "en.po").write_bytes(text)
    result = run("build", "--lang", "en", folder=demo_copy.root)
    assert result.exit_code == 1
    assert result.output.startswith(f"briefgen: {told}")


def test_a_bug_keeps_its_traceback(demo_copy: DemoCopy, monkeypatch: pytest.MonkeyPatch) -> None:
    def bug(*arguments: object, **options: object) -> None:
        raise AssertionError("a bug")

    monkeypatch.setattr("briefgen.making.judge.check", bug)
    result = run("check", folder=demo_copy.root)
    assert isinstance(result.exception, AssertionError)


def test_schema_writes_a_file_for_each_kind_of_content(demo_copy: DemoCopy) -> None:
    result = run("schema", folder=demo_copy.root)
    assert result.exit_code == 0, result.output
    assert (demo_copy.root / "content" / ".schema" / "events.json").is_file()
    assert run("check", folder=demo_copy.root).exit_code == 0


def test_briefgen_runs_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "briefgen", "--version"], capture_output=True, check=True, text=True)
    assert done.stdout.startswith("briefgen, version ")


@pytest.mark.slow
def test_a_figure_is_set_and_both_values_can_be_asked_for(project_copy: ProjectCopy) -> None:
    path = "stats.member_organisations"
    result = run("set", path, "334", "--as-of", "2024-06", "--source", "issa-history", folder=project_copy.root)
    assert result.exit_code == 0, result.output
    assert result.output.startswith("association.stats[member_organisations]: 330 → 334, as of 2024-06\n")
    assert run("get", path, folder=project_copy.root).output.startswith(
        "334, as of 2024-06 (unverified; issa-history)\n330"
    )
    february = run("get", path, "--on", "2019-02", folder=project_copy.root)
    assert february.output == "more than 320, as of 2019-02-01 (verified; issa-release-2019-02-01)\n"
    assert run("check", folder=project_copy.root).exit_code == 0


def test_who_held_an_office_can_be_asked_and_may_not_be_known(project_copy: ProjectCopy) -> None:
    result = run("get", "offices.secretary_general", "--on", "2016-11-18", folder=project_copy.root)
    assert (result.exit_code, "Hans-Horst Konkolewsky from 2005 to 2019-01" in result.output) == (0, True)
    result = run("get", "offices.president", "--on", "2016-11-18", folder=project_copy.root)
    assert (result.exit_code, result.output.startswith("not known for certain: ")) == (1, True)


def test_values_may_start_with_a_hyphen_and_mistakes_are_plain(project_copy: ProjectCopy) -> None:
    result = run("set", "persons.breuer.note", "- not sure: ask", folder=project_copy.root)
    assert (result.exit_code, "→ - not sure: ask" in result.output) == (0, True)
    assert 'note: "- not sure: ask"' in (project_copy.root / "content" / "people.yaml").read_text(encoding="utf-8")
    result = run("set", "stats.member_countries", "many", folder=project_copy.root)
    assert (result.exit_code, "error[value-wrong]: value needs a whole number" in result.output) == (1, True)
    result = run("set", "stats.member_contries", "1", folder=project_copy.root)
    assert result.exit_code == 2
    assert "association.stats has no entry member_contries; did you mean member_countries?" in result.output


def test_an_entry_is_added_from_fields_or_from_what_comes_in(project_copy: ProjectCopy) -> None:
    fields = ("--field", "id=x", "--field", "name.ka=ა = ბ", "--field", "name.en=b")
    result = run("add", "people.persons", *fields, folder=project_copy.root)
    assert result.output == "people.persons[x] was added to content/people.yaml\n"
    typed = "id: x-president\nperson: x\noffice: president\nstart: 2019-10-18\n"
    result = run("add", "people.terms", "--ends-earlier", "--always", folder=project_copy.root, typed=typed)
    assert result.output.splitlines()[1].startswith("breuer-president had no end: it now ends on 2019-10-17")
    told = run("get", "offices.president", "--on", "2019-10-18", folder=project_copy.root).output
    assert told == "ა = ბ / b from 2019-10-18\n"
    result = run("add", "people.persons", "--field", "id", folder=project_copy.root)
    assert (result.exit_code, "--field id: write NAME=VALUE" in result.output) == (2, True)


def test_every_qualifier_can_be_named() -> None:
    assert tuple(QUALIFIERS) == get_args(Reading.model_fields["qualifier"].annotation)


def test_diff_shows_what_changed_between_two_editions(project_copy: ProjectCopy) -> None:
    result = run("diff", EDITION, NEWEST, folder=project_copy.root)
    assert result.exit_code == 0
    assert "events[wssf-2019].state\n    [-planned-] → {+held+}" in result.output
    page = project_copy.root / "review.html"
    assert run("diff", EDITION, "--format", "html", "--out", str(page), folder=project_copy.root).exit_code == 0
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_diff_compares_the_content_with_a_snapshot(project_copy: ProjectCopy) -> None:
    assert run("snapshot", "then.json", folder=project_copy.root).exit_code == 0
    assert "nothing changed" in run("diff", "then.json", folder=project_copy.root).output
    project_copy.edit("content/agency.yaml", "en: Social Service Agency", "en: Agency of Social Services")
    result = run("diff", "then.json", folder=project_copy.root)
    assert "agency.name [en]\n    {+Agency of +}Social [-Service Agency-]{+Services+}" in result.output
    assert run("diff", "nowhere", folder=project_copy.root).exit_code == 2


def test_a_change_note_without_an_edition_to_compare_with_is_refused(project_copy: ProjectCopy) -> None:
    result = run("build", EDITION, "--brief", "changes", folder=project_copy.root)
    assert result.exit_code == 2
    assert "names no edition before it" in result.output


@pytest.mark.parametrize("place", ["content/people.yaml", "content/new.json", "mine.txt"])
@pytest.mark.parametrize("command", [["snapshot"], ["diff", DEMO, "content", "--out"]])
def test_what_is_named_to_write_to_is_never_content_nor_a_file_of_others(
    demo_copy: DemoCopy, command: list[str], place: str
) -> None:
    (demo_copy.root / "mine.txt").write_text("mine", encoding="utf-8")
    path = demo_copy.root / place
    before = path.read_bytes() if path.exists() else None
    result = run(*command, place, folder=demo_copy.root)
    said = "is in the content" if place.startswith("content") else "is not a file that briefgen wrote"
    assert said in result.output
    assert result.exit_code in (1, 2)
    assert (path.read_bytes() if path.exists() else None) == before
    if place == "mine.txt":  # its own it writes again
        assert run(*command, "ours", folder=demo_copy.root).exit_code == 0
        demo_copy.edit("content/cooperation.yaml", "Brief history", "A history")
        assert run(*command, "ours", folder=demo_copy.root).exit_code == 0


@pytest.mark.parametrize("command", [["build"], ["schema"], ["redline", DEMO], ["reprint", DEMO]])
def test_folders_named_to_write_to_are_not_in_the_content(demo_copy: DemoCopy, command: list[str]) -> None:
    result = run(*command, "--out", "content/editions", folder=demo_copy.root)
    assert result.exit_code == 2
    assert "content/editions is in the content" in result.output
