"""Reads the words of a Word file with lxml alone, as a check on the writer that shares no code with it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class DocxText:
    """The paragraphs of each story; a footnote's number isn't among its words."""

    header: list[str]
    body: list[str]
    footer: list[str]
    footnotes: list[str]


def parts(docx: bytes) -> dict[str, etree._Element]:
    """Return the root of every XML part by name."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        names = (name for name in package.namelist() if name.endswith((".xml", ".rels")))
        return {name: etree.fromstring(package.read(name)) for name in names}


def read_docx(docx: bytes) -> DocxText:
    """Return the words: ordinary hyphens, line breaks as spaces."""
    roots = parts(docx)
    notes = roots["word/footnotes.xml"].iterfind(f"{_W}footnote")
    own = [note for note in notes if note.get(f"{_W}type") is None]
    return DocxText(
        header=_paragraphs(roots["word/header.xml"]) if "word/header.xml" in roots else [],
        body=_paragraphs(roots["word/document.xml"]),
        footer=_paragraphs(roots["word/footer.xml"]),
        footnotes=[" ".join(_paragraphs(note)).removeprefix(" ") for note in own],
    )


def bookmarked(docx: bytes) -> list[tuple[str, str]]:
    """Return source and words of every bookmark that says a source, in the order of the file."""
    roots = parts(docx)
    named = {item.get("bookmark"): item.text or "" for item in roots["customXml/item1.xml"]}
    found = []
    for name in ("word/document.xml", "word/footnotes.xml", "word/header.xml", "word/footer.xml"):
        if name not in roots:
            continue
        open_marks: dict[str | None, tuple[str, list[str]]] = {}
        for element in roots[name].iter():
            if element.tag == f"{_W}bookmarkStart" and element.get(f"{_W}name", "").startswith("_bg"):
                mark: tuple[str, list[str]] = (named[element.get(f"{_W}name")], [])
                open_marks[element.get(f"{_W}id")] = mark
            elif element.tag == f"{_W}bookmarkEnd" and element.get(f"{_W}id") in open_marks:
                source, pieces = open_marks.pop(element.get(f"{_W}id"))
                found.append((source, "".join(pieces)))
            else:
                for _, pieces in open_marks.values():
                    pieces.append(_words(element))
        assert not open_marks
    return found


def _paragraphs(root: etree._Element) -> list[str]:
    return ["".join(_words(element) for element in paragraph.iter()) for paragraph in root.iter(f"{_W}p")]


def _words(element: etree._Element) -> str:
    if element.tag == f"{_W}t":
        return element.text or ""
    if (parent := element.getparent()) is not None and parent.tag == f"{_W}tabs":  # a stop, no tab
        return ""
    return {f"{_W}noBreakHyphen": "-", f"{_W}br": " ", f"{_W}tab": "\t"}.get(str(element.tag), "")
