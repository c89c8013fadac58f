"""A number as people type one in a form – 1 065, 62nd, 2.5 million, 1 h 30 min – and what a file has of it."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from itertools import product
from typing import Literal

from babel.numbers import format_compact_decimal
from babel.units import format_unit

from briefgen.problems.notes import Told, Written

_SPOKEN = ("ka", "en")  # in which people type; in more languages words for a number have several meanings
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
# What people count so, behind a number in a field that says what is counted. No unit stands here that would make it
# another number, such as hours or thousands; how long something lasts has units of its own (`_lasting`).
_COUNTED = re.compile(
    r"(?<=\d)\s*(?:ცალი|ერთეული|ქვეყანა|წევრი|მონაწილე|ორგანიზაცია|დაწესებულება|ადამიანი|კაცი|პირი|"
    r"ქალი|მამაკაცი|დელეგატი|დელეგაცია|წარმომადგენელი|სტუმარი|ხმა|ეგზემპლარი|ასლი|გვერდი|კითხვა|"
    r"countr(?:y|ies)|members?|participants?|organi[sz]ations?|institutions?|people|persons?|women|men|delegates?|"
    r"delegations?|representatives?|guests?|votes?|cop(?:y|ies)|pieces?|pcs|pages?|questions?)\.?$",
    re.IGNORECASE,
)
_HELD = re.compile(r"(?<=\d)\s*(?:სხდომა|სესია|შეხვედრა|sessions?|meetings?)$")  # a time, too: elected for two sessions
_ORDINAL = re.compile(r"(?:მე-?)?(\d+)(?:-?ე|-?ლი|st|nd|rd|th)?")
_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?")  # as files have it
_DIGITS = re.compile(r"\d+")
_GROUPED = re.compile(r"(?P<whole>\d{1,3}(?:(?P<by>[ '’,.])\d{3})(?:(?P=by)\d{3})*)(?:(?!(?P=by))[.,](?P<rest>\d+))?")
_FRACTION = re.compile(r"(\d+)[.,](\d+)")
_WORDED = re.compile(r"(?P<number>[\d .,'’]*\d)\s*-?(?P<word>[^\W\d_]+)\.?")
_PART = re.compile(rf"\s*(?:and|და)?\s*(?:{_WORDED.pattern}|(?P<bare>\d+)$)\s*,?")
_HALF_HOUR = re.compile(r"(?:half an hour|ნახევარი საათი|ნახევარ საათს)")
_ABOUT = re.compile(
    r"(?:(?:more than|over|above|at least|not less than|no fewer than|about|around|approximately|approx\.?|ca?\.|circa|"
    r"nearly|almost|up to|some|>|≥|~|≈|დაახლოებით|დაახლ\.?|თითქმის|არანაკლებ|სულ მცირე|მინიმუმ|მაქსიმუმ)\s*)?"
    r"(?P<number>\d.*?)\s*(?:\+|or more|and more|-?ზე მეტი|-?მდე|-?ზე ნაკლები|-?ზე)?"
)
_STEMS = {"წამ": "second", "წუთ": "minute", "საათ": "hour", "დღ": "day", "კვირ": "week", "თვ": "month", "წლ": "year"}
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 7 * 86400}
_LENGTHS: tuple[Literal["long", "short", "narrow"], ...] = ("long", "short", "narrow")
_STYLES: tuple[Literal["long", "short"], ...] = ("long", "short")
_MONTHS = {"month": 1, "year": 12}


def read_number(words: str, field: str = "", *, whole: bool = True) -> str:
    """Return a typed number as files have it; words without a digit as they are.

    `field` says what is counted, as in `minutes` or `term_years`. Raises ValueError, with what to write, for what can
    mean several numbers or none.
    """
    said = " ".join(words.translate(_UNSEEN).split()).casefold()
    if _DIGITS.fullmatch(said) or (not whole and _PLAIN.fullmatch(said)):
        return said
    number = _read(said, field, whole=whole)
    if number is not None:
        return _written(number)
    about = _ABOUT.fullmatch(said)
    alone = _read(about["number"], field, whole=whole) if about else None
    if alone is not None:
        raise ValueError(
            Told("write the number alone, {number}: how exact it is has a field of its own", number=_written(alone))
            if field == "value"
            else Told("write the number alone: {number}", number=_written(alone))
        )
    if not whole or not re.search(r"\d", said) or _PLAIN.fullmatch(said):
        return words  # whoever looks at it says what is wrong
    raise ValueError(Told("“{words}” is no whole number: write it in digits alone, such as 1065", words=Written(words)))


def _written(number: Decimal) -> str:
    return f"{number:f}" if number % 1 else f"{number:.0f}"


def _read(said: str, field: str, *, whole: bool) -> Decimal | None:
    """Return the number that words can only mean; None if they can mean several, or none."""
    found = _lasting(said, field)
    if found is None:
        bare = said if _scale(field) else _COUNTED.sub("", said)
        bare = _HELD.sub("", bare) if field in ("", "number", "value") else bare
        ordinal = _ORDINAL.fullmatch(bare)
        found = Decimal(ordinal[1]) if ordinal else _multiplied(bare)
        found = _amount(bare, whole=whole) if found is None else found
    return None if found is None or (whole and found % 1) else found


def _amount(said: str, *, whole: bool) -> Decimal | None:
    """Return a number in digits; raises ValueError for one as 1,065, which people write for a whole one and a part."""
    if _DIGITS.fullmatch(said):
        return Decimal(said)
    grouped, fraction = _GROUPED.fullmatch(said), _FRACTION.fullmatch(said)
    if grouped and grouped["whole"][0] != "0":
        digits = re.sub(r"\D", "", grouped["whole"])
        if fraction and not whole:
            return None  # whoever asks has other words for it
        if fraction:
            part = f"{fraction[1]}.{fraction[2]}"
            raise ValueError(
                Told(
                    "“{words}” can be {number} or {part}: write {number}, without a sign between, if that is meant",
                    words=Written(said),
                    number=digits,
                    part=part,
                )
            )
        return Decimal(f"{digits}.{grouped['rest'] or 0}")
    return Decimal(f"{fraction[1]}.{fraction[2]}") if fraction else None


def _multiplied(said: str) -> Decimal | None:
    """Return what is so many thousands or millions."""
    found = _WORDED.fullmatch(said)
    times = _multipliers().get(found["word"]) if found else None
    amount = _amount(found["number"], whole=False) if found and times else None
    return amount * times if amount is not None and times else None


def _lasting(said: str, field: str) -> Decimal | None:
    """Return how long something lasts, in the unit of a field that has one."""
    unit, scale = _unit_of(field), _scale(field)
    if not scale or _DIGITS.fullmatch(said):
        return None
    if scale is _SECONDS and _HALF_HOUR.fullmatch(said):
        return Decimal(1800) / scale[unit]
    at, total, last = 0, Decimal(0), ""
    while at < len(said):
        part = _PART.match(said, at)
        named = "minute" if part and part["bare"] and last == "hour" else part and _unit(part["word"] or "", unit)
        amount = _amount(part["bare"] or part["number"], whole=False) if part else None
        if not part or not named or named not in scale or amount is None:
            return None
        if last and (scale[named] >= scale[last] or total % scale[last]):  # only the last one may have a fraction
            return None
        total, last, at = total + amount * scale[named], named, part.end()
    return total / scale[unit] if last else None


def _unit_of(field: str) -> str:
    return field.rpartition("_")[2].removesuffix("s")


def _scale(field: str) -> dict[str, int]:
    """Return the units of time that a field may be typed in; none if it says no time."""
    return next((scale for scale in (_SECONDS, _MONTHS) if _unit_of(field) in scale), {})


def _unit(word: str, wanted: str) -> str:
    """Return the unit that a word is; of a letter that stands for several the one that is `wanted`."""
    units = _units().get(word, set()) or {unit for stem, unit in _STEMS.items() if word.startswith(stem)}
    return wanted if wanted in units else next(iter(units)) if len(units) == 1 else ""


@cache
def _units() -> dict[str, set[str]]:
    """Return the units of time that words stand for, those of CLDR and some that it lacks."""
    found = {"h": {"hour"}, "hrs": {"hour"}, "mins": {"minute"}, "მინ": {"minute"}, "secs": {"second"}}
    for unit, code, length in product((*_SECONDS, *_MONTHS), _SPOKEN, _LENGTHS):
        for many in (1, 2):
            words = format_unit(many, f"duration-{unit}", length=length, locale=code)
            found.setdefault(_word_of(words.replace(str(many), "")), set()).add(unit)
    return found


@cache
def _multipliers() -> dict[str, int]:
    """Return what words such as million stand for, CLDR's and some that it lacks; no single letter: 5 m is a depth."""
    found = {"mn": 10**6, "mln": 10**6, "bn": 10**9}
    for times, code, style in product((10**3, 10**6, 10**9), _SPOKEN, _STYLES):
        words = format_compact_decimal(times, format_type=style, locale=code)
        found.setdefault(_word_of(words.replace("1", "")), times)
    return {word: times for word, times in found.items() if len(word) > 1}


def _word_of(words: str) -> str:
    return words.strip().strip(".").casefold()
