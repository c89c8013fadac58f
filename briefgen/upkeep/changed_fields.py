"""What a change came to, field by field: what each said before, and says now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from briefgen.contacts.account_changes import settings_in
from briefgen.content.changing.journal import ACCOUNT, CONTENT, RECIPIENTS, SETTINGS, JournalEntry
from briefgen.content.reading.yaml_file import parsed
from briefgen.making.opened import Opened
from briefgen.problems.diagnostics import ProblemsError
from briefgen.problems.notes import Named
from briefgen.upkeep.machine_forms import LOCK, root_of_file
from briefgen.upkeep.names import nameless

_LONGEST = 80  # characters of what is called by its text
_NAMED_BY = ("id", "until", "as_of", "code")  # by which a path names an entry of a list


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field that says something else: its path, its thing's names, and what it said and says (None: nothing)."""

    path: str
    names: dict[str, str]  # by language, as the file had it
    old: Any
    new: Any


def differing_fields(entry: JournalEntry) -> list[FieldDifference]:
    """Return what differs in the files of a change, in their order; nothing of what can't be read as YAML.

    Nothing of the settings as a whole. Of the mail account the paths are `mail.…`, of who gets the briefs
    `recipients[…].…`.
    """
    if entry.place == ACCOUNT:
        return [FieldDifference(f"mail.{name}", {}, *values) for name, values in settings_in(entry).items()]
    if entry.place == SETTINGS:
        return []
    found: list[FieldDifference] = []
    for name, (before, after) in entry.files.items():
        if name != LOCK and (root := RECIPIENTS if entry.place == RECIPIENTS else root_of_file(name)):
            with suppress(ProblemsError):
                old, new = (parsed(text or "", name).value for text in (before, after))
                found += _differing(root, {}, old, new)
    return found


def names_once(entries: Iterable[JournalEntry], id: str) -> dict[str, str]:
    """Return what the files of changes called what had an id, by language; nothing if none of them had it."""
    texts = (
        (name, text)
        for entry in entries
        if entry.place == CONTENT
        for name, both in entry.files.items()
        for text in both
        if text and f"id: {id}" in text and root_of_file(name)
    )
    for name, text in texts:
        with suppress(ProblemsError):
            if (there := _with_id(parsed(text, name).value, id)) and (names := _names(there)):
                return names
    return {}


def _with_id(value: Any, id: str) -> dict[str, Any] | None:
    """Return the entry with an id in what a file says."""
    if isinstance(value, dict) and value.get("id") == id:
        return value
    below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return next(filter(None, (_with_id(each, id) for each in below)), None)


def knows(project: Opened, path: str) -> bool:
    """Tell whether there is something at a path in the content as it stands; or, of one language, a text."""
    text, _, language = path.rpartition(".")
    items = project.values[0].items
    return path in items or (language in project.project.settings.languages and text in items)


def _differing(path: str, names: dict[str, str], old: Any, new: Any) -> Iterator[FieldDifference]:
    if old == new:
        return
    if isinstance(old, dict | None) and isinstance(new, dict | None):
        old, new = old or {}, new or {}
        names = _names(new) or _names(old) or names
        for key in dict.fromkeys([*old, *new]):
            yield from _differing(f"{path}.{key}", names, old.get(key), new.get(key))
    elif (before := _keyed(old)) is not None and (after := _keyed(new)) is not None:
        for id in dict.fromkeys([*before, *after]):
            own = "id" in (after.get(id) or before.get(id) or {})  # else it is a part, such as an earlier value
            yield from _differing(f"{path}[{id}]", {} if own else names, before.get(id), after.get(id))
    else:
        yield FieldDifference(path, names, old, new)


def _keyed(value: Any) -> dict[str, Any] | None:
    """Return the entries of a list by what names them; None if it is no list of entries."""
    if value is None:
        return {}
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        return None
    named = {str(next((each[key] for key in _NAMED_BY if key in each), "")): each for each in value}
    return named if len(named) == len(value) else None


def _names(value: dict[str, Any]) -> dict[str, str]:
    """Return what an entry is called by language, as its file has it: its name, or how its text begins."""
    for key in ("name", "title", "label", "term", "topic", "question", "text", "say"):
        found = value.get(key)
        if isinstance(found, dict):
            nominative = {code: words.get("nom") if isinstance(words, dict) else words for code, words in found.items()}
            return {
                str(code): shorten(str(words), _LONGEST, placeholder=" …")
                for code, words in nominative.items()
                if words
            }
        if isinstance(found, str):
            return {"": found}
    if value.get("kind") and value.get("date"):  # an event without a name
        return {"": nameless(str(value["kind"]), Named(str(value.get("city") or ""), {}), value["date"])}
    return {}
