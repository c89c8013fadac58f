"""An SVG opened as a file from outside: only its shapes are taken, and what runs or leads out of it is refused."""

from __future__ import annotations

import math
import re
from typing import Any

from lxml import etree

from briefgen.look.errors import PictureError
from briefgen.problems.notes import Told

_ELEMENTS = 2000  # of an SVG, at most

_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
_GRADIENTS = frozenset({"linearGradient", "radialGradient"})
_KEPT = _SHAPES | _GRADIENTS | {"svg", "g", "defs", "stop", "clipPath", "use", "style"}
_DROPPED = frozenset({"title", "desc", "metadata"})  # words about the picture
_LEADS_OUT = re.compile(r"url\s*\((?!\s*['\"]?#)|[@\\]|expression\s*\(", re.IGNORECASE)
_NUMBER = re.compile(r"\s*(\d+(?:\.\d+)?)(?:px|pt|pc|mm|cm|in)?\s*")
# Larger numbers a PDF/A can't have once they are multiplied by a unit or added up (ISO 19005-2, 6.1.13: 2^31 - 1).
_LARGEST, _LARGEST_WITH_UNIT, _LONGEST_PATH = 1_000_000, 1000, 1_000_000_000
_NAMES = re.compile(r"url\s*\(\s*(['\"]?)#[\w.:-]*\1\s*\)|#\w+")  # no number in a value: addresses and colours
# Python, and so WeasyPrint, lets an underscore stand between digits.
_COORDINATE = re.compile(r"(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[-+]?\d[\d_]*)?", re.IGNORECASE)
# Numbers need nothing between them where a sign or a point begins the next one (SVG 2, 9.3.9), so a name ends there.
_VALUE = re.compile(rf"([^\W\d]\w*)|({_COORDINATE.pattern})([%a-z]?)", re.IGNORECASE)
_NO_NUMBER = re.compile(r"(?:inf(?:inity)?|nan)(?:px|pt|pc|mm|cm|in|q|r?em|ex)?", re.IGNORECASE)
_IS_HIDDEN = re.compile(
    r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*[+-]?(?:0+\.?0*|\.0+)%?(?![\d.]))",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_NAMED = re.compile(r"#([\w.:-]+)")
_SIZE = ("viewBox", "width", "height")  # of the whole: `_sized` looks at them


def harmless(data: bytes, width: float) -> tuple[bytes, float]:
    """Return an SVG of shapes alone, `width` mm wide, and its height in mm; raises `PictureError`.

    Nothing in it runs, moves, has words or leads out of it, and no reference multiplies what it refers to.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
                             remove_comments=True, remove_pis=True)  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise PictureError(Told("is broken: {msg}", msg=error.msg)) from None
    dtd: Any = root.getroottree().docinfo.internalDTD
    if dtd is not None and next(dtd.iterentities(), None) is not None:
        raise PictureError(Told("declares entities, which a picture has no need of; save it as a plain SVG"))
    if root.tag != f"{{{_SVG}}}svg":
        raise PictureError(Told("is no SVG"))
    for element in list(root.iter()):
        name = etree.QName(element) if isinstance(element.tag, str) else None
        parent = element.getparent()
        if name is None or ((name.namespace != _SVG or name.localname in _DROPPED) and parent is not None):
            assert parent is not None
            parent.remove(element)
    if sum(1 for _ in root.iter()) > _ELEMENTS:
        raise PictureError(Told("has more than {elements} shapes; save it as a PNG", elements=_ELEMENTS))
    for element in root.iter():
        _check(element, root)
    _strip_unseen(root)
    height = _sized(root, width)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True), height


def _check(element: etree._Element, root: etree._Element) -> None:
    name = etree.QName(element).localname
    if name not in _KEPT or (name == "svg" and element is not root):
        raise PictureError(
            Told("has <{name}>, which a logo can't have; turn its letters into outlines", name=name)
            if name in ("text", "tspan", "textPath")
            else Told("has <{name}>, which a logo can't have; save it as a PNG", name=name)
        )
    if name == "style":
        _check_sheet(element.text or "")
    inside_clip = next(element.iterancestors(f"{{{_SVG}}}clipPath"), None) is not None
    for attribute, value in list(element.attrib.items()):
        key = etree.QName(str(attribute))
        text = str(value)
        if key.namespace not in (None, _XLINK) or key.localname == "spreadMethod":
            del element.attrib[attribute]  # an editor's own notes; repeats of a gradient
        elif key.localname.lower().startswith("on"):
            raise PictureError(Told("has a script ({localname})", localname=key.localname))
        elif key.localname == "href":
            _check_reference(name, text, root)
        elif _LEADS_OUT.search(text):
            raise PictureError(Told("refers to something outside of it ({localname})", localname=key.localname))
        elif inside_clip and "clip" in f"{key.localname} {text}" and key.localname not in ("id", "class", "clip-rule"):
            raise PictureError(Told("has a clip path in a clip path; save it as a PNG"))
        elif key.localname in ("d", "points"):
            _check_line(text)
        elif not (element is root and key.localname in _SIZE) and not key.localname.startswith(
            ("id", "class", "data-")
        ):
            _check_numbers(text)


def _check_sheet(text: str) -> None:
    if _LEADS_OUT.search(text) or "clip" in text:
        raise PictureError(Told("has a style sheet that can't be taken along; save it with presentation attributes"))
    if _IS_HIDDEN.search(_COMMENT.sub("", text)):
        raise PictureError(Told("has a style sheet that hides shapes; take these out, and save it anew"))
    _check_numbers(text)


def _strip_unseen(root: etree._Element) -> None:
    """Take out what isn't seen: words between shapes, names that nothing refers to, and shapes that are hidden.

    What other shapes cover isn't looked for; a style sheet that hides some is refused.
    """
    for element in list(root.iter()):
        parent = element.getparent()
        cuts = next(element.iterancestors(f"{{{_SVG}}}clipPath"), None) is not None  # whatever is seen of it
        hidden = not cuts and any(map(_IS_HIDDEN.search, _said(element))) and not _shows_within(element)
        if parent is not None and hidden:
            parent.remove(element)
    sheets = [_COMMENT.sub("", each.text or "") for each in root.iter(f"{{{_SVG}}}style")]
    said = " ".join([*sheets, *(str(value) for each in root.iter() for value in each.attrib.values())])
    named = set(_NAMED.findall(said))
    for element in root.iter():
        element.tail = None
        element.text = _COMMENT.sub("", element.text or "") if etree.QName(element).localname == "style" else None
        for name in list(element.attrib):
            key, value = str(name), str(element.get(name))
            needless = {"id": value not in named, "class": not sheets, "role": True, "lang": True}.get(key, False)
            if needless or key.startswith(("data-", "aria-")):
                del element.attrib[name]


def _said(element: etree._Element) -> tuple[str, ...]:
    """Return what is said of whether an element is seen."""
    named = (f"{name}:{element.get(name)}" for name in ("display", "visibility", "opacity") if element.get(name))
    return (element.get("style", ""), *named)


def _shows_within(element: etree._Element) -> bool:
    """Tell whether something in an element is seen though that isn't: it says so itself."""
    return any("visible" in each for below in element.iterdescendants() for each in _said(below))


def _check_line(text: str) -> None:
    if re.search("[in]", text, re.IGNORECASE):  # of infinity and nan: no command of a path
        raise PictureError(Told("has a line that can't be drawn; save it as a PNG"))
    if not sum(map(_amount, _COORDINATE.findall(text))) <= _LONGEST_PATH:
        raise PictureError(Told("has a line that is too long for a PDF; save it as a PNG"))


def _check_numbers(text: str) -> None:
    """Hold each number of a value, or of a style sheet, to what a PDF can have."""
    for name, number, unit in _VALUE.findall(_NAMES.sub(" ", text)):
        if _NO_NUMBER.fullmatch(name) or (number and _amount(number) > (_LARGEST_WITH_UNIT if unit else _LARGEST)):
            raise PictureError(
                Told(
                    "has a number that no drawing needs ({name}{unit}); save it as a PNG",
                    name=name or number[:20],
                    unit=unit,
                )
            )


def _amount(number: str) -> float:
    try:
        return float(number)
    except ValueError:  # an underscore at its end
        return math.inf


def _check_reference(name: str, address: str, root: etree._Element) -> None:
    """Shapes may be used again, and a gradient may take another one's colours: neither by way of a third."""
    found = next((each for each in root.iter() if f"#{each.get('id')}" == address), None)
    if found is None:
        raise PictureError(Told("refers to something that isn't in it ({address})", address=address[:60]))
    target = etree.QName(found).localname
    further = found.get("href") or found.get(f"{{{_XLINK}}}href")
    if further or not ((name == "use" and target in _SHAPES) or (name in _GRADIENTS and target in _GRADIENTS)):
        raise PictureError(
            Told("has <{name}> of <{target}>, which a logo can't have; save it as a PNG", name=name, target=target)
        )


def _sized(root: etree._Element, width: float) -> float:
    """Give an SVG its size on paper; return the height."""
    box = root.get("viewBox")
    if box is None:
        sides = [_NUMBER.fullmatch(root.get(side, "")) for side in ("width", "height")]
        box = "0 0 " + " ".join(side[1] for side in sides if side)
    try:
        left, top, across, down = map(float, box.replace(",", " ").split())
        height = width * down / across
        known = all(abs(number) <= _LARGEST for number in (left, top, across, down))
    except (ValueError, ZeroDivisionError):
        known, height = False, math.nan
    if not known or not 0 < height < math.inf or across <= 0:
        raise PictureError(Told("doesn't say how large it is; give it a viewBox"))
    for side in ("x", "y", "preserveAspectRatio", "overflow"):
        root.attrib.pop(side, "")
    root.set("viewBox", box)
    root.set("width", f"{width:.3f}mm")
    root.set("height", f"{height:.3f}mm")
    return height
