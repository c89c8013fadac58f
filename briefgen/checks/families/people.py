"""People and the offices that they hold for a time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from briefgen.checks.about import date_of, event, in_words, name_of, surely_before, when
from briefgen.checks.families.names import name_spelled_twice, name_typed, person_unknown
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import language_of, matcher, readable, sentence, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.knowing.terms import holders, unsettled
from briefgen.content.schema.base import Fact, spoken
from briefgen.content.schema.cooperation import HistoryEntry
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Office
from briefgen.content.schema.people import Term
from briefgen.dates import Date, Point
from briefgen.language.words import MASK

__all__ = [
    "holder_outside_term",
    "name_spelled_twice",
    "name_typed",
    "office_twice",
    "office_vacant",
    "person_unknown",
    "term_ends_soon",
    "term_unfit",
]

_SOON = dt.timedelta(days=90)
_EARLIEST, _LATEST = dt.date.min, dt.date.max
_PERSON = re.compile(r"(?:persons\.(\w+))")


@rule("office-twice", "error", "An office has one holder at a time.")
def office_twice(subject: Subject) -> Iterator[Found]:
    """Find terms that an edition finds beside another one in the same office, or that surely overlap another one."""
    terms = [term for _, term in subject.entities(Term)]
    told = set()
    for _, edition in subject.entities(Edition):
        assert edition.as_of.start is not None
        for office in dict.fromkeys(term.office for term in terms):
            for term in holders(terms, office, edition.as_of.start)[1:]:
                if term.id not in told:
                    told.add(term.id)
                    path = subject.content.index["terms"][term.id]
                    message = f"{when(edition.as_of)} the office “{_office(subject, office)}” has two holders, "
                    message += f"{_person(subject, term.person)} among them"
                    yield Found(path, message, "give the earlier term an end")
    for number, term in enumerate(terms):
        for other in terms[:number]:
            if term.office == other.office and term.id not in told and other.id not in told:
                start = max(_surely_from(term), _surely_from(other))
                if start < min(_surely_until(term, terms), _surely_until(other, terms)):
                    told.add(term.id)
                    message = f"this overlaps the term {other.id!r} in the office “{_office(subject, term.office)}”"
                    hint = "correct the start or the end of one of the two"
                    yield Found(subject.content.index["terms"][term.id], message, hint)


def _surely_from(term: Term) -> dt.date:
    if term.start and term.start.start:
        return term.start.start.last_day
    # Where the start isn't known, nobody can say more than that it lies before the end.
    return term.end.start.first_day - dt.timedelta(days=1) if term.end and term.end.start else _EARLIEST


def _surely_until(term: Term, terms: list[Term]) -> dt.date:
    if term.end and term.end.start:
        return term.end.start.first_day
    # A term without an end ends when a later one starts.
    own = _first_day(term)
    later = [_first_day(other) for other in terms if other.office == term.office and _first_day(other) > own]
    return min(later, default=_LATEST)


def _first_day(term: Term) -> dt.date:
    return term.start.start.first_day if term.start and term.start.start else _EARLIEST


@rule("office-vacant", "error", "Whoever an office's last term has ended for has a successor.")
def office_vacant(subject: Subject) -> Iterator[Found]:
    """Find offices whose last holder's term is over at the edition's date."""
    if subject.as_of is None:
        return
    gaps = unsettled([term for _, term in subject.entities(Term)], [held for _, held in subject.entities(Event)])
    for path, term in _last_terms(subject):
        over = _end(term)
        if over in [date.last for date in gaps.get(term.office, ())]:
            continue  # who was elected isn't known: the build lists it as not supplied
        if over is None or over.last_day >= subject.as_of.last_day:
            continue
        if term.end is None and not subject.has_passed(Date(over)):
            continue
        office = _office(subject, term.office)
        what = f"the office “{office}” is held by nobody {when(subject.as_of)}: this term ended {in_words(over)}"
        if term.end is None:
            what = f"the brief still names {_person(subject, term.person)} as {office}, but {term.years} years from "
            what += f"{in_words(term.start)} are over in {in_words(over)}"
        yield Found(path, what, "add the term of whoever followed, or the new end after a re-election")
    terms = [term for _, term in subject.entities(Term)]
    for office in {office.id: None for _, office in subject.entities(Office)}:
        held = [term for term in terms if term.office == office]
        later = [term for term in held if term.start and surely_before(subject.as_of, term.start)]
        if later and not holders(held, office, subject.as_of):
            path = subject.content.index["terms"][later[0].id]
            message = f"the office “{_office(subject, office)}” is held by nobody {when(subject.as_of)}: "
            message += f"this term starts {in_words(later[0].start)}"
            yield Found(path, message, "add the term of whoever came before, or correct the start", severity="warning")


@rule("term-ends-soon", "warning", "The holders whom a brief names stay in office for 90 days after the event.")
def term_ends_soon(subject: Subject) -> Iterator[Found]:
    """Find terms that end before the event does, or soon after it."""
    edition = subject.content.items.get(f"editions[{subject.edition}]")
    if edition is None or subject.as_of is None:
        return
    about = event(subject, edition.value.event)
    last = about.date.last if about else None
    if last is None:
        return
    offices = {office.id for _, office in subject.entities(Office)}
    terms = [term for _, term in subject.entities(Term)]
    for office in dict.fromkeys(term.office for term in terms):
        for term in holders(terms, office, subject.as_of):
            over = _end(term)
            if over is None or office not in offices or over.last_day < subject.as_of.first_day:
                continue
            if over.last_day <= last.last_day + _SOON:
                when = "before the event ends" if over.last_day <= last.last_day else "within 90 days after the event"
                message = f"the term of {_person(subject, term.person)} as {_office(subject, office)} ends "
                message += f"{in_words(over)}, {when}"
                yield Found(subject.content.index["terms"][term.id], message, "ask who follows, and since when")


def _last_terms(subject: Subject) -> Iterator[tuple[str, Term]]:
    """Yield the term in each office after which no other one starts."""
    offices = {office.id for _, office in subject.entities(Office)}
    terms = [(path, term) for path, term in subject.entities(Term) if term.office in offices]
    for office in dict.fromkeys(term.office for _, term in terms):
        own = [(path, term) for path, term in terms if term.office == office]
        yield max(own, key=lambda entry: (_first_day(entry[1]), _end_or_latest(entry[1])))


def _end(term: Term) -> Point | None:
    """Return the end of a term: as written, else so many years after the start as the election gave."""
    if term.end:
        return term.end.start
    if term.years and term.start and term.start.start:
        start = term.start.start
        leap = (start.month, start.day) == (2, 29)
        return Point(start.year + term.years, start.month, 28 if leap else start.day)
    return None


def _end_or_latest(term: Term) -> dt.date:
    end = _end(term)
    return end.last_day if end else _LATEST


@rule("term-unfit", "error", "A term starts before it ends, and after the election.")
def term_unfit(subject: Subject) -> Iterator[Found]:
    """Find terms that end before they start, or start before somebody was elected."""
    for path, term in subject.entities(Term):
        if surely_before(term.end, term.start):
            yield Found(
                f"{path}.end",
                f"this ends {in_words(term.end)}, before it starts: {in_words(term.start)}",
                "correct one of the two",
            )
        elected = event(subject, term.elected_at)
        if elected and surely_before(term.start, elected.date):
            message = (
                f"elected at {name_of(elected)}, {in_words(elected.date)}, but in office from {in_words(term.start)}"
            )
            yield Found(f"{path}.start", message, "correct the date, or the event", severity="warning")
        elif elected and surely_before(term.end, elected.date):
            message = f"elected at {name_of(elected)}, {in_words(elected.date)}, after the end of the term"
            yield Found(f"{path}.end", message, "correct the date, or the event")


# Holders that texts name ---------------------------------------------------------------------------------------------


@rule("holder-outside-term", "error", "Whoever a text calls the holder of an office held it on the text's date.")
def holder_outside_term(subject: Subject) -> Iterator[Found]:
    """Find people beside the title of an office that they didn't hold then."""
    for text in readable(subject):
        on = date_of(subject, text.path) or _dated(subject, text.path)
        if on is None or on.ongoing:
            on = Date(subject.as_of)
        for start, end, person in _named(subject, text):
            for office in _offices_beside(subject, text, start, end):
                terms = [t for _, t in subject.entities(Term) if t.person == person and t.office == office.id]
                if terms and all(_surely_outside(subject, term, on) for term in terms):
                    message = f"{_person(subject, person)} wasn't {name_of(office)} {when(on)}: {_spans(terms)}"
                    hint = "name who held the office then, or say “then” or “later”"
                    yield Found(text.path, message, hint, text.key, start, end - start)
    yield from _listed_persons(subject)


def _listed_persons(subject: Subject) -> Iterator[Found]:
    for path, entry in subject.entities(HistoryEntry):
        on = date_of(subject, path)
        if on is None or on.ongoing or not entry.persons:
            continue
        terms = [term for _, term in subject.entities(Term) if term.person in entry.persons]
        for office in _offices_named(subject, path):
            own = [term for term in terms if term.office == office.id]
            # If one of those listed held it, or was elected to it there, the text may mean them.
            fits = any(
                not _surely_outside(subject, t, on) or (t.elected_at and t.elected_at == entry.event) for t in own
            )
            for index, person in enumerate(entry.persons):
                his = [term for term in own if term.person == person]
                if his and not fits:
                    message = (
                        f"the text names the office “{name_of(office)}”, which {_person(subject, person)} didn't hold"
                    )
                    message += f" {when(on)}"
                    yield Found(f"{path}.persons[{index}]", f"{message}: {_spans(his)}", "list who held it then")


def _offices_named(subject: Subject, path: str) -> Iterator[Office]:
    """Yield the offices that the text of an entry names as held, in its main language."""
    texts = [text for text in subject.texts if text.path == f"{path}.text"]
    for _, office in subject.entities(Office):
        for text in texts[:1]:  # one language is enough
            for found in matcher(_title(office, text)).finditer(text.words):
                start, end = sentence(text.words, found.start())
                if not matcher(words_of(text.language).not_in_office).search(text.words[start:end]):
                    yield office
                    break


def _named(subject: Subject, text: TextIn) -> Iterator[tuple[int, int, str]]:
    """Yield where a text prints or types a person's name, and whose."""
    ids = {spoken(id): id for id in subject.content.index.get("persons", {})}
    for start, expression in text.expressions:
        if (found := _PERSON.match(expression)) and found[1] in ids:
            yield start, text.raw.index("}}", start) + 2, ids[found[1]]
    for id, path in subject.content.index.get("persons", {}).items():
        name = subject.content.items[path].value.name.root.get(text.key, "").strip()
        if name:
            for found in re.finditer(rf"(?<!\w){re.escape(name)}", text.words):
                yield found.start(), found.end(), id


def _offices_beside(subject: Subject, text: TextIn, start: int, end: int) -> Iterator[Office]:
    """Yield the offices whose title stands right before or behind a name, unless the sentence tells of an election."""
    words = words_of(text.language)
    first, last = sentence(text.words, start)
    # An election is told of before the name, or right behind it: გენერალურ მდივნად … აირჩიეს.
    around = [*text.words[first:start].replace(MASK, " ").split()[-8:], "…", *text.words[end:last].split()[:2]]
    if matcher(words.not_in_office).search(" ".join(around)):
        return
    before, after = text.raw[:start], text.raw[end:]
    between = r"[\s,(–-]*(?:(?:of|de|du)\s+(?:the\s+)?[\w-]+[\s,]*)?"
    between += "".join(rf"(?:(?:{linking})\s+)?" for linking in (words.copula, words.honorifics) if linking)
    for _, office in subject.entities(Office):
        title = _title(office, text)
        printed = rf"\{{\{{\s*offices\.{office.id.replace('-', '_')}\b[^}}]*\}}\}}"
        named = rf"(?:(?<!\w)(?:{title})(?!\w)|{printed})"
        if re.search(rf"{named}{between}$", before, re.IGNORECASE) or re.match(
            rf"[\w’']{{0,4}}\s*[,(–-]?\s*(?:the\s+|le\s+|la\s+)?{named}", after, re.IGNORECASE
        ):
            yield office


def _title(office: Office, text: TextIn) -> str:
    title = office.title.root.get(text.key, "").split()
    if not title:
        return "(?!)"
    language = language_of(text.language)
    return r"\s+".join(language.inflected(word) for word in title)


def _surely_outside(subject: Subject, term: Term, on: Date) -> bool:
    if surely_before(on, term.start) or surely_before(term.end, on):
        return True
    terms = [other for _, other in subject.entities(Term)]
    return on.start is not None and term.end is None and _surely_until(term, terms) < on.start.first_day


def _dated(subject: Subject, path: str) -> Date | None:
    dates = (owner.as_of for _, owner in subject.owners(path) if isinstance(owner, Fact) and owner.as_of)
    return next(dates, None)


def _spans(terms: list[Term]) -> str:
    spans = (" – ".join(in_words(date) if date else "…" for date in (term.start, term.end)) for term in terms)
    return f"in office {', '.join(spans)}"


def _person(subject: Subject, id: str) -> str:
    return _called(subject, "persons", id)


def _office(subject: Subject, id: str) -> str:
    return _called(subject, "offices", id)


def _called(subject: Subject, kind: str, id: str) -> str:
    path = subject.content.index.get(kind, {}).get(id)
    return name_of(subject.content.items[path].value) if path else id
