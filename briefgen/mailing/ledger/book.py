"""The ledger: who got which brief, or is about to. What it says was on the disk before a server saw a message.

A message is planned, then, right before the server gets to see it, `sending`; a reply makes that sent, refused or
deferred. Without a clear reply it is uncertain, and only a person decides (docs/decisions/mailing.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from briefgen.mailing.ledger import persons
from briefgen.mailing.ledger.database import Database, LedgerError
from briefgen.mailing.ledger.folder import LEDGER, BusyError, has_ledger, lock, own
from briefgen.mailing.ledger.moves import TakenError, hold, move, plan_letter
from briefgen.mailing.ledger.queries import LedgerQueries
from briefgen.mailing.ledger.records import (
    BEGUN,
    DRAFTED,
    OVER,
    STATES,
    WAITING,
    Delivery,
    FileTrace,
    Gone,
    Message,
    State,
    same_mailbox,
    timestamp,
)
from briefgen.mailing.letter.planned import Planned
from briefgen.mailing.ways.envelope import check_address, check_wire
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told

Decision = Literal["sent", "again", "drop"]

__all__ = [
    "LEDGER",
    "Delivery",
    "FileTrace",
    "Gone",
    "Ledger",
    "LedgerError",
    "Message",
    "State",
    "TakenError",
    "has_ledger",
]

_TIDY_AT_ONCE = 200  # messages


class Ledger(LedgerQueries):
    """The open ledger of a folder. Use `open` and `with`; threads may share it."""

    def __init__(self, folder: Path, database: Database) -> None:
        super().__init__(database)
        self.folder = folder
        self._locked = False

    @classmethod
    def open(cls, folder: Path) -> Ledger:
        """Open the ledger of a folder, which only its owner can look into; make both if there are none.

        Raises `LedgerError` if that can't be done, or other things lie there: such a folder is left as it is.
        """
        own(folder)
        return cls(folder, Database(folder / LEDGER))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def plan(self, planned: Iterable[Planned], at: datetime) -> tuple[int, ...]:
        """Note letters that are to go out, all or none, and return their numbers.

        Raises `Mistake` if someone has one of the briefs already, unless the letter gives a reason, or if it is on its
        way to them; a refused or dropped one may be planned anew. Letters may be made while they are taken.
        """
        ids = []
        with self._database.writing() as connection:
            for letter in planned:
                check_address(letter.address)
                check_address(letter.sender)
                check_wire(letter.wire, letter.message_id)
                if not letter.briefs:
                    raise ValueError(f"{letter.message_id} delivers no brief")
                ids.append(plan_letter(connection, letter, timestamp(at)))
        return tuple(ids)

    # What a run does.

    @contextmanager
    def run_lock(self, at: datetime) -> Iterator[None]:
        """Be the only run at work; what an earlier one left in `sending` is uncertain from now on.

        Raises `Mistake` if another run is at work. A ledger that has the lock may take it again.
        """
        if self._locked:
            yield
            return
        taken = lock(self.folder)
        self._locked = True
        try:
            self._recover(at)
            self.tidy()
            yield
        finally:
            self._locked = False
            taken.release()

    def recover(self, at: datetime) -> None:
        """Bring up to date, for who only looks, what a run left in `sending`: it is uncertain if none is at work.

        Waits for no run.
        """
        # The lock is taken only for something: a run that starts meanwhile would be refused.
        if self._locked or not self.messages(states=BEGUN):
            return
        try:
            taken = lock(self.folder)
        except BusyError:
            return
        try:
            self._recover(at)
        finally:
            taken.release()

    def _recover(self, at: datetime) -> None:
        told = Told("briefgen ended while the server had the message; nobody knows whether it took it")
        with self._database.writing() as connection:
            for row in connection.execute("SELECT id, mailbox FROM messages WHERE state = 'sending'").fetchall():
                # In a mailbox it is looked for before it is put there again.
                state: State = "deferred" if row["mailbox"] else "uncertain"
                move(connection, row["id"], BEGUN, state, timestamp(at), told, attempts=True, found=True, doubtful=True)

    def begin(self, number: int, at: datetime, mailbox: str = "") -> None:
        """Note, so that it stays noted, that the server, or a `mailbox`, is about to see the message.

        Raises `TakenError` if another run was first.
        """
        with self._database.writing() as connection:
            move(connection, number, WAITING, "sending", timestamp(at), "")
            connection.execute("UPDATE messages SET mailbox = ? WHERE id = ?", (mailbox, number))

    def leave_alone(self, mailbox: str, at: datetime) -> None:
        """Make uncertain what waits and may lie in another mailbox than this: there nobody would look for it now."""
        with self._database.writing() as connection:
            for row in connection.execute(
                "SELECT id, mailbox FROM messages WHERE state = 'deferred' AND doubtful AND mailbox != ''"
            ).fetchall():
                if same_mailbox(row["mailbox"], mailbox):
                    continue
                told = Told(
                    "it may lie in the mailbox of {mailbox}, and now letters go another way: look there",
                    mailbox=row["mailbox"],
                )
                move(connection, row["id"], WAITING, "uncertain", timestamp(at), told, found=True)

    def shown_sent(self, number: int, at: datetime, told: str) -> Message:
        """Note that the mailbox shows a draft as sent, and when. Raises `TakenError` if it is no draft any more."""
        with self._database.writing() as connection:
            move(connection, number, DRAFTED, "sent", timestamp(at), told)
        self.tidy()
        return self.message(number)

    def note(
        self,
        number: int,
        state: State,
        reply: str,
        at: datetime,
        *,
        begun: bool,
        next_try: datetime | None = None,
        give_up: datetime | None = None,
        doubtful: bool = False,
    ) -> Message:
        """Note what became of a try; `begun` says whether it came as far as `begin`.

        `doubtful`: it may lie where it was to go.
        Raises `TakenError` if the message isn't this run's any more.
        """
        with self._database.writing() as connection:
            before = BEGUN if begun else WAITING
            move(connection, number, before, state, timestamp(at), reply, attempts=True, doubtful=doubtful)
            connection.execute(
                "UPDATE messages SET next_try = ?, give_up = ? WHERE id = ?",
                (next_try and timestamp(next_try), give_up and timestamp(give_up), number),
            )
        return self.message(number)

    def held_up(self, numbers: Iterable[int], why: str, at: datetime) -> None:
        """Note with letters that wait what kept a run from trying them."""
        with self._database.writing() as connection:
            for number in numbers:
                hold(connection, number, timestamp(at), why)

    def give_reason(self, numbers: Iterable[int], reason: str) -> None:
        """Note with letters that wait why they go out now although some of it was delivered before."""
        with self._database.writing() as connection:
            for number in numbers:
                connection.execute("UPDATE messages SET reason = ? WHERE id = ?", (reason, number))

    def tidy(self) -> None:
        """Let go the bytes of what is over; what was issued is elsewhere, and the hashes stay."""
        over = "SELECT id FROM messages WHERE state IN (?, ?, ?) AND id IN (SELECT message FROM parts) LIMIT ?"
        while rows := self._database.rows(over, (*OVER, _TIDY_AT_ONCE)):
            with self._database.writing() as connection:
                connection.executemany("DELETE FROM parts WHERE message = ?", [(row["id"],) for row in rows])
        unused = "SELECT sha256 FROM blobs WHERE sha256 NOT IN (SELECT blob FROM parts WHERE blob IS NOT NULL)"
        for row in self._database.rows(unused):
            with self._database.writing() as connection:
                # Another briefgen may have planned a letter with it since.
                connection.execute(f"DELETE FROM blobs WHERE sha256 = ? AND sha256 IN ({unused})", (row["sha256"],))  # noqa: S608

    # What a person does.

    def decide(self, number: int, decision: Decision, reason: str, at: datetime, *, gone: bool = False) -> Message:
        """Settle an uncertain message, or a draft: it was `sent`, it is sent `again` as it was, or `drop` it.

        A draft that is dropped may lie in the mailbox all the same, unless it is seen that it is `gone`.
        One that still waits may be dropped, too. Raises `Mistake` for any other. What was sent keeps the time of that.
        """
        message = self.message(number)
        states: dict[Decision, State] = {"sent": "sent", "again": "planned", "drop": "dropped"}
        before: tuple[State, ...] = ("uncertain", "drafted", *(WAITING if decision == "drop" else ()))
        if message.state not in before:
            raise Mistake(
                Told(
                    "letter {number} to {name} is {state}: there is nothing to decide about it",
                    number=number,
                    name=message.name,
                    state=STATES[message.state],
                )
            )
        if not reason.strip():
            raise Mistake(Told("say why, so that others can follow it"))
        went = decision == "sent" and message.state == "uncertain"  # a draft was put there then, and sent later
        left = decision == "drop" and message.state == "drafted" and not gone
        with self._database.writing() as connection:
            move(connection, number, before, states[decision], timestamp(at), reason, found=went, doubtful=left)
            connection.execute("UPDATE messages SET next_try = NULL, give_up = NULL WHERE id = ?", (number,))
        self.tidy()
        return self.message(number)

    def forget(self, recipient: str, at: datetime) -> int:
        """Take a person out of the ledger, for good, and return how many messages there were.

        What stays is that someone got a file of a hash. Raises `Mistake` while something of theirs isn't over,
        and for an unknown person.
        """
        with self.run_lock(at):
            self.tidy()
            return persons.forget(self._database, recipient)
