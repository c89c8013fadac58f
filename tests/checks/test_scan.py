"""What the rules read in a text: dates, numbers, sentences, names that are nearly right."""

from __future__ import annotations

import pytest

from briefgen.checks.naming import distance, name_distance
from briefgen.checks.scan import dates, numbers, sentence, words_of
from briefgen.checks.texts import TextIn


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
        ("იოაკიმ ბროერმა", 1),
        ("იოაკიმი ბროიერს", 1),
    ],
)
def test_a_georgian_name_may_take_an_ending(written: str, expected: int) -> None:
    words = words_of("ka")
    assert name_distance(["იოაკიმ", "ბროიერი"], written.split(), words.name_endings, words.dropped) == expected
