"""What of a letterhead lies beside its sheet: nobody sees it on paper, and so it goes.

What leaves the sheet a little stays. Where it begins may be told from another edge than the sheet's; it goes if it is
off the sheet from whichever.
"""

from __future__ import annotations

import re

from lxml import etree

from briefgen.formats.word.xml import NS, W

Sheet = tuple[float, float]  # its width and height in mm
_EMU, _TWIP = 1 / 36000, 25.4 / 1440  # in mm
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_VML = "{urn:schemas-microsoft-com:vml}"
_LENGTH = re.compile(r"(-?[\d.]+)(pt|in|mm|cm|px|pc|)")
_UNITS = {"pt": 25.4 / 72, "in": 25.4, "mm": 1.0, "cm": 10.0, "px": 25.4 / 96, "pc": 25.4 / 6, "": _EMU}
_NAMES = {"wp": _WP[1:-1], **NS}


def strip_off_sheet(root: etree._Element, sheet: Sheet) -> bool:
    """Take out of a header or footer the drawings, frames and lines that lie off the sheet; tell whether there were."""
    found = [each for each in root.iter() if _is_off(each, sheet)]
    for element in found:
        parent = element.getparent()
        if parent is None:
            continue
        if element.tag == f"{{{W}}}p":  # a story has a paragraph at least
            for child in [each for each in element if each.tag != f"{{{W}}}pPr"]:
                element.remove(child)
        else:
            parent.remove(element)
    return bool(found)


def _is_off(element: etree._Element, sheet: Sheet) -> bool:
    if element.tag == f"{_WP}anchor":
        return any(_anchored_off(element, axis, side) for axis, side in zip("HV", sheet, strict=True))
    if str(element.tag).startswith(_VML) and element.get("style"):
        return _styled_off(element.get("style", ""), sheet)
    if element.tag == f"{{{W}}}p":
        return _line_is_off(element, sheet)
    return False


def _beside(start: float, size: float, side: float, *, from_edge: bool) -> bool:
    """Tell whether something is off the sheet, whose edge it is measured from, or any place on it."""
    return start + size + (0 if from_edge else side) <= 0 or start >= side


def _anchored_off(anchor: etree._Element, axis: str, side: float) -> bool:
    place = anchor.find(f"wp:position{axis}", _NAMES)
    offset = anchor.find(f"wp:position{axis}/wp:posOffset", _NAMES)
    extent = anchor.find("wp:extent", _NAMES)
    if place is None or offset is None or extent is None:
        return False
    start, size = _number(offset.text), _number(extent.get("cx" if axis == "H" else "cy"))
    return _beside(start * _EMU, size * _EMU, side, from_edge=place.get("relativeFrom") == "page")


def _styled_off(style: str, sheet: Sheet) -> bool:
    said = dict(each.split(":", 1) for each in re.sub(r"\s", "", style).lower().split(";") if ":" in each)
    if said.get("position") != "absolute":
        return False
    for axis, near, size, side in (("horizontal", "left", "width", sheet[0]), ("vertical", "top", "height", sheet[1])):
        from_edge = said.get(f"mso-position-{axis}-relative") == "page"
        start = _length(said.get(f"margin-{near}", "")) + _length(said.get(near, ""))
        if _beside(start, _length(said.get(size, "")), side, from_edge=from_edge):
            return True
    return False


def _line_is_off(paragraph: etree._Element, sheet: Sheet) -> bool:
    """Tell whether a paragraph is framed, or indented, off the sheet."""
    frame = paragraph.find("w:pPr/w:framePr", NS)
    if frame is not None:
        for place, size, anchor, side in (("x", "w", "hAnchor", sheet[0]), ("y", "h", "vAnchor", sheet[1])):
            start, wide = (_number(frame.get(f"{{{W}}}{name}")) * _TWIP for name in (place, size))
            if _beside(start, wide or side, side, from_edge=frame.get(f"{{{W}}}{anchor}") == "page"):
                return True
    indent = paragraph.find("w:pPr/w:ind", NS)
    if indent is None:
        return False
    start = _number(indent.get(f"{{{W}}}start") or indent.get(f"{{{W}}}left"))
    first = _number(indent.get(f"{{{W}}}firstLine")) - _number(indent.get(f"{{{W}}}hanging"))
    return any(abs(each) * _TWIP >= sheet[0] for each in (start, start + first))


def _length(value: str) -> float:
    found = _LENGTH.fullmatch(value)
    return _number(found[1]) * _UNITS[found[2]] if found else 0.0


def _number(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0
