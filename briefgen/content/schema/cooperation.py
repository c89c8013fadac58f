"""The agency's membership, and what it and the association did together."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from briefgen.content.schema.audience import COUNTERPART
from briefgen.content.schema.base import (
    CountryCode,
    Entity,
    Fact,
    Id,
    Line,
    Name,
    PointInTime,
    Prose,
    Refers,
    When,
)
from briefgen.content.schema.own_kinds import MembershipKind
from briefgen.content.schema.registration import File
from briefgen.problems.notes import Told


class Membership(Fact):
    """The agency's membership of the association."""

    such_as = {
        "votes": "1",
        "text": "The Agency has one vote in the Council.",
        "rights": "One vote in the Council",
    }
    shown_to = {COUNTERPART: "category since decided_at votes represented_in text rights"}

    category: MembershipKind | None = Field(None, description="The kind of membership, where there are several.")
    since: PointInTime | None = Field(None, description="When it began.")
    decided_at: Annotated[str, Refers("events")] | None = Field(None, description="The event that decided it.")
    votes: int | None = Field(None, ge=0, le=99, description="How many votes the agency has.")
    represented_in: list[Annotated[str, Refers("bodies")]] = Field(
        [], description="The bodies in which the agency has a representative; the chart of the bodies marks them."
    )
    text: Prose | None = Field(None, description="What membership entitles the agency to at the event.")
    rights: Line | None = Field(None, description="The same in a few words, for the part “At a glance”.")
    only_in_elections: bool | None = Field(
        None,
        description="Whether these are rights in elections alone. Then “At a glance” leaves them out where the agenda "
        "is known and has no election.",
    )


class HistoryEntry(Fact):
    """Something that happened, or goes on. An entry about an event takes its date and place from the event."""

    such_as = {
        "id": "seminar-2031",
        "label": "Seminar on good service",
        "text": "The Agency hosted a seminar on good service.",
        "summary": "the Agency hosted a seminar",
    }
    shown_to = {COUNTERPART: "id date event city countries persons works label text summary"}
    rests_on = ("event",)

    id: Id
    date: When | None = Field(None, description="Only if no event is chosen: the event has a date of its own.")
    event: Annotated[str, Refers("events")] | None = Field(
        None, description="The event that it tells of, if there is one."
    )
    city: Annotated[str, Refers("cities")] | None = Field(None, description="Where it was, if no event says so.")
    countries: list[CountryCode] = Field([], description="The countries that it tells of: ISO 3166-1, two letters.")
    persons: list[Annotated[str, Refers("persons")]] = Field([], description="Whom it tells of.")
    works: list[Annotated[str, Refers("works")]] = Field([], description="The documents that it tells of.")
    label: Name | None = Field(
        None,
        description="A few words for the timeline. If this is empty, the event's name stands there; without an event, "
        "the date alone.",
    )
    text: Prose
    summary: Line | None = Field(
        None, description="The same in a few words, for the part “At a glance”, where they follow its date."
    )

    @model_validator(mode="after")
    def _one_date(self) -> HistoryEntry:
        if self.date is not None and self.event is not None:
            raise ValueError(
                Told(
                    "a date and an event are given: empty the date, since the event says when it was, or "
                    "choose no event"
                )
            )
        if self.date is None and self.event is None:
            raise ValueError(Told("give either a date or an event, whose date it then has"))
        return self


class Cooperation(Entity):
    """content/cooperation.yaml."""

    such_as = {"title": "Brief history of cooperation"}
    shown_to = {COUNTERPART: "membership title history"}

    always_there = True

    membership: Membership | None = None
    title: Name | None = Field(None, description="The heading of the history.")
    history: list[HistoryEntry] = []

    @model_validator(mode="after")
    def _history_has_a_heading(self) -> Cooperation:
        if self.history and self.title is None:
            raise ValueError(Told("the history needs a title, its heading"))
        return self


FILES = {"cooperation": File(Cooperation)}
