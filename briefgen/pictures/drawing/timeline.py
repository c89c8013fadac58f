"""The timeline of cooperation: the dated history on a line, to scale, with the coming event at its end.

Each label hangs on an upright line over its day like a flag, so that no line slopes and none crosses another; where
days are close, the earlier stands higher, and the labels read from top to bottom like a list.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefgen.document.tree import Chart, ChartItem, Picture, Text
from briefgen.look.theme import Theme
from briefgen.pictures.drawing.flags import Flag, fly
from briefgen.pictures.drawing.svg import Anchor, Block, DoesNotFitError, Drawing, Lettering, Style, StyledWords

_TALLEST = 110.0
_DATE = Style(8, bold=True, colour="heading")
_WHAT = Style(8)
_COMING = Style(8, bold=True, colour="accent")
_YEAR = Style(7.5, bold=True, colour="secondary")
_BAND = 4.4
_ABOVE = 2.2  # between the band and the lowest label
_ROW_GAP = 1.1  # between labels above one another
_ENDS = 3.0  # between the drawing's edges and the first and last day
_TEXT = 1.4  # between a flag's line and its words
_DATE_GAP = 1.8  # between a date and what happened
_BESIDE = (110.0, 90.0, 74.0, 60.0, 50.0, 42.0, 36.0)  # widths of what happened, beside its date
_UNDER = (60.0, 50.0, 40.0, 32.0, 26.0, 22.0)  # the same under its date, where there is no room beside it

_Place = Callable[[float], float]  # a day, as a number -> its place on the line


@dataclass(frozen=True, slots=True)
class _Entry:
    """Something that happened, or will."""

    first: dt.date
    last: dt.date
    when: Text
    what: Text | None
    coming: bool = False

    @classmethod
    def of(cls, item: ChartItem) -> _Entry:
        """Return an entry of a chart's strip."""
        first, last = map(dt.date.fromisoformat, item.days)
        when, *what = item.words
        return cls(first, last, when, what[0] if what else None, item.role == "coming")

    @property
    def middle(self) -> float:
        """The day in the middle, as a number."""
        return (self.first.toordinal() + self.last.toordinal()) / 2


@dataclass(frozen=True, slots=True)
class _Label:
    """An entry's words: its date, and beside or under it what happened."""

    date: Block
    what: Block | None
    under: bool

    @property
    def width(self) -> float:
        """The width of both."""
        if self.what is None:
            return self.date.width
        return max(self.date.width, self.what.width) if self.under else self.date.width + _DATE_GAP + self.what.width

    @property
    def height(self) -> float:
        """The height of both."""
        if self.what is None:
            return self.date.height
        return self.date.height + self.what.height if self.under else max(self.date.height, self.what.height)


def timeline(chart: Chart, theme: Theme) -> Picture:
    """Return the picture; raises `DoesNotFitError`."""
    return _Diagram(theme).picture(chart)


class _Diagram:
    def __init__(self, theme: Theme) -> None:
        self.width = theme.page.width - theme.page.left - theme.page.right
        self.drawing = Drawing(theme, self.width)
        self.lettering = Lettering(theme)

    def picture(self, chart: Chart) -> Picture:
        bottom = 0.3
        for index, item in enumerate(chart.items):
            if item.role == "strip":
                bottom = self.strip([_Entry.of(each) for each in item.items], bottom + (5 if index else 0))
            else:
                word, what = item.words
                bottom = self.ongoing(word, what, bottom + 2)
        if bottom > _TALLEST:
            raise DoesNotFitError(chart.name)
        return self.drawing.picture(bottom + 0.3, chart.alt)

    def strip(self, entries: list[_Entry], y: float) -> float:
        """Draw a line with its entries above it; return the lower edge."""
        first, last = entries[0].middle, entries[-1].middle
        days = max(last - first, 1)

        def place(day: float) -> float:
            return _ENDS + (day - first) / days * (self.width - 2 * _ENDS)

        labels, flags = self.flown(entries, [place(entry.middle) for entry in entries])
        heights = _row_heights(labels, flags)
        tops = [y + sum(heights[row + 1 :]) for row in range(len(heights))]
        band = y + sum(heights) - _ROW_GAP + _ABOVE
        self.drawing.bar(0, band, self.width, _BAND, "ground")
        self.years(entries[0].first.year, entries[-1].last.year, place, band)
        self.drawing.line((0, band), (self.width, band))
        self.drawing.line((0, band + _BAND), (self.width, band + _BAND))
        for entry, label, flag in zip(entries, labels, flags, strict=True):
            self.flag(entry, label, flag, tops[flag.row], band, place)
        return band + _BAND

    def flown(self, entries: Sequence[_Entry], points: Sequence[float]) -> tuple[list[_Label], list[Flag]]:
        """Return each entry's words and where they fly: the lowest drawing, then the one with the longest lines."""
        longest = self.lettering.longest_word(StyledWords.of(entry.what, _WHAT) for entry in entries if entry.what)
        for under, widths in ((False, _BESIDE), (True, _UNDER)):
            flown = [
                (labels, flags)
                for width in widths
                if width >= longest
                for labels in [[self.label(entry, width, under) for entry in entries]]
                if (flags := fly(points, [label.width + _TEXT for label in labels], self.width))
            ]
            if flown:
                return min(flown, key=lambda each: sum(_row_heights(*each)))
        raise DoesNotFitError("labels above one another")

    def label(self, entry: _Entry, width: float, under: bool) -> _Label:
        date = StyledWords.of(entry.when, _COMING if entry.coming else _DATE)
        what = self.lettering.block([StyledWords.of(entry.what, _WHAT)], width) if entry.what else None
        return _Label(self.lettering.block([date], self.width), what, under)

    def flag(self, entry: _Entry, label: _Label, flag: Flag, top: float, band: float, place: _Place) -> None:
        """Draw an entry's mark on the band, its line, and its words beside the line."""
        colour = "accent" if entry.coming else "heading"
        first, last = (place(day.toordinal()) for day in (entry.first, entry.last))
        self.drawing.line((flag.point, top + 0.4), (flag.point, band), colour=colour)
        if last - first > 2:
            first, last = max(first, 0), min(last, self.width)
            self.drawing.line((first, band), (last, band), colour=colour, weight=1)
        self.drawing.dot(flag.point, band, 1.2 if entry.coming else 0.95, colour, ring=entry.coming)
        if label.under:
            anchor: Anchor = "start" if flag.rightwards else "end"
            x = flag.point + (_TEXT if flag.rightwards else -_TEXT)
            self.drawing.words(label.date, x, top, anchor)
            if label.what:
                self.drawing.words(label.what, x, top + label.date.height, anchor)
        else:
            x = flag.point + _TEXT if flag.rightwards else flag.left
            self.drawing.words(label.date, x, top)
            if label.what:
                self.drawing.words(label.what, x + label.date.width + _DATE_GAP, top)

    def years(self, first: int, last: int, place: _Place, band: float) -> None:
        """Mark where years begin, and name those that have the room."""
        starts = {year: place(dt.date(year, 1, 1).toordinal()) for year in range(first, last + 2)}
        edges = [(year, max(x, 0.0), min(starts.get(year + 1, self.width), self.width)) for year, x in starts.items()]
        for year, left, right in edges:
            block = self.lettering.block([StyledWords(str(year), None, _YEAR)], 20)
            if left > 0.5 and left < self.width:
                self.drawing.line((left, band), (left, band + _BAND), weight=0.2)
            if right - left > block.width + 3:
                self.drawing.words(block, (left + right) / 2, band + (_BAND - block.height) / 2, "middle")

    def ongoing(self, word: Text, what: Text, y: float) -> float:
        """Draw what goes on: its words, and an open arrow to the right; return the lower edge."""
        mark = self.lettering.block([StyledWords.of(word, _DATE)], 40)
        block = self.lettering.block([StyledWords.of(what, _WHAT)], self.width * 0.75 - mark.width)
        self.drawing.words(mark, 0, y)
        self.drawing.words(block, mark.width + 2, y)
        middle, tip = y + mark.height / 2, self.width - 0.4
        self.drawing.line((mark.width + block.width + 4, middle), (tip, middle), dots="1.6 0.8")
        self.drawing.line((tip - 1.6, middle - 1.1), (tip, middle), (tip - 1.6, middle + 1.1))
        return y + max(mark.height, block.height)


def _row_heights(labels: Sequence[_Label], flags: Sequence[Flag]) -> list[float]:
    """Return the height of each row with the gap to the next, the lowest first."""
    pairs = list(zip(labels, flags, strict=True))
    rows = range(1 + max(flag.row for flag in flags))
    return [_ROW_GAP + max((label.height for label, flag in pairs if flag.row == row), default=0) for row in rows]
