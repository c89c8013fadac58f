"""How a figure changed, and how often a body meets: what a text says of it, beside what the content has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from briefgen.checks.about import is_earlier, sessions_of_events
from briefgen.checks.amounts import amounts, values
from briefgen.checks.families.figures import stats_by_kind
from briefgen.checks.families.quantities import compared_in
from briefgen.checks.likely import Matcher, matcher
from briefgen.checks.rough import with_rough
from briefgen.checks.rules import Found, rule
from briefgen.checks.said import ids_said
from briefgen.checks.scan import dates, fits, sentence, with_notes, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Body, Stat
from briefgen.language import said
from briefgen.language.usage import usage
from briefgen.language.words import MASK
from briefgen.problems.notes import Told

_CLOSE = 0.25  # by how much of it a multiple may be rounded
_LOOSE = 2.0  # by how many, or per cent, a change may differ that is told of rough figures
_SAME = 0.01


# How a number changed ----------------------------------------------------------------------------------------------


@rule("growth-differs", "error", "A figure rose or fell as its history has it.")
def growth_differs(subject: Subject) -> Iterator[Found]:
    """Find «the number of members doubled» where it went from 320 to 330, «fell», and «by 30»."""
    figures = {kind: figure for kind, figure in subject.once(stats_by_kind).items() if figure.history}
    for text in with_notes(subject) if figures else ():
        if text.is_name or is_earlier(text.path):
            continue
        told = (_turn(text, name, "growth") for name in ("of_members", "joined"))
        starts = {sentence(text.words, found.start()) for each in told for found in each.finditer(text.words)}
        compared = {end for _, _, _, end in compared_in(text)} if starts else set()
        for start, end in sorted(starts):
            if end not in compared:
                yield from _changed(subject, text, start, end, figures)


def _changed(subject: Subject, text: TextIn, start: int, end: int, figures: dict[str, Stat]) -> Iterator[Found]:
    words, code = text.words[start:end], text.language
    if _turn(text, "untold", "growth").search(words):
        return
    if not text.path.startswith("association."):
        return  # elsewhere a number is rather of something else
    kind = "countries" if matcher(words_of(code).counted.get("countries", "")).search(words) else "organisations"
    figure = figures.get(kind)
    before = _before(text, start, end, figure) if figure else None
    if figure is None or before is None:
        return
    ratio, difference = figure.value / before, figure.value - before
    about = {"before": before, "now": figure.value}
    verb = _verb(text, words, ratio)
    if verb is None:
        return
    wrong, found = verb
    if wrong:
        at, stop = start + found.start(), start + found.end()
        message = Told("“{raw}”, but it went from {before} to {now}", raw=text.raw[at:stop], **about)
        yield Found(text.path, message, Told("correct the word, or the figure"), text.key, at, stop - at)
        return
    near = [one for one in amounts(subject, text) if start <= one.start < end and not one.printed]
    if len(near) != 1 or near[0].value == 1 or "from_to" in _changes_told(text, words):
        return
    amount = near[0]
    percent = matcher(said.pattern(code, "sums", "percent")).match(text.words[amount.end : end].lstrip(" -"))
    right = 100 * abs(ratio - 1) if percent else abs(difference)
    loose = max(_LOOSE, right / 2) if figure.qualifier != "exact" else max(_LOOSE / 2, right / 5)
    if abs(amount.value - right) > loose:
        at, stop = with_rough(text, amount.start, amount.end)
        message = Told("“{raw}”, but it went from {before} to {now}", raw=text.raw[at:stop], **about)
        yield Found(text.path, message, Told("correct the number"), text.key, at, stop - at)


def _verb(text: TextIn, words: str, ratio: float) -> tuple[bool, re.Match[str]] | None:
    """Return what a sentence says of a change, and whether it went otherwise."""
    for pattern, times in values(text.language, "times").items():
        if found := pattern.search(words):
            return abs(ratio - times) > _CLOSE * times, found
    for name, table, wrong in (
        ("unchanged", "growth", abs(ratio - 1) > _SAME),
        ("rise", "sums", ratio < 1),
        ("joined", "growth", ratio < 1),
        ("fall", "sums", ratio > 1),
        ("left", "growth", False),
    ):
        if found := _turn(text, name, table).search(words):
            return wrong, found
    return None


def _changes_told(text: TextIn, words: str) -> set[str]:
    numbered = re.sub(r"\d+", "#1#", words)
    return {"from_to"} if re.search(said.pattern(text.language, "sums", "from_to").replace("{A}", "#1#")
                                    .replace("{B}", "#1#"), numbered, re.IGNORECASE) else set()  # fmt: skip


def _before(text: TextIn, start: int, end: int, figure: Stat) -> int | None:
    """Return what a figure was at the date that a sentence names, or before; None where that isn't known."""
    typed = [one for one in dates(text) if start <= one.start < end]
    then = [one for one in figure.history if one.as_of]
    if typed:
        then = [one for one in then if one.as_of and all(fits(each, one.as_of) for each in typed)]
    return then[0].value if len(then) == 1 else None


# How often a body meets --------------------------------------------------------------------------------------------


@rule("frequency-differs", "error", "A body meets as often in a text as the content has it.")
def frequency_differs(subject: Subject) -> Iterator[Found]:
    """Find «it meets every year» of a body that meets every three years."""
    yield from _elected_as_often(subject)
    bodies = {body.id: body for _, body in subject.entities(Body) if body.meets_every_years}
    for text in with_notes(subject) if bodies else ():
        if text.is_name or is_earlier(text.path):
            continue
        own = next((owner for _, owner in subject.owners(text.path) if isinstance(owner, Body)), None)
        yield from _years_apart(text, own, bodies, subject)
        for pattern, years in values(text.language, "years", "frequency").items():
            for found in pattern.finditer(text.words):
                start, end = sentence(text.words, found.start())
                words = text.words[start:end]
                if text.words[: found.start()].rstrip().endswith(MASK):
                    continue  # the number of the years is printed
                named = ids_said(subject, text, "bodies", start, end)
                body = bodies.get(own.id if own and not named else next(iter(named), ""))
                if (
                    body is None
                    or len(named) > 1
                    or _turn(text, "less", "frequency").search(words)
                    or not _turn(text, "meets", "frequency").search(words)
                    or abs(years - (body.meets_every_years or 0)) < _SAME
                ):
                    continue
                message = Told(
                    "“{raw}”, but the body meets every {years} years",
                    raw=text.raw[found.start() : found.end()],
                    years=body.meets_every_years,
                )
                hint = Told("print the number with {{ }}, or correct it")
                yield Found(text.path, message, hint, text.key, found.start(), len(found[0]))


def _elected_as_often(subject: Subject) -> Iterator[Found]:
    """Yield sessions that elect for five years beside whose note there are elections every three years."""
    during = subject.once(sessions_of_events)
    for note in subject.notes:
        own = next((owner for _, owner in subject.owners(note.path) if isinstance(owner, Event)), None)
        held = [each for each in (own, *during.get(own.id, ())) if each and each.term_years] if own else []
        if not held:
            continue
        for pattern, years in values(note.language, "years", "frequency").items():
            for found in pattern.finditer(note.words):
                start, end = sentence(note.words, found.start())
                elects = matcher(usage(note.language).patterns.get("elected", "")).search(note.words, start, end)
                for each in held if elects and years >= 1 else ():
                    if abs(years - (each.term_years or 0)) >= _SAME:
                        path = f"{subject.content.index['events'][each.id]}.term_years"
                        message = Told("{years} years, but a note has “{raw}”", years=each.term_years, raw=found[0])
                        yield Found(path, message, Told("look which of the two is right"), severity="warning")


def _years_apart(text: TextIn, own: Body | None, bodies: Mapping[str, Body], subject: Subject) -> Iterator[Found]:
    """Yield «it met in 2016 and meets next in 2021» of a body that meets every three years."""
    typed = [one for one in dates(text) if one.year and not one.decades and not one.until]
    for before, after in pairwise(typed):
        start, end = sentence(text.words, after.start)
        words = text.words[start:end]
        named = ids_said(subject, text, "bodies", start, end)
        body = bodies.get(own.id if own and not named else next(iter(named), ""))
        every = body.meets_every_years if body else None
        if not every or len(named) > 1 or before.start < start or not (before.year and after.year):
            continue
        is_next = _turn(text, "next", "frequency").search(words) and _turn(text, "meets", "frequency").search(words)
        if is_next and after.year > before.year and (after.year - before.year) % every:
            raw = text.raw[after.start : after.end]
            message = Told("“{raw}”, but the body meets every {years} years", raw=raw, years=every)
            hint = Told("print the number with {{ }}, or correct it")
            yield Found(text.path, message, hint, text.key, after.start, after.end - after.start)


def _turn(text: TextIn, name: str, table: str) -> Matcher:
    return matcher(said.pattern(text.language, table, name))
