"""What is said of quotation marks: once of each pair, with the marks to type."""

from __future__ import annotations

import pytest

from briefgen.checks.quotes import wrong_quotes
from briefgen.checks.texts import shown
from briefgen.language import get_language


@pytest.mark.parametrize(
    ("code", "text", "message", "hint"),
    [
        ("ka", '"ა"', 'stands in "…" instead of „…“', "type „ where it begins and “ where it ends"),
        ("ka", "„ა”", "” doesn't end", "type “ instead of ”"),
        ("ka", '„ა"', "\" doesn't end", 'type “ instead of "'),
        ("ka", '"ა“', "\" doesn't begin", 'type „ instead of "'),
        ("ka", "„ა „ბ“ გ“", "stands in „…“ instead of «…»", "type « where it begins and » where it ends"),
        ("ka", "„ა", "isn't closed", "add “ where it ends"),
        ("ka", '"ა', "isn't closed", "type „ where it begins and “ where it ends"),
        ("ka", "ა“", "never began", "delete it, or type „ where the quotation begins and “ here"),
        ("en", 'The "a".', 'stands in "…" instead of “…”', "type “ where it begins and ” where it ends"),
        ("en", "The „a“.", "stands in „…“ instead of “…”", "type “ where it begins and ” where it ends"),
    ],
)
def test_a_pair_is_told_once_with_what_to_type(code: str, text: str, message: str, hint: str) -> None:
    (wrong,) = wrong_quotes(text, get_language(code))
    assert message in wrong.message
    assert wrong.hint == hint


def test_marks_alternate_with_each_level() -> None:
    ka = get_language("ka")
    assert list(wrong_quotes("„ა «ბ „გ“ დ» ე“", ka)) == []
    (wrong,) = wrong_quotes("„ა «ბ «გ» დ» ე“", ka)
    assert "stands in «…» instead of „…“" in wrong.message


def test_a_long_word_is_shortened() -> None:
    assert shown("ა" * 40) == f"“{'ა' * 40}”"
    assert shown("ა" * 41) == f"“{'ა' * 39}…”"
