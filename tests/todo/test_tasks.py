"""The list of what is left to do: grouped by what one does, each thing once, with a command that helps."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from briefgen.cli.lists import todo_text
from briefgen.content.reading.yaml_file import parsed
from briefgen.problems.diagnostics import Diagnostic, Place, Severity
from briefgen.todo.tasks import NOT_SUPPLIED, Todo, todo
from tests.checks.small import entry, subject

SESSION = {
    "id": "s", "kind": "meeting", "parent": "forum", "date": "2030-05-20", "state": "planned",
    "agenda": [{"id": "i", "kind": "election", "title": {"en": "Election"}, "office": "chair"}],
}  # fmt: skip
FILES = {
    "people": {"terms": [{"id": "t", "person": "p", "office": "chair"}]},
    "cooperation": {"title": {"en": "T"}, "history": [entry("A.")]},
}
STAT = {"id": "s", "label": {"en": "Members"}, "value": 30, "review_by": "2029"}
OFFICES = [{"id": "chair", "title": {"en": "Chair"}, "review_by": "2029"}]
WITHOUT_FILES = subject(files=FILES, events=[SESSION], association={"stats": [STAT], "offices": OFFICES}).content
# As they stand in their files: by these a command knows what a field takes.
IN_FILES = {
    "events": [{"id": "forum"}, {"id": "s", "agenda": [{"id": "i", "kind": "election"}]}],
    "agency": {"id": "agency"},
    "editions[now]": {"event": "forum"},
}
SOURCES = {root: parsed(json.dumps(value), f"content/{root}.yaml") for root, value in IN_FILES.items()}
CONTENT = replace(WITHOUT_FILES, files=SOURCES)


def problem(code: str, path: str = "", severity: Severity = "warning", **fields: Any) -> Diagnostic:
    place = Place("content/a.yaml", fields.pop("line", 3))
    return Diagnostic(place, severity, code, fields.pop("message", f"about {code}"), path=path, **fields)


def listed(*problems: Diagnostic) -> Todo:
    return todo("now", problems, CONTENT, ("ka", "en"))


def groups(*problems: Diagnostic) -> dict[str, list[str]]:
    return {group.key: [entry.path for entry in entries] for group, entries in listed(*problems).groups}


def test_problems_go_by_what_one_does_about_them_in_the_order_of_the_groups() -> None:
    found = groups(
        problem("fact-disputed", "agency"),
        problem("unheard-of", "agency"),
        problem(NOT_SUPPLIED, "agency.contact"),
        problem("event-bare", "events[forum]"),
        problem("figure-old", "association.stats[s]"),
    )
    assert list(found) == ["facts", "events", "rest", "gaps", "doubts"]
    assert found["rest"] == ["agency"]


def test_what_someone_stands_by_and_notes_are_not_to_be_done() -> None:
    assert groups(problem("residue", "agency", acknowledged="so")) == {}
    assert groups(problem("residue", "agency", "note")) == {}
    assert listed().number == 0
    assert not listed().stops


def test_one_value_is_one_entry_a_code_and_without_a_path_its_place_is() -> None:
    two = [
        problem("residue", "agency", line=3),
        problem("residue", "agency", line=4),
        problem("spelling", "agency", line=5),
    ]
    assert groups(*two) == {"wording": ["agency", "agency"]}
    assert [len(entry.found) for _, entries in listed(*two).groups for entry in entries] == [2, 1]
    assert listed(*two).number == 2
    assert listed(problem("syntax", line=3), problem("syntax", line=4)).number == 2
    assert listed(problem("syntax", line=3), problem("syntax", line=3)).number == 1
    assert listed(*two, problem("residue", "agency", "error")).stops


def test_what_a_rule_and_a_gap_say_of_the_same_is_listed_once() -> None:
    vacant = problem("office-vacant", "people.terms[t]")
    gap = problem(NOT_SUPPLIED, "association.offices[chair]")
    assert groups(vacant, gap) == {"people": ["people.terms[t]"]}
    assert groups(vacant, problem(NOT_SUPPLIED, "association.offices[armchair]")) == {
        "people": ["people.terms[t]"], "gaps": ["association.offices[armchair]"],
    }  # fmt: skip


def test_what_is_likely_gone_with_another_problem_stands_under_it_and_is_not_counted() -> None:
    cause = problem("date-order", "events[s].date", "error", message="it ends before it starts")
    same = problem("date-unlike-name", "events[s].date", message="its name has 2016")
    elsewhere = problem(
        "date-differs", "events[forum].text", rests_on=("events[s].date",), message="another day", line=9
    )
    seen = problem("date-unlike-note", "events[s].date", acknowledged="so")
    found = listed(same, elsewhere, cause, seen)
    ((_, (entry,)),) = found.groups
    assert (entry.found, entry.under) == ((cause,), (same, elsewhere))
    assert (found.number, found.stops) == (1, True)
    assert todo_text(found).endswith(
        "it ends before it starts\n    with it: content/a.yaml:3: its name has 2016"
        "\n    with it: content/a.yaml:9: another day"
    )
    (told,) = json.loads(found.as_json())["todo"]
    assert [each["code"] for each in told["under"]] == ["date-unlike-name", "date-differs"]


WORDS = """'{ka: "WORDS", en: "WORDS"}'"""


@pytest.mark.parametrize(
    ("code", "path", "command"),
    [
        ("figure-old", "association.stats[s]", "briefgen set 'association.stats[s]' VALUE --as-of DATE --source ID"),
        (
            "review-passed",
            "association.stats[s].review_by",
            "briefgen set 'association.stats[s]' VALUE --as-of DATE --source ID",
        ),
        (
            "review-passed",
            "association.offices[chair].review_by",
            "briefgen set 'association.offices[chair].review_by' DATE",
        ),
        ("fact-undated", "association.stats[s]", "briefgen set 'association.stats[s].as_of' DATE"),
        ("event-overdue", "events[s].state", "briefgen set 'events[s].state' held"),
        (
            "office-vacant",
            "people.terms[t]",
            "briefgen add people.terms --field id=ID --field office=chair --field person=PERSON --field start=DATE",
        ),
        (
            NOT_SUPPLIED,
            "association.offices[chair]",
            "briefgen add people.terms --field id=ID --field office=chair --field person=PERSON --field start=DATE",
        ),
        ("event-bare", "events[forum]", f"briefgen set 'events[forum].text' {WORDS}"),
        (NOT_SUPPLIED, "agency.contact", f"briefgen set agency.contact {WORDS}"),
        (NOT_SUPPLIED, "events[s].agenda[i].candidates", "briefgen set 'events[s].agenda[i].candidates' '[ID]'"),
        (NOT_SUPPLIED, "editions[now].drafter", "briefgen set 'editions[now].drafter' VALUE"),
        (
            NOT_SUPPLIED,
            "editions[now].points",
            f"briefgen add 'editions[now].points' --field id=ID --field kind=KIND --field say={WORDS}",
        ),
        (NOT_SUPPLIED, "editions[now]", "briefgen set 'editions[now].status' verified"),
        (
            "history-old",
            "cooperation.history",
            f"briefgen add cooperation.history --field id=ID --field date=DATE --field text={WORDS}"
            f" --field summary={WORDS}",
        ),
        ("residue", "agency", ""),
    ],
)
def test_a_command_mends_what_was_found(code: str, path: str, command: str) -> None:
    ((_, (one,)),) = listed(problem(code, path)).groups
    assert one.command == command


def test_the_command_for_a_result_names_whom_the_terms_say_was_elected() -> None:
    terms = {"terms": [{"id": "t", "person": "p", "office": "chair", "elected_at": "s"}]}
    known = subject(files={**FILES, "people": terms}, events=[SESSION], association={"offices": OFFICES}).content
    found = problem(NOT_SUPPLIED, "events[s].agenda[i].elected")
    commands = []
    for content in (CONTENT, replace(known, files=SOURCES)):
        ((_, (one,)),) = todo("now", [found], content, ("ka", "en")).groups
        commands.append(one.command)
    assert commands == [f"briefgen set 'events[s].agenda[i].elected' '[{who}]'" for who in ("ID", "p")]


def test_the_list_for_people_has_the_message_the_hints_and_the_command() -> None:
    assert todo_text(listed()) == "nothing is left to do for now"
    one = problem("event-overdue", "events[s].state", message="it is over", hint="look")
    assert todo_text(listed(one)) == (
        "To do for now: 1\n\nEvents (1)\n\n  events[s].state  (content/a.yaml:3)\n    it is over\n    look\n"
        "    briefgen set 'events[s].state' held"
    )
    two = [problem("residue", "agency", line=line, hint="delete it") for line in (3, 5)]
    assert todo_text(listed(*two)).split("\n\n")[1:] == [
        "Spelling, signs and wording (1)\nbriefgen check shows each with its line, and what to do",
        "  agency\n    content/a.yaml:3: about residue\n    content/a.yaml:5: about residue\n    delete it",
    ]
    assert todo_text(listed(problem("syntax"))).split("\n\n")[-1] == "    content/a.yaml:3: about syntax"


def test_a_list_for_no_edition_names_none() -> None:
    assert todo_text(replace(listed(problem("date-typed")), edition="")).startswith("To do: 1\n")


def test_programs_read_the_same() -> None:
    data = json.loads(listed(problem("residue", "agency"), problem("residue", "agency", line=4)).as_json())
    assert (data["edition"], data["number"]) == ("now", 1)
    (one,) = data["todo"]
    assert (one["group"], one["path"], [each["line"] for each in one["found"]]) == ("wording", "agency", [3, 4])
    assert {(each["code"], each["column"], each["length"]) for each in one["found"]} == {("residue", 1, 1)}
