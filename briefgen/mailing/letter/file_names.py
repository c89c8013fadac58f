"""Names of attached files: readable in any language, safe on every system, and how a message writes them.

A message gives a name that isn't ASCII twice, as Apple Mail does, which every program that we tried reads right:
``filename*=UTF-8''…`` (RFC 2231) in one piece, since Outlook reads no continuations, and for what doesn't know RFC 2231
``name="=?UTF-8?B?…?="`` in the Content-Type, where Microsoft's documentation looks for it
(learn.microsoft.com, MAPI, «Attached files and messages»; MimeKit issues 186 and 281). A plain ``filename=`` beside
``filename*=`` isn't written: RFC 2231 doesn't say which wins, and half of the readers then show the ASCII name.
"""

from __future__ import annotations

import base64
import re
import unicodedata
from urllib.parse import quote

from briefgen.problems.mistakes import Mistake
from briefgen.problems.notes import Told

# Systems allow 255 (bytes on Linux and Android, letters on Windows and macOS). Mail programs add « (2)» and the like,
# and Outlook opens attachments in a folder far below the user's, of the 260 characters that Windows allows for it all.
MOST_CHARACTERS = 100
MOST_BYTES = 240
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

_ENDING = re.compile(r"[a-z0-9]{1,10}")
# What Windows forbids (learn.microsoft.com, «Naming Files, Paths, and Namespaces»), and / : of the others.
_REPLACED = str.maketrans({**dict.fromkeys("<>:/\\|*", "-"), '"': "'", "?": None, "\u2011": "-"})
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|(?:COM|LPT)[0-9¹²³]|CONIN\$|CONOUT\$)(?=\.|$)", re.IGNORECASE)
_AT_ENDS = " .,;-–—"
_LINE = 76  # characters of a line with an encoded word, which has at most 75 (RFC 2047)


def file_name(title: str, ending: str) -> str:
    """Return a title as the name of a file that every system takes, shortened if it is too long; in NFC.

    Raises `Mistake` if nothing of the title can stand in a name.
    """
    if not _ENDING.fullmatch(ending):
        raise ValueError(f"{ending!r} is no ending of a file")
    words = " ".join("".join(map(_kept, unicodedata.normalize("NFC", title))).translate(_REPLACED).split())
    # Dots at the front hide a file; dots and spaces at the end are lost on Windows.
    stem = unicodedata.normalize("NFC", words).lstrip(". ").rstrip(_AT_ENDS)
    if not any(char.isalnum() for char in stem):
        raise Mistake(Told("{title!r} can't be the name of a file: it has no letter and no digit", title=title))
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    return f"{_shortened(stem, len(ending) + 1)}.{ending}"


def disposition(name: str) -> str:
    """Return a Content-Disposition, folded, that gives an attachment its name."""
    value = quoted_string(name) if name.isascii() else f"UTF-8''{quote(name, safe='')}"
    return f"attachment;\r\n filename{'' if name.isascii() else '*'}={value}"


def name_parameter(name: str) -> str:
    """Return the same name as the parameter ``name`` of a Content-Type, folded."""
    if name.isascii():
        return f"name={quoted_string(name)}"
    return f'name="{encoded_words(name, 60)}"'


def encoded_words(text: str, first: int = _LINE) -> str:
    """Return text as encoded words (RFC 2047), a line each; the first line has so much room.

    They end before a space of the text if they can: some readers, Python's among them, show one there that isn't. GMime
    (notmuch, mu) decodes neighbours of the kind B as one and stops for good at the padding of the first: behind a
    padded one the next character is a word of the kind Q.
    """
    words: list[str] = []
    while text:
        room = _room((_LINE - 1) if words else first)
        taken = text if len(text.encode()) <= room else _piece(text, room)
        words.append(f"=?UTF-8?B?{base64.b64encode(taken.encode()).decode()}?=")
        text = text[len(taken) :]
        if text and len(taken.encode()) % 3:
            words.append(f"=?UTF-8?Q?{''.join(f'={byte:02X}' for byte in text[0].encode())}?=")
            text = text[1:]
    return "\r\n ".join(words)


def _piece(text: str, room: int) -> str:
    """Return as much of the beginning as has so many bytes: up to a space, or else where base64 needs no padding."""
    end = len(text.encode()[:room].decode(errors="ignore"))
    space = text.rfind(" ", 1, end + 1)
    if space > 0:
        return text[:space]
    return next((text[:cut] for cut in range(end, 0, -1) if not len(text[:cut].encode()) % 3), text[:end])


def _room(characters: int) -> int:
    """Return how many bytes go into an encoded word of at most so many characters."""
    return (min(characters, 75) - len("=?UTF-8?B??=")) // 4 * 3


def quoted_string(text: str) -> str:
    """Return text as a quoted string (RFC 5322)."""
    return '"{}"'.format(re.sub(r'(["\\])', r"\\\1", text))


def _kept(char: str) -> str:
    """Return a character, a space for any white space, nothing for what can't be seen or isn't a character."""
    if char.isspace():
        return " "
    return "" if unicodedata.category(char) in ("Cc", "Cf", "Cn", "Co", "Cs") else char


def _shortened(stem: str, ending: int) -> str:
    """Return the stem with as much of it as there is room for, up to the end of a word if one is near."""
    characters, size = MOST_CHARACTERS - ending, MOST_BYTES - ending
    if len(stem) <= characters and len(stem.encode()) <= size:
        return stem
    end = characters - len("…")
    while len(stem[:end].encode()) > size - len("…".encode()):
        end -= 1
    whole = end
    while unicodedata.category(stem[whole]).startswith("M"):  # a mark stays with its letter
        whole -= 1
    kept = stem[: whole or end]
    words = kept if stem[len(kept)] == " " else kept.rpartition(" ")[0]
    return f"{(words if len(words) > len(kept) * 2 // 3 else kept).rstrip(_AT_ENDS)}…"
