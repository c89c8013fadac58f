"""What a person should know of a change that was made: words for whoever reads them, and data for a program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self


class Note(str):
    """A note in words; `code` says which it is, as with problems, and `about` has what the words tell, by name."""

    code: str
    about: Mapping[str, str]

    def __new__(cls, code: str, words: str, **about: object) -> Self:
        """Return a note of words such as «{path} was taken out», with what stands for each name."""
        told = {name: str(value) for name, value in about.items()}
        note = super().__new__(cls, words.format(**told))
        note.code, note.about = code, told
        return note
