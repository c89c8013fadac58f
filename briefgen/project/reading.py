"""Reading files: the one gate. What is read is a plain file of a bounded size, so nothing is waited for without end.

Whatever is read from a project, or from a path that a person names, comes through here (`tests/test_architecture.py`
holds that); only what briefgen itself brings along is read without.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told

LARGEST = 100_000_000  # bytes of a file that is read: a letterhead or a face has some millions
_BINARY = getattr(os, "O_BINARY", 0)  # on Windows


class NotPlainError(Mistake, OSError):
    """Something is no plain file of a size that we read; `filename` and `strerror` say which, and what it is."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(errno.EINVAL, what, name)

    def __str__(self) -> str:
        return Told("{name} is {what}", name=self.filename, what=self.strerror)


class TooLargeError(NotPlainError):
    """A file has more bytes than are read: than `most`."""

    def __init__(self, name: str, most: int) -> None:
        size = f"{most // 1_000_000} MB" if most >= 1_000_000 else f"{most // 1000} KB"
        super().__init__(name, Told("larger than {size}", size=size))


def read_file(path: Path, name: str = "", most: int = LARGEST) -> bytes:
    """Return what is in a file of at most `most` bytes, which messages call `name`; links are followed.

    What isn't a plain file (a device, a pipe) isn't opened, to be waited for. Raises `NotPlainError` and OSError.
    """
    return _read(path, name or str(path), most, 0)


def read_plain(folder: Path, name: str, most: int = LARGEST) -> bytes:
    """Return a file of a folder, as `read_file` does: one that lies in it, and to which no link leads inside."""
    path = folder / name
    for part in (path, *path.parents):
        if part == folder:
            break
        if part.is_symlink():
            raise NotPlainError(name, Told("a link, not a file"))
    return _read(path, name, most, getattr(os, "O_NOFOLLOW", 0))


def read_plain_if_any(folder: Path, name: str) -> bytes | None:
    """Return a file of a folder, as `read_plain` does; None if there is none."""
    try:
        return read_plain(folder, name)
    except FileNotFoundError:
        return None


def _read(path: Path, name: str, most: int, flags: int) -> bytes:
    if not stat.S_ISREG(path.stat().st_mode):
        raise NotPlainError(name, Told("not a plain file"))
    # O_NONBLOCK: should it have become a pipe meanwhile, opening would wait for who writes to it.
    opened = os.open(path, os.O_RDONLY | flags | getattr(os, "O_NONBLOCK", 0) | _BINARY)
    with os.fdopen(opened, "rb") as file:
        found = os.fstat(opened)
        if not stat.S_ISREG(found.st_mode):
            raise NotPlainError(name, Told("not a plain file"))
        # What is too large isn't read at all; what grows meanwhile, no further.
        data = file.read(most + 1) if found.st_size <= most else None
    if data is None:
        raise TooLargeError(name, most)
    return require_small(data, name, most)


def require_small(data: bytes, name: str, most: int) -> bytes:
    """Return what is read of, or written to, a file that may have so many bytes; raises `TooLargeError`."""
    if len(data) > most:
        raise TooLargeError(name, most)
    return data
