from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.document.lines import ON_CARD, bind, capitalized, collapse
from briefgen.document.tree import FigureNumber, Footnote, Inline, LineBreak, Strong, Text, plain
from briefgen.language import get_language

LONG = "სოციალური მომსახურების სააგენტო არის ასოციაციის წევრი და ჰყავს წარმომადგენელი საბჭოში არჩევნების "


def words(nodes: tuple[Inline, ...]) -> list[str]:
    return [node.value for node in nodes if isinstance(node, Text)]


def test_a_number_is_bound_to_the_word_in_the_next_node() -> None:
    nodes = (Text("7", "a"), Text(" წევრი ორგანიზაცია", "b"))
    assert words(bind(nodes, get_language("ka").bind)) == ["7", "\u00a0წევრი ორგანიზაცია"]


def test_a_dash_and_the_number_after_it_may_stand_in_two_nodes() -> None:
    bound = bind((Text("14–"), Strong((Text("18 October"),))), get_language("en").bind)
    assert words(bound) == ["14–\u2060"]


def test_a_space_stands_on_either_side_of_a_figure_s_number() -> None:
    nodes = (Text("Figure "), FigureNumber(1), Text("  shows"))
    assert collapse(nodes) == (Text("Figure "), FigureNumber(1), Text(" shows"))


def test_sources_and_structure_stay() -> None:
    nodes = (Text("ISSA-ს ", "a"), Strong((Text("ბიურო", "b"),)), LineBreak(), Footnote((Text("1-ლი", "c"),)))
    bound = bind(nodes, get_language("ka").bind)
    assert bound == (Text("ISSA\u2011ს ", "a"), *nodes[1:])


def test_a_paragraph_does_not_end_in_one_short_word() -> None:
    assert words(bind((Text(LONG + "უფლება ხმით."),), str))[0].endswith("უფლება\u00a0ხმით.")


@pytest.mark.parametrize("ending", ["უფლება თავმჯდომარისათვის.", "x" * 30 + " ხმით."])
def test_a_longer_ending_is_left_alone(ending: str) -> None:
    assert words(bind((Text(LONG + ending),), str)) == [LONG + ending]


def test_a_short_line_is_left_alone() -> None:
    assert words(bind((Text("საბჭო ხმით."),), str)) == ["საბჭო ხმით."]


@pytest.mark.parametrize(
    ("line", "bound"),
    [
        ("We ask for the books free of charge.", "of charge."),
        ("We ask for it.", ""),
        ("გთხოვთ, ივნისამდე მოგვწეროთ.", ""),
    ],
)
def test_on_a_card_several_lines_are_shorter_and_so_are_words_that_go_together(line: str, bound: str) -> None:
    found = words(bind((Text(line),), str, measure=ON_CARD))[0]
    assert found == (line.removesuffix(bound) + bound.replace(" ", "\u00a0") if bound else line)


def test_other_changes_are_a_bug() -> None:
    with pytest.raises((ValueError, IndexError)):
        bind((Text("abc"),), lambda text: text + "d")


inlines = st.recursive(
    st.text(st.sampled_from("ab 1-–ქ.ს\u2060\u2011"), max_size=8).map(Text) | st.just(LineBreak()),
    lambda children: st.lists(children, max_size=3).map(lambda nodes: Strong(tuple(nodes))),
    max_leaves=12,
)


@given(st.lists(inlines, max_size=6).map(tuple), st.sampled_from(["ka", "en", "fr"]))
def test_binding_never_changes_the_words(nodes: tuple[Inline, ...], language: str) -> None:
    bound = bind(nodes, get_language(language).bind)
    assert plain(bound).replace("\u00a0", " ") == plain(nodes)


@pytest.mark.parametrize(
    ("length", "word", "ending", "bound"),
    [
        (60, 5, 5, True),
        (59, 5, 5, False),
        (120, 5, 16, True),
        (120, 5, 17, False),
        (120, 15, 16, True),  # a pair of 32
        (120, 16, 16, False),
    ],
)
def test_one_short_word_takes_the_one_before_it_along(length: int, word: int, ending: int, bound: bool) -> None:
    words_before = "x" * (length - word - ending - 2)
    text = f"{words_before} {'w' * word} {'e' * ending}"
    assert len(text) == length
    (found,) = words(bind((Text(text),), str))
    assert ("\u00a0" in found) is bound


def test_white_space_collapses_over_nodes_and_goes_at_both_ends_of_a_line() -> None:
    nodes = (
        Text(" \n a\t b "),
        Strong((Text(" c "),)),
        Text(" d"),
        LineBreak(),
        Text(" e  "),
        Footnote((Text(" f "),)),
        Text("  "),
    )
    assert collapse(nodes) == (
        Text("a b "), Strong((Text("c "),)), Text("d"), LineBreak(), Text("e "), Footnote((Text(" f "),)),
    )  # fmt: skip
    assert collapse((Text("a", "x"), Text(" ", "y"))) == (Text("a", "x"),)
    assert collapse((Text("a"), Text(" "), Text(" "))) == (Text("a"),)
    assert collapse((Text("\u00a0a\u00a0"),)) == (Text("\u00a0a\u00a0"),)
    assert collapse((FigureNumber(1), Text(" a"))) == (FigureNumber(1), Text(" a"))


def test_a_joiner_between_nodes_stays_where_it_was() -> None:
    nodes = (Text("14–"), Text("\u206018"))
    assert words(bind(nodes, str)) == ["14–", "\u206018"]
    assert words(bind((Text("14–"), Text("18")), lambda text: text.replace("–", "–\u2060"))) == ["14–\u2060", "18"]


def test_the_end_of_a_line_loses_its_space_and_nothing_else() -> None:
    assert collapse((Strong((Text("a"),)), Text(" b "))) == (Strong((Text("a"),)), Text(" b"))
    assert collapse((Text("a "), Text(" "))) == (Text("a"),)


@pytest.mark.parametrize(
    ("line", "begun"),
    [
        ((Strong((Text("who drafted"),)), Text(" the brief")), (Strong((Text("Who drafted"),)), Text(" the brief"))),
        ((Text("ISSA-ს საბჭო"),), (Text("ISSA-ს საბჭო"),)),
        ((Text("ვინ შეადგინა"),), (Text("ვინ შეადგინა"),)),  # no Mtavruli
        ((Text("13 commissions"),), (Text("13 commissions"),)),
        ((), ()),
    ],
)
def test_a_line_begins_with_a_capital_where_its_script_has_any(
    line: tuple[Inline, ...], begun: tuple[Inline, ...]
) -> None:
    assert capitalized(line) == begun
