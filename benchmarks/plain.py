"""The words of a document in a plain template, as anyone would write it: for WeasyPrint and for Typst."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape, unescape
from pathlib import Path

from briefgen.document.tree import (
    Annexed,
    Block,
    Cell,
    Contents,
    Deleted,
    Document,
    Emphasis,
    Facing,
    Figure,
    FigureNumber,
    Footnote,
    Foreign,
    Heading,
    Inline,
    Inserted,
    LineBreak,
    Link,
    List,
    Panel,
    Paragraph,
    Secondary,
    Strong,
    Table,
    Text,
    unbind,
)
from briefgen.look.theme import Theme

EDIT = "// edit here"  # a line of the Typst source
_STYLES = {
    "regular": ("normal", "normal"),
    "bold": ("bold", "normal"),
    "italic": ("normal", "italic"),
    "bold_italic": ("bold", "italic"),
}
_CSS = """
@page { size: A4; margin: 24mm 20mm 22mm; @bottom-right { content: counter(page) " / " counter(pages); } }
body { font: 9.8pt/1.48 FiraGO; }
table { border-collapse: collapse; width: 100%; } td, th { vertical-align: top; text-align: left; padding: 1.7mm 0; }
.note { float: footnote; font-size: 8pt; }
"""
_TYPST = """#set page(paper: "a4", margin: (x: 20mm, top: 24mm, bottom: 22mm), numbering: "1 / 1")
#set text(font: "FiraGO", size: 9.8pt, fallback: false)
#set par(leading: 0.8em)
#set table(stroke: none, inset: (x: 0mm, y: 1.7mm))
"""


def write_fonts(theme: Theme, folder: Path) -> None:
    """Write the theme's four faces into a folder."""
    folder.mkdir()
    for name, data in theme.face_files.items():
        (folder / f"{name}.ttf").write_bytes(data)


# HTML -----------------------------------------------------------------------------------------------------------


def to_html(document: Document) -> str:
    """Return a page; it expects the faces in the folder ``fonts`` beside it."""
    faces = "".join(
        f"@font-face {{ font-family: FiraGO; src: url(fonts/{name}.ttf);"
        f" font-weight: {weight}; font-style: {style} }}\n"
        for name, (weight, style) in _STYLES.items()
    )
    meta = document.metadata
    return (
        f'<!DOCTYPE html><html lang="{document.lang}"><meta charset="utf-8"><style>{faces}{_CSS}</style>\n'
        f"<h1>{_html(meta.title)}</h1><p>{_html(meta.edition_line)}</p>\n{_html_blocks(document.blocks)}</html>\n"
    )


def _html_blocks(blocks: Iterable[Block]) -> str:
    return "\n".join(map(_html_block, blocks))


def _html_block(block: Block) -> str:
    match block:
        case Heading():
            return f"<h{block.level + 1}>{_html(block.children)}</h{block.level + 1}>"
        case Paragraph():
            return f"<p>{_html(block.children)}</p>"
        case List():
            tag = "ol" if block.ordered else "ul"
            return f"<{tag}>{''.join(f'<li>{_html_blocks(item.blocks)}' for item in block.items)}</{tag}>"
        case Table():
            rows = ("".join(map(_html_cell, row.cells)) for row in (*block.head, *block.rows))
            return f"<table>{''.join(f'<tr>{row}' for row in rows)}</table>"
        case Panel():
            return f"<aside>{_html_blocks(block.blocks)}</aside>"
        case Figure():
            return f"<p>{_html(block.caption)}</p>"
        case Contents() | Annexed():
            return ""  # the brief that is measured is too short for one


def _html_cell(cell: Cell) -> str:
    return f"<{'th' if cell.header else 'td'}>{_html_blocks(cell.blocks)}"


def _html(nodes: Iterable[Inline]) -> str:
    return "".join(map(_html_inline, nodes))


def _html_inline(node: Inline) -> str:
    match node:
        case Text():
            return escape(unbind(node.value))
        case LineBreak():
            return "<br>"
        case Strong():
            return f"<b>{_html(node.children)}</b>"
        case Emphasis():
            return f"<i>{_html(node.children)}</i>"
        case Link():
            return f'<a href="{escape(node.href)}">{_html(node.children)}</a>'
        case Footnote():
            return f'<span class="note">{_html(node.children)}</span>'
        case Secondary() | Foreign() | Facing() | Inserted() | Deleted():
            return f"<span>{_html(node.children)}</span>"
        case FigureNumber():
            return str(node.value)


# Words for python-docx -------------------------------------------------------------------------------------------


def to_words(document: Document) -> list[list[object]]:
    """Return headings, paragraphs, items and tables in their order, each a kind and its words."""
    meta = document.metadata
    head: list[list[object]] = [["heading", 0, plain_text(meta.title)], ["paragraph", plain_text(meta.edition_line)]]
    return [*head, *_words(document.blocks, "paragraph")]


def _words(blocks: Iterable[Block], kind: str) -> list[list[object]]:
    found: list[list[object]] = []
    for block in blocks:
        match block:
            case Heading():
                found.append(["heading", block.level, plain_text(block.children)])
            case Paragraph():
                found.append([kind, plain_text(block.children)])
            case List():
                found += [words for item in block.items for words in _words(item.blocks, "item")]
            case Table():
                rows = (*block.head, *block.rows)
                found.append(["table", [[_cell_words(cell) for cell in row.cells] for row in rows]])
            case Panel():
                found += _words(block.blocks, "paragraph")
            case Figure():
                found.append(["paragraph", plain_text(block.caption)])
    return found


def _cell_words(cell: Cell) -> str:
    return "\n".join(str(words[-1]) for words in _words(cell.blocks, "paragraph"))


def plain_text(nodes: Iterable[Inline]) -> str:
    """Return the words of inline nodes, without what marks them."""
    return unescape(re.sub("<.*?>", "", _html(nodes)))


# Typst ----------------------------------------------------------------------------------------------------------


def to_typst(document: Document) -> str:
    """Return the source of a Typst document."""
    meta = document.metadata
    words = f"= {typst_words(meta.title)}\n\n{typst_words(meta.edition_line)}"
    head = f'#set text(lang: "{document.lang[:2]}")\n{words}\n{EDIT}\n'
    return f"{_TYPST}{head}\n{_typst_blocks(document.blocks)}\n"


def _typst_blocks(blocks: Iterable[Block]) -> str:
    return "\n\n".join(map(_typst_block, blocks))


def _typst_block(block: Block) -> str:
    match block:
        case Heading():
            return f"{'=' * (block.level + 1)} {typst_words(block.children)}"
        case Paragraph():
            return typst_words(block.children)
        case List():
            items = "".join(f"[{_typst_blocks(item.blocks)}]," for item in block.items)
            return f"#{'enum' if block.ordered else 'list'}({items})"
        case Table():
            rows = [row.cells for row in (*block.head, *block.rows)]
            widths = ", ".join(["46mm" if len(rows[0]) == 2 else "1fr", *["1fr"] * (len(rows[0]) - 1)])
            cells = "".join(f"[{_typst_blocks(cell.blocks)}]," for cells in rows for cell in cells)
            return f"#table(columns: ({widths},), {cells})"
        case Panel():
            return f"#block[{_typst_blocks(block.blocks)}]"
        case Figure():
            return typst_words(block.caption)
        case Contents() | Annexed():
            return ""


def typst_words(nodes: Iterable[Inline]) -> str:
    """Return inline nodes as Typst."""
    return "".join(map(typst_inline, nodes))


def typst_inline(node: Inline) -> str:
    """Return an inline node as Typst."""
    match node:
        case Text():
            return f"#{typst_string(unbind(node.value))};"
        case LineBreak():
            return "#linebreak();"
        case Strong():
            return f"#strong[{typst_words(node.children)}];"
        case Emphasis():
            return f"#emph[{typst_words(node.children)}];"
        case Link():
            return f"#link({typst_string(node.href)})[{typst_words(node.children)}];"
        case Footnote():
            return f"#footnote[{typst_words(node.children)}];"
        case Secondary() | Foreign() | Facing() | Inserted() | Deleted():
            return typst_words(node.children)
        case FigureNumber():
            return str(node.value)


def typst_string(text: str) -> str:
    """Return a literal of Typst."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
