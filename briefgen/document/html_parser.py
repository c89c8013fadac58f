"""Semantic HTML -> elements: the tags of the closed subset, strictly nested, each with its place in a template."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from briefgen.problems.diagnostics import Diagnostic, Place
from briefgen.problems.notes import Told

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
    "aside": {"role"},
    "nav": {"role"},
    "h1": set(),
    "h2": {"role"},
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
    "figure": {"data-picture"},
    "figcaption": set(),
    "object": {"data"},
    "span": {"data-src", "lang", "role"},
    "strong": set(),
    "em": set(),
    "small": set(),
    "a": {"href"},
    "br": set(),
}
_VOID = {"meta", "br", "object"}
INLINE = {"span", "strong", "em", "small", "a", "br"}
_MAX_DEPTH = 60


@dataclass
class Element:
    """An element, the place of its tag in a template, and what it holds."""

    tag: str
    attributes: dict[str, str]
    place: Place
    children: list[Element | str] = field(default_factory=list)

    def elements(self) -> list[Element]:
        """Return the elements directly below, without the text between them."""
        return [child for child in self.children if isinstance(child, Element)]


class WrongHtmlError(Exception):
    """The HTML is not of the subset; carries the problem."""

    def __init__(self, place: Place, message: str, hint: str = "") -> None:
        self.diagnostic = Diagnostic(place, "error", "html-wrong", message, hint)
        super().__init__(message)


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {}, Place("templates"))
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in reversed(attrs)}  # the first data-at is templating's
        place = _place(attributes.pop("data-at", ""), self.open[-1].place)
        if tag not in _ATTRIBUTES:
            raise WrongHtmlError(
                place,
                Told("briefs have no <{tag}>", tag=tag),
                Told("there are {names}", names=", ".join(_ATTRIBUTES)),
            )
        for name in attributes:
            if name not in _ATTRIBUTES[tag]:
                raise WrongHtmlError(place, Told("<{tag}> has no attribute {name!r}", tag=tag, name=name))
        if len(self.open) > _MAX_DEPTH:
            raise WrongHtmlError(place, Told("tags are nested too deeply"))
        element = Element(tag, attributes, place)
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
            raise WrongHtmlError(
                element.place, Told("<{tag}> is not closed where </{closing}> stands", tag=element.tag, closing=tag)
            )
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        raise WrongHtmlError(
            self.open[-1].place, Told("HTML comments are not kept"), Told("write a template comment: {# … #}")
        )

    def handle_decl(self, decl: str) -> None:
        raise WrongHtmlError(self.open[-1].place, Told("only tags and text may stand in a template"))

    def unknown_decl(self, data: str) -> None:
        raise WrongHtmlError(self.open[-1].place, Told("only tags and text may stand in a template"))

    def handle_pi(self, data: str) -> None:
        raise WrongHtmlError(self.open[-1].place, Told("only tags and text may stand in a template"))


def parse(html: str) -> Element:
    """Return the root element; raises `WrongHtmlError`."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    if len(parser.open) > 1:
        raise WrongHtmlError(parser.open[-1].place, Told("<{tag}> is not closed", tag=parser.open[-1].tag))
    roots = [child for child in parser.root.children if isinstance(child, Element) or child.strip()]
    match roots:
        case [Element(tag="html") as root]:
            return root
    raise WrongHtmlError(parser.root.place, Told("a brief's template gives one <html> element"))


def _place(at: str, fallback: Place) -> Place:
    file, line, column = [*at.rsplit(":", 2), "", ""][:3]
    if not (line.isdecimal() and column.isdecimal()):
        return fallback
    return Place(f"templates/{file}", int(line), int(column))
