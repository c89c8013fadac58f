"""Files that are whole at any moment: written beside the old one, then renamed over it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from glob import escape
from pathlib import Path

from briefgen.mistakes import Mistake

_ASIDE = ".briefgen"  # the ending of a file that isn't in its place yet


class ChangedError(Mistake):
    """Someone else changed the file between reading and writing it; theirs stays."""


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files so that each is either the old one or the new one at any moment; none if one can't be written."""
    folder.mkdir(parents=True, exist_ok=True)
    waiting: list[tuple[Path, Path]] = []
    try:
        for name, data in files.items():
            waiting.append((_write_aside(folder / name, data), folder / name))
        for aside, path in waiting:
            aside.replace(path)
        _sync_folder(folder)
    finally:
        for aside, _ in waiting:
            aside.unlink(missing_ok=True)


def replace_file(path: Path, old: bytes | None, new: bytes, name: str) -> None:
    """Put `new` in the place of `old`, which is what was read (None: there was no file); reports call it `name`.

    Raises `ChangedError` if the file holds something else by now. Runs of briefgen wait for one another, so that of
    two that read the same file the second one is refused.
    """
    with _only_one(path.parent):
        for left in path.parent.glob(f".{escape(path.name)}.*{_ASIDE}"):
            left.unlink()  # of a run that was killed: nobody else is writing
        aside = _write_aside(path, new)
        try:
            if (path.read_bytes() if path.exists() else None) != old:
                raise ChangedError(f"{name} was changed by someone else meanwhile; nothing was written: try again")
            aside.replace(path)
            _sync_folder(path.parent)
        finally:
            aside.unlink(missing_ok=True)


def _write_aside(path: Path, data: bytes) -> Path:
    """Write a file next to `path`, safely on the disk and with the mode that `path` has."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=_ASIDE, dir=path.parent)
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
    except BaseException:
        aside.unlink()
        raise
    return aside


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _only_one(folder: Path) -> Iterator[None]:
    """Wait until no other run writes to the folder. The lock leaves no file behind and ends with the process."""
    import fcntl  # there is none on Windows

    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
