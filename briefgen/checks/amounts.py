"""The numbers of a text, typed and printed, as sentences in which patterns of a language find them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from briefgen.checks.likely import Matcher, needed
from briefgen.checks.printing import printed_value
from briefgen.checks.scan import TypedNumber, clock_times, numbers, readable, sentence
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.language import said
from briefgen.language.base import MOST_DIGITS
from briefgen.language.words import MASK

_NUMBER = r"#(?P<{name}>\d+(?:\.\d+)?)#"
_PIECES = re.compile(rf"(\s+)|[^\s{MASK}]+")
_ENDING = re.compile(r"(?:იდან|დან|ამდე|მდე|ით|თი)$")  # what a number word has, and digits have behind a hyphen
_BEHIND = 45  # characters behind a number that may say what it counts


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of a text: where it stands, and its value."""

    start: int
    end: int
    value: float
    printed: str = ""  # the expression


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its amounts as #7#, spaces as one, and where each piece of it stands in the text."""

    words: str
    places: tuple[int, ...]  # of each character
    amounts: tuple[Amount, ...]
    start: int
    end: int

    def at(self, offset: int) -> Amount | None:
        """Return the amount that is written at a place of `words`."""
        place = self.places[offset]
        return next((amount for amount in self.amounts if amount.start <= place < amount.end), None)

    def span(self, found: re.Match[str]) -> tuple[int, int]:
        """Return where in the text stands what a pattern has found."""
        last = self.places[found.end() - 1]
        amount = self.at(found.end() - 1)
        return self.places[found.start()], amount.end if amount else last + 1


def amounts(subject: Subject, text: TextIn) -> list[Amount]:
    """Return the numbers that a text types or prints, in its order; no ordinals, dates and times."""
    times = sorted((start, end) for start, end, _ in clock_times(text.words))
    found = []
    for number in numbers(text):
        typed = float(number.value)
        before = bisect_right(times, (number.start, len(text.words)))
        in_time = before > 0 and number.start < times[before - 1][1]
        if not (number.ordinal or in_time) and typed < 10**MOST_DIGITS:
            found.append(Amount(number.start, number.end, typed))
    for start, expression in text.expressions:
        value = printed_value(subject, text, expression)
        if isinstance(value, int) and "ordinal" not in expression:
            found.append(Amount(start, text.raw.index("}}", start) + 2, float(value), expression))
    return sorted(found, key=lambda amount: amount.start)


def told_sentences(subject: Subject, least: int = 1) -> Iterator[tuple[TextIn, Sentence]]:
    """Yield the sentences that have at least so many amounts, each with its text."""
    for text in readable(subject):
        if text.is_name:
            continue
        found = amounts(subject, text)
        if len(found) < least:
            continue
        seen = set()
        starts = [amount.start for amount in found]
        for amount in found:
            start, end = sentence(text.words, amount.start)
            if start not in seen:
                seen.add(start)
                inside = tuple(found[bisect_left(starts, start) : bisect_left(starts, end)])
                if len(inside) >= least:
                    yield text, _told(text, start, max(end, inside[-1].end), inside)


def sentence_at(subject: Subject, text: TextIn, at: int) -> Sentence:
    """Return the sentence around a place, whether it has amounts or not."""
    start, end = sentence(text.words, at)
    inside = tuple(one for one in amounts(subject, text) if start <= one.start < end)
    return _told(text, start, max(end, inside[-1].end if inside else end), inside)


def _told(text: TextIn, start: int, end: int, inside: tuple[Amount, ...]) -> Sentence:
    words: list[str] = []
    places: list[int] = []
    at = start
    for amount in (*inside, Amount(end, end, 0)):
        for piece in _PIECES.finditer(text.words, at, max(at, amount.start)):
            words.append(piece[0] if piece[1] is None else " ")
            places += range(*piece.span()) if piece[1] is None else (piece.start(),)
        if amount.start < end:
            written = f"#{amount.value:g}#" if amount.value < 1e6 else f"#{int(amount.value)}#"
            if (ending := _ENDING.search(text.raw[amount.start : amount.end])) and not amount.printed:
                written += f"-{ending[0]}"
            words.append(written)
            places += [amount.start] * len(written)
        at = max(at, amount.end)
    return Sentence("".join(words), tuple(places), inside, start, end)


def before_words(text: TextIn, number: TypedNumber) -> str:
    """Return a whole number as it stands in turns of phrase, and the words behind it: “#90# years ago”."""
    behind = text.words[number.end : number.end + _BEHIND]
    return f"#{number.whole}#{' ' if behind[:1].isspace() else ''}{' '.join(behind.split())}"


@cache
def turn(code: str, name: str, table: str = "sums") -> Matcher:
    """Return a turn of phrase of a language with {A} {B} {C} for numbers, as groups a, b and c."""
    return compiled(said.pattern(code, table, name))


@cache
def compiled(pattern: str) -> Matcher:
    """Return a pattern with {A} {B} {C} for numbers as one of whole words."""
    for name in "ABC":
        first, *more = pattern.split(f"{{{name}}}")
        numbered = [_NUMBER.format(name=f"{name.lower()}{number or ''}") for number in range(len(more))]
        pattern = first + "".join(number + rest for number, rest in zip(numbered, more, strict=True))
    return Matcher(rf"(?<![^\W\d])(?<!-)(?:{pattern})(?![^\W\d])", needed(pattern, whole_words=False))


def values(code: str, name: str, table: str = "sums") -> Mapping[Matcher, float]:
    """Return patterns of a language that stand for a value, and these."""
    return {compiled(pattern): float(value) for pattern, value in said.table(code, table).get(name, {}).items()}
