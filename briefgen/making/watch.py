"""A project that somebody edits: what has changed of all that a build reads, each time that something has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from briefgen.cache import unchanged
from briefgen.making.again import edited
from briefgen.making.opened import Opened
from briefgen.project.folder import ProjectError


def changes(project: Opened, wait: Callable[[], None]) -> Iterator[tuple[Path, ...]]:
    """Yield the files and folders that have changed, each time after a `wait`; the project is told before.

    Raises OSError for what can't be watched, such as a link to a folder.
    """
    seen = _look(project, ())
    places = seen[0]
    while True:
        wait()
        now = _look(project, places)
        if now == seen:
            continue
        lines = set(seen[1].split("\n")) ^ set(now[1].split("\n"))
        changed = tuple(dict.fromkeys(Path(line.partition(" ")[2]) for line in sorted(lines)))
        places, seen = now[0], now
        project.changed(*changed)
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
