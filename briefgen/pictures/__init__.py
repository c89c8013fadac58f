"""LocalBrief + Theme -> pictures made from the data, each with a caption and the same facts in words.

Nothing here knows an association. Where the data are too few, or so many or so long that a table says it better, there
is no picture.
"""

from __future__ import annotations

from collections.abc import Callable

from briefgen.document.tree import Picture
from briefgen.localise import LocalBrief
from briefgen.look.theme import Theme
from briefgen.pictures.governance import governance
from briefgen.pictures.svg import DoesNotFitError
from briefgen.pictures.timeline import timeline

__all__ = ["NAMES", "draw"]

_PICTURES = {"governance": governance, "timeline": timeline}
NAMES = tuple(_PICTURES)


def draw(brief: LocalBrief, theme: Theme) -> dict[str, Picture | None]:
    """Return every picture by the name that templates use, or None where there is nothing to draw."""
    return {name: _drawn(picture, brief, theme) for name, picture in _PICTURES.items()}


def _drawn(picture: Callable[[LocalBrief, Theme], Picture | None], brief: LocalBrief, theme: Theme) -> Picture | None:
    try:
        return picture(brief, theme)
    except DoesNotFitError:
        return None
