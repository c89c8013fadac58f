"""What was added without a day since when it is known can get one: then a comparison lists it as new."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from briefgen.issuing.differences import diff
from briefgen.making.opened import open_project
from briefgen.upkeep.editing import add_entry
from briefgen.upkeep.next_edition import start_edition
from tests.conftest import DEMO
from tests.desk.in_process import Client

MEETING = "events[small-meeting]"


@pytest.fixture
def later(root: Path) -> Path:
    """A project with two editions, and with a meeting that was added between them, of which nobody was asked."""
    project = open_project(root)
    forum = {"id": "later", "kind": "forum", "name.ka": "გვიანი", "name.en": "Later", "date": "2031-06"}
    add_entry(project, "events", [*forum.items(), ("state", "planned")])
    start_edition(project, "2031-06-later", event="later", as_of="2031-05")
    meeting = {"id": "small-meeting", "kind": "meeting", "name.ka": "პატარა", "name.en": "Small", "date": "2029-06"}
    add_entry(project, "events", [*meeting.items(), ("state", "held")])
    return root


def test_it_is_told_and_a_day_can_be_named(later: Path, runner: asyncio.Runner) -> None:
    desk = Client(later, runner, "en")
    form = desk.get("/thing", path=MEETING)
    assert "it counts as known always" in form.text
    asked = form.form("/known")
    assert asked
    refused = desk.post("/known", asked.fields | {"known": "soon"})
    assert re.search(r'<details id="always-known" open>', refused.text)
    assert MEETING not in diff(open_project(later), DEMO, "2031-06-later").as_text()
    assert "it counts as known from the beginning" in desk.get("/compare", old=DEMO, new="2031-06-later").text
    done = desk.post("/known", asked.fields | {"known": "2031-01-15"})
    assert done.status == 303
    assert MEETING in diff(open_project(later), DEMO, "2031-06-later").as_text()
    assert 'id="always-known"' not in desk.get("/thing", path=MEETING).text


def test_where_nothing_can_be_news_nothing_is_asked(root: Path, later: Path, runner: asyncio.Runner) -> None:
    desk = Client(later, runner, "en")
    for path in ("association", "editions[2031-06-later]"):
        assert 'id="always-known"' not in desk.get("/thing", path=path).text
    (root / "content" / "editions" / "2031-06-later.yaml").unlink()
    assert 'id="always-known"' not in desk.get("/thing", path=MEETING).text
