"""Georgian, as tables that an editor can read and correct."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import pytest
from babel.dates import get_month_names
from hypothesis import given
from hypothesis import strategies as st

from briefgen.dates import Date
from briefgen.language import get_language

KA = get_language("ka")

# content | nom | dat | gen | from | until | when | short; „~“ is a no-break space
DATES = """
2019 | 2019 წელი | 2019 წელს | 2019 წლის | 2019 წლიდან | 2019 წლამდე | 2019 წელს | 2019
2017/2019 | 2017–2019 წწ. | 2017–2019 წწ. | 2017–2019 წწ. | 2017–2019 წლებიდან | 2017–2019 წლებამდე \
    | 2017–2019 წლებში | 2017–2019
2016-11 | 2016 წლის ნოემბერი | 2016 წლის ნოემბერს | 2016 წლის ნოემბრის | 2016 წლის ნოემბრიდან \
    | 2016 წლის ნოემბრამდე | 2016 წლის ნოემბერში | 11.2016
2019-08 | 2019 წლის აგვისტო | 2019 წლის აგვისტოს | 2019 წლის აგვისტოს | 2019 წლის აგვისტოდან \
    | 2019 წლის აგვისტომდე | 2019 წლის აგვისტოში | 08.2019
2019-01/2019-03 | 2019 წლის იანვარ-მარტი | 2019 წლის იანვარ-მარტს | 2019 წლის იანვარ-მარტის \
    | 2019 წლის იანვარ-მარტიდან | 2019 წლის იანვარ-მარტამდე | 2019 წლის იანვარ-მარტში | 01–03.2019
2019-08/2019-10 | 2019 წლის აგვისტო-ოქტომბერი | 2019 წლის აგვისტო-ოქტომბერს | 2019 წლის აგვისტო-ოქტომბრის \
    | 2019 წლის აგვისტო-ოქტომბრიდან | 2019 წლის აგვისტო-ოქტომბრამდე | 2019 წლის აგვისტო-ოქტომბერში | 08–10.2019
2018-12/2019-01 | 2018 წლის დეკემბერი~– 2019 წლის იანვარი | 2018 წლის დეკემბერი~– 2019 წლის იანვარს \
    | 2018 წლის დეკემბერი~– 2019 წლის იანვრის | 2018 წლის დეკემბერი~– 2019 წლის იანვრიდან \
    | 2018 წლის დეკემბერი~– 2019 წლის იანვრამდე | 2018 წლის დეკემბერი~– 2019 წლის იანვარში | 12.2018~– 01.2019
2019-10-14 | 2019 წლის 14 ოქტომბერი | 2019 წლის 14 ოქტომბერს | 2019 წლის 14 ოქტომბრის \
    | 2019 წლის 14 ოქტომბრიდან | 2019 წლის 14 ოქტომბრამდე | 2019 წლის 14 ოქტომბერს | 14.10.2019
1927-10-04 | 1927 წლის 4 ოქტომბერი | 1927 წლის 4 ოქტომბერს | 1927 წლის 4 ოქტომბრის \
    | 1927 წლის 4 ოქტომბრიდან | 1927 წლის 4 ოქტომბრამდე | 1927 წლის 4 ოქტომბერს | 04.10.1927
2019-10-14/2019-10-18 | 2019 წლის 14–18 ოქტომბერი | 2019 წლის 14–18 ოქტომბერს | 2019 წლის 14–18 ოქტომბრის \
    | 2019 წლის 14–18 ოქტომბრიდან | 2019 წლის 14–18 ოქტომბრამდე | 2019 წლის 14–18 ოქტომბერს | 14–18.10.2019
2017-03-02/2017-03-03 | 2017 წლის 2 და 3 მარტი | 2017 წლის 2 და 3 მარტს | 2017 წლის 2 და 3 მარტის \
    | 2017 წლის 2 და 3 მარტიდან | 2017 წლის 2 და 3 მარტამდე | 2017 წლის 2 და 3 მარტს | 02–03.03.2017
2017-04-11/2017-04-13 | 2017 წლის 11–13 აპრილი | 2017 წლის 11–13 აპრილს | 2017 წლის 11–13 აპრილის \
    | 2017 წლის 11–13 აპრილიდან | 2017 წლის 11–13 აპრილამდე | 2017 წლის 11–13 აპრილს | 11–13.04.2017
2019-10-30/2019-11-02 | 2019 წლის 30 ოქტომბერი~– 2 ნოემბერი | 2019 წლის 30 ოქტომბერი~– 2 ნოემბერს \
    | 2019 წლის 30 ოქტომბერი~– 2 ნოემბრის | 2019 წლის 30 ოქტომბერი~– 2 ნოემბრიდან \
    | 2019 წლის 30 ოქტომბერი~– 2 ნოემბრამდე | 2019 წლის 30 ოქტომბერი~– 2 ნოემბერს | 30.10–02.11.2019
2019-10-31/2019-11-01 | 2019 წლის 31 ოქტომბერი~– 1 ნოემბერი | 2019 წლის 31 ოქტომბერი~– 1 ნოემბერს \
    | 2019 წლის 31 ოქტომბერი~– 1 ნოემბრის | 2019 წლის 31 ოქტომბერი~– 1 ნოემბრიდან \
    | 2019 წლის 31 ოქტომბერი~– 1 ნოემბრამდე | 2019 წლის 31 ოქტომბერი~– 1 ნოემბერს | 31.10–01.11.2019
2018-12-30/2019-01-02 | 2018 წლის 30 დეკემბერი~– 2019 წლის 2 იანვარი \
    | 2018 წლის 30 დეკემბერი~– 2019 წლის 2 იანვარს | 2018 წლის 30 დეკემბერი~– 2019 წლის 2 იანვრის \
    | 2018 წლის 30 დეკემბერი~– 2019 წლის 2 იანვრიდან | 2018 წლის 30 დეკემბერი~– 2019 წლის 2 იანვრამდე \
    | 2018 წლის 30 დეკემბერი~– 2019 წლის 2 იანვარს | 30.12.2018~– 02.01.2019
2018-10-05/2019-10-05 | 2018 წლის 5 ოქტომბერი~– 2019 წლის 5 ოქტომბერი \
    | 2018 წლის 5 ოქტომბერი~– 2019 წლის 5 ოქტომბერს | 2018 წლის 5 ოქტომბერი~– 2019 წლის 5 ოქტომბრის \
    | 2018 წლის 5 ოქტომბერი~– 2019 წლის 5 ოქტომბრიდან | 2018 წლის 5 ოქტომბერი~– 2019 წლის 5 ოქტომბრამდე \
    | 2018 წლის 5 ოქტომბერი~– 2019 წლის 5 ოქტომბერს | 05.10.2018~– 05.10.2019
"""

# nom, dat, gen, from, until
MONTHS = """
იანვარი იანვარს იანვრის იანვრიდან იანვრამდე
თებერვალი თებერვალს თებერვლის თებერვლიდან თებერვლამდე
მარტი მარტს მარტის მარტიდან მარტამდე
აპრილი აპრილს აპრილის აპრილიდან აპრილამდე
მაისი მაისს მაისის მაისიდან მაისამდე
ივნისი ივნისს ივნისის ივნისიდან ივნისამდე
ივლისი ივლისს ივლისის ივლისიდან ივლისამდე
აგვისტო აგვისტოს აგვისტოს აგვისტოდან აგვისტომდე
სექტემბერი სექტემბერს სექტემბრის სექტემბრიდან სექტემბრამდე
ოქტომბერი ოქტომბერს ოქტომბრის ოქტომბრიდან ოქტომბრამდე
ნოემბერი ნოემბერს ნოემბრის ნოემბრიდან ნოემბრამდე
დეკემბერი დეკემბერს დეკემბრის დეკემბრიდან დეკემბრამდე
"""
CASES = ("nom", "dat", "gen", "from", "until")

ORDINALS = """
1 პირველი, 2 მე-2, 11 მე-11, 19 მე-19, 20 მე-20, 21 21-ე, 30 30-ე, 37 37-ე, 40 მე-40, 50 50-ე, 60 მე-60, 80 მე-80,
99 99-ე, 100 მე-100, 101 101-ე, 113 113-ე, 120 120-ე, 200 მე-200, 1000 მე-1000, 1001 1001-ე, 1100 1100-ე
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip().replace("~", "\u00a0") for cell in line.split("|")] for line in table.strip().splitlines()]


@pytest.mark.parametrize("row", rows(DATES), ids=lambda row: row[0])
def test_a_date_in_every_form(row: list[str]) -> None:
    content, *expected = row
    date = Date.parse(content)
    assert [*(KA.date(date, case) for case in CASES), KA.when(date), KA.short_date(date)] == expected


@pytest.mark.parametrize(("number", "forms"), list(enumerate(MONTHS.strip().splitlines(), 1)))
def test_every_month_in_every_case(number: int, forms: str) -> None:
    for case, form in zip(CASES, forms.split(), strict=True):
        assert KA.date(Date.parse(f"2019-{number:02}-07"), case) == f"2019 წლის 7 {form}"
        assert KA.date(Date.parse(f"2019-{number:02}"), case) == f"2019 წლის {form}"
    assert forms.split()[0] == get_month_names("wide", "stand-alone", "ka")[number]


def test_an_unknown_case_and_an_ongoing_date_are_refused() -> None:
    with pytest.raises(ValueError, match="ka has no case 'erg'; it has: dat, from, gen, nom, until"):
        KA.date(Date.parse("2019"), "erg")
    with pytest.raises(ValueError, match="has no case 'in'"):
        KA.date(Date.parse("2019"), "in")
    for write in (KA.date, KA.when, KA.short_date):
        with pytest.raises(ValueError, match="ongoing"):
            write(Date.parse("ongoing"))


@pytest.mark.parametrize("pair", ORDINALS.replace("\n", " ").split(","))
def test_ordinals(pair: str) -> None:
    number, ordinal = pair.split()
    assert KA.ordinal(int(number)) == ordinal


# An oracle that spells the ordinal out: the numeral 113 is „ას მეცამეტე“.
SPELLED = (
    "ნული ერთი ორი სამი ოთხი ხუთი ექვსი შვიდი რვა ცხრა ათი თერთმეტი თორმეტი ცამეტი თოთხმეტი თხუთმეტი თექვსმეტი "
    "ჩვიდმეტი თვრამეტი ცხრამეტი"
)
UNITS = SPELLED.split()
SCORES = ("", "ოც", "ორმოც", "სამოც", "ოთხმოც")


def circumfixed(cardinal: str) -> str:
    """ორი → მეორე."""
    return f"მე{cardinal.removesuffix('ი').removesuffix('ა')}ე"


def spelled_ordinal(n: int, first: bool = True) -> str:
    if n == 1 and first:
        return "პირველი"
    if n < 20:
        return circumfixed(UNITS[n])
    if n < 100:
        score, rest = divmod(n, 20)
        return f"{SCORES[score]}და{spelled_ordinal(rest, False)}" if rest else circumfixed(SCORES[score])
    if n < 1000:
        hundreds, rest = divmod(n, 100)
        stem = ("" if hundreds == 1 else UNITS[hundreds].removesuffix("ი")) + "ას"
        return f"{stem} {spelled_ordinal(rest, False)}" if rest else circumfixed(stem)
    thousands, rest = divmod(n, 1000)
    assert thousands == 1
    return f"ათას {spelled_ordinal(rest, False)}" if rest else circumfixed("ათას")


@pytest.mark.parametrize(
    ("n", "spelled"),
    [
        (1, "პირველი"),
        (2, "მეორე"),
        (8, "მერვე"),
        (11, "მეთერთმეტე"),
        (21, "ოცდამეერთე"),
        (30, "ოცდამეათე"),
        (40, "მეორმოცე"),
        (99, "ოთხმოცდამეცხრამეტე"),
        (100, "მეასე"),
        (113, "ას მეცამეტე"),
        (120, "ას მეოცე"),
        (300, "მესამასე"),
        (800, "მერვაასე"),
        (1000, "მეათასე"),
        (1100, "ათას მეასე"),
    ],
)
def test_the_oracle_spells_ordinals(n: int, spelled: str) -> None:
    assert spelled_ordinal(n) == spelled


def test_ordinals_are_written_as_they_are_said() -> None:
    for n in range(2, 1101):
        assert KA.ordinal(n) == (f"მე-{n}" if spelled_ordinal(n).startswith("მე") else f"{n}-ე")


@pytest.mark.parametrize("n", [0, -1])
def test_there_is_no_ordinal_below_one(n: int) -> None:
    with pytest.raises(ValueError, match="ordinals start at 1"):
        KA.ordinal(n)


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "0"),
        (330, "330"),
        (1000, "1000"),
        (9999, "9999"),
        (10000, "10~000"),
        (1234567, "1~234~567"),
        (-12000, "-12~000"),
        (Decimal("1234.5"), "1234,5"),
        (Decimal("12345.6789"), "12~345,6789"),
    ],
)
def test_numbers(number: int | Decimal, written: str) -> None:
    assert KA.number(number) == written.replace("~", "\u00a0")


def test_lists_quotes_and_countries() -> None:
    assert KA.join(["აზერბაიჯანი", "რუსეთი", "ბულგარეთი"]) == "აზერბაიჯანი, რუსეთი და ბულგარეთი"
    assert KA.join(["ლატვია"]) == "ლატვია"
    assert KA.join([]) == ""
    assert KA.commas(["აზერბაიჯანი", "რუსეთი", "ბულგარეთი"]) == "აზერბაიჯანი, რუსეთი, ბულგარეთი"
    assert KA.quote("კომუნიკაციები") == "„კომუნიკაციები“"
    assert [KA.country(code) for code in ("DE", "BR", "BE", "PA", "GE")] == [
        "გერმანია",
        "ბრაზილია",
        "ბელგია",
        "პანამა",
        "საქართველო",
    ]


def test_georgian_sorts_before_latin_and_in_the_order_of_the_alphabet() -> None:
    names = ["World", "ჰაიტი", "ანგოლა", "„ბრიფი“", "აბი-რამია", "აბი", "2019", "ISSA", "ზ", "თ", "ჱ"]
    assert sorted(names, key=KA.sort_key) == [
        "2019",
        "აბი",
        "აბი-რამია",
        "ანგოლა",
        "„ბრიფი“",
        "ზ",
        "ჱ",
        "თ",
        "ჰაიტი",
        "ISSA",
        "World",
    ]
    assert sorted(["ბა", "\u1c90\u1c92", "აბ"], key=KA.sort_key) == ["აბ", "\u1c90\u1c92", "ბა"]  # Mtavruli beside


days = st.dates(dt.date(2015, 1, 1), dt.date(2031, 12, 31))


def month_stem(day: dt.date) -> str:
    return MONTHS.strip().splitlines()[day.month - 1].split()[0][:4]


def test_every_day_of_several_years_has_its_year_day_and_month() -> None:
    day = dt.date(2016, 1, 1)
    while day.year < 2021:
        for case in CASES:
            year, of, number, month = KA.date(Date.parse(day.isoformat()), case).split(" ")
            assert (year, of, number) == (str(day.year), "წლის", str(day.day))
            assert month[:4] == month_stem(day)
        day += dt.timedelta(days=1)


@given(days, days)
def test_a_range_names_both_ends_and_a_case_changes_the_last_word_only(one: dt.date, other: dt.date) -> None:
    start, end = sorted((one, other))
    if start == end:
        return
    date = Date.parse(f"{start}/{end}")
    nominative = KA.date(date)
    for case in CASES:
        text = KA.date(date, case)
        assert text.rpartition(" ")[0] == nominative.rpartition(" ")[0]
        assert text.rpartition(" ")[2][:4] == nominative.rpartition(" ")[2][:4]
        assert text.count("წლის") == len({start.year, end.year})
        for day in (start, end):
            assert str(day.year) in text
            assert str(day.day) in text
            assert month_stem(day) in text
    short = KA.short_date(date)
    assert f"{start.day:02}" in short
    assert short.endswith(f"{end:%d.%m.%Y}")


def matches(lemma: str, word: str) -> bool:
    """Whether the pattern of a noun finds a word whole."""
    return re.fullmatch(get_language("ka").inflected(lemma), word) is not None


@pytest.mark.parametrize(
    ("lemma", "forms", "others"),
    [
        ("დირექტორი", "დირექტორი დირექტორმა დირექტორებისთვის დირექტორია", "დირექტორატი დირექტორობა"),
        ("მდივანი", "მდივანმა მდივნის მდივნისაც მდივნები", "მდივნობა"),
        ("კომისია", "კომისიას კომისიის კომისიებში კომისიაა", "კომისარი"),
        ("საბჭო", "საბჭოს საბჭოები საბჭოდან", "საბჭოთა"),
        ("მიზნები", "მიზნები მიზნების მიზნებს", "მიზნობრივი"),
    ],
)
def test_a_pattern_finds_a_noun_in_every_form_and_no_other_word(lemma: str, forms: str, others: str) -> None:
    assert [word for word in forms.split() if not matches(lemma, word)] == []
    assert [word for word in others.split() if matches(lemma, word)] == []


def test_a_known_word_is_known_in_its_cases() -> None:
    georgian = get_language("ka")
    known = {"ბრიუსელი", "მარაკეში", "გვინეა", "ტოკიო", "ხაზინადრის"}
    for word in ("ბრიუსელში", "ბრიუსელიდან", "მარაკეშის", "გვინეის", "გვინეაში", "ტოკიოდან", "ხაზინადრისა"):
        assert georgian.is_form_of(word, known), word
    for word in ("ბრიუსელდან", "ბრიუსელსი", "ტოკიოის", "გვინიის"):
        assert not georgian.is_form_of(word, known), word
