"""Facts: what stands behind them, for how long they hold, and that no two of them contradict each other."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping

from briefgen.checks.about import current_terms, event, in_words, is_printed, name_of, printed_facts
from briefgen.checks.rules import Found, rule
from briefgen.checks.subject import Subject
from briefgen.content.own_kinds import is_election
from briefgen.content.schema.base import Fact, Number, Translated
from briefgen.content.schema.cooperation import HistoryEntry, Membership
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.events import AgendaItem, Event, Participants
from briefgen.content.schema.organisations import Agency, Association, Body, Goals, Office, Programme, Stat, Work
from briefgen.content.schema.people import Person, Term
from briefgen.content.schema.places import City
from briefgen.problems.diagnostics import Severity
from briefgen.problems.notes import SchemaWord, Told, Written

# Facts that state something about the world; the agency's own and what only names an office need no source.
_STATING = (Association, Body, Event, Goals, HistoryEntry, Membership, Number, Programme, Term, Work)
_NAMED = re.compile(r"(persons|works)\.(\w+)")  # what an expression prints
_LIST_OR_TERM = re.compile(r"\.(?:(?:persons|works)\[[^\]]*\]|person)$")
_LONGEST_NOTE = 300  # characters: what the source has stands seldom at the beginning
_YEAR = 365.25  # days
_SLACK = 60  # days by which a term may be longer or shorter than its whole years


@rule("fact-unsourced", "warning", "What the content states has a source, or admits that it is unverified.")
def fact_unsourced(subject: Subject) -> Iterator[Found]:
    """Find facts behind which nothing stands, neither of their own nor of what they belong to."""
    told: set[str] = set()
    for path, fact in subject.entities(Fact):
        claims = isinstance(fact, _STATING) or fact.status in ("verified", "disputed")
        if not claims or isinstance(fact, Edition | Agency | Office | AgendaItem) or _is_backed(subject, path):
            continue
        # What belongs to something without a source gets one together with it.
        if not fact.status and any(owner in told for owner, _ in subject.owners(path)):
            continue
        told.add(path)
        what = (
            Told("this is called {status}, but has no source", status=SchemaWord("choice", fact.status))
            if fact.status
            else Told("no source is named for this")
        )
        yield Found(path, what, Told("name one in `sources`, or add `status: unverified` and a note"))


def _is_backed(subject: Subject, path: str) -> bool:
    for _, owner in subject.owners(path):
        if isinstance(owner, Fact):
            if owner.sources or owner.status == "unverified":
                return True
            if owner.status:  # what says of itself that it is verified or disputed needs a source of its own
                return False
    return False


@rule("fact-undated", "warning", "A figure says for which date it is true.")
def fact_undated(subject: Subject) -> Iterator[Found]:
    """Find figures of the association without a date."""
    for path, stat in subject.entities(Stat):
        if not any(isinstance(owner, Fact) and owner.as_of for _, owner in subject.owners(path)):
            hint = Told("add `as_of`: the date that the source gives, or when you looked")
            yield Found(path, Told("nothing says when {value} was true", value=stat.value), hint)


@rule("review-passed", "error", "Nothing is printed after the date by which someone had to look at it again.")
def review_passed(subject: Subject) -> Iterator[Found]:
    """Find facts whose date of review lies before the edition's."""
    for path, fact in subject.entities(Fact):
        if subject.has_passed(fact.review_by) and is_printed(subject, path):
            hint = Told("check whether it is still true, then set a new `review_by`")
            yield Found(
                f"{path}.review_by",
                Told(
                    "its review date, {review_by}, has passed: the brief is of {as_of}",
                    review_by=in_words(fact.review_by),
                    as_of=in_words(subject.as_of),
                ),
                hint,
            )


@rule("fact-disputed", "warning", "What a brief prints isn't disputed.")
def fact_disputed(subject: Subject) -> Iterator[Found]:
    """Find facts that the edition's briefs print although a source says otherwise."""
    yield from _of_status(subject, "disputed", Told("a source contradicts this"))


_WITHOUT_NOTE = {
    "disputed": Told("say in the note what the source has; once it is settled, set the status “verified”"),
    "unverified": Told(
        "if somebody has verified it, set the status “verified”; if not, say in the note what is in doubt"
    ),
}


@rule("fact-unverified", "warning", "What a brief prints has been verified.")
def fact_unverified(subject: Subject) -> Iterator[Found]:
    """Find facts that the edition's briefs print although nobody has verified them."""
    yield from _of_status(subject, "unverified", Told("nobody has verified this"))


def _named_by(subject: Subject) -> Mapping[str, frozenset[str]]:
    """Return by what each person and work is named in the briefs: texts, terms of office and fields, by their paths."""
    things = {kind: subject.content.index.get(kind, {}) for kind in ("persons", "works")}
    found: dict[str, set[str]] = {path: set() for paths in things.values() for path in paths.values()}
    for text in subject.texts:
        if text.path in subject.shown:
            for _, expression in text.expressions:
                named = _NAMED.match(expression)
                if named and (path := subject.named(named[1], named[2])):
                    found[path].add(text.path)
    current = {term.id for term in current_terms(subject)}
    for path, term in subject.entities(Term):
        if term.id in current and term.person in things["persons"]:
            found[things["persons"][term.person]].add(path)
    for path, item in subject.content.items.items():
        # Lists such as `persons` of an entry say whom its text names.
        if item.refers not in things or not isinstance(item.value, str) or _LIST_OR_TERM.search(path):
            continue
        if path in subject.shown and (of := things[item.refers].get(item.value)):
            found[of].add(path)
    return {path: frozenset(by) for path, by in found.items()}


def _is_unverified(subject: Subject, path: str) -> bool:
    fact = subject.fact(path)
    return fact is not None and fact[1].status == "unverified"


def _of_status(subject: Subject, status: str, says: str) -> Iterator[Found]:
    if subject.printed is None:
        return  # nobody knows yet what a brief would rest on
    printed = printed_facts(subject)
    named_by = subject.once(_named_by) if status == "unverified" else {}
    for path, fact in subject.entities(Fact):
        # What is named only where something is unverified itself: there somebody has to look.
        if named_by.get(path) and all(_is_unverified(subject, by) for by in named_by[path]):
            continue
        if fact.status == status and path in printed:  # of the edition itself its gaps ask for a word
            note = " ".join(fact.note.split())
            if len(note) > _LONGEST_NOTE:
                note = f"{note[:_LONGEST_NOTE].rpartition(' ')[0]} …"
            if note:
                yield Found(path, says, Written(note))  # another note isn't another problem
            else:
                yield Found(path, says, _WITHOUT_NOTE[status])


# Contradictions ------------------------------------------------------------------------------------------------------


@rule("fact-contradicts", "error", "No two facts contradict each other.")
def fact_contradicts(subject: Subject) -> Iterator[Found]:
    """Find the same fact with different values, and the same thing entered twice."""
    yield from _lengths(subject)
    yield from _elections(subject)
    yield from _twice(subject)
    yield from _places(subject)


def _lengths(subject: Subject) -> Iterator[Found]:
    for path, programme in subject.entities(Programme):
        start, end = programme.period.start, programme.period.last
        if programme.years and start and end:
            years = (end.last_day - start.first_day).days / _YEAR
            if abs(years - programme.years) > 0.5:
                message = Told(
                    "{years} years, but the period {period} has {number}",
                    years=programme.years,
                    period=programme.period,
                    number=round(years),
                )
                yield Found(f"{path}.years", message, Told("correct the one that is wrong"))
    for path, term in subject.entities(Term):
        if not (term.years and term.start and term.start.start and term.end and term.end.start):
            continue
        start, end = term.start.start, term.end.start
        shortest = (end.first_day - start.last_day).days - _SLACK
        longest = (end.last_day - start.first_day).days + _SLACK
        if not shortest <= term.years * _YEAR <= longest:
            message = Told(
                "a term of {years} years can't run from {start} to {end}", years=term.years, start=start, end=end
            )
            # Whoever leaves early makes a term shorter; nothing makes it longer.
            severity: Severity = "warning" if longest < term.years * _YEAR else "error"
            yield Found(f"{path}.years", message, Told("correct the one that is wrong"), severity=severity)


def _elections(subject: Subject) -> Iterator[Found]:
    for path, term in subject.entities(Term):
        elected = event(subject, term.elected_at)
        if elected and term.years and elected.term_years and term.years != elected.term_years:
            message = Told(
                "a term of {years} years, but {id} elects for {term_years}",
                years=term.years,
                id=elected.id,
                term_years=elected.term_years,
            )
            yield Found(f"{path}.years", message, Told("correct the one that is wrong"))
    bodies = {body.id: body for _, body in subject.entities(Body)}
    for path, meeting in subject.entities(Event):
        for item in meeting.agenda:
            at = f"{path}.agenda[{item.id}]"
            if item.term_years and meeting.term_years and item.term_years != meeting.term_years:
                message = Told(
                    "a term of {term_years} years, but the session elects for {term_years_2}",
                    term_years=item.term_years,
                    term_years_2=meeting.term_years,
                )
                yield Found(f"{at}.term_years", message, Told("correct the one that is wrong"))
            years = item.term_years or meeting.term_years
            body = bodies.get(item.body or "")
            if body and body.term_years and years and is_election(subject.content, item) and body.term_years != years:
                message = Told(
                    "elected for {years} years, but the term of {id} is {term_years}",
                    years=years,
                    id=body.id,
                    term_years=body.term_years,
                )
                yield Found(at, message, Told("correct the one that is wrong"))


def _twice(subject: Subject) -> Iterator[Found]:
    def named(name: Translated | None) -> tuple[str, ...]:
        return tuple(value.strip().casefold() for _, value in sorted(name.root.items())) if name else ()

    people = ((path, (named(person.name), person.country)) for path, person in subject.entities(Person))
    yield from _same(people, Told("there is another person with this name"))
    cities = ((path, (named(city.name), city.country)) for path, city in subject.entities(City))
    yield from _same(cities, Told("there is another city with this name"))
    bodies = ((path, (named(body.name), body.parent)) for path, body in subject.entities(Body))
    yield from _same(bodies, Told("there is another body with this name"))
    works = ((path, (named(work.title), work.kind)) for path, work in subject.entities(Work))
    yield from _same(works, Told("there is another document with this title"))
    events = (
        (path, (meeting.kind, meeting.number, meeting.body))
        for path, meeting in subject.entities(Event)
        if meeting.number and meeting.state != "cancelled"
    )
    yield from _same(events, Told("there is another event of this kind and number"))
    entries = ((path, (entry.event, named(entry.text))) for path, entry in subject.entities(HistoryEntry))
    yield from _same(entries, Told("there is another entry with this text"))
    programmes = ((path, str(programme.period)) for path, programme in subject.entities(Programme))
    yield from _same(programmes, Told("there is another programme for this period"))
    figures: dict[Hashable, int] = {}
    for path, stat in subject.entities(Stat):
        if figures.setdefault(named(stat.label), stat.value) != stat.value:
            message = Told("another figure with this label is {figures}", figures=figures[named(stat.label)])
            yield Found(path, message, Told("keep one of the two, or name what differs in the labels"))
    for path, participants in subject.entities(Participants):
        listed: set[str] = set()
        for index, country in enumerate(participants.countries):
            if country not in listed:
                listed.add(country)
            else:
                yield Found(
                    f"{path}.countries[{index}]",
                    Told("{country} stands in this list twice", country=country),
                    Told("delete one of the two"),
                )


def _same(entries: Iterable[tuple[str, Hashable]], message: str) -> Iterator[Found]:
    seen: dict[Hashable, str] = {}
    for path, key in entries:
        other = seen.setdefault(key, path)
        if other != path:
            yield Found(
                path,
                Told("{message}: {other}", message=message, other=other.rpartition("[")[2].rstrip("]")),
                Told("keep one of the two"),
            )


def _city(subject: Subject, id: str) -> str:
    """Return what people call a city; one that isn't there, of which another rule tells, by its id."""
    path = subject.content.index["cities"].get(id)
    return name_of(subject.content.items[path].value) if path else repr(id)


def _places(subject: Subject) -> Iterator[Found]:
    for path, entry in subject.entities(HistoryEntry):
        told = event(subject, entry.event)
        if told and told.city and entry.city and told.city != entry.city:
            message = Told(
                "this happened in {city}, but {id} was held in {city_2}",
                city=_city(subject, entry.city),
                id=name_of(told),
                city_2=_city(subject, told.city),
            )
            yield Found(f"{path}.city", message, Told("delete it: the city comes from the event"))
    for path, session in subject.entities(Event):
        during = event(subject, session.parent)
        if during and during.city and session.city and during.city != session.city:
            message = Told(
                "held in {city} during {id}, which is in {city_2}",
                city=_city(subject, session.city),
                id=name_of(during),
                city_2=_city(subject, during.city),
            )
            yield Found(f"{path}.city", message, Told("correct the one that is wrong"), severity="warning")
