"""The case forms of a name, as the form of what has it shows them."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from briefgen.content.changing.set import set_value
from tests.desk.in_process import Client
from tests.started import start

CITY, PERSON, AT = "places.cities[example-city]", "people.persons[first-example]", "f.forms.ka."


@pytest.fixture
def desk(root: Path) -> Iterator[Client]:
    with asyncio.Runner() as runner:
        yield Client(root, runner, "en")


def fields(desk: Client, path: str) -> dict[str, str]:
    form = desk.get("/thing", path=path).form("/thing")
    assert form is not None
    return form.fields


def field(desk: Client, path: str, case: str, code: str = "ka") -> str:
    """Return the part of a page that is the field of a case."""
    page = desk.get("/thing", path=path).text
    assert f'data-field="forms.{code}.{case}"' in page
    return unescape(page.partition(f'data-field="forms.{code}.{case}"')[2].partition('<div class="field')[0])


def is_open(desk: Client, path: str) -> bool:
    page = desk.get("/thing", path=path).text
    folded = re.search(r'<details class="folded"( open)?><summary>Forms of the name', page)
    assert folded
    return bool(folded[1])


def written(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "content").glob("*.yaml")}


def test_each_case_has_a_field_with_how_the_name_usually_goes(desk: Client) -> None:
    asked = [name for name in fields(desk, PERSON) if name.startswith("f.forms.")]
    assert asked == [f"{AT}{case}" for case in ("erg", "dat", "gen", "ins", "adv", "loc")]  # English has no cases
    dative = field(desk, PERSON, "dat")
    assert ">dative: to whom, when\n</label>" in dative
    assert 'Usually: <span lang="ka">პირველ მაგალითაძეს</span>' in dative
    assert 'value=""' in dative.partition("<input id=")[2].partition(">")[0]  # it is no answer yet
    assert "პირველ მაგალითაძის<" in field(desk, PERSON, "gen")
    assert "Usually" not in field(desk, PERSON, "loc")  # nothing is in a person
    assert '<span lang="ka">მაგალითში</span>' in field(desk, CITY, "loc")
    assert "სანიმუშო ფორუმში · სანიმუშო ფორუმზე" in field(desk, "events[example-forum-2030]", "loc")


@pytest.mark.parametrize(
    ("path", "name", "field", "words", "ergative"),
    [
        ("people.persons", "name", "f.name.ka", "ნინო მაგალითაძე", "ნინო მაგალითაძემ"),
        ("association.offices", "title", "f.title.ka", "ხაზინადარი", "ხაზინადარმა"),
        ("association.offices[president]", "title", "f.title.ka", "ხაზინადარი", "ხაზინადარმა"),
    ],
)
def test_how_a_name_that_is_typed_usually_goes_is_proposed(
    desk: Client, path: str, name: str, field: str, words: str, ergative: str
) -> None:
    new = {} if path.endswith("]") else {"new": "yes"}
    found = json.loads(desk.post("/usual", {"path": path, field: words, **new}).text)
    assert found["forms.ka.erg"] == [ergative]
    assert json.loads(desk.post("/usual", {"path": "nothing", **new}).text) == {}
    if new:
        page = desk.post("/add", {"path": path, field: words, "f.id": "x"}).text
        assert f'data-usual="{ergative}"' in page
        assert re.search(r'<details class="folded" open><summary>Forms of the name', page)


@pytest.mark.parametrize(("language", "said"), [("en", "genitive: whose, of what"), ("ka", "ნათესაობითი: ვისი, რისი")])
def test_a_case_is_called_by_its_name(root: Path, language: str, said: str) -> None:
    with asyncio.Runner() as runner:
        assert f">{said}\n</label>" in field(Client(root, runner, language), PERSON, "gen")


@pytest.mark.parametrize("path", ["events[example-forum-2030]", "association", "agency"])
def test_whatever_has_forms_asks_for_them(desk: Client, path: str) -> None:
    assert f"{AT}gen" in fields(desk, path)


def test_what_has_no_forms_asks_for_none(desk: Client) -> None:
    assert not any("forms" in name for name in fields(desk, "people.terms[first-example-president]"))


def test_a_form_is_written_as_the_command_writes_it_and_taken_out_again(
    desk: Client, root: Path, tmp_path: Path
) -> None:
    before = written(root)
    start(tmp_path / "other")
    assert not is_open(desk, PERSON)
    words = "პირველ მაგალითაძეს"
    assert desk.post("/thing", {**fields(desk, PERSON), f"{AT}dat": words}).status == 303
    set_value(tmp_path / "other" / "content", "content", f"{PERSON}.forms.ka.dat", words, always=True)
    assert written(root) == written(tmp_path / "other") != before
    assert fields(desk, PERSON)[f"{AT}dat"] == words
    assert is_open(desk, PERSON)
    assert desk.post("/thing", {**fields(desk, PERSON), f"{AT}dat": ""}).status == 303
    assert written(root) == before


def test_a_new_place_is_asked_for_the_forms_of_its_name(desk: Client, root: Path) -> None:
    page = desk.get("/add", path="places.cities")
    form = page.form("/add")
    assert form is not None
    assert [name for name in form.fields if name.startswith("f.forms.")] == [
        f"{AT}{case}" for case in ("erg", "dat", "gen", "ins", "adv", "loc")
    ]
    assert '<details class="folded" open><summary>Forms of the name' in page.text
    locative = page.text.partition('data-field="forms.ka.loc"')[2].partition('<div class="field')[0]
    assert 'For example: <span lang="ka">ჟენევაში</span>' in " ".join(locative.split())
    assert '<details class="folded" open><summary>Forms of the name' in desk.get("/add", path="people.persons").text
    typed = {"f.name.ka": "კუალა-ლუმპური", "f.name.en": "Kuala Lumpur", f"{AT}loc": "კუალა-ლუმპურში"}
    refused = desk.post("/add", {**form.fields, **typed})
    assert refused.status == 409
    assert 'Usually: <span lang="ka">კუალა-ლუმპურში</span>' in refused.text
    assert desk.post("/add", {**form.fields, **typed, "f.country": "MY"}).status == 303
    written = (root / "content/places.yaml").read_text("utf-8")
    assert "    name: {ka: კუალა-ლუმპური, en: Kuala Lumpur}\n    forms:\n      ka: {loc: კუალა-ლუმპურში}\n" in written


def test_one_form_goes_and_the_others_stay(desk: Client, root: Path) -> None:
    assert desk.post("/thing", {**fields(desk, CITY), f"{AT}dat": "მაგალითს"}).status == 303
    assert "      ka: {loc: მაგალითში, dat: მაგალითს}\n" in (root / "content/places.yaml").read_text("utf-8")
    assert desk.post("/thing", {**fields(desk, CITY), f"{AT}dat": ""}).status == 303
    assert "    forms:\n      ka: {loc: მაგალითში}\n" in (root / "content/places.yaml").read_text("utf-8")


def test_a_language_without_forms_goes_alone(desk: Client, root: Path) -> None:
    places = root / "content/places.yaml"
    before = places.read_text("utf-8")
    places.write_text(
        before.replace("ka: {loc: მაგალითში}", "ka: {loc: მაგალითში}\n      en: {loc: in Example}"), "utf-8"
    )
    assert fields(desk, CITY)["f.forms.en.loc"] == "in Example"  # what is filled is shown in any language
    assert desk.post("/thing", {**fields(desk, CITY), "f.forms.en.loc": ""}).status == 303
    assert places.read_text("utf-8") == before


@pytest.mark.parametrize("words", [" მაგალითს", "მაგალითს "])
def test_spaces_around_a_form_are_told_at_its_field(desk: Client, root: Path, words: str) -> None:
    before = written(root)
    answer = desk.post("/thing", {**fields(desk, PERSON), f"{AT}dat": words})
    assert answer.status == 409
    assert written(root) == before
    wrong = answer.text.partition('<div class="field is-wrong" data-field="')[2]
    assert wrong.startswith('forms.ka.dat"')
    assert re.search(r'<details class="folded" open><summary>Forms of the name', answer.text)
    assert re.search(r'<p class="wrong">There is a space before it or behind it; take it out', wrong)


def test_another_script_is_told_at_its_field(desk: Client) -> None:
    assert desk.post("/thing", {**fields(desk, PERSON), f"{AT}gen": "First Example's"}).status == 303
    assert "no letter of the script of" in field(desk, PERSON, "gen")
    assert "no letter of the script of" not in field(desk, PERSON, "erg")
    assert is_open(desk, PERSON)
    checked = desk.get("/check").text
    assert "genitive: whose, of what" in checked  # what the page of the check says of where it is


@pytest.mark.parametrize(
    ("language", "said"), [("en", "“genitive: whose, of what”"), ("ka", "„ნათესაობითი: ვისი, რისი“")]
)
def test_a_case_that_a_text_needs_is_named_in_words(root: Path, language: str, said: str) -> None:
    events = root / "content/events.yaml"
    events.write_text(events.read_text("utf-8").replace("{{ city | loc }}", "{{ city | gen }}"), "utf-8")
    with asyncio.Runner() as runner:
        page = unescape(Client(root, runner, language).get("/check").text)
    assert said in page
    assert "'gen'" not in page


def test_a_form_that_begins_otherwise_than_the_name_is_told_at_its_field(desk: Client) -> None:
    assert desk.post("/thing", {**fields(desk, PERSON), f"{AT}dat": "პირველ მაგალათაძეს"}).status == 303
    found = field(desk, PERSON, "dat")
    assert "the form “dative: to whom, when”, “პირველ მაგალათაძეს”, doesn’t begin as the name does" in found.replace(
        "The form", "the form"
    )
