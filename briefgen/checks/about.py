"""What an entry is about: its event, its date, and which facts the edition's briefs print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefgen.checks.subject import Subject
from briefgen.checks.terms import terms_of_offices
from briefgen.checks.texts import TextIn
from briefgen.content.knowing.terms import holders
from briefgen.content.own_kinds import like
from briefgen.content.schema.base import Entity, Translated
from briefgen.content.schema.cooperation import HistoryEntry
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.events import Event
from briefgen.content.schema.meetings import Meeting, ScenarioStep
from briefgen.content.schema.organisations import Association
from briefgen.content.schema.people import Term
from briefgen.content.schema.points import Addendum, Cleared
from briefgen.content.schema.sources import Source
from briefgen.dates import Date, Point
from briefgen.language import available, get_language, said
from briefgen.language.countries import country_codes
from briefgen.problems.notes import Named, SchemaWord, Told, WordRow, Written

# What is said there, or to be known, is of other times and places, too.
_OF_MANY_THINGS = (Cleared, Meeting, ScenarioStep, Addendum)


def event_of(subject: Subject, path: str) -> Event | None:
    """Return the event that a value belongs to, or tells of."""
    known = subject.once(_events_by_path)
    if path not in known:
        known[path] = _event_of(subject, path)
    return known[path]


def _events_by_path(subject: Subject) -> dict[str, Event | None]:
    """Return the events that values belong to, as they are asked for: of one text, by one rule after another."""
    return {}


def _event_of(subject: Subject, path: str) -> Event | None:
    for _, owner in subject.owners(path):
        if isinstance(owner, Event):
            return owner
        if isinstance(owner, _OF_MANY_THINGS):
            return None
        if isinstance(owner, HistoryEntry | Edition):
            return event(subject, owner.event)
        if isinstance(owner, Source) and path.endswith(".note"):
            return subject.once(_events_of_sources).get(owner.id)
    return None


def _events_of_sources(subject: Subject) -> dict[str, Event]:
    """Return for each source on which one event alone rests that one."""
    found: dict[str, list[Event]] = {}
    for _, held in subject.entities(Event):
        for id in (*held.sources, *held.contradicted_by):
            found.setdefault(id, []).append(held)
    return {id: events[0] for id, events in found.items() if len(events) == 1}


def event(subject: Subject, id: str | None) -> Event | None:
    """Return the event with an id, if it could be read."""
    path = subject.content.index.get("events", {}).get(id or "")
    found = subject.content.items[path].value if path else None
    return found if isinstance(found, Event) else None


def edition_with(subject: Subject, id: str | None) -> Edition | None:
    """Return the edition with an id, if it could be read."""
    item = subject.content.items.get(f"editions[{id}]")
    return item.value if item and isinstance(item.value, Edition) else None


def noted_editions(subject: Subject) -> Iterator[tuple[TextIn, Edition]]:
    """Yield the notes of the staff on editions, each with its edition."""
    for note in subject.notes:
        item = subject.content.items.get(note.path.removesuffix(".note"))
        if item and isinstance(item.value, Edition):
            yield note, item.value


def date_of(subject: Subject, path: str) -> Date | None:
    """Return the date of the entry or event that a value belongs to; None if it has none."""
    for _, owner in subject.owners(path):
        if isinstance(owner, HistoryEntry) and owner.date is not None:
            return owner.date
    found = event_of(subject, path)
    return found.date if found else None


def days_of(subject: Subject, held: Event) -> Date:
    """Return when an event was; of one that is known by its month alone, the days of that during which it was."""
    during = event(subject, held.parent) if held.parent and held.date.start and held.date.start.day is None else None
    if during is None or during.date.start is None or during.date.start.day is None:
        return held.date
    return held.date if surely_before(during.date, held.date) or surely_before(held.date, during.date) else during.date


def date_field(subject: Subject, path: str) -> str:
    """Return the path of the date of the entry or event that a value belongs to; "" if it has none."""
    for at, owner in subject.owners(path):
        if isinstance(owner, HistoryEntry) and owner.date is not None:
            return f"{at}.date"
    found = event_of(subject, path)
    return f"{subject.content.index['events'][found.id]}.date" if found else ""


def noun_of(subject: Subject, language: str, event: Event) -> str:
    """Return a pattern for what texts of a language call an event of its kind; "" where none is known."""
    own = subject.content.items.get(subject.content.index.get("eventkinds", {}).get(event.kind, ""))
    name = own.value.name.root.get(language, "") if own else ""
    if name:
        return get_language(language).inflected(name)
    found: str = said.table(language, "latest").get(like(subject.content, event), "")
    return found


def is_printed(subject: Subject, path: str) -> bool:
    """Tell whether the edition's briefs show something of an entity, as far as is known."""
    if is_earlier(path):
        return False
    if subject.printed is None or _is_prepared(subject, path):
        return True
    entity = subject.content.items[path].value
    if isinstance(entity, Term):
        return is_printed_person(subject, entity.person) and entity.id in subject.once(_ids_of_current_terms)
    return path in subject.shown


def _is_prepared(subject: Subject, path: str) -> bool:
    """Tell whether something was prepared for the edition: if no usual type of brief prints it, another one will."""
    return any(path.startswith(f"editions[{subject.edition}].{kind}[") for kind in _PREPARED)


_PREPARED = ("points", "questions", "meetings", "scenario")


def is_earlier(path: str) -> bool:
    """Tell whether a value belongs to a wording of before, which only older editions print."""
    return ".earlier[" in path


def is_printed_person(subject: Subject, id: str) -> bool:
    """Tell whether the briefs name a person."""
    path = subject.content.index.get("persons", {}).get(id)
    return path is not None and is_printed(subject, path)


def printed_facts(subject: Subject) -> set[str]:
    """Return the paths of the facts that the briefs rest on: those nearest to what is shown that have a status."""
    if subject.printed is None:
        return {path for path, item in subject.content.items.items() if getattr(item.value, "status", None)}
    shown = {fact[0] for path in subject.printed if (fact := subject.fact(path))}
    terms = {path for path, term in subject.entities(Term) if term.status and is_printed(subject, path)}
    return shown | terms


def current_terms(subject: Subject) -> list[Term]:
    """Return the terms whose holders the edition names."""
    on = subject.as_of
    if on is None:
        return []
    return [term for office, terms in subject.once(terms_of_offices).items() for term in holders(terms, office, on)]


def _ids_of_current_terms(subject: Subject) -> frozenset[str]:
    return frozenset(term.id for term in current_terms(subject))


def sessions_of_events(subject: Subject) -> Mapping[str, list[Event]]:
    """Return the events that are held during each event; ask `Subject.once` for it."""
    found: dict[str, list[Event]] = {}
    for _, each in subject.entities(Event):
        if each.parent is not None:
            found.setdefault(each.parent, []).append(each)
    return found


def in_words(date: Date | Point | None) -> str:
    """Return a date as a message has it: 14 October 2019."""
    if isinstance(date, Point):
        date = Date(date)
    if date is None or date.ongoing:
        return str(date)
    told = {code: get_language(code).date(date).replace("\u00a0", " ") for code in available()}
    return Named(told["en"], {**told, "": str(date)})


def when(date: Date | Point | None) -> str:
    """Return a date as a message says when something was: on 14 October 2019, in October 2019."""
    point = date.start if isinstance(date, Date) else date
    day = in_words(date)
    return Told("on {day}", day=day) if point and point.day else Told("in {day}", day=day)


def told_otherwise(subject: Subject, raw: str, date: Date) -> Told:
    """Return that words of a text aren't the day of something; only of what is over it says that it was."""
    if subject.has_passed(date):
        return Told("“{raw}”, but that was {own}", raw=raw, own=when(date))
    return Told("“{raw}”, but that is {own}", raw=raw, own=when(date))


def without_tense(message: str) -> str:
    """Return the words of a report alike whether its event is ahead or over: the day of the edition goes on."""
    return message.replace("”, but that is ", "”, but that was ")


def ends_early(start: Date | Point | None, end: Date | Point | None) -> str:
    """Return what is wrong where something ends before it starts; "" where it doesn't, or nobody knows."""
    if not surely_before(end, start):
        return ""
    return Told("it ends {end}, and starts only {start}", end=when(end), start=when(start))


def name_of(entity: Entity) -> str:
    """Return what people call an entity: its English name or title, else one in another language, else its id.

    An event without a name is called by what it is, and when; in a terminal by its id.
    """
    named = getattr(entity, "name", None) or getattr(entity, "title", None)
    texts = named.root if isinstance(named, Translated) else {}
    if isinstance(entity, Event) and not texts:
        return WordRow(", ", (SchemaWord("choice", entity.kind), in_words(entity.date)), entity.id)
    words = texts.get("en") or next((text for text in texts.values() if text), str(getattr(entity, "id", "")))
    return Named(words, texts)


def country_called(code: str) -> str:
    """Return what people call the country with a code; a code of none, of which another rule tells, is its own name."""
    if code not in country_codes():
        return Written(code)
    told = {language: get_language(language).country(code) for language in available()}
    return Named(told["en"], told)


def association_named(subject: Subject, text: TextIn, words: str) -> bool:
    """Tell whether words of a text name the association, by its acronym or its name, and no other by an acronym."""
    known = subject.once(_names_of_association)
    acronyms, heads = known
    language = get_language(text.language)
    others = {found for found in _ACRONYM.findall(words) if found not in acronyms}
    if others:
        return False
    return any(re.search(rf"(?<![\w-]){re.escape(acronym)}(?!\w)", words) for acronym in acronyms) or any(
        re.search(rf"(?<!\w){language.inflected(head)}(?!\w)", words) for head in heads.get(text.key, ())
    )


_ACRONYM = re.compile(r"(?<![\w-])[A-Z]{2,}[a-z]?(?![a-z])")


def _names_of_association(subject: Subject) -> tuple[frozenset[str], Mapping[str, list[str]]]:
    """Return the acronyms of the association, and by language the nouns of its name."""
    acronyms, heads = set[str](), dict[str, list[str]]()
    for _, association in subject.entities(Association):
        acronyms |= {association.acronym} if association.acronym else set()
        for key, name in association.name.root.items():
            if words := name.split():
                first = key in available() and get_language(key).words.head_first
                heads.setdefault(key, []).append(words[0 if first else -1])
    return frozenset(acronyms), heads


def by_name(entity: Source | Term, name: str = "") -> Named:
    """Return an entity by its id, as a terminal has it, and elsewhere by its name, or that of what it is about."""
    called = name or (str(entity.title) if isinstance(entity, Source) else name_of(entity))
    texts = called.texts if isinstance(called, Named) else dict.fromkeys(available(), called)
    return Named(repr(entity.id), texts)


def person_called(subject: Subject, id: str) -> str:
    """Return what people call the person with an id; the id itself if there is none."""
    return _called(subject, "persons", id)


def office_called(subject: Subject, id: str) -> str:
    """Return what people call the office with an id; the id itself if there is none."""
    return _called(subject, "offices", id)


def _called(subject: Subject, kind: str, id: str) -> str:
    path = subject.content.index.get(kind, {}).get(id)
    return name_of(subject.content.items[path].value) if path else id


def surely_before(one: Date | Point | None, other: Date | Point | None) -> bool:
    """Tell whether all of one date lies before all of the other; never of what is ongoing or unknown."""
    last = one.last if isinstance(one, Date) else one
    first = other.start if isinstance(other, Date) else other
    return last is not None and first is not None and last.last_day < first.first_day
