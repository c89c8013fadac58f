"""Countries, cities and regions that texts name, typed or printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefgen.checks.about import country_called, name_of
from briefgen.checks.forms import typed_forms
from briefgen.checks.likely import matcher
from briefgen.checks.printing import printed_path
from briefgen.checks.scan import inside, language_of, quoted, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.glossary import Glossary
from briefgen.content.schema.places import City, Places
from briefgen.language import Language, available, get_language, shipped
from briefgen.language.countries import country_codes
from briefgen.language.gazetteer import Former, Gazetteer, PlaceKind, capitals, countries_of_cities, gazetteer
from briefgen.language.phrases import Hit, Phrases, longest, phrases_of
from briefgen.problems.notes import Named, both

_OWN = "own:"  # before the id of a city of the content


@dataclass(frozen=True, slots=True)
class PlaceSeen:
    """A place that a text names: where, which, and the name as a dictionary has it."""

    start: int
    end: int
    kind: PlaceKind
    key: str  # a country's code; a city as the content has it, or as the list of cities has it
    name: str
    printed: bool = False


@dataclass(frozen=True, slots=True)
class FormerSeen:
    """A name that a place no longer has."""

    start: int
    end: int
    name: str
    former: Former


class KnownPlaces:
    """The places that the content and the lists know; ask `Subject.once` for it."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self.cities = {city.id: city for _, city in subject.entities(City)}
        self._own = _own_cities(self.cities.values())
        self._listed = {id for listed, id in self._own.items() if listed in countries_of_cities()}
        self._phrases: dict[str, tuple[Phrases, Mapping[str, tuple[tuple[PlaceKind, str], ...]], Gazetteer]] = {}
        names: dict[str, dict[str, list[tuple[PlaceKind, str]]]] = {code: {} for code in subject.languages}
        for city in self.cities.values():
            for code, name in city.name.root.items():
                names.setdefault(code, {}).setdefault(name.strip(), []).append(("city", _OWN + city.id))
        for _, places in subject.entities(Places):
            for country in places.countries:
                for code, name in country.name.root.items():
                    if code in subject.written_in and _holds_former(subject.written_in[code], name.strip()):
                        continue  # Republic of Moldavia: the name of before in it is looked for
                    names.setdefault(code, {}).setdefault(name.strip(), []).append(("country", country.code))
        self.own_regions: set[str] = set()
        """The keys of the regions that the content's glossary names."""
        for _, glossary in subject.entities(Glossary):
            for code, regions in glossary.regions.items():
                self.own_regions |= {_OWN + name for name in regions}
                for name in regions:
                    names.setdefault(code, {}).setdefault(name, []).append(("region", _OWN + name))
        for code, language in subject.written_in.items():
            known = gazetteer(language)
            own = {name: tuple(meant) for name, meant in names.get(code, {}).items() if name}
            # A name that the content gives a city is that city's; one that a country has, too, may be the country's.
            merged = {name: tuple(map(self._as_own, meant)) for name, meant in known.names.items()}
            for name, meant in own.items():
                instead = {"city"} | {"region" for kind, _ in meant if kind == "region"}
                also = [one for one in merged.get(name, ()) if one[0] not in instead and one not in meant]
                merged[name] = (*meant, *also)
            forms = subject.once(typed_forms).get(code, ())
            self._phrases[code] = phrases_of(language, (*merged, *known.former), forms), merged, known

    def _as_own(self, meant: tuple[PlaceKind, str]) -> tuple[PlaceKind, str]:
        kind, key = meant
        return (kind, _OWN + self._own[key]) if kind == "city" and key in self._own else meant

    def own(self, id: str | None) -> str:
        """Return the key of a city of the content."""
        return _OWN + (id or "")

    def countries_of(self, city: str) -> frozenset[str]:
        """Return the countries in which a city lies, by its key."""
        if city.startswith(_OWN):
            own = self.cities.get(city.removeprefix(_OWN))
            return frozenset({own.country}) if own else frozenset()
        return countries_of_cities().get(city, frozenset())

    def capital_of(self, country: str) -> str:
        """Return the key of a country's capital; "" if it has several or none is known."""
        city = capitals().get(country, "")
        return _OWN + self._own[city] if city in self._own else city

    def called(self, kind: PlaceKind, key: str, language: str) -> str:
        """Return what a place is called in a language."""
        if kind == "city" and key.startswith(_OWN):
            own = key.removeprefix(_OWN)
            return self.cities[own].name.root.get(language, own) if own in self.cities else own
        if kind == "country" and key in country_codes():
            return get_language(language).country(key)
        known = self._phrases.get(language)
        return (known[2].cities.get(key, "") if known else "") or _in_english(key)

    def told(self, city: str) -> str:
        """Return what a city is called, for a message: whoever reads that may read another language than the text's."""
        if own := self.cities.get(city.removeprefix(_OWN)) if city.startswith(_OWN) else None:
            return name_of(own)
        names = {code: gazetteer(get_language(code)).cities.get(city, "") for code in available()}
        return Named(_in_english(city), {code: name for code, name in names.items() if name})

    def knows(self, language: str, kind: PlaceKind, key: str) -> bool:
        """Tell whether a language's names of a place are known: by the content, or by the file of places.

        A project's own language has as many as its file says: of CLDR's names, nobody knows in what forms they stand.
        """
        if language in shipped() or key.startswith(_OWN):
            return True
        return (kind, key) in self._phrases[language][2].said if language in self._phrases else False

    def words_of(self, language: str) -> Gazetteer:
        """Return the names and words of a language."""
        return self._phrases[language][2]

    def seen(self, text: TextIn) -> tuple[PlaceSeen, ...]:
        """Return the places that are typed in a text, each as all that it may be; not in quotations."""
        if text.language not in self._phrases:
            return ()
        phrases, names, known = self._phrases[text.language]
        return tuple(
            PlaceSeen(hit.start, hit.end, kind, key, hit.phrase)
            for hit in text.once(_hits, phrases, known.unlike)
            for kind, key in names.get(_today(hit.phrase, known), ())
            if kind == "region" or not self._is_word(text, key)
        )

    def _is_word(self, text: TextIn, key: str) -> bool:
        """Tell whether a city of the content may be any word: no list has it, and no capital shows it."""
        return not self.is_listed(key) and not words_of(text.language).capitals

    def is_listed(self, key: str) -> bool:
        """Tell whether a list has a place, and not the content alone."""
        return not key.startswith(_OWN) or key.removeprefix(_OWN) in self._listed

    def former(self, text: TextIn) -> Iterator[FormerSeen]:
        """Yield the names in a text that places no longer have."""
        if text.language in self._phrases:
            phrases, _, known = self._phrases[text.language]
            for hit in text.once(_hits, phrases, known.unlike):
                if former := known.former.get(hit.phrase):
                    yield FormerSeen(hit.start, hit.end, hit.phrase, former)

    def printed(self, text: TextIn) -> Iterator[PlaceSeen]:
        """Yield the places that the expressions of a text print."""
        for start, expression in text.expressions:
            end = text.raw.index("}}", start) + 2
            if "count" in (part.strip() for part in expression.split("|")[1:]):
                continue
            path = printed_path(self._subject, text, expression.split("|")[0].strip())
            item = self._subject.content.items.get(path)
            value = item.value if item else None
            if isinstance(value, City):
                yield PlaceSeen(start, end, "city", _OWN + value.id, "", True)
            elif path.endswith(".countries") and isinstance(value, list):
                yield from (PlaceSeen(start, end, "country", code, "", True) for code in value)
            elif path.endswith(".country") and isinstance(value, str):
                yield PlaceSeen(start, end, "country", value, "", True)


def _holds_former(language: Language, name: str) -> bool:
    """Tell whether a name has in it one that the place gave up."""
    known = gazetteer(language)
    return name not in known.names and bool(phrases_of(language, tuple(known.former)).all_in(name))


def _in_english(city: str) -> str:
    return gazetteer(get_language("en")).cities.get(city) or city


def _today(name: str, known: Gazetteer) -> str:
    """Return what a place is called today; what it is called, if it is called so."""
    former = known.former.get(name)
    return former.now if former else name


def _own_cities(cities: Iterable[City]) -> dict[str, str]:
    """Return which of the listed cities a city of the content is: one that has the same name in some language."""
    found: dict[str, str] = {}
    for city in cities:
        for code, name in city.name.root.items():
            if code not in available():
                continue
            for kind, key in gazetteer(get_language(code)).names.get(name.strip(), ()):
                if kind == "city":
                    found.setdefault(key, city.id)
        found.setdefault(city.id, city.id)
    return found


def _hits(text: TextIn, phrases: Phrases, unlike: frozenset[str]) -> tuple[Hit, ...]:
    currencies = "|".join(words_of(text.language).currencies.values())
    spans = (*quoted(text), *(found.span() for found in matcher(currencies).finditer(text.words)))  # Swiss francs
    hits = []
    for hit in phrases.all_in(text.words):
        written = text.words[hit.start : hit.end]
        # “turkey”, “china”; an adjective of French has no capital.
        if written[0].isupper() < hit.phrase[0].isupper() or written.casefold() in unlike or inside(spans, hit.start):
            continue
        hits.append(hit)
    return tuple(longest(hits))


def last_link(text: TextIn) -> str:
    """Return a pattern of what joins the last of a list in the language of a text: and."""
    return f"(?:{'|'.join(map(re.escape, language_of(text.language).last_links))})"


def places_in(places: KnownPlaces, text: TextIn) -> list[PlaceSeen]:
    """Return the places that a text names, typed and printed."""
    return [*places.seen(text), *places.printed(text)]


def countries_told(codes: set[str] | frozenset[str]) -> str:
    """Return what people call countries."""
    return both(country_called(code) for code in sorted(codes))


def slugs_of(subject: Subject, names: dict[str, str]) -> set[str]:
    """Return the cities of the lists that have one of these names, in its language."""
    return {
        key
        for code, name in names.items()
        for kind, key in gazetteer(subject.written_in[code]).names.get(name, ())
        if kind == "city"
    }
