"""A date is read as somebody types it: as files have it, in figures, or as any of the languages writes it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.dates import Date
from briefgen.language import get_language
from briefgen.language.typed_dates import UnclearDateError, read_date

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))
LANGUAGES = ("ka", "en", "fr")


@st.composite
def dates(draw: st.DrawFn) -> Date:
    width = draw(st.sampled_from((4, 7, 10)))
    first = draw(DAYS)
    near = st.integers(1, 40).map(lambda days: min(first + dt.timedelta(days=days), dt.date(2199, 12, 31)))
    one, other = sorted(str(day)[:width] for day in (first, draw(near | DAYS)))
    return Date.parse(one if one == other or draw(st.booleans()) else f"{one}/{other}")


@given(dates())
def test_what_a_language_writes_is_read_back_as_the_same_date(date: Date) -> None:
    for code in LANGUAGES:
        language = get_language(code)
        forms = [language.date(date, case) for case in sorted(language.cases - {"loc"})] + [language.short_date(date)]
        for words in [*forms, language.when(date) if code != "fr" else forms[0]]:
            assert (words, read_date(words)) == (words, date)
            assert read_date(language.bind(words)) == date


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("2017 წლის 11–13 აპრილი", "2017-04-11/2017-04-13"),
        ("2017 წლის 11-13 აპრილი", "2017-04-11/2017-04-13"),
        ("2016 წლის 13 ნოემბერი", "2016-11-13"),
        ("2027 წლის 14 აპრილიდან 16 აპრილამდე", "2027-04-14/2027-04-16"),
        ("2027 წლის 30 მარტიდან 2 აპრილამდე", "2027-03-30/2027-04-02"),
        ("2027 წლის 14-დან 16 აპრილამდე", "2027-04-14/2027-04-16"),
        ("2027 წლის 14 აპრილიდან", "2027-04-14"),
        ("from 14 to 16 April 2027", "2027-04-14/2027-04-16"),
        ("14 April until 2 May 2027", "2027-04-14/2027-05-02"),
        ("vom 14. bis 16. April 2027", "2027-04-14/2027-04-16"),
        ("du 14 au 16 avril 2027", "2027-04-14/2027-04-16"),
        ("„2027 წლის 7 აპრილი“", "2027-04-07"),
        ("13 ნოემბერი, 2016 წ.", "2016-11-13"),
        ("2016 წელი", "2016"),
        ("2016 წლის ნოემბერში", "2016-11"),
        ("14 May 2027", "2027-05-14"),
        ("14th of May, 2027", "2027-05-14"),
        ("May 14, 2027", "2027-05-14"),
        ("11–13 April 2017", "2017-04-11/2017-04-13"),
        ("April 11 - 13, 2017", "2017-04-11/2017-04-13"),
        ("30 October–2 November 2019", "2019-10-30/2019-11-02"),
        ("nov. 2016", "2016-11"),
        ("31.12.2027", "2027-12-31"),
        ("1. 2. 2027", "2027-02-01"),
        ("12–14.05.2027", "2027-05-12/2027-05-14"),
        ("12.05.2027 - 14.05.2027", "2027-05-12/2027-05-14"),
        ("31/12/2027", "2027-12-31"),
        ("05.2027", "2027-05"),
        ("2016-11", "2016-11"),
        ("2016-2019", "2016/2019"),
        (" 2027-5-2 ", "2027-05-02"),
        ("2027-05-12/14", "2027-05-12/2027-05-14"),
        ("2027-05-12 – 2027-05-14", "2027-05-12/2027-05-14"),
        ("გრძელდება", "ongoing"),
        ("It goes on", "ongoing"),
    ],
)
def test_a_date_as_people_type_it(words: str, date: str) -> None:
    assert str(read_date(words)) == date


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("05/06/2027", "which is the day"),
        ("5-6-2027", "which is the day"),
        ("31.12.27", "four figures"),
        ("11–13 აპრილი", "which year"),
        ("12.05", "which year"),
        ("2017 წლის 2 და 4 მარტი", "a dash between"),
        ("2 jui 2027", "which month"),
    ],
)
def test_what_can_mean_several_dates_is_asked(words: str, asked: str) -> None:
    with pytest.raises(UnclearDateError, match=asked):
        read_date(words)


@pytest.mark.parametrize(
    "words",
    ["", "soon", "14", "14 2027", "2027-13", "30.02.2027", "2016–11", "2027 2028 May", "–2027", "1–2–3 May 2027",
     "20270514", "14–12 May 2027", "32 May 2027", "11–13 2027", "May May 2027"],
)  # fmt: skip
def test_what_is_no_date_is_told(words: str) -> None:
    with pytest.raises(ValueError, match=r".") as told:
        read_date(words)
    assert not isinstance(told.value, UnclearDateError)


@given(st.text("0123456789.-–/ ,აპრილwMaynd", max_size=20))
def test_nothing_that_is_typed_breaks_the_reader(words: str) -> None:
    try:
        date = read_date(words)
    except ValueError:
        return
    assert Date.parse(str(date)) == date
