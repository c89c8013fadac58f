"""What people type of a number, and what a file then has."""

from __future__ import annotations

import re

import pytest
from babel.numbers import format_compact_decimal
from babel.units import format_unit
from hypothesis import given
from hypothesis import strategies as st

from briefgen.language import available, get_language
from briefgen.language.typed_numbers import read_number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("62", "62"), (" 62 ", "62"), ("1 065", "1065"), ("1\u00a0065", "1065"), ("12 345 678", "12345678"),
        ("1,065.0", "1065"), ("1’065", "1065"), ("12,345,678", "12345678"), ("5.0", "5"),
        ("მე-62", "62"), ("62-ე", "62"), ("62nd", "62"), ("2 sessions", "2"), ("165 ქვეყანა", "165"),
        ("1 065 members", "1065"), ("3 ცალი", "3"), ("1’065 members", "1065"),
        ("3 million", "3000000"), ("2.5 million", "2500000"), ("2,5 მლნ", "2500000"), ("2,5 მლნ.", "2500000"),
        ("2.5mn", "2500000"), ("1.2 bn", "1200000000"), ("15 ათასი", "15000"), ("0,125 million", "125000"),
        ("soon", "soon"), ("ქვეყანა", "ქვეყანა"), ("-5", "-5"), ("1.5", "1.5"), ("007", "007"),
        ("", ""), ("null", "null"),
    ],
)  # fmt: skip
def test_a_number_is_understood_as_people_write_it(words: str, number: str) -> None:
    assert read_number(words) == number


@pytest.mark.parametrize(
    ("field", "words", "number"),
    [
        ("minutes", "45 წთ", "45"), ("minutes", "45 min.", "45"), ("minutes", "45 მინ.", "45"),
        ("minutes", "1 h 30", "90"), ("minutes", "1 h 30 min", "90"),
        ("minutes", "1 სთ 30 წთ", "90"), ("minutes", "1 საათი და 30 წუთი", "90"), ("minutes", "1.5 h", "90"),
        ("minutes", "2 hours", "120"), ("minutes", "half an hour", "30"), ("minutes", "1h30m", "90"),
        ("minutes", "90", "90"), ("term_years", "3 წელი", "3"), ("term_years", "3 წლის", "3"),
        ("term_years", "3 years", "3"), ("years", "36 months", "3"), ("give_up_hours", "2 days", "48"),
    ],
)  # fmt: skip
def test_how_long_something_lasts_is_understood_in_the_unit_of_its_field(field: str, words: str, number: str) -> None:
    assert read_number(words, field) == number


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("value", "1 65"), ("value", "2 3456"), ("value", "1.5 members"), ("value", "2 h"),
        ("value", "1,065 million"), ("value", "1,06,500"), ("value", "12 or 13"), ("minutes", "1:30"),
        ("minutes", "30 min 1 h"), ("minutes", "2 years"), ("years", "5 months"), ("term_years", "2.5 years"),
        ("term_years", "2 sessions"), ("term_years", "3 სესია"), ("meets_every_years", "2 meetings"),
        ("votes", "2 sessions"), ("value", "45 min"), ("value", "5 m"), ("value", "90 M"), ("value", "5 b"),
        ("value", "12,12"), ("minutes", "1.5 h 30"), ("minutes", "1.5 h 30 min"),
    ],
)  # fmt: skip
def test_what_can_be_several_numbers_or_none_is_told_so(field: str, words: str) -> None:
    with pytest.raises(ValueError, match=f"“{words}” is no whole number: write it in digits alone"):
        read_number(words, field)


@pytest.mark.parametrize("words", ["12,125", "12.125", "12,125 members", "over 12.125"])
@pytest.mark.parametrize("field", ["value", "copies"])
def test_a_single_group_behind_a_sign_can_be_a_fraction(field: str, words: str) -> None:
    with pytest.raises(ValueError, match=r"can be 12125 or 12\.125: write 12125"):
        read_number(words, field)


@pytest.mark.parametrize(
    "words", ["350-ზე მეტი", "more than 350", "350+", "~350", "დაახლოებით 350", "at least 350", "over 350 members"]
)
def test_how_exact_a_figure_is_has_a_field_of_its_own(words: str) -> None:
    with pytest.raises(ValueError, match="write the number alone, 350: how exact it is"):
        read_number(words, "value")


@pytest.mark.parametrize(
    ("words", "number"), [("1.065", "1.065"), ("1,5", "1.5"), ("24", "24"), ("1 065", "1065"), ("1,065", "1,065")]
)
def test_what_may_have_a_fraction_is_read_as_files_have_it(words: str, number: str) -> None:
    assert read_number(words, whole=False) == number


@given(st.integers(0, 10**12), st.sampled_from(sorted(available())))
def test_what_is_printed_of_a_number_is_read_back(number: int, language: str) -> None:
    printed = get_language(language).number(number)
    if re.fullmatch(r"\d+[.,]\d+", printed):
        with pytest.raises(ValueError, match=f"can be {number} or"):
            read_number(printed)
    else:
        assert read_number(printed) == str(number)


@given(st.integers(1, 999), st.sampled_from(["minute", "hour", "year", "month"]), st.sampled_from(["ka", "en"]))
def test_what_is_printed_of_a_time_is_read_back(number: int, unit: str, language: str) -> None:
    for length in ("long", "short", "narrow"):
        words = format_unit(number, f"duration-{unit}", length=length, locale=language)
        assert read_number(words, f"{unit}s") == str(number)


@given(st.integers(1, 9), st.sampled_from([10**3, 10**6, 10**9]), st.sampled_from(["ka", "en"]))
def test_what_is_printed_of_thousands_is_read_back(number: int, times: int, language: str) -> None:
    for style in ("long", "short") if language == "ka" else ("long",):  # a single letter is a unit, too: 5 m
        words = format_compact_decimal(number * times // 10 * 12, format_type=style, locale=language, fraction_digits=1)
        assert read_number(words) == str(number * times // 10 * 12)
