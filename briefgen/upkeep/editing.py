"""The content is changed at its paths, and changes are taken back: the front for whoever edits it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Unpack

from briefgen.contacts.account_changes import account_beside
from briefgen.contacts.enrolment import recipients_beside, trim_recipients_before, with_people
from briefgen.content.changing import add, journal, move, remove
from briefgen.content.changing import set as setting
from briefgen.content.changing.edit import Agree, CannotEditError
from briefgen.content.changing.journal import (
    ACCOUNT,
    ASIDE,
    CONTENT,
    RECIPIENTS,
    SETTINGS,
    AlreadyError,
    JournalEntry,
    UndoError,
    by,
)
from briefgen.content.changing.learning import LearningError, UndecidedError
from briefgen.content.changing.paths import PathError
from briefgen.content.changing.remove import ReferredError
from briefgen.making.opened import Opened, opened
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Note, Told
from briefgen.project.files import ChangedError
from briefgen.project.folder import Project
from briefgen.upkeep.annexes import bring_back_named
from briefgen.upkeep.settings_file import settings_beside

__all__ = [
    "ACCOUNT",
    "ASIDE",
    "CONTENT",
    "RECIPIENTS",
    "SETTINGS",
    "Agree",
    "CannotEditError",
    "ChangedError",
    "Edited",
    "JournalEntry",
    "LearningError",
    "Note",
    "PathError",
    "ReferredError",
    "UndecidedError",
    "UndoError",
    "add_entry",
    "by",
    "changes_made",
    "move_entry",
    "next_redo",
    "next_undo",
    "redo",
    "remove_value",
    "set_value",
    "undo",
    "undo_all",
]


@dataclass(frozen=True, slots=True)
class Edited:
    """What a change came to: the files that were written, and what a person should know of it."""

    files: tuple[str, ...]  # as reports call them; none if nothing was different
    notes: tuple[Note, ...]


def set_value(
    project: Project | Opened,
    path: str,
    value: str,
    *,
    since: str | None = None,
    always: bool = False,
    agree: Agree | None = None,
    **said: Unpack[setting.OfFigure],
) -> Edited:
    """Set the value at a path, written as in a file; "null" empties it, and `as_of` sends a figure's old one away.

    That somebody has confirmed the new one is said by `verified`.

    `agree` is told what would be written, and stops it by raising. Raises `PathError`, `ProblemsError`,
    `CannotEditError`, `ChangedError`, `LearningError`, and `UndecidedError` if an edition that went out would print it
    and neither `since` nor `always` is said.
    """

    def change(folder: Project, agree: Agree) -> list[Note]:
        return setting.set_value(
            folder.content, folder.name_of(folder.content), path, value,
            since=since, always=always, agree=agree, **said,
        )  # fmt: skip

    return edited(project, change, agree)


def add_entry(
    project: Project | Opened,
    path: str,
    entry: Mapping[str, Any] | Sequence[tuple[str, str]] | str,
    *,
    ends_earlier: bool | None = None,
    since: str | None = None,
    always: bool = False,
    agree: Agree | None = None,
) -> Edited:
    """Add an entry to the list at a path: its values, its fields as a person types them, or YAML.

    A term in an office ends the one before it unless `ends_earlier` is False. Raises what `set_value` raises.
    """
    fields = add.read_entry(entry) if isinstance(entry, str) else entry

    def change(folder: Project, agree: Agree) -> list[Note]:
        return add.add_entry(
            folder.content, folder.name_of(folder.content), path, fields,
            ends_earlier=ends_earlier, since=since, always=always, agree=agree,
        )  # fmt: skip

    return edited(project, change, agree)


def remove_value(
    project: Project | Opened,
    path: str,
    *,
    anyway: bool = False,
    since: str | None = None,
    always: bool = False,
    agree: Agree | None = None,
) -> Edited:
    """Take out the entry or field at a path; gone `since` a day, it stays marked for the editions of before.

    Raises `ReferredError` if something refers to it, but `anyway`; and what `set_value` raises.
    """

    def change(folder: Project, agree: Agree) -> list[Note]:
        return remove.remove(
            folder.content, folder.name_of(folder.content), path,
            since=since, always=always, anyway=anyway, agree=agree,
        )  # fmt: skip

    return edited(project, change, agree)


def move_entry(project: Project | Opened, path: str, *, up: bool, agree: Agree | None = None) -> Edited:
    """Let an entry change places with the one above it, or below, in every edition; raises what `set_value` does."""

    def change(folder: Project, agree: Agree) -> list[Note]:
        return move.move(folder.content, folder.name_of(folder.content), path, up=up, agree=agree)

    return edited(project, change, agree)


def edited(
    project: Project | Opened, change: Callable[[Project, Agree], list[Note]], agree: Agree | None = None
) -> Edited:
    """Make a change of the content, which is given its project and whom to tell before it writes; say what it came to.

    The project is told that its files have changed. Raises what the change and `agree` raise.
    """
    held = opened(project)
    written: list[str] = []

    def told(files: Sequence[tuple[str, str, str]], beside: Sequence[str]) -> None:
        if agree:
            agree(files, beside)
        written.extend([*(name for name, _, _ in files), *beside])

    try:
        notes = change(held.project, told)
        trim_recipients_before(held.project)
    finally:
        held.changed(held.project.content)
    bring_back_named(held)
    return Edited(tuple(written), tuple(notes))


# Back and forth -----------------------------------------------------------------------------------------------------


def changes_made(project: Project | Opened) -> tuple[JournalEntry, ...]:
    """Return the changes that briefgen made and keeps, of the content and of what is beside it, the oldest first."""
    folder = opened(project).project
    return tuple(_whole(folder, journal.entries(folder.content)))


def last_saved(project: Project | Opened, file: str) -> tuple[str, str] | None:
    """Return when a file of the content, as reports name it, was last changed here, and what was saved then."""
    held = opened(project)
    name = file.removeprefix(f"{held.project.name_of(held.project.content)}/")
    changes = (each for each in reversed(changes_made(held)) if not each.undone and name in each.files)
    return next(((each.at, each.files[name][1] or "") for each in changes), None)


def next_undo(project: Project | Opened) -> JournalEntry:
    """Return the change that `undo` takes back; raises `UndoError` if there is none."""
    folder = opened(project).project
    return _whole(folder, [journal.next_undo(folder.content)])[0]


def next_redo(project: Project | Opened) -> JournalEntry:
    """Return the change that `redo` makes again; raises `UndoError` if there is none."""
    folder = opened(project).project
    return _whole(folder, [journal.next_redo(folder.content)])[0]


def _whole(project: Project, entries: list[JournalEntry]) -> list[JournalEntry]:
    """Return changes with what they were, where that isn't kept in the project."""
    try:
        return with_people(project, entries)
    except Mistake:  # the list isn't where the settings say
        return entries


def undo(project: Project | Opened, entry: JournalEntry | None = None) -> JournalEntry:
    """Take the last change back, or the `entry` that was shown if it still is the last of its place; return it.

    Raises `Mistake`, and then nothing was written.
    """
    return _turned(opened(project), entry or next_undo(project), journal.undo)


def undo_all(project: Project | Opened, entries: Sequence[JournalEntry]) -> None:
    """Take changes of one place back, the newest first: all of them or none; raises `Mistake`.

    Where those that were taken back can't be made again, the mistake says so.
    """
    if lost := next((entry for entry in entries if not entry.files), None):
        raise UndoError(
            Told("nothing is kept of what was there before “{what}”; nothing was taken back", what=lost.what)
        )
    if len(entries) == 1:
        undo(project, entries[0])
        return
    done: list[JournalEntry] = []
    try:
        for entry in entries:
            with suppress(AlreadyError):
                undo(project, entry)
                done.append(replace(entry, undone=True))
    except Mistake as error:
        try:
            for entry in reversed(done):
                redo(project, entry)
        except Mistake:  # not all that it said is kept, or somebody else was quicker
            raise UndoError(
                Told(
                    "{number} of {all} changes were taken back, and then: {why}",
                    number=len(done),
                    all=len(entries),
                    why=str(error),
                )
            ) from None
        raise UndoError(
            Told("none of the {number} changes was taken back: {why}", number=len(entries), why=str(error))
        ) from None


def redo(project: Project | Opened, entry: JournalEntry | None = None) -> JournalEntry:
    """Make the change again that was taken back; as `undo`."""
    return _turned(opened(project), entry or next_redo(project), journal.redo)


# How what isn't the content's own is taken back.
_BESIDE = {RECIPIENTS: recipients_beside, ACCOUNT: account_beside, SETTINGS: settings_beside}


def _turned(held: Opened, entry: JournalEntry, turn: Callable[..., None]) -> JournalEntry:
    folder = held.project.content
    try:
        beside = _BESIDE[entry.place](held.project) if entry.place else None
        (entry,) = with_people(held.project, [entry])  # what can't be read just now isn't lost
        turn(folder, held.project.name_of(folder), entry, beside)
    finally:
        held.changed(*((held.project.settings_file,) if entry.place in (ACCOUNT, SETTINGS) else (folder,)))
    if not entry.place:
        bring_back_named(held)
    return entry
