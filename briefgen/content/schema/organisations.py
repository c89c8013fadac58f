"""The association with its bodies and figures, and the agency that writes the brief."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from briefgen.content.schema.audience import COUNTERPART, PUBLIC
from briefgen.content.schema.base import (
    CountryCode,
    Domain,
    Entity,
    Expected,
    Fact,
    Forms,
    Id,
    LanguageCode,
    Line,
    Name,
    Number,
    PointInTime,
    Prose,
    Refers,
    Url,
    When,
    Word,
)
from briefgen.content.schema.own_kinds import BodyKind, WorkKind
from briefgen.content.schema.registration import File, Kind


class Office(Fact):
    """An office that a person can hold; its holders are terms in people.yaml."""

    such_as = {"id": "president", "title": "President", "of_a_woman": "Chairwoman"}
    shown_to = {PUBLIC: "id title forms of_a_woman"}

    of_kind = Kind("offices")

    id: Id
    title: Name
    forms: Forms = {}
    of_a_woman: Name | None = Field(None, description="What a woman who holds it is called, if that differs.")


class Stat(Number):
    """A figure about the association. One with `row: false` is printed only inside another's text."""

    such_as = {"id": "member_countries", "label": "Number of countries", "text": "more than 150 countries"}
    shown_to = {PUBLIC: "id label text row key"}

    id: Id
    label: Name
    text: Line | None = Field(
        None, description="How the figure is worded in the brief. If it is empty, the number alone is printed."
    )
    row: bool = Field(True, description="Whether it has a row in the table “Key facts”.")
    key: bool = Field(
        False,
        description="Whether it stands in large type above the table “Key facts”. At most four do; the others have a "
        "row.",
    )


class Body(Fact):
    """A body of the association. Commissions are bodies with a parent, so that their number is counted."""

    such_as = {
        "id": "council",
        "name": "Council",
        "text": "The Council meets every three years and elects the President.",
        "meets_every_years": "3",
        "term_years": "3",
    }
    shown_to = {
        PUBLIC: "id kind parent name forms text meets_every_years meets_at headed_by elects elects_bodies mandated_by"
        " reports_to term_years"
    }

    of_kind = Kind("bodies")

    id: Id
    kind: BodyKind = Field(description="What sort of body it is.")
    parent: Annotated[str, Refers("bodies")] | None = Field(
        None, description="The body that it is a part of, if there is one."
    )
    name: Name
    forms: Forms = {}
    text: Prose | None = None
    meets_every_years: int | None = Field(None, ge=1, le=20, description="How many years lie between two meetings.")
    meets_at: Annotated[str, Refers("bodies")] | None = Field(None, description="Meets as a rule when that body does.")
    headed_by: Annotated[str, Refers("offices")] | None = Field(None, description="The office of whoever heads it.")
    elects: list[Annotated[str, Refers("offices")]] = Field([], description="Offices that the body elects.")
    elects_bodies: list[Annotated[str, Refers("bodies")]] = Field([], description="Bodies whose members it elects.")
    mandated_by: Annotated[str, Refers("bodies")] | None = Field(
        None, description="The body that decides its structure and mandate."
    )
    reports_to: Annotated[str, Refers("bodies")] | None = Field(None, description="The body that it reports to.")
    term_years: int | None = Field(None, ge=1, le=20, description="For how many years it is elected.")


class Goal(Fact):
    """One of the association's goals."""

    such_as = {"id": "services", "text": "Help members to offer good services."}
    shown_to = {PUBLIC: "id text"}

    id: Id
    text: Line


class Goals(Fact):
    """The association's strategic goals under a line that leads in to them."""

    such_as = {"intro": "The Association has three goals:"}
    shown_to = {PUBLIC: "intro items"}

    intro: Line
    items: list[Goal] = Field(min_length=1)


class Work(Fact):
    """Something that briefs name by its title: guidelines, a publication, a seminar's theme."""

    such_as = {"id": "service-guidelines", "title": "Guidelines on Good Service", "title_language": "en"}
    shown_to = {PUBLIC: "id kind title title_language adopted_at"}

    of_kind = Kind("works", where_named=True)

    id: Id
    kind: WorkKind = Field(description="What sort of document it is.")
    title: Name
    title_language: LanguageCode | None = Field(None, description="If the title is printed untranslated: its language.")
    adopted_at: Annotated[str, Refers("events")] | None = Field(None, description="The event that adopted it.")


class Programme(Fact):
    """A programme with its budget, for a period."""

    such_as = {
        "id": "programme-2031-2033",
        "years": "3",
        "text": "The programme puts the training of staff first.",
    }
    shown_to = {PUBLIC: "id period years text"}

    of_kind = Kind("programmes")

    id: Id
    period: When = Field(description="The years, or the days, of the programme.")
    years: int | None = Field(None, ge=1, le=20, description="Its length, where texts name it.")
    text: Prose | None = None


class Association(Fact):
    """content/association.yaml: the association and everything that is its own."""

    such_as = {
        "id": "example-association",
        "name": "Example Association",
        "called": "The Network",
        "acronym": "EXA",
        "website": "https://www.association.example/",
        "aim": "The Association helps its members to offer good services.",
        "activities": "It holds seminars, gives advice and publishes guidelines.",
    }
    shown_to = {
        PUBLIC: "id name forms called acronym founded seat website stats offices bodies aim goals activities programmes"
        " works"
    }

    always_there = True

    id: Id
    name: Name
    forms: Forms = {}
    called: Name | None = Field(
        None,
        description="Only if it isn't an association: what headings call it then, such as the Network or the "
        "Partnership.",
    )
    acronym: Word | None = Field(None, description="The letters by which it is known, if there are any.")
    founded: PointInTime | None = Field(None, description="When it was founded.")
    seat: Annotated[str, Refers("cities")] | None = Field(None, description="The city of its headquarters.")
    website: Url | None = Field(None, description="Its address on the web.")
    stats: list[Stat] = []
    offices: list[Office] = []
    bodies: list[Body] = []
    aim: Prose | None = None
    goals: Goals | None = None
    activities: Prose | None = None
    programmes: list[Programme] = []
    works: list[Work] = []


class Marking(Entity):
    """A level of the agency's marking scheme."""

    such_as = {"id": "internal", "name": "For internal use", "domains": "agency.example"}
    shown_to = {PUBLIC: "id name"}

    of_kind = Kind("markings", in_texts=False)

    id: Id
    name: Name
    domains: list[Domain] = Field(
        [],
        description="To which addresses briefs of this level may be emailed: the part after the @, such as"
        " agency.example; the most open one may go anywhere if it names none, the others nowhere.",
    )


class Agency(Fact):
    """content/agency.yaml: the agency that writes the brief."""

    such_as = {
        "id": "example-agency",
        "name": "Example Agency",
        "short_name": "the Agency",
        "website": "https://www.agency.example/",
        "contact": "International Relations Division, office@agency.example",
    }
    shown_to = {
        PUBLIC: "id name short_name forms country website offices markings",
        COUNTERPART: "contact",
    }

    always_there = True

    id: Id
    name: Name
    short_name: Name
    forms: Forms = {}
    country: CountryCode
    website: Url | None = Field(None, description="Its address on the web.")
    offices: list[Office] = Field([], description="Offices whose holders a brief may name.")
    markings: list[Marking] = Field(min_length=1, description="Levels of marking, the most open first.")
    contact: Annotated[Name | None, Expected("the agency’s contact for questions about the brief")] = None


FILES = {"association": File(Association, needed=True), "agency": File(Agency, needed=True)}
