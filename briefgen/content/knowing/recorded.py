"""What the content says of its own past, rolled back: a value as it was on a day, as far as somebody wrote that down.

Every entity can carry a record. `known_from` says from which day on editions know it, `known_until` until when they
did; `earlier` says how its fields were, and until when. `briefgen set`, `add` and `remove` write it when a change is
new from a day on; what was wrong all along leaves none, so that it is mended for every edition. Of a figure each
reading has its own `known_from`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from briefgen.content.schema.base import ABOUT, Earlier, Entity, Number, Reading
from briefgen.content.walk import around, entry_path
from briefgen.dates import Point

_OF_READING = [name for name in Reading.model_fields if name not in ("earlier", "known_until")]


class Recorded:
    """Values as they were recorded for a day; `moved` says which earlier value is seen at a path."""

    def __init__(self, on: Point) -> None:
        self.on = on
        self.moved: dict[str, str] = {}

    def origin(self, path: str) -> str:
        """Return the path at which a value that is seen stands in the content as it is."""
        for seen in reversed(around(path)):  # what stands in something else was moved before that
            if seen in self.moved:
                return self.moved[seen] + path[len(seen) :]
        return path

    def seen(self, value: Any, path: str) -> Any:
        """Return a value as it was known; the very same one if it hasn't changed."""
        if isinstance(value, list):
            if not any(isinstance(entry, (list, Entity)) for entry in value):
                return value
            new = [
                self.seen(entry, entry_path(path, index, entry))
                for index, entry in enumerate(value)
                if not isinstance(entry, Entity) or self.knows(entry)
            ]
            return value if len(new) == len(value) and all(a is b for a, b in zip(new, value, strict=True)) else new
        if not isinstance(value, Entity) or isinstance(value, Earlier):
            return value
        fields = ((name, getattr(value, name)) for name in type(value).model_fields)
        held = ((name, old) for name, old in fields if isinstance(old, (list, Entity)))  # nothing else has a record
        changed = {name: new for name, old in held if (new := self._field(old, f"{path}.{name}")) is not old}
        if isinstance(value, Number) and not self._is_known(value):
            changed |= self._reading_of_then(value, changed.get("history", value.history), path)
        changed |= self._told(value, path)
        return value.model_copy(update=changed) if changed else value

    def knows(self, value: Entity) -> bool:
        """Tell whether an entity was there; a figure was if one of its readings was."""
        until = getattr(value, "known_until", None)
        if until is not None and until.start is not None and until.start.last_day < self.on.first_day:
            return False
        return self._is_known(value) or (isinstance(value, Number) and any(map(self.knows, value.history)))

    def _is_known(self, value: Entity) -> bool:
        since = getattr(value, "known_from", None)
        return since is None or since.start is None or since.start.first_day <= self.on.first_day

    def _field(self, value: Any, path: str) -> Any:
        return None if isinstance(value, Entity) and not self.knows(value) else self.seen(value, path)

    def _reading_of_then(self, number: Number, history: list[Any], path: str) -> dict[str, Any]:
        """Return a figure's fields with the newest reading that was known; what came after it isn't there."""
        then, *before = history
        for name in _OF_READING:
            self.moved[f"{path}.{name}"] = self.origin(f"{path}.history[{then.id}].{name}")
        return {"history": before, **{name: getattr(then, name) for name in _OF_READING}}

    def _told(self, value: Entity, path: str) -> dict[str, Any]:
        told: dict[str, Any] = {}
        earlier = getattr(value, "earlier", [])
        then = self.wordings(earlier)
        for wording in then:  # the oldest that fits has the last word
            names = [name for name in wording.model_fields_set if name not in ("until", "acknowledge")]
            if wording.model_fields_set & {"status", "sources"}:  # what says something of a fact says all of it
                dated = isinstance(value, Reading)  # the date of a figure belongs to its value
                names = [*dict.fromkeys([*names, *(ABOUT[1:] if dated else ABOUT)])]
            for name in names:
                field = type(value).model_fields.get(name)
                lacks = getattr(wording, name) is None
                if field and not (lacks and field.is_required()):  # such as the date of an edition
                    told[name] = getattr(wording, name)
                    self.moved[f"{path}.{name}"] = f"{path}.earlier[{wording.id}].{name}"
        if then:
            told["earlier"] = earlier[len(then) :]
        return told

    def wordings(self, earlier: Iterable[Earlier]) -> list[Any]:
        """Return what was told before and still was on the day, the newest first."""
        return [one for one in earlier if one.until.start and one.until.start.last_day >= self.on.first_day]
