"""The header or footer of a letterhead: its words and pictures, without what leads out of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from briefgen.document.tree import WORD_JOINER
from briefgen.formats.word.letterhead.bare import strip_unseen
from briefgen.formats.word.letterhead.fields import instructions, settle_fields
from briefgen.formats.word.letterhead.file import LetterheadFile
from briefgen.formats.word.letterhead.offsheet import Sheet, strip_off_sheet
from briefgen.formats.word.xml import NS, R, W
from briefgen.look.bare import UNCUT, Cut, bare
from briefgen.look.errors import PictureError
from briefgen.look.raster import pixels
from briefgen.problems.notes import Told

_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_PICTURE = 5_000_000  # bytes, at most
_TYPES = {"png": "image/png", "jpeg": "image/jpeg", "emf": "image/x-emf", "wmf": "image/x-wmf"}
_REFUSED = frozenset({"object", "control", "altChunk", "subDoc", "movie", "OLEObject", "script", "textinput"})
# Marks of editing, and ties to parts that aren't taken; `_UNWRAPPED` loses its tag alone.
_DROPPED = frozenset(
    {"bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference", "permStart", "permEnd",
     "proofErr", "del", "moveFrom", "dataBinding", "placeholder", "hlinkClick", "hlinkHover", "svgBlip"}
)  # fmt: skip
_UNWRAPPED = frozenset({"hyperlink", "ins", "moveTo", "smartTag", "customXml"})
_DELETE = Told("double-click on the header or footer, click on it, and delete it")
_PLACEHOLDER = re.compile(r"[{]+[^{}]{1,60}[}]+|<<[^<>]{1,60}>>|\[[^\[\]]{1,60}\]")
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_NAMES = {"a": _DRAWING, "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture"}
_EMU = 36000  # to a millimetre


class Letters:
    """One header or footer, cleaned; what can't be taken the file refuses. Raises `LetterheadError` for damage."""

    def __init__(self, file: LetterheadFile, part: str, sheet: Sheet, styles: etree._Element | None = None) -> None:
        self.root = file.xml(part)
        self.unlinked = False  # it had links, which are words now
        self._pictures: dict[str, tuple[str, str, bytes]] = {}  # by id: ending, content type, data
        if self.root.tag not in (f"{{{W}}}hdr", f"{{{W}}}ftr"):
            raise file.error(Told("is damaged: its header or footer is none"))
        self._clean(file)
        self.settled, linked = settle_fields(file, self.root)  # the fields that are words now, and what they say
        self.unlinked = self.unlinked or linked
        self.unfilled = _unfilled(self.root)
        if strip_unseen(self.root, styles):
            file.drop(Told("hidden words"))
        if strip_off_sheet(self.root, sheet):
            file.drop(Told("what lies beside the sheet"))
        relations = file.relations(part)
        for element in self.root.iter():
            for name, value in element.attrib.items():
                if str(name).startswith(f"{{{R}}}"):
                    relation = relations.get(str(value))
                    if relation is None or relation.target is None or relation.kind != "image":
                        name = etree.QName(element).localname
                        what = Told(
                            "has something in its header or footer that can't be taken along: {name}", name=name
                        )
                        file.refuse(what, _DELETE)
                    elif picture := _picture(file, relation.target, cut := _cut(element)):
                        id = "-".join(map(str, (value, *cut))) if cut != UNCUT else str(value)
                        element.set(name, id)
                        self._pictures[id] = picture
                elif etree.QName(str(name)).localname in ("src", "href", "althref"):
                    what = Told("refers to a picture outside of it in its header or footer")
                    way = Told("File, Info, Edit Links to Files, Break Link, or insert the picture anew")
                    file.refuse(what, way)

    def bind(self, part: Part, root: etree._Element) -> None:
        """Add the pictures to a part, and let the copy of the letterhead's content in it refer to them."""
        ids = {}
        for old, (ending, content_type, data) in self._pictures.items():
            name = hashlib.sha256(data).hexdigest()[:12]  # one picture in several headers is one part
            uri = PackURI(f"/word/media/letterhead-{name}.{ending}")
            shared = next((each for each in part.package.iter_parts() if each.partname == uri), None)
            ids[old] = part.relate_to(shared or Part(uri, content_type, data, part.package), _IMAGE)
        for element in root.iter():
            for attribute, value in element.attrib.items():
                if str(attribute).startswith(f"{{{R}}}") and str(value) in ids and etree.QName(element).localname in (
                    "blip", "imagedata", "fill", "stroke"
                ):  # fmt: skip
                    element.set(attribute, ids[str(value)])

    def picture(self, blip: etree._Element) -> bytes | None:
        """Return the file of a picture that is shown."""
        file = self._pictures.get(blip.get(f"{{{R}}}embed", ""))
        return file[2] if file else None

    def measured_pictures(self) -> Iterator[tuple[float, int]]:
        """Yield how wide each picture is shown, in mm, and by how many pixels; only those that stand by themselves."""
        for picture in self.root.iterfind(".//a:graphicData/pic:pic", _NAMES):
            blip = picture.find("pic:blipFill/a:blip", _NAMES)
            file = self._pictures.get(blip.get(f"{{{R}}}embed", "")) if blip is not None else None
            size = pixels(file[2]) if file else None
            width = _number(picture.find("pic:spPr/a:xfrm/a:ext", _NAMES), "cx")
            if size and width:
                yield width / _EMU, size[0]

    def _clean(self, file: LetterheadFile) -> None:
        for element in list(self.root.iter()):
            name = etree.QName(element).localname
            if name in _REFUSED:
                file.refuse(Told("has an embedded object in its header or footer"), _DELETE)
            parent = element.getparent()
            if parent is None:
                continue
            if name in _DROPPED and parent.tag == f"{{{_DRAWING}}}ext":
                element, parent = parent, parent.getparent()  # an extension holds one thing
                assert parent is not None
            if name in _DROPPED:
                parent.remove(element)
            elif name in _UNWRAPPED and str(element.tag).startswith(f"{{{W}}}"):
                self.unlinked = self.unlinked or name == "hyperlink"
                for child in list(element):
                    if not etree.QName(child).localname.endswith("Pr"):
                        element.addprevious(child)
                parent.remove(element)
        for element in self.root.iter(f"{{{W}}}t"):
            element.text = (element.text or "").replace(WORD_JOINER, "")
        for element in self.root.iter(f"{{{_DRAWING}}}extLst"):
            if len(element) == 0:
                element.getparent().remove(element)  # type: ignore[union-attr]


def shows_page_number(root: etree._Element) -> bool:
    """Say whether there is a PAGE field."""
    return any(re.match(r"\s*PAGE\b", instruction, re.I) for instruction in instructions(root))


def _number(element: etree._Element | None, name: str) -> int:
    value = element.get(name, "") if element is not None else ""
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 12 else 0


def _unfilled(root: etree._Element) -> tuple[str, ...]:
    """Return the places that wait for somebody's words: {name}, <<name>>, [Type here], and empty content controls."""
    lines = ("".join(text.text or "" for text in line.iter(f"{{{W}}}t")) for line in root.iter(f"{{{W}}}p"))
    found = [place for line in lines for place in _PLACEHOLDER.findall(line)]
    for control in root.iter(f"{{{W}}}sdt"):
        if control.find("w:sdtPr/w:showingPlcHdr", NS) is not None:
            found.append("".join(text.text or "" for text in control.iter(f"{{{W}}}t")).strip())
    return tuple(dict.fromkeys(filter(None, found)))


def _picture(file: LetterheadFile, part: str, cut: Cut) -> tuple[str, str, bytes] | None:
    """Return what is seen of a picture, as a file: its ending, content type and data."""
    try:
        kind, data = bare(file.read(part, _PICTURE), cut)
    except PictureError:
        way = Told("right-click on the picture, Save as Picture, PNG, and insert that one instead")
        file.refuse(Told("has a picture of a kind that can't be taken along: {part}", part=part), way)
        return None
    return kind, _TYPES[kind], data


def _cut(shows: etree._Element) -> Cut:
    """Return what is cut off a picture where it is shown, and take it as done: it is cut off the file."""
    if etree.QName(shows).localname == "imagedata":
        return tuple(_share(str(shows.attrib.pop(f"crop{side}", "0"))) for side in ("left", "top", "right", "bottom"))
    parent = shows.getparent()
    rect = None if parent is None else parent.find("a:srcRect", _NAMES)
    if rect is None or parent is None or any(str(side).startswith("-") for side in rect.attrib.values()):
        return UNCUT
    parent.remove(rect)
    return tuple(_number(rect, side) for side in "ltrb")


def _share(value: str) -> int:
    """Return a share in thousandths of a per cent, as old Word writes it: a number, or 65536ths with an f."""
    found = re.fullmatch(r"(\d{0,6}\.?\d{1,6})(f?)", value)
    return round(float(found[1]) * (100_000 / 65536 if found[2] else 100_000)) if found else 0
