"""Dates that can't follow one another as the content has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from briefgen.checks.about import (
    date_field,
    date_of,
    edition_with,
    ends_early,
    event,
    event_of,
    in_words,
    is_printed,
    name_of,
    surely_before,
)
from briefgen.checks.likely import matcher
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import announces, is_readable
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.knowing.figures import value_on
from briefgen.content.schema.base import Earlier, Fact, Number
from briefgen.content.schema.cooperation import HistoryEntry, Membership
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Association, Programme
from briefgen.content.schema.people import Term
from briefgen.content.schema.sources import Source
from briefgen.dates import Point
from briefgen.language.usage import usage
from briefgen.problems.diagnostics import Severity
from briefgen.problems.notes import Told

_SOON = 3  # years after all that is known in which a figure may be new
_FAR = 10  # years in which a source may be, that was read after the newest edition
_DIGITS = re.compile(r"\d+")


@rule("date-order", "error", "What comes first has the earlier date.")
def date_order(subject: Subject) -> Iterator[Found]:
    """Find dates that can't follow one another as the content says."""
    yield from _events_in_order(subject)
    for path, source in subject.entities(Source):
        if surely_before(source.accessed, source.date):
            message = Told(
                "accessed {accessed}, before it was published: {date}",
                accessed=in_words(source.accessed),
                date=in_words(source.date),
            )
            yield Found(f"{path}.accessed", message, Told("correct one of the two dates"))
    for path, term in subject.entities(Term):
        if wrong := ends_early(term.start, term.end):
            yield Found(f"{path}.end", wrong, Told("correct one of the two dates"))
    for path, association in subject.entities(Association):
        if surely_before(subject.as_of, association.founded):
            message = Told("founded {founded}, after the edition's date", founded=in_words(association.founded))
            yield Found(f"{path}.founded", message, Told("correct the date"))
    yield from _editions_in_order(subject)
    yield from _told_too_early(subject)
    yield from _facts_in_order(subject)
    yield from _reviewed_too_early(subject)
    yield from _periods_apart(subject)
    yield from _beyond_what_is_known(subject)
    yield from _wordings_in_time(subject)


def _periods_apart(subject: Subject) -> Iterator[Found]:
    """Yield programmes of one name but for its numbers that begin before the one before is over."""
    kinds: dict[str, list[tuple[Point, str, Programme]]] = {}
    for path, programme in subject.entities(Programme):
        if programme.period.start:
            kinds.setdefault(_DIGITS.sub("", programme.id), []).append((programme.period.start, path, programme))
    for row in kinds.values():
        row.sort(key=lambda one: one[0].first_day)
        for (start, path, first), (following, other, second) in pairwise(row):
            last = first.period.last
            if last is None or last.last_day < following.first_day:
                continue
            message = Told(
                "{period} overlaps another programme of the kind: {other}",
                period=in_words(first.period),
                other=in_words(second.period),
            )
            # Budgets may change in the middle of a year.
            severity: Severity | None = "warning" if last == following and start != following else None
            # Where the name of one has other years, that is the one.
            wrong = other if _is_named(first) and not _is_named(second) else path
            yield Found(f"{wrong}.period", message, Told("correct one of the two periods"), severity=severity)


def _is_named(programme: Programme) -> bool:
    """Tell whether a short name with years in it has those of the period."""
    points = [point for point in (programme.period.start, programme.period.end) if point]
    return {str(point.year) for point in points} >= set(re.findall(r"\d{4}", programme.id))


def _beyond_what_is_known(subject: Subject) -> Iterator[Found]:
    """Yield sources and figures of a day after every edition and after all that was read; and when nobody can have."""
    days = [edition.as_of.last for _, edition in subject.entities(Edition)]
    newest = max((day for day in days if day), key=lambda day: day.last_day, default=None)
    for path, source in subject.entities(Source):
        if newest and source.accessed and source.accessed.start and source.accessed.start.year >= newest.year + _FAR:
            message = Told(
                "{date} lies years after all else here: nothing is later than {known}",
                date=in_words(source.accessed),
                known=in_words(newest),
            )
            yield Found(f"{path}.accessed", message, Told("correct the date"), severity="warning")
        elif source.accessed:
            days.append(source.accessed.last)
    known = max((day for day in days if day), key=lambda day: day.last_day, default=None)
    dated = [(f"{path}.date", source.date, _FAR) for path, source in subject.entities(Source)]
    # Of a figure with a history the brief prints an older value; the new one may be of a day soon after it.
    dated += [(f"{path}.as_of", one.as_of, _SOON) for path, one in subject.entities(Number) if one.history]
    for path, date, years in dated:
        if known and date and date.start and surely_before(known, date) and date.start.year >= known.year + years:
            message = Told(
                "{date} lies years after all else here: nothing is later than {known}",
                date=in_words(date),
                known=in_words(known),
            )
            if not path.endswith(".as_of"):
                yield Found(path, message, Told("correct the date"))
                continue
            # It may have been brought up to date before its edition was begun: whether the day has come, no rule knows.
            hint = Told(
                "an edition of {date} or later prints this, none that there is; if the date is a slip, correct it",
                date=in_words(date),
            )
            yield Found(path, message, hint, severity="warning")


def _wordings_in_time(subject: Subject) -> Iterator[Found]:
    """Yield wordings of before that announce what was over by then, and those that no edition ever printed."""
    editions = [edition.as_of.start for _, edition in subject.entities(Edition)]
    for path, wording in subject.entities(Earlier):
        until, held = wording.until.last, event_of(subject, path) if path.startswith("events[") else None
        texts = (text for field in ("text", "name") for text in subject.texts_at(f"{path}.{field}"))
        over = held is not None and surely_before(held.date, wording.until)
        if held and over and any(announces(text.language, text.words) for text in texts if is_readable(text)):
            message = Told(
                "told so until {until}, but {held} was over {date}: this announces it",
                until=in_words(wording.until),
                held=name_of(held),
                date=in_words(held.date.last),
            )
            yield Found(f"{path}.until", message, Told("correct the day"))
        elif (
            path.startswith("cooperation.history[")
            and _not_yet(subject, path, wording)
            and not any(
                announces(text.language, text.words) for text in subject.texts_at(f"{path}.text") if is_readable(text)
            )
        ):
            own = date_of(subject, path)
            message = Told(
                "told so until {until}, before it happened: {date}", until=in_words(wording.until), date=in_words(own)
            )
            yield Found(f"{path}.until", message, Told("correct the day"), rests_on=(date_field(subject, path),))
        elif until and len(editions) > 1 and all(day and day.first_day > until.last_day for day in editions):
            message = Told("no edition is so old as {until}: none ever said it so", until=in_words(wording.until))
            yield Found(f"{path}.until", message, Told("correct the day"), severity="warning")


def _not_yet(subject: Subject, path: str, wording: Earlier) -> bool:
    """Tell whether a wording of before was over before what it tells of."""
    own = date_of(subject, path)
    return own is not None and not own.ongoing and surely_before(wording.until, own)


def _events_in_order(subject: Subject) -> Iterator[Found]:
    for path, found in subject.entities(Event):
        during = event(subject, found.parent)
        if during and (surely_before(found.date, during.date) or surely_before(during.date, found.date)):
            message = Told(
                "{date} lies outside {during}, during which it is held: {days}",
                date=in_words(found.date),
                during=name_of(during),
                days=in_words(during.date),
            )
            yield Found(f"{path}.date", message, Told("correct one of the two dates, or the parent"))
    for path, membership in subject.entities(Membership):
        decided = event(subject, membership.decided_at)
        if decided and surely_before(membership.since, decided.date):
            message = Told(
                "member since {since}, but that was decided at {decided}, {date}",
                since=in_words(membership.since),
                decided=name_of(decided),
                date=in_words(decided.date),
            )
            yield Found(f"{path}.since", message, Told("correct one of the two dates"))


def _facts_in_order(subject: Subject) -> Iterator[Found]:
    for path, fact in subject.entities(Fact):
        if isinstance(fact, Edition) or not fact.as_of:
            continue
        if surely_before(fact.review_by, fact.as_of):
            message = Told(
                "to be looked at by {review_by}, before it was true: {as_of}",
                review_by=in_words(fact.review_by),
                as_of=in_words(fact.as_of),
            )
            yield Found(f"{path}.review_by", message, Told("correct one of the two dates"))
        if subject.as_of and isinstance(fact, Number) and fact.history and value_on(fact, subject.as_of):
            continue  # the brief prints what the figure was by then
        if surely_before(subject.as_of, fact.as_of) and is_printed(subject, path):
            message = Told(
                "true for {as_of}, but the brief is of {edition}",
                as_of=in_words(fact.as_of),
                edition=in_words(subject.as_of),
            )
            yield Found(f"{path}.as_of", message, Told("correct the date, or the edition's"))


def _reviewed_too_early(subject: Subject) -> Iterator[Found]:
    """Yield days on which something was to be looked at again that lie before what is told has happened."""
    for path, fact in subject.entities(Fact):
        own = date_of(subject, path) if path.startswith(("cooperation.history[", "events[")) else None
        if isinstance(fact, Term | Programme):
            own = fact.start if isinstance(fact, Term) else fact.period
        if fact.review_by is None or own is None or own.start is None or isinstance(fact, Edition):
            continue
        # Of what is still to come one asks before it happens.
        if surely_before(fact.review_by, own) and surely_before(own, subject.as_of):
            message = Told(
                "to be looked at by {review_by}, before it happened: {date}",
                review_by=in_words(fact.review_by),
                date=in_words(own),
            )
            on = (date_field(subject, path),) if own == date_of(subject, path) else ()
            yield Found(f"{path}.review_by", message, Told("correct one of the two dates"), rests_on=on)


def _editions_in_order(subject: Subject) -> Iterator[Found]:
    editions = subject.content.index.get("editions", {})
    for path, edition in subject.entities(Edition):
        before = subject.content.items.get(editions.get(edition.previous or "", ""))
        if before and before.value is edition:
            yield Found(f"{path}.previous", Told("an edition can't come before itself"), Told("name the one that did"))
        elif before and surely_before(edition.as_of, before.value.as_of):
            message = Told(
                "the edition before this one is of {before}, this one of {as_of}",
                before=in_words(before.value.as_of),
                as_of=in_words(edition.as_of),
            )
            yield Found(f"{path}.previous", message, Told("name the edition that went out before it"))


def _told_too_early(subject: Subject) -> Iterator[Found]:
    """Yield entries of the history that announce nothing, and lie beyond the edition and its event.

    Of an event that is still to come also those that tell of it as of what has happened.
    """
    edition = edition_with(subject, subject.edition)
    about = event(subject, edition.event) if edition else None
    for path, entry in subject.entities(HistoryEntry):
        date = date_of(subject, path)
        if not date or not surely_before(subject.as_of, date) or not is_printed(subject, path):
            continue
        texts = [text for text in subject.texts_at(f"{path}.text") if is_readable(text)]
        if any(announces(text.language, text.words) for text in texts):
            continue
        at, hint = f"{path}.{'date' if entry.date else 'event'}", Told("correct the date, or say that it is to come")
        if about and surely_before(about.date, date):
            message = Told(
                "this is told of {date}, but the brief is of {as_of}",
                date=in_words(date),
                as_of=in_words(subject.as_of),
            )
            yield Found(at, message, hint, severity="warning")
        elif found := next(filter(None, map(_past, texts)), ""):
            message = Told(
                "“{raw}”: but this is of {date}, and the brief of {as_of}",
                raw=found,
                date=in_words(date),
                as_of=in_words(subject.as_of),
            )
            yield Found(at, message, Told("say that it is to come, or add it once it was"), severity="warning")


def _past(text: TextIn) -> str:
    """Return the first words by which a text tells of what has happened; "" if there are none."""
    found = matcher(usage(text.language).patterns.get("past", "")).search(text.words)
    return text.raw[found.start() : found.end()] if found else ""
