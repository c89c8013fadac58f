"""Which faces of a letterhead have Georgian letters, and what stands in the theme's face where they have none."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from lxml import etree

from briefgen.formats.word.xml import NS, W, w

# For letterheads whose font table doesn't say; by their names in small letters.
KNOWN_FACES = {
    **dict.fromkeys(("sylfaen", "segoe ui", "dejavu sans", "dejavu serif", "arial unicode ms"), True),
    **dict.fromkeys(
        ("arial", "cambria", "courier new", "garamond", "georgia", "helvetica", "tahoma", "times new roman", "verdana"),
        False,
    ),
}
_GEORGIAN_BIT = 1 << 26  # of the Unicode ranges that a face says it covers (OS/2.ulUnicodeRange1)
_GEORGIAN = re.compile("[\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f]")
_BEFORE_FACE = f"{{{W}}}rStyle"


def georgian_faces(table: etree._Element) -> dict[str, bool]:
    """Return what a font table says of its families: the signature of each (ECMA-376 17.8.3.16), if there is one."""
    found = {}
    for font in table.iterfind("w:font", NS):
        signature = font.find("w:sig", NS)
        ranges = signature.get(f"{{{W}}}usb0", "") if signature is not None else ""
        if re.fullmatch("[0-9A-Fa-f]{8}", ranges) and int(ranges, 16):
            found[font.get(f"{{{W}}}name", "")] = bool(int(ranges, 16) & _GEORGIAN_BIT)
    return found


def set_face(lines: Iterable[etree._Element], family: str, lacking: Collection[str | None], *, whole: bool) -> None:
    """Set what we wrote in a family where its style's face lacks Georgian: all of it, or the runs with Georgian.

    `lacking` are the ids of those styles.
    """
    for line in (each for root in lines for each in root.iter(f"{{{W}}}p")):
        style = line.find("w:pPr/w:pStyle", NS)
        if (None if style is None else style.get(f"{{{W}}}val")) not in lacking:
            continue
        for run in line.iter(f"{{{W}}}r"):
            words = "".join(text.text or "" for text in run.iter(f"{{{W}}}t", f"{{{W}}}delText"))
            if whole or _GEORGIAN.search(words):
                _set(run, family)


def _set(run: etree._Element, family: str) -> None:
    properties = run.find("w:rPr", NS)
    if properties is None:
        properties = w("rPr")
        run.insert(0, properties)
    if properties.find("w:rFonts", NS) is not None:
        return  # letters that the theme's own face lacks
    place = int(len(properties) > 0 and properties[0].tag == _BEFORE_FACE)
    properties.insert(place, w("rFonts", ascii=family, hAnsi=family, eastAsia=family, cs=family))
