"""What a field names is chosen; where there is nothing to choose it says so, and nobody types a short name."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from briefgen.content.changing import wanted
from briefgen.content.changing.wanted import Question
from briefgen.making.opened import open_project
from briefgen.upkeep.forms import entry_form, lists
from tests.desk.in_process import Client
from tests.desk.test_elected import edit

EDITION = "editions[2030-05-example-city]"


@pytest.fixture
def desk(root: Path, runner: asyncio.Runner) -> Client:
    return Client(root, runner, "en")


def control(page: str, name: str) -> str:
    """Return a field of a form, as the page has it, with what is said of it."""
    return re.split(rf'<div class="field[^"]*" data-field="{re.escape(name)}"', page)[1].partition('class="said"')[0]


def test_the_first_edition_says_that_there_is_none_before_it(desk: Client, root: Path, runner: asyncio.Runner) -> None:
    previous = control(desk.get("/thing", path=EDITION).text, "previous")
    assert "<input id" not in previous
    assert "There is none yet" in previous
    in_georgian = control(Client(root, runner, "ka").get("/thing", path=EDITION).text, "previous")
    assert "ჯერ არაფერია" in in_georgian


def referring(root: Path, path: str) -> list[Question]:
    asked = entry_form(open_project(root), path).naming
    return [each for each in (*asked.own, *asked.sure) if each.refers and each.refers not in ("countries", "languages")]


@pytest.mark.parametrize("path", [*lists(), "events[example-forum-2030].agenda"])
def test_each_field_says_that_there_is_nothing_to_choose(
    desk: Client, root: Path, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wanted, "_known", lambda kind, values: {} if kind else None)
    page = desk.get("/add", path=path).text
    for question in referring(root, path):
        said = control(page, question.name)
        if question.none:  # that there are none is an answer, which is chosen
            assert "data-none" in said
        else:
            assert "<input id" not in said, question.name
            assert "There is none yet" in said, question.name
        assert "Not in the list?" not in said


def test_what_cannot_be_read_stays_as_it_is(desk: Client, root: Path, runner: asyncio.Runner) -> None:
    path = "events[example-session-12]"
    (root / "content" / "places.yaml").write_text("cities: [", "utf-8")
    broken = Client(root, runner, "en")
    page = broken.get("/thing", path=path)
    city = control(page.text, "city")
    assert "can’t be read now, so this stays as it is: Cities." in city
    assert "/add?path=places" not in city
    form = page.form("/thing")
    assert form is not None
    assert "f.city" not in form.typed
    assert form.fields["f.city"] == "example-city"


def test_what_is_named_and_gone_can_be_taken_out(desk: Client, root: Path, runner: asyncio.Runner) -> None:
    edit(root, "editions/2030-05-example-city.yaml", "version: 1", "previous: gone\nversion: 1")
    previous = control(Client(root, runner, "en").get("/thing", path=EDITION).text, "previous")
    assert "<input id" not in previous
    assert re.search(r'<option value="">.*<option value="gone" selected>gone –', previous, re.DOTALL)
