"""What changed in a text, word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.content.comparing.wording import apart, new_sentences, sentences, stretches

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
        ("  One stands here.  ", 1),
        ("It grew… Then it fell.", 2),
        ("The seat is in the U.S. of old.", 1),
        ("*He was elected.* Then he spoke.", 1),
        ("See *The Lamp*. It is new.", 2),
        ("She said “Come”. They came.", 2),
        ("He left („bye“). They stayed.", 2),
        ("„ნახვამდის“. ისინი დარჩნენ.", 2),
    ],
)
def test_abbreviations_end_no_sentence(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("version 1.2 of J. P.’s list", "version 1.3 of J. P.’s list", "version [1.2][+1.3] of J. P.’s list"),
        ("{{ a |\n b }} x", "{{ a |\n c }} x", "[{{ a |\n b }}][+{{ a |\n c }}] x"),
        ("a b", "c d", "[a b][+c d]"),
        ("a b", "c b", "[a][+c] b"),
        ("a b", " c", "[a b][+ c]"),
        ("a b ", "c d ", "[a b][+c d] "),
        ("a b", "a", "a[ b]"),
        ("a b c", "b c", "[a ]b c"),
        ("a b", "c ", "[a][+c] [b]"),
        ("a ", "c b", "[a][+c] [+b]"),
        ("x y z", "x w z", "x [y][+w] z"),
    ],
)
def test_what_is_gone_and_new_stands_together(old: str, new: str, marked: str) -> None:
    signs = {"same": ("", ""), "gone": ("[", "]"), "new": ("[+", "]")}
    found = "".join(f"{signs[one.kind][0]}{one.text}{signs[one.kind][1]}" for one in stretches(old, new))
    assert found == marked


def test_only_new_sentences_are_quoted() -> None:
    assert new_sentences("One stays. Two goes.", "One stays. Three comes.") == "Three comes."
    assert new_sentences("One stays. Two goes.", "One stays.") == ""
    assert new_sentences("One stays. Two stays.", "Two stays. Three comes. Four comes.") == "Three comes. Four comes."
    assert new_sentences("One stays.", " One stays.\n") == ""


def test_texts_with_little_in_common_stand_one_after_the_other() -> None:
    old, new = "The heads of its members are expected, up to 1000.", "It took place in Brussels, and 1300 came."
    assert [(one.kind, one.text) for one in apart(stretches(old, new))] == [("gone", old), ("new", new)]
    near = stretches(old, old.replace("heads", "chiefs"))
    assert apart(near) == near
