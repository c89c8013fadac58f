"""A new project to start from: settings, a small invented content, and a README for whoever keeps it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from briefgen.mistakes import Mistake

PROJECT = Path(__file__).resolve().parent / "project"


class StarterError(Mistake):
    """A project can't be started there; the message says why."""

    exit_code = 2


def start(folder: Path) -> None:
    """Start a project in a folder that is new or empty: wholly or not at all; raises `StarterError`."""
    if folder.is_symlink() or folder.exists():
        if not folder.is_dir():
            raise StarterError(f"{folder} is not a folder")
        _fill(folder)
    else:
        _make(folder)


def _make(folder: Path) -> None:
    if not folder.parent.is_dir():
        raise StarterError(f"there is no folder {folder.parent}; make it first")
    try:
        with tempfile.TemporaryDirectory(prefix=".briefgen-", dir=folder.parent) as aside:
            _copy(Path(aside, "project")).rename(folder)
    except OSError as error:
        raise _cannot_write(folder.parent, error) from None


def _fill(folder: Path) -> None:
    """Fill an empty folder, which may be the one that a person works in: it stays the same folder."""
    try:
        if any(folder.iterdir()):
            raise StarterError(f"{folder} is not empty; name a new folder")
        with tempfile.TemporaryDirectory(prefix=".briefgen-", dir=folder) as aside:
            project = _copy(Path(aside, "project"))
            moved: list[Path] = []
            try:
                for entry in sorted(project.iterdir()):
                    moved.append(entry.rename(folder / entry.name))
            except OSError:
                for entry in moved:
                    entry.rename(project / entry.name)
                raise
    except OSError as error:
        raise _cannot_write(folder, error) from None


def _copy(target: Path) -> Path:
    # Only the words, not the modes of the installed files, which may be read-only.
    target.mkdir()
    for path in sorted(PROJECT.rglob("*")):
        copy = target / path.relative_to(PROJECT)
        copy.mkdir() if path.is_dir() else copy.write_bytes(path.read_bytes())
    return target


def _cannot_write(folder: Path, error: OSError) -> StarterError:
    return StarterError(f"can't write to {folder}: {(error.strerror or str(error)).lower()}")
