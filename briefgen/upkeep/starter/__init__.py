"""A new project to start from: settings, a small invented content, and a README for whoever keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from briefgen.problems.mistakes import Mistake, reason
from briefgen.problems.notes import Told
from briefgen.project.files import ChangedError, KeptError, fill_folder, new_folder
from briefgen.project.settings import SETTINGS_FILE

PROJECT = Path(__file__).resolve().parent / "project"


class StarterError(Mistake):
    """A project can't be started there; the message says why."""

    exit_code = 2


def start(folder: Path, own: Mapping[str, str] = MappingProxyType({})) -> None:
    """Start a project in a folder that is new or empty: wholly or not at all; raises `StarterError`.

    With files of one's `own`, by their paths, these are its content and settings, and nothing is invented.
    """
    exists = folder.is_symlink() or folder.exists()
    if exists and not folder.is_dir():
        raise StarterError(Told("{folder} is not a folder", folder=folder))
    if not exists and not folder.parent.is_dir():
        raise StarterError(Told("there is no folder {parent}; make it first", parent=folder.parent))
    try:
        with (fill_folder if exists else new_folder)(folder, str(folder)) as aside:
            _copy(aside, own)
    except KeptError:
        pass  # of a run that was killed when all lay ready
    except ChangedError as error:
        there = (folder / SETTINGS_FILE).exists()
        hint = Told("; there is a project in it: go there, and see with briefgen check") if there else ""
        raise StarterError(Told("{error}{hint}", error=error, hint=hint)) from None
    except OSError as error:
        raise _cannot_write(folder if exists else folder.parent, error) from None


def _copy(target: Path, own: Mapping[str, str]) -> None:
    # Only the words, not the modes of the installed files, which may be read-only.
    for path in sorted(PROJECT.iterdir() if own else PROJECT.rglob("*")):
        copy = target / path.relative_to(PROJECT)
        if not path.is_dir():
            copy.write_bytes(path.read_bytes())
        elif not own:
            copy.mkdir()
    for name, text in own.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_text(text, encoding="utf-8")


def _cannot_write(folder: Path, error: OSError) -> StarterError:
    return StarterError(Told("can't write to {folder}: {reason}", folder=folder, reason=reason(error)))
