"""The mail account on the desk: set up in a form, its password kept, tried; and no password left anywhere."""

from __future__ import annotations

import logging
import re
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from threading import Event
from threading import enumerate as enumerate_threads

import pytest

from briefgen.contacts import passwords
from briefgen.desk.state import Desk
from briefgen.mailing import secret_places
from briefgen.problems.mistakes import Mistake
from briefgen.project.workshop import only_one
from briefgen.upkeep.mail_account import account_questions
from tests.desk.conftest import FormReader, Running, running
from tests.desk.test_roles import Behind, behind
from tests.mailing.cloud import CLIENT, TENANT, Cloud
from tests.mailing.cloud import USER as MAILBOX
from tests.mailing.conftest import InMemory, in_memory, issued_starter, server, sky
from tests.mailing.projects import STARTER, sent_to
from tests.mailing.scripted import PASSWORD, USER, Scripted, certificates
from tests.started import start

__all__ = ["certificates", "in_memory", "issued_starter", "server", "sky"]


@pytest.fixture(autouse=True)
def _no_password_around(in_memory: InMemory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_HELD", {})
    for name in ("BRIEFGEN_MAIL_PASSWORD", "BRIEFGEN_CLIENT_SECRET", "BRIEFGEN_SIGN_PASSWORD"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Running]:
    start(tmp_path / "project")
    with running(tmp_path / "project") as found:
        assert found.browser.get(found.address, timeout=60).status_code == 200
        found.post("/language", language="en", here="/")
        yield found


def form(desk: Running) -> dict[str, str]:
    reader = FormReader()
    reader.feed(desk.get("/account").text)
    return reader.fields


def fill_in(desk: Running, book: Scripted, /, **more: str) -> None:
    typed = {
        "sender": "briefs@agency.example", "server": "127.0.0.1", "port": str(book.port), "user": USER,
        "ca": str(book.certificates.authority), **more,
    }  # fmt: skip
    answer = desk.post("/account", **(form(desk) | {f"f.{name}": words for name, words in typed.items()}))
    assert (answer.status_code, "done=saved" in answer.url) == (200, True), answer.text


def missing(page: str) -> str:
    found = re.search(r"What is missing[^<]*</h2>\s*(?:<ul>|(?=<p>))(.*?)(?:</ul>|(?<=</p>))", page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(found[1])).split()) if found else ""


def test_the_account_is_set_up_tried_and_its_password_forgotten(
    desk: Running, server: Scripted, in_memory: InMemory
) -> None:
    before = (desk.root / "briefgen.toml").read_text(encoding="utf-8")
    page = desk.get("/account").text
    assert missing(page) == "No mail account is set up yet."
    assert 'action="/try"' not in page
    fill_in(desk, server)
    assert (desk.root / "briefgen.toml").read_text(encoding="utf-8") == (
        f'{before}\n[mail]\nsender = "briefs@agency.example"\nserver = "127.0.0.1"\nport = {server.port}\n'
        f'user = "{USER}"\nca = "{server.certificates.authority}"\n'
    )
    assert missing(desk.get("/account").text) == f"The password of {USER} at 127.0.0.1 isn’t known here yet."
    wrong = desk.post("/secret", kind="password", secret="no-sesame")
    assert "done=kept" in wrong.url
    told = desk.post("/try", what="account").text
    assert f"refused user {USER}" in told
    assert "no-sesame" not in told
    assert desk.post("/secret", kind="password", secret=PASSWORD).status_code == 200
    assert in_memory.entries == {("briefgen", f"{USER}@127.0.0.1"): PASSWORD}
    page = desk.get("/account").text
    assert "letters go out from briefs@agency.example" in page
    assert "It works: 127.0.0.1 let the agency in. Nothing was sent." in desk.post("/try", what="account").text
    assert (server.mailbox, server.logins) == ([], ["PLAIN wrong", "PLAIN right"])
    assert "done=forgotten" in desk.post("/secret", kind="password", forget="yes").url
    assert in_memory.entries == {}


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"sender": "nobody"}, "sender", "write it as name@agency.example"),
        ({"server": "mail server"}, "server", "“mail server” can’t stand here; write it as mail.agency.example"),
        ({"port": "x"}, "port", "A whole number is needed"),
        ({"server": ""}, "sender", "can’t be left out"),
        ({"ca": "nowhere/authority.pem"}, "ca", "here is no such file: “nowhere/authority.pem”"),
        ({"recipients": "content"}, "recipients", "here is no such file: “content”"),
        ({"recipients": "~nobody-is-called-so/x"}, "recipients", "is no path"),
        ({"outbox": "content"}, "outbox", "it has other things in it ("),
        ({"outbox": "briefgen.toml/deep/outbox"}, "outbox", "it is a file; name a folder of its own, such as outbox"),
        ({"outbox": "x" * 300}, "outbox", "can’t be looked at"),
    ],
)
def test_what_cannot_be_stands_at_its_field_and_what_was_typed_stays(
    desk: Running, typed: dict[str, str], field: str, said: str
) -> None:
    before = (desk.root / "briefgen.toml").read_bytes()
    sent = {f"f.{name}": words for name, words in ({"user": "typed as well"} | typed).items()}
    answer = desk.post("/account", **(form(desk) | sent))
    assert answer.status_code == 409
    (at,) = re.findall(rf'<div class="said" id="f-{field}-said" role="alert"><p class="wrong">(.*?)</p>', answer.text)
    assert said in unescape(at)
    assert 'value="typed as well"' in answer.text
    assert (desk.root / "briefgen.toml").read_bytes() == before


def test_what_somebody_else_saved_is_shown_beside_and_not_overwritten(desk: Running, server: Scripted) -> None:
    fill_in(desk, server)
    ours = form(desk)
    fill_in(desk, server, server="theirs.agency.example")
    answer = desk.post("/account", **(ours | {"f.server": "ours.agency.example"}))
    assert (answer.status_code, "<blockquote>theirs.agency.example<" in answer.text) == (409, True)
    assert 'server = "theirs.agency.example"' in (desk.root / "briefgen.toml").read_text(encoding="utf-8")


def test_a_server_that_no_authority_vouches_for_leads_to_the_field_that_names_one(
    desk: Running, server: Scripted, in_memory: InMemory
) -> None:
    fill_in(desk, server, ca="")
    desk.post("/secret", kind="password", secret=PASSWORD)
    page = desk.post("/try", what="account").text
    assert "can’t be trusted" in page
    assert '<a href="#f-ca">To the field</a>' in page
    assert re.search(r"<details open><summary>Rarely needed: [^<]+</summary>", page)
    assert re.search(r"<details><summary>Rarely needed: [^<]+</summary>", desk.get("/account").text)
    # Another way of encryption is called as the form calls it.
    fill_in(desk, server, security="tls")
    page = desk.post("/try", what="account").text
    assert "perhaps the port wants “encrypted right after" in page
    alert = page.partition('role="alert"')[2].partition("</p>")[0]
    assert "perhaps the port wants" in alert
    assert "starttls" not in alert.casefold()  # which stands beside those words in the form, as a provider writes it
    assert '<a href="#f-security">To the field</a>' in page


def test_while_a_try_fails_no_page_says_that_letters_go_out(desk: Running, server: Scripted) -> None:
    fill_in(desk, server)
    desk.post("/secret", kind="password", secret="wrong")
    failed = desk.post("/try", what="account").text
    assert 'class="box error wrong" role="alert"' in failed
    assert "Nothing is missing in the settings, but the last try failed" in failed
    assert "Nothing is missing: letters go out" not in failed
    desk.post("/secret", kind="password", secret=PASSWORD)
    assert "Nothing is missing: letters go out" in desk.post("/try", what="account").text


def test_nothing_but_the_section_can_be_changed(desk: Running, server: Scripted) -> None:
    fill_in(desk, server)
    before = (desk.root / "briefgen.toml").read_bytes()
    for name in ("templates", "languages", "mail", "content"):
        sent = form(desk) | {f"f.{name}": "/etc", f"w.{name}": "", f"drop.{name}": "yes"}
        assert desk.post("/account", **sent).status_code == 409
    assert desk.post("/account", **(form(desk) | {"drop.languages": "yes", "drop.sender": "yes"})).status_code == 200
    assert (desk.root / "briefgen.toml").read_bytes() == before


def test_a_setting_that_there_is_not_is_taken_out_and_never_shown(desk: Running, server: Scripted) -> None:
    fill_in(desk, server)
    path = desk.root / "briefgen.toml"
    before = path.read_text(encoding="utf-8")
    path.write_text(f'{before}password = "hunter2"\n', encoding="utf-8")
    page = desk.get("/account").text
    assert "a password never stands in a file" in unescape(missing(page))
    assert "hunter2" not in page
    assert "done=saved" in desk.post("/account", **(form(desk) | {"drop.password": "yes"})).url
    assert path.read_text(encoding="utf-8") == before


def test_each_field_has_help_and_an_example_in_both_languages(desk: Running) -> None:
    told = {}
    for language in ("en", "ka"):
        desk.post("/language", language=language, here="/")
        page = desk.get("/account").text
        told[language] = dict(re.findall(r'<p class="about" id="f-(\w+)-about">(.*?)</p>', page, re.DOTALL))
    assert set(told["en"]) == set(told["ka"]) == {each.name for each in account_questions()}
    assert [name for name, words in told["ka"].items() if not re.search("[ა-ჰ]", words)] == []
    assert [name for name, words in told["en"].items() if len(words.split()) < 3] == []
    chosen = {"way", "security", "login"}
    assert [name for name, words in told["en"].items() if "For example" not in words and name not in chosen] == []


def test_who_signs_in_with_a_code_is_shown_it(desk: Running, sky: Cloud, in_memory: InMemory) -> None:
    graph = {
        "way": "graph", "login": "microsoft", "client_id": CLIENT, "tenant": TENANT, "authority": sky.url,
        "graph": sky.url, "sender": MAILBOX, "server": "", "ca": str(sky.certificates.authority),
    }  # fmt: skip
    sent = form(desk) | {f"f.{name}": words for name, words in graph.items()}
    assert "done=saved" in desk.post("/account", **sent).url
    page = desk.get("/account").text
    assert missing(page) == f"Nobody has signed in as {MAILBOX} here yet."
    assert {"browser", "code"} == set(re.findall(r'name="how" value="(\w+)"', page))
    sky.pending, sky.interval = 10_000, 1  # nobody has typed it yet
    began = desk.browser.post(
        f"{desk.base}/signin", data={"how": "code"}, headers={"Origin": desk.base}, timeout=60, allow_redirects=False
    )
    seen = ""
    while (answer := desk.get(began.headers["Location"])).status_code == 202:
        seen = answer.text
        if "ABC-DEF" in seen and sky.pending:
            # Who leaves it there keeps nobody from anything else.
            tried = desk.post("/try", what="account")
            assert "Nobody has signed in" in tried.text
            sky.pending = 0
    assert "type the code ABC-DEF" in seen
    assert 'href="https://microsoft.com/devicelogin"' in seen
    assert f"Signed in as {MAILBOX}." in answer.text
    assert missing(answer.text) == ""
    assert "It works" in desk.post("/try", what="account").text
    shown = seen + answer.text + desk.get("/account").text
    assert [secret for secret in (*sky.good, *sky.renewals) if secret in shown] == []
    assert "done=forgotten" in desk.post("/signin", forget="yes").url
    assert in_memory.entries == {}


@pytest.mark.parametrize(
    ("page", "fields"),
    [
        ("/account", {}),
        ("/outbox", {}),
        ("/send", {}),
        ("/account", {"f.port": "no port", "w.port": ""}),  # refused, and the page says what the keyring has
        ("/secret", {"kind": "password", "secret": PASSWORD}),
        ("/secret", {"kind": "password", "forget": "yes"}),
    ],
)
def test_a_keyring_that_waits_for_its_owner_keeps_nobody_waiting(
    desk: Running, server: Scripted, in_memory: InMemory, monkeypatch: pytest.MonkeyPatch,
    page: str, fields: dict[str, str],
) -> None:  # fmt: skip
    fill_in(desk, server)
    asked, go_on = Event(), Event()

    def waiting(service: str, username: str) -> None:
        asked.set()
        assert go_on.wait(60)

    monkeypatch.setattr(in_memory, "get_password", waiting)
    with ThreadPoolExecutor() as beside:
        answer = beside.submit(desk.post, page, **fields) if fields else beside.submit(desk.get, page)
        try:
            assert asked.wait(60)
            with only_one(desk.root / "content", 5):  # a second desk can save
                assert desk.get("/content").status_code == 200
        finally:
            go_on.set()
        assert answer.result().status_code in (200, 409)


def test_where_there_is_no_keyring_that_is_told(
    desk: Running, server: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    import keyring
    from keyring.backends.fail import Keyring

    fill_in(desk, server)
    before = keyring.get_keyring()
    keyring.set_keyring(Keyring())  # type: ignore[no-untyped-call]
    try:
        page = desk.get("/account").text
        assert "this computer offers no keyring to this session" in page.lower()
        assert desk.post("/secret", kind="password", secret=PASSWORD).status_code == 409  # nobody agreed to that
        (asked,) = re.findall(r'<form method="post" action="/secret".*?</form>', page, re.DOTALL)
        assert ('type="password"' in asked, 'name="held"' in asked) == (True, True)
        assert "it holds it in its memory, and in no file, until it is ended" in unescape(asked)
        held = desk.post("/secret", kind="password", secret=PASSWORD, held="yes")
        assert "done=kept" in held.url
        assert missing(held.text) == ""
        assert "The desk keeps it in its memory" in held.text
        tried = desk.post("/try", what="account")
        assert "It works" in tried.text
        assert PASSWORD not in held.text + tried.text
        written = [path for path in desk.root.rglob("*") if path.is_file() and PASSWORD.encode() in path.read_bytes()]
        assert written == []
        fill_in(desk, server, server="127.0.0.2")  # it was given for the other one
        assert "isn’t known here yet" in unescape(missing(desk.get("/account").text))
        fill_in(desk, server)
        assert "done=forgotten" in desk.post("/secret", kind="password", forget="yes").url
        assert "isn’t known here yet" in unescape(missing(desk.get("/account").text))
    finally:
        keyring.set_keyring(before)
    monkeypatch.setenv("BRIEFGEN_MAIL_PASSWORD", PASSWORD)
    page = desk.get("/account").text
    assert "Whoever looks after this computer has set this password. There is nothing for you to do here" in page
    assert "BRIEFGEN_MAIL_PASSWORD" not in page  # which is for whoever put it there
    assert missing(page) == ""


def test_sending_says_what_is_missing_and_where_it_is_mended(desk: Running, server: Scripted) -> None:
    (desk.root / "content" / "recipients.yaml").write_text("[]\n", encoding="utf-8")
    nobody = "Nobody is named who gets the briefs. Who gets the briefs"
    for page in ("/outbox", "/send?name=x@1"):
        answer = desk.get(page)
        assert missing(answer.text) == f"No mail account is set up yet. Mail account {nobody}", page
        assert '<a href="/account">' in answer.text
    assert all('href="/account"' in desk.get(page).text for page in ("/", "/recipients"))
    fill_in(desk, server)
    assert missing(desk.get("/outbox").text).startswith(f"The password of {USER}")
    assert 'href="/account"' not in desk.get("/").text
    desk.post("/secret", kind="password", secret=PASSWORD)
    assert missing(desk.get("/outbox").text) == nobody


def test_who_has_never_seen_a_terminal_sends_a_brief(issued_starter: Path, server: Scripted, tmp_path: Path) -> None:
    shutil.copytree(issued_starter, tmp_path / "project")
    with running(tmp_path / "project") as desk:
        desk.browser.get(desk.address, timeout=60)
        desk.post("/language", language="en", here="/")
        name = f"{STARTER}@1"
        assert 'href="/account"' in desk.get(f"/send?name={name}").text
        fill_in(desk, server)
        nino = {"id": "nino", "name": "ნინო", "email": "nino@agency.example", "language": "ka", "ceiling": "internal"}
        desk.post("/recipients", **{f"f.{field}": words for field, words in nino.items()})
        assert ">Yes, send it<" not in desk.get(f"/send?name={name}").text
        desk.post("/secret", kind="password", secret=PASSWORD)
        assert "It works" in desk.post("/try", what="account").text
        sent = desk.post("/send", name=name, seen=desk.seen(f"/send?name={name}")).text
        assert "ნინო (nino@agency.example): sent" in sent
    assert sent_to(server) == ["front.desk", "nino"]


@pytest.mark.parametrize("language", ["ka", "en"])
def test_after_a_try_that_failed_sending_says_so_until_one_succeeds_or_the_account_is_another(
    issued_starter: Path, server: Scripted, tmp_path: Path, language: str
) -> None:
    told = {
        "en": "The last try of the mail account failed: as long as it does, letters don’t go out.",
        "ka": "საფოსტო ანგარიშის ბოლო ცდა წარუმატებელი იყო: სანამ ასეა, წერილები ვერ გაიგზავნება.",
    }[language]
    shutil.copytree(issued_starter, tmp_path / "project")
    with running(tmp_path / "project") as desk:
        desk.browser.get(desk.address, timeout=60)
        nino = {"id": "nino", "name": "ნინო", "email": "nino@agency.example", "language": "ka", "ceiling": "internal"}
        desk.post("/recipients", **{f"f.{field}": words for field, words in nino.items()})
        fill_in(desk, server)
        desk.post("/language", language=language, here="/")
        page = f"/send?name={STARTER}@1"

        def warned() -> bool:
            box = unescape(desk.get(page).text).partition('id="try-failed"')[2].partition("</p>")[0]
            assert not box or ('href="/account"' in box and "535" in box)  # which are the server's words
            return told in box

        desk.post("/secret", kind="password", secret="no-sesame")
        assert not warned()
        desk.post("/try", what="account")
        assert warned()
        account = unescape(desk.get("/account").text)  # looked at again, it says so as well
        assert {"en": "the last try failed", "ka": "ბოლო ცდა წარუმატებელი იყო"}[language] in account
        assert "535" in account
        desk.post("/secret", kind="password", secret=PASSWORD)  # nobody has tried with this one
        assert not warned()
        desk.post("/secret", kind="password", secret="no-sesame")
        desk.post("/send", name=f"{STARTER}@1", seen=desk.seen(page))  # which is a try, too
        assert warned()
        desk.post("/account", **(form(desk) | {"f.reply_to": "office@agency.example"}))  # it is another account now
        assert not warned()
        desk.post("/try", what="account")
        desk.post("/secret", kind="password", secret=PASSWORD)
        desk.post("/try", what="account")
        assert not warned()


# Behind a proxy.


# Each setting by which a password of the environment would go to somebody else, or over an open line.
ELSEWHERE = {
    "way": "graph", "server": "theirs.example", "security": "tls", "port": "465", "login": "microsoft",
    "authority": "https://theirs.example", "graph": "https://theirs.example",
}  # fmt: skip


def behind_form(desk: Behind, who: str) -> dict[str, str]:
    reader = FormReader()
    reader.feed(desk.ask("/account", who).text)
    return reader.fields


def test_who_is_not_at_this_computer_names_no_file_of_it_and_leads_its_password_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(tmp_path / "project")
    path = tmp_path / "project" / "briefgen.toml"
    with behind(tmp_path / "project", tmp_path / "etc") as desk:
        fields = behind_form(desk, "sender")
        assert {"f.sender", "f.server"} < set(fields)
        assert not {"f.ca", "f.sign", "f.recipients", "f.outbox"} & set(fields)
        ours = fields | {"f.sender": "briefs@agency.example", "f.server": "mail.agency.example"}
        assert desk.post("/account", "sender", **ours).status_code == 303
        before = path.read_text(encoding="utf-8")
        for name in ("ca", "sign", "recipients", "outbox"):
            asked = behind_form(desk, "sender") | {f"f.{name}": "/etc/passwd", f"w.{name}": ""}
            assert desk.post("/account", "sender", **asked).status_code == 409
        monkeypatch.setenv("BRIEFGEN_MAIL_PASSWORD", PASSWORD)
        for name, other in ELSEWHERE.items():
            assert f"f.{name}" not in behind_form(desk, "sender")
            asked = fields | {f"f.{name}": other}
            asked |= {"w.server": "mail.agency.example", "f.server": "mail.agency.example"} if name != "server" else {}
            assert desk.post("/account", "sender", **asked).status_code == 409
            assert path.read_text(encoding="utf-8") == before
        asked = fields | {"w.server": "mail.agency.example", "f.server": "theirs.example"}
        assert desk.post("/account", "sender", **asked).status_code == 409
        assert path.read_text(encoding="utf-8") == before


def test_no_browser_opens_at_the_computer_of_somebody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefgen.desk.pages import account

    asked: list[bool] = []

    def sign_in(project: object, tell: object, *, code: bool, given_up: object) -> None:
        asked.append(code)
        raise Mistake("that is enough")

    monkeypatch.setattr(account, "sign_in", sign_in)
    start(tmp_path / "project")
    with behind(tmp_path / "project", tmp_path / "etc") as desk:
        for how in ("browser", "code", ""):
            began = desk.post("/signin", "sender", how=how).headers["Location"]
            while desk.ask(began, "sender").status_code == 202:
                pass
        assert asked == [True, True, True]
        # What it says on the way is for those who may sign in.
        assert "that is enough" not in desk.ask(began, "reader").text


def test_one_signs_in_at_a_time_and_who_cannot_is_shown_no_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefgen.desk.pages import account

    go_on = Event()

    def sign_in(project: object, tell: Callable[[str], None], *, code: bool, given_up: object) -> None:
        tell("type the code ABC-DEF")
        assert go_on.wait(60)
        raise Mistake("too late")

    monkeypatch.setattr(account, "sign_in", sign_in)
    start(tmp_path / "project")
    with behind(tmp_path / "project", tmp_path / "etc") as desk:
        try:
            page, again = (desk.post("/signin", "sender", how="code").headers["Location"] for _ in range(2))
            assert page == again
            shown = {who: desk.ask(page, who) for who in ("sender", "reader", "editor", "issuer")}
            assert {answer.status_code for answer in shown.values()} == {202}
            assert [who for who, answer in shown.items() if "ABC-DEF" in answer.text] == ["sender"]
            assert [who for who, answer in shown.items() if 'name="give_up"' in answer.text] == ["sender"]
            # The desk ends without it.
            assert [each.daemon for each in enumerate_threads() if each.name == page[1:].replace("/", "-")] == [True]
        finally:
            go_on.set()
        while desk.ask(page, "sender").status_code == 202:
            pass
        assert desk.post("/signin", "sender", how="code").headers["Location"] != page


def test_a_sign_in_that_waits_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefgen.desk.pages import account

    go_on, ended = Event(), Event()

    def sign_in(project: object, tell: object, *, code: bool, given_up: Callable[[], bool]) -> None:
        assert go_on.wait(60)
        ended.set()
        raise Mistake("given up" if given_up() else "too late")

    monkeypatch.setattr(account, "sign_in", sign_in)
    start(tmp_path / "project")
    with behind(tmp_path / "project", tmp_path / "etc") as desk:
        try:
            page = desk.post("/signin", "sender", how="code").headers["Location"]
            number = page.rpartition("/")[2]
            assert desk.post("/signin", "reader", give_up=number).status_code == 403
            assert desk.ask(page, "sender").status_code == 202
            assert desk.post("/signin", "sender", give_up=number).headers["Location"] == "/account?done=given-up"
            told = desk.ask(page, "sender")
            assert (told.status_code, "შეწყვეტილია" in told.text) == (409, True)
            again = desk.post("/signin", "sender", give_up=number)  # nothing is left to give up
            assert again.headers["Location"] == "/account"
            for _ in range(4):
                other = desk.post("/signin", "sender", how="code").headers["Location"]
                assert other != page  # at once
                desk.post("/signin", "sender", give_up=other.rpartition("/")[2])
            assert desk.post("/signin", "sender", how="code").status_code == 409  # their threads wait yet
        finally:
            go_on.set()
        assert ended.wait(60)
        while (begun := desk.post("/signin", "sender", how="code")).status_code == 409:
            pass
        last = begun.headers["Location"]
        while desk.ask(last, "sender").status_code == 202:
            pass
        # It has ended before it was given up: nobody is told that nothing was kept.
        assert desk.post("/signin", "sender", give_up=last.rpartition("/")[2]).headers["Location"] == "/account"
        assert "შეწყვეტილია" in desk.ask(page, "sender").text  # whatever its thread comes to
        # What can't be given up goes on; what isn't there is nothing.
        for what in ("99", "x", ""):
            assert desk.post("/signin", "sender", give_up=what).headers["Location"] == "/account"


# The password is nowhere but in the keyring.

SECRET = "kept-nowhere-else-4711"


@contextmanager
def listening(caplog: pytest.LogCaptureFixture) -> Iterator[list[str]]:
    """Give a list of all pages that the block shows, beside what it logs and prints."""
    pages: list[str] = []
    really = Running.post, Running.get

    def post(self: Running, page: str, /, **fields: str) -> object:
        answer = really[0](self, page, **fields)
        pages.append(answer.text + str(answer.headers) + answer.url)
        return answer

    def get(self: Running, path: str, **more: object) -> object:
        answer = really[1](self, path, **more)
        pages.append(answer.text + str(answer.headers) + answer.url)
        return answer

    with pytest.MonkeyPatch.context() as patch, caplog.at_level(logging.DEBUG):
        patch.setattr(Running, "post", post)
        patch.setattr(Running, "get", get)
        yield pages


def places_of(secret: str, root: Path, pages: list[str], logged: str, printed: str) -> list[str]:
    """Return where a secret stands: in a file below a folder, on a page, in a log, in what was printed."""
    files = [str(path) for path in root.rglob("*") if path.is_file() and secret.encode() in path.read_bytes()]
    shown = [f"page {number}" for number, page in enumerate(pages) if secret in page]
    return [*files, *shown, *(["log"] if secret in logged else []), *(["output"] if secret in printed else [])]


def test_the_password_is_nowhere_but_in_the_keyring(
    tmp_path: Path,
    server: Scripted,
    in_memory: InMemory,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    start(tmp_path / "project")
    with running(tmp_path / "project") as desk, listening(caplog) as pages:
        desk.browser.get(desk.address, timeout=60)
        desk.post("/language", language="en", here="/")
        fill_in(desk, server)
        assert desk.post("/secret", kind="password", secret=f"{SECRET}ა").status_code == 409  # can't be one
        assert desk.post("/secret", kind="nothing", secret=SECRET).status_code == 409
        in_memory.refuses = True  # its error has the password in it
        assert desk.post("/secret", kind="password", secret=SECRET).status_code == 409
        in_memory.refuses = False
        with monkeypatch.context() as patch:  # what nobody thought of
            patch.setattr(secret_places, "keep_password", lambda *given: given[9])
            assert desk.post("/secret", kind="password", secret=SECRET).status_code == 500
        with monkeypatch.context() as patch:  # the project can't be read just then
            patch.setattr(Desk, "let_go", lambda self: Path("/nowhere").read_bytes())
            assert desk.post("/secret", kind="password", secret=SECRET).status_code == 409
        assert "done=kept" in desk.post("/secret", kind="password", secret=SECRET).url
        for answer in (f"535 5.7.8 no {SECRET}", f"454 {SECRET}, later", None):
            server.script.auth = answer
            desk.post("/try", what="account")
        server.script.auth, server.script.password = None, SECRET
        assert "It works" in desk.post("/try", what="account").text
        (kept,) = re.findall(r'<form method="post" action="/secret"[^>]*>', desk.get("/account").text)
        assert "data-draft" not in kept  # what is typed there goes nowhere before it is sent
        drafts = desk.root / ".briefgen" / "drafts"
        for page in (
            "/",
            "/account",
            "/outbox",
            "/recipients",
            "/changes",
            "/check",
            "/content",
            "/progress/1",
            "/progress/4",
        ):
            desk.get(page)
    assert in_memory.entries == {("briefgen", f"{USER}@127.0.0.1"): SECRET}
    printed = "".join(capfd.readouterr())
    assert "given[9]" in printed + caplog.text  # what went wrong is told there
    logged = [each.getMessage() for each in caplog.records if each.name != "mail.log"]  # the server that says it back
    assert places_of(SECRET, tmp_path, pages, "\n".join(logged), printed) == []
    # Had it stood anywhere, that would have been noticed.
    drafts.mkdir(parents=True)
    (drafts / "one.json").write_text(f'{{"secret": "{SECRET}"}}', encoding="utf-8")
    logging.getLogger("uvicorn.error").error("body: %s", SECRET)
    assert places_of(SECRET, tmp_path, [*pages, f"<p>{SECRET}"], caplog.text, f"{SECRET}\n") == [
        str(drafts / "one.json"), f"page {len(pages)}", "log", "output",
    ]  # fmt: skip
