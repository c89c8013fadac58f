"""From which day on something is known: what is proposed, what the page of it says then, and how it is changed."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from briefgen.upkeep.consequences import proposed_day
from tests.desk.in_process import Client
from tests.desk.test_forms import before_it, content, edit, follow, opened

TERM = {"id": "second", "person": "second-example", "office": "secretary_general", "start": "15 October 2029"}
PATH = "people.terms[second]"


@pytest.fixture
def desk(root: Path) -> Iterator[Client]:
    with asyncio.Runner() as runner:
        yield Client(root, runner, "en")


def typed(**fields: str) -> dict[str, str]:
    return {f"f.{name}": words for name, words in fields.items()}


def test_a_new_term_is_proposed_to_be_known_since_it_starts_and_says_which_brief_does_not_print_it(
    desk: Client, root: Path
) -> None:
    before_it(root)
    form = opened(desk, "/add", path="people.terms")
    asked = desk.post("/add", {**form.fields, **typed(**TERM)}).form("/add")
    assert asked is not None
    assert asked.fields["since"] == "15 October 2029"
    assert not proposed_day({"start": "2031-02"}, {"start"}, dt.date(2031, 1, 1))  # to come: today is proposed
    page = unescape(follow(desk, desk.post("/add", {**asked.fields, "kind": "since", "since": "2030-11-27"})))
    page = page.replace("\u00a0", " ")
    assert "Known since 27 November 2030." in page
    assert "The edition “Example Forum (as of May 2030)” is of May 2030: it doesn't print this." in page
    assert "<details open><summary>Known since which day?" in page
    day = opened(desk, "/thing", "/known", path=PATH)
    assert "“soon”" in desk.post("/known", {**day.fields, "known": "soon"}).text
    page = unescape(follow(desk, desk.post("/known", {**day.fields, "known": "15 October 2029"})))
    assert "Known since 15 October 2029." in page.replace("\u00a0", " ")
    assert "doesn't print this" not in page
    assert "<details><summary>Known since which day?" in page  # it needs nobody's attention
    assert "known_from: 2029-10-15" in content(root, "people.yaml")


def test_a_change_that_is_new_from_a_later_day_says_which_brief_prints_what_was_before(
    desk: Client, root: Path
) -> None:
    before_it(root)
    form = opened(desk, "/thing", path="association")
    changed = {**form.fields, "f.acronym": "NEW", "kind": "since", "since": "2030-11-27"}
    page = unescape(follow(desk, desk.post("/thing", changed))).replace("\u00a0", " ")
    assert "is so since 27 November 2030." in page
    assert "The edition “Example Forum (as of May 2030)” is of May 2030: it prints what stood here before." in page


def test_a_term_cannot_end_before_it_starts(desk: Client, root: Path) -> None:
    form = opened(desk, "/add", path="people.terms")
    wrong = TERM | {"start": "October 2019", "end": "5 May 2018"}
    answer = desk.post("/add", {**form.fields, **typed(**wrong), "kind": "always"})
    assert answer.status == 409
    assert "It ends on 5 May 2018, and starts only in October 2019" in answer.text.replace("\u00a0", " ")
    assert "2018" not in content(root, "people.yaml")
    follow(desk, desk.post("/add", {**form.fields, **typed(**TERM), "kind": "always"}))
    form = opened(desk, "/thing", path=PATH)
    assert desk.post("/thing", {**form.fields, "f.end": "2018", "kind": "always"}).status == 409
    edit(root, "people.yaml", "start: 2029-10-15", "start: 2029-10-15\n    end: 2018")
    assert "It ends in 2018, and starts only on 15 October 2029" in desk.get("/check").text.replace("\u00a0", " ")
