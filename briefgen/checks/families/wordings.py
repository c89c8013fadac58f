"""Wordings of before: they tell what was known until their day, no more, and end when something new is to be said."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from briefgen.checks.about import event_of, in_words, name_of, when
from briefgen.checks.amounts import amounts, turn
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import dates, is_readable, matcher, sentence, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn, shown
from briefgen.content.schema.base import Earlier, Number, Reading
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.events import Event
from briefgen.language.usage import usage
from briefgen.problems.notes import Told

_FAR = dt.timedelta(days=200)  # between an edition and its event


@rule("wording-too-early", "error", "A wording of before an event announces it, and goes until it is over.")
def wording_too_early(subject: Subject) -> Iterator[Found]:
    """Find wordings of before the end of an event that tell of it as past, or end before it, or count who came."""
    for path, wording in subject.entities(Earlier):
        until = wording.until.last
        owner = path.rpartition(".earlier[")[0]
        held = subject.content.items[owner].value if owner in subject.content.items else None
        if until is None:
            continue
        for text in subject.texts_at(f"{path}.text"):
            if not is_readable(text):
                continue
            if isinstance(held, Event) and held.date.last and until.last_day <= held.date.last.last_day:
                yield from _told_as_past(text, 0, len(text.words), held)
                yield from _counted_already(subject, text, held)
            else:
                yield from _told_of_another(subject, text, until.last_day)
        if isinstance(held, Event) and held.date.last and until.last_day < held.date.last.first_day:
            now = [text for text in subject.texts_at(f"{owner}.text") if is_readable(text)]
            if now and not any(_future(text).search(text.words) for text in now) and held.state == "held":
                message = Told(
                    "told so until {until}, but {held} was over {date} only: from then on it is told of as past",
                    until=in_words(wording.until),
                    held=name_of(held),
                    date=when(held.date.last),
                )
                yield Found(f"{path}.until", message, Told("correct the day"))


def _future(text: TextIn) -> re.Pattern[str]:
    words = words_of(text.language)
    return matcher("|".join((*words.future, *words.expiring)))


def _told_as_past(text: TextIn, start: int, end: int, held: Event) -> Iterator[Found]:
    past = matcher(usage(text.language).patterns.get("past", ""))
    for found in past.finditer(text.words, start, end):
        first, last = sentence(text.words, found.start())
        told = text.words[first:last]
        back = turn(text.language, "background", "dates").search(told.replace(found[0], " "))
        own = [date for date in dates(text) if first <= date.start < last]
        if (back and not _future(text).search(told)) or own:
            continue
        message = Told(
            "{found} is told of as past, in the wording of before {held} was over",
            found=shown(found[0]),
            held=name_of(held),
        )
        hint = Told("say what was to come then, or correct the wording of today")
        yield Found(text.path, message, hint, text.key, found.start(), len(found[0]))
        return


def _told_of_another(subject: Subject, text: TextIn, until: dt.date) -> Iterator[Found]:
    """Yield what an entry's wording of before lets have happened at another event that wasn't over by then."""
    for at, expression in text.expressions:
        steps = expression.split("|")[0].strip().split(".")
        path = subject.named("events", steps[1]) if steps[0] == "events" and len(steps) > 1 else None
        held = subject.content.items[path].value if path else None
        if not isinstance(held, Event) or held.date.last is None or held.date.last.last_day < until:
            continue
        start, end = sentence(text.words, at)
        if not _future(text).search(text.words, start, end):
            yield from _told_as_past(text, start, end, held)
            return


def _counted_already(subject: Subject, text: TextIn, held: Event) -> Iterator[Found]:
    came = held.participants.people if held.participants else None
    expected = held.participants_expected.value if held.participants_expected else None
    if came is None or came.value == expected:
        return
    for amount in amounts(subject, text):
        if amount.value == came.value and not amount.printed:
            message = Told("{number} came; before the event nobody had counted them", number=came.value)
            hint = Told("say how many were expected")
            yield Found(text.path, message, hint, text.key, amount.start, amount.end - amount.start)


@rule("wording-review-late", "warning", "A wording of before is to be looked at while it is printed.")
def wording_review_late(subject: Subject) -> Iterator[Found]:
    """Find wordings of before whose date of review lies behind the day on which they ended."""
    for path, wording in subject.entities(Earlier):
        review, until = wording.review_by, wording.until.last
        if review and review.start and until and review.start.first_day > until.last_day:
            message = Told(
                "to be looked at by {review_by}, but nobody printed it after {until}",
                review_by=in_words(review),
                until=in_words(wording.until),
            )
            yield Found(f"{path}.review_by", message, Told("correct one of the two dates"))


@rule("history-repeats", "warning", "A figure of before is another one than that of today.")
def history_repeats(subject: Subject) -> Iterator[Found]:
    """Find figures whose newest value of before is the one of today."""
    for path, number in subject.entities(Number):
        before = max((one for one in number.history if one.as_of and one.as_of.last), key=_day_of, default=None)
        if before and before.value == number.value and before.qualifier == number.qualifier:
            message = Told("{value} stands here, and is the figure of today, too", value=before.value)
            hint = Told("look what the source of then has; if nothing changed, take it out")
            at = next((at for at in subject.content.items if _is_value_of(subject, at, path, before)), path)
            yield Found(at, message, hint)


def _is_value_of(subject: Subject, at: str, path: str, reading: Reading) -> bool:
    """Tell whether a path is that of the value of a reading in the history of a figure."""
    if not (at.startswith(f"{path}.history[") and at.endswith("].value")):
        return False
    return subject.content.items[at.removesuffix(".value")].value is reading


def _day_of(one: Reading) -> dt.date:
    assert one.as_of is not None
    assert one.as_of.last is not None
    return one.as_of.last.last_day


@rule("edition-far", "warning", "An edition is of about the time of its event.")
def edition_far(subject: Subject) -> Iterator[Found]:
    """Find editions of half a year before their event, or more, whose short name is of the event's year."""
    for path, edition in subject.entities(Edition):
        held, start = event_of(subject, path), edition.as_of.start
        if held is None or held.date.start is None or start is None:
            continue
        id = path.partition("[")[2].rstrip("]")
        named = re.match(r"(\d{4})-\d\d", id)
        if named and int(named[1]) != start.year and held.date.start.first_day - start.last_day > _FAR:
            message = Told(
                "{date}, but its event is {held}, and its name here has {year}",
                date=in_words(edition.as_of),
                held=when(held.date),
                year=named[1],
            )
            yield Found(f"{path}.as_of", message, Told("look which of the two is right"))
