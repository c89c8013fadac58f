"""Every rule reports what it is for, in the place where it stands, and nothing else; and it can explain itself."""

from __future__ import annotations

import importlib
import tempfile
from functools import cache
from pathlib import Path

import pytest

from briefgen import starter
from briefgen.checks import FAMILIES, RULES, explain, help_sections, promises, reading
from briefgen.diagnostics import Diagnostic
from briefgen.examine import check
from briefgen.project import find_project
from tests.checks.cases import DELETED, Case, Edit, File

CASES: tuple[Case, ...] = tuple(
    case
    for file in sorted(Path(__file__).parent.glob("cases_*.py"))
    for case in importlib.import_module(f"tests.checks.{file.stem}").CASES
)
UNREADABLE = set(reading.PROMISES) - {"expression-wrong", "prose-wrong", "acknowledge-unknown", "acknowledge-unused"}

# Rules about what isn't content, with tests of their own.
ELSEWHERE = {"spelling-unchecked"}  # tests/checks/test_spelling.py


def problems_of(case: Case) -> list[Diagnostic]:
    problems = problems_after(case.edits, case.files)
    if case.marks is None:  # what can't be read says nothing about the rule
        assert not [problem.render() for problem in problems if problem.code in UNREADABLE]
    return [problem for problem in problems if problem.code == case.code]


@cache
def problems_after(edits: tuple[Edit, ...], files: tuple[File, ...]) -> tuple[Diagnostic, ...]:
    """Return what the check says of the starter; cases with the same edits share it."""
    with tempfile.TemporaryDirectory() as name:
        return _edited(Path(name) / "project", edits, files)


def _edited(folder: Path, edits: tuple[Edit, ...], files: tuple[File, ...]) -> tuple[Diagnostic, ...]:
    starter.start(folder)
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
    return check(find_project(folder))


def marked(problem: Diagnostic) -> str:
    start = problem.place.column - 1
    return problem.excerpt[start : start + problem.place.length]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_reports_what_it_is_for_and_where(case: Case) -> None:
    found = problems_of(case)
    if case.marks is None:
        assert [problem.render() for problem in found] == []
    else:
        assert case.marks in [marked(problem) for problem in found], [problem.render() for problem in found]


def test_the_starter_has_no_problems(tmp_path: Path) -> None:
    starter.start(tmp_path / "project")
    assert [problem.render() for problem in check(find_project(tmp_path / "project"))] == []


def test_every_rule_has_cases_that_fire_and_cases_that_stay_silent() -> None:
    assert {case.code for case in CASES if case.marks is not None} == set(RULES) - ELSEWHERE
    assert {case.code for case in CASES if case.marks is None} == set(RULES) - ELSEWHERE


def test_rules_that_read_words_have_cases_in_both_languages() -> None:
    for code in {case.code for case in CASES if case.language}:
        for silent in (True, False):
            languages = {case.language for case in CASES if case.code == code and (case.marks is None) is silent}
            assert languages >= {"ka", "en"}, f"{code} lacks a {'silent' if silent else 'firing'} case"


def test_cases_have_titles_of_their_own() -> None:
    assert len({(case.code, case.title, case.language, case.marks is None) for case in CASES}) == len(CASES)


def test_every_code_has_a_page_of_help() -> None:
    for code in promises():
        page = explain(code)
        assert page is not None
        assert len(page.split()) > 20, f"{code} is hardly explained"
    assert explain("no-such-code") is None


def test_help_explains_no_code_that_there_is_not() -> None:
    assert set(help_sections()) == set(promises())


def test_codes_and_promises_are_told_apart() -> None:
    assert sum(map(len, FAMILIES.values())) == len(RULES)
    assert len({rule.promise for rule in RULES.values()}) == len(RULES)
    assert all(promise.endswith(".") and "\n" not in promise for promise in promises().values())
