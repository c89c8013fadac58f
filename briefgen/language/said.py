"""Words and turns of phrase that the checks look for: from said/<code>.toml, so that a language is data.

What a project has in a file of that name stands beside it.

A language without a file, or without a pattern, has nothing of the kind, and the checks find nothing in its texts.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from briefgen.project.languages import CODE, own_words

_FOLDER = Path(__file__).with_name("said")
NOTHING = "(?!)"
_NOUN = 5  # letters of a noun behind what qualifies it, at least
_HEADING = re.compile(r"^(\[([a-z_]+)[^\n]*\]$)", re.MULTILINE)


@cache
def _read(code: str) -> Mapping[str, Mapping[str, Any]]:
    return with_own(_FOLDER, code)


def with_own(folder: Path, code: str) -> Mapping[str, Mapping[str, Any]]:
    """Return what a file says, and what the project's of that name adds; raises `LanguageFileError`."""
    path = folder / f"{code}.toml"
    shipped = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    own = own_words(folder.name, code)
    if own is None:
        return shipped
    from briefgen.language.added import added, read_words

    others = (each for each in folder.glob("*.toml") if CODE.fullmatch(each.stem))
    return added(shipped, read_words(own, [tomllib.loads(each.read_text(encoding="utf-8")) for each in sorted(others)]))


def pattern(code: str, table_name: str, name: str) -> str:
    """Return a pattern of a language; one that matches nothing if it has none."""
    return str(table(code, table_name).get(name) or NOTHING)


@cache
def table(code: str, name: str) -> Mapping[str, Any]:
    """Return a table of a language; an empty one if it has none."""
    found = _read(code) if own_words(_FOLDER.name, code) is not None else tomllib.loads(_tables(code).get(name, ""))
    return found.get(name, {})


@cache
def qualified(code: str) -> re.Pattern[str]:
    """Return a pattern of a noun written as one word with what qualifies it: an ონლაინსემინარი is a seminar, too.

    What makes something else of it, as a vice-president isn't the president, is none.
    """
    qualifying = pattern(code, "words", "qualifying")
    return re.compile(rf"(?<!\w)(?:{qualifying})-?(?P<noun>\w{{{_NOUN},}})", re.IGNORECASE)


def unqualified(code: str, words: str) -> str:
    """Return words with the noun alone of each that qualifies one: სემინარი for ონლაინსემინარი."""
    return qualified(code).sub(r"\g<noun>", words)


@cache
def _tables(code: str) -> Mapping[str, str]:
    """Return the lines of each table of a file that we ship, by its name; what it holds stands behind it.

    A table is read when it is asked for: of a language that only titles of sources are in, a few of sixty are.
    """
    path = _FOLDER / f"{code}.toml"
    _, *parts = _HEADING.split(path.read_text(encoding="utf-8") if path.is_file() else "")
    found: dict[str, str] = {}
    for heading, name, lines in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        found[name] = found.get(name, "") + heading + lines
    return found
