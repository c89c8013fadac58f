"""The bytes of a letter -> what a mailbox is told of it: subject, addresses, body, attachments."""

from __future__ import annotations

import email
import email.policy
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of the letter, by the name that its recipient sees."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mailbox is told of a letter."""

    message_id: str
    subject: str
    from_name: str
    to_name: str
    reply_to: tuple[tuple[str, str], ...]  # name and address
    html: str
    attached: tuple[Attached, ...]


def read_letter(wire: bytes) -> Letter:
    """Return a letter that `message` wrote."""
    message = email.message_from_bytes(wire, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(("html", "plain"))
    text = body.get_content() if body is not None else ""
    if body is not None and body.get_content_subtype() != "html":
        text = f"<pre>{text.replace('&', '&amp;').replace('<', '&lt;')}</pre>"
    attached = tuple(
        Attached(str(part.get_filename() or ""), part.get_content_type(), bytes(part.get_payload(decode=True) or b""))
        for part in message.iter_attachments()
    )
    return Letter(
        message_id=str(message["Message-ID"]),
        subject=str(message["Subject"]),
        from_name=_name(message, "From"),
        to_name=_name(message, "To"),
        reply_to=tuple((one.display_name, one.addr_spec) for one in _addresses(message, "Reply-To")),
        html=text,
        attached=attached,
    )


def _name(message: EmailMessage, header: str) -> str:
    return next((one.display_name for one in _addresses(message, header)), "")


def _addresses(message: EmailMessage, header: str) -> tuple[Address, ...]:
    found = message[header]
    return found.addresses if found is not None else ()
