"""Where events were, and whose country the agency is of: what texts say, beside the fields."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from briefgen.checks.about import (
    date_of,
    event_of,
    is_earlier,
    name_of,
    noun_of,
)
from briefgen.checks.likely import matcher
from briefgen.checks.places import KnownPlaces, PlaceSeen, countries_told, last_link, places_in
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import between, dates, language_of, numbers, sentence, with_notes, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.checks.venue_told import told_elsewhere
from briefgen.content.schema.cooperation import HistoryEntry
from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Agency
from briefgen.content.schema.sources import Source
from briefgen.language.gazetteer import countries_of_cities, gazetteer
from briefgen.language.usage import usage
from briefgen.problems.diagnostics import Severity
from briefgen.problems.notes import Told

# Where an event was ------------------------------------------------------------------------------------------------


@rule("city-differs", "error", "A text says of an event that it was where the event was.")
def city_differs(subject: Subject) -> Iterator[Found]:
    """Find cities in texts of an event, or of an entry about one, in which it wasn't held; and names that say so."""
    places = subject.once(KnownPlaces)
    for text in with_notes(subject):
        about = event_of(subject, text.path)
        city_of = _own_city(subject, text.path) or (about.city if about else None)
        if city_of not in places.cities or text.is_name:
            continue
        own = places.own(city_of)
        all_seen = sorted(places_in(places, text), key=lambda one: one.start)
        for seen in all_seen:
            if seen.kind == "country" and about and seen.key not in places.countries_of(own):
                named = _is_called_after(subject, places, text, seen, about)
                sure: Severity | None = "warning" if named and not seen.printed else None
            elif seen.kind != "city" or seen.key == own:
                continue
            else:
                sure = _is_of(subject, places, text, seen, about, own, all_seen)
            if sure and (sure == "error" or not is_earlier(text.path)):
                written = text.raw[seen.start : seen.end]
                city = places.told(own)
                message = Told("“{written}”, but the event is held in {city}", written=written, city=city)
                hint = Told("print the city with {{ }}, or correct that of the event")
                yield Found(text.path, message, hint, text.key, seen.start, seen.end - seen.start, severity=sure)
    for text, start, end, own in told_elsewhere(subject):
        message = Told(
            "“{written}”, but the event is held in {city}", written=text.raw[start:end], city=places.told(own)
        )
        hint = Told("print the city with {{ }}, or correct that of the event")
        yield Found(text.path, message, hint, text.key, start, end - start, severity="warning")
    yield from _named_after(subject, places)
    yield from _countries_listed(subject, places)
    yield from _came_from_elsewhere(subject, places)
    yield from _of_numbered(subject, places)


def _of_numbered(subject: Subject, places: KnownPlaces) -> Iterator[Found]:
    """Yield «the 32nd session was held in Tokyo» of one that by the title of a source was in Beijing."""
    titled: dict[int, set[str]] = {}
    for title in subject.titles:
        cities = {one.key for one in places.seen(title) if one.kind == "city"}
        ordinals = {one.whole for one in numbers(title) if one.ordinal and one.whole}
        if len(cities) == len(ordinals) == 1:
            titled.setdefault(ordinals.pop() or 0, set()).update(cities)
    for text in with_notes(subject) if titled else ():
        ordinals_here = (
            [one for one in numbers(text) if one.ordinal and one.whole in titled] if not text.is_name else []
        )
        for one in ordinals_here:
            start, end = sentence(text.words, one.start)
            here = [seen for seen in places.seen(text) if seen.kind == "city" and start <= seen.start < end]
            right = titled[one.whole or 0]
            if len({seen.start for seen in here}) != 1 or any(seen.key in right for seen in here) or len(right) > 1:
                continue
            if matcher(words_of(text.language).held).search(text.words, start, end):
                written = text.raw[here[0].start : here[0].end]
                message = Told("“{written}”, but the event is held in {city}", written=written,
                               city=places.told(*right))  # fmt: skip
                hint = Told("look which of the two is right")
                at = here[0].start
                yield Found(text.path, message, hint, text.key, at, here[0].end - at, severity="warning")


def _came_from_elsewhere(subject: Subject, places: KnownPlaces) -> Iterator[Found]:
    """Yield «the representatives of Lithuania» at an event to which, as its field has it, nobody came from there."""
    for text in with_notes(subject):
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
    for text in with_notes(subject):
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
    link = re.compile(rf"\s*(?:,|;|,?\s*(?:{last_link(text)}|–|-))\s*(?:the\s+)?", re.IGNORECASE)
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
    hosts = _hosts(subject, places, text, seen, about)
    if hosts or not (held or named or _is_there(places, text, seen, start)) or matcher(words.of_another).search(told):
        return "warning" if hosts and hosts != "of another" else None
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


def _hosts(subject: Subject, places: KnownPlaces, text: TextIn, seen: PlaceSeen, about: Event | None) -> str:
    """Return whether a city is called the host city, and of what; "" if it isn't."""
    start, end = sentence(text.words, seen.start)
    marked = f"{text.words[start : seen.start]}§{text.words[seen.end : end]}"
    found = re.search(places.words_of(text.language).words.get("host_town", "(?!)"), marked, re.IGNORECASE)
    if found is None:
        return ""
    noun = noun_of(subject, text.language, about) if about else ""
    whose = next(filter(None, found.groupdict().values()), "")
    beside = marked[max(0, found.start() - _BEFORE) : found.end() + _NEAR]
    apart = matcher(words_of(text.language).of_another).search(beside)
    return "of another" if apart or (whose and not (noun and re.search(noun, whose, re.IGNORECASE))) else "of this"


_NEAR, _BEFORE = 25, 12


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
        held.city
        and noun_of(subject, text.language, held) == noun
        and (places.own(held.city) == seen.key or seen.key in places.countries_of(places.own(held.city)))
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
        return set(own.values())
    listed = {slug for slug in gazetteer(language_of("en")).cities if len(slug) > 4 and f"-{slug}-" in parts}
    if listed:
        return {code for slug in listed for code in countries_of_cities().get(slug, ())}
    return {code for called, code in countries.items() if len(called) > 4 and f"-{called.replace(' ', '-')}-" in parts}


@rule("place-of-agency", "warning", "The agency's country is the one that its texts name.")
def place_of_agency(subject: Subject) -> Iterator[Found]:
    """Find an agency of a country that no text names, although they name others."""
    places = subject.once(KnownPlaces)
    yield from _member_from_elsewhere(subject, places)
    named: Counter[str] = Counter()
    for text in with_notes(subject):
        if text.path.startswith(("cooperation.", "agency.")) and ".earlier[" not in text.path:
            spoken = {seen.key for seen in places_in(places, text) if seen.kind == "country"}
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


def _member_from_elsewhere(subject: Subject, places: KnownPlaces) -> Iterator[Found]:
    """Yield «to become a member of the Association from Armenia» of the agency of another country."""
    home = {agency.country for _, agency in subject.entities(Agency)}
    for text in with_notes(subject):
        known = places.words_of(text.language).words if text.language in subject.written_in else {}
        pattern = "|".join(filter(None, (known.get("member_from"), known.get("our_country"))))
        if not pattern or text.is_name or not text.path.startswith(("cooperation.", "agency.")):
            continue
        seen = [one for one in places.seen(text) if one.kind == "country"]
        for one in seen:
            start, end = sentence(text.words, one.start)
            told = f"{text.words[start : one.start]}§{text.words[one.end : end]}"
            same = {other.key for other in seen if start <= other.start < end}
            if same & home or not re.search(pattern, told, re.IGNORECASE):
                continue
            message = Told("“{written}”, but the agency is of {country}", written=text.raw[one.start : one.end],
                           country=countries_told(home))  # fmt: skip
            hint = Told("correct the one that is wrong")
            yield Found(text.path, message, hint, text.key, one.start, one.end - one.start)
