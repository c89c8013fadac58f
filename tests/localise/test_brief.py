from __future__ import annotations

import re
from typing import Any, cast

import pytest

from briefgen.content.changing import set as changes
from briefgen.content.knowing.known import known_at
from briefgen.content.knowing.terms import holders
from briefgen.content.model import Content
from briefgen.content.reading.loader import load
from briefgen.dates import Point
from briefgen.document.tree import unbind
from briefgen.language import get_language
from briefgen.language.catalogue import load_catalogue
from briefgen.localise import LocalBrief, gaps, localise
from briefgen.making.press import build
from briefgen.problems.diagnostics import ProblemsError
from tests.checks.small import entry, subject
from tests.conftest import EDITION, ROOT, ProjectCopy


@pytest.fixture(scope="module")
def content() -> Content:
    return load(ROOT / "content")


def brief(content: Content, language: str, *, draft: bool = False) -> LocalBrief:
    return localise(content, EDITION, get_language(language), load_catalogue(language), draft=draft)


@pytest.mark.parametrize(
    ("day", "person"),
    [
        (Point(2016, 9, 15), "konkolewsky"),
        (Point(2019, 1), "konkolewsky"),
        (Point(2019, 2, 1), "caetano"),
        (Point(2019, 10, 14), "caetano"),
    ],
)
def test_the_secretary_general_is_the_one_of_the_day(content: Content, day: Point, person: str) -> None:
    assert [term.person for term in holders(content.people.terms, "secretary_general", day)] == [person]


def test_leadership_stands_in_the_order_of_the_offices(content: Content) -> None:
    shown = [(str(h.office), str(h.person), str(h.person.country)) for h in brief(content, "en").leadership]
    assert shown == [
        ("President", "Joachim Breuer", "Germany"),
        ("Treasurer", "Nikolai Kozlov", "Russian Federation"),
        ("Secretary General", "Marcelo Abi-Ramia Caetano", "Brazil"),
    ]


def test_history_is_in_order_and_what_goes_on_stands_last(content: Content) -> None:
    assert [str(row.when) for row in brief(content, "ka").history] == [
        "2016 წლის 15 სექტემბერს",
        "2016 წლის 13 ნოემბერს",
        "2016 წლის 18 ნოემბერს",
        "2017 წლის 2 და 3 მარტს",
        "2017 წლის 11–13 აპრილს",
        "2018 წლის 7 დეკემბერს",
        "მიმდინარე",
    ]


def test_commissions_are_counted_not_typed(project_copy: ProjectCopy) -> None:
    file = "content/association.yaml"
    text = (project_copy.root / file).read_text(encoding="utf-8")
    start = text.index("  - id: family_benefits") if "  - id: family_benefits" in text else text.index("  - id: family")
    end = text.index("  - id:", start + 5)
    project_copy.write(file, text[:start] + text[end:])
    shown = brief(load(project_copy.project.content), "en")
    body = next(body for body in shown.bodies if body.id.startswith("technical"))
    assert ">12</span> technical" in body.text.html
    assert "Family Benefits" not in body.text.html


def test_what_was_not_supplied_is_listed_by_its_field(content: Content) -> None:
    found = {gap.path: gap.what for gap in gaps(known_at(content, Point(2019, 10)), EDITION)}
    assert found["editions[2019-10-brussels].drafter"] == "who drafted the brief"
    assert "agency.offices[director]" in found
    assert "agency.offices[titular_delegate]" in found
    assert "events[council-brussels-2019].agenda[president].candidates" in found
    # A programme has no candidates.
    assert "events[council-brussels-2019].agenda[programme_and_budget].candidates" not in found


def test_every_wrong_expression_is_reported_at_its_place(project_copy: ProjectCopy) -> None:
    project_copy.edit("content/cooperation.yaml", "{{ event.number | ordinal }}", "{{ event.numbr | ordinal }}")
    old = "{{ date | dat }}, ქ. {{ city | loc }} გაიმართება"
    project_copy.edit("content/events.yaml", old, old.replace("dat }}", "dativ }}"))
    with pytest.raises(ProblemsError) as raised:
        brief(load(project_copy.project.content), "ka")
    first, second = raised.value.problems
    assert (first.message, first.hint) == ("there is no 'numbr' in events[bureau-113]", "did you mean number?")
    assert first.excerpt[first.place.column - 1 :][: first.place.length] == "{{ event.numbr | ordinal }}"
    assert (second.message, second.hint) == ("there is no filter 'dativ'", "did you mean dat?")
    assert second.excerpt[second.place.column - 1 :][: second.place.length] == "{{ date | dativ }}"


def test_a_draft_marks_what_is_not_translated(project_copy: ProjectCopy) -> None:
    project_copy.edit("content/association.yaml", ", en: Council}", "}")
    shown = brief(load(project_copy.project.content), "en", draft=True)
    council = next(body for body in shown.bodies if body.id == "council")
    assert str(council.name) == str(council.name.case("gen")) == "[not translated]"


def test_what_was_supplied_is_printed(project_copy: ProjectCopy) -> None:
    edition = f"content/editions/{EDITION}.yaml"
    project_copy.edit(edition, "drafter: null", "drafter: Drafter Example")
    project_copy.edit(edition, "objectives: null", "objectives: {ka: მიზანი, en: Objective Example}")
    project_copy.edit("content/agency.yaml", "contact: null", "contact: {ka: კონტაქტი, en: Contact Example}")
    project_copy.edit("content/events.yaml", "candidates: null", "candidates: [kozlov]")
    project_copy.edit("content/events.yaml", "position: null", "position: {ka: პოზიცია, en: Position Example}")
    path = project_copy.root / "content" / "people.yaml"
    terms = "\n  - {id: d, person: konkolewsky, office: director, start: 2019}\n"
    path.write_text(path.read_text(encoding="utf-8").rstrip() + terms, encoding="utf-8")
    build(project_copy.project, edition=EDITION, formats=["html"], languages=["en"])
    page = (project_copy.root / "output" / EDITION / f"{EDITION}_full_en.html").read_text(encoding="utf-8")
    words = unbind(re.sub("<[^>]+>", "", page)).replace("\u00a0", " ")
    for wanted in ("Drafter Example", "Objective Example", "Contact Example", "Position Example"):
        assert wanted in words
    assert "Candidates: Nikolai Kozlov" in words
    assert "Director – Hans-Horst Konkolewsky" in words


def test_an_edition_prints_the_figure_of_its_date_whatever_came_later(project_copy: ProjectCopy) -> None:
    folder = project_copy.project.content
    before = brief(load(folder), "en").association.stats
    changes.set_value(folder, "content", "stats.member_organisations", "334", as_of="2024-06", sources=["issa-history"])
    project_copy.write(
        "content/editions/2024-07.yaml", "event: wssf-2019\nversion: 1\nas_of: 2024-07\nmarking: internal\n"
    )
    content = load(folder)
    then = brief(content, "en").association.stats
    now = localise(content, "2024-07", get_language("en"), load_catalogue("en")).association.stats
    assert [str(before[0]), str(then[0]), str(now[0])] == ["330", "330", "334"]
    assert str(then[0].as_of) == str(before[0].as_of) == "2019"
    assert then[0].text.html.striptags() == before[0].text.html.striptags()
    assert 'data-src="association.stats[member_organisations].history[2019].value"' in then[0].__html__()
    assert 'data-src="association.stats[member_organisations].value"' in now[0].__html__()
    assert [str(past) for past in now[0].history] == ["330", "more than 320"]


# Below on contents of a few lines: what a brief holds -----------------------------------------------------------------


def small(**said: Any) -> LocalBrief:
    content = cast("Content", subject(**said).content)
    return localise(content, "now", get_language("en"), load_catalogue("en"))


def test_commissions_are_no_main_bodies_nor_are_those_without_a_text() -> None:
    text = {"text": {"en": "A."}}
    bodies = [
        {"id": "a", "kind": "council", "name": {"en": "A"}, **text},
        {"id": "b", "kind": "bureau", "name": {"en": "B"}},
        {"id": "c", "kind": "commission", "name": {"en": "C"}, **text},
        {"id": "d", "kind": "special-commission", "name": {"en": "D"}, **text},
        {"id": "e", "kind": "commissions", "name": {"en": "E"}, "text": {"en": "{{ commissions | count }}"}},
    ]
    shown = small(association={"bodies": bodies})
    assert [body.id for body in shown.bodies] == ["a", "e"]
    assert ">2</span>" in shown.bodies[1].text.html


@pytest.mark.parametrize(
    ("periods", "date", "expected"),
    [
        (["2031/2033", "2032/2034"], "2030-05-20", "p0"),
        (["2032/2034", "2031/2035"], "2030-05-20", "p1"),  # the one that begins first
        (["2030/2033"], "2030-05-20", None),
        (["2030-06"], "2030-05-20/2030-06-02", None),
        (["2030-06-03"], "2030-05-20/2030-06-02", "p0"),
        (["2030-06-02"], "2030-05-20/2030-06-02", None),
        (["2030-06-02"], "2030-06-02", None),
        (["2030-06-15"], "2030-06", None),
        (["2030-06-15"], "ongoing", "p0"),
    ],
)
def test_the_programme_of_a_brief_is_the_next_that_begins_after_its_event(
    periods: list[str], date: str, expected: str | None
) -> None:
    programmes = [{"id": f"p{number}", "period": period} for number, period in enumerate(periods)]
    own = {"id": "own", "kind": "forum", "date": date, "state": "planned", "name": {"en": "Own"}}
    shown = small(association={"programmes": programmes}, events=[own], edition={"event": "own"})
    assert (shown.programme.id if shown.programme else None) == expected


STAT = {"id": "all", "label": {"en": "All"}, "value": 30, "as_of": "2029"}


def test_key_figures_stand_apart_with_what_they_were_for_the_edition_before() -> None:
    past = [{"value": 25, "qualifier": "more-than", "as_of": "2028"}]
    stats: list[dict[str, Any]] = [
        {**STAT, "key": True, "as_of": "2030", "history": past},
        {**STAT, "id": "same", "key": True, "as_of": "2030", "history": [{"value": 30, "as_of": "2028"}]},
        {**STAT, "id": "new", "key": True, "as_of": "2030", "row": False},
        {**STAT, "id": "rest"},
    ]
    editions = {"before": {"as_of": "2029-01"}}
    shown = small(association={"stats": stats}, edition={"previous": "before"}, editions=editions)
    told = [(key.figure.id, key.before and str(key.before)) for key in shown.key_figures]
    assert told == [("all", "more than 25"), ("same", None), ("new", None)]
    assert [row.figure.id for row in shown.figures] == ["rest"]
    small_ones = [{**STAT, "key": True, "value": 9, "as_of": "2030", "history": [{**past[0], "value": 7}]}]
    (small_one,) = small(
        association={"stats": small_ones}, edition={"previous": "before"}, editions=editions
    ).key_figures
    assert (str(small_one.now), str(small_one.before)) == ("9", "more than 7")  # no words beside large digits
    assert [key.before for key in small(association={"stats": stats}).key_figures] == [None] * 3
    five = [{**STAT, "id": f"n{number}", "key": True, "row": False} for number in "abcde"]
    shown = small(association={"stats": five})
    assert [len(shown.key_figures), [row.figure.id for row in shown.figures]] == [4, ["ne"]]


def test_figures_have_rows_and_name_those_of_other_dates_that_their_text_quotes() -> None:
    stats = [
        {**STAT, "text": {"en": "{{ value }} of {{ stats.old }}, {{ stats.same }}, {{ stats.past }}."}},
        {**STAT, "id": "old", "as_of": "2027", "row": False},
        {**STAT, "id": "same", "row": False},
        {**STAT, "id": "past", "as_of": "2031", "history": [{"value": 3, "as_of": "2026"}]},
        {**STAT, "id": "unquoted", "as_of": "2026"},
        {**STAT, "id": "alone", "as_of": None, "text": {"en": "{{ value }}"}},
    ]
    shown = small(association={"stats": stats})
    assert [figure.figure.id for figure in shown.figures] == ["all", "past", "unquoted", "alone"]
    assert [[other.id for other in figure.of_other_dates] for figure in shown.figures] == [["old", "past"], [], [], []]


def test_a_brief_holds_all_of_the_content_by_name() -> None:
    shown = small()
    assert [event.id for event in shown.content.events] == ["forum"]
    assert shown.content.association is shown.association


def test_a_marking_above_the_most_open_one_is_any_other() -> None:
    assert small().marking_above_public
    assert not small(edition={"marking": "public"}).marking_above_public


def rows(*entries: dict[str, Any], **said: Any) -> LocalBrief:
    return small(files={"cooperation": {"title": {"en": "T"}, "history": list(entries)}}, **said)


SUMMARY = {"summary": {"en": "Short"}}


def test_the_history_goes_by_first_days_what_goes_on_stands_last() -> None:
    one, two = entry("A.", id="long", date="2027-02/2029-05"), entry("B.", id="short", date="2027-03")
    shown = rows(entry("C.", id="on", date="ongoing"), two, one, entry("D.", id="again", date="2027-03"))
    assert [row.entry.id for row in shown.history] == ["long", "short", "again", "on"]
    assert str(shown.history[-1].when) == "Ongoing"


def test_an_entry_about_an_event_has_its_date_and_its_city_unless_it_has_one() -> None:
    cities = {"cities": [{"id": id, "country": "IT", "name": {"en": id.title()}} for id in ("rome", "oslo")]}
    event = {"id": "e", "kind": "meeting", "date": "2028-03", "state": "held", "city": "rome"}
    for city, expected in ((None, "Rome"), ("oslo", "Oslo")):
        history = [entry("A {{ city }}.", event="e", city=city)]
        shown = small(
            events=[event], files={"places": cities, "cooperation": {"title": {"en": "T"}, "history": history}}
        )
        assert expected in shown.history[0].entry.text.html
        assert str(shown.history[0].entry.date) == "March 2028"


def test_the_latest_is_the_last_dated_entry_with_a_summary_that_was_not_told_before() -> None:
    def latest(*entries: dict[str, Any], **said: Any) -> str | None:
        found = rows(*entries, **said).latest
        return found.entry.id if found else None

    old, new = entry("A.", id="old", date="2027", **SUMMARY), entry("B.", id="new", date="2028", **SUMMARY)
    assert latest(old, new) == "new"
    assert latest(new, old) == "new"
    assert latest(old, entry("B.", id="new", date="2028")) == "old"
    assert latest(old, entry("B.", id="on", date="ongoing", **SUMMARY)) == "old"
    assert latest(entry("A.", id="a")) is None
    before = {"edition": {"previous": "before"}, "editions": {"before": {"as_of": "2029"}}}
    assert latest(old, new, **before) is None
    earlier = {**new, "earlier": [{"until": "2029", "summary": {"en": "Other"}}]}
    assert latest(old, earlier, **before) == "new"
    later = {**new, "known_from": "2030"}
    assert latest(old, later, **before) == "new"
    assert latest(entry("A.", id="a"), edition=before["edition"], editions=before["editions"]) is None


def test_agendas_show_what_was_prepared_and_then_the_results() -> None:
    def item(id: str, **fields: Any) -> dict[str, Any]:
        return {"id": id, "kind": "election", "title": {"en": id}, **fields}

    words = {"en": "Yes."}
    items = [
        item("nothing"), item("standing", candidates=["anna"]), item("nobody-stands", candidates=[]),
        item("position", position=words), item("vote", vote_for=["anna"]),
        item("elected", elected=["anna"]), item("nobody", elected=[]), item("outcome", kind="report", outcome=words),
    ]  # fmt: skip
    people = {"people": {"persons": [{"id": "anna", "name": {"en": "Anna"}}]}}

    def shown(state: str, parent: str | None = "forum") -> tuple[list[str], list[str]]:
        session = {
            "id": "s",
            "kind": "meeting",
            "parent": parent,
            "date": "2030-05-20",
            "state": state,
            "agenda": items,
        }
        found = small(events=[session], files=people)
        return [one.id for one in found.prepared_agenda], [one.id for one in found.results]

    prepared = ["standing", "nobody-stands", "position", "vote"]
    assert shown("planned") == (prepared, [])
    assert shown("held") == ([], [*prepared, "elected", "nobody", "outcome"])
    assert shown("cancelled") == (prepared, [])
    assert shown("planned", None) == ([], [])


def test_sessions_are_those_during_the_event_and_the_event_itself_if_it_has_an_agenda() -> None:
    session = {"id": "s", "kind": "meeting", "parent": "forum", "date": "2030-05-20", "state": "planned"}
    events = [session, {**session, "id": "t", "parent": "s"}]
    assert [one.id for one in small(events=events).sessions] == ["s"]
    own = {**session, "agenda": [{"id": "i", "kind": "report", "title": {"en": "I"}, "position": {"en": "Yes."}}]}
    found = small(events=[own, events[1]], edition={"event": "s"})
    assert [one.id for one in found.sessions] == ["s", "t"]
    assert [one.id for one in found.prepared_agenda] == ["i"]


def test_a_brief_names_the_holders_of_each_side_its_day_and_its_digest() -> None:
    offices = {"chair": {"offices": [{"id": "chair", "title": {"en": "Chair"}}]}}
    offices["clerk"] = {"offices": [{"id": "clerk", "title": {"en": "Clerk"}}]}
    terms = [{"id": f"{office}-t", "person": "anna", "office": office, "start": "2020"} for office in offices]
    people = {"persons": [{"id": "anna", "name": {"en": "Anna"}}], "terms": terms}
    edition = {"as_of": "2030-05"}
    shown = small(association=offices["chair"], agency=offices["clerk"], files={"people": people}, edition=edition)
    assert [holder.office.id for holder in shown.leadership] == ["chair"]
    assert [holder.office.id for holder in shown.representatives] == ["clerk"]
    assert shown.date == "2030-05-01"
    assert len(str(shown.digest)) == 7
