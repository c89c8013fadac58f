"""The judge of the rules judges rightly: what it plants is wrong in one place, what it counts as found was told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from check_recall import Result, copies, judge, main, planted, verdict
from recall.faults import Fault
from recall.planting import KINDS, draw
from recall.site import Site

from briefgen.making.judge import check
from briefgen.problems.diagnostics import Diagnostic, Place, Severity
from briefgen.project.folder import Project
from tests.soak import times

FAMILIES = tuple(dict.fromkeys(kind.family for kind in KINDS))

# Kinds of faults that the rules find wherever they are planted: a few of each family, since every check takes a while.
FOUND = (
    "second holder",
    "ends before it starts",
    "language deleted",
    "text emptied",
    "control character",
    "unknown id",
    "unknown country",
    "source that nobody names",
    "id used twice",
    "its own parent",
)


@pytest.fixture(scope="module")
def sites() -> Iterator[list[Site]]:
    with copies() as found:
        yield found


@pytest.fixture
def doubled(sites: list[Site]) -> tuple[Site, Fault]:
    return draw(sites, 1, 1, kinds=["doubled word"])[0]


def nothing(project: Project) -> Sequence[Diagnostic]:
    return ()


def told(
    fault: Fault, code: str, *, severity: Severity = "error", line: int = 1, elsewhere: bool = False
) -> Diagnostic:
    if elsewhere:
        return Diagnostic(Place("content/sources.yaml"), severity, code, "wrong", path="sources[handbook]")
    return Diagnostic(Place(fault.file, line), severity, code, "wrong", path=fault.near[0])


@pytest.mark.slow
def test_there_are_faults_of_every_family_in_both_projects_and_a_seed_gives_the_same_again(sites: list[Site]) -> None:
    drawn = draw(sites, 1, 420)
    assert len(drawn) >= 300
    assert {(fault.family, fault.project) for _, fault in drawn} == set(product(FAMILIES, ("issa", "second")))
    assert draw(sites, 1, 30, kinds=FOUND) == draw(sites, 1, 30, kinds=FOUND) != draw(sites, 2, 30, kinds=FOUND)


def test_a_fault_is_one_stretch_of_one_file_and_gone_afterwards(sites: list[Site]) -> None:
    for site, fault in draw(sites, 3, 30, kinds=FOUND):
        path = site.project.root / fault.file
        before = path.read_text(encoding="utf-8")
        with planted(site, fault):
            after = path.read_text(encoding="utf-8")
        assert after != before
        assert after.startswith(before[: fault.start])
        assert after.endswith(before[fault.end :])
        assert path.read_text(encoding="utf-8") == before


def test_rules_that_find_nothing_have_no_recall() -> None:
    result = judge(1, 30, kinds=FOUND, checking=nothing)
    assert (len(result.verdicts), result.recall, result.passes) == (30, 0, False)
    assert main(["--count", "3", "--kind", "unknown id"], checking=nothing) == 1


def test_no_faults_are_no_success() -> None:
    assert not Result().passes


def test_a_report_at_the_place_and_of_a_code_that_fits_is_a_find(doubled: tuple[Site, Fault]) -> None:
    site, fault = doubled
    report = told(fault, "word-doubled")
    assert verdict(site, fault, (), [report]).found == (report,)
    assert verdict(site, fault, (), [report]).extra == ()


@pytest.mark.parametrize(
    ("code", "severity", "elsewhere"),
    [("fact-unsourced", "error", False), ("word-doubled", "note", False), ("word-doubled", "error", True)],
    ids=["another code", "a note", "another place"],
)
def test_another_report_is_no_find(doubled: tuple[Site, Fault], code: str, severity: Severity, elsewhere: bool) -> None:
    site, fault = doubled
    report = told(fault, code, severity=severity, elsewhere=elsewhere)
    assert verdict(site, fault, (), [report]).found == ()


def test_what_the_clean_project_reports_too_is_no_find(doubled: tuple[Site, Fault]) -> None:
    site, fault = doubled
    lower, higher = (told(fault, "word-doubled", line=line) for line in (7, 8))
    assert verdict(site, fault, [lower], [higher]).found == ()


def test_a_crash_is_no_find_and_an_error_of_ours() -> None:
    def crashes(project: Project) -> Sequence[Diagnostic]:
        raise RuntimeError("rule")

    result = judge(1, 3, kinds=FOUND, checking=crashes)
    assert result.recall == 0
    assert {problem.code for problem in result.false_errors} == {"crash"}


@pytest.mark.slow
@pytest.mark.soak
def test_the_rules_find_a_handful_of_faults_and_blame_nothing_else() -> None:
    result = judge(1, times(1, 20) * len(FOUND), kinds=FOUND, checking=check)
    assert [str(verdict) for verdict in result.verdicts if not verdict.found] == []
    assert [str(verdict) for verdict in result.verdicts if verdict.extra] == []
    assert result.false_errors == []
