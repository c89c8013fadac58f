"""What every way of sending is: it is opened, sends letter by letter, can be cut off, and is closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from briefgen.problems.mistakes import Mistake

OutcomeKind = Literal["sent", "drafted", "deferred", "refused", "uncertain"]


class ServerError(Mistake):
    """The server can't be used as it is set up. It has seen nothing of the message that this was noticed with.

    `setting` is the one of [mail] that is to be looked at, where it is one.
    """

    def __init__(self, message: str, setting: str = "") -> None:
        self.setting = setting
        super().__init__(message)


class UnreachableError(ServerError):
    """The server can't be reached, or wants no connection now; later it may."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one try: `uncertain` means that the message may have arrived or not.

    `drafted`: it lies in a mailbox, for a person to send. A `doubtful` one that is deferred may lie there, too: the way
    looks for it the next time.
    """

    kind: OutcomeKind
    reply: str  # of the server, or what happened instead of one
    pause: float = 0.0  # seconds that the server asks to wait
    doubtful: bool = False


class Connection(Protocol):
    """An open connection. Not to be used by two threads at a time, but for `abort`."""

    @property
    def usable(self) -> bool:
        """Whether another message may be sent over it."""

    def send(self, sender: str, address: str, wire: bytes, before_data: Callable[[], None]) -> Outcome:
        """Send one message to one address.

        `before_data` is called once, right before the other side can get to see the message; what it raises is raised,
        and nothing was sent. Raises `Mistake` for an address that isn't one, `ServerError` for what is no fault of this
        recipient; after `before_data` it raises nothing, whatever happens: there is an outcome.
        """

    def abort(self) -> None:
        """Cut it at once, from another thread. A message on its way is then uncertain."""

    def close(self) -> None:
        """Say goodbye; doing so twice is no mistake."""


@dataclass(frozen=True, slots=True)
class MailboxItem:
    """A message of a mailbox with the Message-ID of a letter."""

    id: str
    state: Literal["sent", "complete", "begun"]  # complete: a draft with its recipient
    at: str = ""  # when it was sent, ISO 8601


class MailboxConnection(Connection, Protocol):
    """The connection of a way that can look for letters."""

    def seen(self, message_id: str) -> MailboxItem | None:
        """Return what has become of a letter, if it is there. Raises `ServerError`, `SecretError`."""


class Way(Protocol):
    """How letters leave, with all settings and secrets."""

    @property
    def mailbox(self) -> str:
        """Into whose drafts they go, where it looks for each before it puts one there; empty if it can't look."""

    def open(self) -> Connection:
        """Return a connection that is open, safe and logged in. Raises `ServerError`, which never tells a secret."""
