"""What the ledger tells: messages, deliveries, files, and who has what; nothing is noted here."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from dataclasses import fields
from datetime import date
from typing import Any

from briefgen.mailing.ledger import persons
from briefgen.mailing.ledger.database import Database, LedgerError, kept_bytes
from briefgen.mailing.ledger.moves import TakenError
from briefgen.mailing.ledger.records import (
    OVER,
    STATES,
    WAITING,
    Delivery,
    FileTrace,
    Gone,
    Message,
    State,
    delivery_of,
    message_of,
    read_timestamp,
)
from briefgen.mailing.letter.planned import SentFile
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told

_SHORTEST_HASH = 8  # hex digits
_NO_LETTER = 2**63 - 1  # the largest number that the database takes; so many letters nobody sends


class LedgerQueries:
    """What can be asked of an open ledger."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def messages(
        self, *, edition: str | None = None, recipient: str | None = None, states: Collection[State] = ()
    ) -> list[Message]:
        """Return messages, the oldest first; of one edition or recipient or in some states, if asked so."""
        where, values = _where({"edition": edition, "recipient": recipient, "state": states})
        rows = self._database.rows(f"SELECT * FROM messages {where} ORDER BY id", values)  # noqa: S608
        return [message_of(row) for row in rows]

    def message(self, number: int) -> Message:
        """Return one message. Raises `Mistake` if there is none of this number."""
        for row in self._database.rows("SELECT * FROM messages WHERE id = ?", (min(number, _NO_LETTER),)):
            return message_of(row)
        raise Mistake(Told("there is no letter {number}; the outbox lists them", number=number))

    def deliveries(self, edition: str | None = None, recipient: str | None = None) -> list[Delivery]:
        """Return who gets or got which brief, the oldest first."""
        where, values = _where({"messages.edition": edition, "messages.recipient": recipient})
        rows = self._database.rows(
            "SELECT brief, copy, messages.* FROM deliveries JOIN messages ON messages.id = message"  # noqa: S608
            f" {where} ORDER BY messages.id, brief",
            values,
        )
        return [delivery_of(row) for row in rows]

    def last_copy(self, recipient: str, brief: str) -> Delivery | None:
        """Return what the next delivery of a brief to a person is compared with: of those sent the one planned last."""
        rows = self._database.rows(
            "SELECT brief, copy, messages.* FROM deliveries JOIN messages ON messages.id = message"
            " WHERE messages.recipient = ? AND brief = ? AND state = 'sent' ORDER BY messages.id DESC LIMIT 1",
            (recipient, brief),
        )
        return delivery_of(rows[0]) if rows else None

    def recipients(self) -> list[str]:
        """Return the ids of all to whom something was planned, those forgotten, too."""
        return persons.known(self._database)

    def editions(self) -> list[str]:
        """Return the editions of which something was planned."""
        return [row["edition"] for row in self._database.rows("SELECT DISTINCT edition FROM messages ORDER BY edition")]

    def waiting(self, ids: Collection[int] | None = None) -> list[Message]:
        """Return what is still to be sent, what is due first; only those of these numbers, if given."""
        wanted = None if ids is None else set(ids)
        found = [m for m in self.messages(states=WAITING) if wanted is None or m.id in wanted]
        return sorted(found, key=lambda m: (m.next_try or m.created, m.id))

    def files(self, message: int) -> tuple[SentFile, ...]:
        """Return the files that a message has."""
        columns = ", ".join(field.name for field in fields(SentFile))
        rows = self._database.rows(f"SELECT {columns} FROM files WHERE message = ? ORDER BY rowid", (message,))  # noqa: S608
        return tuple(SentFile(*row) for row in rows)

    def find(self, sha256: str) -> list[FileTrace]:
        """Return who got a file of this hash, as issued or as it went out; its first eight digits are enough."""
        digits = sha256.strip().lower()
        if not re.fullmatch(rf"[0-9a-f]{{{_SHORTEST_HASH},64}}", digits):
            raise Mistake(
                Told(
                    "{sha256!r} is no SHA-256: at least {least} digits of 0-9 and a-f are needed",
                    sha256=sha256,
                    least=_SHORTEST_HASH,
                )
            )
        rows = self._database.rows(
            "SELECT files.name AS file, brief, issued_sha256, sent_sha256, files.size AS bytes, pages, messages.*"
            " FROM files JOIN messages ON messages.id = message WHERE substr(issued_sha256, 1, ?) = ?"
            " OR substr(sent_sha256, 1, ?) = ? ORDER BY messages.id, files.rowid",
            (len(digits), digits, len(digits), digits),
        )
        return [FileTrace(SentFile(*tuple(row)[:6]), message_of(row)) for row in rows]

    def wire(self, number: int) -> bytes:
        """Return the bytes of a message that isn't over.

        Raises `TakenError` if it is, `LedgerError` if they aren't what was planned.
        """
        wire = kept_bytes(self._database, number)
        message = self.message(number)  # after its bytes, which go when it is over
        if message.state in OVER:
            raise TakenError(Told("letter {number} is {state} already", number=number, state=STATES[message.state]))
        if hashlib.sha256(wire).hexdigest() != message.sha256:
            raise LedgerError(
                Told(
                    "{path}: letter {number} isn't what was planned; it was not sent",
                    path=self._database.path,
                    number=number,
                )
            )
        return wire

    @property
    def id(self) -> str:
        """By what the marks in the project call this ledger; it says nothing of anybody."""
        return str(self._database.rows("SELECT id FROM identity")[0]["id"])

    def gone(self, edition: str) -> dict[int, Gone]:
        """Return by version how many letters of an edition may have arrived, and when."""
        rows = self._database.rows(
            "SELECT version, count(*) AS letters, min(at) AS first, max(at) AS last FROM messages"
            " WHERE edition = ? AND (state IN ('sending', 'sent', 'drafted', 'uncertain') OR doubtful)"
            " GROUP BY version",
            (edition,),
        )
        return {row["version"]: Gone(row["letters"], *(_day(row[name]) for name in ("first", "last"))) for row in rows}

    def planned(self, edition: str) -> dict[int, int]:
        """Return by version how many letters of an edition were ever planned."""
        rows = self._database.rows(
            "SELECT version, count(*) AS letters FROM messages WHERE edition = ? GROUP BY version", (edition,)
        )
        return {row["version"]: row["letters"] for row in rows}

    def export(self, recipient: str) -> dict[str, Any]:
        """Return all that the ledger holds of a person, for `json.dumps`. Raises `Mistake` for an unknown one."""
        return persons.export(self._database, recipient)


def _day(text: str) -> date:
    return read_timestamp(text).astimezone().date()


def _where(wanted: dict[str, str | Collection[str] | None]) -> tuple[str, list[str]]:
    """Return a condition for columns that have a value, or one of some; what is None or empty may be anything."""
    given = {column: [value] if isinstance(value, str) else list(value) for column, value in wanted.items() if value}
    terms = [f"{column} IN ({', '.join('?' * len(values))})" for column, values in given.items()]
    return f"WHERE {' AND '.join(terms)}" if terms else "", [value for values in given.values() for value in values]
