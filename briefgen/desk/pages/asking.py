"""What is asked of once before it is written: what is likely a slip, and may be right."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from starlette.requests import Request

from briefgen.desk.naming import Names
from briefgen.desk.pages.filled import typed_in
from briefgen.desk.pages.shown import today, words_of
from briefgen.making.opened import Opened
from briefgen.upkeep.consequences import proposed_day
from briefgen.upkeep.editing import Agree
from briefgen.upkeep.odd_days import ahead, ahead_told, overlapping
from briefgen.upkeep.saving import FieldsError


def asked_once(
    odd: Mapping[str, tuple[str, str]], fields: Mapping[str, str]
) -> tuple[dict[str, str], Mapping[str, str]]:
    """Return what is asked of what is likely a slip, by the field, unless that was asked of it already.

    Also the form's fields with what is asked now. `odd` has what stands in each field, and the question.
    """
    found = "; ".join(f"{name}={says}" for name, (says, _told) in odd.items())
    if not found or fields.get("ahead") == found:
        return {}, fields
    return {name: told for name, (_says, told) in odd.items()}, {**fields, "ahead": found}


def unless_asked(asked: Mapping[str, str]) -> Agree | None:
    """Return what stops a change in which nothing is wrong, so that what is `asked` of it is told."""

    def stop(_files: Sequence[tuple[str, str, str]], _editions: Sequence[str]) -> None:
        raise FieldsError(asked)

    return stop if asked else None


def odd_days(
    project: Opened, path: str, typed: Mapping[str, str], named: Collection[str]
) -> dict[str, tuple[str, str]]:
    """Return what is likely a slip in the fields named, by the field: what stands there, and what is asked of it."""
    told = ahead_told(today(), is_asked=True)
    found = {name: (day, told) for name, day in ahead(path, typed, named, today()).items()}
    if {"start", "end", "office"} & {*named}:
        overlaps = overlapping(project.values[0], path, typed)
        found |= {name: (typed[name].strip(), told) for name, told in overlaps.items()}
    return found


def proposed_since(request: Request, project: Opened, sent: Mapping[str, str], changed: Collection[str]) -> str:
    """Return the day from which it is proposed that a change is new; "" for today."""
    day = proposed_day(typed_in(sent), changed, today(), project)
    return Names(project, words_of(request, project)).in_field(day) if day else ""
