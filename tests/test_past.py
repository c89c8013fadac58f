"""What an edition printed when it was its time, it prints after everything that was learnt later."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.past_project import NEWER, OLDER, Past, Step


@pytest.fixture
def past(tmp_path: Path) -> Past:
    return Past(tmp_path / "project")


@pytest.fixture(scope="module")
def then(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return what the editions of 2019 printed in 2019."""
    return Past(tmp_path_factory.mktemp("then") / "project").printed()


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
        ["Elected: Cleo Clark"], ["Candidates"],
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
        ["There are 3: 1. Commission on Lamps; 2. Commission on Fog; 3. Commission on Waves"], [],
    ),
    "a commission that is no more": (
        [("remove", "bodies.fog", LATER), NEW], ["There are 1: 1. Commission on Lamps."], ["Commission on Fog"],
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


@pytest.mark.parametrize("name", SCENARIOS)
def test_what_was_learnt_later_changes_no_older_edition(past: Past, then: dict[str, str], name: str) -> None:
    steps, shown, gone = SCENARIOS[name]
    for step in steps:
        past.do(step)
    assert past.printed() == then
    for edition in OLDER:
        assert past.errors(edition) == []
    newer = past.words(NEWER)
    assert [words for words in shown if words not in newer] == []
    assert [words for words in gone if words in newer] == []
