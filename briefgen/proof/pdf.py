"""Reads a PDF back with PDFium: words in the order in which they are painted, faces, tags, language."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence

import pypdfium2
from pypdfium2 import raw

from briefgen.document.directions import runs_leftwards
from briefgen.document.showing import shown
from briefgen.document.tree import Contents, Document, Text, contents_of, listed_sections, plain, walk
from briefgen.look.theme import Theme
from briefgen.proof.pdf_stored import stored
from briefgen.proof.reading_order import Piece, note_words, notes, pieces, squeeze

# Markers of lists are painted after the words of a page.
# The dots and the number after an entry of the contents list, at the end of a line.
_PAGE = re.compile(r"((?: \.)+) +(\d+)[ \t]*$", re.MULTILINE)
_MARK = "\ue000"  # put around that number: without white space nobody knows where it ends
_NAMED = re.compile(rf"\.+{_MARK}(\d+){_MARK}")
_UNSEEN = re.compile("[\u200b\u200c]")  # where a change begins and ends, for who hears the page
_CHANCE = 4  # letters by which the words beside may begin as the rest does
_MARKER = re.compile(r"[•◦▪]|\d+\.")
_MARKERS = re.compile(rf"(?:{_MARKER.pattern})*")


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
    document = shown(document)
    with pypdfium2.PdfDocument(data) as pdf:
        pages = list(pdf)
        # Where words run leftwards PDFium guesses in which order they are read.
        leftwards = document.direction == "rtl" or any(
            isinstance(node, Text) and runs_leftwards(node.value) for node in walk(document)
        )
        read = (
            [_plain(text) for text in stored(data, document.direction)]
            if leftwards
            else [_words(page) for page in pages]
        )
        language, is_tagged = _language(pdf), pdf.is_tagged()
        faces = [{_face(text) for text in page.get_objects([raw.FPDF_PAGEOBJ_TEXT])} for page in pages]
    if contents_of(document):
        read = [_PAGE.sub(rf"\1{_MARK}\2{_MARK}", text) for text in read]
    followed = _Followed(pieces(document, labels=True))
    found = list(_differences(list(map(squeeze, read)), document, followed))
    if language != document.lang:
        found.append(f"the language is {language!r}, not {document.lang}")
    if not is_tagged:
        found.append("the file has no tags")
    families = tuple(family.replace(" ", "") for family in theme.families)
    ours = (each for number, each in enumerate(faces, start=1) if number not in followed.appended)
    for face in sorted(set().union(*ours)):
        if not face.replace("-", "").startswith(families):
            found.append(f"there is another face than the theme's: {face}")
    return found


def _words(page: pypdfium2.PdfPage) -> str:
    text: str = page.get_textpage().get_text_range()
    return _plain(text)


def _plain(text: str) -> str:
    text = _UNSEEN.sub("", text)
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


class _Followed:
    """The tree's words, and how far the pages have them."""

    def __init__(self, wanted: Sequence[Piece]) -> None:
        self.wanted = wanted
        self.index = self.read = self.beside = 0  # the piece that is being read; how much of it the pages before had
        self.named: list[int] = []  # the pages that the contents list names
        self.stand: list[int] = []  # the pages on which its sections begin
        self.appended: list[int] = []  # the pages that are of other files
        self._after_contents = max((i for i, piece in enumerate(wanted, start=1) if piece.kind == "entry"), default=0)

    def is_short(self) -> bool:
        return self.index < len(self.wanted)

    def shown(self) -> str:
        return self.wanted[self.index].shown() if self.is_short() else "the end of the text"

    def rest(self) -> str:
        """Return what is still to be read of the piece that is being read."""
        return "".join(self._sides())

    def _sides(self) -> tuple[str, str]:
        if not self.is_short():
            return "", ""
        piece = self.wanted[self.index]
        return piece.words[self.read :], piece.beside[self.beside :]

    def partly(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield how much of the rest a page's text may begin with: of the words, and of those beside them.

        First nothing, if the page before had nothing of them: the marker that it ends in may be how they begin.
        """
        words, beside = self._sides()
        if not (self.read or self.beside):
            yield 0, 0
        most = _common(words, text)
        for own in range(most, -1, -1) if not beside else range(most, max(most - _CHANCE, -1), -1):
            for other in range(_common(beside, text[own:]), -1, -1):
                yield own, other

    def taken_from(self, text: str, number: int) -> str | None:
        """Take whole pieces off a page's text; return what follows, or None if the contents list names no page."""
        text = self._unmarked(text)
        if self.is_short():
            text = text.removeprefix(self.wanted[self.index].head)  # a table that goes on repeats its column heads
        while self.is_short() and (text := self._without_a_marker(text)).startswith(self.rest()):
            text = text.removeprefix(self.rest())
            kind = self.wanted[self.index].kind
            if kind == "entry":
                if (match := _NAMED.match(text)) is None:
                    return None
                self.named.append(int(match[1]))
                text = text[match.end() :]
            elif kind == "section" and not self.read:
                self.stand.append(number)
            first = max([number, *self.appended]) + 1
            self.appended += range(first, first + self.wanted[self.index].then)
            self.index, self.read, self.beside = self.index + 1, 0, 0
            text = self._unmarked(text)
        return text

    def _without_a_marker(self, text: str) -> str:
        """Return a text without the marker of the item that comes next, of which a page may have a part.

        Markers are painted after the words of their page; if they end in its line, PDFium reads them before the last
        words; of a list in columns several numbers, each once.
        """
        rest, seen = self.rest(), list[str]()
        if not self.wanted[self.index].is_item or self.read or text.startswith(rest):
            return text
        while (marker := _MARKER.match(text, len("".join(seen)))) and marker[0] not in seen:
            seen.append(marker[0])
            if text.startswith(rest[:_CHANCE], marker.end()):
                return text[marker.end() :]
        return text

    def _unmarked(self, text: str) -> str:
        return text.replace(_MARK, "") if self.index >= self._after_contents else text


def _differences(texts: list[str], document: Document, followed: _Followed | None = None) -> Iterator[str]:
    """Follow the tree's words through the pages. What a page has more is markers of lists, footnotes, running lines."""
    followed = followed or _Followed(pieces(document, labels=True))
    unread = [f"{number}.{note_words(note)}" for number, note in enumerate(notes(document), start=1)]
    for number, page in enumerate(texts, start=1):
        if number in followed.appended:
            continue
        running = _running(document, number, len(texts))
        if not page.endswith(running):
            yield f"page {number} ends in „{page[-80:]}“ instead of its running lines"
            return
        text = followed.taken_from(page.removesuffix(running), number)
        if text is None:
            yield f"page {number}: the contents list names no page for {followed.shown()}"
            return
        for own, beside in followed.partly(text):
            if (footnotes := _footnotes(text[own + beside :], unread)) is not None:
                del unread[:footnotes]
                followed.read += own
                followed.beside += beside
                break
        else:
            yield f"page {number}: instead of {followed.shown()} there is „{text[:60]}“"
            return
    if followed.is_short():
        yield f"{followed.shown()} is missing"
    if followed.named != (standing := _listed(document, followed.stand)):
        yield f"the contents list names the pages {followed.named}; its sections stand on {standing}"
    if followed.appended and followed.appended[-1] > len(texts):
        yield f"there are {len(texts)} pages instead of {followed.appended[-1]}, with those of other files"
    for note in unread:
        yield f"the footnote „{note[:60]}“ is missing"


def _listed(document: Document, stand: list[int]) -> list[int]:
    """Return the pages that the contents list has to name, from those on which the sections stand."""
    lists = [block for block in document.blocks if isinstance(block, Contents)]
    sections = [number for contents in lists for number in listed_sections(document, contents)]
    return [page for number in sections for page in stand[number - 1 : number]]


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
    head = (meta.marking, meta.running_head)
    before, last = ("".join(map(plain, lines)) for lines in ((*head, *foot[:-1]), foot[-1:]))
    label = f"{last}{page}/{pages}"
    if document.direction == "rtl":  # painted from the left, and so is the head
        return squeeze("".join([*map(plain, reversed(head)), label, *map(plain, foot[:-1])]))
    return squeeze(before + label)
