"""Dates that the content has are printed, not typed; and the calendar has every day that a text names."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.checks.families import typed_dates
from tests.checks.small import found, marked, subject, told

TYPED, IMPOSSIBLE = typed_dates.date_typed.code, typed_dates.date_impossible.code
EVENTS = [
    {"id": "big-one", "kind": "meeting", "date": "2019-10-14/2019-10-18", "state": "held"},
    {"id": "month", "kind": "meeting", "date": "2021-03", "state": "held"},
    {"id": "year", "kind": "meeting", "date": "2022", "state": "held"},
]
PROGRAMMES = [{"id": "p-1", "period": "2023/2026"}, {"id": "p2", "period": "2017"}]


def hints(words: str, entry: Any = None, **said: Any) -> list[str]:
    said = {"events": EVENTS, "association": {"programmes": PROGRAMMES}, **said}
    about = told(words, entry=entry or {}, **said)
    return [one.hint.removeprefix("print it with ") for one in found(about, TYPED)]


BIG = "{{ events.big_one.date }}"
ALL = "if all of its days are meant, print them with "


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("On 14 October 2019.", [ALL + BIG]),
        ("On 18 October 2019.", [ALL + BIG]),
        ("On 14–18 October 2019.", [BIG]),
        ("On 16 October 2019.", [ALL + BIG]),
        ("On 14–19 October 2019.", ["OTHER"]),
        ("On 19 October 2019.", ["OTHER"]),
        ("On 14 October.", ["OTHER"]),  # of the entry's year
        ("In October 2019.", []),
        ("In 2019.", []),
        ("In March 2021.", ["{{ events.month.date }}"]),
        ("In March.", []),
        ("In March 2020.", []),
        ("On 3 March 2021.", ["OTHER"]),
        ("In 2022.", ["{{ events.year.date }}"]),
        ("From 2023–2026.", ["{{ programmes.p_1.period }}"]),
        ("From 2023–2025.", []),
        ("From 2022–2026.", []),
        ("In 2023.", []),
        ("In 2017.", ["{{ programmes.p2.period }}"]),
        ("In the 2020s.", []),
        ("In 2021.", []),
        ("In 1950.", ["{{ association.founded }}"]),
        ("On 31 February 2019.", []),
        ("It read “On 14 October 2019”.", []),
        ("At {{ events.big_one }}, in October 2019.", [BIG]),
        ("At {{ events.big_one }}, in 2019.", ["{{ events.big_one.date | year }}"]),
        ("At {{ events.big_one2 }}, in 2019.", []),
    ],
)
def test_a_date_that_the_content_has_is_printed(words: str, expected: list[str]) -> None:
    told_of = ["OTHER" if hint.startswith("the date here is 2028") else hint for hint in hints(words)]
    assert told_of == expected


@pytest.mark.parametrize(
    ("words", "entry", "expected"),
    [
        ("On 4 May 2020.", {"date": "2020-05-04"}, ["{{ date }}"]),
        ("On 4 May.", {"date": "2020-05-04"}, ["{{ date }}"]),
        ("In May 2020.", {"date": "2020-05-04"}, ["{{ date }}"]),
        ("In 2020.", {"date": "2020-05-04"}, ["{{ date | year }}"]),
        ("In 2020.", {"date": "2019-12-30/2020-01-02"}, []),
        ("In 2019.", {"date": "2019-12-30/2020-01-02"}, []),
        ("On 14 October.", {"event": "big-one"}, [f"{ALL}{{{{ event.date }}}}"]),
        ("In October 2019.", {"event": "big-one"}, ["{{ event.date }}"]),
        ("In 2019.", {"event": "big-one"}, ["{{ event.date | year }}"]),
        ("On 14 October.", {"date": "ongoing"}, [ALL + BIG]),
    ],
)
def test_the_date_that_a_text_is_about_is_printed_in_parts_too(
    words: str, entry: dict[str, str], expected: list[str]
) -> None:
    assert hints(words, entry) == expected


def test_the_text_of_an_event_or_of_the_association_is_about_its_own_date() -> None:
    def of(**said: Any) -> list[str]:
        return [one.hint for one in found(subject(**said), TYPED)]

    event = {"id": "e", "kind": "meeting", "date": "2020-05-04", "state": "held", "text": {"en": "In May 2020."}}
    assert of(events=[event]) == ["print it with {{ date }}"]
    item = {"id": "i", "kind": "report", "title": {"en": "T"}, "position": {"en": "In May 2020."}}
    assert of(events=[{**event, "text": None, "agenda": [item]}]) == ["print it with {{ events.e.date }}"]
    assert of(association={"founded": "1950-03-04", "aim": {"en": "In 1950."}}) == [
        "print it with {{ association.founded | year }}"
    ]
    member = {"category": "affiliate", "since": "2021-03-05", "text": {"en": "In March 2021."}}
    assert of(files={"cooperation": {"membership": member}}) == ["print it with {{ membership.since }}"]
    files = {"cooperation": {"membership": {**member, "text": None}, "title": {"en": "T"}, "history": []}}
    assert of(files=files, association={"aim": {"en": "In March 2021."}}) == []


def test_another_day_in_a_text_with_a_date_is_asked_about_and_a_name_prints_nothing() -> None:
    (hint,) = hints("On 3 March 2021.", {"date": "2020-05-04"})
    assert hint.startswith("the date here is 4 May 2020; if this isn't another one, print it with {{ }}; if it is,")
    labelled = told("On 4 May 2020.", entry={"date": "2020-05-04", "label": {"en": "4 May 2020"}})
    assert marked(labelled, TYPED) == ["4 May 2020"]
    assert [one.path for one in found(labelled, TYPED)] == ["cooperation.history[entry].text"]


@pytest.mark.parametrize(
    ("words", "marks"),
    [
        ("On 31 February 2019.", ["31 February 2019"]),
        ("On 31 February.", ["31 February"]),
        ("On 31.02.2019.", ["31.02.2019"]),
        ("On 30.2.19.", []),
        ("In February 31 members came.", []),
        ("On February 31, 2019.", ["February 31, 2019"]),
        ("On 29 February.", []),
        ("On 29 February 2019.", ["29 February 2019"]),
        ("On 28–30 February.", ["28–30 February"]),
    ],
)
def test_a_day_that_no_calendar_has_is_told_where_it_can_be_nothing_else(words: str, marks: list[str]) -> None:
    assert marked(told(words), IMPOSSIBLE) == marks
