"""English, as international organisations write it: British, day before month."""

from __future__ import annotations

import re
from typing import ClassVar

from briefgen.language.base import Language
from briefgen.language.binding import Binding


class English(Language):
    """14 October 2019, 113th, 1,000, “…”."""

    locale = "en_GB"
    ordinals: ClassVar = {"one": "st", "two": "nd", "few": "rd", "other": "th"}
    quotes = ("“", "”")
    binding = Binding(
        before=frozenset({"p.", "pp.", "No.", "Nos.", "Art.", "Mr", "Mrs", "Ms", "Dr", "Prof."}),
        uncounted=frozenset({"and", "or", "to", "in", "at", "on", "of", "for", "from", "by", "with", "the", "a"}),
    )

    # For the checks
    inner_quotes = ("‘", "’")
    inner_may_stand_alone = True
    may_double = frozenset({"had", "that"})
    placeholders = frozenset(
        {
            "name",
            "names",
            "date",
            "dates",
            "place",
            "city",
            "country",
            "title",
            "number",
            "insert",
            "tbc",
            "tbd",
            "your",
        }
    )
    dictionary = ("en_GB", "dictionary-en-gb")

    def spellings(self, word: str) -> tuple[str, ...]:
        """Return the word, and with -is- what Oxford spells with -iz-: British dictionaries know organisation only."""
        word = word.replace("’", "'")
        if not _OXFORD.search(word) or _ALWAYS_S.search(word):
            return (word,)
        return word, _OXFORD.sub(r"is\1", word)


# -ize and what is formed with it; the words that no one spells so (from Oxford's list: advise, surprise …).
_OXFORD = re.compile(r"iz(e|ed|es|er|ers|ing|ation|ations|ational|able)(?=$|')")
_ALWAYS_S = re.compile(
    r"(?:advert|adv|appra|ar|chast|circumc|compr|comprom|desp|dev|disgu|enterpr|exc|exerc|franch|improv|inc|merchand"
    r"|prem|pra|prom|ra|rev|superv|surm|surpr|telev|w|r)iz"
)


LANGUAGE = English()
