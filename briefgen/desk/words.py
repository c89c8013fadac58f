"""The desk's own words, in the languages that it speaks.

Messages are those of a terminal, in English. The desk's English catalogue words anew those that tell what to type.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Self

from briefgen.language.catalogue import SOURCE_LANGUAGE, read_po
from briefgen.problems.notes import WORDS, Named, SchemaWord, Told, WordRow, Written, quoted_in
from briefgen.upkeep.form_words import LISTS
from briefgen.upkeep.machine_forms import date_in, is_date

LANGUAGES: Mapping[str, str] = MappingProxyType({"ka": "ქართული", "en": "English"})
LANGUAGE_NAMES = {"ka": Told("Georgian"), "en": Told("English"), "fr": Told("French")}  # of briefs
FOLDER = Path(__file__).parent / "catalogues"
_AS_TYPED = re.compile(r"`([^`\n]+)`")  # as a terminal shows what stands in a file
_IN_QUOTES = re.compile(r"['“](.+)['”]", re.DOTALL)  # as messages quote
# Of a file, a path, a server or a mailbox, or one with a capital of its own, such as eu-LISA: it is as it is.
_A_NAME = re.compile(r"[\w-]*(?:[./:\[_@]\w|[A-Z])")

# As it is typed in the words of code; what is quoted as code stands behind a space or a sign.
_APOSTROPHE = re.compile(r"(?<=[\w}])'(?=\w)")

_Key = tuple[str | None, str]


class Inflected(str):
    """Words in a sentence, of which it may want a case: of a date, as in `{day:gen}`; other words are as they are.

    Only what a language is called has a form of its own before a noun in a case, `{key:before}`: ინგლისურ ტექსტში.
    """

    language: str
    value: str

    def __new__(cls, words: str, language: str, value: str = "") -> Self:
        """Return words of a language for a value of the content."""
        made = super().__new__(cls, words)
        made.language, made.value = language, value
        return made

    def __repr__(self) -> str:
        """Return the words as a message quotes them, in the quotation marks of the language."""
        return in_quotes(str.__str__(self), self.language)

    def __format__(self, case: str) -> str:
        """Return the words, a date in a case, and a language's name as it stands before a noun in one."""
        if case == "before":
            return str(self).removesuffix("ი") if str(self).endswith("ული") or str(self).endswith("ური") else str(self)
        return date_in(self.language, self.value, case) if case and is_date(self.value) else str(self)


def in_quotes(words: str, language: str) -> str:
    """Return words in the quotation marks of a language."""
    return f"„{words}“" if language == "ka" else f"“{words}”"


def set_in_type(words: str) -> str:
    """Return words of the desk with apostrophes as they are printed: isn’t, the brief’s."""
    return _APOSTROPHE.sub("’", words) if "'" in words else words


def shown_of(row: WordRow) -> Sequence[str]:
    """Return those of words in a row that a clerk reads: of a thing's fields not its id, which is for the files."""
    fields = [each for each in row.parts if isinstance(each, Told) and isinstance(each.about.get("field"), SchemaWord)]
    ids = [each for each in fields if str.__str__(each.about["field"]) == "id"]
    return [each for each in row.parts if each not in ids] or row.parts


class DeskWords:
    """What the desk says in one language; what has no words there yet is said in English."""

    def __init__(self, language: str, names: Callable[[str], str] = str) -> None:
        """Speak a language; `names` says what a value is called that stands in a sentence, such as a path."""
        self.language = language
        self.names = names
        self._texts = _texts(language)

    def __call__(self, msgid: str, **about: object) -> str:
        """Return a message, with what stands for its `{names}`, which what was `Told` brings itself."""
        if isinstance(msgid, Named):
            return msgid.texts.get(self.language) or str.__str__(msgid)
        if isinstance(msgid, Written):
            return self._as_written(msgid)
        if isinstance(msgid, WordRow):
            return msgid.between.join(map(self, shown_of(msgid)))
        if isinstance(msgid, SchemaWord):
            return self._of_schema(msgid)
        if isinstance(msgid, Told):
            about, msgid = dict(msgid.about), msgid.words
        quoted = quoted_in(msgid) if about else ()
        said = self._texts.get((None, msgid)) or self._texts.get(("list", msgid), msgid)  # or what a kind is called
        if self.language == SOURCE_LANGUAGE and (None, msgid) in _texts("ka"):  # words of the desk, all of which it has
            said = set_in_type(said)  # before anything of somebody's own stands in it
        told = {
            name: self._told(self._brief(name, value, said), quoted=name in quoted) for name, value in about.items()
        }  # fmt: skip
        return said.format(**told) if told else said

    def _of_schema(self, word: SchemaWord) -> str:
        """Return what a word of the schema is called; one that it doesn't have, such as a language, as a value is."""
        plain = _IN_QUOTES.sub(r"\1", word)
        words = plain.replace("_" if word.context == "field" else "-", " ")
        said = self._texts.get((word.context, words))
        if not said and word.context == "field":
            said = self._texts.get(("list", plain)) or (words if (named := self.names(plain)) == plain else named)
        said = said or (words if word.context == "choice" else self.names(plain))
        return said if plain == str.__str__(word) else self.quoted(said)

    def _as_written(self, words: str) -> str:
        """Return what somebody wrote; what a message quotes is in the quotation marks of the language."""
        found = _IN_QUOTES.fullmatch(words)
        return self.quoted(found[1]) if found else str.__str__(words)

    def _brief(self, name: str, value: object, said: str) -> object:
        """Return what a type of brief is called, where a message names one; English has its short name in a row.

        Where English quotes it, as in “{brief}”, it is called there what its checkbox and its files are called.
        """
        if name != "brief" or not isinstance(value, str):
            return value
        if self.language == SOURCE_LANGUAGE:
            return self.within("brief", value) if "“{brief}”" in said else value
        bare = _IN_QUOTES.sub(r"\1", value)
        called = self._texts.get(("brief", bare))
        return Named(value, {self.language: called if bare == value else self.quoted(called)}) if called else value

    def _told(self, value: object, *, quoted: bool) -> object:
        if quoted and isinstance(value, Written):  # marks in it are somebody's own
            return Inflected(str.__str__(value), self.language)
        if isinstance(value, WORDS):
            date = value.texts.get("", "") if isinstance(value, Named) else ""
            return Inflected(self(value), self.language, date)
        return Inflected(self.names(value), self.language, value) if isinstance(value, str) else value

    def within(self, context: str, msgid: str, *, running: bool = False) -> str:
        """Return a name that its context tells from others.

        In English it begins with a capital, as a label does, but in the `running` words of a sentence.
        """
        words = self._texts.get((context, msgid), msgid)
        if not running and words.isascii():  # Georgian has no capitals
            words = words[:1].upper() + words[1:]
        return set_in_type(words) if self.language == SOURCE_LANGUAGE else words

    def of_field(self, name: str, *, running: bool = False) -> str:
        """Return what a field is called; of a list, what the list is called."""
        key = ("field", name.replace("_", " "))
        if key not in self._texts and ("list", name) in self._texts:
            key = ("list", name)
        return self.within(*key, running=running)

    def list_at(self, path: str) -> str:
        """Return what the list at a path is called; two that have one name in the content differ by where they are."""
        return self.within("list", LISTS.get(path, path.rpartition(".")[2]))

    def add_to(self, path: str) -> str:
        """Return what a page and its button say on which an entry is added to the list at a path."""
        return self.within("add", LISTS.get(path, path.rpartition(".")[2]))

    def quoted(self, words: str) -> str:
        """Return words in the quotation marks of the language."""
        return in_quotes(words, self.language)

    def example(self, words: str) -> str:
        """Return what a field may say, in this language."""
        return self._texts.get(("example", words), words)

    def heading(self, words: str) -> str:
        """Return words with a capital, where the language has any: not the name of a file."""
        if self.language != SOURCE_LANGUAGE or _A_NAME.match(words):
            return words
        return words[:1].title() + words[1:]  # a Georgian letter, as of a name, has no capital that anybody writes

    def sentence(self, msgid: str) -> str:
        """Return what a report says as a sentence: with a capital, where the language has any, and with its stop.

        A note of the content, in whichever language it is, is quoted.
        """
        if isinstance(msgid, Written):
            msgid = Told("it is noted: “{note}”", note=msgid)
        words = _AS_TYPED.sub(lambda found: in_quotes(found[1], self.language), self.heading(self(msgid)))
        # What is quoted at its end may have a stop of its own: “…see the event.”
        return words if words.rstrip("“”»").endswith((".", "…", "?", "!", ":")) or not words else f"{words}."


@cache
def _texts(language: str) -> Mapping[_Key, str]:
    path = FOLDER / f"{language}.po"
    if not path.exists():
        return {}
    return {
        (message.context, str(message.id)): str(message.string)
        for message in read_po(path)
        if message.id and message.string and not message.fuzzy
    }
