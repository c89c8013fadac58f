"""Countries and cities are called as they are called: on the day of the text, and in its language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from briefgen.checks.about import (
    date_of,
    in_words,
    surely_before,
)
from briefgen.checks.amounts import turn
from briefgen.checks.likely import matcher
from briefgen.checks.places import KnownPlaces, slugs_of
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import language_of, sentence, with_notes, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.base import Fact
from briefgen.content.schema.organisations import Work
from briefgen.content.schema.places import City
from briefgen.content.schema.sources import Source
from briefgen.dates import Date
from briefgen.language import available, said
from briefgen.language.gazetteer import Former, gazetteer
from briefgen.language.usage import usage
from briefgen.problems.diagnostics import Severity
from briefgen.problems.notes import Told

_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")


# Names that are no longer right ------------------------------------------------------------------------------------


@rule("place-former", "error", "A country or a city is called as it is called on the text's date.")
def place_former(subject: Subject) -> Iterator[Found]:
    """Find names that a country or a city gave up before the date of what is told, and those of other languages."""
    places = subject.once(KnownPlaces)
    for text in with_notes(subject):
        if not text.is_note and isinstance(
            next((owner for _, owner in subject.owners(text.path)), None), Work | Source
        ):
            continue  # a title is as it was printed
        if not text.is_note:
            yield from _too_early(subject, places, text)
        for seen in places.former(text):
            if _was_right(subject, text, seen.start, seen.former):
                continue
            written = text.raw[seen.start : seen.end]
            message = Told("“{written}” is not what the place is called", written=written)
            if until := seen.former.until:
                message = Told("“{written}” is a name of before {until}", written=written, until=in_words(until))
            fix = (seen.former.now,) if written == seen.name and " or " not in seen.former.now else ()
            severity: Severity = "error" if until else "warning"
            hint = Told("write “{now}”", now=seen.former.now)
            yield Found(
                text.path, message, hint, text.key, seen.start, seen.end - seen.start, severity=severity, fix=fix
            )


def _too_early(subject: Subject, places: KnownPlaces, text: TextIn) -> Iterator[Found]:
    """Yield names that a country or a city took only after the time of which is told: Türkiye, of 2010."""
    newer = places.words_of(text.language).newer if text.language in subject.written_in else {}
    for seen in places.seen(text) if newer else ():
        name = newer.get(seen.name)
        since = name.until.start if name and name.until else None
        if name is None or since is None or name.until is None:
            continue
        start, end = sentence(text.words, seen.start)
        if matcher(words_of(text.language).of_before).search(text.words[start:end]):
            continue
        years = list(_YEAR.finditer(text.words, start, end))
        if years and max(int(year[0]) for year in years) >= since.year:
            continue
        if _tells_of_today(text, start, end, years):
            continue
        past = matcher(usage(text.language).patterns.get("past", ""))
        is_of_then = years and past.search(text.words, start, end)
        if is_of_then or surely_before(_told_on(subject, text), name.until):
            message = Told(
                "“{written}” has been the name only since {since}",
                written=text.raw[seen.start : seen.end],
                since=in_words(name.until),
            )
            hint = Told("write “{now}”", now=name.now)
            yield Found(text.path, message, hint, text.key, seen.start, seen.end - seen.start, severity="warning")


def _tells_of_today(text: TextIn, start: int, end: int, years: list[re.Match[str]]) -> bool:
    """Tell whether a sentence speaks of today's member, or of what will be, though it names an old year.

    Türkiye, which joined in 1972, takes part; the fund of Türkiye, set up in 2006, will host the Forum.
    """
    of_today = [turn(text.language, name, "ages") for name in ("joined", "founded")]
    of_today += [turn(text.language, "which", "dates"), matcher("|".join(words_of(text.language).future))]
    since = any(_is_bound(text, year, "since") for year in years)
    return since or any(pattern.search(text.words, start, end) for pattern in of_today)


def _told_on(subject: Subject, text: TextIn) -> Date:
    """Return the day of what a text tells; the edition's if it has none."""
    on = date_of(subject, text.path) or next(
        (owner.as_of for _, owner in subject.owners(text.path) if isinstance(owner, Fact) and owner.as_of), None
    )
    return on if on and not on.ongoing else Date(subject.as_of)


def _was_right(subject: Subject, text: TextIn, at: int, former: Former) -> bool:
    """Tell whether a text speaks of a time at which a name was right, or of the name as one of before."""
    start, end = sentence(text.words, at)
    if matcher(words_of(text.language).of_before).search(text.words[start:end]):
        return True
    if former.until is None:
        return False
    if surely_before(_told_on(subject, text), former.until):
        return True
    year = former.until.start.year if former.until.start else 0
    years = [(int(found[0]), found) for found in _YEAR.finditer(text.words, start, end)]
    return any(each < year or (each == year and _is_bound(text, found, "until")) for each, found in years)


def _is_bound(text: TextIn, year: re.Match[str], name: Literal["until", "since"]) -> bool:
    """Tell whether something is told of the time up to a year, or since then: until 1991, 1991 წლამდე."""
    bound, ending = (said.pattern(text.language, "when", each) for each in (name, f"{name}_ending"))
    before = text.words[max(0, year.start() - _NEAR) : year.start()]
    behind = text.words[year.end() : year.end() + _NEAR]
    return bool(re.search(rf"(?<!\w)(?:{bound})\s+$", before, re.IGNORECASE)) or bool(
        re.match(rf"[\w\s-]{{0,8}}?(?:{ending})(?!\w)", behind)
    )


_NEAR = 12  # characters


@rule("city-name", "warning", "A city has the name that it has in the language.")
def city_name(subject: Subject) -> Iterator[Found]:
    """Find cities of the content that are called in one language as another language calls them."""
    yield from _forms_of_others(subject)
    for path, city in subject.entities(City):
        names = {code: name.strip() for code, name in city.name.root.items() if code in subject.written_in}
        for code, name in names.items():
            known = gazetteer(subject.written_in[code])
            others = {other: each for other, each in names.items() if other != code}
            for slug in sorted(slugs_of(subject, others)):
                right = known.cities.get(slug, "")
                is_right = not right or ("city", slug) in known.names.get(name, ())
                if not is_right and name and name in _names_elsewhere(slug, code, name):
                    message = Told("“{name}” is the city's name in another language", name=name)
                    hint = Told("write “{now}”", now=right)
                    yield Found(f"{path}.name", message, hint, code, 0, len(city.name.root[code]), fix=(right,))


def _forms_of_others(subject: Subject) -> Iterator[Found]:
    """Yield forms of a city's name that are forms of another place's."""
    places = subject.once(KnownPlaces)
    cities = {f"{path}.forms": city for path, city in subject.entities(City)}
    for text in subject.forms:
        city = cities.get(text.path)
        seen = places.seen(text) if city else ()
        own = {places.own(city.id), city.country} if city else set()
        if seen and not any(one.key in own for one in seen):
            message = Told("“{raw}” is a form of another place's name", raw=text.raw)
            yield Found(text.path, message, Told("correct the form"), text.key, case=text.case)


def _names_elsewhere(slug: str, code: str, name: str) -> set[str]:
    """Return what other languages that are written in the letters of a name call a city."""
    others = (language_of(other) for other in available() if other != code)
    known = (gazetteer(other) for other in others if other.writes(name[0]))
    return {called for each in known for called, meant in each.names.items() if ("city", slug) in meant}
