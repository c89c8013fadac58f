"""Countries and cities: called as they are now, in each language the same, where they lie, and where an event was."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from briefgen.checks.about import (
    country_called,
    date_of,
    event_of,
    in_words,
    is_earlier,
    name_of,
    noun_of,
    surely_before,
)
from briefgen.checks.families.translations import pairs
from briefgen.checks.likely import matcher
from briefgen.checks.places import KnownPlaces, PlaceSeen
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import between, dates, language_of, numbers, readable, sentence, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.base import Fact
from briefgen.content.schema.cooperation import HistoryEntry
from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Agency, Work
from briefgen.content.schema.places import City
from briefgen.content.schema.sources import Source
from briefgen.dates import Date
from briefgen.language import available
from briefgen.language.gazetteer import Former, countries_of_cities, gazetteer, regions
from briefgen.language.usage import usage
from briefgen.language.words import MASK
from briefgen.problems.diagnostics import Severity
from briefgen.problems.notes import Told, both

_REACH = 60  # characters in which a city and its country stand side by side
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


# Names that are no longer right ------------------------------------------------------------------------------------


@rule("place-former", "error", "A country or a city is called as it is called on the text's date.")
def place_former(subject: Subject) -> Iterator[Found]:
    """Find names that a country or a city gave up before the date of what is told, and those of other languages."""
    places = subject.once(KnownPlaces)
    for text in readable(subject):
        if isinstance(next((owner for _, owner in subject.owners(text.path)), None), Work | Source):
            continue  # a title is as it was printed
        for seen in places.former(text):
            if _was_right(subject, text, seen.start, seen.former):
                continue
            written = text.raw[seen.start : seen.end]
            message = Told("“{written}” is not what the place is called", written=written)
            if until := seen.former.until:
                message = Told("“{written}” is a name of before {until}", written=written, until=in_words(until))
            fix = (seen.former.now,) if written == seen.name and " or " not in seen.former.now else ()
            severity: Severity = "error" if until else "warning"
            hint = Told("write “{now}”", now=seen.former.now)
            yield Found(
                text.path, message, hint, text.key, seen.start, seen.end - seen.start, severity=severity, fix=fix
            )


def _was_right(subject: Subject, text: TextIn, at: int, former: Former) -> bool:
    """Tell whether a text speaks of a time at which a name was right, or of the name as one of before."""
    start, end = sentence(text.words, at)
    if matcher(words_of(text.language).of_before).search(text.words[start:end]):
        return True
    if former.until is None:
        return False
    on = date_of(subject, text.path) or next(
        (owner.as_of for _, owner in subject.owners(text.path) if isinstance(owner, Fact) and owner.as_of), None
    )
    if surely_before(on if on and not on.ongoing else Date(subject.as_of), former.until):
        return True
    year = former.until.start.year if former.until.start else 0
    typed = (int(found[0]) for found in _YEAR.finditer(text.words, start, end))
    return any(each < year for each in typed)


@rule("city-name", "warning", "A city has the name that it has in the language.")
def city_name(subject: Subject) -> Iterator[Found]:
    """Find cities of the content that are called in one language as another language calls them."""
    yield from _forms_of_others(subject)
    for path, city in subject.entities(City):
        names = {code: name.strip() for code, name in city.name.root.items() if code in subject.written_in}
        for code, name in names.items():
            known = gazetteer(subject.written_in[code])
            others = {other: each for other, each in names.items() if other != code}
            for slug in sorted(_slugs(subject, others)):
                right = known.cities.get(slug, "")
                is_right = not right or ("city", slug) in known.names.get(name, ())
                if not is_right and name and name in _names_elsewhere(slug, code, name):
                    message = Told("“{name}” is the city's name in another language", name=name)
                    hint = Told("write “{now}”", now=right)
                    yield Found(f"{path}.name", message, hint, code, 0, len(city.name.root[code]), fix=(right,))


def _forms_of_others(subject: Subject) -> Iterator[Found]:
    """Yield forms of a city's name that are forms of another place's."""
    places = subject.once(KnownPlaces)
    cities = {f"{path}.forms": city for path, city in subject.entities(City)}
    for text in subject.forms:
        city = cities.get(text.path)
        seen = places.seen(text) if city else ()
        own = {places.own(city.id), city.country} if city else set()
        if seen and not any(one.key in own for one in seen):
            message = Told("“{raw}” is a form of another place's name", raw=text.raw)
            yield Found(text.path, message, Told("correct the form"), text.key, case=text.case)


def _slugs(subject: Subject, names: dict[str, str]) -> set[str]:
    """Return the cities of the lists that have one of these names, in its language."""
    return {
        key
        for code, name in names.items()
        for kind, key in gazetteer(subject.written_in[code]).names.get(name, ())
        if kind == "city"
    }


def _names_elsewhere(slug: str, code: str, name: str) -> set[str]:
    """Return what other languages that are written in the letters of a name call a city."""
    others = (language_of(other) for other in available() if other != code)
    known = (gazetteer(other) for other in others if other.writes(name[0]))
    return {called for each in known for called, meant in each.names.items() if ("city", slug) in meant}


# Where a city lies -------------------------------------------------------------------------------------------------


@rule("city-elsewhere", "error", "A city lies in the country that stands beside it.")
def city_elsewhere(subject: Subject) -> Iterator[Found]:
    """Find cities whose country is another one, in places.yaml and in texts; and capitals that are none."""
    places = subject.once(KnownPlaces)
    for path, city in subject.entities(City):
        names = {code: name.strip() for code, name in city.name.root.items() if code in subject.written_in}
        lies = {code for slug in _slugs(subject, names) for code in countries_of_cities().get(slug, ())}
        if lies and city.country not in lies:
            message = Told(
                "{city} lies in {right}, not in {country}",
                city=name_of(city),
                right=countries_told(lies),
                country=countries_told({city.country}),
            )
            yield Found(f"{path}.country", message, Told("correct the country's code"))
    for text in readable(subject):
        cities = [seen for seen in _all(places, text) if seen.kind == "city"]
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
        listed = re.match(rf"\s*(?:,\s*[A-Z]|{_and(text)}\b)", behind)
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


def _and(text: TextIn) -> str:
    return f"(?:{'|'.join(map(re.escape, language_of(text.language).last_links))})"


def _all(places: KnownPlaces, text: TextIn) -> list[PlaceSeen]:
    return [*places.seen(text), *places.printed(text)]


def countries_told(codes: set[str] | frozenset[str]) -> str:
    """Return what people call countries."""
    return both(country_called(code) for code in sorted(codes))


# Regions that are no countries -------------------------------------------------------------------------------------


@rule("region-as-country", "error", "A region that the agency watches is not told of as a country.")
def region_as_country(subject: Subject) -> Iterator[Found]:
    """Find regions that stand among countries, or with the words of one: a republic, its government, its embassy."""
    own = {agency.country for _, agency in subject.entities(Agency)}
    places = subject.once(KnownPlaces)
    watched = places.own_regions | {region for region, code in regions().items() if code in own}
    for text in readable(subject) if watched else ():
        seen = places.seen(text)
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
    if re.search(rf"(?<!\w)(?:{words['as_country_before']})\s+(?:the\s+)?$", before, re.IGNORECASE):
        return True
    if re.match(rf"(?:[’']s)?\s*(?:{words['as_country_behind']})(?!\w)", behind, re.IGNORECASE):
        return True
    if matcher(words["as_region"]).search(told):
        return False
    # Armenia, Montenegro and South Ossetia
    link = rf"\s*(?:,|,?\s*{_and(text)}|–|-)\s*(?:the\s+)?"
    countries = between(countries, start, end)
    for country in countries:
        first, last = sorted((region, country), key=lambda seen: seen.start)
        gap = text.words[first.end : last.start]
        joined = re.fullmatch(link, gap) if country.key not in own else re.fullmatch(rf"\s*{_and(text)}\s*", gap)
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
        named = [_all(places, text) for text in texts]
        if not any(seen.kind != "region" and not seen.printed for each in named for seen in each):
            continue
        only: list[list[PlaceSeen]] = [
            [
                seen
                for seen in _by_place(named[here])
                if not seen.printed and not _is_told(places, seen, named[here], named[1 - here], texts[1 - here], home)
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


# Where an event was ------------------------------------------------------------------------------------------------


@rule("city-differs", "error", "A text says of an event that it was where the event was.")
def city_differs(subject: Subject) -> Iterator[Found]:
    """Find cities in texts of an event, or of an entry about one, in which it wasn't held; and names that say so."""
    places = subject.once(KnownPlaces)
    for text in readable(subject):
        about = event_of(subject, text.path)
        city_of = _own_city(subject, text.path) or (about.city if about else None)
        if city_of is None or text.is_name:
            continue
        own = places.own(city_of)
        all_seen = sorted(_all(places, text), key=lambda one: one.start)
        for seen in all_seen:
            if seen.kind != "city" or seen.key == own:
                continue
            sure = _is_of(subject, places, text, seen, about, own, all_seen)
            if sure and (sure == "error" or not is_earlier(text.path)):
                written = text.raw[seen.start : seen.end]
                city = places.told(own)
                message = Told("“{written}”, but the event is held in {city}", written=written, city=city)
                hint = Told("print the city with {{ }}, or correct that of the event")
                yield Found(text.path, message, hint, text.key, seen.start, seen.end - seen.start, severity=sure)
    yield from _named_after(subject, places)
    yield from _countries_listed(subject, places)
    yield from _came_from_elsewhere(subject, places)


def _came_from_elsewhere(subject: Subject, places: KnownPlaces) -> Iterator[Found]:
    """Yield «the representatives of Lithuania» at an event to which, as its field has it, nobody came from there."""
    for text in readable(subject):
        about = event_of(subject, text.path)
        came = about.participants.countries if about and about.participants else []
        if about is None or not came or about.state != "held" or text.is_name:
            continue
        pattern = places.words_of(text.language).words.get("came", "")
        known = {*came, *places.countries_of(places.own(about.city))} if about.city else {*came}
        seen = [one for one in places.seen(text) if one.kind == "country"] if pattern else []
        meant = {one.start for one in seen if one.key in known}
        for one in seen:
            start, end = sentence(text.words, one.start)
            told = text.words[start:end]
            if one.start in meant or matcher(words_of(text.language).of_another).search(told):
                continue
            if matcher(usage(text.language).patterns.get("negation", "")).search(told):
                continue
            if re.search(pattern, f"{text.words[start : one.start]}§{text.words[one.end : end]}", re.IGNORECASE):
                written = text.raw[one.start : one.end]
                message = Told("“{written}” isn’t among the countries of the event", written=written)
                hint = Told("print the countries with {{ }}, or correct the field")
                yield Found(text.path, message, hint, text.key, one.start, one.end - one.start)


def _countries_listed(subject: Subject, places: KnownPlaces) -> Iterator[Found]:
    """Yield countries in a typed list of those that came to an event which are not the ones of its field."""
    for text in readable(subject):
        about = event_of(subject, text.path)
        came = about.participants.countries if about and about.participants else []
        if len(came) < _FEWEST or text.is_name:
            continue
        countries = [seen for seen in places.seen(text) if seen.kind == "country"]
        for row in listed(text, countries):
            named = {seen.key for seen in row}
            known = named & set(came)
            if len(known) * 2 < len(came) or len({seen.start for seen in row}) < _FEWEST:
                continue
            meant = {seen.start for seen in row if seen.key in known}
            for seen in row:
                if seen.start not in meant:
                    written = text.raw[seen.start : seen.end]
                    message = Told("“{written}” isn’t among the countries of the event", written=written)
                    lost = [code for code in came if code not in named]
                    if lost:
                        message = Told(
                            "“{written}” isn’t among the countries of the event; {lost} is, and doesn’t stand here",
                            written=written,
                            lost=countries_told(set(lost)),
                        )
                    hint = Told("print the countries with {{ }}, or correct the field")
                    yield Found(text.path, message, hint, text.key, seen.start, seen.end - seen.start)
            lost = [code for code in came if code not in named]
            if lost and len(lost) == 1 and len(meant) == len({seen.start for seen in row}) and _closed(text, row):
                message = Told(
                    "{lost} is among the countries of the event, and doesn’t stand here", lost=countries_told(set(lost))
                )
                hint = Told("print the countries with {{ }}, or correct the field")
                first, last = row[0].start, row[-1].end
                yield Found(text.path, message, hint, text.key, first, last - first, severity="warning")


_FEWEST = 3  # countries that make a list


def listed(text: TextIn, seen: Sequence[PlaceSeen]) -> Iterator[list[PlaceSeen]]:
    """Yield countries that stand side by side, with commas and the last link between them."""
    link = re.compile(rf"\s*(?:,|;|,?\s*(?:{_and(text)}|–|-))\s*(?:the\s+)?", re.IGNORECASE)
    row: list[PlaceSeen] = []
    for one in sorted(seen, key=lambda one: one.start):
        if row and one.start != row[-1].start and not link.fullmatch(text.words[row[-1].end : one.start]):
            yield row
            row = []
        row.append(one)
    if row:
        yield row


def _closed(text: TextIn, row: list[PlaceSeen]) -> bool:
    """Tell whether a list stands in brackets, or behind a colon: then it is the whole."""
    before, behind = text.words[: row[0].start].rstrip(), text.words[row[-1].end :].lstrip()
    return before.endswith(("(", ":")) and behind[:1] in (")", ".")


def _own_city(subject: Subject, path: str) -> str | None:
    """Return the city that an entry has of its own."""
    entry = next((owner for _, owner in subject.owners(path) if isinstance(owner, HistoryEntry)), None)
    return entry.city if entry else None


def _is_of(
    subject: Subject,
    places: KnownPlaces,
    text: TextIn,
    seen: PlaceSeen,
    about: Event | None,
    own: str,
    all_seen: Sequence[PlaceSeen],
) -> Severity | None:
    """Return how surely a sentence says of the text's event, and of no other, that it is held in a city."""
    words = words_of(text.language)
    start, end = sentence(text.words, seen.start)
    told = text.words[start:end]
    held = matcher(words.held).search(told)
    named = about is not None and _is_called_after(subject, places, text, seen, about)
    if not (held or named or _is_there(places, text, seen, start)) or matcher(words.of_another).search(told):
        return None
    if matcher(words.looking_back or "(?!)").search(told):  # last year it met elsewhere
        return None
    if any(other.kind == "city" and other.key == own for other in between(all_seen, start, end)):
        return None
    here = between(all_seen, seen.start, seen.start + 1)
    if any(other.kind != "city" and not other.printed for other in here):
        return None
    # Of another event, unless that is told of behind: «At the Forum in Geneva …, begun at the Forum of 2017».
    if re.search(r"\{\{\s*(?:events|bodies)\.", text.raw[start : seen.start]):
        return None
    when = about.date if about else date_of(subject, text.path)
    years = {point.year for point in (when.start, when.end) if point} if when else set()
    if any(date.year and date.year not in years for date in between(dates(text), start, end)):
        return None
    number = about.number if about else None
    if any(one.ordinal and one.whole not in (number, None, 1) for one in between(numbers(text), start, end)):
        return None
    return "error" if held else "warning"


def _is_called_after(subject: Subject, places: KnownPlaces, text: TextIn, seen: PlaceSeen, about: Event) -> bool:
    """Tell whether an event is called after a city: the Geneva Forum, where it was in Brussels, and none in Geneva."""
    noun = noun_of(subject, text.language, about)
    behind = text.words[seen.end : seen.end + 25]
    ends = places.words_of(text.language).words.get("called_after_ends", "")
    written = text.words[seen.start : seen.end]
    if not noun or not re.match(rf"\s+(?:{noun})[^\W\d_]*(?!\w|\s+(?:of|on|for)\s)", behind, re.IGNORECASE):
        return False
    if ends and not re.search(rf"(?:{ends})$", written):
        return False
    return not any(
        held.city and places.own(held.city) == seen.key and noun_of(subject, text.language, held) == noun
        for _, held in subject.entities(Event)
    )


def _is_there(places: KnownPlaces, text: TextIn, seen: PlaceSeen, start: int) -> bool:
    """Tell whether something is told of as done in a city: the sentence begins with it, or an event comes before it."""
    known = places.words_of(text.language).words
    before, written = text.words[start : seen.start], text.words[seen.start : seen.end]
    ends = known.get("there_ends", "")
    return bool(re.search(rf"(?:{known.get('there_before', '(?!)')})$", before, re.IGNORECASE)) and (
        not ends or bool(re.search(rf"(?:{ends})$", written))
    )


def _named_after(subject: Subject, places: KnownPlaces) -> Iterator[Found]:
    """Yield events whose short name, or that of an entry or a source of that year, is of another place."""
    english = gazetteer(language_of("en"))
    countries = {
        name.casefold(): key for name, meant in english.names.items() for kind, key in meant if kind == "country"
    }
    entries: dict[str, list[str]] = {}
    for _, entry in subject.entities(HistoryEntry):
        entries.setdefault(entry.event or "", []).append(entry.id)
    sources = {source.id for _, source in subject.entities(Source)}
    for path, held in subject.entities(Event):
        if held.city is None:
            continue
        year = str(held.date.start.year) if held.date.start else ""
        of_year = [id for id in held.sources if id in sources and year in re.split(r"[-_]", id)]
        for id in (held.id, *entries.get(held.id, ()), *of_year):
            named = _place_in(id, subject, places, countries)
            if named and not named & {places.own(held.city), *places.countries_of(places.own(held.city))}:
                message = Told(
                    "held in {city}, but what belongs to it is called “{id}”",
                    city=name_of(places.cities[held.city]) if held.city in places.cities else held.city,
                    id=id.replace("-", " ").replace("_", " "),
                )
                yield Found(f"{path}.city", message, Told("look which of the two is right"), severity="warning")
                break


def _place_in(id: str, subject: Subject, places: KnownPlaces, countries: dict[str, str]) -> set[str]:
    """Return the city, or the country, after which something is called."""
    name = id.replace("_", "-")
    parts = f"-{name}-"
    own = {key: places.own(key) for key in places.cities if f"-{key}-" in parts}
    if own:
        return set(own.values()) | {code for key in own.values() for code in places.countries_of(key)}
    listed = {slug for slug in gazetteer(language_of("en")).cities if len(slug) > 4 and f"-{slug}-" in parts}
    if listed:
        return {code for slug in listed for code in countries_of_cities().get(slug, ())}
    return {code for called, code in countries.items() if len(called) > 4 and f"-{called.replace(' ', '-')}-" in parts}


@rule("place-of-agency", "warning", "The agency's country is the one that its texts name.")
def place_of_agency(subject: Subject) -> Iterator[Found]:
    """Find an agency of a country that no text names, although they name others."""
    places = subject.once(KnownPlaces)
    named: Counter[str] = Counter()
    for text in readable(subject):
        if text.path.startswith(("cooperation.", "agency.")) and ".earlier[" not in text.path:
            spoken = {seen.key for seen in _all(places, text) if seen.kind == "country"}
            spoken |= {
                code for seen in places.seen(text) if seen.kind == "city" for code in places.countries_of(seen.key)
            }
            named.update(spoken)
    for path, agency in subject.entities(Agency):
        most = named.most_common(2)
        stands_out = most and most[0][1] > max(
            [1, *(times for _, times in most[1:])]
        )  # none does of a list of who came
        if stands_out and not named[agency.country]:
            message = Told(
                "the agency is of {country}, which no text of the history names; they name {other}",
                country=countries_told({agency.country}),
                other=countries_told({most[0][0]}),
            )
            yield Found(f"{path}.country", message, Told("correct the country's code"))
