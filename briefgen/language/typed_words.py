"""A time of day and a number as people type them, 9.30, 1 065, and a language by its name, in any that there is."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale

from briefgen.language import available
from briefgen.problems.notes import Told, Written

_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:\s*[:.,h-]\s*(?P<minute>\d\d))?\s*"
    r"(?:(?P<half>[ap])\.?m\.?|სთ\.?|საათი|საათზე|h|hrs?|o[’']clock|uhr)?",
    re.IGNORECASE,
)
_TOGETHER = re.compile(r"(\d{1,2})(\d\d)")  # 0930
_THOUSANDS = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+")
# What people count or measure so, behind a number in a field that says what is counted. No unit stands here that
# would make it another number, such as hours or thousands.
_COUNTED = re.compile(
    r"(?<=\d)\s*(?:წთ|წუთი|მინ|min(?:ute)?s?|ქვეყანა|წევრი|მონაწილე|ორგანიზაცია|დაწესებულება|ადამიანი|კაცი|პირი|ხმა|"
    r"ეგზემპლარი|ასლი|countr(?:y|ies)|members?|participants?|organi[sz]ations?|institutions?|people|persons?|votes?|"
    r"cop(?:y|ies))\.?$",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"(?:მე-?)?(\d+)(?:-?ე|-?ლი|st|nd|rd|th)?")
_CODE = re.compile("[a-z]{2,3}")
_OF_LANGUAGE = re.compile(r"(?:\s+(?:ენა|ენაზე|language))+$")
_ADVERB = re.compile(r"ად$")  # ინგლისურად


def read_time(words: str) -> str:
    """Return a typed time of day as files have it, 09:30; raises ValueError for what is none."""
    said = words.strip()
    found = _TIME.fullmatch(_TOGETHER.sub(r"\1:\2", said) if said.isdigit() else said)
    hour, minute = (int(found["hour"]), int(found["minute"] or 0)) if found else (24, 0)
    if found and found["half"]:
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0) if 0 < hour <= 12 else 24
    if hour > 23 or minute > 59:
        raise ValueError(
            Told("“{words}” is no time of day; write hours and minutes, such as 09:30", words=Written(said))
        )
    return f"{hour:02}:{minute:02}"


def read_number(words: str) -> str:
    """Return a typed number as files have it, of 1 065, 62nd or 165 countries, too; what is none as it is."""
    said = _COUNTED.sub("", words.strip())
    if said.isascii() and said.isdecimal():
        return said
    if _THOUSANDS.fullmatch(said):
        return re.sub(r"\s", "", said)
    found = _ORDINAL.fullmatch(said)
    return found[1] if found else words


def read_language(words: str) -> str:
    """Return the code of a language by its name, or that code; raises ValueError for what is neither."""
    said = words.strip()
    if _CODE.fullmatch(said):
        return said
    called = _OF_LANGUAGE.sub("", said.casefold())
    found = _codes().get(called) or _codes().get(_ADVERB.sub("ი", called))
    if not found:
        raise ValueError(
            Told("there is no language “{words}”; write its name, such as English, or its code", words=Written(said))
        )
    return found


@cache
def _codes() -> dict[str, str]:
    """Return the codes of languages by what they are called, in small letters: in whatever languages there are."""
    found: dict[str, str] = {}
    for own in sorted(available()):
        for code, called in Locale.parse(own).languages.items():
            if _CODE.fullmatch(code):
                found.setdefault(str(called).casefold(), code)
    return found
