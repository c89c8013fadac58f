"""The languages of briefs: dates, ordinals, numbers, quotes and sorting, one file of data a language.

`data/ka.toml` says how Georgian is written; with its catalogue `catalogues/ka.po` that is all a language needs. A
module that is called as the language (`ka.py`) adds what is irregular in it, as a class `LANGUAGE`. A project may bring
others along, or another file for one of these: see `briefgen.project.languages`.
"""

from __future__ import annotations

import sys
import tomllib
from functools import _lru_cache_wrapper, cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.language.base import Language, UnknownCountryError
from briefgen.problems.mistakes import Mistake
from briefgen.project.languages import CODE, WORDS, own_languages, own_words, when_others

if TYPE_CHECKING:
    from briefgen.project.languages import OwnLanguage

__all__ = ["Language", "UnknownCountryError", "UnknownLanguageError", "available", "get_language", "iso_codes"]

FOLDER = Path(__file__).with_name("data")


class UnknownLanguageError(Mistake, ValueError):
    """There is no such language; the message lists those that there are."""

    exit_code = 2


def available() -> tuple[str, ...]:
    """Return the codes of the languages that have a file, briefgen's and the project's, sorted."""
    own = own_languages()
    return tuple(sorted({*shipped(), *own})) if own else shipped()


@cache  # rules ask thousands of times, and each would look through the folder
def shipped() -> tuple[str, ...]:
    """Return the codes of the languages that briefgen brings along, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml") if CODE.fullmatch(path.stem)))


# Languages that only some of the versions of CLDR have that Babel 2.16 to 2.19 brings.
_NOT_IN_EVERY_CLDR = "apw cwd gom hdn ike kek lld mid nnp ojg rej sjd sje sju"


@cache
def iso_codes() -> frozenset[str]:
    """Return the ISO 639 codes of languages, briefgen's own or not, as far as CLDR has a name for them."""
    from babel import Locale

    return frozenset((*map(str, Locale("en").languages), *_NOT_IN_EVERY_CLDR.split()))


def get_language(code: str) -> Language:
    """Return the language with this code and import no other; raises `UnknownLanguageError`, `LanguageFileError`."""
    _require_words(code)
    if own := own_languages().get(code):
        return _own(code, own)
    if code not in shipped():
        listed = ", ".join(available())
        how = f"; {how}" if (how := how_to_add(code)) else ""
        raise UnknownLanguageError(f"there is no language {code!r}; available: {listed}{how}")
    return _shipped(code)


def how_to_add(code: str) -> str:
    """Return what to type for a language that there isn't; nothing for what can be no language."""
    if code not in iso_codes():
        return ""
    return f"start it with: briefgen language new {code}"


@cache
def _require_words(code: str) -> None:
    """Raise `LanguageFileError` if what a project adds for the checks can't be used."""
    for folder in WORDS:
        if own_words(folder, code):
            from briefgen.language.said import with_own

            with_own(FOLDER.with_name(folder), code)


@cache
def _shipped(code: str) -> Language:
    return _kind(code)(tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8")))


@cache
def _own(code: str, own: OwnLanguage) -> Language:
    from briefgen.language.own import read_language

    return read_language(code, own, _kind(code))


def _kind(code: str) -> type[Language]:
    """Return what makes a language of its data: where something is irregular in it, its own class."""
    if CODE.fullmatch(code) and Path(__file__).with_name(f"{code}.py").is_file():
        kind: type[Language] = import_module(f"{__name__}.{code}").LANGUAGE
        return kind
    return Language


def _forget() -> None:
    """Forget what was concluded from languages of another project: it is remembered by their codes."""
    for name, module in [*sys.modules.items()]:
        if name.startswith("briefgen."):
            for value in [*vars(module).values()]:
                if isinstance(value, _lru_cache_wrapper):
                    value.cache_clear()


when_others(_forget)
