"""Who may read what a field says: each field of the content has an audience, or no brief shows it.

What a brief for a narrower audience is made of does not hold the wider fields at all (`localise.entities`).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from functools import cache


class Audience(IntEnum):
    """Who may read something; each may read what those before it may."""

    PUBLIC = 1  # everybody
    COUNTERPART = 2  # the other side of the meeting, who may be handed it
    INTERNAL = 3  # the agency alone


PUBLIC, COUNTERPART, INTERNAL = Audience

ShownTo = Mapping[Audience, str]  # the names of fields, with spaces between them


@cache
def audience_of(model: type, field: str) -> Audience | None:
    """Return who may read a field of a record, None if no brief shows it; the record's own word counts first."""
    for kind in model.__mro__:
        for audience, names in vars(kind).get("shown_to", {}).items():
            if field in names.split():
                return Audience(audience)
    return None


def is_for(model: type, field: str, reader: Audience) -> bool:
    """Tell whether a field of a record is for a reader."""
    audience = audience_of(model, field)
    return audience is not None and audience <= reader
