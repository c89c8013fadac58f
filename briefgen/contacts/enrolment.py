"""`briefgen add recipients`: people from the command line or from a table come into the recipients' file."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

from briefgen.contacts.recipients import Known, called, check_recipients, recipients_file
from briefgen.contacts.rows import person_in
from briefgen.content.changing import journal
from briefgen.content.changing.editor import Editor
from briefgen.content.changing.journal_apart import kept_in
from briefgen.content.reading.yaml_file import parsed
from briefgen.content.schema.recipients import Recipient
from briefgen.problems.diagnostics import ProblemsError
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Note, Told, listed
from briefgen.project.files import replace_file
from briefgen.project.folder import Project
from briefgen.project.reading import read_file
from briefgen.project.settings import SETTINGS_FILE, ProjectError


class EnrolmentError(Mistake):
    """Somebody can't be added; the message says who and why. Nothing was written.

    `at_fields` has what is wrong by the fields of the one who was to be added, where that is all; `faults` are all
    that the message lists, each with its row.
    """

    def __init__(
        self, message: str, at_fields: Mapping[str, str] = MappingProxyType({}), faults: Sequence[str] = ()
    ) -> None:
        super().__init__(message)
        self.at_fields, self.faults = at_fields, tuple(faults)


@dataclass(frozen=True, slots=True)
class Enrolment:
    """Who would be added to the file, and how it would read; nothing is written yet."""

    path: Path
    name: str
    old: bytes | None
    text: str
    new: tuple[Recipient, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class RecipientsFile:
    """The file with the recipients as it is, and what changes its text; nothing is written yet."""

    path: Path
    name: str
    old: bytes | None
    editor: Editor


def open_recipients_file(project: Project) -> RecipientsFile:
    """Return the file to be changed; raises `EnrolmentError` for a link out of the content, and `ProblemsError`."""
    path, name, old = located(project)
    return RecipientsFile(path, name, old, Editor(text_in(old, name), name))


def located(project: Project) -> tuple[Path, str, bytes | None]:
    """Return where the file is, how reports call it, and what is in it; raises `EnrolmentError` for such a link."""
    path, name = recipients_file(project)
    if path.is_symlink() and not _in_content(path, project):
        raise EnrolmentError(
            Told(
                "{name} is a link out of the content, and briefgen reads through such a link but writes "
                "through none; nothing was written. Name the file itself: under [mail] in {file} write "
                "recipients = '{path}'",
                name=name,
                file=SETTINGS_FILE,
                path=path.resolve().as_posix(),
            )
        )
    return path, name, read_file(path, name) if path.exists() else None


def text_in(old: bytes | None, name: str) -> str:
    """Return the text of the file; raises `EnrolmentError`."""
    try:
        return (old or b"").decode()
    except UnicodeDecodeError:
        raise EnrolmentError(Told("{name}: this is not UTF-8; mend it in an editor", name=name)) from None


def plan_enrolment(
    project: Project, known: Known, rows: Sequence[tuple[str, Mapping[str, Any]]], common: Sequence[tuple[str, str]]
) -> Enrolment:
    """Return what adding people would do; `common` are fields, as typed, that all have unless their row differs.

    Each row comes with what messages say in front. Who is there already, by address and language, is left as they are.
    Raises `EnrolmentError` with all that is wrong, and `ProblemsError` for the file as it is.
    """
    named = [field for field, _ in common]
    if twice := next((field for field in named if named.count(field) > 1), None):
        raise EnrolmentError(Told("--field {twice} is named twice: say it once", twice=twice))
    held = open_recipients_file(project)
    path, name, old, editor = held.path, held.name, held.old, held.editor
    there = check_recipients(editor.source, known) if editor.source.value else ()
    boxes = {(one.email.casefold(), one.language): one for one in there}
    ids = {one.id for one in there}
    new: list[Recipient] = []
    faults: list[str] = []
    notes: list[Note] = []
    at_fields: dict[str, str] = {}
    for where, cells in rows:
        person, wrong = person_in({**dict(common), **cells}, known, ids if where else None)
        if wrong or person is None:
            faults += [Told("{where}{error}", where=where, error=said) for said in wrong.values()]
            at_fields |= {} if where else wrong
            continue
        box = (person.email.casefold(), person.language)
        if box in boxes:
            own = called(boxes[box])
            notes.append(
                Note(
                    "already-there", "{where}{email} is there already, as {id}", where=where, email=person.email, id=own
                )
            )
            continue
        if person.id in ids:
            faults.append(
                Told("{where}there is somebody called {id} already: give them another id", where=where, id=person.id)
            )
            continue
        boxes[box] = person
        ids.add(person.id)
        new.append(person)
        editor.add_entry((), person.model_dump(exclude_unset=True), Recipient)
    if faults:
        raise EnrolmentError(Told("nothing was added:\n  {faults}", faults=listed(faults)), at_fields, faults)
    if new:
        check_recipients(editor.source, known)
    return Enrolment(path, name, old, editor.raw, tuple(new), tuple(notes))


def write_enrolment(project: Project, asked: Enrolment) -> tuple[str, ...]:
    """Write the file if somebody is to be added; return its name. Raises `ChangedError` if it is another one by now."""
    if not asked.new:
        return ()
    what = (
        Told("1 recipient added to {name}", name=asked.name)
        if len(asked.new) == 1
        else Told("{number} recipients added to {name}", number=len(asked.new), name=asked.name)
    )
    write_recipients(project, asked.path, asked.name, asked.old, asked.text, what)
    return (asked.name,)


def write_recipients(project: Project, path: Path, name: str, old: bytes | None, text: str, what: str) -> None:
    """Write the file with the recipients, and note `what` was done; raises `ChangedError` if it is another by now."""
    path = path.resolve()  # a link within the content stays one
    path.parent.mkdir(parents=True, exist_ok=True)
    journal.write_noted(
        project.content,
        journal.RECIPIENTS,
        {path.name: (journal.as_text(old), text)},
        what,
        lambda before: replace_file(path, old, text.encode(), name, before),
        journal.OfPeople(_where(project, path), _people(old, text, name), _kept_apart(project, path)),
    )


def with_people(project: Project, entries: Sequence[journal.JournalEntry]) -> list[journal.JournalEntry]:
    """Return changes with what is kept of them beside the list; raises `ProjectError` and `ApartError`."""
    if not any(_is_apart(each) for each in entries):
        return list(entries)
    apart = _kept_apart(project, recipients_file(project)[0])
    kept = kept_in(apart) if apart else {}
    found = {each.number: kept.get(journal.key_of(project.content, each)) for each in entries if _is_apart(each)}
    return [
        replace(each, files=there.files, people=there.people) if (there := found.get(each.number)) else each
        for each in entries
    ]


def _is_apart(entry: journal.JournalEntry) -> bool:
    return entry.place == journal.RECIPIENTS and not entry.files


def trim_recipients_before(project: Project) -> None:
    """Keep nothing beside the list of changes that are too old, or taken back and past."""
    with suppress(Mistake, OSError):  # the list isn't where the settings say: nothing is lost
        apart = _kept_apart(project, recipients_file(project)[0])
        if apart:
            journal.trim_apart(project.content, apart)


def forget_recipients_before(project: Project) -> None:
    """Keep nothing of what the list said before, so that who was taken out is nowhere."""
    try:
        apart = _kept_apart(project, recipients_file(project)[0])
    except ProjectError:  # the list isn't where the settings say
        apart = None
    journal.forget_people(project.content, apart)


def _kept_apart(project: Project, path: Path) -> Path | None:
    """Return where changes of a list out of the project are kept: beside it, since others may read the project."""
    path = path.resolve()
    return None if path.is_relative_to(project.root.resolve()) else path.with_name(f".{path.name}.undo")


def recipients_beside(project: Project) -> journal.Beside:
    """Return how a change of the recipients is taken back; raises `EnrolmentError`, `ProjectError`."""
    path, name, there = located(project)
    path = path.resolve()
    return journal.Beside(
        name,
        lambda _: journal.as_text(there),
        lambda _, then: replace_file(path, there, journal.as_bytes(then), name, mode=0o600),
        _where(project, path),
    )


def _where(project: Project, path: Path) -> str:
    """Return which list it is: in the project by its path, which may move with it."""
    root = project.root.resolve()
    inside = path.is_relative_to(root)
    return path.relative_to(root).as_posix() if inside else sha256(os.fsencode(path)).hexdigest()[:16]


def _people(old: bytes | None, text: str, name: str) -> tuple[str, ...]:
    """Return the names of those of whom the list says something else now; nobody where it can't be read."""
    try:
        before, after = (_by_id(parsed(each, name).value) for each in (journal.as_text(old) or "", text))
    except (ProblemsError, TypeError, LookupError):
        return ()
    differing = [after.get(id) or before[id] for id in {**before, **after} if before.get(id) != after.get(id)]
    return tuple(str(each.get("name") or each["id"]) for each in differing)


def _by_id(entries: Any) -> dict[str, dict[str, Any]]:
    return {str(each["id"]): each for each in entries or ()}


def _in_content(path: Path, project: Project) -> bool:
    return path.resolve().is_relative_to(project.content.resolve())
