"""Accepts or rejects all tracked changes of a Word file as ECMA-376 17.13.5 says, with zip and lxml alone."""

from __future__ import annotations

import io
import zipfile
from typing import Literal

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LIVE = {f"{_W}delText": f"{_W}t", f"{_W}delInstrText": f"{_W}instrText"}
Side = Literal["accept", "reject"]


def resolve(docx: bytes, side: Side) -> bytes:
    """Return the file without tracked changes, and without the footnotes that nothing refers to any more."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(out, "w") as target:
        roots = {
            name: etree.fromstring(source.read(name)) for name in source.namelist() if name.startswith("word/")
            and name.endswith(".xml")
        }  # fmt: skip
        for root in roots.values():
            _resolve(root, "del" if side == "accept" else "ins")
        _drop_footnotes(roots["word/document.xml"], roots["word/footnotes.xml"])
        for name in source.namelist():
            target.writestr(name, etree.tostring(roots[name]) if name in roots else source.read(name))
    return out.getvalue()


def shown(docx: bytes) -> list[tuple[str, ...]]:
    """Return the words of every paragraph with what says how it looks: style, numbering, place in a table."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        names = sorted(name for name in package.namelist() if name.startswith(("word/d", "word/foot", "word/head")))
        roots = [etree.fromstring(package.read(name)) for name in names if name.endswith(".xml")]
    return [_shown(paragraph) for root in roots for paragraph in root.iter(f"{_W}p")]


def _shown(paragraph: etree._Element) -> tuple[str, ...]:
    words = "".join(_words(element) for element in paragraph.iter())
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    level = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}ilvl")
    place = [f"{etree.QName(a).localname}{a.getparent().index(a)}" for a in paragraph.iterancestors(f"{_W}tc")]  # type: ignore[union-attr]
    attributes = [str(each.get(f"{_W}val")) for each in (style, level) if each is not None]
    return (*place, *attributes, words)


def _words(element: etree._Element) -> str:
    match str(element.tag).removeprefix(_W):
        case "t":
            return element.text or ""
        case "noBreakHyphen":
            return "\u2011"
        case "br":
            return "\n"
        case "drawing":
            return "(picture)"
        case "footnoteReference":
            return f"[{element.get(f'{_W}id')}]"
        case "delText" | "ins" | "del" | "pPrChange":
            raise AssertionError(f"a change is left: {element.tag}")
        case _:
            return ""


def _resolve(root: etree._Element, gone: str) -> None:
    for change in list(root.iter(f"{_W}pPrChange")):
        properties = change.getparent()
        assert properties is not None
        if gone == "ins":
            mark = properties.find(f"{_W}rPr")
            properties[:] = [*change[0], *([mark] if mark is not None else [])]
        else:
            properties.remove(change)
    rows, paragraphs = [], []
    for change in list(root.iter(f"{_W}ins", f"{_W}del")):
        parent = change.getparent()
        assert parent is not None
        dropped = change.tag == _W + gone
        if parent.tag == f"{_W}trPr":
            parent.remove(change)
            rows += [parent.getparent()] if dropped else []
        elif parent.tag == f"{_W}rPr":
            properties = parent.getparent()
            assert properties is not None
            properties.remove(parent)
            paragraphs += [properties.getparent()] if dropped else []
        elif dropped:
            parent.remove(change)
        else:
            at = parent.index(change)
            parent[at : at + 1] = list(change)
    for element in root.iter(*_LIVE):
        element.tag = _LIVE[str(element.tag)]
    for row in rows:
        table = row.getparent()  # type: ignore[union-attr]
        table.remove(row)  # type: ignore[union-attr,arg-type]
        if table.find(f"{_W}tr") is None:  # type: ignore[union-attr]
            table.getparent().remove(table)  # type: ignore[union-attr,arg-type]
    for paragraph in paragraphs:
        assert paragraph is not None
        if next(paragraph.iterancestors(f"{_W}body", f"{_W}footnotes", f"{_W}hdr", f"{_W}ftr"), None) is not None:
            _join(paragraph)  # not in a row that is gone


def _join(paragraph: etree._Element) -> None:
    """Let the paragraph go on in the next one, which keeps its properties."""
    parent, following = paragraph.getparent(), paragraph.getnext()
    assert parent is not None
    words = [child for child in paragraph if child.tag != f"{_W}pPr"]
    if following is not None and following.tag == f"{_W}p":
        at = 0 if following.find(f"{_W}pPr") is None else 1
        following[at:at] = words
    else:
        assert following is not None, "the last paragraph can't go"
        assert not any(map(_words, paragraph.iter())), "words before a table can't join it"
    parent.remove(paragraph)


def _drop_footnotes(document: etree._Element, footnotes: etree._Element) -> None:
    """Word keeps no footnote without its mark, and numbers the others anew."""
    notes = {note.get(f"{_W}id"): note for note in footnotes if note.get(f"{_W}type") is None}
    references = list(document.iter(f"{_W}footnoteReference"))
    for id, note in notes.items():
        if id not in {reference.get(f"{_W}id") for reference in references}:
            footnotes.remove(note)
    for number, reference in enumerate(references, start=1):
        notes[reference.get(f"{_W}id")].set(f"{_W}id", str(number))
        reference.set(f"{_W}id", str(number))
