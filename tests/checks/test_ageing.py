"""What is long ago: two years before the edition's date, of 15 May 2030 here, counted from its last day."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.checks.families import ageing
from tests.checks.small import entry, found, paths, subject, told

STAT = {"id": "members", "label": {"en": "Members"}, "value": 30}


@pytest.mark.parametrize(
    ("as_of", "old"),
    [
        ("2028-05-14", True),
        ("2028-05-15", False),
        ("2028-04", True),
        ("2028-05", False),
        ("2027", True),
        ("2028", False),
    ],
)
def test_a_figure_is_old_two_years_after_the_last_day_of_its_date(as_of: str, old: bool) -> None:
    about = subject(association={"stats": [{**STAT, "as_of": as_of}]})
    assert bool(paths(about, ageing.figure_old.code)) is old


@pytest.mark.parametrize(("months", "as_of", "old"), [
    (6, "2029-11-13", True), (6, "2029-11-14", False), (12, "2029-04", True), (36, "2028-04", False),
])  # fmt: skip
def test_a_project_says_after_how_many_months_a_figure_is_old(months: int, as_of: str, old: bool) -> None:
    about = subject(association={"stats": [{**STAT, "as_of": as_of}]}, figures_months=months)
    assert [one.message for one in found(about, "figure-old") if f"more than {months} months" in one.message] == [
        one.message for one in found(about, "figure-old")
    ]
    assert bool(paths(about, "figure-old")) is old


def test_the_edition_of_a_month_is_of_its_first_day() -> None:
    for as_of, old in (("2028-05-01", False), ("2028-04-30", True)):
        about = subject(association={"stats": [{**STAT, "as_of": as_of}]}, edition={"as_of": "2030-05"})
        assert bool(paths(about, ageing.figure_old.code)) is old


def test_of_an_edition_that_is_not_there_nothing_is_asked() -> None:
    assert paths(subject(), ageing.event_bare.code) == ["events[forum]"]
    assert paths(replace(subject(), edition="gone"), ageing.event_bare.code) == []


def test_a_figure_is_not_called_old_that_is_not_printed_or_says_when_to_look_again() -> None:
    old = {**STAT, "as_of": "2027"}
    assert paths(subject(association={"stats": [old]}, printed=frozenset()), "figure-old") == []
    assert paths(subject(association={"stats": [{**old, "review_by": "2031"}]}), "figure-old") == []
    shown = frozenset({"association.stats[members].value"})
    assert paths(subject(association={"stats": [old]}, printed=shown), "figure-old") == ["association.stats[members]"]


def test_a_figure_is_as_old_as_the_value_that_the_edition_prints() -> None:
    later = {**STAT, "as_of": "2031", "history": [{"value": 3, "as_of": "2027"}]}
    assert paths(subject(association={"stats": [later]}), "figure-old") == ["association.stats[members]"]
    assert paths(subject(association={"stats": [{**later, "as_of": "2029"}]}), "figure-old") == []


def history(*entries: dict[str, object]) -> dict[str, object]:
    return {"cooperation": {"title": {"en": "History"}, "history": list(entries)}}


SUMMARY = {"summary": {"en": "Short"}}


def test_a_history_is_old_by_its_last_entry_wherever_that_stands() -> None:
    old, new = entry("A.", id="a", date="2026-01/2027-03"), entry("B.", id="b", date="2025-06/2029-01")
    assert paths(subject(files=history(old, new)), "history-old") == []
    assert paths(subject(files=history(new, old)), "history-old") == []
    (only,) = found(subject(files=history(entry("C.", id="c", date="2025"), {**old, **SUMMARY})), "history-old")
    assert (only.path, only.message[:48]) == ("cooperation.history", "the last entry of the history is of January 2026")
    year, month = entry("A.", id="a", date="2027"), entry("B.", id="b", date="2027-06")
    for one, other in ((year, month), (month, year)):
        (last,) = found(subject(files=history(one, other)), "history-old")
        assert last.message.startswith("the last entry of the history is of 2027,")
    assert paths(subject(files=history(entry("A.", date="ongoing"))), "history-old") == []
    both = history(entry("A.", id="on", date="ongoing"), entry("C.", id="c", date="2025"))
    assert paths(subject(files=both), "history-old") == ["cooperation.history"]


def test_what_is_called_new_is_the_newest_entry_with_a_summary() -> None:
    old, older = entry("A.", id="a", date="2027", **SUMMARY), entry("B.", id="b", date="2025", **SUMMARY)
    new = entry("C.", id="c", date="2029")
    assert paths(subject(files=history(old, new, older)), "history-old") == ["cooperation.history[c].summary"]
    assert paths(subject(files=history(old, {**new, **SUMMARY})), "history-old") == []


def test_a_history_is_not_called_old_while_its_events_could_not_be_read() -> None:
    about = told("A.", entry={"date": "2025"})
    assert paths(about, "history-old")
    unread = replace(about.content, unread=frozenset({"events"}))
    assert paths(replace(about, content=unread), "history-old") == []


TEXT, ITEM = {"text": {"en": "A."}}, {"id": "i", "kind": "report", "title": {"en": "Report"}}
SESSION = {"id": "session", "kind": "council-session", "date": "2030-05-21", "state": "planned"}


@pytest.mark.parametrize(
    ("sessions", "bare"),
    [
        ([], True),
        ([{**SESSION, **TEXT}], True),  # one that is held elsewhere
        ([{**SESSION, "parent": "forum"}], True),
        ([{**SESSION, "parent": "forum", **TEXT}], False),
        ([{**SESSION, "parent": "forum", "agenda": [ITEM]}], False),
        ([{**SESSION, "agenda": [ITEM]}], True),
    ],
)
def test_an_event_is_bare_without_a_text_or_an_agenda_of_a_session_during_it(
    sessions: list[dict[str, object]], bare: bool
) -> None:
    assert paths(subject(events=sessions), "event-bare") == (["events[forum]"] if bare else [])
