"""Files as formats press them, proved, and kept by all that they are made of: none is made twice."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, astuple, replace
from importlib import import_module
from typing import TYPE_CHECKING

from briefgen.cache.store import Cache, key_of
from briefgen.document.accepting import is_marked
from briefgen.document.by_place import by_place
from briefgen.document.tree import Drawn, contents_of
from briefgen.formats.run import Hole, Pressed, Run
from briefgen.language.dictionaries import unload
from briefgen.making.compose import Print
from briefgen.making.tools import state
from briefgen.proof import prove

if TYPE_CHECKING:
    from briefgen.formats.pdf.press import Layout

_FILE, _LAYOUT = "file", "layout"


class Products:
    """What is pressed in one look: from the cache, if it was made of the same before."""

    def __init__(self, run: Run, cache: Cache | None = None) -> None:
        self.run = replace(run, kept=self._made_once) if cache else run
        self.cache = cache

    def file(self, each: Print) -> Pressed:
        """Return a file, proved if its format has a prover; raises what formats and provers raise."""
        each = replace(each, document=by_place(each.document))
        look = self.run.on_paper_of(each.document)
        lettered = look.letterhead if each.format.letterhead else None
        key = self._key(each.format.name, repr(each.document), lettered.sha256 if lettered else "", repr(look.reviewer))
        if (kept := self._kept(_FILE, key)) is not None:
            facts, _, data = kept.partition(b"\n")
            known = json.loads(facts)
            return Pressed(data, known["pages"], tuple(Hole(*each) for each in known["holes"]))
        pressed = self._pressed(each)
        known = {"pages": pressed.pages, "holes": [*map(astuple, pressed.holes)]}
        self._keep(_FILE, key, json.dumps(known).encode() + b"\n" + pressed.data)
        return pressed

    def layout(self, document: Drawn, *, on_letterhead: bool = False) -> Layout:
        """Return how a document lies on the pages of its PDF, or on such as the letterhead has, if there is one."""
        from briefgen.formats.pdf.press import Layout, PdfWriter

        look = self.run.on_paper_of(document)
        letterhead = look.letterhead if on_letterhead else None
        key = self._key(repr(document), letterhead.sha256 if letterhead else "")
        if (kept := self._kept(_LAYOUT, key)) is not None:
            facts = json.loads(kept)
            sections, beginning = tuple(facts["sections"]), tuple(facts["beginning"])
            return Layout(facts["pages"], sections, beginning, tuple(map(tuple, facts["lines"])))
        layout = (look.on_letterhead() if letterhead else look).once(PdfWriter).layout(document)
        self._keep(_LAYOUT, key, json.dumps(asdict(layout)).encode())
        return layout

    def _pressed(self, each: Print) -> Pressed:
        """Return one file, read back by its prover if its format has one."""
        format, document = each.format, each.document
        look = self.run.on_paper_of(document)
        if look.is_new:  # a build's memory is highest while it sets pages; that of what spells serves them
            unload()
        sections: tuple[int, ...] = ()
        beginning: list[tuple[int, ...]] = []  # what formats without numbers of pages aren't told
        if format.page_numbers and contents_of(document) is not None:
            # A program that breaks pages by itself is told how they lie as a PDF, laid out even where nobody wants it.
            layout = self.layout(document, on_letterhead=format.letterhead)
            sections = layout.sections
            # Which pages a redline begins says nothing of either of its sides.
            beginning = [() if is_marked(document) else layout.beginning]
        pressed: Pressed = import_module(format.press).press(document, look, sections, *beginning)
        if format.prover:
            faces = look.letterhead.faces if look.letterhead and format.letterhead else None
            prove(each.name, format.prover, pressed.data, document, look.theme, faces, sections)
        return pressed

    def _made_once(self, kind: str, of: Sequence[str], make: Callable[[], bytes]) -> bytes:
        key = self._key(*of)
        if (data := self._kept(kind, key)) is None:
            data = make()
            self._keep(kind, key, data)
        return data

    def _key(self, *parts: str) -> str:
        return key_of(state(), self.run.theme.digest, *parts) if self.cache else ""

    def _kept(self, kind: str, key: str) -> bytes | None:
        return self.cache.get(kind, key) if self.cache else None

    def _keep(self, kind: str, key: str, data: bytes) -> None:
        if self.cache:
            self.cache.put(kind, key, data)
