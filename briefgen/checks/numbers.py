"""Numbers that are typed in texts: beside what the content counts or states, and in the languages of one text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from briefgen.checks.counted import stated
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import TypedNumber, clock_times, dates, numbers, readable
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.base import Name

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@rule("count-differs", "error", "A number that is typed is the one that the content counts or states.")
def count_differs(subject: Subject) -> Iterator[Found]:
    """Find typed numbers that differ from the number of what stands beside them."""
    for text, number, thing in stated(subject):
        if number.whole in thing.values or number.whole is None or thing.chance:
            continue
        message = f"“{_typed(text, number)}” is typed, but {thing.says}"
        few = thing.some != "never" and number.whole * 2 < min(thing.values)
        if few and (thing.some == "often" or not thing.sure):
            continue
        yield Found(
            text.path, message, "print the number with {{ }}, so that it stays right", language=text.key,
            offset=number.start, length=number.end - number.start,
            severity="error" if thing.sure and not few else "warning",
        )  # fmt: skip


@rule("number-typed", "warning", "What the content counts or states is printed, not typed.")
def number_typed(subject: Subject) -> Iterator[Found]:
    """Find typed digits that agree today, and won't when the content changes."""
    for text, number, thing in stated(subject):
        plain = isinstance(subject.content.items[text.path].value, Name)  # which can't print anything
        if number.whole in thing.values and not number.in_words and not plain:
            message = f"“{_typed(text, number)}” is typed by hand; {thing.says}"
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


def _typed(text: TextIn, number: TypedNumber) -> str:
    return text.raw[number.start : number.end]


Typed = list[tuple[str, tuple[int, int]]]


def _dates_typed(text: TextIn) -> Typed:
    found: Typed = []
    for date in dates(text):
        parts = [("year", date.year), ("year", date.until), ("month", date.month), ("day", date.day)]
        parts += [("last day", date.last), *(("decade", decade) for decade in date.decades)]
        found += [(f"{name} {value}", (date.start, date.end)) for name, value in parts if value is not None]
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
