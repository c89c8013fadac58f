"""What a date in a text is the date of: of which year a report or a budget is, for when something was planned."""

from __future__ import annotations

import re

from briefgen.checks.likely import matcher
from briefgen.checks.scan import TypedDate, sentence
from briefgen.checks.texts import TextIn
from briefgen.language import said

_NEAR = 100  # characters before a year in which what it is the year of stands
_RANGE = " –-0123456789"  # what is left of a period beside one of its years


def is_of_a_paper(text: TextIn, typed: TypedDate) -> bool:
    """Tell whether a date says of which year a paper or money is: the report for 2017 may be read on any day."""
    after = text.words[typed.end : sentence(text.words, typed.start)[1]].lstrip(_RANGE)
    year_of = matcher(said.pattern(text.language, "patterns", "year_of"))
    return bool(_said_before(text, typed, "of_year") or year_of.match(after))


def is_planned_for(text: TextIn, typed: TypedDate) -> bool:
    """Tell whether a date says for when something was planned."""
    return bool(_said_before(text, typed, "planned_for"))


def _said_before(text: TextIn, typed: TypedDate, name: str) -> re.Match[str] | None:
    # What is typed of a date may begin with a preposition.
    before = text.words[max(sentence(text.words, typed.start)[0], typed.start - _NEAR) : typed.end]
    return matcher(rf"(?:{said.pattern(text.language, 'patterns', name)})\s*$").search(before.rstrip(_RANGE))
