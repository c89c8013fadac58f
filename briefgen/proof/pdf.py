"""Reads a PDF back with PDFium: words in the order in which they are painted, faces, tags, language."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence

import pypdfium2
from pypdfium2 import raw

from briefgen.document.tree import Contents, Document, contents_of, listed_sections, plain
from briefgen.look.theme import Theme
from briefgen.proof.reading_order import note_words, notes, pieces, squeeze

# Markers of lists are painted after the words of a page.
# The dots and the number after an entry of the contents list, at the end of a line.
_PAGE = re.compile(r"((?: \.)+) +(\d+)[ \t]*$", re.MULTILINE)
_MARK = "\ue000"  # put around that number: without white space nobody knows where it ends
_NAMED = re.compile(rf"\.+{_MARK}(\d+){_MARK}")
_MARKERS = re.compile(r"(?:[•◦▪]|\d+\.)*")


def faults(
    data: bytes,
    document: Document,
    theme: Theme,
    letterhead: frozenset[str] | None = None,
    sections: Sequence[int] = (),
) -> list[str]:
    """Return what differs from the tree, in plain words; nothing if all is well.

    It is on no letterhead, and on which pages its sections stand it says itself.
    """
    with pypdfium2.PdfDocument(data) as pdf:
        pages = list(pdf)
        read = [_words(page) for page in pages]
        language, is_tagged = _language(pdf), pdf.is_tagged()
        faces = sorted({_face(text) for page in pages for text in page.get_objects([raw.FPDF_PAGEOBJ_TEXT])})
    if contents_of(document):
        read = [_PAGE.sub(rf"\1{_MARK}\2{_MARK}", text) for text in read]
    found = list(_differences(list(map(squeeze, read)), document))
    if language != document.lang:
        found.append(f"the language is {language!r}, not {document.lang}")
    if not is_tagged:
        found.append("the file has no tags")
    family = theme.faces.family.replace(" ", "")
    for face in faces:
        if not face.replace("-", "").startswith(family):
            found.append(f"there is another face than the theme's: {face}")
    return found


def _words(page: pypdfium2.PdfPage) -> str:
    text: str = page.get_textpage().get_text_range()
    # At the end of a line PDFium has U+FFFE for a hyphen, which it takes for one that cuts a word.
    return text.replace("\r\n", "\n").replace("\ufffe", "-").replace("\u2060", "")


def _language(pdf: pypdfium2.PdfDocument) -> str:
    size = raw.FPDFCatalog_GetLanguage(pdf, None, 0)  # in bytes of UTF-16
    language = (ctypes.c_ushort * (size // 2))()
    raw.FPDFCatalog_GetLanguage(pdf, language, size)
    return bytes(language).decode("utf-16-le").rstrip("\0")


def _face(text: pypdfium2.PdfTextObj) -> str:
    name: str = text.get_font().get_base_name()
    return name.partition("+")[2] or name


def _differences(texts: list[str], document: Document) -> Iterator[str]:
    """Follow the tree's words through the pages. What a page has more is markers of lists, footnotes, running lines."""
    wanted = pieces(document, labels=True)
    unread = [f"{number}.{note_words(note)}" for number, note in enumerate(notes(document), start=1)]
    index = read = 0  # the piece that is being read, and how much of it stood on the pages before
    after_contents = max((i for i, piece in enumerate(wanted, start=1) if piece.kind == "entry"), default=0)
    named: list[int] = []  # the pages that the contents list names
    stand: list[int] = []  # the pages on which its sections begin
    for number, page in enumerate(texts, start=1):
        running = _running(document, number, len(texts))
        if not page.endswith(running):
            yield f"page {number} ends in „{page[-80:]}“ instead of its running lines"
            return
        text = page.removesuffix(running)
        if index >= after_contents:
            text = text.replace(_MARK, "")
        if index < len(wanted):
            text = text.removeprefix(wanted[index].head)  # a table that goes on repeats its column heads
        while index < len(wanted) and text.startswith(wanted[index].words[read:]):
            text = text.removeprefix(wanted[index].words[read:])
            if wanted[index].kind == "entry":
                if (match := _NAMED.match(text)) is None:
                    yield f"page {number}: the contents list names no page for {wanted[index].shown()}"
                    return
                named.append(int(match[1]))
                text = text[match.end() :]
            elif wanted[index].kind == "section" and not read:
                stand.append(number)
            index, read = index + 1, 0
            if index >= after_contents:
                text = text.replace(_MARK, "")
        rest = wanted[index].words[read:] if index < len(wanted) else ""
        for taken in range(_common(rest, text), -1, -1):
            if (footnotes := _footnotes(text[taken:], unread)) is not None:
                del unread[:footnotes]
                read += taken
                break
        else:
            missing = wanted[index].shown() if index < len(wanted) else "the end of the text"
            yield f"page {number}: instead of {missing} there is „{text[:60]}“"
            return
    if index < len(wanted):
        yield f"{wanted[index].shown()} is missing"
    lists = [block for block in document.blocks if isinstance(block, Contents)]
    sections = [number for contents in lists for number in listed_sections(document, contents)]
    if named != (standing := [page for number in sections for page in stand[number - 1 : number]]):
        yield f"the contents list names the pages {named}; its sections stand on {standing}"
    for note in unread:
        yield f"the footnote „{note[:60]}“ is missing"


def _common(one: str, other: str) -> int:
    """Return how many characters two texts begin with in common."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _footnotes(tail: str, unread: list[str]) -> int | None:
    """Return how many of the unread footnotes end a page, after nothing but markers of lists; None if there is more."""
    for count in range(len(unread) + 1):
        footnotes = "".join(unread[:count])
        if tail.endswith(footnotes) and _MARKERS.fullmatch(tail.removesuffix(footnotes)):
            return count
    return None


def _running(document: Document, page: int, pages: int) -> str:
    meta = document.metadata
    foot = (*([meta.marking] if meta.marking_at_foot else []), meta.running_foot, meta.page_label)
    lines = "".join(plain(line) for line in (meta.marking, meta.running_head, *foot))
    return squeeze(f"{lines}{page}/{pages}")
