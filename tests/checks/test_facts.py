"""What stands behind facts, and which of them contradict each other."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.checks.families import facts
from briefgen.checks.subject import Subject
from briefgen.localise.gaps import gaps
from tests.checks.small import entry, found, paths, severities, subject, told

CONTRADICTS = facts.fact_contradicts.code
UNSOURCED = facts.fact_unsourced.code

HELD = {"kind": "meeting", "date": "2028", "state": "held", "sources": ["page"]}


def unsourced(**said: Any) -> list[str]:
    return [path for path in paths(subject(**said), UNSOURCED) if path != "events[forum]"]


STAT = {"id": "s", "label": {"en": "Members"}, "value": 30}


@pytest.mark.parametrize(
    ("association", "expected"),
    [
        ({}, ["association"]),
        ({"stats": [STAT]}, ["association"]),  # one report for both
        ({"stats": [{**STAT, "status": "verified"}]}, ["association", "association.stats[s]"]),
        ({"status": "unverified", "stats": [STAT]}, []),
        ({"sources": ["page"], "stats": [STAT]}, []),
        ({"sources": ["page"], "stats": [{**STAT, "status": "verified"}]}, ["association.stats[s]"]),
        ({"sources": ["page"], "stats": [{**STAT, "status": "verified", "sources": ["page"]}]}, []),
        ({"sources": ["page"], "stats": [{**STAT, "status": "unverified"}]}, []),
        (
            {"sources": ["page"], "stats": [{**STAT, "status": "disputed", "note": "N", "contradicted_by": ["page"]}]},
            ["association.stats[s]"],
        ),
        ({"sources": ["page"], "offices": [{"id": "o", "title": {"en": "Chair"}, "status": "verified"}]}, []),
    ],
)
def test_a_fact_without_a_source_is_told_of_once(association: dict[str, Any], expected: list[str]) -> None:
    assert unsourced(association=association) == expected


def test_a_term_without_a_start_has_no_length_to_contradict() -> None:
    term = {"id": "t", "person": "p", "office": "o", "end": "2029", "years": 4}
    assert paths(subject(files={"people": {"terms": [term]}}), CONTRADICTS) == []
    assert paths(subject(files={"people": {"terms": [{**term, "start": "2010"}]}}), CONTRADICTS) == [
        "people.terms[t].years"
    ]


def test_what_only_names_an_office_or_stands_on_an_agenda_needs_no_source() -> None:
    item = {"id": "i", "kind": "report", "title": {"en": "Report"}, "status": "verified"}
    said: dict[str, Any] = {"association": {"sources": ["page"]}, "events": [{**HELD, "id": "e", "agenda": [item]}]}
    assert unsourced(**said) == []
    assert unsourced(**said, agency={"status": "verified"}, edition={"status": "verified"}) == []
    person = {"id": "p", "name": {"en": "Anna"}, "status": "disputed", "note": "N", "contradicted_by": ["page"]}
    assert unsourced(**said, files={"people": {"persons": [person]}}) == ["people.persons[p]"]
    said_of = {
        one.path: one.message for one in found(subject(**said, files={"people": {"persons": [person]}}), UNSOURCED)
    }
    assert said_of["people.persons[p]"] == "this is called disputed, but has no source"


def test_a_figure_is_dated_by_itself_or_by_what_it_belongs_to() -> None:
    assert paths(subject(association={"stats": [STAT]}), "fact-undated") == ["association.stats[s]"]
    assert paths(subject(association={"as_of": "2029", "stats": [STAT]}), "fact-undated") == []


def test_a_review_that_has_passed_counts_where_the_fact_is_printed() -> None:
    said: dict[str, Any] = {"association": {"stats": [{**STAT, "as_of": "2029", "review_by": "2030-04"}]}}
    assert paths(subject(**said), "review-passed") == ["association.stats[s].review_by"]
    assert paths(subject(**said, printed=frozenset()), "review-passed") == []


def doubtful(note: str) -> list[tuple[str, str]]:
    shown = frozenset({"cooperation.history[entry].text"})
    about = told("A.", entry={"status": "unverified", "note": note}, printed=shown)
    return [(one.message, one.hint) for one in found(about, "fact-unverified")]


def test_what_is_doubtful_says_why_but_not_at_length() -> None:
    ((message, _),) = doubtful("")
    assert message == "nobody has verified this"
    assert doubtful("Nobody  asked\nyet.") == [("nobody has verified this", "Nobody asked yet.")]
    long = "word " * 59 + "12345"
    assert len(long) == 300
    assert doubtful(long) == [("nobody has verified this", long)]
    assert doubtful(f"{long}6") == [("nobody has verified this", f"{'word ' * 58}word …")]


def test_doubts_are_told_of_what_is_printed_and_not_of_the_edition_whose_gaps_tell_of_them() -> None:
    assert paths(told("A.", entry={"status": "unverified"}), "fact-unverified") == []  # nobody knows what is printed
    assert paths(told("A.", entry={"status": "unverified"}, printed=frozenset()), "fact-unverified") == []
    about = subject(edition={"status": "unverified"}, editions={"old": {"status": "unverified"}}, printed=frozenset())
    assert paths(about, "fact-unverified") == []
    assert [gap.path for gap in gaps(about.content, "now") if gap.path == "editions[now]"] == ["editions[now]"]  # type: ignore[arg-type]


@pytest.mark.parametrize(("status", "reported"), [("unverified", ["entry"]), ("verified", ["p"])])
def test_whom_only_something_unverified_names_is_no_doubt_of_its_own(status: str, reported: list[str]) -> None:
    person = {"id": "p", "name": {"en": "Anna"}, "status": "unverified", "note": "N"}
    about = told(
        "{{ persons.p }} came.",
        entry={"status": status, "sources": ["page"], "note": "N", "persons": ["p"]},
        files={"people": {"persons": [person]}},
        printed=frozenset({"cooperation.history[entry].text", "people.persons[p].name"}),
    )
    assert [path.split("[")[1].strip("]") for path in paths(about, "fact-unverified")] == reported


def contradictions(about: Subject) -> list[str]:
    return paths(about, CONTRADICTS)


def programme(period: str, years: int) -> Subject:
    return subject(association={"programmes": [{"id": "p", "period": period, "years": years}]})


@pytest.mark.parametrize(
    ("period", "years", "wrong"),
    [
        ("2020/2022", 3, False),
        ("2020/2022", 2, True),
        ("2020/2022", 4, True),
        ("2020", 1, False),
        ("2020", 2, True),
        ("2020-01/2022-06", 2, False),
        ("2020-01/2022-08", 2, True),
        ("2020-01/2021-07", 3, True),
        ("ongoing", 3, False),
    ],
)
def test_a_programme_is_as_long_as_its_period(period: str, years: int, wrong: bool) -> None:
    assert contradictions(programme(period, years)) == (["association.programmes[p].years"] if wrong else [])


@pytest.mark.parametrize(
    ("start", "end", "severity"),
    [
        ("2020-01-01", "2023-01-01", None),
        ("2020-01-01", "2023-02-20", None),  # sixty days
        ("2020-01-01", "2023-04-01", "error"),
        ("2020-01-01", "2022-11-10", None),
        ("2020-01-01", "2022-10-01", "warning"),  # whoever leaves early
        ("2020", "2022", None),  # from January 2020 to December 2022
        ("2020", "2024", None),  # from December 2020 to January 2024
        ("2020", "2025", "error"),
        ("2020", "2021", "warning"),
        ("2020-01-01", "2022", None),
        ("2020", "2022-11-10", None),
    ],
)
def test_a_term_is_about_as_long_as_its_years(start: str, end: str, severity: str | None) -> None:
    term = {"id": "t", "person": "p", "office": "o", "years": 3, "start": start, "end": end}
    about = subject(files={"people": {"terms": [term]}})
    assert severities(about, CONTRADICTS) == ([severity] if severity else [])


def elected(term: int | None, meeting: int | None, item: int | None, body: int | None, kind: str = "election") -> Any:
    agenda = {"id": "i", "kind": kind, "title": {"en": "Vote"}, "body": "b", "term_years": item}
    term_of = {"id": "t", "person": "p", "office": "o", "years": term, "elected_at": "e"}
    return contradictions(
        subject(
            association={"bodies": [{"id": "b", "kind": "council", "name": {"en": "Council"}, "term_years": body}]},
            events=[{**HELD, "id": "e", "term_years": meeting, "agenda": [agenda]}],
            files={"people": {"terms": [term_of]}},
        )
    )


def test_an_election_is_for_one_number_of_years() -> None:
    assert elected(3, 3, 3, 3) == []
    assert elected(4, 3, None, None) == ["people.terms[t].years"]
    assert elected(2, 3, None, None) == ["people.terms[t].years"]
    assert elected(4, None, None, None) == []
    assert elected(None, 3, 4, None) == ["events[e].agenda[i].term_years"]
    assert elected(None, 3, None, 4) == ["events[e].agenda[i]"]
    assert elected(None, None, 3, 4) == ["events[e].agenda[i]"]
    assert elected(None, None, None, 4) == []
    assert elected(None, 3, None, 4, "report") == []
    assert elected(None, 4, 3, 3) == ["events[e].agenda[i].term_years"]


ANNA, ALSO = {"en": "Anna Smith", "ka": "ანა"}, {"ka": "ანა", "en": " anna SMITH "}


@pytest.mark.parametrize(
    ("kind", "one", "other", "same"),
    [
        ("persons", {"name": ANNA, "country": "GE"}, {"name": ALSO, "country": "GE"}, True),
        ("persons", {"name": ANNA, "country": "GE"}, {"name": ALSO, "country": "FR"}, False),
        ("persons", {"name": ANNA}, {"name": {"en": "Anna"}}, False),
        (
            "bodies",
            {"name": ANNA, "kind": "council", "parent": "x"},
            {"name": ALSO, "kind": "bureau", "parent": "x"},
            True,
        ),
        ("bodies", {"name": ANNA, "kind": "council", "parent": "x"}, {"name": ALSO, "kind": "council"}, False),
        ("cities", {"name": ANNA, "country": "GE"}, {"name": ALSO, "country": "GE"}, True),
        ("cities", {"name": ANNA, "country": "GE"}, {"name": ALSO, "country": "FR"}, False),
        ("works", {"title": ANNA, "kind": "theme"}, {"title": ALSO, "kind": "theme"}, True),
        ("works", {"title": ANNA, "kind": "theme"}, {"title": ALSO, "kind": "guidelines"}, False),
        ("programmes", {"period": "2020/2022"}, {"period": "2020/2022"}, True),
        ("programmes", {"period": "2020/2022"}, {"period": "2020/2023"}, False),
        ("history", {"text": ANNA, "date": "2020"}, {"text": ALSO, "date": "2021"}, True),
        ("history", {"text": ANNA, "event": "a"}, {"text": ALSO, "event": "b"}, False),
        ("history", {"text": ANNA, "event": "a"}, {"text": {"en": "Else"}, "event": "a"}, False),
        ("events", {**HELD, "number": 3, "body": "b"}, {**HELD, "number": 3, "body": "b"}, True),
        ("events", {**HELD, "number": 3, "body": "b"}, {**HELD, "number": 3, "body": "c"}, False),
        ("events", {**HELD, "number": 3}, {**HELD, "number": 3, "kind": "seminar"}, False),
        ("events", {**HELD, "number": 3}, {**HELD, "number": 3, "state": "cancelled"}, False),
        ("events", HELD, HELD, False),
        ("stats", {"label": ANNA, "value": 3}, {"label": ALSO, "value": 4}, True),
        ("stats", {"label": ANNA, "value": 3}, {"label": ALSO, "value": 3}, False),
        ("stats", {"label": ANNA, "value": 3}, {"label": {"en": "Else"}, "value": 4}, False),
    ],
)
def test_nothing_is_entered_twice(kind: str, one: dict[str, Any], other: dict[str, Any], same: bool) -> None:
    both = [{"id": "one", **one}, {"id": "two", **other}]
    about = {
        "persons": lambda: subject(files={"people": {"persons": both}}),
        "cities": lambda: subject(files={"places": {"cities": both}}),
        "history": lambda: subject(files={"cooperation": {"title": {"en": "T"}, "history": both}}),
        "events": lambda: subject(events=both),
    }.get(kind, lambda: subject(association={kind: both}))()
    messages = [one.message for one in found(about, CONTRADICTS)]
    assert [path.rpartition("[")[2] for path in contradictions(about)] == (["two]"] if same else [])
    assert not same or messages[0].endswith((": one", " is 3"))


def test_a_country_stands_once_in_a_list() -> None:
    came = {**HELD, "id": "e", "participants": {"countries": ["GE", "FR", "GE"]}}
    assert contradictions(subject(events=[came])) == ["events[e].participants.countries[2]"]


def test_what_was_at_an_event_was_in_its_city() -> None:
    def at(event: str | None, entry_city: str | None, session: str | None) -> Subject:
        events = [{**HELD, "id": "e", "city": event}, {**HELD, "id": "s", "parent": "e", "city": session}]
        history = [entry("A.", event="e", city=entry_city)]
        return subject(events=events, files={"cooperation": {"title": {"en": "T"}, "history": history}})

    assert contradictions(at("rome", "rome", "rome")) == []
    assert contradictions(at("rome", None, None)) == []
    assert contradictions(at(None, "rome", "rome")) == []
    assert contradictions(at("rome", "oslo", None)) == ["cooperation.history[entry].city"]
    assert contradictions(at("rome", None, "oslo")) == ["events[s].city"]
    assert severities(at("rome", "oslo", "oslo"), CONTRADICTS) == ["error", "warning"]
