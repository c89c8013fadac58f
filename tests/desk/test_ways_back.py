"""A form that was reached from another one leads back to it, at the field or the list at which that was left."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from briefgen.desk.pages.mending import mark_of
from briefgen.problems.diagnostics import Diagnostic, Place
from tests.desk.in_process import Answer, Client

FORUM = "events[example-forum-2030]"
SESSION = "events[example-session-12]"


@pytest.fixture
def desk(root: Path) -> Iterator[Client]:
    with asyncio.Runner() as runner:
        yield Client(root, runner, "en")


def follow(desk: Client, address: str) -> Answer:
    parts = urlsplit(unescape(address))
    return desk.get(parts.path, **dict(parse_qsl(parts.query)))


def links(page: Answer, to: str) -> list[str]:
    main = page.text.partition("<main")[2]
    return [unescape(each) for each in re.findall(r'href="([^"]+)"', main) if unescape(each).startswith(to)]


def way_back(page: Answer) -> str:
    (back,) = re.findall(r'<a class="button" href="([^"]+)">Back to [^<]+</a>', page.text)
    return unescape(back)


@pytest.mark.parametrize(
    ("form", "about", "adds", "field"),
    [
        ("/add", {"path": "people.terms"}, "people.persons", "f-person"),
        ("/thing", {"path": "people.terms[first-example-president]"}, "people.persons", "f-person"),
        ("/thing", {"path": "association.stats[members]"}, "sources", "f-new-sources"),
        ("/add", {"path": "cooperation.history", "f.event": "example-forum-2030"}, "events", "f-event"),
    ],
)
def test_what_a_field_lacks_is_added_and_the_way_back_leads_to_the_field(
    desk: Client, form: str, about: dict[str, str], adds: str, field: str
) -> None:
    page = desk.get(form, **about)
    address = links(page, f"/add?path={adds}")[0]
    back = urlsplit(way_back(follow(desk, address)))
    assert (back.path, back.fragment) == (form, field)
    assert about.items() <= dict(parse_qsl(back.query)).items()
    assert f'id="{field}"' in follow(desk, back.geturl()).text
    form_there = follow(desk, address).form("/add")
    assert form_there is not None
    refused = desk.post("/add", form_there.fields)  # nothing is typed
    assert (refused.status, way_back(refused)) == (409, back.geturl())


@pytest.mark.parametrize(
    ("form", "about"),
    [
        ("/thing", {"path": FORUM, "due": "yes"}),
        ("/thing", {"path": "association.offices[president]"}),
        ("/thing", {"path": "people.terms[first-example-president]"}),
        ("/thing", {"path": "editions[2030-05-example-city]"}),
        ("/thing", {"path": SESSION}),
        ("/thing", {"path": "association.stats[members]"}),
        ("/add", {"path": "events"}),
        ("/add", {"path": f"{SESSION}.agenda"}),
    ],
)
def test_whatever_form_is_opened_from_a_form_has_the_way_back_to_it(
    desk: Client, root: Path, form: str, about: dict[str, str]
) -> None:
    events = root / "content" / "events.yaml"
    events.write_text(events.read_text("utf-8").replace("state: planned", "state: held", 1), "utf-8")
    page = desk.get(form, **about)
    opened = [each for to in ("/add?", "/source?", "/edition") for each in links(page, to)]
    assert opened
    for address in opened:
        back = urlsplit(way_back(follow(desk, address)))
        assert (back.path, dict(parse_qsl(back.query))["path"]) == (form, about["path"]), address


def test_an_entry_of_a_list_leads_back_to_the_list_and_to_another_one(desk: Client) -> None:
    agenda = desk.get("/thing", path=SESSION, back="/content")
    (add,) = (each for each in links(agenda, "/add?") if ".agenda" in each)
    form = follow(desk, add).form("/add")
    assert form is not None
    item = {"f.id": "new-one", "f.kind": "adopt", "f.title.en": "New one", "f.title.ka": "ახალი"}
    added = desk.post("/add", {**form.fields, **item})
    assert added.status == 303, added.text
    page = follow(desk, added.headers["location"])
    (another,) = re.findall(r'<a class="button" href="([^"]+)">Add another one</a>', page.text)
    assert follow(desk, another).form("/add") is not None
    assert way_back(follow(desk, another)) == way_back(page)
    confirming = page.form("/confirm")
    assert confirming is not None
    confirmed = follow(
        desk,
        desk.post("/confirm", {**confirming.fields, "text": confirming.fields["path"] + ".title"}).headers["location"],
    )
    assert "Add another one" in confirmed.text  # nor is it less so once its texts are confirmed
    # Once it is saved anew, or opened later, nothing says that it was just added.
    again = page.form("/thing")
    assert again is not None
    saved = desk.post("/thing", {**again.fields, "f.title.en": "Newer one"})
    assert "Add another one" not in follow(desk, saved.headers["location"]).text


def test_a_source_that_is_added_for_a_field_is_not_told_off_before_it_can_be_named(desk: Client) -> None:
    form = follow(desk, links(desk.get("/thing", path=FORUM), "/add?path=sources")[0]).form("/add")
    assert form is not None
    typed = {"f.title": "New page", "f.publisher": "example-association"}
    added = desk.post("/add", {**form.fields, **typed})
    page = follow(desk, added.headers["location"])
    unnamed = "No fact names this source"
    assert unnamed not in page.text
    assert unnamed in desk.get("/thing", path="sources[new-page]").text


def test_who_adds_what_a_field_lacks_is_not_asked_for_another_one(desk: Client) -> None:
    form = follow(desk, links(desk.get("/add", path="people.terms"), "/add?path=people.persons")[0]).form("/add")
    assert form is not None
    added = desk.post("/add", {**form.fields, "f.name.en": "New One", "f.name.ka": "ახალი ერთი"})
    page = follow(desk, added.headers["location"])
    assert "Add another one" not in page.text
    assert way_back(page).startswith("/add?path=people.terms")


DUE = f"/thing?path={FORUM}&due=yes&back=/todo"
BEGUN = {"name": "2030-05-next", "event": "example-forum-2030", "as_of": "2030-05-15"}
EVENT = {
    "f.id": "new-event",
    "f.name.en": "New event",
    "f.name.ka": "ახალი ღონისძიება",
    "f.date": "2031-05-02",
    "f.state": "planned",
    "f.kind": "forum",
    "f.status": "unverified",
    "f.note": "x",
}


@pytest.mark.parametrize(
    ("back", "leads"),
    [
        (DUE, f"{DUE}&done=started"),
        (f"/thing?path={FORUM}&back=/edition?event={FORUM[7:-1]}", "/?done=started"),  # it was added for the edition
        ("/build#unnamed", "/build?done=started#unnamed"),
        ("", "/?done=started"),
        ("//hit.example", "/?done=started"),
    ],
)
def test_an_edition_that_is_begun_leads_back_to_where_its_form_was_opened(desk: Client, back: str, leads: str) -> None:
    form = desk.get("/edition", back=back).form("/edition")
    assert form is not None
    refused = desk.post("/edition", {**form.fields, **BEGUN, "name": "No Name"})
    assert refused.status == 409
    again = refused.form("/edition")
    assert again is not None
    begun = desk.post("/edition", {**again.fields, **BEGUN})
    assert begun.status == 303, re.findall(r'class="said wrong"[^<]*', begun.text)
    assert begun.headers["location"] == leads
    assert "The next edition is begun." in follow(desk, begun.headers["location"]).text


def test_the_event_of_an_edition_is_added_on_the_way_and_the_way_back_stays(desk: Client) -> None:
    (address,) = links(desk.get("/edition", back=DUE), "/add?path=events")
    page = follow(desk, address)
    assert way_back(page).startswith("/edition?")
    form = page.form("/add")
    assert form is not None
    nameless = desk.post("/add", {**form.fields, **EVENT, "f.name.en": "", "f.name.ka": ""})
    assert nameless.status == 409  # its brief is called by its name
    legend = page.text.partition('<fieldset class="languages-row">')[2].partition("</legend>")[0]
    assert 'class="needed"' in legend
    added = desk.post("/add", {**form.fields, **EVENT})
    assert added.status == 303, added.text
    thing = follow(desk, added.headers["location"])
    assert "Add another one" not in thing.text
    edition = follow(desk, way_back(thing)).form("/edition")
    assert edition is not None
    assert (edition.fields["event"], edition.fields["back"]) == ("new-event", DUE)


def test_what_is_added_for_a_field_from_no_form_has_no_way_back(desk: Client) -> None:
    page = desk.get("/add", path="people.persons", **{"for": "f.person"})
    assert page.form("/add") is not None
    assert '">Back to' not in page.text


@pytest.mark.parametrize(
    ("path", "language", "mark"),
    [
        ("elected[0]", "", "#f-elected"),
        ("title.en", "en", "#f-title-en"),
        ("title", "en", "#f-title-en"),
        ("outcome", "", "#f-outcome"),
    ],
)
def test_the_mark_of_a_problem_is_that_of_its_field(path: str, language: str, mark: str) -> None:
    thing = f"{SESSION}.agenda[item]"
    found = Diagnostic(Place("events.yaml"), "warning", "x", "x", path=f"{thing}.{path}", language=language)
    assert mark_of(found, thing) == mark
