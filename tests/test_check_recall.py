"""The judge of the rules judges rightly: its edits apply, it finds what was told, and nothing where nothing was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from check_recall import FITS, LABELS, ROOT, SET, Case, edited, fits, is_at, judge, passes, read_set

from briefgen.making.opened import Opened
from briefgen.problems.diagnostics import Diagnostic, Place

CASES = {case.id: case for case in read_set()}
SECOND = {case.id: case for case in read_set(SET / "second")}
FOUND = (
    "num-02", "dat-18", "ppl-14", "plc-11", "trm-01", "geo-20",
    "eng-09", "res-01", "trl-19", "str-31", "src-21", "ebe-02",
)  # fmt: skip
CLEAN = ("h-num-03", "h-trl-01")


def nothing(held: Opened) -> Sequence[Diagnostic]:
    return ()


def report(case: Case, code: str, path: str, message: str = "wrong") -> Diagnostic:
    return Diagnostic(Place(case.edits[0][0]), "error", code, message, path=path)


def test_every_edit_applies_exactly_once_and_nothing_is_there_twice(tmp_path: Path) -> None:
    assert len(CASES) == len(read_set())
    assert {case.family for case in CASES.values()} == FITS.keys()
    assert {case.label for case in CASES.values()} == {*LABELS, "harmless"}
    counted = Counter(case.label == "harmless" for case in CASES.values())
    assert (counted[False] >= 300, counted[True] >= 150) == (True, True)
    assert len({case.edits for case in CASES.values()}) == len(CASES)
    both = (*CASES.values(), *SECOND.values())
    files = {file for case in both for file, _, _ in case.edits} | {"content/translations.lock"}
    for file in files:
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_bytes((ROOT / file).read_bytes())
    for case in both:
        with edited(tmp_path, case):  # raises if an old text isn't there once
            assert any((tmp_path / file).read_bytes() != (ROOT / file).read_bytes() for file, _, _ in case.edits), (
                case.id
            )
    assert all((tmp_path / file).read_bytes() == (ROOT / file).read_bytes() for file in files)


def test_a_fault_of_each_family_is_found_today_and_harmless_edits_are_left_alone() -> None:
    assert {CASES[id].family for id in FOUND} == FITS.keys()
    verdicts = list(judge(CASES[id] for id in (*FOUND, *CLEAN)))
    assert [str(verdict.case) for verdict in verdicts[: len(FOUND)] if not verdict.found] == []
    assert [str(verdict.case) for verdict in verdicts[len(FOUND) :] if verdict.new] == []
    codes = {problem.code for verdict in verdicts for problem in verdict.new}
    assert not any(code.startswith("translation-") for code in codes), "an edit of one language gives itself away"


def test_rules_that_find_nothing_find_nothing_here() -> None:
    verdicts = list(judge((CASES[id] for id in (*FOUND, *CLEAN)), nothing))
    assert not any(verdict.new for verdict in verdicts)
    assert not passes(verdicts)
    assert not passes([])


def test_a_find_is_of_the_right_kind_and_at_the_right_place() -> None:
    case = CASES["dat-09"]
    assert fits("fact-contradicts", case.family)
    assert not fits("spelling", case.family)
    assert not fits("date-typed", case.family)
    assert not fits("translation-behind", CASES["trl-01"].family)
    at = {
        "events[council-brussels-2019].number": True,
        "events[council-brussels-2019]": True,
        "events[bureau-113]": False,
        "events": False,
    }
    assert {path: is_at(report(case, "fact-contradicts", path), case, ROOT) for path in at} == at
    assert is_at(report(case, "fact-contradicts", "events[council-37]", "as council-brussels-2019"), case, ROOT)
