"""French dates, numbers and names: what differs from English."""

from __future__ import annotations

import pytest

from briefgen.dates import Date
from briefgen.language import get_language

FR = get_language("fr")

# content | full | short; "~" is a no-break space
DATES = """
2017/2019 | 2017–2019 | 2017–2019
2016-11 | novembre 2016 | nov. 2016
2019-10/2019-11 | octobre~– novembre 2019 | oct.–nov. 2019
2019-10-01 | 1er octobre 2019 | 1er oct. 2019
2019-10-11 | 11 octobre 2019 | 11 oct. 2019
2019-10-01/2019-10-03 | 1er–3 octobre 2019 | 1er–3 oct. 2019
2019-10-30/2019-11-01 | 30 octobre~– 1er novembre 2019 | 30 oct.~– 1er nov. 2019
2018-12-30/2019-01-02 | 30 décembre 2018~– 2 janvier 2019 | 30 déc. 2018~– 2 janv. 2019
"""


@pytest.mark.parametrize("line", DATES.strip().splitlines())
def test_a_date_in_full_and_in_short(line: str) -> None:
    content, full, short = (cell.strip().replace("~", "\u00a0") for cell in line.split("|"))
    assert (FR.date(Date.parse(content)), FR.short_date(Date.parse(content))) == (full, short)


def test_ordinals_numbers_lists_and_quotes() -> None:
    assert [FR.ordinal(n) for n in (1, 2, 21, 113)] == ["1er", "2e", "21e", "113e"]
    assert FR.number(1234567) == "1\u00a0234\u00a0567"
    assert FR.join(["a", "b", "c"]) == "a, b et c"
    assert FR.quote("Communication") == "«\u00a0Communication\u00a0»"
    assert FR.country("GE") == "Géorgie"
