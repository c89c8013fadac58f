"""Drawings of Windows hold what is drawn, whatever programs, printers and cameras have noted in them."""

from __future__ import annotations

import io
import struct
from typing import Any

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from briefgen.look.bare import bare
from briefgen.look.errors import PictureError
from tests.look.test_bare import NOTE, emf, emf_comment, exif

_WORDS = NOTE.encode()
_SIZE, _LINE = (6, 4), struct.pack("<IIii", 54, 16, 5, 5)
_JPEG, _IN_PNG = 4, 5


def pixels(kind: str, **options: Any) -> bytes:
    image, target = Image.linear_gradient("L").resize(_SIZE).convert("RGB"), io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def plain(profile: bytes = b"") -> tuple[bytes, bytes]:
    """Return the head and the pixels of a bitmap, with a profile if one is named."""
    data = pixels("BMP")
    head, bits = data[14:54], data[54:]
    if not profile:
        return head, bits
    length = struct.pack("<I", 124)
    space = b"KNIL" + bytes(48) + struct.pack("<IIII", 0, 124 + len(bits), len(profile), 0)
    return length + head[4:] + bytes(16) + space, bits + profile


def packed(packing: int, bits: bytes) -> tuple[bytes, bytes]:
    return struct.pack("<IiiHHIIiiII", 40, *_SIZE, 1, 24, packing, len(bits), 0, 0, 0, 0), bits


def noted_png() -> bytes:
    info = PngInfo()
    info.add_text("Comment", NOTE)
    return pixels("PNG", pnginfo=info, exif=exif()) + _WORDS


BITMAPS = {
    "a profile": plain(_WORDS + b".icc"),
    "a camera's notes": packed(_JPEG, pixels("JPEG", exif=exif(), comment=NOTE, quality=95) + _WORDS),
    "notes of a program": packed(_IN_PNG, noted_png()),
    "what stands behind its pixels": (plain()[0], plain()[1] + _WORDS),
    "what stands behind its colours": (plain()[0] + _WORDS, plain()[1]),
}


def stretched(head: bytes, bits: bytes, between: bytes = b"") -> bytes:
    """Return the record of an EMF that draws a bitmap."""
    at = 80 + len(between)
    places = struct.pack("<4I", at, len(head), at + len(head), len(bits))
    body = struct.pack("<10i", 0, 0, 6, 4, 0, 0, 0, 0, 6, 4) + places + struct.pack("<IIii", 0, 0xCC0020, 6, 4)
    body += between + head + bits
    body += b"\0" * (-len(body) % 4)
    return struct.pack("<II", 81, 8 + len(body)) + body


def of_old_windows(head: bytes, bits: bytes) -> bytes:
    """Return the same as a WMF."""
    body = struct.pack("<IH8h", 0xCC0020, 0, 4, 6, 0, 0, 4, 6, 0, 0) + head + bits
    body += b"\0" * (len(body) % 2)
    record = struct.pack("<IH", 3 + len(body) // 2, 0x0F43) + body
    end = struct.pack("<IH", 3, 0)
    whole = 9 + (len(record) + len(end)) // 2
    return struct.pack("<HHHIHIH", 1, 9, 0x0300, whole, 0, len(record) // 2, 0) + record + end


def drawn(kind: str, data: bytes) -> bytes:
    """Return the pixels of the one bitmap of a drawing."""
    if kind == "emf":
        at = struct.unpack_from("<I", data, 4)[0]
        head_at, head_size, bits_at, bits_size = struct.unpack_from("<IIII", data, at + 48)
        head, bits = data[at + head_at :][:head_size], data[at + bits_at :][:bits_size]
    else:
        head, bits = data[18 + 28 :], b""
        length = struct.unpack_from("<I", head)[0]
        head, bits = head[:length], head[length:]
    packing = struct.unpack_from("<I", head, 16)[0]
    whole = (
        bits
        if packing
        else b"BM" + struct.pack("<IHHI", 14 + len(head) + len(bits), 0, 0, 14 + len(head)) + head + bits
    )
    with Image.open(io.BytesIO(whole)) as image:
        return image.convert("RGB").tobytes()


@pytest.mark.parametrize("noted", BITMAPS)
@pytest.mark.parametrize("kind", ["emf", "wmf"])
def test_a_bitmap_in_a_drawing_keeps_its_pixels_alone(kind: str, noted: str) -> None:
    if kind == "wmf" and noted == "what stands behind its colours":
        return  # there pixels follow at once
    head, bits = BITMAPS[noted]
    data = emf(stretched(head, bits, between=_WORDS)) if kind == "emf" else of_old_windows(head, bits)
    assert _WORDS in data
    told, clean = bare(data)
    assert (told, _WORDS in clean) == (kind, False)
    assert drawn(kind, clean) == drawn("emf", emf(stretched(head, bits)))
    assert bare(clean) == (told, clean)


@pytest.mark.parametrize("record", [99, 102, 104, 105, 106, 110, 112, 113, 122, 123])
def test_what_is_for_programs_and_printers_alone_goes(record: int) -> None:
    note = struct.pack("<II", record, 8 + 12) + b"Canary-12345"
    assert bare(emf(_LINE, note, _LINE))[1] == bare(emf(_LINE, _LINE))[1]


def test_what_a_header_and_an_end_may_hold_besides_goes() -> None:
    data = emf(_LINE)
    head = data[:88] + struct.pack("<III", len(_WORDS), 100, 0) + _WORDS
    length = struct.pack("<I", len(head))
    end = struct.pack("<IIII", 14, 20 + 8, 1, 16) + b"CanaryXX" + struct.pack("<I", 28)
    clean = bare(head[:4] + length + head[8:] + _LINE + end)[1]
    assert _WORDS not in clean
    assert clean.endswith(_LINE + struct.pack("<IIIII", 14, 20, 0, 16, 20))
    assert struct.unpack_from("<I", clean, 4)[0] == 100


def plus(flags: int) -> bytes:
    return emf_comment(b"EMF+" + struct.pack("<HHIIIIII", 0x4001, flags, 28, 16, 0xDBC01002, 0, 96, 96) + _WORDS)


def test_a_drawing_that_is_drawn_twice_keeps_the_one_without_comments() -> None:
    assert bare(emf(plus(1), _LINE)) == bare(emf(_LINE))


def test_one_that_is_drawn_by_comments_alone_is_refused() -> None:
    with pytest.raises(PictureError):
        bare(emf(plus(0), _LINE))


@pytest.mark.parametrize("cut", [24, 60, 84, 100])
def test_a_bitmap_that_is_broken_is_no_picture(cut: int) -> None:
    record = stretched(*BITMAPS["a camera's notes"])
    short = record[:4] + struct.pack("<I", len(record) - cut) + record[8 : len(record) - cut]
    with pytest.raises(PictureError):
        bare(emf(short))
