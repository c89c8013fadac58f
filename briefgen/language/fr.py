"""What is irregular in French; all else stands in data/fr.toml."""

from __future__ import annotations

import re

from briefgen.dates import Date
from briefgen.language.base import Language


class French(Language):
    """Elision, and plurals in -x."""

    def date(self, date: Date, case: str = "nom") -> str:
        """Return the full form; `loc` is the one for a sentence: le 14 octobre, du 14 au 18 octobre, d’avril à juin."""
        return re.sub("^de (?=[aeiou])", "d’", super().date(date, case))

    def is_form(self, word: str, lemma: str) -> bool:
        """Tell whether a word is the singular or plural of a noun or adjective."""
        one, other = word.casefold(), lemma.casefold()
        return one == other or one in _plurals(other) or other in _plurals(one)

    def inflected(self, word: str) -> str:
        """Return a pattern for a noun in singular and plural."""
        return rf"{re.escape(word.rstrip('sx'))}[sx]?"


def _plurals(word: str) -> tuple[str, ...]:
    return f"{word}s", f"{word}x", f"{word[:-1]}ux" if word.endswith("al") else ""


LANGUAGE = French
