"""The languages of briefs: dates, ordinals, numbers, quotes and sorting, one file of data a language.

`data/ka.toml` says how Georgian is written; with its catalogue `catalogues/ka.po` that is all a language needs. A
module that is called as the language (`ka.py`) adds what is irregular in it, as a class `LANGUAGE`.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import import_module
from pathlib import Path

from briefgen.language.base import Language, UnknownCountryError
from briefgen.problems.mistakes import Mistake

__all__ = ["Language", "UnknownCountryError", "UnknownLanguageError", "available", "get_language", "iso_codes"]

FOLDER = Path(__file__).with_name("data")
_CODE = re.compile(r"[a-z]{2,3}")


class UnknownLanguageError(Mistake, ValueError):
    """There is no such language; the message lists those that there are."""

    exit_code = 2


@cache  # rules ask thousands of times, and each would look through the folder
def available() -> tuple[str, ...]:
    """Return the codes of the languages that have a file, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml") if _CODE.fullmatch(path.stem)))


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
    return _shipped(code)


@cache
def _shipped(code: str) -> Language:
    kind: type[Language] = Language
    if Path(__file__).with_name(f"{code}.py").is_file():
        kind = import_module(f"{__name__}.{code}").LANGUAGE
    return kind(tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8")))
