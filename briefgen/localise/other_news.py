"""What is new of an edition beside what its change note tells: for a letter, which names it in a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from briefgen.content.comparing.compare import Change
from briefgen.content.digest import NEVER_PRINTED
from briefgen.content.model import Content
from briefgen.content.walk import owners
from briefgen.localise.entities import EntityBuilder
from briefgen.localise.values import LocalEntity, LocalText
from briefgen.problems.notes import N_

# The texts that a change note quotes; what stands in few words elsewhere (label, summary) isn't told twice.
QUOTED = ("text", "aim", "activities", "intro", "rights", "objectives", "name", "title")

_ITEM = re.compile(r"events\[[^\]]+\]\.agenda\[[^\]]+\]")
_RESULT = re.compile(rf"({_ITEM.pattern})\.(?:elected|outcome)$")
_TOLD = ("name", "text", "theme", "participants_expected")  # of an event


_CALLED = {
    "edition.objectives": N_("Our objectives"),
    "edition.marking": N_("Marking"),
    "agency.contact": N_("Contact"),
}


class Others:
    """Looks through the changes for what concerns the edition's own event, and for what nothing else tells."""

    def __init__(
        self, content: Content, builder: EntityBuilder, changes: Sequence[Change], scope: Mapping[str, Any]
    ) -> None:
        self.content, self.builder, self.changes, self.scope = content, builder, changes, scope
        self.message, self.language = builder.message, builder.language

    def moved(self) -> Iterator[str]:
        """Yield the paths of the event and its sessions, where another date or city is known now."""
        for change in self.changes:
            owner, _, field = change.path.rpartition(".")
            if change.kind == "changed" and field in ("date", "city") and self._own(owner) == owner:
                yield owner

    def settled(self, told: set[str]) -> Iterator[str]:
        """Yield the paths of items whose result is known now, but for those of sessions that are `told`."""
        for change in self.changes:
            found = _RESULT.match(change.path)
            if found and change.new is not None and found[1] in self.content.items and (own := self._own(change.path)):
                event = self.content.items[own].value
                if event.state == "held" and own not in told:
                    yield found[1]

    def others(self, about: Callable[[LocalEntity, str], Any]) -> Iterator[Any]:
        """Yield what else is new or reads otherwise, by name; `about` names what isn't of the event."""
        for change in sorted(self.changes, key=_weight):
            path, field = change.path, change.path.rpartition(".")[2]
            if change.language not in ("", self.language.code) or field in NEVER_PRINTED:
                continue
            if path in _CALLED:
                yield self.message(_CALLED[path])
            elif (item := _ITEM.match(path)) and self._own(path) and not _RESULT.match(path):
                if item[0] in self.content.items:
                    yield self.builder.entity(item[0]).title
                elif path == item[0]:
                    yield LocalText(change.old["title"].get(self.language.code, ""), f"{path}.title")
            elif own := self._own(path):
                if field in _TOLD and self.content.items[own].value.state == "planned":
                    yield self.builder.entity(own).name or self.message("Event")
            elif path.startswith(("association.", "agency.", "cooperation.")) and not self._is_told(change):
                holder = self._holder(path)
                if holder is not None:
                    yield about(holder, "")

    def _own(self, path: str) -> str | None:
        """Return the path of the edition's event, or of a session held during it, if a path is of one."""
        event, owner = self.scope["edition"].event.id, path[: path.find("]") + 1]
        item = self.content.items.get(owner) if owner.startswith("events[") else None
        return owner if item is not None and event in (item.value.id, item.value.parent) else None

    def _is_told(self, change: Change) -> bool:
        """Tell whether a change of what isn't the edition's own is a figure, an office, an entry or a passage."""
        path, kind = change.path, change.kind
        told = kind in ("removed", "moved", "office") or (kind == "figure" and path.startswith("association.stats["))
        return told or is_entry(path) or (kind == "reworded" and path.rpartition(".")[2] in QUOTED)

    def _holder(self, path: str) -> LocalEntity | None:
        """Return the innermost entity that a path leads to or through and that has a name."""
        return next((self.builder.entity(at) for at, _entity in owners(self.content.items, path)), None)


def _weight(change: Change) -> int:
    """Return the place of a change: the edition's own, then what is of events, then the rest."""
    return next((place for place, root in enumerate(("edition.", "events[")) if change.path.startswith(root)), 2)


def is_entry(path: str) -> bool:
    """Tell whether a path is of an entry of the history."""
    return path.startswith("cooperation.history[") and path.endswith("]")
