"""What the expressions of a text print: which value, and the number or date that it is."""

from __future__ import annotations

import pytest

from briefgen.checks.printing import printed_path, printed_value
from briefgen.checks.subject import Subject
from briefgen.dates import Date
from tests.checks.small import told

BODIES = [
    {"id": "all", "kind": "commissions", "name": {"en": "Commissions"}, "meets_every_years": 3},
    {"id": "one-1", "kind": "commission", "name": {"en": "One"}, "parent": "all"},
    {"id": "two", "kind": "special-commission", "name": {"en": "Two"}},
]
STAT = {"id": "big-members", "label": {"en": "Members"}, "value": 30, "as_of": "2031"}
STATS = [{**STAT, "history": [{"value": 20, "as_of": "2029"}]}, {**STAT, "id": "plain", "row": True}]
MEETING = {
    "id": "meeting-1", "kind": "meeting", "date": "2028-03-01", "state": "held", "number": 7, "city": "rome",
    "participants": {"countries": ["GE", "FR"], "people": {"value": 50}},
}  # fmt: skip
MEMBER = {"category": "affiliate", "votes": 3, "since": "2020"}
FILES = {"places": {"cities": [{"id": "rome", "country": "IT", "name": {"en": "Rome"}}]}}


def about(**said: object) -> Subject:
    entry = {"event": "meeting-1", "countries": ["GE"]}
    return told(
        "Text.", entry=entry, events=[MEETING], association={"bodies": BODIES, "stats": STATS, "seat": "rome"},
        files=FILES, **said,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ("bodies.one_1", "association.bodies[one-1]"),
        ("bodies.one_1.name", "association.bodies[one-1].name"),
        ("bodies.one_1.parent", "association.bodies[all]"),
        ("bodies.one_1.parent.meets_every_years", "association.bodies[all].meets_every_years"),
        ("bodies.one_1 | dat", "association.bodies[one-1]"),
        ("stats.big_members", "association.stats[big-members]"),
        ("association.acronym", "association.acronym"),
        ("association", "association"),
        ("association.seat", "places.cities[rome]"),
        ("association.stats.big_members.value", "association.stats[big-members].value"),
        ("membership.votes", "cooperation.membership.votes"),
        ("event", "events[meeting-1]"),
        ("event.city.name", "places.cities[rome].name"),
        ("event.participants.people", "events[meeting-1].participants.people"),
        ("countries", "cooperation.history[entry].countries"),
        ("events.meeting_1.number", "events[meeting-1].number"),
        ("bodies", "cooperation.history[entry].bodies"),
    ],
)
def test_an_expression_leads_to_a_value(value: str, path: str) -> None:
    whole = about()
    (text,) = [text for text in whole.texts if text.path.endswith("[entry].text")]
    assert printed_path(whole, text, value) == path


@pytest.mark.parametrize(
    ("expression", "printed"),
    [
        ("commissions | count", 2),
        ("commissions", None),
        ("commissions | list", None),
        ("date", Date.parse("2028-03-01")),
        ("date | dat", Date.parse("2028-03-01")),
        ("event.date", Date.parse("2028-03-01")),
        ("events.meeting_1.date", Date.parse("2028-03-01")),
        ("events.forum.date", Date.parse("2030-05-20")),
        ("cooperation.history.entry.date", Date.parse("2028-03-01")),
        ("association.founded", Date.parse("1950")),
        ("event.number | ordinal", 7),
        ("event.participants.people", 50),
        ("event.participants.countries | count", 2),
        ("event.participants.countries", None),
        ("event.participants.countries | list", None),
        ("stats.big_members", 20),  # as it was known on the edition's date
        ("stats.plain.row", None),
        ("association.acronym", None),
        ("stats.nothing", None),
    ],
)
def test_an_expression_prints_a_number_or_a_date(expression: str, printed: object) -> None:
    whole = about()
    (text,) = [text for text in whole.texts if text.path.endswith("[entry].text")]
    assert printed_value(whole, text, expression) == printed


def test_without_an_edition_the_newest_figure_is_printed() -> None:
    whole = about(edition=None)
    text = whole.texts[-1]
    assert whole.as_of is not None
    nothing = Subject(whole.content, whole.languages)
    assert printed_value(nothing, text, "stats.big_members") == 30
