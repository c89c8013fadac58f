"""Sending as a program does it: plain arguments in, what became of it out, nobody asked but who is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from pathlib import Path

from briefgen.mailing.dispatch import Looked, Now, Order, dispatch, dry_run, look
from briefgen.mailing.dispatch import Result as Sent
from briefgen.mailing.ledger.book import Ledger, Message
from briefgen.mailing.outbox import moment
from briefgen.mailing.plan import Sending
from briefgen.mailing.run import Progress
from briefgen.mailing.ways.base import Outcome
from briefgen.making.opened import Opened, opened
from briefgen.project.folder import Project

__all__ = ["Agrees", "Looked", "Message", "Outcome", "Sent", "look_for_drafts", "plan_mail", "send_mail"]

Agrees = Callable[[Sending], bool]
"""Is shown what would be sent to whom, and says whether it shall be."""


def send_mail(
    project: Project | Opened,
    name: str,
    *,
    to: Sequence[str] = (),
    again: str = "",
    wait: timedelta = timedelta(0),
    agrees: Agrees | None = None,
    progress: Progress | None = None,
) -> Sent:
    """Email EDITION, or EDITION@VERSION, once to each recipient or to those named in `to`; say what became of it.

    `again` is why those get it, too, who have it. What is put off is tried again as long as `wait`. Nothing is sent or
    noted unless `agrees` says yes; without one it is meant. `progress` is told of each try, what letter it was and what
    became of it. Raises `SendError`, `IssueError`, `Mistake`,
    `ProblemsError`.
    """
    order = Order(project, name, tuple(to), again)
    return dispatch(order, _Quiet(agrees, progress), wait=wait, now=moment)


def plan_mail(
    project: Project | Opened, name: str, *, to: Sequence[str] = (), again: str = ""
) -> tuple[Sending, tuple[Path, ...]]:
    """Return what sending would do, and the letters as files to look at; nothing is sent or noted.

    Raises what `send_mail` raises.
    """
    letters: list[Path] = []
    order = Order(project, name, tuple(to), again)
    done = dry_run(order, _Quiet(), now=moment, wrote=letters.append)
    return done.sending, tuple(letters)


def look_for_drafts(project: Project | Opened, *, now: Now = moment) -> Looked:
    """Ask the mailbox which drafts a person has sent, and note it; raises `SendError`, `Mistake`."""
    return look(opened(project).project, now=now)


class _Quiet:
    """A front that shows nothing."""

    def __init__(self, agrees: Agrees | None = None, progress: Progress | None = None) -> None:
        self.asks = agrees is not None
        self._agrees = agrees or (lambda _: True)
        self._progress = progress or (lambda message, outcome: None)

    def busy(self, what: str) -> AbstractContextManager[object]:
        return nullcontext()

    def show(self, sending: Sending, ledger: Ledger, *, changed: bool) -> None:
        pass

    def agrees(self, sending: Sending) -> bool:
        return self._agrees(sending)

    def follow(self, total: int) -> AbstractContextManager[Progress]:
        return nullcontext(self._progress)

    def ended(self, messages: Sequence[Message], *, interrupted: bool) -> None:
        pass
