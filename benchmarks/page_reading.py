"""What stands on the pages of a PDF file: lines, each with its place and what the tags say of it.

It knows nothing of who wrote the file. Places are pdfium's, in points from the page's lower left corner.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

MM = 72 / 25.4
LOW = 15 * MM  # a path higher than this is ground, a frame or an axis: it fills no hole
BLOCKS = {"P", "LBody", "TD", "TH", "Caption", "Note", "FENote", "TOCI", "BibEntry", "Title"}
NOTES = {"Note", "FENote"}
_SIGNS = {0: "", 2: "-", 0xFFFE: "-"}  # pdfium's own for nothing, and for a hyphen at a line's end


@dataclass(frozen=True)
class Place:
    """What the tags say of a stretch of text."""

    kind: str  # text, table, note, label, head, contents, figure
    block: int  # the paragraph, cell or note
    table: int | None = None
    in_head: bool = False  # of the table


@dataclass
class Line:
    """A line of one block, or a stretch of what no tag knows."""

    page: int
    left: float
    right: float
    base: float
    size: float
    text: str
    place: Place | None

    @property
    def top(self) -> float:
        """Where it ends above."""
        return self.base + 0.75 * self.size

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.base - 0.25 * self.size


@dataclass
class Sheet:
    """A page: its size, and from where to where ink goes that is no text."""

    width: float
    height: float
    ink: list[tuple[float, float]]


@dataclass
class Pages:
    """All of a file: the blocks, each with its lines; what no tag knows, each stretch by itself."""

    tagged: bool
    sheets: list[Sheet] = field(default_factory=list)
    blocks: list[list[Line]] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        """Every line, block by block."""
        return [line for block in self.blocks for line in block]


def read(path: Path) -> Pages:
    """Return what stands on the pages of a file."""
    with pikepdf.open(path) as tags:
        known = places(tags)
    found = Pages(bool(known))
    stretches: list[Line] = []
    with pypdfium2.PdfDocument(path) as pdf:
        for number, page in enumerate(pdf):
            texts, ink = read_page(page, number, known)
            stretches += texts
            found.sheets.append(Sheet(page.get_width(), page.get_height(), ink))
    found.blocks = list(lines_of(stretches))
    return found


def places(pdf: pikepdf.Pdf) -> dict[tuple[int, int], Place]:
    """Return what the tags say of each stretch of marked content, by page and number."""
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return {}
    roles = {str(key): str(value) for key, value in root.get("/RoleMap", {}).items()}
    numbers = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
    found: dict[tuple[int, int], Place] = {}
    ids = iter(range(1, 10**9))

    def walk(node: Any, chain: tuple[tuple[str, int], ...], page: int | None) -> None:
        if isinstance(node, pikepdf.Array):
            for each in node:
                walk(each, chain, page)
        elif isinstance(node, pikepdf.Dictionary):
            page = numbers.get(node["/Pg"].objgen, page) if "/Pg" in node else page
            if "/MCID" in node:
                walk(int(node["/MCID"]), chain, page)
            elif "/K" in node:
                name = str(node.get("/S", ""))
                role = roles.get(name, name).removeprefix("/")
                if role == "TR":
                    cells = [str(cell.get("/S")) for cell in _children(node)]
                    role = "HeadRow" if len(cells) > 1 and set(cells) == {"/TH"} else role
                walk(node["/K"], (*chain, (role, next(ids))), page)
        elif page is not None:
            found[page, int(node)] = _place(chain)

    walk(root.get("/K", pikepdf.Array()), (), None)
    return found


def _children(node: pikepdf.Dictionary) -> list[pikepdf.Dictionary]:
    kids = node["/K"]
    return [
        each for each in (kids if isinstance(kids, pikepdf.Array) else [kids]) if isinstance(each, pikepdf.Dictionary)
    ]


def _place(chain: tuple[tuple[str, int], ...]) -> Place:
    roles = [role for role, _ in chain]
    within_note = next((at for at, role in enumerate(roles) if role in NOTES), None)
    of_list = "Lbl" in roles and "LI" in roles and within_note is None
    blocks = BLOCKS | ({"Lbl"} if of_list else set())
    block = next((id for role, id in reversed(chain) if role in blocks or re.fullmatch("H[1-6]?", role)), 0)
    kind = "text"
    if within_note is not None:
        kind = "note"
    elif {"Figure", "Formula"} & set(roles):
        kind = "figure"
    elif "TOC" in roles:
        kind = "contents"
    elif any(re.fullmatch("H[1-6]?|Title", role) for role in roles):
        kind = "head"
    elif "TH" in roles or of_list:
        kind = "label"
    elif "TD" in roles:
        kind = "table"
    table = next((id for role, id in reversed(chain) if role == "Table"), None)
    return Place(kind, block, table, in_head=bool({"THead", "HeadRow"} & set(roles)))


def read_page(
    page: pypdfium2.PdfPage, number: int, known: dict[tuple[int, int], Place]
) -> tuple[list[Line], list[tuple[float, float]]]:
    """Return the stretches of text that can be seen, and from where to where other ink goes."""
    stretches, ink = [], []
    text_page = page.get_textpage()
    matrix, size, alpha = pdfium.FS_MATRIX(), ctypes.c_float(), ctypes.c_uint()
    for thing in page.get_objects(max_depth=4):
        raw = thing.raw
        _, bottom, right, top = thing.get_bounds()
        path = thing.type == pdfium.FPDF_PAGEOBJ_PATH
        if thing.type == pdfium.FPDF_PAGEOBJ_IMAGE or (path and top - bottom < LOW):
            ink.append((bottom, top))
        if thing.type != pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        length = pdfium.FPDFTextObj_GetText(raw, text_page.raw, None, 0)
        buffer = (ctypes.c_ushort * (length // 2 + 1))()
        pdfium.FPDFTextObj_GetText(raw, text_page.raw, buffer, length)
        text = bytes(buffer)[: length - 2].decode("utf-16-le").translate(_SIGNS)
        pdfium.FPDFPageObj_GetMatrix(raw, matrix)
        pdfium.FPDFTextObj_GetFontSize(raw, size)
        pdfium.FPDFPageObj_GetFillColor(raw, *(ctypes.c_uint() for _ in range(3)), alpha)
        height = size.value * math.hypot(matrix.c, matrix.d)
        hidden = pdfium.FPDFTextObj_GetTextRenderMode(raw) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE or not alpha.value
        if text.strip() and height > 2 and not hidden:
            place = known.get((number, pdfium.FPDFPageObj_GetMarkedContentID(raw)))
            stretches.append(Line(number, matrix.e, right, matrix.f, height, text, place))
    return stretches, ink


def lines_of(stretches: Sequence[Line]) -> Iterator[list[Line]]:
    """Join stretches to lines, and give the lines block by block; what no tag knows, each by itself."""
    blocks: dict[int, list[Line]] = defaultdict(list)
    for each in stretches:
        if each.place is None:
            yield [each]
            continue
        lines = blocks[each.place.block]
        last = lines[-1] if lines else None
        near = 0.7 * max(each.size, last.size if last else 0)
        if last is None or last.page != each.page or abs(each.base - last.base) > near:
            lines.append(replace(each))
            continue
        gap = each.left - last.right
        if len(lines) == 1 and gap > last.size and re.fullmatch(r"\s*\d+[.)]?\s*", last.text):  # the paragraph's number
            label = Place("label", each.place.block, each.place.table)
            yield [replace(last, place=label)]
            lines[-1] = replace(each)
            continue
        apart = gap > 0.12 * last.size and not last.text[-1:].isspace()
        last.text = re.sub(" {2,}", " ", last.text + " " * apart + each.text)
        last.left, last.right = min(last.left, each.left), max(last.right, each.right)
        last.base, last.size = (each.base, each.size) if each.size > last.size else (last.base, last.size)
    yield from blocks.values()
