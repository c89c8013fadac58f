"""The date of a figure's new value: what becomes of the present one by it, and where it can't be."""

from __future__ import annotations

from briefgen.checks.about import in_words
from briefgen.content.changing.edit import short
from briefgen.dates import Date
from briefgen.problems.notes import Told
from briefgen.upkeep.forms import ValueForm


def what_becomes(form: ValueForm, day: str) -> str:
    """Return what becomes of a figure's present value once one of another day is saved; "" if that has no date."""
    date = (form.now or {}).get("as_of")
    if date is None or not day:
        return ""
    now = {"value": short(form.now["value"]), "date": in_words(Date.parse(str(date)))}
    if form.is_of_now(day):
        return Told(
            "once this is saved, it takes the place of the present value, {value}, which is of the same date and isn't "
            "kept; to keep both, name another date",
            value=now["value"],
        )
    if form.is_past(day):
        return Told(
            "once this is saved, it goes to the history, and the present value stays: {value} ({date}), which is of a "
            "later date; if this one is newer, name a later date than that",
            **now,
        )
    return Told("once this is saved, the present value goes to the history: {value} ({date})", **now)


def cannot_be_of(form: ValueForm, day: str) -> str:
    """Return why a figure can't have a value of a day, and what to do instead; "" if it can."""
    now = form.now or {}
    if day and now.get("as_of") is None and now.get("value") is not None:
        return Told(
            "the present value, {value}, has no date, so it can't go to the history: give it one first, under “The "
            "figure as it stands”; or leave this date empty, and the new value takes its place",
            value=short(now["value"]),
        )
    if (there := form.kept_of(day)) is not None:
        return Told(
            "the history has a value of this date already, {value}: correct that one, below under “History”, or "
            "name another date",
            value=short(there),
        )
    return ""
