"""The interface's words in each language, read straight from PO files; English is the language of the msgids."""

from __future__ import annotations

import io
import re
import string
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from babel.messages import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser

from briefgen.language import get_language, shipped
from briefgen.language.binding import Binding, spaced
from briefgen.problems.mistakes import Mistake
from briefgen.project.reading import read_file

SOURCE_LANGUAGE = "en"
_MOST = 5_000_000  # bytes of a catalogue
FOLDER = Path(__file__).parent / "catalogues"
READ_IN, TODO = "read in ", "the to-do list"  # so comments of messages say where each is read

_LINE = re.compile(r'(?:(msgctxt|msgid_plural|msgid|msgstr)(?:\[\d+\])?\s*)?"(?:[^"\\]|\\["\\ntr])*"')
_BEFORE = {"msgctxt": {"", "msgstr"}, "msgid": {"", "msgctxt", "msgstr"}, "msgstr": {"msgid"}}
_FIELD = re.compile(r"[a-z][a-z0-9_]*")

_Key = tuple[str | None, str]  # context, msgid


class CatalogueError(Mistake):
    """A catalogue can't be used; the message names file and line."""


class MissingMessageError(Mistake, LookupError):
    """A message has no finished translation; the message names language, msgid and file."""


@dataclass(frozen=True)
class Catalogue:
    """The messages of one language; from several files, later ones win."""

    language: str
    files: tuple[Path, ...]
    names: tuple[str, ...]  # of the files, in messages
    _texts: Mapping[_Key, str]

    def has(self, msgid: str, context: str | None = None) -> bool:
        """Tell whether a message is translated."""
        return (context, msgid) in self._texts or (None, msgid) in self._texts

    def text(self, msgid: str, context: str | None = None) -> str:
        """Return a message, with its `{placeholders}`; raises `MissingMessageError` if it isn't translated.

        One that isn't translated in its context is as without it. One that the staff alone read is in English then:
        nobody who gets a brief sees it, and without it there would be no draft.
        """
        found = self._texts.get((context, msgid)) or self._texts.get((None, msgid))
        if found is not None:
            return found
        if self.language == SOURCE_LANGUAGE or (context, msgid) in _of_staff():
            return msgid
        place = f" (in the context {context!r})" if context else ""
        files = ", ".join(self.names)
        raise MissingMessageError(f"{msgid!r}{place} is not translated into {self.language!r}: see {files}")


def load_catalogue(code: str, *extra_paths: Path, name_of: Callable[[Path], str] = str) -> Catalogue:
    """Read a language's catalogue, then those of a project, which add to it and override it.

    Messages call files as `name_of` does. Raises `UnknownLanguageError`, and `CatalogueError` for a file that is
    missing or malformed.
    """
    known = get_language(code)
    language = known.code
    own = (FOLDER / f"{language}.po",) if language in shipped() and language != SOURCE_LANGUAGE else ()
    files = (*own, *extra_paths)
    if not files and language != SOURCE_LANGUAGE:
        raise CatalogueError(f"briefs have no words in {language!r}; write them: briefgen language new {language}")
    texts: dict[_Key, str] = {}
    for path in files:
        name = name_of(path)
        texts.update(_messages(_text(path, name), language, name, known.binding))
    return Catalogue(language, files, tuple(map(name_of, files)), texts)


def read_po(path: Path, name: str = "") -> Catalog:
    """Parse a PO file, which messages call `name`, strictly; raises `CatalogueError`."""
    name = name or str(path)
    return _parsed(_text(path, name), name)


def is_for_staff(message: Message) -> bool:
    """Tell whether a message is read in the to-do list alone, and in nothing that readers get."""
    read = [comment for comment in message.auto_comments if comment.startswith(READ_IN)]
    return bool(read) and all(comment.startswith(f"{READ_IN}{TODO}") for comment in read)


@cache
def _of_staff() -> frozenset[_Key]:
    return frozenset((each.context, str(each.id)) for each in read_po(FOLDER / "briefgen.pot") if is_for_staff(each))


def _text(path: Path, name: str) -> str:
    try:
        return read_file(path, name, _MOST).decode("utf-8")
    except OSError as error:
        raise CatalogueError(f"{name}: can't read the catalogue: {error.strerror}") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise CatalogueError(f"{name}:{line}: this is not UTF-8") from None


def _parsed(text: str, name: str) -> Catalog:
    _check_lines(name, text)
    catalog = _StrictCatalog()
    try:
        PoFileParser(catalog, abort_invalid=True).parse(io.StringIO(text))
    except _DuplicateError as error:
        raise CatalogueError(f"{name}:{error.lineno}: {error}") from None
    except PoFileError as error:
        # Only what is marked with «#~» comes so far; Babel's own words for it differ from version to version.
        what = "this is not a message that is used no more, as #~ says; take the line out"
        raise CatalogueError(f"{name}:{error.lineno + 1}: {what}") from None
    except (ValueError, LookupError) as error:
        raise CatalogueError(f"{name}:1: the header can't be read: {error}") from None
    return catalog


class _DuplicateError(Exception):
    def __init__(self, message: Message) -> None:
        super().__init__(f"{message.id!r} is in the catalogue twice")
        self.lineno = message.lineno


class _StrictCatalog(Catalog):
    """Babel's catalogue merges a message that occurs twice; this one refuses it."""

    def __setitem__(self, msgid: Any, message: Message) -> None:
        if msgid and self.get(msgid, message.context) is not None:
            raise _DuplicateError(message)
        super().__setitem__(msgid, message)


def _check_lines(name: str, text: str) -> None:
    """Refuse what Babel's parser lets pass: unclosed quotes, unknown escapes, keywords out of order."""
    last = ""
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line)
        if not found:
            raise CatalogueError(f"{name}:{number}: this is not a line of a PO file; is a quote missing?")
        keyword = found[1] or ""
        if keyword == "msgid_plural":
            raise CatalogueError(f"{name}:{number}: messages with plural forms are not used here")
        if keyword and last not in _BEFORE[keyword]:
            raise CatalogueError(f"{name}:{number}: {keyword} can't follow {last or 'the beginning of the file'}")
        if not keyword and not last:
            raise CatalogueError(f"{name}:{number}: text that belongs to no msgid or msgstr")
        last = keyword or last
    if last not in ("", "msgstr"):
        raise CatalogueError(f"{name}:{len(text.splitlines())}: the last message has no msgstr")


@lru_cache(maxsize=16)  # a run composes many briefs, and parsing takes longer than all else of a short one
def _messages(text: str, language: str, name: str, binding: Binding) -> Mapping[_Key, str]:
    # Not all of them come to a page, whose lines are bound: some are what a picture says, or a letter's subject.
    return {key: spaced(words, binding) for key, words in _finished(text, language, name)}


def _finished(text: str, language: str, name: str) -> Iterator[tuple[_Key, str]]:
    """Yield the finished messages of a file; what is empty or fuzzy counts as missing."""
    catalog = _parsed(text, name)
    stated = catalog.locale_identifier
    if stated and stated.partition("_")[0] != language:
        raise CatalogueError(f"{name}:1: the header says {stated!r}, not {language!r}")
    for message in catalog:
        if not message.id or not message.string or message.fuzzy:
            continue
        problem = _problem(str(message.id), str(message.string))
        if problem:
            raise CatalogueError(f"{name}:{message.lineno}: {problem}")
        yield (message.context, str(message.id)), str(message.string)


def _problem(msgid: str, translation: str) -> str | None:
    """Say in plain words what makes a translation unusable, if anything does."""
    for char in translation:
        if unicodedata.category(char) in ("Cc", "Zl", "Zp") or _is_bidi_control(char):
            return f"the translation of {msgid!r} holds the control character U+{ord(char):04X}"
    try:
        wanted, found = placeholders(msgid), placeholders(translation)
    except ValueError as error:
        return f"{msgid!r}: {error}"
    if wanted != found:
        differ = ", ".join(f"{{{name}}}" for name in sorted(wanted ^ found))
        return f"the translation of {msgid!r} must have the same placeholders; these differ: {differ}"
    # Another sign may do: an Armenian one, or a dash.
    if msgid.endswith(":") and translation and (translation.endswith("}") or not _ends_in_sign(translation)):
        return f"{msgid!r} ends with a colon; the translation has nothing there"
    return None


def _ends_in_sign(text: str) -> bool:
    return unicodedata.category(text.rstrip()[-1:] or "x").startswith("P")


def _is_bidi_control(char: str) -> bool:
    return char in "\u061c\u200e\u200f" or "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069"


def placeholders(text: str) -> set[str]:
    """Return the names in braces; raises `ValueError` for anything but a plain name."""
    names = set()
    for _literal, field, spec, conversion in string.Formatter().parse(text):
        if field is None:
            continue
        if spec or conversion or not _FIELD.fullmatch(field):
            raise ValueError("a placeholder is a plain name in braces, like {number}")
        names.add(field)
    return names
