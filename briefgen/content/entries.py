"""`briefgen add`: a new entry of a list; a new term in an office ends the one before it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from briefgen.content.change import Change, ChangeError, as_typed, day_of
from briefgen.content.changes import set_field
from briefgen.content.paths import PathError, name_of
from briefgen.content.schema.base import spoken
from briefgen.content.source import Keys, Value, parse_source
from briefgen.dates import Date


def add_entry(
    folder: Path,
    name: str,
    path: str,
    entry: Mapping[str, Any] | Sequence[tuple[str, str]],
    *,
    ends_earlier: bool = True,
) -> list[str]:
    """Add an entry to the list at a path, from fields as a person types them or from values; return what to tell.

    A term in an office ends the earlier one, if that has no end. Raises `Mistake`, `ProblemsError`.
    """
    change = Change(folder, name, path)
    keys: Keys = (*change.spot.keys, *change.spot.missing)
    kinds = [kind for kind in change.types(keys) if getattr(kind, "__origin__", None) is list]
    model = change.model((*keys, 0))
    if not kinds or model is None:
        raise PathError(f"{change.path} is not a list of entries, such as cooperation.history or people.terms")
    new = (
        dict(entry)
        if isinstance(entry, Mapping)
        else _from_fields(entry, lambda below: change.types((*keys, 0, *below)))
    )
    entries = [] if change.spot.missing else change.editor.value(keys) or []
    if "id" in model.model_fields:
        if "id" not in new:
            raise ChangeError(f"a new entry of {change.path} needs an id: --field id=…")
        if any(spoken(str(new["id"])) == spoken(name_of(each, 0)) for each in entries):
            raise ChangeError(f"{change.path} has an entry {new['id']} already; choose another id")
    if change.spot.missing:
        set_field(change, change.spot.keys, change.spot.missing, [new])
    else:
        change.editor.add_entry(keys, new, model)
    change.notes = [f"{change.path}[{name_of(new, len(entries))}] was added to {change.file_name}"]
    if change.path == "people.terms":
        _end_earlier(change, keys, new, entries, ends_earlier)
    change.write()
    return change.notes


def read_entry(text: str) -> dict[str, Value]:
    """Return the entry that YAML text says; raises `ProblemsError`, `ChangeError`."""
    value = parse_source(text, "stdin").value
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if not isinstance(value, dict):
        raise ChangeError("write the fields of one entry: id: …, or name them with --field id=…")
    return value


def _end_earlier(change: Change, keys: Keys, new: Mapping[str, Value], terms: list[Any], write: bool) -> None:
    """End the term before a new one in the same office, if it has no end."""
    start = new.get("start")
    for index, term in enumerate(terms):
        later = start is not None and (term.get("start") is None or day_of(term["start"]) < day_of(start))
        if term.get("office") != new.get("office") or term.get("end") is not None or not later:
            continue
        id = name_of(term, index)
        date = Date.parse(str(start)).start
        if write and date is not None and date.day is not None:
            end = (date.first_day - datetime.timedelta(days=1)).isoformat()
            change.put((*keys, index), "end", end)
            change.notes.append(
                f"{id} had no end: it now ends on {end}, the day before (--keep-earlier leaves it open)"
            )
        elif write:
            change.notes.append(f"{id} has no end; until you give it one, it is taken to end when this term starts")


def _from_fields(fields: Sequence[tuple[str, str]], types: Any) -> dict[str, Value]:
    entry: dict[str, Any] = {}
    for path, words in fields:
        *above, last = path.split(".")
        inner = entry
        for step in above:
            inner = inner.setdefault(step, {})
            if not isinstance(inner, dict):
                raise ChangeError(f"--field {path}: {step} has a value already")
        inner[last] = as_typed(words, types(path.split(".")))
    return entry
