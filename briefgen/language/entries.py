"""What a language is, of the one file that states it: data/<code>.toml, or a project's own.

Dates, numbers, lists, quotes and words that the checks know are data. A module named as the language adds what is
irregular in it, where anything is. `docs/languages.md` says what each entry means.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import Any, Literal, NamedTuple, get_type_hints

from briefgen.language.binding import Binding
from briefgen.language.words import Words
from briefgen.problems.mistakes import did_you_mean
from briefgen.project.cases import CASES, OF_DATES

MONTHS = 12
Direction = Literal["ltr", "rtl"]  # of words, from left to right or from right to left
FORMS = ("short", "when")  # tables of dates that are no cases: for tables, and to open a row of a chronology
_ENDS = {"d": "day", "m": "month", "y": "year", "e": "day", "n": "month", "z": "year"}
# What each pattern of a date has to say; what both ends of a range share may be said once.
PATTERNS: Mapping[str, str] = {
    "day": "{d} {m} {y}",
    "days": "{d}–{e} {m} {y}",
    "two_days": "",  # two days that follow each other: as `days` where nothing is said
    "days_of_months": "{d} {m}–{e} {n} {y}",
    "days_of_years": "{d} {m} {y}–{e} {n} {z}",
    "month": "{m} {y}",
    "months": "{m}–{n} {y}",
    "months_of_years": "{m} {y}–{n} {z}",
    "year": "{y}",
    "years": "{y}–{z}",
}
_SAID_TWICE = {"days": "de", "two_days": "de", "days_of_months": "dmen", "days_of_years": "dmyenz", "months": "mn",
               "months_of_years": "mynz", "years": "yz"}  # fmt: skip
PLACE = "{}"  # in an ending of [ordinals]: where the digits stand, if something stands before them
OTHERS = "*"  # in [ordinals]: all numbers that nothing else is said of
_ORDINAL_OF = re.compile(r"=?\d{1,4}")


class Fault(NamedTuple):
    """What is wrong with one entry: its table, its name, what, and what to write instead."""

    table: str
    name: str
    what: str
    hint: str = ""


class FaultyLanguage(ValueError):
    """The file of a language can't be used; it has all that is wrong with it."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(f"[{fault.table}] {fault.name}: {fault.what}" for fault in faults))
        self.faults = faults


class _Wrong(Exception):
    """A value isn't what it should be; the arguments are what it should be, and a hint."""


class _WrongBelow(_Wrong):
    """A value of a table isn't what it should be; its name comes first."""


Kind = Callable[[Any], Any]


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _Wrong('this is text, in quotes: "…"')
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise _Wrong('this is a list of texts: ["…", "…"]')
    return tuple(value)


def _set(value: Any) -> frozenset[str]:
    return frozenset(_texts(value))


def _cases(value: Any) -> tuple[str, ...]:
    for case in (found := _texts(value)):
        if case not in CASES:
            raise _Wrong(f"{case!r} is no case", f"there are: {', '.join(CASES)}")
    return found


def _pair(value: Any) -> tuple[str, str]:
    if len(two := _texts(value)) != 2:
        raise _Wrong('these are two texts: ["…", "…"]')
    return two[0], two[1]


def _months(value: Any) -> tuple[str, ...]:
    if len(names := _texts(value)) != MONTHS or not all(names):
        raise _Wrong(f"these are {len(names)} names; a year has twelve months")
    return names


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Wrong("this is true or false, without quotes")
    return value


def _direction(value: Any) -> Direction:
    if value not in ("ltr", "rtl"):
        raise _Wrong('this is "ltr" or "rtl": from left to right, or from right to left')
    return "rtl" if value == "rtl" else "ltr"


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 10**15:
        raise _Wrong("this is a whole number, without quotes")
    return value


def _in_words(value: Any) -> dict[int, str]:
    if not isinstance(value, dict) or not all(name.isdecimal() for name in value):
        raise _Wrong("these are words by their numbers", 'write { 2 = "…", 3 = "…" }')
    return {int(name): word for name, word in _table(_text)(value).items()}


def _table(of: Kind) -> Kind:
    def read(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise _Wrong("this is a table")
        found = {}
        for name, each in value.items():
            try:
                found[name] = of(each)
            except _Wrong as wrong:
                raise _WrongBelow(name, *wrong.args) from None
        return found

    return read


# Each entry: the attribute of `Language` that it is, and of what kind.
_HEAD: Mapping[str, tuple[str, Kind]] = {
    "locale": ("locale", _text),
    "name": ("name", _text),
    "script": ("script", _text),
    "direction": ("direction", _direction),
    "alphabet": ("alphabet", _text),
    "annex_letters": ("annex_letters", _text),
    "small_letters": ("small_letters", _table(_text)),
    "name_cases": ("name_cases", _cases),
}
ENTRIES: Mapping[str, Mapping[str, tuple[str, Kind]]] = {
    "numbers": {
        "group_mark": ("group_mark", _text),
        "decimal_mark": ("decimal_mark", _text),
        "in_words": ("in_words", _in_words),
        "figures_before": ("figures_before", _text),
        "figures_behind": ("figures_behind", _text),
        "grouped_from": ("grouped_from", _number),
        "range_dash": ("range_dash", _text),
    },
    "lists": {
        "last": ("last_link", _text),
        "last_before": ("last_before", _table(_texts)),
        "joined": ("last_joined", _pair),
        "comma": ("comma", _text),
        "apart": ("apart", _text),
    },
    "quotes": {
        "outer": ("quotes", _pair),
        "inner": ("inner_quotes", _pair),
        "inner_may_stand_alone": ("inner_may_stand_alone", _flag),
    },
    "typing": {
        "letters": ("letters", _text),
        "dashes": ("dashes", _text),
        "may_double": ("may_double", _set),
        "more_ordinals": ("more_ordinals", _texts),
        "pointers": ("pointers", _set),
        "placeholders": ("placeholders", _set),
        "notes": ("notes", _text),
        "dictionary": ("dictionary", _pair),
    },
}
_BINDING: Mapping[str, Kind] = {"before": _set, "between": _set, "uncounted": _set, "marks": _text}
_OF_DATES: Mapping[str, tuple[str, Kind]] = {
    "goes_on": ("goes_on", _text),
    "of_a_year": ("of_a_year", _set),
    "spans": ("spans", _set),
    "first_day": ("first_day", _text),
}
_OF_TYPE: Mapping[Any, Kind] = {
    str: _text,
    bool: _flag,
    tuple[str, ...]: _texts,
    frozenset[str]: _set,
    Mapping[str, int]: _table(_number),
    Mapping[str, str]: _table(_text),
}
_WORDS: Mapping[str, Kind] = {name: _OF_TYPE[kind] for name, kind in get_type_hints(Words).items()}
_NEEDED = (("", "locale"), ("", "name"), ("months", "nom"), ("lists", "last"), ("numbers", "group_mark"),
           ("numbers", "decimal_mark"), ("quotes", "outer"))  # fmt: skip
TABLES = ("months", "dates", "ordinals", "agreement", *ENTRIES, "binding", "countries", "words")


def attributes(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the file of a language says, by the attributes of `Language`; raises `FaultyLanguage`."""
    reader = _Reader(data)
    found = reader.read()
    if reader.faults:
        raise FaultyLanguage(reader.faults)
    return found


class _Reader:
    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data
        self.faults: list[Fault] = []

    def read(self) -> dict[str, Any]:
        known = (*_HEAD, *TABLES)
        found = dict(self._entries("", {name: v for name, v in self._data.items() if name not in TABLES}, _HEAD, known))
        for table, entries in ENTRIES.items():
            found |= self._entries(table, self._table(table), entries)
        found["month_names"] = self._each("months", _months)
        found |= self._dates(found["month_names"])
        said = self._table("ordinals")
        forms = {name: table for name, table in said.items() if isinstance(table, dict)}
        found["ordinal_endings"] = self._ordinals("ordinals", {k: v for k, v in said.items() if k not in forms})
        found["ordinals"] = tuple(dict.fromkeys(found["ordinal_endings"].values()))
        found["agreeing"] = {name: self._ordinals(f"ordinals.{name}", table) for name, table in forms.items()}
        found["agreement"] = self._agreement(found["agreeing"])
        found["binding"] = Binding(**self._plain("binding", _BINDING))
        found["countries"] = self._each("countries", _text)
        found["words"] = Words(**self._plain("words", _WORDS))
        for table, name in _NEEDED:
            if name not in (self._table(table) if table else self._data):
                self.faults.append(Fault(table, name, "this is missing"))
        return found

    def _table(self, name: str) -> Mapping[str, Any]:
        table = self._data.get(name, {})
        if isinstance(table, dict):
            return table
        if not any(fault.name == name for fault in self.faults):
            self.faults.append(Fault("", name, "this is a table", f"write [{name}], and its entries below it"))
        return {}

    def _entries(
        self,
        table: str,
        data: Mapping[str, Any],
        known: Mapping[str, tuple[str, Kind]],
        names: tuple[str, ...] = (),
    ) -> Iterator[tuple[str, Any]]:
        for name, value in data.items():
            if name not in known:
                self._unknown(table, name, names or tuple(known))
                continue
            attribute, kind = known[name]
            if (read := self._of(table, name, value, kind)) is not None:
                yield attribute, read

    def _plain(self, table: str, known: Mapping[str, Kind]) -> dict[str, Any]:
        return dict(self._entries(table, self._table(table), {name: (name, kind) for name, kind in known.items()}))

    def _each(self, table: str, kind: Kind) -> dict[str, Any]:
        read = {name: self._of(table, name, value, kind) for name, value in self._table(table).items()}
        return {name: value for name, value in read.items() if value is not None}

    def _of(self, table: str, name: str, value: Any, kind: Kind) -> Any:
        try:
            return kind(value)
        except _WrongBelow as wrong:
            below, *what = wrong.args
            self.faults.append(Fault(f"{table}.{name}", below, *what))
            return None
        except _Wrong as wrong:
            self.faults.append(Fault(table, name, *wrong.args))
            return None

    def _unknown(self, table: str, name: str, known: tuple[str, ...]) -> None:
        self.faults.append(Fault(table, name, "there is no such entry", did_you_mean(name, known)))

    def _dates(self, months: Mapping[str, Any]) -> dict[str, Any]:
        """Return the patterns of dates by case, and by form; each has what it says, else what [dates] says."""
        said = self._table("dates")
        tables = {name: table for name, table in said.items() if isinstance(table, dict)}
        common = {name: value for name, value in said.items() if name not in tables}
        known = {name: (name, _text) for name in PATTERNS}
        names = (*PATTERNS, *_OF_DATES)
        found = dict(self._entries("dates", {k: v for k, v in common.items() if k not in known}, _OF_DATES, names))
        first = dict(PATTERNS) | dict(self._entries("dates", {k: v for k, v in common.items() if k in known}, known))
        patterns = {"nom": first, "short": first}
        for form, table in tables.items():
            if form not in (known_forms := ("nom", *CASES, *OF_DATES, *FORMS)):
                hint = f"there are: {', '.join(known_forms)}"
                self.faults.append(Fault(f"dates.{form}", "", f"{form!r} is no case, and no form of dates", hint))
                continue
            patterns[form] = first | dict(self._entries(f"dates.{form}", table, known))
        for form, each in patterns.items():
            for name, pattern in each.items():
                if wrong := _fault_of_pattern(name, pattern, months):
                    fault = Fault("dates" if pattern == first[name] else f"dates.{form}", name, *wrong)
                    self.faults += [] if fault in self.faults else [fault]
        cases = frozenset(name for name in patterns if name not in FORMS)
        return found | {"dates": patterns, "cases": cases}

    def _ordinals(self, table: str, said: Mapping[str, Any]) -> dict[str, str]:
        """Return the ending of which numbers is which: by what those end in, or the number after a =."""
        of: dict[str, str] = {}
        endings = {ending: self._of(table, ending, numbers, _text) or "" for ending, numbers in said.items()}
        for ending, numbers in endings.items():
            for number in numbers.split():
                if number != OTHERS and not _ORDINAL_OF.fullmatch(number):
                    what = f"{number!r} is no last digits of a number"
                    hint = "write the last digits of such numbers; =1 for a number alone; * for all others"
                    self.faults.append(Fault(table, ending, what, hint))
                of[number] = ending
        if endings and OTHERS not in of:
            hint = 'give the one that all other numbers have as "*"'
            self.faults.append(Fault(table, next(iter(endings)), "no ending is said for all other numbers", hint))
        return of

    def _agreement(self, forms: Mapping[str, Any]) -> dict[str, str]:
        """Return which form of an ordinal goes with what of briefgen's own, by its short name."""
        found = self._each("agreement", _text)
        for name, form in found.items():
            if form not in forms:
                self.faults.append(
                    Fault("agreement", name, f"there is no [ordinals.{form}]", did_you_mean(form, forms))
                )
        return found


def _fault_of_pattern(name: str, pattern: str, months: Mapping[str, Any]) -> tuple[str, str] | None:
    """Say what is wrong with a pattern of a date, if anything is."""
    known = ", ".join(f"{{{each}}}" for each in _ENDS)
    try:
        parts = [*string.Formatter().parse(pattern)]
    except ValueError:
        return "a brace has no partner", f"what stands in braces is one of {known}"
    used = set()
    for _, field, spec, conversion in parts:
        if field is None:
            continue
        if field not in _ENDS or conversion:
            return f"{{{field}}} is no part of a date", f"there are {known}"
        if fault := _fault_of_spec(field, spec or "", months):
            return fault
        used.add(field)
    needs = _SAID_TWICE.get(name, PATTERNS[name] and "dmy"[2 if name == "year" else 1 if name == "month" else 0 :])
    lacking = [each for each in needs if each not in used] if pattern else []
    if lacking:
        return f"this doesn't say {{{lacking[0]}}}, the {_ENDS[lacking[0]]}", ""
    return None


def _fault_of_spec(field: str, spec: str, months: Mapping[str, Any]) -> tuple[str, str] | None:
    if field in "mn" and spec and spec not in months:
        return f"[months] has no {spec!r}", f"there are: {', '.join(months)}"
    if field in "de" and spec not in ("", "2"):
        return f"a day is {{{field}}}, or {{{field}:2}} with two digits", ""
    if field in "yz" and spec not in ("", "ordinal"):
        return f"a year is {{{field}}}, or {{{field}:ordinal}}", ""
    return None


assert set(_WORDS) == {each.name for each in fields(Words)}
