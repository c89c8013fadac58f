"""The list on a sheet of paper: shortened, and what goes together put together."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from briefgen.content.reading.yaml_file import parsed
from briefgen.problems.diagnostics import Diagnostic, Place
from briefgen.todo.sheet import About, Said, SheetRow, named, sheet
from briefgen.todo.tasks import NOT_SUPPLIED, todo
from tests.checks.small import entry, subject

EVENT = {"id": "e", "kind": "meeting", "date": "2028", "state": "held", "name": {"en": "Big Meeting", "ka": "შეხვედრა"}}
FILES = {
    "people": {
        "persons": [{"id": "anna", "name": {"en": "Anna", "ka": "ანა"}}],
        "terms": [{"id": "t", "person": "anna", "office": "chair"}],
    },
    "cooperation": {
        "title": {"en": "T"},
        "history": [
            entry("A.", id="labelled", label={"en": "Visit"}),
            entry("A.", id="told", event="e"),
            entry("A.", id="bare"),
        ],
    },
}
OFFICES = [{"id": "chair", "title": {"en": "Chair"}}]
EVENTS = parsed('[{"id": "forum"}, {"id": "e"}]', "content/events.yaml")
CONTENT = replace(
    subject(files=FILES, events=[EVENT], association={"offices": OFFICES}).content, files={"events": EVENTS}
)


@pytest.mark.parametrize(
    ("path", "language", "words", "at"),
    [
        ("association.offices[chair].title", "en", "Chair", "association.offices[chair].title"),
        ("cooperation.history[labelled].text", "en", "Visit", "cooperation.history[labelled].label"),
        ("cooperation.history[told].text", "ka", "შეხვედრა", "events[e].name"),
        ("people.terms[t].end", "ka", "ანა", "people.persons[anna].name"),
        ("editions[now].drafter", "en", "Grand Forum", "events[forum].name"),
        ("association.stats", "en", "Example Association", "association.name"),
        ("association.offices[gone].title", "en", "Example Association", "association.name"),
    ],
)
def test_a_value_is_called_by_the_nearest_name(path: str, language: str, words: str, at: str) -> None:
    assert named(path, CONTENT, language) == About(at, words, language)


def test_what_has_no_name_in_a_language_has_perhaps_one_in_another() -> None:
    assert named("association.stats", CONTENT, "ka") is None
    assert named("association.stats", CONTENT, "ka", or_other=True) == About(
        "association.name", "Example Association", "en"
    )
    assert named("people.terms[t]", CONTENT, "ka", or_other=True) == About("people.persons[anna].name", "ანა", "ka")
    assert named("cooperation.history[bare]", CONTENT, "en") is None


def problem(code: str, path: str, message: str = "m", line: int = 3, file: str = "content/a.yaml") -> Diagnostic:
    return Diagnostic(Place(file, line), "warning", code, message, path=path)


def rows(*problems: Diagnostic, language: str = "en") -> tuple[SheetRow, ...]:
    found = sheet(todo("now", problems, CONTENT, ("en",)), CONTENT, language)
    return tuple(row for group in found for row in group.rows)


def test_doubts_are_counted_by_file_with_their_lines_as_ranges() -> None:
    lines = (11, 20, 21, 22, 30, 31, 12)
    doubts = [problem("fact-disputed", f"association.x{line}", line=line) for line in lines]
    other = problem("fact-unverified", "agency", file="content/b.yaml", line=5)
    assert rows(*doubts, other) == (
        SheetRow((), (), ("a.yaml",), 7, "11, 12, 20–22, 30, 31"),
        SheetRow((), (), ("b.yaml",), 1, "5"),
    )


def test_things_of_which_the_same_is_said_share_a_row() -> None:
    same = rows(problem("event-bare", "events[e]"), problem("event-bare", "events[forum]", line=9))
    assert [[about.words for about in row.about] for row in same] == [["Big Meeting", "Grand Forum"]]
    assert same[0].where == ("a.yaml: 3, 9",)
    (georgian,) = rows(problem("event-bare", "events[e]"), language="ka")
    assert [about.words for about in georgian.about] == ["შეხვედრა"]
    twice = rows(problem("residue", "events[e].name"), problem("residue", "events[e].text", file="content/x/b.yaml"))
    assert [[one.message for one in row.said] for row in twice] == [["something is left over from writing"]]
    assert twice[0].where == ("a.yaml: 3", "b.yaml: 3")
    again = rows(problem("event-bare", "events[e]"), problem("event-dateless", "events[e].date", line=8))
    assert [one.message for one in again[0].said] == ["nothing is said of the event", "the event has no date"]


def said_of(*problems: Diagnostic) -> Said:
    ((one,),) = (row.said for row in rows(*problems))
    return one


def test_gaps_say_what_is_expected_and_need_no_name_where_the_sheet_is_about_it() -> None:
    (row,) = rows(problem(NOT_SUPPLIED, "agency.contact"))
    assert row.about == ()
    assert row.said == (Said("the agency's contact for questions about the brief"),)
    assert said_of(problem(NOT_SUPPLIED, "association.offices[chair]")) == Said("who holds the office?")
    assert said_of(problem(NOT_SUPPLIED, "editions[now]")) == Said("confirmation of the date and the marking")
    (office,) = rows(problem(NOT_SUPPLIED, "association.offices[chair]"))
    assert [about.words for about in office.about] == ["Chair"]


def test_a_report_quotes_five_words_at_most_and_says_if_there_are_more() -> None:
    def quoting(count: int, code: str = "residue", last: str = "") -> Said:
        messages = [f"“w{number}”: so" for number in range(count)] + ([last] if last else [])
        return said_of(*(problem(code, "agency.name", message) for message in messages))

    message = "something is left over from writing"
    assert quoting(2) == Said(message, ("w0", "w1"))
    assert quoting(5) == Said(message, ("w0", "w1", "w2", "w3", "w4"))
    assert quoting(6) == Said(message, ("w0", "w1", "w2", "w3", "w4"), more=True)
    assert quoting(1, last="elsewhere") == Said(message, ("w0",), more=True)
    assert quoting(0, last="elsewhere") == Said(message)
    assert quoting(2, "words-expired") == quoting(2, "words-undated") == Said("", ("w0", "w1"))
    assert quoting(1, "words-expired", "elsewhere") == Said("time has overtaken these words", ("w0",), more=True)
    assert quoting(1, "unheard-of", "elsewhere") == Said(report="elsewhere; “w0”: so")
    twice: list[Any] = [problem("residue", "agency.name", "“w”: so", line=line) for line in (1, 2)]
    assert said_of(*twice) == Said(message, ("w",))


def test_what_has_no_name_is_called_by_its_id() -> None:
    (row,) = rows(problem("residue", "cooperation.history[bare].text"))
    assert row.about == (About("cooperation.history[bare].text", "bare"),)
    (inner,) = rows(problem("residue", "nowhere[a].things[b]"))
    assert inner.about == (About("nowhere[a].things[b]", "b"),)
    (nothing,) = rows(problem("residue", "places"))
    assert nothing.about == ()
