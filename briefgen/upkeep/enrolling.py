"""People who get the briefs come into the recipients' file: from fields, or from a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from briefgen.contacts import enrolment
from briefgen.contacts.enrolment import Enrolment, EnrolmentError
from briefgen.contacts.sheets import SheetError, read_sheet
from briefgen.content.changing.add import read_entry
from briefgen.making.judge import known_to_recipients
from briefgen.making.opened import Opened, opened
from briefgen.project.folder import Project
from briefgen.upkeep.editing import Edited

__all__ = ["Enrolment", "EnrolmentError", "SheetError", "enrol", "prepare_recipients"]


def prepare_recipients(
    project: Project | Opened,
    fields: Sequence[tuple[str, str]] = (),
    *,
    entry: str = "",
    table: Path | None = None,
) -> Enrolment:
    """Return what adding people would do: the rows of a `table`, CSV or XLSX, or one person from fields or YAML.

    With a table the fields are what all have whose row says nothing else. Raises `EnrolmentError`, `SheetError`,
    `ProblemsError`.
    """
    held = opened(project)
    known = known_to_recipients(held.project, held.content)
    rows: Sequence[tuple[str, Mapping[str, Any]]] = [("", read_entry(entry) if entry else {})]
    if table:
        rows = read_sheet(held.project.root / table, table.name)
    return enrolment.plan_enrolment(held.project, known, rows, fields)


def enrol(project: Project | Opened, people: Enrolment) -> Edited:
    """Write the file if there is somebody to add; raises `ChangedError` if it is another one by now."""
    held = opened(project)
    try:
        return Edited(enrolment.write_enrolment(held.project, people), people.notes)
    finally:
        held.changed(held.project.content)
