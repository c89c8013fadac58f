"""Words and turns of phrase that the checks look for: from said/<code>.toml, so that a language is data.

A language without a file, or without a pattern, has nothing of the kind, and the checks find nothing in its texts.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).with_name("said")
NOTHING = "(?!)"


@cache
def _read(code: str) -> Mapping[str, Mapping[str, Any]]:
    path = _FOLDER / f"{code}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def pattern(code: str, table: str, name: str) -> str:
    """Return a pattern of a language; one that matches nothing if it has none."""
    return str(_read(code).get(table, {}).get(name) or NOTHING)


def table(code: str, name: str) -> Mapping[str, Any]:
    """Return a table of a language; an empty one if it has none."""
    return _read(code).get(name, {})
