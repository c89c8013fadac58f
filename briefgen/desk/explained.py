"""Pages of help on problems as the desk shows them: what they show of files, in the words of its forms."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt

from briefgen.desk.naming import Names
from briefgen.desk.words import DeskWords
from briefgen.upkeep.form_words import form_words

_TYPED = "In a terminal"  # how a paragraph begins that is for who types commands
_CODE = re.compile(r"`([^`\n]+)`")
_FILE = re.compile(r"(?:content/)?([a-z]+)\.yaml")
_KEY = re.compile(r"(?<![\w.\[{|])([a-z][a-z_]*): ?(?=[^/]|$)")
_PAIR = re.compile(r"([a-z][a-z_]*)(?:: (\w+))?")
_DAY = re.compile(r"(?<![\w-])\d{4}-\d\d(?:-\d\d)?(?:/\d{4}-\d\d(?:-\d\d)?)?(?![\w-])")


def as_html(text: str, words: DeskWords, names: Names, *, as_written: bool) -> str:
    """Return a page of help as HTML; one on the signs in a file shows it `as_written`."""
    paragraphs = [each for each in text.split("\n\n") if not each.startswith(_TYPED)]
    if not as_written:
        paragraphs = [_in_words(each, words, names) for each in paragraphs]
    # A link stays as it is typed: a page shows how one is written.
    return str(MarkdownIt("commonmark", {"html": False}).disable("link").render("\n\n".join(paragraphs)))


def _in_words(paragraph: str, words: DeskWords, names: Names) -> str:
    paragraph = _DAY.sub(lambda found: names.date(found[0]), paragraph)
    if paragraph.startswith("    "):
        return _KEY.sub(lambda found: f"{_field(found[1], words) or found[1]}: ", paragraph)
    return _CODE.sub(lambda found: _inline(found[1], words, names) or found[0], paragraph)


def _inline(code: str, words: DeskWords, names: Names) -> str:
    """Return what a key, or a key with what it says, is called in a form; "" for what is typed as it stands."""
    if file := _FILE.fullmatch(code):
        return words.quoted(words.list_at(file[1]))
    pair = _PAIR.fullmatch(code)
    field = _field(pair[1], words) if pair else ""
    if not pair or not field:
        return words.quoted(_choice(code, words)) if _choice(code, words) else ""
    return words.quoted(f"{field}: {_choice(pair[2], words) or pair[2]}" if pair[2] else field)


def _field(key: str, words: DeskWords) -> str:
    return _known("field", key.replace("_", " "), words) or _known("list", key, words)


def _choice(key: str, words: DeskWords) -> str:
    return _known("choice", key.replace("_", " "), words)


def _known(context: str, key: str, words: DeskWords) -> str:
    """Return what a word of the schema is called; "" if there is none such."""
    return words.within(context, key) if (context, key) in _of_schema() else ""


@cache
def _of_schema() -> frozenset[tuple[str | None, str]]:
    return frozenset(form_words())
