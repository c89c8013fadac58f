"""Files that are whole at any moment: written beside the old one, then renamed over it."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from glob import escape
from pathlib import Path

from briefgen.mistakes import Mistake

_ASIDE = ".briefgen"  # the ending of a file that isn't in its place yet


# Names that Windows keeps for devices, whatever their ending (Microsoft, "Naming Files, Paths, and Namespaces").
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.IGNORECASE)


def is_reserved(name: str) -> bool:
    """Tell whether Windows can't have a file of this name."""
    return bool(_RESERVED.fullmatch(name))


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
        _sync(folder)
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
            _sync(path.parent)
        finally:
            aside.unlink(missing_ok=True)


@contextmanager
def new_folder(path: Path, name: str) -> Iterator[Path]:
    """Give a folder aside to fill; what it then holds appears under `path` at once, or not at all.

    Raises `ChangedError`, which calls the folder `name`, if there is one already: it is never written over. Runs of
    briefgen wait for one another.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _only_one(path.parent):
        for left in path.parent.glob(f".{escape(path.name)}.*{_ASIDE}"):
            shutil.rmtree(left)  # of a run that was killed: nobody else is writing
        if path.exists():
            raise ChangedError(f"{name} is there already and is never written over; nothing was written")
        aside = Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=_ASIDE, dir=path.parent))
        try:
            yield aside
            for file in (found for found in aside.rglob("*") if found.is_file()):
                file.chmod(0o644)
                _sync(file)
            for folder in (*(found for found in aside.rglob("*") if found.is_dir()), aside):
                folder.chmod(0o755)
                _sync(folder)
            aside.rename(path)
            _sync(path.parent)
        finally:
            shutil.rmtree(aside, ignore_errors=True)


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


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
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
