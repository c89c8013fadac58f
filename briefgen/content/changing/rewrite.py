"""A whole file of the content is written as somebody typed it: also one that can't be read as it is."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from itertools import pairwise, takewhile
from pathlib import Path

from briefgen.content.changing import journal
from briefgen.content.changing.edit import Agree, CannotEditError
from briefgen.content.changing.learning import Learning, judge
from briefgen.content.model import Content, Values, file_of
from briefgen.content.names import EDITIONS
from briefgen.content.reading.loader import LoadError, load
from briefgen.problems.diagnostics import Diagnostic, ProblemsError
from briefgen.problems.notes import Note, Told
from briefgen.project.files import ChangedError
from briefgen.project.reading import read_file

_MARK = "\ufeff"  # which some editors on Windows begin a file with


def text_of_file(folder: Path, name: str, root: str) -> str:
    """Return what a file of the content says, as a page shows it, by the first step of its paths.

    Each line ends as on Unix, whatever it ends with in the file. Raises `CannotEditError`.
    """
    return shown_text(_raw(folder, name, root))


def _raw(folder: Path, name: str, root: str) -> str:
    path = folder / file_of(root)
    if not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
        raise CannotEditError(Told("there is no file {name}/{root}", name=name, root=file_of(root)))
    try:
        return read_file(path, f"{name}/{file_of(root)}").decode("utf-8")
    except UnicodeDecodeError:
        raise CannotEditError(
            Told("{name}/{root}: this is not UTF-8; mend it in an editor", name=name, root=file_of(root))
        ) from None


def rewrite_file(
    folder: Path,
    name: str,
    root: str,
    was: str,
    text: str,
    *,
    since: str | None = None,
    always: bool = False,
    agree: Agree | None = None,
) -> list[Note]:
    """Write a file anew if it still says what it `was`, and if what it shall say can be read; return what to tell.

    Raises `ChangedError`, `ProblemsError` with what is wrong in it, `UndecidedError`, `LearningError`, `Mistake`.
    """
    learning = Learning.read(since, always=always)
    called = f"{name}/{file_of(root)}"
    raw = _raw(folder, name, root)
    if shown_text(raw) != was:
        raise ChangedError(Told("{called} was changed by someone else meanwhile; nothing was written", called=called))
    if text == was:
        return [Note("nothing-to-change", "nothing to change")]
    new_raw = as_in_file(raw, text)
    before, known = _read(folder, name)
    after, problems = _read(folder, name, {folder / file_of(root): new_raw})
    if new := [each for each in problems if each.place.file == called or each not in known]:
        raise ProblemsError(new)
    notes = [Note("rewritten", "{file} was edited as a whole", file=called)]
    if isinstance(before, Content) and isinstance(after, Content) and not root.startswith(f"{EDITIONS}["):
        notes += judge(before, after, folder, learning)
    if agree:
        agree([(called, was, text)], [])
    target = (folder / file_of(root)).resolve()
    journal.write(folder, name, {target: (raw.encode(), new_raw.encode())}, str(notes[0]))
    return notes


def shown_text(raw: str) -> str:
    """Return a text as a browser gives it back: HTML, «The textarea element», API value."""
    return re.sub("\r\n?", "\n", raw.removeprefix(_MARK)).replace("\0", "\ufffd")


def as_in_file(raw: str, text: str) -> str:
    """Return a text as the file would have it: with its mark at the start, and each line as the file ends lines.

    Lines that were there before stay as they are, to the byte: those above and below all that was changed, and between
    the first of each kind, as many as there were.
    """
    old = re.findall(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+", raw.removeprefix(_MARK))
    end = "\r\n" if sum(line.endswith("\r\n") for line in old) * 2 > len(old) else "\n"
    new = re.findall(r"[^\n]*\n|[^\n]+", text)
    shown = [*map(shown_text, old)]
    above = _same(shown, new)
    below = _same(shown[above:][::-1], new[above:][::-1])
    there: dict[str, deque[str]] = {}
    for line, written in zip(shown[above : len(old) - below], old[above:], strict=False):
        there.setdefault(line, deque()).append(written)
    between = [
        there[line].popleft() if there.get(line) else line.replace("\n", end) for line in new[above : len(new) - below]
    ]
    lines = [*old[:above], *between, *old[len(old) - below :]]
    for at, (line, following) in enumerate(pairwise(lines)):
        if line.endswith("\r") and following == "\n":  # together they would end one line
            lines[at] = f"{line[:-1]}\n"
    return (_MARK if raw.startswith(_MARK) else "") + "".join(lines)


def _same(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many lines are the same from the first on."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _read(folder: Path, name: str, instead: dict[Path, str] | None = None) -> tuple[Values, Sequence[Diagnostic]]:
    try:
        return load(folder, name, instead or {}), ()
    except LoadError as error:
        return error.read, error.problems
