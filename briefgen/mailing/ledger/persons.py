"""The personal data of the ledger: all that it holds of a person, and taking a person out of it."""

from __future__ import annotations

import difflib
import sqlite3
from typing import Any

from briefgen.mailing.ledger.database import Database, kept_bytes
from briefgen.mailing.ledger.records import OVER, STATES, unpacked
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told


def known(database: Database) -> list[str]:
    """Return the ids of all that the ledger knows, those forgotten, too."""
    return [row["recipient"] for row in database.rows("SELECT DISTINCT recipient FROM messages ORDER BY recipient")]


def _nobody(database: Database, recipient: str) -> Mistake:
    close = difflib.get_close_matches(recipient, known(database), 1)
    hint = Told("did you mean {name}?", name=close[0]) if close else Told("briefgen outbox lists who got something")
    return Mistake(Told("there is no letter to {recipient!r} in the outbox; {hint}", recipient=recipient, hint=hint))


def export(database: Database, recipient: str) -> dict[str, Any]:
    """Return all that is known of a person: their messages, what these brought, what was noted when.

    Raises `Mistake` if nothing is.
    """
    messages = []
    for row in database.rows("SELECT * FROM messages WHERE recipient = ? ORDER BY id", (recipient,)):
        number = row["id"]
        about = {
            name: [_plainly(found) for found in database.rows(question, (number,))]
            for name, question in (
                ("deliveries", "SELECT edition, version, brief, copy FROM deliveries WHERE message = ? ORDER BY brief"),
                ("files", "SELECT name, brief, issued_sha256, sent_sha256, size, pages FROM files WHERE message = ?"),
                ("log", "SELECT at, state, told FROM log WHERE message = ? ORDER BY rowid"),
            )
        }
        messages.append({**_plainly(row), **about, "bytes": kept_bytes(database, number).decode("ascii")})
    if not messages:
        raise _nobody(database, recipient)
    return {"recipient": recipient, "messages": messages}


def _plainly(row: sqlite3.Row) -> dict[str, Any]:
    """Return what a row says, words without their parts."""
    return {name: str.__str__(unpacked(row[name])) if name in ("told", "reply") else row[name] for name in row.keys()}  # noqa: SIM118


def forget(database: Database, recipient: str) -> int:
    """Replace a person by «forgotten-N» and return how many messages there were; nothing of them is left in the file.

    Raises `Mistake` while a message of theirs isn't over, or if there is none; the bytes of others were let go before.
    """
    rows = database.rows("SELECT id, state FROM messages WHERE recipient = ? ORDER BY id", (recipient,))
    for row in rows:
        if row["state"] not in OVER:
            raise Mistake(
                Told(
                    "letter {id} to {recipient} is {state}: send it or decide about it first",
                    id=row["id"],
                    recipient=recipient,
                    state=STATES[row["state"]],
                )
            )
    # Before anything changes: if the file is open elsewhere the person is still there for another try. Also if there is
    # nobody: an earlier try may have ended in the middle.
    database.scrub()
    if not rows:
        raise _nobody(database, recipient)
    # The number of their first message: nobody else has it.
    alias = f"forgotten-{rows[0]['id']}"
    with database.writing() as connection:
        for number in [row["id"] for row in rows]:
            connection.execute(
                "UPDATE messages SET recipient = ?, message_id = ?, address = '', name = '', subject = '',"
                " reply = '', reason = '', sha256 = '', recipe = '' WHERE id = ?",
                (alias, f"<{alias}.{number}>", number),
            )
            connection.execute("UPDATE deliveries SET recipient = ? WHERE message = ?", (alias, number))
            connection.execute("UPDATE log SET told = '' WHERE message = ?", (number,))
    database.scrub()
    return len(rows)
