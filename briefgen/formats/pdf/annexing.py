"""Pages of other PDFs in a brief: which files may be there, and how their pages are put in. pikepdf places them.

They stand as they are and as large as they are; of whatever a file does or says besides – scripts, forms, links,
bookmarks, what programs noted – nothing comes along, but for the tags of files that say that they are accessible
(`annex_tags`). `annex_faults` says which files can't be there.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Object

from briefgen.formats.pdf.annex_faults import (
    UNPACKED,
    AnnexError,
    damaged,
    require_bounded,
    require_harmless,
    too_large,
)
from briefgen.formats.pdf.annex_tags import bring_tags, conforms
from briefgen.problems.notes import Told

__all__ = ["AnnexError", "look", "put_in"]

_OURS = ("/Type", "/Parent", "/StructParents")  # of the blank page in whose place it stands
# Of a page: what is seen, and how large it is.
_SEEN = ("/Contents", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit")
# What programs note at pages, pictures and drawings, other files to be shown instead, and tags that don't come along.
_UNSEEN = ("/PieceInfo", "/LastModified", "/Metadata", "/OPI", "/Alternates", "/Ref", "/StructParent",
           "/StructParents", "/Measure", "/PtData")  # fmt: skip


def look(data: bytes) -> tuple[int, bool]:
    """Return how many pages a file has, and whether it says that it is accessible and to be kept (`annex_tags`).

    Raises `AnnexError` for one that can't be an annex.
    """
    with _opened(data) as pdf:
        try:
            require_harmless(pdf)
            return len(pdf.pages), conforms(pdf)
        except (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError) as error:  # not as PDF has it
            raise damaged(error) from None


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
    _strip(blank.get("/Resources", Dictionary()))


def _strip(resources: Object) -> None:
    """Take out of all that a page shows what isn't seen of it."""
    waiting, seen = _named(resources), set[tuple[int, int]]()
    while waiting:
        held = waiting.pop()
        if held.is_indirect:
            if held.objgen in seen:
                continue
            seen.add(held.objgen)
        if isinstance(held, Array):
            within = list(held)
        else:
            _forget(held)
            within = [each for name, each in held.items() if name not in ("/Parent", "/Resources")]
            within += _named(held.get("/Resources", Dictionary()))
        waiting += [each for each in within if isinstance(each, Dictionary | Array | pikepdf.Stream)]


def _named(resources: Object) -> list[Object]:
    """Return what contents show by names, which may be those of notes: a picture called /Ref."""
    _forget(resources)
    tables = [each for _, each in resources.items()]
    named = [each for table in tables if isinstance(table, Dictionary) for _, each in table.items()]
    return [each for each in named if isinstance(each, Dictionary | Array | pikepdf.Stream)]


def _forget(held: Object) -> None:
    for name in _UNSEEN:
        if name in held:
            del held[name]


def _opened(data: bytes) -> pikepdf.Pdf:
    require_bounded(data)
    try:
        pdf = pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError:
        raise AnnexError(Told("is locked with a password: save it without one")) from None
    except pikepdf.PdfError as error:
        raise damaged(error) from None
    if pdf.is_encrypted:
        raise AnnexError(Told("is locked with a password: save it without one"))
    if pdf.get_warnings():
        raise damaged()
    unpacked = 0
    try:
        for page in pdf.pages:
            unpacked += _contents(page.obj)
            if unpacked > UNPACKED:
                raise too_large()
            if len(page.mediabox) != 4:
                raise damaged()
    except (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError, RuntimeError) as error:
        raise damaged(error) from None
    return pdf


def _contents(page: Object) -> int:
    """Return how long the contents of a page are; they are decoded, so that what is cut off shows."""
    contents = page.get("/Contents", Array())
    return sum(len(each.get_stream_buffer()) for each in (contents if isinstance(contents, Array) else [contents]))
