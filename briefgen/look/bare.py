"""Pictures opened as files from outside, with what is seen of them alone.

Whatever else they hold – where and with what a photograph was taken, who drew a logo, what was cut off – stays behind.
"""

from __future__ import annotations

import re
import struct

from briefgen.look.errors import PictureError
from briefgen.look.metafiles import bare_emf, bare_wmf
from briefgen.look.raster import cut_out, pixels, without_metadata
from briefgen.problems.notes import Told

# How files of the kinds that Word shows begin. SVG isn't among them: it is a program for whoever opens it.
_BEGIN = {
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "gif": (b"GIF8",),
    "bmp": (b"BM",),
    "tiff": (b"II*\0", b"MM\0*"),
    "emf": (b"\x01\0\0\0",),
    "wmf": (b"\xd7\xcd\xc6\x9a", b"\x01\0\x09\0", b"\x02\0\x09\0"),
}
Cut = tuple[int, ...]  # from left, top, right and bottom, in thousandths of a per cent
UNCUT: Cut = (0, 0, 0, 0)
_BROKEN = Told("is broken, or another kind of picture than its name says")
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_STANDALONE = {0x01, *range(0xD0, 0xD8)}
_NOTES = {*range(0xE0, 0xF0), 0xFE}  # segments of programs, and comments


def bare(data: bytes, cut: Cut = UNCUT) -> tuple[str, bytes]:
    """Return the kind of a picture (``jpeg``, ``png``, ``emf`` or ``wmf``) and a copy that holds what is seen of it.

    Raises `PictureError` for what isn't a picture of those kinds, or is broken.
    """
    kind = next((kind for kind, begins in _BEGIN.items() if data.startswith(begins)), "")
    try:
        match kind:
            case "emf" if cut == UNCUT:
                return kind, bare_emf(data)
            case "wmf" if cut == UNCUT:
                return kind, bare_wmf(data)
            case "jpeg" if cut == UNCUT:
                clean = _bare_jpeg(data)
                if pixels(clean) is None:
                    raise PictureError(_BROKEN)
                return kind, clean
            case "emf" | "wmf" | "":  # from a drawing nothing can be cut off
                raise PictureError(_BROKEN)
    except (struct.error, IndexError):
        raise PictureError(_BROKEN) from None
    if cut != UNCUT:
        data = cut_out(data, cut)
    return "png", without_metadata(data, ("PNG", "JPEG", "GIF", "BMP", "TIFF"), upright=False)[0]


def _bare_jpeg(data: bytes) -> bytes:
    """Return a JPEG with the same pixels: its segments (ITU T.81, B.1.1) without those of cameras and programs."""
    kept, at = [data[:2]], 2
    while True:
        while data[at + 1] == 0xFF:
            at += 1
        marker, start = data[at + 1], at + 2
        if data[at] != 0xFF:
            raise PictureError(_BROKEN)
        if marker == 0xD9:
            return b"".join([*kept, data[at:start]])
        if marker in _STANDALONE:
            kept.append(data[at:start])
            at = start
            continue
        (length,) = struct.unpack_from(">H", data, start)
        at = start + length
        kept.append(_note(marker, data[start + 2 : at]) if marker in _NOTES else data[start - 2 : at])
        if marker == 0xDA:  # the picture itself follows, up to the next marker
            found = _NEXT_MARKER.search(data, at)
            if not found:
                raise PictureError(_BROKEN)
            kept.append(data[at : found.start()])
            at = found.start()


def _note(marker: int, inside: bytes) -> bytes:
    """Return what colours and sizes are read by, without the small picture that may stand there; nothing of others."""
    if marker == 0xE0 and inside.startswith(b"JFIF\0"):
        body = inside[:12] + b"\0\0"
    elif marker == 0xEE and inside.startswith(b"Adobe"):
        body = inside[:12]
    else:
        return b""
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body
