"""Pictures from outside: what is seen of them stays, and nothing else."""

from __future__ import annotations

import io
import struct
from typing import Any

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from briefgen.look.bare import bare
from briefgen.look.errors import PictureError

NOTE = "Canary"


def picture(kind: str, size: tuple[int, int] = (40, 20), **options: Any) -> bytes:
    image, target = Image.linear_gradient("L").resize(size).convert("RGB"), io.BytesIO()
    image.putpixel((0, 0), (255, 0, 0))
    image.save(target, kind, **options)
    return target.getvalue()


def exif() -> Image.Exif:
    notes = Image.Exif()
    notes[0x010E] = NOTE  # ImageDescription
    notes[0x0112] = 6  # to be turned
    return notes


def noted(kind: str) -> bytes:
    """Return a picture with a note in each place that its kind has for one, and behind its end."""
    info = PngInfo()
    info.add_text("Comment", NOTE)
    info.add_itxt("XML:com.adobe.xmp", NOTE)
    options: dict[str, dict[str, Any]] = {
        "PNG": {"pnginfo": info, "exif": exif()},
        "JPEG": {"exif": exif(), "comment": NOTE, "icc_profile": NOTE.encode(), "progressive": True, "quality": 95},
        "GIF": {"comment": NOTE},
        "TIFF": {"description": NOTE, "software": NOTE},
        "BMP": {},
    }
    return picture(kind, **options[kind]) + NOTE.encode()


def shown(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as image:
        return image.convert("RGB")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "TIFF", "BMP"])
def test_notes_go_and_the_pixels_stay_as_they_are(kind: str) -> None:
    data = noted(kind)
    assert NOTE.encode() in data
    told, clean = bare(data)
    assert told == ("jpeg" if kind == "JPEG" else "png")
    assert NOTE.encode() not in clean
    with Image.open(io.BytesIO(clean)) as image:
        assert image.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
        assert not image.getexif()
    assert shown(clean).tobytes() == shown(data).tobytes()
    assert bare(clean) == (told, clean)


def test_the_small_picture_in_a_jpeg_goes() -> None:
    data = picture("JPEG")
    head = b"JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01\xab\xcd\xef"
    small = data[:2] + b"\xff\xe0" + struct.pack(">H", len(head) + 2) + head + data[20:]
    assert shown(small).tobytes() == shown(data).tobytes()
    assert b"\xab\xcd\xef" not in bare(small)[1]


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_what_was_cut_off_is_gone(kind: str) -> None:
    data = picture(kind)
    told, clean = bare(data, (25_000, 0, 50_000, 10_000))
    assert told == "png"
    assert shown(clean).tobytes() == shown(data).crop((10, 0, 20, 18)).tobytes()
    assert shown(bare(data, (60_000, 0, 60_000, 0))[1]).size == (1, 20)  # no picture has no points at all


def emf(*records: bytes, description: str = "") -> bytes:
    words = description.encode("utf-16-le")
    fixed = struct.pack(
        "<8i4sIIIHHIIIiiii", *[0] * 8, b" EMF", 0x10000, 0, 0, 1, 0, len(description), 88, 0, 1, 1, 1, 1
    )
    head = struct.pack("<II", 1, 88 + len(words)) + fixed[: 88 - 8] + words
    return head + b"".join(records) + struct.pack("<IIIII", 14, 20, 0, 0, 20)


def emf_comment(inside: bytes) -> bytes:
    return struct.pack("<III", 70, 12 + len(inside), len(inside)) + inside


def test_a_drawing_says_no_more_who_drew_it() -> None:
    line = struct.pack("<IIii", 54, 16, 5, 5)
    words = NOTE.encode("utf-16-le")
    data = emf(line, emf_comment(b"GDIC" + words), line, description=NOTE) + words
    kind, clean = bare(data)
    assert kind == "emf"
    assert words not in clean
    assert line + line in clean
    assert struct.unpack_from("<II", clean, 48) == (len(clean), 4)
    assert bare(clean) == (kind, clean)


@pytest.mark.parametrize("placeable", [False, True])
def test_so_does_one_of_old_windows(placeable: bool) -> None:
    line, end = struct.pack("<IHhh", 5, 0x0213, 5, 5), struct.pack("<IH", 3, 0)
    note = struct.pack("<IHHH", 5 + len(NOTE) // 2, 0x0626, 15, len(NOTE)) + NOTE.encode()
    other = struct.pack("<IHHH", 5, 0x0626, 7, 0)
    head = struct.pack("<HHHIHIH", 1, 9, 0x0300, 0, 0, 0, 0)
    start = b"\xd7\xcd\xc6\x9a" + bytes(18) if placeable else b""
    kind, clean = bare(start + head + line + note + other + line + end + NOTE.encode())
    assert (kind, NOTE.encode() in clean) == ("wmf", False)
    assert clean[len(start) + 18 :] == line + line + end
    assert struct.unpack_from("<I", clean, len(start) + 6)[0] * 2 == len(clean) - len(start)


@pytest.mark.parametrize("cut", [(0, 0, 0, 0), (1000, 0, 0, 0)])
def test_what_is_broken_is_no_picture(cut: tuple[int, int, int, int]) -> None:
    begins = [b"\x89PNG\r\n\x1a\n rest", b"\xff\xd8\xff", b"\xff\xd8\xff\xe0\0\x10JFIF", b"GIF89a", b"BM", b"II*\0",
              b"\x01\0\0\0", emf()[:60], emf()[:-20], b"\x01\0\x09\0", b"<svg/>", b""]  # fmt: skip
    for data in [*begins, *(noted(kind)[:50] for kind in ("PNG", "JPEG", "TIFF"))]:
        with pytest.raises(PictureError):
            bare(data, cut)
    with pytest.raises(PictureError):
        bare(emf(), (1, 0, 0, 0))
