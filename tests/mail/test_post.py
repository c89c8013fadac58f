"""The run: each waiting message once, deferred ones again in time, the ledger true at any moment."""

from __future__ import annotations

from collections import deque
from datetime import timedelta
from pathlib import Path
from typing import Any

from briefgen.delivery.ledger import Ledger, Message
from briefgen.delivery.post import Summary, post
from briefgen.delivery.smtp import Outcome
from tests.mail.letters import letter
from tests.mail.scripted import PASSWORD, Certificates, Clock, Script, Scripted, scripted


def run(ledger: Ledger, book: Scripted, clock: Clock, **changes: Any) -> tuple[Summary, list[tuple[str, str]]]:
    told: list[tuple[str, str]] = []

    def progress(message: Message, outcome: Outcome) -> None:
        told.append((message.recipient, message.state))

    settings: dict[str, Any] = {
        "messages": None, "retry_seconds": [60, 300], "give_up_hours": 48, "wait": timedelta(0), "now": clock.now,
        "sleep": clock.sleep, "progress": progress,
    }  # fmt: skip
    return post(ledger, book.server(), PASSWORD, **settings | changes), told


def test_451_then_250(certificates: Certificates, tmp_path: Path) -> None:
    clock = Clock()
    script = Script(rcpt={"anna@example.org": deque(["451 4.3.0 later"])})
    with scripted(certificates, script) as book, Ledger.open(tmp_path / "outbox") as ledger:
        ledger.plan([letter("anna"), letter("beka")], clock.now())
        summary, told = run(ledger, book, clock, wait=timedelta(hours=1))
        assert summary.counts == {"sent": 2}
        assert sorted(told) == [("anna", "deferred"), ("anna", "sent"), ("beka", "sent")]
        assert clock.slept == [60.0]
        assert set(book.counts().values()) == {1}
