"""What wasn't done says what to do next, and leads back to where it was asked for; the menu marks the part it is of."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from threading import Event
from urllib.parse import unquote

import pytest

from briefgen.desk.pages import beside, making
from briefgen.desk.pages.menu import menu_of, page_of_form
from tests.conftest import DEMO
from tests.desk.in_process import Answer, Client

PERSON, NAME = "people.persons[first-example]", "association.acronym"


@pytest.fixture
def desk(root: Path) -> Iterator[Client]:
    with asyncio.Runner() as runner:
        yield Client(root, runner, "en")


def main_of(page: Answer) -> str:
    return unescape(page.text.partition("<main")[2])


def ended(desk: Client, begun: Answer) -> Answer:
    """Return the page of what runs once it is over."""
    while (page := desk.get(begun.headers["location"])).status == 202:
        pass
    return page


def marked(page: Answer) -> list[str]:
    return re.findall(r'<a href="([^"]+)" aria-current="true"', page.text)


@pytest.mark.parametrize(
    ("address", "sent", "says", "back", "part"),
    [
        ("/word", {"word": "ka"}, "press the button beside the word", "/check", "/check"),
        ("/word", {"word": "ka", "back": "/brief"}, "press the button beside the word", "/brief", "/check"),
        ("/unstand", {"path": PERSON, "code": "x"}, "nothing is left to do", f"/thing?path={PERSON}", "/check"),
        ("/annex/out", {"name": "nothing.pdf"}, "Look at the list once more", "/build#unnamed", "/build"),
        ("/move", {"path": NAME}, "Only an entry of a list", f"/thing?path={NAME}", "/content"),
        ("/confirm-all", {}, "tick “I have compared the texts”", "/check", "/check"),
        ("/print", {"edition": DEMO, "name": "x.pdf", "layout": "booklet"}, "choose another one", "/build", "/build"),
        ("/reprint", {"name": f"{DEMO}@9"}, "There is no issued edition", f"/issued/{DEMO}@9", "/build"),
    ],
)  # fmt: skip
def test_what_was_not_done_says_what_to_do_and_leads_back(
    desk: Client, address: str, sent: Mapping[str, str], says: str, back: str, part: str
) -> None:
    page = desk.post(address, sent)
    assert page.status == 409
    shown = main_of(page)
    assert "<h1>This was not done</h1>" in shown
    assert says in shown
    assert [unquote(each) for each in re.findall(r'<a class="button" href="([^"]+)">Back to', shown)] == [back]
    assert marked(page) == [part]
    assert "What you typed" not in shown  # it was chosen, or pressed


def test_what_fails_while_it_runs_leads_back_too(desk: Client) -> None:
    begun = desk.post("/redline", {"edition": DEMO, "against": DEMO})
    page = ended(desk, begun)
    assert page.status == 409
    assert '<a class="button" href="/build">Back to' in main_of(page)
    assert marked(page) == ["/build"]


def test_what_was_issued_meanwhile_is_marked_as_of_the_files(desk: Client) -> None:
    begun = desk.post("/issue", {"edition": DEMO, "seen": "old", "briefs": "full"})
    page = ended(desk, begun)
    assert (page.status, marked(page)) == (409, ["/build"])


def test_while_it_runs_it_says_what_is_done_and_leads_back(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = Event()
    monkeypatch.setattr(beside, "MOMENT", 0)
    monkeypatch.setattr(making, "build", lambda *_given, progress, **_named: (progress("a.pdf"), go_on.wait()))
    try:
        begun = desk.post("/build", {"edition": DEMO})
        page = desk.get(begun.headers["location"])
        shown = main_of(page)
        assert (page.status, marked(page)) == (202, ["/build"])
        assert "<h1>The files are being made</h1>" in shown
        assert "You can leave this page" in shown
        assert '<a href="/build">Back to the page you started from</a>' in shown
    finally:
        go_on.set()


def test_a_password_that_is_not_typed_here_says_why(desk: Client, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFGEN_MAIL_PASSWORD", "secret")
    people = "- {id: ana, name: Ana, email: a@b.example, language: ka, ceiling: internal}\n"
    (root / "content" / "recipients.yaml").write_text(people, encoding="utf-8")
    with (root / "briefgen.toml").open("a", encoding="utf-8") as file:
        file.write("\n[mail]\nsender = 'a@agency.example'\nserver = 'mail.agency.example'\nuser = 'a'\n")
    page = desk.post("/secret", {"kind": "password", "secret": ""})
    assert page.status == 409
    assert "Whoever looks after this computer has set this password: nothing is typed here" in main_of(page)
    assert "Type the password first" not in main_of(page)
    page = desk.post("/locked", {"id": "ana", "secret": ""})
    assert page.status == 409
    assert "choose “yes” under “Lock with a password” and save" in main_of(page)
    wrong = desk.post("/account", {"w.port": "", "f.port": "many"})
    assert main_of(wrong).index('id="refused"') < main_of(wrong).index("As last saved, nothing is missing")


@pytest.mark.parametrize(
    ("path", "here", "part"),
    [
        ("/signin", "/", "/outbox"), ("/try", "/", "/outbox"), ("/secret", "/", "/outbox"), ("/locked", "/", "/outbox"),
        ("/enrol", "/", "/outbox"), ("/look", "/", "/outbox"), ("/print", "/", "/build"), ("/redline", "/", "/build"),
        ("/links", "/", "/check"), ("/progress/3", "/issue?edition=x", "/build"),
        ("/progress/3", "/account", "/outbox"),
        ("/file/x/y.pdf", "/", "/build"), ("/letter/x/y.eml", "/", "/outbox"), ("/nowhere", "/", "/nowhere"),
    ],
)  # fmt: skip
def test_each_page_is_of_a_part_of_the_menu(path: str, here: str, part: str) -> None:
    assert menu_of(path, here) == part


@pytest.mark.parametrize(
    ("path", "sent", "page"),
    [
        ("/issue", {"edition": "a b"}, "/issue?edition=a+b"), ("/falls", {"edition": "a"}, "/issue?edition=a"),
        ("/send", {"name": "a@1"}, "/send?name=a%401"), ("/letters", {"name": "a@1"}, "/send?name=a%401"),
        ("/locked", {"id": "ana"}, "/recipient?id=ana"), ("/enrol", {}, "/recipients"), ("/settle", {}, "/outbox"),
        ("/secret", {}, "/account"), ("/build", {}, "/build"), ("/thing", {"path": "x"}, "/thing?path=x"),
    ],
)  # fmt: skip
def test_a_form_is_known_by_where_it_was_sent(path: str, sent: Mapping[str, str], page: str) -> None:
    assert page_of_form(path, sent) == page
