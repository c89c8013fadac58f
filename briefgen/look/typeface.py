"""The shapes of a theme's letters: how wide words are, and their outlines.

No kerning: WeasyPrint paints the words of an SVG letter by letter, so this is also what a PDF shows. Only lines with
letters that join are set as a whole, there (`formats.pdf.leftwards`) and here.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import groupby
from typing import Any

from briefgen.document.directions import direction_of, is_joined, phrases, runs
from briefgen.document.tree import Direction
from briefgen.look.theme import Theme


class Typeface:
    """A face, and those that have the letters that it lacks; lengths are in the unit of `size`.

    Letters that change by their neighbours are set by HarfBuzz, which knows how, as Pango does for the PDF.
    """

    def __init__(self, data: bytes, *further: bytes) -> None:
        self._faces = [_Face(each) for each in (data, *further)]
        # Who looks for the best break of a line asks for the same words over and over.
        self._advance = lru_cache(maxsize=20_000)(self._measured)

    def width(self, text: str, size: float, direction: Direction = "ltr") -> float:
        """Return how wide a line is."""
        return sum(float(advance) * size / unit for advance, unit in self._advance(text, direction))

    def outlines(self, text: str, size: float, x: float, y: float, direction: Direction = "ltr") -> str:
        """Return the letters of a line that starts at (x, y) as the data of one SVG path.

        In one whose `direction` is that from right to left words in other letters stand from right to left, too.
        """
        from fontTools.pens.svgPathPen import SVGPathPen
        from fontTools.pens.transformPen import TransformPen

        pen = SVGPathPen(None, ntos=decimals)
        for face, placed in self._set(text, direction):
            pen.glyphSet = face.glyphs
            scale = size / face.unit
            for name, advance, across, up in placed:
                at = (scale, 0, 0, -scale, x + across * scale, y - up * scale)
                face.glyphs[name].draw(TransformPen(pen, at))
                x += advance * scale
        return str(pen.getCommands())

    def _measured(self, text: str, direction: Direction) -> list[tuple[float, int]]:
        return [(sum(advance for _, advance, _, _ in placed), face.unit) for face, placed in self._set(text, direction)]

    def _set(self, text: str, direction: Direction) -> Iterator[tuple[_Face, list[_Placed]]]:
        """Yield the glyphs of a line from left to right, with the face that each is of."""
        if direction == "ltr" and not is_joined(text):
            for face, piece in self._by_face(text):
                yield face, [face.letter(char) for char in piece]
            return
        whole = "rtl" in (direction, direction_of(text))
        apart = [(text, True)] if whole else phrases(text)  # as a picture's words are drawn
        laid = (run for words, leftwards in apart for run in runs(words, "rtl" if leftwards else "ltr"))
        for words, direction in laid:
            pieces = list(self._by_face(words))
            for face, piece in pieces if direction == "ltr" else reversed(pieces):
                yield face, face.shaped(piece, direction)

    def _by_face(self, text: str) -> Iterator[tuple[_Face, str]]:
        # What no face has stops the build elsewhere, with its place in the content.
        first = self._faces[0]

        def face_of(char: str) -> _Face:
            return next((face for face in self._faces if ord(char) in face.names), first)

        for face, group in groupby(text, face_of):
            yield face, "".join(group)


_Placed = tuple[str, float, float, float]  # a glyph's name, how far it moves on, where it stands across and up


class _Face:
    def __init__(self, data: bytes) -> None:
        from fontTools.ttLib import TTFont

        self._data = data
        self._font: Any = TTFont(io.BytesIO(data), lazy=True)
        self.unit: int = self._font["head"].unitsPerEm
        self.names: dict[int, str] = self._font.getBestCmap()
        self._widths: Any = self._font["hmtx"]

    @cached_property
    def glyphs(self) -> Any:
        return self._font.getGlyphSet()

    def letter(self, char: str) -> _Placed:
        """Return a letter that stands by itself."""
        name = self.names.get(ord(char), ".notdef")
        return name, self._widths[name][0], 0, 0

    def shaped(self, text: str, direction: Direction) -> list[_Placed]:
        """Return letters as they join, from left to right."""
        import uharfbuzz

        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = direction
        uharfbuzz.shape(self._hb, buffer, {"clig": False, "liga": False})
        return [
            (self._font.getGlyphName(info.codepoint), place.x_advance, place.x_offset, place.y_offset)
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]

    @cached_property
    def _hb(self) -> Any:
        import uharfbuzz

        return uharfbuzz.Font(uharfbuzz.Face(self._data))


def typeface(theme: Theme, *, bold: bool) -> Typeface:
    """Return the theme's upright face, with those of its further families."""
    return _typeface(*(files["bold" if bold else "regular"] for files in theme.files_of.values()))


def decimals(value: float) -> str:
    """Return a length as SVG writes it: three decimals, that is micrometres."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


@lru_cache(maxsize=8)
def _typeface(*data: bytes) -> Typeface:
    return Typeface(*data)
