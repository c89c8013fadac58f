"""The page of the files: what there is, by type of brief; each type and two languages at once can be made."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
import shutil
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from briefgen.desk.naming import file_told
from briefgen.desk.pages import making
from briefgen.document.digest import digest_of
from briefgen.document.tree import Document
from briefgen.formats.run import Hole, Pressed
from briefgen.formats.word.press import write_docx
from briefgen.issued.store import open_issued
from briefgen.making.compose import Print
from briefgen.making.opened import open_project
from briefgen.making.press import build
from briefgen.making.products import Products
from briefgen.upkeep.editing import set_value
from tests.desk.in_process import Answer, Client
from tests.mailing.conftest import issued_starter
from tests.mailing.projects import STARTER

__all__ = ["issued_starter"]


@pytest.fixture
def root(issued_starter: Path, tmp_path: Path) -> Path:
    shutil.copytree(issued_starter, tmp_path / "copy")
    return tmp_path / "copy"


def sent(desk: Client, page: str, fields: dict[str, str]) -> Answer:
    """Send a form, and wait for what it begins."""
    answer = desk.post(page, fields)
    at = answer.headers["location"]
    while answer.status in (202, 303):
        answer = desk.get(at)
    return answer


def in_settings(root: Path, old: str, new: str) -> None:
    path = root / "briefgen.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def to_print(page: str) -> list[tuple[str, str]]:
    """Return what can be chosen for the printer: the file, and what it is called."""
    (choice,) = re.findall(r'<select name="name">(.*?)</select>', page, re.DOTALL)
    return [(name, unescape(called)) for name, called in re.findall(r'<option value="([^"]+)">([^<]+)', choice)]


@pytest.mark.parametrize(
    ("name", "language", "draft", "copy"),
    [
        ("e_full_ka.pdf", "ka", False, ""), ("e_full_ka+en.pdf", "ka+en", False, ""),
        ("e_full_en_draft.docx", "en", True, ""), ("e_cards_ka_copy-2.pdf", "ka", False, "2"),
        ("e_cards_ka+en_draft_copy-12.pdf", "ka+en", True, "12"),
    ],
)  # fmt: skip
def test_a_file_is_told_from_others_by_its_name(name: str, language: str, draft: bool, copy: str) -> None:
    told = file_told("e", name)
    assert told
    assert (told.language, told.draft, told.copy) == (language, draft, copy)


@pytest.mark.slow
def test_what_says_the_same_as_the_content_is_offered_to_print_first(root: Path, runner: asyncio.Runner) -> None:
    desk = Client(root, runner, "en")
    as_issued = [f"{STARTER}_full_ka.pdf", f"{STARTER}_full_en.pdf"]
    choices = to_print(desk.get("/build").text)
    assert [name for name, _ in choices] == as_issued  # the project's main language first
    assert all("version 1, as issued" in called for _, called in choices)
    project = open_project(root)
    set_value(project, "association.name.en", "Association of Another Name", always=True)
    set_value(project, "association.name.ka", "სხვა სახელის ასოციაცია", always=True)
    build(project, formats=["pdf"], languages=["en"])
    page = desk.get("/build").text
    choices = to_print(page)
    assert [name for name, _ in choices] == [f"{STARTER}_full_en_draft.pdf", *as_issued]
    assert "draft of version 2" in choices[0][1]
    assert "version 1, as issued, text from before the last change" in choices[1][1]
    assert "<optgroup" in page[page.index(choices[0][0]) :]  # those of before stand apart
    told = sent(desk, "/print", {"edition": STARTER, "name": as_issued[0], "layout": "2up"}).text
    assert f"The content has changed since {as_issued[0]} was made" in told
    told = sent(desk, "/print", {"edition": STARTER, "name": choices[0][0], "layout": "2up"}).text
    assert "The content has changed since" not in told.partition("<section>")[0]


@pytest.mark.slow
def test_sheets_of_what_was_issued_stand_beside_it_and_stay_chosen(root: Path, runner: asyncio.Runner) -> None:
    desk = Client(root, runner, "en")
    set_value(open_project(root), "association.name.en", "Association of Another Name", always=True)
    english, sheets = (f"{STARTER}_full_en{of}.pdf" for of in ("", "_booklet"))
    told = sent(desk, "/print", {"edition": STARTER, "name": english, "layout": "booklet"}).text
    _, _, below = told.partition("<section>")
    current, _, _ = below.partition("Files made before the last change")
    row = next(row for row in current.split("<li>") if sheets in row)
    assert "version 1, as issued" in row
    assert f'<option value="{english}" selected>' in below
    assert "The type is 71% as large" in told


def test_the_files_are_made_behind_what_they_are_made_by(root: Path, runner: asyncio.Runner) -> None:
    page = Client(root, runner, "en").get("/build").text
    button = page.index("Make the files</button>")
    assert max(page.index('name="languages"'), page.index('name="draft"')) < button
    buttons = re.findall(r'<button name="layout" value="[^"]+">([^<]+)', page)
    assert buttons
    assert all("PDF" in each for each in buttons)
    headings = re.findall(r'<h3 class="of-files">([^<]+)', page)
    assert [each for each in headings if each in ("Print it", "Issued", "See what has changed")] == [
        "Print it", "Issued", "See what has changed"
    ]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "as_it_is", "changed", "says", "leads", "again"),
    [
        (
            "en",
            "Version 1 of the newest edition was issued on 2 May 2030, and its text hasn’t changed since",
            "Version 1 of the newest edition was issued on 2 May 2030; its text has changed since.",
            "Nothing keeps the briefs from being issued, but what is listed here is still open: look through it first.",
            "Issue it again, as the next version…",
            (
                "Version 1 was issued on 2 May 2030, and the text of its briefs hasn’t changed since. If you issue it "
                "once more, such as with another type of brief, that becomes version 2.",
                "Version 1 was issued on 2 May 2030, and stays as it went out. What is issued now becomes version 2.",
            ),
        ),
        (
            "ka",
            "უახლესი გამოცემის ვერსია 1 გაიცა 2030 წლის 2 მაისს და მას შემდეგ ტექსტი არ შეცვლილა",
            "უახლესი გამოცემის ვერსია 1 გაიცა 2030 წლის 2 მაისს; მას შემდეგ ტექსტი შეიცვალა.",
            "ცნობების გაცემას არაფერი აფერხებს",
            "ხელახლა გაცემა შემდეგ ვერსიად…",
            (
                "ვერსია 1 გაიცა 2030 წლის 2 მაისს და მას შემდეგ ცნობების ტექსტი არ შეცვლილა. თუ კიდევ ერთხელ გასცემთ, "
                "მაგალითად, სხვა სახის ცნობასთან ერთად, ეს იქნება ვერსია 2.",
                "ვერსია 1 გაიცა 2030 წლის 2 მაისს და უცვლელი რჩება. რაც ახლა გაიცემა, იქნება ვერსია 2.",
            ),
        ),
    ],
)
def test_the_first_page_leads_to_issuing_only_what_was_not_issued(
    root: Path,
    runner: asyncio.Runner,
    language: str,
    as_it_is: str,
    changed: str,
    says: str,
    leads: str,
    again: tuple[str, str],
) -> None:
    desk = Client(root, runner, language)

    def seen(page: str, *words: str, **about: str) -> list[bool]:
        shown = unescape(desk.get(page, **about).text).replace("\u00a0", " ")
        return [each in shown for each in words]

    at = f"/issue?edition={STARTER}"
    assert seen("/", as_it_is, f'href="/issued/{STARTER}@1"', changed, says, leads, at) == [True, True, *[False] * 4]
    assert seen("/issue", *again, edition=STARTER) == [True, False]
    set_value(open_project(root), "association.name.en", "Association of Another Name", always=True)
    assert seen("/", as_it_is, changed, says, leads, at) == [False, *[True] * 4]
    assert seen("/issue", *again, edition=STARTER) == [False, True]
    shutil.rmtree(root / "content" / "editions" / f"{STARTER}.issued")
    assert seen("/", as_it_is, changed, says, leads, at) == [False, False, True, False, True]


@pytest.mark.slow
def test_files_stand_by_their_type_the_newest_first(root: Path, runner: asyncio.Runner) -> None:
    in_settings(root, 'formats = ["pdf", "docx"]', 'formats = ["html"]')
    project = open_project(root)
    build(project, briefs=["counterpart"])
    set_value(project, "association.name.en", "Association of Another Name", always=True)
    build(project, briefs=["qa"], languages=["ka"])
    page = Client(root, runner, "en").get("/build").text
    current, _, old = page.partition("Files made before the last change")
    headings = re.findall(r'<h3 class="of-files">([^<]+)', current)
    assert sorted(headings) == ["Briefing note", "Questions and answers"]  # one is as it was issued
    row = next(row for row in current.split("<li>") if f"{STARTER}_full_ka.pdf" in row)
    assert f"{STARTER}_full_ka.docx" in row  # what differs in its format alone
    assert re.findall(r'<h3 class="of-files">([^<]+)', old.partition("</details>")[0]) == ["Note to hand over"]


@pytest.mark.slow
def test_two_languages_are_made_side_by_side(root: Path, runner: asyncio.Runner) -> None:
    in_settings(root, 'formats = ["pdf", "docx"]', 'formats = ["docx"]')
    desk = Client(root, runner, "en")
    assert '<option value="ka+en">Georgian and English, side by side</option>' in desk.get("/build").text
    page = sent(desk, "/build", {"edition": STARTER, "languages": "ka+en", "other": "on", "brief": "qa"}).text
    assert "Questions and answers – Georgian and English, side by side, Word" in page
    assert (root / "output" / STARTER / f"{STARTER}_qa_ka+en.docx").is_file()


@pytest.mark.slow
def test_who_wants_two_languages_side_by_side_gets_them_so(root: Path, runner: asyncio.Runner) -> None:
    in_settings(root, 'formats = ["pdf", "docx"]', 'formats = ["docx"]')
    (issued,) = (root / "content" / "editions").glob("*.issued")
    shutil.rmtree(issued)
    path = root / "content" / "editions" / f"{STARTER}.yaml"
    before = path.read_text("utf-8").replace("\nprofiles: []", "")

    def made(languages: str) -> set[str]:
        profile = f"{{id: chair, name: {{ka: თავმჯდომარე, en: the Chair}}, briefs: [qa], {languages}}}"
        path.write_text(f"{before}\nprofiles:\n  - {profile}\n", "utf-8")
        page = sent(desk, "/build", {"edition": STARTER, "profile": "chair", "for": "on"}).text
        return set(re.findall(r">(\S+_qa_\S+?[.]docx)<", page))

    desk = Client(root, runner, "en")
    assert made("bilingual: [ka, en]") == {f"{STARTER}_qa_ka+en.docx"}
    assert '<option value="ka+en" selected' in desk.get("/issue", edition=STARTER).text  # as long as nothing was issued
    assert made("languages: [en], bilingual: [ka, en]") == {f"{STARTER}_qa_ka+en.docx", f"{STARTER}_qa_en.docx"}
    assert made("bilingual: [ka, ka]") == set()
    assert "Side by side stand two languages" in desk.get("/check").text


def test_what_somebody_is_to_get_is_made_as_their_profile_says(root: Path, runner: asyncio.Runner) -> None:
    in_settings(root, 'formats = ["pdf", "docx"]', 'formats = ["html"]')
    path = root / "content" / "editions" / f"{STARTER}.yaml"
    profile = "{id: chair, name: {ka: თავმჯდომარე, en: the Chair}, briefs: [qa], languages: [ka], copies: 2}"
    path.write_text(path.read_text("utf-8").replace("\nprofiles: []", "") + f"\nprofiles:\n  - {profile}\n", "utf-8")
    desk = Client(root, runner, "en")
    assert '<option value="chair">the Chair</option>' in desk.get("/build").text
    page = sent(desk, "/build", {"edition": STARTER, "profile": "chair", "for": "on"}).text
    assert "Questions and answers – Georgian, copy 2" in page


@pytest.mark.slow
def test_each_type_can_be_issued_and_what_was_shown_is_issued(root: Path, runner: asyncio.Runner) -> None:
    in_settings(root, 'formats = ["pdf", "docx"]', 'formats = ["docx"]')
    desk = Client(root, runner, "en")
    page = desk.get("/issue", edition=STARTER)
    assert '<input type="checkbox" name="of.full" value="yes" checked>' in page.text
    assert '<input type="checkbox" name="of.pack" value="yes">' in page.text
    assert "of.changes" not in page.text  # there is no edition before it
    page = desk.get("/issue", edition=STARTER, **{"of.full": "yes", "of.qa": "yes"})
    assert f"{STARTER}_qa_ka.docx" in page.text
    (form,) = [each for each in page.forms if "seen" in each.fields]
    assert "Yes, issue" in page.text
    other = desk.post("/issue", {name: words for name, words in form.fields.items() if name != "of.qa"})
    assert (other.status, "You chose something else" in other.text) == (409, True)  # that isn't what was shown
    assert f"{STARTER}_qa_ka.docx" not in other.text
    assert not (root / "content" / "editions" / f"{STARTER}.issued" / "v2").exists()
    issued = sent(desk, "/issue", form.fields)
    assert "Issued:" in issued.text
    files = open_issued(root / "content", f"{STARTER}@2").facts.files
    assert {each.brief for each in files.values()} == {"full", "qa"}
    again = desk.get("/issue", edition=STARTER)  # as the version before: what it lacks can't be sent any more
    assert '<input type="checkbox" name="of.qa" value="yes" checked>' in again.text


@pytest.mark.slow
def test_two_languages_are_issued_side_by_side_too(root: Path, runner: asyncio.Runner) -> None:
    in_settings(root, 'formats = ["pdf", "docx"]', 'formats = ["html"]')
    desk = Client(root, runner, "en")
    assert (
        '<option value="ka+en">Georgian and English, side by side</option>' in desk.get("/issue", edition=STARTER).text
    )
    page = desk.get("/issue", edition=STARTER, **{"chosen": "yes", "of.full": "yes", "languages": "ka+en"})
    assert '<option value="ka+en" selected>' in page.text
    assert f"{STARTER}_full_ka+en.html" in page.text
    (form,) = [each for each in page.forms if "seen" in each.fields]
    assert desk.post("/issue", {**form.fields, "languages": ""}).status == 409  # that isn't what was shown
    assert "Issued:" in sent(desk, "/issue", form.fields).text
    files = open_issued(root / "content", f"{STARTER}@2").facts.files
    assert {each.language for each in files.values()} == {"ka", "en", "ka+en"}
    name = f"{STARTER}_full_ka+en.html"
    shown = desk.get(f"/issued/{STARTER}@2").text
    assert "Briefing note – Georgian and English, side by side, HTML" in shown
    assert desk.get(f"/issued/{STARTER}@2/{name}").status == 200


@pytest.mark.slow
def test_what_may_be_handed_over_stands_apart_of_the_last_version_alone(root: Path, runner: asyncio.Runner) -> None:
    in_settings(root, 'formats = ["pdf", "docx"]', 'formats = ["html"]')
    desk = Client(root, runner, "en")
    told = "What may be handed over"
    assert told not in desk.get(f"/issued/{STARTER}@1").text  # the full brief alone
    page = desk.get("/issue", edition=STARTER, **{"of.full": "yes", "of.counterpart": "yes"})
    (form,) = [each for each in page.forms if "seen" in each.fields]
    assert "Issued:" in sent(desk, "/issue", form.fields).text
    of_it = desk.get(f"/issued/{STARTER}@2").text.partition(told)[2].partition("<h2>")[0]
    names = re.findall(rf'href="/issued/{STARTER}@2/([^"]+)"', of_it)
    assert names == [f"{STARTER}_counterpart_{language}.html" for language in ("en", "ka")]
    assert sorted(path.name for path in (root / "output" / STARTER / "handout").glob("*.html")) == names


@pytest.mark.slow
def test_what_only_a_programmer_reads_is_folded_under_plain_words(
    root: Path, runner: asyncio.Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forget_a_block(document: Document, *rest: Any) -> bytes:
        return write_docx(replace(document, blocks=document.blocks[1:]), *rest)

    in_settings(root, 'formats = ["pdf", "docx"]', 'formats = ["docx"]')
    association = root / "content" / "association.yaml"
    association.write_text(association.read_text("utf-8").replace("acronym: EXA", "acronym: EXN"), "utf-8")  # made anew
    monkeypatch.setattr("briefgen.formats.word.press.write_docx", forget_a_block)
    page = sent(Client(root, runner, "ka"), "/build", {"edition": STARTER})
    plain, _, lines = page.text.partition("<main")[2].partition('<ul lang="en">')
    assert page.status == 409
    assert "პროგრამის" in plain
    assert "is missing" in lines
    assert not re.search("missing|tree|paragraph|footnote", plain)


@pytest.mark.parametrize(("day", "ahead"), [("2030-04-30", True), ("2030-05-01", False)])
def test_a_date_that_is_still_to_come_is_told_before_it_is_issued(
    root: Path, runner: asyncio.Runner, monkeypatch: pytest.MonkeyPatch, day: str, ahead: bool
) -> None:
    monkeypatch.setattr(making, "today", lambda: dt.date.fromisoformat(day))
    page = Client(root, runner, "en").get("/issue", edition=STARTER).text
    assert ("Each page says “As of May 2030”, which is still to come." in page) == ahead


def test_with_no_type_chosen_nothing_is_there_to_issue(root: Path, runner: asyncio.Runner) -> None:
    page = Client(root, runner, "en").get("/issue", edition=STARTER, chosen="yes")
    assert "No type of brief is chosen" in page.text
    assert "checked" not in page.text.partition("What is issued")[2].partition("</fieldset>")[0]
    assert "Yes, issue" not in page.text


def test_each_type_can_be_looked_at_and_be_what_somebody_gets(root: Path, runner: asyncio.Runner) -> None:
    desk = Client(root, runner, "en")
    assert '<option value="pack">Delegation pack</option>' in desk.get("/recipients").text
    assert '<option value="cards">Speaking cards</option>' in desk.get("/brief").text
    frame = desk.get("/frame/brief", edition=STARTER, brief="steering", lang="en")
    assert "Steering brief" in frame.text
    added = desk.post("/recipients", {"f.id": "nana", "f.name": "Nana", "f.email": "nana@agency.example",
                                      "f.language": "en", "f.ceiling": "internal", "f.briefs": "full, qa"})  # fmt: skip
    assert added.status in (200, 303)
    assert "qa" in (root / "content" / "recipients.yaml").read_text("utf-8")


def test_how_pages_fall_is_told_before_it_is_issued(
    root: Path, runner: asyncio.Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    pressed: list[str] = []

    def file(products: Products, each: Print) -> Pressed:
        assert not each.job.draft
        pressed.append(str(digest_of(each.document)))
        return Pressed(b"x", 3, (Hole(2, 37, "what follows"),) if each.job.language == "en" else ())

    monkeypatch.setattr(Products, "file", file)
    set_value(open_project(root), "association.acronym", "EXB", always=True)
    desk = Client(root, language="en", runner=runner)
    unknown, told = (
        "It isn’t known yet how the text falls on the pages",
        f"Page 2 of {STARTER}_full_en.pdf is 37 % empty at its foot",
    )
    page = desk.get("/issue", edition=STARTER)
    assert (unknown in page.text, told in page.text) == (True, False)
    form = page.form("/issue")
    assert form
    looked = sent(desk, "/falls", form.fields)
    assert looked.text.count(told) == 1
    laid_out = [*pressed]
    assert not list((root / "output").rglob("*.pdf")) or b"x" not in {
        each.read_bytes() for each in (root / "output").rglob("*.pdf")
    }
    assert not [each for each in open_project(root).content.editions.values() if each.version == 2]
    again = desk.get("/issue", edition=STARTER).text
    assert (unknown in again, told in again) == (False, True)  # until something is changed
    (sheets,) = set(re.findall(r'href="(/brief\?[^"]*brief=full&amp;lang=en[^"]*)"', again))  # what there is to look at
    asked = dict(parse_qsl(urlsplit(unescape(sheets)).query))
    assert re.search(r"name=\"sheets\"[^>]* checked", desk.get("/brief", **asked).text)
    told_then = set(re.findall(r"<li>([^<]+)</li>", again.partition('id="falls"')[2].partition("</section>")[0]))
    issued = sent(desk, "/issue", form.fields).text
    assert told_then <= set(re.findall(r"<li>([^<]+)</li>", issued))
    assert set(laid_out) <= set(pressed[len(laid_out) :])  # the very trees, under the number that they got
    set_value(open_project(root), "association.acronym", "EXC", always=True)
    other = Client(root, language="en", runner=runner)
    assert unknown in other.get("/issue", edition=STARTER).text
    none = other.post("/falls", {"edition": STARTER, "chosen": "yes"})
    assert (none.status, "No type of brief is chosen" in none.text) == (409, True)


@pytest.mark.slow
def test_of_files_that_were_made_of_what_would_be_issued_nobody_says_that_they_were_not(
    root: Path, runner: asyncio.Runner
) -> None:
    in_settings(root, 'formats = ["pdf", "docx"]', 'formats = ["html"]')
    shutil.rmtree(root / "content" / "editions" / f"{STARTER}.issued")  # what went out would make drafts of it
    shutil.rmtree(root / "output")
    desk = Client(root, runner, "en")
    made, unmade = "The files of this text are made already.", "It isn’t known yet how the text falls on the pages"

    def said() -> list[bool]:
        page = desk.get("/issue", edition=STARTER).text
        return [each in page for each in (made, unmade)]

    assert said() == [False, True]
    build(open_project(root))
    assert said() == [True, False]
    set_value(open_project(root), "association.name.en", "Association of Yet Another Name", always=True)
    assert said() == [False, True]


def test_what_is_not_supplied_says_of_what(root: Path, runner: asyncio.Runner) -> None:
    page = Client(root, runner, "en").get("/issue", edition=STARTER).text
    gaps = page.partition("<summary>Still to fill in")[2].partition("</details>")[0]
    assert gaps.count("<li>") == gaps.count('<span class="where">') > 0
