"""An agency's own letterhead: a Word file that supplies styles, header, footer and page set-up of the Word briefs.

What is taken is what a letterhead needs, words and pictures; nothing that runs or leads out of the file comes along.
The marking, the version and the number of the page are never lost: they stand under the letterhead's own lines.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cached_property

from docx.opc.part import Part
from lxml import etree

from briefgen.formats.word.letterhead.bare import strip_theme
from briefgen.formats.word.letterhead.faces import KNOWN_FACES, georgian_faces
from briefgen.formats.word.letterhead.file import LetterheadError, LetterheadFile
from briefgen.formats.word.letterhead.page import SCALES, check_page, is_on, measures, sections
from briefgen.formats.word.letterhead.room import Room, find_room
from briefgen.formats.word.letterhead.sizes import in_its_sizes
from briefgen.formats.word.letterhead.stories import Letters, shows_page_number
from briefgen.formats.word.letterhead.styles import MergedStyles
from briefgen.formats.word.package import RELATIONSHIPS, add_part, related
from briefgen.formats.word.xml import NS, R, W, w
from briefgen.look.theme import Theme
from briefgen.problems.notes import Told

__all__ = ["Letterhead", "LetterheadError", "own_lines", "read_letterhead"]

_A = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}


@dataclass(frozen=True)
class Letterhead:
    """What is taken from a letterhead. The elements are copied, never changed."""

    name: str
    styles: etree._Element
    numbering: etree._Element | None
    theme: etree._Element | None
    section: etree._Element
    stories: dict[tuple[str, str], Letters]  # by ("header" or "footer", kind)
    even_and_odd: bool
    sections: int  # of how many sections this is the first
    later: dict[str, int]  # by "header" or "footer": the first section that has one, 0 if none has
    dropped: tuple[str, ...]  # what was left behind
    georgian: dict[str, bool]  # whether a family has Georgian letters, as its font table says
    sha256: str  # of the file, in hex

    @property
    def fonts(self) -> dict[str, str]:
        """The families of its theme part, by ``major`` and ``minor``."""
        if self.theme is None:
            return {}
        latin = {kind: self.theme.find(f".//a:{kind}Font/a:latin", _A) for kind in ("major", "minor")}
        return {kind: element.get("typeface", "") for kind, element in latin.items() if element is not None}

    @property
    def faces(self) -> frozenset[str]:
        """The families that it names anywhere."""
        roots = (self.styles, *(letters.root for letters in self.stories.values()))
        names = {name for root in roots for fonts in root.iter(f"{{{W}}}rFonts") for name in map(str, fonts.values())}
        return frozenset(names | set(self.fonts.values()))

    @property
    def pictures(self) -> tuple[tuple[str, float, int], ...]:
        """Its pictures made of pixels: in header or footer, how wide in mm, and how many pixels across."""
        found = ((story, *each) for (story, _), letters in self.stories.items() for each in letters.measured_pictures())
        return tuple(dict.fromkeys(found))

    @property
    def numbers_pages(self) -> bool:
        """Whether its header or footer shows the number of the page, on first and even pages, too."""
        numbered = {kind for (_, kind), letters in self.stories.items() if shows_page_number(letters.root)}
        return numbered >= {"default", *self._other_kinds()}

    @cached_property
    def room(self) -> Room:
        """Where our running lines are clear of what floats in its header and footer."""
        return find_room(self.section, self.stories)

    def measured(self, theme: Theme) -> Theme:
        """Return the theme with the letterhead's sheet and margins, which tables and tab stops are measured by."""
        return replace(theme, page=replace(theme.page, **measures(self.section)))

    def reckoned(self, theme: Theme) -> Theme:
        """Return the theme in its measures and in the sizes of its styles, by which its pages are reckoned."""
        return replace(self.measured(theme), sizes=in_its_sizes(theme.sizes, self.styles))

    def running(self, story: str) -> etree._Element | None:
        """Return what stands above our own running lines."""
        letters = self.stories.get((story, "default"))
        return deepcopy(letters.root) if letters else None

    def add_stories(self, document_part: Part, ours: dict[str, Part]) -> list[etree._Element]:
        """Give our header and footer their pictures, add those of first and even pages; returns their references."""
        references = []
        for story, part in ours.items():
            lines = [line for line in part.element if _is_ours(line)]  # type: ignore[attr-defined]
            if letters := self.stories.get((story, "default")):
                letters.bind(part, part.element)  # type: ignore[attr-defined]
            for kind in self._other_kinds():
                letters = self.stories.get((story, kind))
                root = deepcopy(letters.root) if letters else w({"header": "hdr", "footer": "ftr"}[story])
                place = 0 if story == "footer" and self.room.after is not None else len(root)
                root[place:place] = _without_bookmarks(lines)
                other = add_part(document_part, story, root, suffix=f"-{kind}")
                if letters:
                    letters.bind(other, root)
                reference = w(f"{story}Reference", type=kind)
                reference.set(f"{{{R}}}id", document_part.relate_to(other, RELATIONSHIPS[story]))
                references.append(reference)
        return references

    def geometry(self) -> list[etree._Element]:
        """Return its page set-up, in the order that the schema wants."""
        found = (self.section.find(f"w:{tag}", NS) for tag in ("pgSz", "pgMar", "pgBorders", "titlePg"))
        copies = [deepcopy(element) for element in found if element is not None]
        for side in ("top", "bottom"):  # a negative one would let the text run into our lines
            copies[1].set(f"{{{W}}}{side}", copies[1].get(f"{{{W}}}{side}", "0").lstrip("-"))
        return copies

    def merge(self, ours: etree._Element) -> MergedStyles:
        """Return its styles with a place for ours."""
        return MergedStyles(self.styles, self.numbering, ours)

    def without_georgian(self, merged: MergedStyles, theme: Theme) -> frozenset[str | None]:
        """Return the ids of the paragraph styles whose face has no Georgian letters; None is running text."""
        families = merged.families(self.fonts).items()
        return frozenset(id_ for id_, family in families if self.has_georgian(family, theme) is False)

    def has_georgian(self, family: str, theme: Theme) -> bool | None:
        """Say whether a family has Georgian letters; None where nobody knows."""
        if family == theme.faces.family:
            return not theme.missing_glyphs(["\N{GEORGIAN LETTER AN}"])
        return self.georgian.get(family, KNOWN_FACES.get(family.lower()))

    def _other_kinds(self) -> Iterator[str]:
        if is_on(self.section, "titlePg"):
            yield "first"
        if self.even_and_odd:
            yield "even"


def read_letterhead(data: bytes, name: str) -> Letterhead:
    """Take what a letterhead has to give; raises `LetterheadError` for a file that is no letterhead or a danger.

    Of several sections the first gives page, header and footer: nothing stands before it that it could inherit from
    (ECMA-376 17.10.1), so a kind that it doesn't name is blank, and a later section's is never taken.
    """
    file = LetterheadFile(data, name)
    document = file.xml(file.document)
    for tag in ("altChunk", "object", "control", "subDoc"):
        if next(document.iter(f"{{{W}}}{tag}"), None) is not None:
            file.refuse(
                Told("has an embedded object or document in its text ({tag})", tag=tag),
                Told("delete it: the text isn't taken along"),
            )
    relations = file.relations(file.document)
    parts = {relation.kind: relation.target for relation in relations.values() if relation.target}
    if "styles" not in parts:
        raise file.error(Told("has no styles"))
    every_section = sections(document)
    if not every_section or any(every_section[0].find(f"w:{tag}", NS) is None for tag in SCALES):
        raise file.error(Told("says nothing of its page: open it in Word, set size and margins, and save it"))
    section = every_section[0]
    check_page(file, section)
    settings = file.xml(parts["settings"]) if "settings" in parts else w("settings")
    even_and_odd = is_on(settings, "evenAndOddHeaders")
    in_force = {"default": True, "first": is_on(section, "titlePg"), "even": even_and_odd}
    stories, styles = {}, _styles(file, parts["styles"])
    page = measures(section)
    for story in ("header", "footer"):
        for reference in section.iterfind(f"w:{story}Reference", NS):
            kind, relation = reference.get(f"{{{W}}}type", "default"), relations.get(reference.get(f"{{{R}}}id", ""))
            if kind not in in_force or relation is None or relation.target is None:
                raise file.error(Told("is damaged: its {story} leads nowhere", story=story))
            if in_force[kind]:
                stories[story, kind] = Letters(file, relation.target, (page["width"], page["height"]), styles)
    letterhead = Letterhead(
        name=name,
        styles=styles,
        numbering=_numbering(file, parts["numbering"]) if "numbering" in parts else None,
        theme=_theme(file.xml(parts["theme"])) if "theme" in parts else None,
        section=section,
        sections=len(every_section),
        later={
            story: next(
                (number for number, each in enumerate(every_section, start=1)
                 if each.find(f"w:{story}Reference", NS) is not None), 0,
            )
            for story in ("header", "footer")
        },
        stories=stories,
        even_and_odd=even_and_odd,
        dropped=tuple(file.dropped),
        georgian=georgian_faces(file.xml(parts["fontTable"])) if "fontTable" in parts else {},
        sha256=hashlib.sha256(data).hexdigest(),
    )  # fmt: skip
    file.require_no_hurdles()
    return letterhead


def _styles(file: LetterheadFile, part: str) -> etree._Element:
    root = file.xml(part)
    if root.tag != f"{{{W}}}styles":
        raise file.error(Told("is damaged: its styles are none"))
    return root


def _numbering(file: LetterheadFile, part: str) -> etree._Element:
    """Return its lists; bullets that are pictures become plain ones."""
    root = file.xml(part)
    for tag in ("numPicBullet", "lvlPicBulletId"):
        for element in list(root.iter(f"{{{W}}}{tag}")):
            element.getparent().remove(element)  # type: ignore[union-attr]
    for element in root.iter():
        for name in ("numId", "abstractNumId"):
            if not element.get(f"{{{W}}}{name}", "0").isdecimal():
                raise file.error(Told("is damaged: a list has a number that is none"))
    return root


def _theme(root: etree._Element) -> etree._Element:
    """Return its theme without names; grounds of shapes that are pictures become plain ones."""
    strip_theme(root)
    for element in list(root.iter(f"{{{_A['a']}}}blipFill")):
        plain = etree.SubElement(root, f"{{{_A['a']}}}solidFill")
        etree.SubElement(plain, f"{{{_A['a']}}}schemeClr", val="phClr")
        element.getparent().replace(element, plain)  # type: ignore[union-attr]
    return root


def own_lines(document_part: Part) -> Iterator[etree._Element]:
    """Yield what we wrote ourselves: the body, the footnotes, and our lines in headers and footers."""
    yield document_part.element  # type: ignore[attr-defined]
    for part in related(document_part):
        root = getattr(part, "element", None)
        if root is not None and root.tag == f"{{{W}}}footnotes":
            yield root
        elif root is not None and root.tag in (f"{{{W}}}hdr", f"{{{W}}}ftr"):
            yield from filter(_is_ours, root)


def _is_ours(line: etree._Element) -> bool:
    style = line.find("w:pPr/w:pStyle", NS)
    return style is not None and style.get(f"{{{W}}}val") in ("BriefHeader", "BriefFooter")


def _without_bookmarks(lines: list[etree._Element]) -> list[etree._Element]:
    """Return copies: a bookmark stands once in a file, and a link belongs to the part that it was written for."""
    copies = deepcopy(lines)
    for line in copies:
        etree.strip_elements(line, f"{{{W}}}bookmarkStart", f"{{{W}}}bookmarkEnd")
        etree.strip_tags(line, f"{{{W}}}hyperlink")
    return copies
