"""What the notes on sources say, beside what stands on them: dates, numbers, and who held which office."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from briefgen.checks.about import date_field, date_of, in_words, is_earlier
from briefgen.checks.amounts import turn
from briefgen.checks.noted_counts import counted_by_words, years_by_verb
from briefgen.checks.rules import Found, rule
from briefgen.checks.said import Thing, said_in
from briefgen.checks.scan import TypedDate, dates, language_of, readable, sentence
from briefgen.checks.subject import Subject
from briefgen.checks.terms import terms_of_each
from briefgen.checks.texts import TextIn, shown
from briefgen.content.schema.base import Fact, Translated
from briefgen.content.schema.cooperation import HistoryEntry
from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Association, Office
from briefgen.content.schema.people import Person, Term
from briefgen.content.schema.sources import Source
from briefgen.dates import Date, Point
from briefgen.language import available
from briefgen.problems.notes import Told

_HYPHENATED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")  # Vice-President is none that President is in
_WHOLE = 3  # parts of a date


@rule("source-note-differs", "warning", "A note on a source says what the facts say that rest on it.")
def source_note_differs(subject: Subject) -> Iterator[Found]:
    """Find notes on sources with a date, a number or an office one slip away from what the facts on them have."""
    resting = subject.once(_resting)
    for path, source in subject.entities(Source):
        facts = resting.get(source.id, ())
        if not source.note or not facts:
            continue
        told = next(filter(None, (look(subject, source.note, facts) for look in _LOOKS)), None)
        if told:
            message, on = told
            hint = Told("look which of the two is right")
            yield Found(f"{path}.note", message, hint, rests_on=tuple(filter(None, (on,))))
    yield from _made_minister(subject)


def _made_minister(subject: Subject) -> Iterator[Found]:
    """Yield texts that make a minister of somebody who had another post in the ministry, as a note has it."""
    posts = subject.once(_posts)
    for text in readable(subject) if posts else ():
        if text.is_name or is_earlier(text.path):
            continue
        owner = next((each for _, each in subject.owners(text.path) if isinstance(each, HistoryEntry)), None)
        for found in turn(text.language, "was_minister", "offices").finditer(text.words):
            start, end = sentence(text.words, found.start())
            named = {thing for each in said_in(subject, text) if start <= each.start < end for thing in each.things}
            named |= {("persons", person) for person in owner.persons} if owner else set()
            post = next((post for things, post in posts if things & named), None)
            if post:
                message = Told("“{raw}”, but a note says “{post}”", raw=found[0], post=post)
                hint = Told("look which of the two is right")
                yield Found(text.path, message, hint, text.key, found.start(), len(found[0]))
                break


def _posts(subject: Subject) -> list[tuple[frozenset[Thing], str]]:
    """Return the posts in a ministry that notes give the people of entries, with these and their offices."""
    notes = {source.id: source.note for _, source in subject.entities(Source) if source.note}
    found = []
    for path, entry in subject.entities(HistoryEntry):
        noted = " ".join(filter(None, (entry.note, *(notes.get(id, "") for id in entry.sources))))
        post = turn("en", "in_ministry", "offices").search(noted) if entry.persons and not is_earlier(path) else None
        if post and not turn("en", "was_minister", "offices").search(noted):
            terms = subject.once(terms_of_each)
            offices = {term.office for person in entry.persons for term in terms.get(person, ())}
            things = {("persons", person) for person in entry.persons} | {("offices", office) for office in offices}
            found.append((frozenset(things), post[0]))
    return found


def _resting(subject: Subject) -> dict[str, list[tuple[str, Fact]]]:
    """Return the facts that rest on each source, with their paths; no wordings of before."""
    found: dict[str, list[tuple[str, Fact]]] = {}
    for path, fact in subject.entities(Fact):
        for id in (*fact.sources, *fact.contradicted_by) if not is_earlier(path) else ():
            found.setdefault(id, []).append((path, fact))
    return found


Facts = Sequence[tuple[str, Fact]]


def _by_date(subject: Subject, note: str, facts: Facts) -> tuple[str, str] | None:
    """Return what is wrong where all but one part of a date in a note are those of a fact, or of its own note."""
    typed = [one for one in _dates(note) if one.month and one.year]
    if not typed:
        return None
    for path, fact in facts:
        points = [(_day_of(subject, path, fact), _field_of(subject, path, fact))]
        points += [(one.date.start, "") for one in _dates(fact.note) if one.month and one.year and one.date]
        for point, on in points:
            if point is None or point.month is None or any(_agree(one, point) for one in typed):
                continue
            for one in typed:
                if _is_slip(one, point):
                    written = note[one.start : one.end]
                    day = in_words(Date(point))
                    return Told("the note has “{written}”, the content {date}", written=written, date=day), on
    return None


@cache
def _dates(note: str) -> tuple[TypedDate, ...]:
    codes = [code for code in available() if language_of(code).script == "LATIN" or not note.isascii()]
    found = {one for code in codes for one in dates(TextIn("note", code, code, note))}
    # Of 14 November 2016 another language reads November 2016 alone.
    return tuple(
        one
        for one in sorted(found, key=lambda one: (one.start, -one.end))
        if not any(other.start <= one.start and one.end <= other.end and other != one for other in found)
    )


def _day_of(subject: Subject, path: str, fact: Fact) -> Point | None:
    date: Date | None = None
    if isinstance(fact, Association):
        date = fact.founded
    elif isinstance(fact, Event | HistoryEntry):
        date = date_of(subject, path)
    elif isinstance(fact, Term):
        date = fact.start
    return date.start if date else None


def _field_of(subject: Subject, path: str, fact: Fact) -> str:
    if isinstance(fact, Association):
        return f"{path}.founded"
    return f"{path}.start" if isinstance(fact, Term) else date_field(subject, path)


def _parts(one: TypedDate, point: Point) -> list[bool]:
    pairs = ((one.year, point.year), (one.month, point.month), (one.day, point.day))
    return [mine == theirs for mine, theirs in pairs if mine is not None and theirs is not None]


def _agree(one: TypedDate, point: Point) -> bool:
    return all(_parts(one, point))


def _is_slip(one: TypedDate, point: Point) -> bool:
    """Tell whether just one part differs: of a day any, of a month its year."""
    same = _parts(one, point)
    if same.count(False) != 1 or not (len(same) == _WHOLE or (same[1] and not same[0])):
        return False
    return same[0] or _is_mistyped(str(one.year), str(point.year))


def _is_mistyped(one: str, other: str) -> bool:
    """Tell whether a year is another one with a digit changed, or two turned round."""
    changed = sum(mine != theirs for mine, theirs in zip(one, other, strict=True))
    return changed == 1 or sorted(one) == sorted(other)


def _by_year(subject: Subject, note: str, facts: Facts) -> tuple[str, str] | None:
    """Return what is wrong where «launched in 2013» is another year in the note of a fact."""
    for verb, years in years_by_verb(note).items():
        for _, fact in facts:
            there = years_by_verb(fact.note).get(verb, years)
            if there.isdisjoint(years):
                return Told("{year} here, {other} in the note of a fact", year=min(years), other=min(there)), ""
    return None


def _by_number(subject: Subject, note: str, facts: Facts) -> tuple[str, str] | None:
    """Return what is wrong where another number stands before the same words in a text or note of a fact."""
    here = counted_by_words("en", note)
    for path, fact in facts if here else ():
        texts = [fact.note, *(text.raw for text in subject.texts_at(f"{path}.text") if text.language == "en")]
        for words in texts:
            there = counted_by_words("en", words)
            for behind, (number, _, _) in here.items():
                if behind in there and there[behind][0] != number:
                    written = shown(f"{number} {' '.join(behind)}")
                    return Told("{written}, but a fact that rests on it has {other}",
                                written=written, other=there[behind][0]), ""  # fmt: skip
    return None


def _by_office(subject: Subject, note: str, facts: Facts) -> tuple[str, str] | None:
    """Return what is wrong where a note on a source of a term names another office than the term's."""
    named = _named_in(note, subject.once(_offices_by_word))
    terms = [(path, fact) for path, fact in facts if isinstance(fact, Term)]
    if named and terms and all(fact.office not in named for _, fact in terms):
        return Told("the note names another office than the term that rests on it"), f"{terms[0][0]}.office"
    return None


def _by_person(subject: Subject, note: str, facts: Facts) -> tuple[str, str] | None:
    """Return what is wrong where a note on a source of a term names other people than the one whose term it is."""
    terms = [(path, fact) for path, fact in facts if isinstance(fact, Term)]
    if not terms:
        return None
    named = _named_in(note, subject.once(_people_by_word))
    if named and all(fact.person not in named for _, fact in terms):
        return Told("the note names another person than the term that rests on it"), f"{terms[0][0]}.person"
    return None


ByWord = Mapping[str, list[tuple[str, str]]]  # by its first word, what something is called, and its id


def _named_in(note: str, names: ByWord) -> set[str]:
    """Return the ids of what a note names as a whole."""
    return {
        id
        for word in _HYPHENATED.finditer(note)
        for name, id in names.get(word[0], ())
        if note.startswith(name, word.start()) and not note[(end := word.start() + len(name)) : end + 1].isalnum()
    }


def _offices_by_word(subject: Subject) -> ByWord:
    return _by_word((office.title, office.id) for _, office in subject.entities(Office))


def _people_by_word(subject: Subject) -> ByWord:
    return _by_word((person.name, person.id) for _, person in subject.entities(Person))


def _by_word(named: Iterable[tuple[Translated, str]]) -> ByWord:
    found: dict[str, list[tuple[str, str]]] = {}
    for names, id in named:
        for name in filter(None, names.root.values()):
            for word in _HYPHENATED.findall(name)[:1]:
                found.setdefault(word, []).append((name, id))
    return found


def _by_ranges(subject: Subject, note: str, facts: Facts) -> tuple[str, str] | None:
    """Return what is wrong where a note lists from-to after from-to and one begins right behind the other."""
    found = [(int(one[1]), int(one[2])) for one in _FROM_TO.finditer(note)]
    for (first, last), (begin, end) in pairwise(found):
        if first < last and begin == last + 1 and begin < end:
            written = shown(f"{first}–{last}, {begin}–{end}")
            return Told("{written} would be one range: is a number wrong?", written=written), ""
    return None


_FROM_TO = re.compile(r"(?<![\d.,])(\d{1,3})(?: (?:to|until|till) |–|-)(\d{1,3})(?![\d.]\d|\d)")


_LOOKS = (_by_ranges, _by_date, _by_year, _by_number, _by_office, _by_person)
