"""Why the brief stays as it is when an event was held is said beside it, as that is typed and once it is saved."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from briefgen.making.opened import open_project
from briefgen.making.preview import preview
from tests.desk.in_process import Client
from tests.desk.test_forms import AGENDA, content, follow, opened, write
from tests.started import GOES_ON, start

FORUM, SESSION, DURING = "events[example-forum-2030]", "events[example-session-12]", "events[during]"
EDITION = "editions/2030-05-example-city.yaml"
EARLY = "This brief stays as it is: it is true for May 2030, when this was still to come; once that is a later day"
GONE = "This brief stays as it is: it went out, and is true for May 2030, when this was still to come; the next edition"
LACKING = (
    "This brief tells what came of the event as far as that is typed: what was decided, or who was elected, isn’t all"
)
OTHER = "This brief is about another event, so it stays as it is"
PAST = (
    AGENDA.replace("during", "past")
    .replace("example-forum-2030", "example-session-12")
    .replace("2030-05-15", "2019-10")
)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("briefgen.desk.pages.asking.today", lambda: dt.date(2031, 1, 1))
    start(tmp_path / "project")
    write(tmp_path / "project", "events.yaml", content(tmp_path / "project", "events.yaml") + AGENDA)
    return tmp_path / "project"


@pytest.fixture
def desk(root: Path) -> Iterator[Client]:
    with asyncio.Runner() as runner:
        yield Client(root, runner, "en")


def while_typed(desk: Client, path: str, **typed: str) -> str:
    form = opened(desk, "/thing", path=path)
    fields = {**form.fields, "lang": "en", **{f"f.{name}": words for name, words in typed.items()}}
    said = json.loads(desk.post("/typed", fields).text)
    assert (said["body"] is not None, said["wrong"]) == (True, {})
    return str(said["message"]).replace("\u00a0", " ")


def once_saved(desk: Client, path: str) -> str:
    form = opened(desk, "/thing", path=path)
    page = follow(desk, desk.post("/thing", {**form.fields, "f.state": "held"}))
    return " ".join(re.findall(r'<p class="about" id="stays">([^<]*)</p>', unescape(page))).replace("\u00a0", " ")


def test_an_edition_of_before_says_that_it_stays_as_it_is(desk: Client, root: Path) -> None:
    assert while_typed(desk, FORUM, **{"name.en": "Great Forum"}) == ""
    for path in (DURING, FORUM):
        assert while_typed(desk, path, state="held").startswith(EARLY)
    assert once_saved(desk, FORUM).startswith(EARLY)
    assert 'id="stays"' not in desk.get("/thing", path=FORUM).text  # who opens it later has other things to do
    assert while_typed(desk, FORUM, state="planned") == ""


def test_one_that_went_out_leaves_it_to_the_next_one(desk: Client, root: Path) -> None:
    (root / "content/editions/2030-05-example-city.issued/v1").mkdir(parents=True)
    assert while_typed(desk, FORUM, state="held").startswith(GONE)
    assert once_saved(desk, FORUM).startswith(GONE)


def test_one_of_a_later_day_says_what_is_not_typed_yet_and_nothing_once_it_is(desk: Client, root: Path) -> None:
    write(root, EDITION, content(root, EDITION).replace("as_of: 2030-05 ", "as_of: 2030-06 "))
    assert while_typed(desk, DURING, state="held").startswith(LACKING)
    assert once_saved(desk, DURING).startswith(LACKING)
    for item, field in (("president", "f.elected"), ("programme", "f.outcome.en")):
        form = opened(desk, "/thing", path=f"{DURING}.agenda[{item}]")
        words = {field: "first-example"} if item == "president" else {field: "Taken", "f.outcome.ka": "მიღებულია"}
        assert desk.post("/thing", {**form.fields, **words}).status == 303
    assert 'id="stays"' not in desk.get("/thing", path=DURING, due="yes").text


def test_a_brief_about_another_event_says_so(desk: Client) -> None:
    form = opened(desk, "/thing", path=SESSION)
    assert desk.post("/thing", {**form.fields, "f.state": "planned", "kind": "always"}).status == 303
    assert while_typed(desk, SESSION, state="held").startswith(OTHER)
    assert once_saved(desk, SESSION).startswith(OTHER)


def test_a_brief_about_another_event_says_so_of_what_was_decided_there(desk: Client, root: Path) -> None:
    write(root, "events.yaml", content(root, "events.yaml") + PAST)
    item = "events[past].agenda[programme]"
    for typed in ({"outcome.ka": "მიღებულია", "outcome.en": "Adopted"}, {"outcome.en": "Adopted"}):
        assert while_typed(desk, item, **typed).startswith(OTHER)
    assert while_typed(desk, item, **{"title.en": "The programme"}) == ""


def test_why_a_brief_has_no_outcome_of_its_own_event_is_said_beside_it(desk: Client, root: Path) -> None:
    item = f"{DURING}.agenda[programme]"
    typed = {"outcome.ka": "მიღებულია", "outcome.en": "Adopted"}
    assert "held" in while_typed(desk, item, **typed)


LONE = (
    "\n- {id: lone, kind: forum, name: {ka: ცალკე ფორუმი, en: Lone Forum}, date: 2032-05-10, state: planned}\n"
    "- {id: part, kind: meeting, name: {ka: ნაწილი, en: Part}, parent: lone, date: 2032-05-10, state: planned}\n"
)
NOWHERE = {
    "en": "This event is in no brief yet: no edition is about it, and neither our history nor a text names it.",
    "ka": "ეს ღონისძიება ჯერ არც ერთ ცნობაში არ არის: არც ერთი გამოცემა მას არ ეხება და არც ჩვენს ისტორიაში და "
    "ტექსტებში მოიხსენიება.",
}


NAMED = "'{{ events.lone }}'"


def box_of(desk: Client, path: str) -> str:
    page = unescape(desk.get("/thing", path=path).text)
    return page.partition('id="unprinted">')[2].partition("</p>")[0]


@pytest.mark.parametrize("language", ["ka", "en"])
def test_an_event_that_no_brief_has_says_so_and_leads_to_its_edition(root: Path, language: str) -> None:
    write(root, "events.yaml", content(root, "events.yaml") + LONE)
    with asyncio.Runner() as runner:
        desk = Client(root, runner, language)
        for path in ("events[lone]", "events[part]"):  # which is a part of it
            told = box_of(desk, path)
            assert told.startswith(NOWHERE[language])
            assert re.search(r'href="/edition\?back=[^"]+&event=lone"', told)
            begin = {"en": "Begin an edition for it", "ka": "მისთვის გამოცემის დაწყება"}[language]
            assert f">{begin}</a>" in told
        assert while_typed(desk, "events[lone]", **{"name.en": "Great Forum"}) == NOWHERE[language]
        new = opened(desk, "/add", path="events")
        typed = {
            "f.name.ka": "სხვა",
            "f.name.en": "Other",
            "f.kind": "forum",
            "f.date": "2033-05",
            "f.state": "planned",
        }
        said = json.loads(desk.post("/typed", {**new.fields, **typed, "new": "yes", "lang": "en"}).text)
        assert (said["body"] is not None, said["message"]) == (True, NOWHERE[language])
        assert [box_of(desk, path) for path in (FORUM, DURING)] == ["", ""]
        form = desk.get("/edition", event="lone").form("/edition")
        assert form is not None
        assert form.fields["event"] == "lone"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("cooperation.yaml", GOES_ON, f"  - {{id: told, event: lone, text: {{ka: ა., en: A.}}}}\n{GOES_ON}"),
        ("cooperation.yaml", GOES_ON, f"  - {{id: told, date: 2029, text: {{ka: {NAMED}, en: {NAMED}}}}}\n{GOES_ON}"),
        (EDITION, "event: example-forum-2030", "event: lone"),
        (EDITION, "event: example-forum-2030", "event: part"),
    ],
    ids=["history", "a text", "its edition", "that of a part"],
)  # fmt: skip
def test_an_event_that_something_prints_is_in_a_brief(desk: Client, root: Path, file: str, old: str, new: str) -> None:
    write(root, "events.yaml", content(root, "events.yaml") + LONE)
    assert box_of(desk, "events[lone]") != ""
    assert old in content(root, file)
    write(root, file, content(root, file).replace(old, new))
    assert box_of(desk, "events[lone]") == ""
    assert while_typed(desk, "events[lone]", **{"name.en": "Great Forum"}) == ""


ONLY_NOTE = {
    "en": "Only a change note tells of this event: no edition is about it, and neither our history nor a text names "
    "it.",
    "ka": "ამ ღონისძიებას მხოლოდ ცვლილებების შესახებ ცნობა ახსენებს: არც ერთი გამოცემა მას არ ეხება და არც ჩვენს "
    "ისტორიაში და ტექსტებში მოიხსენიება.",
}


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("state", ["held", "cancelled"])
def test_an_event_that_a_change_note_names_is_in_that_brief(root: Path, language: str, state: str) -> None:
    before = "    state: planned\n"
    past = (
        "\n- id: lone\n  kind: forum\n  name: {ka: ცალკე ფორუმი, en: Lone Forum}\n  date: 2030-06-10\n"
        f"  state: {state}\n  earlier:\n  - until: 2030-06-10\n{before}"
    )
    write(root, "events.yaml", content(root, "events.yaml") + past)
    later = content(root, EDITION).replace("as_of: 2030-05 ", "as_of: 2030-07 ")
    with asyncio.Runner() as runner:
        assert box_of(Client(root, runner, language), "events[lone]").startswith(NOWHERE[language])
        write(root, "editions/2030-07-later.yaml", f"previous: 2030-05-example-city\n{later}")
        project = open_project(root)
        note = preview(project, "2030-07-later", brief="changes", language="en").html
        assert "Lone Forum" in note
        box = box_of(Client(root, runner, language), "events[lone]")
    assert box.startswith(ONLY_NOTE[language])
    assert ("&path=cooperation.history&f.event=lone" in box) is (state == "held")


def test_what_a_term_is_from_prints_no_event(desk: Client, root: Path) -> None:
    write(root, "events.yaml", content(root, "events.yaml") + LONE)
    people = content(root, "people.yaml")
    write(root, "people.yaml", people.replace("    start: 2028-01\n", "    start: 2028-01\n    elected_at: lone\n"))
    assert box_of(desk, "events[lone]").startswith(NOWHERE["en"])
    assert while_typed(desk, "events[lone]", state="held").startswith(OTHER)  # which says what to do about that
