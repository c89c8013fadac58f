"""The desk's own words, in the languages that it speaks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from briefgen.language.catalogue import SOURCE_LANGUAGE, read_po
from briefgen.problems.notes import WORDS, Named, SchemaWord, Told, WordRow

LANGUAGES: Mapping[str, str] = MappingProxyType({"ka": "ქართული", "en": "English"})
FOLDER = Path(__file__).parent / "catalogues"
_A_NAME = re.compile(r"\w*[./\[_]\w")  # of a file or a path, which is as it is

_Key = tuple[str | None, str]


class DeskWords:
    """What the desk says in one language; what has no words there yet is said in English."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._texts = _texts(language)

    def __call__(self, msgid: str, **about: object) -> str:
        """Return a message, with what stands for its `{names}`, which what was `Told` brings itself."""
        if isinstance(msgid, Named):
            return msgid.texts.get(self.language) or str.__str__(msgid)
        if isinstance(msgid, WordRow):
            return msgid.between.join(map(self, msgid.parts))
        if isinstance(msgid, SchemaWord):
            words = msgid.replace("_" if msgid.context == "field" else "-", " ")
            return self._texts.get((msgid.context, words)) or (
                words if msgid.context == "field" else str.__str__(msgid)
            )
        if isinstance(msgid, Told):
            if (None, msgid.words) not in self._texts:
                return self._texts.get(("list", msgid.words), str.__str__(msgid))  # what a kind is called
            about, msgid = dict(msgid.about), msgid.words
        told = {name: self._told(value) for name, value in about.items()}
        return self._texts.get((None, msgid), msgid).format(**told) if told else self._texts.get((None, msgid), msgid)

    def _told(self, value: object) -> object:
        return self(value) if isinstance(value, WORDS) else value

    def within(self, context: str, msgid: str) -> str:
        """Return a name that its context tells from others; in English it begins with a capital, as a label does."""
        return self._texts.get((context, msgid)) or msgid[:1].upper() + msgid[1:]

    def example(self, words: str) -> str:
        """Return what a field may say, in this language."""
        return self._texts.get(("example", words), words)

    def sentence(self, msgid: str) -> str:
        """Return what a report says as a sentence: with a capital, where the language has any, and with its stop."""
        words = self(msgid)
        if self.language == SOURCE_LANGUAGE and not _A_NAME.match(words):
            words = words[:1].upper() + words[1:]
        return words if words.endswith((".", "…", "?", "!", ":")) or not words else f"{words}."


@cache
def _texts(language: str) -> Mapping[_Key, str]:
    path = FOLDER / f"{language}.po"
    if language == SOURCE_LANGUAGE or not path.exists():
        return {}
    return {
        (message.context, str(message.id)): str(message.string)
        for message in read_po(path)
        if message.id and message.string and not message.fuzzy
    }
