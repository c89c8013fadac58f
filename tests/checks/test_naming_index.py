"""Names are looked up, not compared with each word: what is found is what comparing all with all finds."""

from __future__ import annotations

import random
from itertools import pairwise
from string import ascii_lowercase
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.checks import naming
from briefgen.checks.naming import KnownName, NameIndex, Seen, all_in, name_distance
from briefgen.checks.nearness import distance, near
from briefgen.checks.scan import WORD, words_of
from briefgen.checks.texts import TextIn
from tests.soak import examples

LETTERS = {"en": ("ab", "AB"), "ka": ("აი", "აი")}


def plain_search(text: TextIn, known: list[KnownName], other_words: frozenset[str]) -> list[Seen]:
    """Compare each name with each word and each stretch of words."""
    words = words_of(text.language)
    written = [(found.start(), found.end(), found[0]) for found in WORD.finditer(text.words)]

    def stems(part: str) -> set[str]:
        part = part.casefold()
        return {part, part[:-1]} if words.dropped and part[-1] in words.dropped else {part}

    found = []
    for name in known:
        kept = tuple(stem for part in name.parts for stem in stems(part) if len(stem) > 2)
        for at, (start, end, word) in enumerate(written):
            for size in (len(name.parts), len(name.parts) + 1, len(name.parts) - 1) if len(name.parts) > 1 else ():
                window = written[at : at + size]
                if size < 2 or len(window) < size:
                    continue
                if any(text.words[one[1] : other[0]].strip() for one, other in pairwise(window)):
                    continue
                if words.capitals and not (window[0][2][0].isupper() or window[-1][2][0].isupper()):
                    continue
                if any(w.casefold().startswith(kept) for _, _, w in window):
                    far = name_distance(name.parts, [w for _, _, w in window], words.name_endings, words.dropped)
                    if far <= (2 if len(name.name) >= 10 else 1):
                        found.append(Seen(start, window[-1][1], name, far, True))
            surname = name.parts[-1] if len(name.parts) > 1 or not name.is_person else ""
            if len(surname) >= 4 and surname.casefold() not in other_words and word[0] == surname[0]:
                far = name_distance([surname], [word], words.name_endings, words.dropped)
                long = min(len(surname), len(word)) >= 6
                if far == 0 or (far == 1 and long and word.casefold() not in other_words):
                    found.append(Seen(start, end, name, far, len(name.parts) == 1))
    return found


@st.composite
def written(draw: st.DrawFn) -> tuple[TextIn, list[KnownName], frozenset[str]]:
    """Return names of few letters, so that many are near one another, and a text of their words, with slips."""
    language = draw(st.sampled_from(sorted(LETTERS)))
    small, large = LETTERS[language]
    word = st.builds(str.__add__, st.sampled_from(large), st.text(small, min_size=1, max_size=7))
    names = draw(st.lists(st.lists(word, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=6))
    known = [KnownName(f"p{n}", f"p{n}", name, draw(st.booleans())) for n, name in enumerate(names)]
    said = draw(st.lists(st.sampled_from([part for name in names for part in name.split()]), max_size=9))
    slipped = []
    for part in said:
        at = draw(st.integers(0, len(part)))
        slip = draw(st.sampled_from(["", "", small[0], small[1], " ", ", ", "’s", "ს"]))
        slipped.append(part[:at] + slip + part[at + draw(st.integers(0, 1)) :])
    others = frozenset(draw(st.lists(st.sampled_from(said or [""]), max_size=1)))
    return TextIn("t", language, language, " ".join(slipped)), known, frozenset(map(str.casefold, others))


@pytest.mark.parametrize("crowd", [0, naming._CROWD])  # from 0 on, every name shares its words with too many
@examples(40, 2000)
@given(case=written())
def test_what_is_looked_up_is_what_comparing_all_finds(
    crowd: int, case: tuple[TextIn, list[KnownName], frozenset[str]]
) -> None:
    text, known, others = case
    words = words_of(text.language)
    index = NameIndex(known, words.name_endings, words.dropped)
    with patch.object(naming, "_CROWD", crowd):
        assert all_in(text, index, others) == plain_search(text, known, others)


@examples(40, 2000)
@given(st.lists(st.text("abc", max_size=7), max_size=9), st.integers(1, 2))
def test_what_is_near_is_found_without_comparing_all(words: list[str], most: int) -> None:
    pairs = [(place, other) for place in range(len(words)) for other in range(place)]
    assert near(words, most) == [(a, b) for a, b in pairs if 0 < distance(words[a], words[b], most) <= most]


def test_what_is_near_something_long_is_found_as_well() -> None:
    long = "ab" * 30  # 60 letters
    assert near([long, f"{long}c", f"{long}cc", f"{long}dd", "ab" * 200], 2) == [
        (1, 0),
        (2, 0),
        (2, 1),
        (3, 0),
        (3, 1),
        (3, 2),
    ]


def test_of_twice_as_many_names_none_is_compared_with_more(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []

    def counted(one: str, other: str, most: int) -> int:
        compared.append(one)
        return distance(one, other, most)

    monkeypatch.setattr(naming, "distance", counted)
    counts = []
    for many in (150, 300, 600):
        any_of = random.Random(many)
        names = [f"Ann{'abc'[n % 3]} {''.join(any_of.choices(ascii_lowercase, k=9)).title()}" for n in range(many)]
        index = NameIndex([KnownName("p", "p", name, True) for name in names], ("",), "")
        compared.clear()
        for name in names:
            all_in(TextIn("t", "en", "en", f"So {name} came."), index, frozenset())
        counts.append(len(compared))
    assert 0 < counts[2] - counts[1] <= 2.4 * (counts[1] - counts[0])
