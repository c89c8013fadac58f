"""briefgen's own folder in a project, `.briefgen/`: locks, and what `undo` can take back; and the user's cache.

It is no content, only its owner can look into it, and version control leaves it out.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefgen.project import SETTINGS_FILE

WORKSHOP = ".briefgen"


def workshop_of(path: Path) -> Path | None:
    """Return the own folder of the project that a path is in, which may not be there yet; None outside of projects."""
    path = path.resolve()
    return next((at / WORKSHOP for at in (path, *path.parents) if (at / SETTINGS_FILE).is_file()), None)


def make_workshop(folder: Path) -> None:
    """Make the own folder of a project if there is none."""
    folder.mkdir(mode=0o700, exist_ok=True)
    if not (ignore := folder / ".gitignore").exists():
        ignore.write_text("*\n", encoding="utf-8")


def cache_folder() -> Path:
    """Return the user's folder for what can be made again, by the XDG rule."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if Path(base).is_absolute() else Path.home() / ".cache") / "briefgen"


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Wait until no other run writes to a folder; the lock ends with the process, however that ends.

    The lock lies in the project's own folder, so that all who work there share it, or else in the user's cache, where
    a few thousand serve all folders: at worst two runs wait for one another without need. Who has it may take it again.
    """
    from filelock import FileLock

    name = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()
    if (own := workshop_of(folder)) is not None:
        make_workshop(own)
        path = own / "locks" / f"{name[:16]}.lock"
    else:
        path = cache_folder() / "locks" / f"{name[:3]}.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path, is_singleton=True):
        yield
