"""Styles of a letterhead in which nobody could read the brief's words on its paper, and why.

Letterheads are made for letters: some have a Title of white letters, meant for a dark banner that isn't taken along, or
one in a frame that stands anywhere on the page, hidden, or of no size.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from briefgen.formats.word.xml import NS, W
from briefgen.problems.notes import Told

_LEAST = 8  # half-points of a size that can be read
_FAINT = 1.5  # of contrast with what is behind, as good as gone; WCAG 2.2 asks for 3 in large letters
_OFF = frozenset({"0", "false", "off"})


def illegible(styles: etree._Element, style_id: str) -> str:
    """Return why words in a paragraph style can't be read on white paper; "" if they can."""
    rests_on = list(chain(styles, style_id))
    if first(rests_on, "w:pPr/w:framePr") is not None:
        return Told("it stands in a frame")
    vanish = first(rests_on, "w:rPr/w:vanish")
    if vanish is not None and vanish.get(f"{{{W}}}val", "1") not in _OFF:
        return Told("its letters are hidden")
    size = first(rests_on, "w:rPr/w:sz")
    if size is not None and size.get(f"{{{W}}}val", "").isdecimal() and int(size.get(f"{{{W}}}val", "0")) < _LEAST:
        return Told("its letters have no size")
    colour = first(rests_on, "w:rPr/w:color")
    behind = next(
        (found for path in ("w:rPr/w:shd", "w:pPr/w:shd") if (found := first(rests_on, path)) is not None), None
    )
    return Told("its letters have the colour of the paper") if is_faint(colour, behind) else ""


def is_faint(colour: etree._Element | None, behind: etree._Element | None = None) -> bool:
    """Tell whether letters of a colour are as good as gone on what is behind them, which is else white paper."""
    ink = _light(None if colour is None else colour.get(f"{{{W}}}val"), 0)
    paper = _light(None if behind is None else behind.get(f"{{{W}}}fill"), 1)
    dark, light = sorted((ink, paper))
    return (light + 0.05) / (dark + 0.05) < _FAINT


def chain(styles: etree._Element, style_id: str) -> Iterator[etree._Element]:
    """Yield a style, those that it is based on (ECMA-376 17.7.4.3), and what holds for all (17.7.5.1).

    A circle ends where it closes.
    """
    by_id = {style.get(f"{{{W}}}styleId", ""): style for style in styles.iterfind("w:style", NS)}
    seen: set[str] = set()
    while style_id in by_id and style_id not in seen:
        seen.add(style_id)
        yield by_id[style_id]
        base = by_id[style_id].find("w:basedOn", NS)
        style_id = "" if base is None else base.get(f"{{{W}}}val", "")
    defaults = styles.find("w:docDefaults", NS)
    if defaults is not None:
        yield from defaults


def first(styles: list[etree._Element], path: str) -> etree._Element | None:
    """Return what the nearest style says."""
    return next((found for style in styles if (found := style.find(path, NS)) is not None), None)


def _light(colour: str | None, automatic: float) -> float:
    """Return the relative luminance of a colour (WCAG 2.2); of `auto`, and of none, what is given."""
    try:
        channels = [int((colour or "auto")[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    except ValueError:
        return automatic
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return sum(weight * each for weight, each in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
