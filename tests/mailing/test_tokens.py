"""Signing in without a password: tokens are given, renewed, kept in the keyring alone, and never shown."""

from __future__ import annotations

import base64
import json
import logging
import re
import sys
import traceback
import urllib.parse
import urllib.request
import webbrowser
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from briefgen.contacts.account import Account
from briefgen.contacts.passwords import SecretError, keep_no_more, keep_secret, kept_long
from briefgen.mailing.ways import tokens_of
from briefgen.mailing.ways.base import ServerError, UnreachableError
from briefgen.mailing.ways.https import host_of, session
from briefgen.mailing.ways.replies import tells
from briefgen.mailing.ways.smtp import Smtp
from briefgen.mailing.ways.smtp_connection import SmtpConnection
from briefgen.mailing.ways.tokens import LOGINS, login_of
from briefgen.mailing.ways.tokens.base import Tokens
from briefgen.mailing.ways.tokens.command import Command
from briefgen.mailing.ways.tokens.command import provider as command
from briefgen.mailing.ways.tokens.google import Google
from briefgen.mailing.ways.tokens.google import provider as google
from briefgen.mailing.ways.tokens.microsoft import Microsoft
from briefgen.project.settings import ProjectError
from tests.mailing.cloud import CLIENT, DROP, DROP_ACCEPTED, GARBLED, SECRET, TENANT, Cloud, cloud
from tests.mailing.conftest import InMemory
from tests.mailing.letters import SENDER, letter
from tests.mailing.projects import STARTER, Office, sent_to, signed_in, tokens_in
from tests.mailing.scripted import PASSWORD, USER, Certificates, Fault, Script, Scripted, scripted

SCOPE = "https://outlook.office.com/SMTP.Send"


def microsoft(sky: Cloud, **changes: Any) -> Microsoft:
    values: dict[str, Any] = {
        "name": "briefs", "user": USER, "client_id": CLIENT, "authority": f"{sky.url}/{TENANT}", "scope": SCOPE,
        "http": session([host_of(sky.url)], sky.certificates.authority, rests=True),
    }  # fmt: skip
    return Microsoft(**values | changes)


def at_google(sky: Cloud) -> Google:
    return Google("briefs", USER, CLIENT, SECRET, f"{sky.url}/auth", f"{sky.url}/token", "https://mail.google.com/",
                  sky.certificates.authority)  # fmt: skip


MAKERS = pytest.mark.parametrize("make", [microsoft, at_google])
Maker = Callable[[Cloud], Any]


def failure(ask: Callable[[], object], *secrets: str) -> Exception:
    """Return why something is refused; no secret is told, neither in words nor in a traceback."""
    with pytest.raises((ServerError, SecretError)) as caught:
        ask()
    told, shown = "", caught.value
    while shown:  # what a traceback would show, but for the lines of code
        told += "".join(traceback.format_exception_only(shown))
        shown = shown.__cause__ or (None if shown.__suppress_context__ else shown.__context__)  # type: ignore[assignment]
    assert not [secret for secret in secrets if secret in told]
    return caught.value


# Given and renewed.


@MAKERS
def test_a_token_is_renewed_by_what_lasts_and_what_lasts_changes(make: Maker, sky: Cloud) -> None:
    renewal = sky.allow()
    grant = make(sky).renew(renewal)
    assert grant.token in sky.good
    assert grant.seconds == 3600
    assert grant.renewal in sky.renewals
    assert grant.renewal != renewal
    assert sky.asked[-1]["refresh_token"] == renewal
    assert sky.asked[-1]["client_id"] == CLIENT
    assert not {grant.token, grant.renewal} & set(repr(grant).split("'"))


def test_microsoft_is_asked_for_the_right_to_send_and_for_what_renews_it(sky: Cloud) -> None:
    microsoft(sky).renew(sky.allow())
    assert {SCOPE, "offline_access"} <= set(sky.asked[-1]["scope"].split())
    assert sky.steps == ["discovery", "token"]  # and Microsoft isn't asked whether it knows the authority


@MAKERS
@pytest.mark.parametrize(
    ("fault", "kind", "told"),
    [
        (DROP, UnreachableError, "can't be reached; check the network"),
        ("503", UnreachableError, "gives no token now, try again later"),
        ("429 9", UnreachableError, "gives nothing now, try again later: it is asked too often"),
        (DROP_ACCEPTED, UnreachableError, "can't be reached; check the network"),
        ("302 https://elsewhere.example/token", ServerError, "sends us to another place"),
        ("307 https://elsewhere.example/token", ServerError, "sends us to another place"),
        (GARBLED, ServerError, "doesn't answer as|gives no token"),
        ("huge", ServerError, "answers with more than 4 MB"),
    ],
)
def test_what_goes_wrong_with_a_token_is_told(
    make: Maker, sky: Cloud, fault: str, kind: type[Exception], told: str, capfd: pytest.CaptureFixture[str]
) -> None:
    if make is at_google and fault == "503":
        kind, told = ServerError, "gives no token|doesn't answer as"
    sky.token, renewal = "token-that-nobody-may-see", sky.allow()
    sky.give("token", fault)
    error = failure(lambda: make(sky).renew(renewal), renewal, sky.token)
    assert isinstance(error, kind)
    assert re.search(told, str(error)), error
    printed = "".join(capfd.readouterr())
    assert sky.token not in printed
    assert renewal not in printed
    assert len([step for step in sky.steps if step == "token"]) == 1  # no other try


@MAKERS
def test_a_sign_in_that_counts_no_more_is_made_again(make: Maker, sky: Cloud) -> None:
    error = failure(lambda: make(sky).renew("an-old-one"), "an-old-one")
    assert isinstance(error, SecretError)
    assert f"the sign-in of {USER} counts no more: type briefgen login, and sign in as {USER}" in str(error)


@MAKERS
@pytest.mark.parametrize("certificate", ["wrong host", "expired", "unknown authority"])
def test_nobody_else_gets_what_renews_a_token(make: Maker, certificate: Fault, certificates: Certificates) -> None:
    with cloud(certificates, certificate) as sky:
        renewal = sky.allow()
        error = failure(lambda: make(sky).renew(renewal), renewal)
        assert "the certificate can't be trusted, so nothing was sent" in str(error)
        assert sky.steps == []


@MAKERS
def test_without_its_authority_an_own_server_isnt_trusted(make: Maker, sky: Cloud) -> None:
    made = make(sky)
    if isinstance(made, Microsoft):
        made.http = session([host_of(sky.url)], None)
    else:
        made.ca = None
    assert "[mail] ca" in str(failure(lambda: made.renew(sky.allow())))
    assert sky.steps == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("AADSTS65001: The user or administrator has not consented", "ask your IT to consent"),
        ("AADSTS7000218: must contain client_assertion", "«Allow public client flows»"),
        ("AADSTS99999: something new", "It said: invalid_client: AADSTS99999: something new"),
    ],
)
def test_what_microsoft_refuses_says_what_to_ask_ones_it_for(
    sky: Cloud, said: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = {"error": "invalid_client", "error_description": said}
    monkeypatch.setattr(sky, "grant", lambda form: (400, answer, {}))
    assert told in str(failure(lambda: microsoft(sky).renew("x1")))


def test_another_tenant_or_client_is_told(sky: Cloud) -> None:
    other = failure(lambda: microsoft(sky, authority=f"{sky.url}/elsewhere").renew("x1"))
    assert "check [mail] tenant and authority with your IT" in str(other)
    assert "no app of that id is registered" in str(failure(lambda: microsoft(sky, client_id="app-18").renew("x1")))


def test_a_secret_that_is_said_back_isnt_shown(sky: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = {"error": "invalid_grant", "error_description": "no: renewal-99 \x1b[2J"}
    monkeypatch.setattr(sky, "grant", lambda form: (400, answer, {}))
    for ours in (microsoft(sky), at_google(sky)):
        assert "holds what nobody may see" in str(failure(partial(ours.renew, "renewal-99"), "renewal-99"))
        assert "\x1b" not in str(failure(partial(ours.renew, "renewal-100")))


def test_a_server_that_sends_tokens_elsewhere_gets_nothing(sky: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    real = sky.discovery

    def led_astray(tenant: str) -> Any:
        code, found, headers = real(tenant)
        return code, {**found, "token_endpoint": f"https://elsewhere.example/{TENANT}/token"}, headers

    monkeypatch.setattr(sky, "discovery", led_astray)
    assert "elsewhere.example is no server that [mail] names" in str(failure(lambda: microsoft(sky).renew("x1"), "x1"))


# Signing in.


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch, certificates: Certificates) -> Iterator[list[str]]:
    """A browser in which the person signs in at once."""
    import ssl
    import threading

    context = ssl.create_default_context(cafile=certificates.authority)
    threads, seen = [], []

    class Browser:
        def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
            seen.append(url)
            threads.append(threading.Thread(target=self._sign_in, args=(url,)))
            threads[-1].start()
            return True

        def _sign_in(self, url: str) -> None:
            with urllib.request.urlopen(url, context=context) as page:
                asked = json.loads(page.read())
            answer = urllib.parse.urlencode({"code": "code-1", "state": asked["state"]})
            if asked.get("response_mode") == "form_post":
                urllib.request.urlopen(asked["redirect_uri"], answer.encode()).close()
            else:
                urllib.request.urlopen(f"{asked['redirect_uri']}?{answer}").close()

    monkeypatch.setattr(webbrowser, "get", lambda using=None: Browser())
    monkeypatch.setattr(webbrowser, "open", lambda url, new=0, autoraise=True: Browser().open(url))
    yield seen
    for thread in threads:
        thread.join()


@MAKERS
def test_a_person_signs_in_with_the_browser(make: Maker, sky: Cloud, browser: list[str]) -> None:
    told: list[str] = []
    grant = make(sky).sign_in(told.append, code=False)
    assert grant.token in sky.good
    assert grant.renewal in sky.renewals
    (url,) = browser
    asked = urllib.parse.parse_qs(urllib.parse.urlsplit(url).query)
    assert (asked["client_id"], asked["login_hint"], asked["code_challenge_method"]) == ([CLIENT], [USER], ["S256"])
    assert sky.asked[-1]["code"] == "code-1"
    assert sky.asked[-1]["code_verifier"]
    assert f"sign in there as {USER}" in told[0]


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Pauses that take no time, which MSAL believes all the same: it asks no sooner than it was told to."""
    slept: list[float] = []
    monkeypatch.setattr("msal.oauth2cli.oauth2.time", SimpleNamespace(time=lambda: 1e9 + sum(slept)))
    return slept


@pytest.mark.parametrize(("interval", "slept"), [(0, 1), (3, 3), (900, 60)])
def test_a_person_signs_in_with_a_code(sky: Cloud, interval: int, slept: int, pauses: list[float]) -> None:
    told: list[str] = []
    sky.pending, sky.interval = 2, interval
    grant = microsoft(sky, sleep=pauses.append).sign_in(told.append, code=True)
    assert grant.renewal in sky.renewals
    assert "type the code ABC-DEF" in told[0]
    assert pauses == [1] * 2 * slept  # it is asked again twice


def test_a_code_that_nobody_types_ends(sky: Cloud, pauses: list[float]) -> None:
    sky.pending = 10_000
    sky.interval = 60
    error = failure(lambda: microsoft(sky, sleep=pauses.append).sign_in(lambda words: None, code=True))
    assert str(error) == "nobody signed in within 15 minutes: to try again, type briefgen login"
    assert sum(pauses) == 900


def test_a_code_is_asked_after_no_more_once_the_sign_in_was_given_up(sky: Cloud, pauses: list[float]) -> None:
    sky.pending, sky.interval = 10_000, 60

    def given_up() -> bool:
        return len(pauses) >= 70

    maker = microsoft(sky, sleep=pauses.append)
    error = failure(lambda: maker.sign_in(lambda words: None, code=True, given_up=given_up))
    assert str(error) == "the sign-in was given up; nothing was kept"
    assert len(pauses) == 70  # in the midst of its second pause


@MAKERS
def test_who_doesnt_come_back_from_the_browser_is_told_so(
    make: Maker, sky: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Closed:
        def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
            return True

    monkeypatch.setattr(webbrowser, "get", lambda using=None: Closed())
    monkeypatch.setattr(webbrowser, "open", lambda url, new=0, autoraise=True: True)
    monkeypatch.setattr(sys.modules[type(make(sky)).__module__], "_PATIENCE", 0.01)
    error = failure(lambda: make(sky).sign_in(lambda words: None, code=False))
    assert str(error) == "nobody signed in within 0 minutes: to try again, type briefgen login"
    assert "token" not in sky.steps


def test_google_has_no_code_for_mail(sky: Cloud) -> None:
    assert "sign in where a browser opens" in str(failure(lambda: at_google(sky).sign_in(print, code=True)))


# Kept, and used.


def tokens(sky: Cloud, clock: Callable[[], float] = lambda: 0.0) -> Tokens:
    return Tokens(microsoft(sky), USER, clock)


def test_nothing_is_kept_of_a_sign_in_that_was_given_up(sky: Cloud, in_memory: InMemory) -> None:
    with pytest.raises(ServerError, match="given up"):
        tokens(sky).sign_in(lambda words: None, code=True, given_up=lambda: True)
    assert in_memory.entries == {}
    tokens(sky).sign_in(lambda words: None, code=True, given_up=lambda: False)
    before = dict(in_memory.entries)
    assert before != {}
    for entries in (before, {}):  # given up while the keyring waited for its owner
        in_memory.entries = dict(entries)
        asked = iter([False, True])
        with pytest.raises(ServerError, match="given up"):
            tokens(sky).sign_in(lambda words: None, code=True, given_up=lambda: next(asked))  # noqa: B023
        assert in_memory.entries == entries


def test_what_lasts_is_in_the_keyring_and_a_token_is_nowhere(sky: Cloud, in_memory: InMemory) -> None:
    keep_secret("briefgen-login", "briefs", sky.allow())
    token = tokens(sky).token()
    assert token in sky.good
    assert kept_long("briefgen-login", "briefs")[0] in sky.renewals
    assert token not in str(in_memory.entries)


def test_a_token_is_used_until_five_minutes_before_its_end(sky: Cloud, in_memory: InMemory) -> None:
    keep_secret("briefgen-login", "briefs", sky.allow())
    time = [0.0]
    ours = tokens(sky, lambda: time[0])
    first = ours.token()
    time[0] = 3299
    assert ours.token() == first
    time[0] = 3300
    assert ours.token() != first
    assert sky.steps.count("token") == 2
    ours.spoil()
    ours.token()
    assert sky.steps.count("token") == 3


def test_without_a_sign_in_it_says_how_to(sky: Cloud, in_memory: InMemory) -> None:
    with pytest.raises(SecretError, match=f"nobody has signed in as {USER} yet: type briefgen login"):
        tokens(sky).require()
    assert sky.steps == []


def test_a_token_that_would_say_more_to_a_server_is_none(sky: Cloud, in_memory: InMemory) -> None:
    keep_secret("briefgen-login", "briefs", sky.allow())
    for odd in ("a b", "a\r\nRSET", "ტ", "x" * 16_001):
        sky.token, sky.rotates = odd, True
        keep_secret("briefgen-login", "briefs", sky.allow())
        assert "what was given as a token is none" in str(failure(tokens(sky).token, odd))


@pytest.mark.parametrize("length", [1, 999, 1000, 1001, 3500])
def test_what_is_longer_than_an_entry_of_a_keyring_is_kept_in_pieces(in_memory: InMemory, length: int) -> None:
    secret = "".join(chr(97 + number % 26) for number in range(length))
    keep_secret("briefgen-login", "me", "before")
    keep_secret("briefgen-login", "me", secret)
    assert kept_long("briefgen-login", "me") == (secret, "")
    keep_secret("briefgen-login", "me", secret)
    assert kept_long("briefgen-login", "me") == (secret, "")
    assert len(in_memory.entries) == 1 + -(-length // 1000)  # nothing is left of what was before
    keep_no_more("briefgen-login", "me")
    keep_no_more("briefgen-login", "me")
    assert in_memory.entries == {}


def test_half_of_a_secret_is_none(in_memory: InMemory) -> None:
    keep_secret("briefgen-login", "me", "x" * 1500)
    name = next(name for _, name in in_memory.entries if name.endswith(".1"))
    del in_memory.entries["briefgen-login", name]
    assert kept_long("briefgen-login", "me") == (None, "")


def test_a_keyring_that_takes_nothing_is_told_without_the_secret(in_memory: InMemory) -> None:
    in_memory.refuses = True
    error = failure(lambda: keep_secret("briefgen-login", "me", "renewal-77"), "renewal-77")
    assert str(error) == "a sign-in is kept in the keyring alone, and the keyring takes nothing (OSError)"


def test_without_a_keyring_nothing_is_kept_elsewhere(sky: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    told = "a sign-in is kept in the keyring alone, and keyrings need the package keyring"
    assert told in str(failure(tokens(sky).require))
    assert told in str(failure(lambda: keep_secret("briefgen-login", "me", "renewal-77"), "renewal-77"))


# To a mail server.


@pytest.fixture
def by_token(certificates: Certificates, sky: Cloud, in_memory: InMemory) -> Iterator[tuple[Scripted, Smtp]]:
    with scripted(certificates, Script(ways="XOAUTH2", tokens=sky.good)) as book:
        keep_secret("briefgen-login", "briefs", sky.allow())
        yield book, Smtp(book.server(), None, tokens(sky))


def test_a_letter_goes_out_after_a_sign_in_by_token(by_token: tuple[Scripted, Smtp], sky: Cloud) -> None:
    book, way = by_token
    sky.token = "eyJ" + "x" * 3000  # as long as Microsoft's are
    line = way.open()
    assert line.send(SENDER, "anna@example.org", letter().wire, lambda: None).kind == "sent"
    assert sky.token not in f"{vars(line)} {vars(line._smtp)} {way!r}"
    line.close()
    assert book.logins == ["XOAUTH2 right"]
    assert [got.wire for got in book.mailbox] == [letter().wire]


def test_a_token_that_was_taken_back_is_renewed_once(by_token: tuple[Scripted, Smtp], sky: Cloud) -> None:
    book, way = by_token
    way.open().close()
    sky.good.clear()
    way.open().close()
    assert book.logins == ["XOAUTH2 right", "XOAUTH2 wrong", "XOAUTH2 right"]
    book.script.tokens = ()
    error = failure(way.open, *sky.good)
    assert "it doesn't take the token; ask your IT whether the app may send for this mailbox (SMTP.Send)" in str(error)
    assert '"status":"400"' in str(error)  # what the server says of it, too
    assert book.logins.count("XOAUTH2 wrong") == 3


@pytest.mark.parametrize(
    ("said", "told", "later"),
    [
        (
            "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled",
            "«Authenticated SMTP»",
            False,
        ),
        ("454 4.7.0 Temporary authentication failure", "lets nobody in now, try again later", True),
    ],
)
def test_what_a_server_says_of_a_token_is_explained(
    by_token: tuple[Scripted, Smtp], sky: Cloud, said: str, told: str, later: bool
) -> None:
    book, way = by_token
    book.script.tokens, book.script.no_token = (), said
    error = failure(way.open)
    assert told in str(error)
    assert isinstance(error, UnreachableError) == later


@pytest.mark.parametrize("length", [12, 499, 501, 3000])
@pytest.mark.parametrize("encoded", [False, True])
@pytest.mark.parametrize("piece", [False, True])
def test_no_piece_of_a_long_token_is_shown(
    by_token: tuple[Scripted, Smtp], sky: Cloud, length: int, encoded: bool, piece: bool
) -> None:
    book, way = by_token
    sky.token = "".join(chr(97 + (number * number + number // 26) % 26) for number in range(length))
    book.script.tokens = ()
    back = f"user={USER}\x01auth=Bearer {sky.token}\x01\x01"
    text = base64.b64encode(back.encode()).decode() if encoded else sky.token
    if piece:
        text = text[-len(text) // 2 :] if encoded or length > 24 else text
    book.script.no_token = f"535 no: {text}"
    assert str(failure(way.open, sky.token)).endswith("The server said: 535")


@pytest.mark.parametrize("secret", ["pass word-with-some-length", "x", "ab" * 400])
def test_a_secret_is_known_by_any_piece_of_it(secret: str) -> None:
    for before in ("", "a", "ab"):
        encoded = base64.b64encode(f"{before}{secret}z".encode()).decode()
        assert tells(f"no: {encoded}", secret) == (len(secret) > 12)
    assert tells(f"no: {secret}", secret)
    assert tells(f"no: {secret[3:16]}", secret) == (len(secret) > 12)
    assert not tells("535 5.7.8 Error: authentication failed", "secret-of-mine", "authenticated")
    assert not tells("no", "")


def test_a_token_that_the_server_says_back_isnt_shown(by_token: tuple[Scripted, Smtp], sky: Cloud) -> None:
    book, way = by_token
    sky.token, book.script.tokens = "token-55", ()
    book.script.no_token = "535 no: token-55"
    assert str(failure(way.open, "token-55")).endswith("The server said: 535")


def test_a_server_that_takes_no_tokens_is_told(certificates: Certificates) -> None:
    with scripted(certificates) as book:
        error = failure(lambda: SmtpConnection.open(book.server(), "token-1", by_token=True), "token-1")
        assert "takes no sign-in by token (it offers LOGIN, PLAIN): ask your IT to allow it" in str(error)
        assert book.logins == []


# What a server says of passwords.


def test_a_server_that_takes_tokens_alone_says_what_to_ask_for(certificates: Certificates) -> None:
    with scripted(certificates, Script(ways="XOAUTH2")) as book:
        told = str(failure(lambda: SmtpConnection.open(book.server(), PASSWORD), PASSWORD))
        assert (
            "takes no passwords any more, only sign-ins by token (it offers XOAUTH2): ask your IT to register" in told
        )
        assert 'set [mail] login = "microsoft" or "google"' in told
        assert book.logins == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "535 5.7.139 Authentication unsuccessful, basic authentication is disabled.",
            "it takes no passwords any more",
        ),
        ("550 5.7.30 Basic authentication is not supported for Client Submission.", "takes no passwords any more"),
    ],
)
def test_what_microsoft_says_of_passwords_says_what_to_ask_for(
    certificates: Certificates, said: str, told: str
) -> None:
    with scripted(certificates, Script(auth=said)) as book:
        error = str(failure(lambda: SmtpConnection.open(book.server(), PASSWORD), PASSWORD))
        assert told in error
        assert "ask your IT to register an app for briefgen (docs/email.md has the steps)" in error
        assert said in error
    for place in ("mail", "rcpt"):
        script = Script(mail=deque([said])) if place == "mail" else Script(rcpt={"anna@example.org": deque([said])})
        with scripted(certificates, script) as book, SmtpConnection.open(book.server(), PASSWORD) as line:
            if said.startswith("535"):
                continue
            with pytest.raises(ServerError, match=told):
                line.send(SENDER, "anna@example.org", letter().wire, lambda: None)
            assert not line.usable
    for place in ("data", "content"):
        script = replace(Script(), **{place: {"anna@example.org": deque([said])}})  # type: ignore[arg-type]
        with scripted(certificates, script) as book, SmtpConnection.open(book.server(), PASSWORD) as line:
            outcome = line.send(SENDER, "anna@example.org", letter().wire, lambda: None)
            assert outcome.kind == "deferred"  # it is about us, not about her
            assert told in outcome.reply


@pytest.mark.parametrize("said", ["550 15.7.30 no", "550 5.7.300 no", "550 5.7.1390 no", "550 x5.7.3 no"])
def test_other_numbers_mean_other_things(certificates: Certificates, said: str) -> None:
    script = Script(rcpt={"anna@example.org": deque([said])})
    with scripted(certificates, script) as book, SmtpConnection.open(book.server(), PASSWORD) as line:
        assert line.send(SENDER, "anna@example.org", letter().wire, lambda: None).kind == "refused"


def test_no_encryption_says_what_to_ask_for(certificates: Certificates) -> None:
    with scripted(certificates, Script(offer_starttls=False)) as book:
        told = str(failure(lambda: SmtpConnection.open(book.server(), PASSWORD)))
        assert "offers no encryption (STARTTLS), so nothing was sent: ask your IT for the port on which it does" in told
        assert "if there is none, ask them to switch TLS on" in told


# A command of the agency's own.


def printing(code: str) -> Command:
    return Command((sys.executable, "-c", code))


def test_a_command_gives_the_token_on_its_first_line(tmp_path: Path) -> None:
    assert printing("print(' abc.def '); print('more')").renew("").token == "abc.def"
    ours = Tokens(printing(f"open({str(tmp_path / 'n')!r}, 'a').write('x'); print('abc')"), USER)
    ours.require()
    assert [ours.token(), ours.token()] == ["abc", "abc"]
    assert (tmp_path / "n").read_text() == "xx"  # nobody knows how long it is good


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import sys; print('secret-9'); sys.exit(3)", "gave no token and ended with 3: type it to see why"),
        ("", "printed nothing: its first line has to be the token"),
        ("print()", "printed nothing"),
    ],
)
def test_a_command_that_gives_none_is_told_without_what_it_printed(code: str, told: str) -> None:
    assert told in str(failure(lambda: printing(code).renew(""), "secret-9"))


@pytest.mark.parametrize("code", ["import time; time.sleep(600)", "import os, time; os.close(1); time.sleep(600)"])
def test_a_command_that_waits_for_somebody_is_ended(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.mailing.ways.tokens.command._PATIENCE", 0.1)
    told = str(failure(lambda: printing(code).renew("")))
    assert "gave no token within 0 seconds: type it to see what it waits for" in told


def test_a_command_is_told_who_gets_the_token(tmp_path: Path) -> None:
    code = "import os; print(os.environ['BRIEFGEN_TOKEN_HOST'])"
    assert Command((sys.executable, "-c", code), "mail.agency.example").renew("").token == "mail.agency.example"


def test_a_command_that_isnt_there_is_told_without_what_it_is() -> None:
    """Its line may begin with a secret, as in `TOKEN=abc get`, and others read the desk than whoever wrote it."""
    told = str(failure(lambda: Command(("TOKEN=secret-9", "get")).renew(""), "secret-9"))
    assert "what BRIEFGEN_TOKEN_COMMAND names can't be run: No such file" in told


def test_a_command_is_named_in_the_environment_alone() -> None:
    account = Account(sender="briefs@agency.example", login="command")
    made = command(account, None, "", "host", {"BRIEFGEN_TOKEN_COMMAND": "oama access 'my box'"})  # type: ignore[arg-type]
    assert (made.words, made.host) == (("oama", "access", "my box"), "host")
    for named in ({}, {"BRIEFGEN_TOKEN_COMMAND": " "}, {"BRIEFGEN_TOKEN_COMMAND": "'"}):
        with pytest.raises(SecretError, match="environment variable BRIEFGEN_TOKEN_COMMAND"):
            command(account, None, "", "host", named)  # type: ignore[arg-type]


# What [mail] says.


def test_what_is_missing_to_sign_in_is_told(in_memory: InMemory) -> None:
    def of(**settings: Any) -> Tokens:
        return tokens_of(Account(sender="briefs@agency.example", **settings), None)  # type: ignore[arg-type]

    for settings, told in (
        ({"login": "microsoft"}, r"client_id is missing: your IT has it once it has registered an app"),
        ({"login": "microsoft", "client_id": "x"}, r"\[mail\] tenant is missing"),
        ({"login": "google"}, r"client_id is missing: your IT has it once it has registered a desktop app"),
        ({"login": "gogle"}, r"there is no 'gogle'; did you mean google\?"),
        ({}, "login is a password, so there is nothing to sign in to"),
    ):
        with pytest.raises(ProjectError, match=told):
            of(**settings)
    with pytest.raises(SecretError, match=r"Google wants the secret of the app, too.*briefgen-client app-17"):
        google(Account(sender="briefs@agency.example", client_id="app-17"), None, "", "host", {})  # type: ignore[arg-type]


@pytest.mark.parametrize("name", LOGINS)
def test_every_way_to_sign_in_has_what_it_has(name: str) -> None:
    module = login_of(Account(sender="briefs@agency.example", login=name))
    assert set(module.PACKAGES.values()) <= {"microsoft", "google"}


# As an office types it.


def test_an_office_signs_in_once_and_sends(
    office: Office, server: Scripted, sky: Cloud, in_memory: InMemory, browser: list[str]
) -> None:
    server.script.ways, server.script.tokens = "XOAUTH2", sky.good
    office.serve(server, login="microsoft", client_id=CLIENT, tenant=TENANT, authority=sky.url)
    first = office.send()
    assert (first.exit_code, f"nobody has signed in as {USER} yet: type briefgen login" in first.output) == (1, True)
    signed = office.run("login")
    assert (signed.exit_code, f"signed in as {USER}: briefgen send can go" in signed.output) == (0, True), signed.output
    result = office.send()
    assert result.exit_code == 0, result.output
    assert sent_to(server) == ["ana", "ben"]
    assert set(server.logins) == {"XOAUTH2 right"}
    said = "".join((first.output, signed.output, result.output))
    kept = b"".join(path.read_bytes() for path in office.root.rglob("*") if path.is_file())
    for secret in (*sky.good, *sky.renewals):
        assert secret not in said
        assert secret.encode() not in kept
    assert in_memory.entries
    assert office.run("login", "--forget").exit_code == 0
    assert in_memory.entries == {}


@pytest.mark.parametrize("login", ["microsoft", "google"])
@pytest.mark.parametrize(
    "changed",
    [
        {"authority": "https://evil.example"}, {"server": "evil.example"}, {"ca": ""}, {"client_id": "other"},
        {"user": "other@agency.example"}, {"way": "graph", "graph": "https://evil.example"}, {"tenant": "evil.example"},
    ],
)  # fmt: skip
def test_what_is_kept_goes_to_nobody_whom_a_project_names_later(
    office: Office, server: Scripted, sky: Cloud, in_memory: InMemory, login: str, changed: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    if login == "google" and ("way" in changed or "tenant" in changed):
        return
    monkeypatch.setenv("BRIEFGEN_CLIENT_SECRET", SECRET)
    settings: dict[str, Any] = {"login": login, "client_id": CLIENT, "tenant": TENANT, "authority": sky.url}
    office.serve(server, **settings)
    signed_in(office, sky.allow())
    tokens_in(office).require()
    office.serve(server, **settings | changed)
    with pytest.raises(SecretError, match="nobody has signed in"):
        tokens_in(office).token()
    assert sky.steps == []
    office.serve(server, **settings)
    (office.root.parent / "other.pem").write_bytes(server.certificates.authority.read_bytes())
    office.serve(server, **settings, ca="../other.pem")  # the same authority, in another file
    tokens_in(office).require()


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"login": "google", "client_id": CLIENT}, "is forgotten here"),  # without the app's secret
        ({"login": "command"}, "no sign-in is kept, so there is nothing to forget"),
        ({"login": "password"}, "no sign-in is kept, so there is nothing to forget"),
    ],
)
def test_forgetting_needs_no_secret_and_says_no_more_than_it_did(
    office: Office, server: Scripted, in_memory: InMemory, settings: dict[str, str], told: str
) -> None:
    office.serve(server, **settings)
    result = office.run("login", "--forget")
    assert (result.exit_code, told in result.output) == (0 if "forgotten" in told else 2, True), result.output
    assert in_memory.entries == {}


def test_a_run_that_waits_renews_its_token(
    office: Office, server: Scripted, sky: Cloud, in_memory: InMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.script.ways, server.script.tokens, server.script.greylist = "XOAUTH2", sky.good, True
    office.serve(server, login="microsoft", client_id=CLIENT, tenant=TENANT, authority=sky.url, retry_seconds=[600])
    signed_in(office, sky.allow())
    sky.seconds = 300  # each is as good as over when it comes

    def sleep(seconds: float) -> None:
        sky.good.clear()

    monkeypatch.setattr("time.sleep", sleep)
    monkeypatch.setattr("briefgen.mailing.posting._LOOK_UP", 0.01)
    import datetime

    real = datetime.datetime.now().astimezone()
    ticks = iter(range(10_000))
    monkeypatch.setattr(
        "briefgen.mailing.ledger.records.local_now", lambda: real + datetime.timedelta(minutes=next(ticks))
    )
    result = office.send("--wait", "9999")
    assert result.exit_code == 0, result.output
    assert sent_to(server) == ["ana", "ben"]
    assert "XOAUTH2 wrong" not in server.logins


def test_login_of_a_password_is_told(office: Office, server: Scripted) -> None:
    result = office.run("login")
    assert (result.exit_code, "nothing to sign in to" in result.output) == (2, True)
    assert "microsoft" in office.run("login", "--help").output
    assert office.run("send", STARTER, "--dry-run").exit_code == 0


def test_nothing_of_msal_is_logged(sky: Cloud) -> None:
    microsoft(sky).renew(sky.allow())
    names = [name for name in logging.root.manager.loggerDict if name.startswith("msal.")]
    assert names
    assert all(logging.getLogger(name).disabled for name in names)
