"""What stands on the pages of a PDF from outside and nobody sees: it goes along with them, for whoever looks for it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Name, Object

from briefgen.problems.notes import Told

_CUT = 2  # units at least, of a page's side: less is what a printer takes
# How words are painted (ISO 32000-1, 9.3.6): not at all.
_NOT_PAINTED = re.compile(rb"(?<![\w.#/(])3\s+Tr(?![\w#])")


def unseen(data: bytes) -> str:
    """Return what nobody sees of a file that was looked through (`annexing.look`), in words that go on from its name.

    "" if there is nothing. White words, and what something covers, can't be told from what is to be so.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if any(map(_is_cut, pdf.pages)):
            return Told("has a page that was cut; what was cut off is still in it")
        if any(_NOT_PAINTED.search(each) for each in _painted(pdf)):
            return Told("has words that nobody sees, and that a search finds")
    return ""


def _is_cut(page: pikepdf.Page) -> bool:
    (left, right, bottom, top), cut = (
        (*sorted(map(float, box[::2])), *sorted(map(float, box[1::2])))
        for box in (list(page.mediabox), list(page.cropbox))
    )
    return max(cut[0] - left, right - cut[1], cut[2] - bottom, top - cut[3]) > _CUT


def _painted(pdf: pikepdf.Pdf) -> Iterator[memoryview]:
    """Yield what is painted: the contents of pages, and drawings in them."""
    for page in pdf.pages:
        contents: Object = page.obj.get("/Contents", Array())
        yield from (memoryview(each.get_stream_buffer())
                    for each in (contents if isinstance(contents, Array) else [contents]))  # fmt: skip
    for each in pdf.objects:
        if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == Name.Form:
            yield memoryview(each.get_stream_buffer())
