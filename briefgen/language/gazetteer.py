"""Names of countries, cities and regions in a language, for the checks: from places/<code>.toml, and CLDR.

What a project has in a file of that name stands beside it.

What a language has no file for, the checks find in none of its texts.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from babel import Locale

from briefgen.dates import Date
from briefgen.language.base import Language
from briefgen.language.countries import country_codes
from briefgen.language.said import NOTHING, with_own

_FOLDER = Path(__file__).with_name("places")
PlaceKind = Literal["country", "continent", "city", "region"]


@dataclass(frozen=True, slots=True)
class Former:
    """A name that a place had, or that is of another language: what to write instead, and until when it was right."""

    now: str
    until: Date | None = None


class Patterns(dict[str, str]):
    """Patterns by what they find; one that a language doesn't have finds nothing in its texts."""

    def __missing__(self, name: str) -> str:
        return NOTHING


@dataclass(frozen=True)
class Gazetteer:
    """The names of a language, as a dictionary has them, and words beside them: patterns and plain words."""

    names: Mapping[str, tuple[tuple[PlaceKind, str], ...]] = field(default_factory=dict)  # what each name may mean
    said: frozenset[tuple[PlaceKind, str]] = frozenset()  # what the file names itself
    cities: Mapping[str, str] = field(default_factory=dict)  # the first name of each
    former: Mapping[str, Former] = field(default_factory=dict)
    newer: Mapping[str, Former] = field(default_factory=dict)  # today's names: what it was before, and until when
    more: tuple[str, ...] = ()  # names of other places, that they aren't taken for mistakes
    unlike: frozenset[str] = frozenset()  # forms that are rather of another word
    between: frozenset[str] = frozenset()  # what may stand between a city and its country
    words: Mapping[str, str] = field(default_factory=Patterns)


@cache
def countries_of_cities() -> Mapping[str, frozenset[str]]:
    """Return the countries in which there is a city of that name."""
    found: dict[str, set[str]] = {}
    for code, cities in _read("cities")["cities"].items():
        for city in cities.split():
            found.setdefault(city, set()).add(code)
    return {city: frozenset(codes) for city, codes in found.items()}


@cache
def capitals() -> Mapping[str, str]:
    """Return the capital of each country that has one, and whose first city here it is."""
    data = _read("cities")
    several = data["capitals"]["several"].split()
    return {code: cities.split()[0] for code, cities in data["cities"].items() if code not in several}


@cache
def populations() -> Mapping[str, float]:
    """Return how many millions of people live in each of some countries."""
    return {code: float(number) for code, number in _read("cities")["populations"].items()}


@cache
def parts() -> Mapping[str, frozenset[str]]:
    """Return the countries in each part of the world, and those of the European Union: `union`."""
    return {part: frozenset(codes.split()) for part, codes in _read("cities")["parts"].items()}


@cache
def parts_called(code: str) -> frozenset[str]:
    """Return what CLDR calls the parts of the world, those with a number of UN M49: Central America."""
    known = Locale.parse(code).territories.items()
    return frozenset(name for territory, name in known if territory.isdigit())


@cache
def regions() -> Mapping[str, str]:
    """Return what isn't a country, and the country in which it lies."""
    return {region: code for code, names in _read("cities")["regions"].items() for region in names.split()}


@cache
def gazetteer(language: Language) -> Gazetteer:
    """Return the names of a language."""
    if not (data := with_own(_FOLDER, language.code)):
        return Gazetteer()
    names: dict[str, list[tuple[PlaceKind, str]]] = {}

    def add(kind: PlaceKind, key: str, called: str) -> None:
        for name in filter(None, map(str.strip, called.split(";"))):
            if (kind, key) not in names.setdefault(name, []):
                names[name].append((kind, key))

    for code in sorted(country_codes()):
        name = language.country(code)
        for each in (name, *language.of_country(name)):
            add("country", code, each)
    tables: Mapping[PlaceKind, str] = {
        "country": "countries",
        "continent": "continents",
        "city": "cities",
        "region": "regions",
    }
    said = frozenset((kind, key) for kind, table in tables.items() for key in data.get(table, {}))
    for code, called in data.get("countries", {}).items():
        add("country", code, called)
    for key, called in data.get("continents", {}).items():
        add("continent", key, called)
    cities = {city: data.get("cities", {}).get(city, _in_capitals(city)) for city in countries_of_cities()}
    for city, called in cities.items():
        add("city", city, called)
    for region, called in data.get("regions", {}).items():
        add("region", region, called)
    words = data.get("words", {})
    return Gazetteer(
        {name: tuple(meant) for name, meant in names.items()},
        said,
        {city: called.split(";")[0].strip() for city, called in cities.items() if called},
        {name: _former(said) for name, said in data.get("former", {}).items() if name not in names},
        {name: _former(said) for name, said in data.get("newer", {}).items()},
        tuple(map(str.strip, data.get("more", {}).get("names", "").split(";"))),
        frozenset(data.get("unlike", {}).get("words", "").split()),
        frozenset(words.get("between", "").split()),
        Patterns({name: pattern for name, pattern in words.items() if name != "between"}),
    )


def _former(said: str) -> Former:
    now, _, until = said.partition(";")
    return Former(now.strip(), Date.parse(until.strip()) if until else None)


def _in_capitals(city: str) -> str:
    return " ".join(word.capitalize() for word in city.split("-"))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
