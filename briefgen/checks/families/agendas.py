"""What texts say was on an agenda, against the agenda."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from briefgen.checks.about import event_of, office_called, surely_before, when
from briefgen.checks.amounts import turn
from briefgen.checks.rules import Found, rule
from briefgen.checks.said import called, said_in
from briefgen.checks.scan import dates, readable, sentence
from briefgen.checks.subject import Subject
from briefgen.checks.texts import TextIn
from briefgen.content.own_kinds import is_election
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.events import AgendaItem, Event
from briefgen.problems.notes import Told


@rule("agenda-differs", "warning", "What a text says was on an agenda stands there.")
def agenda_differs(subject: Subject) -> Iterator[Found]:
    """Find an office to which, by a text, somebody was to be elected, and of which no item of the agenda is."""
    for text in readable(subject):
        held = event_of(subject, text.path)
        items = _elections(subject, held) if held else []
        if text.is_name or held is None or not items:
            continue
        yield from _left_out(subject, text, items)
        offices = {item.office for item in items if item.office}
        yield from _not_to_be_elected(subject, text, held, offices)
        for found in turn(text.language, "agenda", "time").finditer(text.words) if offices else ():
            start, end = sentence(text.words, found.start())
            elections = turn(text.language, "election", "time").search(text.words, start, end)
            for each in said_in(subject, text) if elections else ():
                named = each.of("offices")
                if start <= each.start < end and named and not named & offices:
                    message = Told("no election of the agenda is of this: {office}",
                                   office=office_called(subject, min(named)))  # fmt: skip
                    hint = Told("correct the text, or the agenda")
                    yield Found(text.path, message, hint, text.key, each.start, each.end - each.start)


def _left_out(subject: Subject, text: TextIn, items: list[AgendaItem]) -> Iterator[Found]:
    """Yield a sentence on an agenda that names what is elected there but for one office or body."""
    whole = {("offices", item.office) if item.office else ("bodies", item.body) for item in items}
    whole = {each for each in whole if each[1]}
    for found in turn(text.language, "agenda", "time").finditer(text.words) if len(whole) >= _FEWEST else ():
        start, end = sentence(text.words, found.start())
        here = {thing for each in said_in(subject, text) if start <= each.start < end for thing in each.things}
        lost = whole - here
        if len(lost) == 1 and turn(text.language, "election", "time").search(text.words, start, end):
            ((kind, id),) = lost
            message = Told("{other} is to be elected by the agenda, and doesn't stand here",
                           other=called(subject, kind, id or ""))  # fmt: skip
            hint = Told("correct the text, or the agenda")
            yield Found(text.path, message, hint, text.key, found.start(), len(found[0]))
            break


def _not_to_be_elected(subject: Subject, text: TextIn, held: Event, offices: set[str]) -> Iterator[Found]:
    """Yield offices to which somebody is to be elected at an event, by its own text or an objective, and by no item.

    An objective that tells of an election which was before its edition comes too late.
    """
    edition = next((owner for _, owner in subject.owners(text.path) if isinstance(owner, Edition)), None)
    own = edition is not None or text.path.startswith("events[")
    passed = edition is not None and surely_before(held.date, edition.as_of)
    for found in turn(text.language, "to_elect", "time").finditer(text.words) if own and offices else ():
        start, end = sentence(text.words, found.start())
        here = [each for each in said_in(subject, text) if start <= each.start < end]
        named = {id for each in here for id in each.of("offices")}
        aside = any(start <= one.start < end for one in dates(text)) or any(each.of("persons") for each in here)
        if len(named) == 1 and named & offices and passed and not aside:
            message = Told("the event was {day}, before this edition", day=when(held.date))
            hint = Told("correct the text, or the date")
            yield Found(text.path, message, hint, text.key, found.start(), len(found[0]))
        elif len(named) == 1 and not named & offices and not aside:
            message = Told("no election of the agenda is of this: {office}",
                           office=office_called(subject, min(named)))  # fmt: skip
            hint = Told("correct the text, or the agenda")
            yield Found(text.path, message, hint, text.key, found.start(), len(found[0]))


_FEWEST = 3  # elections of an agenda of which a text may be said to name all but one


def _elections(subject: Subject, held: Event) -> list[AgendaItem]:
    """Return the elections on the agenda of an event, and of the sessions during it."""
    during = subject.once(_together)[held.id]
    return [item for each in during for item in each.agenda if is_election(subject.content, item)]


def _together(subject: Subject) -> dict[str, list[Event]]:
    """Return each event with those that are held during it, by its short name."""
    found: dict[str, list[Event]] = defaultdict(list)
    for _, each in subject.entities(Event):
        found[each.id].append(each)
        if each.parent:
            found[each.parent].append(each)
    return found
