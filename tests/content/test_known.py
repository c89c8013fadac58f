"""An edition sees the content as it was known at its date, though the content has moved on."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from briefgen.content.digest import digest
from briefgen.content.knowing.known import known_at, newest_date
from briefgen.content.knowing.recorded import Recorded
from briefgen.content.knowing.terms import holders
from briefgen.content.model import Content
from briefgen.content.reading.loader import load
from briefgen.content.schema.base import Translated
from briefgen.content.schema.cooperation import HistoryEntry
from briefgen.content.snapshot import restore, snapshot
from briefgen.content.translation_lock import Confirmed, Lock
from briefgen.dates import Date, Point
from briefgen.making.judge import check
from briefgen.project.folder import find_project
from tests.conftest import EDITION, NEWEST, ROOT, ProjectCopy
from tests.content import tiny
from tests.past_project import Past

FORUM = "events[wssf-2019]"
GUIDELINES = "cooperation.history[commissions-forum-2017]"
BEFORE, AFTER = Point(2019, 10), Point(2019, 11)


@pytest.fixture(scope="module")
def content() -> Content:
    return load(ROOT / "content")


def english(content: Content, path: str) -> str:
    text = content.items[path].value
    assert isinstance(text, Translated)
    return text.root["en"]


def test_what_was_held_since_is_still_to_come(content: Content) -> None:
    before = known_at(content, BEFORE).entity("events", "wssf-2019")
    assert (before.state, before.participants) == ("planned", None)
    after = known_at(content, AFTER).entity("events", "wssf-2019")
    assert after.state == "held"
    assert after.participants.people.value == 1300


def test_a_session_is_over_with_the_event_that_it_is_held_during(content: Content) -> None:
    # The session's own date is only October.
    assert known_at(content, Point(2019, 10, 18)).entity("events", "council-brussels-2019").state == "planned"
    assert known_at(content, Point(2019, 10, 19)).entity("events", "council-brussels-2019").state == "held"


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (Point(2019, 10), "are ready for approval"),
        (Point(2019, 10, 18), "are ready for approval"),
        (Point(2019, 10, 19), "were launched"),
        (Point(2019, 11), "were launched"),
    ],
)
def test_a_text_has_the_wording_of_the_day(content: Content, day: Point, says: str) -> None:
    assert says in english(known_at(content, day), f"{GUIDELINES}.text")


def test_what_is_said_about_a_wording_belongs_to_it(content: Content) -> None:
    before, after = (known_at(content, day).items[GUIDELINES].value for day in (BEFORE, AFTER))
    assert str(before.review_by) == "2019-10-18"
    assert after.review_by is None


def test_the_history_does_not_tell_yet_what_time_has_added(content: Content) -> None:
    before, after = (known_at(content, day).cooperation.history for day in (BEFORE, AFTER))
    assert {entry.id for entry in after} - {entry.id for entry in before} == {"brussels-2019"}
    assert "cooperation.history[brussels-2019].text" not in known_at(content, BEFORE).items


def test_what_was_reworded_since_was_not_known_before_it_happened_either(content: Content) -> None:
    # The session of December 2018 has an earlier wording, which tells how it went.
    assert "council-2018" not in {entry.id for entry in known_at(content, Point(2018, 6)).cooperation.history}
    assert "council-2018" in {entry.id for entry in known_at(content, Point(2019, 1)).cooperation.history}


def test_what_was_announced_was_known_before(content: Content) -> None:
    data = json.loads(snapshot(content))
    (at,) = (entry for entry in data["files"]["cooperation"]["history"] if entry["id"] == "brussels-2019")
    at["earlier"] = [{"until": "2019-10-18", "text": {"ka": "გაიმართება", "en": "It will be held."}}]
    known = known_at(restore(json.dumps(data)), BEFORE)
    assert english(known, "cooperation.history[brussels-2019].text") == "It will be held."


def test_a_place_is_that_of_the_wording_which_is_seen(content: Content) -> None:
    lines = (ROOT / "content/cooperation.yaml").read_text(encoding="utf-8").splitlines()
    for day, says in ((BEFORE, "are ready"), (AFTER, "were launched")):
        known = known_at(content, day)
        offset = english(known, f"{GUIDELINES}.text").index(says)
        place = known.problem(f"{GUIDELINES}.text", "x", "x", within=("en",), offset=offset, length=len(says)).place
        assert lines[place.line - 1][place.column - 1 :].startswith(says)


def test_what_was_confirmed_of_a_wording_goes_with_it(content: Content) -> None:
    path = f"{GUIDELINES}.text"
    for day in (BEFORE, AFTER):
        known = known_at(content, day)
        assert known.lock is not None
        assert known.lock.standing(path, known.items[path].value, "ka", "en") == "confirmed"


def test_to_look_twice_is_to_look_once(content: Content) -> None:
    once = known_at(content, BEFORE)
    twice = known_at(once, BEFORE)
    assert {path: item.value for path, item in twice.items.items()} == {
        path: item.value for path, item in once.items.items()
    }


def test_content_in_which_nothing_has_changed_since_stays_the_same(content: Content) -> None:
    assert known_at(content, newest_date(content)).items.keys() >= {f"{FORUM}.text"}
    alone = replace(content, editions={EDITION: content.editions[EDITION]})
    # With that edition alone nothing is known to be over: `event-early` says so.
    assert known_at(alone, BEFORE).entity("events", "wssf-2019").state == "held"


def entry(*earlier: dict[str, Any], **fields: Any) -> dict[str, Any]:
    own = {"id": "first", "date": "2015", "text": {"en": "new"}, "summary": {"en": "short"}}
    return {**own, **fields, "earlier": list(earlier)}


def told(content: Content, day: str, *earlier: dict[str, Any]) -> HistoryEntry:
    """Return an entry as it was told on a day."""
    data = json.loads(snapshot(content))
    data["files"]["cooperation"]["history"] = [entry(*earlier)]
    again = restore(json.dumps(data))
    point = Date.parse(day).start
    assert point is not None
    found = known_at(again, point).items["cooperation.history[first]"].value
    assert isinstance(found, HistoryEntry)
    return found


OLDER, OLD = {"until": "2016", "text": {"en": "oldest"}}, {"until": "2018", "text": {"en": "old"}, "summary": None}


@pytest.mark.parametrize(
    ("day", "text", "summary"),
    [
        ("2016-12-31", "oldest", None),
        ("2017-01-01", "old", None),
        ("2018-12-31", "old", None),
        ("2019-01-01", "new", "short"),
    ],
)
def test_of_several_wordings_the_oldest_that_fits_is_told(
    content: Content, day: str, text: str, summary: str | None
) -> None:
    found = told(content, day, OLD, OLDER)
    assert found.text.root["en"] == text
    assert (found.summary.root["en"] if found.summary else None) == summary


def test_what_a_wording_leaves_out_was_as_it_is(content: Content) -> None:
    found = told(content, "2017", {"until": "2018", "summary": {"en": "otherwise"}})
    assert (found.text.root["en"], found.summary and found.summary.root["en"]) == ("new", "otherwise")


def test_earlier_wordings_go_from_new_to_old() -> None:
    HistoryEntry.model_validate(entry(OLD, OLDER))
    with pytest.raises(ValidationError, match="2018 can't stand below 2016"):
        HistoryEntry.model_validate(entry(OLDER, OLD))
    with pytest.raises(ValidationError, match="there are two earlier wordings of until 2018"):
        HistoryEntry.model_validate(entry(OLD, OLD))


def test_the_digest_changes_only_with_what_an_edition_can_print(content: Content, project_copy: ProjectCopy) -> None:
    before = {id: digest(content, id) for id in content.editions}
    project_copy.edit("content/cooperation.yaml", "The guidelines were launched", "These guidelines were launched")
    project_copy.edit("content/people.yaml", "When he was elected was not found.", "A note.")
    after = load(project_copy.root / "content")
    changed = {id for id in before if digest(after, id) != before[id]}
    assert changed == {"2019-11-after-brussels"}


# Elections whose result is not known


def president(content: Content, day: Point) -> list[str]:
    return [term.person for term in holders(known_at(content, day).people.terms, "president", day)]


def test_nobody_is_known_to_hold_an_office_after_an_election_without_a_result(content: Content) -> None:
    assert president(content, BEFORE) == ["breuer"]
    assert president(content, AFTER) == []


def test_a_term_that_follows_settles_the_election(content: Content) -> None:
    data = json.loads(snapshot(content))
    data["files"]["people"]["terms"].append(
        {"id": "next", "person": "breuer", "office": "president", "start": "2019-10-17"}
    )
    settled = restore(json.dumps(data))
    assert president(settled, BEFORE) == president(settled, AFTER) == ["breuer"]


@pytest.mark.parametrize("edition", [EDITION, NEWEST])
def test_the_check_of_each_edition_finds_only_what_is_doubtful(edition: str) -> None:
    found = check(find_project(ROOT), edition)
    assert {problem.code for problem in found} == {"fact-disputed", "fact-unverified"}


def test_what_no_edition_is_late_enough_for_is_still_called_early(project_copy: ProjectCopy) -> None:
    project_copy.edit(f"content/editions/{NEWEST}.yaml", "as_of: 2019-11", "as_of: 2019-10-16")
    codes = [problem.code for problem in check(project_copy.project) if problem.severity == "error"]
    assert "event-early" in codes


# What was learnt since, by the dates that things have by nature


def later(content: Content, **files: Any) -> Content:
    """Return the content with an edition of November 2022, a session held in October 2022, and more."""
    data = json.loads(snapshot(content))
    data["files"]["editions/2022-11-after"] = {**data["files"][f"editions/{NEWEST}"], "as_of": "2022-11-15"}
    data["files"]["events"].append(
        {
            "id": "council-39", "kind": "council-session", "date": "2022-10-24/2022-10-28", "state": "held",
            "agenda": [{"id": "p", "kind": "election", "office": "president", "title": {"ka": "ა", "en": "b"}}],
        }
    )  # fmt: skip
    data["files"]["people"]["persons"].append({"id": "azman", "name": {"ka": "აზმანი", "en": "Azman"}})
    data["files"]["people"]["terms"].append({"id": "azman-1", "person": "azman", "office": "president", **files})
    return restore(json.dumps(data))


@pytest.mark.parametrize(
    "term",
    [
        {"start": "2022-10-28", "elected_at": "council-39"},
        {"start": "2022-10-28"},
        {"start": "2022-10"},
        {"elected_at": "council-39"},
    ],
)
def test_a_later_term_is_not_there_before_and_settles_no_earlier_election(content: Content, term: Any) -> None:
    again = later(content, **term)
    assert president(again, BEFORE) == ["breuer"]
    assert president(again, AFTER) == []  # it was elected in 2022; who was in 2019 isn't known
    assert president(again, Point(2022, 10, 24)) == []
    assert president(again, Point(2022, 11, 15)) == ["azman"]
    for day in (BEFORE, AFTER, Point(2022, 10, 24)):
        assert "azman-1" not in {each.id for each in known_at(again, day).people.terms}
        assert known_at(again, day).entity("events", "council-39").state == "planned"


def test_an_end_that_was_written_since_does_not_say_who_held_the_office_then(content: Content) -> None:
    data = json.loads(snapshot(later(content, start="2022-10-28", elected_at="council-39")))
    breuer = next(term for term in data["files"]["people"]["terms"] if term["id"] == "breuer-president")
    breuer["end"] = "2022-10-27"
    again = restore(json.dumps(data))
    assert (president(again, BEFORE), president(again, AFTER)) == (["breuer"], [])


def test_a_cancelled_event_was_planned_before(content: Content) -> None:
    data = json.loads(snapshot(content))
    data["files"]["events"][0] |= {"state": "cancelled", "participants": None}
    again = restore(json.dumps(data))
    assert known_at(again, BEFORE).entity("events", "wssf-2019").state == "planned"
    assert known_at(again, AFTER).entity("events", "wssf-2019").state == "cancelled"


def test_a_person_whom_nothing_names_does_not_change_the_digest(content: Content) -> None:
    data = json.loads(snapshot(content))
    data["files"]["people"]["persons"].append({"id": "azman", "name": {"ka": "აზმანი", "en": "Azman"}})
    again = restore(json.dumps(data))
    assert {id: digest(again, id) for id in content.editions} == {id: digest(content, id) for id in content.editions}
    data["files"]["people"]["terms"].append(
        {"id": "again", "person": "azman", "office": "director", "start": "2019-01"}
    )
    assert digest(restore(json.dumps(data)), EDITION) != digest(content, EDITION)


def test_what_is_known_is_known_once(tmp_path: Path) -> None:
    """What turned the content back is gone from it, so it is never turned back twice."""
    past = Past(tmp_path / "project")
    past.set("cooperation.history[plans].text.en", "There was a stand.", since="2022-10-09")
    past.new()
    content = load(past.folder)
    on = content.editions["2019-10-before"].as_of.start
    assert on is not None
    known = known_at(content, on)
    assert known is not content
    assert "cooperation.history[plans]" in known.items
    assert known_at(known, on) is known


def test_what_was_known_until_a_day_was_known_on_that_day(content: Content) -> None:
    person = content.people.persons[0].model_copy(update={"known_until": Date.parse("2022-10-27")})
    assert [Recorded(Point(2022, 10, day)).knows(person) for day in (26, 27, 28)] == [True, True, False]


# Edges, with a content of a few lines


def editions(*dates: str) -> dict[str, Any]:
    return {f"e{n}": {"as_of": date} for n, date in enumerate(dates)}


@pytest.mark.parametrize(
    ("dates", "newest"),
    [
        (("2019-10", "2019-10-01"), "2019-10"),
        (("2019-10-01", "2019-10"), "2019-10"),
        (("2019", "2019-11-05"), "2019-11-05"),
        (("2019-11-05", "2019"), "2019-11-05"),
    ],
)
def test_of_editions_the_one_that_begins_last_is_the_newest(dates: tuple[str, ...], newest: str) -> None:
    assert str(newest_date(tiny.content(editions={"first": {"as_of": "2010"}, **editions(*dates)}))) == newest


def test_where_a_state_was_recorded_no_date_is_asked() -> None:
    forum = {**tiny.FILES["events"][0], "state": "held"}
    for earlier, state in (([], "planned"), ([{"until": "2018", "state": "planned"}], "held")):
        known = known_at(tiny.content(events=[{**forum, "earlier": earlier}], editions=editions("2022")), BEFORE)
        assert known.events[0].state == state


def test_terms_and_persons_that_came_since_are_not_there() -> None:
    persons = [{"id": "a", "name": {"en": "A"}, "known_from": "2021"}, {"id": "b", "name": {"en": "B"}}]
    terms = [{"id": "t", "person": "a", "office": "head", "start": "2021"}]
    content = tiny.content(people={"persons": persons, "terms": terms}, editions=editions("2022"))
    known = known_at(content, BEFORE)
    assert (known.people.terms, [each.id for each in known.people.persons]) == ([], ["b"])
    assert (known.index["persons"], known.index["terms"]) == ({"b": "people.persons[b]"}, {})
    assert known_at(known, BEFORE) is known
    assert known.items["people.persons[b]"].keys == ("persons", 1)


@pytest.mark.parametrize(
    ("until", "is_told"),
    [
        (["2019-10-18"], True),
        (["2019-10-19"], False),
        (["2019-10"], True),
        (["2022", "2019-10-18"], True),
        (["2019-10-01"], True),
        (["2019-09"], False),
        ([], False),
    ],
)
@pytest.mark.parametrize("dated", [{"event": "forum"}, {"date": "2019-10-18"}])
def test_what_had_a_wording_until_it_was_over_had_been_announced(
    until: list[str], is_told: bool, dated: dict[str, str]
) -> None:
    told_of = {"id": "h", **dated, "text": {"en": "It was."}}
    earlier = [{"until": day, "text": {"en": f"It will be, until {day}."}} for day in until]
    forum = {**tiny.FILES["events"][0], "state": "held"}
    cooperation = {"title": {"en": "Past"}, "history": [{**told_of, "earlier": earlier}]}
    known = known_at(
        tiny.content(cooperation=cooperation, events=[forum], editions=editions("2022")), Point(2019, 10, 1)
    )
    assert [each.text.root["en"] for each in known.cooperation.history] == (
        [f"It will be, until {until[-1]}."] if is_told else []
    )


def test_the_lock_goes_with_the_wording_that_is_seen() -> None:
    new, old, other = (Confirmed(words, {}) for words in ("new", "old", "other"))
    content = tiny.content(agency={"contact": {"en": "New"}, "earlier": [{"until": "2020", "contact": {"en": "Old"}}]})
    for texts, then in (
        ({"agency.contact": new, "agency.earlier[2020].contact": old, "agency.name": other},
         {"agency.contact": old, "agency.name": other}),
        ({"agency.contact": new}, {}),
    ):  # fmt: skip
        lock = known_at(replace(content, lock=Lock("x", True, texts)), BEFORE).lock
        assert lock is not None
        assert lock.texts == then
    assert known_at(replace(content, lock=None), BEFORE).lock is None
