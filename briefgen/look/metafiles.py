"""Drawings of Windows (MS-EMF, MS-WMF) without the words about them: who drew them, with what, as which file."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_HEADER, _COMMENT, _END = 1, 70, 14  # kinds of records of an EMF
_DRAWN = b"EMF+"  # a comment that is drawn
_DESCRIPTION, _SIZE, _COUNT = 60, 48, 52  # where its header says it
_PLACEABLE, _WMF_HEADER = 22, 18
_ESCAPE, _WMF_COMMENT = 0x0626, 15


def bare_emf(data: bytes) -> bytes:
    """Return an EMF without its description, comments, and what stands after its end; raises `struct.error`."""
    kept = []
    for at, kind, size in _emf_records(data):
        record = bytearray(data[at : at + size])
        if kind == _HEADER:
            length, start = struct.unpack_from("<II", record, _DESCRIPTION)
            record[start : start + 2 * length] = bytes(len(record[start : start + 2 * length]))
            struct.pack_into("<II", record, _DESCRIPTION, 0, 0)
        if kind != _COMMENT or record[12:16] == _DRAWN:
            kept.append(record)
    struct.pack_into("<II", kept[0], _SIZE, sum(map(len, kept)), len(kept))
    return b"".join(kept)


def _emf_records(data: bytes) -> Iterator[tuple[int, int, int]]:
    at, kind = 0, 0
    while kind != _END:
        kind, size = struct.unpack_from("<II", data, at)
        if size < 8 or at + size > len(data) or (at == 0) != (kind == _HEADER):
            raise struct.error
        yield at, kind, size
        at += size


def bare_wmf(data: bytes) -> bytes:
    """Return a WMF without its comments, and what stands after its end; raises `struct.error`."""
    start = _PLACEABLE if data.startswith(b"\xd7\xcd\xc6\x9a") else 0
    at = start + _WMF_HEADER
    head, kept, function = bytearray(data[start:at]), [], -1
    while function != 0:
        words, function = struct.unpack_from("<IH", data, at)
        if words < 3 or at + 2 * words > len(data):
            raise struct.error
        record = data[at : at + 2 * words]
        if function != _ESCAPE or struct.unpack_from("<H", record, 6)[0] != _WMF_COMMENT:
            kept.append(record)
        at += 2 * words
    struct.pack_into("<I", head, 6, (len(head) + sum(map(len, kept))) // 2)
    return b"".join([data[:start], head, *kept])
