"""Changes of the content that staff ask for: one value, a new figure with its date, a new entry of a list.

A change is looked at as a whole, by the schema and by the ids of all files, before anything is written.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from briefgen.content.editor import Editor
from briefgen.content.layout import Look, in_line
from briefgen.content.loader import LoadError, load
from briefgen.content.model import Values
from briefgen.content.order import type_at
from briefgen.content.paths import PathError, Spot, file_of, find, name_of, path_to, unread
from briefgen.content.scalars import ambiguity, plain_value
from briefgen.content.schema.base import Number
from briefgen.content.source import Keys, Value, parse_source
from briefgen.content.walk import markers
from briefgen.dates import Date
from briefgen.diagnostics import Diagnostic, ProblemsError
from briefgen.files import replace_file
from briefgen.mistakes import Mistake


class ChangeError(Mistake):
    """What is asked for can't be done; the message says why. Nothing was written."""


class Change:
    """A change of one file of the content in `folder`, which reports call `name`."""

    def __init__(self, folder: Path, name: str, path: str) -> None:
        """Read the content and find the path in it; raises `PathError`, or `ProblemsError` if the file is broken."""
        self.folder, self.name = folder, name
        self.problems: tuple[Diagnostic, ...] = ()
        try:
            self.values: Values = load(folder, name)
        except LoadError as error:
            self.values, self.problems = error.read, error.problems
        if broken := unread(path, self.values, self.problems):
            raise ProblemsError(broken)
        self.spot: Spot = find(path, self.values)
        self.path = path_to(self.spot, self.values)
        self.file = folder / file_of(self.spot.root)
        self.file_name = f"{name}/{file_of(self.spot.root)}"
        # A link to another place in the content is followed; one that leads out of it is never written to.
        self.target = self.file.resolve()
        if not self.target.is_relative_to(folder.resolve()):
            raise ChangeError(f"{self.file_name}: this link leads out of the content; nothing was written")
        self.old = self.target.read_bytes() if self.target.exists() else None
        self.editor = Editor((self.old or b"").decode(), self.file_name)
        self.notes: list[str] = []  # what the person should know

    @property
    def is_any(self) -> bool:
        """Whether the file would be another one."""
        return self.editor.raw.encode() != (self.old or b"")

    def write(self) -> None:
        """Look at the content as it would be, and write the file; raises `ProblemsError` or `ChangedError`."""
        if not self.is_any:
            self.notes.append("nothing to change")
            return
        after: Values
        try:
            after = load(self.folder, self.name, {self.file: self.editor.raw})
        except LoadError as error:
            after = error.read
            before = Counter(map(_told, self.problems))
            new = [problem for problem in error.problems if (Counter([_told(problem)]) - before)]
            if new:
                raise ProblemsError(new) from None
        replace_file(self.target, self.old, self.editor.raw.encode(), self.file_name)
        self.notes += sorted(_dangling(after) - _dangling(self.values))

    def types(self, keys: Sequence[str | int]) -> frozenset[Any]:
        """Return the types that a value of the file may have."""
        return type_at(self.spot.model, tuple(keys))

    def model(self, keys: Sequence[str | int]) -> Any:
        """Return the model of what stands at these keys, if it is an entity."""
        kinds = [kind for kind in self.types(keys) if isinstance(kind, type) and issubclass(kind, BaseModel)]
        return kinds[0] if kinds else None

    def put(self, keys: Keys, name: str, value: Value) -> None:
        """Set a field of the mapping at these keys, or add it where the schema has it; None takes it out."""
        if name in (self.editor.value(keys) or {}):
            if value is None:
                self.editor.remove((*keys, name))
            else:
                self.editor.set((*keys, name), value)
        elif value is not None:
            self.editor.add_field(keys, name, value, self.model(keys), self.look((*keys, name)))

    def look(self, keys: Keys) -> Look:
        """Return how entries beside the one that these keys lead through write the same field."""
        at = next((i for i in range(len(keys) - 1, -1, -1) if isinstance(keys[i], int)), None)
        if at is None:
            return self.editor.look_at()
        beside = self.editor.value(keys[:at])
        near = sorted(range(len(beside)), key=lambda index: abs(index - int(keys[at])))
        return self.editor.look_at(*((*keys[:at], index, *keys[at + 1 :]) for index in near))

    def tell_comment(self, keys: Keys) -> None:
        """Say that a comment behind a value was kept: it may no longer be true."""
        value: Any = self.editor.value(keys)
        while isinstance(value, dict) and not self.editor.comment(keys):
            keys, value = (*keys, next(iter(value))), next(iter(value.values()))
        if comment := self.editor.comment(keys):
            self.notes.append(f"the comment there stays, delete it if it is no longer true: {comment}")

    def known_sources(self, sources: Sequence[str]) -> None:
        """Refuse a source that isn't in sources.yaml."""
        for source in sources:
            if "sources" not in self.values.unread and source not in self.values.index["sources"]:
                raise ChangeError(f"there is no source {source!r}; add it first: briefgen add sources")


def _told(problem: Diagnostic) -> tuple[str, str, str]:
    return problem.place.file, problem.code, problem.message


def _dangling(values: Values) -> set[str]:
    """Return what to say of ids that lead nowhere: they may be on their way, so they are no reason to refuse."""
    return {
        f"there is no {item.value} among the {item.refers} yet: add it, else briefgen check will say so"
        for item in values.items.values()
        if item.refers not in (None, "countries", *values.unread)
        and isinstance(item.value, str)
        and item.value not in values.index[item.refers or ""]
    }


def set_value(
    folder: Path,
    name: str,
    path: str,
    words: str,
    *,
    as_of: str | None = None,
    sources: Sequence[str] = (),
    qualifier: str | None = None,
) -> list[str]:
    """Set the value at a path, as a person types it; return what to tell. `null` empties a field.

    With `as_of` a figure gets a new value, and the old one goes to its history. Raises `Mistake`, `ProblemsError`.
    """
    change = Change(folder, name, path)
    keys, missing = change.spot.keys, change.spot.missing
    if not missing and issubclass(change.model(keys) or object, Number) and isinstance(change.editor.value(keys), dict):
        keys = (*keys, "value")  # a figure stands for its value
    if not missing and keys[-1:] == ("value",) and issubclass(change.model(keys[:-1]) or object, Number):
        new = as_typed(words, change.types(keys))
        change.known_sources(sources)
        _set_figure(change, keys[:-1], new, as_of, list(sources), qualifier)
    elif as_of or sources or qualifier:
        raise ChangeError(
            f"{change.path} is not a figure: only figures such as association.stats[…] have --as-of, --source and"
            " --qualifier; a new holder of an office is a term: briefgen add people.terms"
        )
    else:
        _set(change, keys, missing, as_typed(words, change.types((*keys, *missing))))
    change.write()
    return change.notes


def _set(change: Change, keys: Keys, missing: tuple[str, ...], value: Value) -> None:
    if missing:
        if value is None:
            return
        change.notes.append(f"{change.path}: nothing → {_short(value)}")
        for field in reversed(missing[1:]):
            value = {field: value}
        if keys and change.editor.value(keys) is None:
            change.editor.set(keys, {missing[0]: value}, change.look(keys))
            change.tell_comment(keys)
        else:
            change.put(keys, missing[0], value)
        return
    old = change.editor.value(keys)
    if value is None and keys and not _stays_empty(change, keys):
        change.editor.remove(keys)
        change.notes.append(f"{change.path} was taken out")
        return
    change.editor.set(keys, value, change.look(keys))
    if change.is_any:
        change.notes.append(f"{change.path}: {_short(old)} → {_short(value)}")
        change.tell_comment(keys)


def _stays_empty(change: Change, keys: Keys) -> bool:
    """Whether a field is written as null when it is empty: one that a complete brief has, and one that stands so."""
    if change.editor.value(keys) is None:
        return True
    model = change.model(keys[:-1])
    field = model.model_fields.get(keys[-1]) if model and hasattr(model, "model_fields") else None
    return field is not None and markers(field)[1] is not None


# Figures -------------------------------------------------------------------------------------------------------------

_BELONGS_TO_THE_VALUE = ("qualifier", "status", "sources", "contradicted_by", "note")


def _set_figure(
    change: Change, keys: Keys, value: Value, as_of: str | None, sources: list[str], qualifier: str | None
) -> None:
    figure = dict(change.editor.value(keys))
    rough = None if qualifier in (None, "exact") else qualifier
    date = None if as_of is None else as_typed(as_of, frozenset([Date]))
    if date is None or (figure.get("as_of") is not None and _day(date) == _day(figure["as_of"])):
        _set(change, (*keys, "value"), (), value)
        stated: dict[str, Value] = {"as_of": date, "sources": [*sources] or None, "qualifier": rough}
        for name, each in stated.items():
            if each is not None or (name == "qualifier" and qualifier):
                change.put(keys, name, each)
        if change.is_any:
            change.notes.append("this mends the value; a new one with a later --as-of sends the old one to the history")
        return
    new: dict[str, Value] = {"as_of": date, "value": value, "qualifier": rough, "sources": [*sources] or None}
    if figure.get("as_of") is None:
        raise ChangeError(
            f"the present value, {figure.get('value')}, has no date, so it can't go to the history; give it one first:"
            f" briefgen set {change.path.removesuffix('.value')}.as_of DATE"
        )
    day, present = _day(date), _day(figure["as_of"])
    if day < present:
        _add_past(change, keys, {name: each for name, each in new.items() if each is not None})
        change.notes.append(f"{date} is before {figure['as_of']}, the date of the present value: kept in the history")
        return
    old = {name: figure[name] for name in ("as_of", "value", *_BELONGS_TO_THE_VALUE) if figure.get(name)}
    old["value"] = figure["value"]
    _add_past(change, keys, old)
    # What was said about the old value isn't said about the new one.
    new["status"] = "unverified" if figure.get("status") else None
    for name in ("value", "as_of", *_BELONGS_TO_THE_VALUE, "review_by"):
        change.put(keys, name, new.get(name))
    change.notes.append(
        f"{change.path.removesuffix('.value')}: {_short(figure['value'])} → {_short(value)}, as of {date}"
    )
    change.notes.append(f"the old value, as of {figure['as_of']}, is kept in the history")
    if new["status"]:
        change.notes.append("its status is unverified until someone has checked it")
    if figure.get("qualifier") and not qualifier:
        change.notes.append(f"it was {figure['qualifier']}; the new value is exact unless you say --qualifier")
    if not sources:
        change.notes.append("it has no source: say --source ID")
    if figure.get("review_by"):
        change.notes.append(f"its review_by, {figure['review_by']}, was taken out: set a new one")


def _add_past(change: Change, keys: Keys, past: Mapping[str, Value]) -> None:
    history: list[Any] = change.editor.value(keys).get("history") or []
    day = _day(past["as_of"])
    if any(_day(each["as_of"]) == day for each in history):
        raise ChangeError(f"the history of {change.path} has a value of {past['as_of']} already; set that one")
    at = next((i for i, each in enumerate(history) if _day(each["as_of"]) < day), len(history))
    ordered: dict[str, Value] = {
        name: past[name] for name in ("as_of", "value", *_BELONGS_TO_THE_VALUE) if name in past
    }
    if history:
        change.editor.add_entry((*keys, "history"), ordered, None, at)
    else:
        change.put(keys, "history", [ordered])


def _day(written: Value) -> str:
    try:
        date = Date.parse(str(written))
    except ValueError as error:
        raise ChangeError(str(error)) from None
    if date.start is None or date.end is not None:
        raise ChangeError(f"{written}: name one day, month or year")
    return date.start.last_day.isoformat()


# Entries -------------------------------------------------------------------------------------------------------------


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
        if any(str(new["id"]).replace("-", "_") == name_of(each, 0).replace("-", "_") for each in entries):
            raise ChangeError(f"{change.path} has an entry {new['id']} already; choose another id")
    if change.spot.missing:
        _set(change, change.spot.keys, change.spot.missing, [new])
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
        later = start is not None and (term.get("start") is None or _day(term["start"]) < _day(start))
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


# What a person types -------------------------------------------------------------------------------------------------


def as_typed(words: str, types: frozenset[Any]) -> Value:
    """Return the value that is meant by what a person types for a field: words stay words, `null` is nothing.

    Numbers, dates, truth values, lists and mappings are written as in a file.
    """
    words = words.replace("\r\n", "\n")
    if words == "null":
        return None
    if Date in types:
        return words if ambiguity(words) else plain_value(words)
    if not types or any(kind is str or isinstance(kind, str) for kind in types):
        return words
    if types & {int, bool}:
        return words if ambiguity(words) else plain_value(words)
    return parse_source(words, "the value").value


def _short(value: Value) -> str:
    if value is None:
        return "nothing"
    text = in_line(value) if isinstance(value, dict | list) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
