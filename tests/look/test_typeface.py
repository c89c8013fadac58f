"""How wide a theme's letters are, and their outlines."""

from __future__ import annotations

import io
import re

import pytest
from fontTools.ttLib import TTFont

from briefgen.look.theme import Theme
from briefgen.look.typeface import decimals, typeface


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *((0, "0"), (10, "10"), (100, "100"), (1.5, "1.5"), (1.2345, "1.234")),
        *((0.0004, "0"), (-0.0004, "0"), (-2, "-2"), (0.05, "0.05")),
    ],
)
def test_lengths_have_three_decimals_at_most(value: float, text: str) -> None:
    assert decimals(value) == text


def advance(data: bytes, letter: str) -> float:
    font = TTFont(io.BytesIO(data), lazy=True)
    return float(font["hmtx"][font.getBestCmap()[ord(letter)]][0] / font["head"].unitsPerEm)


def test_a_line_is_as_wide_as_its_letters(theme: Theme) -> None:
    for bold, face in ((False, "regular"), (True, "bold")):
        data = theme.face_files[face]
        expected = advance(data, "A") + advance(data, "ა")
        assert typeface(theme, bold=bold).width("Aა", 10) == pytest.approx(10 * expected)
    assert typeface(theme, bold=True).width("A", 10) != typeface(theme, bold=False).width("A", 10)


def test_a_letter_that_the_face_lacks_is_as_wide_as_its_box(theme: Theme) -> None:
    font = TTFont(io.BytesIO(theme.face_files["regular"]), lazy=True)
    box = font["hmtx"][".notdef"][0] / font["head"].unitsPerEm
    assert typeface(theme, bold=False).width("字", 10) == pytest.approx(10 * box)


def test_outlines_stand_on_their_line_one_after_another(theme: Theme) -> None:
    face = typeface(theme, bold=False)
    one = face.outlines("I", 10, 0, 20)
    assert max(map(float, re.findall(r"[\d.]+", one))) == pytest.approx(20, abs=0.01)  # on the line, and above it
    assert not re.search(r"\.\d{4}", one)
    assert face.outlines("II", 10, 0, 20) == one + face.outlines("I", 10, face.width("I", 10), 20)
