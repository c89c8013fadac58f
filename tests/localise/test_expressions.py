from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.content.schema.places import City
from briefgen.dates import Date
from briefgen.desk import naming as desk_names
from briefgen.language import get_language
from briefgen.localise.expressions import ExpressionError, evaluate
from briefgen.localise.values import LocalDate, LocalEntity, LocalList, LocalNumber, LocalProse, LocalText
from briefgen.project.cases import CASES

KA, EN = get_language("ka"), get_language("en")


def entity(path: str, **fields: object) -> LocalEntity:
    made = LocalEntity(path)
    made.fields.update(fields)
    made.printed = lambda: fields.get("name")
    return made


def scope() -> dict[str, object]:
    city = entity("places.cities[brussels]", id="brussels", name=LocalText("ბრიუსელი", "c.name", {"loc": "ბრიუსელში"}))
    events = LocalList([entity("events[council-37]", id="council-37", number=LocalNumber(37, "n", KA))], "events")
    names = LocalList([LocalText(name, f"x[{name}]") for name in ("ლატვია", "საქართველო", "მოლდოვა")], "x")
    return {
        "date": LocalDate(Date.parse("2019-10-14/2019-10-18"), "e.date", KA),
        "number": LocalNumber(113, "e.number", KA),
        "city": city,
        "events": events,
        "countries": names,
        "nothing": None,
        "years": LocalDate(Date.parse("2019-10/2020-02"), "y.date", KA),
        "day": LocalDate(Date.parse("2018-10-14"), "d.date", KA),
        "ongoing": LocalDate(Date.parse("ongoing"), "o.date", KA),
        "prose": LocalProse("p"),
        "nameless": entity("n"),
        "unheld": entity("u", participants=None),
    }


def words(source: str) -> str:
    return re.sub("<[^>]+>", "", str(evaluate(source, scope(), KA)))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("date", "2019 წლის 14–18 ოქტომბერი"),
        ("date | dat", "2019 წლის 14–18 ოქტომბერს"),
        ("date | year", "2019"),
        ("years | year", "2019"),
        ("day | year", "2018"),
        ("9999", "9999"),
        ("0", "0"),
        ("number | ordinal", "113-ე"),
        ("113 | ordinal", "113-ე"),
        ("city", "ბრიუსელი"),
        ("city.name", "ბრიუსელი"),
        ("city | loc", "ბრიუსელში"),
        ("city.name | loc", "ბრიუსელში"),
        ("city | quote", "„ბრიუსელი“"),
        ("events.council_37.number | ordinal", "37-ე"),
        ("countries | count", "3"),
        ("countries | list", "ლატვია, საქართველო და მოლდოვა"),
        ("countries | commas", "ლატვია, საქართველო, მოლდოვა"),
        ("countries | numbered", "1.\u00a0ლატვია; 2.\u00a0საქართველო; 3.\u00a0მოლდოვა"),
    ],
)
def test_expressions(source: str, expected: str) -> None:
    assert words(source) == expected


def test_a_number_stays_one_until_its_sentence_is_known() -> None:
    assert [type(part).__name__ for part in evaluate("number", scope(), KA).parts] == ["LocalNumber"]


def test_what_is_printed_names_its_own_field() -> None:
    assert str(evaluate("city | loc", scope(), KA)) == '<span data-src="c.name">ბრიუსელში</span>'
    assert 'data-src="x[ლატვია]"' in str(evaluate("countries | list", scope(), KA))


@pytest.mark.parametrize(
    ("source", "message", "hint"),
    [
        ("datum", "there is no 'datum' here", "did you mean date?"),
        ("city.nam", "there is no 'nam' in places.cities[brussels]", "did you mean name?"),
        ("events.council_38", "there is no 'council_38' in events", "did you mean council_37?"),
        ("date | dativ", "there is no filter 'dativ'", "did you mean dat?"),
        ("date | loc", "case", ""),
        ("city | gen", "the form 'gen' of „ბრიუსელი“ is not typed", ""),
        ("number | ordinal.f", "ordinals have no form 'f' in ქართული", "there are none"),
        ("city | ordinal", "only a whole number has an ordinal", ""),
        ("city | year", "only a date has a year", ""),
        ("ongoing | year", "only a date has a year", ""),
        ("nothing | quote", "„nothing“ is not supplied", ""),
        ("nothing | ordinal", "„nothing“ is not supplied", ""),
        ("nothing | dat", "„nothing“ is not supplied", ""),
        ("nothing.city", "„nothing“ is not supplied", ""),
        ("unheld.participants | quote", "u.participants is not supplied", ""),
        ("unheld.participants.people.value", "u.participants is not supplied", ""),
        ("nameless.x", "there is no 'x' in n", "there are none"),
        ("zzzz", "there is no 'zzzz' here", "there are city, countries, date, day, events, nameless"),
        ("10000", "names, fields and filters only", ""),
        ("true", "names, fields and filters only", ""),
        ("number | dat", "only names and dates", ""),
        ("number | list", "needs a list", ""),
        ("nothing", "not supplied", ""),
        ("countries", "no words to print", ""),
        ("prose", "prose can't be printed inside prose", ""),
        ("prose | quote", "no words to quote", ""),
        ("nameless", "neither name nor title", ""),
        ("", "is not an expression", ""),
        ("date |", "is not an expression", ""),
        ("date date", "is not an expression", ""),
        ("'text'", "names, fields and filters only", ""),
        ("1 + 1", "names, fields and filters only", ""),
        ("'a' * 300000000", "names, fields and filters only", ""),
        ("99999999 | ordinal", "names, fields and filters only", ""),
        ("range(9)", "names, fields and filters only", ""),
        ("city()", "names, fields and filters only", ""),
        ("events['council-37']", "names, fields and filters only", ""),
        ("city.__class__", "names, fields and filters only", ""),
        ("city._value", "names, fields and filters only", ""),
        ("date.case", "there is no 'case' here", ""),
        ("countries | list(1)", "names, fields and filters only", ""),
        ("[1, 2]", "names, fields and filters only", ""),
        ("date if city", "names, fields and filters only", ""),
        ("persons.nino-beridze | dat", "names, fields and filters only", "short name: persons.nino_beridze"),
        ("a-b-c.date", "names, fields and filters only", "short name: a_b_c.date"),
        ("x" * 401, "too long", ""),
        ("x" * 400, "there is no 'xxx", ""),
    ],
)
def test_what_an_expression_can_not_do(source: str, message: str, hint: str) -> None:
    with pytest.raises(ExpressionError, match=re.escape(message)) as raised:
        evaluate(source, scope(), KA)
    assert hint in raised.value.hint


@pytest.mark.parametrize(
    ("source", "message", "mends"),
    [
        ("city", "e.city is not supplied", "e.city"),
        ("city | loc", "e.city is not supplied", "e.city"),
        ("city.name", "e.city is not supplied", "e.city"),
        ("nothing", "„nothing“ is not supplied", ""),  # it is no field of the text's own entity
        ("unheld.participants", "u.participants is not supplied", "u.participants"),
        ("place | gen", "the form 'gen' of „ბრიუსელი“ is not typed", "c.forms.ka.gen"),
        ("place | quote | gen", "only names and dates", ""),
    ],
)
def test_what_lacks_says_where_it_is_mended(source: str, message: str, mends: str) -> None:
    place = entity("c", name=LocalText("ბრიუსელი", "c.name", forms_at="c.forms.ka"))
    with pytest.raises(ExpressionError, match=re.escape(message)) as raised:
        evaluate(source, {**scope(), "place": place, "city": None}, KA, entity("e", city=None))
    assert raised.value.mends == mends


@given(st.text(st.sampled_from("date|. city()[]'\"0123_{}%~+*,:") | st.characters(codec="utf-8"), max_size=60))
def test_any_text_gives_words_or_an_expression_error(source: str) -> None:
    try:
        assert evaluate(source, scope(), KA)
    except ExpressionError as error:
        assert str(error)


@pytest.mark.parametrize("case", CASES)
def test_every_case_that_a_language_may_name_is_typed_and_printed(case: str) -> None:
    city = City.model_validate(
        {"id": "port", "country": "PL", "name": {"pl": "Port"}, "forms": {"pl": {case: "w Porcie"}}}
    )
    place = entity("c", name=LocalText("Port", "c.name", dict(city.forms["pl"].items())))
    assert evaluate(f"place | {case}", {"place": place}, KA).value == '<span data-src="c.name">w Porcie</span>'
    assert {*CASES} == {*desk_names.CASES}
