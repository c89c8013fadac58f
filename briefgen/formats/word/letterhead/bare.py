"""What of a letterhead nobody sees on paper, and so goes: the brief in the file may be for others than the letterhead.

Words hidden in Word or too small to be seen, the names and descriptions of pictures and shapes (no screen reader reads
out a header, and its words stand in it as words), marks of editing, choices of controls, styles and lists of which
nothing is set, and the names that a theme has. White words go where nothing can be behind them; what something
covers isn't looked for. What lies beside the sheet goes, too (`offsheet`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from briefgen.formats.word.letterhead.legible import chain, first, is_faint
from briefgen.formats.word.xml import NS, W

_SMALLEST = 4  # half-points: smaller letters are specks
_GROUNDS = frozenset(
    {"anchor", "pict", "shd", "tblStyle", "txbxContent"}
)  # what may stand behind words, or colour that
_OFF = frozenset({"0", "false", "off"})
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_O = "{urn:schemas-microsoft-com:office:office}"
_VML = "{urn:schemas-microsoft-com:vml}"
_HIDDEN_STYLE = re.compile(r"visibility\s*:\s*hidden|display\s*:\s*none", re.IGNORECASE)
# What Word notes of who edited what when, whatever it stands at.
_NOTED = re.compile(r"rsid\w*|paraId|textId|anchorId|editId|author|date|dateUtc|initials|gfxdata|spid|bwmode")
_GONE = frozenset(
    {"extLst", "sdtPr", "sdtEndPr", "ffData", "fldData", "tblCaption", "tblDescription", "cellIns", "cellDel",
     "cellMerge", "lastRenderedPageBreak", "webHidden", "creationId"}
)  # fmt: skip
_GONE_OF_STYLES = frozenset({"aliases", "rsid", "personal", "personalCompose", "personalReply", "extLst"})
_REFERENCES = {
    **dict.fromkeys(("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "numStyleLink", "styleLink"), "style"),
    "numId": "num",
    "abstractNumId": "abstractNum",
}


def strip_unseen(root: etree._Element, styles: etree._Element | None = None) -> bool:
    """Take out of a header or footer what isn't seen, hidden letters by `styles`; tell whether words went."""
    before = _words(root)
    _take_out_doubles(root)
    _take_out_specks(root, styles)
    for element in list(root.iter()):
        name, parent = etree.QName(element).localname, element.getparent()
        if parent is None:
            continue
        if name in _GONE or name.endswith(("Change", "RangeStart", "RangeEnd")) or _is_hidden(element, styles):
            parent.remove(element)
        elif element.tag == f"{{{W}}}sdt":
            for child in [each for content in element.iterfind("w:sdtContent", NS) for each in content]:
                element.addprevious(child)
            parent.remove(element)
    for element in root.iter():
        _drop_notes(element)
        if etree.QName(element).localname in ("docPr", "cNvPr"):
            for name in ("title", "hidden", "descr"):
                element.attrib.pop(name, "")
            element.set("name", "Picture")
        elif str(element.tag).startswith(_VML):
            for name in ("alt", "title", f"{_O}title", "id"):
                if not (name == "id" and element.tag == f"{_VML}shapetype"):
                    element.attrib.pop(name, "")
    return _words(root) != before


def _take_out_doubles(root: etree._Element) -> None:
    """Take out what only programs of long ago show in the place of something else, where its words are others."""
    for element in list(root.iter(f"{_MC}Fallback")):
        choice, parent = element.getprevious(), element.getparent()
        if parent is not None and choice is not None and _words(choice) != _words(element):
            parent.remove(element)


def strip_theme(theme: etree._Element) -> None:
    """Take the names that a theme and its colours have out of it, and what it keeps for objects to come."""
    for tag in ("extLst", "custClrLst", "extraClrSchemeLst", "objectDefaults"):
        for element in list(theme.iter(f"{_A}{tag}")):
            for each in list(element):
                element.remove(each)
            if tag in ("extLst", "custClrLst"):
                element.getparent().remove(element)  # type: ignore[union-attr]
    for element in (theme, *theme.iter(f"{_A}clrScheme", f"{_A}fontScheme", f"{_A}fmtScheme")):
        element.set("name", "Letterhead")


def strip_styles(
    styles: etree._Element, numbering: etree._Element, used: Iterable[etree._Element], known: Iterable[str]
) -> None:
    """Keep those styles and lists that are set somewhere or that are `known`, and what these rest on."""
    nodes = {
        (tag, _value(each, id)): each
        for tag, (root, id) in {
            "style": (styles, "styleId"), "num": (numbering, "numId"), "abstractNum": (numbering, "abstractNumId")
        }.items()
        for each in root.iterfind(f"w:{tag}", NS)
    }  # fmt: skip
    is_default = (node for node, each in nodes.items() if _value(each, "default") not in ("", *_OFF))
    found: set[tuple[str, str]] = set()
    new = {*is_default, *(("style", id) for id in known), *(each for root in used for each in _referred(root))}
    while new := (new & nodes.keys()) - found:
        found |= new
        new = {each for node in new for each in _referred(nodes[node])}
    for node, element in nodes.items():
        if node not in found:
            element.getparent().remove(element)  # type: ignore[union-attr]
    for root in (styles, numbering):
        for element in list(root.iter()):
            _drop_notes(element)
            name, parent = etree.QName(element).localname, element.getparent()
            if parent is not None and (name in _GONE_OF_STYLES or name.endswith("Change")):
                parent.remove(element)
        for element in root.iterfind("w:abstractNum/w:name", NS):
            element.getparent().remove(element)  # type: ignore[union-attr]


def _referred(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield what something refers to: styles and lists."""
    for tag, kind in _REFERENCES.items():
        yield from ((kind, _value(each, "val")) for each in root.iter(f"{{{W}}}{tag}"))


def _is_hidden(element: etree._Element, styles: etree._Element | None) -> bool:
    """Tell whether a run, a row or a drawing isn't shown."""
    match etree.QName(element).localname:
        case "r" if element.tag == f"{{{W}}}r":
            return _vanishes(element, styles)
        case "tr" if element.tag == f"{{{W}}}tr":
            hidden = element.find("w:trPr/w:hidden", NS)
            return hidden is not None and _value(hidden, "val") not in _OFF
        case "anchor" | "inline" | "wsp" | "pic":
            named = (each for each in element.iter() if etree.QName(each).localname in ("docPr", "cNvPr"))
            shown = next(named, None)
            return shown is not None and shown.get("hidden", "0") not in _OFF
    return str(element.tag).startswith(_VML) and bool(_HIDDEN_STYLE.search(element.get("style", "")))


def _vanishes(run: etree._Element, styles: etree._Element | None) -> bool:
    """Tell whether the letters of a run are hidden: it says so, or else its style or its paragraph's does."""
    if any(each is not None for each in (run.find("w:fldChar", NS), run.find("w:instrText", NS))):
        return False  # a field stays whole; what it shows is in runs of its own
    vanish = first(_looks(run, styles), "w:rPr/w:vanish")
    return vanish is not None and _value(vanish, "val") not in _OFF


def _take_out_specks(root: etree._Element, styles: etree._Element | None) -> None:
    """Take out words that are too small to be seen, or white where nothing can be behind them but paper."""
    on_paper = not any(etree.QName(each).localname in _GROUNDS for each in root.iter())
    for text in list(root.iter(f"{{{W}}}t")):
        run = text.getparent()
        if run is None:
            continue
        looks = _looks(run, styles)
        size, colour = (first(looks, f"w:rPr/w:{tag}") for tag in ("sz", "color"))
        points = _value(size, "val") if size is not None else ""
        shaded = any(first(looks, f"w:{kind}Pr/w:shd") is not None for kind in ("r", "p"))
        is_white = on_paper and not shaded and is_faint(colour)
        if is_white or (points.isdecimal() and int(points) < _SMALLEST):
            run.remove(text)


def _looks(run: etree._Element, styles: etree._Element | None) -> list[etree._Element]:
    """Return what says how a run looks, the nearest first: itself, its style and its paragraph's."""
    if styles is None:
        return [run]
    paragraph = next(run.iterancestors(f"{{{W}}}p"), None)
    style = run.find("w:rPr/w:rStyle", NS)
    line = None if paragraph is None else paragraph.find("w:pPr/w:pStyle", NS)
    default = styles.find("w:style[@w:type='paragraph'][@w:default='1']", NS)
    ids = [_value(each, "val") for each in (style, line) if each is not None]
    ids += [_value(default, "styleId")] if line is None and default is not None else []
    return [run, *(each for id in ids for each in chain(styles, id))]


def _words(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{{{W}}}t"))


def _drop_notes(element: etree._Element) -> None:
    for name in list(element.attrib):
        if _NOTED.fullmatch(etree.QName(str(name)).localname):
            del element.attrib[name]


def _value(element: etree._Element, name: str) -> str:
    return element.get(f"{{{W}}}{name}", "")
