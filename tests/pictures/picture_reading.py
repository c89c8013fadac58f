"""Reads a picture's SVG as a person sees it: where each line of words stands, and what is drawn round it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from briefgen.document.tree import Picture
from briefgen.look.theme import Theme
from briefgen.look.typeface import typeface

_SVG = "{http://www.w3.org/2000/svg}"
_POINT = 25.4 / 72
# How high the lowest part of a line of small letters reaches, and how deep the deepest, in shares of the size.
_ASCENT, _DESCENT = 0.7, 0.12


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words: its box in mm, and its size in points."""

    words: str
    left: float
    top: float
    right: float
    bottom: float
    size: float

    def overlaps(self, other: Line) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )  # fmt: skip

    def is_crossed_by(self, x: float, top: float, bottom: float) -> bool:
        """Tell whether an upright line runs through the words."""
        return self.left < x < self.right and self.top < bottom and top < self.bottom


@dataclass(frozen=True, slots=True)
class Seen:
    """What a picture shows."""

    lines: list[Line]
    uprights: list[tuple[float, float, float]]  # x, top, bottom
    boxes: list[tuple[float, float, float, float]]  # left, top, right, bottom
    points: list[tuple[float, float]]  # the ends of everything else that is drawn
    colours: set[str]  # of words


def see(picture: Picture, theme: Theme) -> Seen:
    root = etree.fromstring(picture.svg.encode())
    lines = [_line(text, theme) for text in root.iter(f"{_SVG}text")]
    drawn = [_points(shape.get("points", "")) for tag in ("polyline", "polygon") for shape in root.iter(f"{_SVG}{tag}")]
    uprights = [(a[0], min(a[1], b[1]), max(a[1], b[1])) for line in drawn for a, b in pairwise(line) if a[0] == b[0]]
    boxes = []
    for rect in root.iter(f"{_SVG}rect"):
        x, y, width, height = (float(rect.get(name, "")) for name in ("x", "y", "width", "height"))
        boxes.append((x, y, x + width, y + height))
    circles = []
    for circle in root.iter(f"{_SVG}circle"):
        x, y, r = (float(circle.get(name, "")) for name in ("cx", "cy", "r"))
        circles += [(x - r, y - r), (x + r, y + r)]
    colours = {str(text.get("fill"))[1:] for text in root.iter(f"{_SVG}text")}
    return Seen(lines, uprights, boxes, [*circles, *(point for line in drawn for point in line)], colours)


def _line(text: etree._Element, theme: Theme) -> Line:
    x, y, size = (float(text.get(name, "")) for name in ("x", "y", "font-size"))
    words = text.text or ""
    width = typeface(theme, bold=text.get("font-weight") == "bold").width(words, size)
    return Line(words, x, y - _ASCENT * size, x + width, y + _DESCENT * size, size / _POINT)


def _points(text: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in text.split())]
