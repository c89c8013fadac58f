"""The changes that were made: each can be looked at, taken back, and made again."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from briefgen.desk.pages.shown import form, go, page, show
from briefgen.making.opened import Opened
from briefgen.problems.notes import Told
from briefgen.upkeep.editing import JournalEntry, UndoError, changes_made, next_redo, redo, undo


@page
def page_of_changes(request: Request, project: Opened) -> Response:
    """List the changes, the newest first."""
    return show(request, "changes.html.jinja", project, entries=tuple(reversed(changes_made(project))))


@page
def one(request: Request, project: Opened) -> Response:
    """Show what a change came to, line by line."""
    entry = next((each for each in changes_made(project) if each.number == request.path_params["number"]), None)
    if entry is None:
        return show(request, "mistake.html.jinja", project, 404, mistake=Told("this change is kept no more"))
    files = [(name, list(_lines(before or "", after or ""))) for name, (before, after) in entry.files.items()]
    return show(request, "change.html.jinja", project, entry=entry, files=files)


def _lines(before: str, after: str) -> list[tuple[str, str]]:
    """Return the lines that differ, each with its sign, and some around them."""
    differing = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=2)
    return [(line[0], line[1:]) for line in differing if not line.startswith(("---", "+++"))]


@form
def turn(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Take changes back, from the newest to the one that was chosen; or make the last one again."""
    if "redo" in fields:
        entry = next_redo(project)
        _require(entry, fields["redo"])
        redo(project, entry)
        return go("/changes", done="redone")
    wanted = fields.get("undo", "")
    due = [entry for entry in reversed(changes_made(project)) if not entry.undone]
    if not any(str(entry.number) == wanted for entry in due):
        raise UndoError(Told("something else was changed just now; nothing was written: look again"))
    for entry in due:
        undo(project, entry)
        if str(entry.number) == wanted:
            break
    return go("/changes", done="undone")


def _require(entry: JournalEntry, number: str) -> None:
    if str(entry.number) != number:
        raise UndoError(Told("something else was changed just now; nothing was written: look again"))
