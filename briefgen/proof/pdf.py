"""Reads a PDF back with pypdf: words in the order in which they are painted, faces, tags, language."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from briefgen.document.tree import Contents, Document, contents_of, listed_sections, plain
from briefgen.proof.words import note_words, notes, pieces, squeeze
from briefgen.writers.theme import Theme

# Markers of lists are painted after the words of a page.
# The dots and the number after an entry of the contents list, at the end of a line.
_PAGE = re.compile(r"((?: \.)+) +(\d+)[ \t]*$", re.MULTILINE)
_MARK = "\ue000"  # put around that number: without white space nobody knows where it ends
_NAMED = re.compile(rf"\.+{_MARK}(\d+){_MARK}")
_MARKERS = re.compile(r"(?:[•◦▪]|\d+\.)*")


def faults(data: bytes, document: Document, theme: Theme) -> list[str]:
    """Return what differs from the tree, in plain words; nothing if all is well."""
    reader = PdfReader(io.BytesIO(data))
    read = [page.extract_text().replace("\u2060", "") for page in reader.pages]
    if contents_of(document):
        read = [_PAGE.sub(rf"\1{_MARK}\2{_MARK}", text) for text in read]
    texts = list(map(squeeze, read))
    found = list(_differences(texts, document))
    catalogue = reader.trailer["/Root"].get_object()
    assert isinstance(catalogue, DictionaryObject)
    if catalogue.get("/Lang") != document.lang:
        found.append(f"the language is {catalogue.get('/Lang')!r}, not {document.lang}")
    if "/StructTreeRoot" not in catalogue:
        found.append("the file has no tags")
    family = theme.faces.family.replace(" ", "")
    for face in sorted(_faces(reader)):
        if not face.replace("-", "").startswith(family):
            found.append(f"there is another face than the theme's: {face}")
    return found


def _faces(reader: PdfReader) -> set[str]:
    faces = set()
    for page in reader.pages:
        resources = page.get("/Resources", DictionaryObject()).get_object()
        fonts = resources.get("/Font", DictionaryObject()).get_object()
        for font in fonts.values():
            name = str(font.get_object()["/BaseFont"]).removeprefix("/")
            faces.add(name.partition("+")[2] or name)
    return faces


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
