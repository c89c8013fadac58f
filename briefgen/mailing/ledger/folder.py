"""The ledger's folder: one of its own, closed to others, and locked by the run that is at work."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.mailing.ledger.database import LedgerError
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told

if TYPE_CHECKING:
    from filelock import BaseFileLock

LEDGER = "ledger.sqlite"
_LOCK = "lock"
_IGNORE = ".gitignore"
_SHOWN = 3  # names of what else lies in a folder
_ADVICE = Told("name a folder of its own as [mail] outbox, such as outbox")


class BusyError(Mistake):
    """Another run is at work."""


def own(folder: Path) -> None:
    """Make a folder the ledger's: only its owner can look into it, and version control leaves it out.

    Raises `LedgerError` if it can't be, or is a folder of other things, which is left as it is.
    """
    try:
        if folder.exists():
            _check(folder)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        if not (ignore := folder / _IGNORE).exists():
            ignore.write_text("*\n", encoding="utf-8")
    except OSError as error:
        raise LedgerError(
            Told("{folder} can't be the folder of what was sent: {why}", folder=folder, why=error.strerror)
        ) from error


def has_ledger(folder: Path) -> bool:
    """Tell whether there is a ledger in a folder. Raises `LedgerError` if there was one, and it is gone."""
    names = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    path = folder / LEDGER
    if path.is_symlink() or (path.exists() and not path.is_file()):  # SQLite would wait for a pipe, and follow a link
        raise LedgerError(
            Told("{path} is not a plain file, so it can't be the ledger; nothing was done: move it away", path=path)
        )
    if path.is_file() and path.stat().st_size:
        return True
    # What a run that was killed at its very first step leaves (database._make) is nothing that was lost.
    left = {name for name in names if name.startswith((_LOCK, f"{LEDGER}-"))}
    if path.is_file() or left:
        state = Told("is empty") if path.is_file() else Told("is gone")
        raise LedgerError(
            Told(
                "{path} {state}, so nobody knows any more who got what, and nothing is sent. Put the file "
                "back as it was, from a backup. If there is none, give the folder {name} another name: "
                "briefgen then begins a new one, and asks before it sends what may have gone out already",
                path=path,
                state=state,
                name=folder.name,
            )
        )
    return False


def others_in(folder: Path) -> str:
    """Return the names of other things in a folder that has no ledger, the first of them; raises as `has_ledger`."""
    others = sorted(
        path.name
        for path in folder.iterdir()
        if path.name != _IGNORE and not path.name.startswith((_LOCK, f"{LEDGER}-", f"{LEDGER}."))
    )
    if has_ledger(folder) or (folder / LEDGER).exists():  # another briefgen may be making it
        return ""
    return ", ".join(others[:_SHOWN]) + (" …" if len(others) > _SHOWN else "")


def _check(folder: Path) -> None:
    if not folder.is_dir():
        raise LedgerError(
            Told("{folder} can't be the folder of what was sent: it is a file; {advice}", folder=folder, advice=_ADVICE)
        )
    if names := others_in(folder):
        raise LedgerError(
            Told(
                "{folder} can't be the folder of what was sent: it has other things in it ({names}); {advice}",
                folder=folder,
                names=names,
                advice=_ADVICE,
            )
        )


def lock(folder: Path) -> BaseFileLock:
    """Return the lock, taken; it is free again when that is released, or the process ends.

    Raises `BusyError` if another run has it, `LedgerError` if there can be none.
    """
    from filelock import FileLock, Timeout

    path = folder / _LOCK
    taken = FileLock(path, timeout=0, mode=0o600, thread_local=False)
    try:
        taken.acquire()
    except Timeout:
        raise BusyError(
            Told("another briefgen is sending from this outbox; wait until it has ended, then try again")
        ) from None
    except (OSError, NotImplementedError) as error:
        raise LedgerError(
            Told("{path} can't be locked; keep the outbox on a disk of this computer: {error}", path=path, error=error)
        ) from error
    return taken
