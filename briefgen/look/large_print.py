"""Large print of any theme: its own faces and logo, in the sizes, colours and the one column of the theme `large`."""

from __future__ import annotations

from dataclasses import fields, replace

from briefgen.look.theme import Theme
from briefgen.look.tokens import Sizes

TEXT = 18.0  # points: who reads with effort asks for 16 to 18


def large_print(theme: Theme, large: Theme) -> Theme:
    """Return a theme with running text of 18 points; `large` is the one that lays out large print."""
    if theme.sizes.text >= TEXT:
        return theme
    if theme.sizes.large_print:
        return replace(theme, sizes=_scaled(theme.sizes))
    darker = large.colours
    colours = replace(theme.colours, ink=darker.ink, accent=darker.accent, secondary=darker.secondary)
    return replace(theme, sizes=_scaled(large.sizes), colours=colours, page=large.page, over=large.folder)


def _scaled(sizes: Sizes) -> Sizes:
    factor = TEXT / sizes.text
    larger = {each.name: round(getattr(sizes, each.name) * factor, 1) for each in fields(sizes)}
    return Sizes(**{**larger, "leading": sizes.leading})
