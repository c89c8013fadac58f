"""The shapes of a theme's letters: how wide words are, and their outlines.

No kerning: WeasyPrint paints the words of an SVG letter by letter, so this is also what a PDF shows.
"""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

from briefgen.look.theme import Theme


class Typeface:
    """One face; lengths are in the unit of `size`."""

    def __init__(self, data: bytes) -> None:
        from fontTools.ttLib import TTFont

        self._font: Any = TTFont(io.BytesIO(data), lazy=True)
        self._unit: int = self._font["head"].unitsPerEm
        self._names: dict[int, str] = self._font.getBestCmap()
        self._widths: Any = self._font["hmtx"]
        # Who looks for the best break of a line asks for the same words over and over.
        self._advance = lru_cache(maxsize=20_000)(lambda text: sum(self._widths[self._glyph(char)][0] for char in text))

    def width(self, text: str, size: float) -> float:
        """Return how wide a line is."""
        return float(self._advance(text)) * size / self._unit

    def outlines(self, text: str, size: float, x: float, y: float) -> str:
        """Return the letters of a line that starts at (x, y) as the data of one SVG path."""
        from fontTools.pens.svgPathPen import SVGPathPen
        from fontTools.pens.transformPen import TransformPen

        glyphs = self._font.getGlyphSet()
        scale = size / self._unit
        pen = SVGPathPen(glyphs, ntos=decimals)
        for char in text:
            name = self._glyph(char)
            glyphs[name].draw(TransformPen(pen, (scale, 0, 0, -scale, x, y)))
            x += self._widths[name][0] * scale
        return str(pen.getCommands())

    def _glyph(self, char: str) -> str:
        # What the face lacks stops the build elsewhere, with its place in the content.
        return self._names.get(ord(char), ".notdef")


def typeface(theme: Theme, *, bold: bool) -> Typeface:
    """Return the theme's upright face."""
    return _typeface(theme.face_files["bold" if bold else "regular"])


def decimals(value: float) -> str:
    """Return a length as SVG writes it: three decimals, that is micrometres."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


@lru_cache(maxsize=8)
def _typeface(data: bytes) -> Typeface:
    return Typeface(data)
