"""Sending, from a person's order to the end: planned, shown, asked, looked at again under the lock, posted."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from briefgen.contacts.account import how_to_unlock, outbox_folder, read_account, sign_key, sign_password
from briefgen.contacts.passwords import SecretError
from briefgen.mailing.ledger.book import Ledger, Message, has_ledger
from briefgen.mailing.ledger.marks import marked
from briefgen.mailing.ledger.records import local_now
from briefgen.mailing.letter import eml_files, smime
from briefgen.mailing.plan import SendError, Sending
from briefgen.mailing.planner import plan_sending
from briefgen.mailing.posting import Conditions, PostProgress, post
from briefgen.mailing.ways import way_of
from briefgen.mailing.ways.base import Way
from briefgen.mailing.writing import write_letters
from briefgen.making.opened import Opened, opened
from briefgen.problems.notes import SchemaWord, Told, with_commas
from briefgen.project.folder import Project
from briefgen.project.settings import SETTINGS_FILE

Now = Callable[[], datetime]
Agrees = Callable[[Sending], bool]
"""Is shown what would be sent to whom, and says whether it shall be."""


def send_mail(
    project: Project | Opened,
    name: str,
    *,
    to: Sequence[str] = (),
    without: Collection[str] | None = None,
    again: str = "",
    wait: timedelta = timedelta(0),
    agrees: Agrees | None = None,
    progress: PostProgress | None = None,
) -> Sent:
    """Email EDITION, or EDITION@VERSION, once to each recipient or to those named in `to`; say what became of it.

    `without` are those who get nothing now; by itself, those whose last letter was refused and whom `to` doesn't name.
    `again` is why those get it, too, who have it. What is put off is tried again as long as `wait`. Nothing is sent or
    noted unless `agrees` says yes; without one it is meant. `progress` is told of each try, what letter it was and what
    became of it. Raises `SendError`, `IssueError`, `Mistake`,
    `ProblemsError`.
    """
    order = Order(project, name, tuple(to), again, without)
    return dispatch(order, _Quiet(agrees, progress), wait=wait, now=local_now)


def plan_mail(
    project: Project | Opened,
    name: str,
    *,
    to: Sequence[str] = (),
    without: Collection[str] | None = None,
    again: str = "",
) -> tuple[Sending, tuple[Path, ...]]:
    """Return what sending would do, and the letters as files to look at; nothing is sent or noted.

    Raises what `send_mail` raises.
    """
    letters: list[Path] = []
    order = Order(project, name, tuple(to), again, without)
    done = dry_run(order, _Quiet(), now=local_now, wrote=letters.append)
    return done.sending, tuple(letters)


def would_send(
    project: Project | Opened, name: str, *, to: Sequence[str] = (), again: str = "", now: Now = local_now
) -> Sending:
    """Return what sending would do; no letter is written, and nothing is noted. Raises what `send_mail` raises."""
    order = Order(project, name, tuple(to), again)
    read_account(order.folder)
    with _ledger_to_read(order.folder, now) as ledger:
        return order.plan(ledger)


class Front(Protocol):
    """Who talks with the person: shows what would be done, asks, and tells how it goes."""

    asks: bool  # False: nobody is there to be asked, and it is meant

    def busy(self, what: str) -> AbstractContextManager[object]:
        """Say what takes a moment."""

    def show(self, sending: Sending, ledger: Ledger, *, changed: bool) -> None:
        """Show what would be done; `changed`: something has changed since it was shown."""

    def agrees(self, sending: Sending) -> bool:
        """Ask, and return whether it is to be done; only if it `asks`."""

    def follow(self, total: int) -> AbstractContextManager[PostProgress]:
        """Give what is told of each try of a run with so many letters."""

    def ended(self, messages: Sequence[Message], *, interrupted: bool) -> None:
        """Show how the letters of a run stand at its end, also of one that broke off."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a person wants: an issued version, to some or to all, once more if there is a reason."""

    project: Project | Opened
    name: str  # EDITION or EDITION@VERSION
    to: tuple[str, ...] = ()
    reason: str = ""
    without: Collection[str] | None = None  # who gets nothing now: see `planner.plan_sending`

    @property
    def folder(self) -> Project:
        """The project's folder and settings."""
        return opened(self.project).project

    def plan(self, ledger: Ledger) -> Sending:
        """Return what it comes to at this moment. Raises as `planner.plan_sending` does."""
        return plan_sending(self.project, self.name, ledger, self.to, without=self.without, reason=self.reason)

    def plan_there(self, ledger: Ledger) -> Sending:
        """Return the same; raises `SendError` if that isn't the ledger that [mail] names any more."""
        sending = self.plan(ledger)
        if outbox_folder(sending.project) != ledger.folder:
            raise SendError(
                Told("{file}: [mail] outbox is another folder now: type the same command again", file=SETTINGS_FILE)
            )
        return sending


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of an order: nothing to do, declined, or `messages` with how they stand now."""

    sending: Sending
    declined: bool = False
    messages: tuple[Message, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether all who are meant have it, as far as anybody knows."""
        return not self.sending.refuses and all(message.state in ("sent", "drafted") for message in self.messages)


def dispatch(
    order: Order, front: Front, *, wait: timedelta, now: Now, sleep: Callable[[float], None] | None = None
) -> Sent:
    """Send what was issued; nothing is sent, noted or taken back before the person says yes.

    What is put off is tried again as long as `wait`. Raises `Mistake`, `ProblemsError`.
    """
    read_account(order.folder)  # a misspelt setting may hide the outbox
    with Ledger.open(outbox_folder(order.folder)) as ledger:
        ledger.recover(now())
        shown = None
        while True:
            changed = shown is not None
            with front.busy("Reading the content"):
                shown = order.plan_there(ledger)
            front.show(shown, ledger, changed=changed)
            if not (shown.new or shown.waiting or shown.forbidden):
                return Sent(shown)
            way = _ready(shown, now())  # what is missing is told before the question
            if not _agreed(shown, front):
                return Sent(shown, declined=True)
            with ledger.run_lock(now()):
                sending = order.plan_there(ledger)
                if sending.outline == shown.outline:
                    return _Agreed(order, sending, ledger, way, front, now, sleep or time.sleep).post(wait)


def _agreed(sending: Sending, front: Front) -> bool:
    if front.asks:
        return front.agrees(sending)
    if sending.twice and not sending.reason:
        raise SendError(
            Told(
                "letters with this version went out elsewhere, as is told above, and --yes alone doesn't "
                "send them once more: type it without --yes and you are asked, or say why it goes out all "
                'the same: --again "why"'
            )
        )
    return True


def _ready(sending: Sending, at: datetime) -> Way:
    """Return the way, with all that it takes to send; raises `Mistake` for anything that is missing."""
    account, project = sending.account, sending.project
    way = way_of(account).prepare(account, project)
    if account.sign:
        pem, secret = sign_key(account, project), sign_password(account)
        if smime.is_locked(pem) and not secret:
            raise SecretError(Told("the key for signatures wants its password: {how}", how=how_to_unlock(account)))
        smime.require_usable(pem, secret, account.sender, at)
    return way


@dataclass(frozen=True, slots=True)
class _Agreed:
    """What was agreed to, under the lock."""

    order: Order
    sending: Sending
    ledger: Ledger
    way: Way
    front: Front
    now: Now
    sleep: Callable[[float], None]

    def post(self, wait: timedelta) -> Sent:
        """Take back what may not go any more, write and note the letters, send them."""
        sending, ledger, now = self.sending, self.ledger, self.now
        for number, why in sending.forbidden.items():
            ledger.decide(number, "drop", why, now())
        if sending.reason:
            ledger.give_reason(sending.waiting, sending.reason)
        with self.front.busy("Writing the letters"):
            numbers = (*sending.waiting, *ledger.plan(write_letters(sending, now()), now()))
        interrupted = False
        try:
            with marked(ledger, sending.project.content, numbers, now), self.front.follow(len(numbers)) as told:
                interrupted = post(
                    ledger,
                    self.way,
                    _conditions(sending),
                    messages=numbers,
                    wait=wait,
                    now=now,
                    sleep=self.sleep,
                    look_again=self._look_again,
                    progress=told,
                ).interrupted
        finally:
            messages = tuple(ledger.message(number) for number in numbers)
            self.front.ended(messages, interrupted=interrupted)
        return Sent(sending, messages=messages)

    def _look_again(self) -> Conditions:
        """Return on what conditions the letters go now: project, recipients and settings are read again.

        Raises `Mistake` if none of them may go.
        """
        agreed, now = self.sending, self.order.plan_there(self.ledger)
        if now.issued.name != agreed.issued.name:
            raise SendError(
                Told(
                    "another version of {edition} was issued meanwhile; what waits is not sent",
                    edition=agreed.issued.facts.edition,
                )
            )
        if changed := agreed.account.leads_elsewhere(now.account):
            raise SendError(
                Told(
                    "{file}: [mail] {changed} changed meanwhile, so what waits is not sent: the same "
                    "command sends it as [mail] says now",
                    file=SETTINGS_FILE,
                    changed=with_commas(SchemaWord("field", name) for name in changed),
                )
            )
        return _conditions(now)


def _conditions(sending: Sending) -> Conditions:
    account = sending.account
    return Conditions(account.retry_seconds, account.give_up_hours, account.connections, sending.forbidden)


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a dry run wrote: letters to look at, named by their recipients, in a folder."""

    sending: Sending
    folder: Path


def dry_run(order: Order, front: Front, *, now: Now, wrote: Callable[[Path], None]) -> DryRun:
    """Write the letters as files that a mail program opens; nothing is sent or noted. Raises as `dispatch` does."""
    read_account(order.folder)
    with _ledger_to_read(order.folder, now) as ledger:
        with front.busy("Reading the content"):
            sending = order.plan(ledger)
        front.show(sending, ledger, changed=False)
    folder = eml_files.eml_folder(order.folder.output, sending.issued.name)
    with eml_files.new_eml_folder(folder) as write:
        for letter in write_letters(sending, now(), draft=True):
            wrote(write(letter.recipient, letter.wire))
    return DryRun(sending, folder)


@contextmanager
def _ledger_to_read(project: Project, now: Now) -> Iterator[Ledger]:
    """Give the outbox, or an empty one if there is none yet: who only looks leaves no trace."""
    folder = outbox_folder(project)
    with (
        tempfile.TemporaryDirectory() as empty,
        Ledger.open(folder if has_ledger(folder) else Path(empty)) as ledger,
    ):
        ledger.recover(now())
        yield ledger


class _Quiet:
    """A front that shows nothing."""

    def __init__(self, agrees: Agrees | None = None, progress: PostProgress | None = None) -> None:
        self.asks = agrees is not None
        self._agrees = agrees or (lambda _: True)
        self._progress = progress or (lambda message, outcome: None)

    def busy(self, what: str) -> AbstractContextManager[object]:
        return nullcontext()

    def show(self, sending: Sending, ledger: Ledger, *, changed: bool) -> None:
        pass

    def agrees(self, sending: Sending) -> bool:
        return self._agrees(sending)

    def follow(self, total: int) -> AbstractContextManager[PostProgress]:
        return nullcontext(self._progress)

    def ended(self, messages: Sequence[Message], *, interrupted: bool) -> None:
        pass
