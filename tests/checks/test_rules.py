"""Every rule reports what it is for, in the place where it stands, and nothing else; and it can explain itself."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.checks.all_rules import BLOCKING, FAMILIES, FIRM, OF_TASTE, RULES, Subject, reports, run_rules
from briefgen.checks.families import reading
from briefgen.checks.pages import explain, help_sections, promises
from briefgen.checks.rules import Rule
from briefgen.content.knowing.known import known_at
from briefgen.content.reading.loader import LoadError
from briefgen.making.compose import date_of, newest_edition
from briefgen.making.judge import check
from briefgen.making.opened import opened
from briefgen.problems.diagnostics import Diagnostic
from briefgen.project.folder import Project, find_project
from briefgen.project.settings import SettingsError
from tests.checks import small
from tests.checks.cases import DELETED, Case
from tests.checks.small import told
from tests.desk.machine import machine_words, told_to_a_clerk
from tests.soak import some
from tests.started import start

CASES: tuple[Case, ...] = tuple(
    case
    for file in sorted(Path(__file__).parent.glob("cases_*.py"))
    for case in importlib.import_module(f"tests.checks.{file.stem}").CASES
)
UNREADABLE = set(reading.PROMISES) - {"expression-wrong", "prose-wrong", "acknowledge-unknown", "acknowledge-unused"}

# Rules about what isn't content, with tests of their own.
ELSEWHERE = {
    "spelling-unchecked",  # tests/checks/test_spelling.py
    "link-gone", "link-moved", "link-unanswered", "link-unencrypted",  # tests/checks/test_online.py: pages are asked
    "issued-differs",  # tests/test_noticing.py: it needs something that was issued
}  # fmt: skip


# Rules that look at what is printed, at its pages or at its pictures: only the whole check has these.
OF_BRIEFS = {"annex-hides", "annex-unnamed", "annex-unusable", "brief-too-long", "content-lost", "count-differs",
             "entry-wordless",
             "event-cancelled", "fact-disputed", "fact-unverified",
             "figure-left-out", "figure-old", "image-coarse", "image-missing", "review-passed"}  # fmt: skip
# Rules that find the same in the content alone, but say of it what only the pictures of a brief tell.
OF_PICTURES = {"pointer-lost"}


def problems_of(case: Case, folder: Path) -> list[Diagnostic]:
    """Return what the rule of a case says; if it looks at the content alone, that is all that is done."""
    project = edited(case, folder)
    problems = check(project) if case.code in OF_BRIEFS else _of_the_content(project, RULES[case.code])
    if case.marks is None:  # what can't be read says nothing about the rule
        assert not [problem.render() for problem in problems if problem.code in UNREADABLE]
    return [problem for problem in problems if problem.code == case.code]


def _of_the_content(project: Project, rule: Rule) -> Sequence[Diagnostic]:
    try:
        content = opened(project).content
    except LoadError as error:
        return error.problems
    edition = newest_edition(content)
    assert edition
    known = known_at(content, date_of(content, edition))
    return reports(Subject(known, project.settings.languages, edition, root=project.root), rule)


def edited(case: Case, folder: Path) -> Project:
    """Return the starter with the edits of a case."""
    edits, files = case.edits, case.files
    start(folder)
    for name, data in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    for name, old, new in edits:
        path = folder / "content" / name
        if new == DELETED:
            path.unlink()
            continue
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new, 1) if old else text + new, encoding="utf-8")
    return find_project(folder)


def marked(problem: Diagnostic) -> str:
    start = problem.place.column - 1
    return problem.excerpt[start : start + problem.place.length]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_reports_what_it_is_for_and_where(case: Case, tmp_path: Path) -> None:
    found = problems_of(case, tmp_path / "project")
    if case.marks is None:
        assert [problem.render() for problem in found] == []
    else:
        assert case.marks in [marked(problem) for problem in found], [problem.render() for problem in found]
    # A clerk is told in the words of the desk: no commands, keys, paths or dates in digits.
    for problem in found:
        assert [said for said in told_to_a_clerk(problem) if machine_words(said)] == []


@pytest.mark.soak
@pytest.mark.parametrize(
    "case", some([case for case in CASES if case.code not in OF_BRIEFS | OF_PICTURES], 10), ids=str
)
def test_the_whole_check_says_of_a_case_what_its_rule_says_alone(case: Case, tmp_path: Path) -> None:
    whole = [problem for problem in check(edited(case, tmp_path / "whole")) if problem.code == case.code]
    alone = problems_of(case, tmp_path / "project")
    assert [problem.render() for problem in whole] == [problem.render() for problem in alone]


def test_the_starter_has_no_problems(tmp_path: Path) -> None:
    start(tmp_path / "project")
    assert [problem.render() for problem in check(find_project(tmp_path / "project"))] == []


def test_every_rule_has_cases_that_fire_and_cases_that_stay_silent() -> None:
    assert {case.code for case in CASES if case.marks is not None} == set(RULES) - ELSEWHERE
    assert {case.code for case in CASES if case.marks is None} == set(RULES) - ELSEWHERE


# Rules about how one language alone is written: what they find in it, they are silent of in the other.
OF_ONE_LANGUAGE = {
    **dict.fromkeys(("number-in-digits", "capitals-differ", "name-nearly", "variety-mixed"), "en"),
    "case-wrong": "ka",
}


def test_rules_that_read_words_have_cases_in_both_languages() -> None:
    for code in {case.code for case in CASES if case.language}:
        for silent in (True, False):
            languages = {case.language for case in CASES if case.code == code and (case.marks is None) is silent}
            wanted = {OF_ONE_LANGUAGE[code]} if code in OF_ONE_LANGUAGE and not silent else {"ka", "en"}
            assert languages >= wanted, f"{code} lacks a {'silent' if silent else 'firing'} case"


def test_cases_have_titles_of_their_own() -> None:
    assert len({(case.code, case.title, case.language, case.marks is None) for case in CASES}) == len(CASES)


def test_every_code_has_a_page_of_help() -> None:
    for code in promises():
        page = explain(code)
        assert page is not None
        assert len(page.split()) > 20, f"{code} is hardly explained"
    assert explain("no-such-code") is None


def test_what_keeps_a_brief_from_being_made_nobody_stands_by_nor_by_what_is_missing() -> None:
    assert BLOCKING < FIRM
    assert {"residue", "translation-missing"} <= FIRM - BLOCKING
    assert "spelling" not in FIRM
    assert all(rule.firm for rule in RULES.values() if rule.blocks)


def test_the_help_on_a_code_says_how_bad_it_is_and_has_its_own_section() -> None:
    page = explain("spelling") or ""
    assert page.startswith("# spelling (warning)\n\nEvery word is one that a dictionary")
    (code, *_) = (code for code in promises() if code not in RULES)
    assert (explain(code) or "").startswith(f"# {code} (error)\n\n{promises()[code]}\n\n")


def test_of_one_text_a_rule_reports_so_many_and_how_many_more() -> None:
    for number, last in ((25, ""), (26, "1 more"), (28, "3 more")):
        found = reports(told("A\tb" * number), RULES["residue"])
        messages = [one.message for one in found]
        assert (len(found), messages[-1].startswith(last)) == (min(number, 26), True)
        assert sum("more of the kind" in message for message in messages) == (number > 25)


def test_rules_run_all_or_those_that_keep_a_brief_from_being_made() -> None:
    about = told("A  b.", edition={"event": "nothing"})
    everything = [one.code for one in run_rules(about)]
    assert "space-doubled" in everything
    blocking = run_rules(about, blocking_only=True)
    assert {one.code for one in blocking} == set(everything) & BLOCKING != set()
    (doubled,) = [one for one in run_rules(about) if one.code == "space-doubled"]
    assert (doubled.path, doubled.severity) == ("cooperation.history[entry].text", "warning")


def test_a_project_can_do_without_kinds_of_warnings_but_not_without_an_error_of_the_kind() -> None:
    stood_by = {"acknowledge": [{"code": "space-doubled", "because": "so it is", "until": "2031"}]}
    for about in (told("A  b. TODO"), told("A  b. TODO", entry=stood_by)):
        everything = run_rules(about)
        assert {"space-doubled", "residue"} <= {one.code for one in everything}
        left = run_rules(replace(about, unchecked=("space-doubled", "residue")))
        assert left == tuple(one for one in everything if one.code != "space-doubled")


def test_only_what_no_error_is_can_be_switched_off_and_the_settings_say_so(tmp_path: Path) -> None:
    start(tmp_path / "p")
    file = tmp_path / "p" / "briefgen.toml"
    good = file.read_text(encoding="utf-8")
    assert "words-better" in OF_TASTE
    assert not OF_TASTE & FIRM
    for codes, why in [
        ('"words-better", "residue"', "unchecked: residue can't be switched off"),
        ('"acknowledge-unused"', "acknowledge-unused can't be"),
        ('"wrods"', "there is no code 'wrods'"),
    ]:
        file.write_text(f"unchecked = [{codes}]\n{good}", encoding="utf-8")
        with pytest.raises(SettingsError, match=why) as error:
            check(find_project(tmp_path / "p"))
        assert error.value.setting == "unchecked"
    file.write_text(f'figures_months = 1\nunchecked = ["words-better"]\n{good}', encoding="utf-8")
    assert "figure-old" in {each.code for each in check(find_project(tmp_path / "p"))}
    file.write_text(f'figures_months = 1\nunchecked = ["figure-old"]\n{good}', encoding="utf-8")
    assert "figure-old" not in {each.code for each in check(find_project(tmp_path / "p"))}


def test_help_explains_no_code_that_there_is_not() -> None:
    assert set(help_sections()) == set(promises())


def test_codes_and_promises_are_told_apart() -> None:
    assert sum(map(len, FAMILIES.values())) == len(RULES)
    assert len({rule.promise for rule in RULES.values()}) == len(RULES)
    assert all(promise.endswith(".") and "\n" not in promise for promise in promises().values())


def test_what_a_note_says_wrongly_is_never_an_error_for_no_brief_prints_it() -> None:
    people = {"persons": [{"id": "smith", "name": {"en": "John Smith"}}]}
    wrong = "He was elected in May 2025."
    note = {"id": "t", "person": "smith", "office": "president", "start": "2027-11", "elected_at": "session"}
    about = small.told(
        {"en": f"John Smith came. {wrong}"},
        association={"offices": [{"id": "president", "title": {"en": "President"}}]},
        events=[{"id": "session", "kind": "council-session", "date": "2027-10", "state": "held"}],
        files={"people": {**people, "terms": [{**note, "note": wrong}]}},
    )
    found = reports(about, RULES["term-told-otherwise"])
    severities = {problem.path.rpartition(".")[2]: problem.severity for problem in found}
    assert severities == {"note": "warning", "text": "error"}
