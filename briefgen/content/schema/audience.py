"""Who may read what a field says: each field of the content has an audience, or no brief shows it.

What a brief for a narrower audience is made of does not hold the wider fields at all (`knowing.readers`, `localise`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import Literal


class Audience(IntEnum):
    """Who may read something; each may read what those before it may, but for `PERSONAL`, which stands apart."""

    PUBLIC = 1  # everybody
    COUNTERPART = 2  # the other side of the meeting, who may be handed it
    INTERPRETERS = 3  # who must know beforehand what will be said
    INTERNAL = 4  # the agency alone
    PERSONAL = 5  # of the agency, those alone who see to a journey: numbers, flights, hotels


PUBLIC, COUNTERPART, INTERPRETERS, INTERNAL, PERSONAL = Audience
# By the names that data have for them.
AUDIENCES = {each.name.lower(): each for each in (PUBLIC, COUNTERPART, INTERPRETERS, INTERNAL)}
# What an entry can say of itself: that it is for fewer readers than its fields by their nature.
Narrower = Literal["counterpart", "interpreters", "internal"]

ShownTo = Mapping[Audience, str]  # the names of fields, with spaces between them


@dataclass(frozen=True, slots=True)
class Readers:
    """Who reads a brief: all that an audience may, and whether personal data, too."""

    audience: Audience = INTERNAL
    personal: bool = False

    def may_read(self, what: Audience | None) -> bool:
        """Tell whether they may read what is for an audience; None is for nobody's brief."""
        if what is None or what is PERSONAL:
            return what is PERSONAL and self.personal
        return what <= self.audience

    def may_get(self, brief: Readers) -> bool:
        """Tell whether what is made for some readers may go to these: it holds nothing that they may not read."""
        return brief.audience <= self.audience and (self.personal or not brief.personal)

    def closer(self, other: Readers) -> Readers:
        """Return who may get both what is for these and what is for others."""
        return Readers(max(self.audience, other.audience), self.personal or other.personal)


@cache
def audience_of(model: type, field: str) -> Audience | None:
    """Return who may read a field of a record, None if no brief shows it; the record's own word counts first."""
    for kind in model.__mro__:
        for audience, names in vars(kind).get("shown_to", {}).items():
            if field in names.split():
                return Audience(audience)
    return None
