"""French, as international organisations write it."""

from __future__ import annotations

import re
from typing import ClassVar

from briefgen.dates import Point
from briefgen.language.base import Language
from briefgen.language.binding import NO_BREAK_SPACE, Binding


class French(Language):
    """1er octobre 2019, 2e, 1 000 with no-break spaces, « … »."""

    locale = "fr_FR"
    ordinals: ClassVar = {"one": "er", "other": "e"}
    quotes = (f"«{NO_BREAK_SPACE}", f"{NO_BREAK_SPACE}»")
    binding = Binding(
        before=frozenset({"p.", "pp.", "n°", "nº", "art.", "M.", "MM.", "Mme", "Mmes", "Dr", "«"}),
        uncounted=frozenset({"et", "ou", "à", "au", "aux", "en", "de", "du", "des", "le", "la", "les", "par", "pour"}),
        marks="»:;!?",
    )

    # For the checks
    inner_quotes = ("“", "”")
    dashes = "–—"
    may_double = frozenset({"nous", "vous"})
    more_ordinals = ("ème", "ième", "eme", "ère", "ière", "ier")
    placeholders = frozenset({"nom", "noms", "date", "lieu", "ville", "pays", "titre", "numéro", "insérer"})
    dictionary = ("fr_FR", "dictionary-fr")

    def _write(self, pattern: str, point: Point) -> str:
        # The first day of a month alone takes an ordinal (Imprimerie nationale).
        return super()._write(re.sub(r"\bd\b", "d'er'", pattern) if point.day == 1 else pattern, point)

    def is_form(self, word: str, lemma: str) -> bool:
        """Tell whether a word is the singular or plural of a noun or adjective."""
        one, other = word.casefold(), lemma.casefold()
        return one == other or one in _plurals(other) or other in _plurals(one)


def _plurals(word: str) -> tuple[str, ...]:
    return f"{word}s", f"{word}x", f"{word[:-1]}ux" if word.endswith("al") else ""


LANGUAGE = French()
