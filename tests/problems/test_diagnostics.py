"""How one problem prints."""

from __future__ import annotations

from briefgen.problems.diagnostics import Diagnostic, Place, Severity, in_order, stops


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


def drawn(excerpt: str, column: int, length: int) -> tuple[str, str]:
    """Return the source line as it is shown, and the stretch that the carets mark."""
    _, shown, carets = (
        Diagnostic(Place("f", 3, column, length), "error", "c", "m", excerpt=excerpt).render().split("\n")
    )
    line = shown.removeprefix("   3 | ")
    start = carets.index("^") - len("   3 | ")
    return line, line[start : start + carets.count("^")]


def test_a_line_of_120_characters_is_shown_whole_a_longer_one_round_the_place() -> None:
    whole = "a" * 100 + "bb" + "c" * 18
    assert drawn(whole, 101, 2) == (whole, "bb")
    longer = "a" * 100 + "bb" + "c" * 100
    line, marked = drawn(longer, 101, 2)
    assert (len(line), marked, line.index("bb")) == (120, "bb", 60)
    assert drawn(longer, 3, 2) == (longer[:120], "aa")
    assert drawn("a\tbb c", 3, 2) == ("a bb c", "bb")
    assert drawn("ab", 2, 5) == ("ab", "b")
    assert drawn("    end: x  ", 5, 3) == ("    end: x", "end")
    assert len(Diagnostic(Place("f"), "error", "c", "m", excerpt=" \t").render().split("\n")) == 1


def test_problems_go_by_place_once_each_and_errors_stop() -> None:
    def problem(line: int, severity: Severity = "error", code: str = "c", acknowledged: str = "") -> Diagnostic:
        return Diagnostic(Place("f", line), severity, code, "m", acknowledged=acknowledged)

    assert in_order([problem(2), problem(1, code="d"), problem(1), problem(2)]) == (
        problem(1), problem(1, code="d"), problem(2),
    )  # fmt: skip
    assert stops([problem(1)])
    alike = [Diagnostic(Place("f"), "error", "c", message) for message in ("b", "a", "c")]
    assert [one.message for one in in_order(alike)] == ["a", "b", "c"]
    assert stops([problem(1), problem(2, "note")])
    assert not stops([problem(1, "warning"), problem(1, "error", acknowledged="so")])
    assert stops([problem(1, "warning")], strict=True)
    assert not stops([problem(1, "note"), problem(1, "warning", acknowledged="so")], strict=True)
