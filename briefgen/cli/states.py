"""Verbs that take changes of the content back, and that keep and compare its states."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefgen.cli.common import Typed, here, plain_mistakes, show_difference
from briefgen.cli.group import main
from briefgen.cli.terminal import echo, new_console

if TYPE_CHECKING:
    from briefgen.upkeep.editing import JournalEntry


@main.command()
@click.option("--list", "listed", is_flag=True, help="Only list the changes that can be taken back or made again.")
@click.option("--yes", is_flag=True, help="Don't ask; for scripts.")
def undo(listed: bool, yes: bool) -> None:
    """Take back the last change of the content that briefgen made, one by one; shows it first, and asks."""
    with plain_mistakes():
        from briefgen.upkeep import editing

        project = here()
        if listed:
            kept = editing.changes_made(project)
            for entry in reversed(kept):
                echo(f"{entry.at[:16].replace('T', ' ')}  {'(taken back) ' if entry.undone else ''}{entry.what}")
            if not kept:
                echo("briefgen has changed nothing in this content yet")
            return
        entry = editing.next_undo(project)
        _show(entry, back=True)
        if yes or click.confirm("Take this back?"):
            editing.undo(project, entry)
            echo("taken back; to have it again: briefgen redo")


@main.command()
@click.option("--yes", is_flag=True, help="Don't ask; for scripts.")
def redo(yes: bool) -> None:
    """Make a change of the content again that briefgen undo took back; shows it first, and asks."""
    with plain_mistakes():
        from briefgen.upkeep import editing

        project = here()
        entry = editing.next_redo(project)
        _show(entry, back=False)
        if yes or click.confirm("Make this change again?"):
            editing.redo(project, entry)
            echo("made again")


def _show(entry: JournalEntry, *, back: bool) -> None:
    """Show what would become of each file, line by line."""
    echo(f"{entry.at[:16].replace('T', ' ')}  {entry.what}")
    for name, (before, after) in entry.files.items():
        old, new = (after, before) if back else (before, after)
        if new is None:
            echo(f"{name} would be deleted")
        else:
            show_difference(name, old or "", new)
    if back and entry.stays:
        echo(f"not taken back: {entry.stays}")


@main.command()
@click.argument("a")
@click.argument("b", default="content")
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text", help="How to show it.")
@click.option("--out", type=Typed(dir_okay=False), help="Write to this file.")
def diff(a: str, b: str, form: str, out: Path | None) -> None:
    """Show what changed from A to B (the content as it stands, if you name none), by meaning, not by line.

    A and B are editions, such as 2019-10-brussels: the content as it was known at their dates; issued ones, such as
    2019-10-brussels@1; files written by briefgen snapshot; or: content. Ends with 0, changes or not.
    """
    with plain_mistakes():
        from briefgen.issuing import differences

        project = here()
        found = differences.diff(project, a, b, folder=Path.cwd())
        if out is not None:
            differences.write_difference(project, found, form, out)
        elif form == "text":
            new_console(highlight=False, soft_wrap=True).print(differences.coloured(found))
        else:
            echo({"json": found.as_json, "html": found.as_html}[form]())


@main.command()
@click.argument("out", type=Typed(dir_okay=False))
def snapshot(out: Path) -> None:
    """Write everything that the content says to the file OUT, as JSON, to compare with later: briefgen diff OUT."""
    with plain_mistakes():
        from briefgen.issuing.differences import write_snapshot

        write_snapshot(here(), out)
