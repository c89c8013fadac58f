"""The changes that were made: each can be looked at, taken back, and made again."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

from briefgen.desk.naming import Names, named
from briefgen.desk.pages.shown import form, go, page, show, words_of
from briefgen.desk.roles import person_of
from briefgen.desk.values import ValueWords
from briefgen.making.opened import Opened
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Named, Told
from briefgen.upkeep.changed_fields import changed_fields, knows
from briefgen.upkeep.editing import JournalEntry, UndoError, changes_made, redo, undo


@page
def page_of_changes(request: Request, project: Opened) -> Response:
    """List the changes, the newest first."""
    return _changes(request, project)


def _changes(
    request: Request, project: Opened, status: int = 200, back: Sequence[JournalEntry] = (), theirs: str = ""
) -> Response:
    entries = tuple(reversed(changes_made(project)))
    return show(
        request, "changes.html.jinja", project, status,
        entries=entries, seen=_seen(entries), theirs=theirs, back=back, what_was=_what_was(request, project),
    )  # fmt: skip


def _seen(entries: Iterable[JournalEntry]) -> str:
    """Return what stands for the list of changes that somebody was shown."""
    return sha256(repr([(each.number, each.at, each.undone) for each in entries]).encode()).hexdigest()


@page
def one(request: Request, project: Opened) -> Response:
    """Show what a change came to, line by line."""
    entry = _numbered(changes_made(project), str(request.path_params["number"]))
    if entry is None:
        return show(request, "mistake.html.jinja", project, 404, mistake=Told("this change is kept no more"))
    files = [(name, list(_lines(before or "", after or ""))) for name, (before, after) in entry.files.items()]
    return show(
        request, "change.html.jinja", project, entry=entry, files=files,
        things=_things(request, project, entry), what_was=_what_was(request, project),
    )  # fmt: skip


def _what_was(request: Request, project: Opened) -> Callable[[JournalEntry], str]:
    """Return what says in words what a change was: what is there no more is called as the files called it."""
    words = words_of(request, project)
    values = ValueWords(project, words, Names(project, words))  # for all changes of a page

    def said(entry: JournalEntry) -> str:
        what = entry.what
        path = str.__str__(what.about["path"]) if isinstance(what, Told) and "path" in what.about else ""
        if path and isinstance(what, Told) and not knows(project, path):
            names = next((each.names for each in changed_fields(entry) if each.path.startswith(path)), {})
            if names:
                what = what.about_others({"path": Named(path, {words.language: named(names, words.language)})})
        return values(what)

    return said


def _things(request: Request, project: Opened, entry: JournalEntry) -> list[tuple[str, list[tuple[object, ...]]]]:
    """Return what a change came to, by the thing: each field's name, language and path, what it said and says."""
    words = words_of(request, project)
    names = Names(project, words)
    found: dict[str, list[tuple[object, ...]]] = {}
    for each in changed_fields(entry):
        where, last = names.where(each.path), each.path.rpartition(".")[2]
        known = knows(project, where.path) or not each.names
        language = last if last in project.project.settings.languages else ""
        row = (where.field, language, each.path.removesuffix(f".{language}"), each.old, each.new)
        found.setdefault(where.thing if known else named(each.names, words.language), []).append(row)
    return list(found.items())


def _numbered(entries: Iterable[JournalEntry], number: str) -> JournalEntry | None:
    return next((entry for entry in entries if str(entry.number) == number), None)


def _lines(before: str, after: str) -> list[tuple[str, str]]:
    """Return the lines that differ, each with its sign, and some around them."""
    differing = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=2)
    return [(line[0], line[1:]) for line in differing if not line.startswith(("---", "+++"))]


@form
def turn(request: Request, project: Opened, fields: Mapping[str, str]) -> Response:
    """Take changes back, from the newest to the one that was chosen, several once that is agreed; or redo the last."""
    entries = tuple(reversed(changes_made(project)))
    due = [entry for entry in entries if entry.undone == ("redo" in fields)]
    wanted = _numbered(due, fields.get("redo", fields.get("undo", "")))
    if wanted is None or fields.get("seen") != _seen(entries):  # what came since would go back with it
        raise UndoError(Told("something else was changed just now; nothing was written: look again"))
    if wanted.undone:
        redo(project, wanted)
        return go("/changes", done="redone")
    back = due[: due.index(wanted) + 1]
    theirs = ", ".join(sorted({entry.who for entry in back if entry.who} - {person_of(request).name}))
    if (len(back) > 1 and "agreed" not in fields) or (theirs and fields.get("theirs") != theirs):
        return _changes(request, project, 409, back, theirs)
    for number, entry in enumerate(back):
        try:
            undo(project, entry)
        except Mistake as error:
            if not number:
                raise
            raise UndoError(
                Told(
                    "{number} of {all} changes were taken back, and then: {why}",
                    number=number,
                    all=len(back),
                    why=str(error),
                )
            ) from None
    return go("/changes", done="undone")
