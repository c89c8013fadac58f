"""What somebody types that is new, before it is saved: a new value of a figure, or a new entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.making.opened import Opened
from briefgen.problems.notes import Told


@dataclass(frozen=True, slots=True)
class TypedNew:
    """The project as it would be with a new value, or entry, as far as it is typed, and where that then stands.

    `unprinted` says why the newest brief doesn't print it; "" if it does. As long as something is left out that it
    needs, the project is as it stands, and what is new stands nowhere.
    """

    project: Opened
    path: str = ""
    unprinted: str = ""


@dataclass(frozen=True, slots=True)
class Awaited:
    """What something new still waits for before a brief can show it: what is told of it, and of which fields."""

    told: str
    fields: tuple[str, ...]


def left_out(fields: Sequence[str]) -> list[Awaited]:
    """Return that something new waits for these fields, if there are any: it needs all of them."""
    return [Awaited(Told("it is shown once this is filled in:"), tuple(fields))] if fields else []
