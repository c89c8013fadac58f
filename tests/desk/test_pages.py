"""What the pages of the desk show, and what their forms come to."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pypdfium2
import pytest
from jinja2 import Template
from PIL import Image
from starlette.routing import Route

from briefgen.desk.app import application
from briefgen.desk.pages import guide
from briefgen.desk.pages.menu import MENU
from briefgen.desk.pages.shown import TEMPLATES
from briefgen.desk.words import FOLDER
from briefgen.language.catalogue import read_po
from briefgen.making.opened import open_project
from tests.conftest import DEMO
from tests.desk.conftest import Running, running
from tests.desk.places import NO_ANSWER, NOT_PAGES, PLACES, desks_of_places
from tests.mailing.conftest import issued_starter
from tests.mailing.scripted import certificates
from tests.soak import either

__all__ = ["certificates", "desks_of_places", "issued_starter"]
HEADINGS = ("Still to fill in", "What the check says")
# Boxes and the like that only a state of a page has.
NEWER = {
    'id="known"', 'id="known-wording"', 'id="unprinted"', 'action="/unstand"', 'id="due"',
    'id="known-day" name="known" value="soon"',
    'class="carried"', 'name="sure.', "data-says", 'data-instead="', 'id="by-terms"', 'id="event-tells"',
}  # fmt: skip


@pytest.mark.soak
@pytest.mark.parametrize("turn", either([0], [0, 1]))
def test_every_page_is_there_and_no_template_is_left_out(
    desks_of_places: dict[str, Running], monkeypatch: pytest.MonkeyPatch, turn: int
) -> None:
    """One page in one language, the next in the other; in `make soak` each in both."""
    rendered, seen = set(), set()
    really = Template.render

    def noted(template: Template, *given: Any, **named: Any) -> str:
        rendered.add(template.name)
        return really(template, *given, **named)

    monkeypatch.setattr(Template, "render", noted)
    for number, place in enumerate(PLACES):
        desk, language = desks_of_places[place.of], ("ka", "en")[(number + turn) % 2]
        assert desk.post("/language", language=language, here="/help").status_code == 200
        answer = place.ask(desk)
        assert answer.status_code == place.status, (place, answer.text)
        assert f'<html lang="{language}">' in answer.text, place
        seen |= {mark for mark in NEWER if mark in answer.text}
    for page in ("/frame/brief", "/frame/brief?lang=en", "/frame/compare"):
        assert desks_of_places["full"].get(page).status_code == 200
    assert desks_of_places["broken"].get("/frame/brief").status_code == 200
    assert seen == NEWER
    # As one types, and as it prints: tests of their own.
    elsewhere = {"found.html.jinja", "frame_sheets.html.jinja"}
    pages = {path.name for path in TEMPLATES.glob("*.html.jinja")} - {"base.html.jinja"}
    assert pages - rendered == elsewhere


def test_every_route_of_the_desk_has_its_place(desks_of_places: dict[str, Running]) -> None:
    app = application(open_project(desks_of_places["new"].root))
    pages = {route.path for route in app.routes if isinstance(route, Route) and "GET" in (route.methods or ())}
    seen = {path for method, _, path in (place.route.partition(" ") for place in PLACES) if method == "GET"}
    assert pages - {*NOT_PAGES} == seen - {"/{nowhere}"}
    sent = {route.path for route in app.routes if isinstance(route, Route) and "POST" in (route.methods or ())}
    filled = {place.route.partition(" ")[2] for place in PLACES if place.sends or place.status == 202}
    assert sent - {*NO_ANSWER} == filled - {"/progress/{number}"}


def test_a_form_that_is_sent_back_as_it_came_changes_nothing(desk: Running) -> None:
    before = {path: path.read_bytes() for path in (desk.root / "content").rglob("*.yaml")}
    pages = set(re.findall(r'href="(/thing\?path=[^"]+)"', desk.get("/content").text))
    assert len(pages) > 20
    for page in pages:
        path = page.partition("path=")[2]
        answer = desk.post("/thing", **desk.form(path))
        assert answer.status_code == 200, answer.text
        assert "done=nothing" in answer.url
    assert {path: path.read_bytes() for path in (desk.root / "content").rglob("*.yaml")} == before


def saved(desk: Running, path: str, **changes: str) -> str:
    """Change fields of a thing and return what the page says then."""
    fields = desk.form(path)
    for name, words in changes.items():
        assert f"f.{name}" in fields, fields
        fields[f"f.{name}"] = words
    return desk.post("/thing", **fields, kind="always").text


def test_a_change_is_written_to_its_line_alone_and_can_be_taken_back(desk: Running) -> None:
    file = desk.root / "content" / "association.yaml"
    before = file.read_text(encoding="utf-8")
    assert 'role="status"' in saved(desk, "association", acronym="EXB")
    after = file.read_text(encoding="utf-8")
    differing = [line for line in after.splitlines() if line not in before.splitlines()]
    assert [line.strip() for line in differing] == ["acronym: EXB"]
    page = desk.get("/changes").text
    (number,) = re.findall(r'name="undo" value="(\d+)"', page)
    assert "EXB" in desk.get(f"/changes/{number}").text
    desk.post("/changes", undo=number, seen=desk.seen("/changes"))
    assert file.read_text(encoding="utf-8") == before
    desk.post("/changes", redo=number, seen=desk.seen("/changes"))
    assert file.read_text(encoding="utf-8") == after


def test_what_somebody_else_has_changed_is_never_overwritten(desk: Running) -> None:
    first, second = desk.form("association"), desk.form("association")
    first["f.acronym"], second["f.acronym"] = "AAA", "BBB"
    second["f.website"] = "https://www.elsewhere.example/"
    assert desk.post("/thing", **first, kind="always").status_code == 200
    answer = desk.post("/thing", **second, kind="always")
    assert answer.status_code == 409
    assert "<blockquote>AAA</blockquote>" in answer.text
    assert 'value="BBB"' in answer.text
    text = (desk.root / "content" / "association.yaml").read_text(encoding="utf-8")
    assert "AAA" in text
    assert "elsewhere" not in text
    del second["f.acronym"]  # what the two of them changed apart goes together
    assert desk.post("/thing", **second, kind="always").status_code == 200
    text = (desk.root / "content" / "association.yaml").read_text(encoding="utf-8")
    assert "AAA" in text
    assert "elsewhere" in text


def test_what_cannot_be_understood_is_told_at_its_field_and_what_was_typed_stays(desk: Running) -> None:
    page = saved(desk, "association", founded="soon", acronym="EXC")
    assert "„soon“ თარიღი არ არის" in page
    assert 'value="soon"' in page
    assert 'value="EXC"' in page
    assert "EXC" not in (desk.root / "content" / "association.yaml").read_text(encoding="utf-8")


HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7 * 7 }}'


def test_hostile_words_are_words(desk: Running) -> None:
    fields = desk.form("association")
    fields["f.note"] = HOSTILE
    answer = desk.post("/thing", **fields, kind="always")
    for page in (answer.text, desk.get("/changes").text, desk.get(f"/thing?path={HOSTILE}").text):
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_the_brief_shows_what_is_typed_before_it_is_saved(desk: Running) -> None:
    fields = desk.form("association")
    before = (desk.root / "content" / "association.yaml").read_bytes()
    fields["f.name.en"] = "Association of What Was Just Typed"
    said = desk.post("/typed", **fields, lang="en").json()
    assert "Association of What Was Just Typed" in said["body"]
    assert said["wrong"] == {}
    fields["f.founded"] = "soon"
    said = desk.post("/typed", **fields, lang="en").json()
    assert "Association of What Was Just Typed" in said["body"]  # what is right is shown
    assert [*said["wrong"]] == ["founded"]
    fields["f.aim.en"] = "It aims at {{ nothing }}."
    said = desk.post("/typed", **fields, lang="en").json()
    assert "Association of What Was Just Typed" in said["body"]
    assert {*said["wrong"]} == {"founded", "aim.en"}
    assert (desk.root / "content" / "association.yaml").read_bytes() == before


@pytest.mark.slow
def test_a_brief_is_shown_sheet_by_sheet_as_it_prints(desk: Running) -> None:
    page = desk.get(f"/frame/brief?sheets=yes&edition={DEMO}&lang=en").text
    pictures = [base64.b64decode(each) for each in re.findall(r'src="data:image/png;base64,([^"]+)"', page)]
    desk.post("/build", edition=DEMO)
    (pdf,) = (desk.root / "output" / DEMO).glob("*_en.pdf")
    with pypdfium2.PdfDocument(pdf) as made:
        assert len(pictures) == len(made) > 0
        width, height = made[0].get_size()
    first = Image.open(io.BytesIO(pictures[0]))
    assert first.width == pytest.approx(width * 110 / 72, abs=1)
    assert first.height == pytest.approx(height * 110 / 72, abs=1)
    assert len(first.getcolors() or ()) > 2


def test_the_check_says_what_is_wrong_with_what_is_typed(desk: Running) -> None:
    fields = desk.form("association")
    fields["f.name.ka"] = "ასოციაცია  ორი  გამოტოვებით"
    fields["f.name.en"] = "An  Association"
    found = desk.post("/checked", **fields).json()["found"]
    assert {name: html.count("/explain/space-doubled") for name, html in found.items() if name.startswith("name.")} == {
        "name.ka": 2, "name.en": 1,
    }  # fmt: skip
    assert "&#34;start&#34;: 2" in found["name.en"]


def test_expressions_tell_what_they_print_and_which_others_there_are(desk: Running) -> None:
    path = _first_entry(desk)
    fields = desk.form(path)
    fields["f.text.en"] = "On {{ date }}, {{ association.acronym }} and {{ nothing }}."
    said = desk.post("/printed", **fields).json()
    acronym, wrong = said["text.en"][1], said["text.en"][2]
    assert (acronym["expression"], acronym["prints"]) == ("association.acronym", "EXA")
    assert "nothing" in wrong["wrong"]
    assert said["text.en"][0]["prints"]
    about = {"field": "f.text.en", "lang": "en"}
    groups = desk.post("/insert", **fields, **about).json()
    assert "EXA" in [one["prints"] for group in groups for one in group["all"]]
    forms = desk.post("/insert", **fields, **about, expression="date").json()
    assert [one["expression"] for one in forms][:2] == ["date", "date | year"]


def _first_entry(desk: Running) -> str:
    found = re.search(r'path=(cooperation\.history%5B[a-z0-9-]+%5D)"', desk.get("/content").text)
    assert found
    return unquote(found[1])


def test_a_figure_gets_a_new_value_and_the_old_one_goes_to_its_history(desk: Running) -> None:
    page = desk.post(
        "/figure", path="association.stats[members]", seen=desk.seen("/thing?path=association.stats[members]"),
        **{"f.new.value": "131", "f.new.as_of": "2030-06", "f.new.sources": "example-page", "kind": "always"},
    )  # fmt: skip
    assert page.status_code == 200, page.text
    text = (desk.root / "content" / "association.yaml").read_text(encoding="utf-8")
    assert "value: 131" in text
    assert "history:" in text


@pytest.mark.slow
def test_the_files_are_made_and_can_be_fetched(desk: Running) -> None:
    desk.post("/language", language="en", here="/")
    for path in ("association", f"editions[{DEMO}]"):
        saved(desk, path, note="x", status="unverified")
    desk.post("/stand", path="association", code="fact-unverified", because="so", until="2040-01-01")
    answer = desk.post("/build", edition=DEMO)
    counted = [
        [re.findall(rf'{heading} <span class="count">(\d+)', page.partition("<section>")[0]) for heading in headings]
        for page, headings in (
            (answer.text, HEADINGS),
            (desk.get(f"/issue?edition={DEMO}").text, [HEADINGS[0], "Warnings and notes"]),
        )
    ]
    assert counted[0] == counted[1]  # what somebody stands by is counted on neither
    assert counted[0][1] == ["1"]
    names = re.findall(rf'href="(/file/{DEMO}/[^"]+)"', answer.text)
    assert names
    assert f'{DEMO}_full_ka.pdf" target="_blank" rel="noopener">Briefing note – Georgian, PDF<' in answer.text
    assert f'{DEMO}_full_ka.docx">Briefing note – Georgian, Word</a>' in answer.text
    assert '<a href="/build" aria-current="true">' in answer.text  # it is a page of the files
    for name in names:
        assert desk.get(name).content == (desk.root / "output" / name.removeprefix("/file/")).read_bytes()


def test_to_issue_asks_first_and_says_what_it_means(desk: Running) -> None:
    desk.post("/language", language="en", here="/")
    assert 'href="/issue?edition=' in desk.get("/build").text
    assert 'method="post" action="/issue"' not in desk.get("/build").text
    saved(desk, "association", note="x", status="unverified")
    page = " ".join(desk.get(f"/issue?edition={DEMO}").text.split())
    assert "<h1>Issue Example Forum, 14–16 May 2030, version 1</h1>" in re.sub(r"</?span[^>]*>", "", page)
    assert "Nothing of this edition has been issued yet. What is issued now becomes version 1." in page
    assert re.search(rf'<li>\s*Briefing note – Georgian, PDF<span class="where">{DEMO}_full_ka.pdf</span>', page)
    assert "Nobody has verified this" in page
    assert "They don’t keep it from being issued." in page
    assert "Errors: they keep it" not in page
    assert "can’t be taken back" in page
    assert "Yes, issue the briefs: Example Forum, 14–16 May 2030, version 1</button>" in page
    refused = desk.post("/issue", edition=DEMO)  # nobody said yes to a version
    assert (refused.status_code, "press the button once more" in refused.text) == (409, True)
    assert not (desk.root / "content" / "editions" / f"{DEMO}.issued").exists()
    file = desk.root / "content" / "association.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Association", "Association TODO", 1), encoding="utf-8")
    page = desk.get(f"/issue?edition={DEMO}").text
    assert "Errors keep an edition from being issued" in page
    errors, _, others = page.partition("Errors: they keep it from being issued")[2].partition("<details")
    assert ("TODO" in errors, "Nobody has verified this" in errors) == (True, False)
    assert "They don’t keep it from being issued." in others
    assert "Nobody has verified this" in others
    assert "Not everything has been checked" not in page
    assert "Yes, issue" not in page
    assert desk.get("/issue?edition=nothing").status_code == 409


@pytest.mark.slow
def test_an_edition_is_issued_and_what_changed_since_is_shown(desk: Running) -> None:
    shown = desk.seen(f"/issue?edition={DEMO}")
    answer = desk.post("/issue", edition=DEMO, seen=shown)
    told = answer.text.partition('<p class="done" role="status">')[2].partition("</p>")[0]
    assert f"{DEMO}@1" in told
    assert answer.text.index(told) < answer.text.index(f'<li><a href="/file/{DEMO}/') < answer.text.index("<section>")
    assert (desk.root / "content" / "editions" / f"{DEMO}.issued" / "v1" / "issued.json").is_file()
    again = desk.post("/issue", edition=DEMO, seen=shown)
    # It asks whether the next one shall be.
    assert (again.status_code, ", ვერსია 2</button>" in again.text) == (409, True)
    assert not (desk.root / "content" / "editions" / f"{DEMO}.issued" / "v2").exists()
    saved(desk, "association", **{"name.en": "Association of Another Name"})
    answer = desk.post("/redline", edition=DEMO, against=f"{DEMO}@1")
    assert f"{DEMO}_redline_en.docx" in answer.text
    assert desk.post("/redline", edition=DEMO, against=DEMO).status_code == 409  # it differs in nothing from itself
    assert f'<select name="against"><option value="{DEMO}@1">' in desk.get("/build").text
    answer = desk.post("/print", edition=DEMO, name=f"{DEMO}_full_ka.pdf", layout="booklet")
    assert f"{DEMO}_full_ka_booklet.pdf" in answer.text
    assert "საბრიფინგო ცნობა, ბროშურა – ქართული, PDF" in answer.text
    page = desk.get("/build").text
    assert f'<option value="{DEMO}_full_ka.pdf">' in page  # what is laid out already isn't offered
    assert f'<option value="{DEMO}_full_ka_booklet.pdf">' not in page
    assert desk.post("/print", edition=DEMO, name=f"{DEMO}_full_ka.docx", layout="booklet").status_code == 409
    assert desk.post("/print", edition=DEMO, name="../x", layout="booklet").status_code == 409
    assert f"{DEMO}@2" in desk.post("/issue", edition=DEMO, seen=desk.seen(f"/issue?edition={DEMO}")).text


def test_somebody_stands_by_a_problem(desk: Running) -> None:
    found = desk.get("/check").text
    saved(desk, "association", note="x", status="unverified")
    assert desk.get("/check").text != found
    page = desk.get("/thing?path=association").text
    (address,) = set(
        re.findall(r'href="(/stand\?path=association&amp;code=fact-unverified&amp;which=[0-9a-f]+)["&]', page)
    )
    # Told with its parts, so that the desk says it in its own language.
    assert "ეს არავის გადაუმოწმებია" in desk.get(address.replace("&amp;", "&")).text
    told = {"path": "association", "code": "fact-unverified", "because": "asked <them>", "until": "2031"}
    assert desk.post("/stand", **{**told, "until": "soon"}).status_code == 409
    assert desk.post("/stand", **told).status_code == 200
    text = (desk.root / "content" / "association.yaml").read_text(encoding="utf-8")
    assert "because: asked <them>" in text
    assert "asked &lt;them&gt;" in desk.get("/thing?path=association").text
    assert desk.post("/stand", **{**told, "code": "translation-missing"}).status_code == 409
    assert desk.post("/stand", **{**told, "because": "asked again"}).status_code == 200
    text = (desk.root / "content" / "association.yaml").read_text(encoding="utf-8")
    assert text.count("fact-unverified") == 1


def test_an_entry_is_added_and_taken_out_again(desk: Running) -> None:
    before = (desk.root / "content" / "people.yaml").read_bytes()
    new = {"f.id": "ana", "f.name.ka": "ანა მაგალითაძე", "f.name.en": "Ana Example", "f.country": ""}
    assert desk.post("/add", path="people.persons", **{**new, "f.name.ka": ""}).status_code == 409
    assert desk.post("/add", path="people.persons", **new).status_code == 200
    page = desk.get("/remove?path=people.persons[ana]").text
    assert 'name="path" value="people.persons[ana]"' in page
    assert desk.post("/remove", path="people.persons[ana]").status_code == 409  # nobody saw what goes
    seen = desk.seen("/remove?path=people.persons[ana]")
    assert desk.post("/remove", path="people.persons[ana]", seen=seen).status_code == 200
    changes = desk.get("/changes").text
    assert "წაიშალა: ანა მაგალითაძე" in changes  # kept with its parts, so told in Georgian
    assert "დაემატა: ანა მაგალითაძე" in changes
    assert (desk.root / "content" / "people.yaml").read_bytes() == before


def test_an_entry_gets_another_place_in_its_list(desk: Running) -> None:
    path = "people.persons[second-example]"
    assert "Move down" not in desk.get(f"/thing?path={path}").text or "Move up" in desk.get(f"/thing?path={path}").text
    before = (desk.root / "content" / "people.yaml").read_text(encoding="utf-8")
    assert desk.post("/move", path=path, up="yes").status_code == 200
    after = (desk.root / "content" / "people.yaml").read_text(encoding="utf-8")
    assert after != before
    assert desk.post("/move", path=path, down="yes").status_code == 200
    assert (desk.root / "content" / "people.yaml").read_text(encoding="utf-8") == before


def test_the_next_edition_is_begun(desk: Running) -> None:
    page = desk.get("/edition").text
    event = re.findall(r'<option value="([^"]+)"', page)[0]
    assert desk.post("/edition", name="Not A Name", event=event).status_code == 409
    answer = desk.post("/edition", name="2031-01-next", event=event, as_of="2031-01-15", previous=DEMO)
    assert answer.status_code == 200, answer.text
    assert (desk.root / "content" / "editions" / "2031-01-next.yaml").is_file()
    assert "2031-01-next" in answer.text


def test_without_a_mail_server_the_pages_of_mail_say_what_is_missing(desk: Running) -> None:
    assert desk.get("/outbox").status_code == 200
    assert desk.get("/recipients").status_code == 200
    assert desk.get(f"/send?name={DEMO}@1").status_code == 409
    told = {"number": "1", "decision": "sent", "because": "x"}
    for wrong in ({}, {"number": "x"}, {"decision": "x"}, {"because": " "}):
        assert desk.post("/settle", **{**told, **wrong}).status_code == 409
    assert desk.post("/recipients", **{"f.id": "x", "f.email": "nobody"}).status_code == 409


def test_a_file_is_edited_as_a_whole_and_one_that_cannot_be_read_is_mended(desk: Running) -> None:
    path = desk.root / "content" / "association.yaml"
    good = path.read_text(encoding="utf-8")
    page = desk.get("/source?path=association.name&line=3").text
    assert 'data-line="3"' in page
    told = {"path": "association", "was": good, "kind": "always"}
    better = good.replace("acronym: EXA", "acronym: EXB  # ნიშანი")
    assert desk.post("/source", **{**told, "text": better.replace("\n", "\r\n")}).status_code == 200
    assert path.read_text(encoding="utf-8") == better
    assert desk.post("/source", **{**told, "text": good + "# mine\n"}).status_code == 409  # it says something else now
    answer = desk.post("/source", **{**told, "was": better, "text": better.replace("acronym", "acronim")})
    assert answer.status_code == 409
    assert "acronim" in answer.text
    assert path.read_text(encoding="utf-8") == better
    broken = better.replace("acronym: EXB", "acronym: [EXB")
    path.write_text(broken, encoding="utf-8")  # by an editor beside the desk
    for page_of in ("/", "/thing?path=association", "/check", "/content"):
        answer = desk.get(page_of)
        assert answer.status_code in (200, 409), page_of
        assert "Traceback" not in answer.text
    assert "/source?path=association" in desk.get("/thing?path=association").text
    assert desk.post("/source", **{**told, "was": broken, "text": better}).status_code == 200
    assert path.read_text(encoding="utf-8") == better
    (number, *_) = re.findall(r'name="undo" value="(\d+)"', desk.get("/changes").text)
    desk.post("/changes", undo=number, seen=desk.seen("/changes"))
    assert path.read_text(encoding="utf-8") == broken
    path.write_bytes(b"\xef\xbb\xbf" + better.replace("\n", "\r\n").encode())  # by an editor on Windows
    page = desk.get("/source?path=association").text
    assert desk.post("/source", **{**told, "was": better, "text": better + "# more\n"}).status_code == 200
    assert path.read_bytes() == b"\xef\xbb\xbf" + (better + "# more\n").replace("\n", "\r\n").encode()
    for odd in ("recipients", "nothing", "editions[../../x]", "../briefgen", "editions[nothing]"):
        assert desk.get(f"/source?path={odd}").status_code == 409, odd


_NAMED = re.compile(r'_\("([^"]*)"')
_CONTROL = re.compile(r"<(button|a|summary|label|legend|h[1-3])\b[^>]*>(.*?)</\1>", re.DOTALL)
_BY_SCRIPT = re.compile(r'data-[a-z-]+="\{\{ _\("([^"]*)"')  # words of buttons that a script makes
_HANDED_ON = re.compile(r'button_from\([^,]+, _\("([^"]*)"')


def names_of_controls() -> set[str]:
    """Return the words of all that somebody can press, choose or look for on a page, but for the fields."""
    names = {*map(str, MENU.values())}
    for path in TEMPLATES.glob("*.jinja"):
        text = path.read_text(encoding="utf-8")
        names |= {each for control in _CONTROL.finditer(text) for each in _NAMED.findall(control[2])}
        names |= {*_BY_SCRIPT.findall(text), *_HANDED_ON.findall(text)}
    return names


def test_the_guides_call_buttons_pages_and_fields_as_the_desk_does() -> None:
    controls, english, georgian = names_of_controls(), read_po(FOLDER / "en.po"), set[str]()
    assert {"Save", "Mail", "Delete it", "Make the change note", "Look at what waits, and send it…"} <= controls
    known = set[str]()
    for message in read_po(FOLDER / "ka.po"):
        if message.id in controls or message.context in ("field", "list", "choice", "brief"):
            said = english.get(message.id, message.context)
            words = str(said.string if said is not None else message.id)
            known |= {each.partition(": {")[0] for each in (words, words[:1].upper() + words[1:])}
            georgian.add(str(message.string).partition(": {")[0])
    for language, there, named in (("en", known, r"(?<!\*)\*([^*]+)\*(?!\*)"), ("ka", georgian, "„([^“]+)“")):
        text = (guide.FOLDER / f"{language}.md").read_text(encoding="utf-8")
        found = {" ".join(name.split()) for name in re.findall(named, text)}
        assert len(found) > 10
        assert found - there == set(), language


def test_a_project_without_its_content_has_pages_that_say_so(tmp_path: Path) -> None:
    (tmp_path / "briefgen.toml").write_text('languages = ["ka", "en"]\n', encoding="utf-8")
    with running(tmp_path) as desk:
        desk.get(desk.address.removeprefix(desk.base))
        for page in (
            "/",
            "/content",
            "/check",
            "/brief",
            "/frame/brief",
            "/build",
            "/edition",
            "/outbox",
            "/thing?path=x",
        ):
            answer = desk.get(page)
            assert answer.status_code in (200, 404, 409), (page, answer.text)


def test_what_a_field_may_name_is_called_as_in_the_language_of_the_desk(desk: Running) -> None:
    called = {}
    for language in ("ka", "en"):
        desk.post("/language", language=language, here="/")
        page = desk.get("/add?path=people.terms").text
        called[language] = re.findall(r'<option value="president"[^>]*>([^<]*)</option>', page)
    assert called == {"ka": ["პრეზიდენტი"], "en": ["President"]}


def test_a_page_of_help_is_set_like_a_page(desk: Running) -> None:
    page = desk.get("/explain/spelling").text
    assert "<h1>ეს სიტყვა არც ერთ ლექსიკონში არ არის</h1>" in page
    assert "გაფრთხილება: ცნობა მაინც გაიცემა" in page
    assert "<pre><code>კომისების ჩამონათვალი" in page
    assert "<code>[workshop]{lang=en}</code>" in page
    # It leads back to where somebody came from, and to no other place.
    assert '<a href="/thing?path=people">' in desk.get("/explain/spelling?back=/thing?path=people").text
    for elsewhere in ("//other.example", "/%09/other.example", "/%5Cother.example", "/%0A/other.example"):
        page = desk.get(f"/explain/spelling?back={elsewhere}").text
        assert '<a href="/">' in page
        assert not re.search(r'href="[^"]*other\.example', page)


def test_a_thing_without_a_name_is_called_by_its_list(desk: Running) -> None:
    assert "<h1>პირები და უფლებამოსილების ვადები</h1>" in desk.get("/thing?path=people").text


def test_any_two_states_are_compared(desk: Running) -> None:
    desk.post("/language", language="en", here="/")
    event = re.findall(r'<option value="([^"]+)"', desk.get("/edition").text)[0]
    desk.post("/edition", name="2031-01-next", event=event, as_of="2031-01-15", previous=DEMO)
    figure = {"f.new.value": "131", "f.new.as_of": "2030-12", "f.new.sources": "example-page", "kind": "always"}
    path = "association.stats[members]"
    seen = desk.seen(f"/thing?path={path}")
    assert desk.post("/figure", path=path, seen=seen, **figure).status_code == 200
    page = desk.get("/compare").text  # the newest edition, and the one before
    assert '<option value="2031-01-next" selected>' in page
    assert f'<option value="{DEMO}" selected>' in page
    assert ">Member organizations</a>" in page
    assert "<del>more than 100</del> → <ins>131</ins>" in page
    assert "as of December 2030; A page about the Example Association" in page
    desk.post("/language", language="ka", here="/")
    in_georgian = desk.get("/compare").text
    assert "<del>100-ზე მეტი</del> → <ins>131</ins>" in in_georgian
    assert "2030 წლის დეკემბრის მდგომარეობით; A page about the Example Association" in in_georgian
    desk.post("/language", language="en", here="/")
    assert "<ins>131" in desk.get(f"/compare?old={DEMO}&new=2031-01-next").text
    assert "<del>131</del>" in desk.get(f"/compare?old=2031-01-next&new={DEMO}").text
    assert "Nothing differs" in desk.get("/compare?old=content&new=2031-01-next").text
    # Nothing is compared with itself.
    page = desk.get("/compare?old=2031-01-next&new=2031-01-next").text
    assert f'<option value="{DEMO}" selected>' in page
    assert '<option value="2031-01-next" selected>' in page
    for other in ("briefgen.toml", "../briefgen.toml", "nothing@1", "/etc/passwd"):
        assert desk.get(f"/compare?old={other}&new=content").status_code == 409


def test_an_address_that_only_takes_forms_is_no_page(desk: Running) -> None:
    answer = desk.get("/redline")
    assert answer.status_code == 404
    assert "ასეთი გვერდი არ არის" in answer.text
