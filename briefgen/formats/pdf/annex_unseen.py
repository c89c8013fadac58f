"""What stands on the pages of a PDF from outside and nobody sees: it goes along with them, for whoever looks for it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal

import pikepdf
from pikepdf import Name

from briefgen.problems.notes import Told

_CUT = 2  # units at least, of a page's side: less is what a printer takes
_NOT_PAINTED = (3, 7)  # how words are painted (ISO 32000-1, 9.3.6): not at all, or as what cuts off other things
_MOST = 20_000_000  # bytes of contents that name a way of painting, all told: more would take minutes


def unseen(data: bytes) -> str:
    """Return what nobody sees of a file that was looked through (`annexing.look`), in words that go on from its name.

    "" if there is nothing. White words, and what something covers, can't be told from what is to be so.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if any(map(_is_cut, pdf.pages)):
            return Told("has a page that was cut; what was cut off is still in it")
        looked = 0
        for each in _painted(pdf):
            contents = bytes(each.get_stream_buffer())
            if b"Tr" not in contents:
                continue
            looked += len(contents)
            try:
                if looked > _MOST:
                    return Told("can’t be looked through for words that nobody sees")
                if any(map(_hides, pikepdf.parse_content_stream(each, "Tr"))):
                    return Told("has words that nobody sees, and that a search finds")
            except pikepdf.PdfError:
                return Told("can’t be looked through for words that nobody sees")
    return ""


def _is_cut(page: pikepdf.Page) -> bool:
    (left, right, bottom, top), cut = (
        (*sorted(map(float, box[::2])), *sorted(map(float, box[1::2])))
        for box in (list(page.mediabox), list(page.cropbox))
    )
    return max(cut[0] - left, right - cut[1], cut[2] - bottom, top - cut[3]) > _CUT


def _hides(painting: pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage) -> bool:
    """Tell whether a way of painting words, `3 Tr`, is one that nobody sees; its number may be written as 3.0."""
    return any(isinstance(mode, int | Decimal) and mode in _NOT_PAINTED for mode in painting.operands)


def _painted(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Stream]:
    """Yield what is painted: the contents of pages, drawings in them, and patterns."""
    for page in pdf.pages:
        page.contents_coalesce()  # an operator may stand in another part than its number
        if isinstance(contents := page.obj.get("/Contents"), pikepdf.Stream):
            yield contents
    for each in pdf.objects:
        if isinstance(each, pikepdf.Stream) and (each.get("/Subtype") == Name.Form or each.get("/PatternType") == 1):
            yield each
