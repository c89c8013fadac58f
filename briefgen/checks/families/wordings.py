"""Wordings of before: they know nothing of what came later, and end when what they announce is over."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator

from briefgen.checks.about import date_field, event_of, in_words, name_of, noun_of, sessions_of_events
from briefgen.checks.amounts import Amount, amounts, turn
from briefgen.checks.likely import matcher
from briefgen.checks.printing import printed_path
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import between, dates, fits, is_readable, sentence, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.schema.base import Earlier, Reading, spoken
from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Body
from briefgen.dates import Date
from briefgen.language import get_language, said
from briefgen.language.usage import usage
from briefgen.language.words import MASK
from briefgen.problems.notes import Told

_LARGE = 20  # a smaller number is also of something else
_MOST_AHEAD = 3  # the events that come next
_LONG_AGO = 400  # days: a wording that ended so long before an event has nothing to do with it
_NEAR = 60  # characters
_BEHIND = 20  # the rest of a verb


@rule("told-too-early", "error", "A wording of before announces what was still to come.")
def told_too_early(subject: Subject) -> Iterator[Found]:
    """Find wordings that tell as over what was to come when they ended, and those that ended before it was over."""
    for path, wording in subject.entities(Earlier):
        ahead = _ahead(subject, path, wording)
        texts = [text for text in subject.texts_at(f"{path}.text") if is_readable(text)]
        for text in texts if ahead else ():
            for held, start, end in _told(subject, text, ahead):
                message = Told(
                    "told so until {until}, when {held} was still to come: {date}",
                    until=in_words(wording.until),
                    held=name_of(held),
                    date=in_words(held.date),
                )
                hint = Told("say that it is to come; what became of it stands in the text of today")
                on = f"{path}.until"
                yield Found(text.path, message, hint, text.key, start, end - start, rests_on=(on,))
                break
    yield from _ended_too_early(subject)
    yield from _dated_later(subject)


def _dated_later(subject: Subject) -> Iterator[Found]:
    """Yield days of which wordings tell in the past, and which came only after they had ended."""
    for path, wording in subject.entities(Earlier):
        until = wording.until.last
        for text in subject.texts_at(f"{path}.text") if until else ():
            past = matcher(usage(text.language).patterns.get("past", "")) if is_readable(text) else None
            to_come = matcher("|".join(words_of(text.language).future)) if past else None
            for typed in dates(text) if past else ():
                start, end = sentence(text.words, typed.start)
                day = typed.date.start if typed.date and not typed.until else None
                if past is None or to_come is None or until is None or day is None or day.first_day <= until.last_day:
                    continue
                # «It agreed on a forum in 2025» tells of what was to come.
                verbs = past.finditer(text.words, start, end)
                near = any(abs(verb.start() - typed.end) < _NEAR for verb in verbs)
                if (
                    near
                    and not to_come.search(text.words, start, end)
                    and not turn(text.language, "beforehand", "time").search(text.words, start, end)
                ):
                    message = Told(
                        "told so until {until}: “{raw}” was still to come",
                        until=in_words(wording.until),
                        raw=text.raw[typed.start : typed.end],
                    )
                    hint = Told("say that it is to come; what became of it stands in the text of today")
                    yield Found(text.path, message, hint, text.key, typed.start, typed.end - typed.start)


def _ended_too_early(subject: Subject) -> Iterator[Found]:
    """Yield wordings whose last day lies before the end of what the text that follows them tells as over."""
    for path, wording in subject.entities(Earlier):
        owner = path.rpartition(".earlier[")[0]
        newest = next(iter(getattr(subject.content.items[owner].value, "earlier", ())), None)
        if newest is not wording:
            continue
        until = wording.until.last
        ahead = [held for held in _ahead(subject, path, wording) if until and _last_day(held) > until.last_day]
        texts = [text for text in subject.texts_at(f"{owner}.text") if is_readable(text)] if ahead else []
        for text in texts:
            if found := next(_told(subject, text, ahead), None):
                message = Told(
                    "told so until {until}, and from then on as over: {held} is {date}",
                    until=in_words(wording.until),
                    held=name_of(found[0]),
                    date=in_words(found[0].date),
                )
                yield Found(f"{path}.until", message, Told("correct the day"), rests_on=(date_field(subject, owner),))
                break


def _last_day(held: Event) -> dt.date:
    last = held.date.last
    assert last is not None  # of those that lie ahead it is known
    return last.last_day


def _ahead(subject: Subject, path: str, wording: Earlier) -> list[Event]:
    """Return the events that weren't over when a wording ended; its own first."""
    until, own = wording.until.last, event_of(subject, path)
    if until is None:
        return []
    until_day, far = until.last_day, until.last_day + dt.timedelta(days=_LONG_AGO)
    events = subject.once(_by_last_day)
    first = bisect_left(events, until_day, key=_last_day)
    near = [held for held in events[first : first + _MOST_AHEAD] if held is not own and _last_day(held) <= far]
    if own is not None and own.date.last and own.state != "cancelled" and until_day <= _last_day(own) <= far:
        near.insert(0, own)
    return near


def _by_last_day(subject: Subject) -> list[Event]:
    """Return the events that took or take place, by their last days."""
    events = [held for _, held in subject.entities(Event) if held.date.last is not None and held.state != "cancelled"]
    return sorted(events, key=_last_day)


def _told(subject: Subject, text: TextIn, ahead: list[Event]) -> Iterator[tuple[Event, int, int]]:
    """Yield where a text tells as over one of these events: the event, and where the words of the past stand."""
    past = matcher(usage(text.language).patterns.get("past", ""))
    another = matcher(words_of(text.language).of_another)
    before = turn(text.language, "beforehand", "time")
    relative = turn(text.language, "relative", "time")
    own = event_of(subject, text.path)
    ahead = [each for each in ahead if _names(subject, text, each, each is own, 0, len(text.words))]
    if not ahead:
        return
    seen = set()
    for found in past.finditer(text.words):
        start, end = sentence(text.words, found.start())
        clause_start = start + max(text.words[start : found.start()].rfind(mark) for mark in ",;–(") + 1
        # What was done beforehand: invited, prepared by the Bureau, the session that was held in May.
        behind = min(end, found.end() + _BEHIND)
        if start in seen or relative.search(text.words, clause_start, found.start()):
            continue
        if before.search(text.words, clause_start, behind) or another.search(text.words, clause_start, behind):
            continue
        held = next((each for each in ahead if _names(subject, text, each, each is own, start, end)), None)
        typed = between(dates(text), start, end)
        if held and not any(each.date and _is_before(each.date, held) for each in typed):
            seen.add(start)
            yield held, found.start(), found.end()


def _is_before(date: Date, held: Event) -> bool:
    return date.last is not None and held.date.start is not None and date.last.last_day < held.date.start.first_day


def _names(subject: Subject, text: TextIn, held: Event, is_own: bool, start: int, end: int) -> bool:
    """Tell whether a sentence names an event: by an expression, by its kind, or by the body that meets there."""
    sessions = subject.once(sessions_of_events).get(held.id, [])
    names = {f"events.{spoken(each.id)}" for each in (held, *sessions)}
    for at, expression in text.expressions:
        value = expression.split("|")[0].strip()
        if start <= at < end and (
            value in names or (is_own and text.path.startswith("events[") and value in ("name", "date", "city"))
            or (is_own and value in ("event", "event.name", "event.date"))
        ):  # fmt: skip
            return True
    words = text.words[start:end]
    noun = noun_of(subject, text.language, held) or said.NOTHING
    if not is_own:  # the Forum in October 2019
        typed = [each for each in between(dates(text), start, end) if each.month and each.year]
        return any(fits(each, held.date) for each in typed) and bool(matcher(rf"(?:{noun})\w*").search(words))
    if matcher(rf"(?:{noun})\w*").search(words):
        return True
    bodies = {each.body for each in (held, *sessions) if each.body}
    language = get_language(text.language)
    return any(
        matcher(language.inflected(body.name.root[text.key])).search(words)
        for _, body in subject.entities(Body)
        if body.id in bodies and text.key in body.name.root
    )


@rule("known-too-early", "error", "A wording of before has no figure that was counted later.")
def known_too_early(subject: Subject) -> Iterator[Found]:
    """Find figures of who came to an event, printed or typed, in a wording that ended before it was over."""
    for path, wording in subject.entities(Earlier):
        held = event_of(subject, path)
        if held is None or held.participants is None or held not in _ahead(subject, path, wording)[:1]:
            continue
        for text in subject.texts_at(f"{path}.text"):
            if not is_readable(text):
                continue
            for amount in amounts(subject, text):
                if figure := _counted_later(subject, text, amount, held):
                    expected = held.participants_expected
                    message = Told("{number}: that was counted when it was over", number=figure.value)
                    hint = (
                        Told("before it, {number} were expected", number=expected.value)
                        if expected else Told("say how many were expected")
                    )  # fmt: skip
                    yield Found(text.path, message, hint, text.key, amount.start, amount.end - amount.start)


def _counted_later(subject: Subject, text: TextIn, amount: Amount, held: Event) -> Reading | None:
    """Return the figure of those who came that a text has, if it is one; no number that was expected, too."""
    came, expected = held.participants, held.participants_expected
    assert came is not None
    if amount.printed:
        path = printed_path(subject, text, amount.printed)
        item = subject.content.items.get(path)
        if f"events[{held.id}].participants." in path and item and isinstance(item.value, Reading):
            return item.value
        return None
    counted = words_of(text.language).counted
    kinds = (("people", came.people), ("organisations", came.organisations), ("countries", came.from_countries))
    behind = " ".join(text.words[amount.end : amount.end + _NEAR].replace(MASK, " ").split()[:4])
    for kind, figure in kinds:
        noun = matcher(counted.get(kind, said.NOTHING))
        was_expected = expected is not None and expected.value == amount.value
        if figure and figure.value == amount.value >= _LARGE and not was_expected and noun.search(behind):
            return figure
    return None


@rule("wording-reviewed-late", "warning", "A wording of before is looked at again before it ends.")
def wording_reviewed_late(subject: Subject) -> Iterator[Found]:
    """Find wordings with a day of review, or a day for which they are true, after the last day on which they stand."""
    for path, wording in subject.entities(Earlier):
        until = wording.until.last
        for name, date in (("review_by", wording.review_by), ("as_of", wording.as_of)):
            start = date.start if date else None
            if until and start and start.first_day > until.last_day:
                message = (
                    Told("to be looked at by {date}, and told so only until {until}",
                         date=in_words(date), until=in_words(wording.until))
                    if name == "review_by" else
                    Told("true for {date}, and told so only until {until}",
                         date=in_words(date), until=in_words(wording.until))
                )  # fmt: skip
                yield Found(f"{path}.{name}", message, Told("correct one of the two dates"))
