"""How each language is used in official texts: what is right, wrong and left over, of the file that `said` reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from briefgen.language import said


@dataclass(frozen=True)
class Usage:
    r"""What a language's file says. A language without one is printed as well as any other; less of it is checked.

    `patterns` are regular expressions by what they find. `wrong` says by a pattern of a wrong expression what is right,
    `style` what is better, `named` what is right beside names of the project ({name}); \1 … stand there for the
    pattern's groups. `opposites` are two patterns each, by what they are about: the same names in every language.
    """

    patterns: Mapping[str, str]
    wrong: Mapping[str, str]
    style: Mapping[str, str]
    named: Mapping[str, str]
    opposites: Mapping[str, tuple[str, str]]


@cache
def usage(code: str) -> Usage:
    """Return how a language is used."""
    patterns, wrong, style, named, opposites = (
        said.table(code, name) for name in ("patterns", "wrong", "style", "named", "opposites")
    )
    return Usage(patterns, wrong, style, named, {name: (one, other) for name, (one, other) in opposites.items()})
