"""A language the CLDR way, through Babel; a language's own module overrides what differs."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import ClassVar

from babel import Locale
from babel.dates import parse_pattern
from babel.lists import format_list
from babel.numbers import format_decimal

from briefgen.countries import country_codes
from briefgen.dates import Date, Point
from briefgen.language.binding import NO_BREAK_SPACE, Binding, bind
from briefgen.language.words import Words

SortKey = tuple[tuple[tuple[int, int], ...], str]

_FIELDS = {"y": "year", "M": "month", "d": "day"}
_SPACED_DASH = f"{NO_BREAK_SPACE}– "  # a line may end with the dash but never begins with it

_TOO_LARGE = 10**15


class UnknownCountryError(LookupError):
    """CLDR knows no country with this code."""


class Language:
    """How a language writes dates, numbers, lists, names of countries and quotations.

    A language states `locale`, `ordinals`, `quotes` and `binding`; the rest comes from CLDR.
    """

    locale: ClassVar[str]  # Babel's id: ka_GE
    ordinals: ClassVar[Mapping[str, str]]  # the ending for each of CLDR's ordinal categories
    quotes: ClassVar[tuple[str, str]]
    binding: ClassVar[Binding]
    cases: ClassVar[frozenset[str]] = frozenset({"nom"})  # those that `date` can give
    grouped_from: ClassVar[int] = 1000  # the least number whose digits are grouped
    alphabet: ClassVar[str] = ""  # letters that sort before all others, in their order
    script: ClassVar[str] = "LATIN"  # how Unicode names of its letters begin

    def __init__(self) -> None:
        self._cldr = Locale.parse(self.locale)
        self.code: str = self._cldr.language
        self.tag: str = self.locale.replace("_", "-")
        self.name: str = self._cldr.language_name or self.code

    # Dates ------------------------------------------------------------------------------------------------------

    def date(self, date: Date, case: str = "nom") -> str:
        """Return the full form of a point or range, in a case; raises `ValueError` if it has none."""
        self._check_case(case)
        return self._cldr_date(date, month="MMMM", point=self._cldr.date_formats["long"].pattern)

    def when(self, date: Date) -> str:
        """Return the form that says when something happened, to open a row of a chronology."""
        return self.date(date)

    def short_date(self, date: Date) -> str:
        """Return the form for tables and running lines: short, yet with four-digit years."""
        return self._cldr_date(date, month="MMM", point=self._cldr.datetime_skeletons["yMMMd"].pattern)

    def _check_case(self, case: str) -> None:
        if case not in self.cases:
            raise ValueError(f"{self.code} has no case {case!r}; it has: {', '.join(sorted(self.cases))}")

    def _cldr_date(self, date: Date, month: str, point: str) -> str:
        start, end = ends(date)
        skeleton = {"year": "y", "month": f"y{month}", "day": "yMMMd"}[start.precision]
        if end is None:
            pattern = point if start.precision == "day" else self._cldr.datetime_skeletons[skeleton].pattern
            return _settle(self._write(pattern, start))
        # CLDR has no interval with a full month name and a day; asked for one, Babel's `format_interval` silently
        # abbreviates the month. So take the abbreviated pattern and widen its month.
        differs = next(field for field, name in _FIELDS.items() if getattr(start, name) != getattr(end, name))
        halves = self._cldr.interval_formats[skeleton][differs]
        widened = (re.sub(r"(?<!M)MMM(?!M)", month, half) for half in halves)
        return _settle("".join(map(self._write, widened, (start, end))))

    def _write(self, pattern: str, point: Point) -> str:
        """Return a point in a CLDR pattern."""
        return str(parse_pattern(pattern).apply(dt.date(point.year, point.month or 1, point.day or 1), self._cldr))

    # Numbers, lists, names --------------------------------------------------------------------------------------

    def ordinal(self, n: int) -> str:
        """Return the ordinal numeral of a positive number, in digits; raises `ValueError`."""
        check_positive(n)
        return f"{n}{self.ordinals[self._cldr.ordinal_form(n)]}"

    def number(self, n: int | Decimal) -> str:
        """Return a number with all its digits, never rounded; raises `ValueError` for one with too many of them."""
        value = Decimal(n)
        # `decimal` computes, and so rounds, with 28 digits.
        if not value.is_finite() or abs(value) >= _TOO_LARGE or round(value, 9) != value:
            raise ValueError(f"{n} can't be written: a number has up to 15 digits, and 9 decimals")
        grouped = abs(value) >= self.grouped_from
        text = format_decimal(value, locale=self._cldr, decimal_quantization=False, group_separator=grouped)
        return _settle(text)

    def join(self, items: Iterable[str]) -> str:
        """Return the items as a list in running text: a, b and c."""
        return format_list(list(items), locale=self._cldr)

    def commas(self, items: Iterable[str]) -> str:
        """Return the items with commas only: a, b, c."""
        return ", ".join(items)

    def country(self, code: str) -> str:
        """Return the name of a country by its ISO 3166 code (``GE``); raises `UnknownCountryError`."""
        name = self._cldr.territories.get(code)
        if name is None or code not in country_codes():
            raise UnknownCountryError(f"there is no country with the code {code!r}")
        return str(name)

    def quote(self, text: str) -> str:
        """Return text in the language's outer quotation marks."""
        return text.join(self.quotes)

    # Text -------------------------------------------------------------------------------------------------------

    def sort_key(self, text: str) -> SortKey:
        """Return a key that sorts names: the letters of `alphabet` in their order, then other scripts by code point.

        Case, accents and punctuation don't count. Without ICU that has limits: digits sort one by one (10 before 2),
        letters that a language adds to the Latin alphabet go with their base letter, and equals sort by code point.
        """
        plain = unicodedata.normalize("NFKD", text.casefold())
        return tuple(self._rank(char) for char in plain if char.isalnum() or char == " "), text

    def _rank(self, char: str) -> tuple[int, int]:
        place = self.alphabet.find(char)
        if place >= 0:
            return 1, place
        return (2 if char.isalpha() else 0), ord(char)

    def writes(self, char: str) -> bool:
        """Tell whether a character is a letter of the language's script."""
        return char.isalpha() and unicodedata.name(char, "").startswith(self.script)

    def is_form(self, word: str, lemma: str) -> bool:
        """Tell whether a word of a text may be a form of a word as a dictionary has it; case doesn't count."""
        return word.casefold() == lemma.casefold()

    def bind(self, text: str) -> str:
        """Return text whose lines break only in good places; see `briefgen.language.binding`."""
        return bind(text, self.binding)

    # What the checks of spelling and typography ask for ---------------------------------------------------------

    inner_quotes: ClassVar[tuple[str, str]] = ("", "")  # a quotation inside another one; empty: as the outer
    inner_may_stand_alone: ClassVar[bool] = False
    dashes: ClassVar[str] = "–"
    letters: ClassVar[str] = "A-Za-zÀ-ÖØ-öø-ɏ"  # those of the language's words, as in a regular expression
    may_double: ClassVar[frozenset[str]] = frozenset()  # words that may stand twice in a row
    more_ordinals: ClassVar[tuple[str, ...]] = ()  # endings that people type and that are never right
    placeholders: ClassVar[frozenset[str]] = frozenset()  # words in brackets that stand for what should be filled in
    notes: ClassVar[str] = ""  # a pattern of what people write in brackets as a note to themselves
    dictionary: ClassVar[tuple[str, str]] = ("", "")  # hunspell's name and npm's

    def wrong_ordinals(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield where an ordinal in digits isn't written as `ordinal` does: start, end, and the right form."""
        apart = r"[ \u00a0](?=[a-z]{2}\b(?!-))"  # 11 th
        endings = "|".join(sorted({*self.ordinals.values(), *self.more_ordinals}, key=len, reverse=True))
        for found in re.finditer(rf"(?<![\w.,])([1-9]\d{{0,5}})(?:[-\u2011]|{apart})?(?:{endings})(?!\w)", text):
            right = self.ordinal(int(found[1]))
            if found[0] != right:
                yield *found.span(), right

    def wrong_endings(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield where an ending is joined to a numeral or an acronym in a wrong way: start, end, and the right form."""
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

    words: ClassVar[Words] = Words()

    def inflected(self, word: str) -> str:
        """Return a pattern for a noun in any of its forms."""
        return re.escape(word)


def ends(date: Date) -> tuple[Point, Point | None]:
    """Return the two ends of a date, the second only of a range; raises `ValueError` for an ongoing one."""
    if date.start is None:
        raise ValueError("what is ongoing has no date to write")
    return date.start, date.end


def check_positive(n: int) -> None:
    """Raise `ValueError` unless `n` can have an ordinal."""
    if n < 1:
        raise ValueError(f"{n} has no ordinal; ordinals start at 1")


def _settle(text: str) -> str:
    """Replace CLDR's thin spaces, for which FiraGO has no glyphs, and keep dashes off the beginning of a line."""
    text = text.replace("\u2009–\u2009", " – ").replace(" – ", _SPACED_DASH)
    return text.replace("\u2009", NO_BREAK_SPACE).replace("\u202f", NO_BREAK_SPACE)
