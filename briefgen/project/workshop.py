"""briefgen's own folder in a project, `.briefgen/`: locks, and what `undo` can take back; and the user's cache.

It is no content, only its owner can look into it, and version control leaves it out.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from briefgen.problems.mistakes import Mistake, reason
from briefgen.problems.notes import Told
from briefgen.project.reading import read_plain
from briefgen.project.settings import SETTINGS_FILE

WORKSHOP = ".briefgen"


class WorkshopError(Mistake):
    """Something else lies where briefgen keeps what is its own; the message names it."""


def workshop_of(path: Path) -> Path | None:
    """Return the own folder of the project that a path is in, which may not be there yet; None outside of projects."""
    path = path.resolve()
    return next((at / WORKSHOP for at in (path, *path.parents) if (at / SETTINGS_FILE).is_file()), None)


def make_workshop(folder: Path) -> None:
    """Make the own folder of a project if there is none; raises `WorkshopError`."""
    own_folder(folder)
    with _plainly(folder), suppress(FileExistsError), (folder / ".gitignore").open("x", encoding="utf-8") as ignore:
        ignore.write("*\n")


def own_folder(folder: Path) -> None:
    """Make a folder for briefgen alone if there is none; raises `WorkshopError` for what isn't a folder."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise WorkshopError(
            Told("{folder} is not a folder of briefgen's own: move it away, and briefgen makes it anew", folder=folder)
        )
    with _plainly(folder):
        folder.mkdir(mode=0o700, exist_ok=True)


def forget_typed(root: Path, words: Collection[str]) -> None:
    """Delete what was typed at a project's desk and not saved (desk/drafts.py keeps it) where one of the words is."""
    sought = re.compile(rf"(?<![\w.+-])(?:{'|'.join(map(re.escape, words))})(?![\w-])", re.IGNORECASE)
    for path in (root / WORKSHOP / "drafts").glob("*/*"):
        with suppress(OSError):
            if words and sought.search(read_plain(path.parent, path.name).decode("utf-8", "replace")):
                path.unlink(missing_ok=True)


class OccupiedError(Mistake):
    """Another run writes to a folder, for longer than somebody had patience; nothing was written."""


@contextmanager
def _plainly(folder: Path) -> Iterator[None]:
    """Name the folder and what it is for where the system refuses it: nobody knows the files in it."""
    try:
        yield
    except FileExistsError:
        raise
    except OSError as error:
        why = reason(error)
        raise WorkshopError(
            Told("{folder}, where briefgen keeps its locks and what undo needs: {why}", folder=folder, why=why)
        ) from None


def cache_folder() -> Path:
    """Return the user's folder for what can be made again, by the XDG rule; raises `WorkshopError`."""
    base = Path(os.environ.get("XDG_CACHE_HOME", ""))
    try:
        return (base if base.is_absolute() else Path.home() / ".cache") / "briefgen"
    except RuntimeError:  # a user without a home, as services have
        return _folder_among_others()


def _folder_among_others() -> Path:
    """Make the user's folder where all users may write: only theirs is used, since code is run from a cache."""
    getuid: Callable[[], int] | None = getattr(os, "getuid", None)  # Windows has none, but a folder for each user
    if getuid is None:
        return Path(tempfile.gettempdir(), "briefgen")
    folder = Path(tempfile.gettempdir(), f"briefgen-{getuid()}")
    with _plainly(folder), suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    with _plainly(folder):
        found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != getuid() or stat.S_IMODE(found.st_mode) & 0o077:
        raise WorkshopError(
            Told(
                "{folder}, where briefgen keeps what can be made again for who has no home, is not a "
                "folder of yours alone: have it taken away, or name a folder of yours in XDG_CACHE_HOME",
                folder=folder,
            )
        )
    return folder


@contextmanager
def only_one(folder: Path, patience: float | None = None) -> Iterator[None]:
    """Wait until no other run writes to a folder; the lock ends with the process, however that ends.

    The lock lies in the project's own folder, so that all who work there share it, or else in the user's cache, where
    a few thousand serve all folders: at worst two runs wait for one another without need. Who has it may take it again.
    Raises `OccupiedError` after as many seconds of `patience`, if they are counted.
    """
    from filelock import FileLock, Timeout

    name = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()
    if (own := workshop_of(folder)) is not None:
        make_workshop(own)
        own_folder(own / "locks")
        path = own / "locks" / f"{name[:16]}.lock"
    else:
        path = cache_folder() / "locks" / f"{name[:3]}.lock"
    with _plainly(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_symlink() or (path.exists() and not path.is_file()):  # opening a pipe would wait, a link lead elsewhere
        raise WorkshopError(Told("{path} is not a lock of briefgen's own: delete it", path=path))
    lock = FileLock(path, is_singleton=True)
    with _plainly(path.parent):
        try:
            lock.acquire(timeout=-1 if patience is None else patience)
        except Timeout:  # for _plainly it would be a refusal of the system
            raise OccupiedError(
                Told(
                    "another run of briefgen, as a second desk, writes here just now, and this was not saved: send it "
                    "again in a moment"
                )
            ) from None
    try:
        yield
    finally:
        lock.release()
