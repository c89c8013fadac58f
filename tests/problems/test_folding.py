"""One cause is one report, with what follows from it under it; different faults stay apart."""

from __future__ import annotations

from typing import Any

from briefgen.checks.all_rules import RULES
from briefgen.problems import folding
from briefgen.problems.diagnostics import Diagnostic, Fix, Place, Severity
from briefgen.problems.folding import folded

TEXT, DATE = "cooperation.history[a].text", "events[b].date"


def report(
    code: str, path: str = TEXT, language: str = "en", column: int = 9, severity: Severity = "error", **more: Any
) -> Diagnostic:
    lines = {"ka": 1, "en": 2, "": 3}
    place = Place(f"{path.partition('.')[0]}.yaml", lines[language], column, more.pop("length", 4))
    told = {"excerpt": "x" * 80, "path": path, "language": language, **more}
    return Diagnostic(place, severity, code, f"{code} {path} {language} {column}", **told)


def codes(*problems: Diagnostic) -> list[list[str]]:
    return [[one.problem.code, *(each.code for each in one.under)] for one in folded(problems)]


def test_the_codes_that_are_known_are_those_of_rules() -> None:
    named = folding._BETWEEN | folding._ALONE | folding._ALIKE | folding._TRANSLATED
    by_no_rule = {"expression-wrong", "not-supplied"}
    assert named - by_no_rule <= set(RULES)


def test_what_is_said_of_the_same_words_is_one_report_the_gravest_first() -> None:
    assert codes(report("spelling", severity="warning"), report("place-former")) == [["place-former", "spelling"]]
    assert codes(report("spelling", column=9), report("place-former", column=13)) == [["spelling"], ["place-former"]]
    assert codes(report("place-former", column=9, length=9), report("a", column=12), report("b", column=17)) == [
        ["place-former", "a", "b"]
    ]
    assert codes(report("a", language="ka"), report("b", language="en")) == [["a"], ["b"]]
    assert codes(report("length-differs", length=80), report("a"), report("b", column=50)) == [
        ["length-differs"], ["a"], ["b"],
    ]  # fmt: skip


def test_what_one_rule_offers_for_words_stands_by_what_another_says_of_them() -> None:
    fix = Fix(0, 4, "Brusels", ("Brussels",))
    (one,) = folded([report("spelling", severity="warning", fix=fix), report("place-former")])
    assert (one.problem.code, one.problem.fix) == ("place-former", fix)


def test_languages_that_say_the_same_wrong_thing_are_one_report_but_each_has_slips_of_its_own() -> None:
    both = [report("weekday-wrong", language="ka"), report("weekday-wrong", language="en")]
    assert codes(*both) == [["weekday-wrong", "weekday-wrong"]]
    assert codes(*both, report("weekday-wrong", column=50)) == [["weekday-wrong"]] * 3  # nobody knows which is which
    assert codes(report("spelling", language="ka"), report("spelling", language="en")) == [["spelling"], ["spelling"]]


def test_where_languages_differ_the_one_fault_of_the_text_is_why() -> None:
    differs = report("digits-differ", language="ka", column=60)
    assert codes(differs, report("count-differs")) == [["count-differs", "digits-differ"]]
    assert codes(differs, report("count-differs"), report("a", column=50)) == [
        ["digits-differ"], ["count-differs"], ["a"],
    ]  # fmt: skip
    broken, differs_in = report("expression-wrong", column=30), report("placeholder-differs", column=60)
    assert codes(differs_in, broken, report("a", column=50)) == [["expression-wrong", "placeholder-differs"], ["a"]]
    assert codes(differs, report("place-differs")) == [["digits-differ", "place-differs"]]


def test_what_rests_on_a_field_stands_under_what_is_wrong_with_it() -> None:
    wrong, resting = report("before-founding", DATE, ""), report("date-differs", rests_on=(DATE,))
    assert codes(resting, wrong) == [["before-founding", "date-differs"]]
    state = report("event-early", "events[b].state", "", rests_on=(DATE,))
    assert codes(state, resting) == [["event-early", "date-differs"]]
    # One text alone says another day: twice, perhaps of two things.
    assert codes(resting, report("holder-outside-term", column=50, rests_on=(DATE,))) == [
        ["date-differs"], ["holder-outside-term"],
    ]  # fmt: skip


def test_doubts_and_what_somebody_stands_by_stand_alone() -> None:
    assert codes(report("fact-unverified", DATE, ""), report("a", DATE, "")) == [["fact-unverified"], ["a"]]
    assert codes(report("a", acknowledged="asked"), report("b")) == [["a"], ["b"]]
