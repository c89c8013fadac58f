"""A project that somebody edits: what has changed of all that a build reads, each time that something has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from briefgen.cache import unchanged
from briefgen.making.again import edited
from briefgen.making.opened import Opened
from briefgen.project.folder import SETTINGS_FILE, ProjectError


def changes(project: Opened, wait: Callable[[], None]) -> Iterator[tuple[Path, ...]]:
    """Yield the files and folders that have changed since this was called, each time after a `wait`.

    The project is told before. Raises OSError for what can't be watched, such as a link to a folder.
    """
    return _changes(project, wait, _look(project, ()))


def _changes(
    project: Opened, wait: Callable[[], None], seen: tuple[tuple[str, ...], str]
) -> Iterator[tuple[Path, ...]]:
    while True:
        wait()
        now = _look(project, seen[0])
        if now == seen:
            continue
        lines = set(seen[1].split("\n")) ^ set(now[1].split("\n"))
        changed = tuple(dict.fromkeys(Path(line.partition(" ")[2]) for line in sorted(lines)))
        project.changed(*changed)
        # Settings may name other folders; nothing has been read of them yet, so no change is overlooked.
        seen = _look(project, now[0]) if project.root / SETTINGS_FILE in changed else now
        yield changed


def _look(project: Opened, before: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Return what a build reads, and how that is; where the settings can't be read, what it read before."""
    try:
        places = edited(project.project)
    except ProjectError:
        if not before:
            raise
        places = before
    return places, unchanged.look(places, again_soon=True)
