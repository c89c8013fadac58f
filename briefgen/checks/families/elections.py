"""Elections: whoever was elected stood, holds the office, and is named where the election is told of."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.about import event, name_of, office_called, person_called
from briefgen.checks.families.holders import offices_told_of
from briefgen.checks.rules import Found, rule
from briefgen.checks.subject import Subject
from briefgen.checks.terms import first_day, terms_of_offices
from briefgen.content.schema.cooperation import HistoryEntry
from briefgen.content.schema.events import Event
from briefgen.content.schema.people import Term
from briefgen.problems.notes import Told, both


@rule("elected-otherwise", "error", "Whoever was elected was a candidate, and the terms and texts say the same.")
def elected_otherwise(subject: Subject) -> Iterator[Found]:
    """Find people elected without having stood, and terms that an election or its entry gives to somebody else."""
    for path, held in subject.entities(Event):
        for item in held.agenda:
            for index, person in enumerate(item.elected or ()):
                if item.candidates and person not in item.candidates:
                    message = Told("{person} is elected, but wasn't a candidate", person=person_called(subject, person))
                    hint = Told("add the candidate, or correct who was elected")
                    yield Found(f"{path}.agenda[{item.id}].elected[{index}]", message, hint)
    entries: dict[str, list[tuple[str, HistoryEntry]]] = {}
    for path, entry in subject.entities(HistoryEntry):
        if entry.event:
            entries.setdefault(entry.event, []).append((path, entry))
    for path, term in subject.entities(Term):
        session = event(subject, term.elected_at)
        if session is None:
            continue
        items = [item for item in session.agenda if item.office == term.office and item.elected]
        persons = [person for item in items for person in item.elected or ()]
        persons = persons or [person for _, entry in entries.get(session.id, ()) for person in entry.persons]
        about = {"event": name_of(session), "office": office_called(subject, term.office)}
        if persons and term.person not in persons:
            message = Told(
                "elected at {event}, where the content names {others}",
                event=about["event"],
                others=both(person_called(subject, person) for person in dict.fromkeys(persons)),
            )
            yield Found(f"{path}.person", message, Told("correct the person, or the event"))
        offices = {
            office.id: office
            for at, entry in entries.get(session.id, ())
            if term.person in entry.persons
            for office in offices_told_of(subject, at)
        }
        if offices and term.office not in offices:
            message = Told(
                "a term as {office}, but what is told of {event} names {others}",
                others=both(name_of(office) for office in offices.values()),
                **about,
            )
            yield Found(f"{path}.office", message, Told("correct the office, or the text"))


@rule("term-endless", "warning", "A term that another one follows has an end.")
def term_endless(subject: Subject) -> Iterator[Found]:
    """Find terms without an end that are over, since somebody else's starts later."""
    for office, terms in subject.once(terms_of_offices).items():
        for term in terms:
            if term.end is not None or term.years:
                continue
            later = [other for other in terms if other.start and first_day(other) > first_day(term)]
            if later and term.start:
                following = min(later, key=first_day)
                message = Told(
                    "no end, although {person} follows as {office}",
                    person=person_called(subject, following.person),
                    office=office_called(subject, office),
                )
                path = subject.content.index["terms"][term.id]
                yield Found(path, message, Told("give this term an end"))
