"""Every change that briefgen makes to what a project says, and the way back: `briefgen undo`, `briefgen redo`.

`.briefgen/journal/` in the project has one file a change: what it was, and of each file what it said before and after.
It is written before the files are, so that a run that is killed leaves no change without its entry; whether an entry
came to pass, the files themselves tell.

The content, the recipients, the mail account and the file of the settings as a whole are places: in each, changes are
taken back from the newest on, and none has to wait for those of another place. Who gets the briefs is personal data:
such a change is kept for some weeks only; what is too old goes with the next change of anything. Where others read the
project it is kept elsewhere: see `journal_apart`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from briefgen.content.changing import journal_apart
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told, from_data, to_data
from briefgen.project.files import replace_files
from briefgen.project.reading import read_plain, read_plain_if_any
from briefgen.project.workshop import make_workshop, only_one, own_folder, workshop_of

MOST = 100  # entries of a place
MOST_BYTES = 10_000_000  # of a place
CONTENT, RECIPIENTS, ACCOUNT, SETTINGS = "", "recipients", "account", "settings"  # the places
ASIDE = "aside"  # and what was done with files that nothing names: told, and by no undo taken back
_OF_SETTINGS = (ACCOUNT, SETTINGS)  # which are in one file
_JOURNAL = "journal"


class UndoError(Mistake):
    """The last change can't be taken back, or made again; the message says why. Nothing was written."""


class AlreadyError(UndoError):
    """The files say already what they shall say; the change is noted so."""


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """A change: its number, when and what it was, and each file's text before and after (None: there was no file).

    Of the mail account it is the settings that were changed, and nothing else of their file; of the file as a
    whole, what can be no password (`project.hidden`). There are no files where what was there isn't kept: that can't be
    taken back.
    """

    number: int
    at: str
    what: str
    files: Mapping[str, tuple[str | None, str | None]]
    undone: bool = False
    stays: str = ""  # what the same command did besides, that no undo takes back
    who: str = ""  # whoever made it, where that is known
    place: str = CONTENT
    where: str = ""  # which list of people it was
    people: tuple[str, ...] = ()  # the names of those in it whom it was about


@dataclass(frozen=True, slots=True)
class OfPeople:
    """What is kept of a change of people beside the texts, and the file `apart` for that if others read the project."""

    where: str
    people: tuple[str, ...]
    apart: Path | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """How a file that isn't the content's is taken back: `now` says what it says, as a change keeps that of it.

    `now` is given the texts of the change, and `put` what the file said just now and what it shall say. Of people,
    `where` says which list it is.
    """

    name: str  # as reports call it
    now: Callable[[tuple[str | None, str | None]], str | None]
    put: Callable[[str | None, str | None], None]
    where: str = ""


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
    of: OfPeople | None = None,
) -> None:
    """Let `put` change something in a place, and note it in the journal of the content in `folder`.

    `put` is given what it has to call when all is ready and looked at. The `texts`, before and after, are what is kept.
    """
    folder = folder.resolve()
    journal = _journal(folder)
    if journal is None:  # the content is in no project: nobody could ask for an undo
        put(lambda: None)
        return
    made: list[Path] = []
    apart = of.apart if of else None
    with only_one(folder):
        there = list(_found(journal))
        entry = JournalEntry(
            number=max((each.number for _, each in there), default=0) + 1,
            at=datetime.now().astimezone().isoformat(timespec="seconds"),
            what=_on_one_line(what),
            files={} if apart else texts,
            who=_who.get(),
            place=place,
            where=of.where if of else "",
            people=of.people if of and not apart else (),
        )

        def note() -> None:
            if of and apart:
                kept = journal_apart.Kept(entry.at, texts, of.people)
                journal_apart.keep(apart, key_of(folder, entry), kept)
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
        if apart:
            with suppress(Mistake, OSError):  # the change was made
                trim_apart(folder, apart)


def key_of(folder: Path, entry: JournalEntry) -> str:
    """Return by what a change of the content in `folder` is kept apart."""
    return journal_apart.key_of(folder, entry.number, entry.at)


def trim_apart(folder: Path, apart: Path) -> None:
    """Keep nothing apart of changes that the journal has no more; raises `ApartError`."""
    with only_one(folder.resolve()):
        journal_apart.trim(apart, folder, {key_of(folder, each) for each in entries(folder)})


def forget_people(folder: Path, apart: Path | None) -> None:
    """Forget what is kept of who got the briefs, so that no address is left of who was taken out."""
    journal = _journal(folder)
    if journal is not None:
        with only_one(folder.resolve()):
            for path, each in _found(journal):
                if each.place == RECIPIENTS:
                    path.unlink(missing_ok=True)
            if apart:
                journal_apart.forget(apart)


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
        if not entry.undone and entry.place != ASIDE and place in (None, entry.place):
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
        if _as_noted(found) != _as_noted(wanted):
            raise UndoError(Told("something else was changed just now; nothing was written: look again"))
        if beside and wanted.where and wanted.where != beside.where:
            raise UndoError(
                Told(
                    "{name} is another list of recipients than the one that was changed; nothing was written",
                    name=beside.name,
                )
            )
        journal = _journal(folder)
        assert journal is not None
        if not wanted.files:
            _path(journal, wanted).unlink(missing_ok=True)
            raise UndoError(
                Told(
                    "nothing is kept of what was there before, so this can't be taken back: correct it by hand. "
                    "Once more goes on with the change before it"
                )
            )
        pairs = {file: (new, old) if back else (old, new) for file, (old, new) in wanted.files.items()}
        now = {
            file: beside.now(pair) if beside else as_text(read_plain_if_any(folder, file))
            for file, pair in pairs.items()
        }
        if edited := [file for file, (there, then) in pairs.items() if now[file] not in (there, then)]:
            if since := _in_the_same_file_since(journal, found):
                raise UndoError(
                    Told(
                        "“{what}” came after it, in the same file: take that back first, or change this by hand;"
                        " nothing was written",
                        what=since.what,
                    )
                )
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
            raise AlreadyError(
                Told("«{what}» is not in the files already; nothing was written", what=wanted.what)
                if back
                else Told("«{what}» is in the files already; nothing was written", what=wanted.what)
            )


def _in_the_same_file_since(journal: Path, entry: JournalEntry) -> JournalEntry | None:
    """Return the newest change of the settings that another page made behind an entry of theirs; None if none did."""
    if entry.place not in _OF_SETTINGS:
        return None
    others = (each for each in _entries(journal) if each.place in _OF_SETTINGS and each.place != entry.place)
    return next((each for each in reversed(list(others)) if each.number > entry.number and not each.undone), None)


def _as_noted(entry: JournalEntry) -> JournalEntry:
    """Return a change without what may be kept apart."""
    return replace(entry, files={}, people=())


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
    if place not in (CONTENT, RECIPIENTS, ACCOUNT, SETTINGS, ASIDE) or (place != CONTENT and len(files) > 1):
        raise ValueError("a place that there isn't")
    if type(data["number"]) is not int or not 0 < data["number"] < 10**8:
        raise ValueError("no number of ours")
    return JournalEntry(
        number=data["number"],
        at=at,
        what=from_data(data["what"]),
        files=files,
        undone=data["undone"] is True,
        stays=from_data(data.get("stays", "")),
        who=str(data.get("who", "")),
        place=place,
        where=str(data.get("where", "")),
        people=tuple(map(str, data.get("people", ()))),
    )


def _is_over(entry: JournalEntry) -> bool:
    """Tell whether a change is of people, and too old for that; also where nobody can tell how old it is."""
    return entry.place == RECIPIENTS and journal_apart.is_old(entry.at)


def _note(journal: Path, entry: JournalEntry) -> Path:
    make_workshop(journal.parent)
    own_folder(journal)
    names = ("number", "at", "files", "undone", "who", "place", "where", "people")
    data = {name: getattr(entry, name) for name in names}
    data |= {"what": to_data(entry.what), "stays": to_data(entry.stays)}
    aside, path = journal / "new", _path(journal, entry)
    aside.unlink(missing_ok=True)  # of a run that was killed; a link that lies there isn't followed
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass"))
        file.flush()
        os.fsync(file.fileno())
    return aside.replace(path)


def _is_text(*texts: object) -> bool:
    return all(isinstance(text, str | None) for text in texts)


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
