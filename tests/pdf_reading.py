"""Reads the words of a PDF with poppler, MuPDF and PDFium, as a check on the writer that shares no code with them."""

from __future__ import annotations

import ctypes
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium


def _run(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, check=True)
    return done.stdout.decode()


def page_text(path: Path) -> str:
    """Return the words as they stand on the pages, running lines included; white space collapsed."""
    return " ".join(pages(path))


def pages(path: Path) -> list[str]:
    """Return the words of each page, running lines included; white space collapsed."""
    return [" ".join(page.split()) for page in _run("pdftotext", "-raw", path, "-").split("\f") if page.strip()]


def structure_text(path: Path) -> str:
    """Return the words in the order of the tags, as a screen reader meets them; without any white space.

    The tags don't say where a line was broken between words, so words can't be told apart.
    """
    lines = _run("pdfinfo", "-struct-text", path).splitlines()
    words = [line.strip()[1:-1] for line in lines if line.strip().startswith('"')]
    return squeeze("".join(words))


def squeeze(text: str) -> str:
    """Return the text without white space."""
    return "".join(text.split())


def faces(path: Path) -> set[str]:
    """Return the names of the fonts in the file, without the tag of a subset."""
    rows = _run("pdffonts", path).splitlines()[2:]
    return {row.split()[0].partition("+")[2] for row in rows}


def info(path: Path) -> dict[str, str]:
    """Return the document's properties."""
    pairs = (line.partition(":") for line in _run("pdfinfo", path).splitlines())
    return {key.strip(): value.strip() for key, _, value in pairs}


def page_lines(path: Path) -> list[list[str]]:
    """Return the lines of each page."""
    return [page.splitlines() for page in _run("pdftotext", "-layout", path, "-").split("\f")[:-1]]


# In a process of its own: at its import it warns of its own code.
_MUPDF = "import pymupdf, sys; [sys.stdout.write(page.get_text()) for page in pymupdf.open(sys.argv[1])]"


def mupdf_text(path: Path) -> str:
    """Return the words as MuPDF reads them, a line for each of its lines."""
    return _run(sys.executable, "-X", "utf8", "-W", "ignore", "-c", _MUPDF, path)


_SIZES = """import json, pymupdf, sys
print(json.dumps([[(span["size"], span["text"]) for block in page.get_text("dict")["blocks"]
                   for line in block.get("lines", []) for span in line["spans"]]
                  for page in pymupdf.open(sys.argv[1])]))"""


def mupdf_sizes(path: Path) -> list[list[tuple[float, str]]]:
    """Return the words of each page with the size of their letters, in points."""
    read = _run(sys.executable, "-X", "utf8", "-W", "ignore", "-c", _SIZES, path)
    return [[(size, text) for size, text in page] for page in json.loads(read)]


def pdfium_heard(path: Path) -> list[str]:
    """Return what PDFium tells of each page in the order of the tags, as a screen reader in Chrome meets it."""
    return ["".join(_heard_on(page)) for page in pypdfium2.PdfDocument(path)]


def _heard_on(page: pypdfium2.PdfPage) -> Iterator[str]:
    letters = page.get_textpage().raw
    shown: dict[int, str] = {}  # the words of each piece that the tags name
    for number in range(pdfium.FPDFPage_CountObjects(page.raw)):
        part = pdfium.FPDFPage_GetObject(page.raw, number)
        if pdfium.FPDFPageObj_GetType(part) == pdfium.FPDF_PAGEOBJ_TEXT:
            mark = pdfium.FPDFPageObj_GetMarkedContentID(part)
            shown[mark] = shown.get(mark, "") + _words(pdfium.FPDFTextObj_GetText, part, letters)

    def told(element: Any) -> Iterator[str]:
        if words := _words(pdfium.FPDF_StructElement_GetActualText, element):
            yield words
            return
        for number in range(pdfium.FPDF_StructElement_CountChildren(element)):
            if kid := pdfium.FPDF_StructElement_GetChildAtIndex(element, number):
                yield from told(kid)
            else:
                yield shown.get(pdfium.FPDF_StructElement_GetChildMarkedContentID(element, number), "")

    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    for number in range(pdfium.FPDF_StructTree_CountChildren(tree)):
        yield from told(pdfium.FPDF_StructTree_GetChildAtIndex(tree, number))
    pdfium.FPDF_StructTree_Close(tree)


def _words(ask: Callable[..., int], *of: Any) -> str:
    """Return what a function of PDFium tells in UTF-16: it says first how many bytes that takes, a zero included."""
    size = ask(*of, None, 0)
    if size <= 2:
        return ""
    told = (ctypes.c_ushort * (size // 2))()
    ask(*of, told, size)
    return bytes(told)[:-2].decode("utf-16-le")
