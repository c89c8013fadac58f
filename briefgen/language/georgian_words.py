"""Georgian words that are made of others, and Georgian letters in Latin ones."""

from __future__ import annotations

from typing import Any

from briefgen.language.georgian_forms import NAME_ENDINGS
from briefgen.language.words import Words


def composed(words: Words) -> dict[str, Any]:
    """Return the words of a field that are made of others: beyond twenty, Georgian counts in twenties (ორმოცდაათი)."""
    stems = dict(words.numbers)
    small = [(stem, n) for stem, n in stems.items() if n < 20]
    twenties = [(stem, n) for stem, n in stems.items() if n in (20, 40, 60, 80)]
    ordinals = dict(words.ordinals) | {f"მე{stem.removesuffix('ა')}": n for stem, n in stems.items() if n > 1}
    for twenty, twenty_n in twenties:
        stems |= {f"{twenty}და{stem}": twenty_n + n for stem, n in small}
        # 37th is ოცდამეჩვიდმეტე, 113th ას მეცამეტე
        ordinals |= {f"{twenty}დამე{stem.removesuffix('ა')}": twenty_n + n for stem, n in small}
    return {"numbers": stems, "ordinals": ordinals, "name_endings": NAME_ENDINGS}


_LATIN = str.maketrans(
    dict(zip("აბგდევზთიკლმნოპრსტუფქყჯჰ", "abgdevztiklmnoprstupkqjh", strict=True))
    | {"ჟ": "zh", "ღ": "gh", "შ": "sh", "ჩ": "ch", "ც": "ts", "ძ": "dz", "წ": "ts", "ჭ": "ch", "ხ": "kh"}
)


def in_latin(words: str) -> str:
    """Return words with Georgian letters in Latin ones, as the national system has them, without apostrophes."""
    return words.translate(_LATIN)
