"""Which of its kind a meeting is, told in Roman numerals, or typed where the content knows another number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.checks.about import event_of, in_words, is_earlier, noun_of
from briefgen.checks.amounts import turn
from briefgen.checks.likely import matcher
from briefgen.checks.meant import LOW, called_by
from briefgen.checks.rules import Found
from briefgen.checks.said import bodies_said
from briefgen.checks.scan import TypedNumber, announces, dates, numbers, sentence, with_notes, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.events import Event
from briefgen.language import said
from briefgen.problems.notes import Told

_ROMAN = re.compile(r"(?<![\w.-])(?=[IVXLC]{2})(C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))(?!\w|\.\w)")
_WORTH = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_NEAR = 60  # characters between a number and what it is the number of


def roman_otherwise(subject: Subject) -> Iterator[Found]:
    """Yield «Session XXXVIII» in a text on the 37th one."""
    for text, held, noun in on_numbered(subject):
        for found in _ROMAN.finditer(text.words):
            start, end = sentence(text.words, found.start())
            about = re.search(rf"(?<!\w)(?:{noun})", text.words[start:end], re.IGNORECASE)
            another = matcher(words_of(text.language).of_another).search(text.words, start, end)
            if about and not another and roman(found[0]) != held.number:
                yield _found(text, found.start(), found.end(), held.number or 0)


def on_numbered(subject: Subject) -> Iterator[tuple[TextIn, Event, str]]:
    """Yield the texts and notes on events of which many were, each with its event and a pattern for such a one."""
    for text in with_notes(subject):
        held = None if text.is_name or is_earlier(text.path) else event_of(subject, text.path)
        if held is not None and held.number and held.number > LOW:
            yield text, held, noun_of(subject, text.language, held) or said.NOTHING


def roman(numeral: str) -> int:
    """Return the value of a Roman numeral."""
    values = [_WORTH[letter] for letter in numeral]
    return sum(-one if one < other else one for one, other in zip(values, [*values[1:], 0], strict=True))


def numbered_unlike(subject: Subject) -> Iterator[Found]:
    """Yield «at the twelfth Forum» of the only one that has a number, and that is the eleventh; no other has a day."""
    for text in with_notes(subject):
        ordinals = [] if text.is_name or is_earlier(text.path) else numbers(text)
        for one in ordinals:
            if one.ordinal and one.whole and one.whole > LOW:
                held = _only_one(subject, text, one)
                if held and held.number and abs(held.number - one.whole) in (1, 9, 10):
                    yield _found(text, one.start, one.end, held.number)


def _only_one(subject: Subject, text: TextIn, ordinal: TypedNumber) -> Event | None:
    """Return the only numbered event of its kind and body that a number may be of; None of one that has a day."""
    start, end = sentence(text.words, ordinal.start)
    told = text.words[start:end]
    own = event_of(subject, text.path)
    if any(start <= one.start < end for one in dates(text)) or announces(text.language, told):
        return None
    apart = matcher(words_of(text.language).of_another), turn(text.language, "another_one", "dates")
    if any(pattern.search(told) for pattern in apart):
        return None
    bodies = bodies_said(subject, text, start, end)
    behind = text.words[ordinal.end : min(end, ordinal.end + _NEAR)]
    for noun, called in subject.once(called_by).get(text.language, {}).items():
        numbered = [held for _, held in called.all if held.number and (not held.body or held.body in bodies)]
        if len(numbered) == 1 and re.search(rf"(?<!\w)(?:{noun})", behind, re.IGNORECASE):
            return None if own and own.id == numbered[0].id and not text.is_note else numbered[0]
    return None


def unlike_sources(subject: Subject) -> Iterator[Found]:
    """Yield events with a lower number than an earlier one has in the title of their source, or the other way round."""
    titles = {title.path.removesuffix(".title"): title for title in subject.titles}
    sources = {id: titles[path] for id, path in subject.content.index["sources"].items() if path in titles}
    for path, held in subject.entities(Event):
        if not held.number or not held.date.start:
            continue
        for title in (sources[id] for id in (*held.sources, *held.contradicted_by) if id in sources):
            noun = noun_of(subject, title.language, held)
            years = {int(year) for year in _YEAR.findall(title.words)}
            theirs = [one.whole for one in numbers(title) if one.ordinal and one.whole]
            named = noun and re.search(rf"(?<!\w)(?:{noun})", title.words, re.IGNORECASE)
            if not named or len(years) != 1 or len(theirs) != 1:
                continue
            year, number = years.pop(), theirs[0]
            own = held.date.start.year
            if (year < own and number >= held.number) or (year > own and number <= held.number):
                words = {"number": held.number, "day": in_words(held.date), "other": number}
                message = Told(
                    "number {number} is of {day}, but number {other} was before: {before}", **words, before=str(year)
                )
                if year > own:
                    message = Told(
                        "number {number} is of {day}, but number {other} came after it: {after}",
                        **words,
                        after=str(year),
                    )
                hint = Told("correct one of the two numbers, or the date")
                yield Found(f"{path}.number", message, hint, severity="warning")
                break


def _found(text: TextIn, start: int, end: int, number: int) -> Found:
    message = Told("“{raw}”, but this is number {number}", raw=text.raw[start:end], number=number)
    hint = Told("correct the number, or one of the dates")
    return Found(text.path, message, hint, text.key, start, end - start, severity="warning")
