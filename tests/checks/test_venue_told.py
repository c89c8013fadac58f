"""Where an event was, told without its city; cities among countries; sessions during an event; days gone by."""

from __future__ import annotations

from typing import Any

import pytest

from tests.checks import small

NAMES = {"ka": "ფორუმი", "en": "Forum"}
EVENTS: tuple[dict[str, Any], ...] = (
    {"id": "brussels-forum", "kind": "forum", "date": "2029-05-10", "city": "brussels", "state": "held", "name": NAMES},
    {
        "id": "session-7", "kind": "council-session", "body": "council", "number": 7, "date": "2028-03-01",
        "city": "geneva", "state": "held", "name": {"ka": "საბჭოს სესია", "en": "Session of the Council"},
    },
)  # fmt: skip
CITIES = [
    {"id": "brussels", "country": "BE", "name": {"ka": "ბრიუსელი", "en": "Brussels"}},
    {"id": "geneva", "country": "CH", "name": {"ka": "ჟენევა", "en": "Geneva"}},
]
BODIES = [{"id": "council", "kind": "council", "name": {"ka": "საბჭო", "en": "Council"}}]

ROWS = (
    ("city-differs", "en", "The event was held in the capital of Luxembourg.", "Luxembourg"),
    ("city-differs", "en", "It took place in the capital of Switzerland.", "Switzerland"),
    ("city-differs", "en", "We prepared for its departure for Geneva.", "Geneva"),
    ("city-differs", "en", "The delegation flew to Geneva.", "Geneva"),
    ("city-differs", "ka", "ღონისძიება შვეიცარიის დედაქალაქში გაიმართა.", "შვეიცარიის"),
    ("city-differs", "ka", "დელეგაცია ჟენევაში გაემგზავრა.", "ჟენევაში"),
    ("city-differs", "en", "The event was held in the capital of Belgium.", None),
    ("city-differs", "en", "The delegation flew to Brussels.", None),
    ("city-differs", "en", "The delegation left for Tbilisi.", None),
    ("city-differs", "ka", "ღონისძიება ბელგიის დედაქალაქში გაიმართა.", None),
    ("city-differs", "ka", "დელეგაცია თბილისში გაფრინდა.", None),
    ("region-as-country", "en", "Members came from such countries as Brussels, Latvia and Bulgaria.", "Brussels"),
    ("region-as-country", "ka", "ისინი დაინერგება ქვეყნებში: ბრიუსელში, ლატვიასა და ბულგარეთში.", "ბრიუსელში"),
    ("region-as-country", "en", "Members came from such countries as Estonia, Latvia and Bulgaria.", None),
    ("region-as-country", "en", "Meetings were held in Brussels, Riga and Sofia.", None),
    ("region-as-country", "ka", "შეხვედრები გაიმართა ბრიუსელში, რიგასა და სოფიაში.", None),
    ("span-differs", "en", "The 7th Session was held during the Brussels Forum.", "during"),
    ("span-differs", "en", "The 7th Session was held before the Brussels Forum.", None),
    ("span-differs", "ka", "დისკუსია ბრიუსელის ფორუმის ფარგლებში გაიმართა.", None),
    ("deadline-passed", "en", "Registration remains open until 30 April.", "30 April"),
    ("deadline-passed", "en", "The Agency hopes to join by the end of 2027.", "of 2027"),
    ("deadline-passed", "en", "The Association wishes all its members a happy 2028.", "a happy 2028"),
    ("deadline-passed", "ka", "რეგისტრაცია 30 აპრილამდე გრძელდება.", "30 აპრილამდე"),
    ("deadline-passed", "ka", "ასოციაცია წევრებს 2028 წლის დადგომას ულოცავს.", "2028 წლის დადგომას ულოცავს"),
    ("deadline-passed", "en", "Registration remained open until 30 April.", None),
    ("deadline-passed", "en", "We paid on 15 January 2026; the delay was due to a change of bank details.", None),
    ("deadline-passed", "en", "We paid on 15 January 2026; the next fee must be paid soon.", None),
    ("deadline-passed", "en", "The delay was long; the fee must be paid by 15 January 2026.", "15 January 2026"),
    ("deadline-passed", "en", "The Association wishes all its members a happy 2031.", None),
    ("deadline-passed", "ka", "რეგისტრაცია 30 აპრილამდე გრძელდებოდა.", None),
)  # fmt: skip


@pytest.mark.parametrize(("code", "language", "sentence", "marks"), ROWS)
def test_a_text_tells_where_and_when_it_was(code: str, language: str, sentence: str, marks: str | None) -> None:
    about = small.told(
        {"ka": "-", "en": "-"} | {language: sentence},
        entry={"event": "brussels-forum"},
        events=EVENTS,
        association={"bodies": BODIES, "name": {"ka": "ასოციაცია", "en": "Example Association"}},
        files={"places": {"cities": CITIES}},
    )
    assert small.marked(about, code)[:1] == ([marks] if marks else [])


def test_what_is_said_of_the_founding_agrees() -> None:
    for city, number in (("Vienna", 1), ("Brussels", 0)):
        about = small.subject(
            association={"founded": "1950-10", "note": "Brussels, October 1950.", "sources": ["page"]},
            files={"sources": [{"id": "page", "title": "Page", "note": f"Launched in {city} in October 1950."}]},
        )
        assert len(small.found(about, "place-of-founding")) == number
