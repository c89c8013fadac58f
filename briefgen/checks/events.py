"""What an event must have so that a brief can be about it; nothing is its own ancestor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.content.model import Values
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.events import Event
from briefgen.content.schema.organisations import Body
from briefgen.diagnostics import Diagnostic


def check(content: Values, languages: Sequence[str]) -> Iterator[Diagnostic]:
    """Yield a problem for an edition's event without name or date, and for circles of parents."""
    for item in list(content.items.values()):
        match item.value:
            case Edition(event=id) if path := content.index.get("events", {}).get(id):
                event = content.items[path].value
                if event.name is None:
                    yield content.problem(path, "event-nameless", "an edition is about this event: it needs a name")
                if event.date.ongoing:
                    message = "an edition is about this event: it needs a date"
                    yield content.problem(f"{path}.date", "event-dateless", message)
            case Event(parent=str()) | Body(parent=str()) if _in_a_circle(content, item.path):
                yield content.problem(f"{item.path}.parent", "parent-circle", "this is its own parent, in a circle")


def _in_a_circle(content: Values, path: str) -> bool:
    start, seen = path, {path}
    while True:
        item = content.items[path].value
        kind = "events" if isinstance(item, Event) else "bodies"
        path = content.index[kind].get(item.parent or "", "")
        if not path or (path in seen and path != start):
            return False
        if path == start:
            return True
        seen.add(path)
