"""What the desk holds between requests: the open project, and a look at its files before each answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from briefgen.making.opened import Opened
from briefgen.making.watch import Watcher


class Desk:
    """A project that several pages look at; one of them at a time."""

    def __init__(self, project: Opened) -> None:
        self._project = project
        self._watcher = Watcher(project)
        self._lock = Lock()

    @contextmanager
    def project(self) -> Iterator[Opened]:
        """Hold the project as its files are now; raises what looking at them raises."""
        with self._lock:
            self._watcher.look()
            yield self._project
