from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.checks import Subject, run_rules
from briefgen.content.model import root_of
from briefgen.content.reading.loader import load
from briefgen.problems.diagnostics import ProblemsError
from tests.conftest import NEWEST, ROOT, ProjectCopy
from tests.golden import check_golden

GOLDEN = ROOT / "tests" / "data" / "golden" / "diagnostics"


def problems(folder: Path) -> str:
    with pytest.raises(ProblemsError) as raised:
        load(folder)
    return "\n\n".join(problem.render() for problem in raised.value.problems) + "\n"


def test_the_real_content_has_no_problems() -> None:
    content = load(ROOT / "content")
    assert run_rules(Subject(content, ("ka", "en"), NEWEST)) == ()


def test_every_value_has_a_path_and_a_place() -> None:
    content = load(ROOT / "content")
    item = content.items["cooperation.history[panama-2016].text"]
    problem = content.problem(item.path, "x", "m", within=("ka",), offset=0)
    assert problem.excerpt[problem.place.column - 1 :].startswith("ISSA")
    assert {root_of(path) for path in content.items} == {*content.files}


def test_all_mistakes_of_all_files_are_reported_at_once(project_copy: ProjectCopy, update_golden: bool) -> None:
    project_copy.edit("content/association.yaml", "founded: 1927-10-04", "founded: 4 October 1927")
    project_copy.edit("content/association.yaml", "acronym: ISSA", "acronim: ISSA")
    project_copy.edit("content/people.yaml", "country: DE", "country: Germany")
    project_copy.edit("content/events.yaml", "kind: forum", "kind: congress")
    project_copy.edit("content/events.yaml", "date: 2019-10-14/2019-10-18", "date: 2019-10-18/2019-10-14")
    project_copy.edit("content/cooperation.yaml", "category: affiliate", "category: full")
    project_copy.write("content/editions/New Edition.yaml", "version: 0\n")
    project_copy.write("content/persons.yaml", "[]\n")
    (project_copy.root / "content" / "agency.yaml").unlink()
    check_golden(GOLDEN / "loader.txt", problems(project_copy.project.content), update_golden)


def test_unknown_references_and_missing_translations(project_copy: ProjectCopy, update_golden: bool) -> None:
    project_copy.edit("content/people.yaml", "person: breuer", "person: breuor")
    project_copy.edit("content/people.yaml", "country: DE", "country: XQ")
    project_copy.edit("content/events.yaml", "city: brussels", "city: bruxelles")
    project_copy.edit("content/association.yaml", ", en: Council}", "}")
    project_copy.edit("content/association.yaml", "en: President}", "en: President, fr: Président}")
    project_copy.edit("content/cooperation.yaml", "title:\n", 'title:\n  de: ""\n')
    content = load(project_copy.project.content)
    problems = run_rules(Subject(content, ("ka", "en"), "2019-10-brussels"))
    report = "\n\n".join(problem.render() for problem in problems if problem.severity == "error") + "\n"
    check_golden(GOLDEN / "checks.txt", report, update_golden)


def test_ids_may_not_differ_in_a_hyphen_alone(project_copy: ProjectCopy) -> None:
    project_copy.edit("content/cooperation.yaml", "- id: academy-2017\n", "- id: panama-2016\n")
    assert "the id 'panama-2016' is used twice for cooperation.history" in problems(project_copy.project.content)
    project_copy.edit("content/events.yaml", "- id: bureau-113\n", "- id: council_37\n")
    assert "the id 'council-37' is used twice for events" in problems(project_copy.project.content) or (
        "the id 'council_37' is used twice for events" in problems(project_copy.project.content)
    )


@pytest.mark.parametrize("said", ["", "{i}note: A source says 1200.", "{i}contradicted_by: [issa-history]"])
def test_a_disputed_fact_says_what_contradicts_it_and_why(project_copy: ProjectCopy, said: str) -> None:
    project_copy.edit("content/events.yaml", "status: verified", f"status: disputed{said.format(i=chr(10) + ' ' * 6)}")
    assert "a disputed fact needs a note and contradicted_by" in problems(project_copy.project.content)


@pytest.mark.parametrize("missing", ["content", "content/events.yaml", "content/editions"])
def test_what_lacks_is_named(project_copy: ProjectCopy, missing: str) -> None:
    path = project_copy.root / missing
    path.rename(project_copy.root / "elsewhere")
    report = problems(project_copy.project.content)
    assert missing in report
    assert "error[" in report


@pytest.mark.parametrize(
    ("file", "old", "hint"),
    [
        ("association.yaml", "acronym: ISSA", "write the text, or delete the line"),
        ("people.yaml", "", "write its fields: persons"),
        ("agency.yaml", "", "write its fields: "),
        ("sources.yaml", "", "start each entry with a hyphen; or delete the file"),
    ],
)
def test_what_is_empty_is_to_be_filled(project_copy: ProjectCopy, file: str, old: str, hint: str) -> None:
    if old:
        project_copy.edit(f"content/{file}", old, old.partition(" ")[0])
    else:
        project_copy.write(f"content/{file}", "# nothing yet\n")
    report = problems(project_copy.project.content)
    assert f"content/{file}:" in report
    assert hint in report
    assert ("nothing is written in this file" in report) == (not old)
    assert ("or delete the file" in report) == (file in ("people.yaml", "sources.yaml"))


@pytest.mark.parametrize(
    "name", ["Thumbs.db", "desktop.ini", "~$people.yaml", "people.yaml.bak", "people.yaml~", ".DS_Store"]
)
def test_what_windows_and_editors_leave_is_no_mistake(project_copy: ProjectCopy, name: str) -> None:
    for folder in ("content", "content/editions"):
        project_copy.write(f"{folder}/{name}", "x")
    assert load(project_copy.project.content).editions


def test_what_may_be_meant_as_content_is_told(project_copy: ProjectCopy) -> None:
    project_copy.write("content/people - Copy.yaml", "[]\n")
    assert "nothing reads people - Copy.yaml" in problems(project_copy.project.content)
