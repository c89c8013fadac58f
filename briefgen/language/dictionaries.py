"""Spelling dictionaries of hunspell: where they lie, what they say of a word, and its answers, kept from run to run.

Loading Georgian takes a fifth of a second, so a dictionary is loaded only for a word that it was never asked about.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Hashable, Iterable, Iterator
from functools import cached_property, lru_cache
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from briefgen.problems.notes import Told

_SYSTEM = ("/usr/share/hunspell", "/usr/share/myspell/dicts", "/usr/local/share/hunspell", "/Library/Spelling")
_MOST_ANSWERS = 50_000  # of one dictionary; then they are begun anew
MOST_SUGGESTIONS = 3
_KIND, _FORMAT = "spelling", "2"  # of what is kept
_LONGEST_WORD = 60  # letters; hunspell takes no more than about a hundred bytes

Answer = bool | list[str]
"""Whether a word is right; of a wrong one perhaps what may be meant."""


class Memory(Hashable, Protocol):
    """What keeps bytes between two runs, by their kind and a key."""

    def get(self, kind: str, key: str) -> bytes | None:
        """Return what was kept, if it is whole."""

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Keep something, if that can be."""


class Dictionary:
    """A dictionary: the two files of hunspell, and what it said before; without a memory in this run alone."""

    def __init__(self, words: Path, memory: Memory | None = None) -> None:
        self.words = words
        self._marks = _marks(words)
        self._memory = memory
        self._heard: dict[str, Answer] = {}  # since they were kept

    def knows(self, word: str) -> bool:
        """Tell whether a word is spelled rightly; from the answers of earlier runs if it can."""
        answer = self._answer(word)
        if answer is None:
            answer = self._heard[word] = self._spell(word)
        return answer is True

    def suggest(self, word: str, alphabet: str) -> list[str]:
        """Return up to three words that are one slip away from a wrong one; none for a right one.

        Hunspell's own search takes a third of a second a word in Georgian; trying all single slips takes a tenth of it.
        """
        if self.knows(word):  # suggestions that were kept for it would make it a wrong one from then on
            return []
        answer = self._answer(word)
        if not isinstance(answer, list):
            right = (other for other in slips(word, alphabet) if self._spell(other))
            answer = self._heard[word] = list(islice(dict.fromkeys(right), MOST_SUGGESTIONS))
        return answer

    def save(self) -> None:
        """Keep the answers for the next run."""
        if not self._heard:
            return
        kept = {**self._read(), **self._heard}  # another process may have kept some meanwhile
        self._kept = self._heard if len(kept) > _MOST_ANSWERS else kept
        self._heard = {}
        if self._memory:
            self._memory.put(_KIND, self._key, json.dumps(self._kept, ensure_ascii=False).encode())

    def _answer(self, word: str) -> Answer | None:
        return self._heard.get(word, self._kept.get(word))

    def _spell(self, word: str) -> bool:
        return len(word) <= _LONGEST_WORD and bool(_loaded(self.words, self._marks).spell(word))

    @cached_property
    def _kept(self) -> dict[str, Answer]:
        return self._read()

    def _read(self) -> dict[str, Answer]:
        """Return the answers of earlier runs, of this one if there is no memory."""
        if self._memory is None:
            kept: dict[str, Answer] = vars(self).get("_kept", {})
            return kept
        try:
            answers = json.loads(self._memory.get(_KIND, self._key) or b"{}")
        except (ValueError, RecursionError):
            return {}
        return answers if isinstance(answers, dict) and all(map(_is_answer, answers.values())) else {}

    @property
    def _key(self) -> str:
        """What the answers are kept by: something else as soon as the dictionary's files change."""
        return hashlib.sha256("\n".join([_FORMAT, *self._marks]).encode()).hexdigest()


def _marks(words: Path) -> tuple[str, ...]:
    abouts = [(path.resolve(), path.stat()) for path in (words, words.with_suffix(".aff"))]
    # No edit leaves the time of the last change as it is, even one that keeps the size and the time of the words.
    return tuple(f"{path} {at.st_size} {at.st_mtime_ns} {at.st_ctime_ns} {at.st_ino}" for path, at in abouts)


@lru_cache(maxsize=16)  # of a process: its answers need no reading again
def _opened(words: Path, marks: tuple[str, ...], memory: Memory | None) -> Dictionary:
    return Dictionary(words, memory)


@lru_cache(maxsize=4)
def _loaded(words: Path, marks: tuple[str, ...]) -> Any:
    """Return hunspell with a dictionary, which is loaded once a process as long as its files stay the same."""
    from hunspell import Hunspell

    return Hunspell(words.stem, hunspell_data_dir=str(words.parent))


def unload() -> None:
    """Give back what loaded dictionaries take, some 10 MB each; a word that none was asked about loads it again."""
    _loaded.cache_clear()


def slips(word: str, alphabet: str) -> Iterator[str]:
    """Yield the words that are one slip of the fingers away, the likeliest slips first; of an endless word none."""
    if len(word) > _LONGEST_WORD:
        return
    halves = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    yield from (left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1)
    yield from (left + right[1:] for left, right in halves if right)
    yield from (left + letter + right for left, right in halves for letter in alphabet)
    yield from (left + letter + right[1:] for left, right in halves if right for letter in alphabet)


def find_dictionary(
    language: str, names: tuple[str, str], root: Path | None, memory: Memory | None = None
) -> Dictionary | None:
    """Return the dictionary of a language, the project's own first; None if there is none or nothing that reads it.

    `names` are hunspell's (``ka_GE``) and npm's (``dictionary-ka``), as `Language.dictionary` has them; `memory` keeps
    what it says for the next run.
    """
    if not all(names) or not speller_is_installed():
        return None
    for path in _places(language, names, root):
        if path.is_file() and path.with_suffix(".aff").is_file():
            opened: Dictionary = _opened(path, _marks(path), memory)
            return opened
    return None


def dictionary_files(language: str, names: tuple[str, str], root: Path | None) -> Iterator[Path]:
    """Yield the files of all dictionaries that a language could have; most aren't there."""
    for path in _places(language, names, root):
        yield from (path, path.with_suffix(".aff"))


def speller_is_installed() -> bool:
    """Tell whether the package chunspell, which is hunspell, is here; it isn't loaded."""
    return find_spec("hunspell") is not None


def how_to_get(names: tuple[str, str]) -> str:
    """Return what to type for a dictionary that is missing, or for what reads it; nothing where there is none."""
    if not all(names):
        return ""
    if not speller_is_installed():
        return Told("type: pip install chunspell")
    hunspell, npm = names
    debian = f"hunspell-{hunspell.lower().replace('_', '-')}"
    return Told(
        "in the project's folder type: npm install --prefix .cache/dictionaries {npm}; or install {debian}",
        npm=npm,
        debian=debian,
    )


def _is_answer(value: object) -> bool:
    return isinstance(value, bool) or (isinstance(value, list) and all(isinstance(word, str) for word in value))


def _places(language: str, names: tuple[str, str], root: Path | None) -> Iterator[Path]:
    hunspell, npm = names
    for folder in _own_folders(root):
        yield folder / language / "index.dic"
        yield folder / language / f"{hunspell}.dic"
        yield folder / "node_modules" / npm / "index.dic"
    for system in _SYSTEM:
        yield Path(system) / f"{hunspell}.dic"


def _own_folders(root: Path | None) -> Iterable[Path]:
    checkout = Path(__file__).resolve().parents[2]
    folders = [root, checkout if (checkout / "pyproject.toml").is_file() else None]
    return [folder / ".cache" / "dictionaries" for folder in dict.fromkeys(folders) if folder is not None]
