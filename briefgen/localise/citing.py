"""Whose word stands behind what a brief says."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.content.model import Content
from briefgen.localise.entities import EntityBuilder
from briefgen.localise.values import LocalPhrase, LocalText, joined


def cited(content: Content, builder: EntityBuilder, ids: Iterable[str], between: str) -> LocalPhrase | None:
    """Return what sources are cited as, else who published them, each once; None if nobody is named.

    The agency is called by its name, in the language of the brief.
    """
    own = content.agency.name.root.values()
    found: dict[str, LocalText] = {}
    for id in ids:
        if id not in builder.content.index["sources"]:
            continue  # it isn't for the readers
        source = builder.referred("sources", id)
        words = source.cited_as or source.publisher
        if words is not None and str(words) in own:
            words = builder.entity("agency").name
        if words is not None:
            found.setdefault(str(words), words)
    return joined(found.values(), between)
