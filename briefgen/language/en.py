"""English, as international organisations write it: British, day before month."""

from __future__ import annotations

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


LANGUAGE = English()
