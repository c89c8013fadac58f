"""What was typed into a form that is refused, and what somebody else has written meanwhile: neither is lost."""

from __future__ import annotations

import asyncio
import errno
import json
import os
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from briefgen.content.schema import Edition
from briefgen.making.opened import open_project
from briefgen.upkeep.forms import entry_form, lists
from briefgen.upkeep.things import is_list_within_edition
from tests.desk.in_process import Client, Form

FIGURE = "association.stats[members]"


@pytest.fixture
def desk(root: Path) -> Iterator[Client]:
    with asyncio.Runner() as runner:
        yield Client(root, runner)


def opened(desk: Client, page: str, action: str = "", **about: str) -> Form:
    form = desk.get(page, **about).form(action or page)
    assert form is not None
    return form


def edit(root: Path, old: str, new: str, file: str = "association.yaml") -> None:
    path = root / "content" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_field_that_nobody_typed_in_says_what_its_file_says_after_a_refusal(desk: Client, root: Path) -> None:
    form = opened(desk, "/thing", path="association")
    edit(root, "acronym: EXA", "acronym: NEW")
    refused = desk.post("/thing", {**form.fields, "f.founded": "soon", "kind": "always"}).form("/thing")
    assert refused is not None
    assert (refused.fields["f.founded"], refused.fields["f.acronym"]) == ("soon", "NEW")
    assert desk.post("/thing", {**refused.fields, "f.founded": "1951", "kind": "always"}).status == 303
    assert "acronym: NEW" in (root / "content" / "association.yaml").read_text("utf-8")


def test_a_collision_is_shown_whatever_else_is_wrong_with_the_form(desk: Client, root: Path) -> None:
    form = opened(desk, "/thing", path="association")
    edit(root, "acronym: EXA", "acronym: THEIRS")
    answer = desk.post("/thing", {**form.fields, "f.founded": "soon", "f.acronym": "MINE", "kind": "always"})
    assert "<blockquote>THEIRS</blockquote>" in answer.text
    refused = answer.form("/thing")
    assert refused is not None
    assert refused.fields["f.acronym"] == "MINE"


def test_what_was_typed_is_shown_where_its_form_cannot_be_shown_any_more(desk: Client, root: Path) -> None:
    person = opened(desk, "/thing", path="people.persons[second-example]").fields
    new = opened(desk, "/add", path="people.persons").fields
    whole = opened(desk, "/source", path="people").fields
    (root / "content" / "people.yaml").write_text("persons: []\nterms: []\n", "utf-8")
    answer = desk.post("/thing", {**person, "f.name.en": "Typed <b>in vain</b>"})
    assert answer.status == 409
    assert "Typed &lt;b&gt;in vain&lt;/b&gt;" in answer.text
    assert "Second Example" not in answer.text  # that nobody typed
    (root / "content" / "people.yaml").write_text("persons: [\n", "utf-8")
    answer = desk.post("/add", {**new, "f.id": "x", "f.name.en": "Typed in vain"})
    assert answer.status == 409
    assert "Typed in vain" in answer.text
    assert "/source?path=people" in answer.text
    (root / "content" / "people.yaml").unlink()
    answer = desk.post("/source", {**whole, "text": "# Typed in vain"})
    assert answer.status == 409
    assert "# Typed in vain" in answer.text


def test_what_word_breaks_lines_with_is_a_space(desk: Client, root: Path) -> None:
    person = opened(desk, "/thing", path="people.persons[second-example]").fields
    assert desk.post("/thing", {**person, "f.name.en": "Sec\u00adond\vBroken\fName"}).status == 303
    assert "en: Second Broken Name" in (root / "content" / "people.yaml").read_text("utf-8")


def test_a_new_figure_that_is_refused_stays_in_its_form(desk: Client) -> None:
    form = opened(desk, "/thing", "/figure", path=FIGURE)
    typed = {"f.new.value": "131", "f.new.as_of": "soon", "f.new.sources": "example-page"}
    answer = desk.post("/figure", {**form.fields, **typed})
    refused = answer.form("/figure")
    assert answer.status == 409
    assert refused is not None
    assert typed.items() <= refused.fields.items()
    assert f"/thing?path={FIGURE}".replace("[", "%5B").replace("]", "%5D") in answer.text  # where a language leads back


@pytest.mark.parametrize("what", ["/figure", "/remove", "/confirm"])
def test_nobody_decides_on_what_they_have_not_seen(desk: Client, root: Path, what: str) -> None:
    path = FIGURE if what == "/figure" else "association.works[example-guidelines]"
    edit(root, "example-guidelines", "other-guidelines", "translations.lock") if what == "/confirm" else None
    form = opened(desk, "/remove" if what == "/remove" else "/thing", what, path=path)
    told = {**form.fields, "f.new.value": "131", "f.new.as_of": "2030", "f.new.sources": "example-page"}
    told |= {"text": f"{path}.title", "kind": "always", "anyway": "on"}
    edit(root, "value: 100", "value: 90") if what == "/figure" else edit(root, "Guidelines on", "Guidelines for")
    before = {each: each.read_bytes() for each in (root / "content").iterdir() if each.is_file()}
    assert desk.post(what, told).status == 409
    assert {each: each.read_bytes() for each in before} == before
    form = opened(desk, "/remove" if what == "/remove" else "/thing", what, path=path)
    assert desk.post(what, {**told, "seen": form.fields["seen"]}).status == 303


def test_what_was_saved_since_somebody_looked_at_the_changes_is_not_taken_back_with_them(desk: Client) -> None:
    for words in ("A", "B"):
        form = opened(desk, "/thing", path="association")
        assert desk.post("/thing", {**form.fields, "f.acronym": words, "kind": "always"}).status == 303
        if words == "A":
            listed = opened(desk, "/changes")
    (button,) = listed.buttons
    assert desk.post("/changes", {**listed.fields, button[0]: button[1]}).status == 409
    assert opened(desk, "/thing", path="association").fields["f.acronym"] == "B"
    listed = opened(desk, "/changes")
    assert desk.post("/changes", {**listed.fields, button[0]: button[1]}).status == 409  # both would go: it asks
    assert opened(desk, "/thing", path="association").fields["f.acronym"] == "B"
    assert desk.post("/changes", {**listed.fields, button[0]: button[1], "agreed": "yes"}).status == 303
    assert opened(desk, "/thing", path="association").fields["f.acronym"] == "EXA"


def test_lines_that_nobody_touched_keep_their_ends_in_a_file_that_is_edited_as_a_whole(
    desk: Client, root: Path
) -> None:
    path = root / "content" / "sources.yaml"
    lines = path.read_bytes().splitlines()
    mixed = b"\xef\xbb\xbf" + b"\r\n".join(lines[:3]) + b"\n" + b"\r\n".join(lines[3:]) + b"\r\n"
    path.write_bytes(mixed)
    form = opened(desk, "/source", path="sources")
    assert desk.post("/source", {**form.fields, "text": form.fields["text"] + "# a\n# b\n"}).status == 303
    assert path.read_bytes() == mixed + b"# a\r\n# b\r\n"


def test_settings_that_cannot_be_read_are_told_on_every_page_but_help(desk: Client, root: Path) -> None:
    typed = opened(desk, "/thing", path="association").fields
    (root / "briefgen.toml").write_text("languages = [\n", "utf-8")
    assert desk.get("/").headers["location"] == "/settings"
    for page in ("/content", "/check", "/build", "/changes", "/nowhere"):
        answer = desk.get(page)
        assert answer.status in (404, 409), page
        assert "briefgen.toml" in answer.text, page
        assert 'href="/settings"' in answer.text, page
    assert desk.get("/help").status == 200
    answer = desk.post("/thing", {**typed, "f.acronym": "TYPED"})
    assert (answer.status, "TYPED" in answer.text) == (409, True)


def test_a_form_may_have_thousands_of_fields(desk: Client) -> None:
    form = opened(desk, "/thing", path="association")
    many = {f"f.x{at}": "x" for at in range(20_000)}
    assert desk.post("/thing", {**form.fields, **many}).headers["location"].endswith("done=nothing")


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "null\n", "- 1\n", "a: [\n", "\ufeff", "name: 1\n"], ids=repr)
def test_a_file_that_is_empty_or_of_another_kind_is_told_and_can_be_mended(desk: Client, root: Path, text: str) -> None:
    good = {}
    for name in ("association", "people"):
        good[name] = (root / "content" / f"{name}.yaml").read_text("utf-8")
        (root / "content" / f"{name}.yaml").write_text(text, "utf-8")
    for page in ("/", "/content", "/check", "/brief", "/frame/brief", "/build", "/changes", "/edition"):
        assert desk.get(page).status in (200, 409), page
    for page, path in (
        ("/thing", "association"), ("/thing", "association.stats[members]"), ("/thing", "people"),
        ("/add", "people.persons"), ("/remove", "people.persons[first-example]"),
    ):  # fmt: skip
        answer = desk.get(page, path=path)
        assert answer.status in (404, 409), (page, path)
        assert f"/source?path={path.partition('.')[0]}" in answer.text, (page, path)
    for name, words in good.items():
        form = opened(desk, "/source", path=name)
        assert desk.post("/source", {**form.fields, "text": words, "kind": "always"}).status == 303
    assert desk.get("/thing", path="association").status == 200


@pytest.mark.parametrize(
    "path",
    ["association.stats[members]\0", "a" * 100_000, "association.stats[" * 3000, "x\r\nSet-Cookie: a=b"],
    ids=lambda path: repr(path[:20]),
)
def test_no_odd_path_ends_in_a_fault_or_in_a_header(desk: Client, path: str) -> None:
    names = ("path", "text", "here", "draft", "page", "kept", "seen", "undo", "name", "language", "edition", "code")
    answers = [desk.get(page, path=path) for page in ("/thing", "/add", "/remove", "/source", "/stand")]
    for page in (
        "/thing",
        "/figure",
        "/add",
        "/remove",
        "/source",
        "/confirm",
        "/stand",
        "/changes",
        "/language",
        "/draft",
        "/printed",
        "/insert",
    ):
        answers.append(desk.post(page, dict.fromkeys(names, path)))
    for answer in answers:
        assert answer.status < 500
        assert not any("\r" in value or "\n" in value for value in answer.headers.values())


@pytest.mark.parametrize("languages", [["ka"], ["ka", "en", "fr"]], ids=str)
def test_a_project_has_one_language_or_three(desk: Client, root: Path, languages: list[str]) -> None:
    (root / "briefgen.toml").write_text(f"languages = {languages}\n".replace("'", '"'), "utf-8")
    form = opened(desk, "/thing", path="association")
    assert [f"f.name.{code}" for code in languages] == [name for name in form.fields if name.startswith("f.name.")]
    answer = desk.post("/thing", {**form.fields, f"f.name.{languages[-1]}": "Another", "kind": "always"})
    assert answer.status == 303
    assert "Another" in (root / "content" / "association.yaml").read_text("utf-8")
    assert "Another" in desk.get("/thing", path="association").text


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO])
def test_a_disk_that_takes_no_more_loses_no_word(
    desk: Client, root: Path, error: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = opened(desk, "/thing", path="association")
    before = {path: path.read_bytes() for path in (root / "content").rglob("*") if path.is_file()}

    def full(handle: int) -> None:
        raise OSError(error, os.strerror(error))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        answer = desk.post("/thing", {**form.fields, "f.acronym": "TYPED", "kind": "always"})
    assert answer.status == 409
    assert "TYPED" in answer.text
    assert {path: path.read_bytes() for path in (root / "content").rglob("*") if path.is_file()} == before
    assert desk.post("/thing", {**form.fields, "f.acronym": "TYPED", "kind": "always"}).status == 303


def test_what_a_brief_cannot_do_without_is_told_at_its_field(desk: Client, root: Path) -> None:
    edit(root, "{{ name }}", "It", "events.yaml")
    form = opened(desk, "/thing", path="events[example-forum-2030]")
    said = json.loads(desk.post("/typed", {**form.fields, "f.name.ka": "", "f.name.en": "", "lang": "en"}).text)
    assert said["wrong"] == {"name.ka": "გამოცემა ამ ღონისძიებას ეხება: საჭიროა სახელი."}


def test_what_is_wrong_with_what_is_typed_is_told_in_the_language_of_the_page(desk: Client) -> None:
    form = opened(desk, "/thing", path="editions[2030-05-example-city]")
    desk.post("/language", {"language": "ka", "here": "/"})
    wrong = json.loads(desk.post("/typed", {**form.fields, "f.as_of": "2030-05-14/2030-05-16"}).text)["wrong"]["as_of"]
    assert wrong.startswith("დაწერეთ დროის ერთი მომენტი")


@pytest.mark.parametrize("page", ["/progress/", "/changes/"])
@pytest.mark.parametrize("number", ["9" * 5000, "-1", "٣", "x"])
def test_a_number_that_nothing_has_leads_nowhere(desk: Client, page: str, number: str) -> None:
    assert desk.get(page + quote(number)).status == 404


def test_numbers_are_taken_as_people_write_them(desk: Client, root: Path) -> None:
    form = desk.get("/thing", path="association.stats[members]").form("/figure")
    assert form is not None
    typed = {"f.new.value": "1 065", "f.new.as_of": "2030-06", "f.new.sources": "example-page", "kind": "always"}
    assert desk.post("/figure", {**form.fields, **typed}).status == 303
    assert "value: 1065\n" in (root / "content" / "association.yaml").read_text("utf-8")
    form = desk.get("/thing", path="events[example-session-12]").form("/thing")
    assert form is not None
    assert desk.post("/thing", {**form.fields, "f.number": "მე-13", "kind": "always"}).status == 303
    assert "number: 13\n" in (root / "content" / "events.yaml").read_text("utf-8")


UNSOURCED = "მიუთითეთ, საიდან არის: ადრინდელი მნიშვნელობა ისტორიაში წყაროსთან ერთად ინახება."


def test_the_brief_follows_a_new_figure_as_it_is_typed_and_nothing_is_written(desk: Client, root: Path) -> None:
    written = root / "content" / "association.yaml"
    form, before = opened(desk, "/thing", "/figure", path=FIGURE), written.read_text("utf-8")
    assert "once it is saved" not in desk.get("/thing", path=FIGURE).text

    def said(**typed: str) -> tuple[dict[str, Any], dict[str, Any]]:
        fields = {**form.fields, "lang": "en", **{f"f.new.{name}": words for name, words in typed.items()}}
        answers = (json.loads(desk.post(page, fields).text) for page in ("/typed", "/checked"))
        now, found = answers
        assert written.read_text("utf-8") == before
        return now, found["found"]

    as_it_is = said()
    assert as_it_is[0]["wrong"] == {}
    assert as_it_is[0]["message"] == ""
    assert as_it_is[1] == {}
    for incomplete in ({"value": "9731"}, {"as_of": "2030-04"}, {"value": " ", "as_of": "2030-04"}):
        now, found = said(**incomplete)
        assert (now.pop("awaits") != [], {**now, "awaits": []}, found) == (True, *as_it_is)
    now, found = said(value="9731", as_of="2030-04")
    assert "9,731" in now["body"]
    assert (now["wrong"], now["message"]) == ({}, "")
    assert {*found} <= {"", *(f"new.{name}" for name in ("value", "as_of", "sources", "qualifier"))}
    # What can't be understood is told at its field, and the brief is as it stands.
    now, _found = said(value="many", as_of="soon")
    assert {*now["wrong"]} == {"new.value", "new.as_of"}
    assert now["body"] == as_it_is[0]["body"]
    # An edition of before rightly goes on printing the old one, and the page says so.
    later, _found = said(value="9731", as_of="2031-12")
    assert "9,731" not in later["body"]
    assert (
        "მასში კვლავ იბეჭდება 100, რადგან თქვენი აკრეფილი მნიშვნელობა, 9731, უფრო გვიანი თარიღისაა" in later["message"]
    )
    # One of an earlier day goes to the history, and isn't kept there without its source.
    now, found = said(value="9731", as_of="2019-04", sources="example-page")
    assert (now["wrong"], found) == ({}, {})
    assert now["message"] == "შენახვისას ისტორიაში მოხვდება, რადგან მისი თარიღი ამჟამინდელი მაჩვენებლის თარიღზე ადრეა."
    now, _found = said(value="9731", as_of="2019-04")
    assert now["wrong"] == {"new.sources": UNSOURCED}
    assert said(as_of="2019-04")[0]["wrong"] == now["wrong"]  # that it lacks a value is told once it is saved
    refused = desk.post("/figure", {**form.fields, "f.new.value": "9731", "f.new.as_of": "2019-04", "kind": "always"})
    assert (refused.status, UNSOURCED in refused.text) == (409, True)
    # What is shown is what is saved.
    now, _found = said(value="9731", as_of="2030-04", sources="example-page")
    typed = {"f.new.value": "9731", "f.new.as_of": "2030-04", "f.new.sources": "example-page"}
    assert desk.post("/figure", {**form.fields, **typed, "kind": "always"}).status == 303
    assert now["body"] in desk.get("/frame/brief", lang="en").text
    # What the history has already is told at its field.
    form, before = opened(desk, "/thing", "/figure", path=FIGURE), written.read_text("utf-8")
    now, found = said(value="99", as_of="2029-12-31", sources="example-page")
    assert "უკვე არის" in now["wrong"]["new.as_of"], now["wrong"]
    assert found is None


def typed_in_both_forms(desk: Client) -> Callable[..., Any]:
    """Return what asks the desk what it says of what is typed in the two forms of a figure."""
    page = desk.get("/thing", path=FIGURE)
    as_it_stands, new = page.form("/thing"), page.form("/figure")
    assert as_it_stands
    assert new

    def said(**typed: str) -> Any:
        fields = {**as_it_stands.fields, **new.fields, "lang": "en"}
        return json.loads(desk.post("/typed", {**fields, **{f"f.{name}": each for name, each in typed.items()}}).text)

    return said


def test_the_brief_shows_what_is_typed_in_both_forms_of_a_figure(root: Path, runner: asyncio.Runner) -> None:
    said = typed_in_both_forms(Client(root, runner, "en"))
    mended = {"label.en": "Mended label", "value": "8642"}
    whole = {"new.value": "9731", "new.as_of": "2030-04"}
    for typed, shown in (
        (mended, ("Mended label", "8,642")),
        ({**mended, "new.value": "9731"}, ("Mended label", "8,642")),  # half of a new one hides nothing
        ({**mended, **whole, "new.value": "many"}, ("Mended label", "8,642")),
        ({**mended, **whole}, ("Mended label", "9,731")),
        ({**mended, **whole, "value": "many"}, ("Mended label", "9,731")),
        (whole, ("Member organizations", "9,731")),
    ):
        now = said(**typed)
        assert [each in now["body"] for each in shown] == [True, True], (typed, now["wrong"], now["message"])
        wrong = {name for name, words in typed.items() if words == "many"}
        assert {*now["wrong"]} == wrong
    assert {*said(**mended | {"value": "x"}, **whole | {"new.value": "y"})["wrong"]} == {"value", "new.value"}
    # Of half a day either form lets its calendar tell.
    assert said(**{"as_of": "14 Ap", "new.as_of": "5 M"})["wrong"] == {"as_of": "", "new.as_of": ""}


def test_what_the_check_finds_in_a_new_figure_is_told_at_its_field(desk: Client, root: Path) -> None:
    edit(root, "    value: 100\n", "    value: 100\n    status: verified\n    sources: [example-page]\n")
    form = opened(desk, "/thing", "/figure", path=FIGURE)
    typed = {**form.fields, "f.new.value": "9731", "f.new.as_of": "2030-04"}
    found = json.loads(desk.post("/checked", typed).text)["found"]
    assert "figure-unlikely" in found["new.value"]
    assert json.loads(desk.post("/checked", {**typed, "f.new.value": "101"}).text)["found"].get("new.value", "") == ""


ENTRY = {"text.ka": "ხელი მოეწერა ხელშეკრულებას.", "text.en": "The treaty was signed.", "date": "2020-05"}


def test_the_brief_follows_a_new_entry_as_it_is_typed_and_nothing_is_written(desk: Client, root: Path) -> None:
    def files() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in (root / "content").rglob("*") if path.is_file()}

    form, before = opened(desk, "/add", path="cooperation.history"), files()
    assert 'src="/frame/brief?' in desk.get("/add", path="cooperation.history").text

    def said(typed: dict[str, str]) -> tuple[dict[str, Any], dict[str, Any]]:
        fields = {**form.fields, "new": "yes", "lang": "en", **{f"f.{name}": words for name, words in typed.items()}}
        now, found = (json.loads(desk.post(page, fields).text) for page in ("/typed", "/checked"))
        assert files() == before
        return now, found["found"]

    as_it_is = said({})
    assert (as_it_is[0]["wrong"], as_it_is[0]["message"], as_it_is[0]["at"], as_it_is[1]) == ({}, "", "", {})
    for left_out in ENTRY:  # neither a text nor a date or an event is told of as wrong as long as somebody types
        now, found = said({**ENTRY, left_out: " "})
        assert (now.pop("awaits") != [], {**now, "awaits": []}, found) == (True, *as_it_is)
    now, found = said(ENTRY)
    assert "The treaty was signed." in now["body"]
    assert (now["wrong"], now["message"], now["at"]) == ({}, "", "cooperation.history[the-treaty-was-signed]")
    assert "/stand" not in "".join(found.values())  # nobody can stand by what isn't there yet
    # What can't be understood, or printed, is told at its field, and the brief is as it stands.
    now, _found = said({**ENTRY, "date": "soon"})
    assert ({*now["wrong"]}, now["body"]) == ({"date"}, as_it_is[0]["body"])
    now, _found = said({**ENTRY, "text.en": "Signed in {{ nowhere }}."})
    assert ({*now["wrong"]}, now["body"]) == ({"text.en"}, as_it_is[0]["body"])
    assert said({"date": "soon"})[0]["wrong"].keys() == {"date"}  # nor has that to wait for the texts
    # What tells of a later day than that of the edition is known from then on, as it would be if it were saved.
    later, _found = said({**ENTRY, "date": "2032-05"})
    assert (later["wrong"], later["body"]) == ({}, as_it_is[0]["body"])
    # What is shown is what is saved.
    now, _found = said(ENTRY)
    typed = {f"f.{name}": words for name, words in ENTRY.items()}
    assert desk.post("/add", {**form.fields, **typed, "kind": "always"}).status == 303
    assert now["body"] in desk.get("/frame/brief", lang="en").text


@pytest.mark.parametrize(
    ("path", "typed", "at"),
    [
        ("people.persons", {"name.ka": "ნინო აბე", "name.en": "Nino Abe"}, "people.persons[nino-abe]"),
        (
            "events",
            {"name.ka": "ფორუმი", "name.en": "Forum", "kind": "forum", "date": "2031-06", "state": "planned"},
            "events[forum-2031]",
        ),
        (
            "association.stats",
            {"label.ka": "წევრები სხვაგან", "label.en": "Elsewhere", "value": "many", "as_of": "2020"},
            "",
        ),
    ],
)
def test_what_is_typed_for_any_list_is_looked_at(desk: Client, path: str, typed: dict[str, str], at: str) -> None:
    fields = {**opened(desk, "/add", path=path).fields, "new": "yes", "lang": "en"}
    said = json.loads(desk.post("/typed", {**fields, **{f"f.{name}": words for name, words in typed.items()}}).text)
    assert said["body"]
    assert (said.get("at", ""), {*said["wrong"]}) == (at, set() if at else {"value"})
    assert bool(said["message"]) is (path in ("people.persons", "events"))  # which no brief names yet


EITHER = "Give either a date or an event, whose date it then has."
BOTH = "A date and an event are given: empty the date, since the event says when it was, or choose no event."
DISPUTED = "A disputed fact needs a note, and the source that says otherwise."


def test_what_a_part_of_a_new_entry_cannot_do_without_is_told_at_its_field_once_it_is_saved(desk: Client) -> None:
    form = opened(desk, "/add", path="events")
    typed = {"name.ka": "ფორუმი", "name.en": "Forum", "kind": "forum", "date": "2031-06", "state": "planned"}
    typed |= {"participants.people.qualifier": "about"}
    fields = {**form.fields, **{f"f.{name}": words for name, words in typed.items()}}
    said = json.loads(desk.post("/typed", {**fields, "new": "yes", "lang": "en"}).text)
    assert (said["wrong"], said["message"]) == ({}, "")
    refused = desk.post("/add", fields)
    assert refused.status == 409
    assert 'href="#f-participants-people-value"' in refused.text.partition('id="refused"')[2].partition("</div>")[0]


DAYS = (
    ("/thing", "/thing", "editions[2030-05-example-city]", "as_of"),
    ("/thing", "/figure", FIGURE, "new.as_of"),
    ("/add", "/add", "association.stats", "as_of"),
)


@pytest.mark.parametrize(("page", "action", "path", "name"), DAYS)
def test_of_a_day_that_cannot_be_read_its_calendar_tells_in_each_form_and_of_one_of_too_many_days_the_form(
    root: Path, runner: asyncio.Runner, page: str, action: str, path: str, name: str
) -> None:
    desk = Client(root, runner, "en")
    form = opened(desk, page, action, path=path)
    fields = {**form.fields, "lang": "en", **({"new": "yes"} if action == "/add" else {})}

    def wrong(words: str) -> Any:
        return json.loads(desk.post("/typed", {**fields, f"f.{name}": words}).text)["wrong"].get(name)

    for half in ("2", "203", "2030-", "14 Ap", "5/6/2030"):  # so that nobody is told off in the midst of a word
        assert (half, wrong(half)) == (half, "")
        assert json.loads(desk.post("/date", {"words": half, "path": path}).text)["wrong"]
    assert str(wrong("14-16 May 2030")).startswith("Write one point in time")
    assert wrong("May 2030") is None
    assert wrong("") == ("This can’t be left out." if page == action == "/thing" else None)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({**ENTRY, "event": "example-forum-2030"}, {"date": BOTH, "event": BOTH}),
        ({"date": "2020-05", "event": "example-forum-2030"}, {"date": BOTH, "event": BOTH}),  # before its texts
        ({**ENTRY, "status": "disputed"}, {"status": DISPUTED}),
        ({**ENTRY, "date": "", "event": "example-forum-2030"}, {}),
        ({**ENTRY, "date": ""}, {}),  # what is left out is told of once it is saved
    ],
)
def test_a_contradiction_in_a_new_entry_is_told_at_its_fields_as_it_is_typed(
    root: Path, runner: asyncio.Runner, typed: dict[str, str], wrong: dict[str, str]
) -> None:
    desk = Client(root, runner, "en")
    form = opened(desk, "/add", path="cooperation.history")
    fields = {**form.fields, **{f"f.{name}": words for name, words in typed.items()}, "kind": "always"}
    assert json.loads(desk.post("/typed", {**fields, "new": "yes", "lang": "en"}).text)["wrong"] == wrong
    refused = desk.post("/add", fields)  # which says the same
    is_right = not wrong and bool(typed.get("date")) != bool(typed.get("event"))
    assert refused.status == (303 if is_right else 409)
    assert all(said in unescape(refused.text) for said in wrong.values())


def test_a_contradiction_in_what_stands_is_told_at_its_field_and_the_rest_is_shown(
    root: Path, runner: asyncio.Runner
) -> None:
    said = typed_in_both_forms(Client(root, runner, "en"))
    mended, whole = {"label.en": "Mended label"}, {"new.value": "9731", "new.as_of": "2030-04"}
    now = said(status="disputed", **mended, **whole)
    assert (now["wrong"], now["message"]) == ({"status": DISPUTED}, "")
    assert "Mended label" in now["body"]
    assert "9,731" in now["body"]
    now = said(status="disputed", value="8642")
    assert (now["wrong"], "8,642" in now["body"]) == ({"status": DISPUTED}, True)
    settled = said(status="disputed", note="They count others, too.", contradicted_by="example-page", **mended)
    assert (settled["wrong"], "Mended label" in settled["body"]) == ({}, True)


def test_an_entry_in_which_nothing_is_typed_contradicts_nothing_in_any_list(root: Path) -> None:
    project, edition = open_project(root), "editions[2030-05-example-city]"
    of_edition = (f"{edition}.{name}" for name in Edition.model_fields if is_list_within_edition(f"{edition}.{name}"))
    paths = [*lists(), *of_edition]
    assert f"{edition}.profiles" in paths
    told = {path: entry_form(project, path).naming.wrong_as_whole({}) for path in paths}
    assert {path: wrong for path, wrong in told.items() if wrong} == {
        "cooperation.history": {"": EITHER[:1].lower() + EITHER[1:-1]},  # one of two is left out
        f"{edition}.points": {"": "write what is said: a point without words would be an empty row of the brief"},
    }


def test_a_contradiction_is_told_where_a_list_is_needed_that_nobody_has_typed_yet(desk: Client) -> None:
    fields = opened(desk, "/add", path="editions[2030-05-example-city].profiles").fields
    said = json.loads(desk.post("/typed", {**fields, "f.bilingual": "ka", "new": "yes", "lang": "en"}).text)
    assert {*said["wrong"]} == {"bilingual"}
    assert said["message"] == ""


def test_that_a_new_entry_would_make_something_else_wrong_is_told_as_it_is_typed(
    root: Path, runner: asyncio.Runner
) -> None:
    path = root / "content" / "cooperation.yaml"
    path.write_text("history: []\n", "utf-8")
    desk = Client(root, runner, "en")
    form = opened(desk, "/add", path="cooperation.history")
    fields = {**form.fields, **{f"f.{name}": words for name, words in ENTRY.items()}, "kind": "always"}
    said = json.loads(desk.post("/typed", {**fields, "new": "yes", "lang": "en"}).text)
    assert said["message"] == "The history needs a title, its heading."
    assert said["message"].rstrip(".") in desk.post("/add", fields).text


def test_what_the_check_finds_in_a_new_entry_is_told_at_its_field(desk: Client) -> None:
    fields = {**opened(desk, "/add", path="cooperation.history").fields, "new": "yes", "lang": "en"}
    typed = {**ENTRY, "text.en": "The treaty was signed"}
    said = json.loads(desk.post("/checked", {**fields, **{f"f.{name}": words for name, words in typed.items()}}).text)
    assert "end" in said["found"]["text.en"]
    assert "translation-unconfirmed" not in "".join(said["found"].values())
    # Who reads what a message means comes back to this form.
    assert "back=%2Fadd%3Fpath%3Dcooperation.history" in said["found"]["text.en"]


@pytest.mark.parametrize(
    ("path", "typed", "said", "to"),
    [
        (
            "cooperation.history",
            {"text.ka": "იყო.", "text.en": "In {{ city }}: {{ event.number }}, {{ event.name }}.", "date": "2020"},
            {
                "en": "City is not supplied.\nEvent is not supplied.",
                "ka": "შესავსებია: ქალაქი.\nშესავსებია: ღონისძიება.",
            },
            ["#f-city", "#f-event", "#f-event"],
        ),
        (
            "events",
            {"text.en": "{{ name }}: {{ city }}."},
            {"en": "Name is not supplied.\nCity is not supplied.", "ka": "შესავსებია: სახელი.\nშესავსებია: ქალაქი."},
            ["#f-name-en", "#f-city"],
        ),
    ],
)
@pytest.mark.parametrize("language", ["en", "ka"])
def test_what_a_new_entry_lacks_for_its_text_is_named_by_its_field_and_leads_there(
    root: Path,
    runner: asyncio.Runner,
    language: str,
    path: str,
    typed: dict[str, str],
    said: dict[str, str],
    to: list[str],
) -> None:
    desk = Client(root, runner, language)
    fields = {**opened(desk, "/add", path=path).fields, "new": "yes", "lang": "en", "field": "f.text.en"}
    fields |= {f"f.{name}": words for name, words in typed.items()}
    assert json.loads(desk.post("/typed", fields).text)["wrong"] == {"text.en": said[language]}
    chips = json.loads(desk.post("/printed", fields).text)["text.en"]
    assert list(dict.fromkeys(each["wrong"] for each in chips)) == said[language].splitlines()
    assert [each["to"] for each in chips] == to
    for page in ("/typed", "/checked", "/printed", "/insert", "/add"):
        answer = desk.post(page, fields if page != "/add" else {**fields, "f.date": "soon"}).text
        assert "not-named-yet" not in answer, page
        assert "not_named_yet" not in answer, page


def test_what_is_not_saved_yet_cannot_be_stood_by(desk: Client) -> None:
    form = opened(desk, "/add", path="cooperation.history")
    typed = {"f.text.ka": "ხელი მოეწერა", "f.text.en": "The treaty was signed.", "f.date": "2020-05"}
    assert desk.post("/add", {**form.fields, **typed, "kind": "always"}).status == 303
    fields = opened(desk, "/thing", path="cooperation.history[the-treaty-was-signed]").fields

    def found(**typed: str) -> Any:
        said = desk.post("/checked", {**fields, **{f"f.text.{name}": words for name, words in typed.items()}})
        return json.loads(said.text)["found"]

    now = found(en="The treaty was signed")
    assert ["code=end-missing" in now[name] for name in ("text.ka", "text.en")] == [True, False]
    assert all("/explain/end-missing" in now[name] for name in ("text.ka", "text.en"))
    # What was saved so is found as before, whatever more is typed.
    assert "code=end-missing" in found(ka="ხელი მოეწერა აქ")["text.ka"]
    assert desk.post("/thing", {**fields, "f.text.en": "The treaty was signed", "kind": "always"}).status == 303
    assert "code=end-missing" in found(en="The treaty was signed")["text.en"]


def test_beside_the_form_of_what_an_edition_has_stands_its_own_brief(desk: Client) -> None:
    form = opened(desk, "/add", path="editions[2030-05-example-city].meetings")
    assert form.fields["edition"] == "2030-05-example-city"
    assert "edition" not in opened(desk, "/add", path="events").fields
