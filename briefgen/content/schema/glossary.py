"""The project's own words: its terms in every language, and words that a dictionary doesn't know."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from briefgen.content.schema.base import Entity, Id, LanguageCode, Name, Word

Variants = Annotated[dict[LanguageCode, list[Word]], Field(description="By language: `en: [Director General]`.")]


class GlossaryTerm(Entity):
    """A term with its one rendering in each language, what else may stand for it, and what may not."""

    id: Id
    term: Name
    also: Variants = {}
    forbidden: Variants = {}
    note: str = ""


class Glossary(Entity):
    """content/glossary.yaml: for the checks; nothing of it is printed."""

    terms: list[GlossaryTerm] = []
    words: Annotated[dict[LanguageCode, list[Word]], Field(description="Good words unknown to the dictionary.")] = {}
