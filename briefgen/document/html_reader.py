"""Semantic HTML, a closed subset -> Document.

    html lang                      head: meta name=author|subject|keywords|date …
    body
      header                       p role=marking|running-head|kicker|edition-line, h1
      main                         h2 h3 h4, p [role=lead|notice|warning|condition|unsaid], ul, ol, table role, section,
                                   aside role, figure data-picture, nav; h2 role=new-page|divider
      footer                       p role=running-foot|page-label
    inside table                   thead tbody tr th[scope] td
    inside figure                  figcaption: the picture itself is named, never written in a template
    inside nav                     h2: where a contents list may stand, and its heading; its entries are derived
    inline                         span[data-src lang role=footnote|figure-number] strong em small a[href] br

What may stand where is `document.grammar`'s to say. Whatever isn't listed, or stands in the wrong place, is an error
that names the template, line and column (from ``data-at``, which templating writes into each tag). White space is
collapsed as in HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import zip_longest
from typing import Any, Literal, TypeVar

from briefgen.document.grammar import Here, fault_of, fields_of, start
from briefgen.document.html_parser import INLINE, Element, WrongHtmlError, parse
from briefgen.document.lines import ON_CARD, ON_PAGE, bind, collapse
from briefgen.document.tree import (
    CARD,
    Annexed,
    Block,
    Cell,
    Chart,
    Contents,
    Direction,
    Document,
    Emphasis,
    Figure,
    FigureNumber,
    Footnote,
    Foreign,
    Heading,
    Inline,
    Letter,
    LineBreak,
    Link,
    List,
    ListItem,
    Metadata,
    Panel,
    Paragraph,
    Row,
    Secondary,
    Strong,
    Table,
    Text,
    plain,
)
from briefgen.problems.diagnostics import ProblemsError
from briefgen.problems.notes import Told

Made = TypeVar("Made")
_METADATA = {"author", "subject", "keywords", "date"}
_PAPER = "paper"  # which of the theme's papers a brief of this type is for
_PAGES = "pages"  # how many a brief of this type may have; not every type says so
_SPOKEN = {"footnote", "back-to-text"}  # words for who hears the page; a letter has none
_NAMING = {"status", "language"}  # what the file's title says besides
_LINES = {"marking", "running-head", "kicker", "edition-line", "running-foot", "page-label"}
_LINK = re.compile(r"https?://[^\s<>\"]+|mailto:[!#-;=@-~]+")  # a mailto has no query, which could name a bcc
# In a letter: no query, no user info. What stands there can tell whoever is linked who followed it.
_HREF_IN_LETTER = re.compile(r"https://[^\s<>\"/?#@\\]+(?:[/#][^\s<>\"?\\]*)?|mailto:[^\s<>\"?]+")
_LEVELS: dict[str, Literal[1, 2, 3]] = {"h2": 1, "h3": 2, "h4": 3}
_BLOCKS: dict[str, type] = {
    **dict.fromkeys(_LEVELS, Heading),
    "p": Paragraph,
    "ul": List,
    "ol": List,
    "table": Table,
    "figure": Figure,
    "aside": Panel,
    "nav": Contents,
    "object": Annexed,
}
_MARKS: dict[str, type[Strong | Emphasis | Secondary]] = {"strong": Strong, "em": Emphasis, "small": Secondary}
_SPANS: dict[str, type] = {"footnote": Footnote, "figure-number": FigureNumber}


def read_html(
    html: str,
    bind_text: Callable[[str], str] = str,
    pictures: Mapping[str, Chart | None] | None = None,
    *,
    letter: bool = False,
    direction: Direction = "ltr",
) -> Document:
    """Return the document; `bind_text` marks in a paragraph's words where a line must not break.

    Its words run in the `direction` of its language.
    `pictures` are those that a figure may name, to be drawn later. A `letter` has no more than a message can show, and
    its links are plain addresses. Raises `ProblemsError`.
    """
    try:
        document = _document(parse(html), _Reader(bind_text, pictures or {}, letter=letter))
        return replace(document, direction=direction)
    except WrongHtmlError as wrong:
        raise ProblemsError([wrong.diagnostic]) from None


def _document(html: Element, reader: _Reader) -> Document:
    head, body = reader.only(html, "head", "body")
    header, main, footer = reader.only(body, "header", "main", "footer")
    lang = reader.text(html, "lang", Document, "lang", Told("for example ka-GE"))
    if (_PAPER, CARD) in {(meta.attributes.get("name"), meta.attributes.get("content")) for meta in head.elements()}:
        reader.measure = ON_CARD
    blocks = reader.blocks(main, reader.whole.within(Document, "blocks"))
    reader.measure = ON_PAGE  # of running lines there is one
    reader.refuse_empty_sections(main)
    return Document(lang, reader.metadata(head, header, footer), blocks)


class _Reader:
    def __init__(self, bind_text: Callable[[str], str], pictures: Mapping[str, Chart | None], *, letter: bool) -> None:
        self.bind_text = bind_text
        self.pictures = pictures
        self.letter = letter
        self.whole = start(Letter if letter else Document)
        self.figures = 0  # how many were numbered
        self.has_contents = False
        self.measure = ON_PAGE

    def only(self, parent: Element, *tags: str) -> list[Element]:
        """Return the children, which must be exactly these."""
        self._no_text(parent)
        found = parent.elements()
        if [element.tag for element in found] != list(tags):
            wanted = ", ".join(f"<{tag}>" for tag in tags)
            raise WrongHtmlError(
                parent.place, Told("<{tag}> holds {wanted}, each once and in this order", tag=parent.tag, wanted=wanted)
            )
        return found

    def metadata(self, head: Element, header: Element, footer: Element) -> Metadata:
        meta: dict[str, str] = {}
        for element in head.elements():
            name = element.attributes.get("name", "")
            if element.tag != "meta" or name not in {*_METADATA, *_SPOKEN, *_NAMING, _PAGES, _PAPER} or name in meta:
                raise WrongHtmlError(
                    element.place,
                    Told(
                        "<head> holds <meta name=…> once for each of {metadata}", metadata=", ".join(sorted(_METADATA))
                    ),
                )
            meta[name] = self.text(element, "content", Metadata, name.replace("-", "_"))
            if name == _PAGES and not re.fullmatch(r"[1-9]\d{0,2}", meta[name]):
                raise WrongHtmlError(element.place, Told("{value!r} is not a number of pages", value=meta[name]))
        if missing := _METADATA - meta.keys():
            raise WrongHtmlError(head.place, Told("<meta name={name!r}> is missing", name=min(missing)))
        lines: dict[str, tuple[Inline, ...]] = {}
        here = self.whole.within(Document, "metadata")
        for element in [*header.elements(), *footer.elements()]:
            name = "title" if element.tag == "h1" else element.attributes.get("role", "")
            if element.tag not in ("h1", "p") or (element.tag == "p" and name not in _LINES) or name in lines:
                raise WrongHtmlError(
                    element.place,
                    Told("the title block and running lines are <h1> and <p role=…>: {lines}", lines=sorted(_LINES)),
                )
            lines[name] = self.line(element, here.within(Metadata, name.replace("-", "_")))
        for name in ("title", *_LINES):
            if not lines.get(name):
                raise WrongHtmlError(
                    header.place,
                    Told("<h1> is missing") if name == "title" else Told("<p role={name!r}> is missing", name=name),
                )
        return self._made(
            head,
            Metadata,
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
            footnote=meta.get("footnote", ""),
            back_to_text=meta.get("back-to-text", ""),
            status=meta.get("status", ""),
            language=meta.get("language", ""),
            paper=meta.get(_PAPER, ""),
        )

    def blocks(self, parent: Element, here: Here) -> tuple[Any, ...]:
        """Return the blocks of an element; of which kinds they may be is the place's to say."""
        self._no_text(parent)
        found: list[Any] = []
        for element in parent.elements():
            if element.tag == "section" and here.around[-1:] == (Document,):
                found += self.blocks(element, here)
            elif kind := _BLOCKS.get(element.tag):
                self._allow(element, here, kind, role=element.attributes.get("role"))
                found.append(self.block(element, here))
            else:
                raise WrongHtmlError(element.place, Told("<{tag}> can't stand here", tag=element.tag))
        return tuple(found)

    def block(self, element: Element, here: Here) -> Block:
        match element.tag:
            case "h2" | "h3" | "h4":
                words, role = self.line(element, here.within(Heading, "children")), self._heading_role(element)
                return Heading(_LEVELS[element.tag], words, role is not None, divider=role == "divider")
            case "p":
                return self.paragraph(element, here)
            case "ul" | "ol":
                inside = here.within(List, "items").within(ListItem, "blocks")
                items = tuple(ListItem(self.item(child, inside)) for child in self._all(element, "li"))
                return List(element.tag == "ol", items)
            case "table":
                return self.table(element, here)
            case "figure":
                return self.figure(element, here)
            case "aside":
                return self.panel(element, here)
            case "object":
                return Annexed(self.text(element, "data", Annexed, "file"))
            case _:
                return self.contents(element, here)

    def _heading_role(self, element: Element) -> str | None:
        role = element.attributes.get("role")
        if role not in (None, "new-page", "divider"):
            raise WrongHtmlError(element.place, Told("a heading has no role {role!r}", role=role))
        return role

    def paragraph(self, element: Element, here: Here) -> Paragraph:
        match element.attributes.get("role", "text"):
            case "text" | "lead" | "notice" | "warning" | "condition" | "unsaid" as role:
                return Paragraph(self.line(element, here.within(Paragraph, "children")), role)
            case role:
                raise WrongHtmlError(
                    element.place,
                    Told("a paragraph has no role {role!r}", role=role),
                    Told("there are lead, notice, warning, condition and unsaid"),
                )

    def item(self, element: Element, here: Here) -> tuple[Paragraph | List, ...]:
        """Return the blocks of a list item or cell, which is written with or without <p>."""
        if any(isinstance(child, Element) and child.tag not in INLINE for child in element.children):
            return self.blocks(element, here)
        return (Paragraph(self.line(element, here.within(Paragraph, "children"))),)

    def table(self, element: Element, here: Here) -> Table:
        cells = here.within(Table, "rows").within(Row, "cells").within(Cell, "blocks")
        head: list[Row] = []
        rows: list[Row] = []
        for part in self._all(element, "thead", "tbody"):
            (head if part.tag == "thead" else rows).extend(self.row(row, cells) for row in self._all(part, "tr"))
        if not rows:
            raise WrongHtmlError(
                element.place, Told("a table has no rows"), Told("leave it out when there is nothing in it")
            )
        return self._made(element, Table, role=self._role(element), head=tuple(head), rows=tuple(rows))

    def panel(self, element: Element, here: Here) -> Panel:
        blocks = self.blocks(element, here.within(Panel, "blocks"))
        if not any(isinstance(block, Paragraph) for block in blocks):
            raise WrongHtmlError(element.place, Told("<aside> holds a heading and paragraphs"))
        return Panel(self._role(element), blocks)

    def contents(self, element: Element, here: Here) -> Contents:
        if self.has_contents:
            raise WrongHtmlError(element.place, Told("a brief has one contents list"))
        self.has_contents = True
        (title,) = self.only(element, "h2")
        role = element.attributes.get("role")
        if role not in (None, "tabs"):
            raise WrongHtmlError(element.place, Told("a contents list has no role {role!r}", role=role))
        return Contents(self.line(title, here.within(Contents, "title")), (), tabs=role is not None)

    def figure(self, element: Element, here: Here) -> Figure:
        name = element.attributes.get("data-picture", "")
        picture = self.pictures.get(name)
        if picture is None:
            known = ", ".join(name for name, picture in self.pictures.items() if picture)
            raise WrongHtmlError(
                element.place,
                Told("there is no picture {name!r} here", name=name),
                Told("there are: {known}", known=known or Told("none")),
            )
        (caption,) = self.only(element, "figcaption")
        before = self.figures
        figure = Figure(picture, self.line(caption, here.within(Figure, "caption")))
        if self.figures > before + 1:
            raise WrongHtmlError(caption.place, Told("a figure has one number"))
        return figure

    def row(self, element: Element, here: Here) -> Row:
        scopes: dict[str, Literal["row", "column"]] = {"row": "row", "col": "column"}
        cells = []
        for cell in self._all(element, "th", "td"):
            scope = cell.attributes.get("scope", "")
            if cell.tag == "th" and scope not in scopes:
                raise WrongHtmlError(cell.place, Told('a header cell needs scope="row" or scope="col"'))
            # A cell that is to be filled in by hand is empty.
            is_empty = cell.tag == "td" and not "".join(map(str, cell.children)).strip()
            cells.append(Cell(() if is_empty else self.item(cell, here), scopes.get(scope)))
        return Row(tuple(cells))

    def line(self, element: Element, here: Here) -> tuple[Inline, ...]:
        """Return the inline nodes of an element that holds words, with white space collapsed and lines bound."""
        words = collapse(self._inlines(element, element.attributes.get("data-src"), here))
        nodes = bind(words, self.bind_text, narrow=element.tag == "th", measure=self.measure)
        if not plain(nodes).strip():
            raise WrongHtmlError(
                element.place,
                Told("<{tag}> has no words", tag=element.tag),
                Told("leave it out when there is nothing to say"),
            )
        return nodes

    def _inlines(self, parent: Element, source: str | None, here: Here) -> tuple[Inline, ...]:
        found: list[Inline] = []
        for child in parent.children:
            if isinstance(child, str):
                if wrong := fault_of(child):
                    raise WrongHtmlError(parent.place, _of(source, wrong))
                found.append(Text(child, source))
                continue
            match child.tag:
                case "br":
                    self._allow(child, here, LineBreak, source)
                    found.append(LineBreak())
                case "strong" | "em" | "small":
                    kind = _MARKS[child.tag]
                    self._allow(child, here, kind, source)
                    found.append(kind(self._inlines(child, source, here.within(kind, "children"))))
                case "a":
                    self._allow(child, here, Link, source)
                    found.append(
                        Link(self._href(child, source), self._inlines(child, source, here.within(Link, "children")))
                    )
                case "span":
                    found += self._span(child, child.attributes.get("data-src", source), here)
                case _:
                    raise WrongHtmlError(
                        child.place, Told("<{tag}> can't stand inside <{parent}>", tag=child.tag, parent=parent.tag)
                    )
        return tuple(found)

    def _href(self, element: Element, source: str | None) -> str:
        href = self.text(element, "href", Link, "href", Told("use https://… or mailto:…"))
        if not _LINK.fullmatch(href):
            raise WrongHtmlError(
                element.place, Told("{href!r} can't be linked", href=href), Told("use https://… or mailto:…")
            )
        if self.letter and not _HREF_IN_LETTER.fullmatch(href):
            hint = Told("use https://… or mailto:… without ? and what follows, without a name and @ before the site")
            raise WrongHtmlError(
                element.place, _of(source, Told("{href!r} can't be linked in a letter", href=href)), hint
            )
        return href

    def _span(self, element: Element, source: str | None, here: Here) -> tuple[Inline, ...]:
        role, lang = element.attributes.get("role"), element.attributes.get("lang")
        if role is not None:
            if role not in _SPANS:
                hint = Told("there are footnote and figure-number")
                raise WrongHtmlError(element.place, Told("a span has no role {role!r}", role=role), hint)
            self._allow(element, here, _SPANS[role], source)
            if role == "figure-number":
                self.figures += 1
                return (FigureNumber(self.figures),)
            here = here.within(Footnote, "children")
        if lang is None:
            inside = self._inlines(element, source, here)
        else:
            self._allow(element, here, Foreign, source)
            self.text(element, "lang", Foreign, "lang")
            inside = (Foreign(lang, self._inlines(element, source, here.within(Foreign, "children"))),)
        if role is None:
            return inside
        note = bind(collapse(inside), self.bind_text)
        if not plain(note).strip():
            raise WrongHtmlError(element.place, Told("a footnote has no words"))
        return (Footnote(note),)

    def _role(self, element: Element) -> str:
        hint = Told('for example role="facts"')
        if "role" not in element.attributes:
            raise WrongHtmlError(element.place, Told("<{tag}> needs a role", tag=element.tag), hint)
        return self.text(element, "role", _BLOCKS[element.tag], "role", hint)

    def text(self, element: Element, attribute: str, kind: type, name: str, hint: str = "") -> str:
        """Return an attribute, which becomes the field `name` of a kind of node; refuses what that can't hold."""
        text = element.attributes.get(attribute, "").strip()
        said = fields_of(kind).get(name)
        if wrong := fault_of(text, said.like if said else None):
            raise WrongHtmlError(element.place, wrong, hint)
        return text

    def _made(self, element: Element, kind: type[Made], **values: Any) -> Made:
        """Return a node, or refuse what its type refuses."""
        try:
            return kind(**values)
        except ValueError as error:
            raise WrongHtmlError(element.place, str(error)) from None

    def _allow(self, element: Element, here: Here, kind: type, source: str | None = None, **values: Any) -> None:
        """Refuse a node that can't stand here."""
        said = {name: value for name, value in values.items() if value is not None}
        if why := here.refusal(kind, **said):
            raise WrongHtmlError(
                element.place,
                _of(source, why),
                Told("there may be {choices}", choices=here.choices()),
            )

    def _all(self, parent: Element, *tags: str) -> list[Element]:
        self._no_text(parent)
        for element in parent.elements():
            if element.tag not in tags:
                raise WrongHtmlError(
                    element.place, Told("<{tag}> can't stand inside <{parent}>", tag=element.tag, parent=parent.tag)
                )
        return parent.elements()

    def _no_text(self, element: Element) -> None:
        for child in element.children:
            if isinstance(child, str) and child.strip():
                raise WrongHtmlError(
                    element.place, Told("„{words}“ stands outside a paragraph", words=child.strip()[:40])
                )

    def refuse_empty_sections(self, main: Element) -> None:
        """Refuse a heading with nothing under it: a page never shows one."""
        flat = list(_flatten(main))
        for element, following in zip_longest(flat, flat[1:]):
            if element.tag in _LEVELS and (following is None or _LEVELS.get(following.tag, 9) <= _LEVELS[element.tag]):
                raise WrongHtmlError(
                    element.place, Told("this heading has nothing under it"), Told("leave it out with its section")
                )


def _of(source: str | None, what: str) -> str:
    """Return a message, with the text of the content that it is of."""
    return Told("{source}: {what}", source=source, what=what) if source else what


def _flatten(parent: Element) -> list[Element]:
    return [
        found
        for child in parent.elements()
        for found in (_flatten(child) if child.tag in ("section", "aside") else [child])
    ]
