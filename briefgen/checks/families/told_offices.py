"""What texts tell of people in offices: to which they were elected, whom they followed, whose deputies they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.checks.about import (
    date_of,
    office_called,
    person_called,
    surely_before,
)
from briefgen.checks.amounts import turn
from briefgen.checks.families.tenure import is_lesser, person_noted
from briefgen.checks.likely import matcher
from briefgen.checks.mentions import Mention, mentions
from briefgen.checks.places import KnownPlaces
from briefgen.checks.rules import Found, rule
from briefgen.checks.said import InText, said_in
from briefgen.checks.scan import sentence, with_notes, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.terms import terms_of_each
from briefgen.checks.texts import TextIn
from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Office
from briefgen.content.schema.people import Person, Term
from briefgen.dates import Date
from briefgen.language import said
from briefgen.problems.notes import Told, both

_NEAR = 60  # characters between a verb and its date


@rule("elected-as-another", "error", "Whoever a text tells of as elected holds that office, or stood for it.")
def elected_as_another(subject: Subject) -> Iterator[Found]:
    """Find people whom texts let be elected to an office in which they have no term, while they have one in another."""
    own, offices = subject.once(terms_of_each), {office.id: path for path, office in subject.entities(Office)}
    for text in with_notes(subject):
        pattern = turn(text.language, "elected_as", "offices")
        if not own or not pattern.search(text.words):
            continue
        named_offices = [each for each in said_in(subject, text) if each.of("offices")]
        named = sorted(mentions(subject, text), key=lambda one: one.start)
        everybody = {one.person for one in named}
        seen = set()
        for found in pattern.finditer(text.words):
            start, end = sentence(text.words, found.start())
            here = {one.person for one in named if start <= one.start < end}
            # «After his election as President» is of whoever the text is about.
            if not here and len(everybody) == 1 and _speaks_of_somebody(text, start, end):
                here = everybody
            here = here or _candidate_of(subject, text, start, end)
            told = [each for each in named_offices if start <= each.start < end and not is_lesser(text, each)]
            if start in seen or len(here) != 1:
                continue
            seen.add(start)
            (person,) = here
            held = {term.office for term in own.get(person, ())}
            owners = {offices[office].partition(".")[0] for office in held if office in offices}
            for each in told:
                ids = {id for id in each.of("offices") if offices.get(id, "").partition(".")[0] in owners}
                close = found.start() - _NEAR < each.end and each.start < found.end() + _NEAR
                if not held or not ids or ids & held or not close or _stood(subject, person, ids):
                    continue
                if not _is_the_elected(text, each):
                    continue
                message = Told(
                    "{person} was never elected {office}: the terms have {others}",
                    person=person_called(subject, person),
                    office=office_called(subject, min(ids)),
                    others=both(office_called(subject, office) for office in sorted(held)),
                )
                hint = Told("name the office to which this person was elected")
                yield Found(text.path, message, hint, text.key, each.start, each.end - each.start)
                break


def _candidate_of(subject: Subject, text: TextIn, start: int, end: int) -> set[str]:
    """Return the one person of the country whose candidate a sentence tells of."""
    places = subject.once(KnownPlaces)
    words = places.words_of(text.language).words if text.language in subject.written_in else {}
    pattern = words.get("its_candidate", "")
    for one in places.seen(text) if pattern else ():
        if one.kind != "country" or not start <= one.start < end:
            continue
        told = f"{text.words[start : one.start]}§{text.words[one.end : end]}"
        if re.search(pattern, told, re.IGNORECASE):
            return subject.once(_only_ones).get(one.key, set())
    return set()


def _only_ones(subject: Subject) -> dict[str, set[str]]:
    """Return by country the people of the content that are from there, where it is one."""
    found: dict[str, set[str]] = {}
    for _, person in subject.entities(Person):
        found.setdefault(person.country or "", set()).add(person.id)
    return {country: persons for country, persons in found.items() if country and len(persons) == 1}


def _speaks_of_somebody(text: TextIn, start: int, end: int) -> bool:
    pronouns = "|".join(filter(None, (words_of(text.language).he, words_of(text.language).she)))
    pronouns = pronouns or said.pattern(text.language, "offices", "pronouns")
    return bool(matcher(pronouns).search(text.words, start, end))


def _is_the_elected(text: TextIn, office: InText) -> bool:
    """Tell whether an office is what somebody is elected to: in Georgian it has an ending of its own."""
    ending = said.pattern(text.language, "offices", "as_office")
    written = (
        text.words[office.start : office.end]
        if text.words[office.start].isalpha()
        else text.raw[office.start : office.end]
    )
    return ending == said.NOTHING or bool(re.search(rf"(?:{ending})$", written)) or "| adv" in written


def _stood(subject: Subject, person: str, offices: set[str]) -> bool:
    """Tell whether somebody was a candidate for an office."""
    return any(
        item.office in offices and person in (*(item.candidates or ()), *(item.elected or ()))
        for _, held in subject.entities(Event)
        for item in held.agenda
    )


@rule("holder-followed-otherwise", "error", "Whoever followed somebody in office had the same office after them.")
def holder_followed_otherwise(subject: Subject) -> Iterator[Found]:
    """Find people of whom texts say that one followed the other, though they never had one office, or in that order."""
    own = subject.once(terms_of_each)
    for text in with_notes(subject):
        if text.is_name:
            continue
        for name in ("followed", "went_before"):
            for found in turn(text.language, name, "offices").finditer(text.words):
                pair = _pair(subject, text, found)
                if pair is None:
                    continue
                (first, second), at, in_order = pair
                if found.groupdict().get("turned"):
                    first, second = second, first
                if not own.get(first) or not own.get(second):
                    continue
                same = {term.office for term in own[first]} & {term.office for term in own[second]}
                pairs = [(one, other) for one in own[first] for other in own[second] if one.office == other.office]
                if not same or (in_order and all(_after(*each) for each in pairs)):
                    message = Told(
                        "{second} didn’t follow {first} in any office",
                        first=person_called(subject, first),
                        second=person_called(subject, second),
                    )
                    hint = Told("name who held the office before")
                    yield Found(text.path, message, hint, text.key, at.start, at.end - at.start)


def _after(one: Term, other: Term) -> bool:
    """Tell whether a term surely began after another one began."""
    return surely_before(other.start, one.start) or surely_before(other.end, one.start)


def _pair(subject: Subject, text: TextIn, found: re.Match[str]) -> tuple[tuple[str, str], Mention, bool] | None:
    """Return who went before and who came then, as a turn of phrase has them, where, and whether that is sure."""
    start, end = sentence(text.words, found.start())
    named = sorted(mentions(subject, text), key=lambda one: one.start)
    here = [one for one in named if start <= one.start < end]
    if not here:
        return None
    persons = list(dict.fromkeys(one.person for one in here))
    if len(persons) == 1:
        before = [one.person for one in named if one.start < start and one.person != persons[0]]
        noted = person_noted(subject, text) if text.is_note and not before else ""
        if noted and noted != persons[0]:
            before = [noted]
        if not before:
            return None
        return (persons[0], before[-1]), here[0], True
    if len(persons) != 2:
        return None
    first, second = here[0], next(one for one in here if one.person != here[0].person)
    # «A succeeded B»; „A-მ შეცვალა B“
    return (second.person, first.person), second, words_of(text.language).capitals


@rule("holder-made-deputy", "error", "Whoever holds an office is told of by it, and not as a deputy in one.")
def holder_made_deputy(subject: Subject) -> Iterator[Found]:
    """Find the Vice-President, or the acting one, beside the name of somebody who is in another office then."""
    own = subject.once(terms_of_each)
    offices = {office.id: path.partition(".")[0] for path, office in subject.entities(Office)}
    for text in with_notes(subject) if own else ():
        named = mentions(subject, text)
        lesser = (
            [each for each in said_in(subject, text) if each.of("offices") and is_lesser(text, each)] if named else []
        )
        on = date_of(subject, text.path)
        if on is None or on.ongoing:
            on = Date(subject.as_of)
        for each in lesser:
            for mention in named:
                if not _are_beside(text, each, mention):
                    continue
                ids = each.of("offices")
                owners = {offices.get(id) for id in ids}
                held = [
                    term
                    for term in own.get(mention.person, ())
                    if offices.get(term.office) in owners
                    and not surely_before(on, term.start)
                    and not surely_before(term.end, on)
                ]
                if held:
                    message = Told(
                        "{person} was {office} then, and no deputy",
                        person=person_called(subject, mention.person),
                        office=both(office_called(subject, term.office) for term in held),
                    )
                    hint = Told("name the office that this person held")
                    yield Found(text.path, message, hint, text.key, mention.start, mention.end - mention.start)


def _are_beside(text: TextIn, office: InText, mention: Mention) -> bool:
    """Tell whether a name stands right beside a title, with what makes it a deputy's behind that, perhaps."""
    first, last = sorted(((office.start, office.end), (mention.start, mention.end)))
    gap = text.words[first[1] : last[0]]
    if first == (office.start, office.end):
        deputy = turn(text.language, "deputy_behind", "offices").match(gap.lstrip())
        gap = gap.lstrip()[deputy.end() :] if deputy else gap
        if deputy:  # მოვალეობის შემსრულებელი
            gap = re.sub(r"^\s*შემსრულებელ\w*", "", gap)
    words = words_of(text.language)
    asides = "|".join(
        filter(
            None, (words.copula, words.honorifics, words.lesser, said.pattern(text.language, "offices", "at_the_time"))
        )
    )
    return bool(
        re.fullmatch(
            rf"[\w’]{{0,4}}[\s,(–-]*(?:(?:of|at)\s+(?:the\s+)?[\w-]+[\s,]*)?(?:(?:the|who|{asides})\.?[\s-]+)*",
            gap,
            re.I,
        )
    )
