"""What a clerk reads on the pages in Georgian: dates in their case, things and values by name, nothing of the files."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from briefgen.desk.words import DeskWords
from briefgen.problems.notes import Told
from tests.desk.in_process import Client
from tests.started import start


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("words") / "project"
    start(folder)
    return folder


@pytest.fixture(scope="module")
def georgian(root: Path) -> Iterator[Client]:
    with asyncio.Runner() as runner:
        yield Client(root, runner, "ka")


def shown(html: str) -> str:
    """Return the words of a page, with one space between."""
    main = html.partition("<main")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def test_the_first_page_says_for_when_the_brief_is_true_in_the_genitive(georgian: Client) -> None:
    assert "მაისის მდგომარეობას" in shown(georgian.get("/").text)


def test_who_stands_by_something_sees_what_and_two_different_ways_on(georgian: Client) -> None:
    page = georgian.get("/stand", path="events[example-forum-2030]", code="event-planned-past").text
    assert "სანიმუშო ფორუმი" in shown(page)
    assert "დადასტურება: ვტოვებ" in shown(page)
    assert shown(page).endswith("გაუქმება")


def test_until_when_somebody_stands_by_something_is_said_in_georgian() -> None:
    words = Told("{because} (until {until})", because="ვიცით", until="2027-12")
    assert "(2027 წლის დეკემბრამდე)" in DeskWords("ka")(words).replace("\u00a0", " ")
