"""Drawing: words set in lines by the theme's metrics, boxes, lines and arrows, written as SVG. Lengths are mm."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Literal

from briefgen.document.directions import direction_of, phrases
from briefgen.document.tree import Direction, Picture, Text, unbind
from briefgen.look.theme import Theme
from briefgen.look.typeface import decimals, typeface

_POINT = 25.4 / 72
_LEADING = 1.22
_BASELINE = 0.92  # of the size, below the top of a line: what centres letters with and without descenders
_SLACK = 0.01  # mm: what sums of decimals may be off by
Anchor = Literal["start", "middle", "end"]


class DoesNotFitError(Exception):
    """A word is wider than its place, or something would lie outside the picture: there is none, then."""


@dataclass(frozen=True, slots=True)
class Style:
    """How words are set; `size` in points."""

    size: float
    bold: bool = False
    colour: Literal["ink", "heading", "accent", "secondary"] = "ink"

    @property
    def leading(self) -> float:
        """The height of a line."""
        return self.size * _POINT * _LEADING


@dataclass(frozen=True, slots=True)
class StyledWords:
    """Words with the content field that they come from, in a style; `value` has no-break spaces where it must."""

    value: str
    source: str | None
    style: Style

    @classmethod
    def of(cls, text: Text, style: Style) -> StyledWords:
        """Return a text of the tree in a style."""
        return cls(text.value, text.source, style)


@dataclass(frozen=True, slots=True)
class Block:
    """Words set in lines no wider than what was asked for."""

    lines: tuple[StyledWords, ...]
    labels: tuple[Text, ...]
    width: float

    @property
    def height(self) -> float:
        """The height of all lines."""
        return sum(line.style.leading for line in self.lines)


class Lettering:
    """Sets words in the theme's face."""

    def __init__(self, theme: Theme, direction: Direction = "ltr") -> None:
        self._theme = theme
        self._direction = direction

    def width(self, text: str, style: Style) -> float:
        """Return how wide a line is."""
        return typeface(self._theme, bold=style.bold).width(text, style.size * _POINT, self._direction)

    def longest_word(self, words: Iterable[StyledWords]) -> float:
        """Return the width of the longest unbreakable piece of several texts."""
        return max((self.width(piece, w.style) for w in words for piece in clean(w.value).split(" ")), default=0.0)

    def block(self, texts: Sequence[StyledWords], width: float) -> Block:
        """Return texts, each starting a line, wrapped at spaces; raises `DoesNotFitError` for a longer word."""
        lines: list[StyledWords] = []
        labels: list[Text] = []
        for words in texts:
            wrapped = list(self._wrapped(clean(words.value), words.style, width))
            lines += (replace(words, value=line) for line in wrapped)
            labels.append(Text(" ".join(wrapped), words.source))
        natural = max((self.width(line.value, line.style) for line in lines), default=0.0)
        return Block(tuple(lines), tuple(labels), natural)

    def _wrapped(self, text: str, style: Style, width: float) -> Iterable[str]:
        line = ""
        for word in text.split(" "):
            if self.width(word, style) > width:
                raise DoesNotFitError(word)
            longer = f"{line} {word}" if line else word
            if line and self.width(longer, style) > width:
                yield line
                line = word
            else:
                line = longer
        if line:
            yield line


def clean(text: str) -> str:
    """Return words as they are painted: letter by letter, so each letter in one code point, and without joiners."""
    return unicodedata.normalize("NFC", unbind(text))


class Drawing:
    """Collects shapes; what is added later lies on top. Raises `DoesNotFitError` for what is wider than itself.

    Where words run leftwards it is mirrored: all that is drawn at the left stands at the right.
    """

    def __init__(self, theme: Theme, width: float, direction: Direction = "ltr") -> None:
        self._theme = theme
        self._lettering = Lettering(theme, direction)
        self._width = width
        self._is_mirrored = direction == "rtl"
        self._shapes: list[str] = []
        self._labels: list[Text] = []

    def box(self, x: float, y: float, width: float, height: float, *, filled: bool, weight: float = 0.3) -> None:
        """Draw a rectangle with a line round it; a filled one has a very light ground."""
        fill = self._colour("ground") if filled else "#FFFFFF"
        self._rect(x, y, width, height, fill, f' stroke="{self._colour("heading")}" stroke-width="{decimals(weight)}"')

    def bar(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Draw a filled rectangle without a line."""
        self._rect(x, y, width, height, self._colour(colour), "")

    def line(self, *points: tuple[float, float], colour: str = "heading", weight: float = 0.3, dots: str = "") -> None:
        """Draw straight lines from point to point; `dots` is SVG's pattern of dashes."""
        path = " ".join(f"{decimals(self._across(x))},{decimals(y)}" for x, y in points)
        dashes = f' stroke-dasharray="{dots}"' if dots else ""
        self._shapes.append(
            f'<polyline points="{path}" fill="none" stroke="{self._colour(colour)}" '
            f'stroke-width="{decimals(weight)}"{dashes}/>'
        )

    def arrowhead(self, x: float, y: float, colour: str = "heading") -> None:
        """Draw the head of an arrow that comes from above and ends at (x, y)."""
        x = self._across(x)
        points = " ".join(f"{decimals(x + dx)},{decimals(y + dy)}" for dx, dy in ((0, 0), (-0.9, -2), (0.9, -2)))
        self._shapes.append(f'<polygon points="{points}" fill="{self._colour(colour)}"/>')

    def dot(self, x: float, y: float, radius: float, colour: str, *, ring: bool = False) -> None:
        """Draw a dot with a white rim, or a ring."""
        fill, rim = ("#FFFFFF", self._colour(colour)) if ring else (self._colour(colour), "#FFFFFF")
        self._shapes.append(
            f'<circle cx="{decimals(self._across(x))}" cy="{decimals(y)}" r="{decimals(radius)}" '
            f'fill="{fill}" stroke="{rim}" '
            f'stroke-width="{decimals(0.7 if ring else 0.3)}"/>'
        )

    def words(self, block: Block, x: float, y: float, anchor: Anchor = "start") -> None:
        """Paint lines below one another; y is the top of the first, x what each line starts, centres or ends at."""
        for line in block.lines:
            baseline = y + line.style.size * _POINT * _BASELINE
            weight = ' font-weight="bold"' if line.style.bold else ""
            # Without text-anchor, for which WeasyPrint makes a transparency group of each line.
            width = self._lettering.width(line.value, line.style)
            left = x - {"start": 0, "middle": 0.5, "end": 1}[anchor] * width
            self._require(left, width, line.value)
            left = self._across(left, width)
            family = ", ".join(self._theme.families)
            whole = self._is_mirrored or direction_of(line.value) == "rtl"
            for words, leftwards in [(line.value, True)] if whole else phrases(line.value):
                way = ' direction="rtl" text-anchor="end"' if leftwards else ""  # where it ends: at the left
                # A space at an end of its own element would be left out.
                shown = f"\u00a0{words[1:]}" if words.startswith(" ") else words
                self._shapes.append(
                    f'<text x="{decimals(left)}" y="{decimals(baseline)}" font-family="{family}" '
                    f'font-size="{decimals(line.style.size * _POINT)}"{weight}{way} '
                    f'fill="{self._colour(line.style.colour)}">{escape(shown, quote=False)}</text>'
                )
                left += self._lettering.width(words, line.style)
            y += line.style.leading
        self._labels += block.labels

    def picture(self, height: float, alt: str) -> Picture:
        """Return everything drawn so far as one picture."""
        width, tall, alt = decimals(self._width), decimals(height), clean(alt).replace("\u00a0", " ")
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {tall}" {_size(self._width, height)}'
            f' role="img">\n<title>{escape(alt, quote=False)}</title>\n' + "\n".join(self._shapes) + "\n</svg>\n"
        )
        return Picture(svg, alt, self._width, height, tuple(self._labels))

    def _rect(self, x: float, y: float, width: float, height: float, fill: str, line: str) -> None:
        self._require(x, width, "a box")
        x = self._across(x, width)
        self._shapes.append(
            f'<rect x="{decimals(x)}" y="{decimals(y)}" width="{decimals(width)}" height="{decimals(height)}" '
            f'fill="{fill}"{line}/>'
        )

    def _across(self, x: float, width: float = 0) -> float:
        """Return where something stands that is so wide."""
        return self._width - x - width if self._is_mirrored else x

    def _require(self, left: float, width: float, what: str) -> None:
        if left < -_SLACK or left + width > self._width + _SLACK:
            raise DoesNotFitError(what)

    def _colour(self, name: str) -> str:
        return f"#{getattr(self._theme.colours, name)}"


def enlarged(picture: Picture, times: float) -> Picture:
    """Return a picture so many times as wide and high, its letters too."""
    width, height = picture.width * times, picture.height * times
    svg = picture.svg.replace(_size(picture.width, picture.height), _size(width, height), 1)
    return replace(picture, svg=svg, width=width, height=height)


def _size(width: float, height: float) -> str:
    return f'width="{decimals(width)}mm" height="{decimals(height)}mm"'
