"""Mistakes that end a command with a plain message instead of a traceback."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from briefgen.problems.notes import Named, Told, WordRow, looked_up

if TYPE_CHECKING:
    from briefgen.problems.diagnostics import Diagnostic


class Mistake(Exception):
    """Something that a person can put right; the message says what. `exit_code` is 1 (problem) or 2 (usage).

    `problem` is that of a file which the message draws for a terminal, with its parts. Lines that are `technical` are
    for whoever looks after the program; `briefly` says the rest.
    """

    exit_code: ClassVar[int] = 1
    problem: Diagnostic | None = None
    technical: Sequence[str] = ()
    briefly: str = ""


class DayError(Mistake):
    """A day, month or year that somebody names can't be one; the message says why."""

    exit_code = 2


# What systems say most, for the catalogues.
_SYSTEM = (
    Told("permission denied"), Told("no such file or directory"), Told("no space left on device"),
    Told("read-only file system"), Told("is a directory"), Told("not a directory"), Told("file exists"),
    Told("input/output error"), Told("device or resource busy"), Told("file name too long"),
    Told("operation not permitted"), Told("directory not empty"), Told("disk quota exceeded"),
)  # fmt: skip


def reason(error: OSError) -> str:
    """Return what the system says of why it refused something, for the middle of a sentence."""
    return looked_up((error.strerror or str(error)).lower())


def did_you_mean(wrong: str, names: Iterable[str], none: str = "none") -> str:
    """Return a hint for a name that there isn't: the one that was probably meant, or else all that there are."""
    import difflib  # only who made a mistake waits for it

    names = list(names)
    begun = [name for name in names if wrong and name.startswith(wrong)]
    close = begun if len(begun) == 1 else difflib.get_close_matches(wrong, names, 1)
    if close:
        return Told("did you mean {name}?", name=close[0])
    there = WordRow(", ", names) if any(isinstance(name, Named) for name in names) else ", ".join(names)
    return Told("there are {names}", names=there or none)
