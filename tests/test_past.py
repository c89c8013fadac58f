"""What an edition printed when it was its time, it prints after everything that was learnt later."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefgen.content.changing import journal
from briefgen.content.changing.learning import LearningError, UndecidedError
from briefgen.content.changing.new import new_edition
from briefgen.content.changing.remove import ReferredError, references
from briefgen.content.knowing.known import known_at
from briefgen.content.reading.loader import load
from briefgen.localise import gaps
from tests.conftest import ProjectCopy, once_a_run
from tests.past_project import NEWER, OLDER, Past, Step
from tests.soak import some


@pytest.fixture
def past(tmp_path: Path) -> Past:
    return Past(tmp_path / "project")


@pytest.fixture(scope="module")
def then(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return what the editions of 2019 printed in 2019."""

    def make(folder: Path) -> dict[str, str]:
        return Past(folder / "project").printed()

    return once_a_run(tmp_path_factory, "then", make)


LATER = {"since": "2022-11-01"}
NEW: Step = ("new",)
CLARK: Step = ("add", "people.persons", {"id": "clark", "name": {"en": "Cleo Clark"}})
HELD: Step = ("set", "events[next-forum].state", "held")
COUNCIL: Step = (
    "add", "events",
    {
        "id": "session-22", "kind": "council-session", "parent": "next-forum", "body": "council", "state": "held",
        "name": {"en": "Session of 2022"}, "date": "2022-10-28",
        "agenda": [
            {"id": "p", "kind": "election", "office": "president", "title": {"en": "Election"}, "elected": ["clark"]}
        ],
    },
)  # fmt: skip


def term(**fields: Any) -> dict[str, Any]:
    return {"id": "clark-president", "person": "clark", "office": "president", **fields}


COMMISSION = {"id": "waves", "kind": "commission", "parent": "commissions", "name": {"en": "Commission on Waves"}}

# What was learnt after both editions, step by step; what the newer edition prints of it, and what it no longer does.
SCENARIOS: dict[str, tuple[list[Step], list[str], list[str]]] = {
    "a president elected at a session of 2022": (
        [NEW, HELD, CLARK, COUNCIL, ("add", "people.terms", term(start="2022-10-28", elected_at="session-22"))],
        ["President – Cleo Clark"], ["Brown, President"],
    ),
    "the same, before the newer edition is started": (
        [CLARK, ("add", "people.terms", term(start="2022-10-28"), LATER), NEW],
        ["President – Cleo Clark"], ["President – Ann"],
    ),
    "the same, and the earlier term is ended": (
        [NEW, CLARK, ("add", "people.terms", term(start="2022-10-28"), {"ends_earlier": True})],
        ["President – Cleo Clark"], [],
    ),
    "a president known by month, with the earlier term left open": (
        [NEW, CLARK, ("add", "people.terms", term(start="2022-10"))],
        ["President – Cleo Clark"], [],
    ),
    "a result of 2019 learnt later, as a term": (
        [CLARK, ("add", "people.terms", term(start="2019-10-17", elected_at="session"), LATER), NEW],
        ["President – Cleo Clark"], ["President – Ann"],
    ),
    "a result of 2019 learnt later, in the agenda": (
        [CLARK, ("set", "events[session].agenda[president].elected", "[clark]", LATER), NEW],
        ["Election of the President Cleo Clark"], ["Candidates"],
    ),
    "an outcome of 2019 learnt later": (
        [("set", "events[session].agenda[budget].outcome.en", "It was adopted.", LATER), NEW],
        ["The budget It was adopted."], [],
    ),
    "a holder of an office that had none": (
        [CLARK, ("add", "people.terms", term(office="director", start="2021"), LATER), NEW],
        ["Director – Cleo Clark"], [],
    ),
    "the treasurer left years ago": (
        [("set", "people.terms[green-treasurer].end", "2020-01", LATER), NEW], [], ["Bob Green"],
    ),
    "a term that began otherwise": (
        [("set", "people.terms[green-treasurer].start", "2020", LATER), NEW], ["Treasurer – Bob Green"], [],
    ),
    "a newer figure": (
        [("set", "stats.members", "340", {"as_of": "2022-10", **LATER}), NEW], ["340"], ["more than 320"],
    ),
    "a newer figure by its date alone": (
        [("set", "stats.members", "340", {"as_of": "2022-10"}), NEW], ["340"], ["more than 320"],
    ),
    "a figure of the same year with a newer one": (
        [
            ("set", "stats.members", "340", {"as_of": "2022-10", **LATER}),
            ("set", "stats.members", "325", {"as_of": "2019-11", **LATER}),
            NEW,
        ],
        ["340"], [],
    ),
    "a figure of the same date, mended from a day on": (
        [("set", "stats.members", "321", LATER), NEW], ["more than 321"], [],
    ),
    "mended from a day on, then a newer one": (
        [
            ("set", "stats.members", "321", {"since": "2020-01-01"}),
            ("set", "stats.members", "340", {"as_of": "2022-10", **LATER}),
            NEW,
        ],
        ["340"], [],
    ),
    "a figure's words": (
        [("set", "stats.members.label.en", "Member bodies", LATER), NEW], ["Member bodies"], ["Members more"],
    ),
    "a new figure": (
        [("add", "association.stats", {"id": "lamps", "label": {"en": "Lamps lit"}, "value": 7, "as_of": 2022}, LATER),
         NEW],
        ["Lamps lit 7 (as of 2022)"], [],
    ),
    "a figure taken out": ([("remove", "association.stats[members]", {"anyway": True, **LATER}), NEW], [], ["320"]),
    "a body of its own": (
        [("add", "association.bodies",
          {"id": "bureau", "kind": "bureau", "name": {"en": "Bureau"}, "text": {"en": "It meets."}}, LATER), NEW],
        ["Bureau It meets."], [],
    ),
    "a commission added years later": (
        [("add", "association.bodies", COMMISSION, LATER), NEW],
        ["There are three: 1. Commission on Lamps; 2. Commission on Fog; 3. Commission on Waves"], [],
    ),
    "a commission that is no more": (
        [("remove", "bodies.fog", LATER), NEW], ["There are one: 1. Commission on Lamps."], ["Commission on Fog"],
    ),
    "an office renamed": (
        [("set", "offices.president.title.en", "Chair", LATER), NEW], [], ["Election of the Chair"],
    ),
    "an office renamed whose holder is named": (
        [("set", "offices.treasurer.title", "{en: Bursar}", LATER), NEW], ["Bursar – Bob Green"], ["Treasurer"],
    ),
    "the association renamed": (
        [("set", "association.name.en", "Union of Lights", LATER), NEW], ["Union of Lights"], ["Association of L"],
    ),
    "the agency renamed": ([("set", "agency.short_name.en", "Office", LATER), NEW], [], []),
    "a body renamed": ([("set", "bodies.council.name.en", "Board", LATER), NEW], ["Board Elects"], ["Council Elects"]),
    "a person renamed": (
        [("set", "persons.green.name.en", "Rob Green", LATER), NEW], ["Treasurer – Rob Green"], ["Bob"],
    ),
    "a person's country": (
        [("set", "persons.green.country", "FR", LATER), NEW], ["Treasurer – Bob Green (France)"], [],
    ),
    "a city renamed": ([("set", "cities.port.name.en", "Harbour", LATER), NEW], ["held in Harbour"], ["in Port"]),
    "a country called otherwise": (
        [("add", "places.countries", {"code": "GE", "name": {"en": "Sakartvelo"}}, LATER),
         ("set", "persons.green.country", "GE", LATER), NEW],
        ["Treasurer – Bob Green (Sakartvelo)"], ["Georgia"],
    ),
    "a work's title": (
        [("set", "works.guide.title.en", "Guide to Mist", LATER), NEW], ["Guide to Mist"], ["Guide to Fog"],
    ),
    "a contact supplied": ([("set", "agency.contact.en", "Room 2", LATER), NEW], ["Contact: Room 2"], ["Room 1"]),
    "a contact taken out": ([("remove", "agency.contact", LATER), NEW], [], ["Contact"]),
    "an ongoing entry begun in 2022": (
        [("add", "cooperation.history", {"id": "calls", "date": "ongoing", "text": {"en": "Calls are made."}}, LATER),
         NEW],
        ["Ongoing Calls are made."], [],
    ),
    "an entry of 2018 found later": (
        [("add", "cooperation.history", {"id": "visit", "date": 2018, "text": {"en": "A visit."}}, LATER), NEW],
        ["A visit."], [],
    ),
    "an entry of 2021, by its date alone": (
        [NEW, ("add", "cooperation.history", {"id": "visit", "date": 2021, "text": {"en": "A visit."}})],
        ["A visit."], [],
    ),
    "an entry of 2021, before the newer edition is started": (
        [("add", "cooperation.history", {"id": "visit", "date": "2021-05/2021-06", "text": {"en": "A visit."}}), NEW],
        ["A visit."], [],
    ),
    "an entry of a session held in 2022, before the newer edition is started": (
        [CLARK, COUNCIL,
         ("add", "cooperation.history", {"id": "v", "event": "session-22", "text": {"en": "Hands up."}}), NEW],
        ["Hands up."], [],
    ),
    "a new figure of 2022, by its date alone": (
        [("add", "association.stats", {"id": "lamps", "label": {"en": "Lamps lit"}, "value": 7, "as_of": 2022}), NEW],
        ["Lamps lit 7 (as of 2022)"], [],
    ),
    "an entry reworded": (
        [("set", "cooperation.history[letters].text.en", "Letters were written.", LATER), NEW],
        ["Letters were written."], ["Letters are written."],
    ),
    "an entry reworded twice": (
        [
            ("set", "cooperation.history[letters].text.en", "Letters were written.", {"since": "2020-02"}),
            ("set", "cooperation.history[letters].text.en", "Few letters were written.", LATER),
            NEW,
        ],
        ["Few letters were written."], [],
    ),
    "a text whose earlier wording is there, reworded again": (
        [("set", "events[forum].text.en", "It was a fine forum.", LATER), NEW], ["It was a fine forum."], [],
    ),
    "an entry taken out": ([("remove", "cooperation.history[letters]", LATER), NEW], [], ["Letters"]),
    "an event held": (
        [NEW, HELD, ("set", "cooperation.history[plans].text.en", "There was a stand.", LATER)],
        ["There was a stand."], ["A stand at"],
    ),
    "an event held, as the newest edition has to know": (
        [("set", "events[next-forum].state", "held", LATER), NEW], [], [],
    ),
    "an event cancelled": (
        [("set", "events[next-forum].state", "cancelled", {"since": "2022-01"}), NEW,
         ("set", "cooperation.history[plans].text.en", "No stand, no forum.", LATER)],
        ["No stand, no forum."], [],
    ),
    "an event moved": (
        [("set", "events[next-forum].date", "2022-11-02/2022-11-04", LATER), NEW], ["2–4 November 2022"], ["24–28"],
    ),
    "an event renamed": (
        [("set", "events[next-forum].name.en", "Congress", LATER), NEW], ["A stand at the Congress"], ["Forum of 2022"],
    ),
    "the forum's session is dated": ([("set", "events[session].date", "2019-10-16", LATER), NEW], [], []),
    "who came, learnt later": (
        [("set", "events[forum].participants.people", "60", LATER), NEW], [], [],
    ),
    "a session of the forum found later": (
        [("add", "events",
          {"id": "panel", "kind": "meeting", "parent": "forum", "date": "2019-10-15", "state": "held",
           "name": {"en": "Panel"}, "agenda": [{"id": "x", "kind": "report", "title": {"en": "A report"}}]}, LATER),
         NEW],
        ["A report"], [],
    ),
    "an item of its agenda found later": (
        [("add", "events[session].agenda", {"id": "x", "kind": "report", "title": {"en": "A report"}}, LATER), NEW],
        ["A report"], [],
    ),
    "the aim reworded": ([("set", "association.aim.en", "More fog.", LATER), NEW], ["More fog."], ["To give light"]),
    "the goals taken out": ([("remove", "association.goals", LATER), NEW], [], ["The goals are"]),
    "a goal more": (
        [("add", "association.goals.items", {"id": "fog", "text": {"en": "less fog"}}, LATER), NEW], ["less fog"], [],
    ),
    "the membership reworded": (
        [("set", "cooperation.membership.text.en", "It was one.", LATER), NEW], ["It was one."], ["is a member"],
    ),
    "the membership ended": ([("remove", "cooperation.membership", LATER), NEW], [], ["a member"]),
    "the history's heading": (
        [("set", "cooperation.title.en", "What we did", LATER), NEW], ["What we did"], ["What was done"],
    ),
    "a programme": (
        [("set", "programmes[programme-2020].text.en", "Old lamps.", LATER), NEW], ["Old lamps."], ["New lamps."],
    ),
    "a status": ([("set", "association.bodies[council].status", "unverified", LATER), NEW], [], []),
    "a source's publisher": (
        [("set", "sources[page].publisher", "Another", LATER), NEW], [], [],
    ),
    "the marking renamed": ([("set", "agency.markings[internal].name.en", "Inside", LATER), NEW], [], []),
    "a glossary rule of today": (
        [("add", "glossary.terms",
          {"id": "letter", "term": {"en": "message"}, "forbidden": {"en": ["letter", "letters"]}}, LATER),
         ("set", "cooperation.history[letters].text.en", "Messages are written.", LATER), NEW],
        ["Messages are written."], [],
    ),
    "a glossary rule made stricter": (
        [("set", "glossary.terms[lamp].forbidden", "{en: [light]}", LATER), NEW], [], [],
    ),
    "a person, a city, a work and an event that nothing names yet": (
        [CLARK, ("add", "places.cities", {"id": "bay", "country": "GE", "name": {"en": "Bay"}}),
         ("add", "association.works", {"id": "book", "kind": "publication", "title": {"en": "Book"}}),
         ("add", "events", {"id": "talk", "kind": "meeting", "date": 2023, "state": "planned"}), NEW],
        [], ["Bay", "Book"],
    ),
}  # fmt: skip


_JUDGED = ("('events", "('people", "('glossary")


@pytest.mark.soak
@pytest.mark.parametrize("name", some(tuple(SCENARIOS), 20))
def test_what_was_learnt_later_changes_no_older_edition(past: Past, then: dict[str, str], name: str) -> None:
    steps, shown, gone = SCENARIOS[name]
    for step in steps:
        past.do(step)
    assert past.printed() == then
    if any(str(step[1:]).startswith(_JUDGED) for step in steps):  # what a rule may look at beside what is printed
        assert [past.errors(edition) for edition in OLDER] == [[], []]
    newer = past.words(NEWER)
    assert [words for words in shown if words not in newer] == []
    assert [words for words in gone if words in newer] == []


# Which of the two a change is ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "step",
    [
        ("set", "agency.contact.en", "Room 2"),
        ("set", "offices.president.title.en", "Chair"),
        ("add", "association.bodies", COMMISSION),
        ("add", "cooperation.history", {"id": "calls", "date": "ongoing", "text": {"en": "Calls are made."}}),
        ("add", "cooperation.history", {"id": "visit", "date": 2018, "text": {"en": "A visit."}}),
        ("add", "cooperation.history", {"id": "talk", "event": "next-forum", "text": {"en": "A talk is planned."}}),
        ("add", "glossary.terms", {"id": "x", "term": {"en": "message"}, "forbidden": {"en": ["letter"]}}),
        ("remove", "cooperation.history[letters]", {}),
    ],
)
def test_what_an_edition_that_went_out_would_print_needs_an_answer(past: Past, step: Step) -> None:
    files = {path: path.read_bytes() for path in past.folder.rglob("*.yaml")}
    with pytest.raises(UndecidedError) as raised:
        past.do(step)
    assert raised.value.editions == OLDER[:1]
    assert "--since DATE" in str(raised.value)
    assert "--always" in str(raised.value)
    assert {path: path.read_bytes() for path in past.folder.rglob("*.yaml")} == files


def test_the_day_that_an_entry_itself_gives_is_told(past: Past) -> None:
    told = past.add("association.stats", {"id": "lamps", "label": {"en": "Lamps lit"}, "value": 7, "as_of": "2022-03"})
    assert "known_from 2022-03 was written there: editions of before that day don't know it" in told
    assert "    known_from: 2022-03\n" in (past.folder / "association.yaml").read_text(encoding="utf-8")


def test_what_was_wrong_all_along_is_mended_for_every_edition(past: Past) -> None:
    past.set("association.bodies[council].text.en", "Elects the Treasurer.", always=True)
    for edition in OLDER:
        assert "Council Elects the Treasurer." in past.words(edition)
    assert "earlier" not in (past.folder / "association.yaml").read_text(encoding="utf-8")


def test_a_new_edition_and_what_older_ones_keep_for_it_are_one_change(past: Past) -> None:
    past.add("cooperation.history", {"id": "visit", "date": 2021, "text": {"en": "A visit."}}, always=True)
    past.set("events[next-forum].state", "cancelled", always=True)
    files = {path: path.read_bytes() for path in past.folder.rglob("*.yaml")}
    printed = past.printed()
    past.new()
    assert past.printed() == printed
    changed = {path.name for path, data in files.items() if path.read_bytes() != data}
    assert changed == {"cooperation.yaml", "events.yaml"}
    journal.undo(past.folder, "content", journal.next_undo(past.folder))
    assert {path: path.read_bytes() for path in past.folder.rglob("*.yaml")} == files


def test_an_earlier_wording_is_named_that_was_not_mended_with_the_present_one(past: Past) -> None:
    past.set("agency.contact.en", "Room 2", since="2022-11-01")
    told = past.set("agency.contact.en", "Room 3", always=True)
    assert told[1] == (
        "editions of until 2022-10-31 print what stood there then; if that was wrong, too, correct it:"
        " agency.earlier[2022-10-31].contact"
    )
    past.set("agency.earlier[2022-10-31].contact.en", "Room 4", always=True)
    assert "Contact: Room 4" in past.words(OLDER[0])


def test_the_newest_edition_is_changed_without_a_question_until_it_is_issued(past: Past) -> None:
    past.set(f"editions[{OLDER[0]}].objectives.en", "To speak.")  # what an edition says of itself is its own
    past.set("events[forum].text.en", "It was a fine forum.")  # only the newest one prints that wording
    (past.folder / "editions" / f"{OLDER[1]}.issued" / "v1").mkdir(parents=True)
    with pytest.raises(UndecidedError) as raised:
        past.set("events[forum].text.en", "It was a forum.")
    assert raised.value.editions == (OLDER[1],)
    past.set(f"editions[{OLDER[1]}].version", "2")
    past.set("events[forum].text.en", "It was a forum.")


def test_one_says_one_of_the_two(past: Past) -> None:
    with pytest.raises(LearningError, match="either --since DATE or --always"):
        past.set("agency.contact.en", "Room 2", since="2022", always=True)
    with pytest.raises(LearningError, match="--since"):
        past.set("agency.contact.en", "Room 2", since="soon")


def test_a_day_before_an_edition_changes_that_edition_too_and_says_so(past: Past) -> None:
    told = past.set("agency.contact.en", "Room 2", since="2019-11-01")
    assert told[-1] == "editions of before 2019-11-01 stay as they were: 2019-10-before"
    assert "Room 1" in past.words(OLDER[0])
    assert "Room 2" in past.words(OLDER[1])


def test_what_is_removed_is_said_to_be_named_elsewhere(past: Past) -> None:
    with pytest.raises(ReferredError) as raised:
        past.remove("persons.brown")
    assert raised.value.paths == (
        "people.terms[brown-president].person",
        "events[session].agenda[president].candidates[0]",
        "cooperation.history[seminar].text",
    )
    with pytest.raises(ReferredError):
        past.remove("works.guide", since="2022")


def test_a_text_that_names_it_in_one_language_alone_names_it(project_copy: ProjectCopy) -> None:
    path = "association.works[error-evasion-fraud]"
    before = references(load(project_copy.project.content), path)
    assert "events[wssf-2019].text" in before
    project_copy.edit("content/events.yaml", "*{{ works.error_evasion_fraud }}*", "some of them")
    assert references(load(project_copy.project.content), path) == before


def test_what_still_names_what_was_removed_is_said(past: Past) -> None:
    told = past.remove("persons.brown", anyway=True, always=True)
    assert (
        "people.terms[brown-president].person still names brown: change that, else briefgen check will say so" in told
    )
    assert not any("yet" in line for line in told)


def test_what_is_removed_as_wrong_leaves_no_trace(past: Past) -> None:
    before = (past.folder / "association.yaml").read_text(encoding="utf-8")
    past.add("association.bodies", COMMISSION, always=True)
    past.remove("bodies.waves", always=True)
    assert (past.folder / "association.yaml").read_text(encoding="utf-8") == before


@pytest.mark.parametrize(("status", "ended"), [("verified", False), ("unverified", True)])
def test_no_end_is_written_into_a_verified_term_unasked(past: Past, status: str, ended: bool) -> None:
    past.set("people.terms[green-treasurer].status", status)
    past.add("people.persons", CLARK[2])
    told = past.add("people.terms", term(office="treasurer", start="2022-10-28"))
    assert ("end: 2022-10-27" in (past.folder / "people.yaml").read_text(encoding="utf-8")) is ended
    assert any("green-treasurer" in line for line in told)


def test_no_end_is_written_where_another_election_lies_between(past: Past) -> None:
    past.set("people.terms[brown-president].status", "unverified")
    past.add("people.persons", CLARK[2])
    past.do(COUNCIL)
    told = past.add("people.terms", term(start="2022-10-28", elected_at="session-22"))
    assert any("since session elected in between" in line for line in told)
    assert "end:" not in (past.folder / "people.yaml").read_text(encoding="utf-8")


# What is printed ----------------------------------------------------------------------------------------------------


def test_a_row_that_quotes_another_figure_has_the_date_of_each(past: Past) -> None:
    assert "more than 320, from 158 countries (as of 2019) " in past.words(OLDER[1])
    past.set("stats.members", "340", as_of="2022-10", since="2022-10")
    past.new()
    assert "340, from 158 countries (as of October 2022; Countries: 2019) " in past.words(NEWER)


def test_before_a_session_the_brief_has_our_position_and_after_it_the_result(past: Past) -> None:
    before = past.words(OLDER[0])
    assert "Candidates and our position Election of the President Candidates: Ann Brown We vote for light." in before
    after = past.words(OLDER[1])
    assert "Item Result Election of the President not known yet What was done" in after
    past.set("events[session].agenda[president].elected", "[brown]")
    past.set("events[session].agenda[budget].outcome.en", "It was adopted.")
    assert past.words(OLDER[0]) == before
    after = past.words(OLDER[1])
    assert "Item Result Election of the President Ann Brown The budget It was adopted. What was done" in after
    assert "Candidates" not in after
    assert "We vote" not in after


def test_what_an_edition_called_new_the_next_one_does_not_call_new_again(past: Past) -> None:
    assert "What is new: 3 May 2018: a seminar" in past.words(OLDER[0])
    assert "What is new: " not in past.words(OLDER[1])
    past.new()
    assert "What is new: " not in past.words(NEWER)
    past.add(
        "cooperation.history", {"id": "visit", "date": 2021, "text": {"en": "A visit."}, "summary": {"en": "we came"}}
    )
    assert "What is new: 2021: we came" in past.words(NEWER)


def test_what_the_edition_before_asked_for_is_asked_for_until_it_is_known(past: Past) -> None:
    results = [f"events[session].agenda[{item}" for item in ("president].elected", "budget].outcome")]
    past.new(event="next-forum")
    assert asked(past, OLDER[1]) >= {*results}
    assert asked(past, NEWER) >= {*results}
    past.set(results[1], "{en: It was adopted.}", since="2022-11-01")
    assert asked(past, NEWER) & {*results} == {results[0]}
    past.do(CLARK)
    past.do(COUNCIL)  # and elected somebody else since
    assert asked(past, NEWER) & {*results} == set()


def test_what_was_asked_for_before_two_editions_of_one_event_is_asked_for_still(past: Past) -> None:
    results = {"events[session].agenda[president].elected", "events[session].agenda[budget].outcome"}
    past.new(event="next-forum")
    new_edition(past.folder, "content", "2022-12-after", NEWER, "next-forum", "2022-12-15")
    new_edition(past.folder, "content", "2023-01-again", "2022-12-after", "next-forum", "2023-01-15")
    assert asked(past, "2022-12-after") >= results
    assert asked(past, "2023-01-again") >= results


def asked(past: Past, edition: str) -> set[str]:
    """Return the paths of what was not supplied for an edition."""
    content = load(past.folder)
    on = content.editions[edition].as_of.start
    assert on is not None
    return {gap.path for gap in gaps(known_at(content, on), edition)}
