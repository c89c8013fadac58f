"""The pages that list: the content, the changes, what differs between two states, the form of the next edition."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

from tests.desk.in_process import Client
from tests.desk.test_forms import follow, opened
from tests.desk.test_problems import desk, words

__all__ = ["desk"]  # the fixture


def main(page: str) -> str:
    return page.partition("<main")[2]


def test_each_part_of_the_content_is_a_heading_of_its_level_and_an_empty_list_says_so(desk: Client) -> None:
    page = main(desk.get("/content").text)
    headings = re.findall(r"<(h\d)>([^<]+)", page)
    level = {words(called): level for level, called in headings}
    assert {level[each] for each in ("Editions", "Places", "Events", "Sources", "Categories of membership")} == {"h2"}
    assert {level[each] for each in ("Cities", "History", "People")} == {"h3"}
    (editions,) = re.findall(r'id="list-editions".*?</details>', page, re.DOTALL)
    assert "Begin the next edition" in editions
    (countries,) = re.findall(r'id="list-places.countries".*?</details>', page, re.DOTALL)
    assert ("None yet." in countries, "<ul" in countries) == (True, False)
    assert "Open: Places" in page
    jumps = page.partition('class="jumps"')[2].partition("</nav>")[0]
    assert max(line.count("<strong>") for line in jumps.split("</li>")) == 1
    assert page.partition("</form>")[0].count("<button") == 1


def test_an_event_that_was_not_held_or_not_yet_says_so_in_its_list(desk: Client) -> None:
    lists = re.findall(r"<li[^>]*>.*?</li>", desk.get("/content", list="events").text, re.DOTALL)
    assert [words(each) for each in lists if "path=events[" in unquote(each)] == [
        "Example Forum 14–16 May 2030 · planned", "Example Session 30 November–2 December 2027",
    ]  # fmt: skip


def test_a_page_leads_to_the_lists_further_down(desk: Client) -> None:
    (line,) = re.findall(
        r'<p class="where" id="lists">.*?</p>', desk.get("/thing", path="events[example-forum-2030]").text
    )
    assert words(line) == "Further down: Agenda 0"
    assert 'href="#agenda"' in line
    assert 'id="lists"' not in desk.get("/thing", path="sources[example-page]").text


def test_nothing_found_repeats_the_words_and_leads_to_all(desk: Client) -> None:
    page = main(desk.get("/content", find="no <such> words").text)
    assert "<q>no &lt;such&gt; words</q>" in page
    assert re.search(r'<a href="/content">Show all</a>', page)
    page = main(desk.get("/content", list="people.persons", find="nobody-at-all").text)
    assert re.search(r'<q>nobody-at-all</q> <a href="/content\?list=people.persons">Show all</a>', page)


def test_the_button_of_a_change_says_what_goes_back_and_what_was_empty_is_not_struck_out(
    desk: Client, root: Path
) -> None:
    for words_of_note in ("one", "two"):
        form = opened(desk, "/thing", path="association")
        follow(desk, desk.post("/thing", {**form.fields, "f.note": words_of_note, "kind": "always"}))
    page = desk.get("/changes").text
    assert re.findall(r'name="undo" value="(\d+)">([^<]+)', page) == [
        ("2", "Take this back"), ("1", "Take this back, and all after it"),
    ]  # fmt: skip
    form = next(each for each in desk.get("/changes").forms if each.action == "/changes")
    asked = desk.post("/changes", {**form.fields, "undo": "1"})
    assert asked.status == 409
    (question,) = re.findall(r'<form[^>]* id="refused"', asked.text)
    assert "error" not in question  # nothing is wrong
    change = main(desk.get("/changes/1").text)
    assert "(empty) → <ins>" in change
    assert "<del>" not in change.partition("<details")[0]


def test_one_state_is_not_compared_with_itself(desk: Client) -> None:
    page = main(desk.get("/compare").text)
    assert "There is nothing to compare yet" in page
    assert "<select" not in page
    assert "<iframe" not in page


def test_the_form_of_an_edition_says_what_it_copies_and_leads_back(desk: Client) -> None:
    page = main(desk.get("/edition").text)
    assert "are copied from that edition" in page
    assert '<a href="/">Cancel</a>' in page
    assert '<a href="/content">Cancel</a>' in main(desk.get("/edition", back="/content").text)
    refused = desk.post("/edition", {"name": "No Good", "event": "example-forum-2030"}).text
    assert "no spaces and no capitals, as in 2022-10-marrakesh" in words(refused)
    assert "brussels" not in refused


def test_without_an_edition_home_says_so_once_and_leads_to_the_event(desk: Client, root: Path) -> None:
    for path in (root / "content" / "editions").iterdir():
        path.unlink()
    page = main(desk.get("/").text)
    assert words(page).count("no edition") == 1
    assert 'id="keeping"' not in page
    assert 'href="/add?path=events&amp;back=%2Fedition"' in page
