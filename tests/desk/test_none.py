"""That there are none is an answer where the schema says so: it is chosen in a form, and isn't asked for any more."""

from __future__ import annotations

import asyncio
import json
import re
from html import unescape
from pathlib import Path

import pytest

from briefgen.content.changing.wanted import NONE
from briefgen.making.opened import open_project
from briefgen.upkeep.due import due_after
from tests.desk.in_process import Client, Form

ITEM = "events[example-session-12].agenda[head]"
AGENDA = "\n  agenda: [{id: head, kind: election, office: president, title: {ka: არჩევა, en: Election}}]"


@pytest.fixture
def desk(root: Path, runner: asyncio.Runner) -> Client:
    edit(root, "  state: held\n", f"  state: held{AGENDA}\n")
    return Client(root, runner, "en")


def item(desk: Client) -> Form:
    form = desk.get("/thing", path=ITEM).form("/thing")
    assert form is not None
    return form


def saved(desk: Client, elected: str) -> None:
    answer = desk.post("/thing", {**item(desk).fields, "f.elected": elected, "kind": "always"})
    assert answer.status == 303, answer.text


def edit(root: Path, old: str, new: str) -> None:
    path = root / "content" / "events.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def during_the_forum(root: Path) -> None:
    """Let the session be held during the event of the edition."""
    edit(root, "  number: 12\n", "  number: 12\n  parent: example-forum-2030\n")


def printed(desk: Client, language: str) -> str:
    """Return what the brief has of the agenda."""
    agenda = re.search(r'<table class="agenda.*?</table>', desk.get("/frame/brief", lang=language).text, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", agenda[0])).split()) if agenda else ""


def test_that_nobody_was_elected_is_chosen_and_taken_back(desk: Client, root: Path) -> None:
    def asked_for() -> bool:
        return "elected" in {due.what for due in due_after(open_project(root), "events[example-session-12]")}

    def written() -> str:
        return (root / "content" / "events.yaml").read_text("utf-8")

    assert item(desk).fields["f.elected"] == ""
    assert f'<option value="{NONE}">Nobody was elected</option>' in desk.get("/thing", path=ITEM).text
    assert asked_for()
    saved(desk, NONE)
    assert "elected: []" in written()
    assert item(desk).fields["f.elected"] == NONE  # which tells it from what nobody has said yet
    assert not asked_for()
    assert "Elected: nothing → nobody was elected" in unescape(desk.get("/changes").text)
    saved(desk, "first-example")
    assert "elected: [first-example]" in written()
    saved(desk, NONE)
    saved(desk, "")
    assert "elected: []" not in written()
    assert asked_for()


def test_a_brief_prints_that_nobody_was_elected_unless_words_say_what_was_decided(desk: Client, root: Path) -> None:
    during_the_forum(root)
    assert 'id="unprinted">' in desk.get("/thing", path=ITEM).text
    saved(desk, NONE)
    assert 'id="unprinted">' not in desk.get("/thing", path=ITEM).text
    assert "Nobody was elected" in printed(desk, "en")
    assert "არავინ აირჩიეს" in printed(desk, "ka")
    form = item(desk)
    decided = {"f.outcome.ka": "არჩევნები გადაიდო.", "f.outcome.en": "The election was postponed.", "kind": "always"}
    assert desk.post("/thing", {**form.fields, **decided}).status == 303
    assert 'id="unprinted">' not in desk.get("/thing", path=ITEM).text
    assert "The election was postponed." in printed(desk, "en")
    assert "Nobody was elected" not in printed(desk, "en")


def test_a_brief_prints_that_nobody_stands_for_election(desk: Client, root: Path) -> None:
    during_the_forum(root)
    edit(root, "  state: held\n  agenda", "  state: planned\n  agenda")

    def why() -> str:
        return unescape(desk.get("/thing", path=ITEM).text).partition('id="unprinted">')[2].partition("</p>")[0]

    def answers(**typed: str) -> None:
        assert desk.post("/thing", {**item(desk).fields, **typed, "kind": "always"}).status == 303

    assert "say who are the candidates, or our position" in why()
    answers(**{"f.candidates": NONE})
    assert not why()
    assert printed(desk, "en").endswith("Election Nobody stands for election")
    assert printed(desk, "ka").endswith("არჩევა კანდიდატი არავინ არის")
    answers(**{"f.position.ka": "თავს შევიკავებთ.", "f.position.en": "We abstain."})
    assert printed(desk, "en").endswith("Election Nobody stands for election We abstain.")
    answers(**{"f.candidates": "first-example"})
    assert "Nobody stands" not in printed(desk, "en")


@pytest.mark.parametrize(
    ("theirs", "mine", "language", "called"),
    [
        (NONE, "first-example", "en", "Nobody was elected"),
        (NONE, "first-example", "ka", "არავინ აირჩიეს"),
        ("first-example, second-example", NONE, "en", "First Example, Second Example"),
    ],
)
def test_what_somebody_else_chose_meanwhile_is_called_as_in_the_list(
    desk: Client, root: Path, runner: asyncio.Runner, theirs: str, mine: str, language: str, called: str
) -> None:
    form = item(desk)
    saved(desk, theirs)
    desk = Client(root, runner, language)
    typed = {**form.fields, "f.elected": mine}
    told = json.loads(desk.post("/typed", {**typed, "lang": language}).text)
    assert told["collisions"] == {"elected": called}
    refused = unescape(desk.post("/thing", {**typed, "kind": "always"}).text)
    assert f"<blockquote>{called}</blockquote>" in refused


def test_only_where_an_empty_list_is_an_answer_it_is_offered(desk: Client) -> None:
    page = desk.get("/thing", path=ITEM).text
    offered = {
        part.partition('"')[0] for part in page.split('<datalist id="')[1:] if NONE in part.partition("</datalist>")[0]
    }
    assert offered == {"f-candidates-choices", "f-elected-choices"}
