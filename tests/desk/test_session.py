"""What a clerk does before and after a session, on the desk, in a browser; each step leaves what the commands do."""

from __future__ import annotations

import json
from collections import deque
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

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


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def fill(page: Page, **fields: str) -> None:
    """Fill fields of the form of a thing by their names; those out of sight are shown first."""
    for name, words in fields.items():
        field = page.locator(f"[name='f.{name}']").first
        field.evaluate("field => { const more = field.closest('details'); if (more) more.open = true; }")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(words)
        else:
            field.fill(words)


def always(page: Page, button: str) -> None:
    """Save, and say that it was so all along where that is asked."""
    press(page, button)
    asked = page.get_by_text("It was wrong all along")
    expect(asked.or_(page.locator(".done"))).to_be_visible()
    if asked.count():
        asked.click()
        press(page, button)
    expect(page.locator(".done")).to_be_visible()


def add(page: Page, desk: Running, path: str, **fields: str) -> None:
    page.goto(f"{desk.base}/add?path={path}")
    fill(page, **fields)
    always(page, "Add it")


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


def test_a_session_from_the_next_edition_to_the_letters(
    tmp_path: Path, certificates: Certificates, monkeypatch: pytest.MonkeyPatch
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
            press(page, "English")
            the_content(page, desk)
            assert content(root) == content(tmp_path / "typed")
            mend(page, desk)
            page.goto(f"{desk.base}/build")
            section = page.locator("section").filter(has_text=NEXT).first
            section.get_by_role("button", name="Make the files").click()
            expect(page.get_by_text("Made: 2 files.")).to_be_visible()
            page.locator("section").filter(has_text=NEXT).first.get_by_role("button", name="Issue it").click()
            expect(page.get_by_text(f"Issued: {NEXT}@1.")).to_be_visible()
            for who in ("soon", "late"):
                page.goto(f"{desk.base}/recipients")
                fill(
                    page,
                    id=who,
                    name=who.title(),
                    email=f"{who}@agency.example",
                    language="en",
                    ceiling="internal",
                    formats="docx",
                )
                press(page, "Add")
                expect(page.locator(".done")).to_be_visible()
            page.goto(f"{desk.base}/outbox")
            page.get_by_role("link", name="Who would get it?").click()
            assert server.mailbox == []
            press(page, "Yes, send it")
            expect(page.get_by_text("Soon (soon@agency.example): was sent")).to_be_visible()
            expect(page.get_by_text("Late (late@agency.example): was put off")).to_be_visible()
        assert sorted(one.address for one in server.mailbox) == ["front.desk@agency.example", "soon@agency.example"]


def the_content(page: Page, desk: Running) -> None:
    """Bring the content up to date: the same as `as_typed`."""
    add(page, desk, "events", **SECOND)
    page.goto(f"{desk.base}/edition")
    page.get_by_label("Event", exact=True).select_option("second-forum")
    page.get_by_label("Short name").fill(NEXT)
    page.get_by_label("True for").fill("2031-05-14")
    press(page, "Begin it")
    expect(page.locator(".done")).to_be_visible()
    page.goto(f"{desk.base}/thing?path=association.stats[members]")
    fill(page, **{"new.value": "131", "new.as_of": "2030-12", "new.sources": "example-page"})
    always(page, "Save the new figure")
    add(page, desk, "people.terms", **TERM)
    page.goto(f"{desk.base}/thing?path=events[example-forum-2030]")
    fill(page, state="held")
    always(page, "Save")
    add(page, desk, "cooperation.history", **HISTORY)


def mend(page: Page, desk: Running) -> None:
    """Mend what the check finds, and stand by the rest."""
    page.goto(f"{desk.base}/thing?path=association")
    fill(page, status="unverified", note="to be looked up")
    always(page, "Save")
    page.get_by_role("link", name="I have looked at it, and stand by it").first.click()
    page.get_by_label("Why?").fill("asked the association")
    page.get_by_label("Until when?").fill("2032")
    press(page, "Stand by it")
    expect(page.get_by_text("asked the association")).to_be_visible()
