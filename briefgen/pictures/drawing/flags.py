"""Where labels stand over points of a line: each beside an upright line from its point, like a flag.

No label lies on another one or on another one's line, and each stands as low as it can.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_GAP = 3.0  # mm, between neighbours in a row
_CLEAR = 0.8  # mm, between a label and the line of another one


@dataclass(frozen=True, slots=True)
class Flag:
    """A label beside its upright line; row 0 is next to the line with the points, lengths are mm."""

    point: float
    width: float
    rightwards: bool
    row: int = 0

    @property
    def left(self) -> float:
        """The left edge."""
        return self.point if self.rightwards else self.point - self.width

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    def covers(self, point: float) -> bool:
        """Tell whether the upright line of another flag would run through the label or touch it."""
        # On the side of its own line another one may be near: the words begin at some distance from it.
        if self.rightwards:
            return self.point < point < self.right + _CLEAR
        return self.left - _CLEAR < point < self.point

    def collides(self, other: Flag) -> bool:
        """Tell whether the two would lie side by side without a gap, if they were in one row."""
        return self.left < other.right + _GAP and other.left < self.right + _GAP


def fly(points: Sequence[float], widths: Sequence[float], room: float, rows: int = 9) -> list[Flag] | None:
    """Return the flags over points in order, in as few rows as can be.

    None if they don't fit into 0…room and so many rows.

    The first ones point right and the last ones left, and as few as can be left.
    """
    found = []
    for last in range(len(points), -1, -1):
        flags = _flown(points, widths, last, rows)
        if flags and all(flag.left >= 0 and flag.right <= room for flag in flags):
            found.append(flags)
    return min(found, key=lambda flags: max(flag.row for flag in flags), default=None)


def _flown(points: Sequence[float], widths: Sequence[float], last: int, most: int) -> list[Flag] | None:
    """Return the flags if those from `last` on point left, or None if there are not rows enough."""
    placed: dict[int, Flag] = {}
    # A flag's words reach over its neighbours' points, so each comes after those that it has to stand above.
    for index in (*reversed(range(last)), *range(last, len(points))):
        flag = Flag(points[index], widths[index], index < last)
        row = next((row for row in range(most) if all(_fits(flag, row, other) for other in placed.values())), None)
        if row is None:
            return None
        placed[index] = Flag(flag.point, flag.width, flag.rightwards, row)
    return [placed[index] for index in range(len(points))]


def _fits(flag: Flag, row: int, other: Flag) -> bool:
    if row == other.row:
        return not flag.collides(other)
    above, below = (flag, other) if row > other.row else (other, flag)
    return not below.covers(above.point)
