"""GMime as a referee: the library with which notmuch and mu read messages. It shares no code with what writes ours."""

from __future__ import annotations

import ctypes
import os
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest

from briefgen.upkeep.doctor import GMIME


@dataclass(frozen=True)
class Seen:
    """What a reader sees of a message."""

    subject: str
    sender: str  # the name
    to: str


@cache
def _library() -> Any:
    for file in GMIME.files:
        try:
            library = ctypes.CDLL(file)
        except OSError:
            continue
        library.g_mime_init()
        return library
    return None


def read_by_gmime(wire: bytes) -> Seen:
    """Return what GMime reads in a message; skips the test without it, under CI it fails."""
    library = _library()
    if library is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"no GMime; Debian's {GMIME.package} brings it")
    call = _Calls(library)
    stream = call.pointer("g_mime_stream_mem_new_with_buffer", wire, ctypes.c_size_t(len(wire)))
    parser = call.pointer("g_mime_parser_new_with_stream", stream)
    message = call.pointer("g_mime_parser_construct_message", parser, None)
    seen = Seen(
        call.text("g_mime_message_get_subject", message),
        *(
            call.text("internet_address_get_name", call.pointer("internet_address_list_get_address", addresses, 0))
            for addresses in (call.pointer(f"g_mime_message_get_{which}", message) for which in ("from", "to"))
        ),
    )
    for held in (message, parser, stream):
        library.g_object_unref(held)
    return seen


class _Calls:
    def __init__(self, library: Any) -> None:
        self._library = library

    def pointer(self, name: str, *arguments: Any) -> ctypes.c_void_p:
        function = self._library[name]
        function.restype = ctypes.c_void_p
        return ctypes.c_void_p(function(*arguments))

    def text(self, name: str, *arguments: Any) -> str:
        function = self._library[name]
        function.restype = ctypes.c_char_p
        found: bytes | None = function(*arguments)
        return found.decode() if found is not None else ""
