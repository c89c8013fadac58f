"""The page of a letterhead: which section's it is, and its measures (ECMA-376 17.6)."""

from __future__ import annotations

from lxml import etree

from briefgen.formats.word.letterhead.file import LetterheadFile
from briefgen.formats.word.xml import NS, W
from briefgen.problems.notes import Told

_MM = 25.4 / 1440  # a twip
_SHEET = (90.0, 600.0)  # mm, the least and the greatest side
_TEXT = 90.0  # mm of width and height that must be left for the text
_HOLDERS = (f"{{{W}}}body", f"{{{W}}}pPr")
SCALES = {"pgSz": ("w", "h"), "pgMar": ("top", "right", "bottom", "left", "header", "footer", "gutter")}


def sections(document: etree._Element) -> list[etree._Element]:
    """Return the properties of its sections, in order: each but the last stands in its last paragraph (17.6.18)."""
    found = document.iter(f"{{{W}}}sectPr")
    return [each for each in found if (parent := each.getparent()) is not None and parent.tag in _HOLDERS]


def is_on(parent: etree._Element, tag: str) -> bool:
    """Say whether a switch is there and on (17.17.4)."""
    element = parent.find(f"w:{tag}", NS)
    return element is not None and element.get(f"{{{W}}}val", "1") not in ("0", "false", "off")


def check_page(file: LetterheadFile, section: etree._Element) -> None:
    """Refuse a page that leaves no room for the text; raises `LetterheadError` for measures that are none."""
    try:
        page = measures(section)
    except ValueError:
        raise file.error(Told("is damaged: its page has measures that are no numbers")) from None
    sides = page["width"], page["height"]
    text = page["width"] - page["left"] - page["right"], page["height"] - abs(page["top"]) - abs(page["bottom"])
    if min(sides) < _SHEET[0] or max(sides) > _SHEET[1] or min(text) < _TEXT or min(page.values()) < -sides[1]:
        file.refuse(
            Told(
                "has a page of {page} mm with {text} mm for the text; the text needs {least} mm each way, and a side is"
                " {shortest} to {longest} mm",
                page=f"{sides[0]:.0f} × {sides[1]:.0f}",
                text=f"{text[0]:.0f} × {text[1]:.0f}",
                least=f"{_TEXT:.0f}",
                shortest=f"{_SHEET[0]:.0f}",
                longest=f"{_SHEET[1]:.0f}",
            ),
            Told("Layout, Size and Margins"),
        )


def distances(section: etree._Element) -> tuple[float, float]:
    """Return how far from the page's edges header and footer begin, in mm; raises ValueError."""
    margins = section.find("w:pgMar", NS)
    assert margins is not None
    return int(margins.get(f"{{{W}}}header", "0")) * _MM, int(margins.get(f"{{{W}}}footer", "0")) * _MM


def measures(section: etree._Element) -> dict[str, float]:
    """Return the page's measures in mm, by their names in a theme; raises ValueError."""
    values = {
        name: int(section.find(f"w:{tag}", NS).get(f"{{{W}}}{name}", "0")) * _MM  # type: ignore[union-attr]
        for tag, names in SCALES.items()
        for name in names
    }
    page = {name: abs(values[name]) for name in ("top", "right", "bottom")}  # a negative one only pins the text there
    return {**page, "left": values["left"] + values["gutter"], "width": values["w"], "height": values["h"]}
