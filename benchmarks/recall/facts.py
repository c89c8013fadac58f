"""Facts without a footing, figures that don't fit, and people and offices that time or a slip has made wrong."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterator
from typing import Any

from briefgen.content.schema.base import Fact
from briefgen.content.schema.organisations import Programme, Stat
from briefgen.content.schema.people import Person, Term
from recall import phrases
from recall.planting import FACTS, PEOPLE, TIME, TRANSLATION, Planted, Site, Words, kind

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


@kind("facts", "sources deleted", FACTS, unfit=SHOWN_AS_DOUBTFUL, also=("source-unused",), everywhere=False)
def sources_deleted(site: Site, rng: random.Random) -> Iterator[Planted]:
    for path, _ in _sourced(site):
        yield site.delete(path, "sources"), path


@kind("facts", "sources emptied", FACTS, unfit=SHOWN_AS_DOUBTFUL)
def sources_emptied(site: Site, rng: random.Random) -> Iterator[Planted]:
    for path, _ in _sourced(site):
        yield site.change(path, "[]", "sources"), path


@kind("facts", "as_of deleted", FACTS, unfit=SHOWN_AS_DOUBTFUL)
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
        every = {"stats": site.content.association.stats, "events": site.content.events}
        entities = every.get(first) or getattr(site.content.association, first)
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
        for words in (phrases.NUMBERS[text.language],):
            for number, word in enumerate(words):
                for found in re.finditer(rf"(?<!\w){word}(?!\w)", text.masked):
                    # «the two organizations» is as much a pronoun as a number.
                    if number > 0:
                        yield site.rewrite(text, found.start(), len(word), words[number + 1]), text.path


@kind("facts", "digits changed in one language", FACTS, also=FOLLOWS)
def digits_changed(site: Site, rng: random.Random) -> Iterator[Planted]:
    for text in site.texts:
        for found in re.finditer(r"(?<![\w.,])\d{2,}(?![\w])", text.masked):
            digits = found[0]
            swapped = digits[:-2] + digits[-1] + digits[-2]
            other = swapped if swapped not in (digits,) and swapped[0] != "0" else digits[:-1] + str(
                (int(digits[-1]) + 3) % 10
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


# People and offices ----------------------------------------------------------------------------------------------


def _terms(site: Site) -> Iterator[tuple[str, Term]]:
    """Yield the terms that a brief relies on: those of today's holders."""
    for path, term in site.entities(Term):
        if not term.end and (not term.start or term.start.start.first_day <= site.as_of):
            yield path, term


def _offices(site: Site, term: Term) -> tuple[str, ...]:
    return tuple(path for kind in ("offices",) for id, path in site.content.index[kind].items() if id == term.office)


@kind("people and offices", "term ended before the edition", PEOPLE)
def term_ended(site: Site, rng: random.Random) -> Iterator[Planted]:
    for path, term in _terms(site):
        for days in rng.sample(range(1, 300), 3):
            end = site.as_of - dt.timedelta(days=days)
            if not term.start or end > term.start.start.last_day:
                yield site.add(path, f"end: {end}"), (path, *_offices(site, term), "people.terms")


@kind("people and offices", "term ends before or soon after the event", PEOPLE)
def term_ends_soon(site: Site, rng: random.Random) -> Iterator[Planted]:
    event = site.content.entity("events", site.value(site.edition).event)
    for path, term in _terms(site):
        for days in (-1, 0, 2, 5, 8):
            end = event.date.last.last_day + dt.timedelta(days=days)
            yield site.add(path, f"end: {end}"), (path, *_offices(site, term), "people.terms")


@kind("people and offices", "second holder", PEOPLE)
def second_holder(site: Site, rng: random.Random) -> Iterator[Planted]:
    people = list(site.content.index["persons"])
    for path, term in _terms(site):
        for person in people:
            if person == term.person:
                continue
            lines = [f"id: {person}-{term.office.replace('_', '-')}-too", f"person: {person}", f"office: {term.office}"]
            if term.start:  # both covering the edition's day, and neither started later than the other
                lines.append(f"start: {term.start}")
            elif rng.random() < 0.5:
                lines += [f"start: {site.as_of.year - 2}", f"end: {site.as_of.year + 2}"]
            lines += [f"status: {term.status}"] if term.status else []
            lines += [f"sources: [{', '.join(term.sources)}]"] if term.sources else []
            yield site.append(path, "\n".join(lines)), ("people.terms", *_offices(site, term))


@kind("people and offices", "term ends before it starts", (*PEOPLE, *TIME, "value-wrong"))
def term_backwards(site: Site, rng: random.Random) -> Iterator[Planted]:
    for path, term in site.entities(Term):
        if term.start:
            start = term.start.start
            for years in (1, 2, 10):
                end = f"{start.year - years}{str(term.end or term.start)[4:]}"
                near = (path, *_offices(site, term), "people.terms")
                yield (site.change(path, end, "end") if term.end else site.add(path, f"end: {end}")), near
            if term.end:
                yield site.change(path, str(term.end.start.year + 2), "start"), (path, *_offices(site, term))


@kind("people and offices", "term starts after the edition", PEOPLE)
def term_not_begun(site: Site, rng: random.Random) -> Iterator[Planted]:
    for path, term in _terms(site):
        near = (path, *_offices(site, term), "people.terms")
        for start in (f"{site.as_of.year + 1}-01-01", f"{site.as_of.year + 1}", f"{site.as_of.year + 2}-03"):
            yield (site.change(path, start, "start") if term.start else site.add(path, f"start: {start}")), near


@kind("people and offices", "in office before the election", (*PEOPLE, *TIME))
def before_election(site: Site, rng: random.Random) -> Iterator[Planted]:
    for path, term in site.entities(Term):
        if term.start and term.elected_at:
            date = site.content.entity("events", term.elected_at).date
            for years in (1, 2):
                near = (path, *_offices(site, term), "people.terms", site.content.index["events"][term.elected_at])
                yield site.change(path, f"{date.start.year - years}{str(term.start)[4:]}", "start"), near


def misspell(rng: random.Random, name: str) -> str:
    """Return a name with one letter inside it changed, doubled, lost or swapped with the next."""
    places = [at for at in range(1, len(name) - 2) if name[at - 1 : at + 3].isalpha() and name[at] != name[at + 1]]
    at = rng.choice(places)
    how = rng.choice(("swap", "lose", "double", "change"))
    vowels = "აეიოუ" if "ა" <= name[at] <= "ჰ" else "aeiou"
    if how == "change":
        spots = [place for place in places if name[place] in vowels] or [at]
        at = rng.choice(spots)
        return name[:at] + rng.choice([vowel for vowel in vowels if vowel != name[at]]) + name[at + 1 :]
    new = {"swap": name[at + 1] + name[at], "lose": name[at + 1], "double": name[at] + name[at : at + 2]}[how]
    return name[:at] + new + name[at + 2 :]


@kind("people and offices", "known person's name misspelt in prose", PEOPLE, also=(*FOLLOWS, "spelling.*"))
def name_misspelt(site: Site, rng: random.Random) -> Iterator[Planted]:
    people = list(site.entities(Person))
    for text in site.prose(*site.languages):
        for _ in range(3):
            path, person = rng.choice(people)
            name = misspell(rng, person.name.root[text.language])
            sentence = rng.choice(phrases.KNOWN_PERSON[text.language]).format(name=name)
            yield site.rewrite(text, text.end, 0, sentence), (text.path, path)


@kind("people and offices", "name typed for an expression, misspelt", PEOPLE, also=(*FOLLOWS, "spelling.*"))
def name_replaced(site: Site, rng: random.Random) -> Iterator[Planted]:
    people = {person.id.replace("-", "_"): (path, person) for path, person in site.entities(Person)}
    for text in site.texts:
        for found in _EXPRESSION.finditer(text.value):
            if found[1].startswith("persons."):
                path, person = people[found[1].split(".")[1]]
                name = misspell(rng, person.name.root[text.language])
                yield site.rewrite(text, found.start(), len(found[0]), name), (text.path, path)


@kind("people and offices", "unknown person", PEOPLE, also=(*FOLLOWS, "spelling.*"))
def unknown_person(site: Site, rng: random.Random) -> Iterator[Planted]:
    for text in site.prose(*site.languages):
        for sentence in rng.sample(phrases.UNKNOWN_PEOPLE[text.language], 2):
            yield site.rewrite(text, text.end, 0, sentence), text.path


@kind("people and offices", "unknown person in an office", PEOPLE, also=(*FOLLOWS, "spelling.*"))
def unknown_officer(site: Site, rng: random.Random) -> Iterator[Planted]:
    for text in site.prose(*site.languages):
        sentence = rng.choice(phrases.UNKNOWN_OFFICERS[text.language])
        yield site.rewrite(text, text.end, 0, sentence), text.path


@kind("people and offices", "holder named outside the term", PEOPLE, also=FOLLOWS)
def outside_the_term(site: Site, rng: random.Random) -> Iterator[Planted]:
    """Name today's holder of an office where it is about a time before the term, or a former one after it."""
    titles = {office.id: office.title.root for office in site.content.association.offices}
    for text in site.prose(*site.languages):
        date = site.date_of(text.path)
        if date is None or date.start is None or date.last is None:
            continue
        for _, term in site.entities(Term):
            early = term.start and date.last.last_day < term.start.start.first_day
            late = term.end and date.start.first_day > term.end.start.last_day
            if term.office in titles and (early or late):
                title, person = titles[term.office][text.language], f"{{{{ persons.{term.person.replace('-', '_')} }}}}"
                sentence = {
                    "en": f" The {title}, {person}, took part.",
                    "fr": f" A participé : {person} ({title}).",
                    "ka": f" მონაწილეობდა {title} {person}.",
                }[text.language]
                yield site.rewrite(text, text.end, 0, sentence), text.path
