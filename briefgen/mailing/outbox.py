"""What went to whom: the project's outbox, opened for whoever asks or settles."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import cast

from briefgen.contacts.account import outbox_folder, read_account
from briefgen.contacts.enrolment import forget_recipients_before
from briefgen.issued.store import sha256
from briefgen.mailing.drafts import has_gone
from briefgen.mailing.ledger.book import Decision, FileTrace, Ledger, Message, has_ledger
from briefgen.mailing.ledger.marks import marked_editions
from briefgen.mailing.ledger.records import local_now
from briefgen.mailing.letter import eml_files
from briefgen.making.opened import Opened, opened
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told
from briefgen.project.folder import Project
from briefgen.project.reading import read_file
from briefgen.project.workshop import forget_typed

__all__ = [
    "Decision",
    "Ledger",
    "Message",
    "find_file",
    "forget_person",
    "open_outbox",
    "outbox_name",
    "settle",
]


def open_outbox(project: Project | Opened, *, at: datetime | None = None) -> Ledger:
    """Open what is known of each letter, to be closed again; what a killed run left is uncertain by now.

    Raises `Mistake` where nothing was sent from here yet, or [mail] can't be read.
    """
    folder = opened(project).project
    if folder.settings.mail:
        read_account(folder)  # a misspelt setting may have hidden the outbox
    lies = outbox_folder(folder)
    if not has_ledger(lies):
        where = Told("there is no outbox in {folder}", folder=folder.name_of(lies))
        if editions := ", ".join(marked_editions(folder.content)):
            raise Mistake(
                Told(
                    "{where}; letters with {editions} went out from another one, which knows to whom",
                    where=where,
                    editions=editions,
                )
            )
        raise Mistake(Told("nothing was sent from this project yet: {where}", where=where))
    ledger = Ledger.open(lies)
    ledger.recover(at or local_now())
    return ledger


def outbox_name(project: Project | Opened) -> str:
    """Return how reports call the folder of the outbox."""
    folder = opened(project).project
    return folder.name_of(outbox_folder(folder))


def find_file(project: Project | Opened, ledger: Ledger, what: Path | str) -> tuple[str, tuple[FileTrace, ...]]:
    """Return the SHA-256 of a file, or what stands for it, and who got that file; raises OSError.

    A relative path is one of the project's.
    """
    hash = sha256(read_file(opened(project).project.root / what)) if isinstance(what, Path) else what
    return hash, tuple(ledger.find(hash))


def settle(
    ledger: Ledger,
    number: int,
    decision: Decision,
    because: str,
    *,
    project: Project | Opened | None = None,
    at: datetime | None = None,
) -> Message:
    """Decide what became of a letter, or becomes of it, and why; return it. Raises `Mistake`.

    With the `project`, its mailbox is asked whether a draft to drop has gone; it isn't dropped while it lies there.
    What couldn't be asked may lie there, and is `doubtful` for good.
    """
    at = at or local_now()
    with ledger.run_lock(at):
        message = ledger.message(number)
        asked = project is not None and decision == "drop" and message.state == "drafted"
        gone = asked and has_gone(opened(cast("Project | Opened", project)).project, message)
        return ledger.decide(number, decision, because, at, gone=gone)


def forget_person(project: Project | Opened, ledger: Ledger, recipient: str, *, at: datetime | None = None) -> int:
    """Take a person out of the outbox for good, drafts included; return in how many letters they stood.

    What was typed about them at the desk and not saved goes, too.
    Changes of the list of recipients can't be taken back any more: the person may stand in what it said before.
    """
    letters = ledger.export(recipient)["messages"]
    of_them = {f"/recipient {recipient}", *(f"/settle {each['id']}" for each in letters)}
    count = ledger.forget(recipient, at or local_now())
    forget_typed(opened(project).project.root, {*(each["address"] for each in letters), *of_them})
    eml_files.forget_eml_files(opened(project).project.output, recipient)
    forget_recipients_before(opened(project).project)
    return count
