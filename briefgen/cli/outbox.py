"""The verbs that say who has what, and that settle what nobody knows."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from briefgen.cli.common import here, plain_mistakes, plain_reason
from briefgen.cli.group import main
from briefgen.cli.terminal import echo

if TYPE_CHECKING:
    from briefgen.mailing.outbox import Decision, Ledger


@main.group(invoke_without_command=True)
@click.option("--edition", metavar="EDITION", help="Only of this edition.")
@click.option("--to", "recipient", metavar="WHO", help="Only to this person.")
@click.pass_context
def outbox(context: click.Context, edition: str | None, recipient: str | None) -> None:
    """List what went to whom, when, in which version, and what still waits or is uncertain."""
    if context.invoked_subcommand is not None:
        return
    with plain_mistakes():
        from briefgen.cli import outbox_tables as tables

        with _ledger() as ledger:
            _require_known("edition", edition, ledger.editions())
            _require_known("recipient", recipient, ledger.recipients())
            tables.show_deliveries(ledger.deliveries(edition=edition, recipient=recipient), ledger)


@outbox.command()
@click.argument("what", metavar="FILE|HASH")
def find(what: str) -> None:
    """Say who got a file: name the PDF itself, or its SHA-256 or the beginning of it."""
    with plain_mistakes():
        from briefgen.cli import outbox_tables as tables
        from briefgen.mailing.outbox import find_file

        path = Path.cwd() / what
        if not path.is_file() and (path.suffix or Path(what).name != what):
            raise click.UsageError(f"there is no file {what}")
        with _ledger() as ledger:
            hash, found = find_file(here(), ledger, path if path.is_file() else what)
            tables.show_found(hash, found)
            sys.exit(not found)


@outbox.command()
def look() -> None:
    """Ask the mailbox which drafts were sent from there, and note it."""
    with plain_mistakes():
        from briefgen.cli import outbox_tables as tables
        from briefgen.mailing.drafts import look_for_drafts

        _ledger().close()  # there has to be one
        tables.show_looked(look_for_drafts(here()))


@outbox.command()
@click.argument("number", type=click.IntRange(1, 2**31))
@click.argument("decision", type=click.Choice(["sent", "again", "drop"]))
@click.option("--because", "because", required=True, metavar="REASON", help="How you know; kept with the letter.")
def settle(number: int, decision: str, because: str) -> None:
    """Decide about letter NUMBER, which may have arrived or not: it was sent, send it again, or drop it.

    Ask its recipient first; of a draft, look into the mailbox. A letter that still waits can be dropped, too. What may
    have arrived and was dropped goes out again with --again alone.
    """
    with plain_mistakes(), _ledger() as ledger:
        from briefgen.mailing import outbox as post

        reason = plain_reason(because, "--because")
        message = post.settle(ledger, number, cast("Decision", decision), reason, project=here())
        echo(f"letter {number} to {message.name} is {message.state} now")
        if decision == "drop" and message.doubtful:
            echo("it may have arrived, or lie as a draft: only --again sends that version once more")
        if decision == "again":
            echo(f"it goes out with: briefgen send {message.edition}@{message.version} --to {message.recipient}")


@outbox.command()
@click.argument("recipient", metavar="WHO")
def export(recipient: str) -> None:
    """Print what the outbox keeps about a person, as JSON."""
    with plain_mistakes(), _ledger() as ledger:
        import json

        echo(json.dumps(ledger.export(recipient), ensure_ascii=False, indent=1))


@outbox.command()
@click.argument("recipient", metavar="WHO")
@click.option("--yes", is_flag=True, help="Don't ask; for scripts.")
def forget(recipient: str, yes: bool) -> None:
    """Take a person out of the outbox for good, drafts included; that somebody got a version stays."""
    with plain_mistakes(), _ledger() as ledger:
        from briefgen.mailing.outbox import forget_person

        _require_known("recipient", recipient, ledger.recipients())
        if not yes and not click.confirm(f"Forget who {recipient} is, for good?"):
            return
        count = forget_person(here(), ledger, recipient)
        echo(f"forgotten: {count} letter{'' if count == 1 else 's'}; take them out of recipients.yaml, too")


def _require_known(what: str, name: str | None, known: Sequence[str]) -> None:
    from briefgen.problems.mistakes import did_you_mean

    if name is not None and name not in known:
        raise click.UsageError(f"the outbox has no {what} {name!r}; {did_you_mean(name, known)}")


def _ledger() -> Ledger:
    """Return the outbox of this project."""
    from briefgen.mailing.outbox import open_outbox

    return open_outbox(here())
