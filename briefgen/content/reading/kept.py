"""What was made of the last few texts of each file: an edit leaves other files alone, and its own former ones go."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Of = TypeVar("Of", bound=Hashable)
Made = TypeVar("Made")

_FORMER = 4  # of a file: what it said and says, and files of one name in the projects that a worker holds
_FILES = 512


class LastOfEach(Generic[Of, Made]):
    """Makes something of a text or of what was read from it, and keeps it, the last few of each file; thread-safe."""

    def __init__(self, make: Callable[[Of, str], Made]) -> None:
        self._make = make
        self._kept: OrderedDict[str, OrderedDict[Of, Made]] = OrderedDict()  # by what reports call the file
        self._lock = Lock()

    def __call__(self, of: Of, file: str) -> Made:
        """Return what is made of it; what `make` raises is raised, and made anew the next time."""
        with self._lock:
            kept = self._kept.setdefault(file, OrderedDict())
            self._kept.move_to_end(file)
            if of in kept:
                kept.move_to_end(of)
                return kept[of]
        made = self._make(of, file)
        with self._lock:
            kept[of] = made
            while len(kept) > _FORMER:
                kept.popitem(last=False)
            while len(self._kept) > _FILES:
                self._kept.popitem(last=False)
        return made

    def clear(self) -> None:
        """Keep nothing any more."""
        with self._lock:
            self._kept.clear()
