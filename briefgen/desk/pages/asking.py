"""What is likely a slip, and may be right: it is written once somebody has said so of what stands in that field."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from starlette.requests import Request

from briefgen.desk.naming import Names
from briefgen.desk.pages.filled import SURE
from briefgen.desk.pages.shown import today, words_of
from briefgen.making.opened import Opened
from briefgen.upkeep.consequences import proposed_day
from briefgen.upkeep.editing import Agree
from briefgen.upkeep.odd_days import (
    ahead,
    ahead_told,
    ends_before_it_starts,
    overlapping,
    still_to_come,
    told_too_early,
)
from briefgen.upkeep.saving import FieldsError

Doubts = Mapping[str, tuple[str, str]]  # by the field: what stands there, and what is asked of it


def in_doubt(odd: Doubts, fields: Mapping[str, str]) -> Doubts:
    """Return what of all that is `odd` nobody has left as it stands, by a box at the field that the form has then."""
    return {name: doubt for name, doubt in odd.items() if fields.get(SURE + name) != doubt[0]}


def unless_doubted(doubts: Doubts) -> Agree | None:
    """Return what stops a change in which nothing is wrong, so that what is asked of it is told."""

    def stop(_files: Sequence[tuple[str, str, str]], _editions: Sequence[str]) -> None:
        raise FieldsError({name: told for name, (_says, told) in doubts.items()})

    return stop if doubts else None


def with_doubts(refused: Mapping[str, Any], doubts: Doubts) -> dict[str, Any]:
    """Return why a form is refused with what is asked, too, so that all of it can be answered at once."""
    wrong = refused.get("wrong", {})
    asked = {name: told for name, (_says, told) in doubts.items()}
    left = {name: says for name, (says, told) in doubts.items() if wrong.get(name, told) == told}
    return {**refused, "wrong": {**asked, **wrong}, "doubts": left}


def odd_days(project: Opened, path: str, typed: Mapping[str, str], named: Collection[str]) -> Doubts:
    """Return what is likely a slip in the fields named, by the field: what stands there, and what is asked of it."""
    told = ahead_told(today(), is_asked=True)
    found = {name: (day, told) for name, day in ahead(path, typed, named, today()).items()}
    return found | told_too_early(project.values[0], path, typed, named, today())


def wrong_days(
    project: Opened, path: str, typed: Mapping[str, str], named: Collection[str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Return what can't be of the days in the fields named, by the field; and the thing where it may be mended."""
    wrong, mends = dict[str, str](), dict[str, str]()
    if {"state", "date"} & {*named}:
        wrong |= still_to_come(path, typed, today())
    if {"start", "end", "office"} & {*named}:
        overlaps = overlapping(project.values[0], path, typed)
        mends = {name: f"{each.other}.{'end' if name == 'start' else 'start'}" for name, each in overlaps.items()}
        wrong |= {name: each.told for name, each in overlaps.items()}
        wrong |= ends_before_it_starts(path, typed)
    return wrong, mends


def by_its_date(asked: Mapping[str, Any], day: str) -> dict[str, str]:
    """Return the answer to whether a change is new that the date given with it, a `day`, proposes, and its reason.

    It is chosen where the question is `asked` and nobody has answered it yet, nor typed a day; {} if no day was given.
    """
    is_open = asked["undecided"] and not asked["kind"] and not asked["since"]
    return {"kind": "since", "since": day, "chosen_by": day} if is_open and day else {"chosen_by": ""}


def proposed_since(request: Request, project: Opened, typed: Mapping[str, str], changed: Collection[str]) -> str:
    """Return the day from which it is proposed that what was `changed` of what is typed is new; "" for today."""
    day = proposed_day(typed, changed, today(), project)
    return Names(project, words_of(request, project)).in_field(day) if day else ""
