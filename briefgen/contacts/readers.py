"""Which types of brief a recipient may get: none that is for fewer readers than they are among."""

from __future__ import annotations

from briefgen.content.schema.audience import COUNTERPART, INTERPRETERS, Readers
from briefgen.problems.notes import SchemaWord, Told


def type_refused(own: Readers, brief: str, readers: Readers) -> str:
    """Return why somebody may not get a type of brief, which is for these readers; nothing if they may."""
    if own.may_get(readers):
        return ""
    called = SchemaWord("brief", brief)
    if own.audience >= readers.audience:
        return Told("the brief {brief} has telephone numbers and flights, and is for those who travel", brief=called)
    if readers.audience == COUNTERPART:
        return Told("the brief {brief} is for the other side, interpreters and the agency", brief=called)
    if readers.audience == INTERPRETERS:
        return Told("the brief {brief} is for interpreters and the agency", brief=called)
    return Told("the brief {brief} is for the agency alone", brief=called)
