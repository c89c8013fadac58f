"""English, as international organisations write it: British, day before month."""

from __future__ import annotations

import re
from typing import ClassVar

from briefgen.language.base import Language
from briefgen.language.binding import Binding

_SINGULAR = re.compile(r"(?<=[a-z]{2})ies$|(?:s|x|z|ch|sh)es$|(?<=[a-rt-z])(?<![iu])s$")
_IZE = re.compile(r"(?<=[a-z]{3})is(?=(?:e|ed|ing|ation)$)")


class English(Language):
    """14 October 2019, 113th, 1,000, “…”."""

    locale = "en_GB"
    ordinals: ClassVar = {"one": "st", "two": "nd", "few": "rd", "other": "th"}
    quotes = ("“", "”")
    binding = Binding(
        before=frozenset({"p.", "pp.", "No.", "Nos.", "Art.", "Mr", "Mrs", "Ms", "Dr", "Prof."}),
        uncounted=frozenset({"and", "or", "to", "in", "at", "on", "of", "for", "from", "by", "with", "the", "a"}),
    )

    def is_form(self, word: str, lemma: str) -> bool:
        """Tell whether a word is the singular or plural of a noun, spelt with -ise or -ize."""
        return _stem(word) == _stem(lemma)


def _stem(word: str) -> str:
    word = _SINGULAR.sub(lambda found: {"ies": "y", "s": ""}.get(found[0], found[0][:-2]), word.casefold())
    return _IZE.sub("iz", word)


LANGUAGE = English()
