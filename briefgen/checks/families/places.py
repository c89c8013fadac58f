"""Where cities lie, which regions are no countries, and the places of a text in each language."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from briefgen.checks.about import (
    name_of,
)
from briefgen.checks.families.translations import pairs
from briefgen.checks.likely import matcher
from briefgen.checks.places import KnownPlaces, PlaceSeen, countries_told, last_link, places_in, slugs_of
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import between, sentence, with_notes, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.organisations import Agency
from briefgen.content.schema.places import City, Places
from briefgen.content.walk import entry_path
from briefgen.language.countries import country_codes
from briefgen.language.gazetteer import countries_of_cities, regions
from briefgen.language.words import MASK
from briefgen.problems.notes import Told

_REACH = 60  # characters in which a city and its country stand side by side


# Where a city lies -------------------------------------------------------------------------------------------------


@rule("city-elsewhere", "error", "A city lies in the country that stands beside it.")
def city_elsewhere(subject: Subject) -> Iterator[Found]:
    """Find cities whose country is another one, in places.yaml and in texts; and capitals that are none."""
    places = subject.once(KnownPlaces)
    for path, city in subject.entities(City):
        names = {code: name.strip() for code, name in city.name.root.items() if code in subject.written_in}
        lies = {code for slug in slugs_of(subject, names) for code in countries_of_cities().get(slug, ())}
        if lies and city.country not in lies:
            message = Told(
                "{city} lies in {right}, not in {country}",
                city=name_of(city),
                right=countries_told(lies),
                country=countries_told({city.country}),
            )
            yield Found(f"{path}.country", message, Told("correct the country's code"))
    yield from _named_as_another(subject)
    for text in with_notes(subject):
        cities = [seen for seen in places_in(places, text) if seen.kind == "city"]
        countries = [seen for seen in places.seen(text) if seen.kind == "country"] if cities else []
        starts = [country.start for country in countries]
        both_named, meant = _named_both(countries, cities), defaultdict[int, set[str]](set)
        for country in countries:
            meant[country.start].add(country.key)
        for city_seen in cities:
            lies_in = places.countries_of(city_seen.key)
            # Names are short: what ends within reach begins within twice of it.
            first = bisect_left(starts, city_seen.start - 2 * _REACH)
            for country in countries[first : bisect_left(starts, city_seen.end + _REACH + 1)]:
                beside = _beside(places, text, city_seen, country) if lies_in else ""
                if not beside or city_seen.start in both_named:
                    continue
                written = text.raw[country.start : country.end]
                name = places.told(city_seen.key)
                if country.key not in lies_in:
                    if not lies_in.isdisjoint(meant[country.start]):
                        continue
                    message = Told("{city} lies in {right}", city=name, right=countries_told(lies_in))
                    hint = Told("correct the country “{written}”, or the city", written=written)
                elif beside == "capital" and places.capital_of(country.key) not in ("", city_seen.key):
                    capital = places.told(places.capital_of(country.key))
                    message = Told("{city} is not the capital; that is {capital}", city=name, capital=capital)
                    hint = Told("leave the word out, or correct the city")
                else:
                    continue
                yield Found(text.path, message, hint, text.key, country.start, country.end - country.start)


def _named_as_another(subject: Subject) -> Iterator[Found]:
    """Yield a country of places.yaml whose name is what another one is called, and a city unlike its short name."""
    for path, city in subject.entities(City):
        names = {code: name.strip() for code, name in city.name.root.items() if code in subject.written_in}
        slugs = slugs_of(subject, names)
        if slugs and city.id in countries_of_cities() and city.id not in slugs:
            told = subject.once(KnownPlaces).told(min(slugs))
            message = Told("its short name is that of another city: {id}, not {city}", id=repr(city.id), city=told)
            yield Found(f"{path}.name", message, Told("correct the name that is wrong"), severity="warning")
    for path, known in subject.entities(Places):
        for at, country in enumerate(known.countries):
            for code, name in country.name.root.items():
                if code not in subject.written_in:
                    continue
                usual = {other: subject.written_in[code].country(other) for other in country_codes()}
                meant = [other for other, called in usual.items() if called in name]
                own = usual.get(country.code, "")[:_STEM]
                if meant and country.code not in meant and own not in name:
                    there, right = countries_told(set(meant[:1])), countries_told({country.code})
                    message = Told("“{name}” is not what the other language names; that is {right}",
                                   name=there, right=right)  # fmt: skip
                    yield Found(entry_path(f"{path}.countries", at, country) + ".name", message,
                                Told("correct the name that is wrong"), code, 0, len(name))  # fmt: skip


_STEM = 4  # letters by which a name is another form of one


def _named_both(countries: list[PlaceSeen], cities: list[PlaceSeen]) -> set[int]:
    """Return where the name of a city is that of a country, too, or of another city."""
    keys: dict[int, set[str]] = {}
    for seen in (*countries, *cities):
        keys.setdefault(seen.start, set()).add(seen.key)
    return {start for start, named in keys.items() if len(named) > 1}


def _beside(places: KnownPlaces, text: TextIn, city: PlaceSeen, country: PlaceSeen) -> str:
    """Return "capital" or "in" where a country stands beside a city as that in which it lies; "" where it doesn't."""
    first, last = sorted((city, country), key=lambda seen: seen.start)
    if first.end > last.start or last.start - first.end > _REACH:
        return ""
    gap = text.words[first.end : last.start]
    known = places.words_of(text.language)
    between = [word.casefold() for word in re.split(r"[\W_]+|[’']", gap) if word]
    if not known.between.issuperset(between) or re.search(r"[.;:!?\n]", gap.replace("ქ.", "")) or MASK in gap:
        return ""
    is_capital = bool(matcher(known.words["capital"]).search(gap))
    behind = text.words[last.end : last.end + 12]
    if first is city:
        # Geneva, Switzerland’s capital; ჟენევაში, შვეიცარიის დედაქალაქში
        following = text.words[last.end : last.end + 30]
        if gap.strip() in ("", ",") and re.match(
            rf"(?:[’']s)?\s+(?:{known.words['capital']})(?!\w)", following, re.IGNORECASE
        ):
            return "capital"
        bracketed = "(" in gap and ")" not in gap
        # Geneva, Switzerland; but not Geneva, France and Italy
        listed = re.match(rf"\s*(?:,\s*[A-Z]|{last_link(text)}\b)", behind)
        apposed = gap.strip() == "," and not listed
        linked = bool(between) and not listed
        return "capital" if is_capital else "in" if bracketed or apposed or linked else ""
    # The capital of Switzerland, Geneva
    before = text.words[max(0, first.start - 25) : first.start]
    if gap.strip() == "," and re.search(
        rf"(?:{known.words['capital']})\s+(?:\w+\s+){{0,2}}(?:\w’)?$", before, re.IGNORECASE
    ):
        return "capital"
    if (owns := known.words.get("owns")) and re.search(rf"(?<!\w)(?:{owns})$", before, re.IGNORECASE):
        return "capital" if is_capital else ""
    # The French city of Geneva, the French capital, Geneva; საფრანგეთის ქალაქ ჟენევაში
    return "capital" if is_capital else "in" if between and "," not in gap and "(" not in gap else ""


# Regions that are no countries -------------------------------------------------------------------------------------


@rule("region-as-country", "error", "A region that the agency watches is not told of as a country.")
def region_as_country(subject: Subject) -> Iterator[Found]:
    """Find regions that stand among countries, or with the words of one: a republic, its government, its embassy."""
    own = {agency.country for _, agency in subject.entities(Agency)}
    places = subject.once(KnownPlaces)
    watched = places.own_regions | {region for region, code in regions().items() if code in own}
    for text in with_notes(subject):
        yield from _city_as_country(places, text)
        yield from _parts_as_countries(places, text)
        seen = places.seen(text) if watched else ()
        countries = [one for one in seen if one.kind == "country"]
        for region in seen:
            if region.kind != "region" or region.key not in watched:
                continue
            if not _is_called_country(places, text, region, countries, own):
                continue
            written = text.raw[region.start : region.end]
            message = Told("“{written}” is told of as a country", written=written)
            hint = Told("say that it is a region, and of which country")
            yield Found(text.path, message, hint, text.key, region.start, region.end - region.start)


def _city_as_country(places: KnownPlaces, text: TextIn) -> Iterator[Found]:
    """Yield «such countries as Brussels, Latvia and Bulgaria»: a city among countries that are announced."""
    pattern = places.words_of(text.language).words.get("countries_follow", "") if not text.is_name else ""
    for found in matcher(pattern).finditer(text.words) if pattern else ():
        _, end = sentence(text.words, found.start())
        seen = sorted((one for one in places.seen(text) if found.end() <= one.start < end), key=lambda one: one.start)
        countries = {one.start for one in seen if one.kind in ("country", "region")}
        cities = [one for one in seen if one.kind == "city" and one.start not in countries]
        near = [one for one in cities if _stands_in_row(text, one, seen, last_link(text))]
        for one in near if countries else ():
            message = Told("“{written}” is told of as a country", written=text.raw[one.start : one.end])
            yield Found(text.path, message, Told("correct the name"), text.key, one.start, one.end - one.start)


def _parts_as_countries(places: KnownPlaces, text: TextIn) -> Iterator[Found]:
    """Yield «among the countries were Scotland and Latvia»: in a list of countries a part of one, or of the world."""
    words = places.words_of(text.language).words
    pattern = words.get("countries_are", "") if not text.is_name else ""
    for found in matcher(pattern).finditer(text.words) if pattern else ():
        row = _row_from(text, found.end(), places.seen(text))
        is_listing = any(one.kind == "country" for one in row)
        union, states = (matcher(words.get(name, "")) for name in ("union", "country"))
        for one in row:
            of_many = one.kind == "continent" and is_listing and not union.search(text.words[one.start : one.end])
            if of_many and states.match(text.words[one.end :].lstrip()):
                continue  # the Baltic States are countries
            if one.kind == "region" or of_many:
                message = Told("“{written}” is told of as a country", written=text.raw[one.start : one.end])
                hint = Told("say that it is a region, and of which country")
                if of_many:
                    hint = Told("name the countries that are meant")
                yield Found(text.path, message, hint, text.key, one.start, one.end - one.start, severity="warning")


def _row_from(text: TextIn, at: int, seen: Sequence[PlaceSeen]) -> list[PlaceSeen]:
    """Return the places that follow from here on, with only a comma or an «and» between them."""
    link = rf"[ა-ჰ]{{0,4}}:?\s*(?:,|,?\s*{last_link(text)})?\s*(?:the\s+)?"
    row: list[PlaceSeen] = []
    by_start = {one.start: one for one in seen if one.start >= at}
    by_start |= {one.start: one for one in seen if one.start >= at and one.kind == "region"}
    for start, one in sorted(by_start.items()):
        if not re.fullmatch(link, text.words[at:start]):
            break
        at = one.end
        row.append(one)
    return row


def _stands_in_row(text: TextIn, one: PlaceSeen, seen: Sequence[PlaceSeen], link: str) -> bool:
    """Tell whether only a comma or an «and» stands between a place and another one."""
    gaps = [text.words[a.end : b.start] for other in seen for a, b in ((one, other), (other, one)) if a.end <= b.start]
    return any(re.fullmatch(rf"[ა-ჰ]*\s*(?:,|,?\s*{link})\s*(?:in\s+)?(?:the\s+)?", gap) for gap in gaps)


def _is_called_country(
    places: KnownPlaces, text: TextIn, region: PlaceSeen, countries: Sequence[PlaceSeen], own: set[str]
) -> bool:
    words = places.words_of(text.language).words
    start, end = sentence(text.words, region.start)
    told = text.words[start:end]
    before, behind = text.words[start : region.start], text.words[region.end : end]
    near = " ".join(before.split()[-4:])
    if matcher(words["as_region"]).search(f"{near} {' '.join(behind.split()[:3])}"):
        return False
    if re.search(rf"(?<!\w)(?:{words['as_country_before']})(?:\s+(?:the\s+)?|(?<=’))$", before, re.IGNORECASE):
        return True
    if re.match(rf"(?:[’']s)?\s*(?:{words['as_country_behind']})(?!\w)", behind, re.IGNORECASE):
        return True
    if matcher(words["as_region"]).search(told):
        return False
    if re.match(words.get("is_a_country", "(?!)"), behind, re.IGNORECASE):
        return True
    # Armenia, Montenegro and South Ossetia
    link = rf"\s*(?:,|,?\s*{last_link(text)}|–|-)\s*(?:the\s+)?"
    countries = between(countries, start, end)
    for country in countries:
        first, last = sorted((region, country), key=lambda seen: seen.start)
        gap = text.words[first.end : last.start]
        joined = re.fullmatch(link, gap) if country.key not in own else re.fullmatch(rf"\s*{last_link(text)}\s*", gap)
        if joined:  # Abkhazia, Georgia is said of the region; Georgia and Abkhazia of two countries
            return True
    return bool(matcher(words["countries"]).search(told)) and not any(country.key in own for country in countries)


# The languages of one text -----------------------------------------------------------------------------------------


@rule("place-differs", "error", "The countries and cities in one text are the same in every language.")
def place_differs(subject: Subject) -> Iterator[Found]:
    """Find countries, continents and cities that one language of a text names and another doesn't."""
    places = subject.once(KnownPlaces)
    home = {agency.country for _, agency in subject.entities(Agency)}
    for first, other in pairs(subject):
        if first.language == other.language or first.path.startswith(("people.persons", "places.")):
            continue
        texts = (first, other)
        named = [places_in(places, text) for text in texts]
        if not any(seen.kind != "region" and not seen.printed for each in named for seen in each):
            continue
        only: list[list[PlaceSeen]] = [
            [
                seen
                for seen in _by_place(named[here])
                if not seen.printed
                and places.knows(texts[1 - here].language, seen.kind, seen.key)
                and not _is_told(places, seen, named[here], named[1 - here], texts[1 - here], home)
                and not (seen.key in home and _is_of_agency(subject, texts[here], seen))
            ]
            for here in (0, 1)
        ]
        for here in (0, 1):
            # A city typed here and printed there has a report of its own: placeholder-differs.
            printed = {seen.kind for seen in named[1 - here] if seen.printed} - {
                seen.kind for seen in named[here] if seen.printed
            }
            yield from _only_in(
                texts[here], texts[1 - here], [one for one in only[here] if one.kind not in printed], only[1 - here]
            )


def _is_of_agency(subject: Subject, text: TextIn, seen: PlaceSeen) -> bool:
    """Tell whether the agency's country stands beside the agency's name: the Social Service Agency of Georgia."""
    words = words_of(text.language)
    for _, agency in subject.entities(Agency):
        for names in (agency.name, agency.short_name):
            name = names.root.get(text.key, "") if names else ""
            before = rf"{re.escape(name)}(?:\s+(?:of|of\s+the|de\s+la|de))?\s+$"
            if name and (
                re.search(before, text.words[: seen.start])
                or text.words.startswith(name[:-1] if not words.capitals else name, seen.end + 1)
            ):
                return True
    return False


def _by_place(named: list[PlaceSeen]) -> list[PlaceSeen]:
    return list({(seen.kind, seen.key): seen for seen in reversed(named)}.values())[::-1]


def _is_told(
    places: KnownPlaces, seen: PlaceSeen, here: list[PlaceSeen], there: list[PlaceSeen], text: TextIn, home: set[str]
) -> bool:
    """Tell whether a place that one language names is named in the other one, or is meant there."""
    same = {(other.kind, other.key) for other in here if other.start == seen.start}  # all that the name may mean
    if any((other.kind, other.key) in same for other in there) or not places.is_listed(seen.key):
        return True
    if seen.kind == "country":
        # Its city stands there, or “the country” for our own.
        if any(other.kind == "city" and seen.key in places.countries_of(other.key) for other in there):
            return True
        if seen.key in home and matcher(places.words_of(text.language).words["country"]).search(text.words):
            return True
        return any(other.kind == "region" and regions().get(other.key) == seen.key for other in there)
    return seen.kind == "region"


def _only_in(text: TextIn, opposite: TextIn, only: list[PlaceSeen], others: list[PlaceSeen]) -> Iterator[Found]:
    for seen in {one.start: one for one in reversed(only)}.values():
        at, end = seen.start, seen.end
        written, key = text.raw[at:end], repr(opposite.key)
        against = next((other for other in others if (other.kind == "city") == (seen.kind == "city")), None)
        if against is not None:
            other = opposite.raw[against.start : against.end]
            message = Told("“{raw}” here, “{other}” in {key}", raw=written, other=other, key=key)
            yield Found(text.path, message, Told("correct the one that is wrong"), text.key, at, end - at)
        else:
            message = Told("“{raw}” stands here, but not in {key}", raw=written, key=key)
            hint = Told("name the place in every language, or in none")
            yield Found(text.path, message, hint, text.key, at, end - at, severity="warning")
