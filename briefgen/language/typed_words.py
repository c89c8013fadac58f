"""A time of day as people type it, 9.30, a page of the web, and a language by its name, in any that there is."""

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
_BARE_ADDRESS = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?P<top>[a-z]{2,})(?:[/?#]\S*)?", re.IGNORECASE)
_TOPS = {"com", "org", "net", "int", "edu", "gov", "info", "eu", "uk"}  # beside the countries': report.pdf is a file
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


def read_web(words: str) -> str:
    """Return an address of the web as files have it: without a beginning, with the usual one; all else as it is."""
    said = words.strip()
    found = _BARE_ADDRESS.fullmatch(said)
    known = found and (said.casefold().startswith("www.") or found["top"].casefold() in _tops())
    return f"https://{said}" if known else words


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
def _tops() -> frozenset[str]:
    """Return what addresses of the web commonly end with."""
    countries = (code.casefold() for code in map(str, Locale.parse("en").territories) if re.fullmatch("[A-Z]{2}", code))
    return frozenset(countries) | _TOPS


@cache
def _codes() -> dict[str, str]:
    """Return the codes of languages by what they are called, in small letters: in whatever languages there are."""
    found: dict[str, str] = {}
    for own in sorted(available()):
        for code, called in Locale.parse(own).languages.items():
            if _CODE.fullmatch(code):
                found.setdefault(str(called).casefold(), code)
    return found
