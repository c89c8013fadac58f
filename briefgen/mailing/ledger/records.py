"""What the ledger tells of a message and of a delivery, and how its rows become that."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from typing import Literal

from briefgen.mailing.letter.planned import SentFile
from briefgen.problems.characters import cleaned
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told, from_data, to_data

State = Literal["planned", "sending", "sent", "drafted", "refused", "deferred", "uncertain", "dropped"]
STATES: dict[State, str] = {
    "planned": Told("planned"), "sending": Told("sending"), "sent": Told("sent"), "drafted": Told("drafted"),
    "refused": Told("refused"),
    "deferred": Told("deferred"), "uncertain": Told("uncertain"), "dropped": Told("dropped"),
}  # fmt: skip
_PARTS = "\x1f"  # stands in no reply, which is one line of what can be seen
BEGUN: tuple[State, ...] = ("sending",)  # the server may have seen it
DRAFTED: tuple[State, ...] = ("drafted",)  # it lies in a mailbox, and waits for a person
OVER: tuple[State, ...] = ("sent", "refused", "dropped")  # nothing more will be done
WAITING: tuple[State, ...] = ("planned", "deferred")

_TIMES = ("created", "at", "next_try", "give_up")


@dataclass(frozen=True, slots=True)
class Message:
    """A message of the ledger; `at` is when it came into its state.

    Of one that may have gone out it is when that was, not when somebody found or settled it.
    """

    id: int
    message_id: str
    recipient: str
    address: str
    name: str
    edition: str
    version: int
    language: str
    sender: str
    subject: str
    created: datetime
    state: State
    at: datetime
    attempts: int
    next_try: datetime | None  # of a deferred one
    give_up: datetime | None
    reply: str  # of the server, the last time
    size: int  # bytes
    sha256: str
    reason: str  # of the person who sent it again
    recipe: str  # a hash of all that decided what it says and carries
    doubtful: bool  # it was uncertain once: whatever is noted since, it may have arrived
    mailbox: str  # in which its draft may lie, and is looked for; none if it went another way


def same_mailbox(one: str, other: str) -> bool:
    """Tell whether two addresses are of one mailbox: case makes no other."""
    return one.casefold() == other.casefold()


@dataclass(frozen=True, slots=True)
class Delivery:
    """One brief of one issued version on its way to one recipient, for the first time (copy 1) or again."""

    edition: str
    version: int
    brief: str
    recipient: str
    copy: int
    message: Message

    @property
    def state(self) -> State:
        """The state of its message."""
        return self.message.state

    @property
    def at(self) -> datetime:
        """When its message came into that state, or went out."""
        return self.message.at


@dataclass(frozen=True, slots=True)
class FileTrace:
    """A file with a hash that somebody asked for, and a message that it went out with."""

    file: SentFile
    message: Message


@dataclass(frozen=True, slots=True)
class Gone:
    """How many letters with a version may have arrived, and on which days the first and the last of them went."""

    letters: int
    first: date
    last: date


def read_timestamp(text: str) -> datetime:
    """Return a moment as the ledger notes it; raises `Mistake` for what is none: the file was damaged or forged."""
    try:
        return datetime.fromisoformat(text)
    except (TypeError, ValueError):
        raise Mistake(
            Told(
                "the ledger is damaged: {cleaned!r} is no date; restore outbox/ from a backup",
                cleaned=cleaned(str(text)[:40]),
            )
        ) from None


def packed(words: str) -> str:
    """Return words as the ledger keeps them: what has parts with these behind it, to be told in another language."""
    parts = json.dumps(to_data(words), ensure_ascii=False) if isinstance(words, Told) else ""
    return f"{words}{_PARTS}{parts}" if parts else words


def unpacked(kept: str) -> str:
    """Return words that the ledger kept, with their parts if they had some."""
    words, sign, parts = kept.partition(_PARTS)
    if not sign:
        return kept
    try:
        return from_data(json.loads(parts))
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError):
        return cleaned(words)


def message_of(row: sqlite3.Row) -> Message:
    """Return the message of a row of `messages`."""
    values = {field.name: row[field.name] for field in fields(Message)}
    times = {name: values[name] and read_timestamp(values[name]) for name in _TIMES}
    return Message(**values | times | {"doubtful": bool(values["doubtful"]), "reply": unpacked(values["reply"])})


def delivery_of(row: sqlite3.Row) -> Delivery:
    """Return the delivery of a row of `messages` with its `brief` and `copy`."""
    return Delivery(row["edition"], row["version"], row["brief"], row["recipient"], row["copy"], message_of(row))


def local_now() -> datetime:
    """Return the moment, with the time zone of this computer."""
    return datetime.now().astimezone()


def timestamp(at: datetime) -> str:
    """Return a moment as text that sorts. Raises `ValueError` for one without a time zone."""
    if at.tzinfo is None:
        raise ValueError("a moment of the ledger needs its time zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds")
