"""Reads an HTML page back with libxml2's parser: its words, what holds them, in which order, and how they are marked.

The page is told in steps as the tree is (`proof.steps`), and the two lists must be the same, spaces included.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from lxml import html
from lxml.etree import _Element

from briefgen.document.shapes import file_title
from briefgen.document.showing import shown
from briefgen.document.tree import Document
from briefgen.look.theme import Theme
from briefgen.proof.reading_order import squeeze
from briefgen.proof.steps import BREAK, PLAIN, Run, Step, changed, in_language, merged, steps_of

_TAGS = {"strong": "strong", "em": "em", "small": "small", "ins": "inserted", "del": "deleted"}
_HEADINGS = {"h2": 1, "h3": 2, "h4": 3}


class _StrangeError(ValueError):
    """Something is in the page that no document has."""


def faults(
    data: bytes,
    document: Document,
    theme: Theme,
    letterhead: frozenset[str] | None = None,
    sections: Sequence[int] = (),
) -> list[str]:
    """Return what differs from the tree, in plain words; nothing if all is well.

    It is on no letterhead, and its contents list names no pages.
    """
    document = shown(document)
    root = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    found = _head(root, document)
    try:
        written = list(_Page(root).steps(has_logo=theme.logo is not None))
    except _StrangeError as error:
        return [*found, str(error)]
    return found + _differences(written, steps_of(document))


def _head(root: _Element, document: Document) -> list[str]:
    found = []
    if root.get("lang") != document.lang:
        found.append(f"the language is {root.get('lang')!r}, not {document.lang}")
    meta = document.metadata
    kind = document.comparison.title if document.comparison else ""
    wanted = {
        "title": file_title(meta, kind), "author": meta.author, "description": meta.subject,
        "keywords": ", ".join(meta.keywords), "dcterms.created": meta.date, "dcterms.modified": meta.date,
    }  # fmt: skip
    written = {str(one.get("name")): str(one.get("content")) for one in root.iterfind("head/meta[@name]")}
    written["title"] = root.findtext("head/title") or ""
    return found + [
        f"its {name} is {written.get(name, '')!r}, not {value!r}"
        for name, value in wanted.items()
        if written.get(name, "").split() != value.split()
    ]


def _differences(written: list[Step], wanted: list[Step]) -> list[str]:
    for is_, should in zip_longest(written, wanted):
        if is_ == should:
            continue
        if should is None:
            return [f"there is more than the content has: {is_.shown()}"]
        if is_ is None:
            return [f"{should.shown()} is missing"]
        if is_.what == should.what and _words(is_) == _words(should):
            return [f"{should.shown()} isn't marked as it should be: {_unlike(is_, should)}"]
        return [f"{should.shown()} is missing, or not in its place: there is {is_.shown()}"]
    return []


def _words(step: Step) -> str:
    return "".join(words for words, _ in step.runs)


def _unlike(written: Step, wanted: Step) -> str:
    for (is_, marks), (should, others) in zip(written.runs, wanted.runs, strict=False):
        if (is_, marks) != (should, others):
            return f"„{is_[:40]}“ is {_listed(marks)}, „{should[:40]}“ should be {_listed(others)}"
    return "there is less of it"


def _listed(marks: frozenset[str]) -> str:
    return ", ".join(sorted(marks)) or "plain"


@dataclass
class _Page:
    """Tells a page."""

    root: _Element
    notes: int = 0
    sections: dict[str, int] = field(default_factory=dict)  # the number of each section, by its id

    def steps(self, *, has_logo: bool) -> Iterator[Step]:
        body = self.root.find("body")
        parts = self.elements(body) if body is not None else []
        header, main = ([one for one in parts if one.tag == tag] for tag in ("header", "main"))
        if len(header) != 1 or len(main) != 1:
            raise _StrangeError("the page has not one header and one main part")
        headings = (one for one in main[0] if one.tag in ("h2", "h3"))
        self.sections = {str(one.get("id")): number for number, one in enumerate(headings, start=1)}
        for one in parts:
            if one.tag == "div":
                for line in self.elements(one) if one.get("class") == "foot" else [one]:
                    yield self.line(str(line.get("class")), line)
            elif one.tag == "aside":
                yield from self.block(one)
            elif one not in (*header, *main):
                raise self.strange(one)
        lines = self.elements(header[0])
        logos = [one for one in lines if one.tag == "img"]
        if len(logos) != int(has_logo) or any(not str(one.get("src")).startswith("data:") for one in logos):
            raise _StrangeError("the logo is missing, or isn't the theme's")
        for one in lines:
            if one.tag == "h1":
                yield self.line("title", one)
            elif one.tag == "p":
                yield self.line(str(one.get("class")), one)
            elif one not in logos:
                raise self.strange(one)
        yield from self.blocks(main[0])

    def strange(self, element: _Element) -> _StrangeError:
        return _StrangeError(f"there is a <{element.tag}> that the content doesn't have")

    def elements(self, parent: _Element) -> list[_Element]:
        """Return what stands in an element that holds no words of its own."""
        for words in (parent.text, *(one.tail for one in parent)):
            if (words or "").strip():
                raise _StrangeError(f"„{(words or '').strip()[:60]}“ stands outside a paragraph")
        return list(parent)

    def line(self, what: str, element: _Element) -> Step:
        return Step(what, merged(self.runs(element, PLAIN)))

    def runs(self, element: _Element, marks: frozenset[str]) -> Iterator[Run]:
        yield element.text or "", marks
        for child in element:
            if child.tag == "br":
                yield BREAK, marks
            else:
                yield from self.runs(child, marks | self.marks(child))
            yield child.tail or "", marks

    def marks(self, element: _Element) -> set[str]:
        if element.tag in _TAGS:
            return {_TAGS[str(element.tag)]}
        if element.tag == "bdi":  # words of another direction
            return set()
        if element.tag == "a":
            return {f"a link to {element.get('href')}"}
        if element.tag != "span":
            raise self.strange(element)
        if element.get("class") == "footnote":
            self.notes += 1
            return {f"footnote {self.notes}"}
        if element.get("class") == "own":  # beside the words in the other language
            return set()
        found = {f"from {element.get('data-src')}"} if element.get("data-src") else set()
        return found | ({f"in {element.get('lang')}"} if element.get("lang") else set())

    def blocks(self, parent: _Element) -> Iterator[Step]:
        for one in self.elements(parent):
            yield from self.block(one)

    def block(self, one: _Element) -> Iterator[Step]:
        tag, kind = str(one.tag), str(one.get("class", ""))
        match tag:
            case "h2" | "h3" | "h4":
                classes = kind.split()
                page = " on a new page" if "new-page" in classes else " of a divider" if "divider" in classes else ""
                yield self.line(f"a heading of level {_HEADINGS[tag]}{page}{_changed(classes)}", one)
            case "p" if kind == "numbered":
                yield self.line("a numbered paragraph", one)
            case "p":
                yield self.line(f"a paragraph ({kind or 'text'})", one)
            case "ul" | "ol":
                what = "a numbered list" if tag == "ol" else "a list"
                yield from self.inside(what, self.each(one, {"li": "an item"}))
            case "aside":
                yield from self.inside(f"a panel ({kind})", self.blocks(one))
            case "figure":
                yield from self.figure(one, _changed(kind.split()))
            case "table":
                yield from self.inside(f"a table ({kind})", self.rows(one))
            case "nav":
                yield from self.contents(one)
            case _:
                raise self.strange(one)

    def inside(self, what: str, steps: Iterator[Step]) -> Iterator[Step]:
        yield Step(what)
        yield from steps
        yield Step(f"the end of {what}")

    def each(self, parent: _Element, called: dict[str, str]) -> Iterator[Step]:
        for one in self.elements(parent):
            if one.tag not in called:
                raise self.strange(one)
            yield from self.inside(called[str(one.tag)], self.blocks(one))

    def rows(self, table: _Element) -> Iterator[Step]:
        for group in self.elements(table):
            if group.tag == "colgroup":  # how wide its columns are
                continue
            for row in self.elements(group):
                what = "a row of heads" if group.tag == "thead" else "a row"
                yield from self.inside(what, self.cells(row))

    def cells(self, row: _Element) -> Iterator[Step]:
        scopes = {"row": "row", "col": "column"}
        for cell in self.elements(row):
            header = scopes.get(str(cell.get("scope")), "?") if cell.tag == "th" else "no"
            what = f"a cell ({header} header){in_language(cell.get('lang'))}"
            yield from self.inside(what, self.blocks(cell))

    def figure(self, figure: _Element, change: str) -> Iterator[Step]:
        if [one.tag for one in self.elements(figure)] != ["svg", "figcaption"]:
            raise _StrangeError("a figure is not a picture and its caption")
        picture, caption = figure
        yield Step(
            f"a figure{change}{in_language(figure.get('lang'))}", (((picture.findtext("title") or "").strip(), PLAIN),)
        )
        words = squeeze("".join(text.text or "" for text in picture.iter("text")))
        yield Step("in the picture", ((words, PLAIN),))
        yield self.line("a caption", caption)

    def contents(self, nav: _Element) -> Iterator[Step]:
        if [one.tag for one in self.elements(nav)] not in (["h2"], ["h2", "ol"]):
            raise _StrangeError("a contents list is not a heading and its entries")
        title, *lists = nav
        yield self.line("the heading of a contents list", title)
        for entries in lists:
            yield from self.entries(entries, 1)

    def entries(self, entries: _Element, level: int) -> Iterator[Step]:
        for item in self.elements(entries):
            if [one.tag for one in self.elements(item)] not in (["a"], ["a", "ol"]):
                raise _StrangeError("an entry of the contents list is no link")
            link, *below = item
            section = self.sections.get(str(link.get("href")).removeprefix("#"))
            yield self.line(f"an entry of level {level} for section {section}", link)
            for inner in below:
                yield from self.entries(inner, level + 1)


def _changed(classes: Sequence[str]) -> str:
    return changed(next((name for name in ("inserted", "deleted") if name in classes), None))
