"""How one problem prints."""

from __future__ import annotations

from briefgen.problems.diagnostics import Diagnostic, Place


def rendered(excerpt: str, column: int, length: int = 1) -> list[str]:
    return Diagnostic(Place("f", 12, column, length), "error", "code", "words", excerpt=excerpt).render().split("\n")


def test_carets_stand_under_the_place() -> None:
    assert rendered("stated: 13", 9, 2) == [
        "f:12:9: error[code]: words",
        "   12 | stated: 13",
        "      |         ^^",
    ]


def test_carets_end_where_a_long_line_is_cut() -> None:
    _, line, carets = rendered("x" * 1000, 500, 400)
    assert len(line) == len(carets) == len("   12 | ") + 120


def test_a_place_behind_the_line_has_one_caret() -> None:
    assert rendered("a: 'x", 6, 9)[-1] == "      |      ^"


def test_without_source_line_there_is_the_message_alone() -> None:
    assert rendered("", 1) == ["f:12:1: error[code]: words"]
