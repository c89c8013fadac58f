"""Which event an edition is about, and which edition it follows."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.about import edition_with, event, name_of, noted_editions, surely_before
from briefgen.checks.amounts import turn
from briefgen.checks.happenings import cities_in
from briefgen.checks.likely import matcher
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import readable, sentence
from briefgen.checks.subject import Subject
from briefgen.content.schema.base import Earlier
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.places import City
from briefgen.language import said
from briefgen.language.usage import usage
from briefgen.problems.notes import Told

_LONG_AGO = 183  # days
_LONG_AHEAD = 300


@rule("edition-event", "warning", "An edition is about the event that its name says, and not about one of long ago.")
def edition_event(subject: Subject) -> Iterator[Found]:
    """Find editions named for another city than their event's, long after or before it, or without the one before."""
    yield from _far_ahead(subject)
    yield from _without_previous(subject)
    yield from _of_another_place(subject)
    yield from _nothing_changed(subject)
    cities = {city.id for _, city in subject.entities(City)}
    for path, edition in subject.entities(Edition):
        its = event(subject, edition.event)
        if its is None:
            continue
        name = f"-{path.partition('[')[2].rstrip(']')}-"
        named = {city for city in cities if f"-{city}-" in name}
        if named and its.city and its.city not in named:
            message = Told("the edition is named for another city than that of its event")
            yield Found(f"{path}.event", message, Told("name the event that the edition is for"))
        elif its.date.last and edition.as_of.start:
            ago = (edition.as_of.start.first_day - its.date.last.last_day).days
            if ago > _LONG_AGO:
                message = Told("the event was over {days} days before the date of the edition", days=ago)
                yield Found(f"{path}.event", message, Told("name the event that the edition is for"))


def _far_ahead(subject: Subject) -> Iterator[Found]:
    """Yield editions of most of a year before their event: the year is that of another one."""
    for path, edition in subject.entities(Edition):
        its, last = event(subject, edition.event), edition.as_of.last
        if its and its.date.start and last and its.state != "planned":
            ahead = (its.date.start.first_day - last.last_day).days
            if ahead > _LONG_AHEAD:
                message = Told("the event begins {days} days after the date of the edition", days=ahead)
                yield Found(f"{path}.as_of", message, Told("correct the date of the edition, or its event"))


def _without_previous(subject: Subject) -> Iterator[Found]:
    """Yield editions that name none before them, although there is an older one about the same event."""
    editions = list(subject.entities(Edition))
    for path, edition in editions if len(editions) > 1 else ():
        older = [
            other for _, other in editions
            if other.event == edition.event and surely_before(other.as_of, edition.as_of)
        ]  # fmt: skip
        if older and edition.previous is None:
            message = Told("there is an older edition about this event, and none is named as the one before")
            yield Found(path, message, Told("name it, so that the brief can tell what is new since"))


def _of_another_place(subject: Subject) -> Iterator[Found]:
    """Yield «this note was prepared for the Panama meeting» in a brief for an event elsewhere."""
    edition = edition_with(subject, subject.edition)
    its = event(subject, edition.event) if edition else None
    for text in readable(subject) if its and its.city else ():
        for about in matcher(usage(text.language).patterns.get("this_paper", "")).finditer(text.words):
            start, end = sentence(text.words, about.start())
            prepared = turn(text.language, "prepared_for", "time").search(text.words, start, end)
            there = [place for place in cities_in(subject, text) if start <= place[0] < end] if prepared else []
            if there and its and its.city not in {city for *_, city in there}:
                at, to, _ = there[0]
                message = Told("this edition is for {event}, which is elsewhere", event=name_of(its))
                yield Found(text.path, message, Told("correct the text, or take it out"), text.key, at, to - at)


def _nothing_changed(subject: Subject) -> Iterator[Found]:
    """Yield «nothing has changed since the edition before» where texts were worded anew between the two."""
    for note, edition in noted_editions(subject):
        before = edition_with(subject, edition.previous)
        if before is None or not _reworded(subject, before, edition):
            continue
        for found in matcher(said.pattern(note.language, "time", "nothing_changed")).finditer(note.words):
            message = Told("“{raw}”: that isn't so of the edition before", raw=found[0])
            hint = Told("correct the note, or what it tells of")
            yield Found(note.path, message, hint, "", found.start(), len(found[0]))


def _reworded(subject: Subject, before: Edition, edition: Edition) -> bool:
    """Tell whether texts were worded anew between two editions."""
    return any(
        not surely_before(wording.until, before.as_of) and surely_before(wording.until, edition.as_of)
        for _, wording in subject.entities(Earlier)
    )
