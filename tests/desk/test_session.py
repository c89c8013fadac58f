"""What a clerk does before and after a session, on the desk, in a browser; each step leaves what the commands do."""

from __future__ import annotations

import json
from collections import deque
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from briefgen.making.opened import open_project
from briefgen.upkeep.editing import add_entry, set_value
from briefgen.upkeep.next_edition import start_edition
from tests.desk.browser import SLOW, browsing
from tests.desk.conftest import Running, running
from tests.mailing.scripted import PASSWORD, USER, Certificates, Script, certificates, scripted
from tests.started import start

__all__ = ["certificates"]
pytestmark = pytest.mark.slow
expect.set_options(timeout=SLOW)
NEXT = "2031-05-second-forum"


class Mouse:
    """Does the work of a clerk by clicks."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, name: str, within: Locator | None = None) -> None:
        """Press a button, or follow a link."""
        at = within or self.page
        named = at.get_by_role("button", name=name, exact=True).or_(at.get_by_role("link", name=name, exact=True))
        self.activate(named.first)

    def fill(self, **fields: str) -> None:
        """Fill fields of a form by their names; those out of sight are shown first."""
        for name, words in fields.items():
            field = self.page.locator(f"[name='f.{name}']").first
            if not field.is_visible():
                self.activate(self.page.locator("details", has=field).locator("summary"))
            self.put(field, words)

    def activate(self, there: Locator) -> None:
        there.click()

    def put(self, field: Locator, words: str) -> None:
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(words)
        else:
            field.fill(words)


class Keyboard(Mouse):
    """Does it by Tab, Enter, Space, arrows and letters alone."""

    def activate(self, there: Locator) -> None:
        self.tab_to(there)
        kind = there.evaluate("node => node.type || node.tagName")
        self.page.keyboard.press("Space" if kind in ("radio", "checkbox") else "Enter")

    def put(self, field: Locator, words: str) -> None:
        self.tab_to(field)
        if field.evaluate("field => field.tagName") != "SELECT":
            self.page.keyboard.press("Control+A")
            self.page.keyboard.insert_text(words)  # what an input method of Georgian does
            return
        wanted = field.locator(f"option[value='{words}']").evaluate("option => option.index")
        now = field.evaluate("field => field.selectedIndex")
        for _ in range(abs(wanted - now)):
            self.page.keyboard.press("ArrowDown" if wanted > now else "ArrowUp")

    def tab_to(self, there: Locator) -> None:
        """Go on by Tab, as somebody does who can't point."""
        expect(there).to_be_visible()
        for _ in range(400):
            if there.evaluate("node => node === document.activeElement || node.control === document.activeElement"):
                return
            radios = there.evaluate("node => (node.control || node).type === 'radio'")
            if radios and self.page.evaluate("document.activeElement.type") == "radio":
                self.page.keyboard.press("ArrowDown")  # a group of them is one stop
                continue
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab doesn't lead to {there}")


def always(hand: Mouse, button: str) -> None:
    """Save, and say that it was so all along where that is asked."""
    hand.press(button)
    asked = hand.page.locator("[name=kind][value=always]")
    expect(asked.or_(hand.page.locator(".done"))).to_be_visible()
    if asked.count():
        hand.activate(asked)
        hand.press(button)
    expect(hand.page.locator(".done")).to_be_visible()


def add(hand: Mouse, desk: Running, path: str, **fields: str) -> None:
    hand.page.goto(f"{desk.base}/add?path={path}")
    hand.fill(**fields)
    always(hand, "Add it")


SECOND = {
    "id": "second-forum", "kind": "forum", "name.ka": "მეორე ფორუმი", "name.en": "Second Forum",
    "date": "2031-05-14", "city": "example-city", "state": "planned",
}  # fmt: skip
HISTORY = {
    "id": "forum-2030", "event": "example-forum-2030",
    "text.ka": "სააგენტომ ფორუმზე ანგარიში წარადგინა.", "text.en": "The Agency reported to the forum.",
}  # fmt: skip
TERM = {"id": "second-president", "person": "second-example", "office": "president", "start": "2030-05"}


def as_typed(root: Path) -> None:
    """Do the same by the calls that the commands make."""
    project = open_project(root)
    add_entry(project, "events", [*SECOND.items()], always=True)
    start_edition(project, NEXT, None, "second-forum", "2031-05-14")
    set_value(project, "association.stats[members]", "131", as_of="2030-12", sources=["example-page"], always=True)
    add_entry(project, "people.terms", [*TERM.items()], ends_earlier=True, always=True)
    set_value(project, "events[example-forum-2030].state", "held", always=True)
    add_entry(project, "cooperation.history", [*HISTORY.items()], always=True)


def content(root: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((root / "content").rglob("*.yaml"))}


@pytest.mark.parametrize("by", [Mouse, Keyboard])
def test_a_session_from_the_next_edition_to_the_letters(
    tmp_path: Path, certificates: Certificates, monkeypatch: pytest.MonkeyPatch, by: type[Mouse]
) -> None:
    monkeypatch.setenv("BRIEFGEN_MAIL_PASSWORD", PASSWORD)
    script = Script(rcpt={"late@agency.example": deque(["451 4.7.1 try again later"])})
    for name in ("clicked", "typed"):
        start(tmp_path / name)
    as_typed(tmp_path / "typed")
    root = tmp_path / "clicked"
    with scripted(certificates, script) as server:
        mail = {
            "server": "127.0.0.1", "port": server.port, "user": USER, "ca": str(certificates.authority),
            "sender": "briefs@agency.example",
        }  # fmt: skip
        lines = "\n".join(f"{key} = {json.dumps(value)}" for key, value in mail.items())
        settings = f'languages = ["ka", "en"]\nformats = ["docx"]\n\n[mail]\n{lines}\n'
        (root / "briefgen.toml").write_text(settings, encoding="utf-8")
        with running(root) as desk, browsing(desk.address, tmp_path / "profile") as page:
            hand = by(page)
            hand.press("English")
            the_content(hand, desk)
            assert content(root) == content(tmp_path / "typed")
            mend(hand, desk)
            page.goto(f"{desk.base}/build")
            section = page.locator("section").filter(has_text=NEXT).first
            hand.press("Make the files", section)
            expect(page.get_by_text("Made: 2 files.")).to_be_visible()
            hand.press("Issue it", page.locator("section").filter(has_text=NEXT).first)
            expect(page.get_by_text(f"Issued: {NEXT}@1.")).to_be_visible()
            for who in ("soon", "late"):
                page.goto(f"{desk.base}/recipients")
                hand.fill(
                    id=who,
                    name=who.title(),
                    email=f"{who}@agency.example",
                    language="en",
                    ceiling="internal",
                    formats="docx",
                )
                hand.press("Add")
                expect(page.locator(".done")).to_be_visible()
            page.goto(f"{desk.base}/outbox")
            hand.press("Who would get it?")
            assert server.mailbox == []
            hand.press("Yes, send it")
            expect(page.get_by_text("Soon (soon@agency.example): was sent")).to_be_visible()
            expect(page.get_by_text("Late (late@agency.example): was put off")).to_be_visible()
        assert sorted(one.address for one in server.mailbox) == ["front.desk@agency.example", "soon@agency.example"]


def the_content(hand: Mouse, desk: Running) -> None:
    """Bring the content up to date: the same as `as_typed`."""
    page = hand.page
    add(hand, desk, "events", **SECOND)
    page.goto(f"{desk.base}/edition")
    hand.put(page.get_by_label("Event", exact=True), "second-forum")
    hand.put(page.get_by_label("Short name"), NEXT)
    hand.put(page.get_by_label("True for"), "2031-05-14")
    hand.press("Begin it")
    expect(page.locator(".done")).to_be_visible()
    page.goto(f"{desk.base}/thing?path=association.stats[members]")
    hand.fill(**{"new.value": "131", "new.as_of": "2030-12", "new.sources": "example-page"})
    always(hand, "Save the new figure")
    add(hand, desk, "people.terms", **TERM)
    page.goto(f"{desk.base}/thing?path=events[example-forum-2030]")
    hand.fill(state="held")
    always(hand, "Save")
    add(hand, desk, "cooperation.history", **HISTORY)


def mend(hand: Mouse, desk: Running) -> None:
    """Mend what the check finds, and stand by the rest."""
    page = hand.page
    page.goto(f"{desk.base}/thing?path=association")
    hand.fill(status="unverified", note="to be looked up")
    always(hand, "Save")
    hand.press("I have looked at it, and stand by it")
    hand.put(page.get_by_label("Why?"), "asked the association")
    hand.put(page.get_by_label("Until when?"), "2032")
    hand.press("Stand by it")
    expect(page.get_by_text("asked the association")).to_be_visible()
