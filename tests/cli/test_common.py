"""What all verbs share: words and paths as people type them, the closing table, and mistakes in plain words."""

from __future__ import annotations

import errno
from pathlib import Path

import click
import pytest

from briefgen.cli.common import OneOf, Typed, day, plain_mistakes, plain_reason, show_difference, tell_result
from briefgen.localise import Gap
from briefgen.making.opened import Opened
from briefgen.making.output import Built
from briefgen.making.press import Result
from briefgen.problems.diagnostics import Diagnostic, Place, ProblemsError
from briefgen.problems.mistakes import DayError, Mistake
from briefgen.project.folder import Project
from briefgen.project.settings import ProjectError, Settings

Shown = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("pdf", ""), (".DOCX", "there is no '.DOCX'; did you mean docx?"),
        ("Word", "there is no 'Word'; did you mean docx?"),
        (".word", "there is no '.word'; did you mean docx?"), ("word.", "there is no 'word.'; there are pdf, docx"),
        ("PDF", "there is no 'PDF'; did you mean pdf?"), ("odt", "there is no 'odt'; there are pdf, docx"),
    ],
)  # fmt: skip
def test_a_word_that_there_is_not_ends_with_what_is_meant(typed: str, told: str) -> None:
    kind = OneOf(["pdf", "docx"], {"word": "docx"})
    if not told:
        assert kind.convert(typed, None, None) == typed
        return
    with pytest.raises(click.BadParameter) as raised:
        kind.convert(typed, None, None)
    assert raised.value.message == told


def test_a_path_is_meant_from_where_somebody_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Typed().convert("out/a", None, None) == tmp_path / "out" / "a"
    assert Typed().convert("/elsewhere", None, None) == Path("/elsewhere")


def test_a_day_is_said_or_the_clock_s() -> None:
    today = day("today")
    assert today is not None
    assert len(today) == len("2019-10-14")
    assert [day("2019"), day(None)] == ["2019", None]


def test_a_reason_is_words_on_one_line() -> None:
    assert plain_reason(" she asked ", "--again") == "she asked"
    for given in ("", "  ", "two\nlines", "a\x1b[2J"):
        with pytest.raises(click.UsageError, match=r"^--again needs a reason in plain words on one line$"):
            plain_reason(given, "--again")


def ended(error: Exception, capsys: Shown) -> tuple[int, str]:
    with pytest.raises(SystemExit) as raised, plain_mistakes():
        raise error
    assert isinstance(raised.value.code, int)
    shown = capsys.readouterr()
    assert shown.out == ""
    return raised.value.code, shown.err


def test_each_mistake_ends_with_its_words_and_its_code(capsys: Shown) -> None:
    problem = Diagnostic(Place("content/a.yaml", 3, 1), "error", "syntax", "it is odd")
    code, told = ended(ProblemsError([problem]), capsys)
    assert (code, told.startswith("content/a.yaml:3:1: error[syntax]: it is odd")) == (1, True)
    assert ended(Mistake("so it is"), capsys) == (1, "briefgen: so it is\n")
    assert ended(ProjectError("none here"), capsys) == (2, "briefgen: none here\n")
    full = OSError(errno.ENOSPC, "No space left on device", "a.pdf")
    assert ended(full, capsys) == (1, "briefgen: a.pdf: no space left on device\n")
    assert ended(OSError(errno.EIO, "Broken"), capsys) == (1, "briefgen: broken\n")
    library = OSError("Cannot load library pango")
    assert ended(library, capsys) == (
        1, "briefgen: cannot load library pango\nbriefgen doctor says what is missing\n"
    )  # fmt: skip
    with pytest.raises(click.UsageError, match=r"^--on: no day$"), plain_mistakes():
        raise DayError("no day")
    with pytest.raises(BrokenPipeError), plain_mistakes():  # head has seen enough
        raise BrokenPipeError
    with pytest.raises(KeyError), plain_mistakes():  # a fault of ours keeps its traceback
        raise KeyError("x")


def test_what_becomes_of_a_file_is_shown_with_a_line_around_it(capsys: Shown) -> None:
    show_difference("content/a.yaml", "1\n2\n3\n4\n5\n", "1\n2\nthree\n4\n5\n")
    assert capsys.readouterr().out == "content/a.yaml:\n   2\n  -3\n  +three\n   4\n"


def result(folder: Path, **more: object) -> Result:
    files = (
        Built(folder / "a.pdf", 2048, 3, 1.234, "0a"), Built(folder / "a.docx", 1536, None, 0.5, "0b")
    )  # fmt: skip
    return Result(files, **{"gaps": (), "problems": (), **more})  # type: ignore[arg-type]


def test_what_was_built_is_told_file_by_file_with_what_there_is_to_say(tmp_path: Path, capsys: Shown) -> None:
    project = Opened(Project(tmp_path, Settings(("en",))))
    tell_result(result(tmp_path / "output"), project)
    shown = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert [line for line in shown if len(line) > 1] == [
        ["output/", "pages", "KB", "s"], ["a.pdf", "3", "2", "1.23"], ["a.docx", "–", "2", "0.50"],
    ]  # fmt: skip
    place = Place("content/a.yaml", 3, 1)
    said = {
        "notes": ("the letterhead has no place for it",),
        "problems": (Diagnostic(place, "warning", "long", "it is long"),),
        "gaps": (Gap("events[a].date", "the date", place),),
    }
    tell_result(result(Path("/elsewhere"), **said), project)
    lines = capsys.readouterr().out.splitlines()
    assert any(line.split()[:1] == ["/elsewhere/"] for line in lines)
    assert lines[-4:] == [
        "the letterhead has no place for it",
        "1 warning; briefgen check shows where and what to do",
        "Not supplied:",
        "  events[a].date: the date",
    ]
