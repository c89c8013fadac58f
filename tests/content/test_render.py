"""Changes as reviewers and programs get them."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from briefgen.content.comparing.compare import Change, Side, compare
from briefgen.content.comparing.named import two_sides
from briefgen.content.comparing.render import as_html, as_json, count, plain_text
from briefgen.content.comparing.telling import ReportLine, grouped
from briefgen.content.reading.loader import load
from briefgen.desk.words import DeskWords
from tests.conftest import EDITION, ROOT
from tests.content import tiny

CONTENT = load(ROOT / "content")
A, B = two_sides(CONTENT, EDITION, "2019-11-after-brussels")
CHANGES = compare(A, B)


def test_the_terminal_shows_old_and_new_with_marks() -> None:
    text = plain_text(A, B, CHANGES)
    assert "events[wssf-2019].state\n    [-planned-] → {+held+}" in text
    assert "[-იოაკიმ ბროიერი-] → {+nobody known+}" in text
    assert "The guidelines [-are ready for approval-]{+were launched+} at the" in text
    assert "იოაკიმ ბროიერი  people.terms[breuer-president].end" in text
    assert "people: about 1300 (as of 2019-10-18; issa-forum-2019)" in text


def test_a_program_gets_every_change() -> None:
    data = json.loads(as_json(A, B, CHANGES))
    assert (data["format"], data["version"]) == ("briefgen changes", 1)
    assert (data["from"]["as_of"], data["to"]["edition"]) == ("2019-10", "2019-11-after-brussels")
    assert [change["path"] for change in data["changes"]] == [change.path for change in CHANGES]


def test_the_page_needs_nothing_beside_it_and_marks_what_changed() -> None:
    page = as_html(A, B, CHANGES)
    assert not re.search(r"<(script|link|img)|src=|url\(", page)
    assert "<del>are ready for approval</del><ins>were launched</ins>" in page
    assert page.count("<dt") == page.count("</dt>") == len(CHANGES)
    assert page.count("<dd") == page.count("</dd>") >= len(CHANGES)


def test_markup_in_the_content_stays_text() -> None:
    old = Side("<b>", CONTENT)
    text = as_html(old, B, CHANGES)
    assert "From &lt;b&gt; to" in text
    assert not re.search("<b>", text)


@pytest.mark.parametrize("render", [plain_text, as_json, as_html])
def test_nothing_changed_is_said(render: object) -> None:
    assert callable(render)
    text = render(A, A, ())
    assert "othing changed" in text or json.loads(text)["changes"] == []


# A change in words ---------------------------------------------------------------------------------------------------

OLD, NEW = (
    Side(
        name,
        tiny.content(
            people={"persons": [{"id": id, "name": {"en": words}} for id, words in persons]},
            association={
                "offices": [{"id": "head", "title": {"en": "Head"}}],
                "stats": [{"id": "members", "label": {"en": "Members"}, "value": 5}],
            },
            events=[{**tiny.FILES["events"][0], "name": {"en": "Forum & <fair>", "ka": "ფორუმი"}}],
            cooperation={"title": {"en": "Past"}, "history": [{"id": "visit", "event": "forum", "text": {"en": "x"}}]},
        ),
    )
    for name, persons in (("old", [("a", "Anna"), ("b", "Bo")]), ("new", [("b", "Bo"), ("c", "Cai")]))
)
FIGURE = {"value": 5, "qualifier": "more-than", "as_of": "2019", "sources": ["s", "t"]}


def line(change: Change) -> tuple[str, ReportLine]:
    ((heading, (found,)),) = grouped(OLD, NEW, [change]).items()
    return heading, found


def words(found: ReportLine) -> str:
    marks = {"gone": ("[-", "-]"), "new": ("{+", "+}"), "same": ("", "")}
    return "".join(f"{marks[each.kind][0]}{each.text}{marks[each.kind][1]}" for each in found.told)


@pytest.mark.parametrize(
    ("change", "heading", "about", "says", "remark"),
    [
        (("added", "people.persons[c]", None, {"id": "c", "name": {"en": "Cai"}}),
         "People and offices", "Cai", "{+Cai+}", ""),
        (("removed", "people.persons[a]", {"id": "a", "name": {"en": "Anna"}}), "People and offices", "Anna",
         "[-Anna-]", ""),
        (("changed", "people.persons[b].country", "GE", "CH"), "Other values", "Bo", "[-GE-] → {+CH+}", ""),
        (("state", "events[forum].state", "planned", "held"), "Events", "Forum & <fair>", "[-planned-] → {+held+}", ""),
        (("office", "association.offices[head]", ["a"], ["c", "x"]), "People and offices", "Head",
         "[-Anna-] → {+Cai, x+}", ""),
        (("office", "association.offices[head]", [], ["b"]), "People and offices", "Head",
         "[-nobody known-] → {+Bo+}", ""),
        (("changed", "events[forum].participants", None, {"people": FIGURE, "countries": []}), "Figures",
         "Forum & <fair>", "[-nothing-] → {+people: more than 5 (as of 2019; s, t)+}", ""),
        (("changed", "events[forum].participants", {"people": {**FIGURE, "as_of": None, "sources": []}}, None),
         "Figures", "Forum & <fair>", "[-people: more than 5-] → {+nothing+}", ""),
        (("changed", "agency.x", None, {"value": 5, "row": True, "of": ["a", "b"]}), "Other values", "Us",
         "[-nothing-] → {+value: 5; row: yes; of: a, b+}", ""),
        (("figure", "association.stats[members]", {**FIGURE, "qualifier": "exact"}, {**FIGURE, "value": 6}), "Figures",
         "Members", "[-5-] → {+more than 6+}", "as of 2019; s, t"),
        (("figure", "association.stats[members]", None, {"value": 6, "qualifier": "up-to"}), "Figures",
         "Members", "[-nothing-] → {+up to 6+}", ""),
        (("moved", "association.stats[members]", None, None), "Moved", "Members", "now the first", ""),
        (("moved", "association.stats[members]", None, None, "", "other"), "Moved", "Members", "now behind other", ""),
        (("moved", "people.persons[c]", None, None, "", "b"), "Moved", "Cai", "now behind Bo", ""),
        (("added", "cooperation.history[visit]", None,
          {"name": {"en": "N"}, "text": {"en": "T", "ka": "ტ"}, "as_of": "2018", "sources": ["s"]}),
         "Added", "Forum & <fair>", "{+T+}", "as of 2018; s"),
        (("removed", "association.x[y]", {"text": {}, "term": {"en": "N"}}), "Removed", "Lamps", "[-N-]", ""),
        (("removed", "association.x[y]", {"id": "y", "row": False}), "Removed", "Lamps", "[-id: y; row: no-]", ""),
        (("changed", "agency.note", "It is red.", "It is blue."), "Other values", "Us", "It is [-red-]{+blue+}.", ""),
        (("reworded", "cooperation.history[visit].text", None, "New.", "en"), "Reworded", "Forum & <fair>",
         "{+New.+}", ""),
    ],
    ids=lambda value: None,
)  # fmt: skip
def test_a_change_in_words(change: tuple[Any, ...], heading: str, about: str, says: str, remark: str) -> None:
    shown, found = line(Change(*change))
    assert (shown, found.about, words(found), found.remark) == (heading, about, says, remark)


@pytest.mark.parametrize(
    ("change", "says", "in_georgian"),
    [
        (("changed", "edition.event", None, "forum"), "[-nothing-] → {+forum+}", "ფორუმი"),
        (("added", "cooperation.history[visit]", None, {"event": "forum", "city": "forum"}),
         "{+event: forum; city: forum+}", "ღონისძიება: ფორუმი; ქალაქი: forum"),
        (("state", "events[forum].state", "planned", "held"), "[-planned-] → {+held+}", "გაიმართა"),
        (("changed", "cooperation.history[visit].persons", [], ["c", "x"]), "[-nothing-] → {+c, x+}", "c, x"),
    ],
)  # fmt: skip
def test_what_an_id_stands_for_is_called_as_each_language_has_it(
    change: tuple[Any, ...], says: str, in_georgian: str
) -> None:
    _, found = line(Change(*change))
    assert words(found) == says
    assert DeskWords("ka")(found.told[-1].text) == in_georgian


def test_a_text_that_came_whole_has_a_line_for_each_language() -> None:
    change = Change("changed", "cooperation.history[visit].text", None, {"ka": "ა", "en": "A"})
    ((heading, lines),) = grouped(OLD, NEW, [change]).items()
    assert heading == "Reworded"
    assert [(each.language, words(each)) for each in lines] == [("ka", "{+ა+}"), ("en", "{+A+}")]


def test_an_end_that_is_concluded_is_told_and_does_not_vanish() -> None:
    terms = [{"id": "a-head", "person": "a", "office": "head"}, {"id": "b-head", "person": "b", "office": "head"}]
    terms[1]["start"] = "2019-10-18"
    people = {"persons": [{"id": "a", "name": {"en": "Anna"}}, {"id": "b", "name": {"en": "Bo"}}], "terms": terms}
    offices = {"offices": [{"id": "head", "title": {"en": "Head"}}]}
    new = Side("new", tiny.content(people=people, association=offices))
    old = Side("old", tiny.content(people={**people, "terms": terms[:1]}, association=offices))

    def told(old: Side, new: Side, path: str, *values: Any) -> ReportLine:
        (((found,)),) = grouped(old, new, [Change("changed", path, *values)]).values()
        return found

    found = told(old, new, "people.terms[a-head].end", "2019-10", None)
    assert words(found) == "[-2019-10-] → {+when the next term starts: 2019-10-18+}"
    assert DeskWords("ka")(found.told[-1].text) == "როცა იწყება შემდეგი ვადა: 2019-10-18"
    found = told(new, old, "people.terms[a-head].end", None, "2019-10")
    assert words(found) == "[-when the next term starts: 2019-10-18-] → {+2019-10+}"
    # Nothing is concluded of the last term, nor of another field.
    assert words(told(old, new, "people.terms[b-head].end", "2019-10", None)).endswith("{+nothing+}")
    assert words(told(old, new, "people.terms[a-head].start", "2019-10", None)).endswith("{+nothing+}")


def test_who_was_followed_in_an_office_has_an_end_that_no_field_says() -> None:
    terms = [
        {"id": "a-head", "person": "a", "office": "head", "start": "2018"},
        {"id": "b-head", "person": "b", "office": "head", "start": "2019-12"},
    ]
    people = {"persons": [{"id": "a", "name": {"en": "Anna"}}, {"id": "b", "name": {"en": "Bo"}}], "terms": terms}
    offices = {"offices": [{"id": "head", "title": {"en": "Head"}}]}
    later = {"first": {}, "next": {"as_of": "2020-01", "previous": "first"}}
    content = tiny.content(people=people, association=offices, editions=later)
    old, new = (Side(id, content, content.editions[id].as_of.start, id) for id in later)

    def remarks(old: Side, new: Side) -> list[str]:
        lines = grouped(old, new, compare(old, new)).get("People and offices", [])
        return [line.remark for line in lines if line.path == "association.offices[head]"]

    (said,) = remarks(old, new)
    assert said == "Anna: the end of the term follows from the start of the next one, 2019-12"
    assert DeskWords("ka")(said) == "Anna: ვადის დასასრული შემდეგი ვადის დაწყების მიხედვით ითვლება, 2019-12"
    assert remarks(new, old) == [""]  # the other way round nobody's term ends
    terms[0]["end"] = "2019-11"  # it is written: that is a change of its own
    content = tiny.content(people={**people, "terms": terms}, association=offices, editions=later)
    assert remarks(*(Side(id, content, content.editions[id].as_of.start, id) for id in later)) == [""]


POINT = {
    "id": "offer", "kind": "red-line", "topic": {"en": "Offer", "ka": "შეთავაზება"}, "cleared_by": "Anna",
    "say": {"en": "A school.", "ka": "სკოლა."},
    "acknowledge": {"code": "event-told-otherwise", "because": "It is another one.", "until": "2031",
                    "field": "say.en"},
}  # fmt: skip


def of_editions(first: dict[str, Any], second: dict[str, Any]) -> dict[str, list[ReportLine]]:
    """Return what differs from one edition to the next."""
    content = tiny.content(editions={"first": first, "next": {"as_of": "2020-01", "previous": "first", **second}})
    old, new = (Side(id, content, content.editions[id].as_of.start, id) for id in ("first", "next"))
    return grouped(old, new, compare(old, new))


def test_a_point_that_is_new_is_told_by_its_fields_and_not_as_a_file_keeps_it() -> None:
    step = {"id": "vote", "what": {"en": "We vote."}, "points": [{**POINT, "id": "second"}]}
    of_points = {"points": [POINT], "scenario": [step]}
    point, *texts = of_editions({}, of_points)["Added"]
    assert (point.about, words(point)) == ("Offer", "{+kind: red-line; cleared_by: Anna; id: offer+}")
    assert [(each.part, each.language, words(each)) for each in texts[:2]] == [
        ("say", "en", "{+A school.+}"), ("say", "ka", "{+სკოლა.+}"),
    ]  # fmt: skip
    assert DeskWords("ka")(point.told[0].text) == "სახე: მიუღებელია; შეათანხმა: Anna"  # no id is for a reader
    assert [(each.part, words(each)) for each in texts[3:]] == [("what", "{+We vote.+}"), ("points", "{+A school.+}")]
    gone = of_editions(of_points, {})["Removed"]
    assert [words(each) for each in gone[1:3]] == ["[-A school.-]", "[-სკოლა.-]"]


def test_of_an_event_that_is_new_it_is_told_when_it_is_and_what_came_of_it() -> None:
    item = {"id": "head", "kind": "election", "office": "head", "title": {"en": "Election"}, "elected": ["c"],
            "outcome": {"en": "Cai is it.", "ka": "არჩეულია."}}  # fmt: skip
    event = {"id": "council", "kind": "council-session", "name": {"en": "Council"}, "forms": {"ka": {"dat": "საბჭოს"}},
             "date": "2022-06-14", "state": "held", "agenda": [item]}  # fmt: skip
    content = tiny.content(
        people={"persons": [{"id": "c", "name": {"en": "Cai"}}]},
        association={"offices": [{"id": "head", "title": {"en": "Head"}}]},
        events=[tiny.FILES["events"][0], event],
    )
    told = grouped(OLD, Side("new", content), [Change("added", "events[council]", new=event)])["Added"]
    assert [(each.part, each.language, words(each)) for each in told] == [
        ("", "", "{+Council+}"), ("", "", "{+state: held; kind: council-session; date: 2022-06-14+}"),
        ("agenda", "", "{+Election+}"), ("agenda", "", "{+kind: election; office: head; elected: c+}"),
        ("outcome", "en", "{+Cai is it.+}"), ("outcome", "ka", "{+არჩეულია.+}"),
    ]  # fmt: skip
    assert DeskWords("en")(told[3].told[0].text) == "kind: election; office: Head; elected: Cai"


def test_what_somebody_stands_by_is_told_as_that() -> None:
    (line,) = of_editions({"points": [{**POINT, "acknowledge": []}]}, {"points": [POINT]})["Other values"]
    assert (line.about, line.part) == ("Offer", "say.en")
    assert words(line) == "{+event-told-otherwise: It is another one. (until 2031)+}"
    (line,) = of_editions({"points": [POINT]}, {"points": [{**POINT, "acknowledge": []}]})["Other values"]
    assert words(line) == "[-event-told-otherwise: It is another one. (until 2031)-]"


def test_what_an_edition_stands_by_is_told_as_that() -> None:
    others = {"code": "date-differs", "because": "A plan.", "until": "2031", "says": "“2028”, but that was in 2027"}
    own = {"code": "event-told-otherwise", "because": "It is another one.", "until": "2031", "field": "objectives.ka"}
    found = of_editions({}, {"acknowledge": [own, others]})
    lines = found["What each edition says of itself"]
    first, second = (line for line in lines if line.path == "edition.acknowledge")
    assert (first.side, first.part, words(first)) == (
        "next", "objectives.ka", "event-told-otherwise: It is another one. (until 2031)",
    )  # fmt: skip
    assert words(second) == "date-differs: A plan. (until 2031)"


def test_what_each_edition_says_of_itself_has_not_changed() -> None:
    found = of_editions({"drafter": "Bo"}, {"number": "12/345", "drafter": "Cai", "issue": {"en": "A vote."}})
    (own,) = found.values()
    assert [*found] == ["What each edition says of itself"]
    assert [(each.path, each.side, each.language, words(each)) for each in own] == [
        ("edition.as_of", "first", "", "2019-10"), ("edition.as_of", "next", "", "2020-01"),
        ("edition.previous", "next", "", "first"), ("edition.drafter", "first", "", "Bo"),
        ("edition.drafter", "next", "", "Cai"), ("edition.number", "next", "", "12/345"),
        ("edition.issue", "next", "en", "A vote."),
    ]  # fmt: skip


def test_what_an_edition_says_of_itself_changes_from_version_to_version() -> None:
    content = {number: tiny.content(editions={"first": {"number": number}}) for number in ("1/1", "1/2")}
    old, new = (Side("first", each, each.editions["first"].as_of.start, "first") for each in content.values())
    ((line,),) = grouped(old, new, compare(old, new)).values()
    assert words(line) == "[-1/1-] → {+1/2+}"


def test_of_a_list_only_what_is_gone_and_what_is_new_is_told() -> None:
    _, found = line(Change("changed", "cooperation.history[visit].persons", ["a", "b"], ["b", "c"]))
    assert words(found) == "[-a-]; {+c+}"
    _, found = line(Change("changed", "cooperation.history[visit].persons", ["a", "b"], ["c"]))
    assert words(found) == "[-a, b-] → {+c+}"


def test_the_forms_of_a_name_are_told_each_for_itself() -> None:
    old = {"ka": {"dat": "ლამპებს", "gen": "ლამპების"}}
    ((found,),) = grouped(OLD, NEW, [Change("changed", "association.forms", old, {"ka": {"dat": "ლამპებს"}})]).values()
    assert (found.language, found.part, words(found)) == ("ka", "gen", "[-ლამპების-]")


def test_only_headings_with_changes_are_shown_each_with_their_number() -> None:
    moved = Change("moved", "association.stats[members]", after=None)
    text = plain_text(OLD, NEW, [moved, Change("added", "x", new={"text": {"en": "A"}, "as_of": "2018"})])
    assert text == (
        "From old to new: 2 changes\n\nAdded (1)\n  x\n    {+A+}  (as of 2018)\n\nMoved (1)\n"
        "  Members  association.stats[members]\n    now the first"
    )


@pytest.mark.parametrize(("number", "says"), [(0, "nothing changed"), (1, "1 change"), (2, "2 changes")])
def test_changes_are_counted_in_words(number: int, says: str) -> None:
    assert count([Change("moved", "x")] * number) == says


def test_the_page_says_in_which_language_a_text_is_and_escapes_it() -> None:
    change = Change("reworded", "cooperation.history[visit].text", "a < b, old", "a < b, new & <b>", "ka")
    page = as_html(OLD, NEW, [change])
    assert "<dt>Forum &amp; &lt;fair&gt; <code>cooperation.history[visit].text · ka</code></dt>" in page
    assert '<dd lang="ka">a &lt; b, <del>old</del><ins>new &amp; &lt;b&gt;</ins></dd>' in page
    assert "<p>1 change.</p>" in page
    assert page.endswith("</dd>\n</dl>\n</body>\n</html>")
    added = Change("added", "x", new={"text": {"en": "A"}, "as_of": "2018", "sources": ["<s>"]})
    assert "<dt><code>x</code></dt>\n" in as_html(OLD, NEW, [added])
    assert '<dd><ins>A</ins> <span class="remark">(as of 2018; &lt;s&gt;)</span></dd>' in as_html(OLD, NEW, [added])
    assert f"{change.path} [ka]\n" in plain_text(OLD, NEW, [change])


def test_a_program_gets_words_as_they_are_and_nothing_that_is_empty() -> None:
    text = as_json(OLD, NEW, [Change("reworded", "x", "ა", "ბ", "ka"), Change("moved", "y")])
    assert "ბ" in text
    data = json.loads(text)
    assert data["from"] == {"name": "old"}
    assert data["changes"][1] == {"kind": "moved", "path": "y"}
