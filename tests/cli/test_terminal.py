"""The gate to the terminal: what is printed holds any letter, and nothing that a terminal obeys."""

from __future__ import annotations

import io
import sys

import pytest
from rich.control import Control

from briefgen.cli.terminal import echo, new_console, take_all_letters


class _Stream(io.TextIOWrapper):
    def __init__(self, encoding: str, *, is_terminal: bool) -> None:
        super().__init__(io.BytesIO(), encoding=encoding)
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        return self.is_terminal


@pytest.mark.parametrize(
    ("encoding", "is_terminal", "found"),
    [
        ("cp1252", False, "ა".encode()),
        ("cp1252", True, rb"\u10d0"),
        ("ascii", False, "ა".encode()),
        ("utf-8", True, "ა".encode()),
        ("utf_16_le", False, "ა".encode("utf-16-le")),
    ],
)
def test_any_letter_can_be_printed(
    monkeypatch: pytest.MonkeyPatch, encoding: str, is_terminal: bool, found: bytes
) -> None:
    streams = [_Stream(encoding, is_terminal=is_terminal) for _ in range(2)]
    monkeypatch.setattr(sys, "stdout", streams[0])
    monkeypatch.setattr(sys, "stderr", streams[1])
    take_all_letters()
    for stream in streams:
        stream.write("ა")
        stream.flush()
        assert stream.buffer.getvalue() == found  # type: ignore[attr-defined]


def test_what_is_no_stream_of_python_s_own_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(sys, "stderr", None)
    take_all_letters()
    print("ა")
    assert stream.getvalue() == "ა\n"


def test_a_text_goes_where_it_belongs_without_what_a_terminal_obeys(capsys: pytest.CaptureFixture[str]) -> None:
    echo("a\x1b[2Jb\u202e")
    echo(7, err=True)
    echo()
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("a\ufffd[2Jb\ufffd\n\n", "7\n")


def test_a_table_is_cleaned_part_by_part(capsys: pytest.CaptureFixture[str]) -> None:
    new_console(highlight=False, width=40).print("a\x1bb", markup=False)
    assert capsys.readouterr().out == "a\ufffdb\n"


def test_what_moves_the_cursor_of_a_terminal_is_its_own_and_stays(capsys: pytest.CaptureFixture[str]) -> None:
    console = new_console(force_terminal=True, width=40)
    console.show_cursor(False)
    console.control(Control.home())
    assert capsys.readouterr().out == "\x1b[?25l\x1b[H"
