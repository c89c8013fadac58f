"""Known names in texts, spelt as they should be or nearly so."""

from __future__ import annotations

import pytest

from briefgen.checks.naming import KnownNames, name_distance
from briefgen.checks.nearness import distance
from tests.checks.small import told

PERSONS = [
    {"id": "long", "name": {"en": "Nikolai Beridze", "ka": "ნიკოლაი ბერიძე"}},
    {"id": "short", "name": {"en": "Al Brandt", "ka": "ალ ბრანდტი"}},  # nine letters
    {"id": "ten", "name": {"en": "Ann Miller"}},
    {"id": "three", "name": {"en": "Maria da Costa"}},
    {"id": "single", "name": {"en": "Cher"}},
    {"id": "poe", "name": {"en": "Edgar Poe"}},
]
CITIES = [{"id": "city", "country": "DE", "name": {"en": "Hamburg"}}]


def seen(words: str, language: str = "en", **said: object) -> list[tuple[str, int, bool]]:
    """Return what of a text is a known name: the words, how many letters are wrong, and whether the name is whole."""
    files = {"people": {"persons": PERSONS}, "places": {"cities": CITIES}}
    about = told({language: words}, files=files, **said)
    names = KnownNames(about)
    (text,) = [text for text in about.texts if text.path.endswith("[entry].text")]
    found = sorted(names.seen(text), key=lambda one: one.start)
    return [(words[one.start : one.end], one.distance, one.whole) for one in found]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("So Nikolai Beridze came.", [("Nikolai Beridze", 0, True)]),
        ("So Nikolai Beridze’s car.", [("Nikolai Beridze’s", 0, True)]),
        ("So Nikolay Beridse came.", [("Beridse", 1, False)]),  # no word of it is whole
        ("So Nikolai Beridseh came.", [("Nikolai Beridseh", 2, True)]),
        ("So nikolai Beridze came.", [("nikolai Beridze", 0, True)]),
        ("So Nikolai beridze came.", [("Nikolai beridze", 0, True)]),
        ("So nikolai beridze came.", []),
        ("So Nikolai, Beridze came.", [("Beridze", 0, False)]),
        ("So Al Brandtt came.", [("Al Brandtt", 1, True)]),
        ("So Al Branttt came.", []),  # two letters of nine
        ("So AnnMiller came.", []),
        ("So Ann Muiler came.", [("Ann Muiler", 2, True)]),  # two letters of ten
        ("So Maria da Costa came.", [("Maria da Costa", 0, True)]),
        ("So Maria Costa came.", [("Costa", 0, False)]),
        ("So Maria d Costa came.", [("Maria d Costa", 1, True)]),
        ("So Maria dCosta came.", [("Maria dCosta", 2, True)]),  # one word less
        ("So Niko lai Beridze came.", [("Niko lai Beridze", 1, True)]),  # one word more
        ("So Beridse came.", [("Beridse", 1, False)]),
        ("So Beridss came.", []),
        ("So Brandd came.", [("Brandd", 1, False)]),  # six letters
        ("So Brand came.", []),  # five
        ("So Xeridze came.", []),  # begins otherwise
        ("So Poe came.", []),  # three letters
        ("So Cher came.", []),  # a person's only name may be any word
        ("In Hamburg.", [("Hamburg", 0, True)]),
        ("In Hamburk.", [("Hamburk", 1, True)]),
        ("In Nikolai Beridze Hamburg.", [("Nikolai Beridze", 0, True), ("Hamburg", 0, True)]),
    ],
)
def test_a_name_is_seen_whole_or_by_its_surname(words: str, expected: list[tuple[str, int, bool]]) -> None:
    assert seen(words) == expected


def test_a_last_letter_that_endings_push_out_may_be_gone() -> None:
    endings = ("", "მა", "ს")
    for name, written, expected in (("სმიტი", "სმიტმა", 0), ("სმიტი", "სმიტი", 0), ("ხატო", "ხატმა", 1)):
        assert name_distance([name], [written], endings, "ი") == expected
    assert name_distance(["სმიტი"], ["სმიტმა"], endings, "") == 1


def test_a_name_is_known_without_the_spaces_around_it() -> None:
    persons = [{"id": "a", "name": {"en": " Anna Smith ", "ka": " "}}]
    names = KnownNames(told({"en": "A.", "ka": "ა."}, files={"people": {"persons": persons}}))
    assert {language: [one.name for one in known] for language, known in names.known.items()} == {
        "en": ["Anna Smith"],
        "ka": [],
    }


def test_a_word_of_other_names_is_no_surname() -> None:
    works = {"works": [{"id": "w", "kind": "theme", "title": {"en": "The Beridze plan of Hamburk"}}]}
    assert seen("So Beridze came.", association=works) == []
    assert seen("So Nikolai Beridze came.", association=works) == [("Nikolai Beridze", 0, True)]
    assert seen("In Hamburk.", association=works) == []  # a name of its own
    assert seen("In Hamburg.", association=works) == [("Hamburg", 0, True)]


def test_what_is_right_goes_before_what_is_nearly_so_and_the_whole_before_the_surname() -> None:
    persons = [
        {"id": "one", "name": {"en": "Anna Berger"}},
        {"id": "two", "name": {"en": "Anne Berger"}},
        {"id": "three", "name": {"en": "Otto Bergers"}},
    ]
    about = told("So Anne Berger came, Anna Berger too.", files={"people": {"persons": persons}})
    names = KnownNames(about)
    found = sorted(names.seen(about.texts[-1]), key=lambda one: one.start)
    assert [(one.known.id, one.distance) for one in found] == [("two", 0), ("one", 0)]
    assert names.seen(next(text for text in about.texts if text.path == "people.persons[one].name")) == []


def test_a_georgian_surname_is_seen_in_every_case() -> None:
    assert seen("მოვიდა ბერიძემ.", "ka") == [("ბერიძემ", 0, False)]
    assert seen("მოვიდა ნიკოლაი ბერიძესთან.", "ka") == [("ნიკოლაი ბერიძესთან", 0, True)]


@pytest.mark.parametrize(
    ("one", "other", "most", "expected"),
    [
        ("abc", "abc", 0, 0),
        ("abc", "abd", 2, 1),
        ("abc", "ab", 2, 1),
        ("ab", "abc", 2, 1),
        ("abc", "acb", 2, 1),
        ("abcd", "badc", 2, 2),
        ("abc", "cab", 2, 2),  # not swapped
        ("abc", "abcd", 1, 1),
        ("abc", "abcde", 1, 2),
        ("abc", "abcde", 2, 2),
        ("abc", "abcdef", 2, 3),
        ("abc", "xyz", 2, 3),
        ("abc", "axc", 1, 1),
        ("abcdef", "axcyef", 1, 2),
        ("ab", "xy", 1, 2),
        ("abcdxx", "abcdyy", 1, 2),
        ("ca", "abc", 3, 3),
        ("abcd", "cdab", 2, 3),
        ("aab", "aba", 2, 1),
        ("abab", "baab", 2, 1),
    ],
)
def test_the_distance_counts_letters_up_to_a_limit(one: str, other: str, most: int, expected: int) -> None:
    assert distance(one, other, most) == expected


@pytest.mark.parametrize(
    ("parts", "written", "expected"),
    [
        ("Al Brandt", "Al Brandt", 0),
        ("Al Brandt", "AL BRANDT’S", 0),
        ("Al Brandt", "Al’s Brandt", 2),  # only the last word takes an ending
        ("Al Brandt", "AlBrandt", 1),
        ("Al Brandt", "Al Brandts", 0),
        ("Al Brandt", "Al Xyzzyx", 3),
        ("Al Brandt", "Al Brandt Esq", 3),
        ("Al Brants", "Al Brant", 1),
    ],
)
def test_a_name_differs_in_so_many_letters(parts: str, written: str, expected: int) -> None:
    endings = ("", "’s", "s")
    assert name_distance(parts.split(), written.split(), endings, "") == expected
