"""The languages of briefs: dates, ordinals, numbers, quotes and sorting, one module a language.

A module whose name is a language code (``ka.py``) holds a language as ``LANGUAGE``; with its catalogue
``catalogues/ka.po`` that is all a language needs. Helper modules have longer names.
"""

from __future__ import annotations

import pkgutil
import re
from functools import cache
from importlib import import_module

from briefgen.language.base import Language, UnknownCountryError
from briefgen.problems.mistakes import Mistake

__all__ = ["Language", "UnknownCountryError", "UnknownLanguageError", "available", "get_language", "iso_codes"]

_CODE = re.compile(r"[a-z]{2,3}")


class UnknownLanguageError(Mistake, ValueError):
    """There is no such language; the message lists those that there are."""

    exit_code = 2


def available() -> tuple[str, ...]:
    """Return the codes of the languages that have a module, sorted."""
    return _in(tuple(__path__))


@cache  # rules ask thousands of times, and each would look through the folder
def _in(folders: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(module.name for module in pkgutil.iter_modules(folders) if _CODE.fullmatch(module.name)))


# Languages that only some of the versions of CLDR have that Babel 2.16 to 2.19 brings.
_NOT_IN_EVERY_CLDR = "apw cwd gom hdn ike kek lld mid nnp ojg rej sjd sje sju"


@cache
def iso_codes() -> frozenset[str]:
    """Return the ISO 639 codes of languages, briefgen's own or not, as far as CLDR has a name for them."""
    from babel import Locale

    return frozenset((*map(str, Locale("en").languages), *_NOT_IN_EVERY_CLDR.split()))


def get_language(code: str) -> Language:
    """Return the language with this code and import no other; raises `UnknownLanguageError`."""
    if code not in available():
        raise UnknownLanguageError(f"there is no language {code!r}; available: {', '.join(available())}")
    language: Language = import_module(f"{__name__}.{code}").LANGUAGE
    return language
