"""One text as it was written, and what of it is plain words.

The rules search `words`, in which everything that isn't words in the text's language is replaced by as many
`MASK` characters: so an offset in `words` is an offset in the text, and the report's caret stands where it should.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

MASK = "\ufffc"  # OBJECT REPLACEMENT CHARACTER: no letter, no digit, no space

_EXPRESSION = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_FOREIGN = re.compile(r"\[([^\]\[]*)\]\{lang=([A-Za-z-]+)\}")
_ADDRESS = re.compile(r"(?<=\])\([^)\s]*\)|(?:https?://|mailto:|www\.)[^\s<>\"]+")
_FOOTNOTE = re.compile(r"\^\[")
_LINK = re.compile(r"\]\([^)\s]+\)")
_ENTRY = re.compile(r"^[ \t]*(?:[-*+]|\d+[.)])[ \t]+\S", re.MULTILINE)
# An entity is printed by its name or title; an entry about an event has the event's date and place.
_ALIAS = re.compile(r"\.(?:name|title)$|^event\.(?=(?:date|city)$)")
_OF_ITS_OWN = frozenset({"count", "year"})
_HIDDEN = (_EXPRESSION, _FOREIGN, _ADDRESS)


@dataclass(frozen=True)
class TextIn:
    """A text: the path of its field, the key of its language there, the language it is in, and what was written."""

    path: str
    key: str
    language: str
    raw: str

    @cached_property
    def words(self) -> str:
        """The text with expressions, foreign phrases and addresses masked; as long as what was written."""
        words = self.raw
        for hidden in _HIDDEN:
            words = hidden.sub(lambda found: MASK * len(found[0]), words)
        return words

    @cached_property
    def expressions(self) -> tuple[tuple[int, str], ...]:
        """Where each `{{ … }}` starts, and what stands in it."""
        return tuple((found.start(), found[1].strip()) for found in _EXPRESSION.finditer(self.raw))

    @cached_property
    def printed(self) -> Mapping[str, int]:
        """What the expressions print, and where the first `{{` of each is: the value, whatever its form.

        Filters of form (a case, an ordinal, quotes …) don't count; `count` and `year` print something else.
        """
        found: dict[str, int] = {}
        for start, expression in self.expressions:
            value, *filters = (part.strip() for part in expression.split("|"))
            other = [name for name in filters if name in _OF_ITS_OWN]
            found.setdefault(" | ".join([_ALIAS.sub("", value), *other]), start)
        return found

    @property
    def links(self) -> int:
        """How many links the text has."""
        return len(_LINK.findall(self.raw))

    @property
    def list_entries(self) -> int:
        """How many entries of lists the text has."""
        return len(_ENTRY.findall(self.raw))

    @property
    def footnotes(self) -> int:
        """How many footnotes the text has."""
        return len(_FOOTNOTE.findall(self.raw))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not self.raw.strip()
