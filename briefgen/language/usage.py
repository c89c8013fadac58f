"""How each language is used in official texts: what is right, wrong and left over, of the file that `said` reads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from briefgen.language import said

_CLASS = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True)
class Usage:
    r"""What a language's file says. A language without one is printed as well as any other; less of it is checked.

    `patterns` are regular expressions by what they find. `wrong` says by a pattern of a wrong expression what is right,
    `style` what is better, `named` what is right beside names of the project ({name}); \1 … stand there for the
    pattern's groups, and \1:plural for one in the form that `inflect` makes: by what the word ends with, the first
    that fits. `opposites` are two patterns each, by what they are about: the same names in every language.
    """

    patterns: Mapping[str, str]
    wrong: Mapping[str, str]
    style: Mapping[str, str]
    named: Mapping[str, str]
    opposites: Mapping[str, tuple[str, str]]
    inflect: Mapping[str, Mapping[str, str]]

    def inflected(self, word: str, form: str) -> str:
        """Return a word in a form; as it is where the language says nothing of it."""
        for ending, put in self.inflect.get(form, {}).items():
            if re.search(ending, word):
                return re.sub(ending, put, word, count=1)
        return word


def _with(pattern: str, classes: Mapping[str, str]) -> str:
    """Return a pattern with classes of words in the place of their names: {base}, {plural}.

    A class that isn't there finds nothing.
    """
    return _CLASS.sub(lambda named: f"(?:{_with(classes.get(named[1], said.NOTHING), classes)})", pattern)


@cache
def usage(code: str) -> Usage:
    """Return how a language is used."""
    patterns, wrong, style, named, opposites, inflect = (
        said.table(code, name) for name in ("patterns", "wrong", "style", "named", "opposites", "inflect")
    )
    classes = said.table(code, "classes")
    wrong = {_with(pattern, classes): right for pattern, right in wrong.items()}
    pairs = {name: (one, other) for name, (one, other) in opposites.items()}
    return Usage(patterns, wrong, style, named, pairs, inflect)
