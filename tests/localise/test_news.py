"""What is new since an earlier edition: for a change note, and for a letter a line each."""

from __future__ import annotations

import re
from typing import Any, cast

import pytest
from markupsafe import Markup

from briefgen.content.comparing.compare import Side, compare
from briefgen.content.model import Content
from briefgen.dates import Date
from briefgen.language import get_language
from briefgen.language.catalogue import load_catalogue
from briefgen.localise import LocalBrief, localise
from briefgen.localise.headlines import headlines
from briefgen.localise.news import LocalNews, Since, _quoted
from briefgen.localise.other_news import QUOTED
from tests.checks.small import NAME, entry, subject

PEOPLE = {"persons": [{"id": "anna", "name": {"en": "Anna"}}, {"id": "ben", "name": {"en": "Ben"}}]}
STAT = {"id": "members", "label": {"en": "Members"}, "value": 30, "as_of": "2029"}
OFFICES = {"offices": [{"id": "chair", "title": {"en": "Chair"}}]}
CITIES = {"places": {"cities": [{"id": "rome", "country": "IT", "name": {"en": "Rome"}}]}}


def content(**said: Any) -> Content:
    files = {"people": PEOPLE, **CITIES, **said.pop("files", {})}
    return cast("Content", subject(files=files, **said).content)


@pytest.mark.parametrize(
    ("language", "text", "quoted"),
    [
        ("en", "He said “yes” to it.", "“He said ‘yes’ to it.”"),
        ("fr", "Il dit «\u00a0oui\u00a0».", "«\u00a0Il dit “oui”.\u00a0»"),
        ("ka", "წიგნი „ა“ და “Guide”.", "„წიგნი «ა» და “Guide”.“"),
    ],
)
def test_marks_in_a_quotation_are_the_inner_ones_and_what_is_no_pair_of_ours_stays(
    language: str, text: str, quoted: str
) -> None:
    assert _quoted(Markup(f"<p>{text}</p>"), get_language(language)) == f"<p>{quoted}</p>"
    assert _quoted(Markup("<ul><li>a</li></ul>"), get_language(language)) == "<ul><li>a</li></ul>"


def brief(old: dict[str, Any], new: dict[str, Any]) -> LocalBrief:
    one, other = content(**old), content(**new)
    sides = [Side(name, each, each.editions["now"].as_of.start, "now") for name, each in (("a", one), ("b", other))]
    since = Since("now", Date.parse("2030-01"), compare(*sides))
    return localise(other, "now", get_language("en"), load_catalogue("en"), since=since)


def news(old: dict[str, Any], new: dict[str, Any]) -> LocalNews:
    found = brief(old, new).news
    assert found is not None
    return found


def lines(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    return [str(line).replace("\u00a0", " ") for line in headlines(brief(old, new))]


def event(state: str = "held", **fields: Any) -> dict[str, Any]:
    return {"id": "e", "kind": "meeting", "date": "2029-03-04", "state": state, "name": {"en": "Big Meeting"}, **fields}


def item(**fields: Any) -> dict[str, Any]:
    return {"id": "i", "kind": "election", "title": {"en": "Election"}, "office": "chair", **fields}


def events(*all_of_them: dict[str, Any], **said: Any) -> dict[str, Any]:
    return {"events": list(all_of_them), **said}


def test_nothing_new_is_no_line() -> None:
    assert lines({}, {}) == []
    quiet = localise(content(), "now", get_language("en"), load_catalogue("en"))
    assert headlines(quiet) == ()
    assert quiet.new_entries == ()


def test_an_event_that_has_been_held_is_told_with_the_sessions_held_during_it() -> None:
    sessions = [event(state, id="s", parent="e") for state in ("planned", "held")]
    found = news(events(event("planned"), sessions[0]), events(event(), sessions[1]))
    assert [(held.event.path, [each.path for each in held.sessions]) for held in found.held] == [
        ("events[e]", ["events[s]"])
    ]
    alone = news(events(event("planned"), sessions[1]), events(event(), sessions[1]))
    assert [[each.path for each in held.sessions] for held in alone.held] == [["events[e]"]]
    assert lines(events(event("planned")), events(event()))[0] == "Has taken place: Big Meeting, 4 March 2029"


def test_whether_anything_was_settled_is_said_only_of_agendas() -> None:
    for agenda, unsettled, open_items in (
        ([], False, 0),
        ([item()], True, 1),
        ([item(elected=["anna"])], False, 0),
        ([item(elected=[])], False, 0),
        ([item(), item(id="j", kind="report", office=None, outcome={"en": "Yes."})], False, 1),
    ):
        found = news(events(event("planned"), association=OFFICES), events(event(agenda=agenda), association=OFFICES))
        assert found.held[0].is_unsettled is unsettled
        assert len(found.unsettled) == open_items


def test_what_was_cancelled_moved_and_elected_is_a_line_each_the_weightiest_first() -> None:
    assert lines(events(event("planned")), events(event("cancelled", date="2029-05-06"))) == [
        "Cancelled: Big Meeting, 6 May 2029"
    ]
    own = {"id": "own", "kind": "forum", "date": "2030-06-01", "state": "planned", "name": {"en": "Own"}}
    edition = {"edition": {"event": "own"}}
    assert lines(events(own, **edition), events({**own, "date": "2030-06-02"}, **edition)) == [
        "New date or place: Own, 2 June 2030"
    ]
    placed = lines(events(own, **edition), events({**own, "city": "rome"}, **edition))
    assert placed == ["New date or place: Own, Rome, 1 June 2030"]
    moved = {**own, "date": "2030-06-02", "city": "rome"}
    assert lines(events(own, **edition), events(moved, **edition)) == ["New date or place: Own, Rome, 2 June 2030"]
    gone = {**moved, "state": "cancelled"}
    assert lines(events(own, **edition), events(gone, **edition)) == ["Cancelled: Own, Rome, 2 June 2030"]
    elected = lines(
        events(event("planned", agenda=[item()]), association=OFFICES),
        events(event(agenda=[item(elected=["anna", "ben"])]), association=OFFICES),
    )
    assert elected == ["Has taken place: Big Meeting, 4 March 2029", "Election: Anna, Ben"]
    nobody = events(event(agenda=[item(elected=[])]), association=OFFICES)
    assert lines(events(event("planned", agenda=[item()]), association=OFFICES), nobody) == [
        "Has taken place: Big Meeting, 4 March 2029",
        "Election: Nobody was elected",
    ]
    outcome = item(kind="report", office=None, outcome={"en": "Yes."})
    assert lines(events(event("planned", agenda=[item()])), events(event(agenda=[outcome])))[-1] == (
        "The result is known: Election"
    )


def term(person: str, start: str, end: str | None = None) -> dict[str, Any]:
    return {"id": f"{person}-{start}", "person": person, "office": "chair", "start": start, "end": end}


def in_office(*terms: dict[str, Any], **said: Any) -> dict[str, Any]:
    return {"association": OFFICES, "files": {"people": {**PEOPLE, "terms": list(terms)}}, **said}


def test_others_in_an_office_are_told_unless_their_election_is() -> None:
    old, new = term("anna", "2020"), term("ben", "2025")
    assert lines(in_office(old), in_office(old, new)) == ["Chair: Ben (before: Anna)"]
    assert lines(in_office(), in_office(new)) == ["Chair: Ben"]
    assert lines(in_office(old), in_office({**old, "end": "2022"})) == ["Chair: not known yet (before: Anna)"]
    both = {**term("anna", "2025", "2035"), "id": "two"}
    assert lines(in_office(old), in_office(both, {**new, "end": "2036"})) == ["Chair: Anna, Ben (before: Anna)"]
    elected = in_office(old, new, events=[event(agenda=[item(elected=["ben"])])])
    assert lines(in_office(old, events=[event("planned", agenda=[item()])]), elected) == [
        "Has taken place: Big Meeting, 4 March 2029", "Election: Ben",
    ]  # fmt: skip
    gone = {"association": {}, "files": {"people": PEOPLE}}
    assert news(in_office(old), gone).offices == ()


def stats(*all_of_them: dict[str, Any], **said: Any) -> dict[str, Any]:
    return {"association": {"stats": list(all_of_them)}, **said}


def test_an_election_without_a_result_hides_no_change_of_the_office() -> None:
    old, new = term("anna", "2020"), term("ben", "2029-06")
    open_item = in_office(old, new, events=[event(agenda=[item()])])
    assert lines(in_office(old, events=[event("planned", agenda=[item()])]), open_item) == [
        "Has taken place: Big Meeting, 4 March 2029", "Chair: Ben (before: Anna)",
    ]  # fmt: skip


def test_an_office_or_a_person_that_is_gone_hides_no_other() -> None:
    offices = {"offices": [{"id": "clerk", "title": {"en": "Clerk"}}, *OFFICES["offices"]]}
    clerk = {**term("anna", "2020"), "id": "c", "office": "clerk"}
    old, new = in_office(term("anna", "2020"), clerk), in_office(term("anna", "2020"), term("ben", "2025"))
    assert lines({**old, "association": offices}, new)[0] == "Chair: Ben (before: Anna)"
    people = {"persons": PEOPLE["persons"][1:], "terms": [term("ben", "2025")]}
    assert lines(in_office(term("anna", "2020")), {"association": OFFICES, "files": {"people": people}}) == [
        "Chair: Ben"
    ]


def test_an_event_that_is_planned_again_or_has_no_name_is_told_right() -> None:
    assert lines(events(event("cancelled")), events(event("planned"))) == []
    nameless = {"id": "e", "kind": "meeting", "date": "2029-03-04"}
    assert lines(events({**nameless, "state": "planned"}), events({**nameless, "state": "cancelled"})) == [
        "Cancelled: meeting, 4 March 2029"
    ]
    session = {**nameless, "parent": "forum", "name": {"en": "Session"}}
    held = news(events({**session, "state": "planned"}), events({**session, "state": "held"})).held
    assert [each.event.path for each in held] == ["events[e]"]


def test_only_entries_of_the_history_are_new_entries_and_only_what_changed() -> None:
    bodies = {"association": {"bodies": [{"id": "b", "kind": "council", "name": {"en": "Council"}}]}}
    assert news({}, bodies).entries == ()
    one, two = entry("A.", id="a", date="2028"), entry("B.", id="b", date="2029")
    assert [row.entry.id for row in brief(history(one), history(one, two)).new_entries] == ["b"]
    alike = {**two, "label": {"en": "Visit"}}
    assert lines(history(one), history(one, alike, {**alike, "id": "c", "text": {"en": "C."}})) == [
        "New in the history of cooperation: Visit (2029)"
    ]
    came: list[dict[str, Any]] = [{"participants": {"people": {"value": value}}} for value in (50, 60)]
    assert news(events(event(**came[0])), events(event(**came[1]))).figures == ()


def test_a_text_that_is_gone_or_names_what_is_gone_is_no_passage() -> None:
    old, new = ({"association": {"aim": aim}} for aim in ({"en": "A.", "ka": "ა."}, {"ka": "ა."}))
    assert news(old, new).passages == ()
    works = [{"id": "lamp", "kind": "theme", "title": {"en": "Lamp"}}]
    named = {"association": {"aim": {"en": "It has {{ works.lamp }}. It works."}, "works": works}}
    assert news(named, {"association": {"aim": {"en": "It works."}}}).passages == ()
    reworded = [{"association": {"aim": {"en": aim}}} for aim in ("A.", "B.")]
    assert lines(*reworded) == ["New or reworded: Aim of the Association"]


def test_passages_are_of_the_briefs_own_texts_in_its_language() -> None:
    assert news(events(event(text={"en": "A."})), events(event(text={"en": "B."}))).passages == ()
    old, new = ({"association": {"aim": {"en": "A.", "ka": ka}}} for ka in ("ა.", "ბ."))
    assert news(old, new).passages == ()


def test_what_was_left_out_is_told_as_a_quotation() -> None:
    old = {"association": {"aim": {"en": "It works. It serves “all”.\n\n- one\n- two"}}}
    (passage,) = news(old, {"association": {"aim": {"en": "It works.\n\n- one\n- two"}}}).passages
    assert re.sub("<[^>]*>", "", passage.left_out.__html__()) == "“It serves ‘all’.”"
    old = {"association": {"aim": {"en": "It works.\n\n- one\n- two"}}}
    (passage,) = news(old, {"association": {"aim": {"en": "It works."}}}).passages
    assert re.sub("<[^>]*>", "", passage.left_out.__html__()) == "onetwo"


def test_who_no_longer_holds_an_office_is_told_though_its_election_has_no_result_yet() -> None:
    old = in_office(term("anna", "2020"), events=[event("planned", agenda=[item()])])
    found = news(old, in_office(term("anna", "2020", "2029-03-04"), events=[event(agenda=[item()])]))
    assert [(str(row.office.title), str(row.old), row.new) for row in found.offices] == [("Chair", "Anna", None)]
    assert [str(each.title) for each in found.unsettled] == ["Election"]


def test_figures_are_told_with_what_they_were() -> None:
    old = {"value": 30, "as_of": "2029"}
    new = {**STAT, "value": 35, "as_of": "2030-02", "history": [old], "qualifier": "more-than"}
    assert lines(stats(STAT), stats(new)) == ["Members: more than 35 (before: 30)"]
    (row,) = news(stats(STAT), stats(new)).figures
    assert str(row.as_of) == "February 2030"
    assert row.sources is None
    sources = [
        {"id": "page", "title": "T", "publisher": "House", "cited_as": {"en": "the page"}},
        {"id": "book", "title": "T", "publisher": "House"},
        {"id": "again", "title": "T", "publisher": "House"},
        {"id": "own", "title": "T", "publisher": "Sample Agency"},
        {"id": "none", "title": "T"},
    ]
    files = {"files": {"sources": sources}}
    cited = {**new, "sources": ["page", "book", "again", "own", "none"]}
    (row,) = news(stats(STAT, **files), stats(cited, **files)).figures
    assert str(row.sources) == "the page, House, Sample Agency"
    agency = {"name": {"en": "Sample Agency", "ka": "სააგენტო"}}
    own: dict[str, Any] = {"files": {"sources": [{"id": "own", "title": "T", "publisher": "სააგენტო"}]}}
    own["agency"] = agency
    (row,) = news(stats(STAT, **own), stats({**new, "sources": ["own"]}, **own)).figures
    assert str(row.sources) == "Sample Agency"  # our own name, whichever language the source has it in
    undated = {"id": "members", "label": {"en": "Members"}}
    (row,) = news(stats({**undated, "value": 30}), stats({**undated, "value": 35})).figures
    assert (str(row.old), str(row.new), row.as_of) == ("30", "35", None)


def test_who_came_is_told_beside_what_was_expected() -> None:
    expected: dict[str, Any] = {"participants_expected": {"value": 40}}
    came: dict[str, Any] = {
        "participants": {"people": {"value": 50, "as_of": "2029-04"}, "from_countries": {"value": 7}}
    }
    found = lines(events(event("planned", **expected)), events(event(**expected, **came)))
    assert found[1:] == ["Participants: 50 (expected: 40)", "Countries represented: 7"]
    two = [event(**came), event(id="f", name={"en": "Small Meeting"}, **came)]
    planned = [event("planned"), event("planned", id="f", name={"en": "Small Meeting"})]
    assert lines(events(*planned), events(*two))[2:4] == [
        "Big Meeting: participants: 50", "Big Meeting: countries represented: 7",
    ]  # fmt: skip
    (people, countries) = news(events(event("planned")), events(event(**came))).figures
    assert (people.expected, str(people.as_of), countries.as_of) == (False, "April 2029", None)


def history(*entries: dict[str, Any], **said: Any) -> dict[str, Any]:
    files = {"cooperation": {"title": {"en": "History"}, "history": list(entries)}}
    return {"files": files, **said}


def test_new_entries_are_told_by_label_or_event_and_gone_ones_by_what_they_were() -> None:
    one = entry("One.", id="one", date="2028-03")
    labelled = entry("Two.", id="two", date="2029", label={"en": "Visit"})
    of_event = entry("Three.", id="three", event="e")
    ongoing = entry("Four.", id="four", date="ongoing")
    said = {"events": [event()]}
    new = history(one, labelled, of_event, ongoing, **said)
    assert lines(history(one, **said), new) == [
        "New in the history of cooperation: Visit (2029)",
        "New in the history of cooperation: Big Meeting (4 March 2029)",
        "New in the history of cooperation: Ongoing",
    ]
    assert sorted(lines(new, history(one, **said))) == [
        "No longer in the brief: Big Meeting", "No longer in the brief: Ongoing", "No longer in the brief: Visit",
    ]  # fmt: skip
    assert lines(history(one), history()) == ["No longer in the brief: March 2028"]
    without = news(new, history(one))
    assert "Event" in [str(gone) for gone in without.gone]


def test_in_georgian_the_date_of_a_new_entry_is_in_the_nominative() -> None:
    one, other = (content(**history(*entries)) for entries in ([], [entry("A.", date="2028-03-15")]))
    sides = [Side(name, each, each.editions["now"].as_of.start, "now") for name, each in (("a", one), ("b", other))]
    since = Since("now", Date.parse("2030-01"), compare(*sides))
    found = headlines(localise(other, "now", get_language("ka"), load_catalogue("ka"), since=since))
    assert [str(line).rpartition(": ")[2].replace("\u00a0", " ") for line in found] == ["2028 წლის 15 მარტი"]


def test_what_the_association_lost_is_told_by_its_name() -> None:
    body = {"id": "b", "kind": "council", "name": {"en": "Council"}}
    assert lines({"association": {"bodies": [body]}}, {}) == ["No longer in the brief: Council"]
    events_gone = news(events(event()), {})
    assert events_gone.gone == ()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("It leads. It works.", "It leads. It works hard.", ("It works hard.", None)),
        ("It leads. It works.", "It leads.", (None, "“It works.”")),
        ("It leads.", "It leads. {{ acronym }} works.", ("EXAS works.", None)),
    ],
)
def test_a_passage_gives_its_new_sentences_else_those_left_out(
    old: str, new: str, expected: tuple[str | None, str | None]
) -> None:
    (passage,) = news({"association": {"aim": {"en": old}}}, {"association": {"aim": {"en": new}}}).passages

    def words(prose: Any) -> str | None:
        return None if prose is None else prose.html.striptags()

    assert (words(passage.new), words(passage.left_out)) == expected
    assert str(passage.about) == "Aim of the Association"


def test_passages_are_named_by_what_they_are_about() -> None:
    def about(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
        return [str(passage.about) for passage in news(old, new).passages]

    member = {"category": "affiliate", "text": {"en": "It votes."}}
    cooperation = {"files": {"cooperation": {"membership": member}}}
    more = {"files": {"cooperation": {"membership": {**member, "text": {"en": "It speaks."}}}}}
    assert about(cooperation, more) == ["Membership"]
    programme = {"id": "p", "period": "2031", "text": {"en": "One."}}
    assert about(
        {"association": {"programmes": [programme]}},
        {"association": {"programmes": [{**programme, "text": {"en": "Two."}}]}},
    ) == ["Future objectives"]
    for fields, name in (
        ({"date": "2028-03"}, "March 2028"),
        ({"date": "2028-03", "label": {"en": "Visit"}}, "Visit (Mar 2028)"),
        ({"date": "ongoing"}, "Ongoing"),
        ({"date": "ongoing", "label": {"en": "Visit"}}, "Ongoing: Visit"),
        ({"event": "e"}, "Big Meeting (4 Mar 2029)"),
    ):
        said = {"events": [event()]}
        old, new = history(entry("One.", **fields), **said), history(entry("Two.", **fields), **said)
        assert [each.replace("\u00a0", " ") for each in about(old, new)] == [name]
    body = {"id": "b", "kind": "council", "name": {"en": "Council"}, "text": {"en": "One."}}
    assert about(
        {"association": {"bodies": [body]}}, {"association": {"bodies": [{**body, "text": {"en": "Two."}}]}}
    ) == ["Council"]
    assert about(
        {"association": {"bodies": [body]}}, {"association": {"bodies": [{**body, "name": {"en": "Board"}}]}}
    ) == ["Board"]


GOALS = [{"id": "g", "text": {"en": "Peace."}}]


@pytest.mark.parametrize(
    ("old", "new", "about"),
    [
        ({"association": {"aim": "A."}}, {"association": {"aim": "B."}}, "Aim of the Association"),
        ({"association": {"activities": "A."}}, {"association": {"activities": "B."}}, "Activities of the Association"),
        (
            {"association": {"goals": {"intro": "A.", "items": GOALS}}},
            {"association": {"goals": {"intro": "B.", "items": GOALS}}},
            "Goals of the Association",
        ),
        (
            {"files": {"cooperation": {"membership": {"category": "affiliate", "rights": "A."}}}},
            {"files": {"cooperation": {"membership": {"category": "affiliate", "rights": "B."}}}},
            "Membership",
        ),
        (
            {"association": {"offices": [{"id": "o", "title": "Chair"}]}},
            {"association": {"offices": [{"id": "o", "title": "President"}]}},
            "President",
        ),
    ],
)
def test_each_text_that_a_note_quotes_is_a_passage_and_nothing_else(
    old: dict[str, Any], new: dict[str, Any], about: str
) -> None:
    def in_english(said: Any) -> Any:
        match said:
            case dict():
                return {
                    key: {"en": value} if key in QUOTED and isinstance(value, str) else in_english(value)
                    for key, value in said.items()
                }
            case list():
                return [in_english(each) for each in said]
        return said

    found = news(in_english(old), in_english(new))
    assert [str(passage.about) for passage in found.passages] == [about]
    assert found.others == ()


def test_what_else_is_new_is_named_once_the_editions_own_first() -> None:
    def others(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
        return [str(what) for what in news(old, new).others]

    assert others({}, {"edition": {"objectives": {"en": "We agree."}}}) == ["Our objectives"]
    assert others({"edition": {"marking": "internal"}}, {"edition": {"marking": "public"}}) == ["Marking"]
    assert others({}, {"agency": {"contact": {"en": "Anna"}}, "edition": {"objectives": {"en": "We agree."}}}) == [
        "Our objectives", "Contact",
    ]  # fmt: skip
    own = {"id": "own", "kind": "forum", "date": "2030-06-01", "state": "planned", "name": {"en": "Own"}}
    edition = {"edition": {"event": "own"}}
    assert others(events(own, **edition), events({**own, "text": {"en": "A."}}, **edition)) == ["Own"]
    assert others(events(own, **edition), events({**own, "number": 3}, **edition)) == []
    with_item = {**own, "agenda": [item(office=None)]}
    assert others(events(own, **edition), events(with_item, **edition)) == ["Election"]
    assert others(events(with_item, **edition), events(own, **edition)) == ["Election"]
    placed = {**own, "agenda": [item(office=None, position={"en": "Yes."}, candidates=["anna"])]}
    assert others(events(with_item, **edition), events(placed, **edition)) == ["Election"]
    assert others(events(event()), events(event(agenda=[item(office=None)]))) == []  # another event's
    assert others({"association": {"founded": "1950"}}, {"association": {"founded": "1951"}}) == ["Example Association"]
    assert others({"agency": {"note": "A"}}, {"agency": {"note": "B"}}) == []

    # Of the edition's own: its texts in the brief's language, while it is to come.
    aims = [{"edition": {"objectives": words}} for words in ({"en": "A"}, {"en": "B"}, {"en": "B", "ka": "ბ"})]
    assert others(aims[0], aims[1]) == ["Our objectives"]
    assert others(aims[1], aims[2]) == []
    called_off = {**own, "state": "cancelled"}
    assert others(events(called_off, **edition), events({**called_off, "text": {"en": "A."}}, **edition)) == []
    session = {**own, "id": "s", "parent": "own", "name": {"en": "Session"}}
    assert others(events(own, session, **edition), events(own, {**session, "text": {"en": "A."}}, **edition)) == [
        "Session"
    ]
    forecast: dict[str, Any] = {"participants_expected": {"value": 40}}
    assert others(events(own, **edition), events({**own, **forecast}, **edition)) == ["Own"]
    both = {"edition": {"event": "own", "objectives": {"en": "We agree."}}}
    assert others(events(own, **edition), events(with_item, **both)) == ["Our objectives", "Election"]
    # Of the rest what no passage, figure or entry tells.
    assert others(stats(STAT), stats({**STAT, "label": {"en": "All members"}})) == ["All members"]
    bodies = [{"id": id, "kind": "council", "name": {"en": id}} for id in ("a", "b")]
    assert others({"association": {"bodies": bodies}}, {"association": {"bodies": bodies[::-1]}}) == []
    short = [{"agency": {"short_name": {"en": name}}} for name in ("Agency", "Bureau")]
    assert others(*short) == ["Sample Agency"]
    visits = [history(entry("A.", date="2029", label={"en": label})) for label in ("Visit", "Call")]
    assert others(*visits) == ["Call (2029)"]


def test_results_that_became_known_later_are_settled() -> None:
    own = {"id": "own", "kind": "forum", "date": "2030-05-01", "state": "held", "name": {"en": "Own"}}
    edition = {"edition": {"event": "own"}, "association": OFFICES}
    old, new = {**own, "agenda": [item()]}, {**own, "agenda": [item(elected=["ben"])]}
    assert lines(events(old, **edition), events(new, **edition)) == ["Election: Ben"]
    others = [events(own, event(agenda=[one]), **edition) for one in (item(), item(elected=["ben"]))]
    assert lines(*others) == []
    assert news(events(new, **edition), events(old, **edition)).settled == ()  # a result that is gone
    planned = [events({**each, "state": "planned"}, **edition) for each in (old, new)]
    assert news(*planned).settled == ()  # not held yet
    reports = [{**own, "agenda": [item(kind="report", office=None, **result)]} for result in ({}, {"outcome": NAME})]
    assert lines(events(reports[0], **edition), events(reports[1], **edition)) == ["The result is known: Election"]
    session = {**own, "id": "s", "parent": "own"}
    # The event has come to its end, the session during it had before: its result is told by itself.
    late = [
        events({**own, "state": state}, {**session, **each, "id": "s"}, **edition)
        for state, each in (("planned", old), ("held", new))
    ]
    assert lines(*late) == ["Has taken place: Own, 1 May 2030", "Election: Ben"]
    during = [events(own, {**session, **each, "id": "s"}, **edition) for each in (old, new)]
    assert [each.path for each in news(*during).settled] == ["events[s].agenda[i]"]
