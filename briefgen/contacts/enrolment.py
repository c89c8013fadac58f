"""`briefgen add recipients`: people from the command line or from a table come into the recipients' file."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from briefgen.contacts.recipients import Known, check_recipients, recipients_file
from briefgen.content.changing import journal
from briefgen.content.changing.editor import Editor
from briefgen.content.changing.journal_apart import kept_in
from briefgen.content.reading.yaml_file import parsed
from briefgen.content.schema.recipients import Recipient
from briefgen.problems.diagnostics import ProblemsError
from briefgen.problems.mistakes import Mistake, did_you_mean
from briefgen.problems.notes import Note, SchemaWord, Told, WordRow, listed
from briefgen.project.files import replace_file
from briefgen.project.folder import Project
from briefgen.project.reading import read_file
from briefgen.project.settings import SETTINGS_FILE, ProjectError

# How the columns of a table may be called, beside the fields' own names.
_COLUMNS = {
    "e-mail": "email", "mail": "email", "address": "email", "full name": "name", "group": "groups", "brief": "briefs",
    "format": "formats", "marking": "ceiling", "highest marking": "ceiling",
    "უმაღლესი გრიფი": "ceiling", "გრიფი": "ceiling",
    "სახელი": "name", "სახელი, გვარი": "name", "სახელი და გვარი": "name", "ელფოსტა": "email", "ელ. ფოსტა": "email",
    "ელ.ფოსტა": "email", "ენა": "language", "ჯგუფი": "groups", "ჯგუფები": "groups", "შენიშვნა": "note",
}  # fmt: skip
_LANGUAGES = {
    "ქართული": "ka", "georgian": "ka", "ინგლისური": "en", "english": "en", "ფრანგული": "fr", "french": "fr",
}  # fmt: skip
_LISTS = ("groups", "briefs", "formats")
_ANSWERS = {"yes": True, "true": True, "1": True, "დიახ": True, "no": False, "false": False, "0": False, "არა": False}
_YES_OR_NO = ("active", "calendar", "protect", "travels")


class EnrolmentError(Mistake):
    """Somebody can't be added; the message says who and why. Nothing was written."""


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
    boxes = {(one.email.casefold(), one.language): one.id for one in there}
    ids = {one.id for one in there}
    new: list[Recipient] = []
    faults: list[str] = []
    notes: list[Note] = []
    for where, cells in rows:
        try:
            fields = _fields({**dict(common), **cells}, known)
            if where and "id" not in fields:
                fields["id"] = proposed_id(str(fields.get("email", "")), ids)
            person = Recipient.model_validate(fields)
        except ValidationError as error:
            faults += [
                Told("{where}{error}", where=where, error=_told(each)) for each in error.errors(include_url=False)
            ]
            continue
        except EnrolmentError as error:
            faults.append(Told("{where}{error}", where=where, error=error))
            continue
        box = (person.email.casefold(), person.language)
        if box in boxes:
            notes.append(
                Note(
                    "already-there",
                    "{where}{email} is there already, as {id}",
                    where=where,
                    email=person.email,
                    id=boxes[box],
                )
            )
            continue
        if person.id in ids:
            faults.append(
                Told("{where}there is somebody called {id} already: give them another id", where=where, id=person.id)
            )
            continue
        boxes[box] = person.id
        ids.add(person.id)
        new.append(person)
        editor.add_entry((), person.model_dump(exclude_unset=True), Recipient)
    if faults:
        raise EnrolmentError(Told("nothing was added:\n  {faults}", faults=listed(faults)))
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


def _fields(cells: Mapping[str, Any], known: Known) -> dict[str, Any]:
    """Return the fields that columns or options name, with values as the schema has them."""
    fields: dict[str, Any] = {}
    for head, value in cells.items():
        above, dot, below = (head, "", "") if _called(head) in _COLUMNS else head.partition(".")
        name = _COLUMNS.get(_called(above), _called(above).replace(" ", "_"))
        if name not in Recipient.model_fields:
            raise EnrolmentError(
                Told("there is no field {head!r}; {hint}", head=head, hint=did_you_mean(name, Recipient.model_fields))
            )
        if dot:
            fields.setdefault(name, {})[below] = value
        elif isinstance(value, str) and name in _LISTS:
            fields[name] = [part for part in re.split(r"[\s,;\[\]]+", value) if part]
        elif isinstance(value, str) and name in _YES_OR_NO:
            if value.casefold() not in _ANSWERS:
                raise EnrolmentError(Told("{name} is yes or no, not {value!r}", name=name, value=value))
            fields[name] = _ANSWERS[value.casefold()]
        elif isinstance(value, str) and name == "language":
            fields[name] = _LANGUAGES.get(_called(value), value)
        elif isinstance(value, str) and name == "ceiling":
            fields[name] = known.named.get(_called(value), value)
        else:
            fields[name] = value
    return fields


def _called(head: str) -> str:
    return " ".join(head.casefold().split())


def proposed_id(address: str, taken: set[str]) -> str:
    """Return an id made of what stands before the @, one that nobody has."""
    local = unicodedata.normalize("NFKD", address.rpartition("@")[0]).encode("ascii", "ignore").decode().lower()
    stem = "-".join(re.findall(r"[a-z0-9]+", local))[:40].strip("-") or "recipient"
    numbers = iter(range(2, 10_000))
    id = stem
    while id in taken:
        id = f"{stem}-{next(numbers)}"
    return id


def _told(error: Any) -> str:
    field = WordRow(".", [SchemaWord("field", str(key)) for key in error["loc"]])
    match error["type"]:
        case "missing":
            return Told("{name} is missing", name=field)
        case "string_pattern_mismatch":
            return Told("{name} can't be {given!r}", name=field, given=error["input"])
        case "value_error":
            return Told("{name}: {said}", name=field, said=error["ctx"]["error"])
        case _:
            said = f"{error['msg'][0].lower()}{error['msg'][1:]}"
            return Told("{name}: {said}", name=field, said=said)
