"""Pictures in Word: the SVG for Word since 2016, and a PNG made of it for readers that know no SVG.

Word would set an SVG's words in whatever face its machine has, so they are turned into the outlines of the theme's
letters; the same facts stand in the alternative text. A theme's logo has no words, and is decoration.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree
from lxml.builder import ElementMaker  # type: ignore[import-not-found]  # lxml-stubs leaves it out

from briefgen.document.tree import Direction, Picture, unbind
from briefgen.formats.run import made_anew
from briefgen.formats.word.xml import R, w
from briefgen.look.logo import Logo
from briefgen.look.theme import Theme
from briefgen.look.typeface import typeface

_SVG = "{http://www.w3.org/2000/svg}"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_ASVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_ADEC = "http://schemas.microsoft.com/office/drawing/2017/decorative"
_DECORATIVE_EXTENSION = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
_DPI = 300
_EMU = 36000  # to a millimetre
_BETWEEN = b"\0"  # is in no XML

_a = ElementMaker(namespace=_A, nsmap={"a": _A})
_wp = ElementMaker(namespace=_WP, nsmap={"wp": _WP})
_pic = ElementMaker(namespace=_PIC, nsmap={"pic": _PIC})
_asvg = ElementMaker(namespace=_ASVG, nsmap={"asvg": _ASVG})
_adec = ElementMaker(namespace=_ADEC, nsmap={"adec": _ADEC})


def picture_run(
    part: Part, picture: Picture, number: int, theme: Theme, kept: Callable[..., bytes] = made_anew
) -> etree._Element:
    """Return the run that shows a picture in line (ECMA-376 20.4.2.8); `number` tells the pictures of a file apart.

    Its two files are made by what knows whether they are `kept` (see `formats.run.Run`).
    """
    both = kept("picture", [picture.svg], lambda: _drawn_and_pixels(picture.svg, theme))
    svg, _, pixels = both.partition(_BETWEEN)
    drawn = _image(part, f"/word/media/picture{number}.svg", "image/svg+xml", svg)
    fallback = _image(part, f"/word/media/picture{number}.png", "image/png", pixels)
    extent = {"cx": str(round(picture.width * _EMU)), "cy": str(round(picture.height * _EMU))}
    name = {"id": str(number), "name": f"Picture {number}"}
    inline = _wp.inline(
        _wp.extent(extent),
        _wp.docPr({**name, "descr": unbind(picture.alt)}),
        _frame(),
        _graphic(fallback, drawn, extent, name),
        distT="0",
        distB="0",
        distL="0",
        distR="0",
    )
    return w("r", w("drawing", inline))


def logo_run(part: Part, logo: Logo, number: int) -> etree._Element:
    """Return the run that shows a theme's logo beside its paragraph, at the right margin (ECMA-376 20.4.2.3)."""
    drawn = _image(part, "/word/media/logo.svg", "image/svg+xml", logo.data) if logo.kind == "svg" else None
    pixels = png(logo.data) if logo.kind == "svg" else logo.data
    extent = {"cx": str(round(logo.width * _EMU)), "cy": str(round(logo.height * _EMU))}
    name = {"id": str(number), "name": f"Picture {number}"}
    decorative = _a.ext(_adec.decorative(val="1"), uri=_DECORATIVE_EXTENSION)
    graphic = _graphic(_image(part, "/word/media/logo.png", "image/png", pixels), drawn, extent, name)
    anchor = _wp.anchor(
        _wp.simplePos(x="0", y="0"),
        _wp.positionH(_wp.align("right"), relativeFrom="margin"),
        _wp.positionV(_wp.posOffset("0"), relativeFrom="paragraph"),
        _wp.extent(extent),
        _wp.effectExtent(l="0", t="0", r="0", b="0"),
        _wp.wrapSquare(wrapText="bothSides"),
        _wp.docPr(_a.extLst(decorative), {**name, "descr": ""}),
        _frame(),
        graphic,
        distT="0",
        distB="0",
        distL=str(6 * _EMU),
        distR="0",
        simplePos="0",
        relativeHeight="1",
        behindDoc="0",
        locked="0",
        layoutInCell="1",
        allowOverlap="0",
    )
    return w("r", w("drawing", anchor))


def _frame() -> etree._Element:
    frame: etree._Element = _wp.cNvGraphicFramePr(_a.graphicFrameLocks(noChangeAspect="1"))
    return frame


def _graphic(pixels: str, drawn: str | None, extent: dict[str, str], name: dict[str, str]) -> etree._Element:
    """Return a picture in pixels, with its drawing for those who know SVG; both by the ids of their parts."""
    extension = [_a.extLst(_a.ext(_asvg.svgBlip({f"{{{R}}}embed": drawn}), uri=_SVG_EXTENSION))] if drawn else []
    shown = _pic.pic(
        _pic.nvPicPr(_pic.cNvPr(name), _pic.cNvPicPr()),
        _pic.blipFill(_a.blip(*extension, {f"{{{R}}}embed": pixels}), _a.stretch(_a.fillRect())),
        _pic.spPr(_a.xfrm(_a.off(x="0", y="0"), _a.ext(extent)), _a.prstGeom(_a.avLst(), prst="rect")),
    )
    graphic: etree._Element = _a.graphic(_a.graphicData(shown, uri=_PIC))
    return graphic


def number_drawings(roots: Iterable[etree._Element]) -> None:
    """Give each drawing of a file a number of its own: those of a letterhead brought theirs along."""
    drawings = (drawing for root in roots for drawing in root.iter(f"{{{_WP}}}docPr"))
    for number, drawing in enumerate(drawings, start=1):
        drawing.set("id", str(number))


def _drawn_and_pixels(svg: str, theme: Theme) -> bytes:
    drawn = outlined(svg, theme)
    return drawn + _BETWEEN + png(drawn)


# A picture is drawn once for all Word files of a run: the brief, its redline, the one on a letterhead.
@lru_cache(maxsize=16)
def outlined(svg: str, theme: Theme) -> bytes:
    """Return a picture's SVG with the outlines of its letters instead of text."""
    root = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    for text in list(root.iter(f"{_SVG}text")):
        face = typeface(theme, bold=text.get("font-weight") == "bold")
        size, x, y = (float(text.get(name, "")) for name in ("font-size", "x", "y"))
        way: Direction = "rtl" if text.get("direction") == "rtl" else "ltr"
        data = face.outlines(text.text or "", size, x, y, way)
        path = etree.Element(f"{_SVG}path", d=data, fill=text.get("fill", ""))
        path.tail = text.tail
        parent = text.getparent()
        assert parent is not None
        parent.replace(text, path)
    del root.attrib["role"]
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


@lru_cache(maxsize=16)
def png(svg: bytes) -> bytes:
    """Return an outlined SVG in pixels, on white; the same bytes on every run."""
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg.decode(), dpi=_DPI, background="#FFFFFF", skip_system_fonts=True))


def _image(part: Part, name: str, content_type: str, data: bytes) -> str:
    return part.relate_to(Part(PackURI(name), content_type, data), RELATIONSHIP_TYPE.IMAGE)
