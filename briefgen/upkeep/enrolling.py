"""People who get the briefs come into the recipients' file: from fields, or from a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from briefgen.contacts import enrolment, recipient_changes
from briefgen.contacts.enrolment import Enrolment, EnrolmentError
from briefgen.contacts.recipient_changes import RecipientEntry
from briefgen.contacts.rows import proposed_id
from briefgen.contacts.sheets import SheetError, read_sheet, read_table
from briefgen.content.changing.add import read_entry
from briefgen.making.judge import known_to_recipients, open_recipients
from briefgen.making.opened import Opened, opened
from briefgen.problems.notes import Told, Written
from briefgen.project.folder import Project
from briefgen.upkeep.editing import Edited
from briefgen.upkeep.forms import recipient_form
from briefgen.upkeep.saving import FieldChange, FieldsError, entry_of
from briefgen.upkeep.things import Question, ThingField

__all__ = [
    "Enrolment",
    "EnrolmentError",
    "RecipientEntry",
    "SheetError",
    "change_recipient",
    "change_recipients_source",
    "enrol",
    "fields_of",
    "prepare_recipients",
    "recipient_entry",
    "recipients_source",
    "remove_recipient",
    "with_id",
]


def prepare_recipients(
    project: Project | Opened,
    fields: Sequence[tuple[str, str]] = (),
    *,
    entry: str = "",
    table: Path | None = None,
    pasted: str = "",
) -> Enrolment:
    """Return what adding people would do: the rows of a `table`, CSV or XLSX, or one person from fields or YAML.

    A table may be `pasted` as text, too, as a spreadsheet copies it.

    With a table the fields are what all have whose row says nothing else. Raises `EnrolmentError`, `SheetError`,
    `ProblemsError`.
    """
    held = opened(project)
    known = known_to_recipients(held.project, held.content)
    rows: Sequence[tuple[str, Mapping[str, Any]]] = [("", read_entry(entry) if entry else {})]
    if table:
        rows = read_sheet(held.project.root / table, table.name)
    elif pasted:
        rows = read_table(pasted.encode(), Told("the table"))
    return enrolment.plan_enrolment(held.project, known, rows, fields)


def with_id(project: Opened, typed: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what a form says of somebody who is to be added, with an id: made from the address, if none was typed.

    Raises `FieldsError` for what they can't say, by the fields of the form.
    """
    form = recipient_form(project).naming
    wrong = entry_of((*form.own, *form.sure), typed)[1]
    there = open_recipients(project.project, project.content)
    taken = {each.id for each in there}
    id = typed.get("id", "").strip().lower()
    if "id" not in wrong and id in taken:
        wrong["id"] = Told("there is an entry {value} already; choose another id", value=Written(id))
    box = typed.get("email", "").strip().casefold(), typed.get("language", "")
    if same := next((each for each in there if (each.email.casefold(), each.language) == box), None):
        wrong["email"] = Told("{name} has this address already, and gets the briefs there", name=Written(same.name))
    if wrong:
        raise FieldsError(wrong)
    said = {**typed, "id": id or proposed_id(typed.get("email", ""), taken)}
    return [(name, words) for name, words in said.items() if words]


def recipients_source(project: Opened) -> tuple[str, str]:
    """Return the name of the recipients' file, and what it says; also of one that can't be read as it is."""
    return recipient_changes.recipients_text(project.project)


def change_recipients_source(project: Opened, was: str, text: str) -> Edited:
    """Write the recipients' file as it was typed, if nobody else has changed it. Raises `Mistake`, `ProblemsError`."""
    known = known_to_recipients(project.project, project.content)
    return _written(project, lambda: recipient_changes.rewrite_recipients(project.project, known, was, text))


def enrol(project: Project | Opened, people: Enrolment) -> Edited:
    """Write the file if there is somebody to add; raises `ChangedError` if it is another one by now."""
    held = opened(project)
    try:
        return Edited(enrolment.write_enrolment(held.project, people), people.notes)
    finally:
        held.changed(held.project.content)


def recipient_entry(project: Opened, id: str) -> RecipientEntry:
    """Return somebody's entry as the file has it; raises `EnrolmentError`, `ProblemsError`."""
    return recipient_changes.recipient_entry(project.project, id, _questions(project))


def fields_of(project: Opened, entry: RecipientEntry) -> tuple[ThingField, ...]:
    """Return the fields of a form for an entry."""
    return tuple(ThingField(each, entry.now[each.name], "") for each in _questions(project))


def change_recipient(project: Opened, id: str, changes: Sequence[FieldChange]) -> Edited:
    """Change those fields of an entry that somebody changed. Raises `Mistake`, `ProblemsError`."""
    known = known_to_recipients(project.project, project.content)
    return _written(
        project, lambda: recipient_changes.change_recipient(project.project, known, id, _questions(project), changes)
    )


def remove_recipient(project: Opened, id: str, seen: str) -> Edited:
    """Take somebody's entry out, if it still is as it was `seen`. Raises `Mistake`, `ProblemsError`."""
    known = known_to_recipients(project.project, project.content)
    return _written(project, lambda: recipient_changes.remove_recipient(project.project, known, id, seen))


def _questions(project: Opened) -> tuple[Question, ...]:
    form = recipient_form(project)
    return (*form.own, *form.sure)


def _written(project: Opened, write: Callable[[], tuple[str, ...]]) -> Edited:
    try:
        return Edited(write(), ())
    finally:
        project.changed(project.project.content)
