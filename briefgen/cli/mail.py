"""The verb that emails what was issued."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefgen.cli.common import here, now, plain_mistakes, plain_reason, status
from briefgen.cli.group import main
from briefgen.cli.terminal import echo
from briefgen.mailing.ways import WAYS

if TYPE_CHECKING:
    from briefgen.mailing.ledger.book import Ledger
    from briefgen.mailing.plan import Sending
    from briefgen.mailing.ways.base import Way
    from briefgen.project.folder import Project


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
        from briefgen.cli import mail_tables as tables
        from briefgen.contacts.account import outbox_folder, read_account
        from briefgen.mailing.ledger.book import Ledger
        from briefgen.mailing.plan import prepare
        from briefgen.problems.mistakes import Mistake

        reason = plain_reason(given, "--again") if given is not None else ""
        project = here()
        read_account(project)
        if dry_run:
            with _ledger_to_read(project) as ledger:
                with status():
                    planned = prepare(project, name, ledger, to, reason=reason)
                tables.show_plan(planned, ledger)
            _write_drafts(project, planned)
            return
        with Ledger.open(outbox_folder(project)) as ledger:
            ledger.recover(now())
            while True:
                with status():
                    planned = prepare(project, name, ledger, to, reason=reason)
                tables.show_plan(planned, ledger)
                if not (planned.new or planned.waiting or planned.forbidden):
                    echo("nothing to send")
                    sys.exit(planned.refuses)
                way = _access(planned)  # what is missing is told before the question
                if yes and planned.twice and not reason:
                    raise Mistake(tables.UNSEEN)
                if not yes and not click.confirm(tables.question(planned)):
                    echo("nothing was sent, and nothing was changed")
                    return
                with ledger.run_lock(now()):
                    shown, planned = planned, prepare(project, name, ledger, to, reason=reason)
                    if planned.outline == shown.outline:

                        def look_again() -> Sending:
                            return prepare(project, name, ledger, to, reason=reason)

                        _post(planned, ledger, way, minutes, look_again)
                        return
                echo("Something has changed meanwhile; this is what would be sent now:")


def _access(planned: Sending) -> Way:
    """Return the way, with all that it takes to send; raises `Mistake` for anything that is missing."""
    from briefgen.contacts.account import SecretError, how_to_unlock, sign_key, sign_password
    from briefgen.mailing.letter import smime
    from briefgen.mailing.ways import way_of

    account = planned.account
    way = way_of(account).prepare(account, planned.project)
    if account.sign:
        pem, secret = sign_key(account, planned.project), sign_password(account)
        if smime.is_locked(pem) and not secret:
            raise SecretError(f"the key for signatures wants its password: {how_to_unlock(account)}")
        smime.require_usable(pem, secret, account.sender, now())
    return way


def _post(
    planned: Sending,
    ledger: Ledger,
    way: Way,
    minutes: int,
    look_again: Callable[[], Sending],
) -> None:
    import time

    from briefgen.cli import mail_tables as tables
    from briefgen.mailing.ledger.marks import marked
    from briefgen.mailing.letters import write_letters
    from briefgen.mailing.run import post
    from briefgen.problems.mistakes import Mistake

    def sleep(seconds: float) -> None:
        time.sleep(seconds)
        planned.require_newest()
        if wrong := [why for number, why in look_again().forbidden.items() if number in numbers]:
            raise Mistake(f"what waits may not go as it is any more, since {wrong[0]}; the same command shows what may")

    for number, why in planned.forbidden.items():
        ledger.decide(number, "drop", why, now())
    if planned.reason:
        ledger.give_reason(planned.waiting, planned.reason)
    with status("Writing the letters"):
        numbers = (*planned.waiting, *ledger.plan(write_letters(planned, now()), now()))
    account = planned.account
    done = None
    try:
        with marked(ledger, planned.project.content, numbers, now), tables.progress(len(numbers)) as told:
            done = post(
                ledger,
                way,
                messages=numbers,
                retry_seconds=account.retry_seconds,
                give_up_hours=account.give_up_hours,
                connections=account.connections,
                wait=timedelta(minutes=minutes),
                now=now,
                sleep=sleep,
                progress=told,
            )
    finally:
        messages = [ledger.message(number) for number in numbers]
        tables.show_result(messages, stopped=done is not None and done.interrupted)
    if any(message.state != "sent" for message in messages) or planned.refuses:
        sys.exit(1)


def _write_drafts(project: Project, planned: Sending) -> None:
    from briefgen.mailing.letter import drafts
    from briefgen.mailing.letters import write_letters

    folder = drafts.folder_of(project.output, planned.issued.name)
    with drafts.new_folder(folder) as write:
        for letter in write_letters(planned, now(), draft=True):
            write(letter.recipient, letter.wire)
            echo(f"wrote {project.name_of(folder)}/{letter.recipient}.eml")
    if planned.account.sign:
        echo("drafts aren't signed: the mail program that sends them does that, if it is set up for it")
    echo("nothing was sent, and nothing was noted; what you send by hand the outbox doesn't know of")


@contextmanager
def _ledger_to_read(project: Project) -> Iterator[Ledger]:
    """Give the outbox, or an empty one if there is none yet: who only looks leaves no trace."""
    import tempfile

    from briefgen.contacts.account import outbox_folder
    from briefgen.mailing.ledger.book import Ledger, has_ledger

    folder = outbox_folder(project)
    with (
        tempfile.TemporaryDirectory() as empty,
        Ledger.open(folder if has_ledger(folder) else Path(empty)) as ledger,
    ):
        ledger.recover(now())
        yield ledger
