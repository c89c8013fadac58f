"""What a clerk sees of what the desk does, and where the keyboard leads, in one browser: nothing else could show it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, Response, Route, expect

from tests.desk.browser import SLOW, browsing, chromium
from tests.desk.conftest import Running, running
from tests.started import start

pytestmark = pytest.mark.slow
expect.set_options(timeout=SLOW)


def test_what_a_clerk_sees_of_what_the_desk_does(tmp_path: Path) -> None:
    start(tmp_path / "project")
    with running(tmp_path / "project") as desk, chromium() as browser, browsing(desk.address, browser) as page:
        page.get_by_role("button", name="English").click()
        what_has_come_back_is_told_of_as_long_as_it_is_not_saved(page, desk)
        a_tab_leads_from_a_text_to_the_next_field_and_back_to_its_facts(page, desk)
        a_message_opens_the_field_that_mends_it(page, desk)
        what_takes_a_while_says_so(page, desk)
        the_bar_that_saves_is_seen_whole_or_not_at_all(page, desk)
        what_is_chosen_of_a_brief_is_shown_at_once(page, desk)


def what_has_come_back_is_told_of_as_long_as_it_is_not_saved(page: Page, desk: Running) -> None:
    form = f"{desk.base}/thing?path=association"
    page.goto(form)
    note, acronym = page.locator("[name='f.note']"), page.locator("[name='f.acronym']")
    page.locator("summary", has_text="Sources and certainty").click()
    saved = acronym.input_value()
    acronym.fill("TYPED")
    note.fill("typed, too")
    with page.expect_response(lambda answer: answer.url.endswith("/draft")):
        note.press("End")
        note.press(".")
    page.goto(form)
    told = page.locator("#form > .draft")
    expect(told.get_by_role("listitem")).to_have_count(2)
    page.locator("[data-field=acronym]").get_by_role("button", name="Take what is saved").click()
    expect(acronym).to_have_value(saved)
    expect(told.get_by_role("listitem")).to_have_text(["Note"])
    note.fill("")  # as it is saved, by hand
    expect(page.locator(".came-back")).to_have_count(0)
    expect(told).to_have_text("")
    expect(told).not_to_have_class("draft box")
    with page.expect_response(lambda answer: answer.url.endswith("/draft")):
        note.press("Backspace")
        note.fill("x")
        note.fill("")
    page.goto(form)
    expect(page.locator("#form > .draft.box")).to_have_count(0)


def a_tab_leads_from_a_text_to_the_next_field_and_back_to_its_facts(page: Page, desk: Running) -> None:
    page.goto(f"{desk.base}/thing?path=association.aim")
    text, other = page.locator("[name='f.aim.ka']"), page.locator("[name='f.aim.en']")
    words = "a {{ acronym }} b"
    text.fill("ა {{ acronym }} ბ")
    with page.expect_response(lambda answer: answer.url.endswith("/checked") and asks(answer, words)):
        other.fill(words)
    expect(page.locator("li.problem")).to_have_count(1)  # of both languages, behind the other one: a way of Tab, too
    chip = page.locator(".field", has=text).locator(".chips button")
    expect(chip).to_contain_text("EXA")
    text.focus()
    page.keyboard.press("Tab")
    expect(other).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(chip).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.type("!")
    expect(text).to_have_value("ა {{ acronym }}! ბ")
    with page.expect_navigation():
        page.locator("#form").get_by_role("link", name="Cancel").click()


def asks(answer: Response, words: str) -> bool:
    """Tell whether words stand in a field of the form that an answer is about."""
    return any(words in each for each in parse_qs(answer.request.post_data or "").values())


def a_message_opens_the_field_that_mends_it(page: Page, desk: Running) -> None:
    path = desk.root / "content" / "events.yaml"
    text = "- {id: unsourced, kind: meeting, name: {ka: ა, en: Unsourced}, date: 2029-05-01, state: held}\n"
    path.write_text(path.read_text("utf-8") + text, "utf-8")
    page.goto(f"{desk.base}/thing?path=events[unsourced]")
    sources = page.locator("[data-field=sources] .picker select")
    expect(sources).to_be_hidden()
    page.get_by_role("link", name="No source is named for this").click()
    expect(sources).to_be_focused()
    page.goto(f"{desk.base}/check?kind=fact-unsourced")
    page.locator("main").get_by_role("link", name="No source is named for this").first.click()
    expect(page.locator("[data-field=sources] .picker select")).to_be_focused()


def what_takes_a_while_says_so(page: Page, desk: Running) -> None:
    held: list[Route] = []
    page.route("**/frame/brief*", lambda route: held.append(route))
    page.goto(f"{desk.base}/thing?path=association", wait_until="domcontentloaded")
    making = page.locator(".preview .making")
    expect(making).to_have_text("The brief is being made…")
    held.pop().continue_()
    page.unroute("**/frame/brief*")
    expect(making).to_have_text("")
    expect(making).to_be_hidden()
    save = page.locator(".save button.main")
    page.route("**/thing", lambda route: held.append(route))
    works = """button => {
      button.click();
      const told = button.parentElement.querySelector("[role=status].at-work");
      return new Promise((done) => setTimeout(() => done([button.getAttribute("aria-busy"), told.textContent]), 1500));
    }"""
    assert save.evaluate(works) == ["true", "One moment, it is being done…"]
    held.pop().continue_()
    page.unroute("**/thing")
    expect(page.locator(".done")).to_be_visible()
    expect(page.locator("[aria-busy]")).to_have_count(0)


def the_bar_that_saves_is_seen_whole_or_not_at_all(page: Page, desk: Running) -> None:
    page.goto(f"{desk.base}/thing?path=association")
    bar, form = page.locator("#form > .save"), page.locator("#form")
    top = form.evaluate("form => form.getBoundingClientRect().top + scrollY")
    where = "bar => [bar.getBoundingClientRect().top, bar.getBoundingClientRect().bottom, innerHeight]"
    for below in (20, 300):  # how far the form begins above the window's foot
        page.set_viewport_size({"width": 1440, "height": int(top) + below})
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 100)))")
        begins, ends, window = bar.evaluate(where)
        assert ends <= window + 1 or begins >= window, below
    page.set_viewport_size({"width": 1440, "height": 900})


def what_is_chosen_of_a_brief_is_shown_at_once(page: Page, desk: Running) -> None:
    page.goto(f"{desk.base}/brief")
    page.get_by_label("Language").select_option("en")
    expect(page.frame_locator("iframe").locator("html")).to_have_attribute("lang", "en-GB")
    with page.expect_request(lambda asked: "/frame/brief?" in asked.url and "sheets=yes" in asked.url):
        page.get_by_label("Sheet by sheet").check()
