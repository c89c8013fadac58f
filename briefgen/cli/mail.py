"""The verb that emails what was issued."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import TYPE_CHECKING

import click

from briefgen.cli.common import here, plain_mistakes, plain_reason, status
from briefgen.cli.group import main
from briefgen.cli.terminal import echo
from briefgen.mailing.ways import WAYS

if TYPE_CHECKING:
    from briefgen.mailing.ledger.book import Ledger, Message
    from briefgen.mailing.plan import Sending
    from briefgen.mailing.posting import PostProgress
    from briefgen.mailing.send import Order


class _Send(click.Command):
    """The verb, whose help lists the ways that there are."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("How letters leave, by [mail] way in briefgen.toml"):
            formatter.write_dl(list(WAYS.items()))


@main.command(cls=_Send)
@click.argument("name", metavar="EDITION[@VERSION]")
@click.option("--to", multiple=True, metavar="WHO", help="Only this person or group of recipients.yaml; repeatable.")
@click.option("--dry-run", is_flag=True, help="Send nothing: write the letters as .eml files to look at.")
@click.option("--yes", is_flag=True, help="Don't ask; for scripts.")
@click.option("--again", "given", metavar="REASON", help="Also to those who have it, and say why.")
@click.option(
    "--wait", "minutes", type=click.IntRange(0, 7 * 24 * 60), default=15, show_default=True, metavar="MINUTES",
    help="How long to retry what is put off.",
)  # fmt: skip
def send(name: str, to: tuple[str, ...], dry_run: bool, yes: bool, given: str | None, minutes: int) -> None:
    """Email what was issued of EDITION: to each recipient the newest version, in their language, once.

    Shows first who gets what, and asks. A run that was stopped goes on where it was: type the same again.
    Ends with 1 if something could not be sent.
    """
    with plain_mistakes():
        from briefgen.mailing.ledger.records import local_now
        from briefgen.mailing.send import Order, dispatch

        order = Order(here(), name, to, plain_reason(given, "--again") if given is not None else "")
        front = _Terminal(asks=not yes)
        if dry_run:
            _dry_run(order, front)
            return
        result = dispatch(order, front, wait=timedelta(minutes=minutes), now=local_now)
        if result.declined:
            echo("nothing was sent, and nothing was changed")
            return
        sys.exit(not result.complete)


def _dry_run(order: Order, front: _Terminal) -> None:
    from briefgen.mailing.ledger.records import local_now
    from briefgen.mailing.send import dry_run

    done = dry_run(order, front, now=local_now, wrote=lambda path: echo(f"wrote {order.folder.name_of(path)}"))
    if done.sending.account.sign:
        echo("drafts aren't signed: the mail program that sends them does that, if it is set up for it")
    echo("nothing was sent, and nothing was noted; what you send by hand the outbox doesn't know of")


class _Terminal:
    """What the run shows and asks here."""

    def __init__(self, *, asks: bool) -> None:
        from briefgen.cli import mail_tables

        self.asks = asks
        self._tables = mail_tables

    def busy(self, what: str) -> AbstractContextManager[object]:
        return status(what)

    def show(self, sending: Sending, ledger: Ledger, *, changed: bool) -> None:
        if changed:
            echo("Something has changed meanwhile; this is what would be sent now:")
        self._tables.show_plan(sending, ledger)
        if not (sending.new or sending.waiting or sending.forbidden):
            echo("nothing to send")

    def agrees(self, sending: Sending) -> bool:
        return click.confirm(self._tables.question(sending))

    def follow(self, total: int) -> AbstractContextManager[PostProgress]:
        return self._tables.progress(total)

    def ended(self, messages: Sequence[Message], *, interrupted: bool) -> None:
        self._tables.show_result(messages, stopped=interrupted)
