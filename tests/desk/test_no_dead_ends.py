"""What can't be done yet leads to what is done instead: without an edition, and on pages of what isn't there."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from tests.desk.in_process import Client


@pytest.fixture
def desk(root: Path) -> Iterator[Client]:
    with asyncio.Runner() as runner:
        yield Client(root, runner, "en")


def leads(desk: Client, page: str) -> list[str]:
    path, _, query = page.partition("?")
    asked = dict(each.split("=", 1) for each in query.split("&") if each)
    main = desk.get(path, **asked).text.partition("<main")[2]
    return [unescape(each) for each in re.findall(r'href="([^"]+)"', main)]


@pytest.mark.parametrize("page", ["/", "/brief", "/build", "/check", "/compare", "/issue", "/recipients"])
def test_without_an_edition_each_page_that_needs_one_leads_to_the_first_one(
    root: Path, runner: asyncio.Runner, page: str
) -> None:
    for path in (root / "content" / "editions").iterdir():
        path.unlink()
    desk = Client(root, runner, "en")
    assert "/edition" in leads(desk, page)
    if page == "/":  # which says so at its head, and not once more in a list
        assert 'id="keeping"' not in desk.get("/").text
    if page == "/check":
        assert "Begin the first edition on the page “Home”." in unescape(desk.get(page).text)


@pytest.mark.parametrize(
    ("page", "part"),
    [
        ("/thing?path=nothing", "/content"), ("/content?list=nothing", "/content"), ("/add?path=nothing", "/content"),
        ("/issued/none@1", "/build"), ("/compare?old=none&new=other", "/build"), ("/changes/9", "/changes"),
        ("/explain/none", "/check"), ("/recipient?id=nobody", "/outbox"),
    ],
)  # fmt: skip
def test_a_page_of_what_is_not_there_leads_to_its_part_of_the_desk(desk: Client, page: str, part: str) -> None:
    assert leads(desk, page)[-2:] == [part, "/"]


def test_why_a_brief_cannot_be_shown_leads_to_the_field(desk: Client, root: Path) -> None:
    events = root / "content" / "events.yaml"
    events.write_text(events.read_text("utf-8").replace("date: 2030-05-14/2030-05-16", "date: soon"), "utf-8")
    frame = desk.get("/frame/brief", lang="en").text
    assert "The brief can’t be shown yet." in frame
    assert '<a href="/source?path=events&amp;line=' in frame


def test_the_change_note_of_the_first_edition_says_that_there_is_none(desk: Client) -> None:
    frame = desk.get("/frame/brief", lang="en", brief="changes").text
    assert "choose one in its form; the first edition of all has no change note." in frame
