"""What the rules read in a text: dates, numbers, sentences, names that are nearly right."""

from __future__ import annotations

import pytest

from briefgen.checks import scan
from briefgen.checks.naming import name_distance
from briefgen.checks.nearness import distance
from briefgen.checks.scan import WORD, TypedDate, clock_times, dates, inside, numbers, quoted, sentence, words_of
from briefgen.checks.texts import TextIn
from briefgen.dates import Date
from tests.checks.small import told


def text(words: str, language: str) -> TextIn:
    return TextIn("cooperation.title", language, language, words)


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        ("en", "twenty-one members, 1,300 guests and 2.50 km", ["21", "1300", "2.5"]),
        ("en", "the 37th Session and the third", ["37", "3"]),
        ("en", "3 million, a 3-year term, {{ votes }} votes in 2019", ["3000000", "3"]),
        ("ka", "ოცდაცამეტი წევრი, 1 300 სტუმარი და 2,50 კმ", ["33", "1300", "2.5"]),
        ("ka", "113-ე სხდომა, მე-11 და მესამე ფორუმი, სამწლიანი", ["113", "11", "3", "3"]),
        ("ka", "ასე და ათასგვარი, სამის ნაცვლად ორმოცდაჩვიდმეტმა", ["3", "57"]),
        ("fr", "dix-sept phares, 1 500 m, le 2e comité", ["17", "1500", "2"]),
    ],
)
def test_numbers_are_read_in_digits_and_in_words(language: str, words: str, expected: list[str]) -> None:
    assert [number.value for number in numbers(text(words, language))] == expected


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        ("en", "on 14–18 October 2019", (2019, 10, 14, 18)),
        ("en", "on October 14, 2019", (2019, 10, 14, None)),
        ("en", "14/10/2019", (2019, 10, 14, None)),
        ("ka", "2019 წლის 14–18 ოქტომბერს", (2019, 10, 14, 18)),
        ("ka", "14-დან 18 ოქტომბრამდე", (None, 10, 14, 18)),
        ("ka", "14–18.10.2019", (2019, 10, 14, 18)),
        ("ka", "2019 წლის ოქტომბერში", (2019, 10, None, None)),
        ("fr", "le 1er octobre 2019", (2019, 10, 1, None)),
    ],
)
def test_dates_are_read_in_many_forms(language: str, words: str, expected: tuple[int | None, ...]) -> None:
    (date,) = dates(text(words, language))
    assert (date.year, date.month, date.day, date.last) == expected


@pytest.mark.parametrize("words", ["№ 2019-10-14", "883/2004", "in 2000 countries", "31.31.2019", "May 2 million"])
def test_other_numbers_are_no_dates(words: str) -> None:
    assert [date for date in dates(text(words, "en")) if date.year] == []


def test_a_sentence_is_found_around_an_offset() -> None:
    words = "First one. The second one! Last"
    assert words[slice(*sentence(words, words.index("second")))].strip() == "The second one!"
    assert words[slice(*sentence(words, words.index("Last")))].strip() == "Last"


def test_letters_that_differ_are_counted() -> None:
    assert distance("Breuer", "Breuer", 2) == 0
    assert distance("Breuer", "Bruer", 2) == 1
    assert distance("Breuer", "Bereuer", 2) == 1
    assert distance("Breuer", "Brueer", 2) == 1  # swapped
    assert distance("Breuer", "Kozlov", 2) == 3


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("იოაკიმ ბროიერი", 0),
        ("იოაკიმ ბროიერმა", 0),
        ("იოაკიმ ბროიერისთვის", 0),
        ("იოაკიმ ბროიერია", 0),  # he is the one
        ("იოაკიმ ბროერმა", 1),
        ("იოაკიმი ბროიერს", 1),
    ],
)
def test_a_georgian_name_may_take_an_ending(written: str, expected: int) -> None:
    words = words_of("ka")
    assert name_distance(["იოაკიმ", "ბროიერი"], written.split(), words.name_endings, words.dropped) == expected


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        ("en", "in 1899 and in 1799", [(1899, None, None, None)]),
        ("en", "from 2017–19 on", [(2017, None, None, None)]),
        ("en", "14 – 18/10/2019", [(2019, 10, 14, 18)]),
        ("en", "14-18/10/19", [(2019, 10, 14, 18)]),
        ("en", "14/10/2019, 14.10.2019", [(2019, 10, 14, None), (2019, 10, 14, None)]),
        ("en", "in May 2019 countries met", [(2019, 5, None, None)]),
        ("ka", "2019 წელს ქვეყნებმა თქვა", [(2019, None, None, None)]),
        ("en", "on 14 May 2019, 15 May 2019", [(2019, 5, 14, None), (2019, 5, 15, None)]),
        ("en", "14/10/199", []),
        ("en", "14/13/2019", []),
        ("en", "41 October 2019, 41 October", [(2019, 10, 41, None)]),
        ("en", "31 October", [(None, 10, 31, None)]),
        ("en", "2019-10-14 and later 1 May", [(2019, 10, 14, None), (None, 5, 1, None)]),
        ("en", "On May 1 and on 2019-10-14", [(None, 5, 1, None), (2019, 10, 14, None)]),
        (
            "en",
            "in 2000 countries, in 2000 new organizations, in 2000 old and new countries",
            [(2000, None, None, None)],
        ),
        ("en", "on 3 May countries met, in the 1990s countries met", [(None, 5, 3, None), (None, None, None, None)]),
        ("en", "No. 2019-10-14, N 2019-10-14, WHO 2019-10-14, A/2019-10-14", []),
        ("en", "in EU 2019-10-14", []),
        ("en", f"No. {'.' * 50} 2019-10-14", [(2019, 10, 14, None)]),
        ("en", "x2019-10-14, 2019-10-145, 2019-10-14x, 3.14/10/2019", []),
        ("en", "14–18 October 2019", [(2019, 10, 14, 18)]),
        ("en", "on the 18th of October 2019", [(2019, 10, 18, None)]),
    ],
)
def test_dates_are_told_from_other_numbers(language: str, words: str, expected: list[tuple[int | None, ...]]) -> None:
    found = [(date.year, date.month, date.day, date.last) for date in dates(text(words, language))]
    assert found == expected


@pytest.mark.parametrize(
    ("words", "until", "decades"),
    [
        ("2017–19 was", (2019,), [()]),
        ("2017–2019 was", (2019,), [()]),
        ("1998–02 was", (), []),  # no range: it falls
        ("2017–17 was", (), []),
        ("in the 1990s", (None,), [(90,)]),
        ("in the ’80s", (None,), [(80,)]),
    ],
)
def test_ranges_of_years_and_decades(words: str, until: tuple[int | None, ...], decades: list[tuple[int, ...]]) -> None:
    found = [date for date in dates(text(words, "en")) if date.until or date.decades]
    assert (tuple(date.until for date in found), [date.decades for date in found]) == (until, decades)


def test_georgian_decades_may_be_two() -> None:
    (date,) = dates(text("1970–1980-იან წლებში", "ka"))
    assert date.decades == (70, 80)
    (short,) = dates(text("70–80-იან წლებში", "ka"))
    assert short.decades == (70, 80)


@pytest.mark.parametrize(
    ("words", "exists", "days"),
    [
        ("29 February", True, []),
        ("30 February", False, []),
        ("29 February 2019", False, []),
        ("29 February 2020", True, ["2020-02-29"]),
        ("0 May", False, []),
        ("14–18 October", True, ["2019-10-14", "2019-10-18"]),
        ("30–31 April", False, []),
        ("October 2018", True, []),
        ("14 October 2018", True, ["2018-10-14"]),
    ],
)
def test_a_day_is_one_of_the_calendar_in_the_year_that_is_typed(words: str, exists: bool, days: list[str]) -> None:
    (date,) = dates(text(words, "en"))
    assert date.exists is exists
    assert [str(day) for day in date.days(2019)] == [day for day in days if day]
    assert not (date.year is None and date.days(None))


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        ("en", "1,300 and 1\u00a0300 and 1\u2009300 and 1\u202f300", ["1300"] * 4),
        (
            "en",
            "0,5 and 0.125 and 1.25 and 1.125 and 1.1256 and 3.50",
            ["0.5", "0.125", "1.25", "1125", "1.1256", "3.5"],
        ),
        ("en", "007 and 000 and 4.00", ["7", "0", "4"]),
        ("en", "2.5 Million, 1.5 thousand, 2.25 thousand, 0.5 thousand", ["2500000", "1500", "2250", "500"]),
        ("en", "1.0005 thousand", ["1000.5"]),
        ("en", "3 of 2 million", ["3", "2000000"]),
        ("ka", "მესამესთან", ["3"]),
        ("en", "1. one\n2) two 3", ["1", "2", "3"]),
        ("en", "Twenty-one, twenty, One hundred", ["21", "20", "100"]),
        ("en", "tens, ten-year", ["10"]),
        ("en", "the 1st, 2nd, 3rd, 4th, 5x", ["1", "2", "3", "4", "5"]),
        ("ka", "5 მილიონი, 5 მლრდ", ["5000000", "5000000000"]),
    ],
)
def test_the_value_of_a_number(language: str, words: str, expected: list[str]) -> None:
    assert [number.value for number in numbers(text(words, language))] == expected


def test_ordinals_are_told_by_what_stands_before_or_behind() -> None:
    found = [(number.value, number.ordinal) for number in numbers(text("მე-11, 21-ე, 31, მესამე", "ka"))]
    assert found == [("11", True), ("21", True), ("31", False), ("3", True)]
    far = text("მე-" + " " * 50 + "11", "ka")
    assert [number.ordinal for number in numbers(far)] == [False]
    assert [number.ordinal for number in numbers(text("4th, 5, fifth, six", "en"))] == [True, False, True, False]


def test_a_whole_number_has_no_more_digits_than_anything_is_counted_with() -> None:
    values = [number.whole for number in numbers(text(f"3, 3.5, {'9' * 18}, {'9' * 19}", "en"))]
    assert values == [3, None, int("9" * 18), None]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2 p.m.", ["14"]),
        ("2.30 p.m.", ["14:30"]),
        ("2:30 pm", ["14:30"]),
        ("12 a.m.", ["0"]),
        ("12 p.m.", ["12"]),
        ("14:00", ["14"]),
        ("14:05", ["14:05"]),
        ("24:00", []),
        ("23:59", ["23:59"]),
        ("14:60", []),
        ("9.30", []),
    ],
)
def test_times_of_day(words: str, expected: list[str]) -> None:
    assert [time for _, _, time in clock_times(words)] == expected


@pytest.mark.parametrize(
    ("words", "part", "expected"),
    [
        ("One. Two! Three", "Two", " Two!"),
        ("One. Two! Three", "One", "One."),
        ("One 1.5 two. Three", "two", "One 1.5 two."),
        ("One\n\nTwo", "Two", "Two"),
        ("One\n- Two", "Two", "Two"),
        ("One\n* Two", "Two", "Two"),
        ("One… Two", "Two", " Two"),
    ],
)
def test_a_sentence_ends_at_its_mark_an_empty_line_or_an_entry(words: str, part: str, expected: str) -> None:
    assert words[slice(*sentence(words, words.index(part)))] == expected


def test_the_first_letter_behind_a_stop_is_of_the_next_sentence() -> None:
    assert sentence("A.B. C", 4) == (4, 6)
    assert sentence("A. B", 2) == (2, 4)
    assert sentence("A. B", 1) == (0, 2)


def test_what_is_quoted_lies_between_the_marks() -> None:
    words = 'a „b“ c “d” e «f» g "h" i *j* k **l** m'
    spans = quoted(text(words, "en"))
    assert [words[start:end] for start, end in spans] == ["„b“", "“d”", "«f»", '"h"', "*j*"]
    start, end = spans[0]
    assert [inside(spans, at) for at in (start - 1, start, end - 1, end)] == [False, True, True, False]


def test_words_have_apostrophes_and_hyphens_in_them() -> None:
    assert WORD.findall("d'accord, l’eau, Abi-Ramia, 3-year x2") == ["d'accord", "l’eau", "Abi-Ramia", "year", "x"]


def test_texts_are_readable_in_languages_that_there_are() -> None:
    assert {text.language for text in scan.readable(told({"en": "A.", "qq": "B.", "ka": "ა."}))} == {"en", "ka"}


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        (TypedDate(0, 4, 2026, None, None), "2026"),
        (TypedDate(0, 8, 2026, 5, None), "2026-05"),
        (TypedDate(0, 12, 2026, 5, 3, 7), "2026-05-07"),
        (TypedDate(0, 12, 2026, 2, 30), None),
        (TypedDate(0, 8, 2026, 13, None), None),
        (TypedDate(0, 8, None, 5, 3), None),
    ],
)
def test_what_is_typed_is_a_date_where_the_calendar_has_it(typed: TypedDate, date: str | None) -> None:
    assert typed.date == (Date.parse(date) if date else None)
