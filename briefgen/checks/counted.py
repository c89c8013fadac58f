"""What the content counts or states, and the typed numbers that stand beside its noun in a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Literal

from briefgen.checks.about import event_of, sessions_of_events
from briefgen.checks.likely import matcher
from briefgen.checks.scan import TypedNumber, dates, fits, language_of, numbers, readable, sentence, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.base import Number
from briefgen.content.schema.cooperation import HistoryEntry, Membership
from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Association, Body, Programme, Stat
from briefgen.content.schema.people import Term
from briefgen.dates import Date
from briefgen.language import Language
from briefgen.language.usage import usage
from briefgen.language.words import MASK
from briefgen.problems.notes import Told, either

_STOPS = re.compile(rf"[.,;:!?{MASK}]")
_ASIDE = re.compile(r"\^\[.*?\]|\([^)]*\)", re.DOTALL)  # a footnote, words in brackets
_FARTHEST = 4  # words between a number and what it counts
_MOST_WORDS = 8  # of the name of a body that a text is looked through for
_WINDOW = 600  # characters before and behind a number in which the rest is looked for
_CHANCE = 20  # a small number may count some of the countries, a larger one is hardly said of anything else


@dataclass(frozen=True, slots=True)
class Counted:
    """Something that the content counts or states, as one language calls it."""

    says: str  # what the content says, in plain words
    noun: str  # a pattern
    values: tuple[int, ...]
    sure: bool = True  # whether another number beside the noun is surely wrong in this text
    some: Literal["never", "perhaps", "often"] = "never"  # how often a much smaller number counts some of them only
    rough: bool = False  # the number itself is rough
    ordinal: bool = False
    years: tuple[int, ...] = ()  # in which it was; a sentence about another year is about another one
    beside: str | None = None  # a pattern of what stands near as well, empty where the language has none,
    within: int = 5  # so many words before or behind; 0 stands for the same sentence
    at_most: bool = False  # printed there already: only a larger number beside the noun is wrong
    chance: bool = False  # another number beside the noun is as likely of something else
    then: tuple[tuple[int, Date], ...] = ()  # what it was before, and when


def _any_of(values: Iterable[int]) -> str:
    return either(map(str, values))


def stated(subject: Subject, *, notes: bool = False) -> Iterator[tuple[TextIn, TypedNumber, Counted]]:
    """Yield every typed number that stands beside something that the content counts or states."""
    for text in readable(subject) if not notes else subject.notes:
        if any(number.whole is not None for number in numbers(text)):
            yield from ((text, number, thing) for number, thing in _stated_in(text, tuple(_things(subject, text))))


@lru_cache(maxsize=4096)  # two rules ask
def _stated_in(text: TextIn, things: tuple[Counted, ...]) -> tuple[tuple[TypedNumber, Counted], ...]:
    language = language_of(text.language)
    found = []
    for number in numbers(text) if things else ():
        if number.whole is None:
            continue
        around = _Around(text, number)
        told = [thing for thing in things if not thing.at_most or number.whole > max(thing.values)]
        places = ((_beside(around, language, number, thing), thing) for thing in told)
        if near := [(at, thing) for at, thing in places if at is not None]:
            closest = min(at for at, _ in near)
            fitting = [thing for at, thing in near if at == closest]
            found.append((number, min(fitting, key=lambda t: (number.whole not in t.values, t.chance, not t.sure))))
    return tuple(found)


class _Around:
    """What stands around a number; each is looked for only when it is asked for, since most numbers count nothing."""

    def __init__(self, text: TextIn, number: TypedNumber) -> None:
        self._text, self._number = text, number
        # Long texts are cut first, so that their length doesn't count for every number.
        start = max(0, number.start - _WINDOW)
        self._words = words_of(text.language)
        self._window = text.words[start : number.end + _WINDOW]
        self._at, self._end = number.start - start, number.end - start

    @cached_property
    def reach(self) -> str:
        """What the number can count, up to the next stop."""
        after = self._window[self._end :]
        return _STOPS.split(_ASIDE.sub(lambda aside: " " * len(aside[0]), after), maxsplit=1)[0].replace("-", " ")

    @cached_property
    def sides(self) -> tuple[str, str]:
        """The sentence to its left and right."""
        first, last = sentence(self._window, self._at)
        return self._window[first : self._at], self._window[self._end : last].replace("-", " ")

    @cached_property
    def years(self) -> frozenset[int]:
        """The years that are typed in the sentence."""
        start = self._number.start - self._at
        first, last = (start + at for at in sentence(self._window, self._at))
        return frozenset(date.year for date in dates(self._text) if date.year and first <= date.start < last)

    def tells_of(self, day: Date) -> bool:
        """Tell whether the sentence has a date, with its year, in which a day lies."""
        start = self._number.start - self._at
        first, last = (start + at for at in sentence(self._window, self._at))
        typed = (date for date in dates(self._text) if first <= date.start < last)
        return any(date.year and not date.decades and fits(date, day) for date in typed)

    @cached_property
    def rough(self) -> bool:
        """Whether it is said roughly: more than, about."""
        words, before = self._words, self.sides[0]
        if words.rough_before and re.search(rf"(?<!\w)(?:{words.rough_before})\s+$", before, re.IGNORECASE):
            return True
        return bool(words.rough_after and re.match(words.rough_after, self._window[self._end :]))

    @cached_property
    def counts(self) -> bool:
        """Whether it is a number of its own, no end of a range and no percentage."""
        before, after = self.sides[0], self._window[self._end :]
        return not (re.search(r"\d\s*[–-]\s*$", before) or re.match(r"\s*(?:%|[–-]\s*\d)", after))


def _beside(around: _Around, language: Language, number: TypedNumber, thing: Counted) -> int | None:
    """Return how many words behind a number a thing's noun stands; None if the number doesn't count it."""
    if number.ordinal != thing.ordinal or (number.in_words and _is_plain_word(number)):
        return None
    noun = _near(thing.noun).match(around.reach)
    if noun is None or (thing.years and around.years and not around.years.intersection(thing.years)):
        return None
    if any(number.whole == value and around.tells_of(date) for value, date in thing.then):
        return None
    between = noun[1].split()
    linking = language.binding.uncounted  # two of the commissions
    # 330 members from 158 countries
    if len(between) > _FARTHEST or any(word.lower() in linking or word[0].isdigit() for word in between):
        return None
    ends = matcher(usage(language.code).patterns.get("counted_ends", ""))
    if any(ends.fullmatch(word) for word in between):
        return None
    if is_of_a_part(language.code, around.sides[0], " ".join(between)):
        return None
    if not around.counts or (around.rough and not thing.rough and not thing.ordinal):
        return None
    if thing.beside is not None:
        left, right = around.sides
        if thing.within:
            left, right = " ".join(left.split()[-thing.within :]), " ".join(right.split()[: thing.within])
        if not matcher(thing.beside).search(f"{left} {right}"):
            return None
    return len(between)


def is_of_a_part(code: str, before: str, behind: str) -> bool:
    """Tell whether what stands behind a number is said of some of so many: one of the thirteen is a special one."""
    return bool(matcher(usage(code).patterns.get("part_is", "")).search(f"{before}§ {behind}"))


@cache
def _near(pattern: str) -> re.Pattern[str]:
    """Return what matches from behind a number to a noun that isn't far; group 1 is what stands between."""
    noun = matcher(pattern.replace(r"\-", " ")).pattern  # a number's reach has spaces for hyphens
    return re.compile(rf"(\s*+(?:\S++\s++){{0,{_FARTHEST}}}?\S*?){noun}", re.IGNORECASE)


def _is_plain_word(number: TypedNumber) -> bool:
    """Tell whether a number word is as much a word as a number: one, the first, the second, the third."""
    return (number.whole or 0) <= (3 if number.ordinal else 1)


def _things(subject: Subject, text: TextIn) -> Iterator[Counted]:
    language = language_of(text.language)
    own = next((owner for _, owner in subject.owners(text.path)), None)
    event = event_of(subject, text.path)
    if not _prints(text, r"\| *count"):
        yield from _bodies(subject, text, own, language)
    yield from _figures(subject, text, own, language)
    if event is not None:
        yield from _of_event(event, text, language)
    yield from _years(subject, text, own, event)
    votes, goals = (language.words.counted.get(name, "") for name in ("votes", "goals"))
    if isinstance(own, Membership) and own.votes is not None:
        yield Counted(Told("the membership has the votes: {number}", number=own.votes), votes, (own.votes,))
    for _, association in subject.entities(Association):
        if association.goals and text.path.startswith("association.goals"):
            number = len(association.goals.items)
            yield Counted(Told("the content lists {number} goals", number=number), goals, (number,))


def _bodies(subject: Subject, text: TextIn, own: object, language: Language) -> Iterator[Counted]:
    """Yield the bodies that have others under them: by their full name, and by the noun in it alone."""
    for body, number in subject.once(_with_bodies_under_them):
        name = _name(body.name, text)
        if not name:
            continue
        what = Told("the content has {number} under “{name}”", number=number, name=name)
        words = r"(?:\s+\S+){0,2}\s+".join(language.inflected(word) for word in name.split()[:_MOST_WORDS])
        # In the body's own text the number is surely that of all.
        some: Literal["never", "perhaps"] = "never" if own == body else "perhaps"
        yield Counted(what, words, (number,), own == body or " " in name, some=some)
        yield Counted(what, _noun(name, language), (number,), own == body, some=some)


def bodies_counted(subject: Subject, text: TextIn) -> Iterator[tuple[str, int, bool]]:
    """Yield what a text calls the bodies that are under one, how many there are, and whether these are surely meant."""
    own = next((owner for _, owner in subject.owners(text.path)), None)
    for thing in _bodies(subject, text, own, language_of(text.language)):
        yield thing.noun, thing.values[0], thing.sure


def _with_bodies_under_them(subject: Subject) -> list[tuple[Body, int]]:
    """Return the bodies that have others under them, and how many."""
    numbers = Counter(body.parent for _, body in subject.entities(Body))
    return [(body, numbers[body.id]) for _, body in subject.entities(Body) if numbers[body.id]]


def _figures(subject: Subject, text: TextIn, own: object, language: Language) -> Iterator[Counted]:
    """Yield the association's figures: surely meant in a figure's own text, and of members in the association's.

    Elsewhere the same noun may count others: 100 organizations answered, guests from 60 countries.
    """
    of_association = text.path.startswith("association.")
    names = "|".join(_association_names(subject, text, language))
    for _, stat in subject.entities(Stat):
        label = _name(stat.label, text)
        if not label or _prints(text, rf"stats\.{stat.id.replace('-', '_')}\b"):
            continue
        if not of_association and stat.value < _CHANCE:
            continue
        noun = next((p for p in language.words.counted.values() if matcher(p).search(label)), None)
        noun = noun or _noun(label, language)
        what = Told("the figure “{label}” is {number}", label=label, number=stat.value)
        values, rough = (stat.value,), stat.qualifier != "exact"
        then = tuple((one.value, one.as_of) for one in stat.history if one.as_of)
        if own == stat:
            yield Counted(what, noun, values, True, some="often", rough=rough, then=then)
            continue
        members = language.words.members
        if members:
            yield Counted(what, noun, values, of_association, "often", rough, beside=members, within=3, then=then)
        if names:
            yield Counted(what, noun, values, False, "often", rough, beside=names, within=0, then=then)
        yield Counted(what, noun, values, False, "often", rough, chance=True, then=then)


def _association_names(subject: Subject, text: TextIn, language: Language) -> Iterator[str]:
    """Yield patterns for what a text calls the association: its acronym, and the last word of its name."""
    for _, association in subject.entities(Association):
        if association.acronym:
            yield re.escape(association.acronym)
        if name := _name(association.name, text):
            yield _noun(name, language)


def _of_event(event: Event, text: TextIn, language: Language) -> Iterator[Counted]:
    came, counted = event.participants, language.words.counted
    figures: list[tuple[str, list[Number | None]]] = [
        ("people", [came.people if came else None, event.participants_expected]),
        ("organisations", [came.organisations if came else None]),
    ]
    for name, stated in figures:
        known = [figure for figure in stated if figure is not None]
        printed = _prints(text, rf"participants(?:\.{name}|_expected)")
        if name == "people" and known and printed and all(figure.qualifier == "exact" for figure in known):
            most = max(figure.value for figure in known)
            what = Told("the event has {number} people", number=most)
            yield Counted(what, counted.get(name, ""), (most,), False, at_most=True)
        elif known and not printed:
            rough = any(figure.qualifier != "exact" for figure in known)
            values = tuple(sorted({figure.value for figure in known}))
            number = _any_of(values)
            what = (
                Told("the event has {number} people", number=number)
                if name == "people"
                else Told("the event has {number} organisations", number=number)
            )
            yield Counted(what, counted.get(name, ""), values, some="perhaps", rough=rough)
    if came and came.countries and not _prints(text, r"countries *\| *count"):
        listed = len(came.countries)
        what = Told("the event lists {number} countries", number=listed)
        yield Counted(what, counted.get("countries", ""), (listed,), some="perhaps")
    elif came and came.from_countries and not _prints(text, r"from_countries"):
        figure = came.from_countries
        rough = figure.qualifier != "exact"
        # The association has countries as well.
        yield Counted(
            Told("the event has participants from {number} countries", number=figure.value),
            counted.get("countries", ""), (figure.value,),
            sure=False, some="perhaps", rough=rough,
        )  # fmt: skip
    nouns = re.findall(r"[^\W\d_]{4,}", _name(event.name, text))
    if event.number and nouns:
        pattern = "|".join(language.inflected(word) for word in nouns)
        yield Counted(
            Told("the number of the event is {number}", number=event.number), pattern, (event.number,), ordinal=True,
            years=tuple({point.year for point in (event.date.start, event.date.end) if point}) if event.date else (),
        )  # fmt: skip


def _years(subject: Subject, text: TextIn, own: object, event: Event | None) -> Iterator[Counted]:
    """Yield the lengths of terms and programmes, and the years between two meetings."""
    words = words_of(text.language)
    if terms := _distinct(_term_years(subject, text.path, event)):
        what = Told("the content says of the term: {number} years", number=_any_of(terms))
        yield Counted(what, words.years, terms, beside=words.of_term)
        yield Counted(what, words.years, terms, False, beside=words.of_term, within=0)
    adopted = {item.programme for other in _with_sessions(subject, event) for item in other.agenda}
    every = [programme for _, programme in subject.entities(Programme)]
    near = [programme for programme in every if programme == own or programme.id in adopted]
    if years := _distinct(_programme_years(near or every)):
        what = Told("the content says of the programme: {number} years", number=_any_of(years))
        yield Counted(what, words.years, years, bool(near), beside=words.of_programme)
    bodies = [own] if isinstance(own, Body) else [body for _, body in subject.entities(Body)]
    if meets := _distinct(body.meets_every_years for body in bodies if body.meets_every_years):
        what = Told("the content says that it meets every {number} years", number=_any_of(meets))
        yield Counted(what, words.years, meets, isinstance(own, Body), beside=words.of_meetings, within=2)


def _term_years(subject: Subject, path: str, event: Event | None) -> Iterator[int]:
    owners = [owner for _, owner in subject.owners(path)]
    events = _with_sessions(subject, event)
    for holder in (*owners, *events, *(item for other in events for item in other.agenda)):
        years = getattr(holder, "term_years", None)
        if isinstance(years, int):
            yield years
    persons = {person for owner in owners if isinstance(owner, HistoryEntry) for person in owner.persons}
    for person in persons:
        yield from subject.once(_years_of_persons).get(person, ())


def _years_of_persons(subject: Subject) -> dict[str, set[int]]:
    """Return how long the terms of each person are."""
    found: dict[str, set[int]] = {}
    for _, term in subject.entities(Term):
        if term.years:
            found.setdefault(term.person, set()).add(term.years)
    return found


def _with_sessions(subject: Subject, event: Event | None) -> list[Event]:
    """Return an event and those that are held during it."""
    return [event, *subject.once(sessions_of_events).get(event.id, ())] if event else []


def _programme_years(programmes: list[Programme]) -> Iterator[int]:
    for programme in programmes:
        if programme.years:
            yield programme.years
        elif programme.period.start and programme.period.end:
            yield programme.period.end.year - programme.period.start.year + 1


def _distinct(values: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(values)))


def _prints(text: TextIn, pattern: str) -> bool:
    """Tell whether the text prints the number already: then others are of something else."""
    return any(re.search(pattern, expression) for _, expression in text.expressions)


def _name(name: object, text: TextIn) -> str:
    return str(getattr(name, "root", {}).get(text.key, "")).strip()


def _noun(name: str, language: Language) -> str:
    """Return the pattern of the noun in a name, without what describes it: commission(s)."""
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", name)
    if not words:
        return ""
    if language.words.head_first:
        return language.inflected(words[0])
    linked = next(
        (at for at, word in enumerate(words) if at and word.lower() in language.binding.uncounted), len(words)
    )
    return language.inflected(words[linked - 1])
