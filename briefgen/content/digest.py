"""A digest of all that an edition can print, by which it is seen that its content has moved on."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any
from weakref import WeakKeyDictionary

from briefgen.content.kinds import COUNTRIES, NAMED_LISTS, WHERE_NAMED, WHOLE, WHOLE_LISTS, is_only_named
from briefgen.content.knowing.figures import known_on
from briefgen.content.knowing.known import known_at
from briefgen.content.knowing.moments import Moment, moment
from briefgen.content.knowing.signed import signed_by
from briefgen.content.knowing.terms import by_office, holders
from briefgen.content.model import Content
from briefgen.content.names import EDITIONS
from briefgen.content.schema.base import ABOUT, PAST, READERS, Entity, Fact, Number, Reading, Translated, spoken
from briefgen.content.walk import Item, walk
from briefgen.dates import Date, Point

NEVER_PRINTED = {*ABOUT[1:], *PAST, READERS, "acknowledge", "domains", "drafter_email"}
# What a brief prints only where something names it: by its id in a field, or in an expression of a text.
_NAMES = re.compile(rf"\b({'|'.join(WHERE_NAMED)})\.(\w+)")


def digest(content: Content, edition: str) -> str:
    """SHA-256, in hex, of all that an edition can print: however its files are laid out, and whatever came later.

    What nothing of the edition names, such as a person who was entered for a later one, isn't counted.
    """
    return _hash(_values(_told(content, edition), edition))


def digest_without_own(content: Content, edition: str) -> str:
    """SHA-256, in hex, of all that an edition can print but for what stands in its own file."""
    values = _values(_told(content, edition), edition)
    return _hash({name: text for name, text in values.items() if name != EDITIONS})


def _values(told: _Told, edition: str) -> dict[str, str]:
    # What is empty says nothing; but of old, no history at all was counted.
    values = {"cooperation": "{}", "offices": told.offices}
    roots = (f"{EDITIONS}[{edition}]", *_ROOTS)
    values |= {name.partition("[")[0]: text for name in roots if (text := told.of_root(name))}
    return values | {path: told.of(path) for path in told.named(edition)}


def _hash(values: Mapping[str, str]) -> str:
    text = ", ".join(f"{_json(name)}: {values[name]}" for name in sorted(values))
    return hashlib.sha256(f"{{{text}}}".encode()).hexdigest()


def reached(content: Content, edition: str) -> frozenset[str]:
    """Return the paths of all that an edition can print: its files, and each thing that something of it names."""
    return frozenset({f"{EDITIONS}[{edition}]", *_ROOTS, *_told(content, edition).named(edition)})


def _told(content: Content, edition: str) -> _Told:
    on = content.editions[edition].as_of.start
    assert on is not None
    kept = _of_content.setdefault(content, {})
    alike = moment(content, on)
    if alike not in kept:
        kept[alike] = _Told(known_at(content, on), on)
    return kept[alike]


class _Told:
    """What editions of one moment can print, as JSON, and what names what: found once for all of them."""

    def __init__(self, known: Content, on: Point) -> None:
        self._items, self._editions, self._index, self._on = known.items, known.editions, known.index, on
        terms = by_office(known.people.terms)
        offices = sorted(known.index["offices"])
        holding = {office: [term.person for term in holders(terms.get(office, ()), office, on)] for office in offices}
        self.offices = _json(holding)
        persons = {person for held in holding.values() for person in held}
        self._holders = [path for person in persons if (path := known.index["persons"].get(person))]
        self._during: dict[str, list[str]] = {}
        for each in known.events:
            for event in {each.id, each.parent} - {None}:
                self._during.setdefault(event or "", []).append(f"events[{each.id}]")
        self._persons = known.people.persons
        self._spoken = {kind: {spoken(id): path for id, path in known.index[kind].items()} for kind in WHERE_NAMED}
        self._texts: dict[str, str] = {}
        self._names: dict[str, list[str]] = {}

    def of(self, path: str) -> str:
        """Return what of a value can be printed."""
        if path not in self._texts:
            self._texts[path] = _json(_printable(self._items[path].value, self._on))
        return self._texts[path]

    def of_root(self, path: str) -> str:
        """Return what of a file can be printed, but for what is counted where it is named; nothing if it is empty."""
        key = f"/{path}"
        if key not in self._texts:
            value = _printable(self._items[path].value, self._on)
            text = bool(value)
            for file, _, name in (each.partition(".") for each in NAMED_LISTS):
                if file == path and isinstance(value, dict):
                    value.pop(name, None)
            self._texts[key] = _json(value) if text else ""
        return self._texts[key]

    def named(self, edition: str) -> set[str]:
        """Return the paths of what an edition's briefs name, beginning with its event and the sessions."""
        roots = [f"{EDITIONS}[{edition}]", *_ROOTS]
        todo = [*roots, *self._during.get(self._editions[edition].event, ()), *self._holders]
        found: set[str] = set()
        while todo:
            path = todo.pop()
            if path not in found and path in self._items:
                found.add(path)
                todo += self._names_in(path)
        return found.difference(roots)

    def _names_in(self, path: str) -> list[str]:
        """Return the paths of what is named in the value at a path; of a file, outside of what it only names."""
        if path not in self._names:
            is_root = path in _ROOTS or path.startswith(f"{EDITIONS}[")
            self._names[path] = [
                name
                for item in walk(self._items[path].value, path)
                if not ((is_root and is_only_named(item.path)) or ".earlier[" in item.path)
                for name in self._named_by(item)
                if name
            ]
        return self._names[path]

    def _named_by(self, item: Item) -> list[str | None]:
        if item.refers in WHERE_NAMED and isinstance(item.value, str):
            return [self._index[item.refers].get(item.value)]
        if item.refers == COUNTRIES and isinstance(item.value, str):
            return [f"places.countries[{item.value}]"]
        if item.signed and item.value:
            return [f"people.persons[{each.id}]" for each in (signed_by(self._persons, item.value),) if each]
        if isinstance(item.value, Translated):
            texts = " ".join(item.value.root.values())
            return [self._spoken[kind].get(id) for kind, id in _NAMES.findall(texts)]
        return []


_ROOTS = (*WHOLE, *WHOLE_LISTS)
_of_content: WeakKeyDictionary[Content, dict[Moment, _Told]] = WeakKeyDictionary()  # whose values don't hold their keys


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


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
            # Who may read it says what is printed for others.
            counted = {name: each for name, each in fields.items() if name not in NEVER_PRINTED or name == READERS}
            printed = {name: _printable(each, on) for name, each in counted.items()}
            return {name: each for name, each in printed.items() if each not in (None, [], {}, "")}
        case list():
            return [_printable(each, on) for each in value]
        case Date():
            return str(value)
    return value
