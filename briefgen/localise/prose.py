"""The little Markdown that prose takes, with expressions, footnotes and foreign phrases, to HTML.

**strong**  *emphasis*  [words](https://…)  - lists  1. lists
{{ date | dat }}                    an expression
^[ … ]                              a footnote
[Country Profiles]{lang=en}         a phrase in another language
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from html import escape
from itertools import pairwise, zip_longest
from typing import Any
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup

from briefgen.content.schema.addresses import plain_address, plain_domain
from briefgen.content.schema.base import EMAIL
from briefgen.document.grammar import Here, start
from briefgen.document.tree import (
    LIST_LEVELS,
    Document,
    Emphasis,
    Footnote,
    Foreign,
    LineBreak,
    Link,
    Paragraph,
    Strong,
)
from briefgen.language import iso_codes
from briefgen.localise.values import LocalPhrase, in_text, leaves
from briefgen.problems.notes import Told

MAX_LENGTH = 20_000  # characters of one text
_LANG = re.compile(r"\{lang=([a-z]{2,3}(?:-[A-Z]{2})?)\}")
_LINK = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+")


class ProseError(Exception):
    """Prose can't be used; `offset` counts characters from its start, if the place is known."""

    def __init__(self, message: str, hint: str = "", offset: int | None = None, length: int = 1) -> None:
        self.hint, self.offset, self.length = hint, offset, length
        super().__init__(message)


Evaluate = Callable[[str, int | None], LocalPhrase | Markup]
"""Turns an expression, and its offset in the text, into what it prints."""


def render_prose(text: str, source: str, evaluate: Evaluate, *, inline: bool, ordinals: Sequence[int] = ()) -> Markup:
    """Return the HTML of one text: blocks, or the inside of one paragraph if `inline`.

    `ordinals` are the places of full stops behind numbers at the beginning of lines that make no lists.

    Raises `ProseError` and what `evaluate` raises.
    """
    if len(text) > MAX_LENGTH:
        raise ProseError(
            Told("this text has {number} characters; {most} is the most", number=len(text), most=MAX_LENGTH)
        )
    for mark in ("{%", "{#"):
        if mark in text:
            raise ProseError(
                Told("prose takes no {mark}", mark=mark), Told("only {{ … }} expressions"), text.index(mark), 2
            )
    renderer = _Renderer(text, source, evaluate)
    tokens = _tokens(_escaped(text, ordinals))
    if inline:
        if [token.type for token in tokens] != ["paragraph_open", "inline", "paragraph_close"]:
            raise ProseError(Told("this text must be one paragraph"), Told("no lists and no empty lines here"))
        return Markup(f'<span data-src="{escape(source)}">{renderer.inline(tokens[1].children or [])}</span>')
    return Markup("".join(renderer.block(token) for token in tokens))


def _escaped(text: str, places: Sequence[int]) -> str:
    """Return a text with a backslash before the characters at these places: Markdown takes them for what they are."""
    ends = (0, *places, len(text))
    return "\\".join(text[start:end] for start, end in pairwise(ends))


@lru_cache(2048)
def _tokens(text: str) -> list[Token]:
    """Return a text as it was read; nobody changes it. Raises `ProseError`."""
    tokens = _MARKDOWN.parse(text)
    _require_words(tokens)
    return tokens


_BLOCKS = {"paragraph": "p", "bullet_list": "ul", "ordered_list": "ol", "list_item": "li"}
_INLINES = {"strong": "strong", "em": "em"}
# What a token of a line becomes in the tree. The loosest place that a text may stand in is a paragraph.
_NODES = {
    "strong_open": Strong, "em_open": Emphasis, "link_open": Link, "hardbreak": LineBreak, "footnote": Footnote,
    "foreign": Foreign,
}  # fmt: skip
_PARAGRAPH = start().within(Document, "blocks").within(Paragraph, "children")


_WORDLESS = {"inline": Told("a paragraph has no words"), "footnote": Told("a footnote has no words")}
_WORDLESS_ITEM = Told("a list item has no words")


def _require_words(tokens: list[Token]) -> None:
    """Refuse paragraphs, list items and footnotes that would show nothing."""
    for token, following in zip_longest(tokens, tokens[1:]):
        children = token.children or []
        empty_item = token.type == "list_item_open" and following and following.type == "list_item_close"
        if empty_item or (token.type in ("inline", "footnote") and not _has_words(children)):
            raise ProseError(_WORDLESS.get(token.type, _WORDLESS_ITEM), Told("delete it, or write something in it"))
        _require_words(children)


def _has_words(tokens: list[Token]) -> bool:
    return any(
        token.type == "expression"
        or (token.type == "text" and token.content.strip())
        or (token.type == "foreign" and _has_words(token.children or []))
        for token in tokens
    )


class _Footnote:
    """The HTML of a footnote, which is no part of the sentence that it stands in."""

    def __init__(self, html: str) -> None:
        self._html = html

    def __str__(self) -> str:
        return ""

    def __html__(self) -> str:
        return f'<span role="footnote">{self._html}</span>'


class _Renderer:
    def __init__(self, text: str, source: str, evaluate: Evaluate) -> None:
        self.text, self.source, self.evaluate = text, source, evaluate
        self.read = self.linked = 0  # up to where expressions and links of the text have been seen

    def block(self, token: Token) -> str:
        if token.type == "inline":
            return self.inline(token.children or [])
        name, _, side = token.type.rpartition("_")
        tag = _BLOCKS[name]
        if side == "close":
            return f"</{tag}>"
        if name.endswith("_list") and token.level >= 2 * LIST_LEVELS:
            raise ProseError(Told("lists are nested more than {number} deep", number=LIST_LEVELS))
        if name == "ordered_list" and token.attrGet("start") not in (None, 1):
            hint = Told("where the number begins a sentence, write a backslash before its full stop: 3\\.")
            raise ProseError(Told("a numbered list starts with 1"), hint)
        # A tight list's paragraphs are hidden in Markdown; in the brief every item holds paragraphs.
        return f'<{tag} data-src="{escape(self.source)}">' if tag == "p" else f"<{tag}>"

    def inline(self, tokens: list[Token], here: Here = _PARAGRAPH) -> str:
        return Markup("").join(in_text(self._parts(tokens, here)))

    def _parts(self, tokens: list[Token], here: Here) -> Iterator[Any]:
        """Yield the inside of a paragraph: HTML, numbers, footnotes."""
        outer = []
        for token in tokens:
            inside = self._inside(token, here)
            if token.type.endswith("_open"):
                outer.append(here)
                here = inside
            elif token.type.endswith("_close"):
                here = outer.pop()
            match token.type:
                case "text":
                    yield Markup(escape(token.content, quote=False))
                case "softbreak":
                    yield Markup(" ")
                case "hardbreak":
                    yield Markup("<br>")
                case "expression":
                    yield from leaves(self._expression(token))
                case "footnote":
                    yield _Footnote(self.inline(token.children or [], inside))
                case "foreign":
                    self._require_language(token.info)
                    yield Markup(f'<span lang="{escape(token.info)}">')
                    yield from self._parts(token.children or [], inside)
                    yield Markup("</span>")
                case "link_open":
                    href = str(token.attrGet("href"))
                    yield Markup(f'<a href="{escape(self._href(href))}">')
                case "link_close":
                    yield Markup("</a>")
                case _:
                    name, _, side = token.type.rpartition("_")
                    yield Markup(f"<{'/' if side == 'close' else ''}{_INLINES[name]}>")

    def _inside(self, token: Token, here: Here) -> Here:
        """Return where what stands in a node stands; raises `ProseError` if the node can't stand here."""
        kind = _NODES.get(token.type)
        if kind is None:
            return here
        if why := here.refusal(kind):
            raise ProseError(why, Told("write it before or after"))
        return here if kind is LineBreak else here.within(kind, "children")

    def _href(self, href: str) -> str:
        """Return where a link leads: its domain in ASCII, an address to write to and nothing behind it."""
        if not _LINK.fullmatch(href):
            raise ProseError(
                Told("{href!r} can't be linked", href=href), Told("use https://… or mailto:…"), self.text.find(href)
            )
        scheme, _, rest = href.partition(":")
        at = self.text.find(f"]({scheme}:", self.linked) + 2
        self.linked = at
        try:
            if scheme == "mailto":
                address = plain_address(unquote(rest))
                if not EMAIL.fullmatch(address):
                    hint = Told("use mailto:name@agency.example, in Latin letters, without ? and what follows")
                    raise ProseError(Told("{href!r} is no address to write to", href=href), hint, at)
                return f"mailto:{address}"
            plain_domain(urlsplit(href).hostname or "")
        except ValueError as error:
            raise ProseError(str(error), Told("write it with one alphabet"), at) from None
        return href

    def _require_language(self, tag: str) -> None:
        code = tag.partition("-")[0]
        if code not in iso_codes():
            mark = f"{{lang={tag}}}"
            hint = Told("use its ISO 639 code, such as en, fr or ka")
            raise ProseError(
                Told("no language has the code {code!r}", code=code), hint, self.text.find(mark), len(mark)
            )

    def _expression(self, token: Token) -> LocalPhrase | Markup:
        found = self.text.find(token.markup, self.read)
        if found >= 0:
            self.read = found + 2
        return self.evaluate(token.content, found if found >= 0 else None)


# Markdown rules of our own -------------------------------------------------------------------------------------------


def _expression(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("{{", state.pos):
        return False
    end = state.src.find("}}", state.pos + 2, state.posMax)
    if end < 0:
        raise ProseError(Told("}} is missing"), Told("an expression is written {{ … }}"), None)
    if not silent:
        token = state.push("expression", "", 0)
        token.content = state.src[state.pos + 2 : end]
        token.markup = state.src[state.pos : end + 2]
    state.pos = end + 2
    return True


def _footnote(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("^[", state.pos):
        return False
    end = parseLinkLabel(state, state.pos + 1)
    if end < 0:
        raise ProseError(Told("the closing ] of a footnote is missing"), Told("a footnote is written ^[ … ]"), None)
    if state.env.get("footnote"):
        raise ProseError(Told("a footnote can't have a footnote"), Told("say it in one"))
    if not silent:
        token = state.push("footnote", "", 0)
        state.env["footnote"] = True
        token.children = _within(state, state.src[state.pos + 2 : end].strip())
        state.env["footnote"] = False
    state.pos = end + 1
    return True


def _foreign(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    end = parseLinkLabel(state, state.pos)
    lang = _LANG.match(state.src, end + 1) if end >= 0 else None
    if not lang:
        return False
    if not silent:
        token = state.push("foreign", "", 0)
        token.info = lang[1]
        token.children = _within(state, state.src[state.pos + 1 : end])
    state.pos = lang.end()
    return True


def _within(state: StateInline, text: str) -> list[Token]:
    children: list[Token] = []
    if state.level >= state.md.options["maxNesting"]:
        raise ProseError(Told("this text is nested too deeply"))
    depth = state.env.setdefault("depth", 0)
    if depth >= 3:
        raise ProseError(Told("footnotes and foreign phrases are nested too deeply"))
    state.env["depth"] = depth + 1
    state.md.inline.parse(text, state.md, state.env, children)
    state.env["depth"] = depth
    return children


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("zero").enable(["list", "emphasis", "link", "newline", "escape"])
    markdown.inline.ruler.before("link", "expression", _expression)
    markdown.inline.ruler.before("link", "footnote", _footnote)
    markdown.inline.ruler.before("link", "foreign", _foreign)
    # Every href passes here; `_LINK` decides, with a message, instead of markdown-it's silent refusal.
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]
    return markdown


_MARKDOWN = _markdown()
