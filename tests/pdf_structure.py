"""Reads a PDF's structure, the way a screen reader meets it: what each element is, and its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf


@dataclass(frozen=True, slots=True)
class Tag:
    """A structure element: its role, such as ``Note``, its own words and what is below it, in their order."""

    role: str
    element: pikepdf.Object
    parts: tuple[str | Tag, ...]

    @property
    def own_words(self) -> str:
        """Its words that aren't those of what is below it."""
        return "".join(part for part in self.parts if isinstance(part, str))

    @property
    def kids(self) -> tuple[Tag, ...]:
        """What is below it."""
        return tuple(part for part in self.parts if not isinstance(part, str))

    @property
    def words(self) -> str:
        """All its words, in order, without joiners."""
        return "".join(part if isinstance(part, str) else part.words for part in self.parts)

    @property
    def attributes(self) -> dict[str, str]:
        """Its attributes, such as the scope of a header cell."""
        return {key: str(value) for key, value in self.element.get("/A", {}).items()}

    def find(self, *roles: str) -> Iterator[Tag]:
        """Yield the elements of some roles at and below this one, in reading order."""
        if self.role in roles:
            yield self
        for kid in self.kids:
            yield from kid.find(*roles)


def read_structure(pdf: pikepdf.Pdf) -> Tag:
    """Return the root of the structure of a file, which has to stay open."""
    words = {page.obj.objgen: marked_words(page) for page in pdf.pages}
    (document,) = pdf.Root.StructTreeRoot.K
    return _tag(document, words)


def _tag(element: pikepdf.Object, words: dict[tuple[int, int], dict[int, str]]) -> Tag:
    parts: list[str | Tag] = []
    for kid in element.K:
        if isinstance(kid, int):
            parts.append(words[element.Pg.objgen][kid])
        elif "/S" in kid:
            assert kid.P.objgen == element.objgen
            parts.append(_tag(kid, words))
    return Tag(str(element.S)[1:], element, tuple(parts))


_IN_LINE = {"Span", "Reference", "Link", "Note", "NonStruct"}


def spoken(tag: Tag, depth: int = 0) -> Iterator[str]:
    """Yield what a screen reader is given, a line for each thing it stops at, with its role before it."""
    row = tag.role + {"/Row": " of the row", "/Column": " of the column"}.get(tag.attributes.get("/Scope", ""), "")
    if tag.role == "Figure":
        yield f"{'  ' * depth}{row}: {tag.element.Alt}"
    elif (tag.kids and not all(kid.role in _IN_LINE for kid in tag.kids)) or not tag.words:
        yield f"{'  ' * depth}{row}"
        for kid in tag.kids:
            yield from spoken(kid, depth + 1)
    else:
        yield f"{'  ' * depth}{row}: {_said(tag)}"


def _said(tag: Tag) -> str:
    if "/ActualText" in tag.element:
        return str(tag.element.ActualText)
    words = tag.own_words + "".join(map(_said, tag.kids))
    objects = [kid.Obj for kid in tag.element.K if isinstance(kid, pikepdf.Object) and "/Obj" in kid]
    if objects:
        return f"[{words.strip()} → {objects[0].Contents}]"
    if tag.role == "Note":
        return f"{{{words}}}"
    return f"({tag.element.Lang}: {words})" if "/Lang" in tag.element else words


def marked_words(page: pikepdf.Page) -> dict[int, str]:
    """Return the words of each piece of a page that an element holds, by its number."""
    found: dict[int, str] = {}
    open_pieces: list[int | None] = []
    glyphs: dict[str, str] | None = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands = list(instruction.operands)
        match str(instruction.operator):
            case "BMC":
                open_pieces.append(None)
            case "BDC":
                piece = int(operands[1]["/MCID"]) if "/MCID" in operands[1] else None
                open_pieces.append(piece)
                if piece is not None:
                    found[piece] = ""
            case "EMC":
                open_pieces.pop()
            case "Tf":
                glyphs = _glyphs(page.obj.Resources.Font[str(operands[0])])
            case "Tj" | "TJ" if open_pieces and (piece := open_pieces[-1]) is not None and glyphs is not None:
                strings = operands[0] if isinstance(operands[0], pikepdf.Array) else [operands[0]]
                for string in strings:
                    if isinstance(string, pikepdf.String):
                        codes = re.findall("....", bytes(string).hex())
                        found[piece] += "".join(glyphs[code] for code in codes)
    return {number: text.replace("\u2060", "") for number, text in found.items()}


def _glyphs(font: pikepdf.Object) -> dict[str, str] | None:
    """Return what each glyph stands for, by its code in hexadecimal; None for a face of an annex that doesn't say."""
    if "/ToUnicode" not in font:
        return None
    cmap = font.ToUnicode.read_bytes().decode()
    pairs = re.findall(r"<([0-9a-fA-F]{4})> *<([0-9a-fA-F]+)>(?! *<)", cmap)
    return {code.lower(): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}


def text_colours(page: pikepdf.Page) -> set[str]:
    """Return the colours that words of a page are painted in, as RRGGBB."""
    found: set[str] = set()
    colour, saved = "000000", []
    for instruction in pikepdf.parse_content_stream(page):
        match str(instruction.operator):
            case "q":
                saved.append(colour)
            case "Q":
                colour = saved.pop()
            case "rg" | "scn" | "g" | "k" | "sc":
                colour = "".join(f"{round(float(part) * 255):02X}" for part in instruction.operands)
            case "Tj" | "TJ":
                found.add(colour)
    return found


def bookmarks(pdf: pikepdf.Pdf) -> list[tuple[int, str]]:
    """Return the bookmarks with their depth, from 1 on."""
    with pdf.open_outline() as outline:
        return list(_bookmarks(outline.root, 1))


def _bookmarks(items: list[pikepdf.OutlineItem], depth: int) -> Iterator[tuple[int, str]]:
    for item in items:
        yield depth, item.title
        yield from _bookmarks(item.children, depth + 1)
