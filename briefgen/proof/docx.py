"""Reads a Word file back, with nothing but zip and XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from itertools import zip_longest

from lxml import etree

from briefgen.document.accepting import accept, is_marked, reject
from briefgen.document.directions import LEFT_TO_RIGHT_MARK
from briefgen.document.tree import Deleted, Document, Inserted, Paragraph, Revision, is_section, plain, walk
from briefgen.look.theme import Theme
from briefgen.proof.docx_faces import boxes
from briefgen.proof.reading_order import note_words, notes, pieces, squeeze
from briefgen.proof.tracked import Verdict, decide, is_tracked

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def faults(
    data: bytes,
    document: Document,
    theme: Theme,
    letterhead: frozenset[str] | None = None,
    sections: Sequence[int] = (),
) -> list[str]:
    """Return what differs from the tree, in plain words; nothing if all is well.

    `sections` are the pages that the contents list shall name, one for each section. A letterhead may number the pages
    in its own words, and set the text in its own faces. Of a redline both sides are looked at: the file with all
    changes accepted, and with all changes rejected.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    roots = {name: etree.fromstring(data, _PARSER) for name, data in parts.items() if name.endswith(".xml")}
    found = boxes(parts, roots, theme, only_ours=letterhead is not None)
    found += _comments(roots, document)
    document = replace(document, comparison=None)
    if not is_marked(document):
        tracked = ["there are tracked changes in it"] if is_tracked(roots) else []
        return [*tracked, *found, *_faults(roots, document, theme, letterhead, sections)]
    headings = [block for block in document.blocks if is_section(block)]
    sides: dict[Verdict, tuple[Document, Revision]] = {
        "accepted": (accept(document), "deleted"),
        "rejected": (reject(document), "inserted"),
    }
    for decision, (side, gone) in sides.items():
        copy = deepcopy(roots)
        pages = [page for heading, page in zip(headings, sections, strict=False) if heading.change != gone]
        faults = [*decide(copy, decision), *_faults(copy, side, theme, letterhead, pages)]
        found += [f"with all changes {decision}, {fault}" for fault in faults]
    return found


def _comments(roots: dict[str, etree._Element], document: Document) -> list[str]:
    """Compare the comment with what a redline says of itself but for the key, which is Word's."""
    written = _paragraphs(roots["word/comments.xml"]) if "word/comments.xml" in roots else []
    panel = document.comparison.panel.blocks if document.comparison else ()
    wanted = [
        squeeze(plain(block.children))
        for block in panel
        if not any(isinstance(node, Inserted | Deleted) for node in walk(block))
    ]
    return [] if written == wanted else [f"the comment says {written}, not {wanted}"]


def _faults(
    roots: dict[str, etree._Element],
    document: Document,
    theme: Theme,
    letterhead: frozenset[str] | None,
    sections: Sequence[int],
) -> list[str]:
    found = _differences(_paragraphs(roots["word/document.xml"]), document, sections)
    found += _misnumbered(roots, document)
    written = [
        squeeze("".join(map(_words, note.iter())))
        for note in roots["word/footnotes.xml"].iterfind(f"{_W}footnote")
        if note.get(f"{_W}type") is None
    ]
    wanted = [note_words(note) for note in notes(document)]
    if written != wanted:
        found.append(f"the footnotes are {written}, not {wanted}")
    running = "".join(
        squeeze("".join(map(_words, root.iter())))
        for name, root in sorted(roots.items())
        if name.startswith(("word/header", "word/footer"))
    )
    meta = document.metadata
    label = meta.page_label if letterhead is None else ()
    for line in (meta.marking, meta.running_head, meta.running_foot, label):
        if squeeze(plain(line)) not in running:
            found.append(f"the running line „{plain(line)}“ is missing")
    if not any(
        "PAGE" in _fields(root) for name, root in roots.items() if name.startswith(("word/header", "word/footer"))
    ):
        found.append("the pages are not numbered")
    languages = {lang.get(f"{_W}val") for lang in roots["word/styles.xml"].iter(f"{_W}lang")}
    if document.lang not in languages:
        found.append(f"the language {document.lang} is not set")
    own = {*theme.families} | (letterhead or frozenset())
    faces = {
        fonts.get(f"{_W}{kind}")
        for name in ("word/styles.xml", "word/document.xml", "word/footnotes.xml")
        for fonts in roots[name].iter(f"{_W}rFonts")
        for kind in ("ascii", "hAnsi", "cs", "eastAsia")
    }
    if strange := sorted(face for face in faces if face and face not in own):
        found.append(f"there are other faces than the theme's: {', '.join(strange)}")
    return found


def _fields(root: etree._Element) -> list[str]:
    """Return the words of all field instructions, such as PAGE."""
    simple = [field.get(f"{_W}instr", "") for field in root.iter(f"{_W}fldSimple")]
    return " ".join([*simple, *(part.text or "" for part in root.iter(f"{_W}instrText"))]).split()


def _differences(written: list[str], document: Document, sections: Sequence[int]) -> list[str]:
    wanted = pieces(document)
    pages = list(sections)
    for words, piece in zip_longest(written, wanted):
        if piece is None:
            return [f"there are words that the content doesn't have: „{words[:60]}“"]
        if piece.kind == "entry":
            page = pages.pop(0) if pages else "?"
            if words != f"{piece.words}{page}":
                return [f"the contents list doesn't say that {piece.shown()} is on page {page}"]
        elif words != piece.words:
            return [f"{piece.shown()} is missing, or not in its place"]
    return []


def _misnumbered(roots: dict[str, etree._Element], document: Document) -> list[str]:
    """Compare the paragraphs that Word will number 1, 2, 3 … with those that the tree numbers."""
    wanted = [
        squeeze(plain(node.children))
        for node in walk(document)
        if isinstance(node, Paragraph) and node.number is not None
    ]
    numbered = _numbered_style(roots) if wanted else None
    written = [
        squeeze("".join(map(_words, (mark for mark in paragraph.iter() if mark.tag != f"{_W}footnoteReference"))))
        for paragraph in roots["word/document.xml"].iter(f"{_W}p")
        if numbered and paragraph.find(f"{_W}pPr/{_W}pStyle[@{_W}val='{numbered}']") is not None
    ]
    if written == wanted:
        return []
    number = next((i for i, (a, b) in enumerate(zip_longest(written, wanted), start=1) if a != b), 0)
    return [f"paragraph {number} doesn't have its number"]


def _numbered_style(roots: dict[str, etree._Element]) -> str | None:
    """Return the id of the style of numbered paragraphs, if it counts in figures from 1."""
    named = (style for style in roots["word/styles.xml"].iter(f"{_W}style") if _name(style) == "numbered text")
    style = next(named, None)
    number = style.find(f"{_W}pPr/{_W}numPr/{_W}numId") if style is not None else None
    if style is None or number is None:
        return None
    numbering = roots["word/numbering.xml"]
    instance = numbering.find(f"{_W}num[@{_W}numId='{number.get(f'{_W}val')}']/{_W}abstractNumId")
    if instance is None:
        return None
    level = numbering.find(f"{_W}abstractNum[@{_W}abstractNumId='{instance.get(f'{_W}val')}']/{_W}lvl[@{_W}ilvl='0']")
    if level is None:
        return None
    said = [(mark := level.find(f"{_W}{tag}")) is not None and mark.get(f"{_W}val") for tag in ("start", "numFmt")]
    return style.get(f"{_W}styleId") if said == ["1", "decimal"] else None


def _name(style: etree._Element) -> str:
    name = style.find(f"{_W}name")
    return name.get(f"{_W}val", "").lower() if name is not None else ""


def _paragraphs(root: etree._Element) -> list[str]:
    lines = ("".join(map(_words, paragraph.iter())) for paragraph in root.iter(f"{_W}p"))
    return [squeezed for line in lines if (squeezed := squeeze(line))]


def _words(element: etree._Element) -> str:
    match str(element.tag).removeprefix(_W):
        case "t":
            return (element.text or "").replace(LEFT_TO_RIGHT_MARK, "")
        case "noBreakHyphen":
            return "-"
        case "footnoteReference":
            return str(element.get(f"{_W}id"))
        case _:
            return ""
