"""The theme's face as Word has to know it: its own line height, and the part fontTable.xml (ECMA-376 17.8)."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from briefgen.writers.docx_xml import w
from briefgen.writers.theme import Theme

# The ten PANOSE digits by their names in fontTools, in the order of the OpenType specification.
_PANOSE = (
    *("bFamilyType", "bSerifStyle", "bWeight", "bProportion", "bContrast"),
    *("bStrokeVariation", "bArmStyle", "bLetterForm", "bMidline", "bXHeight"),
)


@dataclass(frozen=True)
class _Face:
    line_height: float  # ems
    panose: tuple[int, ...]
    signature: tuple[tuple[str, int], ...]  # Unicode ranges and code pages, by their names in Word


def line_height(theme: Theme) -> float:
    """Return the face's own line height in ems: Word's multiples count from it, CSS's line-height from the size."""
    return _face(theme.face_files["regular"]).line_height


def build_font_table(theme: Theme) -> etree._Element:
    """Build the root of fontTable.xml, by which Word looks for a kindred face where the theme's isn't installed."""
    face = _face(theme.face_files["regular"])
    font = w(
        "font",
        w("panose1", val="".join(f"{digit:02X}" for digit in face.panose)),
        w("charset", val="00"),
        w("family", val="auto"),
        w("pitch", val="variable"),
        w("sig", **{name: f"{value:08X}" for name, value in face.signature}),
        name=theme.faces.family,
    )
    return w("fonts", font)


@lru_cache(maxsize=8)
def _face(file: bytes) -> _Face:
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(file), lazy=True)
    metrics, system = font["hhea"], font["OS/2"]
    ranges = [(f"usb{number}", getattr(system, f"ulUnicodeRange{number + 1}")) for number in range(4)]
    pages = [(f"csb{number}", getattr(system, f"ulCodePageRange{number + 1}", 0)) for number in range(2)]
    return _Face(
        line_height=(metrics.ascent - metrics.descent + metrics.lineGap) / font["head"].unitsPerEm,
        panose=tuple(getattr(system.panose, digit) for digit in _PANOSE),
        signature=(*ranges, *pages),
    )
