"""Why a PDF from outside can't be an annex: it does more than show pages, hides some of it, or is too large to print.

What it unpacks to is bounded for all of qpdf, which unpacks it: a file of some kilobytes may hold gigabytes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String, settings

from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told

MOST_PAGES = 200  # of one file
UNPACKED = 200_000_000  # bytes at most that all of a file unpacks to but for its pictures
_PIXELS = 250_000_000  # of a picture: A0 at 300 dpi has 140 million
_SIDES = 3, 14_400  # units of a page's side at least, and at most (ISO 32000-1, annex C)
_MM = 25.4 / 72
_LZW_GROWS = 1400  # times at most; qpdf has no bound for it
# In a file as it stands: what lists its objects, packed; and a way of packing that is LZW, or stands elsewhere.
_PACKED_LISTS = re.compile(rb"/(?:ObjStm|XRef)")
_BETWEEN = rb"(?:\s|%[^\r\n]*[\r\n]){0,99}"
_MAYBE_LZW = re.compile(rb"/LZW(?:Decode)?(?![a-z])|/Filter" + _BETWEEN + rb"\[?" + _BETWEEN + rb"\d+\s+\d+\s+R")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")  # in a name
# What an action does that isn't to show another place: of these none is harmless in a file from outside.
_HARMLESS = {"/GoTo", "/GoToR", "/URI", "/Named", "/Thread", "/GoToE"}
_DEEPEST = 40  # values within one another, in one object
_SHOWN_IF_ALL_ARE = ("/AllOn", "/AnyOn")  # of layers together: what is shown where none is hidden

settings.set_qpdf_limits(flate_max_memory=UNPACKED, run_length_max_memory=UNPACKED, png_max_memory=UNPACKED,
                         tiff_max_memory=UNPACKED, max_stream_filters=4)  # fmt: skip


class AnnexError(Mistake):
    """A file can't be an annex; the message goes on from its name."""


def require_bounded(data: bytes) -> None:
    """Raise `AnnexError` for a file that may unpack without bound while it is opened.

    Of LZW qpdf has no bound, and what lists the objects of a file is unpacked before anybody can look.
    """
    if len(data) * _LZW_GROWS <= UNPACKED:
        return
    plain = _ESCAPED.sub(lambda found: bytes.fromhex(found[1].decode()), data)
    if _PACKED_LISTS.search(plain) and _MAYBE_LZW.search(plain):
        raise AnnexError(
            Told("is packed in a way of long ago (LZW), by which it may grow without bound: print it to a new PDF")
        )


def require_harmless(pdf: pikepdf.Pdf) -> None:
    """Raise `AnnexError` for a file that can't be an annex."""
    if not 0 < len(pdf.pages) <= MOST_PAGES:
        raise AnnexError(Told("has {count} pages; an annex has 1 to {most}", count=len(pdf.pages), most=MOST_PAGES))
    for what in map(_acts, _dictionaries(pdf)):
        if what:
            raise AnnexError(Told("does more than show pages ({what}): print it to a new PDF", what=what))
    if any("/F" in each for each in pdf.objects if isinstance(each, pikepdf.Stream)):
        what = "F"  # what is shown would be in another file
        raise AnnexError(Told("does more than show pages ({what}): print it to a new PDF", what=what))
    _require_drawn(pdf)
    for page in pdf.pages:
        _require_size(page)
    _require_small(pdf)


def damaged(error: Exception | None = None) -> AnnexError:
    """Return what to raise for a file that can't be read: qpdf says in words alone that it is too large."""
    return too_large() if "limit exceeded" in str(error) else AnnexError(Told("is no PDF, or is damaged"))


def too_large() -> AnnexError:
    """Return what to raise for a file that unpacks to more than there may be."""
    return AnnexError(
        Told("unpacks to more than {size} MB: print it to a new PDF, with smaller pictures", size=UNPACKED // 1_000_000)
    )


def _require_size(page: pikepdf.Page) -> None:
    """Raise `AnnexError` for a page of which nothing can be seen, or that no PDF can have."""
    try:
        media, crop = ([float(each) for each in box] for box in (page.mediabox, page.cropbox))
        unit, turned = float(page.obj.get("/UserUnit", 1)), int(page.obj.get("/Rotate", 0))
        left, bottom, right, top = (
            choose(a, b) for choose, a, b in zip((max, max, min, min), _ordered(media), _ordered(crop), strict=True)
        )
    except (TypeError, ValueError):
        raise damaged() from None
    width, height = right - left, top - bottom
    if not all(map(math.isfinite, (width, height, unit))) or turned % 90:
        raise damaged()
    least, most = _SIDES
    sides = [abs(a - b) for box in (media, crop) for a, b in ((box[0], box[2]), (box[1], box[3]))]
    if min(width, height) < least or unit <= 0 or max(*sides, *(each * unit for each in sides)) > most:
        raise AnnexError(
            Told(
                "has a page of {size} mm, which nobody can print: a side is {least} to {most} mm",
                size=f"{max(width, 0) * unit * _MM:.0f} × {max(height, 0) * unit * _MM:.0f}",
                least=f"{least * _MM:.0f}",
                most=f"{most * _MM:.0f}",
            )
        )


def _ordered(box: list[float]) -> tuple[float, float, float, float]:
    x1, y1, x2, y2 = box
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _require_small(pdf: pikepdf.Pdf) -> None:
    """Raise `AnnexError` for a file that unpacks to too much; of pictures their measures are looked at."""
    unpacked = 0
    for each in pdf.objects:
        if not isinstance(each, pikepdf.Stream):
            continue
        if each.get("/Subtype") == Name.Image:
            if float(each.get("/Width", 0)) * float(each.get("/Height", 0)) > _PIXELS:
                raise too_large()
            continue
        unpacked += _LZW_GROWS * len(each.read_raw_bytes()) if "LZW" in str(each.get("/Filter", "")) else _length(each)
        if unpacked > UNPACKED:
            raise too_large()


def _length(stream: pikepdf.Stream) -> int:
    try:
        return len(stream.get_stream_buffer())
    except pikepdf.PdfError as error:
        if "limit exceeded" in str(error):
            raise too_large() from None
        return 0  # what nobody can unpack isn't shown


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[Object]:
    """Yield every dictionary of a file, also those that stand in others."""
    for each in pdf.objects:
        yield from _inside(each, 0)


def _inside(value: Object, depth: int) -> Iterator[Object]:
    if depth > _DEEPEST:
        raise damaged()
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


def _require_drawn(pdf: pikepdf.Pdf) -> None:
    """Raise `AnnexError` for a form with values that each program would draw itself: they would be lost."""
    form = pdf.Root.get("/AcroForm", Dictionary())
    redrawn = isinstance(form, Dictionary) and bool(form.get("/NeedAppearances", False))  # qpdf leaves all of these out
    for each in _dictionaries(pdf):
        if each.get("/Subtype") != Name.Widget or not _is_filled_in(each):
            continue
        shown = each.get("/AP")
        if redrawn or not isinstance(shown, Dictionary) or "/N" not in shown:
            raise AnnexError(Told("has a form that was filled in, and would lose what was: print it to a new PDF"))


def _is_filled_in(field: Object) -> bool:
    """Tell whether a field has a value that is seen; a signature may be there without being seen."""
    kind, value = _inherited(field, "/FT"), field.get("/AS", _inherited(field, "/V"))
    if kind == Name.Sig or value is None or value == Name.Off:
        return False
    return isinstance(value, pikepdf.Stream) or bool(str(value) if isinstance(value, String) else value)


def _inherited(field: Object, name: str) -> Any:
    """Return what a field says, or one that it is a part of."""
    for _ in range(_DEEPEST):
        if name in field:
            return field[name]
        above = field.get("/Parent")
        if not isinstance(above, Dictionary):
            return None
        field = above
    raise damaged()


def _acts(held: Object) -> str:
    """Return what a dictionary makes a reader do, as PDF calls it; "" if it only says what is seen."""
    action = held.get("/S")
    if "/JS" in held or action == Name.JavaScript:
        return "JavaScript"
    if Name.PS in (held.get("/Subtype"), held.get("/Subtype2")):
        return "PostScript"  # a program that a printer runs
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
    if held.get("/Type") == Name.OCMD and ("/VE" in held or str(held.get("/P", "/AnyOn")) not in _SHOWN_IF_ALL_ARE):
        return "OCMD"
    if "/OpenAction" in held:
        opened = held.OpenAction
        if isinstance(opened, Dictionary) and str(opened.get("/S", "")) != "/GoTo":
            return "OpenAction"
    return ""


def _hides(layers: Object) -> bool:
    """Tell whether some layer of a file isn't shown, or isn't in print or on a screen, which a reader may see to."""
    shown = layers.get("/D", Dictionary()) if isinstance(layers, Dictionary) else Dictionary()
    if len(shown.get("/OFF", Array())) or str(shown.get("/BaseState", "/ON")) != "/ON":
        return True
    switched = (layer for each in shown.get("/AS", Array()) for layer in each.get("/OCGs", Array()))
    return any("/OFF" in map(str, use.values()) for layer in switched for use in _uses(layer))


def _uses(layer: Object) -> Iterator[Object]:
    """Yield what a layer says of its use: on a screen, in print, in what is made of the file."""
    for each in layer.get("/Usage", Dictionary()).values():
        if isinstance(each, Dictionary):
            yield each
