"""People and offices that time or a slip of the hand has made wrong."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterator

from briefgen.content.schema.people import Person, Term
from recall import phrases
from recall.facts import FOLLOWS
from recall.faults import PEOPLE, TIME
from recall.planting import Planted, kind
from recall.site import Site

_PERSON = re.compile(r"\{\{\s*persons\.(\w+)\s*\}\}")


def _terms(site: Site) -> Iterator[tuple[str, Term]]:
    """Yield the terms that a brief relies on: those of today's holders."""
    for path, term in site.entities(Term):
        if not term.end and (not term.start or term.start.start.first_day <= site.as_of):
            yield path, term


def _offices(site: Site, term: Term) -> tuple[str, ...]:
    return (site.content.index["offices"][term.office],)


@kind("people and offices", "term ended before the edition", PEOPLE)
def term_ended(site: Site, rng: random.Random) -> Iterator[Planted]:
    for path, term in _terms(site):
        for days in rng.sample(range(1, 300), 3):
            end = site.as_of - dt.timedelta(days=days)
            if not term.start or (term.start.start and end > term.start.start.last_day):
                yield site.add(path, f"end: {end}"), (path, *_offices(site, term), "people.terms")


@kind("people and offices", "term ends before or soon after the event", PEOPLE)
def term_ends_soon(site: Site, rng: random.Random) -> Iterator[Planted]:
    last = site.content.entity("events", site.value(site.edition).event).date.last.last_day
    for path, term in _terms(site):
        for days in (-1, 0, 2, 5, 8):
            end = last + dt.timedelta(days=days)
            yield site.add(path, f"end: {end}"), (path, *_offices(site, term), "people.terms")


@kind("people and offices", "second holder", PEOPLE)
def second_holder(site: Site, rng: random.Random) -> Iterator[Planted]:
    people = list(site.content.index["persons"])
    for path, term in _terms(site):
        for person in people:
            if person == term.person:
                continue
            lines = [f"id: {person}-{term.office.replace('_', '-')}-too", f"person: {person}", f"office: {term.office}"]
            if term.start:  # a later start would end the other term
                lines.append(f"start: {term.start}")
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
        for found in _PERSON.finditer(text.value):
            path, person = people[found[1]]
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
