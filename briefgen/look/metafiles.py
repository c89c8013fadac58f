"""Drawings of Windows (MS-EMF, MS-WMF) without the words about them: who drew them, with what, as which file.

Nor do the bitmaps in them keep what a camera noted, nor stays what is for printers and programs alone.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from briefgen.look.bitmaps import BROKEN, bare_bitmap, head_length
from briefgen.look.errors import PictureError

_HEADER, _COMMENT, _END, _PEN = 1, 70, 14, 95  # kinds of records of an EMF
# For drivers, for OpenGL, and of profiles of colours, which name files.
_PRIVATE = {_COMMENT, *range(99, 107), 110, 111, 112, 113, 122}
_LAST_KNOWN = 122
# Where a record says where its bitmaps are, each by four numbers, and whether its colours are places in a palette.
_BITMAPS = {
    **dict.fromkeys((76, 77, 114, 116), ((84, 80),)),
    78: ((84, 80), (112, 108)), 79: ((96, 92), (124, 120)),
    80: ((48, 64),), 81: ((48, 64),), 93: ((16, 12),), 94: ((16, 12),), _PEN: ((12, None),),
}  # fmt: skip
_FIXED = {76: 100, 77: 108, 78: 128, 79: 140, 80: 76, 81: 80, 93: 32, 94: 32, _PEN: 52, 114: 108, 116: 108}
_PLUS, _PLUS_HEADER, _DUAL = b"EMF+", 0x4001, 1
_DESCRIPTION, _SIZE, _COUNT, _PALETTE, _FORMAT = 60, 48, 52, 68, 88  # where its header says it
_LENGTHS = (108, 100, 88)  # that a header may have
_BARE_END = struct.pack("<IIIII", _END, 20, 0, 16, 20)
_PLACEABLE, _WMF_HEADER = 22, 18
_ESCAPE = 0x0626
# Where in a record of a WMF the bitmap begins, and where it says that its colours are places in a palette.
_WMF_BITMAPS = {0x0940: (22, None), 0x0B41: (26, None), 0x0F43: (28, 10), 0x0D33: (26, 6), 0x0142: (10, 8)}


def bare_emf(data: bytes) -> bytes:
    """Return an EMF with what draws it alone; raises `struct.error`, and `PictureError` for one that is EMF+ alone."""
    kept = []
    for at, kind, size in _emf_records(data):
        record = data[at : at + size]
        if kind == _HEADER:
            record = _bare_header(record)
        elif kind == _END:
            record = _BARE_END
        elif kind == _COMMENT:
            _require_dual(record)
        elif kind in _BITMAPS:
            record = _bare_record(record, kind)
        if kind not in _PRIVATE and kind <= _LAST_KNOWN:
            kept.append(record)
    head = bytearray(kept[0])
    struct.pack_into("<II", head, _SIZE, sum(map(len, kept)), len(kept))
    return b"".join([head, *kept[1:]])


def _emf_records(data: bytes) -> Iterator[tuple[int, int, int]]:
    at, kind = 0, 0
    while kind != _END:
        kind, size = struct.unpack_from("<II", data, at)
        if size < 8 or at + size > len(data) or (at == 0) != (kind == _HEADER):
            raise struct.error
        yield at, kind, size
        at += size


def _bare_header(record: bytes) -> bytes:
    """Return the header without its description, the palette's size, and what is noted of pixels for OpenGL."""
    said = struct.unpack_from("<II", record, _DESCRIPTION)
    ends = [len(record), said[1]] if said[0] else [len(record)]
    if len(record) >= _LENGTHS[1] and min(ends) >= _LENGTHS[1]:
        (_, noted) = struct.unpack_from("<II", record, _FORMAT)
        ends += [noted] if noted else []
    length = next((each for each in _LENGTHS if each <= min(ends)), None)
    if length is None:
        raise struct.error
    head = bytearray(record[:length])
    struct.pack_into("<I", head, 4, length)
    struct.pack_into("<III", head, _DESCRIPTION, 0, 0, 0)
    if length >= _LENGTHS[1]:
        struct.pack_into("<III", head, _FORMAT, 0, 0, 0)
    return bytes(head)


def _require_dual(comment: bytes) -> None:
    """Raise `PictureError` where a comment says that it is drawn by comments (MS-EMFPLUS) and by nothing else."""
    if comment[12:16] == _PLUS and len(comment) >= 20:
        kind, flags = struct.unpack_from("<HH", comment, 16)
        if kind == _PLUS_HEADER and not flags & _DUAL:
            raise PictureError(BROKEN)  # for whoever has no more than MS-EMF: what its comments hold nobody can tell


def _bare_record(record: bytes, kind: int) -> bytes:
    """Return a record with its bitmaps bare; what lies in no field and in no bitmap is zeros."""
    fixed = _FIXED[kind]
    if kind == _PEN:  # with lengths of its dashes
        fixed += 4 * struct.unpack_from("<I", record, fixed - 4)[0]
    bare = bytearray(record[:fixed].ljust(len(record), b"\0"))
    for at, usage in _BITMAPS[kind]:
        if len(record) < at + 16:
            continue
        head_at, head_size, bits_at, bits_size = struct.unpack_from("<IIII", record, at)
        if not head_size:
            continue
        if head_at + head_size > len(record) or bits_at + bits_size > len(record) or head_at < fixed:
            raise struct.error
        indexed = usage is not None and struct.unpack_from("<I", record, usage)[0] == 1
        head, bits = bare_bitmap(
            record[head_at : head_at + head_size], record[bits_at : bits_at + bits_size], indexed=indexed
        )
        bare[head_at : head_at + len(head)] = head
        bare[bits_at : bits_at + len(bits)] = bits
        struct.pack_into("<I", bare, at + 12, len(bits))
    return bytes(bare)


def bare_wmf(data: bytes) -> bytes:
    """Return a WMF with what draws it alone; raises `struct.error`."""
    start = _PLACEABLE if data.startswith(b"\xd7\xcd\xc6\x9a") else 0
    at = start + _WMF_HEADER
    head, kept, function = bytearray(data[start:at]), [], -1
    while function != 0:
        words, function = struct.unpack_from("<IH", data, at)
        if words < 3 or at + 2 * words > len(data):
            raise struct.error
        record = data[at : at + 2 * words]
        if function in _WMF_BITMAPS and words != (function >> 8) + 3:  # else it has none
            record = _bare_wmf_record(record, *_WMF_BITMAPS[function])
        if function != _ESCAPE:
            kept.append(record)
        at += 2 * words
    longest = max(len(record) for record in kept) // 2
    struct.pack_into("<I", head, 6, (len(head) + sum(map(len, kept))) // 2)
    struct.pack_into("<I", head, 12, longest)
    return b"".join([data[:start], head, *kept])


def _bare_wmf_record(record: bytes, at: int, usage: int | None) -> bytes:
    """Return a record with its bitmap bare, and nothing behind it."""
    indexed = usage is not None and struct.unpack_from("<H", record, usage)[0] == 1
    length = head_length(record[at:], indexed=indexed)
    head, bits = bare_bitmap(record[at : at + length], record[at + length :], indexed=indexed)
    whole = record[:at] + head + bits
    whole += b"\0" * (len(whole) % 2)
    return struct.pack("<I", len(whole) // 2) + whole[4:]
