"""Pictures opened as files from outside, with what is seen of them alone.

Whatever else they hold – where and with what a photograph was taken, who drew a logo, what was cut off – stays behind.
"""

from __future__ import annotations

import struct

from briefgen.look.bitmaps import BROKEN, bare_jpeg
from briefgen.look.errors import PictureError
from briefgen.look.metafiles import bare_emf, bare_wmf
from briefgen.look.raster import cut_out, pixels, without_metadata

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
                clean = bare_jpeg(data)
                if pixels(clean) is None:
                    raise PictureError(BROKEN)
                return kind, clean
            case "emf" | "wmf" | "":  # from a drawing nothing can be cut off
                raise PictureError(BROKEN)
    except (struct.error, IndexError):
        raise PictureError(BROKEN) from None
    if cut != UNCUT:
        data = cut_out(data, cut)
    return "png", without_metadata(data, ("PNG", "JPEG", "GIF", "BMP", "TIFF"), upright=False)[0]
