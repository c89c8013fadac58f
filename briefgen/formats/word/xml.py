"""Elements and units of WordprocessingML (ECMA-376 Part 1, section 17)."""

from __future__ import annotations

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NS = {"w": W, "r": R}


def w(tag: str, *children: etree._Element, **attributes: str | int | None) -> etree._Element:
    """Build an element of the main namespace; attributes take that namespace too, None leaves one out."""
    element = etree.Element(f"{{{W}}}{tag}", nsmap=NS)
    for name, value in attributes.items():
        if value is not None:
            element.set(f"{{{W}}}{name}", str(value))
    element.extend(children)
    return element


def text_element(value: str, tag: str = "t") -> etree._Element:
    """Build a text element that keeps its spaces; raises ValueError on characters that XML has no place for."""
    element = w(tag)
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    element.text = value
    return element


def twips(millimetres: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def half_points(points: float) -> int:
    """Points in half-points, the finest that Word's type sizes know."""
    return round(points * 2)


def eighths(points: float) -> int:
    """Points in eighths, the unit of border widths."""
    return round(points * 8)
