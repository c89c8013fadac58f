"""What happens when: events, terms and sentences that time has overtaken."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from briefgen.checks.about import (
    date_field,
    date_of,
    event,
    event_of,
    in_words,
    is_earlier,
    is_printed,
    name_of,
    noun_of,
    surely_before,
    when,
)
from briefgen.checks.amounts import turn
from briefgen.checks.happenings import happenings
from briefgen.checks.likely import matcher
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import TypedDate, dates, inside, language_of, quoted, sentence, with_notes, words_of
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.checks.year_of import is_of_a_paper
from briefgen.content.schema.base import Fact, Line, Prose, spoken
from briefgen.content.schema.cooperation import HistoryEntry, Membership
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Association
from briefgen.content.schema.people import Term
from briefgen.dates import Date
from briefgen.language import said
from briefgen.language.usage import usage
from briefgen.problems.diagnostics import Severity
from briefgen.problems.notes import Told

_EXPRESSION = re.compile(r"\{\{\s*([\w.]+)[^}]*\}\}")


@rule("event-nameless", "error", "The event of an edition has a name.", blocks=True)
def event_nameless(subject: Subject) -> Iterator[Found]:
    """Find events of editions that have no name."""
    for path in _events_of_editions(subject):
        if subject.content.items[path].value.name is None:
            yield Found(f"{path}.name", Told("an edition is about this event: it needs a name"))


@rule("event-dateless", "error", "The event of an edition has a date.", blocks=True)
def event_dateless(subject: Subject) -> Iterator[Found]:
    """Find events of editions that have no date."""
    for path in _events_of_editions(subject):
        if subject.content.items[path].value.date.ongoing:
            yield Found(f"{path}.date", Told("an edition is about this event: it needs a date"))


def _events_of_editions(subject: Subject) -> Iterator[str]:
    for _, edition in subject.entities(Edition):
        if path := subject.content.index.get("events", {}).get(edition.event):
            yield path


# Events --------------------------------------------------------------------------------------------------------------


@rule("event-overdue", "error", "What was planned isn't over.")
def event_overdue(subject: Subject) -> Iterator[Found]:
    """Find events that are planned although their last day lies before the edition's date."""
    for path, found in subject.entities(Event):
        if found.state == "planned" and subject.has_passed(found.date):
            message = Told("this is still planned, but its date, {date}, has passed", date=in_words(found.date))
            yield Found(f"{path}.state", message, Told("write held or cancelled, and look what its texts say"))


@rule("event-early", "error", "What was held is over.")
def event_early(subject: Subject) -> Iterator[Found]:
    """Find events that are called held although they lie in the edition's future, or have perhaps not ended."""
    on = subject.as_of
    for path, found in subject.entities(Event):
        if found.state != "held" or on is None or found.date.last is None or subject.has_passed(found.date):
            continue
        last = found.date.last
        during = event(subject, found.parent)
        if surely_before(on, last):
            message = Told(
                "this is called held, but {on} its last day, {last}, is still to come", on=when(on), last=in_words(last)
            )
            yield Found(
                f"{path}.state", message, Told("write planned, correct the date, or give the edition a later day"),
                rests_on=(f"{path}.date",),
            )  # fmt: skip
        elif last.last_day > on.first_day or (during and during.state == "planned"):
            message = Told(
                "this is called held, but {on} it may not be over: {date}", on=when(on), date=in_words(found.date)
            )
            yield Found(
                f"{path}.state", message, Told("write planned, or give the edition a later day"), severity="warning"
            )


@rule("event-not-held", "error", "What was decided, or who was elected, was so at an event that has been held.")
def event_not_held(subject: Subject) -> Iterator[Found]:
    """Find decisions and elections at events that are still planned."""
    for path, id in _decided(subject):
        found = event(subject, id)
        if found and found.state == "planned":
            message = Told("{found} is still planned: nothing can have been decided there", found=name_of(found))
            yield Found(path, message, Told("name another event; or, if it is over, write that it was held"))


@rule("event-cancelled", "error", "Nothing is told or decided at an event that was cancelled.")
def event_cancelled(subject: Subject) -> Iterator[Found]:
    """Find decisions at cancelled events, and what briefs tell of them."""
    told = [(f"{path}.event", entry.event) for path, entry in subject.entities(HistoryEntry)]
    told += [(f"{path}.event", edition.event) for path, edition in subject.entities(Edition)]
    severities: tuple[Severity, Severity] = ("error", "warning")
    for severity, places in zip(severities, (_decided(subject), told), strict=True):
        for path, id in places:
            found = event(subject, id)
            if found and found.state == "cancelled":
                message = Told("{found} was cancelled", found=name_of(found))
                state = f"{subject.content.index['events'][found.id]}.state"
                hint = Told("name another event, or correct its status")
                yield Found(path, message, hint, severity=severity, rests_on=(state,))
    editions = {edition.event for _, edition in subject.entities(Edition)}
    for path, found in subject.entities(Event):
        printed = subject.printed is not None and is_printed(subject, path)
        if found.state == "cancelled" and printed and found.id not in editions:
            message = Told("this was cancelled, and the brief still speaks of it")
            yield Found(path, message, Told("look at every text that names it"), severity="warning")


def _decided(subject: Subject) -> Iterator[tuple[str, str | None]]:
    """Yield where the content says at which event something was decided, or somebody elected."""
    for path, membership in subject.entities(Membership):
        yield f"{path}.decided_at", membership.decided_at
    for path, term in subject.entities(Term):
        yield f"{path}.elected_at", term.elected_at


# Words that time overtakes -------------------------------------------------------------------------------------------


@rule("words-expired", "error", "No text speaks of the past as if it were to come.")
def words_expired(subject: Subject) -> Iterator[Found]:
    """Find words such as "at this stage" and "will take place" after the date that they speak of."""
    for text, start, end, _, until in _expiring(subject):
        if until is not None and is_printed(subject, text.path):
            message = Told("“{raw}”: {until}", raw=text.raw[start:end], until=until)
            hint = Told("tell how it went, or take it out")
            severity: Severity | None = None
            if _is_counted_from_its_entry(subject, text, start, end):  # not wrong, but read as of today
                hint, severity = Told("write the year or the month that is meant"), "warning"
            yield Found(text.path, message, hint, text.key, start, end - start, severity=severity)


def _is_counted_from_its_entry(subject: Subject, text: TextIn, start: int, end: int) -> bool:
    """Tell whether words such as «last year» stand in an entry that tells of an old day: the year before that one."""
    back = matcher(words_of(text.language).looking_back)
    of_history = any(isinstance(owner, HistoryEntry) for _, owner in subject.owners(text.path))
    return of_history and bool(back.fullmatch(text.words[start:end]))


@rule("words-undated", "warning", "What is true for a time only says until when.")
def words_undated(subject: Subject) -> Iterator[Found]:
    """Find words that expire in texts to which no date belongs."""
    for text, start, end, strong, until in _expiring(subject):
        if until is None and strong and not _says_when(subject, text, start):
            message = Told("“{raw}”: nothing says until when that is true", raw=text.raw[start:end])
            yield Found(
                text.path,
                message,
                Told("give the entry `review_by` or `as_of`, or say when"),
                text.key,
                start,
                end - start,
            )
    yield from _of_a_day(subject)


def _says_when(subject: Subject, text: TextIn, at: int) -> bool:
    """Tell whether a sentence names a year that is still to come: planned for 2021."""
    start, end = sentence(text.words, at)
    now = subject.as_of.year if subject.as_of else 0
    return any(one.year and now < one.year for one in dates(text) if start <= one.start < end)


def _of_a_day(subject: Subject) -> Iterator[Found]:
    """Yield «tomorrow» in what a text was: whoever prints that edition reads it on another day."""
    for text in with_notes(subject):
        for found in turn(text.language, "of_a_day", "time").finditer(text.words) if is_earlier(text.path) else ():
            message = Told("“{raw}”: nothing says until when that is true", raw=found[0])
            yield Found(text.path, message, Told("say when"), text.key, found.start(), len(found[0]))


def _expiring(subject: Subject) -> Iterator[tuple[TextIn, int, int, bool, str | None]]:
    """Yield the words that have expired: text, start, end, whether they are of the present, and why.

    The reason is None where no date belongs to the text.
    """
    for text in with_notes(subject):
        if is_earlier(text.path) or not isinstance(subject.content.items[text.path].value, Prose | Line):
            continue
        told = set()
        for start, end, strong in text.once(_of_a_time):
            where = sentence(text.words, start)
            if where in told or (reason := _overtaken(subject, text, start, strong)) == "":
                continue
            told.add(where)  # one report a sentence is enough
            yield text, start, end, strong, reason


def _of_a_time(text: TextIn) -> list[tuple[int, int, bool]]:
    """Return where a text has words that expire, and whether they are of the present; not in quotations."""
    words, spans = words_of(text.language), quoted(text)
    return [
        (*found.span(), strong)
        for strong, patterns in ((True, words.expiring), (False, words.future))
        for found in matcher("|".join(patterns)).finditer(text.words)
        if not inside(spans, found.start()) and not _names_an_event(text, found)
    ]


def _names_an_event(text: TextIn, found: re.Match[str]) -> bool:
    """Tell whether «this spring» is one of the words for an event: this spring seminar."""
    if not re.match(said.pattern(text.language, "time", "this_season"), found[0], re.IGNORECASE):
        return False
    following = _NEXT_WORD.match(text.words, found.end())
    return bool(following and _event_noun(text.language).match(following[1]))


_NEXT_WORD = re.compile(r" ([^\W\d_]+)")
_NEXT_WORDS = re.compile(r"(?: [^\W\d_]+){0,4}")  # the next Forum, the next World Forum


@cache
def _event_noun(language: str) -> re.Pattern[str]:
    """Return what an event of any kind is called in a language."""
    nouns = said.table(language, "latest")
    return _noun("|".join(sorted(nouns[kind] for kind in nouns.keys() - {"called", "unless"})))


@cache
def _noun(words: str) -> re.Pattern[str]:
    return re.compile(words or said.NOTHING, re.IGNORECASE)


def _overtaken(subject: Subject, text: TextIn, at: int, strong: bool) -> str | None:
    """Return why words are no longer true; empty if they are, None if nothing says."""
    facts = [owner for _, owner in subject.owners(text.path) if isinstance(owner, Fact)]
    told = event_of(subject, text.path)
    entry = next((owner for owner in facts if isinstance(owner, HistoryEntry)), None)
    start, end = sentence(text.words, at)
    another = matcher(words_of(text.language).of_another).search(text.words[start:end])  # the next Forum, in 2022
    ahead = another and any(not subject.has_passed(date) for date in _dates_of_sentence(subject, text, at))
    if told and told.state == "held" and not ahead and _is_of_what_follows(subject, text, told, at):
        return ""
    if not strong and _is_of_afterwards(subject, text, told, start, end):
        return ""
    if told and entry is None and told.state != "planned" and not ahead:
        name = name_of(told)
        return (
            Told("{name} was cancelled", name=name) if told.state == "cancelled" else Told("{name} was held", name=name)
        )
    # A date of review that has passed has a report of its own (review-passed); until then the words stand.
    if any(fact.review_by for fact in facts):
        return ""
    # A date in the same sentence is what the words speak of.
    here = _dates_of_sentence(subject, text, at, of_future=not strong)
    if here and strong and matcher(words_of(text.language).until_then).search(text.words[start:at]):
        return ""  # until October 2019 on paper; now …
    if here:
        return "" if any(not subject.has_passed(date) for date in here) else _if_passed(subject, here[0])
    start, end = sentence(text.words, at)
    if entry is not None and not strong and matcher(words_of(text.language).reported).search(text.words[start:end]):
        return ""  # what somebody decided then: words of the past may speak of any time
    if entry is not None and turn(text.language, "would_then", "time").search(text.words, start, end):
        return ""  # it was said then that it would meet the next year
    back = matcher(words_of(text.language).looking_back).match(text.words, at)
    if back and any(start <= one.start < end for one in happenings(subject, text)):
        return ""  # last December the Council met: whether that is so is another question (time-differs)
    if entry is not None and strong and _planned_then(text, at, start, end):
        return ""  # they planned their next meeting, then
    as_of = next((fact.as_of for fact in facts if fact.as_of and not isinstance(fact, Edition)), None)
    about = as_of or date_of(subject, text.path)
    if about is None or about.ongoing:
        # This year's Forum: whether that is so is another question (time-differs).
        back = turn(text.language, "this_season", "time").match(text.words, at)
        return "" if back and any(start <= one.start < end for one in happenings(subject, text)) else None
    return _if_passed(subject, about)


def _is_of_what_follows(subject: Subject, text: TextIn, told: Event, at: int) -> bool:
    """Tell whether a sentence, or the one before it, is about the event of the kind that follows."""
    start, end = sentence(text.words, at)
    if _of_next(subject, text, told, start, end):
        return True
    if not start or _dates_of_sentence(subject, text, at):
        return False
    before = sentence(text.words, max(0, start - 2))  # «The next Forum will … Its dates will be known later.»
    return before[1] <= start and _of_next(subject, text, told, *before)


def _is_of_afterwards(subject: Subject, text: TextIn, told: Event | None, start: int, end: int) -> bool:
    """Tell whether a sentence is about what comes of an event of the last months: neither it nor its like is named."""
    last = told.date.last if told and told.state == "held" else None
    if told is None or last is None or subject.as_of is None:
        return False
    if (subject.as_of.first_day - last.last_day).days > _AFTERWARDS or _dates_of_sentence(subject, text, start):
        return False
    noun = noun_of(subject, text.language, told) or said.NOTHING
    of_it = turn(text.language, "done_there", "time"), matcher(words_of(text.language).held)
    named = re.search(rf"(?<!\w)(?:{noun})", text.words[start:end], re.IGNORECASE) or "{{" in text.raw[start:end]
    return not named and not any(pattern.search(text.words, start, end) for pattern in of_it)


_AFTERWARDS = 100  # days


def _of_next(subject: Subject, text: TextIn, told: Event, start: int, end: int) -> bool:
    """Tell whether a sentence is about the event of the kind that follows, and none has been held yet."""
    another, noun = matcher(words_of(text.language).of_another), _noun(noun_of(subject, text.language, told))
    if not any(noun.match(word) for found in another.finditer(text.words, start, end)
               for word in _NEXT_WORDS.match(text.words, found.end())[0].split()):  # type: ignore[index]  # fmt: skip
        return False
    return not any(
        later.kind == told.kind and later.state == "held" and surely_before(told.date, later.date)
        for _, later in subject.entities(Event)
    )


def _planned_then(text: TextIn, at: int, start: int, end: int) -> bool:
    """Tell whether a sentence of the past only names what was to come then: a next one was planned."""
    words = words_of(text.language)
    if not matcher(words.of_another).match(text.words, at):
        return False
    past = matcher(usage(text.language).patterns.get("past", said.NOTHING))
    to_come = matcher("|".join(words.future))
    return bool(past.search(text.words, start, end)) and not to_come.search(text.words, start, end)


def _if_passed(subject: Subject, date: Date) -> str:
    return Told("{day} has passed", day=in_words(date)) if subject.has_passed(date) else ""


def _is_of_the_past(text: TextIn, typed: TypedDate, start: int, at: int) -> bool:
    """Tell whether a date belongs to what was before words of the future: it joined in 2016 and will go on."""
    if re.search(
        rf"(?<!\w)(?:{said.pattern(text.language, 'time', 'ever_since')})", text.words[start : typed.end], re.I
    ):
        return True
    past = matcher(usage(text.language).patterns.get("past", said.NOTHING))
    first, last = (start, at) if typed.start < at else (at, typed.start)
    return bool(past.search(text.words[first:last]))


def _dates_of_sentence(subject: Subject, text: TextIn, at: int, *, of_future: bool = False) -> list[Date]:
    """Return the dates of the sentence around a place; if words of the future stand there, those that they may mean."""
    start, end = sentence(text.words, at)
    found = []
    for match in _EXPRESSION.finditer(text.raw, start, end):
        if match[1].startswith("events."):
            date = _printed_date(subject, text, ".".join(match[1].split(".")[:2]) + ".date")
            found += [date] if date else []
    typed = [one for one in dates(text) if start <= one.start < end and not is_of_a_paper(text, one)]
    if of_future:
        typed = [one for one in typed if not _is_of_the_past(text, one, start, at)]
    return found + [one.date for one in typed if one.date]


# Dates in texts ------------------------------------------------------------------------------------------------------


@rule("weekday-wrong", "error", "A weekday is that of the date beside it.")
def weekday_wrong(subject: Subject) -> Iterator[Found]:
    """Find weekdays that don't fit the date that stands beside them, typed or printed."""
    for text in with_notes(subject):
        weekdays = text.once(_weekdays)
        spans = _spans(subject, text) if weekdays else []
        for start, end, weekday in weekdays:
            days = _days_beside(subject, text, start, end, spans)
            if days and weekday not in [day.weekday() for day in days]:
                right = language_of(text.language).weekday(days[0].weekday())
                written, day = text.words[start:end], in_words(Date.parse(days[0].isoformat()))
                message = Told("“{found}”: {days} is not that day of the week", found=written, days=day)
                hint, on = Told("it is {right}", right=right), date_field(subject, text.path)
                yield Found(text.path, message, hint, text.key, start, end - start, rests_on=(on,))


def _weekdays(text: TextIn) -> list[tuple[int, int, int]]:
    """Return where a text names weekdays, and which; Monday is 0."""
    return [
        (*found.span(), weekday)
        for weekday, name in enumerate(words_of(text.language).weekdays)
        for found in matcher(name).finditer(text.words)
    ]


_BESIDE = 200  # characters in which a date beside a weekday begins
_GAP = re.compile(r"[\s,()–-]*(?:the\s+|le\s+)?")


Span = tuple[int, int, tuple[dt.date, ...]]


def _spans(subject: Subject, text: TextIn) -> list[Span]:
    """Return where the dates of a text stand, typed or printed, and the days of each."""
    own = date_of(subject, text.path)
    year = own.start.year if own and own.start else None
    spans = [(date.start, date.end, date.days(year)) for date in dates(text)]
    for match in _EXPRESSION.finditer(text.raw):
        spans.append((*match.span(), _days(_printed_date(subject, text, match[1]))))
    return sorted(spans)


def _days_beside(subject: Subject, text: TextIn, start: int, end: int, spans: list[Span]) -> tuple[dt.date, ...]:
    """Return the day, or the first and the last one, of the date beside a weekday."""
    own = date_of(subject, text.path)
    near: list[tuple[int, tuple[dt.date, ...]]] = []
    first, last = (bisect_left(spans, (at,)) for at in (start - _BESIDE, end + _BESIDE))
    for other_start, other_end, days in spans[first:last]:
        gap = text.words[end:other_start] if other_start >= end else text.words[other_end:start]
        if days and _GAP.fullmatch(gap):
            near.append((len(gap), days))
    if near:
        return min(near)[1]
    # The date of a row stands before its text.
    in_row = isinstance(next((owner for _, owner in subject.owners(text.path)), None), HistoryEntry)
    opens = start < _BESIDE and re.fullmatch(r"\s*\(?(?:on\s+|le\s+)?", text.words[:start], re.IGNORECASE)
    return _days(own) if in_row and opens and text.path.endswith(".text") else ()


def _history(subject: Subject) -> dict[str, str]:
    """Return the paths of the entries of the history by what expressions call them."""
    return {spoken(entry.id): path for path, entry in subject.entities(HistoryEntry)}


def _days(date: Date | None) -> tuple[dt.date, ...]:
    points = [point for point in (date.start, date.end) if point] if date else []
    return tuple(point.first_day for point in points if point.day is not None)


def _printed_date(subject: Subject, text: TextIn, expression: str) -> Date | None:
    """Return the date that an expression such as `event.date` or `events.forum_2030.date` prints."""
    steps = expression.split(".")
    match steps:
        case ["date"] | ["event", "date"]:
            return date_of(subject, text.path)
        case ["events", id, "date"]:
            at = subject.named("events", id)
            return subject.content.items[at].value.date if at else None
        case ["cooperation", "history", id, "date"]:
            path = subject.once(_history).get(id)
            return date_of(subject, path) if path else None
        case ["association", "founded"]:
            return next((association.founded for _, association in subject.entities(Association)), None)
        case ["since"] | ["membership", "since"]:
            return next((membership.since for _, membership in subject.entities(Membership)), None)
    return None
