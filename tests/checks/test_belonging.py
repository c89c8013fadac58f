"""Whose something is in a text: ours, perhaps ours, or another organisation's."""

from __future__ import annotations

import pytest

from briefgen.checks.belonging import Owners
from briefgen.checks.texts import TextIn
from tests.checks.small import subject

BODY = {"id": "council", "kind": "council", "name": {"en": "Standing Council", "fr": "Conseil des lampes"}}
NAMES = {"fr": "Association des lampes", "ka": "სანიმუშო ასოციაცია"}
AGENCY = {"name": {"en": "Sample Agency"}, "short_name": {"en": "Bureau"}}


def whose(words: str, thing: str, language: str = "en", acronyms: frozenset[str] = frozenset()) -> str:
    about = subject(
        languages=("en", "fr", "ka"),
        association={"name": {"en": "Example Association", **NAMES}, "bodies": [BODY]},
        agency=AGENCY,
    )
    start = words.index(thing)
    text = TextIn("association.aim", language, language, words)
    return Owners(about, language, set(acronyms)).whose(text, start, start + len(thing))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The general manager came.", "ours"),  # nobody is named
        ("The EXAS general manager came.", "ours"),
        ("The EXAS-led general manager came.", "ours"),
        ("The ILO general manager came.", "other"),
        ("The ILO’s general manager came.", "other"),
        ("The GLAs’ general manager came.", "other"),
        ("The GLAS’ general manager came.", "other"),
        ("The Association’s general manager came.", "ours"),
        ("The Council’s general manager came.", "ours"),
        ("The Bureau’s general manager came.", "ours"),
        ("The Commission’s general manager came.", "other"),
        ("The group’s general manager came.", "perhaps"),
        ("The general manager of the Example Association came.", "ours"),
        ("The general manager of the EXAMPLE ASSOCIATION came.", "ours"),
        ("The general manager of EXAS came.", "ours"),
        ("The general manager of the Standing Council came.", "ours"),
        ("The general manager of the Sample Agency came.", "ours"),
        ("The general manager of the Bureau came.", "ours"),
        ("The general manager of EXASIA came.", "other"),
        ("The general manager of the World Bank came.", "other"),
        ("The general manager came, of the World Bank.", "ours"),
        ("The general manager of a " + "z" * 40 + " came.", "ours"),  # no name
    ],
)
def test_a_thing_is_ours_unless_the_name_of_others_stands_beside_it(words: str, expected: str) -> None:
    assert whose(words, "general manager") == expected


def test_what_the_glossary_calls_ours_is_ours_too() -> None:
    assert whose("The ILO general manager came.", "general manager", acronyms=frozenset({"ILO"})) == "ours"


def test_a_noun_that_stands_first_is_the_head_of_a_french_name() -> None:
    assert whose("Le directeur de l’Association est venu.", "directeur", "fr") == "ours"


def test_without_capitals_the_name_of_others_is_only_perhaps_one() -> None:
    assert whose("ასოციაციის მდივანი მოვიდა.", "მდივანი", "ka") == "ours"
    assert whose("ბანკის მდივანი მოვიდა.", "მდივანი", "ka") == "perhaps"
