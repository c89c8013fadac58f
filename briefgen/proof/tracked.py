"""Accepts or rejects the tracked changes of a Word file, as ECMA-376 Part 1, 17.13.5 says."""

from __future__ import annotations

from typing import Literal

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LIVE = {f"{_W}delText": f"{_W}t", f"{_W}delInstrText": f"{_W}instrText"}
_MARKS = (f"{_W}ins", f"{_W}del", f"{_W}pPrChange")
Verdict = Literal["accepted", "rejected"]


def is_tracked(parts: dict[str, etree._Element]) -> bool:
    """Say whether there is any tracked change in the parts of a file."""
    return any(True for root in parts.values() for _ in root.iter(*_MARKS))


def decide(parts: dict[str, etree._Element], decision: Verdict) -> list[str]:
    """Accept or reject all changes in the parts of a file, by name; returns what Word could not do, in plain words.

    As in Word, footnotes without a mark go, and the others are numbered anew.
    """
    found: list[str] = []
    for root in parts.values():
        found += _decide(root, "del" if decision == "accepted" else "ins")
    notes = {note.get(f"{_W}id"): note for note in parts["word/footnotes.xml"] if note.get(f"{_W}type") is None}
    references = list(parts["word/document.xml"].iter(f"{_W}footnoteReference"))
    for id in notes.keys() - {reference.get(f"{_W}id") for reference in references}:
        parts["word/footnotes.xml"].remove(notes[id])
    for number, reference in enumerate(references, start=1):
        notes[reference.get(f"{_W}id")].set(f"{_W}id", str(number))
        reference.set(f"{_W}id", str(number))
    return found


def _decide(root: etree._Element, gone: str) -> list[str]:
    for change in list(root.iter(f"{_W}pPrChange")):
        properties = _parent(change)
        if gone == "ins":
            mark = properties.find(f"{_W}rPr")
            properties[:] = [*change[0], *([mark] if mark is not None else [])]
        else:
            properties.remove(change)
    paragraphs: list[etree._Element] = []
    rows: list[etree._Element] = []
    for change in list(root.iter(f"{_W}ins", f"{_W}del")):
        parent, goes = _parent(change), change.tag == _W + gone
        if parent.tag == f"{_W}trPr":
            parent.remove(change)
            rows += [_parent(parent)] if goes else []
        elif parent.tag == f"{_W}rPr":
            parent.remove(change)
            paragraphs += [_parent(_parent(parent))] if goes else []
        elif goes:
            parent.remove(change)
        else:
            at = parent.index(change)
            parent[at : at + 1] = list(change)
    for element in root.iter(*_LIVE):
        element.tag = _LIVE[str(element.tag)]
    for row in rows:
        table = _parent(row)
        table.remove(row)
        if table.find(f"{_W}tr") is None:
            _parent(table).remove(table)
    inside = set(root.iter(f"{_W}p"))
    return [fault for paragraph in paragraphs if paragraph in inside for fault in _join(paragraph)]


def _join(paragraph: etree._Element) -> list[str]:
    """Let a paragraph whose mark is gone go on in the next one, which keeps its looks."""
    following = paragraph.getnext()
    words = [child for child in paragraph if child.tag != f"{_W}pPr"]
    if following is not None and following.tag == f"{_W}p":
        at = 0 if following.find(f"{_W}pPr") is None else 1
        following[at:at] = words
    elif following is None or following.tag == f"{_W}sectPr":
        return ["the last paragraph of the text or of a cell goes, which it can't"]
    elif any(child.tag == f"{_W}r" for child in words):
        return ["a paragraph before a table loses its mark, and not its words"]
    _parent(paragraph).remove(paragraph)
    return []


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None
    return parent
