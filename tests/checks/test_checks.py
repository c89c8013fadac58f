from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.dates import Point
from briefgen.making.judge import check
from briefgen.problems.diagnostics import Diagnostic
from briefgen.project.folder import find_project
from tests.conftest import ProjectCopy
from tests.started import start

TERM = """
  - id: second
    person: kozlov
    office: president
    start: 2019-09-01
    status: unverified
"""


DOUBTS = ("fact-disputed", "fact-unverified")  # what the content of 2019 really has


def codes(copy: ProjectCopy) -> list[str]:
    return [problem.code for problem in problems(copy)]


def problems(copy: ProjectCopy) -> list[Diagnostic]:
    return [problem for problem in check(copy.project) if problem.code not in DOUBTS]


def test_a_later_term_ends_one_without_an_end(project_copy: ProjectCopy) -> None:
    path = project_copy.root / "content" / "people.yaml"
    path.write_text(path.read_text(encoding="utf-8").rstrip() + "\n" + TERM, encoding="utf-8")
    assert codes(project_copy) == []


def test_two_holders_of_an_office_at_once_are_a_problem(project_copy: ProjectCopy) -> None:
    path = project_copy.root / "content" / "people.yaml"
    term = TERM + "    end: 2020\n"
    terms = term + term.replace("second", "third").replace("kozlov", "breuer")
    path.write_text(path.read_text(encoding="utf-8").rstrip() + "\n" + terms, encoding="utf-8")
    (problem,) = problems(project_copy)
    assert (problem.code, problem.hint) == ("office-twice", "give the earlier term an end")
    assert problem.place.file == "content/people.yaml"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("date: 2019-10-14/2019-10-18", "date: ongoing", "event-dateless"),
        ("  parent: wssf-2019", "  parent: council-brussels-2019", "parent-circle"),
    ],
)
def test_events_that_no_brief_can_be_about(project_copy: ProjectCopy, old: str, new: str, code: str) -> None:
    project_copy.edit("content/events.yaml", old, new)
    assert code in codes(project_copy)


def test_what_could_be_read_is_checked_although_a_file_could_not(project_copy: ProjectCopy) -> None:
    project_copy.edit("content/events.yaml", "state: held", "state: hold")
    project_copy.edit("content/people.yaml", "country: DE", "country: XQ")
    project_copy.edit("content/association.yaml", ", en: Council}", "}")
    # The events could not be read, so that nobody is told that they don't exist.
    assert codes(project_copy) == ["translation-missing", "value-wrong", "country-unknown"]


def test_every_language_is_reported_by_a_build_too(project_copy: ProjectCopy) -> None:
    from briefgen.making.press import build
    from briefgen.problems.diagnostics import ProblemsError

    for language in ("ხმით", "vote\n"):
        text = (project_copy.root / "content/cooperation.yaml").read_text(encoding="utf-8")
        at = text.index("{{ votes }} " + language)
        project_copy.write("content/cooperation.yaml", text[:at] + "{{ vots }} " + text[at + len("{{ votes }} ") :])
    with pytest.raises(ProblemsError) as raised:
        build(project_copy.project, formats=["html"])
    assert [problem.code for problem in raised.value.problems].count("expression-wrong") == 2
    assert {problem.severity for problem in raised.value.problems} == {"error"}


def test_nobody_is_unknown_while_the_people_can_not_be_read(project_copy: ProjectCopy) -> None:
    project_copy.edit("content/cooperation.yaml", "The Secretary General of the ISSA met", "Mr Joachim Breuer met")
    project_copy.edit("content/people.yaml", "country: DE", "cuntry: DE")
    found = codes(project_copy)
    assert "field-unknown" in found
    assert "person-unknown" not in found


def test_a_day_that_is_asked_for_knows_what_was_learnt_until_then(tmp_path: Path) -> None:
    start(tmp_path / "demo")
    history = tmp_path / "demo" / "content" / "cooperation.yaml"
    text = history.read_text(encoding="utf-8")
    words = "{ka: 'სააგენტომ მიიღო სტუმრები  კვლავ.', en: The Agency received guests.}"
    fields = (
        "- id: guests",
        "  date: 2030-07",
        "  known_from: 2030-07",
        "  sources: [example-page]",
        f"  text: {words}",
    )
    entry = "\n  ".join(("history:", *fields)) + "\n"
    history.write_text(text.replace("history:\n", entry, 1), encoding="utf-8")
    project = find_project(tmp_path / "demo")
    for day, found in ((None, False), (Point(2030, 6, 30), False), (Point(2030, 8, 1), True)):
        assert ("space-doubled" in [problem.code for problem in check(project, on=day)]) is found, day
