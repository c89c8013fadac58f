"""The theme's faces inside the Word file, so that it looks the same where they aren't installed (ECMA-376 17.8.1).

Each face is cut down to the letters that a person needs who goes on editing, and those of the document; of an
alphabet of which something stands in it, all. Its first 32 bytes are XORed with a key that stands beside it; the key
comes from the font, so that the file never changes.
"""

from __future__ import annotations

import hashlib
import io
import uuid
from bisect import bisect
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import uharfbuzz
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from briefgen.document.directions import is_joined
from briefgen.formats.word.xml import R, w
from briefgen.look.errors import ThemeError
from briefgen.look.faces import characters
from briefgen.look.theme import Theme
from briefgen.problems.notes import Told

# Georgian, Latin with the accents of Europe's names, and the punctuation of the languages that briefs are written in.
BASE = frozenset(
    chr(code)
    for start, end in ((0x20, 0x7E), (0xA0, 0x17F), (0x10D0, 0x10FF), (0x2010, 0x2015), (0x2018, 0x201E))
    for code in range(start, end + 1)
) | frozenset("†‡•…‰‹›€₾№™−")

_ELEMENTS = {
    "regular": "embedRegular",
    "bold": "embedBold",
    "italic": "embedItalic",
    "bold_italic": "embedBoldItalic",
}  # in the order that the schema wants
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
_OBFUSCATED = 32  # bytes
_LARGEST_ALPHABET = 256  # characters of a block: as many as Cyrillic and Arabic have
# Bits of OS/2.fsType (OpenType specification): what the maker of a face allows.
_LICENCE, _EDITABLE, _NO_SUBSETTING, _BITMAPS_ONLY = 0x000F, 0x0008, 0x0100, 0x0200
_FEATURES = ("kern", "ccmp", "locl", "mark", "mkmk")  # Word's lines are as wide as the PDF's only with kerning
_NAMES = (0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17)  # with the licence


def embed_fonts(
    table: Part,
    font: etree._Element,
    theme: Theme,
    family: str,
    faces: Iterable[str],
    text: Iterable[str],
    *,
    first: int = 1,
) -> None:
    """Add the faces in use to a family's entry in the font table; `text` is what the document says in it.

    Of a further family, no letters but those. The files are numbered from `first` on. Raises
    `ThemeError` for a face that may not or can't be embedded.
    """
    used = set(faces)
    base = BASE if family == theme.faces.family else frozenset()
    extra = frozenset().union(*text) - base
    if base:
        extra |= _alphabets(extra)
    for number, (face, element) in enumerate(_ELEMENTS.items(), start=first):
        if face not in used:
            continue
        try:
            file = theme.files_of[family][face]
            data, is_subset = _embeddable(file, base & characters(file), extra & characters(file))
        except ValueError as error:
            raise ThemeError(
                Told(
                    "the theme {name}: its face {face} {error}",
                    name=theme.name,
                    face=face.replace("_", " ") if family == theme.faces.family else family,
                    error=error,
                )
            ) from None
        key = uuid.UUID(bytes=hashlib.sha256(data).digest()[:16], version=4)
        uri = PackURI(f"/word/fonts/font{number}.odttf")
        part = Part(uri, _CONTENT_TYPE, obfuscate(data, key), table.package)
        entry = w(element, fontKey=f"{{{str(key).upper()}}}", subsetted=1 if is_subset else None)
        entry.set(f"{{{R}}}id", table.relate_to(part, _RELATIONSHIP))
        font.append(entry)


def _alphabets(text: Iterable[str]) -> frozenset[str]:
    """Return all characters of the blocks of Unicode where letters of a text stand, but for the large ones: Chinese."""
    from fontTools.unicodedata import Blocks

    found: set[str] = set()
    for number in {bisect(Blocks.RANGES, ord(char)) for char in text if char.isalpha()}:
        start, end = Blocks.RANGES[number - 1], Blocks.RANGES[number]
        if end - start <= _LARGEST_ALPHABET:
            found.update(map(chr, range(start, end)))
    return frozenset(found)


def obfuscate(data: bytes, key: uuid.UUID) -> bytes:
    """Obfuscate a font, or undo it: the key's bytes from last to first, twice over the first 32 bytes."""
    mask = key.bytes[::-1] * 2
    return bytes(a ^ b for a, b in zip(data[:_OBFUSCATED], mask, strict=True)) + data[_OBFUSCATED:]


@lru_cache(maxsize=8)  # most briefs have the same letters
def _embeddable(file: bytes, base: frozenset[str], extra: frozenset[str]) -> tuple[bytes, bool]:
    """Return what of a font is embedded, and whether that is a part of it."""
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(file), lazy=True)
    if "glyf" not in font and base:
        raise ValueError(Told("has no TrueType outlines, and Word embeds no others"))
    allowed = font["OS/2"].fsType
    if (allowed & _LICENCE and not allowed & _EDITABLE) or allowed & _BITMAPS_ONLY:
        raise ValueError(
            Told("may not be embedded in a file that is edited (fsType {allowed}); choose another one", allowed=allowed)
        )
    if allowed & _NO_SUBSETTING and "glyf" in font:
        return file, False
    part = _subset(file, base | extra)
    return part if "glyf" in font else _with_truetype_outlines(part), True


def _subset(file: bytes, text: Iterable[str]) -> bytes:
    text = frozenset(text)
    joins = any(map(is_joined, text))
    part = uharfbuzz.SubsetInput()
    part.flags = uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    part.unicode_set.set(map(ord, text))
    if not joins:  # else all that a face has for the scripts: how they join, and where marks stand
        part.layout_feature_tag_set.set(map(_tag, _FEATURES))
    part.name_id_set.set(_NAMES)
    part.drop_table_tag_set.add(_tag("FFTM"))  # FontForge's dates
    return bytes(part.subset(uharfbuzz.Face(file)).blob.data)


def _with_truetype_outlines(file: bytes) -> bytes:
    """Return a small font with its curves as TrueType has them, a thousandth of the size off at most."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import TTFont, newTable

    font: Any = TTFont(io.BytesIO(file), recalcTimestamp=False)
    glyphs, order = font.getGlyphSet(), font.getGlyphOrder()
    outlines = {}
    for name in order:
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, font["head"].unitsPerEm / 1000, reverse_direction=True))
        outlines[name] = pen.glyph()
    for tag in ("CFF ", "CFF2", "VORG"):
        if tag in font:
            del font[tag]
    font["glyf"], font["loca"], font["maxp"] = map(newTable, ("glyf", "loca", "maxp"))
    font["maxp"].tableVersion, font["maxp"].numGlyphs = 0x00010000, len(order)
    zones = ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
             "maxStackElements", "maxSizeOfInstructions", "maxComponentElements")  # fmt: skip
    for field in zones:
        setattr(font["maxp"], field, int(field == "maxZones"))
    font.sfntVersion = "\x00\x01\x00\x00"
    builder = FontBuilder(font=font)
    builder.setupGlyf(outlines)
    font["post"].formatType = 3.0
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


def _tag(name: str) -> int:
    return int.from_bytes(name.encode("ascii"), "big")
