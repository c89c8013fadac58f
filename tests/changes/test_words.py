"""What changed in a text, word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.changes.words import new_sentences, sentences, stretches

TEXTS = st.lists(st.sampled_from(["The", "Forum", "ფორუმი", "{{ a | b }}", " ", "  ", ".", ",", "2–3", "–"])).map(
    "".join
)


@given(TEXTS, TEXTS)
def test_both_texts_stand_in_the_stretches(old: str, new: str) -> None:
    found = stretches(old, new)
    assert "".join(one.text for one in found if one.kind != "new") == old
    assert "".join(one.text for one in found if one.kind != "gone") == new


@given(TEXTS)
def test_a_text_that_stays_has_nothing_gone_and_nothing_new(text: str) -> None:
    assert {one.kind for one in stretches(text, text)} <= {"same"}


def test_words_change_as_a_whole_and_expressions_too() -> None:
    found = stretches("It will take place on {{ date }}.", "It took place on {{ event.date }}.")
    assert [(one.kind, one.text) for one in found] == [
        ("same", "It "),
        ("gone", "will take"),
        ("new", "took"),
        ("same", " place on "),
        ("gone", "{{ date }}"),
        ("new", "{{ event.date }}"),
        ("same", "."),
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("ქ. ბრიუსელში გაიმართა ფორუმი. ფორუმს დაესწრო ბევრი.", 2),
        ("2017–2019 წწ. ბიუჯეტით განსაზღვრული გეგმა.", 1),
        ("Mr {{ persons.x }} was elected. Before, he was Secretary.", 2),
        ("Guidelines *{{ works.x }}*. They are new.", 2),
        ("", 0),
    ],
)
def test_abbreviations_end_no_sentence(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_only_new_sentences_are_quoted() -> None:
    assert new_sentences("One stays. Two goes.", "One stays. Three comes.") == "Three comes."
    assert new_sentences("One stays. Two goes.", "One stays.") == ""
