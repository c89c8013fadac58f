"""What became of things: what was held, adopted or joined is told so, and not as to come, called off or refused."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.checks.about import (
    date_of,
    edition_with,
    event,
    event_of,
    is_earlier,
    name_of,
    noun_of,
    person_called,
    surely_before,
    when,
)
from briefgen.checks.amounts import turn
from briefgen.checks.happenings import happenings, own_date
from briefgen.checks.likely import matcher
from briefgen.checks.mentions import mentions
from briefgen.checks.rules import Found, rule
from briefgen.checks.said import bodies_said, ids_said
from briefgen.checks.scan import (
    between,
    clause,
    dates,
    inside,
    numbers,
    quoted,
    readable,
    sentence,
    with_notes,
    words_of,
)
from briefgen.checks.subject import Subject
from briefgen.checks.terms import terms_of_each
from briefgen.checks.texts import TextIn
from briefgen.content.schema.cooperation import HistoryEntry, Membership
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Work
from briefgen.content.schema.people import Term
from briefgen.dates import Date
from briefgen.language import said
from briefgen.problems.notes import Told

_CLAUSE = re.compile(r"[;:()]|,\s")
_NEAR = 60  # characters between what is told of and what is said of it


@rule("outcome-differs", "warning", "What was held, adopted or joined is told so: not as to come, nor as called off.")
def outcome_differs(subject: Subject) -> Iterator[Found]:
    """Find what has happened told as to come, what was held as called off, what was adopted or joined as refused."""
    yield from _written_before(subject)
    yield from _before_the_event(subject)
    for text in with_notes(subject):
        # The note on another edition may look on to what has happened since.
        if text.is_name or is_earlier(text.path) or (text.is_note and text.path.startswith("editions[")):
            continue
        yield from _still_to_come(subject, text)
        yield from _called_off(subject, text)
        yield from _rejected(subject, text)
        yield from _not_joined(subject, text)
        yield from _left(subject, text)
        yield from _as_expected(subject, text)


def _written_before(subject: Subject) -> Iterator[Found]:
    """Yield «the text was written before the Forum» in the note of an edition of after it."""
    for note in subject.notes:
        edition = next((owner for _, owner in subject.owners(note.path) if isinstance(owner, Edition)), None)
        held = event(subject, edition.event) if edition else None
        if edition is None or held is None or not surely_before(held.date, edition.as_of):
            continue
        noun = noun_of(subject, note.language, held)
        for found in turn(note.language, "written_before", "happened").finditer(note.words) if noun else ():
            if re.match(rf"\s*(?:[\w’-]+\s+){{0,4}}?(?:{noun})", note.words[found.end() :], re.IGNORECASE):
                message = Told("{name} was held", name=name_of(held))
                yield _found(note, found.start(), found.end(), message)


def _found(text: TextIn, start: int, end: int, message: str) -> Found:
    return Found(text.path, message, Told("tell how it went, or take it out"), text.key, start, end - start)


def _still_to_come(subject: Subject, text: TextIn) -> Iterator[Found]:
    """Yield things of a day that has passed in a clause of the future; in texts of a day words-expired has them."""
    if own_date(subject, text) is not None:
        return
    future = matcher("|".join(words_of(text.language).future))
    to_come = turn(text.language, "to_come", "happened")
    if not future.search(text.words) and not to_come.search(text.words):
        return
    for one in happenings(subject, text):
        start, end = clause(text.words, one.start, one.end, _CLAUSE)
        found = future.search(text.words, start, end) or to_come.search(text.words, start, end)
        passed = [typed for typed in between(dates(text), start, end) if typed.date and subject.has_passed(typed.date)]
        if found is None or not subject.has_passed(one.date) or passed or inside(quoted(text), one.start):
            continue
        if matcher(words_of(text.language).of_another).search(text.words, start, one.start):
            continue
        message = Told("“{raw}”: but that was {own}", raw=text.raw[found.start() : found.end()], own=when(one.date))
        yield _found(text, *found.span(), message)
        return


def _before_the_event(subject: Subject) -> Iterator[Found]:
    """Yield «will be finished before the Forum» in a text of no day, where the edition's event is over."""
    edition = edition_with(subject, subject.edition)
    held = event(subject, edition.event) if edition else None
    if held is None or not subject.has_passed(held.date):
        return
    for text in readable(subject):
        noun = noun_of(subject, text.language, held)
        before = said.pattern(text.language, "happened", "before_it")
        if text.is_name or is_earlier(text.path) or not noun or own_date(subject, text) is not None:
            continue
        future = matcher("|".join(words_of(text.language).future))
        for found in matcher(before.replace("NOUN", f"(?:{noun})")).finditer(text.words):
            start, end = sentence(text.words, found.start())
            another = matcher(words_of(text.language).of_another)  # which may be «before» itself
            apart = another.search(text.words, start, found.start()) or another.search(text.words, found.end(), end)
            numbered = bool(between(numbers(text), start, end) or between(dates(text), start, end))
            others = bodies_said(subject, text, start, end) - {held.body}
            to_come = next(
                (one for one in future.finditer(text.words, start, end) if _go_together(text, one, found)), None
            )
            if to_come and not (apart or numbered or others or inside(quoted(text), found.start())):
                raw = text.raw[to_come.start() : to_come.end()]
                message = Told("“{raw}”: but that was {own}", raw=raw, own=when(held.date))
                yield _found(text, *to_come.span(), message)
                break


def _go_together(text: TextIn, one: re.Match[str], other: re.Match[str]) -> bool:
    """Tell whether two words stand in one clause: no comma and no «and» is between them."""
    first, last = sorted((one, other), key=lambda each: each.start())
    gap = text.words[first.end() : last.start()]
    return not _CLAUSE.search(gap) and not turn(text.language, "joins", "happened").search(gap)


def _called_off(subject: Subject, text: TextIn) -> Iterator[Found]:
    """Yield events that were held in a clause that says they weren't."""
    for found in turn(text.language, "called_off", "happened").finditer(text.words):
        start, end = sentence(text.words, found.start())
        near = [
            one
            for one in happenings(subject, text)
            if start <= one.start < end
            and one.start - found.end() > -_NEAR
            and one.end - found.start() < _NEAR
            and _is_what(text, start, one.start, one.end, found)
        ]
        events = {one.path: subject.content.items[one.path.removesuffix(".date")].value for one in near
                  if one.path.startswith("events[")}  # fmt: skip
        own = event_of(subject, text.path)
        itself = turn(text.language, "of_itself", "happened").finditer(text.words, start, found.end())
        is_own = own is not None and any(_is_what(text, start, *one.span(), found) for one in itself)
        held = list(events.values()) or ([own] if is_own else [])
        if len(held) == 1 and isinstance(held[0], Event) and held[0].state == "held":
            told = Told("{name} was held", name=name_of(held[0]))
            yield _found(text, *found.span(), Told("“{raw}”: {until}", raw=text.raw[slice(*found.span())], until=told))


def _is_what(text: TextIn, sentence_start: int, start: int, end: int, found: re.Match[str]) -> bool:
    """Tell whether what stands there is what was called off: not «at the session the election was put off»."""
    while end < len(text.words) and (text.words[end].isalnum() or text.words[end] in "-’"):
        end += 1
    phrases = {
        name: said.pattern(text.language, "happened", name) for name in ("aside_before", "aside_ending", "beside")
    }
    if re.search(rf"(?<!\w)(?:{phrases['aside_before']})\s*\Z", text.words[sentence_start:start], re.IGNORECASE):
        return False
    if re.search(rf"(?:{phrases['aside_ending']})\Z", text.raw[start:end], re.IGNORECASE):
        return False
    return not matcher(phrases["beside"]).search(text.words, end, found.start())


def _rejected(subject: Subject, text: TextIn) -> Iterator[Found]:
    """Yield works that were adopted, or launched, in a sentence that says they were turned down."""
    works = {work.id: work for _, work in subject.entities(Work) if work.adopted_at}
    for found in turn(text.language, "rejected", "happened").finditer(text.words) if works else ():
        start, end = sentence(text.words, found.start())
        if not turn(text.language, "work", "happened").search(text.words, start, end):
            continue
        if turn(text.language, "unless_rejected", "happened").search(text.words, start, end):
            continue
        entry = next((owner for _, owner in subject.owners(text.path) if isinstance(owner, HistoryEntry)), None)
        told = {*(entry.works if entry else ()), *ids_said(subject, text, "works")} & works.keys()
        if told:
            work = works[min(told)]
            yield _found(text, *found.span(), Told("{name} was adopted", name=name_of(work)))


def _not_joined(subject: Subject, text: TextIn) -> Iterator[Found]:
    """Yield that the agency isn't a member, or was refused, where it is one."""
    if not any(True for _ in subject.entities(Membership)) or not text.path.startswith(
        ("cooperation.", "association.")
    ):
        return
    for found in turn(text.language, "not_joined", "happened").finditer(text.words):
        start, _ = sentence(text.words, found.start())
        if turn(text.language, "agency", "happened").search(text.words, start, found.end() + _NEAR):
            yield _found(text, *found.span(), Told("the agency is a member"))


def _left(subject: Subject, text: TextIn) -> Iterator[Found]:
    """Yield that somebody has left an office, with no day, who is in it then by their term."""
    on = date_of(subject, text.path)
    on = Date(subject.as_of) if (on is None or on.ongoing) and subject.as_of else on
    for found in turn(text.language, "has_left", "happened").finditer(text.words) if on and on.start else ():
        start, end = sentence(text.words, found.start())
        people = {one.person for one in mentions(subject, text) if start <= one.start < end}
        if len(people) != 1 or between(dates(text), start, end):
            continue
        (person,) = people
        terms = subject.once(terms_of_each).get(person, [])
        assert on is not None
        if terms and all(_is_in(term, on) for term in terms):
            message = Told("{person} was in office then", person=person_called(subject, person))
            yield _found(text, *found.span(), message)


def _is_in(term: Term, on: Date) -> bool:
    begins, ends, last = term.start, term.end, on.last
    if last is None or begins is None or begins.start is None or begins.start.first_day > last.last_day:
        return False
    return ends is None or ends.last is None or ends.last.last_day > last.last_day


def _as_expected(subject: Subject, text: TextIn) -> Iterator[Found]:
    """Yield that fewer came than had been expected, where more did, and the contrary."""
    held = event_of(subject, text.path)
    came = held.participants.people if held and held.participants else None
    if held is None or came is None or held.participants_expected is None:
        return
    over = came.value - held.participants_expected.value
    for name, wrong in (("fewer_came", over >= 0), ("more_came", over <= 0), ("so_many_came", bool(over))):
        for found in turn(text.language, name, "happened").finditer(text.words) if wrong else ():
            message = Told(
                "{number} came, {expected} were expected", number=came.value, expected=held.participants_expected.value
            )
            yield _found(text, *found.span(), message)
