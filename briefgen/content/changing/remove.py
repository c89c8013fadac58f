"""`briefgen remove`: takes out a field or an entry; what refers to it is said first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from briefgen.content.changing.edit import Agree, CannotEditError, Edit, as_typed
from briefgen.content.changing.learning import Learning, is_kept
from briefgen.content.changing.paths import PathError, find, path_to
from briefgen.content.changing.set import set_field
from briefgen.content.kinds import kind_of
from briefgen.content.knowing.signed import signed_by
from briefgen.content.model import Values
from briefgen.content.schema.base import Translated, spoken
from briefgen.content.schema.organisations import Stat
from briefgen.content.schema.people import Person
from briefgen.dates import Date
from briefgen.problems.notes import Note, Told, listed

_MOST = 12  # paths that one message lists


class ReferredError(CannotEditError):
    """Something refers to what is to be removed; `paths` says what. Nothing was written."""

    def __init__(self, path: str, paths: Iterable[str]) -> None:
        self.paths = tuple(paths)
        more = len(self.paths) - _MOST
        shown = [*self.paths[:_MOST], *([Told("and {number} more", number=more)] if more > 0 else [])]
        super().__init__(
            Told(
                "{path} is named by:\n  {paths}\nchange these first, or say --anyway; nothing was written",
                path=path,
                paths=listed(shown),
            )
        )


def remove(
    folder: Path,
    name: str,
    path: str,
    *,
    since: str | None = None,
    always: bool = False,
    anyway: bool = False,
    agree: Agree | None = None,
) -> list[Note]:
    """Take out the field or entry at a path; return what to tell.

    Gone `since` a day, it stays where it is, marked, for the editions of before; wrong of `always`, it goes. Raises
    `ReferredError` if something refers to it, but `anyway`; and what `set_value` raises.
    """
    learning = Learning.read(since, always=always)
    change = Edit(folder, name, path)
    keys = change.spot.keys
    if change.spot.missing or not keys:
        raise PathError(
            Told(
                "{path}: there is nothing to remove: {what}",
                path=path,
                what=Told("it was not supplied") if keys else Told("it is a file"),
            )
        )
    if not anyway and (paths := references(change.values, change.path)):
        raise ReferredError(change.path, paths)
    model = change.model(keys)
    if learning.since and isinstance(keys[-1], int) and "known_until" in getattr(model, "model_fields", {}):
        change.put(keys, "known_until", as_typed(learning.until, frozenset([Date])))
        change.notes.append(
            Note(
                "gone-since",
                "{path} is gone from {since} on; it stays in {file} for older editions",
                path=change.path,
                since=str(learning.since),
                file=change.file_name,
            )
        )
    elif isinstance(keys[-1], int):
        past = change.past(keys[:-1], ()) if learning.since else None
        note = _taken_out(change)
        change.editor.remove(keys)
        change.removed.append(change.path)
        if past and is_kept(change.values, learning):
            change.keep(past, learning.until)
        change.notes.append(note)
    else:
        past = change.past(keys, ()) if learning.since else None
        set_field(change, keys, (), None)
        if past and change.differs and is_kept(change.values, learning):
            change.keep(past, learning.until)
    change.write(learning, agree)
    return change.notes


def _taken_out(change: Edit) -> Note:
    """Return what is told of an entry that goes: of an earlier value of a figure, that the figure stays."""
    keys = change.spot.keys
    entry, figure = change.editor.value(keys), change.path.rpartition(".history")[0]
    if keys[-2:-1] == ("history",) and isinstance(entry, dict) and "as_of" in entry and "id" not in entry:
        day = str(entry["as_of"])
        return Note("taken-out", "the value of {date} was taken out of the history of {path}", date=day, path=figure)
    return Note("taken-out", "{path} was taken out of {file}", path=change.path, file=change.file_name)


def references(values: Values, path: str) -> list[str]:
    """Return the paths of what refers to an entity, by its id in a field, a signature or an expression of a text."""
    item = values.items.get(path_to(find(path, values), values))
    kind = kind_of(item.value) or ("stats" if isinstance(item.value, Stat) else None) if item else None
    if item is None or kind is None:
        return []
    id = item.value.id
    named = re.compile(rf"\b{kind}\.{re.escape(spoken(id))}\b")
    found = []
    for each in values.items.values():
        inside = each.path == path or each.path.startswith((f"{path}.", f"{path}["))
        refers = each.refers == kind and each.value == id
        if each.signed and each.value and isinstance(item.value, Person):
            refers = signed_by([item.value], each.value) is not None
        if isinstance(each.value, Translated):
            refers = any(named.search(text) for text in each.value.root.values())
        if refers and not inside:
            found.append(each.path)
    return found
