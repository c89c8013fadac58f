"""Texts that no edition prints yet: what is wrong in them is known before one does."""

from __future__ import annotations

from dataclasses import replace

from briefgen.content.knowing.known import known_at, newest_date
from briefgen.content.model import Content
from briefgen.content.schema.base import Line, Name, Prose
from briefgen.content.walk import Item, owners
from briefgen.language.base import Language
from briefgen.language.catalogue import Catalogue
from briefgen.localise.brief import scope_of
from briefgen.localise.chronology import history_of
from briefgen.localise.entities import EntityBuilder
from briefgen.localise.messages import Messages
from briefgen.problems.diagnostics import Diagnostic


def later_texts(content: Content) -> list[Item]:
    """Return the texts that no edition sees; what was said before any of them isn't among these."""
    texts = {
        id(item.value): item
        for path, item in content.items.items()
        if isinstance(item.value, Line | Name | Prose) and ".earlier[" not in path
    }
    for edition in content.editions.values():
        if not texts:
            break
        assert edition.as_of.start is not None  # the schema wants a point in time
        known = known_at(content, edition.as_of.start)
        for item in content.items.values() if known is content else known.items.values():
            texts.pop(id(item.value), None)
    return list(texts.values())


def later_problems(
    content: Content, edition_id: str, texts: list[Item], language: Language, catalogue: Catalogue
) -> list[Diagnostic]:
    """Return what can't be printed in texts of a language, told of as things stand now; `edition_id`: the newest.

    They are warnings: nothing that goes out has these texts in it.
    """
    builder = EntityBuilder(content, language, Messages(catalogue), on=newest_date(content), draft=True)
    scope = scope_of(builder, edition_id)
    history_of(builder)
    for item in texts:
        owner = builder.entity(next(owners(content.items, item.path))[0])
        text = item.value.root.get(language.code, "").strip()
        if text and not isinstance(item.value, Name):  # names are looked at as their entity is made
            builder.render(text, item.path, scope, owner, inline=isinstance(item.value, Line))
    paths = {item.path for item in texts}
    return [replace(each, severity="warning") for each in builder.problems if each.path in paths]
