"""Someone stands by a problem: it is shown as acknowledged, until the day comes."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.checks.acknowledge import acknowledged, finding, unfit, which
from briefgen.checks.all_rules import run_rules
from briefgen.checks.subject import Subject
from briefgen.dates import Point
from briefgen.making.judge import check
from briefgen.making.press import build
from briefgen.problems.diagnostics import Diagnostic, Place, ProblemsError, Severity
from briefgen.project.folder import Project, find_project
from tests.checks.small import subject, told
from tests.started import start

# A source that no fact names, a warning; and an edition with an open marking that prints objectives, an error.
FORGOTTEN = "\n- id: forgotten\n  title: A page\n"
OBJECTIVES = "objectives:\n  ka: მხარს ვუჭერთ.\n  en: We support it.\n"
EDITION = "editions/2030-05-example-city.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    start(tmp_path / "project")
    return find_project(tmp_path / "project")


def edit(project: Project, file: str, *replacements: tuple[str, str]) -> None:
    path = project.content / file
    text = path.read_text(encoding="utf-8")
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new) if old else text + new
    path.write_text(text, encoding="utf-8")


def acknowledge(code: str, until: str, indent: str = "  ") -> str:
    return f"{indent}acknowledge: {{code: {code}, because: the page is on its way, until: {until}}}\n"


def only(problems: tuple[Diagnostic, ...]) -> Diagnostic:
    (problem,) = problems
    return problem


def test_it_is_shown_as_acknowledged_with_the_reason(project: Project) -> None:
    edit(project, "sources.yaml", ("", FORGOTTEN + acknowledge("source-unused", "2030-06")))
    assert only(check(project)).acknowledged == "the page is on its way (until 2030-06)"


@pytest.mark.parametrize(("until", "over"), [("2030-05", False), ("2030-04-30", True), ("2029", True)])
def test_it_comes_back_when_the_day_is_over(project: Project, until: str, over: bool) -> None:
    edit(project, "sources.yaml", ("", FORGOTTEN + acknowledge("source-unused", until)))
    problem = only(check(project))
    assert (problem.acknowledged == "") is over
    assert (f"acknowledged until {until}, which is over" in problem.hint) is over


def test_one_that_is_over_does_not_hide_another_that_holds(project: Project) -> None:
    entries = "  acknowledge:\n" + "".join(
        f"  - {{code: source-unused, because: {why}, until: {until}}}\n"
        for why, until in (("once", 2029), ("now", 2031))
    )
    edit(project, "sources.yaml", ("", FORGOTTEN + entries))
    assert only(check(project)).acknowledged == "now (until 2031)"


def test_the_day_is_that_of_the_edition_or_one_that_is_asked_for(project: Project) -> None:
    edit(project, "sources.yaml", ("", FORGOTTEN + acknowledge("source-unused", "2030-06")))
    for day, seen in ((Point(2030, 6, 30), True), (Point(2030, 7, 1), False)):
        found = [problem for problem in check(project, on=day) if problem.code == "source-unused"]
        assert bool(only(tuple(found)).acknowledged) is seen


def test_several_stand_in_a_list_and_an_owner_acknowledges_for_all_below(project: Project) -> None:
    edit(project, EDITION, ("objectives: null", OBJECTIVES), ("marking: internal", "marking: public"))
    entries = "acknowledge:\n- {code: marking-too-open, because: they are public, until: 2031}\n"
    edit(project, EDITION, ("version: 1\n", "version: 1\n" + entries))
    for problems in (check(project), build(project, formats=["html"]).problems):
        found = [problem.acknowledged for problem in problems if problem.code == "marking-too-open"]
        assert found == ["they are public (until 2031)"]


def test_an_error_that_nobody_acknowledged_stops_the_build(project: Project) -> None:
    edit(project, EDITION, ("objectives: null", OBJECTIVES), ("marking: internal", "marking: public"))
    with pytest.raises(ProblemsError, match="marking-too-open"):
        build(project, formats=["html"])
    assert not list(project.output.glob("*/*"))


def test_what_acknowledges_nothing_is_a_warning(project: Project) -> None:
    edit(project, "sources.yaml", ("  title:", acknowledge("source-unused", "2031") + "  title:"))
    problem = only(check(project))
    assert (problem.code, problem.severity) == ("acknowledge-unused", "warning")
    assert problem.excerpt[problem.place.column - 1 :].startswith("acknowledge")


def test_a_code_that_there_is_not_is_an_error(project: Project) -> None:
    edit(project, "sources.yaml", ("  title:", acknowledge("source-unsued", "2031") + "  title:"))
    assert only(check(project)).code == "acknowledge-unknown"


def test_what_keeps_a_brief_from_being_composed_is_not_acknowledged(project: Project) -> None:
    edit(project, "events.yaml", ("  city: example-city\n  state: held\n", "  city: nowhere\n  state: held\n"))
    edit(project, "events.yaml", ("  state: held\n", "  state: held\n" + acknowledge("reference-unknown", "2031")))
    assert [p.acknowledged for p in check(project) if p.code == "reference-unknown"] == [""]


def test_nobody_stands_by_a_hole_in_the_page(project: Project) -> None:
    edit(project, "agency.yaml", (", en: Director}", "}"))
    edit(
        project,
        "agency.yaml",
        ("  - id: director\n", "  - id: director\n" + acknowledge("translation-missing", "2031", "    ")),
    )
    assert [p.acknowledged for p in check(project) if p.code == "translation-missing"] == [""]


def test_an_error_is_acknowledged_where_it_is_and_not_for_the_whole_file(project: Project) -> None:
    edit(project, "people.yaml", ("    end: 2027-12\n", "    end: 2019-12\n"))  # before its start
    at_the_term = acknowledge("term-unfit", "2031", "    ")
    edit(project, "people.yaml", ("persons:\n", acknowledge("term-unfit", "2031", "") + "persons:\n"))
    assert [p.acknowledged for p in check(project) if p.code == "term-unfit"] == [""]
    edit(project, "people.yaml", ("    end: 2019-12\n", "    end: 2019-12\n" + at_the_term))
    assert all(p.acknowledged for p in check(project) if p.code == "term-unfit")


@pytest.mark.parametrize("lacking", ["because: the page is on its way, ", ", until: 2031"])
def test_it_says_why_and_until_when(project: Project, lacking: str) -> None:
    edit(project, "sources.yaml", ("", FORGOTTEN + acknowledge("source-unused", "2031").replace(lacking, "")))
    assert only(check(project)).code == "field-missing"


def test_acknowledging_changes_no_brief(project: Project) -> None:
    before = build(project, formats=["html"])
    old = before.files[0].path.read_bytes()
    edit(project, "events.yaml", ("  state: held\n", "  state: held\n" + acknowledge("reference-unknown", "2031")))
    assert build(project, formats=["html"]).files[0].path.read_bytes() == old


# Below without files: what is acknowledged by an entry of the content, and of which problems -----------------------


def problem(path: str, severity: Severity = "warning", code: str = "some-code", hint: str = "") -> Diagnostic:
    return Diagnostic(Place("f"), severity, code, "message", hint, path=path)


def standing_by(*entries: tuple[str, str], at: str = "entry") -> Subject:
    acknowledge = [{"code": code, "because": f"why {code} {until}", "until": until} for code, until in entries]
    return told("A.", **{at: {"acknowledge": acknowledge}})


def test_a_warning_is_acknowledged_at_the_entry_and_below_an_error_at_its_own_entry_alone() -> None:
    about = standing_by(("some-code", "2031"))
    at, below = "cooperation.history[entry]", "cooperation.history[entry].text"
    beside, above = "cooperation.history[entry2]", "cooperation"
    cases: tuple[tuple[Severity, str, bool], ...] = (
        ("warning", at, True), ("warning", below, True), ("warning", beside, False), ("warning", above, False),
        ("note", below, True), ("error", at, True), ("error", below, True), ("error", above, False),
    )  # fmt: skip
    for severity, path, seen in cases:
        (marked,) = acknowledged(about, [problem(path, severity)], ())
        assert bool(marked.acknowledged) is seen, (severity, path)
    whole = standing_by(("some-code", "2031"), at="association")
    cases = (
        ("error", "association", True), ("error", "association.name", True), ("error", "association.works[a]", True),
        ("warning", "association.name", True), ("warning", "associations", False),
    )  # fmt: skip
    for severity, path, seen in cases:
        (marked,) = acknowledged(whole, [problem(path, severity)], ())
        assert bool(marked.acknowledged) is seen, (severity, path)


def test_an_error_below_an_entry_of_its_own_is_not_acknowledged_by_what_holds_that() -> None:
    works = [{"id": "w", "kind": "theme", "title": {"en": "W"}}]
    entries = [{"code": "some-code", "because": "b", "until": "2031"}]
    about = subject(association={"acknowledge": entries, "works": works})
    path = "association.works[w].title"
    error, warning = acknowledged(about, [problem(path, "error"), problem(path, "warning")], ())
    assert (error.acknowledged, warning.acknowledged) == ("", "b (until 2031)")


def test_what_is_never_acknowledged_stays() -> None:
    about = standing_by(("some-code", "2031"))
    (one,) = acknowledged(about, [problem("cooperation.history[entry]")], {"some-code"})
    assert one.acknowledged == ""


def test_one_for_another_code_does_not_hide_the_next_and_one_that_is_over_is_added_to_the_hint() -> None:
    about = standing_by(("other-code", "2031"), ("some-code", "2029"))
    (one,) = acknowledged(about, [problem("cooperation.history[entry]", hint="do it")], ())
    over = "acknowledged until 2029, which is over: why some-code 2029"
    assert (one.acknowledged, one.hint) == ("", f"do it; {over}")
    (bare,) = acknowledged(about, [problem("cooperation.history[entry]")], ())
    assert bare.hint == over
    later = standing_by(("other-code", "2031"), ("some-code", "2031"))
    assert acknowledged(later, [problem("cooperation.history[entry]")], ())[0].acknowledged


def test_an_acknowledgement_is_unused_unless_it_covers_a_problem_of_its_code() -> None:
    about = standing_by(("some-code", "2031"), ("no-code", "2031"))
    codes = {"some-code": "A promise."}

    def told_of(*problems: Diagnostic) -> list[tuple[str, str]]:
        return [(one.code, one.severity) for one in unfit(about, problems, codes)]

    unknown, unused = ("acknowledge-unknown", "error"), ("acknowledge-unused", "warning")
    assert told_of(problem("cooperation.history[entry].text")) == [unknown]
    assert told_of(problem("cooperation.title")) == [unused, unknown]
    assert told_of(problem("cooperation.history[entry]", code="else")) == [unused, unknown]


def test_one_that_says_which_finding_it_is_for_silences_no_other() -> None:
    problems = run_rules(told("A  b   c."))
    two, three = sorted((each for each in problems if each.code == "space-doubled"), key=lambda each: each.message)
    at = "cooperation.history[entry]"
    assert finding(at, two) == ("text.en", "2 spaces in a row")
    seen = {"because": "so", "until": "2031", "code": "space-doubled"}
    for more, silent in (
        ({"field": "text.en", "says": "2 spaces in a row"}, [two]), ({"field": "text.en"}, [two, three]),
        ({}, [two, three]), ({"field": "text"}, []), ({"says": "2 spaces in a row"}, []),
        ({"field": "text.en", "says": "4 spaces in a row"}, []),
    ):  # fmt: skip
        about = told("A  b   c.", entry={"acknowledge": [{**seen, **more}]})
        found = run_rules(about)
        assert {each for each in found if each.is_open and each.code == "space-doubled"} == {two, three} - {*silent}
        assert ("acknowledge-unused" in {each.code for each in found}) is (not silent)
        own = at, which("space-doubled", more.get("field"), more.get("says"))
        stood_by = [each.stood_by for each in found if each.acknowledged or each.code == "acknowledge-unused"]
        assert stood_by == [own] * max(1, len(silent))
    # Of an entry as a whole, and not of what is below it.
    whole = told("A.", entry={"acknowledge": [{**seen, "code": "some-code", "says": "message"}]})
    marked = acknowledged(whole, [problem(at), problem(f"{at}.text")], ())
    assert [bool(each.acknowledged) for each in marked] == [True, False]
