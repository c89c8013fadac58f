"""What texts tell of offices: since when somebody is in one, to which they were elected, and whom they followed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from briefgen.checks.about import in_words, is_earlier, office_called, person_called, surely_before
from briefgen.checks.amounts import turn
from briefgen.checks.mentions import Mention, mentions
from briefgen.checks.rules import Found, rule
from briefgen.checks.said import InText, said_in
from briefgen.checks.scan import TypedDate, dates, fits, matcher, readable, sentence, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Office
from briefgen.content.schema.people import Term
from briefgen.dates import Date
from briefgen.language import said
from briefgen.problems.notes import Told, both

_NEAR = 60  # characters between a verb and its date


@rule("term-told-otherwise", "error", "A text says of a person since when, or until when, they are in office.")
def term_told_otherwise(subject: Subject) -> Iterator[Found]:
    """Find the days on which texts let somebody take or leave office that aren't those of their terms."""
    own = subject.once(_terms_of_each)
    if not own:
        return
    for text in readable(subject):
        if text.is_name or is_earlier(text.path):
            continue
        for name in ("took_office", "left_office"):
            for found in turn(text.language, name, "offices").finditer(text.words):
                start, end = sentence(text.words, found.start())
                typed = _date_beside(text, found, start, end)
                person = _person_before(subject, text, found.start(), start, end)
                known = [
                    date for term in own.get(person, ()) if (date := term.start if name == "took_office" else term.end)
                ]
                if typed is None or not known or len(known) != len(own[person]) or any(_says(typed, d) for d in known):
                    continue
                about = {
                    "raw": text.raw[typed.start : typed.end],
                    "person": person_called(subject, person),
                    "day": both(map(in_words, known)),
                }
                message = (
                    Told("“{raw}”, but {person} came into office on another day: {day}", **about)
                    if name == "took_office"
                    else Told("“{raw}”, but {person} left office on another day: {day}", **about)
                )
                hint = Told("correct the text, or the term")
                yield Found(text.path, message, hint, text.key, typed.start, typed.end - typed.start)


def _says(typed: TypedDate, known: Date) -> bool:
    return bool(typed.decades) or fits(typed, known)


def _date_beside(text: TextIn, found: re.Match[str], start: int, end: int) -> TypedDate | None:
    """Return the date of a sentence that stands nearest to a turn of phrase."""
    near = [
        typed
        for typed in dates(text)
        if start <= typed.start < end
        and typed.year
        and found.start() - _NEAR < typed.end
        and typed.start < found.end() + _NEAR
    ]
    return min(near, key=lambda one: max(one.start - found.end(), found.start() - one.end), default=None)


def _person_before(subject: Subject, text: TextIn, at: int, start: int, end: int) -> str:
    """Return who a sentence is about: whoever it names, or whom the text named last before it."""
    named = sorted(mentions(subject, text), key=lambda one: one.start)
    here = {one.person for one in named if start <= one.start < end}
    if here:
        return next(iter(here)) if len(here) == 1 else ""
    before = [one.person for one in named if one.start < start]
    return before[-1] if before else ""


def _terms_of_each(subject: Subject) -> Mapping[str, Sequence[Term]]:
    found: dict[str, list[Term]] = {}
    for _, term in subject.entities(Term):
        found.setdefault(term.person, []).append(term)
    return found


@rule("elected-as-another", "error", "Whoever a text tells of as elected holds that office, or stood for it.")
def elected_as_another(subject: Subject) -> Iterator[Found]:
    """Find people whom texts let be elected to an office in which they have no term, while they have one in another."""
    own, offices = subject.once(_terms_of_each), {office.id: path for path, office in subject.entities(Office)}
    for text in readable(subject):
        pattern = turn(text.language, "elected_as", "offices")
        if is_earlier(text.path) or not own or not pattern.search(text.words):
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
            told = [each for each in named_offices if start <= each.start < end and not _is_lesser(text, each)]
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


def _is_lesser(text: TextIn, office: InText) -> bool:
    lesser = words_of(text.language).lesser
    before = text.words[max(0, office.start - 20) : office.start]
    behind = text.words[office.end : office.end + 30]
    return bool(lesser and re.search(rf"(?<!\w)(?:{lesser})[\s-]*$", before, re.IGNORECASE)) or bool(
        turn(text.language, "deputy_behind", "offices").match(behind.lstrip())
    )


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
    own = subject.once(_terms_of_each)
    for text in readable(subject):
        if text.is_name or is_earlier(text.path):
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
        if not before:
            return None
        return (persons[0], before[-1]), here[0], True
    if len(persons) != 2:
        return None
    first, second = here[0], next(one for one in here if one.person != here[0].person)
    # «A succeeded B»; „A-მ შეცვალა B“
    return (second.person, first.person), second, words_of(text.language).capitals
