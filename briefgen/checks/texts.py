"""One text as it was written, and what of it is plain words.

The rules search `words`, in which everything that isn't words in the text's language is replaced by as many
`MASK` characters: so an offset in `words` is an offset in the text, and the report's caret stands where it should.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from briefgen.checks.likely import look_at_once
from briefgen.language import Language, available, get_language
from briefgen.language.words import MASK
from briefgen.problems.notes import Written
from briefgen.project.languages import when_others

# Without «{{» inside: what opens again and again and never closes would be searched from each place to the end.
_EXPRESSION = re.compile(r"\{\{((?:(?!\{\{|\}\}).)*+)\}\}", re.DOTALL)
_FOREIGN = re.compile(r"\[([^\]\[]*)\]\{lang=([A-Za-z-]+)\}")
# Targets of links, addresses of pages and of mail, and those that are typed without https://; dd.mm.yy is none
_ADDRESS = re.compile(
    r"(?<=\])\((?:[^()\s]|\([^()\s]*\))*\)|(?:https?://|mailto:|www\.)(?:[^\s<>\"()\[\]]|\([^\s<>\"()]*\))+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w.-])(?:[a-z0-9-]{1,63}\.){1,5}(?:com|org|net|int|info|eu|(?!yy)[a-z]{2})(?![\w-]|\.\w)"
    r"(?:/(?:[^\s<>\"()\[\]]|\([^\s<>\"()]*\))*)?"
)
_FOOTNOTE = re.compile(r"\^\[")
_LINK = re.compile(r"\]\([^)\s]+\)")
# An empty line; in a folded block one of them leaves a single end of line, which is meant as a paragraph, too.
_EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*|(?<=[.!?])[ \t]*\n(?=[ \t]*(?![-*+]|\d+[.)])\S)")
_ENTRY = re.compile(r"^[ \t]*([-*+]|\d+[.)])[ \t]+\S", re.MULTILINE)
# An entity is printed by its name or title; an entry about an event has the event's date and place.
_ALIAS = re.compile(r"\.(?:name|title)$|^event\.(?=(?:date|city)$)")
_OF_ITS_OWN = frozenset({"count", "year"})
_MOST_SHOWN = 40  # characters
_HIDDEN = (_EXPRESSION, _FOREIGN, _ADDRESS)

T = TypeVar("T")


@dataclass(frozen=True)
class TextIn:
    """A text: the path of its field, the key of its language there, the language it is in, and what was written.

    A form of a name (`forms: {ka: {loc: …}}`) has the key of its case as well. A text that `is_name` takes no Markdown
    and no expressions. What `is_note` is the staff's own: it stands there once, in whatever language they wrote it.
    """

    path: str
    key: str
    language: str
    raw: str
    case: str = ""
    is_name: bool = False
    is_note: bool = False

    def once(self, make: Callable[..., T], *given: object) -> T:
        """Return what a function makes of this text and of what is given beside it, made once as long as that stays."""
        kept = self._made.get(make)
        if kept is None or kept[0] != given:
            kept = self._made[make] = given, make(self, *given)
        made: T = kept[1]
        return made

    @cached_property
    def _made(self) -> dict[Callable[..., Any], tuple[tuple[Any, ...], Any]]:
        return {}

    @cached_property
    def words(self) -> str:
        """The text with expressions, foreign phrases and addresses masked; as long as what was written."""
        words = self.raw
        for hidden in _HIDDEN:
            words = hidden.sub(_masked, words)
        return words

    @cached_property
    def spoken(self) -> tuple[tuple[str, str], ...]:
        """Each language that is spoken here, and the text with all else masked: its own, then those of phrases.

        The phrases of a language stand in one text, each between empty lines, so that it is looked at by itself.
        """
        phrases: dict[str, list[re.Match[str]]] = {}
        for found in _FOREIGN.finditer(self.typed):
            phrases.setdefault(found[2].partition("-")[0], []).append(found)
        return ((self.language, self.words), *((code, self._only(found)) for code, found in phrases.items()))

    def _only(self, phrases: list[re.Match[str]]) -> str:
        pieces, end = [], 0
        for phrase in phrases:
            pieces += [_gap(phrase.start(1) - end), phrase[1]]
            end = phrase.end(1)
        return "".join([*pieces, _gap(len(self.raw) - end)])

    @cached_property
    def typed(self) -> str:
        """The text with only expressions and addresses masked; as long as what was written."""
        return _ADDRESS.sub(_masked, _EXPRESSION.sub(_masked, self.raw))

    @cached_property
    def expressions(self) -> tuple[tuple[int, str], ...]:
        """Where each `{{ … }}` starts, and what stands in it."""
        return tuple((found.start(), found[1].strip()) for found in _EXPRESSION.finditer(self.raw))

    @cached_property
    def printed(self) -> Mapping[str, int]:
        """What the expressions print, and where the first `{{` of each is: the value, whatever its form.

        Filters of form (a case, an ordinal, quotes …) don't count; `count` and `year` print something else.
        """
        found: dict[str, int] = {}
        for start, expression in self.expressions:
            value, *filters = (part.strip() for part in expression.split("|"))
            other = [name for name in filters if name in _OF_ITS_OWN]
            found.setdefault(" | ".join([_ALIAS.sub("", value), *other]), start)
        return found

    @property
    def links(self) -> int:
        """How many links the text has."""
        return len(_LINK.findall(self.raw))

    @property
    def list_entries(self) -> int:
        """How many entries of lists the text has."""
        ordinals = get_language(self.language).ordinals_at_starts(self.raw)
        return sum(found.end(1) - 1 not in ordinals for found in _ENTRY.finditer(self.raw))

    @property
    def paragraphs(self) -> int:
        """How many paragraphs the text has."""
        return len(_EMPTY_LINE.findall(self.raw.strip())) + 1

    @property
    def footnotes(self) -> int:
        """How many footnotes the text has."""
        return len(_FOOTNOTE.findall(self.raw))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not self.raw.strip()


_lately: deque[dict[TextIn, TextIn]] = deque(maxlen=8)  # texts, and notes, of the contents that were looked at
when_others(_lately.clear)  # what was made of them rests on the languages


def as_before(texts: Iterable[TextIn]) -> tuple[TextIn, ...]:
    """Return these texts, each as it was looked at in another state of the content, with what was made of it `once`.

    What was looked at lately is one for the process, whichever project asks: the same text at the same path is one.
    """
    before = tuple(_lately)
    found = {text: next((known[text] for known in before if text in known), text) for text in texts}
    look_at_once({text.words for text in found if not any(text in known for known in before)})
    _lately.appendleft(found)
    return tuple(found.values())


def spoken_in(text: TextIn) -> tuple[tuple[Language, str], ...]:
    """Return each language that a text speaks, if we know that one, and the text with all else masked."""
    languages = {code: get_language(code) for code in available()}
    return tuple((languages[code], words) for code, words in text.spoken if code in languages)


def shown(words: str) -> str:
    """Return words of the content as messages quote them: in “…”, and not at any length."""
    return Written(f"“{_cut(words)}”")


def _cut(words: str) -> str:
    return words if len(words) <= _MOST_SHOWN else f"{words[: _MOST_SHOWN - 1]}…"


def _gap(length: int) -> str:
    """Return what stands between two phrases: an empty line at each side, so that nothing joins them."""
    return "\n" * length if length < 5 else f"\n\n{MASK * (length - 4)}\n\n"


def _masked(found: re.Match[str]) -> str:
    return MASK * len(found[0])
