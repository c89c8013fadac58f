from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.dates import Date, Point


def points(precision: str) -> st.SearchStrategy[Point]:
    days = st.dates(dt.date(1800, 1, 1), dt.date(2200, 12, 31))
    return {
        "day": days.map(lambda day: Point(day.year, day.month, day.day)),
        "month": days.map(lambda day: Point(day.year, day.month)),
        "year": days.map(lambda day: Point(day.year)),
    }[precision]


any_precision = st.sampled_from(["day", "month", "year"])


@given(any_precision.flatmap(points))
def test_a_point_reads_back_as_it_is_written(point: Point) -> None:
    assert Date.parse(str(point)) == Date(point)


@given(any_precision.flatmap(lambda p: st.lists(points(p), min_size=2, max_size=2, unique=True).map(sorted)))
def test_a_range_reads_back_as_it_is_written(ends: list[Point]) -> None:
    date = Date(ends[0], ends[1])
    assert Date.parse(str(date)) == date
    assert date.last == ends[1]


@given(any_precision.flatmap(points))
def test_a_point_covers_its_first_and_last_day(point: Point) -> None:
    first, last = point.first_day, point.last_day
    assert first <= last
    assert {"day": 1, "month": 28, "year": 365}[point.precision] <= (last - first).days + 1 <= 366
    if point.precision == "month":
        assert (last + dt.timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2019-13", "no such date"),
        ("2019-02-29", "no such date"),
        ("0000", "no such date"),
        ("14.10.2019", "is not a date"),
        ("2019-1-1", "is not a date"),
        ("2019-10-14/", "is not a date"),
        ("2019-10-18/2019-10-14", "ends before it starts"),
        ("2019-10-14/2019-10-14", "ends before it starts"),
        ("2019/2019-10", "the same precision"),
        ("soon", "is not a date"),
    ],
)
def test_what_is_no_date_is_refused_in_plain_words(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Date.parse(text)


@given(st.text())
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        assert str(Date.parse(text)) == text
    except ValueError as error:
        assert str(error)


def test_the_last_month_that_a_date_can_have() -> None:
    assert Date.parse("9999-12").start == Point(9999, 12)
    assert Point(9999, 12).last_day == dt.date(9999, 12, 31)


def test_ongoing_has_no_points() -> None:
    date = Date.parse("ongoing")
    assert date.ongoing
    assert date.last is None
    assert str(date) == "ongoing"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        ("2019-02", "2019-02-01", "2019-02-28"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2019-04", "2019-04-01", "2019-04-30"),
        ("2019-10-14", "2019-10-14", "2019-10-14"),
        ("0987", "0987-01-01", "0987-12-31"),
    ],
)
def test_the_days_of_a_point(text: str, first: str, last: str) -> None:
    start = Date.parse(text).start
    assert start is not None
    assert (start.first_day.isoformat(), start.last_day.isoformat(), str(start)) == (first, last, text)


def test_the_last_point_is_the_end_of_a_range_and_else_the_point_itself() -> None:
    assert Date.parse("2017-04-11/2017-04-13").last == Point(2017, 4, 13)
    assert Date.parse("2017-04").last == Point(2017, 4)
    assert sorted([Point(2019, 10, 2), Point(2019, 10, 1), Point(2018, 12, 1)]) == [
        Point(2018, 12, 1), Point(2019, 10, 1), Point(2019, 10, 2),
    ]  # fmt: skip


def test_only_what_has_no_start_goes_on() -> None:
    assert [Date.parse(text).ongoing for text in ("ongoing", "2019", "2019-10-14/2019-10-18")] == [True, False, False]


@pytest.mark.parametrize("text", ["2019", "2019-10", "0987-01-02", "2019/2020", "2019-10-14/2019-10-18", "ongoing"])
def test_a_date_is_written_as_it_was(text: str) -> None:
    assert str(Date.parse(text)) == text
