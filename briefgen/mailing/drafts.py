"""What the mailbox shows of the drafts that letters went into: which a person sent, which lie there, which are gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from briefgen.contacts.account import outbox_folder, read_account
from briefgen.mailing.ledger.book import Ledger, Message
from briefgen.mailing.ledger.records import DRAFTED, local_now, same_mailbox
from briefgen.mailing.plan import SendError
from briefgen.mailing.ways import open_mailbox
from briefgen.mailing.ways.base import MailboxConnection
from briefgen.making.opened import Opened, opened
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told
from briefgen.project.folder import Project

Now = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Looked:
    """What a mailbox shows of the drafts that it was given."""

    sent: tuple[Message, ...] = ()
    drafts: tuple[Message, ...] = ()  # they lie there still
    gone: tuple[Message, ...] = ()  # nobody knows whether they were sent
    elsewhere: tuple[Message, ...] = ()  # in the mailbox of another sender, which wasn't asked


def look_for_drafts(project: Project | Opened, *, now: Now = local_now) -> Looked:
    """Ask the mailbox which drafts a person has sent, and note it; raises `SendError`, `Mistake`."""
    project = opened(project).project
    account = read_account(project)
    with Ledger.open(outbox_folder(project)) as ledger:
        ours, elsewhere = _drafted(ledger, account.sender)
        if not ours:
            return Looked(elsewhere=elsewhere)
        with open_mailbox(account, project) as connection:
            if connection is None:
                raise SendError(
                    Told(
                        "[mail] way = {way!r} can't look into the mailbox: say what became of drafts yourself",
                        way=account.way,
                    )
                )
            with ledger.run_lock(now()):
                ours, elsewhere = _drafted(ledger, account.sender)  # a person may have decided about one meanwhile
                return replace(_looked(ledger, connection, ours, now()), elsewhere=elsewhere)


def _drafted(ledger: Ledger, sender: str) -> tuple[tuple[Message, ...], tuple[Message, ...]]:
    """Return the drafts in the mailbox of a sender, and those in others."""
    drafted = ledger.messages(states=DRAFTED)
    ours = tuple(one for one in drafted if same_mailbox(one.mailbox, sender))
    return ours, tuple(one for one in drafted if one not in ours)


def _looked(ledger: Ledger, connection: MailboxConnection, drafted: Sequence[Message], at: datetime) -> Looked:
    sent, there, gone = [], [], []
    for message in drafted:
        found = connection.seen(message.message_id)
        if found is None:
            gone.append(message)
        elif found.state == "sent":
            sent.append(
                ledger.shown_sent(message.id, _when(found.at, at), Told("the mailbox shows it sent {at}", at=found.at))
            )
        else:
            there.append(message)
    return Looked(tuple(sent), tuple(there), tuple(gone))


def _when(text: str, otherwise: datetime) -> datetime:
    """Return when a mailbox says that something was sent, if it says so, and not of a day to come."""
    try:
        told = datetime.fromisoformat(text)
    except ValueError:
        return otherwise
    return told if told.tzinfo is not None and told <= otherwise else otherwise


def has_gone(project: Project, message: Message) -> bool:
    """Tell whether the mailbox is seen to have a draft no more; raises `Mistake` while it has it, or sent it."""
    try:
        account = read_account(project)
        if message.doubtful or not same_mailbox(message.mailbox, account.sender):
            return False
        with open_mailbox(account, project) as connection:
            if connection is None:
                return False
            found = connection.seen(message.message_id)
    except Mistake:  # without a network, or a sign-in
        return False
    if found is None:
        return True
    if found.state == "sent":
        raise Mistake(
            Told(
                "the mailbox shows that letter {id} was sent {at}: type briefgen outbox look",
                id=message.id,
                at=found.at,
            )
        )
    raise Mistake(
        Told(
            "the draft of letter {id} lies in the mailbox of {mailbox} still: delete it there first, so "
            "that nobody gets two",
            id=message.id,
            mailbox=message.mailbox,
        )
    )
