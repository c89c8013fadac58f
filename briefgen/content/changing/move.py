"""An entry changes places with its neighbour: the order of the content is that of the page."""

from __future__ import annotations

from pathlib import Path

from briefgen.content.changing.edit import Agree, CannotEditError, Edit
from briefgen.content.changing.learning import Learning
from briefgen.problems.notes import Note, Told


def move(folder: Path, name: str, path: str, *, up: bool, agree: Agree | None = None) -> list[Note]:
    """Let the entry at a path change places with the one above it, or below; return what to tell.

    An order has no past: every edition has the new one, as of what was wrong all along. Raises `CannotEditError` where
    there is no neighbour, and what `set_value` raises; nothing is written then.
    """
    change = Edit(folder, name, path)
    keys = change.spot.keys
    if change.spot.missing or not keys or not isinstance(keys[-1], int):
        raise CannotEditError(
            Told("only an entry of a list has a place there; {path} is no entry of a list", path=change.path)
        )
    at = keys[-1] - 1 if up else keys[-1]
    if at < 0 or at + 1 >= len(change.editor.value(keys[:-1])):
        raise CannotEditError(
            Told("{path} is the first of its list", path=change.path)
            if up
            else Told("{path} is the last of its list", path=change.path)
        )
    change.editor.swap(keys[:-1], at)
    if up:
        change.notes.append(Note("moved-up", "{path} was moved up", path=change.path))
    else:
        change.notes.append(Note("moved-down", "{path} was moved down", path=change.path))
    change.write(Learning.read(None, always=True), agree)
    return change.notes
