"""What stands in a text: the dates and numbers that were typed in it, its sentences, its words."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Protocol, TypeVar

from briefgen.checks.likely import Matcher, PlainWords, matcher, needed
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.dates import Date
from briefgen.language import Language, available, get_language
from briefgen.language.words import MASK, Words

_PARTS = {
    "{Y}": r"(?P<year>(?:1[89]|20)\d\d)(?!\d)",
    "{Z}": r"(?P<until>(?:1[89]|20)\d\d|(?<=–)\d\d)(?!\d)",  # 2017–19
    "{D}": r"(?P<day>\d{1,2})",
    "{E}": r"(?P<last>\d{1,2})",
    "{T}": r"(?P<decade>(?:(?:1[89]|20)\d|[2-9])0)",
    "{U}": r"(?P<later>(?:(?:1[89]|20)\d|[2-9])0)",
}
# ISO and numerical dates are every language's. A number of a document (№ 2019-10-14) is none.
_COMMON = (
    r"{Y}-(?P<number>\d{2})-{D}(?!\d)",
    r"(?:{D}\s*[–-]\s*)?{E}[./](?P<number>\d{1,2})[./](?:{Y}|(?P<short>\d{2})(?!\d))",
)
_BEGINS = r"(?:(?<![\w.,/-])|(?<=\bmid-)|(?<=\bmi-))"  # mid-October
_ROUND = re.compile(r"\d00-\w+$")  # 2000-მდე
_NUMBERED = re.compile(r"(?:№|#|\bN|\b[Nn]o\.?|\b[Nn]os\.?|n°|\b[A-Z]{2,}[ -]?)\s*$")
_QUOTED = re.compile(r"„[^„“”]*+[“”]|“[^“”]*+”|«[^«»]*+»|\"[^\"\n]*\"|(?<![*\w])\*(?!\*)[^*\n]+\*")
_GROUPS = " \u00a0\u2009\u202f,"  # what may stand between groups of three digits
_DIGITS = re.compile(rf"(?<![\d.,])(?:\d{{1,3}}(?:[{_GROUPS}]\d{{3}})+(?!\d)|\d+[.,]\d+(?!\d|\.\d)|\d+)")
_DIGIT = re.compile(r"\d")
_MOST_DIGITS = 18
_BEFORE = 40  # characters in which what makes a number something else stands before it
_LISTED = re.compile(r"^[ \t]*\d+[.)](?=\s)", re.MULTILINE)
_CLOCK = re.compile(r"\b(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?m\b\.?|\b(\d{1,2}):(\d{2})\b")
_SENTENCE = re.compile(
    r"[.!?…](?=\s+\S|$)(?!(?<=\b[Nn]o\.)\s+\d)(?!(?:(?<=\b[MD][rs]\.)|(?<=\bMrs\.)|(?<=\bProf\.))\s)|\n\s*\n|\n\s*[-*] "
)
_LONGEST_SENTENCE = 1_200  # characters
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class TypedDate:
    """A date typed by hand; what isn't typed is None. `last` and `until` are the last day and year of a range.

    `decades` are the last two digits of each: 90 in the 1990s, and in the 90s.
    """

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    last: int | None = None
    until: int | None = None
    decades: tuple[int, ...] = ()

    @property
    def exists(self) -> bool:
        """Whether the calendar has such a day; in a leap year where no year is typed."""
        days = [day for day in (self.day, self.last) if day is not None]
        return not self.month or all(0 < day <= calendar.monthrange(self.year or 2000, self.month)[1] for day in days)

    def days(self, year: int | None) -> tuple[dt.date, ...]:
        """Return the day, or the first and the last one; in that year where none is typed."""
        year = self.year or year
        if not year or not self.month or not self.day:
            return ()
        try:
            return tuple(dt.date(year, self.month, day) for day in (self.day, self.last) if day)
        except ValueError:
            return ()

    @property
    def date(self) -> Date | None:
        """Return it as a date, of a range its last day; None without a year, and of a day that there isn't."""
        if not self.year:
            return None
        month = f"-{self.month:02}" if self.month else ""
        day = f"-{self.last or self.day:02}" if month and self.day else ""
        try:
            return Date.parse(f"{self.year}{month}{day}")
        except ValueError:
            return None


def fits(typed: TypedDate, date: Date) -> bool:
    """Tell whether what is typed of a date can be a date of the content."""
    points = [point for point in (date.start, date.end) if point is not None]
    return all(
        value is None or any(getattr(point, part) in (value, None) for point in points)
        for part, value in (
            ("year", typed.year), ("year", typed.until), ("month", typed.month), ("day", typed.day), ("day", typed.last)
        )
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A number typed by hand, in digits or in words."""

    start: int
    end: int
    value: str  # without what groups its digits, a point before decimals
    in_words: bool = False
    ordinal: bool = False
    unscaled: str = ""  # of 3.5 million 3.5

    @property
    def whole(self) -> int | None:
        """The value of a whole number; None for a fraction, and for more digits than anything is counted with."""
        return int(self.value) if self.value.isdigit() and len(self.value) <= _MOST_DIGITS else None


def all_words(subject: Subject) -> dict[str, PlainWords]:
    """Return all that is said in each language, to see what is in no text of it."""
    spoken: dict[str, list[str]] = {}
    for _, language, words in subject.spoken:
        spoken.setdefault(language.code, []).append(words)
    for note in subject.notes:
        spoken.setdefault(note.language, []).append(note.words)
    return {code: PlainWords("\n\n".join(words)) for code, words in spoken.items()}


def readable(subject: Subject) -> Iterator[TextIn]:
    """Yield the texts in languages that briefgen has; a title may be in any other."""
    return filter(is_readable, subject.texts)


def with_notes(subject: Subject) -> Iterator[TextIn]:
    """Yield the same, and the notes of the staff."""
    yield from readable(subject)
    yield from subject.notes


def with_titles(subject: Subject) -> Iterator[TextIn]:
    """Yield the same, and the titles of sources."""
    yield from with_notes(subject)
    yield from subject.titles


def is_readable(text: TextIn) -> bool:
    """Tell whether a text is in a language that briefgen has."""
    return text.language in _known()


@cache
def _known() -> frozenset[str]:
    return frozenset(available())


@cache
def language_of(code: str) -> Language:
    """Return the language with a code."""
    return get_language(code)


def words_of(code: str) -> Words:
    """Return the words of a language that the checks look for."""
    return language_of(code).words


def announces(language: str, words: str) -> bool:
    """Tell whether words of a language speak of what is to come."""
    there = words_of(language)
    return bool(matcher("|".join((*there.future, *there.expiring))).search(words))


def dates(text: TextIn) -> tuple[TypedDate, ...]:
    """Return the dates that were typed, in the order of the text."""
    return text.once(_dates)


def _dates(text: TextIn) -> tuple[TypedDate, ...]:
    left = text.words
    if not _DIGIT.search(left):
        return ()
    found: list[TypedDate] = []
    counts = matcher("|".join(words_of(text.language).counted.values()))
    for pattern in _date_patterns(text.language):
        known = len(found)
        for match in pattern.finditer(left):
            date = _date(match)
            if date is None or _NUMBERED.search(left[max(0, match.start() - _BEFORE) : match.start()]):
                continue
            # Four digits before a noun are no year: in 2000 organizations.
            if (
                date.month
                or date.decades
                or not (match[0][-1].isdigit() or _ROUND.search(match[0]))
                or not any(counts.match(word) for word in left[match.end() : match.end() + _BEFORE].split()[:2])
            ):
                found.append(date)
        left = _masked(left, found[known:])
    return tuple(sorted(found, key=_start))


def _masked(words: str, dates: Sequence[TypedDate]) -> str:
    """Return words with a mask in the place of dates, which stand in their order."""
    if not dates:
        return words
    kept, at = [], 0
    for date in dates:
        kept += [words[at : date.start], MASK * (date.end - date.start)]
        at = date.end
    return "".join((*kept, words[at:]))


@cache
def _date_patterns(language: str) -> tuple[Matcher, ...]:
    words = words_of(language)
    month = "|".join(f"(?P<m{number}>{name})" for number, name in enumerate(words.months, start=1))
    patterns = []
    for pattern in (*_COMMON, *filter(None, (words.decade,)), *words.dates):
        for part, meaning in {**_PARTS, "{M}": f"(?:{month})"}.items():
            pattern = pattern.replace(part, meaning)
        patterns.append(Matcher(rf"{_BEGINS}(?:{pattern})(?![\w/])", needed(pattern), re.NOFLAG))
    return tuple(patterns)


def _date(match: re.Match[str]) -> TypedDate | None:
    parts = match.groupdict()
    month = next((number for number in range(1, 13) if parts.get(f"m{number}")), None)
    number = int(parts["number"]) if parts.get("number") else month
    day, last, year, until = (
        int(value) if (value := parts.get(name)) else None for name in ("day", "last", "year", "until")
    )
    if parts.get("short"):
        year = 2000 + int(parts["short"])
    if year and until and until < 100:
        until += year // 100 * 100
        if until <= year:
            return None
    if day is None:
        day, last = last, None
    # A day that no month has is a slip where the rest makes it a date, such as 41 October 2019.
    if (number is not None and not 1 <= number <= 12) or (day and day > 31 and not (month and year)):
        return None
    decades = tuple(int(value) % 100 for name in ("decade", "later") if (value := parts.get(name)))
    return TypedDate(*match.span(), year, number, day, last, until, decades)


def numbers(text: TextIn) -> tuple[TypedNumber, ...]:
    """Return the numbers outside dates, in the order of the text; number words too."""
    return text.once(_numbers)


def _numbers(text: TextIn) -> tuple[TypedNumber, ...]:
    words = words_of(text.language)
    ordinals = language_of(text.language).ordinals_at_starts(text.words)
    left = _LISTED.sub(lambda found: found[0] if found.end() - 1 in ordinals else MASK * len(found[0]), text.words)
    left = _masked(left, dates(text))
    before = re.compile(rf"(?<!\w)(?:{words.ordinal_before})$") if words.ordinal_before else re.compile(r"(?!)")
    after = re.compile(rf"(?:{words.ordinal_after})(?!\w)") if words.ordinal_after else re.compile(r"(?!)")
    scale = re.compile(rf"[\s-]+({'|'.join(words.scales)})" if words.scales else r"(?!)", re.IGNORECASE)
    found, scales = [], set()
    for match in _DIGITS.finditer(left):
        value, unscaled = _value(match[0]), ""
        if scaled := scale.match(left, match.end()):
            value, unscaled = _scaled(value, _meant(words.scales, scaled[1])), value
            scales.add(scaled.start(1))  # 700 thousand is one number, not two
        ordinal = bool(
            before.search(left[max(0, match.start() - _BEFORE) : match.start()]) or after.match(left, match.end())
        )
        found.append(TypedNumber(*match.span(), value, ordinal=ordinal, unscaled=unscaled))
    for match in _stems(tuple(words.numbers), words.number_endings).finditer(left):
        if match.start() in scales:
            continue
        found.append(TypedNumber(*match.span(), str(_meant(words.numbers, match[2])), in_words=True))
    found = _composed(text, found, scale)
    for match in _stems(tuple(words.ordinals), r"\w{0,5}", tuple(words.hundreds)).finditer(left):
        nth = (_meant(words.hundreds, match[1]) if match[1] else 0) + _meant(words.ordinals, match[2])
        found.append(TypedNumber(*match.span(), str(nth), in_words=True, ordinal=True))
    return tuple(_longest(found))


def _meant(words: Mapping[str, int], typed: str) -> int:
    """Return what a word stands for, with capitals or not: “İki” is “iki”, though `lower` makes of it another word."""
    known = words.get(typed.lower())
    if known is not None:
        return known
    return next(value for word, value in words.items() if re.fullmatch(word, typed, re.IGNORECASE))


def _composed(text: TextIn, found: list[TypedNumber], scale: re.Pattern[str]) -> list[TypedNumber]:
    """Return numbers in words as one where they are: two thousand, a hundred and fifty, ას ორმოცი."""
    words, links = words_of(text.language).scales, "|".join(map(re.escape, language_of(text.language).last_links))
    gap = re.compile(rf"\s+(?:(?:{links})\s+)?") if links else re.compile(r"\s+")
    spoken = {number.start: number for number in _longest([one for one in found if one.in_words])}
    whole = [one for one in found if not one.in_words]
    for start in sorted(spoken):
        if start not in spoken:
            continue
        number = spoken.pop(start)
        while True:
            value, end = int(number.value), number.end
            scaled = scale.match(text.words, end)
            if scaled and value < _meant(words, scaled[1]):
                word = WORD.match(text.words, scaled.start(1))
                end = word.end() if word else scaled.end()
                spoken = {at: one for at, one in spoken.items() if not number.start <= at < end}
                number = TypedNumber(number.start, end, str(value * _meant(words, scaled[1])), in_words=True)
                continue
            link = gap.match(text.words, end)
            rest = spoken.get(link.end()) if link and value and value % 100 == 0 else None
            if rest is None or int(rest.value) >= (1000 if value % 1000 == 0 else 100):
                break
            del spoken[rest.start]
            number = TypedNumber(number.start, rest.end, str(value + int(rest.value)), in_words=True)
        whole.append(number)
    return whole


def _longest(found: list[TypedNumber]) -> Iterator[TypedNumber]:
    """Yield what doesn't lie in another one, in the order of the text: thirty-seventh, not thirty."""
    end = -1
    for number in sorted(found, key=lambda number: (number.start, -number.end)):
        if number.end > end:
            yield number
            end = number.end


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern of words, the longest first; what begins alike is looked at once, so that many cost no more."""
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[:1], []).append(word[1:])
    branches = [re.escape(letter) + _any_of(rest) for letter, rest in rests.items() if letter]
    pattern = f"(?:{'|'.join(branches)})" if branches else ""
    return f"{pattern}?" if branches and "" in rests else pattern


@cache
def _stems(stems: tuple[str, ...], endings: str, before: tuple[str, ...] = ()) -> re.Pattern[str]:
    """Return a pattern of stems with their endings: its groups are what stands before the stem, and the stem."""
    if not stems:
        return re.compile(r"(?!)")
    ending = endings if "\\b" in endings else rf"{endings}(?!\w)"
    ahead = f"({_any_of(before)})?" if before else "((?!))?"
    return re.compile(rf"(?<![\w-]){ahead}({_any_of(stems)}){ending}", re.IGNORECASE)


def _value(digits: str) -> str:
    if re.fullmatch(r"\d+[.,]\d{1,2}|0[.,]\d+|\d+[.,]\d{4,}", digits):
        return digits.replace(",", ".").rstrip("0").rstrip(".")
    return re.sub(r"\D", "", digits).lstrip("0") or "0"


def _scaled(value: str, scale: int) -> str:
    number = float(value) * scale
    return str(int(number)) if number.is_integer() else str(number)


def clock_times(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the times of day in a text: start, end, and the time as 24 hours have it."""
    for match in _CLOCK.finditer(text):
        hour, minute = int(match[1] or match[4]), match[2] or match[5] or "00"
        if match[3]:
            hour = hour % 12 + (12 if match[3] == "p" else 0)
        if hour < 24 and int(minute) < 60:
            yield match.start(), match.end(), str(hour) if minute == "00" else f"{hour}:{minute}"


def sentence(text: str, at: int) -> tuple[int, int]:
    """Return where the sentence around an offset starts and ends; an abbreviation may cut it short.

    What goes on far longer than any sentence is cut as well, so that no rule looks through all of it for each word.
    """
    ends = _ends_of_sentences(text)
    number = bisect_right(ends, at)
    return ends[number - 1] if number else 0, ends[number] if number < len(ends) else len(text)


def clause(text: str, start: int, end: int, marks: re.Pattern[str]) -> tuple[int, int]:
    """Return where the part of a sentence around a stretch starts and ends: between marks, such as semicolons."""
    first, last = sentence(text, start)
    first = max([first, *(mark.end() for mark in marks.finditer(text, first, start))])
    mark = marks.search(text, end, last)
    return first, mark.start() if mark else last


@lru_cache(maxsize=64)  # one text is asked about many places, one after another
def _ends_of_sentences(text: str) -> tuple[int, ...]:
    ends: list[int] = []
    start = 0
    for end in (*(match.end() for match in _SENTENCE.finditer(text)), len(text)):
        while end - start > _LONGEST_SENTENCE:
            space = text.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
            start = space + 1 if space > 0 else start + _LONGEST_SENTENCE
            ends.append(start)
        start = end
        ends.append(end)
    return tuple(dict.fromkeys(ends[:-1]))  # the last is the end of the text


class Placed(Protocol):
    """What stands at a place of a text."""

    @property
    def start(self) -> int:
        """Where it begins."""


P = TypeVar("P", bound=Placed)


def between(placed: Sequence[P], start: int, end: int) -> Sequence[P]:
    """Return of what stands in a text, in its order, what begins in a stretch of it."""
    return placed[bisect_left(placed, start, key=_start) : bisect_left(placed, end, key=_start)]


def _start(one: Placed) -> int:
    return one.start


def quoted(text: TextIn) -> tuple[tuple[int, int], ...]:
    """Return the stretches in quotes or emphasis: titles of works and the like."""
    return text.once(_quoted)


def _quoted(text: TextIn) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _QUOTED.finditer(text.words))


def inside(spans: tuple[tuple[int, int], ...], at: int) -> bool:
    """Tell whether an offset lies in one of the stretches."""
    return any(start <= at < end for start, end in spans)
