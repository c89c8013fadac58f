"""The theme part: fonts and colours by the names under which Word offers them (DrawingML, ECMA-376 20.1.6)."""

from __future__ import annotations

from lxml import etree
from lxml.builder import ElementMaker  # type: ignore[import-not-found]  # lxml-stubs leaves it out

from briefgen.look.theme import Theme

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
# Each of our colours as a colour of Word's theme: what DrawingML calls it, and what w:themeColor does.
COLOURS = {
    "ink": ("dk1", "text1"),
    "heading": ("dk2", "text2"),
    "ground": ("lt2", "background2"),
    "accent": ("accent1", "accent1"),
    "marking": ("accent2", "accent2"),
    "secondary": ("accent3", "accent3"),
    "rule": ("accent4", "accent4"),
}
# Word wants six accents and the colours of links; these repeat ours.
_REPEATED = {"accent5": "heading", "accent6": "accent", "hlink": "accent", "folHlink": "secondary"}
_ORDER = ("dk1", "lt1", "dk2", "lt2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
_GEORGIAN = "Geor"  # ISO 15924


def build_theme(theme: Theme) -> etree._Element:
    """Build the root of theme1.xml."""
    a = ElementMaker(namespace=_A, nsmap={"a": _A})
    slots = {slot: token for token, (slot, _) in COLOURS.items()} | _REPEATED
    colours = [
        a(slot, a.srgbClr(val=getattr(theme.colours, slots[slot]) if slot in slots else "FFFFFF")) for slot in _ORDER
    ]
    family = theme.faces.family
    fonts = [
        a(kind, a.latin(typeface=family), a.ea(typeface=family), a.cs(typeface=family),
          a.font(script=_GEORGIAN, typeface=family))
        for kind in ("majorFont", "minorFont")
    ]  # fmt: skip
    root: etree._Element = a.theme(
        a.themeElements(
            a.clrScheme(*colours, name=theme.name),
            a.fontScheme(*fonts, name=theme.name),
            _effects(a, theme.name),
        ),
        name=theme.name,
    )
    return root


def theme_colour(token: str) -> str:
    """Return what w:themeColor calls a colour of ours."""
    return COLOURS[token][1]


def _effects(a: ElementMaker, name: str) -> etree._Element:
    """Build what Word wants of shapes: three of each kind, all of them plain."""

    def fills() -> list[etree._Element]:
        return [a.solidFill(a.schemeClr(val="phClr")) for _ in range(3)]

    lines = [a.ln(fill, a.prstDash(val="solid"), w="6350", cap="flat", cmpd="sng", algn="ctr") for fill in fills()]
    effects = [a.effectStyle(a.effectLst()) for _ in range(3)]
    root: etree._Element = a.fmtScheme(
        a.fillStyleLst(*fills()),
        a.lnStyleLst(*lines),
        a.effectStyleLst(*effects),
        a.bgFillStyleLst(*fills()),
        name=name,
    )
    return root
