"""English dates, numbers and names."""

from __future__ import annotations

from decimal import Decimal

import pytest

from briefgen.dates import Date
from briefgen.language import get_language

EN = get_language("en")

# content | full | short
DATES = """
2019 | 2019 | 2019
2017/2019 | 2017–2019 | 2017–2019
2016-11 | November 2016 | Nov 2016
2019-10/2019-11 | October–November 2019 | Oct–Nov 2019
2018-12/2019-01 | December 2018–January 2019 | Dec 2018–Jan 2019
2019-10-14 | 14 October 2019 | 14 Oct 2019
2019-09-01 | 1 September 2019 | 1 Sept 2019
2019-10-14/2019-10-18 | 14–18 October 2019 | 14–18 Oct 2019
2017-03-02/2017-03-03 | 2–3 March 2017 | 2–3 Mar 2017
2019-10-30/2019-11-02 | 30 October–2 November 2019 | 30 Oct–2 Nov 2019
2018-12-30/2019-01-02 | 30 December 2018–2 January 2019 | 30 Dec 2018–2 Jan 2019
2018-10-05/2019-10-05 | 5 October 2018–5 October 2019 | 5 Oct 2018–5 Oct 2019
"""


@pytest.mark.parametrize("line", DATES.strip().splitlines())
def test_a_date_in_full_and_in_short(line: str) -> None:
    content, full, short = (cell.strip() for cell in line.split("|"))
    date = Date.parse(content)
    assert (EN.date(date), EN.when(date), EN.short_date(date)) == (full, full, short)


def test_the_short_names_of_months() -> None:
    shorts = [EN.short_date(Date.parse(f"2019-{month:02}")).removesuffix(" 2019") for month in range(1, 13)]
    assert " ".join(shorts) == "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec"


def test_a_range_is_bound_against_breaking() -> None:
    """In the table "~" is a no-break space, "|" a word joiner; from year to year a line may end at the dash, too."""
    for content, bound in (
        ("2017/2019", "2017–|2019"),
        ("2019-10/2019-11", "October–|November 2019"),
        ("2018-12/2019-01", "December 2018–January 2019"),
        ("2019-10-14/2019-10-18", "14–|18~October 2019"),
        ("2019-10-30/2019-11-02", "30~October–|2~November 2019"),
        ("2018-12-30/2019-01-02", "30~December 2018–2~January 2019"),
    ):
        assert EN.bind(EN.date(Date.parse(content))) == bound.replace("~", "\u00a0").replace("|", "\u2060")


def test_no_range_is_wider_than_the_column_of_dates() -> None:
    """What hangs together longer LibreOffice breaks within a word."""
    longest = 24  # characters, which 46 mm hold in bold: 30 September–2 December
    for start, end in (("2021-12-30", "2022-01-02"), ("2021-09-30", "2022-09-02"), ("2021-09", "2022-12")):
        for part in EN.bind(EN.date(Date.parse(f"{start}/{end}"))).split(" "):
            assert len(part) <= longest


def test_an_unknown_case_and_an_ongoing_date_are_refused() -> None:
    with pytest.raises(ValueError, match="en has no case 'gen'; it has: nom"):
        EN.date(Date.parse("2019"), "gen")
    with pytest.raises(ValueError, match="ongoing"):
        EN.short_date(Date.parse("ongoing"))


ORDINALS = "1st 2nd 3rd 4th 11th 12th 13th 20th 21st 22nd 37th 101st 111th 113th 1000th"


@pytest.mark.parametrize("ordinal", ORDINALS.split())
def test_ordinals(ordinal: str) -> None:
    assert EN.ordinal(int(ordinal[:-2])) == ordinal


@pytest.mark.parametrize(
    ("number", "written"), [(330, "330"), (1000, "1,000"), (1234567, "1,234,567"), (Decimal("0.12345"), "0.12345")]
)
def test_numbers(number: int | Decimal, written: str) -> None:
    assert EN.number(number) == written


def test_what_is_no_finite_number_is_refused() -> None:
    with pytest.raises(ValueError, match="NaN can't be written"):
        EN.number(Decimal("NaN"))
    for number in (Decimal("1E+15"), Decimal("0.0000000001"), 10**30):
        with pytest.raises(ValueError, match="up to 15 digits"):
            EN.number(number)
    with pytest.raises(ValueError, match="start at 1"):
        EN.ordinal(0)


def test_lists_quotes_and_sorting() -> None:
    assert EN.join(["Latvia", "Georgia", "{x}"]) == "Latvia, Georgia and {x}"
    assert EN.join(["Latvia", "Georgia"]) == "Latvia and Georgia"
    assert EN.commas(["a", "b", "c"]) == "a, b, c"
    assert EN.quote("Communication") == "“Communication”"
    assert sorted(["beta", "Émile", "Eva", "alpha", "Edam"], key=EN.sort_key) == [
        "alpha",
        "beta",
        "Edam",
        "Émile",
        "Eva",
    ]
