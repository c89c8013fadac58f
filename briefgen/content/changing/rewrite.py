"""A whole file of the content is written as somebody typed it: also one that can't be read as it is."""

from __future__ import annotations

from collections.abc import Sequence
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


def text_of_file(folder: Path, name: str, root: str) -> str:
    """Return what a file of the content says, by the first step of its paths; raises `CannotEditError`."""
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
    if text_of_file(folder, name, root) != was:
        raise ChangedError(Told("{called} was changed by someone else meanwhile; nothing was written", called=called))
    if text == was:
        return [Note("nothing-to-change", "nothing to change")]
    before, known = _read(folder, name)
    after, problems = _read(folder, name, {folder / file_of(root): text})
    if new := [each for each in problems if each.place.file == called or each not in known]:
        raise ProblemsError(new)
    notes = [Note("rewritten", "{file} was edited as a whole", file=called)]
    if isinstance(before, Content) and isinstance(after, Content) and not root.startswith(f"{EDITIONS}["):
        notes += judge(before, after, folder, learning)
    if agree:
        agree([(called, was, text)], [])
    target = (folder / file_of(root)).resolve()
    journal.write(folder, name, {target: (was.encode(), text.encode())}, str(notes[0]))
    return notes


def _read(folder: Path, name: str, instead: dict[Path, str] | None = None) -> tuple[Values, Sequence[Diagnostic]]:
    try:
        return load(folder, name, instead or {}), ()
    except LoadError as error:
        return error.read, error.problems
