"""Pages of other PDFs in a brief: which files may be there, and how their pages are put in. pikepdf places them.

They stand as they are and as large as they are; of whatever a file does besides – scripts, forms, links, bookmarks –
nothing comes along, but for the tags of files that say that they are accessible (`annex_tags`).
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from briefgen.formats.pdf.annex_tags import bring_tags, conforms
from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told

MOST_PAGES = 200  # of one file
# Of a page: what is seen, and how large it is.
_OURS = ("/Type", "/Parent", "/StructParents")  # of the blank page in whose place it stands
_SEEN = ("/Contents", "/Resources", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Rotate", "/UserUnit")
# What an action does that isn't to show another place: of these none is harmless in a file from outside.
_HARMLESS = {"/GoTo", "/GoToR", "/URI", "/Named", "/Thread", "/GoToE"}
_DEEPEST = 40  # values within one another, in one object


class AnnexError(Mistake):
    """A file can't be an annex; the message goes on from its name."""


def look(data: bytes) -> tuple[int, bool]:
    """Return how many pages a file has, and whether it says that it is accessible and to be kept (`annex_tags`).

    Raises `AnnexError` for one that can't be an annex.
    """
    with _opened(data) as pdf:
        if not 0 < len(pdf.pages) <= MOST_PAGES:
            raise AnnexError(Told("has {count} pages; an annex has 1 to {most}", count=len(pdf.pages), most=MOST_PAGES))
        for what in map(_acts, _dictionaries(pdf)):
            if what:
                raise AnnexError(Told("does more than show pages ({what}): print it to a new PDF", what=what))
        return len(pdf.pages), conforms(pdf)


def put_in(data: bytes, places: Sequence[int], files: Sequence[bytes], *, tagged: bool = False) -> bytes:
    """Return a brief with the pages of files in the place of its blank ones, numbered from 0; the same on every run.

    Their tags come along where all the files have some that can (`tagged`).
    """
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        own = len(pdf.pages)
        blanks = iter([pdf.pages[place].obj for place in places])
        for number, file in enumerate(files, start=1):
            with _opened(file) as annex:
                annex.flatten_annotations("print")  # what was filled in or stamped on a page is seen there
                before = len(pdf.pages)
                pdf.pages.extend(annex.pages)
                added = [page.obj for page in list(pdf.pages)[before:]]
                pairs = {page.objgen: blank for page, blank in zip(added, blanks, strict=False)}
                if tagged:
                    bring_tags(pdf, annex, pairs, f"annex-{number}")
                for page in added:
                    _replace(pairs[page.objgen], page)
        del pdf.pages[own:]
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _replace(blank: Object, page: Object) -> None:
    """Let a page show what another one shows; it stays the same object, to which tags and links may lead."""
    for name in list(blank.keys()):
        if name not in _OURS:
            del blank[name]
    for name in _SEEN:
        if name in page:
            blank[name] = page[name]


def _opened(data: bytes) -> pikepdf.Pdf:
    try:
        pdf = pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError:
        raise AnnexError(Told("is locked with a password: save it without one")) from None
    except pikepdf.PdfError:
        raise AnnexError(Told("is no PDF, or is damaged")) from None
    if pdf.is_encrypted:
        raise AnnexError(Told("is locked with a password: save it without one"))
    try:
        whole = not pdf.get_warnings() and all(_is_page(page.obj) for page in pdf.pages)
    except (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError, RuntimeError):
        whole = False
    if not whole:
        raise AnnexError(Told("is no PDF, or is damaged"))
    return pdf


def _is_page(page: Object) -> bool:
    """Tell whether a page can be read; its contents are decoded, so that what is cut off shows."""
    contents = page.get("/Contents", Array())
    for stream in contents if isinstance(contents, Array) else [contents]:
        bytes(stream.get_stream_buffer())
    return len(pikepdf.Page(page).mediabox) == 4


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[Object]:
    """Yield every dictionary of a file, also those that stand in others."""
    for each in pdf.objects:
        yield from _inside(each, 0)


def _inside(value: Object, depth: int) -> Iterator[Object]:
    if depth > _DEEPEST:
        raise AnnexError(Told("is no PDF, or is damaged"))
    if isinstance(value, pikepdf.Stream):
        yield from _inside(value.stream_dict, depth) if depth == 0 else ()
    elif isinstance(value, Dictionary):
        yield value
        for each in value.values():
            if isinstance(each, Object) and not each.is_indirect:
                yield from _inside(each, depth + 1)
    elif isinstance(value, Array):
        for each in value:
            if isinstance(each, Object) and not each.is_indirect:
                yield from _inside(each, depth + 1)


def _acts(held: Object) -> str:
    """Return what a dictionary makes a reader do, as PDF calls it; "" if it only says what is seen."""
    action = held.get("/S")
    if "/JS" in held or action == Name.JavaScript:
        return "JavaScript"
    if "/AA" in held:
        return "AA"
    if "/XFA" in held:
        return "XFA"
    if "/EmbeddedFiles" in held or "/EF" in held or held.get("/Type") == Name.EmbeddedFile:
        return "EmbeddedFile"
    if held.get("/Type") == Name.Action and isinstance(action, Name) and str(action) not in _HARMLESS:
        return str(action).removeprefix("/")
    if action in (Name.Launch, Name.SubmitForm, Name.ImportData) or held.get("/Subtype") == Name.RichMedia:
        return str(action or Name.RichMedia).removeprefix("/")
    if "/OCProperties" in held and _hides(held.OCProperties):
        return "OCProperties"  # what a layer hides would be seen, for its setting doesn't come along
    if "/OpenAction" in held:
        opened = held.OpenAction
        if isinstance(opened, Dictionary) and str(opened.get("/S", "")) != "/GoTo":
            return "OpenAction"
    return ""


def _hides(layers: Object) -> bool:
    """Tell whether some layer of a file isn't shown."""
    shown = layers.get("/D", Dictionary()) if isinstance(layers, Dictionary) else Dictionary()
    return bool(len(shown.get("/OFF", Array()))) or str(shown.get("/BaseState", "/ON")) != "/ON"
