"""Every change that briefgen makes to the content, and the way back: `briefgen undo`, `briefgen redo`.

`.briefgen/journal/` in the project has one file a change: what it was, and of each file what it said before and after.
It is written before the files are, so that a run that is killed leaves no change without its entry; whether an entry
came to pass, the files themselves tell. Who gets the briefs is personal data and is kept out: such a change, which
whoever makes it calls private, is listed, but can't be taken back.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told, from_data, to_data
from briefgen.project.files import replace_files
from briefgen.project.reading import read_plain, read_plain_if_any
from briefgen.project.workshop import make_workshop, only_one, own_folder, workshop_of

MOST = 100  # entries
MOST_BYTES = 10_000_000
_JOURNAL = "journal"


class UndoError(Mistake):
    """The last change can't be taken back, or made again; the message says why. Nothing was written."""


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """A change: its number, when and what it was, and each file's text before and after (None: there was no file)."""

    number: int
    at: str
    what: str
    files: Mapping[str, tuple[str | None, str | None]]
    private: tuple[str, ...] = ()  # files that were changed, too, of which nothing is kept
    undone: bool = False
    stays: str = ""  # what the same command did besides, that no undo takes back
    who: str = ""  # whoever made it, where that is known


_who: ContextVar[str] = ContextVar("who", default="")


@contextmanager
def by(who: str) -> Iterator[None]:
    """Note whose changes those are that are made while the block runs."""
    token = _who.set(who)
    try:
        yield
    finally:
        _who.reset(token)


def write(
    folder: Path,
    name: str,
    files: Mapping[Path, tuple[bytes | None, bytes | None]],
    what: str,
    private: Collection[Path] = (),
) -> None:
    """Change files of the content in `folder`, from what was read to what they shall say, and note it in the journal.

    All are written or none. Of those that are `private`, whatever they are called, the journal keeps the name alone.
    Raises `ChangedError` if one says something else by now.
    """
    folder = folder.resolve()
    hidden = {path.resolve().relative_to(folder).as_posix() for path in private}
    below = {path.resolve().relative_to(folder).as_posix(): texts for path, texts in files.items()}
    journal = _journal(folder)
    if journal is None:  # the content is in no project: nobody could ask for an undo
        replace_files(folder, below, name)
        return
    made: list[Path] = []
    with only_one(folder):
        there = list(_entries(journal))
        entry = JournalEntry(
            number=max((each.number for each in there), default=0) + 1,
            at=datetime.now().astimezone().isoformat(timespec="seconds"),
            what=what if " ".join(what.split()) == what else " ".join(what.split()),
            files={file: (_text(old), _text(new)) for file, (old, new) in below.items() if file not in hidden},
            private=tuple(file for file in below if file in hidden),
            who=_who.get(),
        )
        try:
            replace_files(folder, below, name, before=lambda: made.append(_note(journal, entry)))
        except Exception:  # Ctrl-C may come behind the change: then its entry stays, and the files tell
            for path in made:
                path.unlink(missing_ok=True)
            raise
        for each in there:
            if each.undone:  # what was taken back can't be made again after a new change
                _path(journal, each).unlink()
        _bound(journal)


def last(folder: Path) -> JournalEntry | None:
    """Return the newest change; None where none is kept."""
    return next(reversed(entries(folder)), None)


def note_what_stays(folder: Path, entry: JournalEntry, what: str) -> None:
    """Note with a change what its command did besides, that no undo takes back; `undo` says so.

    It may have been taken back meanwhile, which stays so, or be kept no more.
    """
    journal = _journal(folder)
    if journal is not None:
        with only_one(folder.resolve()):
            for each in _entries(journal):
                if (each.number, each.at, each.what) == (entry.number, entry.at, entry.what):
                    _note(journal, replace(each, stays=what))


def entries(folder: Path) -> list[JournalEntry]:
    """Return the changes that are kept, the oldest first; those that were taken back are `undone`."""
    journal = _journal(folder)
    return list(_entries(journal)) if journal else []


def next_undo(folder: Path) -> JournalEntry:
    """Return the change that `undo` would take back; raises `UndoError` if there is none."""
    for entry in reversed(entries(folder)):
        if not entry.undone:
            return entry
    raise UndoError(
        Told("there is no change to take back: briefgen keeps what set, add, new and the like have changed")
    )


def next_redo(folder: Path) -> JournalEntry:
    """Return the change that `redo` would make again; raises `UndoError` if there is none."""
    for entry in entries(folder):
        if entry.undone:
            return entry
    raise UndoError(Told("there is nothing to make again: nothing was taken back since the last change"))


def undo(folder: Path, name: str, wanted: JournalEntry) -> None:
    """Take a change back, the one that was shown; raises `UndoError`, `ChangedError`, and then nothing was written."""
    _turn(folder, name, wanted, back=True)


def redo(folder: Path, name: str, wanted: JournalEntry) -> None:
    """Make a change again that was taken back, the one that was shown; raises `UndoError`, `ChangedError`."""
    _turn(folder, name, wanted, back=False)


def _turn(folder: Path, name: str, wanted: JournalEntry, *, back: bool) -> None:
    folder = folder.resolve()
    with only_one(folder):
        if (next_undo if back else next_redo)(folder) != wanted:
            raise UndoError(Told("something else was changed just now; nothing was written: look again"))
        journal = _journal(folder)
        assert journal is not None
        if wanted.private:
            _path(journal, wanted).unlink()
            raise UndoError(
                Told(
                    "{name}/{private}: who gets the briefs is kept nowhere else, so this can't be taken back:"
                    " mend the file by hand. The same command once more goes on with the change before",
                    name=name,
                    private=", ".join(wanted.private),
                )
            )
        pairs = {file: (new, old) if back else (old, new) for file, (old, new) in wanted.files.items()}
        now = {file: _text(read_plain_if_any(folder, file)) for file in pairs}
        if edited := [file for file, (there, then) in pairs.items() if now[file] not in (there, then)]:
            by = ", ".join(f"{name}/{file}" for file in edited)
            raise UndoError(
                Told(
                    "{edited} was edited since, by hand or by another program, so this can't be taken back as a whole;"
                    " nothing was written",
                    edited=by,
                )
                if back
                else Told(
                    "{edited} was edited since, by hand or by another program, so this can't be made again as a whole;"
                    " nothing was written",
                    edited=by,
                )
            )
        # What a killed run had done already stays done.
        due = {file: (_bytes(now[file]), _bytes(then)) for file, (_, then) in pairs.items() if now[file] != then}
        if due:
            replace_files(folder, due, name)
        _note(journal, replace(wanted, undone=back))
        if not due:
            raise UndoError(
                Told("«{what}» is not in the files already; nothing was written", what=wanted.what)
                if back
                else Told("«{what}» is in the files already; nothing was written", what=wanted.what)
            )


def _journal(folder: Path) -> Path | None:
    own = workshop_of(folder)
    return own / _JOURNAL if own else None


def _entries(journal: Path) -> Iterator[JournalEntry]:
    for path in sorted(journal.glob("[0-9]*.json")):
        try:
            yield _entry(json.loads(read_plain(journal, path.name)))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OSError):
            continue  # half of one, or somebody else's


def _entry(data: dict[str, Any]) -> JournalEntry:
    files = {str(file): (old, new) for file, (old, new) in data["files"].items()}
    if any(Path(file).is_absolute() or ".." in Path(file).parts for file in files):
        raise ValueError("a path out of the content")
    return JournalEntry(
        number=int(data["number"]),
        at=str(data["at"]),
        what=from_data(data["what"]),
        files=files,
        private=tuple(data["private"]),
        undone=data["undone"] is True,
        stays=from_data(data.get("stays", "")),
        who=str(data.get("who", "")),
    )


def _note(journal: Path, entry: JournalEntry) -> Path:
    make_workshop(journal.parent)
    own_folder(journal)
    data = {name: getattr(entry, name) for name in ("number", "at", "files", "private", "undone", "who")}
    data |= {"what": to_data(entry.what), "stays": to_data(entry.stays)}
    aside, path = journal / "new", _path(journal, entry)
    aside.unlink(missing_ok=True)  # of a run that was killed; a link that lies there isn't followed
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass"))
        file.flush()
        os.fsync(file.fileno())
    return aside.replace(path)


def _bound(journal: Path) -> None:
    """Forget the oldest changes where there are too many, or they are too large; the last one stays."""
    size = 0
    for count, path in enumerate(sorted(journal.glob("[0-9]*.json"), reverse=True)):
        size += path.stat().st_size
        if count and (count >= MOST or size > MOST_BYTES):
            path.unlink()


def _path(journal: Path, entry: JournalEntry) -> Path:
    return journal / f"{entry.number:08}.json"


def _text(data: bytes | None) -> str | None:
    return None if data is None else data.decode("utf-8", "surrogateescape")


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else text.encode("utf-8", "surrogateescape")
