"""Names as they sound: whether a name in one script may be the same name in another one, whoever wrote it down."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from briefgen.language.georgian_words import in_latin

# What letters may stand for: labials, dentals, gutturals, sibilants, and l, m, n, r; «.» for what may be silent.
_SOUNDS = (
    *((letters, "S") for letters in ("tsch", "tch", "sch", "sh", "zh", "ts", "dz", "dj", "tz", "cz", "sz")),
    *((letters, "KS.") for letters in ("ch", "kh")),
    *((letters, "P") for letters in ("ph", "pf", "b", "p", "f", "v")),
    *((letters, "K.") for letters in ("gh", "g")),
    *((letters, "KS") for letters in ("x", "c")),
    *((letters, "T") for letters in ("th", "t", "d")),
    *((letters, "K") for letters in ("ck", "q", "k")),
    *((letters, "S") for letters in ("s", "z")),
    ("w", "P."), ("j", "SK."), ("h", "K."), ("y", "."), ("l", "L"), ("m", "M"), ("n", "N"), ("r", "R"),
)  # fmt: skip
_SOUND = re.compile("|".join(letters for letters, _ in sorted(_SOUNDS, key=lambda one: -len(one[0]))))
_MEANT = dict(_SOUNDS)
_OTHER, _ONE = 2, 1  # another consonant, and one that only one of the two has
_PARTS = re.compile(r"[\s‐‑–-]+")


def parts(name: str) -> list[str]:
    """Return the words of a name, those on both sides of a hyphen by themselves."""
    return [part for part in _PARTS.split(name.strip()) if part]


@lru_cache(maxsize=4096)
def sounds(word: str) -> tuple[frozenset[str], ...]:
    """Return what the consonants of a word may stand for, doubled ones once; none of other scripts."""
    latin = in_latin(word.casefold())
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", latin) if letter.isascii())
    found: list[frozenset[str]] = []
    for match in _SOUND.finditer(plain):
        meant = frozenset(_MEANT[match[0]])
        if not found or found[-1] != meant:
            found.append(meant)
    return tuple(found)


def may_be_one(one: str, other: str) -> bool:
    """Tell whether two words may be the same name: their consonants are the same but for one that may be silent."""
    return _apart(sounds(one), sounds(other)) < _OTHER


def letters_turned(one: str, other: str) -> bool:
    """Tell whether two words have the same letters, and just two that stand side by side are turned round in one."""
    first, second = (in_latin(word.casefold()) for word in (one, other))
    first, second = (each[:-1] if len(each) - 1 == size and each.endswith("i") else each  # the case of a Georgian name
                     for each, size in ((first, len(second)), (second, len(first))))  # fmt: skip
    if len(first) != len(second) or len(first) < _LONG or sorted(first) != sorted(second):
        return False
    unlike = [at for at, (mine, theirs) in enumerate(zip(first, second, strict=True)) if mine != theirs]
    silent = {first[-2:], second[-2:]} in _SILENT  # Alexandre is ალექსანდერ for some
    return len(unlike) == 2 and unlike[1] - unlike[0] == 1 and not (silent and unlike[1] == len(first) - 1)


_LONG = 4  # letters in which two that are turned round show
_SILENT = ({"re", "er"}, {"le", "el"})


@lru_cache(maxsize=4096)
def _apart(one: tuple[frozenset[str], ...], other: tuple[frozenset[str], ...]) -> int:
    row = [0]
    for sound in other:
        row.append(row[-1] + _alone(sound))
    for sound in one:
        before, row = row, [row[0] + _alone(sound)]
        for at, against in enumerate(other):
            change = before[at] + (0 if (sound & against) - {"."} else _OTHER)
            row.append(min(change, before[at + 1] + _alone(sound), row[at] + _alone(against)))
    return row[-1]


def _alone(sound: frozenset[str]) -> int:
    return 0 if "." in sound else _ONE
