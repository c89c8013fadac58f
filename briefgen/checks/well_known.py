"""Figures that everybody can look up: how many members an organisation has, how many people live in a country."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from briefgen.checks.amounts import Amount, amounts
from briefgen.checks.likely import Matcher, matcher
from briefgen.checks.places import KnownPlaces
from briefgen.checks.rules import Found
from briefgen.checks.scan import sentence, with_notes
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.organisations import Agency
from briefgen.language import said
from briefgen.language.gazetteer import populations
from briefgen.problems.notes import Told

_FAR = 2.5  # times as many or as few as there are: no count of any year
_NEAR = 40  # characters


def unlike_known(subject: Subject) -> Iterator[Found]:
    """Yield «the United Nations has 139 members», and «the country’s 37 million inhabitants» of one of 3.7 million."""
    for text in with_notes(subject):
        numbered = [] if text.is_name else [one for one in amounts(subject, text) if not one.printed]
        for amount in numbered:
            known = _members(text, amount) or _people(subject, text, amount)
            if known:
                message = Told("“{raw}”, but it is known to be {number}", raw=_written(amount), number=known)
                hint = Told("look the figure up")
                yield Found(text.path, message, hint, text.key, amount.start, amount.end - amount.start,
                            severity="warning")  # fmt: skip


def _written(amount: Amount) -> str:
    return f"{amount.value:.0f}"


def _members(text: TextIn, amount: Amount) -> str:
    """Return how many members an organisation has of which a sentence tells another number; "" if it doesn't."""
    start, end = sentence(text.words, amount.start)
    behind = text.words[amount.end : min(end, amount.end + _NEAR)]
    if not re.match(rf"[\s-]*(?:{said.pattern(text.language, 'world', 'members')})(?!\w)", behind, re.IGNORECASE):
        return ""
    named = [values for pattern, values in _organisations(text.language).items()
             if pattern.search(text.words, start, end)]  # fmt: skip
    if len(named) != 1 or amount.value in named[0] or re.search(r"[A-Z]{3,}", text.words[start:end].replace("UN", "")):
        return ""
    lead = text.words[max(start, amount.start - _NEAR) : amount.start]
    loose = matcher(said.pattern(text.language, "world", "some"))
    if not matcher(said.pattern(text.language, "world", "has")).search(text.words, start, end):
        return ""
    return "" if loose.search(lead) or loose.search(behind) else str(int(max(named[0])))


@cache
def _organisations(code: str) -> Mapping[Matcher, tuple[float, ...]]:
    table = said.table(code, "world").get("organisations", {})
    return {matcher(pattern): tuple(map(float, values)) for pattern, values in table.items()}


def _people(subject: Subject, text: TextIn, amount: Amount) -> str:
    """Return how many people live in a country of which a sentence tells a far larger or smaller number."""
    start, end = sentence(text.words, amount.start)
    inhabitants = rf"[\s-]*(?:[\w’-]+ )?(?:{said.pattern(text.language, 'world', 'inhabitants')})"
    population = rf"(?:{said.pattern(text.language, 'world', 'population')})[^.;,]{{0,20}}$"
    behind, lead = text.words[amount.end : end], text.words[start : amount.start]
    whole = re.match(inhabitants, behind, re.IGNORECASE) or re.search(population, lead, re.IGNORECASE)
    if not whole or amount.value < _FEWEST:
        return ""
    places = subject.once(KnownPlaces)
    named = {one.key for one in places.seen(text) if one.kind == "country" and start <= one.start < end}
    if not named and matcher(said.pattern(text.language, "world", "the_country")).search(text.words, start, end):
        named = {agency.country for _, agency in subject.entities(Agency)}
    known = populations().get(named.pop()) if len(named) == 1 else None
    if known is None or known / _FAR <= amount.value / 1e6 <= known * _FAR:
        return ""
    return f"{known * 1e6:.0f}"


_FEWEST = 1e5  # of less, a sentence counts some of them
