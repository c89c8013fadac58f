"""Forums, sessions, meetings and seminars."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from briefgen.content.schema.audience import COUNTERPART, INTERNAL, PUBLIC
from briefgen.content.schema.base import (
    CountryCode,
    DayOrDays,
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
)
from briefgen.content.schema.own_kinds import EventKind, ItemKind
from briefgen.content.schema.registration import File, Kind


class AgendaItem(Fact):
    """Something that a session decides."""

    such_as = {
        "id": "president",
        "title": "Election of the President",
        "term_years": "3",
        "voting": "By secret ballot; more than half of the votes cast.",
        "position": "The Agency supports the candidate of the region.",
        "outcome": "The Council adopted the programme for three years.",
    }
    shown_to = {
        PUBLIC: "id kind office body work programme title term_years elected outcome",
        COUNTERPART: "candidates voting",
        INTERNAL: "vote_for position",
    }
    for_kinds = {
        "election": "office body term_years candidates vote_for elected",
        "adoption": "work programme",
    }

    id: Id
    kind: ItemKind = Field(description="What the session does: elects, adopts something, or hears a report.")
    office: Annotated[str, Refers("offices")] | None = Field(
        None, description="The office to which somebody is elected."
    )
    body: Annotated[str, Refers("bodies")] | None = Field(None, description="The body whose members are elected.")
    work: Annotated[str, Refers("works")] | None = Field(None, description="The document that is adopted.")
    programme: Annotated[str, Refers("programmes")] | None = Field(None, description="The programme that is adopted.")
    title: Name
    term_years: int | None = Field(None, ge=1, le=20, description="For how many years the person is elected.")
    candidates: Annotated[
        list[Annotated[str, Refers("persons")]] | None, Expected("candidates", none="nobody stands for election")
    ] = Field(None, description="Who stands for election.")
    voting: Line | None = Field(None, description="How it is decided: by whom, with which majority, in secret or not.")
    vote_for: list[Annotated[str, Refers("persons")]] = Field([], description="For whom the agency votes.")
    position: Annotated[Prose | None, Expected("the agency’s position")] = None
    elected: Annotated[
        list[Annotated[str, Refers("persons")]] | None, Expected("who was elected", none="nobody was elected")
    ] = Field(None, description="Who was elected.")
    outcome: Annotated[Line | None, Expected("what was decided")] = Field(
        None,
        description="What was decided, in a sentence or two, or that nothing was; who was elected stands in `elected`.",
    )

    @property
    def is_prepared(self) -> bool:
        """Whether candidates are known, be it that there are none, or our vote or position."""
        return self.candidates is not None or bool(self.vote_for) or self.position is not None

    @property
    def is_settled(self) -> bool:
        """Whether what came of it is known, be it that nobody was elected."""
        return self.elected is not None or self.outcome is not None


class Participants(Entity):
    """Who came, in numbers."""

    shown_to = {PUBLIC: "people organisations countries from_countries"}

    people: Number | None = None
    organisations: Number | None = None
    countries: list[CountryCode] = Field([], description="Their number is counted, not typed.")
    from_countries: Number | None = Field(None, description="Their number where it isn't known which they are.")


class Event(Fact):
    """An event; a session held during another event names it as its parent."""

    such_as = {
        "id": "forum-2031",
        "number": "12",
        "name": "Annual Forum",
        "term_years": "3",
        "text": "The Forum brings together the heads of social security institutions.",
    }
    shown_to = {
        PUBLIC: "id kind parent body number name forms date city state theme based_on participants"
        " participants_expected term_years agenda text"
    }

    of_kind = Kind("events", where_named=True)

    id: Id
    kind: EventKind = Field(description="What sort of event it is.")
    parent: Annotated[str, Refers("events")] | None = Field(
        None, description="The event during which it is held, if there is one."
    )
    body: Annotated[str, Refers("bodies")] | None = Field(None, description="The body that meets.")
    number: int | None = Field(
        None, ge=1, le=9999, description="Its number, if such events are counted. The brief prints it as “12th”."
    )
    name: Name | None = None
    forms: Forms = {}
    date: DayOrDays = Field(description="When it is, or was.")
    city: Annotated[str, Refers("cities")] | None = Field(None, description="Where it is, or was.")
    state: Literal["planned", "held", "cancelled"] = Field(
        description="How things stand today. A brief for a day before the event still tells of it as to come."
    )
    theme: Annotated[str, Refers("works")] | None = Field(
        None, description="The theme under which it is held: a document of the kind “theme”."
    )
    based_on: Annotated[str, Refers("works")] | None = Field(
        None, description="The document on which it is based, such as guidelines."
    )
    participants: Participants | None = None
    participants_expected: Number | None = None
    term_years: int | None = Field(None, ge=1, le=20, description="The term for which this session elects.")
    agenda: list[AgendaItem] = []
    text: Prose | None = None


FILES = {"events": File(list[Event], needed=True, printed="named")}
