"""The languages that the project at hand brings along, beside those of briefgen: what their files say, by code.

Nearly everything asks for a language by its code, so which files stand behind the codes is said once, by whoever opens
a project: `making.opened`. A process that works on several projects, one after the other, says it anew each time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.project.reading import read_file

if TYPE_CHECKING:
    from briefgen.project.folder import Project

LARGEST = 200_000  # bytes of a language's file: ours have 20 000
CODE = re.compile(r"[a-z]{2,3}")
WORDS = ("said", "places")  # folders of what a project adds for the checks


@dataclass(frozen=True, slots=True)
class OwnLanguage:
    """The file of a language in a project: how messages call it, and its bytes."""

    name: str
    data: bytes


_languages: Mapping[str, OwnLanguage] = {}
_own: Mapping[str, OwnLanguage] = {}  # by code, and what is added for the checks by folder and code: said/he
_forgetting: list[Callable[[], None]] = []


def own_languages() -> Mapping[str, OwnLanguage]:
    """Return the languages of the project at hand."""
    return _languages


def own_words(folder: str, code: str) -> OwnLanguage | None:
    """Return what the project at hand adds for the checks in a language: of `said`, or of `places`."""
    return _own.get(f"{folder}/{code}")


def all_own() -> Mapping[str, OwnLanguage]:
    """Return all that the project at hand says of languages."""
    return _own


def read_languages(project: Project) -> Mapping[str, OwnLanguage]:
    """Return the languages of a project: each TOML file beside its catalogues that is called as a language.

    What its folders `said` and `places` add for the checks is there, too, by folder and code.
    Raises `NotPlainError`, OSError and what the settings are to blame for.
    """
    found = {}
    folder = project.catalogue_folder
    for path in sorted(path for each in (folder, *(folder / name for name in WORDS)) for path in each.glob("*.toml")):
        if CODE.fullmatch(path.stem):
            name = project.name_of(path)
            key = path.stem if path.parent == folder else f"{path.parent.name}/{path.stem}"
            found[key] = OwnLanguage(name, read_file(path, name, LARGEST))
    return found


def use(languages: Mapping[str, OwnLanguage]) -> None:
    """Let these be the languages of the project at hand; what was concluded from others is forgotten."""
    global _languages, _own
    if languages != _own:
        _own, _languages = languages, {code: own for code, own in languages.items() if "/" not in code}
        for forget in _forgetting:
            forget()


def when_others(forget: Callable[[], None]) -> None:
    """Have something called when other languages stand behind the codes."""
    _forgetting.append(forget)
