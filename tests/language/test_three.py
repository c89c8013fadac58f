"""German, Ukrainian and Azerbaijani, which are data alone: dates, ordinals, numbers, lists, quotes, sorting, casing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from briefgen.dates import Date
from briefgen.language import get_language
from briefgen.language.base import Language
from briefgen.language.typed_dates import read_date

# language: content | full | in a sentence | short; "~" is a no-break space
DATES = """
de: 2019 | 2019 | im Jahr 2019 | 2019
de: 2017/2019 | 2017–2019 | in den Jahren 2017 bis 2019 | 2017–2019
de: 2016-11 | November 2016 | im November 2016 | Nov. 2016
de: 2019-10/2019-11 | Oktober–November 2019 | von Oktober bis November 2019 | Okt.–Nov. 2019
de: 2018-12/2019-01 | Dezember 2018~– Januar 2019 | von Dezember 2018 bis Januar 2019 | Dez. 2018~– Jan. 2019
de: 2019-10-01 | 1. Oktober 2019 | am 1. Oktober 2019 | 1. Okt. 2019
de: 2019-10-14/2019-10-15 | 14. und 15. Oktober 2019 | am 14. und 15. Oktober 2019 | 14. und 15. Okt. 2019
de: 2019-10-14/2019-10-18 | 14.–18. Oktober 2019 | vom 14. bis 18. Oktober 2019 | 14.–18. Okt. 2019
de: 2019-10-30/2019-11-02 | 30. Oktober~– 2. November 2019 | vom 30. Oktober bis 2. November 2019 | \
30. Okt.~– 2. Nov. 2019
de: 2018-12-30/2019-01-02 | 30. Dezember 2018~– 2. Januar 2019 | vom 30. Dezember 2018 bis 2. Januar 2019 | \
30. Dez. 2018~– 2. Jan. 2019
uk: 2019 | 2019 рік | у 2019 році | 2019
uk: 2017/2019 | 2017–2019 роки | у 2017–2019 роках | 2017–2019
uk: 2016-11 | листопад 2016 року | у листопаді 2016 року | 11.2016
uk: 2019-10/2019-11 | жовтень–листопад 2019 року | у жовтні–листопаді 2019 року | 10–11.2019
uk: 2018-12/2019-01 | грудень 2018 року~– січень 2019 року | у грудні 2018 року~– січні 2019 року | 12.2018~– 01.2019
uk: 2019-10-01 | 1 жовтня 2019 року | 1 жовтня 2019 року | 01.10.2019
uk: 2019-02-14/2019-02-15 | 14–15 лютого 2019 року | 14–15 лютого 2019 року | 14–15.02.2019
uk: 2019-10-30/2019-11-02 | 30 жовтня~– 2 листопада 2019 року | 30 жовтня~– 2 листопада 2019 року | 30.10–02.11.2019
uk: 2018-12-30/2019-01-02 | 30 грудня 2018 року~– 2 січня 2019 року | 30 грудня 2018 року~– 2 січня 2019 року | \
30.12.2018~– 02.01.2019
az: 2019 | 2019-cu il | 2019-cu ildə | 2019
az: 2017/2020 | 2017–2020-ci illər | 2017–2020-ci illərdə | 2017–2020
az: 2016-11 | 2016-cı ilin noyabr ayı | 2016-cı ilin noyabr ayında | 11.2016
az: 2023-10/2023-11 | 2023-cü ilin oktyabr–noyabr ayları | 2023-cü ilin oktyabr–noyabr aylarında | 10–11.2023
az: 2018-12/2019-01 | 2018-ci ilin dekabr ayı~– 2019-cu ilin yanvar ayı | \
2018-ci ilin dekabr ayı~– 2019-cu ilin yanvar ayında | 12.2018~– 01.2019
az: 2019-10-01 | 1 oktyabr 2019-cu il | 1 oktyabr 2019-cu il tarixində | 01.10.2019
az: 2030-10-14/2030-10-18 | 14–18 oktyabr 2030-cu il | 14–18 oktyabr 2030-cu il tarixlərində | 14–18.10.2030
az: 2019-10-30/2019-11-02 | 30 oktyabr~– 2 noyabr 2019-cu il | 30 oktyabr~– 2 noyabr 2019-cu il tarixlərində | \
30.10–02.11.2019
az: 2018-12-30/2019-01-02 | 30 dekabr 2018-ci il~– 2 yanvar 2019-cu il | \
30 dekabr 2018-ci il~– 2 yanvar 2019-cu il tarixlərində | 30.12.2018~– 02.01.2019
"""


def test_dates_in_full_in_a_sentence_and_in_short() -> None:
    for line in DATES.strip().splitlines():
        code, _, rest = line.partition(": ")
        content, *expected = (cell.strip().replace("~", "\u00a0") for cell in rest.split("|"))
        language, date = get_language(code), Date.parse(content)
        assert [language.date(date), language.date(date, "loc"), language.short_date(date)] == expected
        assert [read_date(words) for words in (expected[0], expected[2])] == [date, date], expected


def test_more_cases_and_dates_as_people_type_them() -> None:
    assert get_language("uk").date(Date.parse("2016-11"), "gen") == "листопада 2016 року"
    assert get_language("uk").date(Date.parse("2017/2019"), "gen") == "2017–2019 років"
    assert get_language("az").date(Date.parse("2016"), "gen") == "2016-cı ilin"
    assert get_language("de").date(Date.parse("2016-11-13"), "gen") == "des 13. November 2016"
    for words in ("13. Nov. 2016", "13 листопада 2016 р.", "13 noyabr 2016-cı il", "2016-cı il 13 noyabr"):
        assert read_date(words) == Date.parse("2016-11-13"), words
    assert read_date("14. und 15. Oktober 2019") == Date.parse("2019-10-14/2019-10-15")
    assert read_date("davam edir") == read_date("триває") == read_date("laufend") == Date.parse("ongoing")


def test_ordinals() -> None:
    azerbaijani = get_language("az")
    written = " ".join(
        map(azerbaijani.ordinal, (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 16, 20, 30, 40, 50, 60, 70, 80, 90))
    )
    assert written == (
        "1-ci 2-ci 3-cü 4-cü 5-ci 6-cı 7-ci 8-ci 9-cu 10-cu 13-cü 16-cı 20-ci 30-cu 40-cı 50-ci 60-cı 70-ci 80-ci 90-cı"
    )
    assert [*map(azerbaijani.ordinal, (100, 113, 200, 1000, 2000, 2026))] == [
        "100-cü", "113-cü", "200-cü", "1000-ci", "2000-ci", "2026-cı",
    ]  # fmt: skip
    assert [get_language("de").ordinal(n) for n in (1, 113)] == ["1.", "113."]
    ukrainian = get_language("uk")
    assert [ukrainian.ordinal(n) for n in (1, 113)] == ["1-й", "113-й"]
    numbers = (1, 2, 3, 4, 7, 8, 11, 12, 17, 18, 23, 27, 40, 1000)
    assert " ".join(ukrainian.ordinal(n, "f") for n in numbers) == (
        "1-ша 2-га 3-тя 4-та 7-ма 8-ма 11-та 12-та 17-та 18-та 23-тя 27-ма 40-ва 1000-на"
    )
    assert [ukrainian.ordinal(n, "n") for n in (1, 3, 12, 40)] == ["1-ше", "3-тє", "12-те", "40-ве"]
    typed = {
        "az": "113-ci iclas, 113-cü iclas",
        "uk": "113-ий форум, 113-й форум, 113-те засідання, 11-га сесія, 11-та сесія",
        "de": "die 113. Tagung",
    }
    wrong = {code: [right for *_, right in get_language(code).wrong_ordinals(text)] for code, text in typed.items()}
    assert wrong == {"az": ["113-cü"], "uk": ["113-й", "11-та"], "de": []}


@pytest.mark.parametrize(
    ("code", "number", "joined", "quoted", "country"),
    [
        ("de", "12~345,5", "a, b und c", "„Mühle“", "Deutschland"),
        ("uk", "12~345,5", "a, b та c", "«Mühle»", "Німеччина"),
        ("az", "12~345,5", "a, b və c", "“Mühle”", "Almaniya"),
    ],
)
def test_numbers_lists_quotes_and_countries(code: str, number: str, joined: str, quoted: str, country: str) -> None:
    language = get_language(code)
    assert language.number(Decimal("12345.5")) == number.replace("~", "\u00a0")
    assert language.number(1250) == "1250"
    assert (language.join("abc"), language.quote("Mühle"), language.country("DE")) == (joined, quoted, country)


def in_order(language: Language, words: str) -> bool:
    return sorted(sorted(words.split()), key=language.sort_key) == words.split()


def test_names_sort_as_the_alphabet_has_them() -> None:
    assert in_order(
        get_language("az"), "Cek Çin Elçin Əli Gəncə Ğ Hacı Xaçmaz Irak Isa ışıq İran İsa Jalə Qax Öz Pir Şəki Üz Zaur"
    )
    assert in_order(get_language("uk"), "Гай Ґанок Едем Єва Жан Ива Іван Ігор Їжак Йосип Кіт щука яма Zug")
    assert in_order(get_language("de"), "Aal Äbte Acht Mühle Muster Mut Oder Öl Ort")


def test_capitals_of_azerbaijani() -> None:
    azerbaijani, german = get_language("az"), get_language("de")
    assert azerbaijani.small("IŞIQ İRAN Irak") == "ışıq iran ırak"
    assert [azerbaijani.is_form("İCLAS", "iclas"), azerbaijani.is_form("ICLAS", "iclas")] == [True, False]
    assert german.is_form("ICH", "ich")
    assert [azerbaijani.capital(letter) for letter in "iıə"] == ["İ", "I", "Ə"]
    assert [german.capital("i"), get_language("ka").capital("ა")] == ["I", "ა"]


def test_lines_do_not_end_where_they_should_not() -> None:
    bound = {
        "de": "Nr.~5, S.~12, Dr.~Müller; 14. Oktober",
        "uk": "м.~Київ, ст.~5, №~3, 2019~р.~до",
        "az": "2019‑cu~il~tarixində",
    }
    for code, text in bound.items():
        plain = text.replace("~", " ").replace("\u2011", "-")
        assert get_language(code).bind(plain).replace("\u00a0", "~") == text
