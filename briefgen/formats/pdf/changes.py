"""Change bars: in the outer margin of a redline's pages, a bar stands beside every line that has changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from briefgen.look.theme import Theme

_WIDTH = 1.2  # points
_FROM_TEXT = 5.0  # mm from the edge of the text
_NEAR = 4.5  # mm: bars nearer to one another are one, so that a page stays calm
_POINT = 25.4 / 72
_PX = 0.75  # points

PANEL = "redline"  # what it says of itself has marks, but no changes

Bars = list[tuple[float, float]]  # top and bottom, in points from the head of the page


def change_bars(sheet: Any) -> Bars:
    """Return where bars stand on a page that WeasyPrint has laid out; running lines have none."""
    found: Bars = []
    for story in sheet._page_box.children:
        if type(story).__name__ != "MarginBox":
            found += ((box.position_y * _PX, (box.position_y + box.height) * _PX) for box in _changed(story))
    bars: Bars = []
    for top, bottom in sorted(found):
        if bars and top - bars[-1][1] < _NEAR / _POINT:
            bars[-1] = bars[-1][0], max(bars[-1][1], bottom)
        else:
            bars.append((top, bottom))
    return bars


def draw_bars(pdf: pikepdf.Pdf, pages: list[Bars], theme: Theme) -> None:
    """Draw the bars of each page; a screen reader, which is told of the changes themselves, passes them over."""
    x = (theme.page.width - theme.page.right + _FROM_TEXT) / _POINT
    red, green, blue = (int(theme.colours.secondary[at : at + 2], 16) / 255 for at in (0, 2, 4))
    for page, bars in zip(pdf.pages, pages, strict=True):
        if bars:
            height = float(page.mediabox[3])
            shapes = "".join(f"{x:.2f} {height - bottom:.2f} {_WIDTH} {bottom - top:.2f} re\n" for top, bottom in bars)
            drawing = f"/Artifact <</Type /Layout>> BDC\nq {red:.3f} {green:.3f} {blue:.3f} rg\n{shapes}f Q\nEMC\n"
            page.contents_add(pdf.make_stream(drawing.encode()), prepend=True)


def _changed(box: Any) -> Iterator[Any]:
    """Yield the lines that hold a change, and the pictures that are one."""
    if box.element_tag == "aside" and box.element.get("class") == PANEL:
        return
    if type(box).__name__ == "LineBox":
        if any(each.element_tag in ("ins", "del") for each in box.descendants()):
            yield box
        return
    if box.element_tag == "figure" and box.element.get("class"):
        yield box
    for child in getattr(box, "children", ()):
        yield from _changed(child)
