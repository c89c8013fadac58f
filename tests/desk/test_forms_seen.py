"""What a clerk sees in the forms of the desk, in one browser: nothing else could show it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.desk.browser import SLOW, browsing, chromium
from tests.desk.conftest import Running, running
from tests.started import start

pytestmark = pytest.mark.slow
expect.set_options(timeout=SLOW)
MEMBERS = "association.stats[members]"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def page(tmp_path: Path, browser: Browser) -> Iterator[tuple[Page, Running]]:
    start(tmp_path / "project")
    with running(tmp_path / "project") as desk, browsing(desk.address, browser) as found:
        found.get_by_role("button", name="English").click()
        yield found, desk


def is_looked_at(page: Page) -> None:
    """Wait until the desk has answered what is typed in the forms of a page that was just loaded."""
    page.wait_for_load_state("networkidle")


def test_what_was_refused_is_told_at_its_field_until_something_else_is_typed_there(page: tuple[Page, Running]) -> None:
    at, desk = page
    for address, typed, button in (
        ("/thing?path=association", {"founded": "soon", "acronym": ""}, ".save button"),
        (f"/thing?path={MEMBERS}", {"new.value": "9", "new.as_of": "2032"}, "form[action='/figure'] button.main"),
        ("/add?path=people.terms", {"start": "soon"}, ".save button"),
    ):
        at.goto(desk.base + address)
        for name, words in typed.items():
            at.locator(f"[name='f.{name}']").fill(words)
        at.locator(button).click()
        wrong = at.locator("#refused li a")
        expect(wrong).not_to_have_count(0)
        is_looked_at(at)
        for id in wrong.evaluate_all("links => links.map((each) => each.hash.slice(1))"):
            field = at.locator(f".field:has(#{id})")
            expect(field.locator(".said .wrong")).not_to_be_empty()
            expect(field.locator("p.about:not(.understood)").first).to_have_id(f"{id}-about")  # its hint stays
            described = at.locator(f"#{id}").get_attribute("aria-describedby") or ""
            assert f"{id}-said" in described.split()
    start_of = at.locator("[data-field='start']")
    at.locator("[name='f.start']").fill("2027")
    expect(start_of.locator(".said")).to_be_empty()
    expect(at.locator("[name='f.start']")).not_to_have_attribute("aria-invalid", "true")
    expect(at.locator("[data-field='office'] .said .wrong")).not_to_be_empty()  # nobody has chosen one yet


def test_a_date_beside_an_event_is_told_of_once(page: tuple[Page, Running]) -> None:
    at, desk = page
    told = "A date and an event are given: empty the date, since the event says when it was, or choose no event."
    at.goto(f"{desk.base}/add?path=cooperation.history")
    at.locator("[name='f.date']").fill("2027")
    at.locator("[name='f.event']").select_option("example-session-12")
    expect(at.locator("[data-field='date'] .said")).to_have_text(told)
    expect(at.locator("[data-field='event'] .said")).to_be_empty()
    at.locator(".save button").click()
    expect(at.locator("#refused li", has_text=told)).to_have_count(1)
    is_looked_at(at)
    expect(at.locator("#form .said", has_text=told)).to_have_count(1)
    expect(at.locator("[data-field='event'].is-wrong")).to_have_count(1)
    assert "f-date-said" in str(at.locator("#f-event").get_attribute("aria-describedby")).split()
    at.locator("[name='f.event']").select_option("")
    expect(at.locator("[data-field='date'] .said")).to_be_empty()


def test_a_value_that_is_typed_is_called_so(page: tuple[Page, Running]) -> None:
    at, desk = page
    at.goto(f"{desk.base}/thing?path={MEMBERS}")
    for name, words in (("value", "9"), ("as_of", "2030-12")):
        at.locator(f"[name='f.new.{name}']").fill(words)
    expect(at.locator(".preview .state")).to_contain_text("since the value that you typed, 9, is of a later date")


def test_what_two_windows_typed_can_both_be_used(page: tuple[Page, Running]) -> None:
    at, desk = page
    for number, words in enumerate(("Example Town", "Example Village")):
        kept = json.dumps({"f.name.en": {"was": "Example City", "now": words}})
        draft = {"draft": f"{number:016x}", "page": "/thing places.cities[example-city]", "kept": kept}
        at.evaluate(
            "async (sent) => { await fetch('/draft', { method: 'POST', body: new URLSearchParams(sent) }) }", draft
        )
    at.goto(desk.base)
    summaries = at.locator("details:has([action='/draft/gone']) > summary")
    expect(summaries).to_contain_text(["“Example Village”", "“Example Town”"])
    city, name = f"{desk.base}/thing?path=places.cities[example-city]", at.locator("[name='f.name.en']")
    other = at.locator("#form > .draft .too")

    def told(click: str) -> None:
        with at.expect_response(lambda answer: answer.url.endswith("/draft")):
            at.get_by_role("button", name=click).click()

    at.goto(city)
    expect(name).to_have_value("Example Village")
    expect(other).to_contain_text("Example Town")
    told("Put it into the field")
    expect(name).to_have_value("Example Town")
    expect(other).to_contain_text("Example Village")
    is_looked_at(at)
    at.goto(city)  # both are there still
    expect(name).to_have_value("Example Town")
    expect(other).to_contain_text("Example Village")
    told("Discard this text")
    expect(other).to_have_count(0)
    is_looked_at(at)
    at.goto(city)
    expect(name).to_have_value("Example Town")
    expect(other).to_have_count(0)
    with at.expect_navigation():
        at.get_by_role("button", name="Discard what was typed").click()
    expect(name).to_have_value("Example City")
