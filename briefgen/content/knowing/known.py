"""The content as it was known on a date: what an edition of that date prints, though the content has moved on.

Two things turn it back: what the content records of its own past (`recorded`), and where nothing is recorded, the dates
that events, terms and entries of the history have by nature (`learnt`). Paths stay what they are; a place in a file is
that of the wording which is seen. Figures and terms are asked for a date where they are printed (`figures`, `terms`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from weakref import WeakKeyDictionary

from briefgen.content.knowing.learnt import Learnt
from briefgen.content.knowing.moments import Moment, moment
from briefgen.content.knowing.rebuilt import rebuilt
from briefgen.content.knowing.recorded import Recorded
from briefgen.content.model import Content
from briefgen.content.schema.base import Earlier, Translated
from briefgen.content.schema.cooperation import Cooperation
from briefgen.content.schema.events import Event
from briefgen.content.schema.people import People
from briefgen.content.translation_lock import Lock, SeenWording, told_until
from briefgen.dates import Point


def newest_date(content: Content) -> Point:
    """Return the date at which the content stands: that of its newest edition."""
    dates = [edition.as_of.start for edition in content.editions.values() if edition.as_of.start]
    return max(dates, key=lambda point: (point.first_day, point.last_day))


def known_at(content: Content, on: Point) -> Content:
    """Return the content as it was known on a date; the same content if nothing in it has changed since."""
    seen = _seen.setdefault(content, {})
    if on not in seen:
        alike = moment(content, on)
        if alike not in seen:
            known = _known_at(content, on)
            seen[alike] = None if known is content else known  # a value that held its key would keep it for ever
        seen[on] = seen[alike]
        if (found := seen[on]) is not None:  # nothing is left in it of what it was turned back by
            _seen.setdefault(found, {})[on] = None
    return seen[on] or content


_seen: WeakKeyDictionary[Content, dict[Point | Moment, Content | None]] = WeakKeyDictionary()


def _known_at(content: Content, on: Point) -> Content:
    recorded = Recorded(on)
    roots = {root: recorded.seen(content.items[root].value, root) for root in content.roots}
    roots |= _by_dates(content, recorded, roots)
    if all(value is content.items[root].value for root, value in roots.items()):
        return content
    lock = _lock(content, recorded.moved)
    return replace(rebuilt(content, roots, recorded.origin), lock=lock)


def _by_dates(content: Content, recorded: Recorded, roots: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of the files in which dates by nature turn something back."""
    newest = max(newest_date(content), recorded.on, key=lambda point: point.first_day)
    kept = {f"{item.path.rpartition('.earlier')[0]}.{name}" for item in content.items.values()
            if isinstance(item.value, Earlier) for name in item.value.model_fields_set}  # fmt: skip
    learnt = Learnt(recorded.on, newest, {event.id: event for event in content.events}, kept)
    seen: list[Event] = roots["events"]
    people: People = roots["people"]
    cooperation: Cooperation = roots["cooperation"]
    events = learnt.events(seen)
    terms = learnt.terms(people.terms, events)
    history = learnt.history(cooperation.history, _announced(content, recorded), events)
    found: dict[str, Any] = {}
    if _differ(events, seen):
        found["events"] = events
    if _differ(terms, people.terms):
        found["people"] = people.model_copy(update={"terms": terms})
    if _differ(history, cooperation.history):
        found["cooperation"] = cooperation.model_copy(update={"history": history})
    return found


def _announced(content: Content, recorded: Recorded) -> list[str]:
    """Return the entries of the history that had a wording which ended with what it tells of, and so announced it."""
    found = []
    for entry in content.cooperation.history:
        event = content.index["events"].get(entry.event or "")
        date = entry.date or (content.items[event].value.date if event else None)
        until = [one.until.start for one in recorded.wordings(getattr(entry, "earlier", []))]
        if date is not None and date.last is not None and any(each.first_day <= date.last.last_day for each in until):
            found.append(entry.id)
    return found


def _differ(new: list[Any], old: list[Any]) -> bool:
    return len(new) != len(old) or any(a is not b for a, b in zip(new, old, strict=True))


def _lock(content: Content, moved: Mapping[str, str]) -> Lock | None:
    """Return the lock with what was confirmed of an earlier wording under the path where it is seen."""
    lock, items = content.lock, content.items
    if lock is None:
        return None
    texts = {path: text for path, text in lock.texts.items() if path not in moved and path not in moved.values()}
    texts |= {path: lock.texts[old] for path, old in moved.items() if old in lock.texts}
    of_texts = {path: old for path, old in moved.items() if isinstance(items[old].value, Translated)}
    before = {path: SeenWording(old, told_until(items, old)) for path, old in of_texts.items()}
    return replace(lock, texts=texts, before=before)
