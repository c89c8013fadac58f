"""Pictures made of pixels, opened as files from outside: how many pixels there are, and a clean copy of them."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from briefgen.look.errors import PictureError
from briefgen.problems.notes import Told

if TYPE_CHECKING:
    from PIL.Image import Image

_KINDS = ("PNG", "JPEG", "GIF", "BMP", "TIFF")
_DARK = 190  # of 255: darker is ink, lighter a ground that words can be read on
_SPECK = 0.2  # of 255: less of a band than that is dust
_PIXELS = 25_000_000  # at most; unpacked they take a hundred megabytes


def pixels(data: bytes) -> tuple[int, int] | None:
    """Return the width and height in pixels, or None for what isn't made of pixels, or is broken."""
    try:
        with _opened(data, _KINDS) as image:
            return image.size
    except PictureError:
        return None


def dark_rows(data: bytes, left: float, right: float, rows: int) -> list[bool] | None:
    """Return for each of so many bands, from top to bottom, whether there is ink in it that would hide words.

    Only what lies between two shares of the width counts. None for what isn't made of pixels, is too large, or broken.
    """
    from PIL import Image

    try:
        with _opened(data, _KINDS) as image:
            if image.width * image.height > _PIXELS or rows < 1 or not 0 <= left < right <= 1:
                return None
            shown = image.convert("RGBA")
    except PictureError:
        return None
    paper = Image.new("RGBA", shown.size, "white")
    paper.alpha_composite(shown)
    grey = paper.convert("L").crop((int(left * shown.width), 0, max(int(right * shown.width), 1), shown.height))
    ink = grey.point([255 if value < _DARK else 0 for value in range(256)]).convert("F")
    column = ink.resize((1, rows), Image.Resampling.BOX)
    return [float(column.getpixel((0, row)) or 0) > _SPECK for row in range(rows)]  # type: ignore[arg-type]


def without_metadata(
    data: bytes, kinds: tuple[str, ...] = ("PNG", "JPEG"), *, upright: bool = True
) -> tuple[bytes, tuple[int, int]]:
    """Return a picture as a PNG of its pixels alone, the right way up, and its size; raises `PictureError`.

    Whatever else the file holds (the camera's notes, colour profiles, what stands after the end) stays behind. If it
    isn't to be `upright`, it stays as its pixels stand, whatever the camera noted.
    """
    from PIL import ImageOps

    target = io.BytesIO()
    with _opened(data, kinds) as image:
        if image.width * image.height > _PIXELS:
            raise PictureError(Told("has more than {pixels} million pixels", pixels=_PIXELS // 1000000))
        if image.mode == "CMYK":
            raise PictureError(Told("has the colours of printing presses (CMYK); save it in RGB"))
        turned = ImageOps.exif_transpose(image) if upright else image
        shown = turned.convert("RGBA" if image.has_transparency_data else "RGB")
        shown.info.clear()
        shown.save(target, "PNG")
        return target.getvalue(), shown.size


def cut_out(data: bytes, cut: tuple[int, ...]) -> bytes:
    """Return what is left of a picture, as a PNG, after a cut at each side (left, top, right, bottom).

    They are thousandths of a per cent of it. Raises `PictureError`.
    """
    target = io.BytesIO()
    with _opened(data, _KINDS) as image:
        across, down = image.size
        left, top, right, bottom = (max(each, 0) / 100_000 for each in cut)
        box = round(left * across), round(top * down), round((1 - right) * across), round((1 - bottom) * down)
        left_of_it = *box[:2], max(box[2], box[0] + 1), max(box[3], box[1] + 1)  # a point at least
        image.crop(left_of_it).convert("RGBA" if image.has_transparency_data else "RGB").save(target, "PNG")
    return target.getvalue()


@contextmanager
def _opened(data: bytes, kinds: tuple[str, ...]) -> Iterator[Image]:
    from PIL import Image, ImageFile

    # WeasyPrint lets Pillow fill up what a broken file lacks; a broken logo is to be noticed.
    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        # Pillow warns of very many pixels, and of odd notes that a camera left.
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(data), formats=kinds) as image:
            yield image
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise PictureError(Told("is broken, or another kind of picture than its name says")) from error
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
