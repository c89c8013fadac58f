"""What is said of quotation marks: once of each pair, with the marks to type."""

from __future__ import annotations

import pytest

from briefgen.checks.quotes import unpaired_brackets, wrong_quotes
from briefgen.checks.texts import shown
from briefgen.language import get_language
from briefgen.language.words import MASK


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


def wrongs(text: str, code: str = "en") -> list[str]:
    return [text[one.start : one.start + one.length] for one in wrong_quotes(text, get_language(code))]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "He said “so”, and “no”.", []),
        ("en", "He said “so ‘no’ so”.", []),
        ("en", "He said “so ‘no “yes” no’ so”.", []),
        ("en", "He said ‘so’.", []),  # the inner ones may stand alone
        ("en", "He said “so ‘no’ so ‘no’”.", []),
        ("en", "He said „so“.", ["„"]),
        ("en", "He said «so».", ["«"]),
        ("en", "He said <<so>>.", ["<<"]),
        ("en", "He said ,,so“.", [",,"]),
        ("en", "He said,,,so.", []),
        ("en", "He said ,, so.", []),
        ("en", "The agency’s, the agencies’ and ’tis.", []),
        ("en", "The agency's house.", ["'"]),
        ("en", "The agency´s house.", ["´"]),
        ("en", "The agencies' house.", ["'"]),
        ("en", "So 'no' it is.", ["'"]),
        ("en", "So ‘the agency’s house’ it is.", []),
        ("en", "So ‘the agencies’ house’ it is.", []),
        ("en", "“So.\n\nNo.”", ["“", "”"]),
        ("en", "“So.\nNo.”", []),
        ("en", "“So:\n- no\n- yes”", ["“", "”"]),
        ("en", "“So:\n1. no”", ["“", "”"]),
        ("en", "“So:\n2) no”", ["“", "”"]),
        ("en", "“So\n\n“No”\n\nso”", ["“", "”"]),
        ("en", "*“So”*, _“no”_", []),
        ("en", "*”So“*", ["”"]),
        ("en", "(“so”), [“so”], —“so”—", []),
        ("en", "so/“so”… “so”!", []),
        ("en", 'A 5" pipe.', ['"']),
        ("en", 'A " b.', ['"']),
        ("en", 'A “so " no” b.', ['"', "”"]),
        ("ka", "ეს „ა“ და „ბ «გ» დ“.", []),
        ("ka", "ეს „ა «ბ „გ“ დ» ე“.", []),
        ("ka", "ეს «ა».", ["«"]),
        ("ka", "ეს „ა « ბ“.", ["“", "„"]),
        ("ka", "ეს „ა”.", ["”"]),
        ("ka", "ეს ა’ბ.", []),
        ("fr", "C’est «\u00a0a\u00a0» et «\u00a0a “b” c\u00a0».", []),
        ("fr", "C’est “a”.", ["“"]),
    ],
)
def test_marks_that_are_wrong_are_found(code: str, text: str, expected: list[str]) -> None:
    assert wrongs(text, code) == expected


def test_a_mark_at_the_end_of_a_word_ends_what_never_began() -> None:
    (wrong,) = wrong_quotes('A so" b.', get_language("en"))
    assert wrong.message == '" ends a quotation that never began'
    (alone,) = wrong_quotes('A " b.', get_language("en"))
    assert alone.message.endswith("isn't closed")
    assert list(wrong_quotes(f"{MASK * 8}’s house", get_language("en"))) == []


@pytest.mark.parametrize(
    ("mark", "hint", "sure"), [("'", "a straight apostrophe", False), ("´", "an accent in the place", False)]
)
def test_an_apostrophe_of_another_kind_may_be_meant(mark: str, hint: str, sure: bool) -> None:
    (wrong,) = wrong_quotes(f"The agency{mark}s.", get_language("en"))
    assert wrong.message.startswith(hint)
    assert wrong.sure is sure


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(a) [b] (c [d] e)", []),
        ("a) b", []),
        ("first: a) one, b) two; 1) three, 12) four (a)", []),
        ("a 123) b", [")"]),
        ("ab) c", [")"]),
        ("a ] b", ["]"]),
        ("(a] b)", ["]"]),
        ("(a [b) c]", [")", "("]),
        ("(a", ["("]),
        ("a [b", ["["]),
        (r"a \( b \] c", []),
        (r"a \) b", []),
        ("(a (b)", ["("]),
    ],
)
def test_brackets_lack_their_partner(text: str, expected: list[str]) -> None:
    assert [text[one.start] for one in unpaired_brackets(text)] == expected


def test_the_report_of_a_bracket_says_what_to_add() -> None:
    assert [one.hint for one in unpaired_brackets("(a [b")] == ["add ) where it ends", "add ] where it ends"]
    (closing,) = unpaired_brackets("ab] c")
    assert closing.hint == "delete it, or open the bracket with ["
