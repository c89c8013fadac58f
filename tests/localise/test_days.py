"""Days in figures among words that every brief prints are those of its language."""

from __future__ import annotations

import pytest

from briefgen.language import get_language
from briefgen.localise.days import with_days


@pytest.mark.parametrize(
    ("typed", "english", "georgian"),
    [
        ("12.05.2031, 21:40, XY 123", "12 May 2031, 21:40, XY 123", "12.05.2031, 21:40, XY 123"),
        ("2031-05-12, 21:40", "12 May 2031, 21:40", "12.05.2031, 21:40"),
        ("1.5.2031–2.5.2031.", "1 May 2031–2 May 2031.", "01.05.2031–02.05.2031."),
        ("31.02.2031", "31.02.2031", "31.02.2031"),  # no day
        ("A12.05.2031, 1.12.05.2031, 12.05.20311", "A12.05.2031, 1.12.05.2031, 12.05.20311", None),
        ("in the evening, XY 123", "in the evening, XY 123", None),
    ],
)
def test_days_in_figures_are_printed_as_the_language_has_them(typed: str, english: str, georgian: str | None) -> None:
    assert with_days(typed, get_language("en")) == english
    assert with_days(typed, get_language("ka")) == (georgian or typed)
