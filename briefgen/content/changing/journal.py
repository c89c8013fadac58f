"""Every change that briefgen makes to what a project says, and the way back: `briefgen undo`, `briefgen redo`.

`.briefgen/journal/` in the project has one file a change: what it was, and of each file what it said before and after.
It is written before the files are, so that a run that is killed leaves no change without its entry; whether an entry
came to pass, the files themselves tell.

The content, the recipients and the mail account are places: in each, changes are taken back from the newest on, and
none has to wait for those of another place. Who gets the briefs is personal data: such a change is kept for some weeks
only; what is too old goes with the next change of anything.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told, from_data, to_data
from briefgen.project.files import replace_files
from briefgen.project.reading import read_plain, read_plain_if_any
from briefgen.project.workshop import make_workshop, only_one, own_folder, workshop_of

MOST = 100  # entries of a place
MOST_BYTES = 10_000_000  # of a place
CONTENT, RECIPIENTS, ACCOUNT = "", "recipients", "account"  # the places
KEPT = timedelta(days=30)  # for which it is known who got the briefs
_JOURNAL = "journal"


class UndoError(Mistake):
    """The last change can't be taken back, or made again; the message says why. Nothing was written."""


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """A change: its number, when and what it was, and each file's text before and after (None: there was no file).

    Of the mail account it is the settings that were changed, and nothing else of their file.
    """

    number: int
    at: str
    what: str
    files: Mapping[str, tuple[str | None, str | None]]
    private: tuple[str, ...] = ()  # files of which nothing was kept, as it was once done with people
    undone: bool = False
    stays: str = ""  # what the same command did besides, that no undo takes back
    who: str = ""  # whoever made it, where that is known
    place: str = CONTENT


@dataclass(frozen=True, slots=True)
class Beside:
    """How a file that isn't the content's is taken back: `now` says what it says, as a change keeps that of it.

    `now` is given the texts of the change, and `put` what the file said just now and what it shall say.
    """

    name: str  # as reports call it
    now: Callable[[tuple[str | None, str | None]], str | None]
    put: Callable[[str | None, str | None], None]


_who: ContextVar[str] = ContextVar("who", default="")


@contextmanager
def by(who: str) -> Iterator[None]:
    """Note whose changes those are that are made while the block runs."""
    token = _who.set(who)
    try:
        yield
    finally:
        _who.reset(token)


def write(folder: Path, name: str, files: Mapping[Path, tuple[bytes | None, bytes | None]], what: str) -> None:
    """Change files of the content in `folder`, from what was read to what they shall say, and note it in the journal.

    All are written or none. Raises `ChangedError` if one says something else by now.
    """
    folder = folder.resolve()
    below = {path.resolve().relative_to(folder).as_posix(): texts for path, texts in files.items()}
    texts = {file: (as_text(old), as_text(new)) for file, (old, new) in below.items()}
    write_noted(folder, CONTENT, texts, what, lambda before: replace_files(folder, below, name, before))


def write_noted(
    folder: Path,
    place: str,
    texts: Mapping[str, tuple[str | None, str | None]],
    what: str,
    put: Callable[[Callable[[], None]], None],
    apart: Path | None = None,
) -> None:
    """Let `put` change something in a place, and note it in the journal of the content in `folder`.

    `put` is given what it has to call when all is ready and looked at. The `texts`, before and after, are what is kept:
    in a file `apart`, if one is named, where they may not come into the project.
    """
    folder = folder.resolve()
    journal = _journal(folder)
    if journal is None:  # the content is in no project: nobody could ask for an undo
        put(lambda: None)
        return
    made: list[Path] = []
    with only_one(folder):
        there = list(_found(journal))
        entry = JournalEntry(
            number=max((each.number for _, each in there), default=0) + 1,
            at=datetime.now().astimezone().isoformat(timespec="seconds"),
            what=_on_one_line(what),
            files={} if apart else texts,
            who=_who.get(),
            place=place,
        )

        def note() -> None:
            if apart:
                _keep_apart(apart, folder, entry, texts)
            made.append(_note(journal, entry))

        try:
            put(note)
        except Exception:  # Ctrl-C may come behind the change: then its entry stays, and the files tell
            for path in made:
                path.unlink(missing_ok=True)
            raise
        of_place: list[Path] = []
        for path, each in there:
            # What was taken back can't be made again after a new change.
            if (each.undone and each.place == place) or _is_over(each):
                path.unlink(missing_ok=True)
            elif each.place == place:
                of_place.append(path)
        _bound([*of_place, *made])


def texts_apart(apart: Path, folder: Path, entry: JournalEntry) -> dict[str, tuple[str | None, str | None]]:
    """Return what is kept `apart` of a change of the content in `folder`; nothing if it is too old or kept no more."""
    return {} if _is_over(entry) else _apart(apart).get(_key(folder, entry), ("", {}))[1]


def forget_people(folder: Path, apart: Path | None) -> None:
    """Forget what is kept of who got the briefs, so that no address is left of who was taken out."""
    journal = _journal(folder)
    if journal is not None:
        with only_one(folder.resolve()):
            for path, each in _found(journal):
                if each.place == RECIPIENTS:
                    path.unlink(missing_ok=True)
            if apart:
                apart.unlink(missing_ok=True)


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
    return [each for each in _entries(journal) if not _is_over(each)] if journal else []


def next_undo(folder: Path, place: str | None = None) -> JournalEntry:
    """Return the change that `undo` would take back, in one place or in all; raises `UndoError` if there is none."""
    for entry in reversed(entries(folder)):
        if not entry.undone and place in (None, entry.place):
            return entry
    raise UndoError(
        Told("there is no change to take back: briefgen keeps what set, add, new and the like have changed")
    )


def next_redo(folder: Path, place: str | None = None) -> JournalEntry:
    """Return the change that `redo` would make again, as `next_undo`; raises `UndoError` if there is none."""
    for entry in entries(folder):
        if entry.undone and place in (None, entry.place):
            return entry
    raise UndoError(Told("there is nothing to make again: nothing was taken back since the last change"))


def undo(folder: Path, name: str, wanted: JournalEntry, beside: Beside | None = None) -> None:
    """Take a change back, the one that was shown and is the last in its place, which is `beside` the content, or in it.

    Raises `UndoError`, `ChangedError`, and then nothing was written.
    """
    _turn(folder, name, wanted, beside, back=True)


def redo(folder: Path, name: str, wanted: JournalEntry, beside: Beside | None = None) -> None:
    """Make a change again that was taken back, the one that was shown; as `undo`."""
    _turn(folder, name, wanted, beside, back=False)


def _turn(folder: Path, name: str, wanted: JournalEntry, beside: Beside | None, *, back: bool) -> None:
    folder = folder.resolve()
    with only_one(folder):
        found = (next_undo if back else next_redo)(folder, wanted.place)
        if replace(found, files={}) != replace(wanted, files={}):
            raise UndoError(Told("something else was changed just now; nothing was written: look again"))
        journal = _journal(folder)
        assert journal is not None
        if not wanted.files:
            _path(journal, wanted).unlink(missing_ok=True)
            raise UndoError(
                Told(
                    "nothing is kept of what was there before, so this can't be taken back: mend it by hand."
                    " Once more goes on with the change before it"
                )
            )
        pairs = {file: (new, old) if back else (old, new) for file, (old, new) in wanted.files.items()}
        now = {
            file: beside.now(pair) if beside else as_text(read_plain_if_any(folder, file))
            for file, pair in pairs.items()
        }
        if edited := [file for file, (there, then) in pairs.items() if now[file] not in (there, then)]:
            by = beside.name if beside else ", ".join(f"{name}/{file}" for file in edited)
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
        due = {file: (now[file], then) for file, (_, then) in pairs.items() if now[file] != then}
        if due and beside:
            for texts in due.values():
                beside.put(*texts)
        elif due:
            replace_files(folder, {file: (as_bytes(old), as_bytes(new)) for file, (old, new) in due.items()}, name)
        _note(journal, replace(found, undone=back))
        if not due:
            raise UndoError(
                Told("«{what}» is not in the files already; nothing was written", what=wanted.what)
                if back
                else Told("«{what}» is in the files already; nothing was written", what=wanted.what)
            )


def _journal(folder: Path) -> Path | None:
    own = workshop_of(folder)
    return own / _JOURNAL if own else None


def _on_one_line(what: str) -> str:
    """Return words without the line ends and the spaces in a row that stand in what they are about."""
    if isinstance(what, Told):  # with its parts, so that the desk can say them in its language
        return what.about_others({name: _on_one_line(each) for name, each in what.about.items()})
    return what if " ".join(what.split()) == what else " ".join(what.split())


def _entries(journal: Path) -> Iterator[JournalEntry]:
    return (entry for path, entry in _found(journal) if path == _path(journal, entry))


def _found(journal: Path) -> Iterator[tuple[Path, JournalEntry]]:
    """Return what lies there; also copies by another name, as programs make them that keep folders the same."""
    for path in sorted(journal.glob("[0-9]*.json")):
        try:
            yield path, _entry(json.loads(read_plain(journal, path.name)))
        except (ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RecursionError, OSError):
            continue  # half of one, or somebody else's


def _entry(data: dict[str, Any]) -> JournalEntry:
    files = {str(file): (old, new) for file, (old, new) in data["files"].items()}
    if any(Path(file).is_absolute() or ".." in Path(file).parts for file in files):
        raise ValueError("a path out of the content")
    if not all(_is_text(*texts) for texts in files.values()):
        raise ValueError("no text")
    place, at = str(data.get("place", CONTENT)), str(data["at"])
    if place not in (CONTENT, RECIPIENTS, ACCOUNT) or (place != CONTENT and len(files) > 1):
        raise ValueError("a place that there isn't")
    if type(data["number"]) is not int or not 0 < data["number"] < 10**8:
        raise ValueError("no number of ours")
    return JournalEntry(
        number=data["number"],
        at=at,
        what=from_data(data["what"]),
        files=files,
        private=tuple(data["private"]),
        undone=data["undone"] is True,
        stays=from_data(data.get("stays", "")),
        who=str(data.get("who", "")),
        place=place,
    )


def _is_over(entry: JournalEntry) -> bool:
    """Tell whether a change is of people, and too old for that; also where nobody can tell how old it is."""
    try:
        return entry.place == RECIPIENTS and datetime.now().astimezone() - datetime.fromisoformat(entry.at) > KEPT
    except (ValueError, TypeError, ArithmeticError):
        return True


def _note(journal: Path, entry: JournalEntry) -> Path:
    make_workshop(journal.parent)
    own_folder(journal)
    data = {name: getattr(entry, name) for name in ("number", "at", "files", "private", "undone", "who", "place")}
    data |= {"what": to_data(entry.what), "stays": to_data(entry.stays)}
    aside, path = journal / "new", _path(journal, entry)
    aside.unlink(missing_ok=True)  # of a run that was killed; a link that lies there isn't followed
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass"))
        file.flush()
        os.fsync(file.fileno())
    return aside.replace(path)


def _keep_apart(
    apart: Path, folder: Path, entry: JournalEntry, texts: Mapping[str, tuple[str | None, str | None]]
) -> None:
    there = [each for each in _apart(apart).items() if not _is_over(replace(entry, at=each[1][0]))]
    kept = dict(there[1 - MOST :]) | {_key(folder, entry): (entry.at, dict(texts))}
    aside = apart.with_name(f"{apart.name}.new")
    aside.unlink(missing_ok=True)
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(json.dumps(kept, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        file.flush()
        os.fsync(file.fileno())
    aside.replace(apart)


def _apart(apart: Path) -> dict[str, tuple[str, dict[str, tuple[str | None, str | None]]]]:
    try:
        found = json.loads(read_plain(apart.parent, apart.name))
        return {
            str(key): (str(at), {str(file): (old, new) for file, (old, new) in texts.items() if _is_text(old, new)})
            for key, (at, texts) in found.items()
        }
    except (ValueError, TypeError, AttributeError, RecursionError, OSError, Mistake):
        return {}


def _is_text(*texts: object) -> bool:
    return all(isinstance(text, str | None) for text in texts)


def _key(folder: Path, entry: JournalEntry) -> str:
    """Return by what a change is kept apart: several projects may have one list of people."""
    whose = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]
    return f"{whose} {entry.number} {entry.at}"


def _bound(of_place: Sequence[Path]) -> None:
    """Forget the oldest changes of a place where there are too many, or they are too large; the last one stays."""
    size = 0
    for count, path in enumerate(reversed(of_place)):
        size += path.stat().st_size if path.exists() else 0
        if count and (count >= MOST or size > MOST_BYTES):
            path.unlink(missing_ok=True)


def _path(journal: Path, entry: JournalEntry) -> Path:
    return journal / f"{entry.number:08}.json"


def as_text(data: bytes | None) -> str | None:
    """Return what a file says, as an entry keeps it; `as_bytes` is the way back."""
    return None if data is None else data.decode("utf-8", "surrogateescape")


def as_bytes(text: str | None) -> bytes | None:
    """Return the bytes of what an entry keeps."""
    return None if text is None else text.encode("utf-8", "surrogateescape")
