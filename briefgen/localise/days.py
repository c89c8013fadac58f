"""Days that stand in figures among words that every brief prints: a flight on 12.05.2031, 21:40."""

from __future__ import annotations

import re

from briefgen.dates import Date
from briefgen.language.base import Language

_DAY = re.compile(r"(?<![\w.-])(?:(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})|(?P<iso>\d{4}-\d\d-\d\d))(?![\w-]|\.\d)")


def with_days(words: str, language: Language) -> str:
    """Return words with their days as the language has them in tables; what is no day stays as it is."""
    return _DAY.sub(lambda found: _printed(found, language), words)


def _printed(found: re.Match[str], language: Language) -> str:
    written = found["iso"] or f"{found['y']}-{int(found['m']):02}-{int(found['d']):02}"
    try:
        return language.short_date(Date.parse(written))
    except ValueError:
        return found[0]
