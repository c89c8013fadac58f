"""Footnotes in Word: the part footnotes.xml (ECMA-376 17.11)."""

from __future__ import annotations

from docx.opc.part import Part
from lxml import etree

from briefgen.document.tree import Inline, Revision
from briefgen.formats.word.inline import Shared, Story
from briefgen.formats.word.package import add_part
from briefgen.formats.word.xml import text_element, w

# The notes that settings.xml has to name: the rule above the notes, and the one above a note carried over.
SEPARATORS = {-1: "separator", 0: "continuationSeparator"}


class Footnotes:
    """Collects the footnotes of a document and numbers them 1…n."""

    def __init__(self, document_part: Part, shared: Shared) -> None:
        self._root = w("footnotes")
        for number, kind in SEPARATORS.items():
            paragraph = w("p", _style("FootnoteText"), w("r", w("rPr", w("rStyle", val="Secondary")), w(kind)))
            self._root.append(w("footnote", paragraph, type=kind, id=number))
        self._count = 0
        self._story = Story(add_part(document_part, "footnotes", self._root), shared)

    def add(self, nodes: tuple[Inline, ...], change: Revision | None = None) -> int:
        """Write a footnote; returns its number."""
        self._count += 1
        mark = w("r", w("rPr", w("rStyle", val="FootnoteReference")), w("footnoteRef"))
        paragraph = w("p", _style("FootnoteText"), mark, w("r", text_element(" ")))
        self._root.append(w("footnote", paragraph, id=self._count))
        self._story.fill(paragraph, nodes, change=change)
        return self._count


def _style(name: str) -> etree._Element:
    return w("pPr", w("pStyle", val=name))
