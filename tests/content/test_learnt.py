"""What a day can't have known, judged by dates: one event, term or entry at a time."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.content.knowing.learnt import Learnt
from briefgen.content.schema.cooperation import HistoryEntry
from briefgen.content.schema.events import Event
from briefgen.content.schema.people import Term
from briefgen.dates import Date, Point


def point(text: str) -> Point:
    start = Date.parse(text).start
    assert start is not None
    return start


def event(id: str = "s", date: str = "2019-10-14/2019-10-18", state: str = "held", **more: Any) -> Event:
    return Event.model_validate({"id": id, "kind": "meeting", "date": date, "state": state, **more})


def learnt(on: str, newest: str, *now: Event, recorded: tuple[str, ...] = ()) -> Learnt:
    return Learnt(point(on), point(newest), {each.id: each for each in now}, recorded)


ELECTION = {
    "id": "e",
    "kind": "election",
    "office": "head",
    "title": {"en": "x"},
    "elected": ["b"],
    "outcome": {"en": "y"},
}


@pytest.mark.parametrize(
    ("on", "newest", "date", "state", "then"),
    [
        ("2019-10-18", "2019-11", "2019-10-14/2019-10-18", "held", "planned"),
        ("2019-10-19", "2019-11", "2019-10-14/2019-10-18", "held", "held"),
        ("2019-10-18", "2019-10-18", "2019-10-14/2019-10-18", "held", "held"),
        ("2019-10-18", "2019-10-19", "2019-10-14/2019-10-18", "held", "planned"),
        ("2019-10-18", "2019-11", "2019-10-14/2019-10-18", "planned", "planned"),
        ("2019-10-18", "2019-10-19", "2022", "cancelled", "planned"),
        ("2019-10-19", "2019-10-19", "2022", "cancelled", "cancelled"),
        ("2019-10-19", "2022", "2019-10-18", "cancelled", "cancelled"),
        ("2019-10-18", "2022", "ongoing", "held", "held"),
    ],
)
def test_what_was_held_or_cancelled_since_was_planned(on: str, newest: str, date: str, state: str, then: str) -> None:
    own = event(date=date, state=state)
    (seen,) = learnt(on, newest, own).events([own])
    assert seen.state == then
    (seen,) = learnt(on, newest, own, recorded=("events[s].state",)).events([own])
    assert seen.state == state


def test_a_session_is_over_with_the_event_during_which_it_is_held() -> None:
    forum, own = event("forum"), event("s", "2019-10", parent="forum")
    assert [each.state for each in learnt("2019-10-19", "2019-11", forum, own).events([forum, own])] == ["held", "held"]
    assert learnt("2019-10-18", "2019-11", forum, own).events([forum, own])[1].state == "planned"
    # What was seen of the forum counts: before it was moved, it ended earlier.
    moved = event("forum", "2019-10-14/2019-10-30")
    assert learnt("2019-10-19", "2019-11", moved, own).events([forum, own])[1].state == "held"


def test_of_what_is_to_come_nothing_is_decided() -> None:
    now = event(agenda=[ELECTION, {"id": "r", "kind": "report", "title": {"en": "x"}}], participants={})
    (seen,) = learnt("2019-10", "2019-11", now).events([now])
    assert (seen.participants, [(item.elected, item.outcome) for item in seen.agenda]) == (None, [(None, None)] * 2)
    # It was recorded as planned then: nothing of it is known either.
    planned = event(state="planned", agenda=[ELECTION])
    (seen,) = learnt("2019-10", "2019-11", now, recorded=("events[s].state",)).events([planned])
    assert (seen.agenda[0].elected, seen.agenda[0].outcome) == (None, None)
    # What is planned today, too, keeps what is written there.
    (seen,) = learnt("2019-10", "2019-11", planned).events([planned])
    assert seen.agenda[0].elected == ["b"]


def term(id: str = "t", **fields: Any) -> Term:
    return Term.model_validate({"id": id, "person": "a", "office": "head", **fields})


@pytest.mark.parametrize(
    ("on", "newest", "fields", "is_known"),
    [
        ("2019-10-17", "2022", {"start": "2019-10-18"}, False),
        ("2019-10-18", "2022", {"start": "2019-10-18"}, True),
        ("2019-10", "2022", {"start": "2019-10-18"}, True),
        ("2019-10", "2019-11-30", {"start": "2019-11-30"}, False),
        ("2019-10", "2019-11", {"start": "2019-11-30"}, False),
        ("2019-10", "2019-11", {"start": "2019-12-01"}, True),
        ("2019-10", "2022", {"start": "2020", "known_from": "2019"}, True),
        ("2019-10", "2022", {}, True),
    ],
)
def test_a_term_that_began_since_is_not_known(on: str, newest: str, fields: dict[str, Any], is_known: bool) -> None:
    assert bool(learnt(on, newest).terms([term(**fields)], [])) is is_known


def test_who_was_elected_is_known_from_the_election_on() -> None:
    agenda = [{**ELECTION, "elected": None}]
    now = event(agenda=agenda)
    for own in (term(start="2020", elected_at="s"), term(start="2020")):
        before = learnt("2019-10-01", "2022", now)
        assert before.terms([own], before.events([now])) == []
    for on, known, is_known in (
        ("2019-10-16", "2019-10", False),  # a month may be of before the session, too
        ("2019-10-16", "2019-10-15", True),
        ("2019-10-16", "2019-09", True),
        ("2019-10", "2019-10", True),
    ):
        own = term(start="2020", elected_at="s", known_from=known)
        during = learnt(on, "2022", now)
        assert bool(during.terms([own], during.events([now]))) is is_known
    after = learnt("2019-11", "2022", now)
    assert after.terms([term(start="2020", elected_at="s")], after.events([now])) != []
    # Without the term saying so the election doesn't tell who it was before the term began.
    assert after.terms([term(start="2020")], after.events([now])) == []


@pytest.mark.parametrize(
    ("on", "newest", "end", "then"),
    [
        ("2019-10-17", "2022", "2019-10-18", None),
        ("2019-10-18", "2022", "2019-10-18", "2019-10-18"),
        ("2019-10-17", "2019-11", "2019-11-30", None),
        ("2019-10-17", "2019-11", "2019-12-01", "2019-12-01"),
    ],
)
def test_an_end_that_lay_ahead_is_open(on: str, newest: str, end: str, then: str | None) -> None:
    (seen,) = learnt(on, newest).terms([term(end=end)], [])
    assert (str(seen.end) if seen.end else None) == then
    (seen,) = learnt(on, newest, recorded=("people.terms[t].end",)).terms([term(end=end)], [])
    assert str(seen.end) == end


def open_election(id: str, date: str) -> Event:
    return event(id, date, agenda=[{**ELECTION, "elected": None}])


@pytest.mark.parametrize(
    ("on", "terms", "ends"),
    [
        ("2019-11", [term(start="2016")], ["2019-10-18"]),
        ("2019-10-18", [term(start="2016")], [None]),
        ("2019-11", [term(start="2016", end="2019-10-30")], ["2019-10-30"]),
        ("2019-11", [term(start="2016", elected_at="later")], ["2019-10-18"]),
        ("2022-12", [term(start="2016")], ["2019-10-18"]),
        ("2022-12", [term(start="2020", elected_at="between")], ["2022-10-28"]),
        ("2022-12", [term(start="2016"), term("u", start="2020", elected_at="between")], ["2019-10-18", "2022-10-28"]),
    ],
)
def test_an_election_without_a_result_ends_the_term_of_before(
    on: str, terms: list[Term], ends: list[str | None]
) -> None:
    events = [
        open_election("s", "2019-10-14/2019-10-18"), open_election("t", "2022-10-28"), event("between", "2020-01-05"),
        event("later", "2019-10-18"),
    ]  # fmt: skip
    found = learnt(on, "2022-12", *events).terms(terms, events)
    assert [str(each.end) if each.end else None for each in found] == ends


def test_nobody_loses_an_office_by_an_election_before_their_own() -> None:
    events = [open_election("s", "2019-10-18"), event("later", "2019-10-19")]
    (seen,) = learnt("2019-11", "2019-12", *events).terms([term(start="2016", elected_at="later")], events)
    assert seen.end is None


@pytest.mark.parametrize(
    ("on", "fields", "is_told"),
    [
        ("2019-10-18", {"date": "2019-10-18"}, False),
        ("2019-10-19", {"date": "2019-10-18"}, True),
        ("2019-10-18", {"event": "s"}, False),
        ("2019-10-19", {"event": "s"}, True),
        ("2019-10-18", {"date": "2019-10-18", "known_from": "2019-10-17"}, True),
        ("2019-10-18", {"date": "2019-10-18", "known_from": "2019"}, False),  # a year may be of after it, too
        ("2019-10-14", {"event": "s", "known_from": "2019-10"}, False),
        ("2019-10-14", {"event": "s", "known_from": "2019-09"}, True),
        ("2019-10-19", {"event": "s", "known_from": "2019-10"}, True),
        ("2019-10", {"event": "s", "known_from": "2019-10"}, True),  # as a new edition records it of the one before
        ("2019-10-18", {"date": "ongoing"}, True),
        ("2019-10-18", {"event": "gone"}, True),
        ("2019-10-18", {"date": "2030"}, True),
    ],
)
def test_the_history_tells_what_was_over(on: str, fields: dict[str, Any], is_told: bool) -> None:
    entry = HistoryEntry.model_validate({"id": "h", "text": {"en": "x"}, **fields})
    own = event()
    days = learnt(on, "2022", own)
    assert bool(days.history([entry], [], [own])) is is_told
    assert days.history([entry], ["h"], [own]) == [entry]
