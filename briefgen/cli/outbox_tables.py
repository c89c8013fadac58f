"""What `outbox` shows: who has what, who got a file, and what a person has to decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape

from briefgen.cli.tables import local_time, show_table, wide_console

if TYPE_CHECKING:
    from briefgen.mailing.drafts import Looked
    from briefgen.mailing.ledger.book import Delivery, FileTrace, Ledger, Message

_WAITS = {
    "drafted": "lies in the mailbox as a draft",
    "planned": "waits, not tried yet",
    "deferred": "was put off",
    "sending": "is being sent at this moment",
    "uncertain": "may have arrived or not",
}


def show_looked(looked: Looked) -> None:
    """Show what a mailbox shows of its drafts."""
    console = wide_console()
    for one in looked.sent:
        console.print(escape(f"letter {one.id} to {one.name} was sent: {one.reply}"))
    for one in looked.gone:
        console.print(
            escape(
                f"letter {one.id} to {one.name} isn't there any more: if you sent it, type briefgen outbox settle"
                f' {one.id} sent --because "how you know"; if you deleted it, drop instead of sent'
            )
        )
    if looked.drafts:
        lie = "1 draft lies" if len(looked.drafts) == 1 else f"{len(looked.drafts)} drafts lie"
        console.print(f"{lie} there still")
    for one in looked.elsewhere:
        console.print(
            escape(f"letter {one.id} to {one.name} is a draft of {one.mailbox}, which isn't [mail] sender: look there")
        )
    if not (looked.sent or looked.gone or looked.drafts or looked.elsewhere):
        console.print("no drafts to look for")


def show_deliveries(deliveries: Sequence[Delivery], ledger: Ledger) -> None:
    """Show what went to whom, the newest last, and what a person has to decide."""
    console = wide_console()
    if not deliveries:
        console.print("nothing was sent")
        return
    rows = []
    for one in sorted(deliveries, key=lambda one: (one.message.created, one.message.id)):
        message = one.message
        hashes = [file.issued_sha256[:12] + "…" for file in ledger.files(message.id) if file.brief == one.brief]
        to = f"{message.name} ({one.recipient})" if message.name else one.recipient
        again = f"\ncopy {one.copy}: {message.reason}" if one.copy > 1 and message.reason else ""
        rows.append(
            (
                str(message.id),
                one.edition,
                str(one.version),
                f"{one.brief} {message.language}",
                escape(f"{to}{again}"),
                one.state,
                local_time(one.at),
                "\n".join(hashes),
            )
        )
    show_table(console, ("No.", "Edition", "Version", "Brief", "To", "State", "When", "SHA-256 as issued"), rows)
    messages = {one.message.id: one.message for one in deliveries}.values()
    for message in messages:
        if message.state in _WAITS:
            told = f": {message.reply}" if message.reply else ""
            console.print(escape(f"Letter {message.id} to {message.name} {_WAITS[message.state]}{told}"))
    if any(message.state in ("planned", "deferred") for message in messages):
        drop = 'briefgen outbox settle NUMBER drop --because "why"'
        console.print(escape(f"What waits goes on with briefgen send EDITION, or is dropped: {drop}"))
    ask_for_decisions(console, [one for one in messages if one.state == "uncertain"])


def ask_for_decisions(console: Console, uncertain: Sequence[Message]) -> None:
    """Say of each letter in doubt what to type."""
    for one in uncertain:
        settle = f'briefgen outbox settle {one.id} sent|again|drop --because "how you know"'
        console.print(escape(f"Ask {one.name} whether letter {one.id} arrived, then type: {settle}"))


def show_found(hash: str, found: Sequence[FileTrace]) -> None:
    """Show who got a file."""
    console = wide_console()
    if not found:
        console.print(f"no file with the SHA-256 {escape(hash[:12])}… was sent")
        return
    for one in found:
        message = one.message
        to = f"{message.name} <{message.address}>" if message.name else message.recipient
        who = escape(f"{to}, {message.state} {local_time(message.at)}, letter {message.id}")
        console.print(f"{one.file.name} of {message.edition}@{message.version} ({one.file.issued_sha256[:12]}…): {who}")
