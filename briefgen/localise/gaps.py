"""What a complete brief has and nobody supplied: an edition's gaps, and what those before it still ask for."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from briefgen.content.knowing.terms import holders
from briefgen.content.model import Content
from briefgen.content.own_kinds import is_election
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.events import AgendaItem, Event
from briefgen.dates import Point
from briefgen.problems.diagnostics import Place
from briefgen.problems.notes import Named, Told, Written


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that a complete brief has and that was not supplied; `place` is where it belongs."""

    path: str
    what: str
    place: Place


def gaps(content: Content, edition_id: str, of_types: Collection[str] = ()) -> tuple[Gap, ...]:
    """Return what was not supplied for an edition; `of_types` are what not all types of brief want, but these."""
    edition = content.editions[edition_id]
    assert edition.as_of.start is not None
    events = [event for event in content.events if edition.event in (event.id, event.parent)]
    own = _gaps(content, f"editions[{edition_id}]", events, edition.as_of.start, of_types)
    return (*own, *_still_open(content, edition, {event.id for event in events}))


def _gaps(
    content: Content, edition_path: str, events: list[Event], on: Point, of_types: Collection[str]
) -> Iterator[Gap]:
    roots = ("agency", edition_path, *(f"events[{event.id}]" for event in events))
    for path, item in content.items.items():
        if not item.expected or not any(path.startswith(f"{root}.") for root in roots):
            continue
        owner_path, _, name = path.rpartition(".")
        if item.expected.of_types:
            if name not in of_types or _is_there(content, edition_path, name):
                continue
        elif item.value if item.expected.never_none else item.value is not None:
            continue
        if isinstance(owner := content.items[owner_path].value, AgendaItem):
            held = any(event.state == "held" for event in events if owner_path.startswith(f"events[{event.id}]"))
            if not _is_asked(name, held=held, elects=is_election(content, owner)):
                continue
        yield Gap(path, item.expected.what, content.problem(path, "", "").place)
    edition = content.items[edition_path].value
    if edition.status in ("unverified", "disputed"):
        place = content.problem(f"{edition_path}.status", "", "").place
        yield Gap(edition_path, _doubt(content, edition), place)
    for owner in ("association", "agency"):
        for office in getattr(content, owner).offices:
            if not holders(content.people.terms, office.id, on):
                titles = office.title.root
                path = f"{owner}.offices[{office.id}]"
                yield Gap(
                    path,
                    Told("who holds the office: {title}", title=Named(next(iter(titles.values())), titles)),
                    content.problem(f"{path}.id", "", "").place,
                )


def _is_there(content: Content, edition_path: str, name: str) -> bool:
    """Tell whether an edition has something in a field of this name, be it in a meeting or a step."""
    inside = (path for path, item in content.items.items() if item.value and path.startswith(f"{edition_path}."))
    return any(path.endswith(f".{name}") for path in inside)


def _what(content: Content, path: str) -> str:
    expected = content.items[path].expected
    return expected.what if expected else ""


def _doubt(content: Content, edition: Edition) -> str:
    """Return what somebody should say of an edition that is in doubt: in what, its note says, if it has one."""
    before = content.editions.get(edition.previous or "")
    if edition.note:
        return Told("a word that this is right: {note}", note=Written(edition.note))
    if before and before.marking == edition.marking:
        return Told(
            "a word that the marking is right for this edition: it was taken over from {previous}",
            previous=edition.previous,
        )
    return Told("a word that this is right: nobody has verified it")


def _is_asked(name: str, *, held: bool, elects: bool) -> bool:
    """Whether a complete brief has this of an item: candidates and our position before the session, then the result."""
    return name in ({_result(elects)} if held else {"position", "candidates" if elects else ""})


def _result(elects: bool) -> str:
    """Return the field that has the result of an item, which `elects` somebody or doesn't."""
    return "elected" if elects else "outcome"


def _still_open(content: Content, edition: Edition, own: set[str]) -> Iterator[Gap]:
    """Yield the results that the editions before asked for and that are still unknown, but for later elections."""
    before, previous = dict[str, Edition](), edition.previous or ""
    while previous in content.editions and previous not in before:  # in a circle each is before itself
        before[previous] = content.editions[previous]
        previous = before[previous].previous or ""
    events = {each.event for each in before.values()}
    held = [event for event in content.events if event.state == "held" and event.date.start]
    held.sort(key=lambda event: str(event.date.start))
    last = {(item.office, item.body): event.id for event in held for item in event.agenda if is_election(content, item)}
    for event in held:
        if event.id in own or not events & {event.id, event.parent}:
            continue
        for item in event.agenda:
            elects = is_election(content, item)
            path = f"events[{event.id}].agenda[{item.id}].{_result(elects)}"
            is_last = not elects or last[item.office, item.body] == event.id
            if content.items[path].value is None and is_last:
                yield Gap(path, _what(content, path), content.problem(path, "", "").place)
