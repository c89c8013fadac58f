"""How large what is said stands on cards."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.document.tree import Block, Heading, List, ListItem, Paragraph, Text
from briefgen.look.card import with_larger_text
from briefgen.look.theme import Theme
from tests.formats.trees import document

SENTENCE = "We ask the Union for the books. "  # some 160 points wide in 10


def card(*said: str, notice: str = "To say") -> tuple[Block, ...]:
    first = Heading(1, (Text("1. Books"),), new_page=True), Paragraph((Text(notice),), "notice")
    return (*first, *(Paragraph((Text(each),)) for each in said))


def size(theme: Theme, *blocks: Block) -> float:
    return with_larger_text(theme.on("card"), document(*blocks)).sizes.text


@pytest.mark.parametrize(("sentences", "points"), [(1, 18), (4, 18), (5, 16), (7, 14), (40, 14)])
def test_the_fewer_words_a_card_has_the_larger_they_are(theme: Theme, sentences: int, points: float) -> None:
    assert size(theme, *card(SENTENCE * sentences)) == points


def test_all_cards_are_alike_and_the_list_of_them_does_not_count(theme: Theme) -> None:
    short, long = card(SENTENCE), card(SENTENCE * 12)
    assert size(theme, *short, *short) == 18
    assert size(theme, *short, *long, *short) == 14
    topics = List(True, tuple(ListItem((Paragraph((Text("Books"),)),)) for _ in range(30)))
    assert size(theme, topics, *short) == 18
    assert size(theme, topics) == 14  # there is no card


def test_what_stands_beside_them_counts_and_lists_do(theme: Theme) -> None:
    assert size(theme, *card(SENTENCE, notice=SENTENCE * 30)) == 14
    items = List(False, tuple(ListItem((Paragraph((Text(SENTENCE),)),)) for _ in range(8)))
    assert size(theme, *card(SENTENCE), items) == 14


def test_no_word_is_cut_where_smaller_ones_have_room(theme: Theme) -> None:
    assert size(theme, *card("სახელმძღვანელოსთვისაც")) == 18
    assert size(theme, *card("სახელმძღვანელოებისთვისაცაა")) == 14


def test_a_theme_that_has_larger_letters_keeps_them(theme: Theme) -> None:
    own = replace(
        theme, papers={"card": {**theme.papers["card"], "sizes": {**theme.papers["card"]["sizes"], "text": 17.0}}}
    )
    assert size(own, *card(SENTENCE)) == 18
    assert size(own, *card(SENTENCE * 12)) == 17
