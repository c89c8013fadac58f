"""Letters on the desk: looked at, laid into a mailbox as drafts, and asked after."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import pytest

from briefgen.desk import state
from briefgen.desk.pages import mail
from briefgen.mailing.outbox import open_outbox
from briefgen.mailing.send import send_mail
from briefgen.making.opened import open_project
from tests.desk.conftest import Running, running
from tests.mailing.cloud import Cloud
from tests.mailing.conftest import InMemory, in_memory, issued_starter, office, server, sky
from tests.mailing.projects import STARTER, Office
from tests.mailing.scripted import PASSWORD, Scripted, certificates
from tests.mailing.test_graph import serve

__all__ = ["certificates", "in_memory", "issued_starter", "office", "server", "sky"]
pytestmark = pytest.mark.slow
NAME = f"{STARTER}@1"
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def open_in_english(desk: Running) -> None:
    assert desk.get(desk.address.removeprefix(desk.base)).status_code == 200
    desk.post("/language", language="en", here="/")


def test_letters_are_written_to_look_at_and_nothing_is_sent(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFGEN_MAIL_PASSWORD", PASSWORD)
    with running(office.root) as desk:
        open_in_english(desk)
        page = desk.post("/letters", name=NAME).text
        letters = re.findall(r'href="(/letter/[^"]+)"', page)
        assert letters == [f"/letter/{NAME}/ana.eml", f"/letter/{NAME}/ben.eml"]
        assert 'ben.eml">Ben</a><span class="where">ben.eml</span>' in page
        answer = desk.get(letters[1])
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert b"To: Ben <ben@agency.example>" in answer.content
        for other in (f"/letter/{NAME}/manifest.json", f"/letter/{NAME}/nobody.eml", f"/letter/{STARTER}@9/ben.eml",
                      f"/letter/..%2F{NAME}/ben.eml"):  # fmt: skip
            assert desk.get(other).status_code == 404
        assert "nothing has been sent" in desk.get("/outbox").text.lower()


def test_drafts_are_laid_into_the_mailbox_and_asked_after(office: Office, in_memory: InMemory, sky: Cloud) -> None:
    serve(office, sky)
    with running(office.root) as desk:
        open_in_english(desk)
        (seen,) = re.findall(r'name="seen" value="([^"]+)"', desk.get(f"/send?name={NAME}").text)
        drafted = desk.post("/send", name=NAME, seen=seen).text
        assert "Ben (ben@agency.example): lies in the mailbox as a draft" in drafted
        by_address = {kept.to[0][1]: kept for kept in sky.mailbox}
        assert sorted(by_address) == ["ana@agency.example", "ben@agency.example"]
        assert desk.post("/look", drafts="all").text.count("lies in the mailbox as a draft</li>") == 2
        by_address["ben@agency.example"].send()
        sky.mailbox.remove(by_address["ana@agency.example"])
        looked = desk.post("/look", drafts="all").text
        assert "Ben: sent" in looked
        assert "Ana: is no longer in the mailbox" in looked
        (number,) = re.findall(r'name="number" value="(\d+)"', looked)
        refused = desk.post("/settle", number=number, because="who <knows>", draft="0" * 16)  # decides nothing
        assert (refused.status_code, 'value="who &lt;knows&gt;"' in refused.text) == (409, True)
        assert re.search(rf'data-draft="/settle {number}" [^>]*data-refused="yes"', refused.text)
        other = desk.post("/settle", number=f"{number}9", because="who knows", draft="0" * 16).text
        assert ("who knows" in other, "data-refused" in other) == (False, False)  # it is another letter's
        assert desk.post("/settle", number=number, decision="drop", because="deleted it").status_code == 200
        over = desk.post("/settle", number=number, decision="sent", because="")  # no reason would help any more
        assert f"Nothing was changed: letter {number} to Ana was dropped, so there is nothing to decide." in over.text
        assert "say why" not in over.text
        for secret in (*sky.good, *sky.renewals):
            assert secret not in looked + drafted


def test_why_letters_were_not_sent_stands_with_them_until_they_are(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFGEN_MAIL_PASSWORD", "another")
    with running(office.root) as desk:
        open_in_english(desk)
        (seen,) = re.findall(r'name="seen" value="([^"]+)"', desk.get(f"/send?name={NAME}").text)
        page = desk.post("/send", name=NAME, seen=seen).text
        (why,) = re.findall(r'<p class="box error" role="alert">([^<]+?) What was not sent', page)
        assert "password" in why
        for _ in range(2):
            assert desk.get("/outbox").text.count(f'<span class="where">{why}</span>') == 2  # each letter's
        assert 'role="alert"' not in desk.get("/outbox").text
        monkeypatch.setenv("BRIEFGEN_MAIL_PASSWORD", PASSWORD)
        (seen,) = re.findall(r'name="seen" value="([^"]+)"', desk.get(f"/send?name={NAME}").text)
        assert desk.post("/send", name=NAME, seen=seen).text.count(": sent</li>") == 2
        assert why not in desk.get("/outbox").text


def test_letters_that_may_no_longer_go_out_are_not_called_sending(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFGEN_MAIL_PASSWORD", "another")
    with running(office.root) as desk:
        open_in_english(desk)
        (seen,) = re.findall(r'name="seen" value="([^"]+)"', desk.get(f"/send?name={NAME}").text)
        desk.post("/send", name=NAME, seen=seen)
        assert ">Yes, send it</button>" in desk.get(f"/send?name={NAME}").text
        agency = office.root / "content" / "agency.yaml"
        agency.write_text(re.sub(r"\n +domains: .*", "", agency.read_text(encoding="utf-8")), encoding="utf-8")
        page = desk.get(f"/send?name={NAME}").text
        assert page.count(" is taken back: ") == 2
        assert ("Yes, send it" in page, page.count(">Don’t send these letters any more</button>")) == (False, 1)


def test_who_looks_while_letters_go_out_is_answered_and_disturbs_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFGEN_MAIL_PASSWORD", PASSWORD)
    really: Callable[..., Any] = send_mail
    seen: list[int] = []
    with running(office.root) as desk:

        def sending(*given: Any, progress: Callable[..., None], **named: Any) -> Any:
            def told(*what: Any) -> None:
                seen.extend(desk.get(page).status_code for page in ("/", "/outbox", "/thing?path=association"))
                seen.append(desk.post("/recipients", **{"f.id": "late"}).status_code)
                progress(*what)

            return really(*given, progress=told, **named)

        monkeypatch.setattr(mail, "send_mail", sending)
        monkeypatch.setattr(state, "PATIENCE", 0)
        open_in_english(desk)
        assert "nobody yet" in desk.get("/").text
        (token,) = re.findall(r'name="seen" value="([^"]+)"', desk.get(f"/send?name={NAME}").text)
        sent = desk.post("/send", name=NAME, seen=token).text
        assert seen == [200, 200, 200, 409] * 2
        assert sent.count(": sent</li>") == 2
        home = desk.get("/").text
        assert re.findall(r"Version 1, letters: 2</summary>\s*<ul class=\"holders\"><li>Ana</li><li>Ben</li>", home)


@pytest.mark.parametrize(
    ("language", "waits", "can"),
    [
        ("en", "Letters that wait to be sent: 1", "They can be sent again from "),
        ("ka", "წერილები, რომლებიც გაგზავნას ელოდება: 1", "ხელახლა გაგზავნა შეიძლება "),
    ],
)
def test_a_letter_that_waits_is_to_do(
    office: Office, server: Scripted, monkeypatch: pytest.MonkeyPatch, language: str, waits: str, can: str
) -> None:
    monkeypatch.setenv("BRIEFGEN_MAIL_PASSWORD", PASSWORD)
    server.script.rcpt["ben@agency.example"] = deque(["451 later"])
    with running(office.root) as desk:
        open_in_english(desk)
        assert 'id="letters"' not in desk.get("/").text
        (seen,) = re.findall(r'name="seen" value="([^"]+)"', desk.get(f"/send?name={NAME}").text)
        assert "Ben (ben@agency.example): was put off" in desk.post("/send", name=NAME, seen=seen).text
        desk.post("/language", language=language, here="/")
        (told,) = re.findall(r'<ul class="tasks" id="letters">.*?</ul>', desk.get("/").text, re.DOTALL)
        assert f'<a href="/send?name={NAME.replace("@", "%40")}">{waits}</a>. {can}' in told
        with closing(open_outbox(open_project(office.root))) as outbox:
            (late,) = [each for each in outbox.deliveries() if each.state == "deferred"]
            outbox.note(late.message.id, "deferred", "451", NOW, begun=False, next_try=NOW, give_up=NOW)
        since = {"en": "They can be sent again now.", "ka": "ხელახლა გაგზავნა უკვე შეიძლება."}[language]
        assert since in desk.get("/").text
        with closing(open_outbox(open_project(office.root))) as outbox:
            outbox.note(late.message.id, "uncertain", "", NOW, begun=False)
        home = desk.get("/").text
        assert waits not in home
        assert re.search(r'id="letters">\s*<li class="task"><a href="/outbox">[^<]+: 1</a>', home)


def test_a_letter_that_was_put_off_says_so_plainly_and_a_refused_decision_stays_open(
    office: Office, server: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFGEN_MAIL_PASSWORD", PASSWORD)
    server.script.rcpt["ben@agency.example"] = deque(["451 4.7.1 try again later"])
    with running(office.root) as desk:
        open_in_english(desk)
        (seen,) = re.findall(r'name="seen" value="([^"]+)"', desk.get(f"/send?name={NAME}").text)
        desk.post("/send", name=NAME, seen=seen)
        page = desk.get("/outbox").text
        number, row = re.findall(r'<tr role="row" id="letter-(\d+)">(.*?)</tr>', page, re.DOTALL)[0]  # open: the first
        plain = row.index("Was put off: the mail server did not take it yet, and asks to try again later")
        assert plain < row.index("Can be sent again from") < row.index("451 4.7.1 try again later")
        assert "<summary>Don’t send it any more</summary>" in row
        refused = desk.post("/settle", number=number, decision="drop", because=" ")
        assert refused.status_code == 409
        said = f"Nothing was decided yet (letter {number} to Ben): say why, or how you know, and press its button."
        assert refused.text.count(said) == 2  # above, with the way to it, and at the letter
        assert f'<a href="#letter-{number}">To the letter</a>' in refused.text
        row = refused.text.partition(f'id="letter-{number}"')[2].partition("</tr>")[0]
        assert "<details open>" in row
        nobody = desk.post("/settle", number="x", decision="drop", because="y").text
        assert "(no letter was named)" in nobody
        assert "#letter-" not in nobody
