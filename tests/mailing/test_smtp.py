"""One connection to a mail server: what it demands, and what it tells of each message."""

from __future__ import annotations

import ssl
import traceback
from base64 import b64encode
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.mailing.ways.base import ServerError, UnreachableError
from briefgen.mailing.ways.envelope import check_address, check_wire
from briefgen.mailing.ways.replies import told_size
from briefgen.mailing.ways.smtp_connection import Server, SmtpConnection
from briefgen.mailing.ways.trust import trusting
from briefgen.problems.mistakes import Mistake
from tests.mailing.letters import SENDER, letter
from tests.mailing.scripted import (
    DROP,
    DROP_ACCEPTED,
    GARBLED,
    HOST,
    PASSWORD,
    SILENT,
    USER,
    Certificates,
    Fault,
    Script,
    Scripted,
    scripted,
)
from tests.mailing.servers import Servers

ANNA, BEKA = "anna@example.org", "beka@example.org"
IDENTITY = "<1@example.org>"


def nothing() -> None:
    """Stand for a ledger that has nothing to say."""


def wire(body: bytes) -> bytes:
    return f"Message-ID: {IDENTITY}\r\n\r\n".encode() + body


def saying(place: str, reply: str) -> Script:
    """Return a script with one reply to Anna: to her address (`rcpt`), to DATA, or to the whole message."""
    return replace(Script(), **cast(Any, {place: {ANNA: deque([reply])}}))


@contextmanager
def connected(certificates: Certificates, script: Script) -> Iterator[tuple[Scripted, SmtpConnection]]:
    with scripted(certificates, script) as book, SmtpConnection.open(book.server(), PASSWORD) as line:
        yield book, line


def refusal(server: Server, password: str = PASSWORD) -> ServerError:
    """Return why a connection can't be opened; whatever the reason, the password isn't told."""
    with pytest.raises(ServerError) as caught:
        SmtpConnection.open(server, password)
    told = "".join(traceback.format_exception(caught.value))
    assert not [secret for secret in (password, b64encode(password.encode()).decode()) if secret and secret in told]
    return caught.value


@pytest.mark.parametrize("implicit", [False, True], ids=["starttls", "tls"])
def test_a_message_arrives_unchanged_over_an_encrypted_line(certificates: Certificates, implicit: bool) -> None:
    with connected(certificates, Script(implicit=implicit)) as (book, line):
        assert line.send(SENDER, ANNA, letter().wire, nothing).kind == "sent"
        assert [(got.sender, got.address, got.wire) for got in book.mailbox] == [(SENDER, ANNA, letter().wire)]
        assert book.commands.count("STARTTLS") == (0 if implicit else 1)
        assert book.logins == ["PLAIN right"]


@pytest.mark.parametrize(
    "body",
    [
        b".\r\n",
        b"..\r\n",
        b".hidden\r\n.\r\n..\r\n",
        b"a\r\n.\r\nMAIL FROM:<evil@example.org>\r\n",
        b"\r\n\r\n.\r\n\r\n",
    ],
)
def test_dots_arrive_as_they_are_and_end_nothing(certificates: Certificates, body: bytes) -> None:
    with connected(certificates, Script()) as (book, line):
        assert line.send(SENDER, ANNA, wire(body), nothing).kind == "sent"
        assert [got.wire for got in book.mailbox] == [wire(body)]


def test_a_message_that_begins_with_a_dot_arrives_as_it_is(certificates: Certificates) -> None:
    odd = b".\r\n.: 1\r\nMessage-ID: <1@example.org>\r\n\r\n"
    with connected(certificates, Script()) as (book, line):
        assert line.send(SENDER, ANNA, odd, nothing).kind == "sent"
        assert [got.wire for got in book.mailbox] == [odd]


def test_any_text_of_lines_arrives_unchanged(certificates: Certificates) -> None:
    text = st.lists(st.text(st.sampled_from(". -aM\t"), max_size=6), max_size=8)
    with connected(certificates, Script()) as (book, line):
        line._left = 1000

        @given(text)
        @settings(max_examples=60)
        def arrives(lines: list[str]) -> None:
            body = "".join(f"{each}\r\n" for each in lines).encode()
            assert line.send(SENDER, ANNA, wire(body), nothing).kind == "sent"
            assert book.mailbox[-1].wire == wire(body)

        arrives()


@pytest.mark.parametrize("implicit", [False, True], ids=["starttls", "tls"])
@pytest.mark.parametrize(
    ("early", "kind"),
    [
        ("250 2.0.0 queued", "uncertain"),
        ("354 go on", "uncertain"),
        ("452 4.3.1 disk full", "deferred"),
        ("552 5.3.4 too large", "refused"),
    ],
)
def test_what_came_before_our_final_dot_doesnt_say_that_the_message_was_taken(
    certificates: Certificates, early: str, kind: str, implicit: bool
) -> None:
    with connected(certificates, Script(early=early, implicit=implicit)) as (book, line):
        outcome = line.send(SENDER, ANNA, letter().wire, nothing)
        assert outcome.kind == kind
        assert early in outcome.reply
        assert not line.usable
        book.settle()
        assert book.mailbox == []  # the message was never ended


@pytest.mark.parametrize(
    "body",
    [b"a\nb\r\n", b"a\rb\r\n", b"a\n.\r\n", b"a\r\r\n", b"a\x00b\r\n", "მადლობა\r\n".encode(), b"x" * 999 + b"\r\n",
     b"no end"],
)  # fmt: skip
def test_bytes_that_servers_would_change_or_misread_are_never_planned(body: bytes) -> None:
    with pytest.raises(ValueError, match="1@example"):
        check_wire(wire(body), IDENTITY)


@pytest.mark.parametrize(
    "identity", ["<2@example.org>", "1@example.org", "<1@example.org>\r\nBcc: x@example.org", "<a b@c>"]
)
def test_bytes_of_another_message_id_are_never_planned(identity: str) -> None:
    check_wire(wire(b"text\r\n"), IDENTITY)
    with pytest.raises(ValueError, match=r"Message-ID|header"):
        check_wire(wire(b"text\r\n"), identity)


BAD_ADDRESSES = [
    "", "anna", "anna@", "@example.org", "a b@example.org", "anna@example.org> SIZE=1", "<anna@example.org>",
    "anna@example.org\r\nDATA", "anna@example.org\n", "anna\x00@example.org", "ანა@example.org", "anna@მაგალითი.გე",
    "anna@example.org,beka@example.org", "anna@example.org.", "anna@-example.org", "a@b@c",
]  # fmt: skip


@pytest.mark.parametrize("address", BAD_ADDRESSES)
def test_an_address_says_nothing_more_to_the_server(certificates: Certificates, address: str) -> None:
    with connected(certificates, Script()) as (book, line):
        before = list(book.commands)
        for pair in ((SENDER, address), (address, ANNA)):
            with pytest.raises(Mistake, match="no email address"):
                line.send(*pair, letter().wire, nothing)
        assert book.commands == before


@pytest.mark.parametrize(
    "address", ["anna@example.org", "a.b+c@x-y.example.ge", "o'neil_1@xn--lodaehvb5cdik4g.xn--node"]
)
def test_usual_addresses_are_good(address: str) -> None:
    check_address(address)


# What the server says, and what became of the message.

REPLIES = [
    ("rcpt", "451 4.3.0 later", "deferred", 0),
    ("rcpt", "550 5.1.1 no such user", "refused", 0),
    ("rcpt", "251 will forward", "sent", 1),
    ("rcpt", "421 4.3.2 going down", "deferred", 0),
    ("rcpt", "what?", "deferred", 0),
    ("rcpt", DROP, "deferred", 0),
    ("data", "451 4.3.0 later", "deferred", 0),
    ("data", "554 5.5.1 no", "refused", 0),
    ("data", "421 4.3.2 going down", "deferred", 0),
    ("data", "250 odd", "deferred", 0),
    ("data", DROP, "deferred", 0),
    ("content", "250 2.0.0 queued as 4F", "sent", 1),
    ("content", "451 4.3.0 later", "deferred", 0),
    ("content", "452 4.3.1 full", "deferred", 0),
    ("content", "421 4.3.2 going down", "deferred", 0),
    ("content", "550 5.7.1 spam", "refused", 0),
    ("content", DROP, "uncertain", 0),
    ("content", DROP_ACCEPTED, "uncertain", 1),
    ("content", GARBLED, "uncertain", 1),
    ("content", "354 again?", "uncertain", 0),
    ("content", "9" * 9000, "uncertain", 0),
]


@pytest.mark.parametrize(("place", "reply", "kind", "arrived"), REPLIES, ids=lambda value: str(value)[:24])
def test_what_the_server_says_decides(
    certificates: Certificates, place: str, reply: str, kind: str, arrived: int
) -> None:
    script = saying(place, reply)
    asked = []
    with connected(certificates, script) as (book, line):
        outcome = line.send(SENDER, ANNA, letter().wire, lambda: asked.append(len(book.mailbox)))
        assert (outcome.kind, len(book.mailbox)) == (kind, arrived)
        assert outcome.reply
        assert outcome.reply.isprintable()
        assert len(outcome.reply) <= 500
        # Asked once, before the server saw anything, and only if it wanted the recipient.
        assert asked == ([] if place == "rcpt" and kind != "sent" else [0])
        # A line that can still be used brings the next message, and nothing of the last one.
        if line.usable:
            assert line.send(SENDER, BEKA, letter("beka").wire, nothing).kind == "sent"
            assert (book.mailbox[-1].address, book.mailbox[-1].wire) == (BEKA, letter("beka").wire)
            assert book.connections == 1


@pytest.mark.parametrize(
    ("place", "reply", "usable"),
    [
        ("rcpt", "451 later", True), ("rcpt", "550 no", True), ("data", "554 no", True), ("content", "550 no", True),
        ("rcpt", "421 bye", False), ("content", "421 bye", False), ("content", GARBLED, False), ("rcpt", DROP, False),
    ],
)  # fmt: skip
def test_a_line_is_kept_after_a_refusal_and_left_when_it_makes_no_sense(
    certificates: Certificates, place: str, reply: str, usable: bool
) -> None:
    with connected(certificates, saying(place, reply)) as (book, line):
        line.send(SENDER, ANNA, letter().wire, nothing)
        assert line.usable == usable
        assert book.commands.count("RSET") == usable


def test_a_server_that_never_answers_a_message_leaves_it_uncertain(certificates: Certificates) -> None:
    for patience in (0.05, 1, 20, 400):  # a busy machine may need longer until the server has the message
        with scripted(certificates, Script(content={ANNA: deque([SILENT])})) as book:
            with SmtpConnection.open(book.server(final_timeout=patience), PASSWORD) as line:
                assert line.send(SENDER, ANNA, letter().wire, nothing).kind == "uncertain"
            if book.mailbox:
                break
    assert len(book.mailbox) == 1


def test_waiting_for_the_last_word_is_as_long_as_the_standard_says(certificates: Certificates) -> None:
    assert Server("mail.example.org", 587, "starttls", None, "client").final_timeout == 600
    with connected(certificates, Script()) as (book, line):
        patience: list[object] = []
        book.hooks.append(lambda got: patience.append(line._smtp.sock and line._smtp.sock.gettimeout()))
        line._server = replace(line._server, timeout=31, final_timeout=599)
        line.send(SENDER, ANNA, letter().wire, nothing)
        assert line._smtp.sock is not None
        assert (*patience, line._smtp.sock.gettimeout()) == (599, 31)


def test_what_the_ledger_raises_keeps_the_message_back(certificates: Certificates) -> None:
    def full() -> None:
        raise Mistake("the disk is full")

    with connected(certificates, Script()) as (book, line):
        with pytest.raises(Mistake, match="the disk is full"):
            line.send(SENDER, ANNA, letter().wire, full)
        assert line.send(SENDER, BEKA, letter("beka").wire, nothing).kind == "sent"
        assert [got.address for got in book.mailbox] == [BEKA]


def test_a_message_larger_than_the_server_takes_isnt_offered(certificates: Certificates) -> None:
    with connected(certificates, Script(size=2000)) as (book, line):
        assert line.size_limit == 2000
        outcome = line.send(SENDER, ANNA, letter().wire, nothing)
        assert outcome.kind == "refused"
        assert outcome.reply == f"the letter has {len(letter().wire) / 1000:.1f} KB, the server takes 2.0 KB"
        assert "MAIL" not in book.commands
        assert line.send(SENDER, ANNA, wire(b"short\r\n"), nothing).kind == "sent"


def test_a_sender_that_is_refused_is_no_fault_of_the_recipient(certificates: Certificates) -> None:
    with connected(certificates, Script(mail=deque(["550 5.7.60 not allowed to send as this"]))) as (book, line):
        with pytest.raises(ServerError, match=f"takes no messages from {SENDER}.*550 5.7.60 not allowed"):
            line.send(SENDER, ANNA, letter().wire, nothing)
        assert not line.usable
        assert "RCPT" not in book.commands


@pytest.mark.parametrize(
    "reply",
    ["554 5.7.1 <anna@example.org>: Recipient address rejected: Access denied", "550 5.7.1 relaying denied",
     "530 5.7.0 Authentication required", "530 log in first"],
)  # fmt: skip
def test_who_didnt_log_in_where_one_can_is_told_so(certificates: Certificates, reply: str) -> None:
    script = saying("rcpt", reply)
    script.rcpt[SENDER] = deque([reply])
    with scripted(certificates, script) as book, SmtpConnection.open(book.server(user=None), None) as line:
        with pytest.raises(ServerError, match="takes no messages without a login: name") as caught:
            line.send(SENDER, ANNA, letter().wire, nothing)
        assert str(caught.value).endswith(f"The server said: {reply}")
        assert not isinstance(caught.value, UnreachableError)
        assert not line.usable
        assert "354?" not in book.commands


def test_what_postfix_says_without_a_login_is_understood(mail_servers: Servers) -> None:
    sender, giorgi = mail_servers.address("office"), mail_servers.address("giorgi")
    server = Server(mail_servers.host, mail_servers.port, "starttls", None, "client.example.org", mail_servers.ca)
    with (
        SmtpConnection.open(server, None) as line,
        pytest.raises(ServerError, match=r"without a login.*: 554 5\.7\.1 .*Access denied"),
    ):
        line.send(sender, giorgi, letter().wire, nothing)
    assert mail_servers.mailbox("giorgi") == []


@pytest.mark.parametrize(
    ("login", "user", "reply"),
    [
        (True, None, "550 5.1.1 no such user"), (True, None, "550 5.2.1 the mailbox of 5.7.1 is closed"),
        (True, USER, "550 5.7.1 you may not write to her"), (False, None, "550 5.7.1 you may not write to her"),
        (True, None, "550 5.7.1 you may not write to her"),
    ],
)  # fmt: skip
def test_any_other_refusal_is_about_the_recipient(
    certificates: Certificates, login: bool, user: str | None, reply: str
) -> None:
    script = replace(saying("rcpt", reply), login=login)
    with scripted(certificates, script) as book, SmtpConnection.open(book.server(user=user), PASSWORD) as line:
        outcome = line.send(SENDER, ANNA, letter().wire, nothing)
        assert (outcome.kind, outcome.reply) == ("refused", reply)
        assert line.send(SENDER, BEKA, letter("beka").wire, nothing).kind == "sent"


def test_sizes_are_told_as_people_say_them() -> None:
    assert [told_size(size) for size in (999, 21_340, 1_000_000, 25_000_000)] == [
        "1.0 KB", "21.3 KB", "1.0 MB", "25.0 MB",
    ]  # fmt: skip


@pytest.mark.parametrize(("reply", "kind"), [("451 4.3.0 later", "deferred"), ("552 5.3.4 too big", "refused")])
def test_what_the_server_says_to_the_sender_may_be_about_the_message(
    certificates: Certificates, reply: str, kind: str
) -> None:
    with connected(certificates, Script(mail=deque([reply]))) as (_, line):
        assert line.send(SENDER, ANNA, letter().wire, nothing).kind == kind
        assert line.send(SENDER, BEKA, letter("beka").wire, nothing).kind == "sent"


def test_a_server_without_size_sets_no_limit(certificates: Certificates) -> None:
    with connected(certificates, Script(size=None)) as (_, line):
        assert line.size_limit is None


def test_the_size_is_announced_as_it_is_before_dots_are_doubled(certificates: Certificates) -> None:
    dots = wire(b".\r\n" * 100)
    with connected(certificates, Script(size=5000)) as (book, line):
        assert line.send(SENDER, ANNA, dots, nothing).kind == "sent"
        assert book.mail_options == [f"SIZE={len(dots)}"]


def test_a_connection_is_for_so_many_messages(certificates: Certificates, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.mailing.ways.smtp_connection.MESSAGES_A_CONNECTION", 2)
    with connected(certificates, Script()) as (_, line):
        for usable in (True, False):
            line.send(SENDER, ANNA, letter().wire, nothing)
            assert line.usable == usable


# What a server must be like.


@pytest.mark.parametrize("implicit", [False, True], ids=["starttls", "tls"])
@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("wrong host", "for another address|for another host name"),
        ("expired", "expired"),
        ("unknown authority", "no authority that this computer trusts"),
    ],
)
def test_a_bad_certificate_ends_it(certificates: Certificates, fault: Fault, told: str, implicit: bool) -> None:
    with scripted(certificates, Script(certificate=fault, implicit=implicit)) as book:
        error = refusal(book.server())
        assert "the certificate can't be trusted, so nothing was sent" in str(error)
        assert any(words in str(error) for words in told.split("|"))
        assert not isinstance(error, UnreachableError)
        assert book.logins == []


@pytest.mark.parametrize("implicit", [False, True], ids=["starttls", "tls"])
def test_a_certificate_that_only_a_newer_python_refuses_is_told_as_what_it_is(
    certificates: Certificates, implicit: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = ssl.create_default_context

    def strict(**settings: Any) -> ssl.SSLContext:
        context = make(**settings)
        context.verify_flags |= ssl.VERIFY_X509_STRICT  # as Python 3.13 has it by itself
        return context

    monkeypatch.setattr(ssl, "create_default_context", strict)
    with scripted(certificates, Script(certificate="not by the rules", implicit=implicit)) as book:
        told = str(refusal(book.server()))
        assert "the certificate can't be trusted, so nothing was sent: it is not made as RFC 5280 has it" in told
        assert "(Missing Authority Key Identifier)" in told
        assert "which Python 3.13 and later refuse" in told
        assert "those who run the server must have a new one made" in told
        assert book.logins == []
    with (
        scripted(certificates, Script(implicit=implicit)) as book,
        SmtpConnection.open(book.server(), PASSWORD) as line,
    ):
        assert line.usable


def test_an_authority_of_ones_own_must_be_named(certificates: Certificates) -> None:
    with scripted(certificates) as book:
        assert "[mail] ca" in str(refusal(book.server(ca=None)))


def test_an_authority_that_cant_be_read_is_told(certificates: Certificates, tmp_path: Path) -> None:
    (tmp_path / "empty.pem").touch()
    with scripted(certificates) as book:
        for name in ("none.pem", "empty.pem"):
            assert "holds no certificate that can be read" in str(refusal(book.server(ca=tmp_path / name)))


def test_an_authority_may_stand_among_words_of_any_language(certificates: Certificates, tmp_path: Path) -> None:
    bundle, words = tmp_path / "bundle.pem", tmp_path / "words.pem"
    comment = "# Issuer: Főtanúsítvány\n".encode()
    bundle.write_bytes(b"\xef\xbb\xbf" + comment + certificates.authority.read_bytes() + comment)
    words.write_bytes(comment + b"# CERTIFICATE\n")
    with scripted(certificates) as book:
        with SmtpConnection.open(book.server(ca=bundle), PASSWORD) as line:
            assert line.usable
        assert "holds no certificate that can be read" in str(refusal(book.server(ca=words)))


@pytest.mark.parametrize(
    "script",
    [
        Script(offer_starttls=False),
        Script(starttls="454 4.7.0 TLS not available"),
        Script(starttls="502 5.5.1 never heard of it"),
        Script(starttls=DROP),
        Script(tls_version=ssl.TLSVersion.TLSv1_1),
    ],
    ids=["not offered", "not now", "unknown", "dropped", "TLS 1.1"],
)
def test_without_good_encryption_nobody_logs_in(certificates: Certificates, script: Script) -> None:
    with scripted(certificates, script) as book:
        assert str(refusal(book.server()))
        book.settle()
        assert not {"AUTH", "MAIL"} & set(book.commands)
        assert book.logins == []


def test_nothing_older_than_tls_1_2_is_spoken_whatever_the_system_allows() -> None:
    context = trusting(None)
    assert context.minimum_version == ssl.TLSVersion.TLSv1_2
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert context.check_hostname


def test_words_for_a_server_that_offers_no_starttls(certificates: Certificates) -> None:
    with scripted(certificates, Script(offer_starttls=False)) as book:
        assert "offers no encryption (STARTTLS), so nothing was sent" in str(refusal(book.server()))


def test_the_wrong_kind_of_encryption_is_guessed_at(certificates: Certificates) -> None:
    with scripted(certificates) as book:
        assert 'perhaps the port wants [mail] security = "starttls"' in str(refusal(book.server(security="tls")))
    with scripted(certificates, Script(implicit=True)) as book:
        assert str(refusal(book.server(security="starttls", timeout=0.2)))


def test_what_was_offered_in_plain_text_counts_no_more(certificates: Certificates) -> None:
    # EHLO is asked again inside the encryption, and only that answer is believed; what someone slips in before is lost.
    script = Script(size=5000, starttls_injected=b"250-mail.example.org\r\n250-SIZE 7\r\n250 AUTH PLAIN")
    with connected(certificates, script) as (book, line):
        assert book.commands[:3] == ["EHLO", "STARTTLS", "EHLO"]
        assert line.size_limit == 5000


def test_a_wrong_password_is_told_and_never_shown(certificates: Certificates) -> None:
    with scripted(certificates) as book:
        error = refusal(book.server(), "wrong-sesame-18")
        assert f"refused user {USER} and the password" in str(error)
        assert "535" in str(error)
        assert "right" not in str(book.logins)


def test_a_way_to_log_in_that_the_server_only_says_it_has_is_passed_over(certificates: Certificates) -> None:
    with connected(certificates, Script(broken_login="PLAIN")) as (book, _):
        assert book.logins == ["LOGIN right"]


def test_a_server_that_lets_nobody_in_for_now_may_do_so_later(certificates: Certificates) -> None:
    with scripted(certificates, Script(auth="454 4.7.0 temporary failure")) as book:
        assert isinstance(refusal(book.server()), UnreachableError)


def test_a_server_that_says_the_password_back_is_not_quoted(certificates: Certificates) -> None:
    plain = b64encode(f"\0{USER}\0{PASSWORD}".encode()).decode()
    for said in (PASSWORD, plain):
        with scripted(certificates, Script(auth=f"535 no: {said}")) as book:
            error = str(refusal(book.server()))
            assert said not in error
            assert error.endswith("The server said: 535")


def test_a_password_is_no_part_of_anything_that_is_shown(certificates: Certificates) -> None:
    with connected(certificates, Script()) as (book, line):
        shown = f"{line!r} {book.server()!r} {book.server()} {vars(line)} {vars(line._smtp)}"
        assert PASSWORD not in shown


def test_a_password_that_smtp_cant_carry_is_told(certificates: Certificates) -> None:
    with scripted(certificates) as book:
        assert "the password for the mail server has a letter beyond a–z" in str(refusal(book.server(), "სეზამი"))
        assert book.logins == []


def test_a_server_without_logins_is_told(certificates: Certificates) -> None:
    with scripted(certificates, Script(login=False)) as book:
        assert "leave out [mail] user" in str(refusal(book.server()))
        with SmtpConnection.open(book.server(user=None), None) as line:
            assert line.send(SENDER, ANNA, letter().wire, nothing).kind == "sent"


@pytest.mark.parametrize(
    ("greeting", "later"), [("421 4.3.2 too many", True), ("554 5.3.2 go away", False), (DROP, True)]
)
def test_a_server_that_wants_no_connection_is_told(certificates: Certificates, greeting: str, later: bool) -> None:
    with scripted(certificates, Script(greeting=greeting)) as book:
        assert isinstance(refusal(book.server()), UnreachableError) == later


def test_a_server_that_isnt_there_is_told(certificates: Certificates) -> None:
    with scripted(certificates) as book:
        server = book.server()
    error = refusal(server)
    assert isinstance(error, UnreachableError)
    assert f"{HOST}:{book.port} can't be reached" in str(error)
    assert "can't be reached" in str(refusal(book.server(host="a" * 70)))


def test_what_a_server_says_is_harmless_on_a_terminal(certificates: Certificates) -> None:
    script = Script(rcpt={ANNA: deque(["550 \x1b[2J\x07 gone \x9b31m"])})
    with connected(certificates, script) as (_, line):
        reply = line.send(SENDER, ANNA, letter().wire, nothing).reply
        assert reply.startswith("550")
        assert reply.isprintable()
