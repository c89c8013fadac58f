"""From a path that a person types to the place in a file: ``association.stats[member_organisations].value``.

Entities that have a kind can be called by it, as texts do: ``offices.president``, ``stats.member_organisations``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from briefgen.content import schema
from briefgen.content.changing.order import type_at
from briefgen.content.kinds import stands_in
from briefgen.content.model import Values, file_of, root_of
from briefgen.content.schema.base import spoken
from briefgen.content.walk import Keys
from briefgen.problems.diagnostics import Diagnostic
from briefgen.problems.mistakes import Mistake, did_you_mean
from briefgen.problems.notes import Told, looked_up

_STEP = re.compile(r"\.?([A-Za-z0-9_-]+)|\[([^\[\]]+)\]")


class PathError(Mistake):
    """There is nothing at a path; the message says how far it leads."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a path leads: the first step, the keys of what is there, and the fields below it that aren't yet."""

    root: str
    keys: Keys
    missing: tuple[str, ...] = ()

    @property
    def model(self) -> Any:
        """What stands in the file."""
        return schema.model_of(self.root)


def find(path: str, values: Values) -> Spot:
    """Return where a path leads; only fields may be missing, and only at its end. Raises `PathError`."""
    full = _full(path, values)
    root = root_of(full)
    if root not in values.files and root not in schema.FILES:
        roots = [*schema.FILES, *(root for root in values.files if root not in schema.FILES)]
        raise PathError(
            Told("{path}: there is no {root}; {hint}", path=path, root=root, hint=did_you_mean(root, roots))
        )
    value: Any = values.files[root].value if root in values.files else None
    keys: Keys = ()
    missing: list[str] = []
    shown = root
    for field, id in _steps(full[len(root) :], path):
        if missing or value is None:
            if id:
                raise PathError(Told("{path}: there is no {name} yet", path=path, name=".".join([shown, *missing])))
            missing.append(field)
        elif id:
            index = _index(value, id, f"{path}: {shown}")
            keys, value, shown = (*keys, index), value[index], f"{shown}[{id}]"
        elif isinstance(value, dict):
            if field in value:
                keys, value, shown = (*keys, field), value[field], f"{shown}.{field}"
            else:
                missing.append(field)
        else:
            raise PathError(
                Told("{path}: {shown} is a list: name an entry, as in [id]", path=path, shown=shown)
                if isinstance(value, list)
                else Told("{path}: {shown} has no fields", path=path, shown=shown)
            )
    spot = Spot(root, keys, tuple(missing))
    for i in range(len(missing)):
        above = (*keys, *missing[:i])
        if not type_at(spot.model, (*above, missing[i])):
            names = [name for kind in type_at(spot.model, above) for name in getattr(kind, "model_fields", ())]
            raise PathError(
                Told(
                    "{path}: there is no field {missing}; {hint}",
                    path=path,
                    missing=missing[i],
                    hint=did_you_mean(missing[i], names),
                )
            )
    return spot


def unread(path: str, values: Values, problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the problems that kept the file of a path from being read, by which nothing in it can be found."""
    first = re.split(r"[.\[]", path, maxsplit=1)[0]
    roots = {root_of(path), *stands_in(first)}
    endings = tuple(f"/{file_of(root)}" for root in roots if root not in values.files)
    return [problem for problem in problems if problem.place.file.endswith(endings)]


def path_to(spot: Spot, values: Values) -> str:
    """Return the provenance path of what is at a spot."""
    path, value = spot.root, values.files[spot.root].value if spot.root in values.files else None
    for key in spot.keys:
        value = value[key]  # type: ignore[index]
        path += f".{key}" if isinstance(key, str) else f"[{name_of(value, key)}]"
    return ".".join([path, *spot.missing])


def name_of(entry: Any, index: int) -> str:
    """Return by what a path names an entry of a list: its id, date (of what was earlier) or code, else its number."""
    fields = entry if isinstance(entry, dict) else {}
    return str(next((fields[name] for name in ("id", "until", "as_of", "code") if name in fields), index))


def _full(path: str, values: Values) -> str:
    """Return the path that ``offices.president`` or ``offices[president]`` stands for."""
    found = re.match(r"([a-z]+)(?:\.([A-Za-z0-9_-]+)|\[([^\[\]]+)\])", path)
    if not found:
        return path
    kind, id = found[1], spoken(found[2] or found[3])
    for own, entity in values.index.get(kind, {}).items():
        if spoken(own) == id:
            return entity + path[found.end() :]
    if kind == "stats":
        return f"association.stats[{found[2] or found[3]}]{path[found.end() :]}"
    if kind in values.index and kind not in schema.FILES:
        raise PathError(
            Told(
                "{path}: there is no {id} among the {kind}; {hint}",
                path=path,
                id=id,
                kind=looked_up(kind),
                hint=did_you_mean(id, values.index[kind]),
            )
        )
    return path


def _steps(rest: str, path: str) -> list[tuple[str, str]]:
    steps, at = [], 0
    while at < len(rest):
        found = _STEP.match(rest, at)
        if not found:
            raise PathError(
                Told("{path}: write a path such as association.stats[member_organisations].value", path=path)
            )
        steps.append((found[1] or "", found[2] or ""))
        at = found.end()
    return steps


def _index(value: Any, id: str, where: str) -> int:
    if not isinstance(value, list):
        raise PathError(Told("{where} is no list", where=where))
    names = [name_of(entry, index) for index, entry in enumerate(value)]
    written = [spoken(name) for name in names]
    if spoken(id) not in written:
        raise PathError(Told("{where} has no entry {id}; {hint}", where=where, id=id, hint=did_you_mean(id, names)))
    return written.index(spoken(id))
