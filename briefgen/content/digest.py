"""A digest of all that an edition can print, by which it is seen that its content has moved on."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from briefgen.content.kinds import COUNTRIES, NAMED_LISTS, WHERE_NAMED, WHOLE, WHOLE_LISTS, is_only_named
from briefgen.content.knowing.figures import known_on
from briefgen.content.knowing.known import known_at
from briefgen.content.knowing.terms import by_office, holders
from briefgen.content.model import EDITIONS, Content
from briefgen.content.schema.base import ABOUT, PAST, Entity, Fact, Number, Reading, Translated, spoken
from briefgen.content.walk import walk
from briefgen.dates import Date, Point

NEVER_PRINTED = {*ABOUT[1:], *PAST, "acknowledge", "domains", "drafter_email"}
# What a brief prints only where something names it: by its id in a field, or in an expression of a text.
_NAMES = re.compile(rf"\b({'|'.join(WHERE_NAMED)})\.(\w+)")


def digest(content: Content, edition: str) -> str:
    """SHA-256, in hex, of all that an edition can print: however its files are laid out, and whatever came later.

    What nothing of the edition names, such as a person who was entered for a later one, isn't counted.
    """
    on = content.editions[edition].as_of.start
    assert on is not None
    known = known_at(content, on)
    printed = {root.partition("[")[0]: _printable(known.items[root].value, on) for root in _roots(edition)}
    # What is empty says nothing; but of old, no history at all was counted.
    values: dict[str, Any] = {"cooperation": {}} | {root: value for root, value in printed.items() if value}
    for path in NAMED_LISTS:  # counted where they are named
        file, _, name = path.partition(".")
        values.get(file, {}).pop(name, None)
    values["offices"] = _holders(known, on)
    values |= {path: _printable(known.items[path].value, on) for path in sorted(_named(known, edition, on))}
    return hashlib.sha256(json.dumps(values, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def reached(content: Content, edition: str) -> frozenset[str]:
    """Return the paths of all that an edition can print: its files, and each thing that something of it names."""
    on = content.editions[edition].as_of.start
    assert on is not None
    return frozenset({*_roots(edition), *_named(known_at(content, on), edition, on)})


def _roots(edition: str) -> list[str]:
    return [f"{EDITIONS}[{edition}]", *WHOLE, *WHOLE_LISTS]


def _holders(known: Content, on: Point) -> dict[str, list[str]]:
    offices, terms = sorted(known.index["offices"]), by_office(known.people.terms)
    return {office: [term.person for term in holders(terms.get(office, ()), office, on)] for office in offices}


def _named(known: Content, edition: str, on: Point) -> set[str]:
    """Return the paths of what the edition's briefs name, beginning with its event and the sessions."""
    event = known.editions[edition].event
    roots = _roots(edition)
    todo = [*roots]
    todo += [f"events[{each.id}]" for each in known.events if event in (each.id, each.parent)]
    people = {person for persons in _holders(known, on).values() for person in persons}
    todo += [known.index["persons"][person] for person in people if person in known.index["persons"]]
    words = {kind: {spoken(id): path for id, path in known.index[kind].items()} for kind in WHERE_NAMED}
    found: set[str] = set()
    while todo:
        path = todo.pop()
        if path in found or path not in known.items:
            continue
        found.add(path)
        for item in walk(known.items[path].value, path):
            if (path in roots and is_only_named(item.path)) or ".earlier[" in item.path:
                continue
            named: list[str | None] = []
            if item.refers in WHERE_NAMED and isinstance(item.value, str):
                named = [known.index[item.refers].get(item.value)]
            elif item.refers == COUNTRIES and isinstance(item.value, str):
                named = [f"places.countries[{item.value}]"]
            elif isinstance(item.value, Translated):
                texts = " ".join(item.value.root.values())
                named = [words[kind].get(id) for kind, id in _NAMES.findall(texts)]
            todo += filter(None, named)
    return found - {*roots}


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
        case list():
            return [_printable(each, on) for each in value]
        case Date():
            return str(value)
    return value
