"""Cities, and what the project calls a country where CLDR's name isn't wanted."""

from __future__ import annotations

from pydantic import Field

from briefgen.content.schema.audience import PUBLIC
from briefgen.content.schema.base import CountryCode, Entity, Forms, Id, Name
from briefgen.content.schema.registration import File, Kind


class City(Entity):
    """A city in which events are held, or that texts name."""

    such_as = {"id": "geneva", "name": "Geneva"}
    shown_to = {PUBLIC: "id country name forms"}

    of_kind = Kind("cities", where_named=True)

    id: Id
    country: CountryCode
    name: Name
    forms: Forms = {}


class Country(Entity):
    """A country's name where it differs from CLDR's, in the languages where it does."""

    such_as = {"name": "Czech Republic"}
    shown_to = {PUBLIC: "code name"}

    code: CountryCode
    name: Name = Field(description="Only the languages where the name differs.")

    @property
    def id(self) -> str:
        """Its code: by it a path names the country."""
        return self.code


class Places(Entity):
    """content/places.yaml."""

    shown_to = {PUBLIC: "cities countries"}

    always_there = True

    cities: list[City] = []
    countries: list[Country] = []


FILES = {"places": File(Places, printed="named")}
