"""The pages of a PDF as pictures, as PDFium draws them: for a look at what will be printed."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pypdfium2

DOTS = 110  # per inch: an A4 page is about 910 pixels wide


def sheets(data: bytes, dots: int = DOTS) -> Iterator[bytes]:
    """Yield each page as PNG, so many dots per inch."""
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            drawn = io.BytesIO()
            page.render(scale=dots / 72).to_pil().quantize(128).save(drawn, "PNG")
            yield drawn.getvalue()
