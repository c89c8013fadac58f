"""Who holds an office on a day, and at which election somebody came to it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.content.knowing.terms import Elections, by_office, holders, holders_on_days, unsettled
from briefgen.content.schema.events import Event
from briefgen.content.schema.people import Term
from briefgen.dates import Date
from tests.soak import examples


def term(person: str, start: str | None = None, end: str | None = None, **more: Any) -> Term:
    fields = {"id": f"{person}-1", "person": person, "office": "head", "start": start, "end": end, **more}
    return Term.model_validate({name: each for name, each in fields.items() if each is not None})


def session(id: str, date: str, *items: dict[str, Any], state: str = "held") -> Event:
    agenda = [{"id": f"i{n}", "title": {"en": "x"}, "kind": "election", **item} for n, item in enumerate(items)]
    return Event.model_validate({"id": id, "kind": "meeting", "date": date, "state": state, "agenda": agenda})


HEAD = {"office": "head"}


@pytest.mark.parametrize(
    ("terms", "day", "who"),
    [
        ([("a", "2019-03-05", "2019-03-31")], "2019-03-04", []),
        ([("a", "2019-03-05", "2019-03-31")], "2019-03-05", ["a"]),
        ([("a", "2019-03-05", "2019-03-31")], "2019-03-31", ["a"]),
        ([("a", "2019-03-05", "2019-03-31")], "2019-04-01", []),
        # A month or year covers its first day when it begins, and its last one when it ends; it is asked at its end.
        ([("a", "2019-03", "2019-05")], "2019-03-01", ["a"]),
        ([("a", "2019-03", "2019-05")], "2019-05-31", ["a"]),
        ([("a", "2019-03-20", None)], "2019-03", ["a"]),
        ([("a", "2019-12-31", None)], "2019", ["a"]),
        ([("a", None, "2019-03-31")], "2019-03-31", ["a"]),
        # Without an end a term ends when a later one starts; one with an end goes on beside it.
        ([("a", "2018", None), ("b", "2019", None)], "2019-06", ["b"]),
        ([("a", None, None), ("b", "2019", None)], "2019-06", ["b"]),
        ([("a", None, None)], "2019-06", ["a"]),
        ([("a", "2018", "2020"), ("b", "2019", None)], "2019-06", ["a", "b"]),
        ([("a", "2018", None), ("b", "2020", None)], "2019-06", ["a"]),
        # Nor does it begin anew when that later one is over.
        ([("a", "2010", None), ("b", "2016", "2020")], "2022", []),
        # One whose start isn't known may have begun behind a term that is over.
        ([("a", None, None), ("b", "2016", "2020")], "2022", ["a"]),
        ([("a", None, None), ("b", "2016", "2020")], "2019", ["b"]),
        ([("a", None, None), ("b", "2016", None), ("c", "2018", "2019")], "2022", []),
    ],
)
def test_who_holds_an_office_on_a_day(
    terms: list[tuple[str, str | None, str | None]], day: str, who: list[str]
) -> None:
    on = Date.parse(day).start
    assert on is not None
    all_terms = [*(term(*each) for each in terms), term("other", "2010", office="tail")]
    assert [each.person for each in holders(all_terms, "head", on)] == who


@pytest.mark.parametrize(
    ("events", "terms", "open_since"),
    [
        ([session("s", "2019", HEAD)], [], ["2019"]),
        ([session("s", "2019", HEAD, state="planned")], [], []),
        ([session("s", "ongoing", HEAD)], [], []),
        ([session("s", "2019", {**HEAD, "elected": ["a"]})], [], []),
        ([session("s", "2019", {**HEAD, "kind": "report"})], [], []),
        ([session("s", "2019", {"kind": "election"})], [], []),
        ([session("s", "2019", {"kind": "report"}, HEAD)], [], ["2019"]),
        ([session("s", "2019", HEAD)], [term("a", "2020")], []),
        ([session("s", "2019", HEAD)], [term("a", elected_at="s")], []),
        # One that begins some time after it is its result only if it says so: who held the office in between?
        ([session("s", "2019-10-18", HEAD)], [term("a", "2019-10-19")], []),
        ([session("s", "2019-10-18", HEAD)], [term("a", "2019-10-20")], ["2019-10-18"]),
        ([session("s", "2019-10", HEAD)], [term("a", "2019-11")], []),
        ([session("s", "2019-10-18", HEAD)], [term("a", "2020-01-01", elected_at="s")], []),
        # A term from a later election says nothing of the earlier one.
        ([session("s", "2019", HEAD), session("t", "2022", HEAD)], [term("a", "2022-11")], ["2019"]),
        ([session("t", "2022", HEAD), session("s", "2019", HEAD)], [], ["2019", "2022"]),
        ([session("s", "2019", {**HEAD, "kind": "appointment"})], [], ["2019"]),
        ([session("s", "2019-10", {**HEAD, "kind": "appointment"})], [term("a", "2019-11")], []),
    ],
)
def test_elections_without_a_result(events: list[Event], terms: list[Term], open_since: list[str]) -> None:
    found = unsettled(terms, events)
    assert [str(date) for date in found.get("head", [])] == open_since
    assert found.keys() <= {"head"}


@pytest.mark.parametrize(
    ("holder", "events", "at"),
    [
        (term("a", "2019-10-18", elected_at="x"), [session("s", "2019-10-18", HEAD)], "x"),
        (term("a"), [session("s", "2019", HEAD)], None),
        (term("a", "2019-10-18"), [session("s", "2019-10-18", HEAD)], "s"),
        (term("a", "2019-10-17"), [session("s", "2019-10-18", HEAD)], None),
        (term("a", "2019-10"), [session("s", "2019-10-31", HEAD)], "s"),
        (term("a", "2019-11"), [session("t", "2019-10", HEAD), session("s", "2016", HEAD)], "t"),
        (term("a", "2019-11"), [session("s", "2019-10", {"office": "tail"})], None),
        (term("a", "2019-11"), [session("s", "2019-10", {**HEAD, "kind": "report"})], None),
        (term("a", "2019-11"), [session("s", "2019-10", {"kind": "report"}, HEAD)], "s"),
        (term("a", "2019-11"), [session("s", "ongoing", HEAD)], None),
        (term("a", "2019-11"), [session("s", "2019-10", {**HEAD, "kind": "appointment"})], "s"),  # a kind of one's own
        (term("a", "2019-11"), [session("s", "2019-10", {"kind": "appointment"})], None),
    ],
)
def test_the_election_that_a_term_comes_from(holder: Term, events: list[Event], at: str | None) -> None:
    assert Elections(events).of(holder) == at


POINTS = st.sampled_from(["2018", "2019", "2019-05", "2019-05-02", "2020-01-01"])
TERMS = st.lists(st.tuples(st.none() | POINTS, st.none() | POINTS, st.sampled_from(["head", "tail"])), max_size=6)


@examples(40, 1000)
@given(TERMS, st.lists(POINTS, max_size=4))
def test_the_holders_on_many_days_are_those_of_each(
    said: list[tuple[str | None, str | None, str]], days: list[str]
) -> None:
    terms = [term(f"p{n}", start, end, office=office) for n, (start, end, office) in enumerate(said)]
    points = [point for day in days if (point := Date.parse(day).start)]
    found = holders_on_days(terms, "head", points)
    assert found == {on: holders(terms, "head", on) for on in points}
    assert by_office(terms).get("head", []) == [term for term in terms if term.office == "head"]


@examples(40, 1000)
@given(st.lists(st.tuples(POINTS, st.booleans()), max_size=6), POINTS)
def test_the_last_election_before_a_term_is_found_among_many(said: list[tuple[str, bool]], start: str) -> None:
    events = [session(f"s{n}", date, HEAD if own else {"office": "tail"}) for n, (date, own) in enumerate(said)]
    holder = term("a", start)
    by = Date.parse(start).last
    assert by is not None
    before = [
        event for event, (_, own) in zip(events, said, strict=True)
        if own and event.date.start and event.date.start.first_day <= by.last_day
    ]  # fmt: skip
    last = max((event.date.start.first_day for event in before if event.date.start), default=None)
    first = next((event.id for event in before if event.date.start and event.date.start.first_day == last), None)
    assert Elections(events).of(holder) == first
