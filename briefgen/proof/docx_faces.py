"""Holds the letters of a Word file against its faces: what a face lacks LibreOffice hides, others draw as a box."""

from __future__ import annotations

import posixpath
import re
import uuid
from collections.abc import Iterator, Mapping
from itertools import cycle

from lxml import etree

from briefgen.look.faces import characters
from briefgen.look.theme import Theme

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TABLE = "word/fontTable.xml"
_JOINER = "\u2060"
_joiners = etree.XPath(" | ".join(f"//{where}[contains(., $joiner)]" for where in ("text()", "comment()", "@*")))
_ASCII = re.compile(r"[\x00-\x7f]+")


def boxes(
    parts: Mapping[str, bytes], roots: Mapping[str, etree._Element], theme: Theme, *, only_ours: bool = False
) -> list[str]:
    """Return which letters a reader would see as a box, in plain words; nothing if there are none.

    Each run is held against the face that it names: as the file embeds it, else as the theme has it. Other faces aren't
    known, and word joiners are wrong in any. With `only_ours` a letterhead's own lines are left to the letterhead.
    """
    found = [f"there are word joiners (U+2060) in {name}" for name, root in roots.items() if _has_joiner(root)]
    faces = embedded(parts, roots)
    for family, shown in theme.letters_of.items():
        faces.setdefault(family, shown)
    styles = _Styles(roots)
    for name, root in roots.items():
        lines = root.iter(f"{_W}p") if name.startswith(("word/document", "word/foot", "word/head")) else ()
        for line in lines:
            if only_ours and name.startswith(("word/footer", "word/header")) and not styles.is_ours(line):
                continue
            for family, words in styles.runs(line):
                if lacking := sorted(set(words) - faces.get(family, frozenset(words)) - {_JOINER}):
                    letters = ", ".join(f"„{letter}“ (U+{ord(letter):04X})" for letter in lacking)
                    found.append(f"the face {family} has no {letters} for „{words[:60]}“ in {name}")
    return found


def embedded(parts: Mapping[str, bytes], roots: Mapping[str, etree._Element]) -> dict[str, frozenset[str]]:
    """Return the letters that each family in the file has in all of its faces there (ECMA-376 17.8.1)."""
    table, relations = roots.get(_TABLE), parts.get("word/_rels/fontTable.xml.rels")
    if table is None or relations is None:
        return {}
    targets = {each.get("Id"): each.get("Target", "") for each in etree.fromstring(relations)}
    found = {}
    for font in table:
        faces = [
            characters(
                _plain(parts[posixpath.join("word", targets[face.get(f"{_R}id")])], face.get(f"{_W}fontKey", ""))
            )
            for face in font
            if face.get(f"{_R}id")
        ]
        if faces:
            found[font.get(f"{_W}name", "")] = frozenset.intersection(*faces)
    return found


def _plain(data: bytes, key: str) -> bytes:
    mask = cycle(reversed(uuid.UUID(key).bytes))
    return bytes(byte ^ over for byte, over in zip(data[:32], mask, strict=False)) + data[32:]


def _has_joiner(root: etree._Element) -> bool:
    return bool(_joiners(root, joiner=_JOINER))


class _Styles:
    """Says in which family a run stands (17.3.2.26, 17.7.2)."""

    def __init__(self, roots: Mapping[str, etree._Element]) -> None:
        root, theme = roots["word/styles.xml"], roots.get("word/theme/theme1.xml")
        self._styles = {style.get(f"{_W}styleId"): style for style in root.iter(f"{_W}style")}
        self._default = root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}rFonts")
        normal = (style for style in self._styles.values() if style.get(f"{_W}type") == "paragraph" and _is_set(style))
        self._normal = next((style.get(f"{_W}styleId") for style in normal), None)
        self._fonts: dict[str | None, list[etree._Element | None]] = {}
        self._theme = {
            f"{kind}HAnsi": latin.get("typeface", "")
            for kind in ("major", "minor")
            if theme is not None and (latin := theme.find(f".//{_A}{kind}Font/{_A}latin")) is not None
        }

    def is_ours(self, line: etree._Element) -> bool:
        """Say whether a running line is the brief's, under those of a letterhead."""
        style = self._styles.get(_value(line, f"{_W}pPr/{_W}pStyle"))
        name = style.find(f"{_W}name") if style is not None else None
        return name is not None and name.get(f"{_W}val", "").startswith("Brief ")

    def runs(self, line: etree._Element) -> Iterator[tuple[str, str]]:
        """Yield family and words of each run: ASCII and other letters apart, since they may stand in two families."""
        style = _value(line, f"{_W}pPr/{_W}pStyle") or self._normal
        for run in line.iter(f"{_W}r"):
            words = "".join(text.text or "" for text in run.iter(f"{_W}t"))
            fonts = [run.find(f"{_W}rPr/{_W}rFonts"), *self._of(_value(run, f"{_W}rPr/{_W}rStyle")), *self._of(style)]
            for slot, letters in (("ascii", "".join(_ASCII.findall(words))), ("hAnsi", _ASCII.sub("", words))):
                if letters:
                    yield self._family([*fonts, self._default], slot), letters

    def _of(self, style_id: str | None) -> list[etree._Element | None]:
        if style_id not in self._fonts:
            found: dict[str, etree._Element | None] = {}
            based = style_id
            while based is not None and based in self._styles and based not in found:
                found[based] = self._styles[based].find(f"{_W}rPr/{_W}rFonts")
                based = _value(self._styles[based], f"{_W}basedOn")
            self._fonts[style_id] = [*found.values()]
        return self._fonts[style_id]

    def _family(self, fonts: list[etree._Element | None], slot: str) -> str:
        for each in fonts:
            if each is not None and (
                name := self._theme.get(each.get(f"{_W}{slot}Theme", "")) or each.get(f"{_W}{slot}")
            ):
                return name
        return ""


def _is_set(style: etree._Element) -> bool:
    return style.get(f"{_W}default", "0") not in ("0", "false", "off")


def _value(element: etree._Element, path: str) -> str | None:
    found = element.find(path)
    return None if found is None else found.get(f"{_W}val")
