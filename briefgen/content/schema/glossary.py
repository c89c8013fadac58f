"""The project's own words: its terms in every language, and words that a dictionary doesn't know."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from briefgen.content.schema.audience import INTERPRETERS
from briefgen.content.schema.base import Entity, Id, LanguageCode, Name, Word
from briefgen.content.schema.registration import File

Variants = dict[LanguageCode, list[Word]]


class GlossaryTerm(Entity):
    """A term with its one rendering in each language, what else may stand for it, and what may not.

    Write all as a dictionary has them: the check finds every case and the plural, too.
    """

    such_as = {
        "id": "secretary_general",
        "term": "Secretary General",
        "also": "General Secretary",
        "forbidden": "Director General",
        "note": "Another organisation has a Director General.",
    }

    shown_to = {INTERPRETERS: "id term"}

    id: Id
    term: Name
    also: Variants = Field({}, description="What else may stand for it, by language: `en: [Assembly]`.")
    forbidden: Variants = Field({}, description="What may not stand for it, by language: `en: [Director General]`.")
    note: str = Field("", description="For the staff; shown with what is forbidden, to say why.")


class AvoidedPhrase(Entity):
    """A phrase that no text should have, and what to write instead.

    Write both as a dictionary has them: the check finds every case and the plural, too.
    """

    such_as = {
        "id": "stakeholders",
        "avoid": "key stakeholders",
        "write": "those concerned",
        "note": "Our style guide wants plain words.",
    }

    id: Id
    avoid: Variants = Field({}, description="The phrase, by language: `en: [key stakeholders]`.")
    write: Variants = Field({}, description="What to write instead, by language, the best first.")
    note: str = Field("", description="For the staff; shown with the phrase, to say why.")


class Glossary(Entity):
    """content/glossary.yaml: for the checks; only interpreters get the terms."""

    such_as = {"regions": "the Northern Isles", "words": "sectoral, actuarial"}
    shown_to = {INTERPRETERS: "terms"}

    always_there = True

    terms: list[GlossaryTerm] = []
    phrases: list[AvoidedPhrase] = []
    regions: Annotated[
        Variants,
        Field(description="Regions that no text may call countries, besides those that briefgen knows already."),
    ] = {}
    words: Annotated[dict[LanguageCode, list[Word]], Field(description="Good words unknown to the dictionary.")] = {}


FILES = {"glossary": File(Glossary, printed="never")}
