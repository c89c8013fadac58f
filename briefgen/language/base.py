"""What a language is: how it writes dates, numbers, lists and names. CLDR gives names of countries alone.

CLDR's patterns, lists, plural rules and abbreviations change from one version to the next, and a page printed today
has to be printed again in ten years; so each language's file states its own, and the tests hold them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from itertools import takewhile
from string import Formatter
from typing import Any, Literal

from babel import Locale

from briefgen.dates import Date, Point
from briefgen.language.binding import Binding, bind
from briefgen.language.countries import country_codes
from briefgen.language.entries import OTHERS, PLACE, Direction, attributes
from briefgen.language.numbered import ordinals_at_starts
from briefgen.language.small_numbers import in_words
from briefgen.language.words import MASK, Words

SortKey = tuple[tuple[tuple[int, int], ...], str]

_ABBREVIATION = re.compile(r"(?<![\w\\])[^\W\d_]+(?:\.[^\W\d_]+)*\.")
# What the forms of a word keep of its letters at its beginning, as a rule, and how many others they have behind that.
_ALIKE, _LEAST_ALIKE, _MOST_OTHERS = 0.6, 3, 4
_TAG_OR_SIGN = re.compile(r"^(?:<[^>]*>|\W)+")
MOST_DIGITS = 15  # of a number that is written


NameOf = Literal["thing", "person", "city"]  # whose name is put into cases


class UnknownCountryError(LookupError):
    """There is no country with this code."""


class Language:
    """How a language writes dates, numbers, lists, names of countries and quotations: what its file of data says.

    A module named as the language makes a subclass of this where something is irregular; CLDR gives names of countries.
    """

    locale: str  # Babel's id: ka_GE
    name: str  # what the language calls itself
    month_names: Mapping[str, tuple[str, ...]]  # by the case that they stand in; "short" in tables
    dates: Mapping[str, Mapping[str, str]]  # patterns by case, and for tables and chronologies: see `entries.PATTERNS`
    first_day: str = ""  # what stands for the first day of a month: 1er
    of_a_year: frozenset[str] = frozenset()  # words of a date that tell only that a number is a year
    spans: frozenset[str] = frozenset()  # words of a typed date between its ends, or with a hyphen what ends the first
    goes_on: str = ""  # what stands for a date of what goes on
    ordinals: tuple[str, ...] = ()  # the endings of ordinals in digits, or what stands round them: `ordinal_ending`
    ordinal_endings: Mapping[str, str]  # by the last digits of the number
    agreeing: Mapping[str, Mapping[str, str]] = {}  # the same for other forms: f, where an ordinal agrees with its noun
    agreement: Mapping[str, str] = {}  # which of those what comes with briefgen takes: a kind of event
    last_link: str  # before the last entry of a list: and
    # What stands between the two: where a word of the language follows, and where a number or another script does.
    last_joined: tuple[str, str] = (" ", " ")
    last_before: Mapping[str, tuple[str, ...]] = {}  # what is in its place, by how the last entry begins: e before i-
    comma: str = ", "  # between the entries of a list
    apart: str = "; "  # between entries that have commas in them
    group_mark: str  # between groups of three digits
    decimal_mark: str
    quotes: tuple[str, str]
    binding: Binding
    countries: Mapping[str, str]  # names that we decide, since CLDR's differ from version to version
    cases: frozenset[str]  # those that `date` can give
    name_cases: tuple[str, ...] = ()  # in which names have another form than in the nominative
    in_words: Mapping[int, str] = {}  # small numbers that running text has in words
    figures_before: str = ""  # a pattern of what asks for figures before them,
    figures_behind: str = ""  # and behind them
    grouped_from: int = 1000  # the least number whose digits are grouped
    range_dash: str = "–"  # between two figures: 14–18
    alphabet: str = ""  # letters that sort before all others, in their order
    annex_letters: str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"  # by which annexes are called, in their order
    small_letters: Mapping[str, str] = {}  # whose small form is another one than elsewhere: I, ı in Azerbaijani
    script: str = "LATIN"  # how Unicode names of its letters begin
    direction: Direction = "ltr"  # of its words; what CLDR has where the file doesn't say

    def __init__(self, data: Mapping[str, Any]) -> None:
        vars(self).update(attributes(data))
        self._cldr = Locale.parse(self.locale)
        self.code: str = self.locale.partition("_")[0]
        if "direction" not in data and self._cldr.text_direction == "rtl":
            self.direction = "rtl"
        self.tag: str = f"{self.code}-{self.locale.rpartition('_')[2]}"

    # Dates ------------------------------------------------------------------------------------------------------

    def date(self, date: Date, case: str = "nom") -> str:
        """Return the full form of a point or range, in a case; raises `ValueError` if it has none."""
        self.check_case(case)
        return self._written(date, case)

    def when(self, date: Date) -> str:
        """Return the form that says when something happened, to open a row of a chronology."""
        return self._written(date, "when" if "when" in self.dates else "nom")

    def short_date(self, date: Date) -> str:
        """Return the form for tables and running lines: short, yet with four-digit years."""
        return self._written(date, "short")

    def day(self, day: int) -> str:
        """Return the day of a month as it stands in a date."""
        return self.first_day if day == 1 and self.first_day else str(day)

    def month_forms(self, month: int) -> tuple[str, ...]:
        """Return how the language names a month from 1 to 12, in every form that a date may have."""
        names = (names[month - 1] for names in self.month_names.values())
        return tuple(name for name in names if not name.isdigit())

    def _written(self, date: Date, form: str) -> str:
        """Return a date in the patterns of a case or another form."""
        start, end = ends(date)
        points = {"d": start, "m": start, "y": start, "e": end, "n": end, "z": end}
        pattern = self.dates[form][_pattern(start, end, two_days=bool(self.dates[form]["two_days"]))]
        written = ""
        for literal, field, spec, _ in Formatter().parse(pattern):
            written += literal
            if field is not None:
                point = points[field] or start
                written += self._part(field, point, spec or "", form)
        return written

    def _part(self, field: str, point: Point, spec: str, form: str) -> str:
        """Return the day, the month or the year of a point as it stands in a date."""
        if field in "de":
            day = point.day or 0
            return f"{day:02}" if spec else self.day(day)
        if field in "mn":
            names = self.month_names.get(spec or form) or self.month_names["nom"]
            return names[(point.month or 0) - 1]
        return self.ordinal(point.year) if spec else str(point.year)

    def annex_letter(self, number: int) -> str:
        """Return the letter of an annex by its number from 1; behind the last letter follow two of each."""
        times, at = divmod(number - 1, len(self.annex_letters))
        return self.annex_letters[at] * (times + 1)

    def check_case(self, case: str) -> None:
        """Raise `ValueError` if dates don't have this case."""
        if case not in self.cases:
            raise ValueError(f"{self.code} has no case {case!r}; it has: {', '.join(sorted(self.cases))}")

    # Numbers, lists, names --------------------------------------------------------------------------------------

    def ordinal(self, n: int, form: str = "") -> str:
        """Return the ordinal numeral of a positive number, in digits; raises `ValueError`.

        A language has `agreeing` forms beside the one that stands where none is asked for; others are that one, too.
        """
        check_positive(n)
        ending = self.ordinal_ending(n, form)
        return ending.replace(PLACE, str(n)) if PLACE in ending else f"{n}{ending}"

    def ordinals_at_starts(self, text: str) -> list[int]:
        """Return the places of full stops that make ordinals of numbers at the beginning of lines, and no list.

        Where ordinals end so, “3. Sitzung” is a text; a list has two entries, and begins with 1.
        """
        return ordinals_at_starts(text) if "." in self.ordinals else []

    def ordinal_ending(self, n: int, form: str = "") -> str:
        """Return which of `ordinals` a number takes: that of the number itself, else of the most of its last digits."""
        digits = str(n)
        likely = (f"={digits}", *(digits[at:] for at in range(len(digits))), OTHERS)
        endings = self.agreeing.get(form, self.ordinal_endings)
        return next((endings[each] for each in likely if each in endings), "")

    def number(self, n: int | Decimal) -> str:
        """Return a number with all its digits, never rounded; raises `ValueError` for one with too many of them."""
        value = Decimal(n)
        # `decimal` computes, and so rounds, with 28 digits.
        if not value.is_finite() or abs(value) >= 10**MOST_DIGITS or round(value, 9) != value:
            raise ValueError(f"{n} can't be written: a number has up to 15 digits, and 9 decimals")
        whole, _, decimals = f"{abs(value):f}".partition(".")
        if abs(value) >= self.grouped_from:
            whole = f"{int(whole):,}".replace(",", self.group_mark)
        decimals = decimals.rstrip("0")
        return f"{'-' if value < 0 else ''}{whole}{self.decimal_mark if decimals else ''}{decimals}"

    def number_in_text(self, n: int, before: str, after: str) -> str:
        """Return a number as it stands in running text, between the words before and those after it."""
        months = "|".join(f"(?:{month})" for month in self.words.months)
        said = (self.figures_before, self.figures_behind, months)
        return (in_words(n, before, after, self.in_words, said) if self.in_words else None) or self.number(n)

    def join(self, items: Iterable[str], begins: str = "") -> str:
        """Return the items as a list in running text: a, b and c.

        Where something stands for the items, `begins` says how the last one begins: it may be joined to the link.
        """
        *first, last = list(items) or [""]
        first_sign = (begins or last)[:1]
        joined = self.last_joined[first_sign.isalnum() and not self.writes(first_sign)]
        return f"{self.commas(first)} {self._link_before(begins or last)}{joined}{last}" if first else last

    def _link_before(self, last: str) -> str:
        """Return the link of a list whose last entry is this: the longest beginning that is named decides."""
        words = self.small(_TAG_OR_SIGN.sub("", last))
        found = ("", self.last_link)
        for link, begins in self.last_before.items():
            for begin in map(self.small, begins):
                is_whole = not (begin.isdigit() and words[len(begin) :][:1].isdigit())  # 8, not 80
                if words.startswith(begin) and is_whole and len(begin) > len(found[0]):
                    found = (begin, link)
        return found[1]

    @property
    def last_links(self) -> tuple[str, ...]:
        """What may stand before the last entry of a list."""
        return (self.last_link, *self.last_before)

    def commas(self, items: Iterable[str]) -> str:
        """Return the items with commas only: a, b, c."""
        return self.comma.join(items)

    def semicolons(self, items: Iterable[str]) -> str:
        """Return the items with semicolons, as the language spaces them: a; b; c."""
        return self.apart.join(items)

    def country(self, code: str) -> str:
        """Return the name of a country by its ISO 3166 code (``GE``); raises `UnknownCountryError`."""
        if code not in country_codes():
            raise UnknownCountryError(f"there is no country with the code {code!r}")
        return self.countries.get(code) or str(self._cldr.territories[code])

    def weekday(self, number: int) -> str:
        """Return the name of a weekday, of which Monday is 0, as it stands alone."""
        return str(self._cldr.days["stand-alone"]["wide"][number])

    def currency_nouns(self) -> Iterator[str]:
        """Yield what the units of currencies are called in running text, without a country's adjective."""
        for name in self._cldr.currencies.values():
            words = re.findall(r"[^\W\d_]{4,}", name.partition("(")[0].lower())
            yield from words[:1] if self.words.head_first else words[-1:]

    def quote(self, text: str) -> str:
        """Return text in the language's outer quotation marks."""
        return text.join(self.quotes)

    # Text -------------------------------------------------------------------------------------------------------

    def sort_key(self, text: str) -> SortKey:
        """Return a key that sorts names: the letters of `alphabet` in their order, then other scripts by code point.

        Case, accents and punctuation don't count. Without ICU that has limits: digits sort one by one (10 before 2),
        letters that a language adds to the Latin alphabet go with their base letter, and equals sort by code point.
        """
        whole = unicodedata.normalize("NFC", self.small(text))
        # A letter of the alphabet is one, whatever it is made of; of all others accents don't count.
        parts = (char if char in self.alphabet else unicodedata.normalize("NFKD", char) for char in whole)
        return tuple(self._rank(char) for char in "".join(parts) if char.isalnum() or char == " "), text

    def small(self, text: str) -> str:
        """Return a text in small letters, to compare it with another one."""
        for capital, letter in self.small_letters.items():
            text = text.replace(capital, letter)
        return text.casefold()

    def capital(self, letter: str) -> str:
        """Return a letter as a sentence begins with it: İ of i in Azerbaijani."""
        return next((large for large, small in self.small_letters.items() if small == letter), letter.title())

    def _rank(self, char: str) -> tuple[int, int]:
        place = self.alphabet.find(char)
        if place >= 0:
            return 1, place
        return (2 if char.isalpha() else 0), ord(char)

    def writes(self, char: str) -> bool:
        """Tell whether a character is a letter of the language's script."""
        return char.isalpha() and unicodedata.name(char, "").startswith(self.script)

    def of_country(self, name: str) -> tuple[str, ...]:
        """Return what may be made of a country's name: what its people are called, and adjectives."""
        return ()

    def is_form(self, word: str, lemma: str) -> bool:
        """Tell whether a word of a text may be a form of a word as a dictionary has it; case doesn't count."""
        return self.small(word) == self.small(lemma)

    @property
    def knows_forms(self) -> bool:
        """Whether it is known which forms the words of this language have."""
        return type(self).is_form is not Language.is_form

    @property
    def knows_endings(self) -> bool:
        """Whether it is known which forms words have, or at least how names end."""
        return self.knows_forms or self.words.name_endings != Words().name_endings

    def is_like(self, word: str, lemma: str) -> bool:
        """Tell the same as `is_form`; of a language of whose forms nothing is known, whether a word begins as another.

        That finds too much: it is for what a text may have, not for what it has.
        """
        if self.is_form(word, lemma) or self.knows_endings:
            return self.is_form(word, lemma)
        pairs = zip(self.small(word), self.small(lemma), strict=False)
        alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        return alike >= max(_LEAST_ALIKE, len(lemma) * _ALIKE) and len(word) - alike <= _MOST_OTHERS

    def usual_forms(self, name: str, of: NameOf = "thing") -> Mapping[str, tuple[str, ...]]:
        """Return the forms that such a name has as a rule, by case; none where its letters don't tell.

        They are for a person to judge, and never printed by themselves.
        """
        return {}

    def bind(self, text: str) -> str:
        """Return text whose lines break only in good places; see `briefgen.language.binding`."""
        return bind(text, self.binding)

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        """What the file has with a full stop behind a word, anywhere in it: that full stop ends no sentence."""
        texts = [
            *self.binding.before,
            *self.binding.between,
            *(name for names in self.month_names.values() for name in names),
            *(pattern for patterns in self.dates.values() for pattern in patterns.values()),
            *_patterns_of(self.words),
        ]
        return frozenset(found for text in texts for found in _ABBREVIATION.findall(text))

    # What the checks of spelling and typography ask for ---------------------------------------------------------

    inner_quotes: tuple[str, str] = ("", "")  # a quotation inside another one; empty: as the outer
    inner_may_stand_alone: bool = False
    dashes: str = "–"
    letters: str = "A-Za-zÀ-ÖØ-öø-ɏ"  # those of the language's words, as in a regular expression
    may_double: frozenset[str] = frozenset()  # words that may stand twice in a row
    more_ordinals: tuple[str, ...] = ()  # endings that people type and that are never right
    pointers: frozenset[str] = frozenset()  # of the next ones, what a link may be called by
    placeholders: frozenset[str] = frozenset()  # words in brackets that stand for what should be filled in
    notes: str = ""  # a pattern of what people write in brackets as a note to themselves
    dictionary: tuple[str, str] = ("", "")  # hunspell's name and npm's

    def wrong_ordinals(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield where an ordinal in digits isn't written as `ordinal` does: start, end, and the right form."""
        apart = r"[ \u00a0](?=[a-z]{2}\b(?!-))"  # 11 th
        of_forms = (ending for endings in self.agreeing.values() for ending in endings.values())
        known = {ending.lstrip("-") for ending in (*self.ordinals, *of_forms, *self.more_ordinals)}
        endings = "|".join(map(re.escape, sorted(filter(str.isalpha, known), key=len, reverse=True)))
        if not endings:  # those of German are full stops
            return
        for found in re.finditer(rf"(?<![\w.,])([1-9]\d{{0,5}})(?:[-\u2011]|{apart})?(?:{endings})(?!\w)", text):
            right = [self.ordinal(int(found[1]), form) for form in ("", *self.agreeing)]
            if found[0] not in right:
                yield *found.span(), next((each for each in right if each[-1] == found[0][-1]), right[0])

    def wrong_endings(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield where an ending is joined to a numeral or an acronym in a wrong way: start, end, and the right form."""
        yield from ()

    def wrong_cases(self, text: str) -> Iterator[tuple[int, int, str, str]]:
        """Yield words in a case that doesn't fit what stands behind: start, end, that, and the right form."""
        yield from ()

    def spellings(self, word: str) -> tuple[str, ...]:
        """Return the forms under which a dictionary may know a word."""
        return (word.replace("’", "'"),)

    def is_ending(self, word: str) -> bool:
        """Tell whether letters after a hyphen are only an ending, as in „EU-ს“."""
        return False

    def is_form_of(self, word: str, known: Container[str]) -> bool:
        """Tell whether a word is a form of a known name or term."""
        return word.removesuffix("’s").removesuffix("'s") in known

    # Checks of facts, people and time -----------------------------------------------------------------------------

    words: Words

    def inflected(self, word: str) -> str:
        """Return a pattern for a noun in any of its forms."""
        return re.escape(word)


def ends(date: Date) -> tuple[Point, Point | None]:
    """Return the two ends of a date, the second only of a range; raises `ValueError` for an ongoing one."""
    if date.start is None:
        raise ValueError("what is ongoing has no date to write")
    return date.start, date.end


def _patterns_of(words: Words) -> Iterator[str]:
    """Yield the patterns of words for the checks, with the full stops that they look for and no other points."""
    for each in vars(words).values():
        if isinstance(each, str | tuple | Mapping):
            values = (each,) if isinstance(each, str) else each.values() if isinstance(each, Mapping) else each
            texts = (value for value in values if isinstance(value, str))
            yield from (text.replace("\\.", MASK).replace(".", " ").replace(MASK, ".") for text in texts)


def _pattern(start: Point, end: Point | None, *, two_days: bool) -> str:
    """Return the name of the pattern for a point, or for a range."""
    if end is None:
        return start.precision
    if start.precision == "year":
        return "years"
    if start.precision == "month":
        return "months" if start.year == end.year else "months_of_years"
    if start.year != end.year:
        return "days_of_years"
    if start.month != end.month:
        return "days_of_months"
    return "two_days" if two_days and (end.day or 0) - (start.day or 0) == 1 else "days"


def check_positive(n: int) -> None:
    """Raise `ValueError` unless `n` can have an ordinal."""
    if n < 1:
        raise ValueError(f"{n} has no ordinal; ordinals start at 1")
