"""The content as it was known on a date: what an edition of that date prints, though the content has moved on.

Texts have the wording of then (`earlier`), what has been held since is still planned, the history doesn't tell yet
what time has added to it, and a term ends with an election whose result isn't known. Paths stay what they are; a place
in a file is that of the wording which is seen. Figures and terms are asked for a date where they are printed
(`figures`, `terms`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from briefgen.content.figures import known_on
from briefgen.content.lock import Lock
from briefgen.content.model import EDITIONS, Content
from briefgen.content.schema.base import Earlier, Entity, Fact, Number, Reading, Translated
from briefgen.content.schema.cooperation import Cooperation, HistoryEntry
from briefgen.content.schema.events import AgendaItem, Event
from briefgen.content.schema.people import Term
from briefgen.content.terms import holders, unsettled
from briefgen.content.walk import Item, entry_path, walk
from briefgen.dates import Date, Point

# What is said about a fact; a wording that says something of it says all of it.
_ABOUT = ("as_of", "status", "sources", "contradicted_by", "review_by", "note")
_RESULTS = ("elected", "outcome")
NEVER_PRINTED = {*_ABOUT[1:], "acknowledge", "earlier", "domains", "drafter_email"}


def newest_date(content: Content) -> Point:
    """Return the date at which the content stands: that of its newest edition."""
    dates = [edition.as_of.start for edition in content.editions.values() if edition.as_of.start]
    return max(dates, key=lambda point: (point.first_day, point.last_day))


def known_at(content: Content, on: Point) -> Content:
    """Return the content as it was known on a date; the same content if nothing in it has changed since."""
    view = _View(content, on)
    roots = {root: view.seen(content.items[root].value, root) for root in content.roots}
    if all(value is content.items[root].value for root, value in roots.items()):
        return content
    items: dict[str, Item] = {}
    for root, value in roots.items():
        for item in walk(value, root):
            items[item.path] = replace(item, keys=content.items[view.origin(item.path)].keys)
    entities = {root: value for root, value in roots.items() if not root.startswith(f"{EDITIONS}[")}
    editions = {root[len(EDITIONS) + 1 : -1]: value for root, value in roots.items() if root not in entities}
    return replace(content, **entities, editions=editions, items=items, lock=_lock(content.lock, view.moved))


def digest(content: Content, edition: str) -> str:
    """SHA-256, in hex, of all that an edition can print: however its files are laid out, and whatever came later."""
    on = content.editions[edition].as_of.start
    assert on is not None
    known = known_at(content, on)
    root = f"{EDITIONS}[{edition}]"
    roots = [root, *(root for root in known.roots if not root.startswith((EDITIONS, "glossary", "sources")))]
    values = {root.partition("[")[0]: _printable(known.items[root].value, on) for root in roots}
    return hashlib.sha256(json.dumps(values, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


class _View:
    """Goes through the content and notes which values stand for others."""

    def __init__(self, content: Content, on: Point) -> None:
        self.on = on
        self.newest = max(newest_date(content), on, key=lambda point: point.first_day)
        self.events = {event.id: event for event in content.events}
        over = (event for event in content.events if self._is_over(event.date, event.id, on))
        terms = content.people.terms
        self.ending = {
            term.id: Date(held.last)
            for office, held in unsettled(terms, over).items()
            if held.last
            for term in holders(terms, office, held.last)
        }
        self.moved: dict[str, str] = {}  # path -> the path of the earlier value that is seen there

    def origin(self, path: str) -> str:
        """Return the path at which a value stands in the content as it is."""
        for seen, stands in self.moved.items():
            if path == seen or path.startswith((f"{seen}.", f"{seen}[")):
                return stands + path[len(seen) :]
        return path

    def seen(self, value: Any, path: str) -> Any:
        """Return a value as it was known; the very same one if it hasn't changed."""
        if isinstance(value, list):
            new = [self.seen(entry, entry_path(path, index, entry)) for index, entry in enumerate(value)]
            return value if all(a is b for a, b in zip(new, value, strict=True)) else new
        if not isinstance(value, Entity) or isinstance(value, Earlier):
            return value
        fields = {name: getattr(value, name) for name in type(value).model_fields}
        changed = {name: new for name, old in fields.items() if (new := self.seen(old, f"{path}.{name}")) is not old}
        changed |= self._told(value, path)
        if isinstance(value, Event) and value.state == "held" and self._is_to_come(value.date, value.id):
            items = changed.get("agenda", value.agenda)
            changed |= {"state": "planned", "participants": None, "agenda": [_undecided(item) for item in items]}
        if isinstance(value, Term) and value.end is None and value.id in self.ending:
            changed["end"] = self.ending[value.id]
        if isinstance(value, Cooperation):
            entries = changed.get("history", value.history)
            if any(map(self._is_untold, value.history)):
                kept = {entry.id for entry in value.history if not self._is_untold(entry)}
                changed["history"] = [entry for entry in entries if entry.id in kept]
        return value.model_copy(update=changed) if changed else value

    def _told(self, value: Entity, path: str) -> dict[str, Any]:
        told: dict[str, Any] = {}
        earlier = getattr(value, "earlier", [])
        then = self._wordings(earlier)
        for wording in then:  # the oldest that fits has the last word
            names = [name for name in wording.model_fields_set if name not in ("until", "acknowledge", *_ABOUT)]
            if wording.model_fields_set & {"status", "sources"}:
                names += _ABOUT
            for name in names:
                told[name] = getattr(wording, name)
                self.moved[f"{path}.{name}"] = f"{path}.earlier[{wording.id}].{name}"
        if then:
            told["earlier"] = earlier[len(then) :]
        return told

    def _wordings(self, earlier: Iterable[Earlier]) -> list[Any]:
        return [one for one in earlier if one.until.start and one.until.start.last_day >= self.on.first_day]

    def _is_untold(self, entry: HistoryEntry) -> bool:
        date = entry.date or (self.events[entry.event].date if entry.event in self.events else None)
        if date is None or date.last is None or not self._is_to_come(date, entry.event):
            return False
        # A wording that ended with the event announced it; any other one tells how it went.
        announced = [one.until.start for one in self._wordings(entry.earlier)]
        return not any(until.first_day <= date.last.last_day for until in announced)

    def _is_to_come(self, date: Date, event: str | None) -> bool:
        """Tell whether something is over by now and wasn't then."""
        return self._is_over(date, event, self.newest) and not self._is_over(date, event, self.on)

    def _is_over(self, date: Date, event: str | None, on: Point) -> bool:
        """Tell whether something is over on a date; a session is over with what it is held during."""
        during = self.events[event].parent if event in self.events else None
        dates = [date, *([self.events[during].date] if during in self.events else [])]
        last_days = [each.last.last_day for each in dates if each.last]
        return bool(last_days) and min(last_days) < on.first_day


def _undecided(item: AgendaItem) -> AgendaItem:
    if all(getattr(item, name) is None for name in _RESULTS):
        return item
    return item.model_copy(update=dict.fromkeys(_RESULTS))


def _lock(lock: Lock | None, moved: Mapping[str, str]) -> Lock | None:
    """Return the lock with what was confirmed of an earlier wording under the path where it is seen."""
    if lock is None:
        return None
    texts = {path: text for path, text in lock.texts.items() if path not in moved and path not in moved.values()}
    return replace(lock, texts=texts | {path: lock.texts[old] for path, old in moved.items() if old in lock.texts})


def _printable(value: Any, on: Point) -> Any:
    """Return what of a value can be printed, without what is empty; office-holders stand for terms."""
    match value:
        case Translated():
            return dict(value.root)
        case Entity():
            fields = {name: getattr(value, name) for name in type(value).model_fields}
            if isinstance(value, Number):
                reading = known_on(value, on)
                fields |= {"history": [], **{name: getattr(reading, name) for name in Reading.model_fields}}
            elif isinstance(value, Fact):
                fields.pop("as_of" if not hasattr(value, "version") else "", None)
            printed = {n: _printable(each, on) for n, each in fields.items() if n not in NEVER_PRINTED}
            return {name: each for name, each in printed.items() if each not in (None, [], {}, "")}
        case list() if value and isinstance(value[0], Term):
            offices = sorted({term.office for term in value})
            return {office: [term.person for term in holders(value, office, on)] for office in offices}
        case list():
            return [_printable(each, on) for each in value]
        case Date():
            return str(value)
    return value
