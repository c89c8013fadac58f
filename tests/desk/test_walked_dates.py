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


@LANGUAGES
def test_of_a_term_whose_years_are_over_it_is_told_what_to_write_as_its_end_and_which_field_may_be_wrong(
    root: Path, language: str
) -> None:
    told = {
        "en": "if they stay until the next election, write its day as the end",
        "ka": "თუ შემდეგ არჩევნებამდე რჩება, დასასრულად მისი დღე ჩაწერეთ",
    }[language]
    there = {"en": "It may have to be mended there:", "ka": "შესაძლოა გასასწორებელი იყოს იქ:"}[language]
    this = {"en": "What this field says may be wrong:", "ka": "შესაძლოა შეცდომაა ამ ველში:"}[language]
    with asyncio.Runner() as runner:
        desk = Client(root, runner, language)

        def page_with(days: str) -> str:
            edit(root, "people.yaml", "start: 2028-01", f"start: 2028-01\n    {days}")
            page = unescape(desk.get("/thing", path="people.terms[first-example-president]").text)
            edit(root, "people.yaml", f"start: 2028-01\n    {days}", "start: 2028-01")
            return page

        for days, field in (("years: 2", "start"), ("end: 2030-03", "end")):
            page = page_with(days)
            assert there not in page
            assert f'href="#f-{field}"' in page.partition(this)[2].partition("</span>")[0]
            assert (told in page) is (field == "start")
