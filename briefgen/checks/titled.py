"""The words of names, and the names that have capitals."""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefgen.checks.subject import Subject
from briefgen.content.own_kinds import is_commission
from briefgen.content.schema.base import Entity
from briefgen.content.schema.events import Event
from briefgen.content.schema.glossary import GlossaryTerm
from briefgen.content.schema.organisations import Agency, Association, Body, Office

MINOR = frozenset({"of", "the", "and", "for", "in", "on", "at", "to", "de", "du", "des", "la", "le", "les", "et"})
WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_PARTS = re.compile(r"[\s-]+")
BEGINS = 3  # letters that a word has in every form


def plain_words(words: str) -> list[str]:
    """Return the words without the signs between them."""
    return WORD.findall(words)


def capitalised(subject: Subject) -> Mapping[str, Mapping[str, str]]:
    """Return the names whose every word of weight has a capital, of several words, by language, in small letters."""
    found: dict[str, dict[str, str]] = {}
    for _, entity in subject.entities(Entity):
        match entity:
            case Body() if is_commission(subject.content, entity):
                continue
            case Agency() | Association() | Body() | Event():
                named = entity.name
            case Office():
                named = entity.title
            case GlossaryTerm():
                named = entity.term
            case _:
                continue
        for key, name in (named.root if named else {}).items():
            plain = name.strip()
            words = [word for word in _PARTS.split(plain) if word.lower() not in MINOR]  # Vice-Chairperson has two
            if len(words) > 1 and all(word[:1].isupper() for word in words):
                found.setdefault(key, {}).setdefault(plain.casefold(), plain)
    return found
