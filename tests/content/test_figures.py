"""What a figure was on a day, and that an edition prints the figure of its own date."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from briefgen.content.knowing.figures import known_on, path_of, readings, value_on
from briefgen.content.reading.loader import load
from briefgen.content.schema.base import Number
from briefgen.dates import Date
from tests.conftest import ROOT


def number(*dated: tuple[str | None, int]) -> Number:
    """Return a figure from its readings, the newest first."""
    (as_of, value), *past = dated
    fields: dict[str, Any] = {"value": value, "history": [{"as_of": date, "value": was} for date, was in past]}
    return Number.model_validate(fields | ({} if as_of is None else {"as_of": as_of}))


MEMBERS = number(("2024-06", 334), ("2019", 330), ("2019-02-01", 320), ("2010", 300))


def on(figure: Number, day: str) -> int | None:
    point = Date.parse(day).start
    assert point is not None
    found = value_on(figure, point)
    return found.value if found else None


@pytest.mark.parametrize(
    ("day", "value"),
    [
        ("2009-12-31", None),
        ("2010", 300),
        ("2010-06-15", 300),  # only the year is known
        ("2018-12-31", 300),
        ("2019-01", 300),
        ("2019-02-01", 320),
        ("2019-02", 320),  # what was said in that month
        ("2019-10", 330),
        ("2019", 330),  # the newest of that year
        ("2022", 330),
        ("2024-05-31", 330),
        ("2024-06-01", 334),
        ("2030", 334),
    ],
)
def test_a_figure_holds_from_its_date_until_the_next_one(day: str, value: int | None) -> None:
    assert on(MEMBERS, day) == value


def test_a_date_known_roughly_starts_after_the_whole_of_the_one_before_it() -> None:
    figure = number(("2019", 330), ("2019-02", 320))
    assert [on(figure, day) for day in ("2019-02-15", "2019-02-28", "2019-03-01")] == [320, 320, 330]


def test_a_figure_without_a_date_is_not_known_on_any_day_but_printed() -> None:
    figure = number((None, 41))
    assert on(figure, "2019-10") is None
    point = Date.parse("2019-10").start
    assert point is not None
    assert known_on(figure, point).value == 41


def test_a_brief_from_before_all_figures_prints_the_nearest() -> None:
    point = Date.parse("2005").start
    assert point is not None
    assert known_on(MEMBERS, point).value == 300


def test_a_reading_is_found_by_its_date() -> None:
    paths = [path_of(reading, MEMBERS, "association.stats[x]") for reading in readings(MEMBERS)]
    assert paths[:2] == ["association.stats[x]", "association.stats[x].history[2019]"]


@pytest.mark.parametrize(
    "dated",
    [
        [("2019", 1), ("2020", 2)],
        [("2019", 1), ("2019", 2)],
        [("2019-10", 1), ("2019", 2)],  # the year ends later than the month
        [("2024", 1), ("2018", 2), ("2019", 3)],
        [(None, 1), ("2018", 2)],
    ],
)
def test_a_history_goes_from_new_to_old_and_every_value_has_a_date(dated: list[tuple[str | None, int]]) -> None:
    with pytest.raises(
        ValidationError, match=r"the history goes from new to old|there are two values of 2019|needs as_of"
    ):
        number(*dated)


def test_the_real_content_knows_february_2019() -> None:
    content = load(ROOT / "content")
    found = {stat.id: (on(stat, "2019-02"), on(stat, "2019-10")) for stat in content.association.stats}
    assert found == {"member_organisations": (320, 330), "member_countries": (156, 158)}
    assert content.association.stats[0].history[0].qualifier == "more-than"
    assert content.items["association.stats[member_organisations].history[2019-02-01].value"].value == 320


@pytest.mark.parametrize(
    ("day", "value"), [("2005", 3), ("2010", 3), ("2015", 3), ("2019-06", 5), ("2019", 5), ("2030", 5)]
)
def test_a_brief_prints_the_value_of_then_or_the_nearest(day: str, value: int) -> None:
    on = Date.parse(day).start
    assert on is not None
    assert known_on(number(("2019-02", 5), ("2010", 3)), on).value == value
