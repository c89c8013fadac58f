"""How texts speak of a person: as a man or a woman, with the right initial, from the right country."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from briefgen.checks.about import country_called, date_of, is_earlier, name_of, office_called, person_called
from briefgen.checks.amounts import turn
from briefgen.checks.likely import matcher
from briefgen.checks.mentions import Mention, mentions
from briefgen.checks.nearness import distance
from briefgen.checks.places import KnownPlaces, PlaceSeen, countries_told
from briefgen.checks.rules import Found, rule
from briefgen.checks.said import InText, said_in
from briefgen.checks.scan import sentence, with_notes, words_of
from briefgen.checks.stood import elected_from_elsewhere
from briefgen.checks.subject import Subject
from briefgen.checks.terms import terms_of_each, terms_of_offices
from briefgen.checks.texts import TextIn
from briefgen.content.knowing.terms import holders
from briefgen.content.schema.people import Person, Term
from briefgen.language import said
from briefgen.language.words import MASK
from briefgen.problems.notes import Told

_NEAR = 45  # characters between a person and the country that a text gives them
_TITLES = 24  # characters before a name in which its titles stand


@dataclass(frozen=True, slots=True)
class _Said:
    """A word that says of somebody that this is a man (True) or a woman."""

    text: TextIn
    start: int
    end: int
    is_man: bool
    is_title: bool


@rule("address-differs", "error", "A person is Mr everywhere, or Ms everywhere.")
def address_differs(subject: Subject) -> Iterator[Found]:
    """Find titles and pronouns of a person that don't go with the others, in whatever text and language."""
    by_person: dict[str, list[_Said]] = {}
    for text in with_notes(subject):
        for person, one in _said_of_persons(subject, text):
            by_person.setdefault(person, []).append(one)
    of_nobody: dict[str, list[_Said]] = {}
    for office, person, one in _said_of_offices(subject):
        if person:
            by_person.setdefault(person, []).append(one)
        else:
            of_nobody.setdefault(office, []).append(one)
    known = subject.once(_men_and_women) if by_person else {}
    for office, all_said in of_nobody.items():
        fewer, others = sorted(([one for one in all_said if one.is_man is is_man] for is_man in (True, False)), key=len)
        for one in fewer:
            other = others[0]
            message = Told(
                "“{raw}” of the {office}, but “{other}” elsewhere",
                raw=one.text.raw[one.start : one.end],
                office=office_called(subject, office),
                other=other.text.raw[other.start : other.end],
            )
            hint = Told("correct the one that is wrong; if somebody else was in office then, say who")
            yield Found(one.text.path, message, hint, one.text.key, one.start, one.end - one.start, severity="warning")
    for person, all_said in by_person.items():
        if person in known:
            yield from _unlike_given(person_called(subject, person), all_said, known[person])
            continue
        men = [one for one in all_said if one.is_man]
        women = [one for one in all_said if not one.is_man]
        if not men or not women:
            continue
        fewer, others = (men, women) if _weight(men) < _weight(women) else (women, men)
        for one in fewer:
            other = others[0]
            message = Told(
                "“{raw}” of {person}, but “{other}” elsewhere",
                raw=one.text.raw[one.start : one.end],
                person=person_called(subject, person),
                other=other.text.raw[other.start : other.end],
            )
            hint = Told("correct the one that is wrong")
            yield Found(one.text.path, message, hint, one.text.key, one.start, one.end - one.start)


def _unlike_given(name: str, told: list[_Said], is_man: bool) -> Iterator[Found]:
    """Yield titles and pronouns that don't go with somebody's given name."""
    own = [one for one in told if one.is_man is is_man]
    for one in told:
        # A pronoun may be of somebody else; where there is no other, that is told by a title only.
        if one.is_man is is_man or not (one.is_title or own):
            continue
        message = Told("“{raw}” of {person}", raw=one.text.raw[one.start : one.end], person=name)
        hint = Told("correct the one that is wrong")
        yield Found(one.text.path, message, hint, one.text.key, one.start, one.end - one.start)


def _men_and_women(subject: Subject) -> dict[str, bool]:
    """Return who is known to be a man, or not: as the person's entry says, or as the given name does in a language."""
    found: dict[str, bool] = {}
    for _, person in subject.entities(Person):
        if person.gender:
            found[person.id] = person.gender == "man"
            continue
        names = person.name.root.items()
        told = {is_man for code, name in names if (is_man := _is_mans(code, name)) is not None}
        if len(told) == 1:
            found[person.id] = told.pop()
    return found


def _is_mans(code: str, name: str) -> bool | None:
    given, *rest = name.split() or [""]
    mans, womans = _given(code)
    first = given.partition("-")[0]
    if not rest or (first in mans) is (first in womans):
        return None
    return first in mans


@cache
def _given(code: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return given names of men and of women in a language."""
    table = said.table(code, "given")
    return frozenset(str(table.get("men", "")).split()), frozenset(str(table.get("women", "")).split())


def _weight(words: list[_Said]) -> int:
    return sum(3 if one.is_title else 1 for one in words)  # a pronoun may be of somebody else


def _said_of_persons(subject: Subject, text: TextIn) -> Iterator[tuple[str, _Said]]:
    words = words_of(text.language)
    if not (words.of_man or words.he):
        return
    named = mentions(subject, text)
    for mention in named:
        start = max(0, mention.start - _TITLES)
        before = text.words[start : mention.start]
        titles = re.search(rf"(?:(?<!\w)(?:{words.of_man}|{words.of_woman})\s+)+$", before)
        for pattern, is_man in ((words.of_man, True), (words.of_woman, False)):
            for found in re.finditer(rf"(?<!\w)(?:{pattern})(?=\s)", titles[0]) if titles else ():
                at = start + (titles.start() if titles else 0) + found.start()
                yield mention.person, _Said(text, at, at + len(found[0]), is_man, True)
    persons = {mention.person for mention in named}
    owner = next((each for _, each in subject.owners(text.path) if isinstance(each, Person | Term)), None)
    noted = (owner.id if isinstance(owner, Person) else owner.person) if owner and text.is_note else ""
    persons = persons or ({noted} if noted else set())
    if len(persons) != 1 or not words.he:
        return
    (person,) = persons
    spans = {sentence(text.words, mention.start) for mention in named}
    if noted and not named:  # a note on somebody is about them
        spans |= {sentence(text.words, found.start()) for pattern in (words.he, words.she)
                  for found in matcher(pattern).finditer(text.words)}  # fmt: skip
    # A sentence on the office of the only one whom the text names, and on no other office, is about them.
    held = {term.office for term in subject.once(terms_of_each).get(person, ())}
    offices = [(each.start, each.of("offices")) for each in said_in(subject, text) if each.of("offices")]
    if held and all(ids <= held for _, ids in offices):
        spans |= {sentence(text.words, start) for start, _ in offices}
        # So is one that begins with “he” or “she”, right behind it.
        ends = {end for _, end in spans}
        spans |= {span for pattern in (words.he, words.she) for found in matcher(pattern).finditer(text.words)
                  if found.start() - (span := sentence(text.words, found.start()))[0] <= 1
                  and ends & {span[0], span[0] - 1}}  # fmt: skip
    for pattern, is_man in ((words.he, True), (words.she, False)):
        for found in matcher(pattern).finditer(text.words):
            if any(start <= found.start() < end for start, end in spans):
                yield person, _Said(text, *found.span(), is_man, bool(noted and not named))


def _said_of_offices(subject: Subject) -> Iterator[tuple[str, str, _Said]]:
    """Yield pronouns in sentences that name one office and no person: with the office, and who held it, if one did."""
    for text in with_notes(subject):
        words = words_of(text.language)
        if not words.he or text.is_name or is_earlier(text.path):
            continue
        pronouns = [
            (found, is_man)
            for pattern, is_man in ((words.he, True), (words.she, False))
            for found in matcher(pattern).finditer(text.words)
        ]
        if not pronouns or mentions(subject, text):
            continue
        named = [each for each in said_in(subject, text) if each.of("offices")]
        for found, is_man in pronouns:
            start, end = sentence(text.words, found.start())
            here = {id for each in named if start <= each.start < found.start() for id in each.of("offices")}
            if len(here) == 1 and not any(found.start() < each.start < end for each in named):
                (office,) = here
                person = _holder_then(subject, office, text.path)
                if person or not subject.once(terms_of_offices).get(office):
                    yield office, person, _Said(text, *found.span(), is_man, False)


def _holder_then(subject: Subject, office: str, path: str) -> str:
    """Return who surely held an office on the date of a text; "" if nobody knows, or it may have been another."""
    on = date_of(subject, path)
    point = subject.as_of if on is None or on.ongoing else on.last
    terms = subject.once(terms_of_offices).get(office, ())
    held = {term.person for term in holders(terms, office, point)} if point else set()
    return held.pop() if len(held) == 1 else ""


# Initials and the order of names -----------------------------------------------------------------------------------


@rule("name-otherwise", "error", "A surname stands behind the person's own given name or initial.")
def name_otherwise(subject: Subject) -> Iterator[Found]:
    """Find surnames with another initial or given name than the person's, and names that begin with the surname."""
    for text in with_notes(subject):
        if text.path.startswith("people."):
            continue
        words = words_of(text.language)
        for mention in mentions(subject, text):
            if not mention.by_surname:
                continue
            person = subject.content.items[subject.content.index["persons"][mention.person]].value
            name = person.name.root.get(text.key, "").strip()
            *given, _ = name.split()
            before = text.words[max(0, mention.start - 40) : mention.start]
            behind = text.words[mention.end : mention.end + len(name) + 4]
            start, end, wrong = mention.start, mention.end, ""
            if initial := re.search(r"(?<!\w)([^\W\d_])\.(?:[\s-]*[^\W\d_]\.)*\s*$", before):
                if initial[1] != given[0][0]:
                    start = mention.start - len(before) + initial.start()
                    wrong = Told("the initial isn't that of {name}", name=name)
            elif first := re.search(r"(?<![\w’'-])([^\W\d_]{2,})\s+$", before):
                others = (words.given_names | _given_names(subject, text.key)) - {*given, *map(str.casefold, given)}
                near = any(0 < distance(first[1], part, 2) <= 2 for part in given if len(part) > 4)
                near = near or (words.capitals and _alike(first[1], given[0], words.titles))
                if first[1] in others or near:
                    start = mention.start - len(before) + first.start(1)
                    wrong = Told("the given name isn't that of {name}", name=name)
            if not wrong and (turned := re.match(rf"\s+{re.escape(' '.join(given))}(?!\w)", behind)):
                end = mention.end + turned.end()
                wrong = Told("the surname comes first, unlike in {name}", name=name)
            if wrong:
                hint = Told("correct the name; if it is somebody else, add the person")
                message = Told("“{raw}”: {wrong}", raw=text.raw[start:end], wrong=wrong)
                yield Found(text.path, message, hint, text.key, start, end - start)


def _given_names(subject: Subject, language: str) -> frozenset[str]:
    """Return the given names of the content's people in a language."""
    return subject.once(_given_of_people).get(language, frozenset())


def _given_of_people(subject: Subject) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for _, person in subject.entities(Person):
        for language, name in person.name.root.items():
            found.setdefault(language, set()).update(name.split()[:-1])
    return {language: frozenset(names) for language, names in found.items()}


def _alike(word: str, given: str, titles: str) -> bool:
    """Tell whether a word with a capital is perhaps another given name with the same initial: Nikita for Nikolai."""
    if word == given or word[0] != given[0] or len(word) < _NAME or not word.istitle():
        return False
    return not re.fullmatch(titles, word) and word.casefold() != given.casefold()


_NAME = 5  # letters of a given name that may be taken for another one


# Where somebody is from --------------------------------------------------------------------------------------------


@rule("person-from-elsewhere", "error", "A text says of a person the country that the person has.")
def person_from_elsewhere(subject: Subject) -> Iterator[Found]:
    """Find people whom a text gives another country than they have: a candidate of Brazil, Mr Example (Brazil)."""
    places = subject.once(KnownPlaces)
    wrong: dict[tuple[str, str], list[tuple[TextIn, PlaceSeen]]] = {}
    right: set[str] = set()
    for text in with_notes(subject):
        named = mentions(subject, text)
        countries = [seen for seen in places.seen(text) if seen.kind == "country"] if named else []
        for mention in named:
            person = subject.content.items[subject.content.index["persons"][mention.person]].value
            if not isinstance(person, Person) or person.country is None:
                continue
            alone = len({other.person for other in named}) == 1
            for seen in countries:
                if not _is_from(places, text, mention, seen) and not (alone and _he_is_from(places, text, seen)):
                    continue
                if any(other.start == seen.start and other.key == person.country for other in countries):
                    right.add(person.id)
                else:
                    wrong.setdefault((person.id, seen.key), []).append((text, seen))
    yield from elected_from_elsewhere(subject, places)
    yield from _no_compatriots(subject)
    yield from _office_from_elsewhere(subject, places)
    for (id, code), found in wrong.items():
        path = subject.content.index["persons"][id]
        person = subject.content.items[path].value
        hint = Told("correct the one that is wrong")
        about = {"person": name_of(person), "country": country_called(person.country)}
        if id not in right and len({text.key for text, _ in found}) > 1:  # nobody knows which end is wrong
            message = Told(
                "{person} is from {country} here, but texts say {told}", told=countries_told({code}), **about
            )
            yield Found(f"{path}.country", message, hint)
        for text, seen in found:
            written = text.raw[seen.start : seen.end]
            message = Told("“{written}”, but {person} is from {country}", written=written, **about)
            at, on = seen.start, f"{path}.country"
            yield Found(text.path, message, hint, text.key, at, seen.end - at, rests_on=(on,))


def _office_from_elsewhere(subject: Subject, places: KnownPlaces) -> Iterator[Found]:
    """Yield «the German Secretary General» where whoever held that office then is from another country."""
    for text in with_notes(subject):
        if text.is_name or is_earlier(text.path):
            continue
        offices = [each for each in said_in(subject, text) if len(each.of("offices")) == 1]
        countries = [one for one in places.seen(text) if one.kind == "country"] if offices else []
        for office in offices:
            here = [
                one
                for one in countries
                if text.words[one.end : office.start] == " "
                or (office.end < one.start and _is_apposed(places, text, text.words[office.end : one.start], one))
            ]
            here = [one for one in here if one.name != places.called("country", one.key, text.language)]
            person = _holder_then(subject, min(office.of("offices")), text.path) if here else ""
            holder = subject.content.items[subject.content.index["persons"][person]].value if person else None
            if not isinstance(holder, Person) or holder.country is None:
                continue
            if any(one.key == holder.country for one in here) or _names_another(subject, text, office, person):
                continue
            written = text.raw[here[0].start : here[0].end]
            message = Told("“{written}”, but {person} is from {country}", written=written,
                           person=name_of(holder), country=country_called(holder.country))  # fmt: skip
            hint, at = Told("correct the one that is wrong"), here[0].start
            yield Found(text.path, message, hint, text.key, at, here[0].end - at, severity="warning")


def _no_compatriots(subject: Subject) -> Iterator[Found]:
    """Yield «Mr Example and his compatriot» of people from two countries."""
    for text in with_notes(subject):
        pattern = turn(text.language, "compatriot", "offices") if not text.is_name else None
        for found in pattern.finditer(text.words) if pattern else ():
            start, end = sentence(text.words, found.start())
            here = {one.person for one in mentions(subject, text) if start <= one.start < end}
            persons = [subject.content.items[subject.content.index["persons"][id]].value for id in sorted(here)]
            countries = {person.country for person in persons if isinstance(person, Person) and person.country}
            if len(persons) == len(countries) == _TWO:
                message = Told("they are from different countries: {countries}", countries=countries_told(countries))
                yield Found(text.path, message, Told("correct the one that is wrong"), text.key, found.start(),
                            len(found[0]), severity="warning")  # fmt: skip


_TWO = 2


def _is_apposed(places: KnownPlaces, text: TextIn, gap: str, seen: PlaceSeen) -> bool:
    """Tell whether a word for people from a country stands behind somebody: Mr Example, a Moldovan."""
    if seen.name == places.called("country", seen.key, text.language):
        return False
    pattern = places.words_of(text.language).words.get("one_of_people", "(?!)")
    return bool(re.fullmatch(pattern, f"{gap}§{text.words[seen.end : seen.end + 4]}".rstrip(), re.IGNORECASE))


def _names_another(subject: Subject, text: TextIn, office: InText, person: str) -> bool:
    """Tell whether a sentence with an office names somebody else."""
    start, end = sentence(text.words, office.start)
    return any(start <= one.start < end and one.person != person for one in mentions(subject, text))


def _he_is_from(places: KnownPlaces, text: TextIn, seen: PlaceSeen) -> bool:
    """Tell whether a sentence says of him or her, whom the text names before, where they are from."""
    pattern = places.words_of(text.language).words.get("he_is_from", "(?!)")
    start, end = sentence(text.words, seen.start)
    return bool(re.search(pattern, f"{text.words[start : seen.start]}§{text.words[seen.end : end]}", re.IGNORECASE))


def _is_from(places: KnownPlaces, text: TextIn, mention: Mention, seen: PlaceSeen) -> bool:
    """Tell whether a text says of a person that they are from a country."""
    if seen.end > mention.start and mention.end > seen.start:
        return False
    gap = text.words[seen.end : mention.start] if seen.start < mention.start else text.words[mention.end : seen.start]
    if len(gap) > _NEAR or re.search(r"[.;:!?\n](?!\w)", re.sub(r"\b(?:Mr|Ms|Mrs|Dr|M|Mme)\.", "", gap)) or MASK in gap:
        return False
    words = places.words_of(text.language).words
    honorifics = words_of(text.language).honorifics
    if gap == " " and seen.end <= mention.start and seen.name != places.called("country", seen.key, text.language):
        return True  # the German Nikolai Example
    if mention.start < seen.start:
        if _is_apposed(places, text, gap, seen):
            return True
        is_people = seen.name.endswith("ელი")  # კაეტანო ბრაზილიელი ეკონომისტია
        if re.fullmatch(rf"\s+(?:{words.get('is', '(?!)')})\s+", gap) or (is_people and gap == " "):
            return True
        # Mr Example (Brazil), Mr Example of Brazil
        return bool(re.fullmatch(rf"[\w’]{{0,4}}\s*(?:\(|,?\s*(?:{words['from']})\s+)?\s*", gap)) and (
            "(" in gap or bool(matcher(words["from"]).search(gap))
        )
    # The candidate of Brazil, Mr Example; the Brazilian Mr Example; ბრაზილიელი კანდიდატი …
    before = text.words[max(0, seen.start - 40) : seen.start]
    candidate = words["candidate"]
    told = re.search(rf"(?<!\w)(?:{candidate})\s+(?:the\s+)?$", before, re.IGNORECASE) or re.match(
        rf"\s*(?:{candidate})", gap, re.IGNORECASE
    )
    if told:
        return bool(re.fullmatch(rf"[\s,(–]*(?:(?:{candidate})[\s,–]*)?(?:(?:{honorifics})\s+)?", gap, re.IGNORECASE))
    return bool(honorifics) and bool(re.fullmatch(rf"\s+(?:{honorifics})\s+", gap))
