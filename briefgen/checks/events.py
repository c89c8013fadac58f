"""What happens when: events, terms and sentences that time has overtaken."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.rules import Found, rule
from briefgen.checks.subject import Subject
from briefgen.content.schema.edition import Edition


@rule("event-nameless", "error", "The event of an edition has a name.", blocks=True)
def event_nameless(subject: Subject) -> Iterator[Found]:
    """Find events of editions that have no name."""
    for path in _events_of_editions(subject):
        if subject.content.items[path].value.name is None:
            yield Found(path, "an edition is about this event: it needs a name")


@rule("event-dateless", "error", "The event of an edition has a date.", blocks=True)
def event_dateless(subject: Subject) -> Iterator[Found]:
    """Find events of editions that have no date."""
    for path in _events_of_editions(subject):
        if subject.content.items[path].value.date.ongoing:
            yield Found(f"{path}.date", "an edition is about this event: it needs a date")


def _events_of_editions(subject: Subject) -> Iterator[str]:
    for _, edition in subject.entities(Edition):
        if path := subject.content.index.get("events", {}).get(edition.event):
            yield path
