"""Tells of a brief in two languages, as files, whether what says the same begins on the same line, whole words all."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from briefgen.document.shapes import is_facing
from briefgen.document.tree import Cell, Document, Row, Table, Text, plain, unbind, walk
from tests.pdf_reading import squeeze

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]+)</word>')
_LETTERS = re.compile(r"[^\W\d_]+")
_SAME_LINE = 1.5  # points: how far words of one line may stand apart, in two sizes
_APART = 40  # points, of two columns
_FIRST = 3  # words by which a place is known: one may stand at the head of many


def pairs(document: Document) -> list[tuple[str, str]]:
    """Return what stands in the two columns of a row, for each that has words in both."""
    both = [(_words(row.cells[1]), _words(row.cells[2])) for row in _rows(document)]
    return [(ours, theirs) for ours, theirs in both if ours and theirs]


def _rows(document: Document) -> list[Row]:
    tables = [block for block in document.blocks if isinstance(block, Table) and is_facing(block)]
    return [row for table in tables for row in table.rows if len(row.cells) == 3]


def _words(cell: Cell) -> str:
    return unbind(next((plain((node,)) for node in walk(cell) if isinstance(node, Text)), "")).replace("\u00ad", "")


def apart_in_rows(document: Document) -> Iterator[str]:
    """Yield the fields of which the two languages stand in other rows, though both have words of them."""
    left, right = ([_sources(row.cells[column]) for row in _rows(document)] for column in (1, 2))
    in_both = set().union(*left) & set().union(*right)
    for source in sorted(in_both):
        ours, theirs = ([number for number, told in enumerate(side) if source in told] for side in (left, right))
        if ours != theirs:
            yield f"in other rows: {source} in {ours} and {theirs}"
    alone = set().union(*left) ^ set().union(*right)
    yield from (f"in one language alone: {source}" for source in sorted(alone))


def _sources(cell: Cell) -> set[str]:
    told = {node.source for node in walk(cell) if isinstance(node, Text) and node.source}
    return {source for source in told if not source.startswith("catalogue[")}


def apart_in_pdf(pdf: Path, document: Document) -> Iterator[str]:
    """Yield the pairs of a document that nowhere in the PDF begin on one line, each in its column."""
    told = [_WORD.findall(page) for page in _told(pdf).split("<page ")[1:]]
    for ours, theirs in pairs(document):
        left, right = (words.split()[:_FIRST] for words in (ours, theirs))
        level = any(
            abs(y - other_y) < _SAME_LINE and other_x - x > _APART
            for page in told
            for x, y in _places(page, left)
            for other_x, other_y in _places(page, right)
        )
        if not level:
            yield f"on two lines: {ours[:30]!r}, {theirs[:30]!r}"


def _places(page: list[tuple[str, str, str]], words: list[str]) -> Iterator[tuple[float, float]]:
    """Yield where words that follow one another begin; the last may be cut, where the rest stands on another line."""
    for start in range(len(page) - len(words) + 1):
        if all(_begins(shown, word) for (_, _, shown), word in zip(page[start:], words, strict=False)):
            yield float(page[start][0]), float(page[start][1])


def _begins(word: str, whole: str) -> bool:
    """Tell whether a word on the page begins as one does, ends of phrases apart, or is its part before a hyphen."""
    return word.startswith(whole.rstrip(",.:;")) or (word[-1] in "-\u2010\u00ad" and whole.startswith(word[:-1]))


def apart_in_word(docx: Path, document: Document) -> Iterator[str]:
    """Yield the pairs of a document that no row of a Word table has in two cells."""
    with zipfile.ZipFile(docx) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    rows = [[_said(cell) for cell in row.iter(f"{W}tc")] for row in body.iter(f"{W}tr")]
    for ours, theirs in pairs(document):
        left, right = (_bare(each)[:20] for each in (ours, theirs))
        if not any(len(row) == 3 and row[1].startswith(left) and row[2].startswith(right) for row in rows):
            yield f"in two rows: {ours[:30]!r}, {theirs[:30]!r}"


def _said(cell: etree._Element) -> str:
    return _bare("".join(text.text or "" for text in cell.iter(f"{W}t")))


def _bare(words: str) -> str:
    """Return words without hyphens: one that no line breaks at is no text in Word."""
    return re.sub("[-\u2010\u2011\u00ad]", "", squeeze(unbind(words)))


def cut_words(pdf: Path, document: Document) -> Iterator[str]:
    """Yield the pieces of words that are cut at the end of a line without a hyphen."""
    known = {word for node in walk(document) if isinstance(node, Text) for word in _letters(node.value)}
    shown = [word for _, _, word in _WORD.findall(_told(pdf))]
    begun = {found[-1] for word in shown if word[-1] in "-\u2010\u00ad" and (found := _letters(word))}
    for word in shown:
        for piece in _letters(word):
            if piece not in known and piece not in begun and not any(f"{head}{piece}" in known for head in begun):
                yield f"cut without a hyphen: {word!r}"


def _letters(text: str) -> list[str]:
    return _LETTERS.findall(unbind(text).replace("\u00ad", "").replace("\u2060", ""))


def _told(pdf: Path) -> str:
    return subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, check=True).stdout.decode()
