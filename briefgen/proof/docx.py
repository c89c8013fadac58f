"""Reads a Word file back, with nothing but zip and XML."""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy
from itertools import zip_longest

from lxml import etree

from briefgen.document.sides import accept, is_marked, reject
from briefgen.document.tree import Document, plain
from briefgen.proof.tracked import Decision, decide, is_tracked
from briefgen.proof.words import note_words, notes, pieces, squeeze
from briefgen.writers.theme import Theme

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def faults(data: bytes, document: Document, theme: Theme, letterhead: frozenset[str] | None = None) -> list[str]:
    """Return what differs from the tree, in plain words; nothing if all is well.

    A letterhead may number the pages in its own words, and set the text in its own faces. Of a redline both sides are
    looked at: the file with all changes accepted, and with all changes rejected.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        roots = {
            name: etree.fromstring(package.read(name), _PARSER) for name in package.namelist() if name.endswith(".xml")
        }
    if not is_marked(document):
        tracked = ["there are tracked changes in it"] if is_tracked(roots) else []
        return [*tracked, *_faults(roots, document, theme, letterhead)]
    found = []
    decisions: dict[Decision, Document] = {"accepted": accept(document), "rejected": reject(document)}
    for decision, side in decisions.items():
        copy = deepcopy(roots)
        faults = [*decide(copy, decision), *_faults(copy, side, theme, letterhead)]
        found += [f"with all changes {decision}, {fault}" for fault in faults]
    return found


def _faults(
    roots: dict[str, etree._Element], document: Document, theme: Theme, letterhead: frozenset[str] | None
) -> list[str]:
    found = _differences(_paragraphs(roots["word/document.xml"]), document)
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
    own = {theme.faces.family} | (letterhead or frozenset())
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


def _differences(written: list[str], document: Document) -> list[str]:
    wanted = pieces(document)
    for words, piece in zip_longest(written, wanted):
        if piece is None:
            return [f"there are words that the content doesn't have: „{words[:60]}“"]
        if words != piece.words:
            return [f"{piece.shown()} is missing, or not in its place"]
    return []


def _paragraphs(root: etree._Element) -> list[str]:
    lines = ("".join(map(_words, paragraph.iter())) for paragraph in root.iter(f"{_W}p"))
    return [squeezed for line in lines if (squeezed := squeeze(line))]


def _words(element: etree._Element) -> str:
    match str(element.tag).removeprefix(_W):
        case "t":
            return (element.text or "").replace("\u2060", "")
        case "noBreakHyphen":
            return "-"
        case "footnoteReference":
            return str(element.get(f"{_W}id"))
        case _:
            return ""
