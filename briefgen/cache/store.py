"""The user's cache of what was made: bytes by a key, which is a hash of all that they were made from.

An entry says itself which it is and what it holds, so that a damaged one, or one in a wrong place, is noticed and made
anew. Nothing that is read can run. A cache that can't be read or written does no harm: things are made again.
"""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from briefgen.cache.unchanged import is_ours
from briefgen.project.reading import read_plain
from briefgen.project.workshop import WorkshopError, cache_folder

MOST = 300_000_000  # bytes of all entries; those used longest ago go first
_ENOUGH = 0.8  # of that is kept when it has become too much
_OFTEN = 50  # entries that a run keeps, after which it looks whether there is too much
_SELDOM = 600  # s between two such looks of runs that keep less
_LONG = 86_400  # s, after which what a run has not finished writing is none of anybody's any more
_ASIDE = ".part"
_LOOKED = ".looked"  # the ending of the file beside the folder whose time says when a run looked last
_HEAD = "briefgen cache 1 {kind} {key} {sha256}\n"


class Cache:
    """A folder of entries for this user alone; it may serve several processes at once."""

    def __init__(self, folder: Path, most: int = MOST) -> None:
        self.folder = folder
        self.most = most
        self._looked = folder.with_name(folder.name + _LOOKED)
        self._kept = 0  # in this run

    def get(self, kind: str, key: str) -> bytes | None:
        """Return what was made of a kind from what the key stands for; None if it isn't here, or isn't whole."""
        name = f"{kind}-{key}"
        try:
            found = read_plain(self.folder, name)
        except OSError:
            return None
        head, _, data = found.partition(b"\n")
        if head + b"\n" != _head(kind, key, data):
            with suppress(OSError):
                (self.folder / name).unlink()
            return None
        with suppress(OSError):  # what is used lives longer
            os.utime(self.folder / name)
        return data

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Keep what was made; if that can't be, as on a full disk, nothing is kept."""
        try:
            handle, aside = tempfile.mkstemp(suffix=_ASIDE, dir=self.folder)
        except OSError:
            return
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_head(kind, key, data) + data)
            Path(aside).replace(self.folder / f"{kind}-{key}")
            self._kept += 1
            if self._kept % _OFTEN == 0 or (self._kept == 1 and not self._looked_lately()):
                self.tidy()
        except OSError:
            pass
        finally:
            with suppress(OSError):
                Path(aside).unlink()

    def tidy(self) -> None:
        """Drop what was used longest ago once there is too much, and what killed runs have left."""
        found: list[tuple[float, int, str]] = []
        with suppress(OSError), os.scandir(self.folder) as entries:
            self._looked.touch(mode=0o600)
            for entry in entries:
                with suppress(OSError):  # another run tidies, too
                    about = entry.stat(follow_symlinks=False)
                    if not entry.name.endswith(_ASIDE):
                        found.append((about.st_mtime, about.st_size, entry.path))
                    elif about.st_mtime < time.time() - _LONG:
                        Path(entry.path).unlink()
        size = sum(each for _, each, _ in found)
        if size <= self.most:
            return
        for _, each, path in sorted(found):
            if size <= self.most * _ENOUGH:
                break
            with suppress(OSError):
                Path(path).unlink()
                size -= each

    def _looked_lately(self) -> bool:
        try:
            age = time.time() - self._looked.stat().st_mtime
        except OSError:
            return False
        return 0 <= age < _SELDOM


def open_cache(folder: Path | None = None) -> Cache | None:
    """Return the user's cache, made if there is none; None if there can be none, or others may write to it."""
    try:
        folder = folder or cache_folder() / "made"
        _make(folder)
        return None if others_may_write(folder) else Cache(folder)
    except (OSError, WorkshopError):
        return None


def others_may_write(folder: Path | None = None) -> Path | None:
    """Return the folder for which the user's cache isn't used: its own or the one it is in isn't theirs alone."""
    try:
        folder = folder or cache_folder() / "made"
        return next((each for each in (folder.parent, folder) if not is_ours(str(each))), None)
    except (OSError, WorkshopError):
        return None


def _make(folder: Path) -> None:
    """Make the cache's folder; what it lies in, where nothing was kept yet, becomes one that only its owner writes to.

    A usual `umask` of 002 lets a user's group write to it, and other parts of briefgen may have made it.
    """
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name != "nt" and not folder.exists():
        about = folder.parent.lstat()
        if stat.S_ISDIR(about.st_mode) and about.st_uid == os.getuid() and about.st_mode & 0o022:
            folder.parent.chmod(stat.S_IMODE(about.st_mode) & ~0o022)
    folder.mkdir(mode=0o700, exist_ok=True)


def key_of(*parts: bytes | str) -> str:
    """Return the key of what is made from these parts, in their order: SHA-256, in hex."""
    found = hashlib.sha256()
    for part in parts:
        # A file's name may hold bytes that are no letters.
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(f"{len(data)}:".encode() + data)
    return found.hexdigest()


def _head(kind: str, key: str, data: bytes) -> bytes:
    return _HEAD.format(kind=kind, key=key, sha256=hashlib.sha256(data).hexdigest()).encode()
