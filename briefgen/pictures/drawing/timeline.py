"""The timeline of cooperation: the dated history on one line, to scale, as far as the brief knows and what is ahead.

Each label hangs on an upright line over its day like a flag, so that no line slopes and none crosses another; where
days are close, the earlier stands higher, and the labels read from top to bottom like a list. Where not all have the
room, the newest have it; the others keep their dot, and how many they are stands below.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefgen.document.tree import Chart, ChartItem, Direction, Picture, Text
from briefgen.look.theme import Theme
from briefgen.pictures.drawing.flags import Flag, fly
from briefgen.pictures.drawing.svg import Anchor, Block, DoesNotFitError, Drawing, Lettering, Style, StyledWords

_TALLEST = 110.0
_DATE = Style(8, bold=True, colour="heading")
_WHAT = Style(8)
_COMING = Style(8, bold=True, colour="accent")
_YEAR = Style(7.5, bold=True, colour="secondary")
_KNOWN = Style(8, colour="accent")
_MORE = Style(8, colour="secondary")
_OTHERS = ("as-of", "ongoing", "unlabelled")
_BAND = 4.4
_ABOVE = 2.2  # between the band and the lowest label
_ROW_GAP = 1.0  # between labels above one another
_ENDS = 3.0  # between the drawing's edges and the first and last day
_TEXT = 1.4  # between a flag's line and its words
_DATE_GAP = 1.8  # between a date and what happened
_BESIDE = (110.0, 90.0, 74.0, 60.0, 50.0, 42.0, 36.0)  # widths of what happened, beside its date
_UNDER = (60.0, 50.0, 40.0, 32.0, 26.0, 22.0)  # the same under its date, where there is no room beside it

_LANES = 7  # of labels above one another, at most
_HIGHEST = 60.0  # all lanes together
_THINNED = ((False, 110.0), (False, 60.0), (False, 42.0), (True, 60.0), (True, 32.0))  # under the date, and how wide
_BELOW = 1.2  # between the band and what stands under it
_DASH = 1.6  # how far the line of the day up to which the brief knows reaches over the band
_LINE_GAP = 0.6  # between lines under the band
_ARROW = 8.0
_STEPS = (1, 2, 5, 10, 20, 50, 100)  # of the years that are named

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
        """Return an entry of a chart."""
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


@dataclass(frozen=True, slots=True)
class _Line:
    """Words under the band, side by side."""

    blocks: tuple[Block, ...]
    goes_on: bool = False

    @property
    def width(self) -> float:
        """The width of all, with the arrow of what goes on."""
        return sum(block.width + 2 for block in self.blocks) + (_ARROW if self.goes_on else -2)

    @property
    def height(self) -> float:
        """The height of the highest."""
        return max(block.height for block in self.blocks)


@dataclass(frozen=True, slots=True)
class _Flown:
    """An entry's words over its point."""

    entry: int
    label: _Label
    flag: Flag


def timeline(chart: Chart, theme: Theme) -> Picture:
    """Return the picture; raises `DoesNotFitError`."""
    return _Diagram(theme, chart.direction).picture(chart)


class _Diagram:
    def __init__(self, theme: Theme, direction: Direction = "ltr") -> None:
        self.width = theme.page.width - theme.page.left - theme.page.right
        self.drawing = Drawing(theme, self.width, direction)
        self.lettering = Lettering(theme, direction)

    def picture(self, chart: Chart) -> Picture:
        entries = [_Entry.of(item) for item in chart.items if item.role in ("past", "coming")]
        others = {role: [item for item in chart.items if item.role == role] for role in _OTHERS}
        (as_of,) = map(_Entry.of, others["as-of"])
        days = sorted(each.middle for each in (*entries, as_of))
        scale = (self.width - 2 * _ENDS) / max(days[-1] - days[0], 1)

        def place(day: float) -> float:
            return _ENDS + (day - days[0]) * scale

        flown = self.flown(entries, [place(entry.middle) for entry in entries])
        band = self.over(entries, flown, place, as_of)
        lines = [self.ongoing(*item.words) for item in others["ongoing"]]
        if left := len(entries) - len(flown):
            lines.append(self.unlabelled(others["unlabelled"][0].words[left - 1]))
        bottom = self.under(as_of, lines, place(as_of.middle), band + _BAND)
        if bottom > _TALLEST:
            raise DoesNotFitError(chart.name)
        return self.drawing.picture(bottom + 0.3, chart.alt)

    def over(self, entries: Sequence[_Entry], flown: Sequence[_Flown], place: _Place, as_of: _Entry) -> float:
        """Draw the band and the entries above it; return the band's upper edge."""
        heights = _row_heights(flown)
        tops = [0.3 + sum(heights[row + 1 :]) for row in range(len(heights))]
        band = 0.3 + sum(heights) - _ROW_GAP + _ABOVE
        # What is ahead stands on white.
        known = place(as_of.middle)
        self.drawing.bar(0, band, min(known, self.width), _BAND, "ground")
        every = (*entries, as_of)
        first, last = min(entry.first for entry in every), max(entry.last for entry in every)
        self.years(first.year, last.year, place, band, known)
        self.drawing.line((0, band), (self.width, band))
        self.drawing.line((0, band + _BAND), (self.width, band + _BAND))
        labelled = {each.entry: each for each in flown}
        for index, entry in enumerate(entries):
            self.tick(entry, place, band)
            if each := labelled.get(index):
                self.flag(entry, each.label, each.flag, tops[each.flag.row], band)
        for index, entry in enumerate(entries):
            self.dot(entry, place, band, labelled=index in labelled)
        return band

    def flown(self, entries: Sequence[_Entry], points: Sequence[float]) -> list[_Flown]:
        """Return the words and where they fly: those of all entries if they have the room, else of the newest."""
        every = range(len(entries))
        for under, widths in ((False, _BESIDE), (True, _UNDER)):
            found = [flown for width in widths if (flown := self.all_flown(entries, points, every, width, under))]
            if found:
                return min(found, key=lambda flown: sum(_row_heights(flown)))
        thinned = [self.thinned(entries, points, width, under) for under, width in _THINNED]
        newest = max((each.entry for flown in thinned for each in flown), default=0)
        # The newest, which the brief is about, before all the others.
        best = max(
            thinned,
            key=lambda flown: (any(each.entry == newest for each in flown), len(flown), -sum(_row_heights(flown))),
        )
        if not best:
            raise DoesNotFitError("labels above one another")
        return best

    def all_flown(
        self, entries: Sequence[_Entry], points: Sequence[float], chosen: Sequence[int], width: float, under: bool
    ) -> list[_Flown]:
        """Return the words of the chosen entries, set so wide, over their points; nothing if one doesn't fit."""
        labels = [label for index in chosen if (label := self.label(entries[index], width, under))]
        if len(labels) < len(chosen):
            return []
        over = [points[index] for index in chosen]
        flags = fly(over, [label.width + _TEXT for label in labels], self.width, _LANES)
        flown = [_Flown(*each) for each in zip(chosen, labels, flags, strict=True)] if flags else []
        return flown if sum(_row_heights(flown)) <= _HIGHEST else []

    def thinned(self, entries: Sequence[_Entry], points: Sequence[float], width: float, under: bool) -> list[_Flown]:
        """Return the words of the newest entries, and of older ones that have the room beside them.

        A date alone, which stands in the table, takes no room from those that have a word.
        """
        best: list[_Flown] = []
        telling = [index for index, entry in enumerate(entries) if entry.what] or range(len(entries))
        for index in reversed(telling):
            chosen = [index, *(each.entry for each in best)]
            best = self.all_flown(entries, points, chosen, width, under) or best
        return best

    def label(self, entry: _Entry, width: float, under: bool) -> _Label | None:
        """Return an entry's words, or None if one is wider than that."""
        date = StyledWords.of(entry.when, _COMING if entry.coming else _DATE)
        try:
            what = self.lettering.block([StyledWords.of(entry.what, _WHAT)], width) if entry.what else None
            return _Label(self.lettering.block([date], self.width), what, under)
        except DoesNotFitError:
            return None

    def flag(self, entry: _Entry, label: _Label, flag: Flag, top: float, band: float) -> None:
        """Draw an entry's line, and its words beside the line."""
        self.drawing.line((flag.point, top + 0.4), (flag.point, band), colour=_colour(entry))
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

    def tick(self, entry: _Entry, place: _Place, band: float) -> None:
        """Draw how long an entry lasted, where that can be seen."""
        first, last = (place(day.toordinal()) for day in (entry.first, entry.last))
        if last - first > 2:
            first, last = max(first, 0), min(last, self.width)
            self.drawing.line((first, band), (last, band), colour=_colour(entry), weight=1)

    def dot(self, entry: _Entry, place: _Place, band: float, *, labelled: bool) -> None:
        """Draw an entry's mark on the band: a ring for what is ahead, a small dot for what has no label."""
        radius = 1.2 if entry.coming else 0.95 if labelled else 0.7
        self.drawing.dot(place(entry.middle), band, radius, _colour(entry), ring=entry.coming)

    def years(self, first: int, last: int, place: _Place, band: float, known: float) -> None:
        """Mark where years begin and name them, or every second, fifth … one; no name lies on the line of `known`."""
        blocks = {
            year: self.lettering.block([StyledWords(str(year), None, _YEAR)], 20) for year in range(first, last + 2)
        }
        widest = max(block.width for block in blocks.values())
        one = place(dt.date(first + 1, 1, 1).toordinal()) - place(dt.date(first, 1, 1).toordinal())
        step = next((step for step in _STEPS if step * one > widest + 3), _STEPS[-1])
        for year, block in blocks.items():
            if year % step:
                continue
            left, right = (place(dt.date(each, 1, 1).toordinal()) for each in (year, year + step))
            if 0.5 < left < self.width:
                self.drawing.line((left, band), (left, band + _BAND), weight=0.2)
            left, right = max(left, 0.0), min(right, self.width)
            if left < known < right:  # the wider part of the two
                left, right = max((left, known), (known, right), key=lambda part: part[1] - part[0])
            if right - left > block.width + 3:
                x = (left + right) / 2 if step == 1 else left + 1.5 + block.width / 2
                self.drawing.words(block, x, band + (_BAND - block.height) / 2, "middle")

    def under(self, as_of: _Entry, lines: Sequence[_Line], known: float, bottom: float) -> float:
        """Draw up to where the brief knows, what goes on, and how many entries have no label; return the lower edge."""
        block = self.lettering.block([StyledWords.of(as_of.when, _KNOWN)], self.width)
        y = bottom + _BELOW
        left = min(max(known - block.width / 2, 0), self.width - block.width)
        self.drawing.line((known, bottom - _BAND - _DASH), (known, y - 0.4), colour="accent", dots="0.9 0.7")
        # Beside it the first line has room, or none; words are painted in the order in which they are read.
        beside = [line for line in lines[:1] if line.width + 2 * _DATE_GAP <= left]
        for line in beside:
            self.line(line, y)
        self.drawing.words(block, left, y)
        y += max([block.height, *(line.height for line in beside)])
        for line in lines[len(beside) :]:
            self.line(line, y + _LINE_GAP)
            y += _LINE_GAP + line.height
        return y

    def ongoing(self, word: Text, what: Text) -> _Line:
        """Return what goes on, with an open arrow behind it."""
        mark = self.lettering.block([StyledWords.of(word, _DATE)], 40)
        block = self.lettering.block([StyledWords.of(what, _WHAT)], self.width * 0.75 - mark.width)
        return _Line((mark, block), goes_on=True)

    def unlabelled(self, words: Text) -> _Line:
        """Return how many entries have no label."""
        return _Line((self.lettering.block([StyledWords.of(words, _MORE)], self.width * 0.75),))

    def line(self, line: _Line, y: float) -> None:
        """Draw a line of words under the band."""
        x = 0.0
        for block in line.blocks:
            self.drawing.words(block, x, y)
            x += block.width + 2
        if line.goes_on:
            middle, tip = y + line.blocks[0].height / 2, x + _ARROW
            self.drawing.line((x, middle), (tip, middle), dots="1.6 0.8")
            self.drawing.line((tip - 1.6, middle - 1.1), (tip, middle), (tip - 1.6, middle + 1.1))


def _colour(entry: _Entry) -> str:
    return "accent" if entry.coming else "heading"


def _row_heights(flown: Sequence[_Flown]) -> list[float]:
    """Return the height of each row with the gap to the next, the lowest first."""
    rows = range(1 + max((each.flag.row for each in flown), default=0))
    return [_ROW_GAP + max((each.label.height for each in flown if each.flag.row == row), default=0) for row in rows]
