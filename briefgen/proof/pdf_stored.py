"""Reads the words of a PDF as they are stored, without a guess which way they run, and what is heard instead."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

import pikepdf
from pikepdf import Name, Operator

from briefgen.document.directions import LEFTWARDS, runs, runs_leftwards
from briefgen.document.tree import Direction

_PAIR = re.compile(r"<([0-9a-fA-F]{4})> <([0-9a-fA-F]*)>")
_WORD = re.compile(rf"[()\[\]{{}}<>«»‹›]*[{LEFTWARDS}]+[()\[\]{{}}<>«»‹›{LEFTWARDS}]*")
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_BRACKETS = str.maketrans("()[]{}<>«»‹›", "(([[{{<<««‹‹")


def stored(data: bytes, direction: Direction = "ltr") -> list[str]:
    """Return the words of each page in the order in which they are painted; those that run leftwards as they are heard.

    What is heard stands for letters only if it is made of the same ones; else these themselves are told.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        heard = dict(_heard(pdf.Root.StructTreeRoot, numbers))
        pages = [_page(page, number, heard, direction) for number, page in enumerate(pdf.pages)]
        return ["".join(f"{words}\n" if words.strip(" .") else words for words in page) for page in pages]


def _heard(
    element: pikepdf.Object, numbers: dict[tuple[int, int], int]
) -> Iterator[tuple[tuple[int, int], tuple[str, list[tuple[int, int]]]]]:
    """Yield for each piece that is told otherwise: what is told, and of which pieces, in their order."""
    for kid in element.K:
        if not isinstance(kid, pikepdf.Object) or "/S" not in kid:
            continue
        if "/ActualText" in kid and Name.Span == kid.S:
            pieces = list(_pieces(kid, numbers))
            for piece in pieces:
                yield piece, (str(kid.ActualText), pieces)
        else:
            yield from _heard(kid, numbers)


def _pieces(element: pikepdf.Object, numbers: dict[tuple[int, int], int]) -> Iterator[tuple[int, int]]:
    for kid in element.K:
        if isinstance(kid, int):
            yield numbers[element.Pg.objgen], kid
        elif "/S" in kid:
            yield from _pieces(kid, numbers)


def _page(
    page: pikepdf.Page,
    number: int,
    heard: dict[tuple[int, int], tuple[str, list[tuple[int, int]]]],
    direction: Direction,
) -> Iterator[str]:
    shown: dict[int, str] = {}
    lines: dict[int, list[str]] = {}
    for (mcid, _), pieces_of_line in groupby(_shown(page), lambda piece: piece[:2]):
        line = ""
        for *_, words in pieces_of_line:
            apart = "\n" if runs_leftwards(words) else ""  # from what is drawn before it, and after it
            shown[mcid] = shown.get(mcid, "") + apart + words + apart
            line += words
        lines.setdefault(mcid, []).append(line)
    told: set[int] = set()
    for mcid, words in shown.items():
        said, pieces = heard.get((number, mcid), ("", []))
        here = [piece for at, piece in pieces if at == number]
        all_of_it = "".join(shown.get(piece, "") for piece in here)
        if mcid in told:
            continue
        if said and runs_leftwards(all_of_it) and (part := _part(said, all_of_it, first=pieces[0][0] == number)):
            told.update(here)
            yield part
        elif direction == "ltr":
            yield _turned(words)
        else:
            yield "\n".join(map(_turned_as_seen, lines[mcid])) if mcid >= 0 else _turned_as_seen(words)


def _turned(words: str) -> str:
    """Return words that are stored one by one, each from right to left as it is read."""
    return _WORD.sub(lambda found: found[0][::-1].translate(_MIRRORED), words)


def _turned_as_seen(words: str) -> str:
    """Return a line that is stored as it is seen; what is turned again is as it was."""
    return "".join(each[::-1].translate(_MIRRORED) if way == "rtl" else each for each, way in runs(words, "rtl"))


def _part(said: str, shown: str, *, first: bool) -> str:
    """Return what is told of letters on this page; "" if they are others. It may begin or end on another page."""
    said, shown = ("".join(each.split()) for each in (said, shown))
    part = said[: len(shown)] if first else said[-len(shown) :]
    same = Counter(part.translate(_BRACKETS)) == Counter(shown.translate(_BRACKETS))
    return part if same else ""


def _shown(page: pikepdf.Page) -> Iterator[tuple[int, int, str]]:
    """Yield the words of a page, each with the numbers of the piece and of the line that it is of."""
    fonts: dict[str, dict[str, str]] = {}
    letters: dict[str, str] = {}
    open_pieces: list[int] = []
    apart, line = -1, 0
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = instruction.operator, instruction.operands
        if operator in (Operator("BDC"), Operator("BMC")):
            is_piece = operator == Operator("BDC") and "/MCID" in operands[1]
            apart -= 1  # what nobody hears
            open_pieces.append(int(operands[1].MCID) if is_piece else apart)
        elif operator == Operator("BT"):
            line += 1
        elif operator == Operator("EMC"):
            open_pieces.pop()
        elif operator == Operator("Tf"):
            name = str(operands[0])
            letters = fonts[name] if name in fonts else fonts.setdefault(name, _letters(page.Resources.Font[name]))
        elif operator in (Operator("TJ"), Operator("Tj")):
            strings = operands[0] if operator == Operator("TJ") else [operands[0]]
            codes = b"".join(bytes(each) for each in strings if isinstance(each, pikepdf.String)).hex()
            words = "".join(letters.get(codes[at : at + 4], "\ufffd") for at in range(0, len(codes), 4))
            yield (open_pieces or [-1])[-1], line, words


def _letters(font: pikepdf.Object) -> dict[str, str]:
    table = bytes(font.ToUnicode.get_stream_buffer()).decode("ascii")
    return {code.lower(): bytes.fromhex(letters).decode("utf-16-be") for code, letters in _PAIR.findall(table)}
