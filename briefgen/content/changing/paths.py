"""From a path that a person types to the place in a file: ``association.stats[member_organisations].value``.

Entities that have a kind can be called by it, as texts do: ``offices.president``, ``stats.member_organisations``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from briefgen.content.names import file_of, root_of, spoken
from briefgen.problems.mistakes import Mistake, did_you_mean
from briefgen.problems.notes import Told, looked_up

if TYPE_CHECKING:
    from briefgen.content.walk import Keys
    from briefgen.problems.diagnostics import Diagnostic

# What a path leads to stands in plain values; the schema is imported where a field is missing, or a mistake is told.

_STEP = re.compile(r"\.?([A-Za-z0-9_-]+)|\[([^\[\]]+)\]")


class PathError(Mistake):
    """There is nothing at a path; the message says how far it leads."""

    exit_code = 2


class Plain(Protocol):
    """The plain value of a file."""

    @property
    def value(self) -> Any:
        """Mappings, lists, texts, numbers, true and false, None."""


class Spoken(Protocol):
    """What paths are found in: the files by their first step, and where each kind's entities stand, by their ids."""

    @property
    def files(self) -> Mapping[str, Plain]:
        """The files."""

    @property
    def index(self) -> Mapping[str, Mapping[str, str]]:
        """The paths of the entities."""


class Spot(NamedTuple):
    """Where a path leads: the first step, the keys of what is there, and the fields below it that aren't yet."""

    root: str
    keys: Keys
    missing: tuple[str, ...] = ()

    @property
    def model(self) -> Any:
        """What stands in the file."""
        from briefgen.content import schema

        return schema.model_of(self.root)


def find(path: str, values: Spoken) -> Spot:
    """Return where a path leads; only fields may be missing, and only at its end. Raises `PathError`."""
    spot = lead(path, values)
    if spot.missing:
        _refuse_fields(path, spot)
    return spot


def lead(path: str, values: Spoken) -> Spot:
    """Return where a path leads, as `find`; the fields that are missing may be none that the schema has."""
    full = _full(path, values)
    root = root_of(full)
    if root not in values.files:
        _refuse_root(path, root, values)
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
    return Spot(root, keys, tuple(missing))


def _refuse_root(path: str, root: str, values: Spoken) -> None:
    from briefgen.content import schema

    if root not in schema.FILES:
        roots = [*schema.FILES, *(root for root in values.files if root not in schema.FILES)]
        raise PathError(
            Told("{path}: there is no {root}; {hint}", path=path, root=root, hint=did_you_mean(root, roots))
        )


def _refuse_fields(path: str, spot: Spot) -> None:
    """Raise `PathError` unless the schema has the fields that are missing."""
    from briefgen.content.changing.order import type_at

    keys, missing = spot.keys, spot.missing
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


def unread(path: str, values: Spoken, problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the problems that kept the file of a path from being read, by which nothing in it can be found."""
    from briefgen.content.kinds import stands_in

    first = re.split(r"[.\[]", path, maxsplit=1)[0]
    roots = {root_of(path), *stands_in(first)}
    endings = tuple(f"/{file_of(root)}" for root in roots if root not in values.files)
    return [problem for problem in problems if problem.place.file.endswith(endings)]


def path_to(spot: Spot, values: Spoken) -> str:
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


def _full(path: str, values: Spoken) -> str:
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
    if kind in values.index and kind not in values.files:
        _refuse_id(path, id, kind, values)
    return path


def _refuse_id(path: str, id: str, kind: str, values: Spoken) -> None:
    from briefgen.content import schema

    if kind not in schema.FILES:
        raise PathError(
            Told(
                "{path}: there is no {id} among the {kind}; {hint}",
                path=path,
                id=id,
                kind=looked_up(kind),
                hint=did_you_mean(id, values.index[kind]),
            )
        )


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
