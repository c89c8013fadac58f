"""What servers say, on one line and harmless, and sizes as people say them."""

from __future__ import annotations

import re
from base64 import b64encode

from briefgen.problems.notes import Told, looked_up

_LONGEST_REPLY = 500  # characters of a server's reply that are kept
_PIECE = 12  # characters of a secret that are no chance


# What systems and Python say most of a connection, for the catalogues.
_SYSTEM = (
    Told("Connection unexpectedly closed"), Told("Connection refused"), Told("Connection reset by peer"),
    Told("Connection timed out"), Told("timed out"), Told("The read operation timed out"), Told("Broken pipe"),
    Told("The handshake operation timed out"), Told("The write operation timed out"), Told("Network is unreachable"),
    Told("No route to host"), Told("Name or service not known"), Told("Temporary failure in name resolution"),
    Told("No address associated with hostname"), Told("Server not connected"),
)  # fmt: skip
_NUMBER = re.compile(r"\[Errno -?\d+\] ")


def reason(error: OSError | ValueError) -> str:
    """Return what the system says of an error, on one line."""
    told = error.strerror if isinstance(error, OSError) else None
    return told_by_system(told or str(error) or type(error).__name__)


def told_by_system(words: str) -> str:
    """Return words of the system or of Python, on one line; what is known of them, the desk says in its language."""
    words = one_line(words)
    known = next((each for each in _SYSTEM if words.startswith(f"{each}: ")), "")
    if known:
        why = _NUMBER.sub("", words.removeprefix(f"{known}: "))
        return Told("{what}: {why}", what=known, why=looked_up(why))
    return looked_up(words)


def reply_line(code: int, reply: bytes | str) -> str:
    """Return a reply of the server on one line, with its code if it has one."""
    text = uncut(reply)
    return one_line(f"{code} {text}" if code >= 0 else text)


def uncut(reply: bytes | str) -> str:
    """Return a reply of the server whole, to look for secrets in it."""
    return reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply


def tells(text: str, *secrets: str) -> bool:
    """Return whether a text, which isn't cut yet, says a secret or a long piece of one, as it is or in base64."""
    shapes = [secret for secret in secrets if secret]
    for secret in secrets:
        # Where in a longer text it begins decides how it looks; what its neighbours blur is left out.
        for before in range(3):
            shape = b64encode(b"\0" * before + secret.encode()).decode()[4 if before else 0 : -4]
            if len(shape) >= _PIECE:
                shapes.append(shape)
    return any(_have_in_common(text, shape) for shape in shapes)


def _have_in_common(text: str, secret: str) -> bool:
    size = min(_PIECE, len(secret))
    pieces = {secret[start : start + size] for start in range(len(secret) - size + 1)}
    return any(text[start : start + size] in pieces for start in range(len(text) - size + 1))


def one_line(text: str) -> str:
    """Return text of a server on one line, without what a terminal would obey."""
    return "".join(letter if letter.isprintable() else " " for letter in text)[:_LONGEST_REPLY].strip()


def told_size(size: int) -> str:
    """Return a size in bytes as people say it, in megabytes or kilobytes."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{size / 1000:.1f} KB"
