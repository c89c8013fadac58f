"""The list on a sheet of paper: a row a thing, in words, grouped by who can do it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from briefgen.content.reading.yaml_file import parsed
from briefgen.problems.diagnostics import Diagnostic, Place
from briefgen.todo.sheet import About, Said, SheetGroup, SheetRow, named, sheet
from briefgen.todo.tasks import GROUPS, NOT_SUPPLIED, WHO, todo
from tests.checks.small import entry, subject

EVENT = {"id": "e", "kind": "meeting", "date": "2028", "state": "held", "name": {"en": "Big Meeting", "ka": "შეხვედრა"}}
FILES = {
    "sources": [{"id": "page", "title": "A page"}],
    "people": {
        "persons": [{"id": "anna", "name": {"en": "Anna", "ka": "ანა"}}],
        "terms": [{"id": "t", "person": "anna", "office": "chair"}],
    },
    "cooperation": {
        "title": {"en": "T"},
        "history": [
            entry("A.", id="labelled", label={"en": "Visit"}),
            entry("A.", id="told", event="e"),
            entry("The {{ x }} of old.", id="bare"),
            entry("{{ x }} of old.", id="hidden"),
        ],
    },
}
CHAIR = {"title": {"en": "Chair"}}
OFFICES = [{"id": "chair", **CHAIR}, {"id": "other", **CHAIR}]
EVENTS = parsed('[{"id": "forum"}, {"id": "e"}]', "content/events.yaml")
CONTENT = replace(
    subject(
        files=FILES,
        events=[EVENT, EVENT | {"id": "e2", "date": "2029"}],
        association={"offices": OFFICES},
        agency={"offices": [{"id": "head", **CHAIR}]},
    ).content,
    files={"events": EVENTS},
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
    assert named("cooperation.history[hidden]", CONTENT, "en") is None


def test_what_has_no_name_is_called_by_its_first_words_a_source_by_its_title() -> None:
    assert named("cooperation.history[bare].text", CONTENT, "en") == About(
        "cooperation.history[bare].text", "The …", "en"
    )
    assert named("sources[page]", CONTENT, "ka") == About("sources[page].title", "A page")
    long = subject(files={"cooperation": {"title": {"en": "T"}, "history": [entry("A b c d e f g.", id="x")]}}).content
    whole = subject(files={"cooperation": {"title": {"en": "T"}, "history": [entry("A b c d e f.", id="x")]}}).content
    found = [named("cooperation.history[x]", content, "en") for content in (long, whole)]
    assert [about and about.words for about in found] == ["A b c d e f …", "A b c d e f."]


def problem(code: str, path: str, message: str = "m", line: int = 3, file: str = "content/a.yaml") -> Diagnostic:
    return Diagnostic(Place(file, line), "warning", code, message, path=path)


def groups(*problems: Diagnostic, language: str = "en") -> tuple[SheetGroup, ...]:
    """Return what the sheet has of them; each stands in a line of its own, or it would be the same."""
    placed = [replace(one, place=Place(one.place.file, number)) for number, one in enumerate(problems, 1)]
    return sheet(todo("now", placed, CONTENT, ("en",)), CONTENT, language)


def rows(*problems: Diagnostic, language: str = "en") -> tuple[SheetRow, ...]:
    return tuple(row for group in groups(*problems, language=language) for row in group.rows)


def names(found: tuple[SheetRow, ...]) -> list[tuple[str, str]]:
    return [(row.about.words, row.about.apart) if row.about else ("", "") for row in found]


def test_groups_say_who_can_do_it_in_their_order() -> None:
    codes = {"translation-missing": "translators", "residue": "keeper", "event-bare": "keeper", "unheard": "keeper",
             "figure-old": "association", "fact-disputed": "association", NOT_SUPPLIED: "agency"}  # fmt: skip
    found = groups(*(problem(code, f"events[{id}]") for code in codes for id in ("e", "forum")))
    assert [group.heading for group in found] == list(WHO.values())
    assert [len(group.rows) for group in found] == [2, 2, 2, 2]
    assert {next((group for group in GROUPS if code in group.codes), GROUPS[6]).who for code in codes} == set(WHO)


def test_a_row_is_one_thing_and_says_each_kind_once() -> None:
    same = rows(problem("event-bare", "events[e]"), problem("event-bare", "events[forum]", line=9))
    assert names(same) == [("Big Meeting", ""), ("Grand Forum", "")]
    assert names(rows(problem("event-bare", "events[e]"), language="ka")) == [("შეხვედრა", "")]
    (twice,) = rows(
        problem("residue", "events[e].name", "“a”: so"),
        problem("residue", "events[e].text", "“b”: so", file="content/x/b.yaml"),
        problem("event-dateless", "events[e].date"),
    )
    assert twice.said == (
        Said("the event has no date"),
        Said("something is left over from writing", ("a", "b")),
    )


def test_what_is_likely_gone_with_another_problem_is_not_asked_for() -> None:
    late = problem("date-unlike-name", "events[e].date")
    told = replace(problem("date-differs", "events[forum].text", line=9), rests_on=("events[e].date",))
    assert names(rows(late, told)) == [("Big Meeting", "")]
    assert names(rows(late, replace(told, rests_on=()))) == [("Big Meeting", ""), ("Grand Forum", "")]


def test_doubts_of_one_thing_are_told_once_and_facts_to_look_up_stand_in_its_row() -> None:
    doubts = [problem("fact-unverified", path) for path in ("events[e]", "cooperation.history[told]", "events[forum]")]
    old = problem("figure-old", "events[e].participants")
    assert [(row.about and row.about.words, row.said) for row in rows(*doubts, old)] == [
        ("Big Meeting", (Said("the figure is out of date: is there a newer one?"), Said("not confirmed yet"))),
        ("Grand Forum", (Said("not confirmed yet"),)),
    ]


def test_which_source_says_otherwise_is_told_of_whatever_it_is_in_doubt() -> None:
    held = EVENT | {"status": "disputed", "note": "It was in May.", "contradicted_by": ["page", "other"]}
    files = {"sources": [{"id": id, "title": title} for id, title in (("page", "A page"), ("other", "Another"))]}
    content = subject(files=files, events=[held]).content
    found = sheet(todo("now", [problem("fact-disputed", "events[e]")], content, ("en",)), content, "en")
    assert found[0].rows[0].said == (Said("a source contradicts this", sources=("A page", "Another")),)


def test_things_of_the_same_name_are_told_apart() -> None:
    def apart(*paths: str) -> list[tuple[str, str]]:
        return names(rows(*(problem("residue", path) for path in paths)))

    assert apart("events[e]", "events[e2]") == [("Big Meeting", "2028"), ("Big Meeting", "2029")]
    assert apart("association.offices[chair]", "agency.offices[head]") == [
        ("Chair", "Example Association"), ("Chair", "Sample Agency"),
    ]  # fmt: skip
    assert apart("association.offices[chair]", "association.offices[other]") == [("Chair", "chair"), ("Chair", "other")]
    # In whatever group each stands.
    both = rows(problem("residue", "events[e]"), problem("translation-missing", "events[e2]"))
    assert names(both) == [("Big Meeting", "2028"), ("Big Meeting", "2029")]


def test_what_is_said_of_the_edition_has_a_row_each() -> None:
    found = rows(problem(NOT_SUPPLIED, "agency.contact"), problem(NOT_SUPPLIED, "editions[now]"))
    assert [row.about for row in found] == [None, None]
    both = rows(problem(NOT_SUPPLIED, "editions[now]"), problem("fact-disputed", "editions[now]"))
    assert names(both) == [("", ""), ("Grand Forum", "")]
    other = rows(problem("mail-unusable", ""), problem("letterhead-unusable", "", line=4))
    assert [(row.about, [said.message for said in row.said]) for row in other] == [
        (None, ["the settings of the email are wrong"]), (None, ["the letterhead can’t be used"]),
    ]  # fmt: skip


def said_of(*problems: Diagnostic) -> Said:
    ((one,),) = (row.said for row in rows(*problems))
    return one


def test_gaps_say_what_is_expected_and_need_no_name_where_the_sheet_is_about_it() -> None:
    (row,) = rows(problem(NOT_SUPPLIED, "agency.contact"))
    assert row.about is None
    assert row.said == (Said("the agency’s contact for questions about the brief"),)
    assert said_of(problem(NOT_SUPPLIED, "association.offices[chair]")) == Said("who holds the office?")
    assert said_of(problem(NOT_SUPPLIED, "editions[now]")) == Said("confirmation of the date and the marking")
    (office,) = rows(problem(NOT_SUPPLIED, "association.offices[chair]"))
    assert names((office,)) == [("Chair", "")]


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
    assert quoting(1, "unheard-of", "elsewhere") == Said(report="“w0”: so; elsewhere")
    twice: list[Any] = [problem("residue", "agency.name", "“w”: so", line=line) for line in (1, 2)]
    assert said_of(*twice) == Said(message, ("w",))


def test_what_has_no_name_is_called_by_its_part_of_the_brief_and_its_id() -> None:
    (row,) = rows(problem("residue", "cooperation.history[hidden].text"))
    assert row.about == About("cooperation.history[hidden].text", "hidden", part="Timeline of cooperation")
    (inner,) = rows(problem("residue", "nowhere[a].things[b]"))
    assert inner.about == About("nowhere[a].things[b]", "b")
    (nothing,) = rows(problem("residue", "places"))
    assert nothing.about == About("places", part="Countries and cities")
