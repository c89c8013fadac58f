"""What is irregular in English; all else stands in data/en.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from briefgen.language import english_numbers
from briefgen.language.base import Language

_IZE = re.compile(r"(?<=[a-z]{3})is(?=(?:es?|ed|ing|ations?)$)")


class English(Language):
    """Small numbers in words, the numbers made of others, -ise and -ize."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        numbers, ordinals = dict(self.words.numbers), dict(self.words.ordinals)
        ones = [(word, n) for word, n in numbers.items() if n < 10]
        firsts = [(word, n) for word, n in ordinals.items() if n < 10]
        for ten, tens in [(word, n) for word, n in numbers.items() if 20 <= n < 100]:
            numbers |= {f"{ten}-{word}": tens + n for word, n in ones}
            ordinals |= {f"{ten}{joint}{word}": tens + n for joint in "- " for word, n in firsts}
        self.words = replace(self.words, numbers=numbers, ordinals=ordinals)

    def number_in_text(self, n: int, before: str, after: str) -> str:
        """Return one to nine in words, unless the rules ask for figures: see `briefgen.language.english_numbers`."""
        return english_numbers.in_words(n, before, after) or self.number(n)

    def country(self, code: str) -> str:
        """Return the name of a country; where CLDR has “&”, texts have “and”. Raises `UnknownCountryError`."""
        return super().country(code).replace(" & ", " and ")

    def is_form(self, word: str, lemma: str) -> bool:
        """Tell whether a word is the singular or plural of a noun, spelt with -ise or -ize."""
        if word[:2].casefold() != lemma[:2].casefold():
            return False
        one, other = _spelt(word), _spelt(lemma)
        return one == other or one in _plurals(other) or other in _plurals(one)

    def spellings(self, word: str) -> tuple[str, ...]:
        """Return the word, without 's, and with -is- what Oxford spells with -iz-: dictionaries know organisation."""
        word = word.replace("’", "'")
        forms = [word, word.removesuffix("'s")]
        if not _ALWAYS_S.search(word):
            forms += [_OXFORD.sub(r"is\1", form) for form in forms]
        return tuple(dict.fromkeys(forms))

    def inflected(self, word: str) -> str:
        """Return a pattern for a noun in singular and plural, with or without the ’s of possession."""
        stem = re.sub(r"(?:(?<=i)es|(?<!s)s|y)$", "", word)
        ending = r"(?:y|ies|ie)?" if word.endswith(("y", "ies")) else r"(?:s|es)?"
        return rf"{re.escape(stem.removesuffix('i') if word.endswith('ies') else stem)}{ending}(?:[’']s?)?"


@lru_cache(maxsize=1 << 16)
def _spelt(word: str) -> str:
    """Return a word without capitals, spelt with -ize."""
    return _IZE.sub("iz", word.casefold())


@lru_cache(maxsize=1 << 16)
def _plurals(word: str) -> tuple[str, ...]:
    return f"{word}s", f"{word}es", f"{word[:-1]}ies" if word.endswith("y") else ""


# -ize and what is formed with it; the words that no one spells so (from Oxford's list: advise, surprise …).
_OXFORD = re.compile(r"iz(e|ed|es|er|ers|ing|ation|ations|ational|able)(?=$|')")
_ALWAYS_S = re.compile(
    r"^(?:advert|adv|appra|ar|chast|circumc|compr|comprom|desp|dev|disgu|enterpr|exc|exerc|franch|improv|inc|merchand"
    r"|prem|pra|prom|ra|rev|superv|surm|surpr|telev|w|r)iz",
    re.IGNORECASE,
)


LANGUAGE = English
