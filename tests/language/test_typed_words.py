"""What people type of a time of day and of a language, and what a file then has."""

from __future__ import annotations

import pytest

from briefgen.language.typed_words import read_language, read_time, read_web


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
    ("words", "address"),
    [
        ("www.issa.int/annual-review", "https://www.issa.int/annual-review"), (" issa.int ", "https://issa.int"),
        ("https://issa.int", "https://issa.int"), ("issa", "issa"), ("a@issa.int", "a@issa.int"), ("see it", "see it"),
        ("ftp://issa.int", "ftp://issa.int"), ("www.issa.int a", "www.issa.int a"),
        ("ssa.gov.ge/en?a=1", "https://ssa.gov.ge/en?a=1"), ("WWW.visit.travel", "https://WWW.visit.travel"),
        ("report.pdf", "report.pdf"), ("Dr.Smith", "Dr.Smith"), ("annex.docx", "annex.docx"),
    ],
)  # fmt: skip
def test_a_page_of_the_web_needs_no_beginning(words: str, address: str) -> None:
    assert read_web(words) == address
