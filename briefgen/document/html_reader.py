"""Semantic HTML, a closed subset -> Document.

    html lang                      head: title (ignored), meta name=author|subject|keywords|date
    body
      header                       p role=marking|running-head|kicker|edition-line, h1
      main                         h2 h3 h4, p [role=lead|notice], ul, ol, table role, section
      footer                       p role=running-foot|page-label
    inside table                   thead tbody tr th[scope] td
    inline                         span[data-src lang role=footnote] strong em small a[href] br

Whatever isn't listed is an error that names the template, line and column (from ``data-at``, which templating
writes into each tag). White space is collapsed as in HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import zip_longest
from typing import Literal

from briefgen.diagnostics import Diagnostic, Place, ProblemsError
from briefgen.document.binding import bind
from briefgen.document.tree import (
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
    ListItem,
    Metadata,
    Paragraph,
    Row,
    Secondary,
    Strong,
    Table,
    Text,
    plain,
)

# Tag -> the attributes it may have. `data-at` may stand on every tag.
_ATTRIBUTES: dict[str, set[str]] = {
    "html": {"lang"},
    "head": set(),
    "meta": {"name", "content"},
    "body": set(),
    "header": {"data-marking-at-foot"},
    "footer": set(),
    "main": set(),
    "section": set(),
    "h1": set(),
    "h2": set(),
    "h3": set(),
    "h4": set(),
    "p": {"role", "data-src"},
    "ul": set(),
    "ol": set(),
    "li": set(),
    "table": {"role"},
    "thead": set(),
    "tbody": set(),
    "tr": set(),
    "th": {"scope"},
    "td": set(),
    "span": {"data-src", "lang", "role"},
    "strong": set(),
    "em": set(),
    "small": set(),
    "a": {"href"},
    "br": set(),
}
_VOID = {"meta", "br"}
_INLINE = {"span", "strong", "em", "small", "a", "br"}
_TEXT_HOLDERS = _INLINE | {"p", "h1", "h2", "h3", "h4"}
_METADATA = {"author", "subject", "keywords", "date"}
_LINES = {"marking", "running-head", "kicker", "edition-line", "running-foot", "page-label"}
_MAX_DEPTH = 60
_HREF = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+")
_LANG = re.compile(r"[a-z]{2,3}(?:-[A-Z]{2})?")


@dataclass
class _Element:
    tag: str
    attributes: dict[str, str]
    place: Place
    children: list[_Element | str] = field(default_factory=list)

    def elements(self) -> list[_Element]:
        return [child for child in self.children if isinstance(child, _Element)]


class _Wrong(Exception):
    def __init__(self, place: Place, message: str, hint: str = "") -> None:
        self.diagnostic = Diagnostic(place, "error", "html-wrong", message, hint)
        super().__init__(message)


def read_html(html: str, bind_text: Callable[[str], str] = str) -> Document:
    """Return the document; `bind_text` marks in a paragraph's words where a line must not break.

    Raises `ProblemsError`.
    """
    try:
        return _document(_parse(html), bind_text)
    except _Wrong as wrong:
        raise ProblemsError([wrong.diagnostic]) from None


# HTML -> elements ----------------------------------------------------------------------------------------------------


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = _Element("", {}, Place("templates"))
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in reversed(attrs)}  # the first data-at is templating's
        place = _place(attributes.pop("data-at", ""), self.open[-1].place)
        if tag not in _ATTRIBUTES:
            raise _Wrong(place, f"briefs have no <{tag}>", f"there are {', '.join(_ATTRIBUTES)}")
        for name in attributes:
            if name not in _ATTRIBUTES[tag]:
                raise _Wrong(place, f"<{tag}> has no attribute {name!r}")
        if len(self.open) > _MAX_DEPTH:
            raise _Wrong(place, "tags are nested too deeply")
        element = _Element(tag, attributes, place)
        self.open[-1].children.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        element = self.open[-1]
        if element.tag != tag:
            raise _Wrong(element.place, f"<{element.tag}> is not closed where </{tag}> stands")
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        raise _Wrong(self.open[-1].place, "HTML comments are not kept", "write a template comment: {# … #}")

    def handle_decl(self, decl: str) -> None:
        raise _Wrong(self.open[-1].place, "only tags and text may stand in a template")

    def unknown_decl(self, data: str) -> None:
        raise _Wrong(self.open[-1].place, "only tags and text may stand in a template")

    def handle_pi(self, data: str) -> None:
        raise _Wrong(self.open[-1].place, "only tags and text may stand in a template")


def _parse(html: str) -> _Element:
    parser = _Parser()
    parser.feed(html)
    parser.close()
    if len(parser.open) > 1:
        raise _Wrong(parser.open[-1].place, f"<{parser.open[-1].tag}> is not closed")
    roots = [child for child in parser.root.children if isinstance(child, _Element) or child.strip()]
    match roots:
        case [_Element(tag="html") as root]:
            return root
    raise _Wrong(parser.root.place, "a brief's template gives one <html> element")


def _place(at: str, fallback: Place) -> Place:
    file, line, column = [*at.rsplit(":", 2), "", ""][:3]
    if not (line.isdecimal() and column.isdecimal()):
        return fallback
    return Place(f"templates/{file}", int(line), int(column))


# elements -> Document ------------------------------------------------------------------------------------------------


def _document(html: _Element, bind_text: Callable[[str], str]) -> Document:
    reader = _Reader(bind_text)
    head, body = reader.only(html, "head", "body")
    header, main, footer = reader.only(body, "header", "main", "footer")
    lang = html.attributes.get("lang", "")
    if not _LANG.fullmatch(lang):
        raise _Wrong(html.place, f"{lang!r} is not a language tag", "for example ka-GE")
    blocks = reader.blocks(main)
    reader.refuse_empty_sections(main)
    return Document(lang, reader.metadata(head, header, footer), blocks)


class _Reader:
    def __init__(self, bind_text: Callable[[str], str]) -> None:
        self.bind_text = bind_text

    def only(self, parent: _Element, *tags: str) -> list[_Element]:
        """Return the children, which must be exactly these."""
        self._no_text(parent)
        found = parent.elements()
        if [element.tag for element in found] != list(tags):
            wanted = ", ".join(f"<{tag}>" for tag in tags)
            raise _Wrong(parent.place, f"<{parent.tag}> holds {wanted}, each once and in this order")
        return found

    def metadata(self, head: _Element, header: _Element, footer: _Element) -> Metadata:
        meta: dict[str, str] = {}
        for element in head.elements():
            name = element.attributes.get("name", "")
            if element.tag != "meta" or name not in _METADATA or name in meta:
                raise _Wrong(
                    element.place, f"<head> holds <meta name=…> once for each of {', '.join(sorted(_METADATA))}"
                )
            meta[name] = element.attributes.get("content", "").strip()
        if missing := _METADATA - meta.keys():
            raise _Wrong(head.place, f"<meta name={min(missing)!r}> is missing")
        lines: dict[str, tuple[Inline, ...]] = {}
        for element in [*header.elements(), *footer.elements()]:
            name = "title" if element.tag == "h1" else element.attributes.get("role", "")
            if element.tag not in ("h1", "p") or (element.tag == "p" and name not in _LINES) or name in lines:
                raise _Wrong(
                    element.place, f"the title block and running lines are <h1> and <p role=…>: {sorted(_LINES)}"
                )
            lines[name] = self.line(element)
        for name in ("title", *_LINES):
            if not lines.get(name):
                raise _Wrong(header.place, f"{'<h1>' if name == 'title' else f'<p role={name!r}>'} is missing")
        return Metadata(
            title=lines["title"],
            kicker=lines["kicker"],
            edition_line=lines["edition-line"],
            marking=lines["marking"],
            marking_at_foot=header.attributes.get("data-marking-at-foot") == "yes",
            running_head=lines["running-head"],
            running_foot=lines["running-foot"],
            page_label=lines["page-label"],
            author=meta["author"],
            subject=meta["subject"],
            keywords=tuple(filter(None, (word.strip() for word in meta["keywords"].split(";")))),
            date=meta["date"],
        )

    def blocks(self, parent: _Element) -> tuple[Block, ...]:
        self._no_text(parent)
        found: list[Block] = []
        for element in parent.elements():
            match element.tag:
                case "section":
                    found += self.blocks(element)
                case "h2" | "h3" | "h4":
                    level: dict[str, Literal[1, 2, 3]] = {"h2": 1, "h3": 2, "h4": 3}
                    found.append(Heading(level[element.tag], self.line(element)))
                case "p":
                    found.append(self.paragraph(element))
                case "ul" | "ol":
                    items = tuple(self.item(child) for child in self._all(element, "li"))
                    found.append(List(element.tag == "ol", items))
                case "table":
                    found.append(self.table(element))
                case _:
                    raise _Wrong(element.place, f"<{element.tag}> can't stand here")
        return tuple(found)

    def paragraph(self, element: _Element) -> Paragraph:
        match element.attributes.get("role", "text"):
            case "text" | "lead" | "notice" as role:
                return Paragraph(self.line(element), role)
            case role:
                raise _Wrong(element.place, f"a paragraph has no role {role!r}", "there are lead and notice")

    def item(self, element: _Element) -> ListItem:
        # An item is written with or without <p>.
        if any(isinstance(child, _Element) and child.tag not in _INLINE for child in element.children):
            return ListItem(self.blocks(element))
        return ListItem((Paragraph(self.line(element)),))

    def table(self, element: _Element) -> Table:
        head: list[Row] = []
        rows: list[Row] = []
        for part in self._all(element, "thead", "tbody"):
            (head if part.tag == "thead" else rows).extend(self.row(row) for row in self._all(part, "tr"))
        if not rows:
            raise _Wrong(element.place, "a table has no rows", "leave it out when there is nothing in it")
        widths = {len(row.cells) for row in [*head, *rows]}
        if len(widths) != 1:
            raise _Wrong(element.place, "the rows of a table have different numbers of cells")
        role = element.attributes.get("role", "")
        if not re.fullmatch(r"[a-z]+(-[a-z]+)*", role):
            raise _Wrong(element.place, "a table needs a role", 'for example role="facts"')
        return Table(role, tuple(head), tuple(rows))

    def row(self, element: _Element) -> Row:
        scopes: dict[str, Literal["row", "column"]] = {"row": "row", "col": "column"}
        cells = []
        for cell in self._all(element, "th", "td"):
            scope = cell.attributes.get("scope", "")
            if cell.tag == "th" and scope not in scopes:
                raise _Wrong(cell.place, 'a header cell needs scope="row" or scope="col"')
            cells.append(Cell(self.item(cell).blocks, scopes.get(scope)))
        return Row(tuple(cells))

    def line(self, element: _Element) -> tuple[Inline, ...]:
        """Return the inline nodes of an element that holds words, with white space collapsed and lines bound."""
        nodes = bind(_collapse(self._inlines(element, element.attributes.get("data-src"))), self.bind_text)
        if not plain(nodes).strip():
            raise _Wrong(element.place, f"<{element.tag}> has no words", "leave it out when there is nothing to say")
        return nodes

    def _inlines(self, parent: _Element, source: str | None) -> tuple[Inline, ...]:
        found: list[Inline] = []
        for child in parent.children:
            if isinstance(child, str):
                found.append(Text(child, source))
                continue
            if child.tag not in _INLINE:
                raise _Wrong(child.place, f"<{child.tag}> can't stand inside <{parent.tag}>")
            inside = self._inlines(child, child.attributes.get("data-src", source))
            match child.tag:
                case "br":
                    found.append(LineBreak())
                case "strong":
                    found.append(Strong(inside))
                case "em":
                    found.append(Emphasis(inside))
                case "small":
                    found.append(Secondary(inside))
                case "a":
                    href = child.attributes.get("href", "")
                    if not _HREF.fullmatch(href):
                        raise _Wrong(child.place, f"{href!r} can't be linked", "use https://… or mailto:…")
                    found.append(Link(href, inside))
                case _:
                    found += self._span(child, inside)
        return tuple(found)

    def _span(self, element: _Element, inside: tuple[Inline, ...]) -> tuple[Inline, ...]:
        role, lang = element.attributes.get("role"), element.attributes.get("lang")
        if lang is not None:
            if not _LANG.fullmatch(lang):
                raise _Wrong(element.place, f"{lang!r} is not a language tag")
            inside = (Foreign(lang, inside),)
        if role is None:
            return inside
        if role != "footnote":
            raise _Wrong(element.place, f"a span has no role {role!r}", "there is footnote")
        note = bind(_collapse(inside), self.bind_text)
        if not plain(note).strip():
            raise _Wrong(element.place, "a footnote has no words")
        return (Footnote(note),)

    def _all(self, parent: _Element, *tags: str) -> list[_Element]:
        self._no_text(parent)
        for element in parent.elements():
            if element.tag not in tags:
                raise _Wrong(element.place, f"<{element.tag}> can't stand inside <{parent.tag}>")
        return parent.elements()

    def _no_text(self, element: _Element) -> None:
        for child in element.children:
            if isinstance(child, str) and child.strip():
                raise _Wrong(element.place, f"„{child.strip()[:40]}“ stands outside a paragraph")

    def refuse_empty_sections(self, main: _Element) -> None:
        """Refuse a heading with nothing under it: a page never shows one."""
        levels = {"h2": 1, "h3": 2, "h4": 3}
        flat = list(_flatten(main))
        for element, following in zip_longest(flat, flat[1:]):
            if element.tag in levels and (following is None or levels.get(following.tag, 9) <= levels[element.tag]):
                raise _Wrong(element.place, "this heading has nothing under it", "leave it out with its section")


def _flatten(parent: _Element) -> list[_Element]:
    return [found for child in parent.elements() for found in (_flatten(child) if child.tag == "section" else [child])]


def _collapse(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Collapse white space as HTML does: one space between words, none at the ends of a line."""
    space_before = True  # whether a space here would stand at the start of a line or after another

    def walk(nodes: tuple[Inline, ...]) -> list[Inline]:
        nonlocal space_before
        kept: list[Inline] = []
        for node in nodes:
            match node:
                case Text():
                    value = re.sub(r"[ \t\n\r\f]+", " ", node.value)
                    if space_before:
                        value = value.removeprefix(" ")
                    if value:
                        kept.append(Text(value, node.source))
                        space_before = value.endswith(" ")
                case LineBreak():
                    kept.append(node)
                    space_before = True
                case Footnote():
                    kept.append(node)  # collapsed already, and no part of the line
                case Link():
                    kept.append(Link(node.href, tuple(walk(node.children))))
                case Foreign():
                    kept.append(Foreign(node.lang, tuple(walk(node.children))))
                case _:
                    kept.append(type(node)(tuple(walk(node.children))))
        return kept

    return _strip_end(tuple(walk(nodes)))


def _strip_end(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
    match nodes:
        case (*before, Text() as last) if last.value.endswith(" "):
            value = last.value.rstrip(" ")
            return (*before, Text(value, last.source)) if value else _strip_end(tuple(before))
    return nodes
