"""Verbs that take changes of the content back, and that keep and compare its states."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefgen.cli.common import here, plain_mistakes, show_difference
from briefgen.cli.group import main
from briefgen.cli.terminal import echo, new_console

if TYPE_CHECKING:
    from briefgen.content.changing.journal import Entry


@main.command()
@click.option("--list", "listed", is_flag=True, help="Only list the changes that can be taken back or made again.")
@click.option("--yes", is_flag=True, help="Don't ask; for scripts.")
def undo(listed: bool, yes: bool) -> None:
    """Take back the last change of the content that briefgen made, one by one; shows it first, and asks."""
    with plain_mistakes():
        from briefgen.content.changing import journal

        project = here()
        if listed:
            kept = journal.entries(project.content)
            for entry in reversed(kept):
                echo(f"{entry.at[:16].replace('T', ' ')}  {'(taken back) ' if entry.undone else ''}{entry.what}")
            if not kept:
                echo("briefgen has changed nothing in this content yet")
            return
        entry = journal.next_undo(project.content)
        _show(entry, back=True)
        if yes or click.confirm("Take this back?"):
            journal.undo(project.content, project.name_of(project.content), entry)
            echo("taken back; to have it again: briefgen redo")


@main.command()
@click.option("--yes", is_flag=True, help="Don't ask; for scripts.")
def redo(yes: bool) -> None:
    """Make a change of the content again that briefgen undo took back; shows it first, and asks."""
    with plain_mistakes():
        from briefgen.content.changing import journal

        project = here()
        entry = journal.next_redo(project.content)
        _show(entry, back=False)
        if yes or click.confirm("Make this change again?"):
            journal.redo(project.content, project.name_of(project.content), entry)
            echo("made again")


def _show(entry: Entry, *, back: bool) -> None:
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
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def diff(a: str, b: str, form: str, out: Path | None) -> None:
    """Show what changed from A to B (the content as it stands, if you name none), by meaning, not by line.

    A and B are editions, such as 2019-10-brussels: the content as it was known at their dates; issued ones, such as
    2019-10-brussels@1; files written by briefgen snapshot; or: content. Ends with 0, changes or not.
    """
    with plain_mistakes():
        from briefgen.changes import compare, named, render
        from briefgen.issued import store
        from briefgen.making.opened import load_content
        from briefgen.project.files import write_all

        project = here()
        out = out and project.for_output(out)

        def issued(name: str) -> str:
            return store.open_issued(project.content, name).read(store.CONTENT).decode()

        old, new = named.two_sides(load_content(project), a, b, issued)
        changes = compare.compare(old, new)
        if form == "text" and out is None:
            new_console(highlight=False, soft_wrap=True).print(render.text(old, new, changes))
            return
        shown = {"json": render.as_json, "html": render.as_html, "text": render.plain_text}[form](old, new, changes)
        if out is None:
            echo(shown)
        else:
            mark = "Written by briefgen diff\n\n" if form == "text" else ""
            write_all(out.parent, {out.name: f"{mark}{shown}\n".encode()})


@main.command()
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
def snapshot(out: Path) -> None:
    """Write everything that the content says to the file OUT, as JSON, to compare with later: briefgen diff OUT."""
    with plain_mistakes():
        from briefgen.content.snapshot import snapshot as take
        from briefgen.making.opened import load_content
        from briefgen.project.files import write_all

        project = here()
        out = project.for_output(out)
        write_all(out.parent, {out.name: take(load_content(project)).encode()})
