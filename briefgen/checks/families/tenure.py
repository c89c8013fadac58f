"""What texts tell of terms: since when, and until when, somebody is in an office."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefgen.checks.about import (
    event,
    event_of,
    in_words,
    person_called,
    told_otherwise,
)
from briefgen.checks.amounts import turn
from briefgen.checks.likely import matcher
from briefgen.checks.mentions import mentions
from briefgen.checks.rules import Found, rule
from briefgen.checks.said import InText, said_in
from briefgen.checks.scan import TypedDate, dates, fits, sentence, with_notes, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.terms import terms_of_each
from briefgen.checks.texts import TextIn
from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Body
from briefgen.content.schema.people import Person, Term
from briefgen.content.schema.sources import Source
from briefgen.dates import Date
from briefgen.language import said
from briefgen.problems.notes import Told, both, with_commas

_NEAR = 60  # characters between a verb and its date


@rule("term-told-otherwise", "error", "A text says of a person since when, or until when, they are in office.")
def term_told_otherwise(subject: Subject) -> Iterator[Found]:
    """Find the days on which texts let somebody take or leave office that aren't those of their terms."""
    own = subject.once(terms_of_each)
    if not own:
        return
    yield from _elected_then(subject)
    yield from _until_then(subject)
    yield from _noted_otherwise(subject)
    for text in with_notes(subject):
        if text.is_name:
            continue
        for name in ("took_office", "left_office"):
            for found in turn(text.language, name, "offices").finditer(text.words):
                start, end = sentence(text.words, found.start())
                typed = _date_beside(text, found, start, end)
                person = _person_before(subject, text, found.start(), start, end)
                if typed and name == "left_office" and not any(term.end for term in own.get(person, ())):
                    if not text.is_note:  # of notes see below
                        yield from _ends_otherwise(subject, text, typed, own.get(person, ()))
                    continue
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


def _noted_otherwise(subject: Subject) -> Iterator[Found]:
    """Yield «until January 2024» in a note on a term of seven years from 2019, and «will take up office» after that."""
    for note in subject.notes:
        term = next((owner for _, owner in subject.owners(note.path) if isinstance(owner, Term)), None)
        if term is None or term.start is None:
            continue
        for typed in dates(note) if term.end is None else ():
            start, _ = sentence(note.words, typed.start)
            held = event(subject, term.elected_at)
            years = term.years or (held.term_years if held else None)
            until = re.match(rf"(?:{words_of(note.language).until_then})\s", note.words[typed.start :], re.IGNORECASE)
            if typed.year and term.start.start and years and (until or _is_until(note, typed, start)):
                right = term.start.start.year + years
                if typed.year not in (right, right - 1) and typed.year > term.start.start.year:
                    message = Told("“{raw}”, but {person} left office on another day: {day}",
                                   raw=note.raw[typed.start : typed.end], person=person_called(subject, term.person),
                                   day=str(right))  # fmt: skip
                    hint = Told("correct the text, or the term")
                    yield Found(note.path, message, hint, "", typed.start, typed.end - typed.start, severity="warning")
        for found in turn(note.language, "will_take_office", "offices").finditer(note.words):
            if subject.has_passed(term.start):
                message = Told("“{raw}”, but {person} came into office on another day: {day}", raw=found[0],
                               person=person_called(subject, term.person), day=in_words(term.start))  # fmt: skip
                hint = Told("correct the text, or the term")
                yield Found(note.path, message, hint, "", found.start(), len(found[0]), severity="warning")


def _until_then(subject: Subject) -> Iterator[Found]:
    """Yield «until June 2018 X was Secretary General» where that term ended at another time."""
    terms = subject.once(terms_of_each)
    for text in with_notes(subject):
        if text.is_name or not dates(text) or not mentions(subject, text):
            continue
        was = matcher(said.pattern(text.language, "offices", "was"))
        for typed in dates(text):
            start, end = sentence(text.words, typed.start)
            here = {one.person for one in mentions(subject, text) if start <= one.start < end}
            if len(here) != 1 or not typed.year or not _is_until(text, typed, start):
                continue
            offices = {
                id
                for each in said_in(subject, text)
                if start <= each.start < end and not is_lesser(text, each)
                for id in each.of("offices")
            }
            (person,) = here
            own = [term for term in terms.get(person, ()) if term.office in offices]
            ends = [term.end for term in own if term.end]
            if len(offices) != 1 or not ends or len(ends) != len(own) or any(_says(typed, each) for each in ends):
                continue
            if was.search(text.words, start, end):
                message = Told(
                    "“{raw}”, but {person} left office on another day: {day}",
                    raw=text.raw[typed.start : typed.end],
                    person=person_called(subject, person),
                    day=both(map(in_words, ends)),
                )
                hint = Told("correct the text, or the term")
                yield Found(text.path, message, hint, text.key, typed.start, typed.end - typed.start)


def _is_until(text: TextIn, typed: TypedDate, start: int) -> bool:
    before = text.words[max(start, typed.start - 20) : typed.start]
    until = words_of(text.language).until_then
    written = text.words[typed.start : typed.end + 6]
    return bool(re.search(rf"(?<!\w)(?:{until})\s+$", f"{before}", re.IGNORECASE)) or bool(
        re.match(rf"[^.;,]*{said.pattern(text.language, 'time', 'until_ending')}(?!\w)", written)
    )


def _elected_then(subject: Subject) -> Iterator[Found]:
    """Yield another day of an election than that of the meeting at which a term says that somebody was elected."""
    elections = subject.once(_elections)
    for text in with_notes(subject) if elections else ():
        if text.is_name or not dates(text):
            continue
        for found in turn(text.language, "elected_as", "offices").finditer(text.words):
            start, end = sentence(text.words, found.start())
            typed = _date_beside(text, found, start, end)
            person = _person_before(subject, text, found.start(), start, end)
            known = elections.get(person, ())
            if typed is None or not known or any(_says(typed, date) for date in known) or typed.until:
                continue
            if _is_until(text, typed, start):
                continue  # elected, and not yet in office until then
            is_named = any(start <= one.start < end for one in mentions(subject, text))
            if not is_named and _is_of_another_election(subject, typed, person):
                continue  # who was elected in October 2019 was not found
            if matcher(words_of(text.language).of_before).search(text.words, start, end):
                continue
            if turn(text.language, "since", "ages").search(text.words[max(start, typed.start - 8) : typed.start]):
                continue
            message = told_otherwise(subject, text.raw[typed.start : typed.end], known[-1])
            hint = Told("print the date with {{ }}; if something else is meant, say what")
            yield Found(text.path, message, hint, text.key, typed.start, typed.end - typed.start)
            break


def _elections(subject: Subject) -> dict[str, list[Date]]:
    """Return on which days people were elected, of those of whose terms each one says at which meeting that was."""
    settled: dict[str, list[Date]] = {}
    for _, meeting in subject.entities(Event):
        for person in {person for item in meeting.agenda for person in item.elected or ()}:
            settled.setdefault(person, []).append(meeting.date)
    found: dict[str, list[Date]] = {}
    for person, terms in subject.once(terms_of_each).items():
        dates_of_terms = [held.date for term in terms if (held := event(subject, term.elected_at))]
        if len(dates_of_terms) == len(terms):
            found[person] = settled.get(person, []) + dates_of_terms
    return found


def _is_of_another_election(subject: Subject, typed: TypedDate, person: str) -> bool:
    """Tell whether a meeting was then that elected to an office of somebody's, or whose body elects to it."""
    offices = {term.office for term in subject.once(terms_of_each).get(person, ())}
    electing = {body.id for _, body in subject.entities(Body) if offices & {*body.elects}}
    return any(
        _says(typed, held.date)
        for _, held in subject.entities(Event)
        if held.body in electing or any(item.office in offices for item in held.agenda)
    )


def _ends_otherwise(subject: Subject, text: TextIn, typed: TypedDate, terms: Sequence[Term]) -> Iterator[Found]:
    """Yield the end of a term to which the length of the term that an election gave doesn't lead."""
    held = [found for found in (event_of(subject, text.path),) if found]
    for _, expression in text.expressions:
        steps = expression.split("|")[0].strip().split(".")
        if steps[0] == "events" and len(steps) > 1 and (path := subject.named("events", steps[1])):
            held.append(subject.content.items[path].value)
    years = {
        one.date.start.year + one.term_years + more
        for one in held
        if one.term_years and one.date.start
        for more in (0, 1)
    }
    years |= {term.start.start.year + term.years for term in terms if term.years and term.start and term.start.start}
    if years and typed.year not in years:
        message = Told(
            "“{raw}”, but so many years lead to {years}",
            raw=text.raw[typed.start : typed.end],
            years=with_commas(map(str, sorted(years))),
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
    here = [one for one in near if one.start < found.end() or "," not in text.words[found.end() : one.start]]
    here = [one for one in here if one.end > found.start() or "," not in text.words[one.end : found.start()]] or near
    return min(here, key=lambda one: max(one.start - found.end(), found.start() - one.end), default=None)


def _person_before(subject: Subject, text: TextIn, at: int, start: int, end: int) -> str:
    """Return who a sentence is about: whoever it names, or whom the text named last before it."""
    named = sorted(mentions(subject, text), key=lambda one: one.start)
    here = {one.person for one in named if start <= one.start < end}
    if here:
        return next(iter(here)) if len(here) == 1 else ""
    if turn(text.language, "of_before", "offices").search(text.words, start, end):
        return ""  # the previous one, whom nothing here names
    before = [one.person for one in named if one.start < start]
    return before[-1] if before else person_noted(subject, text) if text.is_note and not named else ""


def person_noted(subject: Subject, text: TextIn) -> str:
    """Return whose term a note is on, or that on a source that stands behind the terms of one person alone."""
    for _, owner in subject.owners(text.path):
        if isinstance(owner, Term | Person):
            return owner.person if isinstance(owner, Term) else owner.id
        if isinstance(owner, Source):
            resting = [term for _, term in subject.entities(Term) if owner.id in term.sources]
            return resting[0].person if len({term.person for term in resting}) == 1 else ""
    return ""


def is_lesser(text: TextIn, office: InText) -> bool:
    """Tell whether an office is made another one by a word beside it: a deputy's, an acting one."""
    lesser = words_of(text.language).lesser
    before = text.words[max(0, office.start - 20) : office.start]
    behind = text.words[office.end : office.end + 30]
    return bool(lesser and re.search(rf"(?<!\w)(?:{lesser})[\s-]*$", before, re.IGNORECASE)) or bool(
        turn(text.language, "deputy_behind", "offices").match(behind.lstrip())
    )
