"""What a newcomer met on a walk through the desk with what has a date: entries, answers, terms, earlier wordings."""

from __future__ import annotations

import asyncio
import re
from html import unescape
from pathlib import Path

import pytest

from briefgen.making.judge import check
from briefgen.making.opened import open_project
from briefgen.upkeep.editing import set_value
from tests.desk.in_process import Client
from tests.desk.test_forms import before_it, content, edit, opened
from tests.started import FIVE_MEETINGS, GOES_ON

DURING = "events[during]"
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
    there = {"en": "It may have to be corrected there:", "ka": "შესაძლოა გასასწორებელი იყოს იქ:"}[language]
    this = {"en": "What this field says may be wrong:", "ka": "შესაძლოა შეცდომაა ამ ველში:"}[language]
    with asyncio.Runner() as runner:
        desk = Client(root, runner, language)

        def page_with(days: str) -> str:
            edit(root, "people.yaml", "start: 2028-01", f"start: 2028-01\n    {days}")
            page = unescape(desk.get("/thing", path="people.terms[first-example-president]").text)
            edit(root, "people.yaml", f"start: 2028-01\n    {days}", "start: 2028-01")
            return page

        for days, fields in (("years: 2", {"years", "start"}), ("end: 2030-03", {"end"})):
            page = page_with(days)
            assert there not in page
            named = {each.partition("</span>")[0] for each in page.split(this)[1:]}
            assert {field for each in named for field in re.findall('href="#f-([^"]+)"', each)} == fields
            assert (told in page) is ("start" in fields)


@LANGUAGES
def test_of_a_month_the_day_is_asked_for_at_the_field(root: Path, language: str) -> None:
    told = {
        "en": "Name the day: of a month or a year alone nobody knows which briefs are of before.",
        "ka": "დღე მიუთითეთ: მხოლოდ თვით ან წლით ვერავინ გაიგებს, რომელი ცნობებია მანამდელი.",
    }[language]
    before_it(root)
    with asyncio.Runner() as runner:
        desk = Client(root, runner, language)
        form = opened(desk, "/thing", path="association")
        asked = desk.post("/thing", {**form.fields, "f.acronym": "NEW"}).form("/thing")
        assert asked is not None
        for since in ("2030-04", "2029"):
            refused = desk.post("/thing", {**asked.fields, "kind": "since", "since": since})
            assert refused.status == 409
            assert told in unescape(refused.text).partition('id="since"')[2].partition("</div>")[0]
            assert '<a href="#since">' in refused.text.partition('id="refused"')[2].partition("</div>")[0]
            again = refused.form("/thing")
            assert again is not None
            assert (again.fields["kind"], again.fields["f.acronym"]) == ("since", "NEW")
        assert "earlier" not in content(root, "association.yaml")
        # For May 2030 an edition is true: what is new from then on it prints.
        assert desk.post("/thing", {**asked.fields, "kind": "since", "since": "2030-05"}).status == 303


def test_what_stood_there_before_all_editions_is_not_written_down(root: Path) -> None:
    before_it(root)
    text = content(root, "association.yaml")
    for field, words in (("acronym", "NEW"), ("name.en", "New Association")):
        set_value(open_project(root), f"association.{field}", words, since="2029-05-01")
        assert "earlier" not in content(root, "association.yaml")
        assert content(root, "association.yaml") != text
    with asyncio.Runner() as runner:
        desk = Client(root, runner, "en")
        form = opened(desk, "/thing", path="association")
        desk.post("/thing", {**form.fields, "f.acronym": "NEWER", "kind": "since", "since": "2029-06-01"})
    assert "acronym: NEWER" in content(root, "association.yaml")
    assert "earlier" not in content(root, "association.yaml")
    assert [each for each in check(open_project(root)) if each.code == "date-order"] == []
    set_value(open_project(root), "association.acronym", "NEWEST", since="2030-01-02")
    assert "until: 2030-01-01" in content(root, "association.yaml")


@LANGUAGES
def test_what_was_told_before_is_called_in_the_language_of_the_desk_and_says_what_it_is(
    root: Path, language: str
) -> None:
    called, told = {
        "en": ("Earlier: 1 January 2030", "This is how it was told before:"),
        "ka": ("უწინდელი ტექსტი: 2030 წლის 1 იანვარი", "ასე იყო მანამდე:"),
    }[language]
    before_it(root)
    set_value(open_project(root), "association.acronym", "NEW", since="2030-01-02")
    with asyncio.Runner() as runner:
        desk = Client(root, runner, language)
        page = unescape(desk.get("/thing", path="association.earlier[2030-01-01]").text).replace("\u00a0", " ")
        assert called in page.partition("<title>")[2].partition("</title>")[0]
        assert called in page.partition("<h1>")[2].partition("</h1>")[0]
        assert told in page
        assert told not in desk.get("/thing", path="association").text
        if language == "ka":
            work = page.partition('<div class="work">')[2]
            assert "Earlier" not in page
            assert "told so" not in work
