"""Signs between the words: what is marked, and whether it is beyond doubt."""

from __future__ import annotations

import pytest

from briefgen.checks.families import typography
from briefgen.checks.families.typography import wrong_ranges
from briefgen.language import get_language
from tests.checks.small import found, marked, paths, severities, subject, told

E, W = "error", "warning"
DASH, RANGE, SPACE = typography.dash_wrong.code, typography.range_wrong.code, typography.space_wrong.code
DOUBLED, MARKS, QUOTED = typography.space_doubled.code, typography.mark_doubled.code, typography.name_quoted.code


def said(code: str, words: str, language: str = "en") -> list[tuple[str, str]]:
    about = told({language: words})
    return list(zip(marked(about, code), severities(about, code), strict=True))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("In 2017-2019 it met.", [("2017-2019", True)]),
        ("In 2017–2019 it met.", []),
        ("In 2017 – 2019 it met.", [("2017 – 2019", True)]),
        ("In 2017--2019 it met.", [("2017--2019", True)]),
        ("In 2017—2019 it met.", [("2017—2019", True)]),
        ("On 14-18 May.", [("14-18", True)]),
        ("On 14 - 18 May.", [("14 - 18", True)]),
        ("On 18-14 May.", []),  # it falls
        ("On 14-14 May.", []),
        ("On 31-32 pages.", [("31-32", False)]),
        ("On 30-31 pages.", [("30-31", True)]),
        ("On 100-200 pages.", [("100-200", False)]),
        ("On 5 - 200 pages.", []),  # perhaps a subtraction
        ("On 5-200 pages.", [("5-200", False)]),
        ("On 500 - 600 pages.", [("500 - 600", False)]),
        ("On 5 - 31 pages.", [("5 - 31", True)]),
        ("In 2019-20 it met.", [("2019-20", True)]),
        ("In 2019-10 it met.", []),  # a month
        ("In 2019-13 it met.", []),  # it falls
        ("In 2010-13 it met.", [("2010-13", True)]),
        ("In 2019 - 20 it met.", []),
        ("In 2005-12 it met.", []),
        ("Some 1.5-2.5 km.", [("1.5-2.5", True)]),
        ("Some 1.5-2 km.", []),
        ("From 9:00-10:30.", [("9:00-10:30", True)]),
        ("From 30.12.2018 – 02.01.2019.", []),
        ("From 30.12.2018 - 02.01.2019.", [("30.12.2018 - 02.01.2019", True)]),
        ("From 1.2 – 3.4 km.", [("1.2 – 3.4", True)]),
        ("Call 22-33-44.", []),
        ("№12-34, No. 12-34, # 12-34, N 12-34, n° 12-34, +995 32-33", []),
        ("№ 12-34", []),
        ("Paragraph 02-03, 2-03.", []),
        ("On 14-18.05.", []),
        ("A 3-4-5.", []),
    ],
)
def test_ranges_are_told_from_other_numbers(words: str, expected: list[tuple[str, bool]]) -> None:
    wrong = wrong_ranges(words, get_language("en"))
    assert [(words[one.start : one.start + one.length], one.sure) for one in wrong] == expected


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        ("en", "The Agency - it met.", [("-", E)]),
        ("en", "The Agency -it met.", [("-", E)]),
        ("en", "The Agency -5 met.", []),
        ("en", "The Agency -- it met.", [("--", E)]),
        ("en", "The Agency --- it met.", [("---", E)]),
        ("en", "The Agency — it met.", [("—", W)]),
        ("en", "The Agency– it met.", [("–", W)]),
        ("en", "The Agency –it met.", [("–", W)]),
        ("en", "The pre– and post-war Agency, pre– or post-war.", []),
        ("en", "The Agency – it met.", []),
        ("en", "In 2017 - 2019.", []),  # a range has its own report
        ("en", "In 2017--2019.", []),
        ("en", "{{ city }}– it met.", [("–", W)]),
        ("fr", "L’agence — elle siège.", []),
        ("fr", "L’agence - elle siège.", [("-", E)]),
    ],
)
def test_dashes_are_the_languages_own(language: str, words: str, expected: list[tuple[str, str]]) -> None:
    assert said(DASH, words, language) == expected


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        ("en", "It met , and left .", [(" ", E), (" ", E)]),
        ("en", "It met ,and left.", [(" ", E)]),
        ("en", "It met : so ; no ! yes ?", [(" ", E)] * 4),
        ("fr", "Il vient : oui ; non ! si ?", []),
        ("fr", "Il vient , oui.", [(" ", E)]),
        ("fr", "Il vient: oui; non! si?", [(":", W), (";", W), ("!", W), ("?", W)]),
        ("en", "It ( met ) so [ no ].", [(" ", E)] * 4),
        ("en", "It met,and left;so.", [(",", E), (";", E)]),
        ("en", "It met 5,and a,5 left.", [(",", E), (",", E)]),
        ("en", "It (so),and “no”,and.", [(",", E), (",", E)]),
        ("en", "It met.And left: it is.", [(".", W)]),
        ("en", "It met:and left.", [(":", W)]),
        ("ka", "შეხვდა.წავიდა.", [(".", W)]),
        ("ka", "შეხვ.წავიდა, ე.ი. ასე.", [(".", W)]),
        ("en", "The Agency(which met) so, and (which met)then.", [("(", W), (")", W)]),
        ("en", "The term(s) of it(a) stay.", []),
        ("en", "It is “ so ” here.", [(" ", E), (" ", E)]),
        ("ka", "ეს „ ასე “ არის.", [(" ", E), (" ", E)]),
        ("fr", "C’est « ainsi » ici.", []),
        ("en", "It is … so, 3.5, 1,000 and e.g. this.", []),
    ],
)
def test_spaces_stand_after_punctuation(language: str, words: str, expected: list[tuple[str, str]]) -> None:
    assert said(SPACE, words, language) == expected


def test_the_side_of_a_bracket_that_lacks_a_space_is_named() -> None:
    messages = [one.message for one in found(told("The Agency(which met) so, and (which met)then."), SPACE)]
    assert messages == ["no space before (", "no space after )"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "It met,, and left.. So;; no:: yes., a,. b,; c;, d:; e",
            [",,", "..", ";;", "::", ",.", ",;", ";,", ":;"],
        ),
        ("It met … and left. So... no.", []),
        ("It met, , and left; ; so.", [", ,", "; ;"]),
        ("See a/b::c/d.", []),
        ("It is ,5 or 3,.5.", []),
    ],
)
def test_one_mark_stands_where_one_is_meant(words: str, expected: list[str]) -> None:
    assert marked(told(words), MARKS) == expected


def test_spaces_in_a_row_are_counted_within_a_line() -> None:
    about = told("It  met \u00a0 and\n  left.  ")
    assert [one.message for one in found(about, DOUBLED)] == ["2 spaces in a row", "3 spaces in a row"]
    assert marked(about, DOUBLED) == ["  ", " \u00a0 "]


@pytest.mark.parametrize(
    ("name", "quoted"),
    [
        ("“Anna Smith”", True),
        (" “Anna” ", True),
        ("„Anna“", True),
        ("Anna “A” Smith", False),
        ("“Anna” and “Ben”", False),
        ("“Anna", False),
        ("Anna”", False),
        ("“", False),
        ("Anna", False),
    ],
)
def test_a_name_is_not_quoted_as_a_whole(name: str, quoted: bool) -> None:
    about = told("“So it is.”", entry={"label": {"en": name}})
    assert paths(about, QUOTED) == (["cooperation.history[entry].label"] if quoted else [])
    if quoted:
        assert marked(about, QUOTED) == [name.strip()]
    drafter = subject(edition={"drafter": name.strip()})
    assert paths(drafter, QUOTED) == (["editions[now].drafter"] if quoted else [])


def test_brackets_of_forms_are_looked_at_too() -> None:
    about = subject(association={"forms": {"en": {"loc": "in (it"}}})
    assert paths(about, typography.bracket_unbalanced.code) == ["association.forms"]


def test_the_hint_of_a_range_has_both_ends_and_the_languages_own_dash() -> None:
    for language, hint in (("en", "write 2017–2019"), ("fr", "write 2017-2019")):
        (wrong,) = wrong_ranges("In 2017 — 2019.", get_language(language))
        assert (wrong.message, wrong.hint) == ("2017 — 2019 is a range", hint)
