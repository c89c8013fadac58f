"""Facts without a footing, and figures that don't fit."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from briefgen.content.schema.base import Fact
from briefgen.content.schema.organisations import Programme, Stat
from briefgen.content.schema.people import Term
from recall import phrases
from recall.faults import FACTS, PEOPLE, TIME, TRANSLATION
from recall.planting import Planted, kind
from recall.site import Site, Words

ANY_FACT = (*FACTS, *PEOPLE, *TIME)
SHOWN_AS_DOUBTFUL = "fact-(disputed|unverified)"
FOLLOWS = TRANSLATION  # a text that was changed has a translation that wasn't

_EXPRESSION = re.compile(r"\{\{\s*([\w.]+)\s*((?:\|[^}]*)?)\}\}")


# Facts ---------------------------------------------------------------------------------------------------------


def _sourced(site: Site) -> Iterator[tuple[str, Fact]]:
    """Yield the facts that have sources and aren't marked as unproven; figures only where all have sources."""
    figures = all(stat.sources for _, stat in site.entities(Stat))
    for path, fact in site.entities(Fact):
        if fact.sources and (fact.status in ("verified", "disputed") or (isinstance(fact, Stat) and figures)):
            yield path, fact


@kind("facts", "sources deleted", FACTS, unfit=SHOWN_AS_DOUBTFUL, elsewhere=("source-unused",))
def sources_deleted(site: Site, rng: random.Random) -> Iterator[Planted]:
    for path, _ in _sourced(site):
        yield site.delete(path, "sources"), path


@kind("facts", "sources emptied", FACTS, unfit=SHOWN_AS_DOUBTFUL, elsewhere=("source-unused",))
def sources_emptied(site: Site, rng: random.Random) -> Iterator[Planted]:
    for path, _ in _sourced(site):
        yield site.change(path, "[]", "sources"), path


# The schema itself wants the date of a figure that has a history.
@kind("facts", "as_of deleted", (*FACTS, "value-wrong"), unfit=SHOWN_AS_DOUBTFUL)
def as_of_deleted(site: Site, rng: random.Random) -> Iterator[Planted]:
    stats = list(site.entities(Stat))
    if all(stat.as_of for _, stat in stats):
        for path, _ in stats:
            yield site.delete(path, "as_of"), path


@kind("facts", "review date passed", (*FACTS, r"words-.*"), unfit=SHOWN_AS_DOUBTFUL)
def review_passed(site: Site, rng: random.Random) -> Iterator[Planted]:
    for path, fact in site.entities(Fact):
        if not site.prints(path) or path.startswith("editions"):
            continue
        days = (1, 40, 200, 400)
        day = site.as_of - dt.timedelta(days=rng.choice(days))
        written = rng.choice((day.isoformat(), day.isoformat()[:7] if day.month != site.as_of.month else str(day)))
        if fact.review_by:
            yield site.change(path, written, "review_by"), path
        else:
            yield site.add(path, f"review_by: {written}"), path


@kind("facts", "disputed and printed", FACTS)
def becomes_disputed(site: Site, rng: random.Random) -> Iterator[Planted]:
    sources = list(site.content.index["sources"])
    for path, fact in site.entities(Fact):
        if fact.note and fact.status in ("verified", "unverified") and site.prints(path):
            span = site.node(path, "status")
            indent = " " * span[0].start_mark.column if span and span[0] else ""
            yield site.change(path, f"disputed\n{indent}contradicted_by: [{rng.choice(sources)}]", "status"), path


@kind("facts", "unverified and printed", FACTS)
def becomes_unverified(site: Site, rng: random.Random) -> Iterator[Planted]:
    for path, fact in site.entities(Fact):
        if fact.status == "verified" and site.prints(path):
            yield site.change(path, "unverified", "status"), path


def number_of(site: Site, text: Words, name: str, filters: str) -> int | None:
    """Return the number that an expression prints, counted or stored; None if it prints something else."""
    owner = site.value(site.owner(text.path))
    first, *rest = name.split(".")
    value: Any = None
    if first == "commissions":
        kinds = ("commission", "special-commission")
        value = [body for body in site.content.association.bodies if body.kind in kinds]
    elif rest and first in ("stats", "events", "programmes", "bodies"):
        entities: Any = site.content.events if first == "events" else getattr(site.content.association, first)
        value = next((entity for entity in entities if entity.id.replace("-", "_") == rest[0]), None)
        rest = rest[1:]
    elif first == "event":
        value = site.content.entity("events", owner.event) if getattr(owner, "event", None) else None
    else:
        value = getattr(owner, first, None)
    for step in rest:
        value = getattr(value, step, None)
    if isinstance(value, list) and "count" in filters:
        return len(value)
    value = getattr(value, "value", value)
    return value if isinstance(value, int) and "ordinal" not in filters else None


def _numbers(site: Site) -> Iterator[tuple[Words, re.Match[str], int]]:
    for text in site.texts:
        for found in _EXPRESSION.finditer(text.value):
            number = number_of(site, text, found[1], found[2])
            if number is not None:
                yield text, found, number


@kind("facts", "typed number differs", FACTS, also=FOLLOWS)
def typed_number(site: Site, rng: random.Random) -> Iterator[Planted]:
    for text, found, number in _numbers(site):
        if text.value[found.end() : found.end() + 1] != "-":
            other = max(2, number + rng.choice((-1, 1, 2)))
            yield site.rewrite(text, found.start(), len(found[0]), str(other if other != number else 4)), text.path


@kind("facts", "typed number word differs", FACTS, also=FOLLOWS)
def typed_number_word(site: Site, rng: random.Random) -> Iterator[Planted]:
    for text, found, number in _numbers(site):
        words = phrases.NUMBERS[text.language]
        if 3 <= number <= 15 and text.value[found.end() : found.end() + 1] != "-":
            word = words[number - 2 + rng.choice((-1, 1))]
            at_start = text.value[: found.start()].rstrip().endswith((".", "")) and not text.value[: found.start()]
            yield site.rewrite(text, found.start(), len(found[0]), word.capitalize() if at_start else word), text.path


@kind("facts", "number word changed", FACTS, also=FOLLOWS)
def number_word(site: Site, rng: random.Random) -> Iterator[Planted]:
    for text in site.prose(*site.languages):
        words = phrases.NUMBERS[text.language]
        # From three on: «the two organizations» is as much a pronoun as a number.
        for word, other in pairwise(words[1:]):
            for found in re.finditer(rf"(?<!\w){word}(?!\w)", text.masked):
                yield site.rewrite(text, found.start(), len(word), other), text.path


@kind("facts", "digits changed in one language", FACTS, also=FOLLOWS)
def digits_changed(site: Site, rng: random.Random) -> Iterator[Planted]:
    for text in site.texts:
        for found in re.finditer(r"(?<![\w.,])\d{2,}(?![\w])", text.masked):
            digits = found[0]
            swapped = digits[:-2] + digits[-1] + digits[-2]
            other = (
                swapped
                if swapped not in (digits,) and swapped[0] != "0"
                else digits[:-1] + str((int(digits[-1]) + 3) % 10)
            )
            yield site.rewrite(text, found.start(), len(digits), other), text.path


@kind("facts", "figure in one language only", FACTS, also=FOLLOWS)
def figure_added(site: Site, rng: random.Random) -> Iterator[Planted]:
    for text in site.prose(*site.languages):
        sentence = rng.choice(phrases.FIGURES[text.language]).format(n=rng.choice((12, 23, 45, 64, 78)))
        yield site.rewrite(text, text.end, 0, sentence), text.path


@kind("facts", "figure typed with another value", FACTS, also=FOLLOWS)
def figure_repeated(site: Site, rng: random.Random) -> Iterator[Planted]:
    """Repeat a figure by its own label, as last year's brief had it."""
    for text in site.prose(*site.languages):
        stat = rng.choice(site.content.association.stats)
        other = stat.value + rng.choice((-10, -4, 12))
        label = stat.label.root[text.language].lower() if text.language != "ka" else stat.label.root["ka"]
        sentence = {
            "en": f" (In all: {other} {label}.)",
            "fr": f" (En tout : {other} {label}.)",
            "ka": f" ({label}: {other}.)",
        }[text.language]
        yield site.rewrite(text, text.end, 0, sentence), text.path


@kind("facts", "same fact twice", FACTS, unfit=SHOWN_AS_DOUBTFUL, also=("fact-.*",))
def fact_twice(site: Site, rng: random.Random) -> Iterator[Planted]:
    names = ("now", "again", "new", "2019-figures")
    for path, stat in site.entities(Stat):
        for name in names:
            value = stat.value + rng.choice((-8, -2, 4, 15))
            label = ", ".join(f"{language}: {words}" for language, words in stat.label.root.items())
            lines = [f"id: {stat.id}-{name}", f"label: {{{label}}}", f"value: {value}", "row: false"]
            lines += [f"as_of: {stat.as_of}"] if stat.as_of else []
            lines += [f"sources: [{', '.join(stat.sources)}]"] if stat.sources else []
            yield site.append(path, "\n".join(lines)), "association.stats"


@kind("facts", "programme's length does not fit", ANY_FACT, also=FOLLOWS)
def programme_length(site: Site, rng: random.Random) -> Iterator[Planted]:
    for path, programme in site.entities(Programme):
        if programme.years and programme.period.end:
            for change in (-1, 1, 2):
                yield site.change(path, str(programme.years + change), "years"), path
            start, end = programme.period.start.year, programme.period.end.year
            for change in (-1, 1, 2):
                yield site.change(path, f"{start}/{end + change}", "period"), path


@kind("facts", "elected for a term of another length", ANY_FACT)
def term_length(site: Site, rng: random.Random) -> Iterator[Planted]:
    for path, term in site.entities(Term):
        years = site.content.entity("events", term.elected_at).term_years if term.elected_at else None
        if years and not term.years:
            for change in (-3, -2, 2):
                near = (path, site.content.index["events"][term.elected_at])
                yield site.add(path, f"years: {max(1, years + change)}"), near
