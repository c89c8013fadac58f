"""Document -> an HTML page, which is also the page that the PDF writer sets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from string import Template

from briefgen.document.tree import (
    NO_BREAK_HYPHEN,
    WORD_JOINER,
    Block,
    Cell,
    Document,
    Emphasis,
    Footnote,
    Foreign,
    Heading,
    Inline,
    LineBreak,
    Link,
    List,
    Metadata,
    Paragraph,
    Row,
    Secondary,
    Strong,
    Table,
    Text,
    plain,
    unbind,
)
from briefgen.writers.theme import Theme, ThemeError

# A word in which a line must not break: the hyphen in it is an ordinary one again, so that it can be searched for.
_BOUND_WORD = re.compile(rf"[^\s\u00a0]*[{NO_BREAK_HYPHEN}{WORD_JOINER}][^\s\u00a0]*")


class UnsupportedNodeError(TypeError):
    """The tree has a node that this writer can't show."""


def write_html(document: Document, theme: Theme) -> str:
    """Return a page that stands alone; on a screen it uses the theme's family if it is installed."""
    return _page(document, f"<style>\n{style_sheet(theme)}</style>\n")


def page_for_print(document: Document) -> str:
    """Return the page without a style sheet, for a writer that brings its own."""
    return _page(document, "")


def style_sheet(theme: Theme) -> str:
    """Return the theme's style sheet with its tokens filled in; raises `ThemeError`."""
    path = theme.folder / "page.css"
    try:
        return Template(path.read_text(encoding="utf-8")).substitute(theme.tokens())
    except FileNotFoundError:
        raise ThemeError(f"the theme {theme.name} has no page.css") from None
    except (KeyError, ValueError) as error:
        raise ThemeError(f"page.css of the theme {theme.name}: no such token: {error}") from None


def _page(document: Document, style: str) -> str:
    meta = document.metadata
    foot_marking = _running("marking-foot", meta.marking) if meta.marking_at_foot else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(document.lang)}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(plain(meta.title))}</title>\n"
        f"{_properties(meta)}{style}</head>\n<body>\n"
        f"{_running('marking', meta.marking)}{_running('running-head', meta.running_head)}"
        f"{_running('running-foot', meta.running_foot)}{_running('page-label', meta.page_label)}{foot_marking}"
        f'<header>\n<p class="kicker">{_inlines(meta.kicker)}</p>\n<h1>{_inlines(meta.title)}</h1>\n'
        f'<p class="edition-line">{_inlines(meta.edition_line)}</p>\n</header>\n'
        f"<main>\n{_blocks(document.blocks)}</main>\n</body>\n</html>\n"
    )


def _properties(meta: Metadata) -> str:
    named = {
        "author": meta.author,
        "description": meta.subject,
        "keywords": ", ".join(meta.keywords),
        "dcterms.created": meta.date,
        "dcterms.modified": meta.date,
        "generator": "briefgen",
    }
    return "".join(f'<meta name="{name}" content="{escape(value)}">\n' for name, value in named.items() if value)


def _running(name: str, line: tuple[Inline, ...]) -> str:
    return f'<div class="{name}">{_inlines(line)}</div>\n' if line else ""


def _blocks(blocks: Iterable[Block]) -> str:
    return "".join(map(_block, blocks))


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"<h{block.level + 1}>{_inlines(block.children)}</h{block.level + 1}>\n"
        case Paragraph():
            role = "" if block.role == "text" else f' class="{block.role}"'
            return f"<p{role}>{_inlines(block.children)}</p>\n"
        case List():
            tag = "ol" if block.ordered else "ul"
            items = "".join(f"<li>{_blocks(item.blocks).rstrip()}</li>\n" for item in block.items)
            return f"<{tag}>\n{items}</{tag}>\n"
        case Table():
            head = f"<thead>\n{_rows(block.head)}</thead>\n" if block.head else ""
            return f'<table class="{escape(block.role)}">\n{head}<tbody>\n{_rows(block.rows)}</tbody>\n</table>\n'
    raise UnsupportedNodeError(f"HTML can't show {type(block).__name__}")


def _rows(rows: Iterable[Row]) -> str:
    return "".join(f"<tr>\n{''.join(map(_cell, row.cells))}</tr>\n" for row in rows)


def _cell(cell: Cell) -> str:
    match cell.header:
        case None:
            start, end = "<td>", "</td>"
        case "row":
            start, end = '<th scope="row">', "</th>"
        case "column":
            start, end = '<th scope="col">', "</th>"
    return f"{start}{_blocks(cell.blocks).rstrip()}{end}\n"


def _inlines(nodes: Iterable[Inline]) -> str:
    return "".join(map(_inline, nodes))


def _inline(node: Inline) -> str:
    match node:
        case Text():
            words = _words(node.value)
            return f'<span data-src="{escape(node.source)}">{words}</span>' if node.source else words
        case Strong():
            return f"<strong>{_inlines(node.children)}</strong>"
        case Emphasis():
            return f"<em>{_inlines(node.children)}</em>"
        case Secondary():
            return f"<small>{_inlines(node.children)}</small>"
        case Foreign():
            return f'<span lang="{escape(node.lang)}">{_inlines(node.children)}</span>'
        case Link():
            return f'<a href="{escape(node.href)}">{_inlines(node.children)}</a>'
        case LineBreak():
            return "<br>"
        case Footnote():
            return f'<span class="footnote">{_inlines(node.children)}</span>'
    raise UnsupportedNodeError(f"HTML can't show {type(node).__name__}")


def _words(text: str) -> str:
    def bound(match: re.Match[str]) -> str:
        word = match[0]
        # A joiner at the end binds to the next node: only the character itself can do that.
        end = WORD_JOINER if word.endswith(WORD_JOINER) else ""
        return f'<span class="bound">{escape(unbind(word))}</span>{end}'

    parts, end = [], 0
    for match in _BOUND_WORD.finditer(text):
        parts += [escape(text[end : match.start()]), bound(match)]
        end = match.end()
    return "".join([*parts, escape(text[end:])])
