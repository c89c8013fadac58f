"""What the fields of the content may hold, each rule at its edge."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from briefgen.content.reading.validation import adapter, complaint
from briefgen.content.schema import Agency, Association, Cooperation, Edition, Recipient
from briefgen.content.schema.base import (
    CountryCode,
    Domain,
    Email,
    Id,
    LanguageCode,
    Number,
    PointInTime,
    Url,
    When,
    Word,
)
from briefgen.content.schema.cooperation import HistoryEntry, Membership
from briefgen.content.schema.organisations import Goals
from briefgen.content.schema.people import Person
from briefgen.content.schema.places import Country
from tests.content import tiny

LABEL = "a" * 63
LOCAL = "a" * 64


def fits(kind: Any, value: Any) -> bool:
    try:
        adapter(kind).validate_python(value)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (Id, ["a", "a-b_c", "2019-10", "a" * 48], ["", "A", "a--b", "a-", "-a", "a b", "a" * 49, "ა", "a\n"]),
        (LanguageCode, ["ka", "kat"], ["k", "kata", "KA"]),
        (Url, ["https://a.example", "http://a.example/?x=1", f"https://{'a' * 492}"],
         ["ftp://a", "https://", "https://a b", 'https://"', f"https://{'a' * 493}", "a.example"]),
        (Email, ["a@b.example", f"{LOCAL}@b.example", f"a@{LABEL}.example", "a.b+c@b.c.example"],
         [f"{LOCAL}a@b.example", f"a@{LABEL}a.example", "a@b", "a@@b.example", "a..b@b.example", "a@-b.example",
          "a@b-.example", "a@b.example\n", "@b.example", f"{LOCAL}@{'.'.join([LABEL] * 2)}.{'a' * 62}"]),
        (Domain, ["a.example", f"{LABEL}.example"], ["a", f"{LABEL}a.example", "a..example", ".example"]),
        (Word, ["a", "a b", "x" * 200], ["", " a", "a ", "a\nb", "x" * 201]),
        (CountryCode, ["GE"], ["ge", "GEO", "G"]),
        (When, ["2019", 2019, "2019-10/2019-11", "ongoing"], [True, None, 20.19, "soon"]),
        (PointInTime, ["2019", 2019, "2019-10-14"], ["2019-10/2019-11", "ongoing", False]),
    ],
)  # fmt: skip
def test_what_a_value_may_be(kind: Any, good: list[Any], bad: list[Any]) -> None:
    assert [value for value in good if not fits(kind, value)] == []
    assert [value for value in bad if fits(kind, value)] == []


def problem(kind: Any, **fields: Any) -> str:
    return complaint(fields, kind, "x")


PERSON = {"id": "a", "name": {"en": "A"}}
TALK = {"id": "h", "text": {"en": "x"}}


@pytest.mark.parametrize(
    ("kind", "fields", "says"),
    [
        (Person, {**PERSON, "status": "disputed", "note": "n"}, "a disputed fact needs a note and contradicted_by"),
        (Person, {**PERSON, "status": "disputed", "contradicted_by": ["s"]}, "a disputed fact needs a note"),
        (Person, {**PERSON, "status": "disputed", "note": "n", "contradicted_by": ["s"]}, ""),
        (Person, {**PERSON, "contradicted_by": ["s"]}, "contradicted_by belongs to a fact with status: disputed"),
        (Person, {**PERSON, "status": "verified", "contradicted_by": ["s"]}, "contradicted_by belongs to a fact"),
        (Person, {**PERSON, "earlier": [{"until": "2019-12-31"}, {"until": 2019}]}, "two earlier wordings"),
        (Person, {**PERSON, "earlier": [{"until": "2019-06"}, {"until": 2019}]}, "earlier wordings go from new to old"),
        (Person, {**PERSON, "earlier": [{"until": 2019}, {"until": "2019-06"}]}, ""),
        (Person, {**PERSON, "earlier": [{"until": "2019", "id": "x"}]}, "there is no field id here"),
        (Number, {"value": 1, "history": [{"value": 1, "as_of": 2019}]}, "a figure with a history needs as_of"),
        (Number, {"value": 1, "as_of": "2019-12-31", "history": [{"value": 1, "as_of": 2019}]}, "two values of 2019"),
        (Number, {"value": 1, "as_of": "2019-06", "history": [{"value": 1, "as_of": 2019}]}, "from new to old"),
        (Number, {"value": 1, "as_of": 2019, "history": [{"value": 1, "as_of": "2019-06"}]}, ""),
        (Number, {"value": 1, "as_of": 2020, "history": [{"value": 1, "as_of": y} for y in (2018, 2019)]}, "to old"),
        (Number, {"value": 0}, ""),
        (Number, {"value": -1}, "value has to be 0 or more"),
        (HistoryEntry, TALK, "give either a date or an event"),
        (HistoryEntry, {**TALK, "date": 2019, "event": "e"}, "a date and an event are given"),
        (HistoryEntry, {**TALK, "date": 2019}, ""),
        (Cooperation, {"history": [{**TALK, "date": 2019}]}, "the history needs a title, its heading"),
        (Cooperation, {}, ""),
        (Cooperation, {"known_from": "2019"}, "there is no field known_from here"),
        (Membership, {"category": "affiliate", "votes": 0}, ""),
        (Membership, {"category": "affiliate", "votes": 100}, "has to be 99 or less"),
        (Goals, {"intro": {"en": "x"}, "items": []}, "items is empty; write at least one, or delete the line"),
        (Agency, {**tiny.FILES["agency"], "markings": []}, "markings is empty"),
        (Edition, {**tiny.FILES["editions/first"], "version": 0}, "has to be 1 or more"),
    ],
)  # fmt: skip
def test_what_belongs_together(kind: Any, fields: dict[str, Any], says: str) -> None:
    found = problem(kind, **fields)
    assert says in found if says else found == ""


def test_one_acknowledgement_may_stand_alone() -> None:
    one = {"code": "a-b", "because": "x", "until": "2030"}
    for written in (one, [one]):
        assert [each.code for each in Person.model_validate({**PERSON, "acknowledge": written}).acknowledge] == ["a-b"]


def test_what_an_earlier_wording_may_hold() -> None:
    told = Association.model_fields["earlier"].annotation
    assert told is not None
    (earlier,) = told.__args__
    fields = set(earlier.model_fields)
    assert {"name", "acronym", "goals", "aim", "seat"} <= fields
    # What holds entities in lists has none: each entry has a past of its own.
    assert not fields & {"stats", "offices", "bodies", "works", "id", "earlier", "known_from", "history"}
    assert earlier.model_validate({"until": "2019"}).name is None


def test_what_a_recipient_gets_unless_it_is_said() -> None:
    one = Recipient.model_validate(
        {"id": "a", "name": "A", "email": "a@b.example", "language": "en", "ceiling": "open"}
    )
    assert (one.formats, one.active, one.calendar, one.protect, one.briefs) == (["pdf"], True, False, False, [])
    assert not fits(Recipient, {**one.model_dump(), "formats": []})


def test_a_country_is_called_by_its_code() -> None:
    assert Country.model_validate({"code": "GE", "name": {"en": "x"}}).id == "GE"
