"""What tells one content, and what else is read beside it, from any other: for the cache."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from briefgen.cache.store import key_of
from briefgen.content.model import Values
from briefgen.language import available, get_language
from briefgen.language.dictionaries import dictionary_files


def content_key(values: Values) -> str:
    """Return what tells this content from any other: the texts of its files, and the day as of which it is known."""
    texts = (part for root, file in values.files.items() for part in (root, file.name, file.text))
    return key_of(*texts, repr(values.lock), repr(getattr(values, "known_on", None)), repr(sorted(values.unread)))


def all_dictionaries(root: Path | None) -> Iterator[Path]:
    """Yield the files of all dictionaries that a project may use; most aren't there."""
    for code in available():
        yield from dictionary_files(code, get_language(code).dictionary, root)
