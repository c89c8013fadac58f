"""The parts of a letter -> the bytes of the message, as RFC 5322 and MIME have them; the same parts, the same bytes.

    multipart/mixed
      multipart/alternative     text/plain, text/html
      application/pdf …         the attachments, if there are any

Seven bits, lines ended by CR LF. It is a letter from one person to another, which a tool writes: so there is no
``Auto-Submitted`` (RFC 3834 wants that where no person stands behind a message; it would also keep «I am away» from
the sender), no ``Precedence``, no list headers, no asking for receipts, and never a Bcc.

A draft is a message that mail programs open for writing. ``X-Unsent: 1`` does that in Outlook, which keeps the
state of a message there (blogs.msdn.microsoft.com/stephen_griffin, «Did I Send That?»), and in Thunderbird
(comm-central: MailUtils.openEMLFile looks for it, mail/test/browser/composition/browser_xUnsent.js holds it to that).
Apple Mail marks its own drafts with ``X-Uniform-Type-Identifier: com.apple.mail-draft``, which others write into such
files as well; nobody has tried ours there. ``X-Mozilla-Draft-Info`` says how a draft in Thunderbird's own folder was
being written; a file needs none.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from typing import Any

from briefgen.content.schema.base import EMAIL
from briefgen.mailing.letter.file_names import BIDI, disposition, encoded_words, name_parameter, quoted_string
from briefgen.mailing.letter.planned import Attachment
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told

_LINE = 76
_MESSAGE_ID = re.compile(r"<[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9.-]+>")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]*")


class MessageError(Mistake):
    """A message can't be written; the message says what stands where it can't."""


@dataclass(frozen=True, slots=True)
class NameAddress:
    """Whom a message is from or for; the name may be empty."""

    name: str
    address: str


def write_message(
    *,
    sender: NameAddress,
    to: NameAddress,
    reply_to: NameAddress | None = None,
    subject: str,
    text: str,
    html: str,
    attachments: Sequence[Attachment] = (),
    message_id: str,
    date: datetime,
    language: str,
    draft: bool = False,
) -> bytes:
    """Return the message; raises `MessageError`.

    `message_id` has its angle brackets, `date` a time zone, `language` is a BCP 47 tag. As a `draft` mail programs
    open it for writing.
    """
    if date.tzinfo is None:
        raise ValueError("the date of a message needs a time zone")
    if not _MESSAGE_ID.fullmatch(message_id):
        raise MessageError(
            Told("{message_id!r} can't be the Message-ID: it is written <…@…>, in ASCII", message_id=message_id)
        )
    if not _LANGUAGE.fullmatch(language):
        raise MessageError(Told("{language!r} is no tag of a language", language=language))
    message = EmailMessage(policy=_WIRE)
    message["From"] = _mailbox("From", Told("sender"), sender)
    message["To"] = _mailbox("To", Told("recipient"), to)
    if reply_to is not None:
        message["Reply-To"] = _mailbox("Reply-To", Told("address for replies"), reply_to)
    message["Subject"] = _Ready(_encoded("Subject", _words(Told("subject"), subject)))
    message["Date"] = format_datetime(date)
    message["Message-ID"] = message_id
    if draft:
        message["X-Unsent"] = "1"
        message["X-Uniform-Type-Identifier"] = "com.apple.mail-draft"
    message.set_content(text, charset="utf-8")
    message.add_alternative(html, subtype="html", charset="utf-8")
    for attachment in attachments:
        _attach(message, attachment)
    message["Content-Language"] = language
    first, *others = message.walk()
    for part in others:
        del part["MIME-Version"]  # which the library gives to each part, and only a message has
    for number, part in enumerate((part for part in (first, *others) if part.is_multipart()), start=1):
        # «=_» can't stand in an encoded body, so a boundary never occurs there.
        part.set_boundary(f"=_{hashlib.sha256(message_id.encode()).hexdigest()[:32]}_{number}")
    return message.as_bytes()


def _attach(message: EmailMessage, attachment: Attachment) -> None:
    require_clean(Told("name of an attachment"), attachment.name)
    kind, *parameters = attachment.media_type.split(";")
    maintype, _, subtype = kind.strip().partition("/")
    message.add_attachment(attachment.data, maintype, subtype, filename=attachment.name)
    (*_, part) = message.iter_attachments()
    for parameter in parameters:
        name, _, value = parameter.strip().partition("=")
        part.set_param(name, value)
    part.set_param("name", attachment.name)


class _Ready(str):
    """A header as it goes over the line; the library would read it, and fold it otherwise."""

    __slots__ = ()


class _WirePolicy(EmailPolicy):
    """The library's, but for how headers are folded: it cuts long parameters into pieces that Outlook can't read."""

    def header_store_parse(self, name: str, value: Any) -> tuple[str, Any]:
        return (name, value) if isinstance(value, _Ready) else super().header_store_parse(name, value)

    def fold_binary(self, name: str, value: Any) -> bytes:
        return f"{name}: {_folded(name, value)}\r\n".encode("ascii")


_WIRE = _WirePolicy(linesep="\r\n", cte_type="7bit", max_line_length=78)


def _folded(name: str, value: Any) -> str:
    match name:
        case "Content-Disposition" if value.params.get("filename"):
            return disposition(value.params["filename"])
        case "Content-Type":
            return ";\r\n ".join([value.content_type, *_parameters(value.params)])
    return str(value)


def _parameters(params: Any) -> list[str]:
    return [
        name_parameter(value) if name == "name" else f"{name}={quoted_string(value)}" for name, value in params.items()
    ]


def _mailbox(header: str, what: str, mailbox: NameAddress) -> _Ready:
    name, address = _words(what, mailbox.name), mailbox.address
    require_clean(what, address)
    if not EMAIL.fullmatch(address):
        raise MessageError(
            Told(
                "the {what}: {address!r} is no address that mail can be sent to: name@example.org, in ASCII",
                what=what,
                address=address,
            )
        )
    if not name:
        return _Ready(address)
    shown = _encoded(header, name, name if _PLAIN_NAME.fullmatch(name) else quoted_string(name))
    last = len(header) + 2 + len(shown) if "\n" not in shown else len(shown) - shown.rfind("\n") - 1
    fold = " " if last + len(address) + 3 <= _LINE else "\r\n "
    return _Ready(f"{shown}{fold}<{address}>")


def _encoded(header: str, words: str, plain: str = "") -> str:
    """Return the words of a header, as encoded words unless they can stand there as they are."""
    room = _LINE - len(header) - 2
    plain = plain or words
    # «=?» would be read as the beginning of an encoded word.
    return plain if words.isascii() and "=?" not in words and len(plain) <= room else encoded_words(words, room)


def _words(what: str, words: str) -> str:
    require_clean(what, words)
    return " ".join(words.split())


def require_clean(what: str, words: str) -> None:
    """Raise `MessageError` for what would end a header, or show it otherwise than it is."""
    for char in words:
        if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") or char in BIDI:
            unseen = f"U+{ord(char):04X}"
            kind = (
                Told("a line break")
                if char in "\r\n"
                else Told("the character {character}, which can't be seen", character=unseen)
            )
            raise MessageError(
                Told("the {what} holds {kind}: {words!r}; take it out", what=what, kind=kind, words=words)
            )
