"""The same problems for people, and for programs as JSON and SARIF."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import sarif_pydantic  # type: ignore[import-untyped]
from pydantic import ValidationError

from briefgen.problems import reports
from briefgen.problems.diagnostics import Diagnostic, Fix, Place, Severity, stops

ERROR = Diagnostic(
    Place("content/events.yaml", 7, 5, 3), "error", "date-order", "it ends before it starts", "turn them round",
    excerpt="    end: 2018", path="events[forum]",
)  # fmt: skip
WARNING = Diagnostic(Place("content/agency.yaml", 2, 1, 4), "warning", "spelling", "„ააა“ is no word")
NOTE = Diagnostic(Place("content", 1, 1), "note", "spelling-unchecked", "there is no dictionary")
SEEN = Diagnostic(
    Place("content/events.yaml", 1, 1),
    "warning",
    "fact-disputed",
    "this is disputed",
    acknowledged="asked (until 2030)",
)
ALL = (WARNING, SEEN, ERROR, NOTE)


def test_people_read_the_gravest_first_and_what_is_acknowledged_last() -> None:
    report = reports.text(ALL)
    assert [line.split(": ")[1] for line in report.splitlines() if line.startswith("content")] == [
        "error[date-order]",
        "warning[spelling]",
        "note[spelling-unchecked]",
        "acknowledged[fact-disputed]",
    ]
    assert "content/events.yaml:1:1: acknowledged[fact-disputed]: this is disputed – asked (until 2030)" in report
    assert report.endswith("\n\n1 error, 1 warning, 1 note, 1 acknowledged")


def test_what_the_settings_switch_off_is_said_once_so_that_nobody_forgets_it() -> None:
    off = ("words-better", "figure-old")
    told = "not looked for, as the settings say: words-better, figure-old"
    assert reports.text((ERROR,), off).endswith(f"\n\n1 error; {told}")
    assert reports.text((), off) == f"no problems; {told}"
    assert "not looked for" not in reports.text((ERROR,))
    assert json.loads(reports.as_json((), off))["unchecked"] == list(off)


def test_many_warnings_of_one_kind_stand_together_behind_the_others() -> None:
    doubts = [Diagnostic(Place("content/people.yaml", n), "warning", "fact-unverified", f"doubt {n}") for n in range(4)]
    report = reports.text([*doubts, WARNING])
    assert report.index("warning[spelling]") < report.index("4 × warning[fact-unverified]")
    assert "   content/people.yaml:2:1: doubt 2\n" in report
    assert "×" not in reports.text([*doubts[:3], WARNING])


@pytest.mark.parametrize(
    ("problems", "words"),
    [
        ((), "no problems"),
        ((ERROR,), "1 error"),
        ((ERROR, WARNING, ERROR), "2 errors, 1 warning"),
        ((SEEN,), "1 acknowledged"),
    ],
)
def test_the_closing_line_counts(problems: tuple[Diagnostic, ...], words: str) -> None:
    assert reports.summary(problems) == words


def test_programs_read_the_same_as_json() -> None:
    assert "„ააა“" in reports.as_json(ALL)  # a person may look at it, too
    report = json.loads(reports.as_json(ALL))
    assert report["summary"] == {"error": 1, "warning": 1, "note": 1, "acknowledged": 1}
    assert report["problems"][2] == {
        "code": "date-order", "severity": "error", "message": "it ends before it starts", "hint": "turn them round",
        "file": "content/events.yaml", "line": 7, "column": 5, "length": 3, "path": "events[forum]", "acknowledged": "",
        "under": None,
    }  # fmt: skip


def test_what_is_likely_gone_with_another_problem_stands_under_it_and_is_not_counted() -> None:
    beside = replace(ERROR, code="date-unlike-name", severity="warning", message="its name has 2016")
    report = reports.text([ERROR, beside])
    assert report.startswith(ERROR.render())
    assert "\n   with it: content/events.yaml:7:5: warning[date-unlike-name]: its name has 2016" in report
    assert report.endswith("\n\n1 error")
    assert [each["under"] for each in json.loads(reports.as_json([beside, ERROR]))["problems"]] == [1, None]


def test_programs_read_the_same_as_sarif() -> None:
    text = reports.as_sarif(ALL, "1.2", {"date-order": "Nothing ends before it starts."})
    (run,) = sarif_pydantic.Sarif.model_validate_json(text).runs
    assert (run.tool.driver.name, run.tool.driver.version) == ("briefgen", "1.2")
    assert run.tool.driver.rules is not None
    assert run.tool.driver.rules[0].short_description.text == "Nothing ends before it starts."
    assert run.results is not None
    assert [result.level.value for result in run.results] == ["warning", "warning", "error", "note"]
    for result in run.results:
        assert run.tool.driver.rules[result.rule_index].id == result.rule_id
    region = json.loads(text)["runs"][0]["results"][2]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 7, "startColumn": 5, "endColumn": 8}
    suppressions = [result.get("suppressions") for result in json.loads(text)["runs"][0]["results"]]
    assert suppressions == [None, [{"kind": "inSource", "justification": "asked (until 2030)"}], None, None]


def test_what_is_likely_gone_with_another_problem_is_a_place_that_its_result_relates_to() -> None:
    beside = replace(ERROR, code="date-unlike-name", severity="warning", message="its name has 2016")
    text = reports.as_sarif([beside, WARNING, ERROR], "1.2", {})
    (run,) = sarif_pydantic.Sarif.model_validate_json(text).runs
    assert [result.rule_id for result in run.results or ()] == ["date-order", "spelling"]
    assert [rule.id for rule in run.tool.driver.rules or ()] == ["date-order", "spelling"]
    first, second = json.loads(text)["runs"][0]["results"]
    assert "relatedLocations" not in second
    (related,) = first["relatedLocations"]
    assert related["message"]["text"] == "likely gone with it: warning[date-unlike-name]: its name has 2016"
    assert related["logicalLocations"] == [{"fullyQualifiedName": "events[forum]"}]
    assert related["physicalLocation"]["region"] == {"startLine": 7, "startColumn": 5, "endColumn": 8}


def test_the_reader_of_sarif_refuses_what_is_not_sarif() -> None:
    text = reports.as_sarif(ALL, "1.2", {}).replace('"level": "error"', '"level": "grave"')
    with pytest.raises(ValidationError):
        sarif_pydantic.Sarif.model_validate_json(text)


@pytest.mark.parametrize(
    ("problems", "strict", "stopped"),
    [((ERROR,), False, True), ((WARNING,), False, False), ((WARNING,), True, True), ((NOTE, SEEN), True, False)],
)
def test_errors_stop_a_brief_and_warnings_if_they_shall(
    problems: tuple[Diagnostic, ...], strict: bool, stopped: bool
) -> None:
    assert stops(problems, strict=strict) is stopped


def test_an_error_is_shown_whole_among_any_number_of_warnings_of_its_kind() -> None:
    warnings = [replace(WARNING, place=Place("content/agency.yaml", line, 1, 4)) for line in range(1, 9)]
    report = reports.text([*warnings, replace(ERROR, code=WARNING.code)])
    assert report.startswith("content/events.yaml:7:5: error[spelling]: it ends before it starts\n")
    assert "8 × warning[spelling]" in report


def many(number: int, severity: Severity = "warning", code: str = "spelling") -> list[Diagnostic]:
    return [
        replace(WARNING, place=Place("a.yaml", line), severity=severity, code=code) for line in range(1, number + 1)
    ]


def test_three_of_a_kind_are_shown_whole_four_together() -> None:
    assert " × " not in reports.text(many(3))
    four = reports.text(many(4))
    assert four.startswith("4 × warning[spelling]: briefgen explain spelling says more\n   a.yaml:1:1: „ააა“")
    assert "5 × note[spelling-unchecked]" in reports.text(many(5, "note", "spelling-unchecked"))
    assert " × " not in reports.text(many(5, "error"))
    # An acknowledged one counts with no kind.
    assert " × " not in reports.text([*many(3), replace(WARNING, acknowledged="so")])


def test_an_error_among_many_warnings_of_its_code_is_neither_counted_nor_lost() -> None:
    report = reports.text([*many(4), replace(ERROR, code="spelling")])
    assert report.count("× warning") == 1
    assert "4 × warning[spelling]" in report
    assert report.startswith("content/events.yaml:7:5: error[spelling]")


def test_kinds_of_which_there_are_many_stand_by_name_and_their_messages_are_short() -> None:
    long = [replace(one, message="word " * 40) for one in many(4, code="aaa")]
    report = reports.text([*many(4, code="bbb"), *long])
    assert report.index("aaa") < report.index("bbb")
    (line, *_) = [line for line in report.splitlines() if "word" in line]
    assert line.endswith("word …")
    assert len(line) <= len("   a.yaml:1:1: ") + 100


def test_the_closing_line_has_plurals_but_of_what_is_acknowledged() -> None:
    seen = replace(WARNING, acknowledged="so")
    assert reports.summary([*many(2), seen, seen]) == "2 warnings, 2 acknowledged"
    assert reports.summary([]) == "no problems"
    assert reports.count([seen, ERROR]) == {"error": 1, "warning": 0, "note": 0, "acknowledged": 1}


def test_sarif_has_a_place_a_hint_and_the_reason_of_who_stands_by_it() -> None:
    data = json.loads(reports.as_sarif([ERROR, SEEN], "1.0", {"date-order": "In order."}))
    (run,) = data["runs"]
    assert [rule["shortDescription"]["text"] for rule in run["tool"]["driver"]["rules"]] == [
        "In order.",
        "fact-disputed",
    ]
    first, second = run["results"]
    assert first["message"]["text"] == "it ends before it starts; turn them round"
    assert first["locations"][0]["physicalLocation"]["region"] == {"startLine": 7, "startColumn": 5, "endColumn": 8}
    assert first["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "events[forum]"}]
    assert "suppressions" not in first
    assert "logicalLocations" not in second["locations"][0]
    assert (second["message"]["text"], second["ruleIndex"]) == ("this is disputed", 1)
    assert second["suppressions"] == [{"kind": "inSource", "justification": "asked (until 2030)"}]


def test_the_cause_that_takes_the_fix_of_another_rule_is_found_in_the_list() -> None:
    place = Place("a.yaml", 3, 5, 9)
    cause = Diagnostic(place, "error", "date-typed", "one", path="a", language="en")
    gone = Diagnostic(
        place, "warning", "spelling", "two", path="a", language="en", fix=Fix(4, 9, "wrong day", ("right",))
    )
    told = json.loads(reports.as_json([gone, cause]))["problems"]
    assert [(each["code"], each["under"]) for each in told] == [("spelling", 1), ("date-typed", None)]
