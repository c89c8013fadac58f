"""Where things are told to be: in another country, in a city that nobody knows, under a name that is nearly right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from briefgen.checks.about import association_named, country_called, event_of, name_of
from briefgen.checks.called import countries_called_otherwise
from briefgen.checks.families.event_places import listed
from briefgen.checks.likely import matcher
from briefgen.checks.mentions import mentions
from briefgen.checks.nearness import distance
from briefgen.checks.places import KnownPlaces, PlaceSeen, countries_told
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import inside, language_of, numbers, quoted, sentence, with_notes, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn, shown
from briefgen.content.schema.base import Entity, Translated
from briefgen.content.schema.organisations import Association
from briefgen.content.schema.people import Person
from briefgen.content.schema.places import City
from briefgen.content.schema.sources import Source
from briefgen.language import get_language
from briefgen.language.gazetteer import countries_of_cities, gazetteer, parts, parts_called
from briefgen.language.usage import usage
from briefgen.problems.notes import Told

_CAPITAL = re.compile(r"(?<![\w’'-])[^\W\d_a-zà-ÿ][^\W\d_]{5,}(?![\w’'-]*\d)")
_SHORT, _LONG = 6, 9  # letters of names in which one may be wrong, or two
_NEAR = 60


@rule("city-name-differs", "error", "A city has names of one city in every language.")
def city_name_differs(subject: Subject) -> Iterator[Found]:
    """Find cities that one language calls as a list does, and another by the name of another city or by none."""
    for path, city in subject.entities(City):
        names = {code: name.strip() for code, name in city.name.root.items() if code in subject.written_in}
        meant = {code: _listed(subject, code, name) for code, name in names.items()}
        for code, name in names.items():
            others = {slug for other, slugs in meant.items() if other != code for slug in slugs}
            others = {slug for slug in others if city.country in countries_of_cities().get(slug, ())}
            if not others or meant[code] & others or code not in subject.written_in:
                continue
            known = gazetteer(subject.written_in[code])
            right = [known.cities[slug] for slug in sorted(others) if slug in known.cities]
            if not right or any(one in name or one.startswith(name) for one in right):
                continue
            message = Told("“{name}” is not what the other language names; that is {right}", name=name, right=right[0])
            most = 1 if len(name) < _LONG else 2
            is_near = any(distance(name, one, most) <= most for one in right)  # the same, as others may write it
            if is_near:
                message = Told("{word} is nearly {name}", word=shown(name), name=shown(right[0]))
            yield Found(
                f"{path}.name", message, Told("correct the name that is wrong"), code, 0, len(city.name.root[code]),
                severity="warning" if is_near else None, fix=(right[0],),
            )  # fmt: skip


def _listed(subject: Subject, code: str, name: str) -> set[str]:
    return {key for kind, key in gazetteer(subject.written_in[code]).names.get(name, ()) if kind == "city"}


@rule("place-nearly", "warning", "The name of a country or a city is spelled as it is known.")
def place_nearly(subject: Subject) -> Iterator[Found]:
    """Find words with a capital that differ in a letter from the name of a country or a city."""
    yield from countries_called_otherwise(subject)
    own = subject.once(_words_of_names)
    for text in with_notes(subject):
        if not words_of(text.language).capitals or not _CAPITAL.search(text.words):
            continue
        names = _names_by_letter(text.language)
        for found in _CAPITAL.finditer(text.words):
            word = re.sub(r"[’']s$", "", found[0])
            near = _nearly(word, text.language) if word not in own and names else ""
            if near and not inside(quoted(text), found.start()):
                message = Told("{word} is nearly {name}", word=shown(word), name=shown(near))
                yield Found(
                    text.path, message, Told("correct the name"), text.key, found.start(), len(word), fix=(near,)
                )


@cache
def _names_by_letter(code: str) -> Mapping[str, tuple[str, ...]]:
    known = gazetteer(get_language(code))
    found: dict[str, list[str]] = {}
    for name, meant in known.names.items():
        if name.isalpha() and len(name) >= _SHORT and any(kind in ("country", "city") for kind, _ in meant):
            found.setdefault(name[0], []).append(name)
    return {letter: tuple(names) for letter, names in found.items()}


@cache
def _nearly(word: str, code: str) -> str:
    """Return the name of a place that a word nearly is; "" if it is one, or is like none."""
    known = gazetteer(get_language(code))
    forms = {word, word.rstrip("s")}
    if any(form in known.names or form in known.former or form in known.more for form in forms):
        return ""
    for name in _names_by_letter(code).get(word[0], ()):
        most = 2 if len(name) >= _LONG and word[-2:] == name[-2:] else 1
        if distance(word, name, most) <= most and word.rstrip("s") != name.rstrip("s"):
            return name
    return ""


def _words_of_names(subject: Subject) -> frozenset[str]:
    """Return the words of all names of the content."""
    found: set[str] = set()
    for _, entity in subject.entities(Entity):
        for field in ("name", "title", "label"):
            if isinstance(name := getattr(entity, field, None), Translated):
                found.update(word for text in name.root.values() for word in re.findall(r"[^\W\d_]+", text))
    return frozenset(found)


def _on_events(subject: Subject) -> Iterator[tuple[TextIn, str]]:
    """Yield the texts of today on events of which the city is known, each with that."""
    for text in with_notes(subject):
        about = event_of(subject, text.path)
        if about is not None and about.city is not None and not text.is_name:
            yield text, about.city


@rule("place-of-event", "error", "A text says of an event that it was in the country in which it was.")
def place_of_event(subject: Subject) -> Iterator[Found]:
    """Find countries in which, or by which, texts let an event be held that was in another one."""
    places = subject.once(KnownPlaces)
    for text, city in _on_events(subject):
        lies_in = places.countries_of(places.own(city))
        held = matcher(words_of(text.language).held)
        if not lies_in or not held.search(text.words):
            continue
        seen = [one for one in places.seen(text) if one.kind == "country"]
        for one in seen:
            start, end = sentence(text.words, one.start)
            if one.key in lies_in or any(other.start == one.start and other.key in lies_in for other in seen):
                continue
            if not held.search(text.words, start, end) or matcher(words_of(text.language).of_another).search(
                text.words, start, end
            ):
                continue
            if "{{" in text.raw[start:end] and re.search(r"\{\{\s*(?:events|bodies)\.", text.raw[start:end]):
                continue
            if not _is_there(places, text, one, end):
                continue
            message = Told(
                "“{written}”, but the event is held in {country}",
                written=text.raw[one.start : one.end],
                country=countries_told(lies_in),
            )
            hint = Told("correct the country “{written}”, or the city", written=text.raw[one.start : one.end])
            yield Found(text.path, message, hint, text.key, one.start, one.end - one.start)


@rule("place-of-host", "error", "The host of an event is the country in which it was.")
def place_of_host(subject: Subject) -> Iterator[Found]:
    """Find «the event was hosted by the Government of the Netherlands» of one that was in Brussels."""
    places = subject.once(KnownPlaces)
    for text, city in _on_events(subject):
        pattern = places.words_of(text.language).words.get("hosted_by", "")
        lies_in = places.countries_of(places.own(city))
        seen = [one for one in places.seen(text) if one.kind == "country"] if pattern and lies_in else []
        meant = {one.start for one in seen if one.key in lies_in}
        for one in {one.start: one for one in seen if one.start not in meant}.values():
            start, end = sentence(text.words, one.start)
            told = f"{text.words[start : one.start]}§{text.words[one.end : end]}"
            if not re.search(pattern, told, re.IGNORECASE):
                continue
            if matcher(words_of(text.language).of_another).search(text.words, start, end):
                continue
            written = text.raw[one.start : one.end]
            message = Told("“{written}”, but the event is held in {country}", written=written,
                           country=countries_told(lies_in))  # fmt: skip
            hint = Told("correct the country “{written}”, or the city", written=written)
            yield Found(text.path, message, hint, text.key, one.start, one.end - one.start)


def _is_there(places: KnownPlaces, text: TextIn, seen: PlaceSeen, end: int) -> bool:
    """Tell whether something is told of as done in a country, or by it as the host."""
    words = places.words_of(text.language).words
    before, behind = text.words[max(0, seen.start - 30) : seen.start], text.words[seen.end : min(end, seen.end + 30)]
    written = text.words[seen.start : seen.end]
    held_in = words.get("held_in", "")
    ends = words.get("there_ends", "")
    if held_in and re.search(rf"(?:{held_in})\s+(?:the\s+)?$", before, re.IGNORECASE):
        return True
    if (
        ends
        and re.search(rf"(?:{ends})$", written)
        and matcher(words_of(text.language).held).search(f"{before} {behind}")
    ):
        return True
    hosts = words.get("hosts", "")
    return bool(hosts) and bool(re.match(rf"\s+(?:{hosts})(?!\w)", behind, re.IGNORECASE))


@rule("city-unknown", "warning", "An event is told of in a city that is known, and in its own.")
def city_unknown(subject: Subject) -> Iterator[Found]:
    """Find a name behind “held in” in a text of an event that is no known place, and not the event's city."""
    places = subject.once(KnownPlaces)
    for text, city in _on_events(subject):
        pattern = places.words_of(text.language).words.get("held_at", "") if text.language in subject.written_in else ""
        if not pattern:
            continue
        known = {(one.start, one.end) for one in places.seen(text)}
        own = places.called("city", places.own(city), text.language)
        language = language_of(text.language)
        for found in re.finditer(pattern, text.words):
            start, end = sentence(text.words, found.start())
            name = found["place"]
            if (
                any(first <= found.start("place") < last for first, last in known)
                or name in own
                or name in parts_called(text.language)
                or language.is_form(name, own)
            ):
                continue
            if matcher(words_of(text.language).of_another).search(text.words, start, end):
                continue
            told = places.told(places.own(city))
            message = Told("“{written}”, but the event is held in {city}", written=name, city=told)
            hint = Told("print the city with {{ }}, or correct that of the event")
            yield Found(text.path, message, hint, text.key, found.start("place"), len(name))


@rule("place-of-post", "warning", "A person's post is told of in the country that the person has.")
def place_of_post(subject: Subject) -> Iterator[Found]:
    """Find an agency or a ministry of another country in a sentence on what somebody was before."""
    places = subject.once(KnownPlaces)
    for text in with_notes(subject):
        pattern = places.words_of(text.language).words.get("post", "") if text.language in subject.written_in else ""
        if not pattern or text.is_name:
            continue
        named = mentions(subject, text)
        countries = [one for one in places.seen(text) if one.kind == "country"] if named else []
        for one in countries:
            start, end = sentence(text.words, one.start)
            here = {mention.person for mention in named if start <= mention.start < end}
            behind = text.words[one.end : min(end, one.end + _NEAR)]
            told = f"{text.words[max(start, one.start - _NEAR) : one.start]}§{behind}"
            if len(here) != 1 or not re.search(pattern, told, re.IGNORECASE):
                continue
            person = subject.content.items[subject.content.index["persons"][next(iter(here))]].value
            same = {other.key for other in countries if other.start == one.start}
            if not isinstance(person, Person) or person.country is None or person.country in same:
                continue
            if any(other.key == person.country and start <= other.start < end for other in countries):
                continue
            message = Told(
                "“{written}”, but {person} is from {country}",
                written=text.raw[one.start : one.end],
                person=name_of(person),
                country=country_called(person.country),
            )
            hint = Told("correct the one that is wrong")
            yield Found(text.path, message, hint, text.key, one.start, one.end - one.start)


@rule("place-of-founding", "error", "The association was founded where the notes say.")
def place_of_founding(subject: Subject) -> Iterator[Found]:
    """Find cities in which texts let the association be founded, where notes have another one for that year."""
    places = subject.once(KnownPlaces)
    yield from _notes_on_founding(subject)
    for text in with_notes(subject):
        pattern = places.words_of(text.language).words.get("founded_in") if text.language in subject.written_in else ""
        if not pattern or text.is_name or event_of(subject, text.path) is not None:
            continue
        for found in matcher(pattern).finditer(text.words):
            start, end = sentence(text.words, found.start())
            seen = [one for one in places.seen(text) if one.kind == "city" and start <= one.start < end]
            told = text.words[start:end]  # of a note itself other sentences say it
            known = {key for words, key in subject.once(_founded_in) if words != told} if len(seen) == 1 else set()
            if not known or seen[0].key in known or not _is_meant(subject, text, start, end):
                continue
            one = seen[0]
            city = " / ".join(sorted(places.called("city", key, text.language) for key in known))
            message = Told("“{written}”, but the notes have {city}", written=text.raw[one.start : one.end], city=city)
            hint = Told("correct the one that is wrong")
            yield Found(text.path, message, hint, text.key, one.start, one.end - one.start)


def _notes_on_founding(subject: Subject) -> Iterator[Found]:
    """Yield a note on a source that names another city beside the year of the founding than the association's note."""
    places = subject.once(KnownPlaces)
    for _, association in subject.entities(Association):
        year = str(association.founded.start.year) if association.founded and association.founded.start else ""
        own = _cities_beside(subject, association.note, year) if year else frozenset()
        for path, source in subject.entities(Source):
            there = _cities_beside(subject, source.note, year) if own and source.id in association.sources else own
            if there - own:
                one, other = (places.told(min(keys)) for keys in (there - own, own))
                message = Told("“{written}”, but the notes have {city}", written=one, city=other)
                yield Found(f"{path}.note", message, Told("correct the one that is wrong"))


def _is_meant(subject: Subject, text: TextIn, start: int, end: int) -> bool:
    """Tell whether a sentence is about the association: by its name, or, in a text on it, by a pronoun or nothing."""
    told = text.words[start:end]
    names_other = re.search(r"(?<![\w-])[A-Z]{2,}(?![\w])", told)
    if association_named(subject, text, told):
        return True
    return text.path.startswith("association.") and not names_other and ".bodies[" not in text.path


def _founded_in(subject: Subject) -> list[tuple[str, str]]:
    """Return the cities that notes on the association, and on its sources, name beside the year of its founding.

    Each with the sentence of the note that says so.
    """
    notes: list[str] = []
    for _, association in subject.entities(Association):
        year = str(association.founded.start.year) if association.founded and association.founded.start else ""
        sources = {source.id: source for _, source in subject.entities(Source)}
        all_notes = [association.note, *(sources[id].note for id in association.sources if id in sources)]
        notes += [note for note in all_notes if year and note and year in note]
    return [(note[slice(*sentence(note, at))], key) for note in notes for at, key in _seen_beside(subject, note, year)]


def _cities_beside(subject: Subject, note: str, year: str) -> frozenset[str]:
    """Return the cities that a note names in a sentence with a year."""
    return frozenset(key for _, key in _seen_beside(subject, note, year))


def _seen_beside(subject: Subject, note: str, year: str) -> Iterator[tuple[int, str]]:
    places = subject.once(KnownPlaces)
    for code in subject.written_in if note and year in note else ():
        for one in places.seen(TextIn("note", code, code, note)):
            start, end = sentence(note, one.start)
            if one.kind == "city" and year in note[start:end]:
                yield one.start, one.key


# Parts of the world ------------------------------------------------------------------------------------------------


@rule("place-elsewhere", "error", "A country lies in the part of the world in which a text has it.")
def place_elsewhere(subject: Subject) -> Iterator[Found]:
    """Find people and countries of a part of the world in which these don't lie: Asia's representative of Brazil."""
    places = subject.once(KnownPlaces)
    for text in with_notes(subject):
        seen = [] if text.is_name else places.seen(text)
        for part in seen:
            if part.kind != "continent":
                continue
            words = places.words_of(text.language).words
            is_union = re.fullmatch(words.get("union", "(?!)"), part.name)
            own = parts().get("union" if is_union else part.key, frozenset())
            start, end = sentence(text.words, part.start)
            denied = matcher(usage(text.language).patterns.get("negation", "")).search(text.words, start, end)
            if not own or denied:
                continue
            if _nobody_came_from(subject, text, words, part, own, start, end):
                written = text.raw[part.start : part.end]
                message = Told("“{written}”, but none of the countries of the event is there", written=written)
                hint = Told("correct the one that is wrong")
                yield Found(text.path, message, hint, text.key, part.start, part.end - part.start)
                continue
            yield from _miscounted(subject, text, words, part, own, start, end)
            told: set[int] = set()
            for country, at, length in _told_there(subject, places, text, part, start, end):
                if country not in own and at not in told:
                    told.add(at)
                    written = text.raw[part.start : part.end]
                    message = Told("“{written}”, but {country} isn’t there", written=written,
                                   country=country_called(country))  # fmt: skip
                    yield Found(text.path, message, Told("correct the one that is wrong"), text.key, at, length)


def _nobody_came_from(
    subject: Subject, text: TextIn, words: Mapping[str, str], part: PlaceSeen, own: frozenset[str], start: int, end: int
) -> bool:
    """Tell whether a sentence lets people come to the text's event from a part of the world from which nobody came."""
    held = event_of(subject, text.path)
    came = held.participants.countries if held and held.participants else []
    marked = f"{text.words[start : part.start]}§{text.words[part.end : end]}"
    if not came or not own.isdisjoint(came) or matcher(words_of(text.language).of_another).search(marked):
        return False
    return bool(re.search(words.get("came_from_part", "(?!)"), marked, re.IGNORECASE))


def _miscounted(
    subject: Subject, text: TextIn, words: Mapping[str, str], part: PlaceSeen, own: frozenset[str], start: int, end: int
) -> Iterator[Found]:
    """Yield «four of these countries are in the European Union» where two of those at the event are."""
    held = event_of(subject, text.path)
    came = held.participants.countries if held and held.participants else []
    pattern = words.get("so_many_in_part", "")
    for one in numbers(text) if came and pattern else ():
        if not start <= one.start < end or one.ordinal or one.whole is None:
            continue
        spans = sorted(((one.start, one.end, "#"), (part.start, part.end, "§")))
        marked, at = "", start
        for first, last, mark in spans:
            marked, at = f"{marked}{text.words[at:first]}{mark}", last
        if re.search(pattern, marked + text.words[at:end], re.IGNORECASE) and one.whole != len(own & {*came}):
            message = Told("“{raw}”, but the content has {numbers}", raw=text.raw[one.start : one.end],
                           numbers=str(len(own & {*came})))  # fmt: skip
            yield Found(text.path, message, Told("correct the one that is wrong"), text.key, one.start,
                        one.end - one.start)  # fmt: skip


def _told_there(
    subject: Subject, places: KnownPlaces, text: TextIn, part: PlaceSeen, start: int, end: int
) -> Iterator[tuple[str, int, int]]:
    """Yield the countries that a sentence has in a part of the world, each with where that is told."""
    words = places.words_of(text.language).words
    marked = f"{text.words[start : part.start]}§{text.words[part.end : end]}"
    here = part.start, part.end - part.start
    if re.search(words.get("in_part", "(?!)"), marked, re.IGNORECASE):
        named = {mention.person for mention in mentions(subject, text)}
        person = subject.content.items[subject.content.index["persons"][named.pop()]].value if len(named) == 1 else None
        if isinstance(person, Person) and person.country:
            yield person.country, *here
    held = event_of(subject, text.path)
    if held and held.participants and re.search(words.get("all_in_part", "(?!)"), marked, re.IGNORECASE):
        yield from ((code, *here) for code in held.participants.countries)
    another = matcher(words_of(text.language).of_another).search(marked)
    if held and held.city and not another and re.search(words.get("hosts_in_part", "(?!)"), marked, re.IGNORECASE):
        yield from ((code, *here) for code in places.countries_of(places.own(held.city)))
    countries = sorted((one for one in places.seen(text) if one.kind == "country"), key=lambda one: one.start)
    for row in listed(text, [one for one in countries if start <= one.start < end]):
        before, behind = text.words[part.end : row[0].start], text.words[row[-1].end : part.start]
        if (part.end <= row[0].start and re.fullmatch(words.get("parts_listed", "(?!)"), before, re.IGNORECASE)) or (
            row[-1].end <= part.start and re.fullmatch(words.get("are_in_part", "(?!)"), behind, re.IGNORECASE)
        ):
            meant = {one.start: {other.key for other in row if other.start == one.start} for one in row}
            yield from ((one.key, one.start, one.end - one.start) for one in row if len(meant[one.start]) == 1)
