"""Where what was kept of an issued version can't be read, each page that tells of it says so, and names the file."""

from __future__ import annotations

import asyncio
import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from tests.desk.in_process import Client
from tests.mailing.conftest import issued_starter
from tests.mailing.projects import STARTER

__all__ = ["issued_starter"]

FILE = f"content/editions/{STARTER}.issued/v1/issued.json"
NEVER = ("issued on ,", "not been issued", "Nothing has been issued", "გაიცა  და", "ჯერ არაფერი გაცემულა")


@pytest.fixture
def root(issued_starter: Path, tmp_path: Path) -> Path:
    shutil.copytree(issued_starter, tmp_path / "copy")
    (tmp_path / "copy" / FILE).write_text('{"version": ', "utf-8")
    return tmp_path / "copy"


@pytest.mark.parametrize(("language", "words"), [("en", "can’t be read: "), ("ka", "არ იკითხება: ")])
def test_a_version_that_cannot_be_read_says_so_on_each_page(
    root: Path, runner: asyncio.Runner, language: str, words: str
) -> None:
    desk = Client(root, runner, language)
    for page, about in (("/", {}), ("/build", {}), ("/outbox", {}), ("/compare", {}), ("/issue", {"edition": STARTER})):
        text = " ".join(unescape(re.sub("<[^>]+>", " ", desk.get(page, **about).text)).split())
        assert words + FILE in text, page
        assert not [each for each in NEVER if each in text], page


def test_why_it_is_not_compared_is_said_in_the_language_of_the_desk(root: Path, runner: asyncio.Runner) -> None:
    said = unescape(Client(root, runner, "ka").get("/check").text)
    assert "issued.json can't be read" not in said
    assert "issued.json" in said
