"""One connection to a mail server: what it demands, and what it tells of each message."""

from __future__ import annotations

from collections import deque

from briefgen.delivery.smtp import Connection
from tests.mail.letters import SENDER, letter
from tests.mail.scripted import PASSWORD, Certificates, Script, scripted


def nothing() -> None:
    """Stand for a ledger that has nothing to say."""


def test_a_message_arrives_unchanged(certificates: Certificates) -> None:
    wire = letter().wire
    with scripted(certificates) as book, Connection.open(book.server(), PASSWORD) as line:
        outcome = line.send(SENDER, "anna@example.org", wire, nothing)
        assert outcome.kind == "sent"
        assert [(got.sender, got.address, got.wire) for got in book.mailbox] == [(SENDER, "anna@example.org", wire)]


def test_a_refused_address_doesnt_spoil_the_line_for_the_next_one(certificates: Certificates) -> None:
    script = Script(rcpt={"anna@example.org": deque(["550 5.1.1 no such user"])})
    with scripted(certificates, script) as book, Connection.open(book.server(), PASSWORD) as line:
        assert line.send(SENDER, "anna@example.org", letter().wire, nothing).kind == "refused"
        assert line.send(SENDER, "beka@example.org", letter("beka").wire, nothing).kind == "sent"
        assert book.connections == 1
