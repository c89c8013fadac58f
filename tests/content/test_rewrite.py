"""A file that is typed anew as a whole: lines that nobody touched stay to the byte, however many there are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.content.changing.rewrite import as_in_file, shown_text
from tests.limits import cpu_limit

LINES = st.lists(st.tuples(st.sampled_from(["", "a", "b", "c\0"]), st.sampled_from(["\n", "\r\n", "\r"])), max_size=8)


@pytest.mark.parametrize(
    ("raw", "was", "now", "after"),
    [
        ("a\r\nb\nc\r\n", "b\n", "x\n", "a\r\nx\r\nc\r\n"),
        ("\ufeffa\nb\r\nc\n", "a\n", "", "\ufeffb\r\nc\n"),
        ("a\nb\r\nc\nd\n", "b\nc\n", "c\nb\n", "a\nc\nb\r\nd\n"),  # moved
        ("a\r\nb\nc\r\nd\r\n", "a\nb\nc\n", "x\nb\ny\n", "x\r\nb\ny\r\nd\r\n"),
        ("a\r\nb", "b", "b\nc", "a\r\nb\nc"),
        ("", "", "a\n", "a\n"),
    ],
)
def test_only_what_was_typed_anew_ends_as_the_file_does(raw: str, was: str, now: str, after: str) -> None:
    assert as_in_file(raw, shown_text(raw).replace(was, now, 1) if was else now) == after


@given(LINES, st.text("ab\n", max_size=8), st.integers(0, 8))
def test_what_is_sent_is_what_is_shown_then(lines: list[tuple[str, str]], typed: str, at: int) -> None:
    raw = "".join(f"{words}{end}" for words, end in lines)
    assert as_in_file(raw, shown_text(raw)) == raw
    text = shown_text(raw)[:at] + typed + shown_text(raw)[at:]
    assert shown_text(as_in_file(raw, text)) == text


def test_many_lines_that_say_the_same_take_no_time() -> None:
    raw = "a\n" + "\n" * 30_000 + "b\r\n" + "\n" * 30_000 + "c\n"
    with cpu_limit(20):
        assert as_in_file(raw, f"x{shown_text(raw)[1:-2]}y\n") == f"x{raw[1:-2]}y\n"
