"""Chart + Theme -> picture, as wide as the text on the theme's paper; a chart holds all that a drawing knows."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from briefgen.document.tree import Chart, Picture
from briefgen.look.theme import Theme
from briefgen.pictures.drawing.governance import governance
from briefgen.pictures.drawing.svg import DoesNotFitError, enlarged
from briefgen.pictures.drawing.timeline import timeline

__all__ = ["DRAWINGS", "draw"]

DRAWINGS = {"governance": governance, "timeline": timeline}

_LETTERS = 8.0  # points, of the drawings: as large as a note in ordinary print


@lru_cache(maxsize=64)  # a brief's judge and its formats ask for the same picture
def draw(chart: Chart, theme: Theme) -> Picture | None:
    """Return the picture of a chart, or None where it doesn't fit: a word is too wide, or the whole too tall.

    In large print it is drawn as on narrower paper, and enlarged as the notes are.
    """
    larger = max(1.0, theme.sizes.footnote / _LETTERS)
    try:
        return enlarged(DRAWINGS[chart.name](chart, _narrower(theme, larger)), larger)
    except DoesNotFitError:
        return None


def _narrower(theme: Theme, larger: float) -> Theme:
    """Return the theme with paper on which the text is so many times narrower."""
    page = theme.page
    text = page.width - page.left - page.right
    return replace(theme, page=replace(page, width=page.left + page.right + text / larger))
