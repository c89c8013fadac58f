"""Elections: whoever was elected stood, holds the office, and is named where the election is told of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefgen.checks.about import event, event_of, is_earlier, name_of, office_called, person_called, surely_before
from briefgen.checks.amounts import turn
from briefgen.checks.families.holders import offices_told_of
from briefgen.checks.likely import matcher
from briefgen.checks.rules import Found, rule
from briefgen.checks.said import said_in
from briefgen.checks.scan import between, dates, readable, sentence
from briefgen.checks.stood import left_out_of_those_who_stood
from briefgen.checks.subject import Subject
from briefgen.checks.terms import first_day, terms_of_offices, terms_of_persons
from briefgen.checks.texts import TextIn
from briefgen.content.knowing.terms import unsettled
from briefgen.content.own_kinds import is_election, like
from briefgen.content.schema.cooperation import HistoryEntry
from briefgen.content.schema.events import AgendaItem, Event
from briefgen.content.schema.organisations import Body
from briefgen.content.schema.people import Person, Term
from briefgen.dates import Point
from briefgen.language.usage import usage
from briefgen.problems.notes import Told, both

_LATELY = 4  # years
_STEM = 6  # letters by which the words of an item are known
_ENOUGH = 2  # of these words


@rule("elected-otherwise", "error", "Whoever was elected was a candidate, and the terms and texts say the same.")
def elected_otherwise(subject: Subject) -> Iterator[Found]:
    """Find people elected without having stood, and terms that an election or its entry gives to somebody else."""
    for path, held in subject.entities(Event):
        for item in held.agenda:
            for index, person in _were_elected(subject, item):
                if item.candidates and person not in item.candidates:
                    message = Told("{person} is elected, but wasn't a candidate", person=person_called(subject, person))
                    hint = Told("add the candidate, or correct who was elected")
                    yield Found(f"{path}.agenda[{item.id}].elected[{index}]", message, hint)
    yield from left_out_of_those_who_stood(subject)
    yield from _by_another_body(subject)
    yield from _told_of_another_body(subject)
    yield from _without_a_term(subject)
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


def _were_elected(subject: Subject, item: AgendaItem) -> Iterator[tuple[int, str]]:
    """Yield who was elected, and the place in the list; an id that nobody has is told by itself."""
    people = {person.id for _, person in subject.entities(Person)}
    yield from ((index, person) for index, person in enumerate(item.elected or ()) if person in people)


def _by_another_body(subject: Subject) -> Iterator[Found]:
    """Yield elections to an office at a meeting of a body that doesn't elect it, while another one does."""
    electing: dict[str, list[Body]] = {}
    for _, body in subject.entities(Body):
        for office in body.elects:
            electing.setdefault(office, []).append(body)
    met = {held.body for _, held in subject.entities(Event) if held.body}
    told = [
        (f"{path}.elected_at", term.office, event(subject, term.elected_at)) for path, term in subject.entities(Term)
    ]
    told += [
        (f"{path}.agenda[{item.id}].office", item.office, held)
        for path, held in subject.entities(Event)
        for item in held.agenda
        if is_election(subject.content, item) and item.office
    ]
    for path, office, held in told:
        bodies = electing.get(office or "", [])
        ids = {body.id for body in bodies}
        if held is None or not bodies or held.body in ids or (held.body is None and not ids & met):
            continue
        message = Told(
            "{office} is elected by {bodies}, and {event} is no meeting of that body",
            office=office_called(subject, office or ""),
            bodies=both(name_of(body) for body in bodies),
            event=name_of(held),
        )
        yield Found(path, message, Told("name the meeting at which that was, or correct who elects whom"))


def _told_of_another_body(subject: Subject) -> Iterator[Found]:
    """Yield bodies that a text lets elect somebody to an office, while the content has another one for that."""
    electing: dict[str, list[Body]] = {}
    for _, body in subject.entities(Body):
        for office in body.elects:
            electing.setdefault(office, []).append(body)
    for text in readable(subject) if electing else ():
        patterns = usage(text.language).patterns
        elected = matcher(patterns.get("elected", ""))
        if text.is_name or is_earlier(text.path) or not elected.search(text.words):
            continue
        said = said_in(subject, text)
        for at in said:
            start, end = sentence(text.words, at.start)
            if not at.of("bodies") or not elected.search(text.words, start, end):
                continue
            # The Bureau elected …; … was elected by the Bureau
            marked = f"{text.words[start : at.start]}§{text.words[at.start : at.end]}§{text.words[at.end : end]}"
            if not matcher(patterns.get("body_elects", "")).search(marked):
                continue
            here = [each for each in said if start <= each.start < end]
            bodies = {id for each in here for id in each.of("bodies")}
            for each in here:
                ids = each.of("offices")
                right = {body.id: body for id in ids for body in electing.get(id, ())}
                deputy = (
                    f"{text.words[max(start, each.start - 20) : each.start]}…{text.words[each.end : each.end + 15]}"
                )
                if not right or bodies & right.keys() or not ids <= electing.keys():
                    continue
                if matcher(patterns.get("deputy", "")).search(deputy):
                    continue  # the Vice-President
                message = Told(
                    "“{raw}”, but {office} is elected by {bodies}",
                    raw=text.raw[at.start : at.end],
                    office=office_called(subject, min(ids)),
                    bodies=both(map(name_of, right.values())),
                )
                hint = Told("correct the text, or who elects whom")
                yield Found(text.path, message, hint, text.key, at.start, at.end - at.start)
                break


def _without_a_term(subject: Subject) -> Iterator[Found]:
    """Yield people elected to an office at a meeting that was held who have no term in it from then on."""
    for path, held in subject.entities(Event):
        if held.state != "held" or held.date.start is None:
            continue
        for item in held.agenda:
            for index, person in _were_elected(subject, item) if item.office else ():
                terms = subject.once(terms_of_persons).get((person, item.office or ""), [])
                if any(not surely_before(term.end, held.date) for term in terms):
                    continue
                others = [
                    term
                    for term in subject.once(terms_of_offices).get(item.office or "", ())
                    if term.person != person and term.end is None
                ]
                about = {"person": person_called(subject, person), "office": office_called(subject, item.office or "")}
                message = (
                    Told(
                        "{person} is elected, but has no term as {office}; {other} still has",
                        other=person_called(subject, others[-1].person),
                        **about,
                    )
                    if others
                    else Told("{person} is elected, but has no term as {office}", **about)
                )
                hint = Told("add the term, and end the one before")
                yield Found(f"{path}.agenda[{item.id}].elected[{index}]", message, hint)


@rule("outcome-unknown", "warning", "What a text tells of an election or a decision, the agenda has, too.")
def outcome_unknown(subject: Subject) -> Iterator[Found]:
    """Find texts on an event that say who was elected, or what was adopted, where the agenda leaves it open."""
    open_items = subject.once(_without_a_word)
    for text in readable(subject) if open_items else ():
        if text.is_name or is_earlier(text.path):
            continue
        held = event_of(subject, text.path)
        items = open_items.get(held.id, ()) if held else ()
        for item in items:
            elects = is_election(subject.content, item)
            found = _elected(subject, text, item) if elects else _adopted(text, item)
            if found:
                start, end = found
                message = (
                    Told("by the agenda nobody was elected: “{title}”", title=name_of(item))
                    if item.is_settled
                    else Told("the agenda has no result of this: “{title}”", title=name_of(item))
                )
                hint = Told("give the agenda the result and its source, or take the sentence out")
                yield Found(text.path, message, hint, text.key, start, end - start)
                break


def _without_a_word(subject: Subject) -> Mapping[str, list[AgendaItem]]:
    """Return the items of each event that was held, and of its sessions, that name nobody and tell of no decision.

    Of one that says that nobody was elected, a text can't say who was.
    """
    found: dict[str, list[AgendaItem]] = {}
    for _, held in subject.entities(Event):
        for item in held.agenda if held.state == "held" else ():
            has_none = not item.elected and item.outcome is None
            if has_none and (item.office or (not item.is_settled and like(subject.content, item) == "adoption")):
                for id in filter(None, (held.id, held.parent)):
                    found.setdefault(id, []).append(item)
    return found


def _elected(subject: Subject, text: TextIn, item: AgendaItem) -> tuple[int, int] | None:
    """Return where a text says that somebody was elected to the office of an item."""
    elected = matcher(usage(text.language).patterns.get("elected", ""))
    for verb in elected.finditer(text.words):
        start, end = sentence(text.words, verb.start())
        here = [each for each in said_in(subject, text) if start <= each.start < end]
        persons = {id for each in here for id in each.of("persons")}
        offices = {id for each in here for id in each.of("offices")}
        if item.office not in offices or not persons or between(dates(text), start, end):
            continue
        if any(each.start != verb.start() and verb.start() <= each.start < verb.end() for each in here):
            continue
        terms = [term for person in persons for term in subject.once(terms_of_persons).get((person, item.office), [])]
        if not any(term.elected_at for term in terms):
            return verb.span()
    return None


def _adopted(text: TextIn, item: AgendaItem) -> tuple[int, int] | None:
    """Return where a text says that what an item is about was adopted."""
    title = item.title.root.get(text.key, "")
    stems = {word[:_STEM].casefold() for word in re.findall(rf"\w{{{_STEM},}}", title)}
    for verb in turn(text.language, "adopted", "time").finditer(text.words):
        start, end = sentence(text.words, verb.start())
        words = {word[:_STEM].casefold() for word in re.findall(r"\w+", text.words[start:end])}
        if len(stems & words) >= min(_ENOUGH, len(stems)) and stems and not between(dates(text), start, end):
            return verb.span()
    return None


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
                yield Found(path, message, Told("give this term an end"), rests_on=(f"{path}.end",))
        yield from _both_endless(subject, office, terms)


def _both_endless(subject: Subject, office: str, terms: list[Term]) -> Iterator[Found]:
    """Yield terms of two people in one office of which neither has an end, and nobody knows which came first."""
    unknown = [term for term in terms if term.start is None and not _ends(subject, term)]
    for term in terms if unknown else ():
        others = [other for other in unknown if other.person != term.person]
        if _is_new(subject, term):
            continue  # whoever came lately follows the one whose start nobody knows
        if others and (term.start or term is not unknown[0]) and not term.years and not _ends(subject, term):
            message = Told(
                "no end, nor has the term of {person} as {office}, whose start nobody has written down",
                person=person_called(subject, others[0].person),
                office=office_called(subject, office),
            )
            path, before = (subject.content.index["terms"][each.id] for each in (term, others[0]))
            hint = Told("give the earlier term an end")
            yield Found(path, message, hint, rests_on=(f"{before}.end",))


def _is_new(subject: Subject, term: Term) -> bool:
    """Tell whether a term began in the last years before the edition."""
    return term.start is not None and subject.as_of is not None and first_day(term).year >= subject.as_of.year - _LATELY


def _ends(subject: Subject, term: Term) -> bool:
    """Tell whether a term has an end of its own: that of an election without a result nobody has written."""
    if term.end is None:
        return False
    return term.end.last not in subject.once(_elections_without_result).get(term.office, ())


def _elections_without_result(subject: Subject) -> Mapping[str, list[Point | None]]:
    terms, events = [term for _, term in subject.entities(Term)], [held for _, held in subject.entities(Event)]
    return {office: [date.last for date in dates] for office, dates in unsettled(terms, events).items()}
