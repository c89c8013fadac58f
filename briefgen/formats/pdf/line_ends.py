"""A line that goes on in the next one ends with a space, for whom the page is read aloud to or who copies from it.

WeasyPrint writes no space where a line breaks; a screen reader, which follows the tags, then runs two words into one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pikepdf
from pikepdf import Array, ContentStreamInlineImage, ContentStreamInstruction, Name, Operator, String

Instructions = list[ContentStreamInstruction | ContentStreamInlineImage]
_WITHIN = {Name.Span, Name.Reference, Name.Link, Name.NonStruct}  # parts of a paragraph
# A line may break without a space behind dashes and strokes that join words, not behind a dash that stands alone.
_NO_SPACE = re.compile(r"[ /]$|\S[-\u2010\u2013\u2014]$")
_CODE = re.compile(r"<([0-9a-fA-F]{4})> <([0-9a-fA-F]{4,})>")
_SUPERSCRIPT = 5.0  # points: so far words of one line may stand below each other
_SHOW, _FONT, _MATRIX, _END = Operator("TJ"), Operator("Tf"), Operator("Tm"), Operator("EMC")


@dataclass(slots=True)
class Showing:
    """Words that one structure element holds, as they stand in the instructions of a page."""

    page: int
    place: tuple[float, float] = (0, 0)  # in points, from the left and from the foot
    font: str = ""
    shown: list[int] = field(default_factory=list)  # the instructions that show them
    holder: pikepdf.Object | None = None  # the structure element


def with_spaces(pages: list[Instructions], pdf: pikepdf.Pdf, elements: Iterable[pikepdf.Object]) -> None:
    """Add a space to the instructions wherever a line of a paragraph ends at one."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    pieces = [dict(_pieces(number, page)) for number, page in enumerate(pages)]
    fonts: dict[tuple[int, int], dict[str, str]] = {}  # what each code of a font stands for
    for element in elements:
        if element.S in _WITHIN:
            continue
        line = []
        for page, mcid, holder in _held(element, numbers):
            if mcid in pieces[page]:
                pieces[page][mcid].holder = holder
                line.append(pieces[page][mcid])
        for piece, after in pairwise(line):
            if not piece.shown or not _goes_on(piece, after):
                continue
            font = pdf.pages[piece.page].Resources.Font[piece.font]
            if font.objgen not in fonts:
                fonts[font.objgen] = _letters(font)
            letters = fonts[font.objgen]
            space = next((code for code, letter in letters.items() if letter == " "), None)
            shown = pages[piece.page][piece.shown[-1]].operands[0]
            codes = b"".join(bytes(part) for part in shown if isinstance(part, String)).hex()
            ends = letters.get(codes[-8:-4], "")[-1:] + letters.get(codes[-4:], "")[-1:]
            if space and ends and _NO_SPACE.search(ends) is None:
                more = Array([*shown, String(bytes.fromhex(space))])
                pages[piece.page][piece.shown[-1]] = ContentStreamInstruction([more], _SHOW)
                _say_space(piece.holder)


def _say_space(holder: pikepdf.Object | None) -> None:
    """Add the space to what is told instead of the letters, if a line ends with them."""
    outer = holder.P if holder is not None else None
    if holder is not None and outer is not None and "/ActualText" in outer and outer.K[-1].objgen == holder.objgen:
        outer.ActualText = String(f"{outer.ActualText} ")


def _held(element: pikepdf.Object, numbers: dict[tuple[int, int], int]) -> Iterator[tuple[int, int, pikepdf.Object]]:
    """Yield the page and the number of each piece in a paragraph, and what holds it; not what stands apart in it."""
    for kid in element.K:
        if isinstance(kid, int):
            yield numbers[element.Pg.objgen], kid, element
        elif kid.get("/S") in _WITHIN:
            yield from _held(kid, numbers)


def _pieces(number: int, page: Instructions) -> Iterator[tuple[int, Showing]]:
    piece: Showing | None = None
    for at, instruction in enumerate(page):
        operator, operands = instruction.operator, instruction.operands
        if operator == Operator("BDC") and "/MCID" in operands[1]:
            piece = Showing(number)
            yield int(operands[1].MCID), piece
        elif operator == _END:
            piece = None
        elif piece is None:
            continue
        elif operator == _FONT:
            piece.font = str(operands[0])
        elif operator == _MATRIX and not piece.shown:
            piece.place = float(operands[4]), float(operands[5])
        elif operator == _SHOW:
            piece.shown.append(at)


def _goes_on(piece: Showing, after: Showing) -> bool:
    """Tell whether words begin a line after that of others: on another page, or further left and lower."""
    if piece.page != after.page:
        return True
    return after.place[0] <= piece.place[0] and abs(after.place[1] - piece.place[1]) > _SUPERSCRIPT


def _letters(font: pikepdf.Object) -> dict[str, str]:
    """Return what each code of a font stands for."""
    table = bytes(font.ToUnicode.get_stream_buffer()).decode("ascii")
    return {code.lower(): bytes.fromhex(letters).decode("utf-16-be") for code, letters in _CODE.findall(table)}
