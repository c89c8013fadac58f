"""How many there are: what a text says of it, however it says so, and one number beside another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefgen.checks.about import association_named, event_of, is_earlier
from briefgen.checks.amounts import amounts, values
from briefgen.checks.counted import bodies_counted
from briefgen.checks.families.figures import stats_by_kind
from briefgen.checks.lengths import lengths
from briefgen.checks.likely import Matcher, matcher
from briefgen.checks.noted_counts import counted_apart, counted_by_words
from briefgen.checks.nth_meeting import numbered_unlike, roman_otherwise
from briefgen.checks.places import KnownPlaces, places_in
from briefgen.checks.quantities import STOP, Quantity, nouns, quantities
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import dates, fits, inside, is_readable, numbers, sentence, with_notes, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.base import Fact, Number
from briefgen.content.schema.cooperation import HistoryEntry
from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Agency, Association
from briefgen.content.schema.sources import Source
from briefgen.dates import Date
from briefgen.language import said
from briefgen.problems.notes import Told, either

_REACH = 60  # characters from a number to the name of what it counts
_MORE = 1.25  # times a figure: what «more than» it may still be
_CLOSE = 0.12  # by how much of it a multiple may be rounded
_EQUAL = 0.05


class Stated(NamedTuple):
    """A figure of the content, as a range."""

    value: int
    least: float
    most: float

    def meets(self, told: Quantity) -> bool:
        """Tell whether what is told may be this."""
        return told.least <= self.most and self.least <= told.most


def _known(figure: Number | int) -> Stated:
    if isinstance(figure, int):
        return Stated(figure, figure, figure)
    value = figure.value
    least, most = {
        "exact": (value, value),
        "about": (value * 0.9, value * 1.1),
        "more-than": (value + 1, value * _MORE),
        "at-least": (value, value * _MORE),
        "up-to": (value * 0.7, value),
    }[figure.qualifier]
    return Stated(value, least, most)


# How many there are ------------------------------------------------------------------------------------------------


@rule("quantity-differs", "error", "A text says that there are as many as the content has.")
def quantity_differs(subject: Subject) -> Iterator[Found]:
    """Find «dozens of participants» where 14 came, «nearly 400 members» of 330, «fewer than 100 countries» of 158."""
    yield from roman_otherwise(subject)
    yield from numbered_unlike(subject)
    for text in with_notes(subject):
        if text.is_name or is_earlier(text.path):
            continue
        all_told = list(quantities(subject, text))
        # «One country was represented by two organisations»: what is said of one is said of no more.
        of_one = {sentence(text.words, told.start) for told in all_told if told.least == told.most == 1}
        for told in all_told:
            if sentence(text.words, told.start) in of_one:
                continue
            if told.known:
                known = _of_all(subject, text, told)
            else:
                known = _figures(subject, text, told) if told.kind else _bodies(subject, text, told)
            if known and not any(figure.meets(told) for figure in known):
                raw, there = text.raw[told.start : told.end], either(str(figure.value) for figure in known)
                message = Told("“{raw}”, but the content has {numbers}", raw=raw, numbers=there)
                hint = Told("correct the number, or print it with {{ }}")
                yield Found(text.path, message, hint, text.key, told.start, told.end - told.start)


def _figures(subject: Subject, text: TextIn, told: Quantity) -> list[Stated]:
    """Return what the content has on what is counted: of the text's event, or of the association."""
    start, end = sentence(text.words, told.start)
    words = text.words[start:end]
    rest = f"{text.words[start : told.start]} {text.words[told.end : end]}"
    if _turn(text, "some").search(rest):
        return []
    about = event_of(subject, text.path)
    of_members = bool(matcher(words_of(text.language).members).search(words))
    if about is not None and about.state != "held" and text.path.endswith(".note"):
        return []  # a note tells how many came in the end, too
    if about is not None and told.kind != "members" and not of_members:
        if matcher(words_of(text.language).of_another).search(rest) or _tells_of_another_day(
            text, start, end, about.date
        ):
            return []
        return _of_event(about, told.kind) if _turn(text, "all_of_event").search(rest) else []
    if told.kind == "members" and told.least == told.most:
        return []  # 187 member States: of another organization, as likely
    is_own = text.path.startswith("association.") and not text.path.startswith("association.bodies")
    if not (is_own and of_members) and not association_named(subject, text, words):
        return []
    if not _turn(text, "all_of_association").search(rest) or any(start <= one.start < end for one in dates(text)):
        return []
    figure = subject.once(stats_by_kind).get("organisations" if told.kind == "members" else told.kind)
    return [_known(figure)] if figure else []


def _of_all(subject: Subject, text: TextIn, told: Quantity) -> list[Stated]:
    """Return what the content has on what is counted exactly, where the text prints that, and all are meant."""
    about = event_of(subject, text.path)
    printed = {"people": ".people", "organisations": ".organisations", "countries": "countries"}.get(told.kind)
    start, end = sentence(text.words, told.start)
    is_printed = printed and any(
        "participants" in each and printed in each and not start <= at < end for at, each in text.expressions
    )
    if about is None or not is_printed or any(start <= at < end for at, _ in text.expressions):
        return []
    before, behind = text.words[start : told.start], text.words[told.end : end]
    rest = f"{before} {behind}"
    whole = re.match(rf"\s*(?:{said.pattern(text.language, 'counts', 'whole_behind')})", behind, re.IGNORECASE) or (
        re.search(rf"(?:{said.pattern(text.language, 'counts', 'whole_before')})\s*$", before, re.IGNORECASE)
    )
    restricted = any(start <= seen.start < end for seen in places_in(subject.once(KnownPlaces), text))
    if not whole or restricted or any(_turn(text, name).search(rest) for name in ("some", "some_here")):
        return []
    if matcher(words_of(text.language).of_another).search(rest) or _tells_of_another_day(text, start, end, about.date):
        return []
    abroad = 1 if told.kind == "countries" and _turn(text, "abroad").search(rest) else 0
    came = about.participants
    if abroad:
        return [_known(len(came.countries) - 1)] if came and _agency_country(subject) in came.countries else []
    known = _of_event(about, told.kind)
    if told.kind == "countries" and came and _turn(text, "guests").search(rest):
        known.append(_known(len(came.countries) - 1))  # those of the guests, without our own
    return known


def _agency_country(subject: Subject) -> str:
    return next((agency.country for _, agency in subject.entities(Agency)), "")


def _bodies(subject: Subject, text: TextIn, told: Quantity) -> list[Stated]:
    """Return how many bodies are under one whose name stands behind a number: over twenty commissions."""
    start, end = sentence(text.words, told.start)
    if told.least == told.most or _turn(text, "some").search(
        f"{text.words[start : told.start]} {text.words[told.end : end]}"
    ):
        return []
    behind = STOP.split(text.words[told.end : told.end + _REACH], maxsplit=1)[0]
    for noun, number, sure in bodies_counted(subject, text):
        found = matcher(noun).search(behind)
        if found and sure and len(behind[: found.start()].split()) <= 1:
            return [_known(number)]
    return []


def _of_event(about: Event, kind: str) -> list[Stated]:
    came = about.participants
    figures: list[Number | int | None] = []
    if kind == "people":
        figures = [came.people if came else None, about.participants_expected]
    elif kind == "organisations" and came:
        figures = [came.organisations]
    elif kind == "countries" and came:
        figures = [len(came.countries) or None, came.from_countries]
    return [_known(figure) for figure in figures if figure]


def _tells_of_another_day(text: TextIn, start: int, end: int, day: Date) -> bool:
    return any(one.year and not fits(one, day) for one in dates(text) if start <= one.start < end)


def _turn(text: TextIn, name: str, table: str = "counts") -> Matcher:
    return matcher(said.pattern(text.language, table, name))


@rule("count-unlike-note", "warning", "A text counts what a note counts of the same year just so.")
def count_unlike_note(subject: Subject) -> Iterator[Found]:
    """Find «in 1927 … 9 institutions from 17 countries» where a note on a source has 17 from 9."""
    yield from _beside_own_note(subject)
    yield from _beside_its_event(subject)
    noted = subject.once(_noted)
    founded = next(
        (one.founded.start.year for _, one in subject.entities(Association) if one.founded and one.founded.start), 0
    )
    for text in with_notes(subject) if noted else ():
        at_founding = founded and _turn(text, "founding", "ages").search(text.words)
        if text.is_name or is_earlier(text.path) or not (dates(text) or at_founding):
            continue
        for told in quantities(subject, text):
            start, end = sentence(text.words, told.start)
            years = {one.year for one in dates(text) if start <= one.start < end}
            if not years and founded and _turn(text, "founding", "ages").search(text.words, start, end):
                years = {founded}
            there = noted.get((years.pop(), told.kind)) if len(years) == 1 and told.kind else None
            if there and not any(told.least <= value <= told.most for value in there):
                raw, counted = text.raw[told.start : told.end], either(f"{value:g}" for value in sorted(there))
                message = Told("“{raw}”, but a note has {numbers}", raw=raw, numbers=counted)
                hint = Told("look which of the two is right")
                yield Found(text.path, message, hint, text.key, told.start, told.end - told.start)


def _beside_own_note(subject: Subject) -> Iterator[Found]:
    """Yield «nine revised sets» in a text where its note, and perhaps that on a source, has eight of the same."""
    for path, fact in subject.entities(Fact):
        if is_earlier(path) or not fact.note:
            continue
        for text in subject.texts_at(f"{path}.text"):
            there = counted_by_words(text.language, fact.note) if is_readable(text) else {}
            here = counted_by_words(text.language, text.raw) if there else {}
            for behind, (number, at, end) in here.items():
                other = there.get(behind, (number, 0, 0))[0]
                if other != number and other not in {each for each, _, _ in here.values()}:
                    raw = text.raw[at:end]
                    message = Told("“{raw}”, but a note has {numbers}", raw=raw, numbers=f"{other}")
                    yield Found(text.path, message, Told("look which of the two is right"), text.key, at, end - at)


def _beside_its_event(subject: Subject) -> Iterator[Found]:
    """Yield «nine revised sets» in an entry of the history where the text of its event has eight of the same."""
    for path, entry in subject.entities(HistoryEntry):
        held = subject.content.index.get("events", {}).get(entry.event or "")
        for text in subject.texts_at(f"{path}.text") if held and not is_earlier(path) else ():
            if not is_readable(text):
                continue
            spans = tuple((one.start, one.end) for one in lengths(text))
            for other in subject.texts_at(f"{held}.text"):
                if other.key != text.key:
                    continue
                for at, end, number in counted_apart(text.language, text.raw, other.raw):
                    if not inside(spans, at):
                        message = Told(
                            "“{raw}”, but the content has {numbers}", raw=text.raw[at:end], numbers=f"{number}"
                        )
                        hint = Told("look which of the two is right")
                        yield Found(text.path, message, hint, text.key, at, end - at)


def _noted(subject: Subject) -> dict[tuple[int | None, str], set[float]]:
    """Return what notes count, by the year that stands in the same sentence."""
    notes = {fact.note for _, fact in subject.entities(Fact)} | {source.note for _, source in subject.entities(Source)}
    found: dict[tuple[int | None, str], set[float]] = {}
    for note in sorted(filter(None, notes)):
        text = TextIn("note", "en", "en", note)
        typed = dates(text) if numbers(text) else ()
        for told in quantities(subject, text) if typed else ():
            start, end = sentence(text.words, told.start)
            years = {one.year for one in typed if start <= one.start < end and one.year}
            if len(years) == 1 and told.kind and told.least == told.most:
                found.setdefault((years.pop(), told.kind), set()).add(told.least)
    return found


# One number against another ----------------------------------------------------------------------------------------


@rule("numbers-compared", "error", "What a text says is more is more: people, organisations and countries.")
def numbers_compared(subject: Subject) -> Iterator[Found]:
    """Find «three times as many organizations as countries» where there are twice as many, and «more» for fewer."""
    for text in with_notes(subject):
        if text.is_name or is_earlier(text.path) or not _turn(text, "than", "compared").search(text.words):
            continue
        for first, other, start, end in compared_in(text):
            sizes = _sizes(subject, text, start, end)
            one, another = sizes.get(first), sizes.get(other)
            words = text.words[start:end]
            if not one or not another or any(start <= amount.start < end for amount in _plain_amounts(subject, text)):
                continue
            if _is_untrue(text, words, one / another):
                message = Told("it is {one} to {another}", one=one, another=another)
                yield Found(text.path, message, Told("correct the comparison"), text.key, start, end - start)


def compared_in(text: TextIn) -> Iterator[tuple[str, str, int, int]]:
    """Yield what a sentence compares: two nouns of what is counted, and the stretch from before one to the other."""
    ends = {0}
    while (start := max(ends)) < len(text.words):
        start, end = sentence(text.words, start)
        ends.add(max(end, start + 1))
        near = sorted(
            {(found.start(), found.end(), kind) for kind, noun in nouns(text.language).items() if kind != "members"
             for found in noun.finditer(text.words, start, end)}
        )  # fmt: skip
        kinds = list(dict.fromkeys(kind for _, _, kind in near))
        if len(kinds) == 2 and _turn(text, "than", "compared").search(text.words, near[0][0], end):
            first = next(at for at, _, kind in near if kind == kinds[0])
            yield kinds[0], kinds[1], start + len(text.words[start:first]) - len(text.words[start:first].lstrip()), end


def _sizes(subject: Subject, text: TextIn, start: int, end: int) -> dict[str, int]:
    about = event_of(subject, text.path)
    if about is not None:
        if matcher(words_of(text.language).of_another).search(text.words, start, end):
            return {}
        known = {kind: _of_event(about, kind)[:1] for kind in ("people", "organisations", "countries")}
        return {kind: figures[0].value for kind, figures in known.items() if figures}
    if text.path.startswith("association.") or association_named(subject, text, text.words[start:end]):
        return {kind: figure.value for kind, figure in subject.once(stats_by_kind).items()}
    return {}


def _is_untrue(text: TextIn, words: str, ratio: float) -> bool:
    """Tell whether a sentence compares two numbers otherwise than their ratio is."""
    if times := next(
        (value for pattern, value in values(text.language, "times").items() if pattern.search(words)), 0.0
    ):
        return abs(ratio - times) > _CLOSE * times and abs(1 / ratio - times) > _CLOSE * times
    told = [name for name in ("more", "fewer", "equal") if _turn(text, name, "compared").search(words)]
    if told == ["equal"]:
        return abs(ratio - 1) > _EQUAL
    return ratio < 1 if told == ["more"] else ratio > 1 if told == ["fewer"] else False


def _plain_amounts(subject: Subject, text: TextIn) -> list[Quantity]:
    times = values(text.language, "times")
    return [
        Quantity(amount.start, amount.end, amount.value, amount.value, "")
        for amount in amounts(subject, text)
        if not any(found.start() <= amount.start < found.end() for each in times for found in each.finditer(text.words))
    ]
