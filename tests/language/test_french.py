"""French dates, numbers and names: what differs from English."""

from __future__ import annotations

import re

import pytest

from briefgen.dates import Date
from briefgen.language import get_language
from briefgen.language.binding import spaced
from briefgen.language.catalogue import load_catalogue, read_po

FR = get_language("fr")

# content | full | short | in a sentence; "~" is a no-break space
DATES = """
2019 | 2019 | 2019 | en 2019
2017/2019 | 2017-2019 | 2017-2019 | de 2017 à 2019
2016-11 | novembre 2016 | nov. 2016 | en novembre 2016
2019-10/2019-11 | octobre-novembre 2019 | oct.-nov. 2019 | d’octobre à novembre 2019
2018-12/2019-01 | décembre 2018~– janvier 2019 | déc. 2018~– janv. 2019 | de décembre 2018 à janvier 2019
2019-10-01 | 1er octobre 2019 | 1er oct. 2019 | le 1er octobre 2019
2019-10-11 | 11 octobre 2019 | 11 oct. 2019 | le 11 octobre 2019
2019-10-14/2019-10-18 | 14-18 octobre 2019 | 14-18 oct. 2019 | du 14 au 18 octobre 2019
2019-10-01/2019-10-03 | 1er-3 octobre 2019 | 1er-3 oct. 2019 | du 1er au 3 octobre 2019
2019-10-30/2019-11-01 | 30 octobre~– 1er novembre 2019 | 30 oct.~– 1er nov. 2019 | du 30 octobre au 1er novembre 2019
2018-12-30/2019-01-02 | 30 décembre 2018~– 2 janvier 2019 | 30 déc. 2018~– 2 janv. 2019 | \
du 30 décembre 2018 au 2 janvier 2019
"""


@pytest.mark.parametrize("line", DATES.strip().splitlines())
def test_a_date_in_full_in_short_and_in_a_sentence(line: str) -> None:
    content, *expected = (cell.strip().replace("~", "\u00a0") for cell in line.split("|"))
    date = Date.parse(content)
    assert [FR.date(date), FR.short_date(date), FR.date(date, "loc")] == expected


def test_the_short_names_of_months() -> None:
    shorts = [FR.short_date(Date.parse(f"2019-{month:02}")).removesuffix(" 2019") for month in range(1, 13)]
    assert " ".join(shorts) == "janv. févr. mars avr. mai juin juill. août sept. oct. nov. déc."


def test_ordinals_numbers_lists_and_quotes() -> None:
    assert [FR.ordinal(n) for n in (1, 2, 21, 113)] == ["1er", "2e", "21e", "113e"]
    assert [FR.ordinal(n, "f") for n in (1, 2, 21)] == ["1re", "2e", "21e"]
    typed = "la 1re session, la 1ère, le 1er, le 1ier"
    assert [right for *_, right in FR.wrong_ordinals(typed)] == ["1re", "1er"]
    assert FR.number(1234567) == "1\u00a0234\u00a0567"
    assert FR.join(["a", "b", "c"]) == "a, b et c"
    assert FR.quote("Communication") == "«\u00a0Communication\u00a0»"
    assert FR.country("GE") == "Géorgie"


def test_a_no_break_space_stands_at_each_sign_that_has_one() -> None:
    """Also where no page binds lines: in what a picture says, in a letter's subject."""
    words = load_catalogue("fr")
    for message in read_po(words.files[0]):
        if message.id:
            text = words.text(str(message.id), message.context)
            assert not re.search(r" [;:!?»]|« |«(?!\u00a0)|[^\s][;:!?»](?=\s|$)", text), text
    assert words.text("{what}: {new}") == "{what}\u00a0: {new}"
    assert FR.semicolons(["a, b", "c"]) == "a, b\u00a0; c"
    assert spaced("a : b ; « c » ? d:e f :g", FR.binding) == "a\u00a0: b\u00a0; «\u00a0c\u00a0»\u00a0? d:e f :g"
    assert spaced("a : b", get_language("en").binding) == "a : b"
    assert load_catalogue("de").text("{what}:") == "{what}:"
