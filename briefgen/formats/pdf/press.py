"""Document -> PDF: WeasyPrint sets the HTML writer's page with the theme's style sheet."""

from __future__ import annotations

import ctypes.util
import io
import logging
import os
import re
import sys
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pikepdf

from briefgen.document.accepting import accept
from briefgen.document.annexed import annexed_in
from briefgen.document.tree import Direction, Document, Drawn
from briefgen.formats.html import ANNEXED, page_for_print, style_sheet
from briefgen.formats.pdf import lone_labels
from briefgen.formats.pdf.annexing import put_in
from briefgen.formats.pdf.changes import Bars, change_bars, draw_bars
from briefgen.formats.pdf.holes import holes, lines
from briefgen.formats.pdf.leftwards import leftwards
from briefgen.formats.pdf.metadata import set_metadata, unbind_bookmarks
from briefgen.formats.pdf.notes import link_notes
from briefgen.formats.pdf.sections import beginning, section_pages
from briefgen.formats.pdf.tags import described, finish_tags
from briefgen.formats.run import Hole, Pressed, Run
from briefgen.look.theme import Theme
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told

# With the metadata of pdf_metadata the file is PDF/UA-1 as well.
_VARIANT = "pdf/a-2a"
_FACES = {
    "regular": ("normal", "normal"),
    "bold": ("bold", "normal"),
    "italic": ("normal", "italic"),
    "bold_italic": ("bold", "italic"),
}
_SCHEME = "briefgen-face:"
_REMEMBERED = 2  # documents: a brief in each language
MOST_PAGES = 400  # of one brief; a full brief has four
# What a style sheet fetches, or adds to the fonts, while it is parsed; of a word with an escape nobody knows.
_FETCHED = re.compile(r"@(import|font-|[\w-]*\\)", re.IGNORECASE)
# PDF/A forbids that a reader interpolates the pixels of a picture.
_NO_SMOOTHING = "img { image-rendering: crisp-edges }\n"
# No ligatures, which readers of PDF may take for other letters. The faces say so and no style sheet: of features that a
# style has, WeasyPrint 70 leaves some 200 bytes behind for each piece of text.
_FEATURES = '"clig" 0, "liga" 0'
# Bookmarks are those of the new document.
_BOOKMARKS = "[data-bookmark] { bookmark-label: attr(data-bookmark) }\n.deleted { bookmark-level: none !important }\n"
# Where a change begins and ends a reader who hears the page is told, by characters that take no room (see tags).
# A line may end between what is struck through and what stands instead.
_SPOKEN = '[data-before]::before, [data-after]::after { content: "\\200c" }\n.instead::before { content: "\\200b" }\n'
# Only the theme's faces exist for the PDF: what they lack is noticed, never taken from the machine's fonts.
_FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><cachedir>{cache}</cachedir><config><rescan><int>0</int></rescan></config></fontconfig>
"""


class PdfError(Mistake):
    """The PDF can't be made, or not without a warning."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a document lies on pages: how many, and on which of them each section stands if it has a contents list."""

    pages: int
    sections: tuple[int, ...] = ()
    beginning: tuple[int, ...] = ()  # the sections, from 1, that begin a page though there was room for lines before
    lines: tuple[tuple[int, bool], ...] = ()  # of each page: how many, and whether it begins with what begins a page


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF file, how its document lies on pages, as `Layout` has it, and the holes in them."""

    data: bytes
    pages: int
    sections: tuple[int, ...] = ()
    holes: tuple[Hole, ...] = ()
    blank: tuple[int, ...] = ()  # the pages, from 0, that those of other files are put in the place of


def press(document: Drawn, run: Run, sections: Sequence[int] = (), beginning: Sequence[int] = ()) -> Pressed:
    """Return the PDF; the pages that its contents list names it knows itself."""
    pdf = run.once(PdfWriter).write(document)
    data = pdf.data
    if files := annexed_in(document):
        tagged = all(each.conforms for each in files)
        data = put_in(data, pdf.blank, [run.annexed(each) for each in files], tagged=tagged)
    return Pressed(data, pdf.pages, pdf.holes)


class PdfWriter:
    """Writes PDFs of one theme; the font configuration and the parsed style sheet serve all of them."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._laid: list[tuple[Document, Any]] = []  # not written yet: who asked for pages may want the file, too
        self._layouts: list[tuple[Document, Layout]] = []  # Word's contents list asks for that of the PDF
        with _own_fontconfig(), _no_looking_up():
            import weasyprint
            from weasyprint.text.fonts import FontConfiguration

            self._fonts = FontConfiguration()
        self._weasyprint = weasyprint
        self._fetcher = _fetcher(theme)
        self._base = theme.folder.as_uri() + "/"
        self._faces = "".join(
            f"@font-face {{ font-family: {family}; font-weight: {weight}; font-style: {style};"
            f" font-feature-settings: {_FEATURES}; src: url({_address(number, name)}) }}\n"
            for number, family in enumerate(theme.families)
            for name, (weight, style) in _FACES.items()
        )
        self._styles: dict[Direction, Any] = {}
        self._parsed(self._faces)  # which gives them to the font configuration
        self._style_for("ltr")

    def _style_for(self, direction: Direction) -> Any:
        """Return the theme's style sheet; a brief that runs leftwards has its own."""
        if direction not in self._styles:
            sheet = style_sheet(self._theme, direction) + _NO_SMOOTHING + _BOOKMARKS + _SPOKEN + lone_labels.STYLE
            of_this = _FETCHED.search(sheet) is not None
            self._styles[direction] = self._parsed(sheet) if of_this else _parsed_once(sheet, self._base)
        return self._styles[direction]

    def _parsed(self, sheet: str) -> Any:
        with _no_warnings():
            return self._weasyprint.CSS(
                string=sheet, font_config=self._fonts, url_fetcher=self._fetcher, base_url=self._base
            )

    def layout(self, document: Document) -> Layout:
        """Return how a document lies on pages, without writing it; raises `PdfError` as `write` does."""
        for before, layout in self._layouts:
            if before == document:
                return layout
        with _no_warnings():
            rendered = self._laid_out(document)
        self._laid = [(document, rendered), *self._laid[: _REMEMBERED - 1]]
        return self._remember(document, rendered)

    def write(self, document: Document) -> Pdf:
        """Return the PDF; raises `PdfError` when WeasyPrint has anything to warn of."""
        before = [rendered for laid, rendered in self._laid if laid == document]
        self._laid = [each for each in self._laid if each[0] != document]  # writing it changes it
        with _no_warnings():
            rendered = before[0] if before else self._laid_out(document)
            for sheet in rendered.pages:
                # WeasyPrint repeats a link for every mark inside it, and tags only the link itself.
                sheet.links = [link for link in sheet.links if link[-1].element_tag == "a"]
            if document.metadata.footnote and document.metadata.back_to_text:
                link_notes(rendered.pages)
            with described(), leftwards(rendered.pages, document.direction):
                data = rendered.write_pdf(pdf_variant=_VARIANT)
        empty = holes(rendered.pages)
        bars = [change_bars(sheet) for sheet in rendered.pages]
        blank = tuple(number for number, sheet in enumerate(rendered.pages) if _is_blank(sheet))
        data = _finished(data, document, bars, self._theme)
        layout = self._remember(document, rendered)
        return Pdf(data, layout.pages, layout.sections, empty, blank)

    def _remember(self, document: Document, rendered: Any) -> Layout:
        sheets = rendered.pages
        layout = Layout(len(sheets), section_pages(sheets, document), beginning(sheets, document), lines(sheets))
        self._layouts = [(document, layout), *self._layouts[: _REMEMBERED - 1]]
        return layout

    def _laid_out(self, document: Document) -> Any:
        page = self._weasyprint.HTML(
            string=page_for_print(document, self._theme.logo),
            url_fetcher=self._fetcher,
            base_url=self._base,
        )
        style = self._style_for(document.direction)
        with _no_more_pages_than(MOST_PAGES):
            while True:  # each time fewer rows are left that may be marked
                rendered = page.render(
                    font_config=self._fonts, stylesheets=[style], pdf_variant=_VARIANT, custom_metadata=False
                )
                if not lone_labels.keep(rendered.pages):
                    return rendered


@lru_cache(maxsize=16)
def _parsed_once(sheet: str, base: str) -> Any:
    """Return what WeasyPrint reads in a style sheet that fetches nothing: half of what a writer takes to be made."""
    from weasyprint import CSS
    from weasyprint.urls import URLFetcher

    with _no_warnings():
        return CSS(string=sheet, url_fetcher=URLFetcher(allowed_protocols=()), base_url=base)


def _is_blank(sheet: Any) -> bool:
    return any(name.startswith(ANNEXED) for name in sheet.anchors)


def _finished(data: bytes, document: Document, bars: list[Bars], theme: Theme) -> bytes:
    """Return WeasyPrint's file with all tags and metadata; the same input gives the same bytes."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        finish_tags(pdf, document.metadata.footnote, document.metadata.back_to_text)
        unbind_bookmarks(pdf)
        set_metadata(pdf, accept(document), document.comparison.title if document.comparison else "")
        draw_bars(pdf, bars, theme)
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _address(family: int, style: str) -> str:
    """Return by what address WeasyPrint asks for a face of one of the theme's families."""
    return f"{_SCHEME}{family or ''}{style}"


def _fetcher(theme: Theme) -> Any:
    """Return what fetches for WeasyPrint: the theme's faces, logo and files of the theme's folder, nothing else."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    folder = theme.folder.resolve()
    files = {path.resolve(): data for path, data in theme.files.items()}
    faces = {
        _address(number, style): data
        for number, family in enumerate(theme.families)
        for style, data in theme.files_of[family].items()
    }

    class ThemeFetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url in faces:
                return URLFetcherResponse(url, faces[url], {"Content-Type": "font/ttf"})
            if theme.logo and url == theme.logo.address:
                return URLFetcherResponse(url, theme.logo.data, {"Content-Type": theme.logo.media_type})
            path = _local_path(url)
            if path is None or not path.is_relative_to(folder) or path not in files:
                raise FatalURLFetchingError(
                    Told("{url!r} is not a file of the theme {theme}", url=url, theme=theme.name)
                )
            return URLFetcherResponse(url, files[path])

    return ThemeFetcher(allowed_protocols=())


def _local_path(url: str) -> Path | None:
    from urllib.parse import unquote, urlsplit

    parts = urlsplit(url)
    if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
        return None
    return Path(unquote(parts.path)).resolve()


@contextmanager
def _no_warnings() -> Iterator[None]:
    """Turn everything that WeasyPrint logs as a warning or worse into a `PdfError`."""
    from weasyprint.urls import FatalURLFetchingError

    logged: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            logged.append(record.getMessage())

    handler = Collector(logging.WARNING)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield
    except FatalURLFetchingError as error:
        raise PdfError(str(error)) from None
    finally:
        logger.removeHandler(handler)
    if logged:
        raise PdfError("\n".join(dict.fromkeys(logged)))


@contextmanager
def _no_more_pages_than(most: int) -> Iterator[None]:
    """Stop a layout that goes on and on, by the progress that WeasyPrint reports page by page."""

    class Counter(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            number = record.args[0] if isinstance(record.args, tuple) and record.args else 0
            if "Page %d" in str(record.msg) and isinstance(number, int) and number > most:
                raise PdfError(Told("this would be more than {most} pages; a brief has a few", most=most))

    logger, counter = logging.getLogger("weasyprint.progress"), Counter(logging.INFO)
    level = logger.level
    logger.addHandler(counter)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.setLevel(level)
        logger.removeHandler(counter)


@contextmanager
def _no_looking_up() -> Iterator[None]:
    """Let WeasyPrint find the libraries by the names that Linux has for them, the last that it tries there.

    Before, it tries those of other systems, and `find_library` starts a compiler and a linker for each: a quarter of
    a second, and the same libraries.
    """
    if sys.platform != "linux":
        yield
        return
    before = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = before


@contextmanager
def _own_fontconfig() -> Iterator[None]:
    """Let fontconfig find no folder of fonts while it is set up; programs that are started later see the machine's."""
    before = os.environ.get("FONTCONFIG_FILE")
    with tempfile.TemporaryDirectory(prefix="briefgen-") as folder, warnings.catch_warnings():
        # That fontconfig has no fonts is what we want: the theme's come from its style sheet.
        warnings.filterwarnings("ignore", "No fonts configured", UserWarning)
        path = Path(folder) / "fonts.conf"
        path.write_text(_FONTCONFIG.format(cache=folder), encoding="utf-8")
        os.environ["FONTCONFIG_FILE"] = str(path)
        try:
            yield
        finally:
            if before is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = before
