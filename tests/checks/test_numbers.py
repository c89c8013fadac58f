"""Numbers that are typed: beside what the content counts, in digits or in words, and in each language of a text."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.checks.families import numbers
from briefgen.checks.subject import Subject
from tests.checks.small import found, marked, severities, subject, told

DIFFERS, TYPED = numbers.count_differs.code, numbers.number_typed.code
IN_DIGITS, DIGITS = numbers.number_in_digits.code, numbers.digits_differ.code
COMMISSIONS: list[dict[str, Any]] = [{"id": "all", "kind": "commissions", "name": {"en": "Technical Commissions"}}]
COMMISSIONS += [
    {"id": f"c{n}", "kind": "commission", "parent": "all", "name": {"en": f"Name{'n' * n}"}} for n in range(6)
]
STAT = {"id": "offices", "label": {"en": "Regional offices"}, "value": 40, "as_of": "2029"}


def said(about: Subject, code: str) -> list[tuple[str, str]]:
    return list(zip(marked(about, code), severities(about, code), strict=True))


def own(words: str) -> Subject:
    return subject(association={"bodies": [{**COMMISSIONS[0], "text": {"en": words}}, *COMMISSIONS[1:]]})


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("It has 6 commissions.", []),
        ("It has 7 commissions.", [("7", "error")]),
        ("It has 2 commissions.", [("2", "error")]),  # in its own text that is the number of all
        ("It has seven commissions.", [("seven", "error")]),
    ],
)
def test_a_number_that_is_surely_wrong_is_an_error(words: str, expected: list[tuple[str, str]]) -> None:
    assert said(own(words), DIFFERS) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("7 commissions came.", [("7", "warning")]),
        ("7 technical commissions came.", [("7", "error")]),
        ("3 technical commissions came.", [("3", "error")]),  # half of them: no part of all is meant
        ("2 technical commissions came.", [("2", "warning")]),  # less than half: perhaps some of them
        ("2 commissions came.", []),
        ("3 commissions came.", [("3", "warning")]),
    ],
)
def test_elsewhere_a_small_number_may_count_some_of_them(words: str, expected: list[tuple[str, str]]) -> None:
    assert said(told(words, association={"bodies": COMMISSIONS}), DIFFERS) == expected


def test_a_figure_that_stands_there_by_chance_is_not_compared_and_less_than_half_may_be_some() -> None:
    association = {"stats": [STAT]}
    assert said(told("It has 45 offices.", association=association), DIFFERS) == []
    assert said(told("EXAS has 45 offices.", association=association), DIFFERS) == [("45", "warning")]
    assert said(told("EXAS has 20 offices.", association=association), DIFFERS) == [("20", "warning")]
    assert said(told("EXAS has 19 offices.", association=association), DIFFERS) == []
    figure = {"stats": [{**STAT, "text": {"en": "It has 19 offices."}}]}
    assert said(subject(association=figure), DIFFERS) == []
    figure = {"stats": [{**STAT, "text": {"en": "It has 39 offices."}}]}
    assert said(subject(association=figure), DIFFERS) == [("39", "error")]


def meeting(words: str, **fields: Any) -> Subject:
    event = {"id": "e", "kind": "meeting", "date": "2028", "state": "held", "text": {"en": words}}
    return subject(events=[{**event, "name": {"en": "Yearly Meeting"}, **fields}])


def test_of_two_figures_the_smaller_one_is_the_measure_of_some() -> None:
    came = {"participants": {"people": {"value": 30}}, "participants_expected": {"value": 90}}
    assert said(meeting("20 people came.", **came), DIFFERS) == [("20", "error")]
    assert said(meeting("15 people came.", **came), DIFFERS) == [("15", "error")]
    assert said(meeting("14 people came.", **came), DIFFERS) == [("14", "warning")]


def test_an_ordinal_in_words_may_be_another_ones() -> None:
    assert said(meeting("The 11th meeting.", number=12), DIFFERS) == [("11", "error")]
    assert said(meeting("The eleventh meeting.", number=12), DIFFERS) == [("eleventh", "warning")]


def test_what_agrees_is_printed_if_it_is_in_digits_and_can_be() -> None:
    assert said(own("It has 6 commissions."), TYPED) == [("6", "note")]
    assert said(own("It has six commissions."), TYPED) == []
    assert said(own("It has 7 commissions."), TYPED) == []
    title = {"id": "w", "kind": "theme", "title": {"en": "All 6 Technical Commissions"}}
    assert said(subject(association={"bodies": COMMISSIONS, "works": [title]}), TYPED) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("It met 3 times.", ["3"]),
        ("It met 12 times.", []),
        ("It met 03 times.", []),
        ("It met on the 3rd day.", []),
        ("It met three times.", []),
        ("In 3 of {{ stats.offices }} cases.", []),  # more than nine may be printed there
        ("In 3 of the cases {{ city }} won.", ["3"]),
        ("{{ city }} won in 3 of {{ stats.offices }} cases.", []),
    ],
)
def test_small_numbers_of_running_text_are_words(words: str, expected: list[str]) -> None:
    assert marked(told(words), IN_DIGITS) == expected


def test_the_hint_gives_the_word_and_what_is_to_be_printed_or_is_a_name_is_left() -> None:
    (only,) = found(told("It met 3 times."), IN_DIGITS)
    assert only.hint == "write three, or print the number with {{ }}"
    (first,) = found(told("3 guests came."), IN_DIGITS)
    assert first.hint.startswith("write Three,")
    assert marked(own("It has 6 commissions."), IN_DIGITS) == []
    assert marked(told("It met.", entry={"label": {"en": "It met 3 times here."}}), IN_DIGITS) == []


def two(ka: str, en: str, **said: Any) -> Subject:
    return told({"ka": ka, "en": en}, **said)


@pytest.mark.parametrize(
    ("ka", "en", "ka_marks", "en_marks"),
    [
        ("აქ 20 კაცია.", "Here are 20.", [], []),
        ("აქ 20 კაცია.", "Here are 21.", ["20"], ["21"]),
        ("აქ 20 და 20 კაცია.", "Here are 20.", ["20"], []),
        ("აქ 20 კაცია.", "Here are 20 and 20.", [], ["20"]),
        ("აქ 20 კაცია.", "Here are twenty.", [], []),
        ("აქ 20 და 20 კაცია.", "Here are twenty.", ["20"], []),
        ("აქ XIV საუკუნეა.", "The 14th century.", [], []),
        ("აქ XX საუკუნეა.", "The 20th century.", [], []),
        ("აქ XX საუკუნეა.", "The 21st century.", [], ["21"]),
        ("აქ CIX საუკუნეა.", "The 109th century.", [], []),
        ("2018 წელს 2017 წელთან შედარებით.", "In 2018, compared with 2017.", [], []),
        ("2018 წელს 2016 წელთან შედარებით.", "In 2018, compared with 2017.", ["2016 წელთან"], ["2017"]),
        ("ეს 14:30-ზე იყო.", "At 2.30 p.m.", [], []),
        ("ეს 14:30-ზე იყო.", "At 2.40 p.m.", ["14:30"], ["2.40 p.m."]),
        ("ეს 1990-იან წლებში იყო.", "In the 1990s.", [], []),
        ("ეს 1980–1990-იან წლებში იყო.", "In the 1980s.", ["1980–1990-იან წლებში"], []),
        ("ეს 2027 წლის 3–5 მარტს იყო.", "On 3–5 March 2027.", [], []),
        ("ეს 2027 წლის 3–5 მარტს იყო.", "On 3–6 March 2027.", ["2027 წლის 3–5 მარტს"], ["3–6 March 2027"]),
        ("ეს 2027 წლის 3 მარტს იყო.", "On 3 March.", ["2027 წლის 3 მარტს"], []),
        ("ეს 2027 წლის 3 მარტს და 2028 წლის 5 მაისს იყო.", "On 5 May 2028.", ["2027 წლის 3 მარტს"], []),
        ("შეხვდა ხუთ კოლეგას.", "It met six colleagues.", ["ხუთ"], ["six"]),
        ("შეხვდა ხუთ კოლეგას.", "It met five colleagues.", [], []),
        ("შეხვდა ხუთ კოლეგას.", "It met colleagues.", [], []),
        ("შეხვდა ხუთ კოლეგას.", "It met 5 colleagues.", [], []),
        ("შეხვდა ორ კოლეგას.", "It met three colleagues.", ["ორ"], ["three"]),
        ("შეხვდა ორ კოლეგას.", "It met both colleagues.", [], []),  # two is said in many ways
        ("შეხვდა სამ კოლეგას.", "It met four colleagues.", ["სამ"], ["four"]),
        ("შეხვდა 5 და ექვს კოლეგას.", "It met five and seven.", ["ექვს"], ["seven"]),
        ("ეს მეორე იყო.", "It was the third.", [], ["third"]),
        ("ეს მეორე იყო.", "It was the third and the fourth.", [], []),
        ("ეს იყო.", "It was the third.", [], []),
    ],
)
def test_what_one_language_types_the_other_does(ka: str, en: str, ka_marks: list[str], en_marks: list[str]) -> None:
    about = two(ka, en)
    by_language = {"ka": [], "en": []}  # type: dict[str, list[str]]
    for one, words in zip(found(about, DIGITS), marked(about, DIGITS), strict=True):
        by_language[one.language].append(words)
    assert by_language == {"ka": ka_marks, "en": en_marks}


def test_ordinals_in_words_that_differ_are_perhaps_wrong_cardinals_surely() -> None:
    assert severities(two("ეს მეორე იყო.", "It was the third."), DIGITS) == ["warning"]
    assert severities(two("შეხვდა ხუთ კოლეგას.", "It met six colleagues."), DIGITS) == ["error", "error"]
    numbers_of = found(two("აქ 20 კაცია.", "Here are 20.5."), DIGITS)
    assert [one.message for one in numbers_of] == [
        "“20” stands here, but not in 'en'",
        "“20.5” stands here, but not in 'ka'",
    ]
    (date, _) = found(two("ეს 2027 წლის მარტში იყო.", "In May 2027."), DIGITS)
    assert date.message.endswith("not in 'en' (the month 3)")


def test_a_text_is_compared_with_the_main_language_or_the_first_that_it_has() -> None:
    three = told({"ka": "20", "en": "21", "fr": "20"})
    assert sorted({one.language for one in found(three, DIGITS)}) == ["en", "ka"]
    without = told({"ka": " ", "en": "21", "fr": "20"})
    assert sorted({one.language for one in found(without, DIGITS)}) == ["en", "fr"]
    assert found(told({"ka": " ", "en": "21", "fr": "21"}), DIGITS) == []


FORUM = {"association": {"stats": [STAT]}}


@pytest.mark.parametrize(
    ("ka", "en", "wrong"),
    [
        ("{{ stats.offices }} ოფისი.", "In all 41.", [("en", "41")]),
        ("{{ stats.offices }} ოფისი.", "In all 40.", []),
        ("{{ stats.offices }} ოფისი.", "In all 4.5.", []),
        ("{{ stats.offices }} ოფისი.", "In all forty.", []),
        ("{{ stats.offices }} ოფისი.", "In all forty-one.", [("en", "forty-one")]),
        ("{{ stats.offices }} ოფისი.", "In all two.", []),
        ("{{ stats.offices }} ოფისი.", "In all three.", [("en", "three")]),
        ("{{ stats.offices }} ოფისი, 41 სხვა.", "In all 41.", []),
        ("{{ stats.offices }} ოფისი, 41 სხვა.", "In all 41, of 41.", [("en", "41")]),
        ("{{ stats.offices }} ოფისი.", "{{ stats.offices }} and 41.", []),
        ("In all 41.", "{{ stats.offices }} ოფისი.", [("ka", "41")]),
        ("{{ stats.nothing }} ოფისი.", "In all 41.", []),
    ],
)
def test_a_number_typed_where_another_language_prints_one_is_that_one(
    ka: str, en: str, wrong: list[tuple[str, str]]
) -> None:
    about = two(ka, en, **FORUM)
    languages = [one.language for one in found(about, DIFFERS)]
    assert list(zip(languages, marked(about, DIFFERS), strict=True)) == wrong


def test_of_several_numbers_that_are_printed_elsewhere_the_first_by_name_is_offered() -> None:
    stats = [{**STAT, "id": id, "value": value} for id, value in (("b", 50), ("a", 40))]
    about = two("{{ stats.b }} და {{ stats.a }} ოფისი.", "In all 41.", association={"stats": stats})
    (one,) = found(about, DIFFERS)
    assert one.message == "“41” is typed; {{ stats.a }} in 'ka' prints 40"


def test_a_number_is_told_of_once_though_two_things_are_wrong_with_it() -> None:
    about = two("{{ stats.offices }} ოფისი.", "EXAS has 41 offices.", **FORUM)
    assert marked(about, DIFFERS) == ["41"]


@pytest.mark.parametrize(
    ("en", "wrong"),
    [
        ("On 14–18 October 2019.", False),
        ("On 14 October.", False),
        ("On 18 October.", False),
        ("In October 2019.", False),
        ("In 2019.", False),
        ("On 13 October 2019.", True),
        ("On 14–17 October 2019.", True),
        ("On 14–18 May 2019.", True),
        ("In 2018.", True),
        ("From 2019 to 2020.", True),
        ("In 2019–2020.", True),
    ],
)
def test_a_date_typed_where_the_other_language_prints_one_is_a_part_of_it(en: str, wrong: bool) -> None:
    event = {"id": "e", "kind": "meeting", "date": "2019-10-14/2019-10-18", "state": "held"}
    about = two("{{ event.date }} იყო.", en, entry={"event": "e"}, events=[event])
    assert len(found(about, DIGITS)) == wrong


def test_a_number_that_the_other_language_prints_is_no_date() -> None:
    assert found(two("{{ stats.offices }} ოფისი.", "In May 2018 40 offices.", **FORUM), DIGITS) == []


def test_of_several_dates_that_are_printed_a_typed_one_is_any() -> None:
    for en, wrong in (("On 20 May 2030.", 0), ("On 21 May 2030.", 1)):
        about = two("{{ date }}, {{ events.forum.date }}.", en, entry={"date": "2028-03-01"})
        assert len(found(about, DIGITS)) == wrong


def test_a_part_that_both_languages_type_is_no_other_date() -> None:
    event = {"id": "e", "kind": "meeting", "date": "2019-10-14/2019-10-18", "state": "held"}
    about = two("{{ event.date }}, 2018 წელს.", "In 2018.", entry={"event": "e"}, events=[event])
    assert found(about, DIGITS) == []
    partly = two("{{ event.date }}, 2018 წელს.", "In May 2018.", entry={"event": "e"}, events=[event])
    assert len(found(partly, DIGITS)) == 1
