"""What somebody types that is new, before it is saved: a new value of a figure, or a new entry."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.making.opened import Opened


@dataclass(frozen=True, slots=True)
class TypedNew:
    """The project as it would be with a new value, or entry, as far as it is typed, and where that then stands.

    `unprinted` says why the newest brief doesn't print it; "" if it does. As long as something is left out that it
    needs, the project is as it stands, and what is new stands nowhere.
    """

    project: Opened
    path: str = ""
    unprinted: str = ""
