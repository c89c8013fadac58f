"""Dates that can't follow one another; the edition is of 15 May 2030, and about a forum on 20 May."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.checks.families import date_order
from briefgen.checks.subject import Subject
from tests.checks.small import found, severities, subject, told

CODE = date_order.date_order.code


def said(about: Subject) -> list[str]:
    return [one.path for one in found(about, CODE)]


def session(date: str, **fields: Any) -> Subject:
    during = {"id": "big", "kind": "forum", "date": "2029-03-04/2029-03-08", "state": "held"}
    return subject(events=[during, {"id": "s", "kind": "meeting", "parent": "big", "date": date, "state": "held"}])


@pytest.mark.parametrize(
    ("date", "wrong"),
    [("2029-03-03", True), ("2029-03-04", False), ("2029-03-08", False), ("2029-03-09", True), ("2029", False)],
)
def test_a_session_lies_within_the_event_during_which_it_is_held(date: str, wrong: bool) -> None:
    assert said(session(date)) == (["events[s].date"] if wrong else [])


@pytest.mark.parametrize(
    ("accessed", "date", "wrong"), [("2020", "2021", True), ("2021", "2020", False), ("2020", "2020-05", False)]
)
def test_a_source_was_published_before_someone_looked(accessed: str, date: str, wrong: bool) -> None:
    source = {"id": "s", "title": "Page", "accessed": accessed, "date": date}
    assert said(subject(files={"sources": [source]})) == (["sources[s].accessed"] if wrong else [])


@pytest.mark.parametrize(("since", "wrong"), [("2028-02", True), ("2028-03", False), ("2029", False)])
def test_a_membership_begins_when_it_was_decided_or_later(since: str, wrong: bool) -> None:
    decided = {"id": "d", "kind": "meeting", "date": "2028-03-04", "state": "held"}
    member = {"category": "affiliate", "since": since, "decided_at": "d"}
    about = subject(events=[decided], files={"cooperation": {"membership": member}})
    assert said(about) == (["cooperation.membership.since"] if wrong else [])


@pytest.mark.parametrize(("founded", "wrong"), [("2031", True), ("2030", False), ("1950", False)])
def test_an_association_was_founded_before_the_edition(founded: str, wrong: bool) -> None:
    assert said(subject(association={"founded": founded})) == (["association.founded"] if wrong else [])


STAT = {"id": "members", "label": {"en": "Members"}, "value": 30}


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"as_of": "2031"}, "as_of"),
        ({"as_of": "2030-05-15"}, None),
        ({"as_of": "2029", "review_by": "2028"}, "review_by"),
        ({"as_of": "2029", "review_by": "2029"}, None),
        ({"as_of": "2029", "review_by": "2031"}, None),
        ({"as_of": "2031", "history": [{"value": 20, "as_of": "2029"}]}, None),  # the brief prints 20
        ({"as_of": "2032", "history": [{"value": 20, "as_of": "2031"}]}, "as_of"),
    ],
)
def test_a_figure_is_true_before_the_edition_and_before_someone_looks_again(
    fields: dict[str, Any], wrong: str | None
) -> None:
    # Another behind it is looked at whatever is said of the first.
    stats = [{**STAT, **fields}, {**STAT, "id": "last", "as_of": "2031"}]
    first = [f"association.stats[members].{wrong}"] if wrong else []
    told_of = [path for path in said(subject(association={"stats": stats})) if "history" not in path]
    assert told_of == [*first, "association.stats[last].as_of"]


def test_a_later_figure_is_told_of_only_if_it_is_printed_and_editions_have_dates_of_their_own() -> None:
    later = {**STAT, "as_of": "2031"}
    assert said(subject(association={"stats": [later]}, printed=frozenset())) == []
    assert said(subject(editions={"next": {"as_of": "2031-05"}})) == []


@pytest.mark.parametrize(
    ("previous", "as_of", "wrong"),
    [("now", "2029", True), ("before", "2029", False), ("before", "2030-06", True), ("before", "2030-05", False)],
)
def test_an_edition_comes_after_the_one_before_it(previous: str, as_of: str, wrong: bool) -> None:
    about = subject(edition={"previous": previous}, editions={"before": {"as_of": as_of}})
    assert said(about) == (["editions[now].previous"] if wrong else [])


def test_an_edition_before_itself_is_told_as_such() -> None:
    assert found(subject(edition={"previous": "now"}), CODE)[0].message == "an edition can't come before itself"


@pytest.mark.parametrize(
    ("date", "words", "wrong"),
    [
        ("2031", "It met.", True),
        ("2031", "It will meet.", False),
        ("2031", "It is expected to meet.", False),
        ("2030-05-20", "It met.", False),  # not beyond the event
        ("2030-05-21", "It met.", True),
        ("2030-05", "It met.", False),
        ("2029", "It met.", False),
    ],
)
def test_an_entry_beyond_the_edition_and_its_event_announces_something(date: str, words: str, wrong: bool) -> None:
    about = told(words, entry={"date": date})
    assert said(about) == (["cooperation.history[entry].date"] if wrong else [])
    assert severities(about, CODE) == (["warning"] if wrong else [])


def test_one_language_that_announces_is_enough_and_a_label_does_not() -> None:
    assert said(told({"en": "It will meet.", "ka": "შეხვდა."}, entry={"date": "2031"})) == []
    labelled = told("It met.", entry={"date": "2031", "label": {"en": "Will meet"}, "summary": {"en": "It will meet"}})
    assert said(labelled) == ["cooperation.history[entry].date"]
    assert said(told("It met.", entry={"date": "2031"}, printed=frozenset())) == []
