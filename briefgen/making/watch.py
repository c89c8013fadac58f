"""A project that somebody edits: what has changed of all that a build reads, each time that something has."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

from briefgen.cache import unchanged
from briefgen.making.again import edited
from briefgen.making.opened import Opened
from briefgen.project.settings import SETTINGS_FILE, ProjectError


class Watcher:
    """Looks at what a build reads. Raises OSError for what can't be watched, such as a link to a folder."""

    def __init__(self, project: Opened) -> None:
        self._project = project
        self._seen = _look(project, ())

    def look(self) -> tuple[Path, ...]:
        """Return the files and folders that have changed since the last look, or since the start; tell the project."""
        try:
            now = _look(self._project, self._seen[0])
        except OSError:
            self._project.changed()  # the settings may name what can't be looked at; mended, they are read again
            raise
        if now == self._seen:
            return ()
        lines = set(self._seen[1].split("\n")) ^ set(now[1].split("\n"))
        changed = tuple(dict.fromkeys(Path(line.partition(" ")[2]) for line in sorted(lines)))
        self._project.changed(*changed)
        # Settings may name other folders; nothing has been read of them yet, so no change is overlooked.
        self._seen = _look(self._project, now[0]) if self._project.root / SETTINGS_FILE in changed else now
        return changed


def changes(project: Opened, wait: Callable[[], None]) -> Iterator[tuple[Path, ...]]:
    """Yield the files and folders that have changed since this was called, each time after a `wait`.

    The project is told before. Raises OSError for what can't be watched, such as a link to a folder.
    """
    return _changes(Watcher(project), wait)


def _changes(watcher: Watcher, wait: Callable[[], None]) -> Iterator[tuple[Path, ...]]:
    while True:
        wait()
        if changed := watcher.look():
            yield changed
            gc.collect()  # while nobody waits: a command looks seldom for what it has done with


def _look(project: Opened, before: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Return what a build reads, and how that is; where the settings can't be read, what it read before."""
    try:
        places = edited(project.project)
    except ProjectError:
        if not before:
            raise
        places = before
    return places, unchanged.look(places, again_soon=True)
