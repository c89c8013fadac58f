"""Letters, words and numerals: what is marked, and whether it is beyond doubt."""

from __future__ import annotations

import pytest

from briefgen.checks.families import slips
from tests.checks.small import found, marked, severities, told

ERROR, WARNING = "error", "warning"


def said(code: str, language: str, words: str) -> list[tuple[str, str]]:
    about = told({language: words})
    return list(zip(marked(about, code), severities(about, code), strict=True))


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        ("ka", "სააგენტო", []),
        ("ka", "საaგენტო", [("a", ERROR)]),
        ("en", "Cоuncil", [("о", ERROR)]),
        ("en", "аbc", [("а", ERROR)]),
        ("en", "Сouncil and cоuncil", [("С", ERROR), ("о", ERROR)]),
        ("en", "сосо", [("сосо", ERROR)]),  # all of it looks Latin
        ("en", "Совет", []),  # Russian: that it isn't English is another matter
        ("en", "caбвfé", [("бв", ERROR)]),
        ("ka", "abcaს", [("ს", ERROR)]),
        ("ka", "სააaбს", [("a", ERROR)]),
        ("en", "5 μm, naïve ŷ", []),
        ("en", "μaбb", [("б", ERROR)]),
        ("en", "In 2O19, l5, 5l2, O2, CO2.", [("2O19", WARNING), ("l5", WARNING), ("5l2", WARNING)]),
        ("en", "At |5 and 1O000O there.", [("|5", WARNING), ("1O000O", WARNING)]),
    ],
)
def test_a_letter_of_another_script_is_marked(language: str, words: str, expected: list[tuple[str, str]]) -> None:
    assert said(slips.script_mixed.code, language, words) == expected


def test_the_hint_names_the_keyboard_and_the_hyphen_of_an_ending() -> None:
    def hint(words: str, language: str = "ka") -> str:
        return found(told({language: words}), "script-mixed")[0].hint

    assert (
        hint("საaგენტო")
        == "type it anew on the Georgian keyboard; an ending of a Latin word hangs on a hyphen, as in EU-ს"
    )
    assert hint("EUსE").endswith("as in EU-ს")
    assert hint("Cоuncil") == "type it anew on the Latin keyboard"
    assert hint("сосо") == "type it anew on the Latin keyboard"


@pytest.mark.parametrize(
    ("words", "expected"),
    [("ᲡᲐᲐგენტო", "ᲡᲐᲐ"), ("Ⴀბგ", "Ⴀ"), ("აⴀბ", "ⴀ")],
)
def test_georgian_capitals_of_both_kinds_are_marked(words: str, expected: str) -> None:
    assert said("mtavruli", "ka", words) == [(expected, ERROR)]


def test_georgian_capitals_are_marked_in_phrases_too() -> None:
    assert said("mtavruli", "en", "The [Საბჭო]{lang=ka} met.") == [("Ს", ERROR)]


def test_capitals_are_told_with_what_to_write() -> None:
    assert found(told({"ka": "ᲡᲐᲐ"}), "mtavruli")[0].hint == "write “საა”"


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        ("en", "It is is so.", [("is", ERROR)]),
        ("en", "It Is is so.", [("is", ERROR)]),
        ("en", "In Baden Baden.", [("Baden", WARNING)]),
        ("en", "The Agency agency.", [("agency", ERROR)]),
        ("en", "It had had that that.", []),
        ("en", "Type A A here, I I.", []),
        ("en", "a a rose, EXAS EXAS too", [("a", ERROR), ("EXAS", WARNING)]),
        ("en", "No, no, well, well.", []),
        ("en", "great, great", [("great", WARNING)]),  # five letters
        ("en", "vast, vast", []),
        ("en", "The well well-known one.", [("well", WARNING)]),
        ("en", "The ill-well well one.", [("well", WARNING)]),
        ("en", "The d’well well one.", [("well", WARNING)]),
        ("en", "He said 330 330, and 3-year 3-year.", [("3-year", ERROR)]),
        ("en", "one\n\none", []),
        ("en", "one\none", [("one", ERROR)]),
        ("en", "one {{ city }} {{ city }}", [("{{ city }}", ERROR)]),
        ("en", "one {{ city }} {{ date }}", []),
        ("ka", "ის ის და და", [("და", ERROR)]),
    ],
)
def test_a_word_that_stands_twice_is_marked(language: str, words: str, expected: list[tuple[str, str]]) -> None:
    assert said(slips.word_doubled.code, language, words) == expected


@pytest.mark.parametrize(
    ("words", "severity"), [("11-ე", ERROR), ("მე-100-ე", WARNING), ("XI-ე", WARNING), ("მე-113", ERROR)]
)
def test_ordinals_of_round_hundreds_and_roman_ones_are_for_a_person_to_decide(words: str, severity: str) -> None:
    assert [one for _, one in said(slips.ordinal_wrong.code, "ka", f"{words} სესია.")] == [severity]


def test_an_ending_apart_is_an_error_with_what_to_write() -> None:
    (only,) = found(told({"ka": "3 წლიანი პროგრამა."}), slips.ending_wrong.code)
    assert only.hint == "write 3-წლიანი"
