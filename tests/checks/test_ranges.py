"""Ranges in languages that the starter doesn't have; those in Georgian and English are in `cases_typography.py`."""

from __future__ import annotations

import pytest

from briefgen.checks.families.typography import wrong_ranges
from briefgen.dates import Date
from briefgen.language import available, get_language


@pytest.mark.parametrize(
    ("text", "marked", "hint"),
    [
        ("Du 14–18 octobre.", "14–18", "write 14-18"),
        ("En 2017 - 2019.", "2017 - 2019", "write 2017-2019"),
    ],
)
def test_a_french_range_takes_a_hyphen(text: str, marked: str, hint: str) -> None:
    (wrong,) = wrong_ranges(text, get_language("fr"))
    assert (text[wrong.start : wrong.start + wrong.length], wrong.hint) == (marked, hint)


@pytest.mark.parametrize("text", ["14-18 octobre, 2017-2019.", "Du 30 octobre – 2 novembre ; n° 12–34, 2030-05-14."])
def test_a_right_french_range_is_left_alone(text: str) -> None:
    assert list(wrong_ranges(text, get_language("fr"))) == []


@pytest.mark.parametrize("code", available())
@pytest.mark.parametrize("date", ["2019-10-14/2019-10-18", "2017/2019", "2018-12-30/2019-01-02", "2019-10/2019-11"])
def test_no_language_prints_what_its_check_calls_wrong(code: str, date: str) -> None:
    language = get_language(code)
    for text in (language.date(Date.parse(date)), language.short_date(Date.parse(date))):
        assert [text[wrong.start :] for wrong in wrong_ranges(text, language)] == []
