"""How each language is used in official texts: what is right, wrong and left over, one file of data a language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent / "official"


@dataclass(frozen=True)
class Usage:
    r"""What a language's file says. A language without one is printed as well as any other; less of it is checked.

    `patterns` are regular expressions by what they find. `wrong` says by a pattern of a wrong expression what is right,
    `style` what is better, `named` what is right beside names of the project ({name}); \1 … stand there for the
    pattern's groups. `opposites` are two patterns each, by what they are about: the same names in every language.
    """

    patterns: Mapping[str, str] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)
    style: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)
    opposites: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@cache
def usage(code: str) -> Usage:
    """Return how a language is used."""
    file = _HERE / f"{code}.toml"
    if not file.is_file():
        return Usage()
    said = tomllib.loads(file.read_text(encoding="utf-8"))
    opposites = {name: (one, other) for name, (one, other) in said.get("opposites", {}).items()}
    return Usage(
        said.get("patterns", {}), said.get("wrong", {}), said.get("style", {}), said.get("named", {}), opposites
    )
