"""The theme's face as Word has to know it: its own line height, and the part fontTable.xml (ECMA-376 17.8)."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeGuard

from docx.opc.part import Part, XmlPart
from lxml import etree

from briefgen.formats.word.embedding import embed_fonts
from briefgen.formats.word.faces import Styles
from briefgen.formats.word.package import add_part, related
from briefgen.formats.word.xml import W, w
from briefgen.look.theme import Theme

# The ten PANOSE digits by their names in fontTools, in the order of the OpenType specification.
_PANOSE = (
    *("bFamilyType", "bSerifStyle", "bWeight", "bProportion", "bContrast"),
    *("bStrokeVariation", "bArmStyle", "bLetterForm", "bMidline", "bXHeight"),
)
# What Word takes where it can't use the face in the file: faces with Georgian that come with Windows.
_SANS, _SERIF = "Segoe UI", "Sylfaen"
_SANS_SERIF = range(11, 16)  # values of bSerifStyle
_STORIES = frozenset(f"{{{W}}}{name}" for name in ("document", "hdr", "ftr", "footnotes"))


@dataclass(frozen=True)
class _Face:
    line_height: float  # ems
    panose: tuple[int, ...]
    signature: tuple[tuple[str, int], ...]  # Unicode ranges and code pages, by their names in Word


def line_height(theme: Theme) -> float:
    """Return the face's own line height in ems: Word's multiples count from it, CSS's line-height from the size."""
    return _face(theme.face_files["regular"]).line_height


def add_fonts(document_part: Part, theme: Theme, styles: etree._Element, fonts: dict[str, str]) -> bool:
    """Add fontTable.xml, with the faces in it that the file uses; returns whether there are any.

    `fonts` are the families of the file's theme part; raises `ThemeError` for a face that can't be embedded.
    """
    stories = [part.element for part in (document_part, *related(document_part)) if _is_story(part)]
    looks = Styles(styles, fonts)
    root = w("fonts")
    table = add_part(document_part, "fontTable", root)
    embedded = False
    for number, (family, files) in enumerate(theme.files_of.items()):
        faces = looks.faces(family, stories)
        if number and not faces:
            continue
        font = _font(family, files["regular"])
        root.append(font)
        words = looks.words(family, stories) if theme.further else _words(stories)
        embed_fonts(table, font, theme, family, faces, words, first=1 + 4 * number)
        embedded = embedded or bool(faces)
    return embedded


def _words(stories: Iterable[etree._Element]) -> Iterator[str]:
    return (text.text or "" for story in stories for text in story.iter(f"{{{W}}}t"))


def _is_story(part: Part) -> TypeGuard[XmlPart]:
    return isinstance(part, XmlPart) and part.element.tag in _STORIES


def _font(family: str, file: bytes) -> etree._Element:
    """Return the entry by which Word looks for a kindred face, should it not use the one in the file."""
    face = _face(file)
    return w(
        "font",
        w("altName", val=_SANS if face.panose[1] in _SANS_SERIF else _SERIF),
        w("panose1", val="".join(f"{digit:02X}" for digit in face.panose)),
        w("charset", val="00"),
        w("family", val="auto"),
        w("pitch", val="variable"),
        w("sig", **{name: f"{value:08X}" for name, value in face.signature}),
        name=family,
    )


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
