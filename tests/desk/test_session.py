"""What a clerk does before and after a session, on the desk, in a browser; each step leaves what the commands do."""

from __future__ import annotations

import json
from collections import deque
from pathlib import Path

import pytest
from playwright.sync_api import expect

from briefgen.making.opened import open_project
from briefgen.upkeep.editing import add_entry, set_value
from briefgen.upkeep.next_edition import start_edition
from tests.desk.browser import SLOW
from tests.desk.conftest import Running, running
from tests.desk.hands import Firefox, Hand, Keyboard, Mouse
from tests.mailing.scripted import PASSWORD, USER, Certificates, Script, certificates, scripted
from tests.soak import either
from tests.started import start

__all__ = ["certificates"]
pytestmark = pytest.mark.slow
expect.set_options(timeout=SLOW)
NEXT = "2031-05-second-forum"
NAMED = "Second Forum, 14 May 2031"  # as its pages call it


def add(hand: Hand, desk: Running, path: str, **fields: str) -> None:
    hand.go(f"{desk.base}/add?path={path}")
    hand.fill(**fields)
    hand.always("Add it")


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
    set_value(project, "events[example-forum-2030].state", "held")
    add_entry(project, "cooperation.history", [*HISTORY.items()], always=True)


def content(root: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((root / "content").rglob("*.yaml"))}


@pytest.mark.soak
@pytest.mark.parametrize("by", either([Keyboard, Firefox], [Mouse, Keyboard, Firefox]))
def test_a_session_from_the_next_edition_to_the_letters(
    tmp_path: Path, certificates: Certificates, monkeypatch: pytest.MonkeyPatch, by: type[Mouse | Firefox]
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
        with running(root) as desk, by.at(desk.address, tmp_path / "profile") as hand:
            hand.press("English")
            hand.sees("Editions")
            the_content(hand, desk)
            assert content(root) == content(tmp_path / "typed")
            mend(hand, desk)
            hand.go(f"{desk.base}/build")
            hand.press("Make the files", NAMED)
            hand.sees("Made: 2 files.")
            hand.press("Issue it…", NAMED)
            hand.press(f"Yes, issue the briefs: {NAMED}, version 1")
            hand.sees(f"Issued: {NAMED}, version 1.")
            for who in ("soon", "late"):
                hand.go(f"{desk.base}/recipients")
                hand.fill(
                    id=who, name=who.title(), email=f"{who}@agency.example", language="en", ceiling="internal",
                    formats="docx",
                )  # fmt: skip
                hand.press("Add")
                hand.sees(f"{who}@agency.example")
            hand.go(f"{desk.base}/outbox")
            hand.press("Send it: who would get it?")
            hand.sees("soon@agency.example")
            assert server.mailbox == []
            hand.press("Yes, send it")
            hand.sees("Soon (soon@agency.example): sent")
            hand.sees("Late (late@agency.example): was put off")
        assert sorted(one.address for one in server.mailbox) == ["front.desk@agency.example", "soon@agency.example"]


def the_content(hand: Hand, desk: Running) -> None:
    """Bring the content up to date: the same as `as_typed`."""
    add(hand, desk, "events", **SECOND)
    hand.go(f"{desk.base}/edition")
    hand.answer("Event", "second-forum")
    hand.answer("Short name", NEXT)
    hand.answer("As of (date)", "2031-05-14")
    hand.press("Begin the edition")
    hand.sees("The next edition is begun.")
    hand.go(f"{desk.base}/thing?path=association.stats[members]")
    hand.fill(**{"new.value": "131", "new.as_of": "2030-12", "new.sources": "example-page"})
    hand.always("Save the new value")
    add(hand, desk, "people.terms", **TERM)
    hand.go(f"{desk.base}/thing?path=events[example-forum-2030]")
    hand.fill(state="held")
    hand.always("Save")
    add(hand, desk, "cooperation.history", **HISTORY)


def mend(hand: Hand, desk: Running) -> None:
    """Mend what the check finds, and stand by the rest."""
    hand.go(f"{desk.base}/thing?path=association")
    hand.fill(status="unverified", note="to be looked up")
    hand.always("Save")
    hand.press("I have looked at it, and stand by it")
    hand.answer("Why?", "asked the association")
    hand.answer("Until when?", "2032")
    hand.press("Stand by it")
    hand.sees("asked the association")
