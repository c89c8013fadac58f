"""What a case of a rule is: edits of the starter's content, or files beside it, and what the rule then says of it.

Each family keeps its cases in `cases_<family>.py`; `test_rules.py` runs them all, and wants of every rule one that
fires and one that stays silent, in Georgian and in English where the rule reads words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Edit = tuple[str, str, str]
"""A file under content/, a text in it (its first place; an empty one is the end of the file), and what replaces it."""

DELETED = "\0"
"""Put in place of a whole file: the file is gone."""

File = tuple[str, bytes]
"""A file of the project, not of its content alone, and all that is in it: such as a theme and its picture."""

Language = Literal["", "ka", "en"]


def gone(name: str) -> Edit:
    """Return the edit that deletes a file."""
    return name, "", DELETED


@dataclass(frozen=True, slots=True)
class Case:
    """After the edits the rule reports, marking just the stretch `marks` of a line; or it reports nothing (None)."""

    code: str
    title: str
    edits: tuple[Edit, ...]
    marks: str | None
    language: Language = ""  # the language of the words that the rule reads
    files: tuple[File, ...] = ()

    def __str__(self) -> str:
        return f"{self.code}: {self.title}"


def fires(
    code: str, title: str, *edits: Edit, marks: str, language: Language = "", files: tuple[File, ...] = ()
) -> Case:
    """Return a case in which the rule reports, and its caret marks `marks`."""
    return Case(code, title, edits, marks, language, files)


def silent(code: str, title: str, *edits: Edit, language: Language = "", files: tuple[File, ...] = ()) -> Case:
    """Return a case in which the rule finds nothing, although it is near."""
    return Case(code, title, edits, None, language, files)
