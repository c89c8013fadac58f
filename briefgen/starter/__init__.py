"""A new project to start from: settings, a small invented content, and a README for whoever keeps it."""

from __future__ import annotations

from pathlib import Path

from briefgen.files import ChangedError, fill_folder, new_folder
from briefgen.mistakes import Mistake
from briefgen.reading import read_plain

PROJECT = Path(__file__).resolve().parent / "project"


class StarterError(Mistake):
    """A project can't be started there; the message says why."""

    exit_code = 2


def start(folder: Path) -> None:
    """Start a project in a folder that is new or empty: wholly or not at all; raises `StarterError`."""
    exists = folder.is_symlink() or folder.exists()
    if exists and not folder.is_dir():
        raise StarterError(f"{folder} is not a folder")
    if not exists and not folder.parent.is_dir():
        raise StarterError(f"there is no folder {folder.parent}; make it first")
    try:
        with (fill_folder if exists else new_folder)(folder, str(folder)) as aside:
            _copy(aside)
    except ChangedError as error:
        # A run that was killed when all lay ready left it to this one to put all into its place.
        if not _is_started(folder):
            raise StarterError(str(error)) from None
    except OSError as error:
        raise _cannot_write(folder if exists else folder.parent, error) from None


def _copy(target: Path) -> None:
    # Only the words, not the modes of the installed files, which may be read-only.
    for path in sorted(PROJECT.rglob("*")):
        copy = target / path.relative_to(PROJECT)
        copy.mkdir() if path.is_dir() else copy.write_bytes(path.read_bytes())


def _is_started(folder: Path) -> bool:
    """Tell whether a folder holds the project as it is started, and nothing else."""

    def files(of: Path) -> dict[str, bytes]:
        return {
            path.relative_to(of).as_posix(): read_plain(of, path.relative_to(of).as_posix())
            for path in of.rglob("*")
            if not path.is_dir() or path.is_symlink()
        }

    try:
        return files(folder) == files(PROJECT)
    except OSError:
        return False


def _cannot_write(folder: Path, error: OSError) -> StarterError:
    return StarterError(f"can't write to {folder}: {(error.strerror or str(error)).lower()}")
