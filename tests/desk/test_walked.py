"""What a newcomer stumbled over on a walk of the desk, each as it is now."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from briefgen.desk.pages import shown
from tests.desk.in_process import Client
from tests.desk.test_forms import AGENDA, before_it, content, edit, follow, opened, write

REPORT = "events[during].agenda[report]"
HISTORY = "cooperation.history"


@pytest.fixture
def desk(root: Path) -> Iterator[Client]:
    with asyncio.Runner() as runner:
        yield Client(root, runner, "en")


def plain(page: str) -> str:
    return unescape(page).replace("\u00a0", " ")


def next_edition(root: Path, as_of: str = "2031-06") -> None:
    """Let there be an edition after the newest one, about an event of its own."""
    event = "\n- id: later-forum\n  kind: forum\n  name: {ka: ფორუმი, en: Later Forum}\n  city: example-city\n"
    write(root, "events.yaml", content(root, "events.yaml") + f"{event}  date: 2031-06-10\n  state: planned\n")
    newest = content(root, "editions/2030-05-example-city.yaml")
    later = newest.replace("as_of: 2030-05", f"as_of: {as_of}").replace("example-forum-2030", "later-forum")
    write(root, "editions/2031-06-later.yaml", later)


def test_a_wrong_expression_in_what_only_the_next_brief_prints_is_told_as_it_is_saved(desk: Client, root: Path) -> None:
    before_it(root)
    form = opened(desk, "/add", path=HISTORY)
    wrong = {"f.id": "new", "f.date": "2030-11-20", "f.text.ka": "სააგენტო.", "f.text.en": "The {{ agency.nme }}."}
    page = plain(follow(desk, desk.post("/add", {**form.fields, **wrong})))
    assert "known_from: 2030-11-20" in content(root, "cooperation.yaml")  # no edition prints it
    assert "It is saved. The check finds something in these fields" in page
    assert "nme" in page.partition('id="f-text-en-said"')[2].partition("</div>\n</div>")[0]
    assert "nme" in plain(desk.get("/check").text)
    assert "Errors keep" not in desk.get("/issue", edition="2030-05-example-city").text


def test_a_result_that_comes_when_its_brief_has_gone_out_leaves_that_as_it_was(
    desk: Client, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shown, "today", lambda: dt.date(2031, 7, 1))
    held = AGENDA.replace("state: planned", "state: held")
    write(root, "events.yaml", content(root, "events.yaml") + held)
    edit(root, "events.yaml", "      outcome: {ka: მოისმინა., en: It was heard.}\n", "")
    next_edition(root)
    edit(root, "editions/2030-05-example-city.yaml", "as_of: 2030-05 ", "as_of: 2030-05-20 ")
    form = opened(desk, "/thing", path=REPORT)
    result = {"f.outcome.ka": "მოისმინა.", "f.outcome.en": "It was heard."}
    asked = desk.post("/thing", {**form.fields, **result}).form("/thing")
    assert asked is not None
    page = follow(desk, desk.post("/thing", {**asked.fields, "kind": "since"}))
    told = plain(page).partition('id="unprinted"')[2].partition("</p>")[0]
    assert "went out before this was known: it stays as it was" in told
    assert "editions[" not in unquote(told)  # nobody gives what went out another date
    assert "path=cooperation.history&f.event=example-forum-2030" in unquote(told)
    assert asked.fields["since"] == "June 2031"
