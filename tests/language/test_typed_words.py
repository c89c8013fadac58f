"""What people type of a time of day and of a language, and what a file then has."""

from __future__ import annotations

import pytest

from briefgen.language.typed_words import read_language, read_number, read_time


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("09:30", "09:30"), ("9:30", "09:30"), ("9.30", "09:30"), ("14,30", "14:30"), ("9-30", "09:30"),
        ("9", "09:00"), ("930", "09:30"), ("0930", "09:30"), ("9 სთ", "09:00"), ("9:30 საათზე", "09:30"),
        ("9 am", "09:00"), ("2:30 p.m.", "14:30"), ("12 am", "00:00"), ("12.15 pm", "12:15"), ("14h30", "14:30"),
        ("00:00", "00:00"), (" 23:59 ", "23:59"),
    ],
)  # fmt: skip
def test_a_time_of_day_is_understood_as_people_write_it(words: str, time: str) -> None:
    assert read_time(words) == time


@pytest.mark.parametrize("words", ["25:00", "9:60", "24:00", "13 pm", "soon", "9:3", "9:30-10:00", "12345", ""])
def test_what_is_no_time_of_day_is_told_so(words: str) -> None:
    with pytest.raises(ValueError, match="is no time of day; write hours and minutes, such as 09:30"):
        read_time(words)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("en", "en"), ("English", "en"), ("english", "en"), ("ინგლისური", "en"), ("ინგლისურად", "en"),
        ("ინგლისური ენა", "en"), ("Deutsch", "de"), ("ქართული", "ka"), ("français", "fr"), ("French language", "fr"),
        ("arc", "arc"),
    ],
)  # fmt: skip
def test_a_language_is_known_by_its_name(words: str, code: str) -> None:
    assert read_language(words) == code


def test_what_is_no_language_is_told_so() -> None:
    with pytest.raises(ValueError, match="there is no language “Klingonish”"):
        read_language("Klingonish")


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("62", "62"), ("1 065", "1065"), ("1\u00a0065", "1065"), ("12 345 678", "12345678"), ("მე-62", "62"),
        ("62-ე", "62"), ("62nd", "62"), ("1 65", "1 65"), ("2 3456", "2 3456"), ("1.065", "1.065"), ("-5", "-5"),
        ("soon", "soon"), ("45 წთ", "45"), ("165 ქვეყანა", "165"), ("1 065 members", "1065"), ("45 min.", "45"),
        ("2 სთ", "2 სთ"), ("3 million", "3 million"), ("ქვეყანა", "ქვეყანა"), ("1.5 members", "1.5 members"),
    ],
)  # fmt: skip
def test_a_number_is_understood_as_people_write_it(words: str, number: str) -> None:
    assert read_number(words) == number
