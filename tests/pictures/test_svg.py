"""Words set in lines by the theme's metrics, and shapes, as SVG."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace

import pytest

from briefgen.pictures.drawing.svg import Block, DoesNotFitError, Drawing, Lettering, Style, StyledWords, clean
from tests.pictures.sheets import THEMES

THEME = THEMES["plain"]
LETTERING = Lettering(THEME)
STYLE = Style(8)


def words(text: str, style: Style = STYLE) -> StyledWords:
    return StyledWords(text, "x.text", style)


def drawing(width: float = 50) -> Drawing:
    return Drawing(THEME, width)


def svg(drawing: Drawing) -> str:
    return drawing.picture(20, "alt").svg


def test_letters_are_in_one_code_point_each_and_without_joiners() -> None:
    assert clean("cafe\u0301 14–\u206018 113\u2011e") == "café 14–18 113-e"


def test_lines_are_as_long_as_the_width_lets_them_be() -> None:
    width = LETTERING.width("one two", STYLE)
    assert [line.value for line in LETTERING.block([words("one two three")], width).lines] == ["one two", "three"]
    assert [line.value for line in LETTERING.block([words("one two")], width - 0.1).lines] == ["one", "two"]
    assert [line.value for line in LETTERING.block([words("one")], LETTERING.width("one", STYLE)).lines] == ["one"]
    with pytest.raises(DoesNotFitError):
        LETTERING.block([words("one two")], LETTERING.width("two", STYLE) - 0.1)


def test_a_block_is_as_wide_as_its_longest_line_and_each_text_starts_one() -> None:
    block = LETTERING.block([words("wider"), words("a b", Style(12))], 20)
    assert [line.value for line in block.lines] == ["wider", "a b"]
    assert [label.value for label in block.labels] == ["wider", "a b"]
    assert block.width == LETTERING.width("wider", STYLE)
    assert block.height == pytest.approx((8 + 12) * 25.4 / 72 * 1.22)


def test_a_label_says_its_words_with_spaces_though_they_stand_in_lines() -> None:
    block = LETTERING.block([words("one two three")], LETTERING.width("three", STYLE))
    assert len(block.lines) == 3
    assert [(label.value, label.source) for label in block.labels] == [("one two three", "x.text")]


def test_the_longest_word_is_what_no_line_can_break_in_its_own_style() -> None:
    assert LETTERING.longest_word([words("a b"), words("one\u00a0two x")]) == LETTERING.width("one\u00a0two", STYLE)
    large = Style(20, bold=True)
    assert LETTERING.longest_word([words("one", large), words("ones")]) == LETTERING.width("one", large)
    assert LETTERING.longest_word([]) == 0


@pytest.mark.parametrize(
    ("x", "anchor", "left"), [(10, "start", 10), (20, "middle", None), (30, "end", None), (0, "start", 0)]
)
def test_words_start_centre_or_end_at_their_place(x: float, anchor: str, left: float | None) -> None:
    block = LETTERING.block([words("one")], 50)
    made = drawing()
    made.words(block, x, 0, anchor)  # type: ignore[arg-type]
    share = {"start": 0, "middle": 0.5, "end": 1}[anchor]
    found = re.search(r'<text x="([\d.]+)"', svg(made))
    assert found
    assert float(found[1]) == pytest.approx(x - share * block.width if left is None else left, abs=0.001)


def test_lines_stand_below_one_another_by_the_leading_of_each() -> None:
    made = drawing()
    made.words(LETTERING.block([words("one", Style(12)), words("two"), words("three")], 50), 0, 0)
    one, two, three = (float(y) for y in re.findall(r' y="([\d.]+)"', svg(made)))
    point = 25.4 / 72
    assert two - one == pytest.approx((12 * 1.22 - (12 - 8) * 0.92) * point, abs=0.01)
    assert three - two == pytest.approx(8 * 1.22 * point, abs=0.01)


@pytest.mark.parametrize(("x", "fits"), [(0, True), (-0.005, True), (-0.02, False)])
def test_nothing_lies_outside_on_the_left(x: float, fits: bool) -> None:
    block = Block((words("i"),), (), 1)
    draws: list[Callable[[], None]] = [
        lambda: drawing().words(block, x, 0),
        lambda: drawing().bar(x, 0, 9, 1, "ink"),
    ]
    for draw in draws:
        with nullcontext() if fits else pytest.raises(DoesNotFitError):
            draw()


@pytest.mark.parametrize(("over", "fits"), [(0, True), (0.005, True), (0.02, False)])
def test_nothing_lies_outside_on_the_right(over: float, fits: bool) -> None:
    block = LETTERING.block([words("one")], 50)
    width = LETTERING.width("one", STYLE)
    draws: list[Callable[[], None]] = [
        lambda: drawing().words(block, 50 - width + over, 0),
        lambda: drawing().box(40 + over, 0, 10, 30, filled=True),
    ]
    for draw in draws:
        with nullcontext() if fits else pytest.raises(DoesNotFitError):
            draw()


def test_words_are_words_and_never_tags() -> None:
    made = drawing()
    made.words(LETTERING.block([words('a<b> & "c"')], 50), 0, 0)
    picture = made.picture(20, "x < y\u00a0& z")
    assert '>a&lt;b&gt; &amp; "c"</text>' in picture.svg
    assert "<title>x &lt; y &amp; z</title>" in picture.svg
    assert picture.alt == "x < y & z"


def test_shapes_have_the_colours_of_the_theme() -> None:
    colours = replace(THEME.colours, ground="EEEEEE", heading="111111", accent="222222")
    made = Drawing(replace(THEME, colours=colours), 50)
    made.box(0, 0, 9, 9, filled=True)
    made.box(0, 0, 9, 9, filled=False)
    made.dot(5, 5, 1, "accent", ring=True)
    made.dot(5, 5, 1, "accent")
    made.line((0, 0), (9, 9), dots="1 2")
    made.arrowhead(9, 9)
    shapes = svg(made).splitlines()[2:-1]
    assert [re.findall(r'fill="([^"]+)"', shape)[0] for shape in shapes] == [
        "#EEEEEE", "#FFFFFF", "#FFFFFF", "#222222", "none", "#111111"
    ]  # fmt: skip
    assert [re.findall(r'stroke="([^"]+)"', shape) for shape in shapes[2:4]] == [["#222222"], ["#FFFFFF"]]
    assert [re.findall(r'stroke-width="([^"]+)"', shape)[0] for shape in shapes[2:4]] == ["0.7", "0.3"]
    assert [re.findall(r'stroke-width="([^"]+)"', shape)[0] for shape in (shapes[0], shapes[4])] == ["0.3", "0.3"]
    assert 'stroke-dasharray="1 2"' in shapes[4]
    assert 'points="9,9 8.1,7 9.9,7"' in shapes[5]  # its point is below
