"""What may happen to a message of the ledger: it is planned once for each delivery, and moves from state to state."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection

from briefgen.mailing.ledger.database import keep_bytes
from briefgen.mailing.ledger.records import STATES, WAITING, State, packed
from briefgen.mailing.letter.planned import Planned
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told, either


class TakenError(Mistake):
    """Another run has the message, or a person decided about it meanwhile."""


def plan_letter(connection: sqlite3.Connection, letter: Planned, at: str) -> int:
    """Note a letter that is to go out and return its number. Raises `Mistake` if it may not."""
    reason = letter.reason.strip()
    copies = [_next_copy(connection, letter, brief, reason) for brief in letter.briefs]
    values = {
        "message_id": letter.message_id, "recipient": letter.recipient, "address": letter.address, "name": letter.name,
        "edition": letter.edition, "version": letter.version, "language": letter.language, "sender": letter.sender,
        "subject": letter.subject, "created": at, "state": "planned", "at": at, "size": len(letter.wire),
        "sha256": hashlib.sha256(letter.wire).hexdigest(), "reason": reason,
        "recipe": letter.recipe,
    }  # fmt: skip
    try:
        number = connection.execute(
            f"INSERT INTO messages ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})",  # noqa: S608
            tuple(values.values()),
        ).lastrowid
    except sqlite3.IntegrityError as error:
        raise Mistake(
            Told("there is a message {message_id} already; nothing was planned", message_id=letter.message_id)
        ) from error
    assert number is not None
    connection.executemany(
        "INSERT INTO deliveries VALUES (?, ?, ?, ?, ?, ?)",
        [
            (letter.edition, letter.version, brief, letter.recipient, copy, number)
            for brief, copy in zip(letter.briefs, copies, strict=True)
        ],
    )
    connection.executemany(
        "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(number, f.name, f.brief, f.issued_sha256, f.sent_sha256, f.size, f.pages) for f in letter.files],
    )
    keep_bytes(connection, number, letter.wire)
    _log(connection, number, at, "planned", reason)
    return number


def _next_copy(connection: sqlite3.Connection, letter: Planned, brief: str, reason: str) -> int:
    """Return which copy of a brief a letter brings. Raises `Mistake` if it may not."""
    rows = connection.execute(
        "SELECT copy, state, at, message, doubtful FROM deliveries JOIN messages ON messages.id = message"
        " WHERE deliveries.edition = ? AND deliveries.version = ? AND brief = ? AND deliveries.recipient = ?"
        " ORDER BY copy",
        (letter.edition, letter.version, brief, letter.recipient),
    ).fetchall()
    what = Told(
        "{name}: {edition} version {version}, {brief}",
        name=letter.name, edition=letter.edition, version=letter.version, brief=brief,
    )  # fmt: skip
    for row in rows:
        state, day = row["state"], row["at"][:10]
        if state in (*WAITING, "sending"):
            raise Mistake(
                Told(
                    "{what} is on its way already ({state} since {day}): send what waits first, or drop it",
                    what=what,
                    state=STATES[state],
                    day=day,
                )
            )
        if state == "drafted" and not reason:
            raise Mistake(
                Told("{what} lies as a draft in the mailbox since {day}; to send it again, say why", what=what, day=day)
            )
        if state == "uncertain" and not reason:
            raise Mistake(
                Told(
                    "{what} may have arrived on {day}, nobody knows: decide about that letter in the outbox",
                    what=what,
                    day=day,
                )
            )
        if state == "sent" and not reason:
            raise Mistake(Told("{what} was sent on {day}; to send it again, say why", what=what, day=day))
        if row["doubtful"] and not reason:
            raise Mistake(
                Told(
                    "{what} may have arrived: letter {message} was uncertain before it was {state} on "
                    "{day}; to send it again, say why",
                    what=what,
                    message=row["message"],
                    state=STATES[state],
                    day=day,
                )
            )
    return max((row["copy"] for row in rows), default=0) + 1


def move(
    connection: sqlite3.Connection,
    number: int,
    before: Collection[State],
    state: State,
    at: str,
    told: str,
    *,
    attempts: bool = False,
    found: bool = False,
    doubtful: bool = False,
) -> None:
    """Move a message from one of some states to another one, if it is in one of these at this moment.

    Once it was uncertain, or `doubtful`, it stays doubtful, for good. `found`: it came into this state earlier, and
    that is only noted now, so its time stays; the log has both.
    """
    marks = ", ".join("?" * len(before))
    changed = connection.execute(
        "UPDATE messages SET state = ?, at = iif(?, at, ?), reply = ?, attempts = attempts + ?,"  # noqa: S608
        f" doubtful = doubtful OR ? WHERE id = ? AND state IN ({marks})",
        (state, found, at, packed(told), attempts, doubtful or state == "uncertain", number, *before),
    ).rowcount
    if not changed:
        raise TakenError(
            Told(
                "letter {number} isn't {before} any more: another briefgen or a person was first",
                number=number,
                before=either(STATES[each] for each in before),
            )
        )
    _log(connection, number, at, state, told)


def hold(connection: sqlite3.Connection, number: int, at: str, why: str) -> None:
    """Note why a message goes on waiting; one that waits no more is left as it is."""
    row = connection.execute("SELECT state FROM messages WHERE id = ?", (number,)).fetchone()
    if row is not None and row["state"] in WAITING:
        connection.execute("UPDATE messages SET reply = ? WHERE id = ?", (packed(why), number))
        _log(connection, number, at, row["state"], why)


def _log(connection: sqlite3.Connection, number: int, at: str, state: State, told: str) -> None:
    connection.execute("INSERT INTO log VALUES (?, ?, ?, ?)", (number, at, state, packed(told)))
