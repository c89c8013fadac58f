"""Days that the content can't tell apart: what is known on one of them is known on the other."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.content.knowing import known
from briefgen.content.knowing.figures import known_on
from briefgen.content.knowing.moments import days_of, moment
from briefgen.content.knowing.terms import holders
from briefgen.content.model import Content
from briefgen.content.reading.loader import load
from briefgen.content.schema.base import Number
from briefgen.content.schema.edition import Edition
from briefgen.content.walk import walk
from briefgen.dates import Point
from tests.past_project import PROJECT
from tests.soak import examples

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = {"past": PROJECT / "content", "real": ROOT / "content"}


@cache
def content(name: str) -> Content:
    return load(FOLDERS[name])


def days_near(name: str) -> st.SearchStrategy[dt.date]:
    """Return days on which something begins or ends in the content, and those beside them."""
    near = st.sampled_from([-40, -2, -1, 0, 1, 2, 40]).map(dt.timedelta)
    days = [day for day in days_of(content(name)) if dt.date(1900, 1, 1) < day < dt.date(2100, 1, 1)]
    return st.builds(dt.date.__add__, st.sampled_from(days), near)


def point(day: dt.date, precision: int) -> Point:
    return Point(*(day.year, day.month, day.day)[:precision])


@pytest.mark.parametrize("name", FOLDERS)
@examples(40, 1000)
@given(data=st.data())
def test_days_that_lie_alike_among_those_of_the_content_are_one_moment(name: str, data: st.DataObject) -> None:
    one, other = (point(data.draw(days_near(name)), data.draw(st.sampled_from([3, 3, 2, 1]))) for _ in range(2))
    found = content(name)
    if moment(found, one) != moment(found, other):
        return
    seen, again = (known._known_at(found, on) for on in (one, other))
    assert {root: seen.items[root].value for root in seen.roots} == {r: again.items[r].value for r in again.roots}
    figures = [item.value for item in found.items.values() if isinstance(item.value, Number)]
    assert [known_on(each, one) for each in figures] == [known_on(each, other) for each in figures]
    for office in found.index["offices"]:
        assert holders(found.people.terms, office, one) == holders(found.people.terms, office, other)


def test_many_days_are_few_moments_and_what_is_known_is_made_once_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    found = load(FOLDERS["past"])
    made: list[Point] = []
    plain = known._known_at

    def counted(content: Content, on: Point) -> Content:
        made.append(on)
        return plain(content, on)

    monkeypatch.setattr(known, "_known_at", counted)
    days = [point(dt.date(2019, 1, 1) + dt.timedelta(day), 3) for day in range(700)]
    seen = {id(known.known_at(found, on)) for on in days}
    assert len(made) == len({moment(found, on) for on in days}) < 50
    assert len(seen) <= len(made)
    again = known.known_at(found, days[0])
    assert known.known_at(again, days[0]) is again


def test_of_the_dates_of_editions_only_the_newest_makes_a_moment() -> None:
    found = content("past")
    own = {edition.as_of.start.first_day for edition in found.editions.values() if edition.as_of.start}
    assert max(own) in days_of(found)
    fields = {"event": found.events[0].id, "version": 1, "as_of": "1999-09-09", "marking": "internal"}
    older = Edition.model_validate(fields)
    items = {**found.items, **{each.path: each for each in walk(older, "editions[older]")}}
    more = replace(found, editions={**found.editions, "older": older}, items=items)
    assert days_of(more) == days_of(found)
