"""Verbs that email what was issued, and that say who has what."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from briefgen.cli.common import here, plain_mistakes, status
from briefgen.cli.group import main

if TYPE_CHECKING:
    from briefgen.delivery.ledger import Decision, Ledger
    from briefgen.project import Project
    from briefgen.send import Sending


@main.command()
@click.argument("name", metavar="EDITION[@VERSION]")
@click.option("--to", multiple=True, metavar="WHO", help="Only this person or group of recipients.yaml; repeatable.")
@click.option("--dry-run", is_flag=True, help="Send nothing: write the letters as .eml files to look at.")
@click.option("--yes", is_flag=True, help="Don't ask; for scripts.")
@click.option("--again", "reason", metavar="REASON", default="", help="Also to those who have it, and say why.")
@click.option(
    "--wait", "minutes", default=15, show_default=True, metavar="MINUTES", help="How long to retry what is put off."
)
def send(name: str, to: tuple[str, ...], dry_run: bool, yes: bool, reason: str, minutes: int) -> None:
    """Email what was issued of EDITION: to each recipient the newest version, in their language, once.

    Shows first who gets what, and asks. A run that was stopped goes on where it was: type the same again.
    Ends with 1 if something could not be sent.
    """
    with plain_mistakes():
        from briefgen.cli import mail_tables as tables
        from briefgen.delivery.account import outbox_folder
        from briefgen.delivery.ledger import Ledger
        from briefgen.send import prepare

        project = here()
        now = datetime.now().astimezone()
        if dry_run:
            with _ledger_to_read(project) as ledger, status():
                planned = prepare(project, name, ledger, to, reason=reason)
            tables.show_plan(planned)
            _write_drafts(project, planned, now)
            return
        with Ledger.open(outbox_folder(project)) as ledger, ledger.run_lock(now):
            with status():
                planned = prepare(project, name, ledger, to, reason=reason)
            tables.show_plan(planned)
            for number, why in planned.forbidden.items():
                ledger.decide(number, "drop", why, now)
            if not planned.new and not planned.waiting:
                click.echo("nothing to send")
                sys.exit(any(row.share.refusal for row in planned.rows))
            if not yes and not click.confirm(tables.question(planned)):
                click.echo("nothing was sent")
                return
            _post(planned, ledger, minutes)


def _post(planned: Sending, ledger: Ledger, minutes: int) -> None:
    import time

    from briefgen.cli import mail_tables as tables
    from briefgen.delivery.account import account_password, server_of
    from briefgen.delivery.post import post
    from briefgen.delivery.server import ServerError
    from briefgen.letters import write_letters

    def now() -> datetime:
        return datetime.now().astimezone()

    account = planned.account
    server, password = server_of(account, planned.project), account_password(account)
    with status("Writing the letters"):
        numbers = (*planned.waiting, *ledger.plan(write_letters(planned, now()), now()))
    try:
        with tables.progress(len(numbers)) as told:
            done = post(
                ledger,
                server,
                password,
                messages=numbers,
                retry_seconds=account.retry_seconds,
                give_up_hours=account.give_up_hours,
                connections=account.connections,
                wait=timedelta(minutes=minutes),
                now=now,
                sleep=time.sleep,
                progress=told,
            )
    except ServerError:
        left = len(ledger.waiting(numbers))
        click.echo(f"Not sent yet: {left} of {len(numbers)}. The same command goes on where this one was.", err=True)
        raise
    tables.show_result([ledger.message(number) for number in numbers], done)
    if done.counts.get("sent", 0) < len(numbers) or any(row.share.refusal for row in planned.rows):
        sys.exit(1)


def _write_drafts(project: Project, planned: Sending, at: datetime) -> None:
    from briefgen.files import write_all
    from briefgen.letters import write_letters

    folder = project.output / f"{planned.issued.name}.mail"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_all(folder, {".gitignore": b"*\n"})  # addresses are personal data
    for letter in write_letters(planned, at, draft=True):
        write_all(folder, {f"{letter.recipient}.eml": letter.wire})
        click.echo(f"wrote {project.name_of(folder)}/{letter.recipient}.eml")
    click.echo("nothing was sent, and nothing was noted")


@main.group(invoke_without_command=True)
@click.option("--edition", metavar="EDITION", help="Only of this edition.")
@click.option("--to", "recipient", metavar="WHO", help="Only to this person.")
@click.pass_context
def outbox(context: click.Context, edition: str | None, recipient: str | None) -> None:
    """List what went to whom, when, in which version, and what still waits or is uncertain."""
    if context.invoked_subcommand is not None:
        return
    with plain_mistakes():
        from briefgen.cli import mail_tables as tables

        with _ledger() as ledger:
            tables.show_deliveries(ledger.deliveries(edition=edition, recipient=recipient), ledger)


@outbox.command()
@click.argument("what", metavar="FILE|HASH")
def find(what: str) -> None:
    """Say who got a file: name the PDF itself, or its SHA-256 or the beginning of it."""
    with plain_mistakes():
        from briefgen.cli import mail_tables as tables
        from briefgen.issued.store import sha256

        path = Path(what)
        hash = sha256(path.read_bytes()) if path.is_file() else what
        with _ledger() as ledger:
            found = ledger.find(hash)
            tables.show_found(hash, found)
            sys.exit(not found)


@outbox.command()
@click.argument("number", type=int)
@click.argument("decision", type=click.Choice(["sent", "again", "drop"]))
@click.option("--because", "reason", required=True, metavar="REASON", help="How you know; kept with the letter.")
def settle(number: int, decision: str, reason: str) -> None:
    """Decide about letter NUMBER, which may have arrived or not: it was sent, send it again, or drop it.

    Ask its recipient first. A letter that still waits can be dropped, too.
    """
    with plain_mistakes(), _ledger() as ledger:
        now = datetime.now().astimezone()
        with ledger.run_lock(now):
            message = ledger.decide(number, cast("Decision", decision), reason, now)
        click.echo(f"letter {number} to {message.name} is {message.state} now")
        if decision == "again":
            click.echo(f"it goes out with: briefgen send {message.edition}")


@outbox.command()
@click.argument("recipient", metavar="WHO")
def export(recipient: str) -> None:
    """Print all that the outbox keeps about a person, as JSON."""
    with plain_mistakes(), _ledger() as ledger:
        import json

        click.echo(json.dumps(ledger.export(recipient), ensure_ascii=False, indent=1))


@outbox.command()
@click.argument("recipient", metavar="WHO")
@click.option("--yes", is_flag=True, help="Don't ask; for scripts.")
def forget(recipient: str, yes: bool) -> None:
    """Take a person out of the outbox for good; that somebody got a version stays."""
    with plain_mistakes(), _ledger() as ledger:
        if not yes and not click.confirm(f"Forget who {recipient} is, for good?"):
            return
        count = ledger.forget(recipient, datetime.now().astimezone())
        click.echo(f"forgotten: {count} letter{'' if count == 1 else 's'}; take them out of recipients.yaml, too")


@contextmanager
def _ledger_to_read(project: Project) -> Iterator[Ledger]:
    """Give the outbox, or an empty one if there is none yet: who only looks leaves no trace."""
    import tempfile

    from briefgen.delivery.account import outbox_folder
    from briefgen.delivery.ledger import LEDGER, Ledger

    folder = outbox_folder(project)
    with (
        tempfile.TemporaryDirectory() as empty,
        Ledger.open(folder if (folder / LEDGER).is_file() else Path(empty)) as ledger,
    ):
        yield ledger


def _ledger() -> Ledger:
    from briefgen.delivery.account import outbox_folder
    from briefgen.delivery.ledger import LEDGER, Ledger
    from briefgen.mistakes import Mistake

    folder = outbox_folder(here())
    if not (folder / LEDGER).is_file():
        raise Mistake("nothing was sent from this project yet")
    return Ledger.open(folder)
