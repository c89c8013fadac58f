"""Words and turns of phrase that the checks look for: from said/<code>.toml, so that a language is data.

What a project has in a file of that name stands beside it.

A language without a file, or without a pattern, has nothing of the kind, and the checks find nothing in its texts.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from briefgen.project.languages import CODE, own_words

_FOLDER = Path(__file__).with_name("said")
NOTHING = "(?!)"


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


def pattern(code: str, table: str, name: str) -> str:
    """Return a pattern of a language; one that matches nothing if it has none."""
    return str(_read(code).get(table, {}).get(name) or NOTHING)


def table(code: str, name: str) -> Mapping[str, Any]:
    """Return a table of a language; an empty one if it has none."""
    return _read(code).get(name, {})
