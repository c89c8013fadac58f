"""Somebody has looked at a problem and stands by the content for now: that is written at the entity itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from briefgen.content.changing.edit import Agree, CannotEditError, Edit, as_date, as_typed, day_of
from briefgen.content.reading.yaml_file import Value
from briefgen.content.schema.base import Entity
from briefgen.dates import Date
from briefgen.problems.notes import Note, Told, Written

FIELD = "acknowledge"


def stand_by(
    folder: Path,
    name: str,
    path: str,
    code: str,
    because: str,
    until: str,
    agree: Agree | None = None,
    *,
    field: str | None = None,
    says: str | None = None,
) -> list[Note]:
    """Write that a problem of the entity at a path is known, why, and until when that counts; return what to tell.

    With a `field` and what the problem `says` that one alone is meant; without them, all of the code there and below.

    Raises `Mistake`, `ProblemsError`.
    """
    change = _edit(folder, name, path)
    keys = change.spot.keys
    because = " ".join(because.split())
    if not because:
        raise CannotEditError(Told("say why you stand by it"))
    until = as_date(until)
    day_of(until)
    entry: dict[str, Value] = {"code": code}
    entry |= {name: each for name, each in (("field", field), ("says", says)) if each}
    entry |= {"because": because, "until": as_typed(until, frozenset([Date]))}
    written, there = _there(change)
    if there and isinstance(written, list) and not any(_is_for(each, code, field, says) for each in there):
        change.editor.add_entry((*keys, FIELD), entry, None)
    else:
        kept = [each for each in there if not _is_for(each, code, field, says)]
        change.put(keys, FIELD, [*kept, entry] if kept else entry)
    change.notes.append(
        Note(
            "stood-by",
            "{path}: {problem} is acknowledged until {until}",
            path=change.path,
            problem=code,
            until=until,
            reason=Written(because),
            says=Written(says or ""),
        )
    )
    change.write(agree=agree)
    return change.notes


def stand_no_more(
    folder: Path,
    name: str,
    path: str,
    code: str,
    agree: Agree | None = None,
    *,
    field: str | None = None,
    says: str | None = None,
) -> list[Note]:
    """Take out that somebody stands by a problem of the entity at a path; return what to tell.

    `field` and `says` are those of the entry: of several with a code one goes.

    Raises `Mistake`, `ProblemsError`.
    """
    change = _edit(folder, name, path)
    keys = change.spot.keys
    written, there = _there(change)
    kept = [each for each in there if not _is_for(each, code, field, says)]
    if len(kept) == len(there):
        raise CannotEditError(
            Told("nobody stands by this here any more: somebody took it back before, so nothing is left to do")
        )
    if not kept:
        change.editor.remove((*keys, FIELD))
    elif isinstance(written, list):
        for number in reversed(range(len(there))):
            if _is_for(there[number], code, field, says):
                change.editor.remove((*keys, FIELD, number))
    change.notes.append(
        Note(
            "stands-no-more",
            "{path}: {problem} is acknowledged no more",
            path=change.path,
            problem=code,
            says=Written(says or ""),
        )
    )
    change.write(agree=agree)
    return change.notes


def _edit(folder: Path, name: str, path: str) -> Edit:
    change = Edit(folder, name, path)
    model = change.model(change.spot.keys)
    if change.spot.missing or model is None or not issubclass(model, Entity):
        raise CannotEditError(Told("{path} is no entry: only for an entry somebody can stand by", path=change.path))
    return change


def _is_for(entry: Any, code: str, field: str | None, says: str | None) -> bool:
    return (entry.get("code"), entry.get("field"), entry.get("says")) == (code, field, says)


def _there(change: Edit) -> tuple[Any, list[Any]]:
    """Return what stands in the field of an entity, and that as a list."""
    written = (change.editor.value(change.spot.keys) or {}).get(FIELD)
    return written, written if isinstance(written, list) else [written] if written else []
