"""What something new waits for before the brief shows it is named by its fields, as one types."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from briefgen.desk.pages import typed as typed_page
from briefgen.making.preview import preview
from tests.desk.in_process import Client

FIGURE = "association.stats[members]"
SHOWN_ONCE = {"en": "It is shown once this is filled in:", "ka": "აქ მაშინ გამოჩნდება, როცა შეივსება:"}
EITHER = {
    "en": "Give either a date or an event, whose date it then has.",
    "ka": "მიუთითეთ ან თარიღი, ან ღონისძიება – მაშინ თარიღი ღონისძიებიდან აიღება.",
}
ENTRY = {"text.ka": "ხელი მოეწერა ხელშეკრულებას.", "text.en": "The treaty was signed.", "date": "2020-05"}


def said_of(desk: Client, page: str, path: str, typed: dict[str, str]) -> Any:
    """Return what the desk says of what is typed in the forms of a page."""
    shown = desk.get(page, path=path)
    fields = {"new": "yes"} if page == "/add" else {}
    for action in {page, "/figure"} if page == "/thing" else {page}:
        form = shown.form(action)
        fields |= form.fields if form else {}
    fields |= {f"f.{name}": words for name, words in typed.items()}
    return json.loads(desk.post("/typed", {**fields, "lang": "en"}).text)


@pytest.mark.parametrize("language", ["en", "ka"])
@pytest.mark.parametrize(
    ("path", "typed", "left_out", "either"),
    [
        ("cooperation.history", {}, [], []),
        ("cooperation.history", ENTRY, [], []),
        ("cooperation.history", {**ENTRY, "text.ka": " "}, ["text.ka"], []),
        ("cooperation.history", {**ENTRY, "text.en": ""}, ["text.en"], []),
        ("cooperation.history", {"date": "2020-05"}, ["text.ka", "text.en"], []),
        ("cooperation.history", {"date": "soon", "text.en": "Signed."}, ["text.ka"], []),  # what is wrong is told, too
        ("cooperation.history", {**ENTRY, "date": ""}, [], ["date", "event"]),
        ("cooperation.history", {"text.en": "Signed."}, ["text.ka"], ["date", "event"]),
        ("people.persons", {"name.en": "Nino Abe"}, ["name.ka"], []),
    ],
)
def test_what_a_new_entry_waits_for_is_named_by_its_fields(
    root: Path, runner: asyncio.Runner, language: str, path: str, typed: dict[str, str], left_out: list[str],
    either: list[str],
) -> None:  # fmt: skip
    said = said_of(Client(root, runner, language), "/add", path, typed)
    told = {SHOWN_ONCE[language]: left_out, EITHER[language]: either}
    assert said["awaits"] == [{"told": words, "fields": fields} for words, fields in told.items() if fields]
    assert ({*said["wrong"]}, said["message"]) == ({"date"} if typed.get("date") == "soon" else set(), "")
    assert ("The treaty was signed." in said["body"]) == (typed == ENTRY)


def test_a_part_of_something_new_and_the_words_of_a_point_are_waited_for(root: Path, runner: asyncio.Runner) -> None:
    desk = Client(root, runner, "en")
    typed = {"name.ka": "ფორუმი", "name.en": "Forum", "kind": "forum", "date": "2031-06", "state": "planned"}
    said = said_of(desk, "/add", "events", typed | {"participants.people.qualifier": "about"})
    assert [each["fields"] for each in said["awaits"]] == [["participants.people.value"]]
    said = said_of(desk, "/add", "editions[2030-05-example-city].points", {"kind": "key-message"})
    (awaited,) = said["awaits"]
    assert awaited["told"].startswith("Write what is said")
    assert awaited["fields"][0] == "say.ka"


def test_a_new_figure_waits_for_what_it_needs_once_something_of_it_is_typed(root: Path, runner: asyncio.Runner) -> None:
    desk = Client(root, runner, "en")

    def awaited(**typed: str) -> list[list[str]]:
        return [each["fields"] for each in said_of(desk, "/thing", FIGURE, typed)["awaits"]]

    assert awaited() == []
    assert awaited(**{"label.en": "Mended"}) == []  # of the figure as it stands
    assert awaited(**{"new.value": "131"}) == [["new.as_of"]]
    assert awaited(**{"new.as_of": "2030-04"}) == [["new.value"]]
    assert awaited(**{"new.value": "131", "new.as_of": "2030-04"}) == []


@pytest.mark.parametrize(
    ("page", "path", "typed"),
    [
        ("/add", "cooperation.history", ENTRY),
        ("/add", "cooperation.history", {**ENTRY, "date": ""}),
        ("/thing", FIGURE, {"new.value": "131", "new.as_of": "2030-04", "label.en": "Mended"}),
        ("/thing", FIGURE, {"new.value": "131", "label.en": "Mended"}),
    ],
)
def test_the_brief_is_made_once_for_all_that_is_typed(
    root: Path, runner: asyncio.Runner, monkeypatch: pytest.MonkeyPatch, page: str, path: str, typed: dict[str, str]
) -> None:
    made: list[Any] = []

    def counted(*given: Any, **named: Any) -> Any:
        made.append(preview(*given, **named))
        return made[-1]

    monkeypatch.setattr(typed_page, "preview", counted)
    said = said_of(Client(root, runner, "en"), page, path, typed)
    assert len(made) == 1
    assert said["body"] in made[0].html


def test_of_a_list_that_is_gone_nothing_is_waited_for(root: Path, runner: asyncio.Runner) -> None:
    said = Client(root, runner, "en").post("/typed", {"path": "events[gone].agenda", "new": "yes", "f.title.en": "A"})
    assert (said.status, json.loads(said.text)["awaits"]) == (200, [])
    assert json.loads(said.text)["message"]


HALF = {
    "en": "In one language this isn’t said yet, and without it no brief can be issued:",
    "ka": "ერთ ენაზე ეს ჯერ არ წერია, უამისოდ კი ცნობა ვერ გაიცემა:",
}
EVENT = {"name.ka": "ფორუმი", "name.en": "Forum", "kind": "forum", "date": "2031-06", "state": "planned"}


@pytest.mark.parametrize("language", ["en", "ka"])
def test_a_text_in_one_language_waits_for_the_other_ones(root: Path, runner: asyncio.Runner, language: str) -> None:
    desk = Client(root, runner, language)
    assert said_of(desk, "/add", "events", EVENT)["awaits"] == []
    for left in ("name.ka", "name.en"):
        said = said_of(desk, "/add", "events", {**EVENT, left: ""})
        assert said["awaits"] == [{"told": HALF[language], "fields": [left]}]
    assert said_of(desk, "/add", "events", {**EVENT, "name.ka": "", "name.en": ""})["awaits"] == []


def test_the_name_of_the_event_of_an_edition_is_needed_in_each_language(root: Path, runner: asyncio.Runner) -> None:
    desk = Client(root, runner, "en")
    form = desk.get("/add", path="events", back="/edition").form("/add")
    assert form is not None
    typed = {f"f.{name}": words for name, words in EVENT.items()}
    half = {**form.fields, **typed, "f.name.ka": ""}
    said = json.loads(desk.post("/typed", {**half, "new": "yes", "lang": "en"}).text)
    assert said["awaits"] == [{"told": SHOWN_ONCE["en"], "fields": ["name.ka"]}]
    assert desk.post("/add", half).status == 409
    assert desk.post("/add", {**half, **typed}).status == 303


@pytest.mark.parametrize(
    ("path", "typed", "told"),
    [
        ("people.persons", {"name.ka": "ნინო აბე", "name.en": "Nino Abe"},
         {"en": "No brief has this person yet", "ka": "ეს პირი ჯერ არც ერთ ცნობაში არ წერია"}),
        ("places.cities", {"name.ka": "ბერნი", "name.en": "Bern", "country": "CH"},
         {"en": "No brief has this city yet", "ka": "ეს ქალაქი ჯერ არც ერთ ცნობაში არ წერია"}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["en", "ka"])
def test_what_is_whole_and_in_no_brief_yet_says_so(
    root: Path, runner: asyncio.Runner, language: str, path: str, typed: dict[str, str], told: dict[str, str]
) -> None:
    said = said_of(Client(root, runner, language), "/add", path, typed)
    assert (said["awaits"], said["wrong"]) == ([], {})
    assert said["message"].startswith(told[language])


def test_a_new_term_without_a_start_beside_another_one_says_so(root: Path, runner: asyncio.Runner) -> None:
    desk = Client(root, runner, "en")
    path = root / "content/people.yaml"
    path.write_text(path.read_text("utf-8").replace("    start: 2028-01\n", ""), "utf-8")
    term = {"person": "second-example", "office": "president"}
    told = "This term has no start, so the brief names two in its office: give its start."
    assert said_of(desk, "/add", "people.terms", term)["message"] == told
    assert said_of(desk, "/add", "people.terms", {**term, "start": "2031-01"})["message"] != told
