"""An agency's own letterhead: a Word file that supplies styles, header, footer and page set-up of the Word briefs.

What is taken is what a letterhead needs, words and pictures; nothing that runs or leads out of the file comes along.
The marking, the version and the number of the page are never lost: they stand under the letterhead's own lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace

from docx.opc.part import Part
from lxml import etree

from briefgen.writers.docx_faces import Styles
from briefgen.writers.docx_letterhead_file import LetterheadError, LetterheadFile
from briefgen.writers.docx_letterhead_stories import Letters, shows_page_number
from briefgen.writers.docx_letterhead_styles import MergedStyles
from briefgen.writers.docx_package import RELATIONSHIPS, add_part, related
from briefgen.writers.docx_styles import build_styles
from briefgen.writers.docx_xml import NS, R, W, w
from briefgen.writers.theme import Theme

__all__ = ["Letterhead", "LetterheadError", "own_lines", "read_letterhead"]

_MM = 25.4 / 1440  # a twip
_SHEET = (90.0, 600.0)  # mm, the least and the greatest side
_TEXT = 90.0  # mm of width and height that must be left for the text
_KINDS = ("default", "first", "even")
_SCALES = {"pgSz": ("w", "h"), "pgMar": ("top", "right", "bottom", "left", "header", "footer", "gutter")}
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
    unlinked: bool  # it had links, which are words now

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

    def measured(self, theme: Theme) -> Theme:
        """Return the theme with the letterhead's sheet and margins, which tables and tab stops are measured by."""
        return replace(theme, page=replace(theme.page, **_measures(self.section)))

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
                root.extend(_without_bookmarks(lines))
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
        return [deepcopy(element) for element in found if element is not None]

    def merge(self, ours: etree._Element) -> MergedStyles:
        """Return its styles with a place for ours."""
        return MergedStyles(self.styles, self.numbering, ours)

    def notes(self, theme: Theme, *, contents: bool = False) -> tuple[str, ...]:
        """Say what the letterhead lacks, and what the briefs have instead; `contents` says that one has a list."""
        ours = build_styles(theme, "en", ())
        merged = self.merge(ours)
        merged.add(ours, w("numbering"), "en")
        said = []
        if merged.lacking:
            said.append(f"it lacks these styles, so the theme's were added: {', '.join(merged.lacking)}")
        if merged.without_bullet:
            said.append(f"it has no bullets or numbers in {', '.join(merged.without_bullet)}: the theme's were added")
        for story in ("header", "footer"):
            if (story, "default") not in self.stories:
                said.append(f"it has no {story}: the brief's own stands there")
        if ("header", "default") in self.stories:
            said.append("its header has no place for the marking and the event: they stand under it")
        if ("footer", "default") in self.stories:
            number = "" if self.numbers_pages else " and the number of the page"
            said.append(f"its footer has no place for the version{number}: they stand under it")
        if self.unlinked:
            said.append("links in its header or footer are plain words now")
        family = Styles(self.styles, self.fonts).body_family()
        if family != theme.faces.family:
            said.append(f"its text is set in {family or 'no face of its own'}, which the Word files don't hold")
        if contents:
            said.append("its pages end elsewhere than the PDF's, whose numbers the contents list has: renew it with F9")
        return tuple(f"{self.name}: {each}" for each in said)

    def _other_kinds(self) -> Iterator[str]:
        title_page = self.section.find("w:titlePg", NS)
        if title_page is not None and title_page.get(f"{{{W}}}val", "1") not in ("0", "false", "off"):
            yield "first"
        if self.even_and_odd:
            yield "even"


def read_letterhead(data: bytes, name: str) -> Letterhead:
    """Take what a letterhead has to give; raises `LetterheadError` for a file that is no letterhead or a danger."""
    file = LetterheadFile(data, name)
    document = file.xml(file.document)
    for tag in ("altChunk", "object", "control", "subDoc"):
        if next(document.iter(f"{{{W}}}{tag}"), None) is not None:
            raise file.error(f"has an embedded object or document ({tag})")
    relations = file.relations(file.document)
    parts = {relation.kind: relation.target for relation in relations.values() if relation.target}
    if "styles" not in parts:
        raise file.error("has no styles")
    section = document.find("w:body/w:sectPr", NS)
    if section is None or any(section.find(f"w:{tag}", NS) is None for tag in _SCALES):
        raise file.error("says nothing of its page: open it in Word, set size and margins, and save it")
    _check_page(file, section)
    stories = {}
    for story in ("header", "footer"):
        for reference in section.iterfind(f"w:{story}Reference", NS):
            kind, relation = reference.get(f"{{{W}}}type", "default"), relations.get(reference.get(f"{{{R}}}id", ""))
            if kind not in _KINDS or relation is None or relation.target is None:
                raise file.error(f"is damaged: its {story} leads nowhere")
            stories[story, kind] = Letters(file, relation.target)
    settings = file.xml(parts["settings"]) if "settings" in parts else w("settings")
    even = settings.find("w:evenAndOddHeaders", NS)
    numbering = _numbering(file, parts["numbering"]) if "numbering" in parts else None
    return Letterhead(
        name=name,
        styles=_styles(file, parts["styles"]),
        numbering=numbering,
        theme=_theme(file.xml(parts["theme"])) if "theme" in parts else None,
        section=section,
        stories=stories,
        even_and_odd=even is not None and even.get(f"{{{W}}}val", "1") not in ("0", "false", "off"),
        unlinked=any(letters.unlinked for letters in stories.values()),
    )


def _check_page(file: LetterheadFile, section: etree._Element) -> None:
    try:
        page = _measures(section)
    except ValueError:
        raise file.error("has a page whose measures are no numbers") from None
    sides = page["width"], page["height"]
    text = page["width"] - page["left"] - page["right"], page["height"] - abs(page["top"]) - abs(page["bottom"])
    if min(sides) < _SHEET[0] or max(sides) > _SHEET[1] or min(text) < _TEXT or min(page.values()) < -sides[1]:
        raise file.error(
            f"has a page of {sides[0]:.0f} × {sides[1]:.0f} mm with {text[0]:.0f} × {text[1]:.0f} mm for the text; "
            f"the text needs {_TEXT:.0f} mm each way, and a side is {_SHEET[0]:.0f} to {_SHEET[1]:.0f} mm"
        )


def _measures(section: etree._Element) -> dict[str, float]:
    """Return the page's measures in mm, by their names in a theme; raises ValueError."""
    values = {
        name: int(section.find(f"w:{tag}", NS).get(f"{{{W}}}{name}", "0")) * _MM  # type: ignore[union-attr]
        for tag, names in _SCALES.items()
        for name in names
    }
    page = {name: values[name] for name in ("top", "right", "bottom")}
    return {**page, "left": values["left"] + values["gutter"], "width": values["w"], "height": values["h"]}


def _styles(file: LetterheadFile, part: str) -> etree._Element:
    root = file.xml(part)
    if root.tag != f"{{{W}}}styles":
        raise file.error("is damaged: its styles are none")
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
                raise file.error("is damaged: a list has a number that is none")
    return root


def _theme(root: etree._Element) -> etree._Element:
    """Return its theme; grounds of shapes that are pictures become plain ones."""
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
