"""An edition: one event's set of briefs."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from briefgen.content.schema.audience import INTERNAL, PUBLIC
from briefgen.content.schema.base import Email, Expected, Fact, Id, PointInTime, Prose, Refers, Word


class Edition(Fact):
    """content/editions/<id>.yaml; the file's name is the edition's id."""

    such_as = {
        "version": "1",
        "drafter": "Ana Example",
        "drafter_email": "name@agency.example",
        "objectives": "Offer to host the next seminar; ask for advice on training.",
    }
    shown_to = {PUBLIC: "event version previous as_of marking", INTERNAL: "drafter objectives"}

    always_there = True

    event: Annotated[str, Refers("events")] = Field(description="The event that the brief is for.")
    version: int = Field(ge=1, le=999, description="Which version of the brief it is: 1, 2, 3.")
    previous: Annotated[Id, Refers("editions")] | None = Field(
        None, description="The edition before this one: the change note says what is new since."
    )
    as_of: PointInTime = Field(
        description="The date for which the brief is true; office-holders are those of this date."
    )
    marking: Annotated[str, Refers("markings")] = Field(description="Who may read it: a level of the marking scheme.")
    drafter: Annotated[Word | None, Expected("who drafted the brief")] = Field(
        None, description="Who drafted the brief."
    )
    drafter_email: Email | None = Field(None, description="Where answers to the emailed brief go. Never printed.")
    objectives: Annotated[Prose | None, Expected("the agency’s objectives and lines to take")] = None
