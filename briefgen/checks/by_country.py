"""How many came from each country, against how many came in all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.checks.about import event_of, is_earlier
from briefgen.checks.amounts import Amount, amounts
from briefgen.checks.places import KnownPlaces, PlaceSeen, last_link
from briefgen.checks.rules import Found
from briefgen.checks.scan import sentence, with_notes
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.problems.notes import Told

_FEWEST = 3  # countries
Pairs = list[tuple[PlaceSeen, Amount]]


def unlike_all(subject: Subject) -> Iterator[Found]:
    """Yield numbers of who came from all the countries of an event that don't make up those who came."""
    places = subject.once(KnownPlaces)
    for text in with_notes(subject):
        held = None if text.is_name or is_earlier(text.path) else event_of(subject, text.path)
        came = held.participants if held else None
        if held is None or came is None or len(came.countries) < _FEWEST:
            continue
        wholes = {figure.value for figure in (came.people, came.organisations) if figure}
        countries = [one for one in places.seen(text) if one.kind == "country"]
        for start in sorted({sentence(text.words, one.start)[0] for one in countries} if wholes else ()):
            pairs = _pairs(subject, text, [one for one in countries if sentence(text.words, one.start)[0] == start])
            total = int(sum(amount.value for _, amount in pairs))
            if {one.key for one, _ in pairs} >= {*came.countries} and total not in wholes:
                first, last = pairs[0][1], pairs[-1][1]
                message = Told("they make {total}, but the content has {numbers}", total=str(total),
                               numbers=str(max(wholes)))  # fmt: skip
                hint = Told("correct the number that is wrong")
                yield Found(text.path, message, hint, text.key, first.start, max(last.end, first.end) - first.start)


def _pairs(subject: Subject, text: TextIn, countries: list[PlaceSeen]) -> Pairs:
    """Return the countries of a sentence, each with the number beside it between two commas; none if one has none."""
    found: Pairs = []
    apart = re.compile(rf"[,;(]|(?<!\w){last_link(text)}(?!\w)")
    for one in {one.start: one for one in countries}.values():
        start, end = sentence(text.words, one.start)
        cuts = [start, *(cut.end() for cut in apart.finditer(text.words, start, end)), end]
        first = max(cut for cut in cuts if cut <= one.start)
        last = min(cut for cut in cuts if cut >= one.end)
        here = [amount for amount in amounts(subject, text) if first <= amount.start < last]
        if len(here) != 1 or any(amount is here[0] for _, amount in found):
            return []
        found.append((one, here[0]))
    return found if len(found) >= _FEWEST else []
