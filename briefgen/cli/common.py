"""What the verbs share: the project, days, progress, the closing table, and mistakes in plain words."""

from __future__ import annotations

import datetime
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen.cli.terminal import echo, new_console
from briefgen.problems.mistakes import did_you_mean, reason

if TYPE_CHECKING:
    from briefgen.making.opened import Opened
    from briefgen.making.press import Result

    Choice = click.Choice[str]
else:
    Choice = click.Choice  # before click 8.2 it is of strings, and can't be told so

_MOST_GAPS = 20  # of several briefs, that are listed


class OneOf(Choice):
    """One of some words; another one ends with what may be meant, also by the names that people have for it."""

    def __init__(self, words: Sequence[str], called: Mapping[str, str]) -> None:
        super().__init__(words)
        self.called = called

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word; raises `click.BadParameter`."""
        if value in self.choices:
            return value
        plain = value.lower().lstrip(".")
        hint = did_you_mean(self.called.get(plain, plain), self.choices)
        raise click.BadParameter(f"there is no {value!r}; {hint}", ctx, param)


class Typed(click.Path):
    """A file or folder as a person types it, from the folder that they are in."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return its whole path; raises `click.BadParameter`."""
        return Path.cwd() / str(super().convert(value, param, ctx))


def day(words: str | None) -> str | None:
    """Return the day, month or year that a person names; `today` is of the clock."""
    return datetime.date.today().isoformat() if words == "today" else words


def plain_reason(given: str, option: str) -> str:
    """Return the reason that was given for an option; raises `click.UsageError` for what is none."""
    if not given.strip() or not given.isprintable():
        raise click.UsageError(f"{option} needs a reason in plain words on one line")
    return given.strip()


def here(*, cache: bool = True) -> Opened:
    """Return the project that this folder is in."""
    from briefgen.making.opened import open_project

    return open_project(Path.cwd(), cache=cache)


@contextmanager
def status(first: str = "Reading the content") -> Iterator[Callable[[str], None]]:
    """Show what is being done, `first` of all; gives what is to be told which file is written."""
    with new_console(stderr=True, highlight=False).status(first) as status:
        yield lambda what: status.update(f"Writing {what}")


def tell_result(result: Result, project: Opened) -> None:
    """Show what a build wrote, and what it has to say of it."""
    _tell_files(result, project)
    for line in remarks([result]):
        echo(line)


def said_again(result: Result, project: Opened) -> str:
    """Return what the same command says when nothing has changed."""
    from briefgen.problems.characters import cleaned

    lines = [f"Nothing has changed since this was written to {_shown_folder(result, project)}/:"]
    for file in result.files:
        pages = "" if file.pages is None else f", pages: {file.pages}"
        lines.append(f"  {file.path.name}{pages}")
    return "".join(f"{cleaned(line)}\n" for line in [*lines, *remarks([result])])


def remarks(results: Sequence[Result]) -> Iterator[str]:
    """Yield what builds have to say beside what they wrote; what several say is said once."""
    from briefgen.problems.reports import summary

    yield from dict.fromkeys(note for result in results for note in result.notes)
    if problems := tuple(dict.fromkeys(problem for result in results for problem in result.problems)):
        yield f"{summary(problems)}; briefgen check shows where and what to do"
    gaps = Counter(f"{gap.path}: {gap.what}" for result in results for gap in result.gaps)
    if gaps:
        yield "Not supplied:"
    if len(results) == 1:
        yield from (f"  {gap}" for gap in gaps)
        return
    yield from (f"  {gap} (editions: {count})" for gap, count in gaps.most_common(_MOST_GAPS))
    if len(gaps) > _MOST_GAPS:
        yield f"  and {len(gaps) - _MOST_GAPS} more"


def _shown_folder(result: Result, project: Opened) -> Path:
    folder, root = result.files[0].path.parent, project.project.root
    return folder.relative_to(root) if folder.is_relative_to(root) else folder


def _tell_files(result: Result, project: Opened) -> None:
    from rich import box
    from rich.table import Table

    table = Table(f"{_shown_folder(result, project)}/", box=box.SIMPLE_HEAD)
    for column in ("pages", "KB", "s"):
        table.add_column(column, justify="right")
    for file in result.files:
        pages = "–" if file.pages is None else str(file.pages)
        table.add_row(file.path.name, pages, f"{file.size / 1024:.0f}", f"{file.seconds:.2f}")
    new_console(highlight=False).print(table)


@contextmanager
def plain_mistakes() -> Iterator[None]:
    """Report a person's mistakes in plain words and end with 1 (problems) or 2 (usage)."""
    from briefgen.problems.diagnostics import ProblemsError
    from briefgen.problems.mistakes import DayError, Mistake
    from briefgen.problems.reports import text

    try:
        yield
    except ProblemsError as error:
        echo(text(error.problems), err=True)
        sys.exit(1)
    except DayError as error:
        raise click.UsageError(f"--on: {error}") from None
    except Mistake as error:
        echo(f"briefgen: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:  # who reads has seen enough, as head does: Click ends quietly
        raise
    except OSError as error:  # a file that can't be read, a full disk, a library that isn't there
        _tell_system(error)
        sys.exit(1)


def _tell_system(error: OSError) -> None:
    why = reason(error)
    echo(f"briefgen: {error.filename}: {why}" if error.filename else f"briefgen: {why}", err=True)
    if error.errno is None:
        echo("briefgen doctor says what is missing", err=True)


def show_difference(name: str, before: str, after: str) -> None:
    """Show what would become of a file, line by line."""
    import difflib

    echo(f"{name}:")
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=1, lineterm="")
    for line in (line for line in lines if not line.startswith(("---", "+++", "@@"))):
        echo(f"  {line}")
