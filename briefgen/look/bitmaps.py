"""Bitmaps of the kinds that stand in other files, byte by byte: the same pixels, without the words about them."""

from __future__ import annotations

import re
import struct

from briefgen.look.errors import PictureError
from briefgen.problems.notes import Told

BROKEN = Told("is broken, or another kind of picture than its name says")
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_STANDALONE = {0x01, *range(0xD0, 0xD8)}
_NOTES = {*range(0xE0, 0xF0), 0xFE}  # segments of programs, and comments
_PNG = b"\x89PNG\r\n\x1a\n"
_SEEN = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}  # chunks of which pixels are made
_CORE, _FIRST, _WITH_PROFILE = 12, 40, 124  # lengths of heads of bitmaps (MS-WMF, 2.2.2)
_SIZE, _COLOURS, _SPACE, _PROFILE = 20, 32, 56, 112  # where these say it
_RGB, _FIELDS, _JPEG, _IN_PNG = 0, 3, 4, 5  # how pixels are packed; all else by lengths of runs
_SRGB = b"BGRs"


def bare_jpeg(data: bytes) -> bytes:
    """Return a JPEG with the same pixels: its segments (ITU T.81, B.1.1) without those of cameras and programs."""
    kept, at = [data[:2]], 2
    while True:
        while data[at + 1] == 0xFF:
            at += 1
        marker, start = data[at + 1], at + 2
        if data[at] != 0xFF:
            raise PictureError(BROKEN)
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
                raise PictureError(BROKEN)
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


def bare_png(data: bytes) -> bytes:
    """Return a PNG with the same pixels, up to its end."""
    if not data.startswith(_PNG):
        raise PictureError(BROKEN)
    kept, at, kind = [_PNG], len(_PNG), b""
    while kind != b"IEND":
        (length,), kind = struct.unpack_from(">I", data, at), data[at + 4 : at + 8]
        end = at + length + 12
        if end > len(data):
            raise PictureError(BROKEN)
        if kind in _SEEN:
            kept.append(data[at:end])
        at = end
    return b"".join(kept)


def bare_bitmap(head: bytes, bits: bytes, *, indexed: bool = False) -> tuple[bytes, bytes]:
    """Return the head of a bitmap of Windows, with its colours, and its pixels, each as long as it was.

    What is no colour and no pixel is zeros: a profile, or the path of one, what stands between or behind. `indexed`
    says that its colours are places in another palette. Raises `struct.error`.
    """
    (length,) = struct.unpack_from("<I", head, 0)
    known, count = bytearray(head[: head_length(head, indexed=indexed)]), len(bits)
    if length == _CORE:
        across, down, depth = struct.unpack_from("<HH2xH", head, 4)
        packing = _RGB
    else:
        across, down, depth, packing = struct.unpack_from("<ii2xHI", head, 4)
    if packing in (_JPEG, _IN_PNG):
        clean = (bare_jpeg if packing == _JPEG else bare_png)(bits)
        bits, count = clean, len(clean)
        struct.pack_into("<I", known, _SIZE, count)
    elif packing in (_RGB, _FIELDS):
        count = (abs(across) * depth + 31) // 32 * 4 * abs(down)
    if length >= _WITH_PROFILE:
        known[_SPACE : _SPACE + 4] = _SRGB
        known[_PROFILE : _PROFILE + 8] = bytes(8)
    return bytes(known).ljust(len(head), b"\0"), bits[:count]


def head_length(head: bytes, *, indexed: bool = False) -> int:
    """Return how long the head of a bitmap of Windows is, with the colours behind it; raises `struct.error`."""
    length: int = struct.unpack_from("<I", head, 0)[0]
    colours = masks = 0
    if length == _CORE:
        (depth,) = struct.unpack_from("<H", head, 10)
        each = 3
    elif length >= _FIRST:
        depth, packing = struct.unpack_from("<HI", head, 14)
        (colours,) = struct.unpack_from("<I", head, _COLOURS)
        each, masks = 4, 12 if packing == _FIELDS and length == _FIRST else 0
    else:
        raise struct.error
    colours = colours or (1 << depth if 0 < depth <= 8 else 0)
    return min(length + masks + colours * (2 if indexed else each), len(head))
