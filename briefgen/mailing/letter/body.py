"""Document -> the body of a message: HTML that mail programs show as it is meant, and plain text.

Mail programs keep little of CSS, and no two the same. So every element carries its own style, one column of running
text needs no table round it, and nothing is fetched: no picture, no font, no link to a style sheet. What is dark in a
dark scheme stands in the one style sheet that there is; a program that doesn't know it changes the colours by itself.

A message has no pages: the running head, the page label, the marking at the foot and the lines of the title block but
for the kicker are for pages. Its title is the subject. What can't be shown in a message is an error.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from html import escape

from briefgen.document.directions import mirrored
from briefgen.document.errors import UnsupportedNodeError
from briefgen.document.tree import (
    Block,
    Cell,
    Document,
    Emphasis,
    Foreign,
    Heading,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    Panel,
    Paragraph,
    Row,
    Secondary,
    Strong,
    Table,
    Text,
    plain,
    unbind,
)

# Each has Georgian letters: Segoe UI and Sylfaen on Windows, the system's face of macOS and iOS (or the one it falls
# back to), Noto on Android and Linux. Outlook takes the first that is there.
FONTS = "'Segoe UI', -apple-system, BlinkMacSystemFont, Roboto, 'Noto Sans Georgian', 'Noto Sans', Sylfaen, sans-serif"
COLUMNS = 76  # of plain text
_STYLE = re.compile(r'style="[^"]*"')
_MOST_BOUND = 24  # letters: what is longer may break at its hyphen

# Colours in the light scheme and in the dark one; each has a contrast of 4.5 at least on its ground.
_COLOURS = {
    "ground": ("#ffffff", "#16181b"),
    "ink": ("#1b2430", "#e8e6e1"),
    "quiet": ("#566070", "#a9b0ba"),
    "marking": ("#8e1b1b", "#ff9d92"),
    "link": ("#0b4f8a", "#8cc2f5"),
}
_RULES = ("#d5d9df", "#3c4248")  # hairlines, which say nothing by themselves
_INK, _QUIET, _MARKING, _LINK = (f"color:{_COLOURS[name][0]}" for name in ("ink", "quiet", "marking", "link"))


def write_mail(document: Document) -> str:
    """Return the HTML of a message; raises `UnsupportedNodeError`."""
    _refuse_redline(document)
    meta = document.metadata
    ground = f"background-color:{_COLOURS['ground'][0]}"  # also inside the body, which some programs take away
    face = f"font-family:{FONTS};font-size:16px;line-height:1.5;{_INK}"
    column = f"max-width:640px;margin:0 auto;padding:20px 16px 24px;{face}"
    lines = [
        _styled("p", f"margin:0;font-size:14px;font-weight:bold;{_MARKING}", _inlines(meta.marking), "marking"),
        _styled("p", f"margin:0;font-size:14px;{_QUIET}", _inlines(meta.kicker), "quiet"),
    ]
    foot = f"margin:24px 0 0;padding:8px 0 0;border-top:1px solid {_RULES[0]};font-size:13px;{_QUIET}"
    head = f"margin:0 0 20px;padding:0 0 10px;border-bottom:1px solid {_RULES[0]}"
    way = ' dir="rtl"' if document.direction == "rtl" else ""
    page = (
        f'<!DOCTYPE html>\n<html lang="{escape(document.lang)}"{way}>\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="supported-color-schemes" content="light dark">\n'
        f"<title>{escape(plain(meta.title))}</title>\n<style>\n{_style_sheet()}</style>\n</head>\n"
        f'<body class="ground" style="margin:0;padding:0;{ground}">\n<div class="ground" style="{ground}">\n'
        f'<div class="ink" lang="{escape(document.lang)}"{way} style="{column}">\n'
        f"{_styled('div', head, ''.join(lines), 'rule')}{_blocks(document.blocks)}"
        f"{_styled('p', foot, _inlines(meta.running_foot), 'quiet rule')}</div>\n</div>\n</body>\n</html>\n"
    )
    return _STYLE.sub(lambda style: mirrored(style[0]), page) if way else page


def write_mail_text(document: Document) -> str:
    """Return the same as plain text, in lines of `COLUMNS` at most; raises `UnsupportedNodeError`."""
    _refuse_redline(document)
    meta = document.metadata
    head = [*_wrapped(_plain(meta.marking)), *_wrapped(_plain(meta.kicker))]
    parts = ["\n".join(head), *_text_blocks(document.blocks), "\n".join(_wrapped(_plain(meta.running_foot)))]
    return "\n\n".join(parts) + "\n"


def _style_sheet() -> str:
    dark = [
        f".{name}{{{'background-color' if name == 'ground' else 'color'}:{colours[1]} !important}}"
        for name, colours in _COLOURS.items()
    ]
    dark.append(f".rule{{border-color:{_RULES[1]} !important}}")
    rules = "\n".join(dark)
    return f":root{{color-scheme:light dark}}\n@media (prefers-color-scheme: dark){{\n{rules}\n}}\n"


def _refuse_redline(document: Document) -> None:
    if document.before is not None:
        raise UnsupportedNodeError("a message can't show a redline")


# HTML ----------------------------------------------------------------------------------------------------------------


def _styled(tag: str, style: str, html: str, names: str = "") -> str:
    named = f' class="{names}"' if names else ""
    return f'<{tag}{named} style="{escape(style)}">{html}</{tag}>\n'


def _blocks(blocks: Iterable[Block]) -> str:
    return "".join(map(_block, blocks))


def _block(block: Block) -> str:
    _refuse_change(block)
    match block:
        case Heading():
            size = {1: 18, 2: 16, 3: 16}[block.level]
            style = f"margin:24px 0 8px;font-size:{size}px;line-height:1.3;font-weight:bold"
            return _styled(f"h{block.level + 1}", style, _inlines(block.children))
        case Paragraph() if block.number is not None:
            return _styled("p", _paragraph_style(block), f"{block.number}. {_inlines(block.children)}")
        case Paragraph():
            quiet = "quiet" if block.role == "notice" else ""
            return _styled("p", _paragraph_style(block), _inlines(block.children), quiet)
        case List():
            items = "".join(map(_item, block.items))
            return _styled("ol" if block.ordered else "ul", "margin:0 0 16px;padding:0 0 0 24px", f"\n{items}")
        case Panel():
            style = f"margin:0 0 16px;padding:0 0 0 12px;border-left:3px solid {_RULES[0]}"
            return _styled("div", style, f"\n{_blocks(block.blocks)}", "rule")
        case Table():
            rows = "".join(_row(row) for row in (*block.head, *block.rows))
            style = "margin:0 0 16px;border-collapse:collapse;width:100%"
            return _styled("table", style, f"\n{rows}")
    raise UnsupportedNodeError(f"a message can't show {type(block).__name__}")


def _paragraph_style(block: Paragraph) -> str:
    match block.role:
        case "lead":
            return "margin:0 0 8px;font-weight:bold"
        case "notice":
            return f"margin:0 0 8px;font-size:14px;{_QUIET}"
    return "margin:0 0 16px"


def _item(item: ListItem) -> str:
    _refuse_change(item)
    style = "margin:0 0 6px"
    match item.blocks:
        case (Paragraph(role="text", number=None) as only,):
            _refuse_change(only)
            return _styled("li", style, _inlines(only.children))
    return _styled("li", style, _blocks(item.blocks))


def _row(row: Row) -> str:
    _refuse_change(row)
    return f"<tr>\n{''.join(map(_cell, row.cells))}</tr>\n"


def _cell(cell: Cell) -> str:
    style = f"padding:6px 12px 0 0;border-top:1px solid {_RULES[0]};text-align:left;vertical-align:top"
    if cell.header is None:
        return _styled("td", style, _blocks(cell.blocks), "rule")
    start = f'th scope="{"row" if cell.header == "row" else "col"}" class="rule" style="{style}"'
    return f"<{start}>{_blocks(cell.blocks)}</th>\n"


def _inlines(nodes: Iterable[Inline]) -> str:
    return "".join(map(_inline, nodes))


def _inline(node: Inline) -> str:
    match node:
        case Text():
            return _words(node.value)
        case Strong():
            return f"<strong>{_inlines(node.children)}</strong>"
        case Emphasis():
            return f"<em>{_inlines(node.children)}</em>"
        case Secondary():
            return f'<span class="quiet" style="font-weight:normal;{_QUIET}">{_inlines(node.children)}</span>'
        case Foreign():
            return f'<span lang="{escape(node.lang)}">{_inlines(node.children)}</span>'
        case Link():
            return f'<a class="link" style="{_LINK}" href="{escape(node.href)}">{_inlines(node.children)}</a>'
        case LineBreak():
            return "<br>\n"
    raise UnsupportedNodeError(f"a message can't show {type(node).__name__}")


def _words(text: str) -> str:
    """Return words with ordinary hyphens; fonts in mail programs lack U+2011, and show U+2060 as a box."""

    def bound(found: re.Match[str]) -> str:
        word = unbind(found[0])
        if len(word) > _MOST_BOUND or word == found[0]:
            return escape(word)
        return f'<span style="white-space:nowrap">{escape(word)}</span>'

    return re.sub(r"[^ ]+", bound, text)


def _refuse_change(node: Block | ListItem | Row) -> None:
    if getattr(node, "change", None) is not None:
        raise UnsupportedNodeError("a message can't show a redline")


# Plain text ----------------------------------------------------------------------------------------------------------


def _text_blocks(blocks: Iterable[Block], width: int = COLUMNS) -> Iterator[str]:
    for block in blocks:
        _refuse_change(block)
        match block:
            case Heading():
                yield "\n".join(_wrapped(_plain(block.children), width))
            case Paragraph():
                number = "" if block.number is None else f"{block.number}. "
                yield "\n".join(_wrapped(number + _plain(block.children), width))
            case List():
                yield "\n".join(_text_items(block, width))
            case Panel():
                yield from _text_blocks(block.blocks, width)
            case Table():
                yield "\n".join(line for row in (*block.head, *block.rows) for line in _text_row(row, width))
            case _:
                raise UnsupportedNodeError(f"a message can't show {type(block).__name__}")


def _text_items(block: List, width: int) -> Iterator[str]:
    for number, item in enumerate(block.items, start=1):
        _refuse_change(item)
        mark = f"{number}. " if block.ordered else "- "
        lines = "\n".join(_text_blocks(item.blocks, width - len(mark))).split("\n")
        yield mark + f"\n{' ' * len(mark)}".join(lines)


def _text_row(row: Row, width: int) -> Iterator[str]:
    _refuse_change(row)
    cells = (" ".join(" ".join(_text_blocks(cell.blocks, 10**6)).split(" ")) for cell in row.cells)
    yield from _wrapped(": ".join(filter(None, cells)), width)


def _plain(nodes: tuple[Inline, ...]) -> str:
    """Return the words of a paragraph, with its line breaks; links with their addresses."""
    parts: list[str] = []
    for node in nodes:
        match node:
            case Text():
                parts.append(unbind(node.value))
            case LineBreak():
                parts.append("\n")
            case Link():
                words = _plain(node.children)
                address = node.href.removeprefix("mailto:")
                parts.append(words if words == address else f"{words} <{address}>")
            case Strong() | Emphasis() | Secondary() | Foreign():
                parts.append(_plain(node.children))
            case _:
                raise UnsupportedNodeError(f"a message can't show {type(node).__name__}")
    return "".join(parts)


def _wrapped(text: str, width: int = COLUMNS) -> list[str]:
    """Return the lines of a paragraph, broken at spaces alone, but for no-break spaces, which are then spaces, too."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in filter(None, paragraph.split(" ")):
            longer = f"{line} {word}" if line else word
            if line and _columns(longer) > width:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return [line.replace("\u00a0", " ") for line in lines]


def _columns(text: str) -> int:
    """Return how many columns a text takes: letters of East Asia two, marks on other letters none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )
