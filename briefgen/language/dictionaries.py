"""Spelling dictionaries of hunspell: where they lie, what they say of a word, and the answers kept on disk.

Loading Georgian takes a fifth of a second, so a dictionary is loaded only for a word that it was never asked about.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cached_property, lru_cache
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

from briefgen.project.reading import read_file
from briefgen.project.workshop import cache_folder

_SYSTEM = ("/usr/share/hunspell", "/usr/share/myspell/dicts", "/usr/local/share/hunspell", "/Library/Spelling")
_MOST_ANSWERS = 50_000  # of one dictionary; then its file is begun anew
MOST_SUGGESTIONS = 3
_FORMAT = "1"  # of that file
_LONGEST_WORD = 60  # letters; hunspell takes no more than about a hundred bytes

Answer = bool | list[str]
"""Whether a word is right; of a wrong one perhaps what may be meant."""


class Dictionary:
    """A dictionary: the two files of hunspell, and what it said before."""

    def __init__(self, words: Path, cache: Path | None = None) -> None:
        self.words = words
        self.rules = words.with_suffix(".aff")
        self._cache = cache or cache_folder()
        self._asked: dict[str, Answer] = {}  # in this run

    def knows(self, word: str) -> bool:
        """Tell whether a word is spelled rightly; from the answers of earlier runs if it can."""
        answer = self._asked.get(word, self._answers.get(word))
        if answer is None:
            answer = self._asked[word] = self._spell(word)
        return answer is True

    def suggest(self, word: str, alphabet: str) -> list[str]:
        """Return up to three words that are one slip away from a wrong one; none for a right one.

        Hunspell's own search takes a third of a second a word in Georgian; trying all single slips takes a tenth of it.
        """
        if self.knows(word):  # suggestions that were kept for it would make it a wrong one from then on
            return []
        answer = self._asked.get(word, self._answers.get(word))
        if not isinstance(answer, list):
            right = (other for other in slips(word, alphabet) if self._spell(other))
            answer = self._asked[word] = list(islice(dict.fromkeys(right), MOST_SUGGESTIONS))
        return answer

    def _spell(self, word: str) -> bool:
        return len(word) <= _LONGEST_WORD and bool(self._hunspell.spell(word))

    def save(self) -> None:
        """Keep the answers for the next run. A folder that can't be written is no harm: they are only asked again."""
        if not self._asked:
            return
        answers = {**self._read(), **self._asked}  # another process may have written meanwhile
        if len(answers) > _MOST_ANSWERS:
            answers = self._asked
        part = self._file.with_suffix(f".{os.getpid()}")
        try:
            part.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(answers, ensure_ascii=False), encoding="utf-8")
            part.replace(self._file)
        except OSError:
            with suppress(OSError):
                part.unlink(missing_ok=True)

    @cached_property
    def _hunspell(self) -> Any:
        return _loaded(self.words, self._marks)

    @cached_property
    def _answers(self) -> dict[str, Answer]:
        return self._read()

    def _read(self) -> dict[str, Answer]:
        try:
            answers = json.loads(read_file(self._file))
        except (OSError, ValueError, RecursionError):
            return {}
        return answers if isinstance(answers, dict) and all(map(_is_answer, answers.values())) else {}

    @cached_property
    def _file(self) -> Path:
        """The file of answers: another one as soon as the dictionary's files change."""
        key = hashlib.sha256("\n".join([_FORMAT, *self._marks]).encode()).hexdigest()[:16]
        return self._cache / f"spelling-{key}.json"

    @property
    def _marks(self) -> tuple[str, ...]:
        abouts = [(path.resolve(), path.stat()) for path in self._files]
        # No edit leaves the time of the last change as it is, even one that keeps the size and the time of the words.
        return tuple(f"{path} {at.st_size} {at.st_mtime_ns} {at.st_ctime_ns} {at.st_ino}" for path, at in abouts)

    @property
    def _files(self) -> tuple[Path, Path]:
        return self.words, self.rules


@lru_cache(maxsize=4)
def _loaded(words: Path, marks: tuple[str, ...]) -> Any:
    """Return hunspell with a dictionary, which is loaded once a process as long as its files stay the same."""
    from hunspell import Hunspell

    return Hunspell(words.stem, hunspell_data_dir=str(words.parent))


def slips(word: str, alphabet: str) -> Iterator[str]:
    """Yield the words that are one slip of the fingers away, the likeliest slips first; of an endless word none."""
    if len(word) > _LONGEST_WORD:
        return
    halves = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    yield from (left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1)
    yield from (left + right[1:] for left, right in halves if right)
    yield from (left + letter + right for left, right in halves for letter in alphabet)
    yield from (left + letter + right[1:] for left, right in halves if right for letter in alphabet)


def find_dictionary(language: str, names: tuple[str, str], root: Path | None) -> Dictionary | None:
    """Return the dictionary of a language, the project's own first; None if there is none or nothing that reads it.

    `names` are hunspell's (``ka_GE``) and npm's (``dictionary-ka``), as `Language.dictionary` has them.
    """
    if not all(names) or not speller_is_installed():
        return None
    places = _places(language, names, root)
    return next((Dictionary(path) for path in places if path.is_file() and path.with_suffix(".aff").is_file()), None)


def dictionary_files(language: str, names: tuple[str, str], root: Path | None) -> Iterator[Path]:
    """Yield the files of all dictionaries that a language could have; most aren't there."""
    for path in _places(language, names, root):
        yield from (path, path.with_suffix(".aff"))


def speller_is_installed() -> bool:
    """Tell whether the package chunspell, which is hunspell, is here; it isn't loaded."""
    return find_spec("hunspell") is not None


def how_to_get(names: tuple[str, str]) -> str:
    """Return what to type for a dictionary that is missing, or for the package that reads it."""
    if not speller_is_installed():
        return "type: pip install chunspell"
    hunspell, npm = names
    debian = f"hunspell-{hunspell.lower().replace('_', '-')}"
    return f"in the project's folder type: npm install --prefix .cache/dictionaries {npm}; or install {debian}"


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
