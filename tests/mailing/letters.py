"""Letters for the tests of the ledger and of the run: real messages, with bytes in place of a brief; and a run."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from briefgen.mailing.ledger.book import Ledger
from briefgen.mailing.letter.planned import Planned, SentFile
from briefgen.mailing.posting import Conditions, Summary, post
from briefgen.mailing.ways.base import Way

EDITION = "2019-10-brussels"
PDF = b"%PDF-1.7\n" + bytes(range(256)) * 60
SENDER = "drafter@example.org"


def letter(
    recipient: str = "anna",
    *,
    version: int = 1,
    briefs: tuple[str, ...] = ("full",),
    copy: int = 1,
    reason: str = "",
    edition: str = EDITION,
    pdf: bytes = PDF,
    body: str = "Please find the brief attached.\n",
    recipe: str = "",
) -> Planned:
    """Return a letter with one PDF for each brief."""
    identity = f"<{edition}.v{version}.{recipient}.{copy}@example.org>"
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = SENDER, f"{recipient}@example.org"
    message["Subject"], message["Message-ID"] = "A brief", identity
    message["Date"] = "Mon, 02 Mar 2026 09:00:00 +0000"
    message.set_content(body, cte="quoted-printable")
    digest = hashlib.sha256(pdf).hexdigest()
    files = []
    for brief in briefs:
        message.add_attachment(pdf, maintype="application", subtype="pdf", filename=f"{brief}.pdf")
        files.append(SentFile(f"{edition}_{brief}_en.pdf", brief, digest, digest, len(pdf), 3))
    message.set_boundary("=-=-=")
    return Planned(
        recipient=recipient, address=f"{recipient}@example.org", name=recipient.title(), edition=edition,
        version=version, language="en", briefs=briefs, files=tuple(files), message_id=identity, sender=SENDER,
        subject="A brief", wire=message.as_bytes(), reason=reason, recipe=recipe,
    )  # fmt: skip


def post_on(
    ledger: Ledger,
    way: Way,
    *,
    retry_seconds: Sequence[int] = (60, 300),
    give_up_hours: float = 48,
    connections: int = 1,
    **settings: Any,
) -> Summary:
    """Send what waits on conditions that stay as they are."""
    same = Conditions(retry_seconds, give_up_hours, connections)
    usual: dict[str, Any] = {
        "messages": None, "wait": timedelta(0), "look_again": lambda: same, "progress": lambda message, outcome: None,
    }  # fmt: skip
    return post(ledger, way, same, **usual | settings)
