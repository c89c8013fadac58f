"""Words that run from right to left, as a PDF stores them.

WeasyPrint stores a line's letters in the order of the eye. Who copies or searches has programs that guess: poppler and
MuPDF by where letters stand, PDFium by how many words of a line run either way. All three take the letters of a word
from right to left. PDFium takes words as they are stored where most run to the right, the other way round where most
run to the left; so in the first case they are stored in reading order. What they say is told besides, to who hears
the page (`tags`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from unicodedata import bidirectional, combining

from briefgen.document.directions import is_joined, runs_leftwards
from briefgen.document.tree import Direction

_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
# As PDFium counts words: letters of one direction in a row, whatever stands between them.
_KINDS = {"L": "L", "R": "R", "AL": "R"}
_LEFTWARDS, _RIGHTWARDS = re.compile("R+"), re.compile("L+")
_JOINS = re.compile(r"[\w()\[\]{}<>«»‹›\u0300-\u036f\u0591-\u05c7\u064b-\u065f]")
# Marks that HarfBuzz puts before others on the same letter: those of shin, dagesh, rafe and holam; shadda.
_SHAPED_FIRST = "\u05c1\u05c2\u05bc\u05bf\u05b9\u05ba\u0651"
_RISEN = 1e-6  # points: less is on the line


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A glyph on a line: where its letters begin in the text, in bytes; where it stands, in points."""

    start: int
    joins: bool  # it is a letter, or a bracket
    leftwards: bool
    glyph: int
    font: Any
    size: float
    x: float
    y: float


@contextmanager
def leftwards(sheets: Iterable[Any], direction: Direction) -> Iterator[None]:
    """Let WeasyPrint store words that run leftwards as said above, and in pictures letters that join as a whole.

    `sheets` are the pages that it has laid out, `direction` is that of the document.

    It offers no hook, so its functions that draw a line, and the words of a picture, are wrapped.
    """
    from weasyprint import svg
    from weasyprint.draw import text

    draw, draw_in_picture = text.draw_first_line, svg.text
    mostly = {id(box) for sheet in sheets for box in _in_mostly_leftwards(sheet)}

    def draw_line(stream: Any, box: Any, overflow: Any, ellipsis: Any, matrix: Any) -> Any:
        there = runs_leftwards(box.text) or box.style["direction"] == "rtl"
        if not there or not box.text.strip() or box.style["font_size"] < _RISEN:
            return draw(stream, box, overflow, ellipsis, matrix)
        in_picture = not hasattr(box, "position_x")
        as_seen = direction == "rtl" if in_picture else id(box) in mostly or box.style["direction"] == "rtl"
        _draw(stream, box, matrix, as_seen=as_seen)
        return []

    def draw_words(picture: Any, node: Any, size: float) -> None:
        if node.text and (is_joined(node.text) or node.get("direction") == "rtl"):
            node._etree_node.text = _Whole(node.text)
        draw_in_picture(picture, node, size)

    text.draw_first_line, svg.text, svg.TAGS["text"] = draw_line, draw_words, draw_words
    try:
        yield
    finally:
        text.draw_first_line, svg.text, svg.TAGS["text"] = draw, draw_in_picture, draw_in_picture


class _Whole(str):
    """Words of a picture that aren't drawn letter by letter."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


def _in_mostly_leftwards(sheet: Any) -> Iterator[Any]:
    """Yield the texts on a page that stand in lines in which, for PDFium, most words run leftwards."""
    texts = [box for box in sheet._page_box.descendants() if type(box).__name__ == "TextBox"]
    if not any(runs_leftwards(box.text) for box in texts):
        return
    lines: dict[int, list[Any]] = {}
    for box in texts:
        lines.setdefault(round(box.position_y + box.baseline), []).append(box)
    for line in lines.values():
        kinds = " ".join("".join(_KINDS.get(bidirectional(char), " ") for char in box.text) for box in line)
        if len(_LEFTWARDS.findall(kinds)) > len(_RIGHTWARDS.findall(kinds)):
            yield from line


def _draw(stream: Any, box: Any, matrix: Any, *, as_seen: bool) -> None:
    """Draw a line; its words stand as they are seen, or in reading order."""
    from weasyprint.text.ffi import pango

    pango.pango_layout_set_single_paragraph_mode(box.pango_layout.layout, True)
    line, _ = box.pango_layout.get_first_line()
    stream.set_text_matrix(*matrix.values)
    glyphs = list(_glyphs(stream, line, box.pango_layout.text.encode()))
    if not as_seen:
        words = [list(word) for _, word in groupby(glyphs, lambda each: (each.leftwards, each.joins))]
        words.sort(key=lambda word: min(each.start for each in word))
        glyphs = [each for word in words for each in word]
    shown, at, font = "", 0.0, None
    for each in glyphs:
        risen = abs(each.y) > _RISEN
        if font is not each.font or risen:
            _show(stream, shown)
            shown = ""
            if font is not each.font:
                stream.set_font_size(each.font.hash, each.size)
                font = each.font
        if back := round((at - each.x) * 1000 / each.size):
            shown += str(back)
            at -= back * each.size / 1000
        shown += f"<{each.glyph:04x}>"
        at += each.font.widths[each.glyph] * each.size / 1000
        if risen:
            stream.set_text_rise(-each.y)
            _show(stream, shown)
            shown = ""
            stream.set_text_rise(0)
    _show(stream, shown)


def _show(stream: Any, shown: str) -> None:
    if shown:
        stream.show_text(shown)


def _glyphs(stream: Any, line: Any, text: bytes) -> Iterator[_Glyph]:
    """Yield the glyphs of a line from left to right; a font learns meanwhile what letters each of them stands for."""
    from weasyprint.text.ffi import FROM_UNITS, ffi, pango

    x, run = 0.0, line.runs[0]
    while run != ffi.NULL:
        item, run = run.data, run.next
        font, size = stream.add_font(item.item.analysis.font)
        is_leftwards = bool(item.item.analysis.level % 2)
        count, clusters = item.glyphs.num_glyphs, item.glyphs.log_clusters
        ends = sorted({clusters[at] for at in range(count)} | {item.item.length})
        for begins, group in groupby(range(count), key=clusters.__getitem__):
            ends_at = ends[ends.index(begins) + 1]
            letters = text[item.item.offset + begins : item.item.offset + ends_at].decode()
            places = list(group)
            marks = {at for at in places if not item.glyphs.glyphs[at].geometry.width}
            shown = _shown_by(places[::-1] if is_leftwards else places, marks, letters)
            if marks == set(places):  # they stand on one another, and are stored as they were typed
                places.sort(key=lambda at: letters.find(shown[at] or letters[-1]), reverse=is_leftwards)
            for at in places:
                info = item.glyphs.glyphs[at]
                if info.glyph != pango.PANGO_GLYPH_EMPTY:
                    if info.glyph not in font.to_unicode:
                        # Who reads turns all that runs leftwards: brackets, and the letters of a ligature.
                        turned = shown[at].translate(_MIRRORED)[::-1] if is_leftwards else shown[at]
                        font.to_unicode[info.glyph] = turned
                    if info.glyph not in font.widths:
                        pango.pango_font_get_glyph_extents(
                            item.item.analysis.font, info.glyph, stream.ink_rect, stream.logical_rect
                        )
                        font.widths[info.glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
                    place = info.geometry
                    yield _Glyph(
                        item.item.offset + begins, _JOINS.search(letters) is not None, is_leftwards, info.glyph, font,
                        size, x + place.x_offset * FROM_UNITS, place.y_offset * FROM_UNITS,
                    )  # fmt: skip
                x += info.geometry.width * FROM_UNITS


def _shown_by(glyphs: list[int], marks: set[int], letters: str) -> dict[int, str]:
    """Return which of some letters each of their glyphs, in reading order, stands for.

    A glyph stands for the same letters in the whole file: one that is seen without a mark elsewhere can't stand for
    it. Of several glyphs for several letters the first stands for them.
    """
    signs = sorted(filter(combining, letters), key=lambda sign: f"{_SHAPED_FIRST}{sign}".index(sign))
    of_signs = [each for each in glyphs if each in marks] if signs else []
    others = [each for each in glyphs if each not in of_signs]
    found = dict.fromkeys(glyphs, "")
    if others:
        found[others[0]] = "".join(letters if not of_signs else (char for char in letters if not combining(char)))
    if len(of_signs) == len(signs):
        found.update(zip(of_signs, signs, strict=True))
    elif of_signs:
        found[of_signs[0]] = "".join(filter(combining, letters))
    return found
