"""Charts: data alone, for whoever draws them on whatever paper."""

from __future__ import annotations

import pickle
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from briefgen.document.tree import Chart, ChartItem, Text
from briefgen.pictures import NAMES, charts
from briefgen.pictures.drawing import DRAWINGS, draw
from tests.pictures.sheets import REAL, THEMES

THEME = THEMES["plain"]


def made_of(value: Any) -> set[type]:
    """Return the types of all that a value holds."""
    if isinstance(value, tuple):
        return {tuple}.union(*map(made_of, value))
    if is_dataclass(value):
        return {type(value)}.union(*(made_of(getattr(value, field.name)) for field in fields(value)))
    return {type(value)}


@pytest.mark.parametrize("language", ["ka", "en"])
def test_a_chart_holds_words_and_days_and_nothing_of_the_brief(language: str) -> None:
    for name, chart in charts(REAL[language]).items():
        assert chart
        assert chart.name == name
        assert made_of(chart) <= {Chart, ChartItem, Text, str, tuple, type(None)}
        assert len(pickle.dumps(chart)) < 10_000
        assert hash(chart) == hash(pickle.loads(pickle.dumps(chart)))


def test_every_chart_has_its_drawing() -> None:
    assert tuple(DRAWINGS) == NAMES


def test_one_chart_is_drawn_as_wide_as_each_paper_or_not_at_all() -> None:
    chart = charts(REAL["en"])["governance"]
    assert chart
    widths = {}
    for right in (THEME.page.right, THEME.page.right + 12, THEME.page.right + 150):
        picture = draw(chart, replace(THEME, page=replace(THEME.page, right=right)))
        widths[right - THEME.page.right] = picture and round(picture.width, 6)
    text = THEME.page.width - THEME.page.left - THEME.page.right
    assert widths == {0: text, 12: text - 12, 150: None}
