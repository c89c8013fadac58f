"""How much of what a change says a test says, too; for `tests/quick.py`, where the imports of many tests are alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from math import log
from types import CodeType, FunctionType
from typing import Any

_WORD = re.compile(r"[a-z]{3,}")  # names fall into theirs: of `known_on` both


class Kinship:
    """The share of a change's words that each test has, from 0 to 1; a word counts more the fewer tests have it."""

    def __init__(self, change: str, tests: Mapping[str, Callable[..., Any]]) -> None:
        said = {name: _said(test) for name, test in tests.items()}
        having = Counter(word for words in said.values() for word in words)
        # In their order: sums of floats differ with it, and each worker has to come to the same.
        known = sorted(word for word in words_of(change) if having[word])
        self._weights = {word: log(1 + len(said) / having[word]) for word in known}
        self._whole = sum(self._weights.values())
        self._said = said

    def share(self, name: str, case: str = "") -> float:
        """Return the share of a test; what its case is called counts as said."""
        words = self._said.get(name, set()) | words_of(case)
        shared = sum(weight for word, weight in self._weights.items() if word in words)
        return shared / self._whole if self._whole else 0


def words_of(text: str) -> set[str]:
    """Return the words of a text or a piece of code."""
    return set(_WORD.findall(text.lower()))


def _said(test: Callable[..., Any]) -> set[str]:
    """Return the words of a test and of the functions of its module that it names."""
    test = getattr(getattr(test, "hypothesis", None), "inner_test", test)
    near = [test.__globals__.get(name) for name in test.__code__.co_names]
    own = [each for each in near if isinstance(each, FunctionType) and each.__module__ == test.__module__]
    return words_of(" ".join(word for each in (test, *own) for word in _words(each.__code__)))


def _words(code: CodeType) -> Iterator[str]:
    """Yield the names and the texts of a piece of code."""
    yield code.co_name
    yield from code.co_names
    yield from code.co_varnames
    for constant in code.co_consts:
        if isinstance(constant, str):
            yield constant
        elif isinstance(constant, CodeType):
            yield from _words(constant)
        elif isinstance(constant, tuple):
            yield from (each for each in constant if isinstance(each, str))
