"""Words for people that keep apart what they are about: for another language, and as data for a program."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, reduce
from typing import Any, Self

# Words with the names of what stands in them, and nothing of what else a format may ask for.
_PLAIN = re.compile(r"(?:[^{}]|\{\{|\}\}|\{[^\W\d]\w*(?:!r)?\})*")
_QUOTED = re.compile(r"\{(\w+)!r\}|[“„]\{(\w+)\}[”“]")


class Named(str):
    """What something is called in English, and `texts`: what it is called in each language.

    A date is under "" as the content has it, so that it can be told in a case.
    """

    texts: Mapping[str, str]

    def __new__(cls, words: str, texts: Mapping[str, str]) -> Self:
        """Return a name with what others call it."""
        made = super().__new__(cls, words)
        made.texts = texts
        return made

    def __str__(self) -> Self:
        """Return itself, as `Told` does."""
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (type(self), str.__str__(self), self.__dict__)


class SchemaWord(str):
    """A word of the schema, as content has it; `context` says whether it is the name of a field, or of a choice."""

    context: str

    def __new__(cls, context: str, words: str) -> Self:
        """Return the word, which catalogues have under its context."""
        made = super().__new__(cls, words)
        made.context = context
        return made

    def __str__(self) -> Self:
        """Return itself, as `Told` does."""
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (type(self), str.__str__(self), self.__dict__)


class Written(str):
    """What somebody wrote, such as words that can't be a date, or an id: it is told as it is in every language."""

    def __str__(self) -> Self:
        """Return itself, as `Told` does."""
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (type(self), str.__str__(self), self.__dict__)


class WordRow(str):
    """Words in a row, each of which may be told in another language; however many, unlike what `both` nests."""

    between: str
    parts: tuple[str, ...]

    def __new__(cls, between: str, parts: Iterable[str], plain: str = "") -> Self:
        """Return the words, with what stands between them; those that are empty are left out.

        A terminal has `plain` words in their place, such as an id.
        """
        kept = tuple(part for part in parts if part)
        made = super().__new__(cls, plain or between.join(kept))
        made.between, made.parts = between, kept
        return made

    def __str__(self) -> Self:
        """Return itself, as `Told` does."""
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (type(self), str.__str__(self), self.__dict__)


class Told(str):
    """Words in English that can be told in another language: `words` is the message, `about` what stands in it.

    What the message quotes, as in “{raw}” and {given!r}, is `Written`.
    """

    words: str
    about: Mapping[str, str]

    def __new__(cls, words: str, /, **about: object) -> Self:
        """Return a message such as «{path} was taken out», with what stands for each name."""
        return cls._made(words, about)

    @classmethod
    def _made(cls, words: str, about: Mapping[str, object]) -> Self:
        quoted = quoted_in(words) if about else ()
        told = {
            name: value if isinstance(value, WORDS) else Written(value) if name in quoted else str(value)
            for name, value in about.items()
        }
        made = super().__new__(cls, words.format(**told) if told else words)
        made.words, made.about = words, told
        return made

    def about_others(self, about: Mapping[str, object]) -> Told:
        """Return the same message with something else in it, such as the same things by other names."""
        return Told._made(self.words, {**self.about, **about})

    def __str__(self) -> Self:
        """Return itself, so that a mistake that is asked for its words has them with their parts."""
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (type(self), str.__str__(self), self.__dict__)


WORDS = (Told, Named, SchemaWord, WordRow, Written)


class Note(Told):
    """What a person should know of a change that was made; `code` says which it is, as with problems."""

    code: str

    def __new__(cls, code: str, words: str, /, **about: object) -> Self:
        """Return a note of words such as «{path} was taken out», with what stands for each name."""
        note = cls._made(words, about)
        note.code = code
        return note


def N_(msgid: str) -> str:  # the usual name of what marks a message
    """Mark a message for the catalogues that is looked up elsewhere."""
    return msgid


def looked_up(words: str) -> str:
    """Return words for another language which are told with `Told` elsewhere, where catalogues are made from."""
    return Told(words)


def either(names: Iterable[str]) -> str:
    """Return one of these names or another, such as «pdf or docx»; "" of none."""
    return _joined(lambda first, second: Told("{first} or {second}", first=first, second=second), names)


def both(names: Iterable[str]) -> str:
    """Return these names together, such as «ka and en»; "" of none."""
    return _joined(lambda first, second: Told("{first} and {second}", first=first, second=second), names)


def one_after_another(sentences: Iterable[str]) -> str:
    """Return what is told one after the other, with semicolons between; "" of none."""
    return _joined(lambda first, second: Told("{first}; {second}", first=first, second=second), sentences)


def side_by_side(sentences: Iterable[str]) -> str:
    """Return sentences in one paragraph; "" of none."""
    return _joined(lambda first, second: Told("{first} {second}", first=first, second=second), sentences)


def line_by_line(sentences: Iterable[str]) -> str:
    """Return sentences a line each; "" of none."""
    return _joined(lambda first, second: Told("{first}\n{second}", first=first, second=second), sentences)


def with_commas(names: Iterable[str]) -> str:
    """Return names one after the other; "" of none."""
    return _joined(lambda first, second: Told("{first}, {second}", first=first, second=second), names)


def listed(names: Iterable[str]) -> str:
    """Return what fills lines of its own, two spaces in, behind words that begin such a list; "" of none."""
    return _joined(lambda first, second: Told("{first}\n  {second}", first=first, second=second), names)


@cache
def quoted_in(words: str) -> frozenset[str]:
    """Return the names of what a message quotes itself."""
    return frozenset(filter(None, (name for found in _QUOTED.findall(words) for name in found)))


def _joined(join: Callable[[str, str], str], names: Iterable[str]) -> str:
    return reduce(join, [*names] or [""])


def _again(kind: type[Any], text: str, parts: Mapping[str, Any]) -> Any:
    made = str.__new__(kind, text)
    made.__dict__.update(parts)
    return made


def to_data(words: str) -> Any:
    """Return words for JSON, with their parts: what is plain as it is."""
    if isinstance(words, Told):
        return {"words": words.words, "about": {name: to_data(value) for name, value in words.about.items()}}
    if isinstance(words, Written):
        return {"written": str.__str__(words)}
    if isinstance(words, SchemaWord):
        return {"schema": str.__str__(words), "context": words.context}
    if isinstance(words, WordRow):
        return {"row": [to_data(part) for part in words.parts], "between": words.between, "plain": str.__str__(words)}
    return {"name": str.__str__(words), "texts": dict(words.texts)} if isinstance(words, Named) else words


def from_data(data: Any) -> str:
    """Return words that were kept as data; a note is kept without its code. Raises what data of another kind does."""
    if isinstance(data, str):
        return data
    if "written" in data:
        return Written(_text(data["written"]))
    if "schema" in data:
        return SchemaWord(_text(data["context"]), _text(data["schema"]))
    if "row" in data:
        return WordRow(_text(data["between"]), [from_data(part) for part in data["row"]], _text(data["plain"]))
    if "name" in data:
        return Named(_text(data["name"]), {code: _text(words) for code, words in data["texts"].items()})
    words, about = _text(data["words"]), {name: from_data(value) for name, value in data["about"].items()}
    if about and not _PLAIN.fullmatch(words):
        raise ValueError("words that ask for more than is told")
    return Told(words, **about)


def _text(data: Any) -> str:
    if not isinstance(data, str):
        raise TypeError("no words")
    return data
