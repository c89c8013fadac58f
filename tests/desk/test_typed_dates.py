"""Each field of the desk that takes a date takes it as the desk itself writes dates, and as people type them."""

from __future__ import annotations

import asyncio
import html
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefgen.desk.naming import Names
from briefgen.desk.words import DeskWords
from briefgen.upkeep.machine_forms import date_in
from tests.desk.in_process import Client
from tests.desk.test_examples import asked
from tests.started import start

FIGURE = "association.stats[members]"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("dates") / "project"
    start(made)
    return made


@pytest.fixture
def desk(root: Path) -> Iterator[Client]:
    with asyncio.Runner() as runner:
        yield Client(root, runner, "ka")


@pytest.mark.parametrize("language", ["ka", "en"])
def test_what_a_form_shows_as_a_date_can_be_typed_into_it(language: str) -> None:
    names = Names(None, DeskWords(language))
    shown = [(each, date) for _, each in asked() if each.kind == "date" for date in each.examples]
    assert len(shown) > 20
    for question, date in shown:
        assert str(question.read(names.date(date))) == date, question.name


def test_a_form_takes_a_date_in_words_and_asks_about_an_unclear_one(desk: Client, root: Path) -> None:
    form = desk.get("/thing", path="association").form("/thing")
    assert form is not None
    typed = {**form.fields, "kind": "always"}
    assert "რომელია დღე" in desk.post("/thing", {**typed, "f.founded": "05/06/1927"}).text
    assert desk.post("/thing", {**typed, "f.founded": "1927 წლის 4 ოქტომბერი"}).status == 303
    assert "founded: 1927-10-04" in (root / "content" / "association.yaml").read_text("utf-8")


def test_a_new_figure_its_day_and_that_of_what_is_new_are_taken_in_words(desk: Client, root: Path) -> None:
    form = desk.get("/thing", path=FIGURE).form("/figure")
    assert form is not None
    typed = {"f.new.value": "131", "f.new.as_of": "14 May 2030", "f.new.sources": "example-page"}
    typed |= {"kind": "since", "since": "15.05.2031"}
    assert desk.post("/figure", {**form.fields, **typed}).status == 303
    text = (root / "content" / "association.yaml").read_text("utf-8")
    assert "as_of: 2030-05-14" in text
    assert "known_from: 2031-05-15" in text


@pytest.mark.parametrize("until", ["31.12.2037", "2037 წლის 31 დეკემბერი", "31 December 2037"])
def test_somebody_stands_by_a_problem_until_a_day_in_words(desk: Client, root: Path, until: str) -> None:
    path = root / "content" / "association.yaml"
    if "status: unverified" not in path.read_text("utf-8"):  # the days share a project
        path.write_text(f"{path.read_text('utf-8')}status: unverified\n", "utf-8")
    page = {"path": "association", "code": "fact-unverified"}
    answer = desk.post("/stand", {**page, "because": "it is so", "until": until})
    assert answer.status == 303, answer.text
    assert "until: 2037-12-31" in (root / "content" / "association.yaml").read_text("utf-8")
    refused = desk.post("/stand", {**page, "because": "it is so", "until": "soon"}).text
    assert ">როდემდე?</a> „soon“" in " ".join(refused.split())  # a question needs no colon


def test_what_is_typed_is_shown_as_it_is_understood(desk: Client) -> None:
    said = json.loads(desk.post("/date", {"words": "14–16 May 2027"}).text)
    assert (said["date"], said["said"]) == ("2027-05-14/2027-05-16", "2027 წლის 14–16 მაისი")
    assert "რომელ წელს" in json.loads(desk.post("/date", {"words": "14 May"}).text)["wrong"]


def test_an_edition_begins_that_is_true_for_a_day_in_words(desk: Client, root: Path) -> None:
    form = desk.get("/edition").form("/edition")
    assert form is not None
    typed = {**form.fields, "event": "example-forum-2030", "name": "2030-05-tbilisi", "as_of": "2030 წლის 20 მაისი"}
    answer = desk.post("/edition", typed)
    assert answer.status == 303, answer.text
    assert "as_of: 2030-05-20" in (root / "content" / "editions" / "2030-05-tbilisi.yaml").read_text("utf-8")


def test_a_field_shows_its_date_in_words_and_sent_back_changes_no_byte(desk: Client, root: Path) -> None:
    path = root / "content" / "association.yaml"
    before = path.read_bytes()
    for language in ("ka", "en"):
        desk._language = language.encode()
        form = desk.get("/thing", path=FIGURE).form("/thing")
        assert form is not None
        written = form.fields["w.as_of"]
        others = [date_in(each, written) for each in ("ka", "en")]
        assert form.fields["f.as_of"] == date_in(language, written) != written
        for said in (*others, written):  # the same date, however somebody writes it
            answer = desk.post("/thing", {**form.fields, "f.as_of": said})
            assert (answer.status, answer.headers["location"].rpartition("=")[2]) == (303, "nothing")
    assert path.read_bytes() == before


def test_a_refused_form_has_its_dates_as_they_were_typed(desk: Client) -> None:
    desk._language = b"en"
    form = desk.get("/thing", path=FIGURE).form("/thing")
    assert form is not None
    answer = desk.post("/thing", {**form.fields, "f.as_of": "September 2020", "f.value": ""})
    again = answer.form("/thing")
    assert answer.status == 409
    assert again is not None
    assert again.fields["f.as_of"] == "September 2020"
    assert json.loads(desk.post("/date", {"words": "2027-05-14"}).text)["shown"] == "14 May 2027"


def test_a_date_that_ends_before_it_starts_is_told_alike_and_as_it_was_typed(desk: Client) -> None:
    desk._language = b"en"
    words = "14-12 October 2020"
    wrong = json.loads(desk.post("/date", {"words": words}).text)["wrong"]
    assert words in wrong
    assert "ends before it starts" in wrong
    form = desk.get("/add", path="events").form("/add")
    assert form is not None
    assert wrong in html.unescape(desk.post("/add", {**form.fields, "f.date": words}).text)
    form = desk.get("/edition").form("/edition")
    assert form is not None
    assert wrong in html.unescape(desk.post("/edition", {**form.fields, "as_of": words}).text)
