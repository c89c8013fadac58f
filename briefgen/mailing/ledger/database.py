"""The ledger's file: SQLite, so that what was noted stays noted through a kill, a power cut and a full disk."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told

VERSION = 3
_MESSAGES = """CREATE TABLE messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, message_id TEXT NOT NULL UNIQUE,
    recipient TEXT NOT NULL, address TEXT NOT NULL, name TEXT NOT NULL,
    edition TEXT NOT NULL, version INTEGER NOT NULL, language TEXT NOT NULL,
    sender TEXT NOT NULL, subject TEXT NOT NULL, created TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN
        ('planned', 'sending', 'sent', 'drafted', 'refused', 'deferred', 'uncertain', 'dropped')),
    at TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, next_try TEXT, give_up TEXT,
    reply TEXT NOT NULL DEFAULT '', size INTEGER NOT NULL, sha256 TEXT NOT NULL, reason TEXT NOT NULL,
    recipe TEXT NOT NULL, doubtful INTEGER NOT NULL DEFAULT 0, mailbox TEXT NOT NULL DEFAULT ''
)"""
_MESSAGES_BY = (
    "CREATE INDEX messages_by_state ON messages (state)",
    "CREATE INDEX messages_by_recipient ON messages (recipient)",
)
_SCHEMA = """
CREATE TABLE deliveries (
    edition TEXT NOT NULL, version INTEGER NOT NULL, brief TEXT NOT NULL, recipient TEXT NOT NULL,
    copy INTEGER NOT NULL, message INTEGER NOT NULL REFERENCES messages,
    PRIMARY KEY (edition, version, brief, recipient, copy)
) WITHOUT ROWID;
CREATE INDEX deliveries_by_message ON deliveries (message);
CREATE TABLE files (
    message INTEGER NOT NULL REFERENCES messages, name TEXT NOT NULL, brief TEXT NOT NULL,
    issued_sha256 TEXT NOT NULL, sent_sha256 TEXT NOT NULL, size INTEGER NOT NULL, pages INTEGER
);
CREATE INDEX files_by_message ON files (message);
CREATE TABLE blobs (sha256 TEXT PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE parts (
    message INTEGER NOT NULL REFERENCES messages, position INTEGER NOT NULL,
    data BLOB, blob TEXT REFERENCES blobs,
    PRIMARY KEY (message, position), CHECK ((data IS NULL) <> (blob IS NULL))
);
CREATE INDEX parts_by_blob ON parts (blob);
CREATE TABLE log (message INTEGER NOT NULL REFERENCES messages, at TEXT NOT NULL, state TEXT NOT NULL,
    told TEXT NOT NULL);
CREATE INDEX log_by_message ON log (message);
"""
# Since version 2: by what the marks in the project call this ledger (mailing.ledger.marks).
_IDENTITY = "CREATE TABLE identity (id TEXT NOT NULL)"
# An attachment in base64, as long lines of one length: it is stored once for all who get it.
_ATTACHMENT = re.compile(rb"(?:[A-Za-z0-9+/]{60,76}\r\n){60,}")


class LedgerError(Mistake):
    """The ledger can't be read or written: what can't be noted isn't sent."""


class Database:
    """The open file. Threads may share it: each transaction and each question has it for itself."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        with self._plainly():
            try:
                _make(path)
            except OSError as error:
                raise LedgerError(Told("{path} can't be written: {why}", path=path, why=error.strerror)) from error
            self._connection = _connect(path)
            self._connection.row_factory = sqlite3.Row
            try:
                self._prepare(self._connection)
            except BaseException:
                self.close()
                raise

    def _prepare(self, connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")  # each commit is on the disk before it returns
        connection.execute("PRAGMA secure_delete = ON")
        if 1 <= _version(connection) < VERSION:
            with self.writing():
                _bring_up(connection)
        if (version := _version(connection)) != VERSION:
            raise LedgerError(
                Told(
                    "{path} is of another version of briefgen ({version}): use that one",
                    path=self.path,
                    version=version,
                )
            )
        connection.execute("PRAGMA foreign_keys = ON")  # not before: a table may have been made anew

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the connection in a transaction, which is all on the disk afterwards, or not there."""
        with self._lock, self._plainly():
            connection = self._open
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # SQLite rolls back by itself when the disk is full
                    connection.execute("ROLLBACK")
                raise

    def rows(self, question: str, parameters: Sequence[Any] = ()) -> list[sqlite3.Row]:
        """Return the rows that answer a question."""
        with self._lock, self._plainly():
            return self._open.execute(question, parameters).fetchall()

    def scrub(self) -> None:
        """Take out of the file, and of what SQLite keeps beside it, all that was deleted."""
        with self._lock, self._plainly():
            self._open.execute("PRAGMA temp_store = MEMORY")  # VACUUM leaves no copy on a disk
            self._open.execute("VACUUM")
            busy = self._open.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if busy:
            raise LedgerError(
                Told("{path} is open elsewhere, so traces may be left in it: close that, and try again", path=self.path)
            )

    def close(self) -> None:
        """Close the file; doing so twice is no mistake."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = None

    @property
    def _open(self) -> sqlite3.Connection:
        assert self._connection is not None, "the ledger is closed"
        return self._connection

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        """Turn what SQLite raises into plain words."""
        try:
            yield
        except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
            raise
        except sqlite3.Error as error:
            raise LedgerError(Told("{path} can't be read or written: {error}", path=self.path, error=error)) from error


def _make(path: Path) -> None:
    """Make the file if there is none: aside first, so that it is never seen empty, also after a kill."""
    if not path.exists():
        aside = path.with_name(f"{path.name}.{secrets.token_hex(8)}.new")
        try:
            os.close(os.open(aside, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))  # SQLite gives -wal and -shm the same
            connection = _connect(aside)
            try:
                connection.execute("BEGIN")
                for statement in (_MESSAGES, *_MESSAGES_BY, *filter(str.strip, _SCHEMA.split(";\n"))):
                    connection.execute(statement)
                _identify(connection)
                connection.execute(f"PRAGMA user_version = {VERSION}")
                connection.execute("COMMIT")
            finally:
                connection.close()
            os.link(aside, path)
        except OSError:
            if not path.exists():  # otherwise another briefgen was first
                raise
        finally:
            aside.unlink(missing_ok=True)
    for left in path.parent.glob(f"{path.name}.*.new*"):
        left.unlink(missing_ok=True)  # of a run that was killed


def _connect(path: Path) -> sqlite3.Connection:
    # Without isolation_level sqlite3 begins no transaction by itself.
    return sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _identify(connection: sqlite3.Connection) -> None:
    connection.execute(_IDENTITY)
    connection.execute("INSERT INTO identity VALUES (?)", (secrets.token_hex(8),))


def _bring_up(connection: sqlite3.Connection) -> None:
    """Bring a ledger of an older version up to this one, in the transaction that is open."""
    if _version(connection) == 1:
        _identify(connection)
    if _version(connection) < VERSION:  # another briefgen may have been first
        # Another state is allowed, so the table is made anew (sqlite.org/lang_altertable.html, 7).
        names = ", ".join(row[1] for row in connection.execute("PRAGMA table_info(messages)"))
        connection.execute(_MESSAGES.replace("TABLE messages", "TABLE messages_anew", 1))
        connection.execute(f"INSERT INTO messages_anew ({names}) SELECT {names} FROM messages")  # noqa: S608
        connection.execute("DROP TABLE messages")
        connection.execute("ALTER TABLE messages_anew RENAME TO messages")
        for statement in _MESSAGES_BY:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION}")


def keep_bytes(connection: sqlite3.Connection, message: int, wire: bytes) -> None:
    """Store the bytes of a message, its large attachments once for all messages that have them."""
    position, done = 0, 0
    for found in _ATTACHMENT.finditer(wire):
        _keep_part(connection, message, position, wire[done : found.start()])
        digest = hashlib.sha256(found.group()).hexdigest()
        connection.execute("INSERT OR IGNORE INTO blobs VALUES (?, ?)", (digest, found.group()))
        connection.execute("INSERT INTO parts VALUES (?, ?, NULL, ?)", (message, position + 1, digest))
        position, done = position + 2, found.end()
    _keep_part(connection, message, position, wire[done:])


def _keep_part(connection: sqlite3.Connection, message: int, position: int, data: bytes) -> None:
    if data:
        connection.execute("INSERT INTO parts VALUES (?, ?, ?, NULL)", (message, position, data))


def kept_bytes(database: Database, message: int) -> bytes:
    """Return the bytes of a message, or none if they aren't kept any more."""
    rows = database.rows(
        "SELECT coalesce(parts.data, blobs.data) AS data FROM parts LEFT JOIN blobs ON blobs.sha256 = parts.blob"
        " WHERE message = ? ORDER BY position",
        (message,),
    )
    return b"".join(row["data"] for row in rows)
