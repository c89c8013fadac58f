"""What a complete brief has and nobody supplied; the edition is of 15 May 2030, its forum of five days later."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.localise.gaps import gaps
from briefgen.problems.notes import Told
from tests.checks.small import NAME, subject

OFFICES = [{"id": "chair", "title": {"en": "Chair", "ka": "თავმჯდომარე"}}]
SUPPLIED = {"drafter": "Anna", "objectives": {"en": "We agree."}}


def missing(**said: Any) -> list[str]:
    said = {"agency": {"contact": NAME}, "edition": SUPPLIED, **said}
    content = subject(**said).content
    return [gap.path for gap in gaps(content, "now")]  # type: ignore[arg-type]


def item(kind: str, **fields: Any) -> dict[str, Any]:
    return {"id": "i", "kind": kind, "title": NAME, **fields}


def session(state: str, *items: dict[str, Any], **fields: Any) -> dict[str, Any]:
    one = {"id": "s", "kind": "meeting", "parent": "forum", "date": "2030-05-21", "state": state}
    return {**one, "agenda": list(items), **fields}


def test_what_the_edition_and_the_agency_lack_is_missing() -> None:
    assert missing() == []
    assert missing(agency={}) == ["agency.contact"]
    assert missing(edition={}) == ["editions[now].drafter", "editions[now].objectives"]
    assert missing(editions={"other": {}}) == []


@pytest.mark.parametrize(
    ("state", "one", "expected"),
    [
        ("planned", item("election"), ["candidates", "position"]),
        ("planned", item("report"), ["position"]),
        ("planned", item("adoption", position=NAME), []),
        ("held", item("election"), ["elected"]),
        ("held", item("election", elected=[]), []),
        ("held", item("report"), ["outcome"]),
        ("held", item("report", outcome=NAME), []),
        ("cancelled", item("report"), ["position"]),
    ],
)
def test_an_item_lacks_what_is_prepared_and_then_its_result(
    state: str, one: dict[str, Any], expected: list[str]
) -> None:
    assert missing(events=[session(state, one)]) == [f"events[s].agenda[i].{name}" for name in expected]


def test_what_some_types_of_brief_have_is_missing_where_one_of_them_is_built() -> None:
    point = {"id": "p", "kind": "ask", "say": NAME}
    step, one = {"id": "a", "what": NAME}, {"id": "m", "name": NAME, "interlocutors": [{"id": "i", "person": "x"}]}
    asked = ("issue", "points", "meetings", "scenario", "delegation")

    def lacking(*of_types: str, **edition: Any) -> list[str]:
        content = subject(edition={**SUPPLIED, **edition}, agency={"contact": NAME}).content
        return [gap.path.removeprefix("editions[now].") for gap in gaps(content, "now", of_types)]  # type: ignore[arg-type]

    assert lacking() == []
    assert lacking(*asked) == [*asked]
    assert lacking("points") == ["points"]
    assert lacking(*asked, issue=NAME, points=[point], scenario=[step]) == ["meetings", "delegation"]
    assert lacking("points", scenario=[step]) == ["points"]
    assert lacking("points", scenario=[{**step, "points": [point]}]) == []  # wherever one stands
    assert lacking("points", "meetings", meetings=[{**one, "points": [point]}]) == []


def test_a_meeting_with_nobody_lacks_with_whom_it_is() -> None:
    alone = {"id": "m", "name": NAME}
    with_somebody = {"id": "n", "name": NAME, "interlocutors": [{"id": "i", "person": "somebody"}]}
    there = {**SUPPLIED, "meetings": [alone, with_somebody]}
    assert missing(edition=there) == ["editions[now].meetings[m].interlocutors"]
    content = subject(edition=there, agency={"contact": NAME}).content
    (gap,) = gaps(content, "now")  # type: ignore[arg-type]
    assert gap.what == "with whom one meets"


def test_items_of_other_events_lack_nothing() -> None:
    assert missing(events=[session("planned", item("report"), parent="elsewhere")]) == []
    assert missing(events=[session("planned", item("report"), id="forum2", parent=None)]) == []


def test_a_doubtful_edition_lacks_a_word_that_it_is_right() -> None:
    content = subject(edition={**SUPPLIED, "status": "unverified"}, agency={"contact": NAME}).content
    (gap,) = gaps(content, "now")  # type: ignore[arg-type]
    assert (gap.path, gap.what) == ("editions[now]", "a word that this is right: nobody has verified it")
    doubt = {"status": "disputed", "note": "Ask Ben.", "contradicted_by": ["page"]}
    content = subject(edition={**SUPPLIED, **doubt}, agency={"contact": NAME}).content
    assert [gap.what for gap in gaps(content, "now")] == ["a word that this is right: Ask Ben."]  # type: ignore[arg-type]
    assert missing(edition={**SUPPLIED, "status": "verified"}) == []


@pytest.mark.parametrize(("marking", "says"), [("internal", "taken over"), ("public", "nobody has verified it")])
def test_the_marking_of_the_edition_before_is_asked_about_in_the_readers_language(marking: str, says: str) -> None:
    before = {"before": {**SUPPLIED, "as_of": "2029"}}
    doubt = {**SUPPLIED, "status": "unverified", "previous": "before", "marking": marking}
    content = subject(edition=doubt, agency={"contact": NAME}, editions=before).content
    asked = [gap.what for gap in gaps(content, "now") if gap.path == "editions[now]"]  # type: ignore[arg-type]
    assert len(asked) == 1
    assert says in asked[0]
    assert isinstance(asked[0], Told)
    assert (asked[0].about.get("previous") == "before") is (says == "taken over")


def test_an_office_lacks_its_holder_on_the_editions_date() -> None:
    association = {"offices": OFFICES}
    assert missing(association=association) == ["association.offices[chair]"]
    assert missing(agency={"contact": NAME, "offices": OFFICES}) == ["agency.offices[chair]"]
    for start, lacks in (("2030-05-15", False), ("2030-05-16", True)):
        files = {"people": {"terms": [{"id": "t", "person": "p", "office": "chair", "start": start}]}}
        assert bool(missing(association=association, files=files)) is lacks
    content = subject(association=association, agency={"contact": NAME}, edition=SUPPLIED).content
    assert gaps(content, "now")[0].what == "who holds the office: Chair"  # type: ignore[arg-type]


def before(*events: dict[str, Any], **said: Any) -> list[str]:
    """Return what is missing where the edition before was about an event of 2029."""
    old = {"id": "old", "kind": "forum", "date": "2029-03", "state": "held", "name": NAME}
    editions = {"before": {"event": "old", "as_of": "2029-02"}, **said.pop("editions", {})}
    edition = {**SUPPLIED, "previous": "before"}
    return missing(edition=edition, editions=editions, events=[old, *events], **said)


def earlier(*items: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return session("held", *items, **{"date": "2029-03", "parent": "old", **fields})


def test_results_that_earlier_editions_asked_for_are_still_asked_for() -> None:
    assert before(earlier(item("report"))) == ["events[s].agenda[i].outcome"]
    assert before(earlier(item("report", outcome=NAME))) == []
    assert before(earlier(item("election", office="chair"))) == ["events[s].agenda[i].elected"]
    assert before(earlier(item("report"), id="old2", parent=None)) == []  # of no edition
    assert before({**earlier(item("report")), "state": "planned"}) == []
    assert before({**earlier(item("report")), "parent": "forum"}) == ["events[s].agenda[i].outcome"]  # once
    own = earlier(item("report"), parent=None)
    assert before(own, editions={"first": {"event": "s"}, "before": {"event": "old", "previous": "first"}}) == [
        "events[s].agenda[i].outcome"
    ]


def test_what_an_edition_asks_for_itself_is_asked_once_and_nobody_is_an_answer() -> None:
    own = session("held", item("report"))
    twice = {"edition": {**SUPPLIED, "previous": "before"}, "editions": {"before": {}}, "events": [own]}
    assert missing(**twice) == ["events[s].agenda[i].outcome"]
    assert before(earlier(item("election", elected=[]))) == []


def test_of_elections_to_one_office_the_last_alone_is_asked_for() -> None:
    first = earlier(item("election", office="chair"))
    later = {**first, "id": "t", "date": "2029-06"}
    assert before(first, later) == ["events[t].agenda[i].elected"]
    assert before(later, first) == ["events[t].agenda[i].elected"]
    other = {**later, "agenda": [item("election", office="clerk")]}
    assert before(first, other) == ["events[s].agenda[i].elected", "events[t].agenda[i].elected"]
    body = {**later, "agenda": [item("election", office="chair", body="council")]}
    assert len(before(first, body)) == 2
    adoption = {**later, "agenda": [item("adoption", office="chair", outcome=NAME)]}
    assert before(first, adoption) == ["events[s].agenda[i].elected"]
    report = {**later, "agenda": [item("report", office="chair")]}
    assert before({**first, "agenda": [item("report", office="chair")]}, report) == [
        "events[s].agenda[i].outcome", "events[t].agenda[i].outcome",
    ]  # fmt: skip


def test_editions_in_a_circle_end() -> None:
    assert before(earlier(item("report")), editions={"before": {"event": "old", "previous": "now"}}) == [
        "events[s].agenda[i].outcome"
    ]
