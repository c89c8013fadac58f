"""The timeline of cooperation: the dated history on a line, to scale, with the coming event at its end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefgen.document.tree import Picture
from briefgen.localise import LocalBrief
from briefgen.localise.values import LocalEntity, LocalText
from briefgen.pictures.svg import Block, Drawing, Lettering, Style, Words
from briefgen.writers.theme import Theme

_FEWEST = 3  # dated entries
_MOST_PER_STRIP = 8
_MOST_STRIPS = 3
_DATE = Style(7.5, bold=True, colour="heading")
_WHAT = Style(7.5)
_COMING = Style(7.5, bold=True, colour="accent")
_YEAR = Style(7, bold=True, colour="secondary")
_BAND = 4.0
_LEADER = 3.6  # height of the slope between the band and a label
_GAP = 3.0  # between labels
_ENDS = 4.0  # between the drawing's edges and the first and last day
_WIDTHS = (24.0, 28.0, 32.0, 36.0, 40.0, 48.0, 56.0)
_FEW_LINES = 3  # of a label, its date included

_Place = Callable[[float], float]  # a day, as a number -> its place on the line


@dataclass(frozen=True, slots=True)
class _Entry:
    """Something that happened, or will."""

    first: dt.date
    last: dt.date
    when: LocalText
    what: Words | None
    coming: bool = False

    @property
    def middle(self) -> float:
        """The day in the middle, as a number."""
        return (self.first.toordinal() + self.last.toordinal()) / 2


@dataclass(frozen=True, slots=True)
class _Label:
    """An entry's words at their place; `point` is where the entry stands on the line."""

    entry: _Entry
    block: Block
    point: float
    x: float


def timeline(brief: LocalBrief, theme: Theme) -> Picture | None:
    """Return the picture, or None where there are fewer than three dated entries or too many for a picture."""
    rows = [row.entry for row in brief.history if not row.entry.date.is_ongoing]
    strips = -(-(len(rows) + 1) // _MOST_PER_STRIP)
    if len(rows) < _FEWEST or strips > _MOST_STRIPS:
        return None
    coming = brief.event.path
    entries = [_entry(brief, row, row.date, row.event is not None and row.event.path == coming) for row in rows]
    if not any(entry.coming for entry in entries):
        entries.append(_entry(brief, brief.event, brief.event.date, True))
    entries.sort(key=lambda entry: (entry.first, entry.last))
    return _Chart(brief, theme).picture(entries, strips)


def _entry(brief: LocalBrief, entity: LocalEntity, date: LocalEntity, coming: bool) -> _Entry:
    start, last = date.date.start, date.date.last
    return _Entry(start.first_day, last.last_day, date.short, _what(brief, entity), coming)


def _what(brief: LocalBrief, entity: LocalEntity) -> Words | None:
    """Return a few words: the entry's own label, else the name of its event, or of the body that met."""
    label = entity.fields.get("label")
    event = entity.fields.get("event", None if "history" in entity.path else entity)
    if label is not None:
        return Words(brief.language.bind(label.value), label.source, _WHAT)
    if event is None or (name := event.name or (event.body and event.body.name)) is None:
        return None
    number = f" ({event.number.ordinal()})" if event.number else ""
    return Words(brief.language.bind(f"{name}{number}"), name.source, _WHAT)


class _Chart:
    def __init__(self, brief: LocalBrief, theme: Theme) -> None:
        self.brief = brief
        self.width = theme.page.width - theme.page.left - theme.page.right
        self.drawing = Drawing(theme, self.width)
        self.lettering = Lettering(theme)

    def picture(self, entries: list[_Entry], strips: int) -> Picture:
        size = -(-len(entries) // strips)
        bottom = 0.0
        for start in range(0, len(entries), size):
            bottom = self.strip(entries[start : start + size], bottom + (3 if start else 0))
        facts = [self.told(entry) for entry in entries]
        for row in self.brief.history:
            if row.entry.date.is_ongoing and (what := _what(self.brief, row.entry)):
                facts.append(f"{self.brief.message('Ongoing')}: {what.value}")
                bottom = self.ongoing(what, bottom + 2)
        alt = f"{self.brief.message('Timeline of cooperation')}. {'; '.join(facts)}."
        return self.drawing.picture(bottom + 0.3, alt)

    def told(self, entry: _Entry) -> str:
        return f"{entry.when} – {entry.what.value}" if entry.what else str(entry.when)

    def strip(self, entries: list[_Entry], y: float) -> float:
        """Draw a line with its entries, labels above and below by turns; return the lower edge."""
        first, last = entries[0].middle, max(entry.middle for entry in entries)
        days = max(last - first, 1)

        def place(day: float) -> float:
            return _ENDS + (day - first) / days * (self.width - 2 * _ENDS)

        above = self.labels(entries[0::2], place)
        below = self.labels(entries[1::2], place)
        band = y + max(label.block.height for label in above) + _LEADER
        foot = band + _BAND
        self.drawing.bar(0, band, self.width, _BAND, "ground")
        self.drawing.line((0, band), (self.width, band))
        self.drawing.line((0, foot), (self.width, foot))
        self.years(entries[0].first.year, entries[-1].last.year, place, band)
        for label in above:
            self.label(label, band, -1, place)
        for label in below:
            self.label(label, foot, 1, place)
        return foot + (_LEADER + max(label.block.height for label in below) if below else 0)

    def labels(self, entries: Sequence[_Entry], place: _Place) -> list[_Label]:
        """Return labels side by side, each as near to its entry as the others let it."""
        widest = (self.width - _GAP * (len(entries) - 1)) / len(entries)
        for width in [*(width for width in _WIDTHS if width < widest), min(widest, _WIDTHS[-1])]:
            blocks = [self.block(entry, width) for entry in entries]
            if all(len(block.lines) <= _FEW_LINES for block in blocks):
                break
        points = [place(entry.middle) for entry in entries]
        starts = spread([p - 1 for p in points], [block.width for block in blocks], _GAP, self.width)
        return [_Label(*four) for four in zip(entries, blocks, points, starts, strict=True)]

    def block(self, entry: _Entry, width: float) -> Block:
        texts = [Words(entry.when.value, entry.when.source, _COMING if entry.coming else _DATE)]
        return self.lettering.block([*texts, *([entry.what] if entry.what else [])], width)

    def label(self, label: _Label, edge: float, side: int, place: _Place) -> None:
        """Draw an entry's mark on an edge of the band and its words; side -1 is above, 1 below."""
        colour = "accent" if label.entry.coming else "heading"
        end = edge + side * _LEADER
        foot = min(max(label.point, label.x + 1), label.x + max(label.block.width - 1, 1))
        self.drawing.line((label.point, edge), (label.point, edge + side * 0.9), (foot, end - side * 0.5), (foot, end))
        self.drawing.line((label.x, end), (label.x + label.block.width, end))
        first, last = (place(day.toordinal()) for day in (label.entry.first, label.entry.last))
        if last - first > 2:
            first, last = max(first, 0), min(last, self.width)
            self.drawing.line((first, edge), (last, edge), colour=colour, weight=1)
        self.drawing.dot(label.point, edge, 1.2 if label.entry.coming else 0.95, colour, ring=label.entry.coming)
        self.drawing.words(label.block, label.x, end - label.block.height - 0.3 if side < 0 else end + 0.5)

    def years(self, first: int, last: int, place: _Place, band: float) -> None:
        """Mark where years begin, and name those that have the room."""
        starts = {year: place(dt.date(year, 1, 1).toordinal()) for year in range(first, last + 2)}
        edges = [(year, max(x, 0.0), min(starts.get(year + 1, self.width), self.width)) for year, x in starts.items()]
        for year, left, right in edges:
            block = self.lettering.block([Words(str(year), None, _YEAR)], 20)
            if left > 0.5 and left < self.width:
                self.drawing.line((left, band), (left, band + _BAND), weight=0.2)
            if right - left > block.width + 3:
                self.drawing.words(block, (left + right) / 2, band + (_BAND - block.height) / 2, "middle")

    def ongoing(self, what: Words, y: float) -> float:
        """Draw what goes on: its words, and an open arrow to the right; return the lower edge."""
        mark = self.lettering.block([Words(str(self.brief.message("Ongoing")), "catalogue[Ongoing]", _DATE)], 40)
        block = self.lettering.block([what], self.width * 0.75 - mark.width)
        self.drawing.words(mark, 0, y)
        self.drawing.words(block, mark.width + 2, y)
        middle, tip = y + mark.height / 2, self.width - 0.4
        self.drawing.line((mark.width + block.width + 4, middle), (tip, middle), dots="1.6 0.8")
        self.drawing.line((tip - 1.6, middle - 1.1), (tip, middle), (tip - 1.6, middle + 1.1))
        return y + max(mark.height, block.height)


def spread(wanted: Sequence[float], widths: Sequence[float], gap: float, room: float) -> list[float]:
    """Return starts in order that don't overlap, within 0…room, with the least sum of squares of distances.

    Without widths and gaps this is isotonic regression: neighbours that would pass one another share their mean.
    """
    offsets = [0.0]
    for width in widths[:-1]:
        offsets.append(offsets[-1] + width + gap)
    pools: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=True):
        mean, count = want - offset, 1
        while pools and pools[-1][0] > mean:
            before, many = pools.pop()
            mean, count = (before * many + mean * count) / (many + count), many + count
        pools.append((mean, count))
    limit = room - offsets[-1] - widths[-1]
    levels = [min(max(mean, 0.0), limit) for mean, count in pools for _ in range(count)]
    return [level + offset for level, offset in zip(levels, offsets, strict=True)]
