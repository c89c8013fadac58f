"""Georgian as official texts write it: the year before the day, months in seven forms."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from typing import ClassVar

from briefgen.dates import Date, Point
from briefgen.language import georgian_cases, georgian_forms, georgian_words
from briefgen.language.base import Language, check_positive, ends
from briefgen.language.binding import NO_BREAK_SPACE, Binding
from briefgen.language.georgian_words import MONTHS
from briefgen.language.words import MASK

_DASH = f"{NO_BREAK_SPACE}– "

_YEAR = ("წელ", "წლ")
_YEARS = ("წლებ", "წლებ")

# Endings after a stem that ends in a consonant: which of the two stems, its ending; and after a vowel (აგვისტო).
# "in" (-ში) is for `when` alone, since a day never takes it; "stem" is the first part of a compound.
_ENDINGS = {
    "nom": (0, "ი", ""),
    "dat": (0, "ს", "ს"),
    "gen": (1, "ის", "ს"),
    "from": (1, "იდან", "დან"),
    "until": (1, "ამდე", "მდე"),
    "in": (0, "ში", "ში"),
    "stem": (0, "", ""),
}
_ABBREVIATED = frozenset({"nom", "dat", "gen"})  # cases that „წწ.“ stands for


def _decline(noun: tuple[str, str], case: str) -> str:
    which, after_consonant, after_vowel = _ENDINGS[case]
    stem = noun[which]
    return stem + (after_vowel if stem.endswith("ო") else after_consonant)


class Georgian(Language):
    """2019 წლის 14–18 ოქტომბერი, 113-ე and მე-11, 1000 but 10 000, „…“."""

    locale = "ka_GE"
    name = "ქართული"
    countries: ClassVar = {"SZ": "ესვატინი"}  # CLDR still has სვაზილენდი
    last_link = "და"
    group_mark = NO_BREAK_SPACE
    decimal_mark = ","
    quotes = ("„", "“")
    cases = frozenset({"nom", "dat", "gen", "from", "until"})
    name_cases = ("erg", "dat", "gen", "ins", "adv", "loc")
    grouped_from = 10_000
    goes_on = "გრძელდება"
    of_a_year = frozenset(
        {"წ", "წწ"} | {_decline(noun, case) for noun in (_YEAR, _YEARS) for case in _ENDINGS if case != "stem"}
    )
    # The old letters ჱ ჲ ჳ ჴ ჵ stand where the full alphabet has them; capitals (Mtavruli) fold into these.
    script = "GEORGIAN"
    alphabet = "აბგდევზჱთიკლმნჲოპჟრსტჳუფქღყშჩცძწჭხჴჯჰჵ"
    binding = Binding(
        before=frozenset({"ქ.", "გვ.", "მუხ.", "იხ.", "ბ-ნი", "ქ-ნი", "ბ-ნმა", "ქ-ნმა", "ბ-ნს", "ქ-ნს", "№"}),
        between=frozenset({"წ.", "წწ.", "ს.", "სს."}),
        uncounted=frozenset({"და", "ან", "თუ"}),
    )

    def date(self, date: Date, case: str = "nom") -> str:
        """Return the official form; in a range only the last element takes the case.

        Two consecutive days of one month are joined by „და“, as the Agency does (2017 წლის 2 და 3 მარტი); official
        texts leave both forms open. Months of one year are joined to a compound, as Geostat does (იანვარ-მარტი).
        The abbreviation „წწ.“ stands for nominative, dative and genitive alike.
        """
        self.check_case(case)
        return _date(date, case)

    def when(self, date: Date) -> str:
        """Return the adverbial form: days and a year in the dative, months and years with -ში."""
        start, end = ends(date)
        plain_dative = start.precision == "day" or (start.precision == "year" and end is None)
        return _date(date, "dat" if plain_dative else "in")

    def short_date(self, date: Date) -> str:
        """Return the numerical form: 14.10.2019, 14–18.10.2019, 10.2019."""
        start, end = ends(date)
        if end is None:
            return _numeric(start)
        shared = 0 if start.year != end.year else 1 if start.month != end.month else 2
        dash = "–" if shared or start.precision == "year" else _DASH
        return f"{_numeric(start, leave_out=shared)}{dash}{_numeric(end)}"

    def month_forms(self, month: int) -> tuple[str, ...]:
        """Return a month in every case."""
        return tuple(_decline(MONTHS[month - 1], case) for case in _ENDINGS)

    def ordinal(self, n: int) -> str:
        """Return the ordinal numeral, written as it is said aloud; raises `ValueError`.

        If the spoken word begins with მე-, so does the numeral (მე-11, მე-40, მე-100); otherwise -ე follows it
        (ოცდამეერთე: 21-ე; ას მეცამეტე: 113-ე). Never both.
        """
        check_positive(n)
        if n == 1:
            return "პირველი"
        one_word = n <= 20 or n in (40, 60, 80, 1000) or (n < 1000 and n % 100 == 0)
        return f"მე-{n}" if one_word else f"{n}-ე"

    def is_form(self, word: str, lemma: str) -> bool:
        """Tell whether a word may be a case form or plural of a noun or adjective: მდივნად of მდივანი.

        It lets more pass than grammar does. A word in the genitive, as in კონტროლის კომისია, stays as it is.
        """
        return georgian_forms.is_form(word.lower(), lemma.lower())

    # For the checks
    inner_quotes = ("«", "»")
    letters = "აბგდევზჱთიკლმნჲოპჟრსტჳუფქღყშჩცძწჭხჴჯჰჵ"
    may_double = frozenset({"ის", "იმ", "რა"})
    placeholders = frozenset(
        {"სახელი", "გვარი", "თარიღი", "ადგილი", "ქალაქი", "ქვეყანა", "რიცხვი", "ჩასვით", "ჩაწერეთ", "დასაზუსტებელია"}
    )
    notes = (
        "(?:(?:და|შე|გადა|ჩა|წა|გა)(?:საზუსტებელ|სამოწმებელ|სავსებ|სათარგმნ|სამატებ|საწერ|სასმელ|საშლელ|სარკვევ)|სათარგმნ)"
        r"\w*|წყარო\s*\?"
    )
    dictionary = ("ka_GE", "dictionary-ka")

    def wrong_ordinals(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield ordinals such as „11-ე“, „მე-21“ and „მე-11-ე“; case endings may follow (113-ემ, მე-11-ს)."""
        for found in _ORDINAL.finditer(text):
            before, number, after = found["before"], int(found["number"]), found["after"]
            if not before and not after:
                continue
            right = self.ordinal(number)
            if number == 1:
                is_right = not before and after.startswith(("-ლ", "-ელ"))
            elif right.startswith("მე-"):
                is_right = before == "მე-" and not after
            else:
                is_right = not before and after.startswith("-ე")
                right += (after or "").lstrip("-").removeprefix("მ").removeprefix("ე")
            if not is_right:
                yield *found.span(), right
        for found in _ROMAN_ORDINAL.finditer(text):  # a Roman numeral is read as an ordinal by itself: XI საუკუნე
            if found["before"] or found["after"]:
                yield *found.span(), found["number"]

    def wrong_endings(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield „3 წლიან“, „1000 მდე“, „1000მდე“ and „EU ს“, where a hyphen joins the ending."""
        for found in _APART.finditer(text):
            left, right = filter(None, found.groups())
            yield *found.span(), f"{left.replace(MASK, '') or '…'}-{right}"
        for found in _DASHED.finditer(text):
            if self.is_ending(found[2]):
                yield *found.span(), f"{found[1]}-{found[2]}"
        for found in _MEASURED.finditer(text):
            yield *found.span(), f"…-{found[1]}"
        for found in _TOGETHER.finditer(text):
            link = " " if found[2] in _ABBREVIATIONS else "-"
            yield *found.span(), f"{found[1]}{link}{found[2]}"

    def wrong_cases(self, text: str) -> Iterator[tuple[int, int, str, str]]:
        """Yield „გენერალური“ of „გენერალური მდივნად“, „წევრებს“ of „წევრებს შესახებ“."""
        yield from georgian_cases.wrong_cases(text)

    def spellings(self, word: str) -> tuple[str, ...]:
        """Return the word, and forms of the same noun that dictionaries know rather.

        They often lack postpositions (ღონისძიება-ში), the copula (ზრდა-ა), cases of new words (სერვის-ით).
        """
        return georgian_forms.spellings(word)

    def is_ending(self, word: str) -> bool:
        """Tell whether letters after a hyphen are only an ending, as in „EU-ს“."""
        return georgian_forms.is_ending(word) or word in ("ლი", "ელი", "ე", "ჯერ", "იან")

    def of_country(self, name: str) -> tuple[str, ...]:
        """Return ბრაზილიელი and ბრაზილიური of ბრაზილია; a few that nobody says do no harm."""
        stem = name[:-1] if name[-1] in georgian_forms.VOWELS else name
        return () if " " in name else tuple(f"{stem}{ending}" for ending in ("ელი", "ური", "ული"))

    def usual_forms(self, name: str, *, of_person: bool = False) -> Mapping[str, tuple[str, ...]]:
        """Return the forms that such a name has as a rule; see `georgian_forms.usual`."""
        return georgian_forms.usual(name, of_person=of_person)

    def is_form_of(self, word: str, known: Container[str]) -> bool:
        """Tell whether a word is a case of a known name or term; a stem that loses a vowel needs its own entry."""
        if word in known or _OF_SO_MANY.fullmatch(word):
            return True
        return any(lemma in known for lemma in (*georgian_forms.lemmas(word), *re.findall("^(.+ი)მ(?:აც)?$", word)))

    # Checks of facts, people and time -----------------------------------------------------------------------------

    words = georgian_words.WORDS

    def inflected(self, word: str) -> str:
        """Return a pattern for a noun in any case and number; its last vowel may be lost (მდივანი, მდივნის)."""
        return georgian_forms.pattern(word)


# ორდღიანი, ხუთწლიანი: dictionaries don't have them with every number.
_OF_SO_MANY = re.compile(
    rf"(?:{'|'.join(sorted(georgian_words.WORDS.numbers, key=len, reverse=True))})"
    "(?:დღ|წლ|თვ|კვირ|საათ|წუთ|კაც|ნაწილ|გვერდ|სართულ)იან(?:ი|მა|ს|ის|ით|ად|ო)?(?:ში|ზე|ვე)?"
)
_ROMAN_ORDINAL = re.compile(
    r"(?<![\w-])(?P<before>მე[-\u2011])?(?P<number>[IVXLC]+)(?P<after>[-\u2011](?:ე|ლი))?(?!\w)"
)
_ORDINAL = re.compile(
    r"(?<![\w.,–-])(?P<before>მე-?)?(?P<number>[1-9]\d{0,3})(?P<after>-?(?:ე(?:მ|ს|სა|თი|დ|ც|ზე|ში|დან|სთან|მდე)?"
    r"|ელი|ელმა|ელს|ლი|ლმა|ლს|ლის|მე))?(?![\dა-ჰ])"
)
_ABBREVIATIONS = ("წ", "წწ", "ს", "სს", "კმ", "მ", "სმ", "მმ", "კგ", "გ", "მლნ", "მლრდ", "ათ", "გვ", "ლ", "წთ", "სთ")
_OF_MEASURE = "(?:წლიან|თვიან|კვირიან|დღიან|საათიან|წუთიან|კაციან|ნაწილიან|პროცენტიან|გვერდიან)[ა-ჰ]*"
_APART = re.compile(
    rf"((?<![\w,.])\d+|(?<!{MASK}){MASK}+)[ \u00a0]({_OF_MEASURE})(?![ა-ჰ])"
    r"|((?<![\w,.])\d+|\b[A-Z]{2,})[ \u00a0](მდე|დან|ში|ზე|თვის)(?![ა-ჰ])"
    r"|(\b[A-Z]{2,})[ \u00a0](ს)(?![ა-ჰ.])"
)
_MEASURED = re.compile(rf"(?<!{MASK}){MASK}++({_OF_MEASURE})(?![ა-ჰ])")
_DASHED = re.compile(r"(?<![\w,.])(\d+|[A-Z]{2,})(?:[–—]|[ \u00a0]-)([ა-ჰ]{1,5})(?![ა-ჰ])")
_TOGETHER = re.compile(r"(?<![\w.,-])(\d+)(?!ე(?:მ|ს|სა|თი|დ|ც|ზე|ში|დან|სთან|მდე)?(?![ა-ჰ]))([ა-ჰ]+)")


def _date(date: Date, case: str) -> str:
    start, end = ends(date)
    match start.precision:
        case "year":
            return _years(start, end, case)
        case "month":
            return _months(start, end, case)
        case _:
            return _days(start, end, case)


def _years(start: Point, end: Point | None, case: str) -> str:
    if end is None:
        return f"{start.year} {_decline(_YEAR, case)}"
    return f"{start.year}–{end.year} {'წწ.' if case in _ABBREVIATED else _decline(_YEARS, case)}"


def _months(start: Point, end: Point | None, case: str) -> str:
    if end is None:
        return f"{_of_year(start)} {_month(start, case)}"
    if start.year == end.year:
        return f"{_of_year(start)} {_month(start, 'stem')}-{_month(end, case)}"
    return f"{_of_year(start)} {_month(start, 'nom')}{_DASH}{_of_year(end)} {_month(end, case)}"


def _days(start: Point, end: Point | None, case: str) -> str:
    if end is None:
        return f"{_of_year(start)} {start.day} {_month(start, case)}"
    if (start.year, start.month) == (end.year, end.month):
        link = " და " if (end.last_day - start.last_day).days == 1 else "–"
        return f"{_of_year(start)} {start.day}{link}{end.day} {_month(end, case)}"
    year = "" if start.year == end.year else f"{_of_year(end)} "
    return f"{_of_year(start)} {start.day} {_month(start, 'nom')}{_DASH}{year}{end.day} {_month(end, case)}"


def _numeric(point: Point, leave_out: int = 0) -> str:
    """Return a point as 14.10.2019, without its year, or without year and month."""
    return ".".join(reversed(str(point).split("-")[leave_out:]))


def _of_year(point: Point) -> str:
    return f"{point.year} {_decline(_YEAR, 'gen')}"


def _month(point: Point, case: str) -> str:
    assert point.month is not None
    return _decline(MONTHS[point.month - 1], case)


LANGUAGE = Georgian()
