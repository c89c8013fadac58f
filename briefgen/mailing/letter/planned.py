"""What the rooms of delivery hand to one another: attachments, and a letter that is planned for one recipient."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a message, by the name that its recipient sees."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that a recipient gets: what was issued, and what went out, which differs if it was locked."""

    name: str  # as issued: 2019-10-brussels_full_ka.pdf
    brief: str
    issued_sha256: str
    sent_sha256: str
    size: int  # bytes
    pages: int | None


@dataclass(frozen=True, slots=True)
class Planned:
    """A letter to one recipient, to the last byte: `wire` is what goes over the line on every try."""

    recipient: str  # the id
    address: str
    name: str
    edition: str
    version: int
    language: str
    briefs: tuple[str, ...]
    files: tuple[SentFile, ...]
    message_id: str  # with its angle brackets
    sender: str  # of the envelope
    subject: str
    wire: bytes
    reason: str = ""  # why it goes out although it was delivered before
    recipe: str = ""  # a hash of what decides how it reads and what it carries
