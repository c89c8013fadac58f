"""Footnotes of a PDF: marks lead to their notes and back by name, and a note is told after its mark."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

CALL, MARKER = "footnote-call", "footnote-marker"  # what WeasyPrint calls a mark in the text, and that before its note
_NOTE, _TEXT = "note-", "call-"  # what a mark leads to, and what its note leads back to; their number follows


def link_notes(sheets: Sequence[Any]) -> None:
    """Let the marks on pages that WeasyPrint has laid out lead to their notes, and these back to the text."""
    numbers: dict[Any, int] = {}
    for sheet in sheets:
        for box in sheet._page_box.descendants():  # the notes of a page come after its text
            if _is_mark(box, CALL):
                here, there = _TEXT, _NOTE
            elif _is_mark(box, MARKER):
                here, there = _NOTE, _TEXT
            else:
                continue
            number = numbers.setdefault(box.element, len(numbers) + 1)
            x, y, width, height = box.hit_area()
            place = (x, y, x + width, y + height)
            sheet.anchors[f"{here}{number}"] = place
            sheet.links.append(("internal", f"{there}{number}", place, box))


def _is_mark(box: Any, mark: str) -> bool:
    return type(box).__name__ == "InlineBox" and str(box.element_tag).endswith(f"::{mark}")


def tell_notes(pdf: pikepdf.Pdf, elements: Sequence[pikepdf.Object], note: str, back: str) -> None:
    """Tell each note after its mark, in the paragraph that it belongs to, and where the marks lead.

    `note` is what a footnote is called («Footnote»), `back` where it leads back to.
    """
    calls: dict[str, pikepdf.Object] = {}
    notes: dict[str, pikepdf.Object] = {}
    for link in elements:
        leads_to = _leads_to(link)
        number = leads_to.removeprefix(_NOTE).removeprefix(_TEXT)
        if leads_to.startswith(_NOTE):
            calls[number] = _wrapped(pdf, link, Name.Reference)
            _annotation(link).Contents = String(f"{note} {number}")
        elif leads_to.startswith(_TEXT):
            notes[number] = _wrapped(pdf, link, Name.Lbl).P
            _annotation(link).Contents = String(back)
    for number, call in calls.items():
        _leave(notes[number])
        _put(notes[number], call.P, _index(call) + 1)


def _annotation(link: pikepdf.Object) -> pikepdf.Object:
    return next(kid.Obj for kid in link.K if isinstance(kid, pikepdf.Object) and kid.get("/Type") == Name.OBJR)


def _leads_to(link: pikepdf.Object) -> str:
    """Return what a link of the page's own leads to; nothing if it leads elsewhere, or is none."""
    return str(_annotation(link).get("/Dest", "")) if Name.Link == link.S else ""


def _wrapped(pdf: pikepdf.Pdf, link: pikepdf.Object, role: pikepdf.Name) -> pikepdf.Object:
    """Return a new element in the place of a link, with the link in it."""
    outer = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=role, P=link.P, Pg=link.Pg, K=Array([link])))
    link.P.K[_index(link)] = outer
    link.P = outer
    return outer


def _index(element: pikepdf.Object) -> int:
    return [getattr(kid, "objgen", None) for kid in element.P.K].index(element.objgen)


def _leave(element: pikepdf.Object) -> None:
    """Take an element out of where it is; what then holds nothing goes, too."""
    parent = element.P
    del parent.K[_index(element)]
    if not len(parent.K) and Name.StructTreeRoot != parent.get("/Type"):
        _leave(parent)


def _put(element: pikepdf.Object, parent: pikepdf.Object, at: int) -> None:
    kids = list(parent.K)
    parent.K = Array([*kids[:at], element, *kids[at:]])
    element.P = parent
