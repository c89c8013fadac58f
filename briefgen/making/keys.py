"""What tells one content, and what else is read beside it, from any other: for the cache."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from briefgen.cache.store import key_of
from briefgen.cache.unchanged import look
from briefgen.content.model import Values
from briefgen.language import available, get_language
from briefgen.language.dictionaries import dictionary_files


class LookedAt:
    """Files that something is about to be made of: what is made may be kept if nobody has edited them meanwhile."""

    def __init__(self, places: Iterable[Path], root: Path | None) -> None:
        self._places = [*map(str, places)]
        self._times = self._look()  # told first: an edit after it shows in `as_they_were`
        told = None if self._times is None else self._look(by_bytes=True)
        # A project is the same wherever it lies: what is in it is told by its place in there.
        self.told = told.replace(f" {root}{os.sep}", " ") if told and root else told
        """What tells these files from any others; None where a look can't tell."""

    def as_they_were(self) -> bool:
        """Tell whether no file has been touched since."""
        return self._times is not None and self._look() == self._times

    def _look(self, *, by_bytes: bool = False) -> str | None:
        try:
            return look(self._places, again_soon=not by_bytes)
        except OSError:
            return None


def content_key(values: Values) -> str:
    """Return what tells this content from any other: the texts of its files. It is told once and kept beside it."""
    if content_key not in values.beside:
        texts = (part for root, file in values.files.items() for part in (root, file.name, file.text))
        values.beside[content_key] = key_of(*texts, repr(values.lock), repr(sorted(values.unread)))
    key: str = values.beside[content_key]
    return key


def all_dictionaries(root: Path | None) -> Iterator[Path]:
    """Yield the files of all dictionaries that a project may use; most aren't there."""
    for code in available():
        yield from dictionary_files(code, get_language(code).dictionary, root)
