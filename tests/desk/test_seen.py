"""What a clerk sees of what the desk does, and where the keyboard leads, in one browser: nothing else could show it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

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


def what_has_come_back_is_told_of_as_long_as_it_is_not_saved(page: Page, desk: Running) -> None:
    form = f"{desk.base}/thing?path=association"
    page.goto(form)
    note, acronym = page.locator("[name='f.note']"), page.locator("[name='f.acronym']")
    page.locator("summary", has_text="How sure it is").click()
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
