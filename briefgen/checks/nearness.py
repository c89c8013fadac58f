"""How many letters words are apart, and which of many are near one another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

LONG = 60  # letters of what is hardly anybody's name


def distance(one: str, other: str, most: int) -> int:
    """Return how many letters have to be changed, added, left out or swapped; `most` + 1 if more than that."""
    if one == other:
        return 0
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, char in enumerate(one, start=1):
        older, before, row = before, row, [i]
        for j, char2 in enumerate(other, start=1):
            best = min(before[j] + 1, row[-1] + 1, before[j - 1] + (char != char2))
            if i > 1 and j > 1 and char == other[j - 2] and one[i - 2] == char2:
                best = min(best, older[j - 2] + 1)
            row.append(best)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def near(words: Sequence[str], most: int) -> list[tuple[int, int]]:
    """Return each pair of different words that are at most so many letters apart, as two places: the later one first.

    Words that are near are the same without some letters, no more than that of each; those are looked up.
    """
    found: list[tuple[int, int]] = []
    places: dict[str, list[int]] = {}
    long: list[int] = []  # what can be left of them is too much; there are few
    for place, word in enumerate(words):
        keys = without(word, most) if len(word) <= LONG else set()
        others = {other for key in keys for other in places.get(key, ())}
        if len(word) > LONG - most:
            others.update(long)
            long.append(place)
        found += ((place, other) for other in sorted(others) if 0 < distance(word, words[other], most) <= most)
        for key in keys:
            places.setdefault(key, []).append(place)
    return found


def without(word: str, most: int) -> set[str]:
    """Return what can be left of a word when up to `most` letters are left out."""
    if most == 1:
        return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}
    kept = (combinations(word, len(word) - gone) for gone in range(min(most, len(word)) + 1))
    return {"".join(letters) for each in kept for letters in each}
