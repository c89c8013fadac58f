"""People, and the offices that they hold for a time."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from briefgen.content.schema.audience import PUBLIC
from briefgen.content.schema.base import CountryCode, Entity, Fact, Forms, Id, Name, PointInTime, Refers
from briefgen.content.schema.registration import File, Kind


class Person(Fact):
    """A person; one spelling of the name per language."""

    such_as = {"id": "ana-example", "name": "Ana Example", "honorific": "Dr", "family_name": "Example"}
    shown_to = {PUBLIC: "id name forms country gender honorific family_name"}

    of_kind = Kind("persons", where_named=True)

    id: Id
    name: Name
    forms: Forms = {}
    country: CountryCode | None = None
    gender: Literal["woman", "man"] | None = Field(
        None,
        description="Needed where an office has another name for a woman. The check also compares what texts say of "
        "the person with it.",
    )
    honorific: Name | None = Field(None, description="What stands before the name where offices are listed: Dr, H. E.")
    family_name: Name | None = Field(
        None, description="The family name, where it isn't the last word of the name; texts may have it alone."
    )


class Term(Fact):
    """A person's time in an office. Who holds an office on a day is looked up here, never typed elsewhere."""

    such_as = {"id": "example-president", "years": "3"}
    shown_to = {PUBLIC: "id person office start end years elected_at"}

    of_kind = Kind("terms", in_texts=False)

    id: Id
    person: Annotated[str, Refers("persons")] = Field(description="Who holds the office.")
    office: Annotated[str, Refers("offices")] = Field(
        description="The office that is held. Of the association's, “At a glance” names only who holds the first in "
        "their list; as long as nobody is known to, it names who holds the others."
    )
    start: PointInTime | None = Field(None, description="Leave it empty if it is not known.")
    end: PointInTime | None = Field(
        None, description="Leave it empty while the term goes on, or if its end is not known."
    )
    years: int | None = Field(None, ge=1, le=20, description="For how many years the person was elected.")
    elected_at: Annotated[str, Refers("events")] | None = Field(
        None, description="The event at which the person was elected."
    )


class People(Entity):
    """content/people.yaml."""

    shown_to = {PUBLIC: "persons terms"}

    always_there = True

    persons: list[Person] = []
    terms: list[Term] = []


FILES = {"people": File(People, printed="named")}
