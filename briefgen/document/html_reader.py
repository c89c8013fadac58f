"""Semantic HTML, a closed subset -> Document.

    html lang                      head: meta name=author|subject|keywords|date
    body
      header                       p role=marking|running-head|kicker|edition-line, h1
      main                         h2 h3 h4, p [role=lead|notice], ul, ol, table role, section, aside role,
                                   figure data-picture, nav
      footer                       p role=running-foot|page-label
    inside table                   thead tbody tr th[scope] td
    inside figure                  figcaption: the picture itself is named, never written in a template
    inside nav                     h2: where a contents list may stand, and its heading; its entries are derived
    inline                         span[data-src lang role=footnote|figure-number] strong em small a[href] br

Whatever isn't listed is an error that names the template, line and column (from ``data-at``, which templating
writes into each tag). White space is collapsed as in HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import zip_longest
from typing import Literal

from briefgen.diagnostics import ProblemsError
from briefgen.document.html_parser import INLINE, Element, WrongHtmlError, parse
from briefgen.document.lines import bind, collapse
from briefgen.document.tree import (
    Block,
    Cell,
    Contents,
    Document,
    Emphasis,
    Figure,
    FigureNumber,
    Footnote,
    Foreign,
    Heading,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    Metadata,
    Panel,
    Paragraph,
    Picture,
    Row,
    Secondary,
    Strong,
    Table,
    Text,
    plain,
)

_METADATA = {"author", "subject", "keywords", "date"}
_PAGES = "pages"  # how many a brief of this type may have; not every type says so
_LINES = {"marking", "running-head", "kicker", "edition-line", "running-foot", "page-label"}
_HREF = re.compile(r"https?://[^\s<>\"]+|mailto:[!#-;=@-~]+")  # a mailto has no query, which could name a bcc
# In a letter: no query, no user info. What stands there can tell whoever is linked who followed it.
_HREF_IN_LETTER = re.compile(r"https://[^\s<>\"/?#@\\]+(?:[/#][^\s<>\"?\\]*)?|mailto:[^\s<>\"?]+")
_LANG = re.compile(r"[a-z]{2,3}(?:-[A-Z]{2})?")


def read_html(
    html: str,
    bind_text: Callable[[str], str] = str,
    pictures: Mapping[str, Picture | None] | None = None,
    *,
    letter: bool = False,
) -> Document:
    """Return the document; `bind_text` marks in a paragraph's words where a line must not break.

    `pictures` are those that a figure may name. In a `letter` links are plain addresses. Raises `ProblemsError`.
    """
    try:
        return _document(parse(html), _Reader(bind_text, pictures or {}, letter=letter))
    except WrongHtmlError as wrong:
        raise ProblemsError([wrong.diagnostic]) from None


def _document(html: Element, reader: _Reader) -> Document:
    head, body = reader.only(html, "head", "body")
    header, main, footer = reader.only(body, "header", "main", "footer")
    lang = html.attributes.get("lang", "")
    if not _LANG.fullmatch(lang):
        raise WrongHtmlError(html.place, f"{lang!r} is not a language tag", "for example ka-GE")
    blocks = reader.blocks(main)
    reader.refuse_empty_sections(main)
    return Document(lang, reader.metadata(head, header, footer), blocks)


class _Reader:
    def __init__(
        self, bind_text: Callable[[str], str], pictures: Mapping[str, Picture | None], *, letter: bool
    ) -> None:
        self.bind_text = bind_text
        self.pictures = pictures
        self.letter = letter
        self.figures = 0  # how many were read
        self.has_contents = False

    def only(self, parent: Element, *tags: str) -> list[Element]:
        """Return the children, which must be exactly these."""
        self._no_text(parent)
        found = parent.elements()
        if [element.tag for element in found] != list(tags):
            wanted = ", ".join(f"<{tag}>" for tag in tags)
            raise WrongHtmlError(parent.place, f"<{parent.tag}> holds {wanted}, each once and in this order")
        return found

    def metadata(self, head: Element, header: Element, footer: Element) -> Metadata:
        meta: dict[str, str] = {}
        for element in head.elements():
            name = element.attributes.get("name", "")
            if element.tag != "meta" or name not in {*_METADATA, _PAGES} or name in meta:
                raise WrongHtmlError(
                    element.place, f"<head> holds <meta name=…> once for each of {', '.join(sorted(_METADATA))}"
                )
            meta[name] = element.attributes.get("content", "").strip()
            if name == _PAGES and not re.fullmatch(r"[1-9]\d{0,2}", meta[name]):
                raise WrongHtmlError(element.place, f"{meta[name]!r} is not a number of pages")
        if missing := _METADATA - meta.keys():
            raise WrongHtmlError(head.place, f"<meta name={min(missing)!r}> is missing")
        lines: dict[str, tuple[Inline, ...]] = {}
        for element in [*header.elements(), *footer.elements()]:
            name = "title" if element.tag == "h1" else element.attributes.get("role", "")
            if element.tag not in ("h1", "p") or (element.tag == "p" and name not in _LINES) or name in lines:
                raise WrongHtmlError(
                    element.place, f"the title block and running lines are <h1> and <p role=…>: {sorted(_LINES)}"
                )
            lines[name] = self.line(element)
        for name in ("title", *_LINES):
            if not lines.get(name):
                raise WrongHtmlError(header.place, f"{'<h1>' if name == 'title' else f'<p role={name!r}>'} is missing")
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
            most_pages=int(meta[_PAGES]) if _PAGES in meta else None,
        )

    def blocks(self, parent: Element) -> tuple[Block, ...]:
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
                case "figure":
                    found.append(self.figure(element))
                case "aside":
                    found.append(self.panel(element))
                case "nav" if parent.tag in ("main", "section"):
                    found.append(self.contents(element))
                case _:
                    raise WrongHtmlError(element.place, f"<{element.tag}> can't stand here")
        return tuple(found)

    def paragraph(self, element: Element) -> Paragraph:
        match element.attributes.get("role", "text"):
            case "text" | "lead" | "notice" as role:
                return Paragraph(self.line(element), role)
            case role:
                raise WrongHtmlError(element.place, f"a paragraph has no role {role!r}", "there are lead and notice")

    def item(self, element: Element) -> ListItem:
        # An item is written with or without <p>.
        if any(isinstance(child, Element) and child.tag not in INLINE for child in element.children):
            return ListItem(self.blocks(element))
        return ListItem((Paragraph(self.line(element)),))

    def table(self, element: Element) -> Table:
        head: list[Row] = []
        rows: list[Row] = []
        for part in self._all(element, "thead", "tbody"):
            (head if part.tag == "thead" else rows).extend(self.row(row) for row in self._all(part, "tr"))
        if not rows:
            raise WrongHtmlError(element.place, "a table has no rows", "leave it out when there is nothing in it")
        widths = {len(row.cells) for row in [*head, *rows]}
        if len(widths) != 1:
            raise WrongHtmlError(element.place, "the rows of a table have different numbers of cells")
        return Table(self._role(element), tuple(head), tuple(rows))

    def panel(self, element: Element) -> Panel:
        blocks = self.blocks(element)
        if not any(isinstance(block, Paragraph) for block in blocks) or not all(
            isinstance(block, Heading | Paragraph) for block in blocks
        ):
            raise WrongHtmlError(element.place, "<aside> holds a heading and paragraphs")
        return Panel(self._role(element), blocks)

    def contents(self, element: Element) -> Contents:
        if self.has_contents:
            raise WrongHtmlError(element.place, "a brief has one contents list")
        self.has_contents = True
        (title,) = self.only(element, "h2")
        return Contents(self.line(title), ())

    def figure(self, element: Element) -> Figure:
        name = element.attributes.get("data-picture", "")
        picture = self.pictures.get(name)
        if picture is None:
            known = ", ".join(name for name, picture in self.pictures.items() if picture)
            raise WrongHtmlError(element.place, f"there is no picture {name!r} here", f"there are: {known or 'none'}")
        self.figures += 1
        (caption,) = self.only(element, "figcaption")
        return Figure(picture, self.line(caption))

    def row(self, element: Element) -> Row:
        scopes: dict[str, Literal["row", "column"]] = {"row": "row", "col": "column"}
        cells = []
        for cell in self._all(element, "th", "td"):
            scope = cell.attributes.get("scope", "")
            if cell.tag == "th" and scope not in scopes:
                raise WrongHtmlError(cell.place, 'a header cell needs scope="row" or scope="col"')
            # A cell that is to be filled in by hand is empty.
            is_empty = cell.tag == "td" and not "".join(map(str, cell.children)).strip()
            cells.append(Cell(() if is_empty else self.item(cell).blocks, scopes.get(scope)))
        return Row(tuple(cells))

    def line(self, element: Element) -> tuple[Inline, ...]:
        """Return the inline nodes of an element that holds words, with white space collapsed and lines bound."""
        nodes = bind(collapse(self._inlines(element, element.attributes.get("data-src"))), self.bind_text)
        if not plain(nodes).strip():
            raise WrongHtmlError(
                element.place, f"<{element.tag}> has no words", "leave it out when there is nothing to say"
            )
        return nodes

    def _inlines(self, parent: Element, source: str | None) -> tuple[Inline, ...]:
        found: list[Inline] = []
        for child in parent.children:
            if isinstance(child, str):
                found.append(Text(child, source))
                continue
            if child.tag not in INLINE:
                raise WrongHtmlError(child.place, f"<{child.tag}> can't stand inside <{parent.tag}>")
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
                    found.append(Link(self._href(child, source), inside))
                case _:
                    found += self._span(child, inside)
        return tuple(found)

    def _href(self, element: Element, source: str | None) -> str:
        href = element.attributes.get("href", "")
        if not _HREF.fullmatch(href):
            raise WrongHtmlError(element.place, f"{href!r} can't be linked", "use https://… or mailto:…")
        if self.letter and not _HREF_IN_LETTER.fullmatch(href):
            where = f"{source}: " if source else ""
            hint = "use https://… or mailto:… without ? and what follows, without a name and @ before the domain"
            raise WrongHtmlError(element.place, f"{where}{href!r} can't be linked in a letter", hint)
        return href

    def _span(self, element: Element, inside: tuple[Inline, ...]) -> tuple[Inline, ...]:
        role, lang = element.attributes.get("role"), element.attributes.get("lang")
        if lang is not None:
            if not _LANG.fullmatch(lang):
                raise WrongHtmlError(element.place, f"{lang!r} is not a language tag")
            inside = (Foreign(lang, inside),)
        if role is None:
            return inside
        if role == "figure-number":
            return (FigureNumber(self.figures),)
        if role != "footnote":
            raise WrongHtmlError(element.place, f"a span has no role {role!r}", "there are footnote and figure-number")
        note = bind(collapse(inside), self.bind_text)
        if not plain(note).strip():
            raise WrongHtmlError(element.place, "a footnote has no words")
        return (Footnote(note),)

    def _role(self, element: Element) -> str:
        role = element.attributes.get("role", "")
        if not re.fullmatch(r"[a-z]+(-[a-z]+)*", role):
            raise WrongHtmlError(element.place, f"<{element.tag}> needs a role", 'for example role="facts"')
        return role

    def _all(self, parent: Element, *tags: str) -> list[Element]:
        self._no_text(parent)
        for element in parent.elements():
            if element.tag not in tags:
                raise WrongHtmlError(element.place, f"<{element.tag}> can't stand inside <{parent.tag}>")
        return parent.elements()

    def _no_text(self, element: Element) -> None:
        for child in element.children:
            if isinstance(child, str) and child.strip():
                raise WrongHtmlError(element.place, f"„{child.strip()[:40]}“ stands outside a paragraph")

    def refuse_empty_sections(self, main: Element) -> None:
        """Refuse a heading with nothing under it: a page never shows one."""
        levels = {"h2": 1, "h3": 2, "h4": 3}
        flat = list(_flatten(main))
        for element, following in zip_longest(flat, flat[1:]):
            if element.tag in levels and (following is None or levels.get(following.tag, 9) <= levels[element.tag]):
                raise WrongHtmlError(
                    element.place, "this heading has nothing under it", "leave it out with its section"
                )


def _flatten(parent: Element) -> list[Element]:
    return [
        found
        for child in parent.elements()
        for found in (_flatten(child) if child.tag in ("section", "aside") else [child])
    ]
