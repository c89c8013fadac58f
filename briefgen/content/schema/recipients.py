"""Who gets the briefs by email. Personal data: no part of the content that is printed, frozen or compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from briefgen.content.schema.audience import AUDIENCES, INTERNAL, PUBLIC, Readers
from briefgen.content.schema.base import Email, Id, LanguageCode, Record, Word
from briefgen.project.formats import ATTACHED

if TYPE_CHECKING:
    AttachedFormat = str
else:
    AttachedFormat = Literal[ATTACHED]


class Recipient(Record):
    """A person or an office that gets briefs."""

    such_as = {
        "id": "front-desk",
        "name": "Front Desk",
        "email": "name@agency.example",
        "language": "ka",
        "ceiling": "internal",
        "briefs": "full",
        "salutation": "Dear colleagues,",
        "groups": "delegation",
        "note": "Gets the short brief by agreement.",
    }

    id: Id
    name: Word = Field(description="As it stands in the address line of the message.")
    email: Email = Field(description="The address to which the briefs go.")
    language: LanguageCode = Field(description="The language of the message and of the briefs.")
    ceiling: Id = Field(description="The highest marking that they may get.")
    who: Literal["public", "counterpart", "interpreters", "internal"] | None = Field(
        None,
        description="Who they are. They get no type of brief that is meant for fewer people. If this is empty, "
        "whoever may get more than the most open marking counts as of the agency, and all others as anybody.",
    )
    travels: bool = Field(False, description="Whether they travel, and may get phone numbers, flights and hotels.")
    briefs: list[Id] = Field(
        [], description="The types of brief that they get; if left out, the usual ones, which the settings name."
    )
    formats: list[AttachedFormat] = Field(
        ["pdf"],
        min_length=1,
        description="The kinds of file that they get: PDF, unless you choose otherwise. HTML isn't sent: mail programs "
        "distrust it.",
    )
    salutation: dict[LanguageCode, Word] = Field(
        {}, description="The first line of the message, whole, with its comma: {ka: …, en: …}."
    )
    groups: list[Id] = Field([], description="Names by which `briefgen send EDITION --to GROUP` means several people.")
    active: bool = Field(True, description="Whether they get anything at all.")
    calendar: bool = Field(False, description="Whether the event is attached for their calendar.")
    protect: bool = Field(
        False,
        description="Whether their PDFs are locked with a password that you agree with them. Once this is saved, it "
        "is typed on this page, below.",
    )
    note: str = Field("", description="For the staff. Never sent.")

    def readers(self, most_open: str) -> Readers:
        """Return who they are among the readers of briefs; `most_open` is the marking that anybody may get."""
        return readers_of(dict(self), most_open)


def readers_of(person: Mapping[str, Any], most_open: str) -> Readers:
    """Return who somebody is among the readers of briefs, by their fields as far as these are known."""
    anybody = PUBLIC if person.get("ceiling") == most_open else INTERNAL
    return Readers(AUDIENCES.get(person.get("who") or "", anybody), person.get("travels") is True)


FILE = "recipients"
