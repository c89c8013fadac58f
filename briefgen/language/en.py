"""English, as international organisations write it: British, day before month."""

from __future__ import annotations

import re
from typing import ClassVar

from briefgen.language.base import Language
from briefgen.language.binding import Binding

_IZE = re.compile(r"(?<=[a-z]{3})is(?=(?:es?|ed|ing|ations?)$)")


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
        if word[:2].casefold() != lemma[:2].casefold():
            return False
        one, other = (_IZE.sub("iz", form.casefold()) for form in (word, lemma))
        return one == other or one in _plurals(other) or other in _plurals(one)

    # For the checks
    inner_quotes = ("‘", "’")
    inner_may_stand_alone = True
    may_double = frozenset({"had", "that"})
    placeholders = frozenset({
        "name", "names", "date", "dates", "place", "city", "country", "title", "number", "insert", "add", "check",
        "update", "here", "text", "source", "citation", "reference", "link", "your", "tbc", "tbd",
    })  # fmt: skip
    dictionary = ("en_GB", "dictionary-en-gb")

    def spellings(self, word: str) -> tuple[str, ...]:
        """Return the word, without 's, and with -is- what Oxford spells with -iz-: dictionaries know organisation."""
        word = word.replace("’", "'")
        forms = [word, word.removesuffix("'s")]
        if not _ALWAYS_S.search(word):
            forms += [_OXFORD.sub(r"is\1", form) for form in forms]
        return tuple(dict.fromkeys(forms))


def _plurals(word: str) -> tuple[str, ...]:
    return f"{word}s", f"{word}es", f"{word[:-1]}ies" if word.endswith("y") else ""


# -ize and what is formed with it; the words that no one spells so (from Oxford's list: advise, surprise …).
_OXFORD = re.compile(r"iz(e|ed|es|er|ers|ing|ation|ations|ational|able)(?=$|')")
_ALWAYS_S = re.compile(
    r"^(?:advert|adv|appra|ar|chast|circumc|compr|comprom|desp|dev|disgu|enterpr|exc|exerc|franch|improv|inc|merchand"
    r"|prem|pra|prom|ra|rev|superv|surm|surpr|telev|w|r)iz",
    re.IGNORECASE,
)


LANGUAGE = English()
