"""Document -> an HTML page, which is also the page that the PDF writer sets."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import replace
from html import escape
from itertools import count, groupby
from string import Template
from typing import TypeVarTuple

from briefgen.document.accepting import line_side
from briefgen.document.directions import LEFTWARDS, mirrored, phrases, runs_leftwards
from briefgen.document.errors import UnsupportedNodeError
from briefgen.document.shapes import (
    column_shares,
    file_title,
    held_rows,
    is_boxed,
    is_facing,
    is_in_columns,
    is_labelled,
    is_long,
    is_worksheet,
    label_of,
    number_of,
)
from briefgen.document.showing import shown
from briefgen.document.tree import (
    NO_BREAK_HYPHEN,
    WORD_JOINER,
    Annexed,
    Block,
    Cell,
    Comparison,
    Contents,
    ContentsEntry,
    Deleted,
    Direction,
    Document,
    Drawn,
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
    ListItem,
    Metadata,
    Panel,
    Paragraph,
    Picture,
    Revision,
    Row,
    Secondary,
    Strong,
    Table,
    Text,
    contents_of,
    is_section,
    listed_sections,
    plain,
)
from briefgen.formats.run import Pressed, Run
from briefgen.look.errors import ThemeError
from briefgen.look.logo import Logo
from briefgen.look.theme import Theme
from briefgen.problems.notes import Told

LOGO = "logo"  # the class of the theme's logo
ANNEXED = "annexed-"  # so begin the names of the blank pages that those of other files are put in the place of
_Written = TypeVarTuple("_Written")
_TAGS: dict[Revision, str] = {"inserted": "ins", "deleted": "del"}
# 02-555-0100: behind Arabic letters its parts would be drawn from right to left.
_HYPHENED = re.compile(rf"\d+(?:-{WORD_JOINER}?\d+)+")
# Letters and digits of another alphabet in a document that runs leftwards, from the first to the last.
_FOREIGN = re.compile(rf"(?=[^{LEFTWARDS}]*[^\W\d_])[^\w{LEFTWARDS}]*([^{LEFTWARDS}]*\w)[^\w{LEFTWARDS}]*")
_LABEL = 26  # letters that have room in the column of labels
_OPENING, _CLOSING = "([{«‹", ")]}»›"
# Comments of a style sheet, and words in quotes, in which none begins.
_NOTED = re.compile(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|/\*.*?(?:\*/|\Z)""", re.DOTALL)
_OTHER_TYPE = (Strong, Emphasis, Secondary, Foreign, Facing)
# What would make a reader of the page fetch something, or end the style sheet.
_FETCHES = re.compile(r"@import|url\s*\(|image-set|</|\\", re.IGNORECASE)


def press(document: Drawn, run: Run, sections: Sequence[int] = ()) -> Pressed:
    """Return a page that stands alone; it has no pages."""
    return Pressed(write_html(document, run.theme).encode())


def write_html(document: Document, theme: Theme) -> str:
    """Return a page that stands alone; on a screen it uses the theme's family if it is installed.

    Raises `ThemeError` if the style sheet would fetch anything.
    """
    css = style_sheet(theme, document.direction)
    if fetches := _FETCHES.search(css):
        raise ThemeError(
            Told(
                "page.css of the theme {name}: a page that stands alone can't have {address!r}",
                name=theme.name,
                address=fetches[0],
            )
        )
    return _PageWriter(provenance=True).page(document, f"<style>\n{css}</style>\n", _logo(theme.logo))


def page_for_print(document: Document, logo: Logo | None = None) -> str:
    """Return the page without a style sheet, for a writer that brings its own, and without provenance.

    WeasyPrint breaks lines badly where an element begins or ends at a no-break space, so there are as few as can be.
    """
    return _PageWriter(provenance=False).page(document, "", _logo(logo))


def style_sheet(theme: Theme, direction: Direction = "ltr") -> str:
    """Return the theme's style sheet with its tokens filled in, mirrored if it runs leftwards; raises `ThemeError`.

    It has no comments: what somebody noted there is for nobody who reads the page.
    """
    try:
        sheet = "\n".join(theme.file(path).decode("utf-8") for path in theme.style_sheets)
        css = _NOTED.sub(_without_note, Template(sheet).substitute(theme.tokens()))
        return f"{mirrored(css)}\nhtml {{ direction: rtl }}\n" if direction == "rtl" else css
    except FileNotFoundError:
        raise ThemeError(Told("the theme {name} has no page.css", name=theme.name)) from None
    except (KeyError, ValueError) as error:
        raise ThemeError(
            Told("page.css of the theme {name}: no such token: {error}", name=theme.name, error=error)
        ) from None


class _PageWriter:
    """Writes the page; `provenance` says whether each text carries its source."""

    def __init__(self, *, provenance: bool) -> None:
        self.provenance = provenance
        self.leftwards = False  # the document as a whole
        self.annexed = 0  # how many pages of other files there were
        self.change: Revision | None = None  # of what is being written
        self.own: Comparison | None = None  # what a redline says of itself: how its marks are spoken

    def page(self, document: Document, style: str, logo: str) -> str:
        document = shown(document)
        meta, own = document.metadata, document.comparison
        panel = self.block(own.panel) if own else ""
        self.own = own
        self.leftwards = document.direction == "rtl"
        way = ' dir="rtl"' if self.leftwards else ""
        title = escape(file_title(meta, own.title if own else ""))
        running = {
            "marking": meta.marking,
            "running-head": meta.running_head,
            "page-label": meta.page_label,
        }
        bookmark = "" if self.provenance else f' data-bookmark="{title}"'  # above all others
        foot = {
            "marking-foot": meta.marking if meta.marking_at_foot else (),
            "running-foot": meta.running_foot,
        }
        return (
            f'<!DOCTYPE html>\n<html lang="{escape(document.lang)}"{way}>\n<head>\n<meta charset="utf-8">\n'
            f"<title>{title}</title>\n"
            f"{_properties(meta)}{style}</head>\n<body{_class(meta.paper)}>\n"
            f"{''.join(self.running(name, line) for name, line in running.items())}"
            f'<div class="foot">\n{"".join(self.running(name, line) for name, line in foot.items())}</div>\n'
            f'{panel}<header>\n{logo}<p class="kicker">{self.inlines(meta.kicker)}</p>\n'
            f"<h1{bookmark}>{self.inlines(meta.title)}</h1>\n"
            f'<p class="edition-line">{self.inlines(meta.edition_line)}</p>\n</header>\n'
            f"<main>\n{self.body(document)}</main>\n</body>\n</html>\n"
        )

    def body(self, document: Document) -> str:
        """Return the blocks; the headings that a contents list names are what its entries lead to."""
        if contents_of(document) is None:
            return self.blocks(document.blocks)
        numbers = count(1)
        parts = []
        for block in document.blocks:
            if isinstance(block, Contents):
                parts.append(self.changed(block.change, self.contents, block, listed_sections(document, block)))
            elif is_section(block):
                parts.append(self.changed(block.change, self.heading, block, f' id="{section_id(next(numbers))}"'))
            else:
                parts.append(self.blocks((block,)))
        return "".join(parts)

    def running(self, name: str, line: tuple[Inline, ...]) -> str:
        return f'<div class="{name}">{self.inlines(line)}</div>\n' if line else ""

    def blocks(self, blocks: Iterable[Block]) -> str:
        return "".join(self.changed(getattr(block, "change", None), self.block, block) for block in blocks)

    def changed(self, change: Revision | None, write: Callable[[*_Written], str], *what: *_Written) -> str:
        """Return what is written, all of it marked if it stands in a change."""
        outer, self.change = self.change, self.change or change
        html = write(*what)
        self.change = outer
        return html

    def line(self, nodes: tuple[Inline, ...], before: str = "", *, begins: bool = True) -> str:
        """Return the words of a paragraph, and what stands before them, marked as the block is."""
        html = before + self.inlines(nodes)
        return self.marked(self.change, html, begins=begins) if self.change and html else html

    def marked(
        self, change: Revision, html: str, *, begins: bool = True, replaced: bool = False, instead: bool = False
    ) -> str:
        """Return words as a change: `replaced` if others follow in their place, which stand there `instead`."""
        tag, told = _TAGS[change], ""
        if self.own:
            said = escape(self.own.gone if change == "deleted" else self.own.new)
            told = f' data-before="{said}"' if begins else ""
            told += "" if replaced else f' data-after="{escape(self.own.end)}"'
        return f"<{tag}{_class('instead' if instead else None)}{told}>{html}</{tag}>"

    def block(self, block: Block) -> str:
        match block:
            case Heading():
                return self.heading(block)
            case Paragraph() if block.number is not None:
                number = f'<span class="number">{block.number}. </span>'
                return f'<p class="numbered">{self.line(block.children, before=number)}</p>\n'
            case Paragraph():
                role = "" if block.role == "text" else f' class="{block.role}"'
                return f"<p{role}>{self.line(block.children)}</p>\n"
            case List():
                tag = "ol" if block.ordered else "ul"
                items = "".join(self.changed(item.change, self.item, item) for item in block.items)
                columns = "columns" if is_in_columns(block) else None
                return f"<{tag}{_class(columns)}>\n{items}</{tag}>\n"
            case Panel():
                inside = "".join(self.changed(each.change, self.in_panel, each) for each in block.blocks)
                return f'<aside class="{escape(block.role)}">\n{inside}</aside>\n'
            case Figure(picture=Picture() as drawn):
                # The picture is ours, made from data; its words were escaped when it was drawn.
                caption = self.line(block.caption)
                # Without the line's end, which would be words without a letter for who hears the page.
                picture = (_crossed_out(drawn) if self.change == "deleted" else drawn.svg).rstrip()
                start = f"<figure{_class(self.change)}{_lang(block.lang)}>"
                return f"{start}\n{picture}<figcaption>{caption}</figcaption>\n</figure>\n"
            case Table():
                head = f"<thead>\n{self.rows(block.head)}</thead>\n" if block.head else ""
                kind = escape(block.role)
                kind += " worksheet" * is_worksheet(block) + " labelled" * is_labelled(block)
                kind += " facing" * is_facing(block) + " boxed" * is_boxed(block)
                columns = _columns(block)
                rows = self.rows(block.rows, held_rows(block))
                return f'<table class="{kind}">\n{columns}{head}<tbody>\n{rows}</tbody>\n</table>\n'
            case Annexed() if not self.provenance:
                self.annexed += block.pages
                numbers = range(self.annexed - block.pages + 1, self.annexed + 1)
                return "".join(f'<div class="annexed" id="{ANNEXED}{number}"></div>\n' for number in numbers)
        raise UnsupportedNodeError(f"HTML can't show {type(block).__name__}")

    def in_panel(self, block: Heading | Paragraph) -> str:
        """Return a block of a panel; the label that a paragraph begins with stands in the column of labels."""
        if not (isinstance(block, Paragraph) and (found := label_of(block))):
            return self.block(block)
        label, rest = found
        words = f"{self.inline(label)} "
        if self.change:  # inside of the label, which may be a block of its own
            words = self.marked(self.change, words, replaced=True)
        # In both wordings, as in a redline, it has no room in its column: the text begins below it.
        kind = "label above" if len(plain(label.children)) > _LABEL else "label"
        return f'<p><span class="{kind}">{words}</span>{self.line(rest, begins=False)}</p>\n'

    def heading(self, node: Heading, id: str = "") -> str:
        page = "divider" if node.divider else "new-page" if node.new_page else ""
        start = f"h{node.level + 1}{id}{_class(page, self.change)}"
        words = self.line(node.children)
        if isinstance(next(reversed(node.children), None), Facing):  # each stands over its own column
            words = f'<span class="own">{self.line(node.children[:-1])}</span>{self.line(node.children[-1:])}'
        return f"<{start}{_bookmark(node.children)}>{words}</h{node.level + 1}>\n"

    def contents(self, node: Contents, sections: tuple[int, ...]) -> str:
        title = f"<h2>{self.line(node.title)}</h2>"
        return f'<nav class="contents">\n{title}\n{self.entries(node.entries, sections)}\n</nav>\n'

    def entries(self, entries: tuple[ContentsEntry, ...], sections: tuple[int, ...]) -> str:
        """Return the list of the sections, those of level 2 in a list below the one that they belong to."""
        items: list[tuple[str, list[str]]] = []
        for entry, number in zip(entries, sections, strict=True):
            tab, rest = number_of(entry) or (None, entry.children)
            before = f'<span class="number">{self.inline(tab)}</span>' if tab else ""
            words = self.changed(entry.change, self.line, rest, before)
            link = f'<a href="#{section_id(number)}">{words}</a>'
            if entry.level == 1 or not items:
                items.append((link, []))
            else:
                items[-1][1].append(link)
        return _list(f"{link}{_list(below)}" for link, below in items)

    def item(self, item: ListItem) -> str:
        return f"<li>{self.blocks(item.blocks).rstrip()}</li>\n"

    def rows(self, rows: Iterable[Row], with_next: Container[int] = ()) -> str:
        return "".join(self.changed(row.change, self.row, row, at in with_next) for at, row in enumerate(rows))

    def row(self, row: Row, with_next: bool) -> str:
        long = "long" if is_long(row) else None
        in_large_print = "long-in-large-print" if is_long(row, in_large_print=True) else None
        held, goes_on = "with-next" if with_next else None, "goes-on" if row.goes_on else None
        return f"<tr{_class(long, in_large_print, held, goes_on)}>\n{''.join(map(self.cell, row.cells))}</tr>\n"

    def cell(self, cell: Cell) -> str:
        match cell.header:
            case None:
                start, end = "<td", "</td>"
            case "row":
                start, end = '<th scope="row"', "</th>"
            case "column":
                start, end = '<th scope="col"', "</th>"
        return f"{start}{_lang(cell.lang)}>{self.blocks(cell.blocks).rstrip()}{end}\n"

    def inlines(self, nodes: Iterable[Inline]) -> str:
        listed = list(nodes if self.provenance else _with_spaces_inside(_joined(nodes)))
        return "".join(map(self.inline, listed, [None, *listed], [*listed[1:], None]))

    def words(self, text: str) -> str:
        """Return the words of a text; those that run leftwards apart, so that they draw nothing beside them along."""
        if self.leftwards:
            return self.words_leftwards(text)
        pieces = list(phrases(text))
        if len(pieces) == 1 and not pieces[0][1]:
            return _words(text)
        html, before = "", ""
        for words, leftwards in pieces:
            # Left behind another element, a space may come to stand alone in a line (see `_with_spaces_inside`).
            space = " " if not leftwards and not self.provenance and words.endswith(" ") else ""
            words = before + (words[:-1] if space else words)
            html += f"<bdi>{_words(words)}</bdi>" if leftwards else _words(words)
            before = space
        return html + before

    def words_leftwards(self, text: str) -> str:
        """Return the words of a text of a document that runs leftwards: in a PDF what is told of each stands with it.

        Foreign ones, too: a reader who turns a line word by word tells “Jean Exemple” as “Exemple Jean”. Brackets and
        commas around them stand as the line runs.
        """
        html = _HYPHENED.sub(r"<bdi>\g<0></bdi>", _words(text))
        if self.provenance:
            return html
        if runs_leftwards(text):
            return f"<bdi>{html}</bdi>"
        if found := _FOREIGN.fullmatch(text):
            start, end = _with_brackets(text, *found.span(1))
            return f"{_words(text[:start])}<bdi>{_words(text[start:end])}</bdi>{_words(text[end:])}"
        return html

    def inline(self, node: Inline, before: Inline | None = None, after: Inline | None = None) -> str:
        match node:
            case Text():
                words = self.words(node.value)
                return f'<span data-src="{escape(node.source)}">{words}</span>' if node.source else words
            case Strong():
                return f"<strong>{self.inlines(node.children)}</strong>"
            case Emphasis():
                return f"<em>{self.inlines(node.children)}</em>"
            case Secondary():
                return f"<small>{self.inlines(node.children)}</small>"
            case Foreign() | Facing():
                kind = _class("facing" if isinstance(node, Facing) else None)
                return f"<span{kind}{_lang(node.lang)}>{self.inlines(node.children)}</span>"
            case Link():
                return f'<a href="{escape(node.href)}">{self.inlines(node.children)}</a>'
            case LineBreak():
                return "<br>"
            case FigureNumber():
                return str(node.value)
            case Footnote():
                return f'<span class="footnote">{self.line(node.children)}</span>'
            case Inserted():
                html = self.changed("inserted", self.inlines, node.children)
                return self.marked("inserted", html, instead=isinstance(before, Deleted))
            case Deleted():
                html = self.changed("deleted", self.inlines, node.children)
                return self.marked("deleted", html, replaced=isinstance(after, Inserted))
        raise UnsupportedNodeError(f"HTML can't show {type(node).__name__}")


def _without_note(found: re.Match[str]) -> str:
    beside = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    parted = any(not each or each.isspace() or each in "{};" for each in beside)
    return found[1] or ("" if parted else "/**/")


def _class(*names: str | None) -> str:
    shown = " ".join(filter(None, names))
    return f' class="{shown}"' if shown else ""


def _lang(lang: str | None) -> str:
    return f' lang="{escape(lang)}"' if lang else ""


def _columns(table: Table) -> str:
    """Return what says how wide the columns beside that of labels are, if there are several."""
    shares = () if is_worksheet(table) else column_shares(table)
    columns = "".join(f'<col style="--share: {share:.3f}">' for share in shares)
    return f"<colgroup><col>{columns}</colgroup>\n" if len(shares) > 1 else ""


def _bookmark(heading: tuple[Inline, ...]) -> str:
    """Return what a PDF's bookmarks call a heading, in a redline: its new words alone."""
    new = line_side(heading, "inserted")
    facing = any(isinstance(node, Facing) for node in heading)
    return f' data-bookmark="{escape(plain(new))}"' if facing or plain(new) != plain(heading) else ""


def _crossed_out(picture: Picture) -> str:
    """Return the SVG of a picture that is gone: two lines across it, which a copier shows as well."""
    ends = (("0", "100%"), ("100%", "0"))
    lines = (f'<line x1="0" y1="{y1}" x2="100%" y2="{y2}" stroke="#999999" stroke-width="0.4"/>\n' for y1, y2 in ends)
    return picture.svg.replace("</svg>", f"{''.join(lines)}</svg>")


def _logo(logo: Logo | None) -> str:
    """Return the picture inside the page: decoration, so without words in its place."""
    if logo is None:
        return ""
    size = f"width: {logo.width:.2f}mm; height: {logo.height:.2f}mm"
    return f'<img class="{LOGO}" alt="" src="{logo.address}" style="{size}">\n'


def section_id(number: int) -> str:
    """Return by what name an entry of the contents list finds its section; sections are counted from 1."""
    return f"section-{number}"


def _list(items: Iterable[str]) -> str:
    lines = "".join(f"<li>{item}</li>\n" for item in items)
    return f"<ol>\n{lines}</ol>" if lines else ""


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch of a text with the brackets around it that belong to others inside: “ILO (Geneva)”."""
    while end < len(text) and _open(text[start:end]) > 0:
        end += 1
    while start > 0 and _open(text[start:end]) < 0:
        start -= 1
    return start, end


def _open(text: str) -> int:
    """Return how many more brackets are opened than closed."""
    return sum((char in _OPENING) - (char in _CLOSING) for char in text)


def _joined(nodes: Iterable[Inline]) -> Iterator[Inline]:
    """Yield the nodes with neighbouring texts made one, which then has no source."""
    for is_text, group in groupby(nodes, lambda node: isinstance(node, Text)):
        if is_text:
            yield Text("".join(node.value for node in group if isinstance(node, Text)))
        else:
            yield from group


def _with_spaces_inside(nodes: Iterable[Inline]) -> Iterator[Inline]:
    """Yield the nodes with the space before words in other type among those.

    Where words fit on a line and the space behind them doesn't, WeasyPrint 70 leaves the first one alone there
    (`split_first_line`).
    """
    listed = list(nodes)
    space = ""
    for node, after in zip(listed, [*listed[1:], None], strict=False):
        if space and isinstance(node, _OTHER_TYPE):
            node = replace(node, children=(Text(space), *node.children))
        space = " " if isinstance(node, Text) and isinstance(after, _OTHER_TYPE) and node.value.endswith(" ") else ""
        yield replace(node, value=node.value[:-1]) if space and isinstance(node, Text) else node


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


def _words(text: str) -> str:
    # An ordinary hyphen with a joiner doesn't break either, and can be searched for.
    return escape(text.replace(NO_BREAK_HYPHEN, f"-{WORD_JOINER}"))
