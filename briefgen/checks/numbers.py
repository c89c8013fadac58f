"""Numbers that are typed in texts: beside what the content counts or states, and in the languages of one text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefgen.checks.about import event_of
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import TypedNumber, clock_times, dates, matcher, numbers, readable, sentence, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import MASK, TextIn
from briefgen.content.schema.base import Name, Number
from briefgen.content.schema.cooperation import HistoryEntry, Membership
from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Association, Body, Programme, Stat
from briefgen.content.schema.people import Term
from briefgen.language import get_language

_STOPS = re.compile(rf"[.,;:!?{MASK}]")
_FARTHEST = 4  # words between a number and what it counts
_CHANCE = 20  # a small number may count some of the countries, a larger one is hardly said of anything else
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(frozen=True, slots=True)
class _Counted:
    """Something that the content counts or states, as one language calls it."""

    what: str  # for the message
    noun: str  # a pattern
    values: tuple[int, ...]
    sure: bool  # whether another number beside the noun is surely wrong in this text
    beside: str = ""  # a pattern of what stands near as well,
    anywhere: bool = False  # or only in the same sentence
    rough: bool = False  # the number itself is rough
    ordinal: bool = False
    some: bool = False  # whether a much smaller number may count some of them only


@rule("count-differs", "error", "A number that is typed is the one that the content counts or states.")
def count_differs(subject: Subject) -> Iterator[Found]:
    """Find typed numbers that differ from the number of what stands beside them."""
    for text, number, thing in _stated(subject):
        if number.whole in thing.values or number.whole is None:
            continue
        message = f"“{_typed(text, number)}” is typed, but {thing.what}: {_listed(thing.values)}"
        few = thing.some and number.whole * 2 < min(thing.values)
        if few and not thing.sure:
            continue
        yield Found(
            text.path, message, "print the number with {{ }}, so that it stays right", language=text.key,
            offset=number.start, length=number.end - number.start,
            severity="error" if thing.sure and not few else "warning",
        )  # fmt: skip


@rule("number-typed", "warning", "What the content counts or states is printed, not typed.")
def number_typed(subject: Subject) -> Iterator[Found]:
    """Find typed digits that agree today, and won't when the content changes."""
    for text, number, thing in _stated(subject):
        plain = isinstance(subject.content.items[text.path].value, Name)  # which can't print anything
        if number.whole in thing.values and not number.in_words and not plain:
            message = f"“{_typed(text, number)}” is typed by hand; {thing.what}"
            hint = "print it with {{ }}: it then changes with the content"
            yield Found(text.path, message, hint, text.key, number.start, number.end - number.start)


@rule("digits-differ", "error", "The numbers in one text are the same in every language.")
def digits_differ(subject: Subject) -> Iterator[Found]:
    """Find numbers and dates that are typed in one language of a text and not in another."""
    by_path: dict[str, list[TextIn]] = {}
    for text in readable(subject):
        if not text.is_empty:
            by_path.setdefault(text.path, []).append(text)
    for texts in by_path.values():
        first = min(texts, key=lambda text: subject.languages.index(text.key))
        for other in texts:
            if other is not first:
                yield from _differing(first, other)


# What is counted -----------------------------------------------------------------------------------------------------


def _stated(subject: Subject) -> Iterator[tuple[TextIn, TypedNumber, _Counted]]:
    """Yield every typed number that stands beside something that the content counts or states."""
    for text in readable(subject):
        typed = [n for n in numbers(text) if n.whole is not None]
        things = list(_things(subject, text)) if typed else []
        for number in typed:
            near = [(at, thing) for thing in things if (at := _beside(text, number, thing)) is not None]
            if near:
                closest = min(at for at, _ in near)
                fitting = [thing for at, thing in near if at == closest]
                fitting.sort(key=lambda thing: (number.whole not in thing.values, not thing.sure))
                yield text, number, fitting[0]


def _beside(text: TextIn, number: TypedNumber, thing: _Counted) -> int | None:
    """Return how far behind a number a thing's noun stands; None if the number doesn't count it."""
    words = words_of(text.language)
    if number.ordinal != thing.ordinal or (number.in_words and number.whole == 1):
        return None
    before, after = text.words[: number.start], text.words[number.end :]
    if re.search(r"\d\s*[–-]\s*$", before) or re.match(r"\s*(?:%|[–-]\s*\d)", after):
        return None
    if not thing.rough and not thing.ordinal:
        rough = words.rough_before and re.search(rf"(?<!\w)(?:{words.rough_before})\s+$", before, re.IGNORECASE)
        if rough or (words.rough_after and re.match(words.rough_after, after)):
            return None
    reach = _STOPS.split(re.sub(r"\^\[.*?\]|\([^)]*\)", lambda m: " " * len(m[0]), after, flags=re.DOTALL), maxsplit=1)[
        0
    ]
    noun = matcher(thing.noun).search(re.sub(r"(?<=.)-", " ", re.sub(r"^-", " ", reach)))
    if noun is None:
        return None
    between = reach[: noun.start()].replace("-", " ").split()
    linking = get_language(text.language).binding.uncounted
    if len(between) > _FARTHEST or any(word.lower() in linking for word in between):
        return None
    if thing.beside:
        first, last = sentence(text.words, number.start)
        around = f"{_tail(before)} {_head(after)}" if not thing.anywhere else text.words[first:last]
        if not matcher(thing.beside).search(around):
            return None
    return len(between)


def _tail(before: str, words: int = 5) -> str:
    return " ".join(re.split(r"[.!?;]\s", before)[-1].split()[-words:])


def _head(after: str, words: int = 5) -> str:
    return " ".join(re.split(r"[.!?;]\s", after)[0].replace("-", " ").split()[:words])


def _things(subject: Subject, text: TextIn) -> Iterator[_Counted]:
    words = words_of(text.language)
    own = next((owner for _, owner in subject.owners(text.path)), None)
    event = event_of(subject, text.path)
    yield from _bodies(subject, text, own)
    yield from _figures(subject, text)
    if event is not None:
        yield from _of_event(event, text)
    terms = tuple(sorted(set(_term_years(subject, text.path, event))))
    if terms and words.of_term:
        yield _Counted("the term has years", words.years, terms, True, words.of_term)
        yield _Counted("the term has years", words.years, terms, False, words.of_term, anywhere=True)
    programmes = tuple(sorted(set(_programme_years(subject, own))))
    if programmes and words.of_programme:
        yield _Counted("the programme has years", words.years, programmes, True, words.of_programme)
    bodies = [own] if isinstance(own, Body) else [body for _, body in subject.entities(Body)]
    meets = tuple(sorted({body.meets_every_years for body in bodies if body.meets_every_years}))
    if meets and words.of_meetings:
        yield _Counted("the years between two meetings are", words.years, meets, True, words.of_meetings)
    if isinstance(own, Membership) and own.votes is not None and "votes" in words.counted:
        yield _Counted("the votes of the membership are", words.counted["votes"], (own.votes,), True)
    for _, association in subject.entities(Association):
        if association.goals and text.path.startswith("association.goals") and "goals" in words.counted:
            yield _Counted("the goals listed are", words.counted["goals"], (len(association.goals.items),), True)


def _bodies(subject: Subject, text: TextIn, own: object) -> Iterator[_Counted]:
    """Yield the bodies that have others under them, by the noun in their name."""
    for _, body in subject.entities(Body):
        number = sum(other.parent == body.id for _, other in subject.entities(Body))
        name = _name(body.name, text)
        if number and name:
            what = f"the content lists of “{name}”"
            yield _Counted(what, _noun(name, text.language), (number,), own == body, some=own != body)


def _figures(subject: Subject, text: TextIn) -> Iterator[_Counted]:
    words = words_of(text.language)
    for _, stat in subject.entities(Stat):
        label = _name(stat.label, text)
        if not label:
            continue
        noun = next((p for p in words.counted.values() if matcher(p).search(label)), None)
        thing = noun or _noun(label, text.language)
        # Elsewhere the same noun may count others: six countries at a seminar.
        sure = _is_of_association(text)
        if sure or stat.value >= _CHANCE:
            values = (stat.value,)
            yield _Counted(f"the figure “{label}” is", thing, values, sure, rough=stat.qualifier != "exact", some=True)


def _of_event(event: Event, text: TextIn) -> Iterator[_Counted]:
    words = words_of(text.language)
    came = event.participants
    figures: list[tuple[str, list[Number | None]]] = [
        ("people", [came.people if came else None, event.participants_expected]),
        ("organisations", [came.organisations if came else None]),
    ]
    for name, stated in figures:
        known = [figure for figure in stated if figure is not None]
        if known and name in words.counted:
            rough = any(figure.qualifier != "exact" for figure in known)
            values = tuple(sorted({figure.value for figure in known}))
            yield _Counted(f"the event has {name}", words.counted[name], values, True, rough=rough, some=True)
    if came and came.countries and "countries" in words.counted:
        yield _Counted("the event lists countries", words.counted["countries"], (len(came.countries),), True, some=True)
    name = _name(event.name, text) if event.name else ""
    nouns = re.findall(r"[^\W\d_]{4,}", name)
    if event.number and nouns:
        language = get_language(text.language)
        pattern = "|".join(language.inflected(word) for word in nouns)
        yield _Counted("the event has the number", pattern, (event.number,), True, ordinal=True)


def _term_years(subject: Subject, path: str, event: Event | None) -> Iterator[int]:
    owners = [owner for _, owner in subject.owners(path)]
    events = [event] if event else []
    events += [other for _, other in subject.entities(Event) if event and other.parent == event.id]
    for holder in (*owners, *events, *(item for other in events for item in other.agenda)):
        years = getattr(holder, "term_years", None)
        if isinstance(years, int):
            yield years
    persons = {person for owner in owners if isinstance(owner, HistoryEntry) for person in owner.persons}
    for _, term in subject.entities(Term):
        if term.years and term.person in persons:
            yield term.years


def _programme_years(subject: Subject, own: object) -> Iterator[int]:
    programmes = [own] if isinstance(own, Programme) else [programme for _, programme in subject.entities(Programme)]
    for programme in programmes:
        if programme.years:
            yield programme.years
        elif programme.period.start and programme.period.end:
            yield programme.period.end.year - programme.period.start.year + 1


def _is_of_association(text: TextIn) -> bool:
    return text.path.startswith("association.")


def _name(name: object, text: TextIn) -> str:
    return str(getattr(name, "root", {}).get(text.key, "")).strip()


def _noun(name: str, language: str) -> str:
    """Return the pattern of the noun in a name, with what describes it left free: commission(s)."""
    known = get_language(language)
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", name)
    if known.words.head_first:
        return known.inflected(words[0]) if words else "(?!)"
    linked = next((at for at, word in enumerate(words) if at and word.lower() in known.binding.uncounted), len(words))
    return known.inflected(words[linked - 1]) if words else "(?!)"


def _typed(text: TextIn, number: TypedNumber) -> str:
    return text.raw[number.start : number.end]


def _listed(values: Iterable[int]) -> str:
    return " or ".join(map(str, values))


# The languages of one text -------------------------------------------------------------------------------------------


def _differing(first: TextIn, other: TextIn) -> Iterator[Found]:
    """Yield what is typed in one of two languages only; number words count where they explain a difference."""
    pair = (first, other)
    typed = [_dates_typed(text) for text in pair]
    digits = [_digits_typed(text) for text in pair]
    spoken = [[n for n in numbers(text) if n.in_words and n.whole is not None] for text in pair]
    printed = [Counter(re.sub(r"\s*\|.*", "", expression) for _, expression in text.expressions) for text in pair]
    for here, there in ((0, 1), (1, 0)):
        text, opposite = pair[here], pair[there]
        has_more = bool(printed[there] - printed[here])  # what is typed here may be printed there
        if has_more:
            continue
        said = [n.value for n in spoken[there]] + list(map(str, _romans(opposite)))
        of_dates = {span: value for value, span in reversed(list(_missing(typed[here], typed[there])))}
        for (start, end), value in of_dates.items():
            yield _only_here(text, opposite, start, end, value)
        for value, (start, end) in _missing(digits[here], digits[there]):
            if value in said:
                said.remove(value)
            else:
                yield _only_here(text, opposite, start, end, value)
    # A number word is wrong only against another one: "both" and "between the two" are said in many ways.
    left = []
    for here, there in ((0, 1), (1, 0)):
        known = Counter([n.value for n in spoken[there]] + [value for value, _ in digits[there]])
        unmatched = []
        for number in spoken[here]:
            if known[number.value] > 0:
                known[number.value] -= 1
            elif (number.whole or 0) > 2 and not number.ordinal:
                unmatched.append(number)
        left.append(unmatched)
    for one, another in zip(*left, strict=False):
        message = f"“{_typed(first, one)}” here, “{_typed(other, another)}” in {other.key!r}"
        hint = "correct the one that is wrong"
        yield Found(first.path, message, hint, first.key, one.start, one.end - one.start)
        message = f"“{_typed(other, another)}” here, “{_typed(first, one)}” in {first.key!r}"
        yield Found(other.path, message, hint, other.key, another.start, another.end - another.start)


Typed = list[tuple[str, tuple[int, int]]]


def _dates_typed(text: TextIn) -> Typed:
    found: Typed = []
    for date in dates(text):
        parts = [("year", date.year), ("month", date.month), ("day", date.day), ("last day", date.last)]
        found += [(f"{name} {value}", (date.start, date.end)) for name, value in parts if value]
    return found


def _digits_typed(text: TextIn) -> Typed:
    times = list(clock_times(text.words))
    found: Typed = [(time, (start, end)) for start, end, time in times]
    for number in numbers(text):
        if not number.in_words and not any(start <= number.start < end for start, end, _ in times):
            found.append((number.value, (number.start, number.end)))
    return found


def _missing(here: Typed, there: Typed) -> Iterator[tuple[str, tuple[int, int]]]:
    left = Counter(value for value, _ in there)
    for value, span in here:
        if left[value] > 0:
            left[value] -= 1
        else:
            yield value, span


def _only_here(text: TextIn, opposite: TextIn, start: int, end: int, value: str) -> Found:
    message = f"“{text.raw[start:end]}” stands here, but not in {opposite.key!r}"
    message += f" (the {value})" if " " in value else ""
    hint = "write the same number in every language, or print it with {{ }}"
    return Found(text.path, message, hint, text.key, start, end - start)


def _romans(text: TextIn) -> Iterator[int]:
    for match in re.finditer(r"(?<!\w)[IVXLC]+(?!\w)", text.words):
        values = [_ROMAN[letter] for letter in match[0]]
        yield sum(-a if b > a else a for a, b in zip(values, [*values[1:], 0], strict=True))
