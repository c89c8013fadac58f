"""Chart + Theme -> picture, as wide as the text on the theme's paper; a chart holds all that a drawing knows."""

from __future__ import annotations

from functools import lru_cache

from briefgen.document.tree import Chart, Picture
from briefgen.look.theme import Theme
from briefgen.pictures.drawing.governance import governance
from briefgen.pictures.drawing.svg import DoesNotFitError
from briefgen.pictures.drawing.timeline import timeline

__all__ = ["DRAWINGS", "draw", "has_pictures"]

DRAWINGS = {"governance": governance, "timeline": timeline}

_LETTERS = 8.5  # points: the largest in a picture


def has_pictures(theme: Theme) -> bool:
    """Tell whether a theme has any: not large print, where no other words are as small; the tables tell it all."""
    return theme.sizes.running <= _LETTERS


@lru_cache(maxsize=64)  # a brief's judge and its formats ask for the same picture
def draw(chart: Chart, theme: Theme) -> Picture | None:
    """Return the picture of a chart, or None where it doesn't fit: a word is too wide, or the whole too tall.

    None, too, where the theme has no pictures.
    """
    if not has_pictures(theme):
        return None
    try:
        return DRAWINGS[chart.name](chart, theme)
    except DoesNotFitError:
        return None
