"""The entities of the content, one module a subject. `FILES` says which file holds what."""

from __future__ import annotations

from typing import Any

from briefgen.content.schema.cooperation import Cooperation
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.events import Event
from briefgen.content.schema.glossary import Glossary
from briefgen.content.schema.organisations import Agency, Association
from briefgen.content.schema.people import People
from briefgen.content.schema.places import Places
from briefgen.content.schema.recipients import FILE as RECIPIENTS
from briefgen.content.schema.recipients import Recipient
from briefgen.content.schema.sources import Source

# File stem -> what stands in it. Editions have a folder of their own, one file an edition.
FILES: dict[str, Any] = {
    "association": Association,
    "agency": Agency,
    "people": People,
    "places": Places,
    "events": list[Event],
    "cooperation": Cooperation,
    "sources": list[Source],
    "glossary": Glossary,
}

__all__ = [
    "FILES",
    "RECIPIENTS",
    "Agency",
    "Association",
    "Cooperation",
    "Edition",
    "Event",
    "Glossary",
    "People",
    "Places",
    "Recipient",
    "Source",
]
