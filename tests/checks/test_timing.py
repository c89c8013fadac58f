"""What time has overtaken; the edition is of 15 May 2030, and about a forum on 20 May."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.checks.families import timing
from briefgen.checks.subject import Subject
from briefgen.dates import Point
from tests.checks.small import found, marked, paths, severities, subject, told

OVERDUE, EARLY = timing.event_overdue.code, timing.event_early.code
CANCELLED, NOT_HELD = timing.event_cancelled.code, timing.event_not_held.code
EXPIRED, UNDATED, WEEKDAY = timing.words_expired.code, timing.words_undated.code, timing.weekday_wrong.code


def event(state: str, date: str = "2028-03-04", **fields: Any) -> dict[str, Any]:
    return {"id": "e", "kind": "meeting", "date": date, "state": state, "name": {"en": "Big Meeting"}, **fields}


def test_the_event_of_an_edition_has_a_name_and_a_date() -> None:
    bare = {"id": "bare", "kind": "meeting", "date": "ongoing", "state": "planned"}
    about = subject(events=[bare], edition={"event": "bare"})
    assert paths(about, timing.event_nameless.code) == ["events[bare].name"]
    assert paths(about, timing.event_dateless.code) == ["events[bare].date"]
    assert paths(subject(events=[bare]), timing.event_dateless.code) == []


@pytest.mark.parametrize(
    ("state", "date", "overdue"),
    [
        ("planned", "2030-05-14", True),
        ("planned", "2030-05-15", False),
        ("planned", "2030-05-01/2030-05-14", True),
        ("planned", "2030-05", False),
        ("cancelled", "2030-05-14", False),
        ("held", "2030-05-14", False),
    ],
)
def test_what_is_planned_is_not_over(state: str, date: str, overdue: bool) -> None:
    assert paths(subject(events=[event(state, date)]), OVERDUE) == (["events[e].state"] if overdue else [])


@pytest.mark.parametrize(
    ("date", "as_of", "severity"),
    [
        ("2030-05-14", "2030-05-15", None),
        ("2030-05-15", "2030-05-15", None),
        ("2030-05-16", "2030-05-15", "error"),
        ("2030-05-14/2030-05-16", "2030-05-15", "error"),
        ("2030-05", "2030-05-15", "warning"),
        ("2030-05-20", "2030-05", "warning"),
        ("2030-05-01", "2030-05", None),
        ("2030-06", "2030-05-15", "error"),
        ("ongoing", "2030-05-15", None),
    ],
)
def test_what_is_held_is_over(date: str, as_of: str, severity: str | None) -> None:
    about = subject(events=[event("held", date)], edition={"as_of": as_of})
    assert severities(about, EARLY) == ([severity] if severity else [])


def test_a_session_held_today_of_an_event_that_goes_on_may_not_be_over() -> None:
    session = event("held", "2030-05-15", parent="forum")
    assert severities(subject(events=[session]), EARLY) == ["warning"]
    assert severities(subject(events=[event("held", "2030-05-14", parent="forum")]), EARLY) == []
    assert severities(subject(events=[event("planned", "2031")]), EARLY) == []


def decided(state: str) -> Subject:
    files = {
        "cooperation": {"membership": {"category": "affiliate", "decided_at": "e"}},
        "people": {"terms": [{"id": "t", "person": "p", "office": "o", "elected_at": "e"}]},
    }
    return subject(events=[event(state)], files=files)


def test_decisions_and_elections_were_at_events_that_have_been_held() -> None:
    both = ["cooperation.membership.decided_at", "people.terms[t].elected_at"]
    assert paths(decided("planned"), NOT_HELD) == both
    assert paths(decided("held"), NOT_HELD) == []
    assert paths(decided("cancelled"), NOT_HELD) == []
    gone = {"people": {"terms": [{"id": "t", "person": "p", "office": "o", "elected_at": "gone"}]}}
    assert paths(subject(files=gone), NOT_HELD) == []
    assert paths(decided("cancelled"), CANCELLED) == both
    assert severities(decided("cancelled"), CANCELLED) == ["error", "error"]
    assert paths(decided("planned"), CANCELLED) == []


def test_nothing_is_told_of_an_event_that_was_cancelled() -> None:
    about = told("A.", entry={"event": "e"}, events=[event("cancelled")])
    assert paths(about, CANCELLED) == ["cooperation.history[entry].event"]
    assert severities(about, CANCELLED) == ["warning"]
    edition = subject(events=[event("cancelled")], edition={"event": "e"}, printed=frozenset({"events[e].name"}))
    assert paths(edition, CANCELLED) == ["editions[now].event"]
    shown = subject(events=[event("cancelled")], printed=frozenset({"events[e].name"}))
    assert paths(shown, CANCELLED) == ["events[e]"]
    assert paths(subject(events=[event("cancelled")], printed=frozenset()), CANCELLED) == []
    assert paths(subject(events=[event("cancelled")]), CANCELLED) == []


SOON = "The Agency currently leads."


def expired(words: str, **said: Any) -> list[tuple[str, str]]:
    about = told(words, **said)
    return list(zip(marked(about, EXPIRED), [one.message for one in found(about, EXPIRED)], strict=True))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"date": "2028"}, "“currently”: 2028 has passed"),
        ({"date": "2030"}, None),
        ({"date": "ongoing"}, None),
        ({"date": "2028", "as_of": "2030-05"}, None),  # true then
        ({"date": "2030-05", "as_of": "2029"}, "“currently”: 2029 has passed"),
        ({"date": "2028", "review_by": "2031"}, None),
        ({"date": "2028", "review_by": "2029"}, None),  # has a report of its own
    ],
)
def test_words_expire_with_the_date_that_belongs_to_them(fields: dict[str, str], expected: str | None) -> None:
    assert [message for _, message in expired(SOON, entry=fields)] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("words", "marks"),
    [
        ("It currently leads until 2031.", []),
        ("It currently leads, as {{ events.gone.date }} said.", ["currently"]),
        ("It currently leads since 2029.", ["currently"]),
        ("It currently leads. That was in 2031.", ["currently"]),
        ("That was in 2031. It currently leads.", ["currently"]),
        ("It leads until 2029 and until 2031, currently.", []),
        ("It currently leads, from 28 April to 14–16 May 2030.", []),
        ("It will meet on 14–15 May 2030.", []),
        ("It will meet on 13–14 May 2030.", ["will"]),
        ("It will meet in May 2030.", []),
        ("It will meet in April 2030.", ["will"]),
        ("It will meet at {{ events.forum.date }}.", []),
        ("It will meet at {{ events.forum }}.", []),
        ("It will meet at {{ events.big_one.date }}.", ["will"]),
        ("It will meet at {{ date }}.", ["will"]),
        ("It will meet and will open.", ["will"]),
        ("It will meet. It will open.", ["will", "will"]),
        ("It said that it will meet.", []),  # what somebody said then
        ("It said that it currently leads.", ["currently"]),
        ("It read “We will meet”.", []),
    ],
)
def test_a_date_in_the_sentence_is_what_the_words_speak_of(words: str, marks: list[str]) -> None:
    events = [event("held", "2028-03", id="big-one")]
    assert [mark for mark, _ in expired(words, events=events)] == marks


def test_of_several_dates_the_first_is_named() -> None:
    ((_, message),) = expired("It will meet on 1 May 2029 and on 2 May 2029.")
    assert message == "“will”: 1 May 2029 has passed"


def test_the_objectives_of_an_edition_expire_with_its_event_not_with_its_own_day() -> None:
    edition = {"event": "e", "objectives": {"en": "We will meet everybody."}}
    for date, over in (("2030-05-14", True), ("2030-05-15", False)):
        about = subject(events=[event("planned", date)], edition=edition)
        assert paths(about, EXPIRED) == (["editions[now].objectives"] if over else [])


def test_words_of_the_future_need_no_date_those_of_the_present_do() -> None:
    for aim, undated in (("It will grow.", False), ("It currently grows.", True)):
        assert bool(paths(subject(association={"aim": {"en": aim}}), UNDATED)) is undated


def test_words_about_an_event_expire_when_it_was_held_or_cancelled() -> None:
    def of_event(state: str) -> list[str]:
        one = event(state, "2028-03-04", text={"en": "It will meet in 2031."})
        return [each.message for each in found(subject(events=[one]), EXPIRED)]

    assert of_event("held") == ["“will”: Big Meeting was held"]
    assert of_event("cancelled") == ["“will”: Big Meeting was cancelled"]
    assert of_event("planned") == []
    entry_of = told("It will meet in 2031.", entry={"event": "e"}, events=[event("held")])
    assert found(entry_of, EXPIRED) == []
    later = subject(events=[event("planned", "2028-03-04", text={"en": "It will meet."})])
    assert marked(later, EXPIRED) == ["will"]


def test_what_is_counted_from_its_entry_is_only_read_wrongly() -> None:
    about = told("It met last year.")
    assert (marked(about, EXPIRED), severities(about, EXPIRED)) == (["last year"], ["warning"])
    assert severities(told("It currently leads."), EXPIRED) == ["error"]
    aim = subject(association={"aim": {"en": "It met last year."}, "as_of": "2028"})
    assert severities(aim, EXPIRED) == ["error"]


def test_words_that_are_not_printed_or_told_before_do_not_expire() -> None:
    assert found(told(SOON, printed=frozenset()), EXPIRED) == []
    assert found(told("A.", entry={"earlier": [{"until": "2029", "text": {"en": SOON}}]}), EXPIRED) == []
    assert found(told("A.", entry={"label": {"en": SOON}}), EXPIRED) == []
    assert paths(told("A.", entry={"summary": {"en": SOON}}), EXPIRED) == ["cooperation.history[entry].summary"]


def test_words_of_before_are_of_no_time_and_what_is_to_be_looked_at_again_stands() -> None:
    earlier = {"date": "ongoing", "earlier": [{"until": "2029", "text": {"en": SOON}}]}
    assert found(told("A.", entry=earlier), UNDATED) == []
    stat = {"id": "s", "label": {"en": "Members"}, "value": 3, "text": {"en": SOON}, "as_of": "2028"}
    for review, marks in (({}, ["currently"]), ({"review_by": "2031"}, [])):
        about = subject(association={"stats": [{**stat, **review}], "as_of": "2028"})
        assert marked(about, EXPIRED) == marks
    # Only in an entry of the history may words of the past speak of any time.
    aim = subject(association={"aim": {"en": "It said that it will meet."}, "as_of": "2028"})
    assert marked(aim, EXPIRED) == ["will"]
    objectives: dict[str, Any] = {"edition": {"objectives": {"en": SOON}}}
    assert found(subject(**objectives, on=Point(2030, 5, 18)), EXPIRED) == []  # the event is still to come
    assert marked(subject(**objectives, on=Point(2030, 5, 21)), EXPIRED) == ["currently"]


def test_words_to_which_no_date_belongs_say_until_when() -> None:
    assert marked(told(SOON, entry={"date": "ongoing"}), UNDATED) == ["currently"]
    assert marked(told("It will meet.", entry={"date": "ongoing"}), UNDATED) == []
    assert marked(subject(association={"aim": {"en": SOON}}), UNDATED) == ["currently"]
    objectives = subject(edition={"objectives": {"en": SOON}})
    assert marked(objectives, UNDATED) == []  # the event's date


@pytest.mark.parametrize(
    ("words", "fields", "marks"),
    [
        ("It met on Monday, 14 October 2019.", {}, []),
        ("It met on Tuesday, 14 October 2019.", {}, ["Tuesday"]),
        ("On 14 October 2019 (Tuesday) it met.", {}, ["Tuesday"]),
        ("From Monday the 14 to Friday, 18 October 2019.", {}, []),
        ("From Thursday, 14–18 October 2019.", {}, ["Thursday"]),
        ("From Friday, 14–18 October 2019.", {}, []),
        ("On Tuesday the 14 October 2019.", {}, ["Tuesday"]),
        ("On Tuesday, they met. On 14 October 2019.", {}, []),
        ("On Tuesday, 14 October.", {"date": "2019-10-10"}, ["Tuesday"]),  # in the year of its entry
        ("On Monday, 14 October.", {"date": "2019-10-10"}, []),
        ("On Tuesday, {{ date }}.", {"date": "2019-10-14"}, ["Tuesday"]),
        ("On Monday, {{ date }}.", {"date": "2019-10-14"}, []),
        ("On Friday, {{ date }}.", {"date": "2019-10-14/2019-10-18"}, []),
        ("On Tuesday, {{ date }}.", {"date": "2019-10"}, []),
        ("Tuesday it met.", {"date": "2019-10-14"}, ["Tuesday"]),  # the date of a row stands before it
        ("(On Tuesday it met.)", {"date": "2019-10-14"}, ["Tuesday"]),
        ("It met on Tuesday.", {"date": "2019-10-14"}, []),
        ("On Tuesday, {{ events.big_one.date }}.", {}, ["Tuesday"]),
        ("On Saturday, {{ events.big_one.date }}.", {}, []),
        ("On Saturday, {{ events.nothing.date }}.", {}, []),
        ("On Tuesday, {{ event.date }}.", {"event": "big-one"}, ["Tuesday"]),
        ("They met on Tuesday, {{ event.date }}.", {"event": "big-one"}, ["Tuesday"]),
        ("On Tuesday, {{ association.founded }}.", {}, ["Tuesday"]),
        ("On Monday, {{ association.founded }}.", {}, []),
        ("On Tuesday, {{ membership.since }}.", {}, ["Tuesday"]),
        ("On Tuesday, {{ cooperation.history.entry.date }}.", {"event": "big-one"}, ["Tuesday"]),
        ("On Friday, 1 May 2026, Tuesday, 14 October 2019.", {}, ["Tuesday"]),
        ("14 October 2019, Tuesday 15 October 2019.", {}, []),  # the nearer one
    ],
)
def test_a_weekday_is_that_of_the_date_beside_it(words: str, fields: dict[str, str], marks: list[str]) -> None:
    events = [event("held", "2028-03-04", id="big-one")]
    member = {"category": "affiliate", "since": "2021-03-05", "text": {"en": "A."}}
    files = {"cooperation": {"title": {"en": "T"}, "membership": member, "history": [_entry(words, fields)]}}
    about = subject(files=files, events=events, association={"founded": "1951-01-01"})
    assert marked(about, WEEKDAY) == marks


def _entry(words: str, fields: dict[str, str]) -> dict[str, Any]:
    return {"id": "entry", "text": {"en": words}, **({} if "event" in fields else {"date": "2028"}), **fields}


def test_a_membership_has_a_weekday_for_its_beginning() -> None:
    member = {"category": "affiliate", "since": "2021-03-05", "text": {"en": "Since Tuesday, {{ since }}."}}
    assert marked(subject(files={"cooperation": {"membership": member}}), WEEKDAY) == ["Tuesday"]


def test_the_hint_names_the_right_day() -> None:
    (only,) = found(told("It met on Tuesday, 14 October 2019."), WEEKDAY)
    assert only.hint == "it is Monday"
    (georgian,) = found(told({"ka": "შეხვდა სამშაბათს, 2019 წლის 14 ოქტომბერს."}), WEEKDAY)
    assert georgian.hint == "it is ორშაბათი"
    assert only.message == "“Tuesday”: 14 October 2019 is not that day of the week"


def test_a_weekday_in_a_label_has_no_row_before_it() -> None:
    assert marked(told("A.", entry={"date": "2019-10-14", "label": {"en": "Tuesday"}}), WEEKDAY) == []
    assert marked(told("A.", entry={"date": "2019-10-14", "summary": {"en": "Tuesday"}}), WEEKDAY) == []
