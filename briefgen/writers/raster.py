"""Pictures made of pixels, opened as files from outside: how many pixels there are, and a clean copy of them."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from briefgen.writers.errors import PictureError

if TYPE_CHECKING:
    from PIL.Image import Image

_KINDS = ("PNG", "JPEG", "GIF", "BMP", "TIFF")
_PIXELS = 25_000_000  # at most; unpacked they take a hundred megabytes


def pixels(data: bytes) -> tuple[int, int] | None:
    """Return the width and height in pixels, or None for what isn't made of pixels, or is broken."""
    try:
        with _opened(data, _KINDS) as image:
            return image.size
    except PictureError:
        return None


def cleaned(data: bytes) -> tuple[bytes, tuple[int, int]]:
    """Return a PNG or JPEG as a PNG of its pixels alone, the right way up, and its size; raises `PictureError`.

    Whatever else the file holds (the camera's notes, colour profiles, what stands after the end) stays behind.
    """
    from PIL import ImageOps

    target = io.BytesIO()
    with _opened(data, ("PNG", "JPEG")) as image:
        if image.width * image.height > _PIXELS:
            raise PictureError(f"has more than {_PIXELS // 1_000_000} million pixels")
        if image.mode == "CMYK":
            raise PictureError("has the colours of printing presses (CMYK); save it in RGB")
        upright = ImageOps.exif_transpose(image).convert("RGBA" if image.has_transparency_data else "RGB")
        upright.info.clear()
        upright.save(target, "PNG")
        return target.getvalue(), upright.size


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
        raise PictureError("is broken, or another kind of picture than its name says") from error
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
