"""What the forms say beside their fields: where one is, what to do, and for whom a page is."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from briefgen.making.opened import open_project
from briefgen.upkeep.editing import set_value
from tests.desk.in_process import Answer, Client
from tests.desk.test_forms import before_it

PERSON = "people.persons[first-example]"
STATISTICS = "cooperation.history[statistics]"


@pytest.fixture
def desk(root: Path) -> Iterator[Client]:
    with asyncio.Runner() as runner:
        yield Client(root, runner, "en")


def words(answer: Answer) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", answer.text)))


def links(answer: Answer) -> dict[str, str]:
    return {
        unescape(called): unescape(to)
        for to, called in re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>([^<]*)</a>', answer.text)
    }


def test_a_question_is_no_error(desk: Client, root: Path) -> None:
    before_it(root)
    form = desk.get("/thing", path="association").form("/thing")
    assert form is not None
    asked = desk.post("/thing", {**form.fields, "f.acronym": "EXB"})
    (box,) = re.findall(r'<div class="([^"]*)" id="refused"(.*?)</div>', asked.text, re.DOTALL)
    assert (box[0], "<ul>" in box[1], "There is one question first" in box[1]) == ("box", False, True)
    wrong = desk.post("/thing", {**form.fields, "f.founded": "soon"})
    assert 'class="box error" id="refused"' in wrong.text


@pytest.mark.parametrize(
    ("page", "path", "lead"),
    [
        (
            "/add",
            "people.terms",
            {"People and terms of office": "/thing?path=people", "Terms of office": "/thing?path=people#terms"},
        ),
        ("/add", "events", {"Events": "/content?list=events"}),
        ("/remove", PERSON, {"People": "/thing?path=people#persons", "First Example": f"/thing?path={PERSON}"}),
        (
            "/thing",
            PERSON,
            {"People and terms of office": "/thing?path=people", "People": "/thing?path=people#persons"},
        ),
    ],
)
def test_each_form_says_where_it_stands_and_has_a_way_out(
    desk: Client, page: str, path: str, lead: dict[str, str]
) -> None:
    found = {called: unquoted(to) for called, to in links(desk.get(page, path=path)).items()}
    assert lead.items() <= found.items()
    assert "Cancel" in found


def unquoted(address: str) -> str:
    return address.replace("%5B", "[").replace("%5D", "]")


def test_taking_out_says_what_kind_of_thing_still_names_it_and_shows_its_file_last(desk: Client) -> None:
    page = desk.get("/remove", path=PERSON)
    assert "Terms of office: First Example, President – Person" in words(page)
    assert page.text.index("<pre") > page.text.index("Take it out</button>")
    refused = desk.post("/remove", {"path": PERSON, "seen": "old"})
    assert unquoted(links(refused)["Look at it as it is now"]) == f"/thing?path={PERSON}"
    assert "Look at it as it is now" not in words(page)


def test_the_page_of_a_file_says_for_whom_it_is_and_shows_what_is_typed_first(desk: Client, root: Path) -> None:
    page = desk.get("/source", path="association")
    assert links(page)["To the form, which says the same in fields"] == "/thing?path=association"
    changed = desk.post("/source", {"path": "association", "was": "", "text": "name: ["})
    assert changed.text.index('id="text"') < changed.text.index("What the file says now")
    assert "Save once more, and your text replaces what the file says now" in words(changed)
    now = (root / "content" / "association.yaml").read_text("utf-8")
    broken = desk.post("/source", {"path": "association", "was": now, "text": "name: ["})
    assert "he bracket “[” is opened here and closed nowhere" in words(broken)
    assert "`" not in words(broken).partition("The file ")[0]
    assert "Open the file at this line" not in words(broken)


def test_what_the_signs_in_texts_mean_is_told_once(desk: Client) -> None:
    told = "words between ** and ** print bold. What stands between {{ and }} is a fact"
    for page, path, number in (("/thing", "association", 1), ("/add", "events", 1), ("/thing", "glossary", 0)):
        assert words(desk.get(page, path=path)).count(told) == number


def test_a_short_name_that_stays_says_so(desk: Client) -> None:
    stays, made = "so it can’t be changed any more", "You may leave it empty: then it is made from the name"
    thing, added = desk.get("/thing", path=PERSON), desk.get("/add", path="people.persons")
    assert (stays in words(thing), "readonly" in thing.text, made in words(thing)) == (True, True, False)
    assert (stays in words(added), "readonly" in added.text, made in words(added)) == (False, False, True)


def test_a_comma_before_needed_is_no_part_of_the_name_of_a_text(desk: Client) -> None:
    page = desk.get("/thing", path=PERSON).text
    assert '<legend>Name<span class="needed">, needed</span>' in page


def test_a_list_says_what_is_added_to_it_and_that_it_is_empty(desk: Client) -> None:
    page = desk.get("/thing", path="editions[2030-05-example-city]")
    questions = page.text.partition('<section id="questions">')[2].partition("</section>")[0]
    assert "None yet." in questions
    assert "Add a question</a>" in questions
    assert not re.search(r">Add</a>", page.text)


def test_a_change_that_holds_from_a_day_on_says_of_which_field(desk: Client, root: Path) -> None:
    set_value(open_project(root), f"{PERSON}.name.en", "First Other Example", always=True)
    set_value(open_project(root), f"{PERSON}.name.ka", "პირველ სხვაძე", since="2030-12")
    page = words(desk.get("/thing", path=PERSON))
    assert "One change here (Name · Georgian) holds only from 1 December 2030 on. Briefs for an earlier day" in page
    set_value(open_project(root), f"{PERSON}.country", "FR", since="2030-12")
    assert "It is about: Name · Georgian, Country." in words(desk.get("/thing", path=PERSON))
