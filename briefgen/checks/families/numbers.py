"""Numbers that are typed in texts: beside what the content counts or states, and in the languages of one text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from briefgen.checks.about import in_words
from briefgen.checks.amounts import turn, values
from briefgen.checks.counted import stated
from briefgen.checks.likely import matcher
from briefgen.checks.listed import miscounted
from briefgen.checks.printing import printed_value
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import (
    TypedDate,
    TypedNumber,
    clock_times,
    dates,
    fits,
    numbers,
    readable,
    sentence,
    with_notes,
    words_of,
)
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.dates import Date
from briefgen.language import get_language
from briefgen.language.usage import usage
from briefgen.language.words import MASK
from briefgen.problems.notes import Told, both

_NEAR = 500  # characters on each side in which the sentence of a number ends, at the latest
_YEARS = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_BEHIND = 40  # characters behind a number in which it is said to be a difference
_BESIDE = 20  # characters between a number and its currency: 15 million US dollars
Pair = tuple[TextIn, TextIn]
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def _is_difference(text: TextIn, number: TypedNumber) -> bool:
    """Tell whether a number says by how much something is more, or less, than something else: four years longer."""
    behind = " ".join(text.words[number.end : number.end + _BEHIND].split())
    return bool(turn(text.language, "difference", "counts").match(behind))


@rule("count-differs", "error", "A number that is typed is the one that the content counts or states.")
def count_differs(subject: Subject) -> Iterator[Found]:
    """Find typed numbers that differ from the number of what stands beside them."""
    told: set[tuple[str, str, int]] = set()
    for text, number, thing in (*stated(subject), *stated(subject, notes=True)):
        if number.whole in thing.values or number.whole is None or thing.chance or _is_difference(text, number):
            continue
        if number.ordinal and _is_of_the_next(text, number, thing.values):
            continue
        message = Told("“{number}” is typed, but {says}", number=_typed(text, number), says=thing.says)
        few = thing.some != "never" and number.whole * 2 < min(thing.values)
        if (few and (thing.some == "often" or not thing.sure)) or (text.is_note and number.ordinal):
            continue
        doubtful = few or text.is_note or (number.in_words and number.ordinal)
        yield Found(
            text.path, message, Told("print the number with {{ }}, so that it stays right"), language=text.key,
            offset=number.start, length=number.end - number.start,
            severity="error" if thing.sure and not doubtful else "warning",
        )  # fmt: skip
        told.add((text.path, text.key, number.start))
    for text in with_notes(subject):
        for number, says, sure in miscounted(subject, text) if not text.is_name else ():
            if (text.path, text.key, number.start) not in told:
                told.add((text.path, text.key, number.start))
                message = Told("“{number}” is typed, but {says}", number=_typed(text, number), says=says)
                yield Found(
                    text.path, message, Told("correct the number or the list"), text.key, number.start,
                    number.end - number.start, severity=None if sure and not text.is_note else "warning",
                )  # fmt: skip
    for text, number, opposite, expression, value in _printed_elsewhere(subject):
        if (text.path, text.key, number.start) not in told:
            message = Told(
                "“{number}” is typed; {{{{ {expression} }}}} in {key} prints {value}",
                number=_typed(text, number),
                expression=expression,
                key=repr(opposite.key),
                value=value,
            )
            hint = Told("print it here, too: it then stays right")
            yield Found(text.path, message, hint, text.key, number.start, number.end - number.start)


def _is_of_the_next(text: TextIn, number: TypedNumber, values: Sequence[int]) -> bool:
    """Tell whether a sentence speaks of the one that follows: who hosts the twelfth Forum was known later."""
    another = turn(text.language, "another_one", "dates")
    return (number.whole or 0) - 1 in values and bool(another.search(text.words, *sentence(text.words, number.start)))


@rule("number-typed", "note", "What the content counts or states is printed, not typed.")
def number_typed(subject: Subject) -> Iterator[Found]:
    """Find typed digits that agree today, and won't when the content changes."""
    for text, number, thing in stated(subject):
        plain = text.is_name  # which can't print anything
        if number.whole in thing.values and not number.in_words and not plain:
            message = Told("“{number}” is typed by hand; {says}", number=_typed(text, number), says=thing.says)
            hint = Told("print it with {{ }}: it then changes with the content")
            yield Found(text.path, message, hint, text.key, number.start, number.end - number.start)


@rule("number-in-digits", "warning", "Small numbers in running text are words where the language's style has words.")
def number_in_digits(subject: Subject) -> Iterator[Found]:
    """Find typed digits that would be a word, had they been printed there; what should be printed is told already."""
    to_print = {(text.path, text.key, number.start) for text, number, _ in stated(subject)}
    for text in readable(subject):
        if text.is_name:  # a title or a label, no running text
            continue
        language = get_language(text.language)
        for number in numbers(text) if not language.in_words else ():  # rules that are data are not sure enough
            typed = _typed(text, number)
            if number.in_words or number.ordinal or number.value != typed or len(typed) != 1:
                continue
            if (text.path, text.key, number.start) in to_print:
                continue
            said = {language.number_in_text(int(typed), *around) for around in _around(text, number)}
            if typed not in said:
                message = Told(
                    "“{typed}” is in digits; numbers from one to nine are words in running text", typed=typed
                )
                word = min(said, key=len)
                hint = Told("write {said}, or print the number with {{{{ }}}}", said=word)
                at, end = number.start, number.end
                yield Found(text.path, message, hint, text.key, at, end - at, fix=(word,))


def _around(text: TextIn, number: TypedNumber) -> Iterator[tuple[str, str]]:
    """Yield what stands before and after a number; what is printed there may be words, or a number above nine."""
    words = text.once(_with_holes)
    sides = words[max(0, number.start - _NEAR) : number.start], words[number.end : number.end + _NEAR]
    for printed in ("x", "12") if text.expressions else ("x",):
        before, after = (re.sub("\0+", printed, side).replace(MASK, "x") for side in sides)
        yield before, after


def _with_holes(text: TextIn) -> str:
    """Return the words of a text with holes where something is printed."""
    words = text.words
    for start, _ in text.expressions:
        end = text.raw.index("}}", start) + 2
        words = words[:start] + "\0" * (end - start) + words[end:]
    return words


@rule("digits-differ", "error", "The numbers in one text are the same in every language.")
def digits_differ(subject: Subject) -> Iterator[Found]:
    """Find numbers and dates that are typed in one language of a text and not in another."""
    for first, other in typed_pairs(subject):
        yield from _differing(subject, first, other)


def _printed_elsewhere(subject: Subject) -> Iterator[tuple[TextIn, TypedNumber, TextIn, str, int]]:
    """Yield typed numbers in the place of one that the text prints in another language, and what it prints there."""
    for first, other in typed_pairs(subject):
        for text, opposite in ((first, other), (other, first)):
            printed = {
                expression: value
                for expression in opposite.printed.keys() - text.printed.keys()
                if isinstance(value := printed_value(subject, opposite, expression), int)
            }
            if not printed:
                continue
            said = Counter(number.value for number in numbers(opposite))
            typed = []
            for number in numbers(text):
                if said[number.value] > 0:
                    said[number.value] -= 1
                elif number.whole in printed.values():
                    del printed[next(expression for expression, value in printed.items() if value == number.whole)]
                elif number.whole is not None and not (number.in_words and number.whole < 3):
                    typed.append(number)
            for number, (expression, value) in zip(typed, sorted(printed.items()), strict=False):
                yield text, number, opposite, expression, value


def typed_pairs(subject: Subject) -> Iterator[tuple[TextIn, TextIn]]:
    """Yield each text in the main language, or in the first that it has, with it in each other language."""
    by_path: dict[str, list[TextIn]] = {}
    for text in readable(subject):
        if not text.is_empty:
            by_path.setdefault(text.path, []).append(text)
    for texts in by_path.values():
        first = min(texts, key=lambda text: subject.languages.index(text.key))
        yield from ((first, other) for other in texts if other is not first)


# The languages of one text -------------------------------------------------------------------------------------------


def _differing(subject: Subject, first: TextIn, other: TextIn) -> Iterator[Found]:
    """Yield what is typed in one of two languages only; number words count where they explain a difference."""
    pair = (first, other)
    digits = [_digits_typed(text) for text in pair]
    for here, there in ((0, 1), (1, 0)):
        if not words_of(pair[there].language).scales:
            digits[here] = _unscaled(pair[here], digits[here], digits[there])
    spoken = [[n for n in numbers(text) if n.in_words and n.whole is not None] for text in pair]
    yield from _signs_differing(subject, pair, digits, spoken)
    yield from _words_differing(pair, digits, spoken)
    yield from _currencies_differing(first, other)
    yield from _how_often_differing(first, other)


def _how_often_differing(first: TextIn, other: TextIn) -> Iterator[Found]:
    """Yield «ten times» that is twenty times in the other language, where nothing else is told there to be so often."""
    here, there = first.once(_how_often), other.once(_how_often)
    left = [
        [span for value, span in one if value not in {value for value, _ in another}]
        for one, another in ((here, there), (there, here))
    ]
    if [len(side) for side in left] == [1, 1]:
        ((begin, last),), ((at, stop),) = left
        message = Told(
            "“{another}” here, “{one}” in {key}",
            another=other.raw[at:stop],
            one=first.raw[begin:last],
            key=repr(first.key),
        )
        yield Found(
            other.path, message, Told("correct the one that is wrong"), other.key, at, stop - at, severity="warning"
        )


def _how_often(text: TextIn) -> list[tuple[float, tuple[int, int]]]:
    """Return how often something was, as words of a text say it: once, twice, ten times."""
    return [
        (value, found.span())
        for pattern, value in values(text.language, "so_often", "counts").items()
        for found in pattern.finditer(text.words)
    ]


def _currencies_differing(first: TextIn, other: TextIn) -> Iterator[Found]:
    """Yield amounts that are of one currency here and of another there; each is named in both, or nothing is told."""
    here, there = first.once(_currencies), other.once(_currencies)
    ours, theirs = ([code for code in one if code not in another] for one, another in ((here, there), (there, here)))
    for code, opposite in zip(ours, theirs, strict=False):
        (start, end), (at, stop) = here[code], there[opposite]
        message = Told(
            "“{another}” here, “{one}” in {key}",
            another=other.raw[at:stop],
            one=first.raw[start:end],
            key=repr(first.key),
        )
        yield Found(other.path, message, Told("correct the one that is wrong"), other.key, at, stop - at)


def _currencies(text: TextIn) -> dict[str, tuple[int, int]]:
    """Return the currencies that stand close behind or before a number, and where each stands first."""
    places = {
        code: found.span()
        for code, pattern in words_of(text.language).currencies.items()
        if (found := matcher(pattern).search(text.words))
    }
    amounts = [(number.start, number.end) for number in numbers(text)] if places else []
    return {
        code: (start, end)
        for code, (start, end) in places.items()
        if any(0 <= start - after <= _BESIDE or 0 <= before - end <= 1 for before, after in amounts)
    }


def _signs_differing(
    subject: Subject, pair: Pair, digits: list[Typed], spoken: list[list[TypedNumber]]
) -> Iterator[Found]:
    """Yield dates and numbers in digits that stand on one side only."""
    typed = [_dates_typed(text) for text in pair]
    printed = [Counter(re.sub(r"\s*\|.*", "", expression) for _, expression in text.expressions) for text in pair]
    for here, there in ((0, 1), (1, 0)):
        text, opposite = pair[here], pair[there]
        # What is typed here may be printed there; a number has count-differs for that.
        if more := printed[there] - printed[here]:
            values = [printed_value(subject, opposite, expression) for expression in more]
            if days := [value for value in values if isinstance(value, Date)]:
                yield from _other_dates(text, opposite, days)
            continue
        if typed[here] != typed[there] and not all(words_of(each.language).dates for each in pair):
            continue  # a date here, numbers there
        said = [n.value for n in spoken[there]] + list(map(str, _romans(opposite))) + _worth(opposite)
        # A year that no word shows to be one is a number there: compared with 2017.
        plain = Counter(value for value, _ in _missing(digits[there], digits[here]))
        only_dates = [
            (value, span)
            for value, span in _missing(typed[here], typed[there])
            if not _taken(plain, text.raw[slice(*span)], value)
        ]
        of_dates = {span: value for value, span in reversed(only_dates)}
        for (start, end), value in of_dates.items():
            yield _only_here(text, opposite, start, end, value)
        unmatched = {span for _, span in _missing(typed[there], typed[here])}
        years = Counter(year for span in unmatched for year in _YEARS.findall(opposite.raw[slice(*span)]))
        missing = [*_missing(digits[here], digits[there])]
        # Of a language without words for numbers nobody knows which words stand there in the place of one.
        unspoken = not words_of(opposite.language).numbers and len(missing) > len(
            [*_missing(digits[there], digits[here])]
        )
        for value, (start, end) in missing:
            if unspoken and _may_be_words(value):
                continue
            if years[value] > 0:
                years[value] -= 1
            elif value in said:
                said.remove(value)
            else:
                yield _only_here(text, opposite, start, end, value)


def _worth(text: TextIn) -> list[str]:
    """Return the numbers that words of a text stand for: a dozen; half of them, where the other language has 50 %."""
    return [
        f"{value * scale:g}"
        for name, scale in (("worth", 1), ("shares", 100))
        for pattern, value in values(text.language, name).items()
        for _ in pattern.finditer(text.words)
    ]


def _taken(plain: Counter[str], raw: str, value: str) -> bool:
    """Tell whether a date that is only a year stands as a plain number in the other text; each once."""
    years = _YEARS.findall(raw)
    if len(years) != 1 or years[0] not in value or plain[years[0]] <= 0:
        return False
    plain[years[0]] -= 1
    return True


def _words_differing(pair: Pair, digits: list[Typed], spoken: list[list[TypedNumber]]) -> Iterator[Found]:
    """Yield number words that stand against another one: "both" and "between the two" are said in many ways."""
    first, other = pair
    left: list[list[TypedNumber]] = []
    ordinals: list[list[TypedNumber]] = []
    for here, there in ((0, 1), (1, 0)):
        known = Counter([n.value for n in spoken[there]] + [value for value, _ in digits[there]])
        unmatched, in_order = [], []
        for number in spoken[here]:
            if known[number.value] > 0:
                known[number.value] -= 1
            elif (number.whole or 0) > 1 and not number.ordinal:
                unmatched.append(number)
            elif number.ordinal:
                in_order.append(number)
        left.append(unmatched)
        ordinals.append(in_order)
    # “Both” and “the two” are said without a number.
    if not all(any((n.whole or 0) > 2 for n in side) for side in left) and [len(side) for side in left] != [1, 1]:
        left = [[n for n in side if (n.whole or 0) > 2] for side in left]
    yield from _vague_there(pair, left)
    for one, another in zip(*left, strict=False):
        message = Told(
            "“{one}” here, “{another}” in {key}",
            one=_typed(first, one),
            another=_typed(other, another),
            key=repr(other.key),
        )
        hint = Told("correct the one that is wrong")
        yield Found(first.path, message, hint, first.key, one.start, one.end - one.start)
        message = Told(
            "“{another}” here, “{one}” in {key}",
            another=_typed(other, another),
            one=_typed(first, one),
            key=repr(first.key),
        )
        yield Found(other.path, message, hint, other.key, another.start, another.end - another.start)
    # First, second: only where each language has one, for “first of all” has many words.
    if [len(found) for found in ordinals] == [1, 1]:
        one, another = ordinals[0][0], ordinals[1][0]
        message = Told(
            "“{another}” here, “{one}” in {key}",
            another=_typed(other, another),
            one=_typed(first, one),
            key=repr(first.key),
        )
        yield Found(
            other.path, message, Told("correct the one that is wrong"), other.key, another.start,
            another.end - another.start, severity="warning",
        )  # fmt: skip


def _vague_there(pair: Pair, left: list[list[TypedNumber]]) -> Iterator[Found]:
    """Yield a number in words in whose place the other language has only “several”."""
    for here, there in ((0, 1), (1, 0)):
        text, opposite = pair[here], pair[there]
        if len(left[here]) != 1 or left[there] or (left[here][0].whole or 0) < 3:
            continue
        if _vague(text) or not (vague := _vague(opposite)):
            continue
        message = Told(
            "“{one}” here, “{another}” in {key}",
            one=opposite.raw[vague.start() : vague.end()],
            another=_typed(text, left[here][0]),
            key=repr(text.key),
        )
        at, length = vague.start(), len(vague[0])
        yield Found(
            opposite.path, message, Told("correct the one that is wrong"), opposite.key, at, length, severity="warning"
        )


def _vague(text: TextIn) -> re.Match[str] | None:
    return matcher(usage(text.language).patterns.get("vague", "")).search(text.words)


def _other_dates(text: TextIn, opposite: TextIn, printed: list[Date]) -> Iterator[Found]:
    """Yield typed dates of which the other language types no part, and none of those that it prints is."""
    there = {value for value, _ in _dates_typed(opposite)}
    for typed in dates(text):
        parts = _parts(typed)
        if parts and not there.issuperset(parts) and not any(fits(typed, date) for date in printed):
            value = Told("{value}; it prints {printed}", value=parts[0], printed=both(map(in_words, printed)))
            yield _only_here(text, opposite, typed.start, typed.end, value)


def _typed(text: TextIn, number: TypedNumber) -> str:
    return text.raw[number.start : number.end]


_IN_WORDS = 2  # digits of a number that words may say, but for zeros at its end
Typed = list[tuple[str, tuple[int, int]]]


def _dates_typed(text: TextIn) -> Typed:
    found: Typed = []
    for date in dates(text):
        found += [(part, (date.start, date.end)) for part in _parts(date)]
    return found


def _parts(date: TypedDate) -> list[str]:
    parts = [
        *(Told("year {number}", number=year) for year in (date.year, date.until) if year is not None),
        *(Told("month {number}", number=month) for month in (date.month,) if month is not None),
        *(Told("day {number}", number=day) for day in (date.day,) if day is not None),
        *(Told("last day {number}", number=day) for day in (date.last,) if day is not None),
        *(Told("decade {number}", number=decade) for decade in date.decades if decade is not None),
    ]
    return list(parts)


def _digits_typed(text: TextIn) -> Typed:
    times = sorted(clock_times(text.words))
    found: Typed = [(time, (start, end)) for start, end, time in times]
    for number in numbers(text):
        before = bisect_right(times, (number.start, len(text.words) + 1, ""))
        if not number.in_words and not (before and number.start < times[before - 1][1]):
            found.append((number.value, (number.start, number.end)))
    return found


def _unscaled(text: TextIn, here: Typed, there: Typed) -> Typed:
    """Return what is typed, without the million behind a number where the other text has that number without one."""
    plain = {(number.start, number.end): number.unscaled for number in numbers(text) if number.unscaled}
    values = {value for value, _ in there}
    return [
        (plain[span], span) if value not in values and plain.get(span) in values else (value, span)
        for value, span in here
    ]


def _may_be_words(value: str) -> bool:
    """Tell whether people write a number in words: thirty, two thousand; not 1340."""
    return value.isdigit() and len(value.rstrip("0")) <= _IN_WORDS


def _missing(here: Typed, there: Typed) -> Iterator[tuple[str, tuple[int, int]]]:
    left = Counter(value for value, _ in there)
    for value, span in here:
        if left[value] > 0:
            left[value] -= 1
        else:
            yield value, span


def _only_here(text: TextIn, opposite: TextIn, start: int, end: int, value: str) -> Found:
    about = {"raw": text.raw[start:end], "key": repr(opposite.key), "value": value}
    message = (
        Told("“{raw}” stands here, but not in {key} (the {value})", **about)
        if " " in value
        else Told("“{raw}” stands here, but not in {key}", **about)
    )
    hint = Told("write the same number in every language, or print it with {{ }}")
    return Found(text.path, message, hint, text.key, start, end - start)


def _romans(text: TextIn) -> Iterator[int]:
    for match in re.finditer(r"(?<!\w)[IVXLC]+(?!\w)", text.words):
        values = [_ROMAN[letter] for letter in match[0]]
        yield sum(-a if b > a else a for a, b in zip(values, [*values[1:], 0], strict=True))
