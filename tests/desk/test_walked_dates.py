"""What a newcomer met on a walk through the desk with what has a date: entries, answers, terms, earlier wordings."""

from __future__ import annotations

import asyncio
from html import unescape
from pathlib import Path

import pytest

from tests.desk.in_process import Client
from tests.desk.test_forms import edit
from tests.started import FIVE_MEETINGS, GOES_ON

LANGUAGES = pytest.mark.parametrize("language", ["ka", "en"])


@LANGUAGES
def test_an_entry_that_stands_on_the_timeline_without_words_is_told_of_at_its_label(root: Path, language: str) -> None:
    told = {
        "en": "The timeline prints the date of this alone: no words beside it say what happened.",
        "ka": "ქრონოლოგიაზე ამ ჩანაწერისგან მხოლოდ თარიღი იბეჭდება: რა მოხდა, სიტყვებით არ წერია.",
    }[language]
    edit(root, "cooperation.yaml", GOES_ON, FIVE_MEETINGS + GOES_ON)
    with asyncio.Runner() as runner:
        desk = Client(root, runner, language)
        page = unescape(desk.get("/thing", path="cooperation.history[met-2022]").text)
        at_label = page.partition('id="f-label-')[2].partition('id="f-summary-')[0]
        assert told in at_label
        assert told in unescape(desk.get("/check").text)
        assert told not in unescape(desk.get("/thing", path="cooperation.history[session-2027]").text)  # its event
        assert told not in unescape(desk.get("/thing", path="cooperation.history[statistics]").text)  # goes on
