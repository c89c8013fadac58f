"""Which event an edition is about, and which edition it follows."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.about import event, surely_before
from briefgen.checks.likely import matcher
from briefgen.checks.places import KnownPlaces
from briefgen.checks.rules import Found, rule
from briefgen.checks.scan import readable, sentence
from briefgen.checks.subject import Subject
from briefgen.content.schema.base import Earlier
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.organisations import Agency
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
    yield from _beside_the_edition_before(subject)
    yield from _for_another_event(subject)
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


def _beside_the_edition_before(subject: Subject) -> Iterator[Found]:
    """Yield «the marking is stricter than that of the edition before», and «nothing has changed», where it isn't so."""
    order = [marking.id for _, agency in subject.entities(Agency) for marking in agency.markings]
    editions = subject.content.index.get("editions", {})
    for note in subject.notes:
        edition = subject.content.items[note.path.removesuffix(".note")].value
        if not isinstance(edition, Edition):
            continue
        before = subject.content.items.get(editions.get(edition.previous or "", f"editions[{edition.previous}]"))
        if before is None or {edition.marking, before.value.marking} - {*order}:
            continue
        apart = order.index(edition.marking or "") - order.index(before.value.marking or "")
        told = (("marking_stricter", apart <= 0), ("marking_lower", apart >= 0), ("marking_same", apart != 0))
        changed = ("nothing_changed", _reworded_between(subject, before.value, edition))
        for name, wrong in (*told, changed):
            found = matcher(said.pattern(note.language, "time", name)).search(note.words) if wrong else None
            if found:
                message = Told("“{raw}”: that isn't so of the edition before", raw=found[0])
                yield Found(note.path, message, Told("correct the note, or what it tells of"), "",
                            found.start(), len(found[0]), severity="warning")  # fmt: skip


def _reworded_between(subject: Subject, before: Edition, edition: Edition) -> bool:
    """Tell whether texts were worded anew between two editions."""
    for _, wording in subject.entities(Earlier):
        if not surely_before(wording.until, before.as_of) and surely_before(wording.until, edition.as_of):
            return True
    return False


def _for_another_event(subject: Subject) -> Iterator[Found]:
    """Yield «this note was prepared for the delegation to the Panama meeting» in briefs for an event elsewhere."""
    edition = subject.content.items.get(f"editions[{subject.edition}]")
    held = event(subject, edition.value.event) if edition and isinstance(edition.value, Edition) else None
    places = subject.once(KnownPlaces)
    for text in readable(subject) if held and held.city else ():
        papers = matcher(usage(text.language).patterns.get("this_paper", ""))
        for about in papers.finditer(text.words) if not text.is_name else ():
            start, end = sentence(text.words, about.start())
            meant = matcher(said.pattern(text.language, "time", "prepared_for")).search(text.words, start, end)
            seen = [one for one in places.seen(text) if start <= one.start < end and one.kind in ("city", "country")]
            own = places.own(held.city if held else "")
            right = {own, *places.countries_of(own)}
            if meant and seen and not any(one.key in right for one in seen):
                written = text.raw[seen[0].start : seen[0].end]
                message = Told("“{written}”, but the event is held in {city}", written=written, city=places.told(own))
                hint = Told("correct the one that is wrong")
                yield Found(text.path, message, hint, text.key, seen[0].start, len(written))
                break
