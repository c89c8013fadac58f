"""The header or footer of a letterhead: its words and pictures, without what leads out of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from briefgen.writers.docx_letterhead_file import LetterheadFile
from briefgen.writers.docx_xml import R, W
from briefgen.writers.raster import pixels

_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_PICTURE = 5_000_000  # bytes, at most
# How files of the kinds that Word shows begin. SVG isn't among them: it is a program for whoever opens it.
_PICTURES = {
    "png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    "jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "gif": ("image/gif", (b"GIF8",)),
    "bmp": ("image/bmp", (b"BM",)),
    "tiff": ("image/tiff", (b"II*\0", b"MM\0*")),
    "emf": ("image/x-emf", (b"\x01\0\0\0",)),
    "wmf": ("image/x-wmf", (b"\xd7\xcd\xc6\x9a", b"\x01\0\x09\0", b"\x02\0\x09\0")),
}
_FIELDS = frozenset(
    {"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "STYLEREF", "TITLE", "SUBJECT", "AUTHOR", "KEYWORDS", "SYMBOL"}
)
_REFUSED = frozenset({"object", "control", "altChunk", "subDoc", "movie", "OLEObject", "script", "textinput"})
# Marks of editing, and ties to parts that aren't taken; `_UNWRAPPED` loses its tag alone.
_DROPPED = frozenset(
    {"bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference", "permStart", "permEnd",
     "proofErr", "del", "moveFrom", "dataBinding", "placeholder", "hlinkClick", "hlinkHover", "svgBlip"}
)  # fmt: skip
_UNWRAPPED = frozenset({"hyperlink", "ins", "moveTo", "smartTag", "customXml"})
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_NAMES = {"a": _DRAWING, "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture"}
_EMU = 36000  # to a millimetre


class Letters:
    """One header or footer, cleaned; raises `LetterheadError` for what can't be taken."""

    def __init__(self, file: LetterheadFile, part: str) -> None:
        self.root = file.xml(part)
        self.unlinked = False
        self._pictures: dict[str, tuple[str, str, bytes]] = {}  # by id: ending, content type, data
        if self.root.tag not in (f"{{{W}}}hdr", f"{{{W}}}ftr"):
            raise file.error("is damaged: its header or footer is none")
        self._clean(file)
        self._check_fields(file)
        relations = file.relations(part)
        for element in self.root.iter():
            for name, value in element.attrib.items():
                if str(name).startswith(f"{{{R}}}"):
                    relation = relations.get(str(value))
                    if relation is None or relation.target is None or relation.kind != "image":
                        what = etree.QName(element).localname
                        raise file.error(f"has something in its header or footer that can't be taken along: {what}")
                    self._pictures[str(value)] = _picture(file, relation.target)
                elif etree.QName(str(name)).localname in ("src", "href", "althref"):
                    raise file.error("refers to a picture outside of it in its header or footer; put it into the file")

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

    def measured_pictures(self) -> Iterator[tuple[float, int]]:
        """Yield how wide each picture is shown, in mm, and by how many pixels; only those that stand by themselves."""
        for picture in self.root.iterfind(".//a:graphicData/pic:pic", _NAMES):
            blip = picture.find("pic:blipFill/a:blip", _NAMES)
            file = self._pictures.get(blip.get(f"{{{R}}}embed", "")) if blip is not None else None
            size = pixels(file[2]) if file else None
            width = _number(picture.find("pic:spPr/a:xfrm/a:ext", _NAMES), "cx")
            if size and width:
                cut = picture.find("pic:blipFill/a:srcRect", _NAMES)
                hidden = _number(cut, "l") + _number(cut, "r")  # thousandths of a per cent
                yield width / _EMU, round(size[0] * max(0, 1 - hidden / 100_000))

    def _clean(self, file: LetterheadFile) -> None:
        for element in list(self.root.iter()):
            name = etree.QName(element).localname
            if name in _REFUSED:
                raise file.error(f"has an embedded object in its header or footer ({name})")
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
        for element in self.root.iter(f"{{{_DRAWING}}}extLst"):
            if len(element) == 0:
                element.getparent().remove(element)  # type: ignore[union-attr]

    def _check_fields(self, file: LetterheadFile) -> None:
        for instruction in _instructions(self.root):
            name = instruction.split()[0].upper() if instruction.split() else ""
            if name not in _FIELDS:
                raise file.error(f"has a field in its header or footer that can't be taken along: {instruction[:60]!r}")


def shows_page_number(root: etree._Element) -> bool:
    """Say whether there is a PAGE field."""
    return any(re.match(r"\s*PAGE\b", instruction, re.I) for instruction in _instructions(root))


def _instructions(root: etree._Element) -> list[str]:
    """Return the instructions of all fields; one may be spread over several runs."""
    found = [element.get(f"{{{W}}}instr", "").strip() for element in root.iter(f"{{{W}}}fldSimple")]
    open_: list[list[str]] = []
    for element in root.iter(f"{{{W}}}fldChar", f"{{{W}}}instrText"):
        kind = element.get(f"{{{W}}}fldCharType")
        if element.tag == f"{{{W}}}instrText":
            if not open_:
                open_.append([])  # an instruction without a beginning: Word would show it as one
            open_[-1].append(element.text or "")
        elif kind == "begin":
            open_.append([])
        elif kind == "end" and open_:
            found.append("".join(open_.pop()).strip())
    return [*found, *("".join(pieces).strip() for pieces in open_)]


def _number(element: etree._Element | None, name: str) -> int:
    value = element.get(name, "") if element is not None else ""
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 12 else 0


def _picture(file: LetterheadFile, part: str) -> tuple[str, str, bytes]:
    data = file.read(part, _PICTURE)
    for ending, (content_type, start) in _PICTURES.items():
        if data.startswith(start):
            return ending, content_type, data
    raise file.error(f"has a picture of a kind that can't be taken along: {part}")
