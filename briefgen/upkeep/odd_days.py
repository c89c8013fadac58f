"""Days that are likely a slip, which a form asks about before it writes them; and those that can't be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass

from briefgen.checks.about import ends_early, in_words, when
from briefgen.checks.scan import announces
from briefgen.content.changing.edit import CannotEditError, as_date
from briefgen.content.changing.wanted import called
from briefgen.content.model import Content, Values, root_of
from briefgen.content.names import EDITIONS
from briefgen.content.schema.people import Term
from briefgen.dates import Date, Point
from briefgen.language import available
from briefgen.problems.notes import Named, Told

_FAR = 366  # days between an event and the day for which a brief about it is true
_MANY = 2 * _FAR  # days that nobody counts any more


def point_in(words: str) -> Point | None:
    """Return the first point of a date as somebody types it; None of what is none."""
    with suppress(ValueError, CannotEditError):
        return Date.parse(as_date(words)).start
    return None


def ends_before_it_starts(path: str, typed: Mapping[str, str]) -> dict[str, str]:
    """Return what is wrong in the form of a term that ends before it starts; by the field. As `still_to_come`."""
    if root_of(path) != "people":
        return {}
    wrong = ends_early(point_in(typed.get("start", "")), point_in(typed.get("end", "")))
    return {"end": Told("{wrong}; correct one of the two dates", wrong=wrong)} if wrong else {}


def still_to_come(path: str, typed: Mapping[str, str], today: dt.date) -> dict[str, str]:
    """Return what is wrong in the form of an event which says that it was held, and begins after today; by the field.

    `path` is the event's, or that of their list; a date that can't be understood is told elsewhere.
    """
    if root_of(path) != "events" or typed.get("state") != "held":
        return {}
    first = point_in(typed.get("date", ""))
    if first and first.first_day > today:
        told = Told(
            "it can't have been held yet, since it begins only {day}: choose another status, or correct its date",
            day=when(first),
        )
        return {"state": told}
    return {}


# Of what is there already, by the list that it stands in; and of every fact: from when it is, and when it was read.
_HAPPENED = {"cooperation.history": "date", "sources": "date"}
_OF_FACTS = ("as_of", "accessed")


def ahead(path: str, typed: Mapping[str, str], named: Collection[str], today: dt.date) -> dict[str, str]:
    """Return those of the fields named that say when something was, and say a day after today, with that day.

    As `still_to_come`. The date for which an edition is true may be to come.
    """
    list_path = path.partition("[")[0]
    found = {}
    for name in named:
        is_past = name == _HAPPENED.get(list_path) or name.rpartition(".")[2] in _OF_FACTS
        day = point_in(typed.get(name, "")) if is_past and list_path != EDITIONS else None
        if day and day.first_day > today:
            found[name] = str(day)
    return found


def told_too_early(
    content: Values, path: str, typed: Mapping[str, str], named: Collection[str], today: dt.date
) -> dict[str, tuple[str, str]]:
    """Return what is asked in the form of an entry of the history about an event that begins after a day.

    By the field: the event, and the question. Of one that announces it nothing is asked.
    """
    at = content.index.get("events", {}).get(typed.get("event", ""))
    if (
        path.partition("[")[0] != "cooperation.history"
        or at is None
        or not any(name == "event" or name.startswith("text.") for name in named)
    ):
        return {}
    found = content.items[at].value
    texts = {name.removeprefix("text."): words for name, words in typed.items() if name.startswith("text.")}
    announced = any(announces(code, words) for code, words in texts.items() if code in available())
    if found.state == "held" or not found.date.start or found.date.start.first_day <= today or announced:
        return {}
    what = Told("this event is still to come ({date}), and the text doesn't say so", date=in_words(found.date))
    return {"event": (found.id, _once_more(what))}


def ahead_told(today: dt.date, *, is_asked: bool) -> str:
    """Return what is told of a day that is `ahead`; where it `is_asked`, that the form can be sent once more."""
    now = in_words(Point(today.year, today.month, today.day))
    if not is_asked:
        return Told("this is still to come: by this computer it is {today}. Is it right?", today=now)
    return _once_more(Told("this is still to come: by this computer it is {today}", today=now))


@dataclass(frozen=True, slots=True)
class Overlap:
    """What is wrong with a day of a term that surely overlaps another one in its office; the path of that one."""

    told: str
    other: str


def overlapping(content: Values, path: str, typed: Mapping[str, str]) -> dict[str, Overlap]:
    """Return what is wrong in the form of a term that surely overlaps another one in its office; by the field.

    `path` is the term's, or that of their list. The check, for which it is an error, looks at those terms alone that an
    edition knows. Of one that it overlaps already nothing is said: what is saved may be on the way to two right terms.
    """
    if path.partition("[")[0] != "people.terms" or not isinstance(content, Content):
        return {}
    typed_now = typed.get("office"), point_in(typed.get("start", "")), point_in(typed.get("end", ""))
    saved = next((each for each in content.people.terms if path == f"people.terms[{each.id}]"), None)
    for other in content.people.terms:
        if other is saved or (saved and _overlapping_at(_held(saved), _held(other))):
            continue
        if name := _overlapping_at(typed_now, _held(other)):
            return {name: _overlaps(content, other)}
    return {}


_Held = tuple[str | None, Point | None, Point | None]  # an office, from when, until when


def _held(term: Term) -> _Held:
    return term.office, term.start.start if term.start else None, term.end.start if term.end else None


def _overlapping_at(one: _Held, other: _Held) -> str:
    """Return which day of a term lies surely within another one in its office; "" if none does."""
    (office, start, end), (others, from_, until) = one, other
    if office != others:
        return ""
    if start and until and _is_first(from_, start) and start.last_day < until.first_day:
        return "start"
    if end and from_ and _is_first(start, from_) and from_.last_day < end.first_day:
        return "end"
    return ""


def _is_first(one: Point | None, other: Point) -> bool:
    """Tell whether a term that starts then, or nobody knows when, is the earlier one."""
    return one is None or one.first_day <= other.first_day


def _overlaps(content: Content, other: Term) -> Overlap:
    person = content.index["persons"].get(other.person, "")
    names = called(content.items[person].value) if person in content.items else {}
    who = Named(names.get("en") or next(iter(names.values()), other.person), names)
    start, end = other.start and in_words(other.start), other.end and in_words(other.end)
    if start and end:
        told = Told(
            "by its other terms {person} holds this office from {start} until {end}", person=who, start=start, end=end
        )
    elif end:
        told = Told("by its other terms {person} holds this office until {end}", person=who, end=end)
    else:
        told = Told("by its other terms {person} holds this office from {start} on", person=who, start=start)
    what = Told("{what}. Correct this day, or first the days of that term, and then save this one", what=told)
    return Overlap(what, f"people.terms[{other.id}]")


def _once_more(what: str) -> str:
    return Told("{what}. Correct it, or, if it is right, tick “It is right as it stands” below", what=what)


def far_from_event(content: Content, event: str, as_of: str) -> str:
    """Return what is asked of a day for which an edition is to be true, far from the event that it is about; or ""."""
    day, date = point_in(as_of), content.entity("events", event).date
    if day is None or date.start is None or date.last is None:
        return ""
    behind, before = (day.first_day - date.last.last_day).days, (date.start.first_day - day.last_day).days
    when, years = in_words(date), max(behind, before) // _FAR
    if behind > _MANY:
        return _once_more(Told("its event ({date}) was over more than {number} years earlier", date=when, number=years))
    if before > _MANY:
        told = Told("its event ({date}) begins only more than {number} years later", date=when, number=years)
        return _once_more(told)
    if behind > _FAR:
        return _once_more(Told("its event ({date}) was over {number} days earlier", date=when, number=behind))
    if before > _FAR:
        return _once_more(Told("its event ({date}) begins only {number} days later", date=when, number=before))
    return ""
