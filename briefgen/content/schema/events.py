"""Forums, sessions, meetings and seminars."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from briefgen.content.schema.base import (
    CountryCode,
    Entity,
    Expected,
    Fact,
    Forms,
    Id,
    Line,
    Name,
    Number,
    Prose,
    Refers,
    When,
)


class AgendaItem(Fact):
    """Something that a session decides."""

    id: Id
    kind: Literal["election", "adoption", "report"]
    office: Annotated[str, Refers("offices")] | None = None
    body: Annotated[str, Refers("bodies")] | None = Field(None, description="The body whose members are elected.")
    work: Annotated[str, Refers("works")] | None = None
    programme: Annotated[str, Refers("programmes")] | None = None
    title: Name
    term_years: int | None = Field(None, ge=1, le=20)
    candidates: Annotated[list[Annotated[str, Refers("persons")]] | None, Expected("candidates")] = None
    position: Annotated[Prose | None, Expected("the agency's position")] = None
    elected: Annotated[list[Annotated[str, Refers("persons")]] | None, Expected("who was elected")] = None
    outcome: Annotated[Line | None, Expected("what was decided")] = Field(
        None, description="What was decided, in a sentence or two; who was elected stands in `elected`."
    )


class Participants(Entity):
    """Who came, in numbers."""

    people: Number | None = None
    organisations: Number | None = None
    countries: list[CountryCode] = Field([], description="Their number is counted, not typed.")
    from_countries: Number | None = Field(None, description="Their number where it isn't known which they are.")


class Event(Fact):
    """An event; a session held during another event names it as its parent."""

    id: Id
    kind: Literal["forum", "council-session", "bureau-meeting", "commissions-forum", "seminar", "meeting"]
    parent: Annotated[str, Refers("events")] | None = None
    body: Annotated[str, Refers("bodies")] | None = Field(None, description="The body that meets.")
    number: int | None = Field(None, ge=1, le=9999)
    name: Name | None = None
    forms: Forms = {}
    date: When
    city: Annotated[str, Refers("cities")] | None = None
    state: Literal["planned", "held", "cancelled"] = Field(
        description="As things stand now; for an older edition what is held now may be still to come."
    )
    theme: Annotated[str, Refers("works")] | None = None
    based_on: Annotated[str, Refers("works")] | None = None
    participants: Participants | None = None
    participants_expected: Number | None = None
    term_years: int | None = Field(None, ge=1, le=20, description="The term for which this session elects.")
    agenda: list[AgendaItem] = []
    text: Prose | None = None
