"""The part of a sentence in which a date or a time stands, and whether that tells of a journey."""

from __future__ import annotations

import re

from briefgen.checks.amounts import turn
from briefgen.checks.scan import clause, sentence
from briefgen.checks.texts import TextIn

_CLAUSE = re.compile(r"[,;:()–]")


def clause_of(text: TextIn, start: int, end: int) -> tuple[int, int]:
    """Return where the clause of a date or a time starts and ends."""
    first, last = clause(text.words, start, end, _CLAUSE)
    opens, closes = sentence(text.words, start)
    # What opens a sentence belongs to the clause behind it: In the spring, the seminar was held.
    if last < closes and first == opens and not text.words[first:start].strip():
        cut = _CLAUSE.search(text.words, last + 1, closes)
        last = cut.start() if cut else closes
    return first, last


def is_of_journey(text: TextIn, start: int, end: int) -> bool:
    """Tell whether a date or a time is the one at which people came to an event, or went home."""
    return bool(turn(text.language, "journey", "dates").search(text.words, *clause_of(text, start, end)))
