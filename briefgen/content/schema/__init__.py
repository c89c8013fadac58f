"""The entities of the content, one module a subject, each with its kinds and its files (see `registration`)."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

from briefgen.content.names import EDITIONS
from briefgen.content.schema.cooperation import Cooperation
from briefgen.content.schema.edition import Edition
from briefgen.content.schema.events import Event
from briefgen.content.schema.glossary import Glossary
from briefgen.content.schema.organisations import Agency, Association
from briefgen.content.schema.people import People
from briefgen.content.schema.places import Places
from briefgen.content.schema.recipients import FILE as RECIPIENTS
from briefgen.content.schema.recipients import Recipient
from briefgen.content.schema.registration import File
from briefgen.content.schema.sources import Source

# The modules whose `FILES` are the content, in the order in which people read it.
MODULES = (
    "organisations",
    "people",
    "places",
    "events",
    "cooperation",
    "sources",
    "glossary",
    "own_kinds",
)
# What stands in editions and recipients, and what all share: no file of its own.
_OTHERS = {"addresses", "audience", "base", "edition", "meetings", "points", "recipients", "registration"}


def _files() -> Iterator[tuple[str, File]]:
    for _, name, _ in pkgutil.iter_modules(__path__):
        if name not in (*MODULES, *_OTHERS):
            raise TypeError(f"{__name__}.{name} is not registered: give it a line in MODULES of {__name__}")
    for name in MODULES:
        found: dict[str, File] = getattr(importlib.import_module(f"{__name__}.{name}"), "FILES", {})
        yield from found.items()


FILES = dict(_files())  # by the names of the files, without .yaml


def model_of(root: str) -> Any:
    """Return the type of what stands in the file of a path's first step; raises KeyError if there is no such file."""
    return Edition if root.startswith(f"{EDITIONS}[") else FILES[root].model


__all__ = [
    "FILES",
    "MODULES",
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
    "model_of",
]
