"""Characters that no text may have, each class by its ends."""

from __future__ import annotations

import pytest

from briefgen.problems.characters import cleaned, describe, forbidden

CONTROL, SEPARATOR = "a control character", "an invisible line separator"
BIDI = "an invisible mark that reorders text"
HALF = "half of a character (a lone surrogate)"
PRIVATE, NO_CHARACTER = "a private-use character, which has no agreed meaning", "a code that is not a character"


@pytest.mark.parametrize(
    ("codes", "kind"),
    [
        ((0x00, 0x08, 0x0B, 0x0D, 0x1F, 0x7F, 0x80, 0x9F), CONTROL),
        ((0x2028, 0x2029), SEPARATOR),
        ((0x061C, 0x200E, 0x200F, 0x202A, 0x202E, 0x2066, 0x2069), BIDI),
        ((0xD800, 0xDBFF, 0xDC00, 0xDFFF), HALF),
        ((0xE000, 0xF8FF, 0xF0000, 0xFFFFD, 0x100000, 0x10FFFD), PRIVATE),
        ((0xFEFF,), "a byte order mark inside the text"),
        ((0xFFFD,), "a replacement character: what stood here was lost"),
        ((0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFE, 0x10FFFF), NO_CHARACTER),
    ],
)
def test_what_no_text_may_have(codes: tuple[int, ...], kind: str) -> None:
    for code in codes:
        assert forbidden(f"a{chr(code)}b") == chr(code)
        assert describe(chr(code)).endswith(f" is {kind}")
        assert cleaned(f"a{chr(code)}b") == "a\ufffdb"


@pytest.mark.parametrize(
    "code", [0x09, 0x0A, 0x20, 0x7E, 0xA0, 0xAD, 0x2010, 0x2011, 0x2060, 0x202F, 0x10D0, 0x1C90, 0x1F600]
)
def test_what_a_text_may_have(code: int) -> None:
    assert forbidden(chr(code)) == ""
    assert cleaned(chr(code)) == chr(code)


def test_a_character_is_described_with_its_name_if_it_has_one() -> None:
    assert describe("\u202e") == f"U+202E RIGHT-TO-LEFT OVERRIDE is {BIDI}"
    assert describe("\x07") == f"U+0007 is {CONTROL}"
    assert describe("\ue000") == f"U+E000 is {PRIVATE}"
