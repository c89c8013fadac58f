"""What a text names that has a day: events, the foundation, the admission, an election, an entry of the history."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from briefgen.checks.about import date_field, date_of, days_of, event, event_of, is_earlier
from briefgen.checks.amounts import turn
from briefgen.checks.likely import matcher
from briefgen.checks.meant import LOW, NEAR, called_by, meant
from briefgen.checks.mentions import mentions
from briefgen.checks.printing import printed_path
from briefgen.checks.said import ids_said
from briefgen.checks.scan import between, clause, language_of, numbers, sentence
from briefgen.checks.subject import Subject
from briefgen.checks.terms import terms_of_each
from briefgen.checks.texts import TextIn
from briefgen.content.schema.base import spoken
from briefgen.content.schema.cooperation import HistoryEntry, Membership
from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Association, Programme
from briefgen.content.schema.people import Term
from briefgen.dates import Date
from briefgen.language import said

_FEWEST = 3  # words of a label
_WORD = re.compile(r"[^\W\d_]{3,}")
_LOOSE = 1.6  # times as long as a label a stretch of a text may be that says the same
_MASKED_NAME = (("name",), ("date",), ("city",), ("number",), ())
_CLAUSE = re.compile(r"[;:()]")


class Happening(NamedTuple):
    """A place in a text that names something with a day: the field of that day, and the day itself."""

    start: int
    end: int
    path: str
    date: Date


def happenings(subject: Subject, text: TextIn) -> tuple[Happening, ...]:
    """Return what a text names that has a day, in its order; without what it is about itself."""
    known = subject.once(_of_texts)
    if text not in known:
        known[text] = _apart(_named(subject, text))
    return known[text]


def _apart(found: Iterator[Happening]) -> tuple[Happening, ...]:
    """Return what was found, in the order of the text; what stands in something longer is a part of it."""
    kept: list[Happening] = []
    for one in sorted(found, key=lambda one: one.start - one.end):
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return tuple(sorted(kept))


def _of_texts(_: Subject) -> dict[TextIn, tuple[Happening, ...]]:
    return {}


def _named(subject: Subject, text: TextIn) -> Iterator[Happening]:
    yield from _founded(subject, text)
    yield from _programme(subject, text)
    yield from _admitted(subject, text)
    yield from _invited(subject, text)
    yield from _in_office(subject, text)
    yield from _labelled(subject, text)
    yield from _meetings(subject, text)
    yield from _events(subject, text)
    yield from _printed(subject, text)


def _printed(subject: Subject, text: TextIn) -> Iterator[Happening]:
    for at, expression in text.expressions:
        steps = expression.split("|")[0].strip().split(".")
        if steps[0] == "events" and tuple(steps[2:]) in _MASKED_NAME:
            item = subject.content.items.get(printed_path(subject, text, ".".join(steps[:2])))
            if item is not None and isinstance(item.value, Event):
                path = subject.content.index["events"][item.value.id]
                yield Happening(at, text.raw.index("}}", at) + 2, f"{path}.date", days_of(subject, item.value))


def _founded(subject: Subject, text: TextIn) -> Iterator[Happening]:
    for path, association in subject.entities(Association):
        if association.founded:
            for found in turn(text.language, "foundation", "happened").finditer(text.words):
                yield Happening(*found.span(), f"{path}.founded", association.founded)


def _programme(subject: Subject, text: TextIn) -> Iterator[Happening]:
    """Yield where the text of a programme says that it begins or ends."""
    for path, owner in subject.owners(text.path):
        if isinstance(owner, Programme):
            for name, point in (("programme_begins", owner.period.start), ("programme_ends", owner.period.last)):
                for found in turn(text.language, name, "happened").finditer(text.words) if point else ():
                    yield Happening(*found.span(), f"{path}.period", Date(point))


def _admitted(subject: Subject, text: TextIn) -> Iterator[Happening]:
    date = joined_on(subject)
    for path, _ in subject.entities(Membership) if date else ():
        assert date is not None
        for name, table in (("membership", "dates"), ("admission", "happened")):
            for found in turn(text.language, name, table).finditer(text.words):
                yield Happening(*found.span(), f"{path}.decided_at", date)


def joined_on(subject: Subject) -> Date | None:
    """Return the day on which the agency became a member, or that of the meeting that decided on it."""
    for _, membership in subject.entities(Membership):
        decided = event(subject, membership.decided_at)
        return membership.since or (decided.date if decided else None)
    return None


def _invited(subject: Subject, text: TextIn) -> Iterator[Happening]:
    """Yield the one invitation to become a member of which the history tells: from invitation to accession."""
    for path, date in subject.once(_invitations):
        own = any(at == path for at, _ in subject.owners(text.path))
        for found in turn(text.language, "invitation", "happened").finditer(text.words) if not own else ():
            yield Happening(*found.span(), date_field(subject, f"{path}.text"), date)


def _invitations(subject: Subject) -> list[tuple[str, Date]]:
    """Return the entry on the invitation and its day; nothing if there are several."""
    found = [
        (path, date)
        for path, _ in subject.entities(HistoryEntry)
        if (date := date_of(subject, path))
        and not date.ongoing
        and not is_earlier(path)
        and any(turn(one.language, "invited", "happened").search(one.words) for one in subject.texts_at(f"{path}.text"))
    ]
    return found if len(found) == 1 else []


def _in_office(subject: Subject, text: TextIn) -> Iterator[Happening]:
    """Yield the election of the one person whom a text names, and the day on which they took office."""
    path, term = _term_of(subject, text)
    if term is None:
        return
    held = event(subject, term.elected_at)
    days = (("election", "elected_at", held.date if held else None), ("took_office", "start", term.start))
    for name, field, date in days:
        if date is not None:
            for found in turn(text.language, name, "happened").finditer(text.words):
                start, end = sentence(text.words, found.start())
                offices = ids_said(subject, text, "offices", start, end)
                if not offices or term.office in offices:  # else it is somebody else's
                    yield Happening(*found.span(), f"{path}.{field}", date)


def took_office(subject: Subject, text: TextIn) -> Date | None:
    """Return since when the one person whom a text names is in office, or was."""
    _, term = _term_of(subject, text)
    return term.start if term else None


def _term_of(subject: Subject, text: TextIn) -> tuple[str, Term | None]:
    people = {one.person for one in mentions(subject, text)}
    terms = subject.once(terms_of_each).get(people.pop(), ()) if len(people) == 1 else ()
    return (subject.content.index["terms"][terms[0].id], terms[0]) if len(terms) == 1 else ("", None)


def _labelled(subject: Subject, text: TextIn) -> Iterator[Happening]:
    """Yield the entries of the history whose label stands in a sentence nearly word for word."""
    labels = subject.once(_labels)
    shared = Counter(at for stem in _stems(text.words) for at in labels.by_stem.get((text.key, stem), ()))
    near = sorted(at for at, number in shared.items() if number >= _FEWEST)
    owners = [path for path, _ in subject.owners(text.path)] if near else []
    for at in near:
        path, label, known, date = labels.all[at]
        for start, end in _sentences(text) if path not in owners else ():
            words = [found for found in _WORD.finditer(text.words, start, end) if found[0].casefold()[:5] in known]
            is_it = len({found[0].casefold()[:5] for found in words}) >= max(_FEWEST, 0.7 * len(known))
            if is_it and words[-1].end() - words[0].start() < _LOOSE * len(label):
                yield Happening(words[0].start(), words[-1].end(), date_field(subject, f"{path}.text"), date)


def _meetings(subject: Subject, text: TextIn) -> Iterator[Happening]:
    """Yield the one meeting of the history that is no event: «the first meeting», «the meeting with the Director»."""
    known = subject.once(_met)
    owners = [path for path, _ in subject.owners(text.path)] if known else []
    for name in ("first_met", "met_with") if known else ():
        for found in turn(text.language, name, "happened").finditer(text.words):
            near = ids_said(subject, text, "offices", found.start() - NEAR, found.end() + NEAR)
            which = [one for one in known if name == "first_met" or one[2] & near]
            if len(which) == 1 and which[0][0] not in owners:
                yield Happening(*found.span(), date_field(subject, f"{which[0][0]}.text"), which[0][1])


def _met(subject: Subject) -> list[tuple[str, Date, frozenset[str]]]:
    """Return the entries of the history on a meeting that is no event, with the offices that met."""
    found = []
    for path, entry in subject.entities(HistoryEntry):
        date = date_of(subject, path)
        for label in subject.texts_at(f"{path}.label") if date and entry.event is None and not date.ongoing else ():
            if date and turn(label.language, "met", "happened").search(label.words):
                found.append((path, date, ids_said(subject, label, "offices")))
                break
    return found


class _Labels(NamedTuple):
    """The labels of the history: path of the entry, label, its stems, day; and which have a stem in a language."""

    all: list[tuple[str, str, set[str], Date]]
    by_stem: dict[tuple[str, str], list[int]]


def _labels(subject: Subject) -> _Labels:
    found = _Labels([], {})
    for path, entry in subject.entities(HistoryEntry):
        date = date_of(subject, path)
        if not entry.label or date is None or date.ongoing:
            continue
        for key, label in entry.label.root.items():
            known = _stems(label)
            for stem in known if len(known) >= _FEWEST else ():
                found.by_stem.setdefault((key, stem), []).append(len(found.all))
            found.all.append((path, label, known, date))
    return found


def _stems(words: str) -> set[str]:
    return {found[0].casefold()[:5] for found in _WORD.finditer(words)} - {"the", "was"}


def _sentences(text: TextIn) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(text.words):
        start, end = sentence(text.words, at)
        yield start, end
        at = max(end, at + 1)


def _events(subject: Subject, text: TextIn) -> Iterator[Happening]:
    """Yield events that a text names by their noun and whatever says which: a number, a body, a city, a year."""
    own = event_of(subject, text.path)
    nouns = subject.once(called_by).get(text.language, {})
    nouns_said = list(matcher(rf"(?:{'|'.join(sorted(nouns))})\w*").finditer(text.words)) if nouns else []
    # In an entry on something else than an event, «the meeting» is what the entry tells of.
    of_entry = own is None and any(isinstance(owner, HistoryEntry) for _, owner in subject.owners(text.path))
    cities = cities_in(subject, text) if nouns_said else []
    resolved: list[Happening] = []
    for found in nouns_said:
        called = [each for noun, each in nouns.items() if _noun(noun).match(found[0])]
        start, end = clause(text.words, *found.span(), _CLAUSE)
        others = [one for one in nouns_said if start <= one.start() < end and one is not found]
        which = meant(subject, text, called, found, start, end, others, cities)
        if not which and own and not _is_another(text, found, start):
            during = [one for each in called for one in each.by.get(("parent", own.id), ())]
            bodies = ids_said(subject, text, "bodies", start, end)
            which = [one for one in during if one[1].body in bodies] if _is_one(text, found, start) else []
        if not which and _is_one(text, found, start) and not _is_another(text, found, start):
            every = [one for each in called for one in each.all[:2]]
            mine = [each.paths[own.id] for each in called if own and own.id in each.paths]
            which = [(path, own) for path in mine if own] or (every if len(every) == 1 and not of_entry else [])
        if of_entry and all(not _is_told_by_more(subject, text, each, start, end, found) for _, each in which):
            which = []
        if len(which) == 1:
            path, each = which[0]
            resolved.append(Happening(*found.span(), f"{path}.date", days_of(subject, each)))
    yield from resolved
    if not text.is_note:  # a note may tell of what else was in a city
        yield from _by_city(subject, text, resolved)


def _by_city(subject: Subject, text: TextIn, resolved: Sequence[Happening]) -> Iterator[Happening]:
    """Yield the one event that was in a city, where a sentence names that alone: elected in Geneva."""
    own = event_of(subject, text.path)
    for city, events in subject.once(_in_cities).items():
        path, only = events[0]
        for start, end in _places(subject, text, city) if len(events) == 1 and only is not own else ():
            first, last = sentence(text.words, start)
            named = [subject.content.items[one.path.removesuffix(".date")].value for one in resolved
                     if first <= one.start < last]  # fmt: skip
            if not any(one.city == city for one in named):
                yield Happening(start, end, f"{path}.date", only.date)


def _in_cities(subject: Subject) -> dict[str, list[tuple[str, Event]]]:
    found: dict[str, list[tuple[str, Event]]] = {}
    for path, held in subject.entities(Event):
        if held.city and held.parent is None:
            found.setdefault(held.city, []).append((path, held))
    return found


@cache
def _noun(noun: str) -> re.Pattern[str]:
    return re.compile(noun, re.IGNORECASE)


def _is_told_by_more(subject: Subject, text: TextIn, held: Event, start: int, end: int, noun: re.Match[str]) -> bool:
    """Tell whether more than a year says which event is meant: its number, its city, its body."""
    nth = [one for one in between(numbers(text), max(start, noun.start() - NEAR), noun.end()) if one.ordinal]
    bodies = ids_said(subject, text, "bodies", start, end)
    here = held.city is not None and any(start <= at < end for at, _ in _places(subject, text, held.city))
    return here or held.body in bodies or any(one.whole == held.number for one in nth)


def _is_one(text: TextIn, noun: re.Match[str], start: int) -> bool:
    """Tell whether a noun is in the singular, and definite where a language shows that: the seminar, not courses."""
    before = said.table(text.language, "happened").get("definite", "")
    many = re.search(rf"(?:{said.pattern(text.language, 'happened', 'plural')})", noun[0], re.I)
    lead = text.words[start : noun.start()]
    return not many and (not before or bool(re.search(rf"(?<!\w)(?:{before})\s+(?:[\w’-]+\s+){{0,3}}$", lead, re.I)))


def _is_another(text: TextIn, noun: re.Match[str], start: int) -> bool:
    """Tell whether a noun stands for an event that the content doesn't have: another one, a first one, one a year."""
    another = said.pattern(text.language, "happened", "another")
    if any(one.ordinal for one in between(numbers(text), max(start, noun.start() - NEAR), noun.start())):
        return True
    return bool(re.search(rf"(?<!\w)(?:{another})\s+(?:[\w’-]+\s+){{0,2}}$", text.words[start : noun.start()], re.I))


def cities_in(subject: Subject, text: TextIn) -> list[tuple[int, int, str]]:
    """Return where a text names a city of the content, and which."""
    cities = subject.content.index.get("cities", {})
    return [(start, end, city) for city in cities for start, end in _places(subject, text, city)]


def _places(subject: Subject, text: TextIn, city: str) -> list[tuple[int, int]]:
    """Return where a text names a city, typed or printed, or the first word of its name: Panama."""
    return text.once(_places_in, subject.once(_names_of_cities).get((text.key, city), ()), city)


def _places_in(text: TextIn, names: tuple[str, ...], city: str) -> list[tuple[int, int]]:
    language = language_of(text.language)
    found = [hit.span() for name in names for hit in matcher(language.inflected(name)).finditer(text.words)]
    printed = re.compile(rf"cities\.{re.escape(spoken(city))}(?!\w)")
    return found + [(at, at + len(told)) for at, told in text.expressions if printed.match(told)]


def _names_of_cities(subject: Subject) -> dict[tuple[str, str], tuple[str, ...]]:
    found = {}
    for id, path in subject.content.index.get("cities", {}).items():
        for key, name in subject.content.items[path].value.name.root.items():
            names = dict.fromkeys((name, *name.split()[:1]))
            found[key, id] = tuple(each for each in names if len(each) > LOW)
    return found


def own_date(subject: Subject, text: TextIn) -> Date | None:
    """Return the day of the entry or event that a text tells of; None of what goes on, and of all others."""
    owner = next((owner for _, owner in subject.owners(text.path)), None)
    if not isinstance(owner, HistoryEntry | Event):
        return None
    date = date_of(subject, text.path)
    return date if date and not date.ongoing else None
