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


# -ize and what is formed with it; the words that no one spells so (from Oxford's list: advise, surprise …).
_OXFORD = re.compile(r"iz(e|ed|es|er|ers|ing|ation|ations|ational|able)(?=$|')")
_ALWAYS_S = re.compile(
    r"^(?:advert|adv|appra|ar|chast|circumc|compr|comprom|desp|dev|disgu|enterpr|exc|exerc|franch|improv|inc|merchand"
    r"|prem|pra|prom|ra|rev|superv|surm|surpr|telev|w|r)iz",
    re.IGNORECASE,
)


LANGUAGE = English()
